"""A file that somebody wants to install: verified first, told, and installed as those very bytes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from optopcheck.domain.job import InputError
from optopcheck.domain.text import Text
from optopcheck.report import Section
from optopcheck.rules import of_bundle
from optopcheck.rules.bundle import BUNDLE, build_bundle, read_file
from optopcheck.rules.packs import read_pack
from optopcheck.rules.trust import Trust, open_bundle, open_register
from optopcheck.service.rule_files import rule_store
from optopcheck.service.rule_texts import bundle_section, register_section

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from optopcheck.domain.text import Language
    from optopcheck.rules.packs import Pack
    from optopcheck.rules.trust import OpenedBundle

BUNDLE_SUFFIX, REGISTER_SUFFIX = ".optrules", ".optreg"
_PROGRAMS = Text(
    "Dit pakket bevat programma's. Een programma kan alles wat u op deze computer kunt: bestanden"
    " lezen, wissen en versturen. Sta het alleen toe als u de maker kent en de vingerafdruk hebt vergeleken.",
    "This pack holds programs. A program can do all that you can on this computer: read, erase and send"
    " files. Allow it only if you know its maker and compared the fingerprint.",
)


@dataclass(frozen=True, eq=False)
class Offer:
    """A file, what it turned out to be, and what must be answered before it is installed."""

    name: str
    content: bytes
    is_register: bool
    sections: tuple[Section, ...]
    """Who made it, how far that is known, and what it would do."""
    refused: Text | None = None
    """Why it cannot be installed at all."""
    question: Text | None = None
    """What the user must answer with yes."""
    programs: Text | None = None
    """What to know of its programs, which need a yes of their own; None: none, or of a trusted maker."""
    trust: Trust | None = None
    """Of a bundle."""


def offer_file(path: Path, today: date, language: Language = "nl") -> Offer:
    """Verify a file; nothing is kept and nothing of it runs.

    Raises
    ------
    InputError
        If it cannot be read, or is neither a bundle nor a register.
    """
    content = read_file(path, BUNDLE.file_bytes)
    if path.suffix.lower() == REGISTER_SUFFIX:
        return _register(path.name, content, today, language)
    if path.suffix.lower() == BUNDLE_SUFFIX:
        return _bundle(path.name, content, today, language)
    raise InputError(
        Text(
            f"'{path.name}' is geen regelbestand ({BUNDLE_SUFFIX}) of register ({REGISTER_SUFFIX})",
            f"'{path.name}' is no rule bundle ({BUNDLE_SUFFIX}) or register ({REGISTER_SUFFIX})",
        )
    )


def offer_folder(folder: Path, today: date, language: Language = "nl") -> Offer:
    """Verify the unsigned bundle of a folder, as its maker tries it out; see `offer_file`."""
    built = build_bundle(folder)
    return _bundle(built.identity.file_name, built.container.to_bytes(), today, language)


def install_offer(offer: Offer, today: date, *, yes: bool = False, python: bool = False) -> None:
    """Install the very bytes that were verified and shown.

    Parameters
    ----------
    offer
        What `offer_file` returned.
    today
        When its key is seen.
    yes
        The user's answer to the question.
    python
        The user's consent to run its programs.

    Raises
    ------
    InputError
        If it is refused, or not answered with yes.
    """
    store = rule_store()
    if offer.is_register:
        store.take_register(offer.content)
        return
    if offer.refused is not None:
        raise InputError(offer.refused)
    if offer.programs is not None and not python:
        raise InputError(Text("de programma's zijn niet toegestaan", "its programs were not allowed"))
    opened = store.install(offer.content, today, accept=yes)
    if offer.programs is not None and python:
        store.allow_python(opened.digest)


def _register(name: str, content: bytes, today: date, language: Language) -> Offer:
    store = rule_store()
    try:
        register = open_register(content, store.roots(), store.register())
    except InputError as error:
        return Offer(name, content, is_register=True, sections=(), refused=error.text)
    return Offer(name, content, is_register=True, sections=(register_section(register, today, language),))


def _bundle(name: str, content: bytes, today: date, language: Language) -> Offer:
    store = rule_store()
    opened = open_bundle(content, store.knowledge())
    standing = opened.standing
    about = bundle_section(name, opened, store.register(), today, language)
    question = standing.question.in_language(language) if standing.question else None
    # The question is asked apart, beside its answer.
    told = (replace(about, notes=tuple(note for note in about.notes if note != question)),)
    if opened.container is None or standing.trust is Trust.REVOKED:
        why = Text(
            f"{standing.trust.label.nl}: {standing.reason.nl}",
            f"{standing.trust.label.in_language('en')}: {standing.reason.in_language('en')}",
        )
        return Offer(name, content, is_register=False, sections=told, refused=why, trust=standing.trust)
    try:
        pack = read_pack(opened.container.files)
    except InputError as error:
        return Offer(
            name, content, is_register=False, sections=told, refused=error.text, trust=standing.trust
        )
    return Offer(
        name,
        content,
        is_register=False,
        sections=(*told, _effects(pack, opened, language)),
        question=standing.question,
        programs=_PROGRAMS if pack.wheels and not opened.runs_python else None,
        trust=standing.trust,
        refused=_same_version(opened) or (_of_program(opened) if standing.question is None else None),
    )


def _same_version(opened: OpenedBundle) -> Text | None:
    """Return why a second content of one version stays out: nobody could tell which of both is in force."""
    identity = opened.identity
    for other in (bundle.opened for bundle in rule_store().bundles()):
        if other is None or other.identity is None or identity is None or other.digest == opened.digest:
            continue
        if (other.identity.id, other.identity.version) == (identity.id, identity.version):
            return Text(
                f"{identity.id} {identity.version} is al geïnstalleerd met een andere inhoud; geef dit een"
                " hogere versie, of verwijder het andere eerst",
                f"{identity.id} {identity.version} is installed already with another content; give this a"
                " higher version, or remove the other first",
            )
    return None


def _of_program(opened: OpenedBundle) -> Text | None:
    """Return why a bundle could never take part: it is named as a pack of the program."""
    candidate = of_bundle(opened)
    if candidate.error is None or candidate.pack is not None:
        return None
    is_wheel = opened.container is not None and any(n.startswith("python/") for n in opened.container.files)
    return None if is_wheel else candidate.error


def _effects(pack: Pack, opened: OpenedBundle, language: Language) -> Section:
    """Tell what it would do: which rules, and beside which versions it comes."""
    identity = pack.manifest.identity
    rows = [(rule.id, rule.title.in_language(language)) for rule in pack.rules]
    program = Text("een programma", "a program").in_language(language)
    rows += [(rule_id, program) for rule_id in pack.manifest.declared]
    notes = []
    for bundle in rule_store().bundles():
        other = bundle.opened
        if other is None or other.identity is None or other.identity.id != identity.id:
            continue
        same = other.digest == opened.digest
        notes.append(
            Text(
                "dit bestand is al geïnstalleerd" if same else f"komt naast versie {other.identity.version}",
                "this file is installed already"
                if same
                else f"comes beside version {other.identity.version}",
            ).in_language(language)
        )
    if pack.manifest.off:
        waits = Text("staat uit tot u het aanzet", "is off until you switch it on")
        notes.append(waits.in_language(language))
    title = Text(f"Wat het doet: {len(rows)} regels", f"What it does: {len(rows)} rules")
    return Section(title.in_language(language), tuple(rows), notes=tuple(notes))
