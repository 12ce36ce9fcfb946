"""A pack for a reader in the window: how it stands here, and the chapters that `rules explain` prints too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optopcheck.domain.text import Text
from optopcheck.report import Section
from optopcheck.rules.authoring import LineKind, in_rows, pack_chapters, program_chapters

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from optopcheck.domain.text import Language
    from optopcheck.rules.authoring import Chapter
    from optopcheck.service.pack_list import ListedPack

_NAMES = {
    LineKind.QUOTE: Text("passage", "passage"),
    LineKind.CODE: Text("uitdrukking", "expression"),
    LineKind.ID: Text("regel", "rule"),
}


def explained(pack: ListedPack, language: Language = "nl") -> tuple[Section, ...]:
    """Return all that a pack says, and how it stands on this computer."""
    found = pack_chapters(pack.pack, language) if pack.pack else program_chapters(pack.rules, language)
    here = Section(pack.title or pack.name, tuple(_of_pack(pack, language)))
    return (here, *(_section(chapter, language) for chapter in found))


def _section(chapter: Chapter, language: Language) -> Section:
    """Lay a chapter out as a table; what has no name stands below it."""
    names = {kind: label.in_language(language) for kind, label in _NAMES.items()}
    rows = tuple(in_rows(chapter, names))
    named = tuple(row for row in rows if row[0])
    title = Text("Wat het pakket zegt", "What the pack says").in_language(language)
    return Section(
        title if chapter.level == 1 else chapter.title,
        named,
        notes=tuple(value for name, value in rows if not name),
        level=chapter.level,
    )


def _of_pack(pack: ListedPack, language: Language) -> Iterator[tuple[str, str]]:
    def row(nl: str, en: str, value: str | Text | None) -> Iterator[tuple[str, str]]:
        written = value.in_language(language) if isinstance(value, Text) else value
        if written:
            yield Text(nl, en).in_language(language), written

    standing = pack.standing
    yield from row("id", "id", f"{pack.name} {pack.version}")
    yield from row("fout", "error", pack.error)
    yield from row("doet niet mee", "takes no part", pack.aside)
    yield from row("kan niet uit", "cannot be off", pack.locked)
    yield from row("van", "by", _maker(pack))
    yield from row("herkomst", "origin", pack.origin.value)
    if standing is not None:
        yield from row("vertrouwen", "trust", standing.trust.label)
        yield from row("waarom", "why", standing.reason)
        yield from row("vingerafdruk", "fingerprint", standing.key.fingerprint if standing.key else "")
        signed = f"{standing.signed_on:%d-%m-%Y}" if standing.signed_on else ""
        yield from row("ondertekend op", "signed on", signed)
    if pack.pack is None:
        yield from row("geldig", "valid", period(pack.valid_from, pack.valid_to, language))
        yield from row("licentie", "licence", pack.licence)
        yield from row("contact", "contact", pack.contact)
    yield from row("kenmerk", "digest", pack.digest)


def _maker(pack: ListedPack) -> Text:
    """Return who made it; of a bundle that nobody vouches for, that it only says so."""
    if pack.standing is None or pack.standing.signer or not pack.authority:
        return Text(pack.publisher)
    return Text(f"{pack.authority} (zegt het pakket zelf)", f"{pack.authority} (so it says itself)")


def period(first: date | None, last: date | None, language: Language) -> str:
    """Write from when until when; empty where neither is told."""
    if first and last:
        return Text(f"{first:%d-%m-%Y} t/m {last:%d-%m-%Y}", f"{first} to {last}").in_language(language)
    if first:
        return Text(f"vanaf {first:%d-%m-%Y}", f"from {first}").in_language(language)
    if last:
        return Text(f"t/m {last:%d-%m-%Y}", f"until {last}").in_language(language)
    return ""
