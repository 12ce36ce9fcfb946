"""Every rule pack of this user in one list: who made it, how far that is known, and whether it takes part."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from importlib.metadata import PackageNotFoundError, metadata
from typing import TYPE_CHECKING

from optopcheck.domain.job import InputError
from optopcheck.domain.text import Text
from optopcheck.rules import NATIONAL, of_bundle
from optopcheck.rules.candidates import distribution_packs, shipped
from optopcheck.rules.packs import read_pack
from optopcheck.service.packs import MANAGED, load_rules, managed_packs
from optopcheck.service.rule_files import rule_store

if TYPE_CHECKING:
    from datetime import date

    from optopcheck.domain.rule import Rule
    from optopcheck.rules import Candidate, RuleSet
    from optopcheck.rules.packs import Pack
    from optopcheck.rules.trust import OpenedBundle, Standing, StoredBundle

_LOCKED = Text(
    "bevat regels van het rijk; die doen altijd mee", "holds rules of the state; those always take part"
)
_TWICE = Text(
    "de beheerder van deze computer zette ditzelfde bestand al neer",
    "the administrator of this computer put down this very file already",
)
_DAMAGED = Text(
    "dit bestand is niet te lezen; installeer het pakket opnieuw of verwijder het",
    "this file cannot be read; install the pack anew or remove it",
)


_MARK = 12
"""Signs of its number that a list shows: fewer name no bundle."""


class PackOrigin(Enum):
    """How a pack came here."""

    SHIPPED = Text("bij het programma", "with the program")
    DISTRIBUTION = Text("geïnstalleerd met pip", "installed with pip")
    BUNDLE = Text("regelbestand", "rule bundle")
    MANAGED = Text("beheerd", "managed")


_STAYS = {
    PackOrigin.SHIPPED: Text(
        "dit hoort bij het programma; in het venster kunt u het uitzetten",
        "this comes with the program; the window can switch it off",
    ),
    PackOrigin.DISTRIBUTION: Text(
        "dit is met pip geïnstalleerd; haal het weg met pip uninstall",
        "this was installed with pip; take it away with pip uninstall",
    ),
    PackOrigin.MANAGED: Text(
        "dit zette de beheerder van deze computer neer, en alleen die kan het weghalen",
        "the administrator of this computer put this down, and nobody else can take it away",
    ),
}


@dataclass(frozen=True, eq=False)
class ListedPack:
    """One version of a pack, as a list shows it."""

    key: str
    """Tells it apart from every other, also from another version of the same pack."""
    name: str
    version: str
    origin: PackOrigin
    title: str = ""
    authority: str = ""
    """Code of who made it, as the pack itself says."""
    standing: Standing | None = None
    """Of a bundle: how far its maker is known."""
    valid_from: date | None = None
    valid_to: date | None = None
    takes_part: bool = False
    is_on: bool = False
    """What the switch says; a version that is on may still make way for another."""
    locked: Text | None = None
    """Why its switch cannot be moved."""
    aside: Text | None = None
    """Why it takes no part."""
    error: Text | None = None
    rule_count: int | None = None
    """None where only loading it would tell."""
    pack: Pack | None = None
    """What it holds as data."""
    rules: tuple[Rule, ...] = ()
    """What it holds as programs, as far as it was loaded."""
    licence: str = ""
    contact: str = ""
    digest: str = ""
    """Of a bundle that its user installed, by which it can be removed."""

    @property
    def publisher(self) -> str:
        """Code, and the name that the register gives; never a name that the pack gives itself."""
        signer = self.standing.signer if self.standing else ""
        return f"{self.authority} {signer}".strip()

    @property
    def is_managed(self) -> bool:
        """Tell whether the administrator of this computer put it down."""
        return self.origin is PackOrigin.MANAGED

    @property
    def holds_programs(self) -> bool:
        """Tell whether it brings Python."""
        return self.origin is PackOrigin.DISTRIBUTION or bool(self.pack and self.pack.wheels)


def list_packs(on: date | None = None) -> tuple[ListedPack, ...]:
    """Return every pack, also those that are off or broken; national first, then by name and version.

    Raises
    ------
    InputError
        If what is kept of keys is damaged.
    """
    ruleset = load_rules(on)
    switched = rule_store().switched()
    found = [_listed(c, ruleset, switched, PackOrigin.DISTRIBUTION) for c in distribution_packs()]
    found += [_listed(c, ruleset, switched, PackOrigin.SHIPPED) for c in shipped()]
    managed = managed_packs()
    found += [_listed(pack, ruleset, switched, PackOrigin.MANAGED) for pack in managed]
    theirs = {pack.sha256 for pack in managed if pack.sha256}
    for bundle in rule_store().bundles():
        if bundle.opened is None or bundle.opened.container is None:
            found.append(_damaged(bundle))
        else:
            row = _listed(of_bundle(bundle.opened), ruleset, switched, PackOrigin.BUNDLE)
            found.append(_beside(row) if bundle.path.stem in theirs else row)
    return tuple(sorted(found, key=lambda p: (p.authority != NATIONAL, p.name, _by_version(p.version))))


def _beside(row: ListedPack) -> ListedPack:
    """Return the user's own copy of a file that the administrator put down: it can be removed."""
    return replace(row, key=f"{row.key} own", takes_part=False, aside=_TWICE)


def _by_version(version: str) -> list[int]:
    """Order versions, the newest first."""
    return [-int(part) for part in version.split("-", maxsplit=1)[0].split(".") if part.isdigit()]


def remove_pack(digest: str) -> None:
    """Take an installed bundle away; what the user knows of its key stays.

    Raises
    ------
    InputError
        If it cannot be removed.
    """
    try:
        rule_store().remove(digest)
    except OSError as error:
        said = error.strerror or error
        raise InputError(Text(f"niet te verwijderen: {said}", f"cannot be removed: {said}")) from error


def remove_rules(which: str) -> ListedPack:
    """Take an installed bundle away by its id, or by the beginning of its number in `rules list`.

    Raises
    ------
    InputError
        If it is not one installed bundle, or cannot be removed.
    """
    known = list_packs()
    found = [
        p
        for p in known
        if p.digest
        and (p.name == which or (len(which) >= _MARK and p.digest.removeprefix("sha256:").startswith(which)))
    ]
    if len(found) == 1:
        remove_pack(found[0].digest)
        return found[0]
    if found:
        numbers = ", ".join(f"{p.digest.removeprefix('sha256:')[:_MARK]} ({p.version})" for p in found)
        raise InputError(
            Text(f"van '{which}' zijn er meer; noem er één: {numbers}", f"several are '{which}': {numbers}")
        )
    there = next((p for p in known if p.name == which), None)
    if there is None:
        raise InputError(
            Text(
                f"'{which}' is niet geïnstalleerd; optopcheck rules list toont wat er is",
                f"'{which}' is not installed; optopcheck rules list shows what is",
            )
        )
    why = _STAYS[there.origin]
    raise InputError(Text(f"'{which}': {why.nl}", f"'{which}': {why.in_language('en')}"))


def _damaged(bundle: StoredBundle) -> ListedPack:
    """Return a row for a file that is not what was installed, so that it can be seen and removed."""
    digest, opened = bundle.path.stem, bundle.opened
    return ListedPack(
        digest,
        digest[:12],
        "?",
        PackOrigin.BUNDLE,
        standing=opened.standing if opened else None,
        error=(of_bundle(opened).error if opened else bundle.error) or _DAMAGED,
        digest=digest,
    )


def _listed(
    candidate: Candidate, ruleset: RuleSet, switched: dict[str, bool], origin: PackOrigin
) -> ListedPack:
    loaded = _loaded(candidate, ruleset)
    aside = None if loaded else _aside(candidate, ruleset)
    rules = tuple(e.rule for e in ruleset.rules if loaded and e.pack == candidate.name)
    identity, pack = candidate.identity, candidate.pack
    said = candidate.distribution.makers if candidate.distribution else ()
    authority = identity.authority if identity else ", ".join(sorted({*said, *(r.maker for r in rules)}))
    licence, contact = _terms(candidate)
    error = next((p.error for p in ruleset.plugins if loaded and _is(p, candidate)), candidate.error)
    opened = candidate.opened
    return ListedPack(
        key=candidate.sha256 or f"{candidate.name} {candidate.version}",
        name=candidate.name,
        version=candidate.version,
        origin=origin,
        title=candidate.title,
        authority=authority,
        standing=opened.standing if opened else None,
        valid_from=identity.valid_from if identity else None,
        valid_to=identity.valid_to if identity else None,
        takes_part=loaded and error is None,
        is_on=_is_on(candidate, switched),
        locked=MANAGED if candidate.managed else _LOCKED if NATIONAL in authority.split(", ") else None,
        aside=aside,
        error=error,
        rule_count=len(pack.rule_ids) if pack else len(rules) if loaded else None,
        pack=pack or _read_all_the_same(opened),
        rules=rules if pack is None else (),
        licence=licence,
        contact=contact,
        digest=opened.digest if opened and not candidate.managed else "",
    )


def _is_on(candidate: Candidate, switched: dict[str, bool]) -> bool:
    if candidate.managed and not candidate.off:
        return True
    return switched.get(candidate.name, not candidate.off)


def _read_all_the_same(opened: OpenedBundle | None) -> Pack | None:
    """Read a bundle that may not judge, e.g. a revoked one, so that its rules can still be looked at."""
    if opened is None or opened.container is None:
        return None
    try:
        return read_pack(opened.container.files)
    except InputError:
        return None


def _is(entry: object, candidate: Candidate) -> bool:
    sha = getattr(entry, "sha256", None)
    same = (getattr(entry, "name", None), getattr(entry, "version", None)) == (
        candidate.name,
        candidate.version,
    )
    return same and (not candidate.sha256 or sha is None or sha == candidate.sha256)


def _loaded(candidate: Candidate, ruleset: RuleSet) -> bool:
    return any(_is(plugin, candidate) for plugin in ruleset.plugins)


def _aside(candidate: Candidate, ruleset: RuleSet) -> Text | None:
    return next((entry.reason for entry in ruleset.aside if _is(entry, candidate)), None)


def _terms(candidate: Candidate) -> tuple[str, str]:
    """Return licence and contact."""
    if candidate.pack is not None:
        return candidate.pack.manifest.licence, candidate.pack.manifest.contact
    if candidate.distribution is None:
        return "", ""
    try:
        told = metadata(candidate.distribution.name)
    except PackageNotFoundError:
        return "", ""
    licence, contact = (
        next((told[key] for key in keys if key in told), "")
        for keys in (("License-Expression", "License"), ("Author-email", "Author"))
    )
    return licence, contact
