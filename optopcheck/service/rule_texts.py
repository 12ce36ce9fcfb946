"""Bundles, keys and the register as sections to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optopcheck.domain.text import Text
from optopcheck.report import Section

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from optopcheck.domain.text import Language
    from optopcheck.rules import SetAside
    from optopcheck.rules.bundle import Built
    from optopcheck.rules.trust import OpenedBundle, PublicKey, Register, StoredBundle

_NO_REGISTER = Text(
    "er is geen register: geen enkele sleutel is als die van een gemeente bekend",
    "there is no register: no key is known to be that of a municipality",
)
_NONE_INSTALLED = Text("er is geen regelbestand geïnstalleerd", "no rule bundle is installed")


def built_section(path: Path, built: Built, language: Language = "nl") -> Section:
    """Return what a new bundle holds, and which files of the folder are not in it."""
    out = ", ".join(built.left_out)
    told = Text(f"niet meegenomen, van de maker zelf: {out}", f"left out, its maker's own: {out}")
    return Section(
        str(path),
        (
            _row("pakket", "bundle", f"{built.identity.id} {built.identity.version}", language),
            _row("bestanden", "files", str(len(built.container.files)), language),
            _row("kenmerk", "digest", built.container.digest, language),
        ),
        notes=(told.in_language(language),) if out else (),
    )


def bundle_section(
    title: str, opened: OpenedBundle, register: Register | None, today: date, language: Language = "nl"
) -> Section:
    """Return who made a bundle and how far that can be trusted."""
    standing, identity = opened.standing, opened.identity
    rows = [
        _row("vertrouwen", "trust", standing.trust.label.in_language(language), language),
        _row("waarom", "why", standing.reason.in_language(language), language),
    ]
    if identity is not None:
        rows.insert(
            0, _row("pakket", "bundle", f"{identity.id} {identity.version}: {identity.name}", language)
        )
        rows.append(_row("kenmerk", "digest", opened.digest, language))
    if standing.key is not None:
        rows.append(_row("sleutel", "key", standing.key.number, language))
        rows.append(_row("vingerafdruk", "fingerprint", standing.key.fingerprint, language))
    if standing.signed_on is not None:
        rows.append(_row("ondertekend op", "signed on", f"{standing.signed_on}", language))
    notes = [] if standing.question is None else [standing.question.in_language(language)]
    notes.append((register.told(today) if register else _NO_REGISTER).in_language(language))
    return Section(title, tuple(rows), notes=tuple(notes))


_OWN = Text("Regelbestanden", "Rule bundles")
_MANAGED = Text("Regelbestanden van de beheerder", "Rule bundles of the administrator")


def bundles_section(
    bundles: Sequence[StoredBundle], language: Language = "nl", *, managed: bool = False
) -> Section:
    """Return all installed bundles, several versions of one side by side; `managed`: the administrator's."""
    header = (
        Text("pakket", "bundle"),
        Text("versie", "version"),
        Text("vertrouwen", "trust"),
        Text("kenmerk"),
    )
    return Section(
        (_MANAGED if managed else _OWN).in_language(language),
        tuple(sorted(_stored(bundle, language) for bundle in bundles)),
        tuple(label.in_language(language) for label in header) if bundles else (),
        () if bundles else (_NONE_INSTALLED.in_language(language),),
    )


def _stored(bundle: StoredBundle, language: Language) -> tuple[str, ...]:
    name = bundle.path.stem[:12]
    if bundle.opened is None:
        return "?", "", bundle.error.in_language(language) if bundle.error else "", name
    standing, identity = bundle.opened.standing, bundle.opened.identity
    trust = f"{standing.trust.label.in_language(language)}: {standing.reason.in_language(language)}"
    return (identity.id if identity else "?", identity.version if identity else "", trust, name)


def aside_section(aside: Sequence[SetAside], language: Language = "nl") -> Section:
    """Return the packs that are there and take no part, and why."""
    header = (Text("pakket", "pack"), Text("versie", "version"), Text("waarom niet", "why not"))
    rows = tuple((pack.name, pack.version, pack.reason.in_language(language)) for pack in aside)
    return Section(
        Text("Doen niet mee", "Taking no part").in_language(language),
        rows,
        tuple(label.in_language(language) for label in header) if rows else (),
    )


def register_section(register: Register | None, today: date, language: Language = "nl") -> Section:
    """Return the authorities of the register in use, and what it revoked."""
    title = Text("Register van sleutels", "Register of keys").in_language(language)
    if register is None:
        return Section(title, notes=(_NO_REGISTER.in_language(language),))
    header = (Text("instantie", "authority"), Text("vingerafdruk", "fingerprint"), Text("geldig", "valid"))
    rows = tuple(
        (f"{e.authority} {e.name}", e.key.fingerprint, f"{e.since} - {e.until or ''}".rstrip(" -"))
        for e in register.keys
    )
    notes = [f"{register.told(today).in_language(language)}; {register.publisher}"]
    revoked = [(key.fingerprint, why) for key, why in register.revoked_keys]
    for what, why in [*revoked, *register.revoked_bundles]:
        notes.append(
            Text(
                f"ingetrokken sinds {why.since}: {what} ({why.reason})",
                f"revoked since {why.since}: {what} ({why.reason})",
            ).in_language(language)
        )
    labels = tuple(label.in_language(language) for label in header) if rows else ()
    return Section(title, rows, labels, tuple(notes))


def key_section(title: str, key: PublicKey, language: Language = "nl") -> Section:
    """Return a public key as people compare it."""
    return Section(
        title,
        (
            _row("sleutel", "key", key.number, language),
            _row("vingerafdruk", "fingerprint", key.fingerprint, language),
            _row("openbare sleutel", "public key", key.text, language),
        ),
    )


def _row(nl: str, en: str, value: str, language: Language) -> tuple[str, str]:
    return Text(nl, en).in_language(language), value
