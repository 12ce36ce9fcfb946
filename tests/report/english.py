"""Finds Dutch that was left in an English report, beside what is quoted there on purpose."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from optopcheck.report.document import Banner, Bullets, Card, Figure, Heading, Mark, Pairs, Paragraph, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optopcheck.report.document import Document, Pair

QUOTED_ROWS = frozenset(
    ("source", "passage", "limit", "measuring profile", "building", "stated by", "paper", "elements")
)
"""Citations and names of others, by the name of the row."""
QUOTED_COLUMNS = {"file", "pack", "level", "what", "point", "limit"}
_WORDS = """
aangenomen aanname aannames afwijken andere bestaand bestaande bevindingen bij bijlage blz
bouwhoogte bouwlaag bouwlagen bouwvlak dag daken een eigen ernst fout gebreken gebruikt geen
gegevens gemeente gemeten gevel gevels goothoogte grens grenswaarde grond grootheid het hoogte
hoogten ingevoerd inhoud kenmerk laag lid maar marge meetniveau meetprofiel meetpunt meetpunten
metingen mogelijke naar nauwkeurigheid niet nieuw nieuwe nodig nog noord noorden onderbouw ontwerp
onzekerheid oordeel oost op opmerking optoplaag pakket peil perceel plaats praktijk raam
rechtsstatus regel regels schaduw situatie straks tabel te toegestaan toets toetsdatum tot uit uur
van vanaf verdieping verschil versie vindplaats vloer voldoet volgens voor voorgesteld vrije waarde
waarom waarschuwing wat welke wie wordt zijn zolder zon zonder zuid zuiden
"""
DUTCH = frozenset(_WORDS.split())
"""Words of Dutch labels that are no English ones."""
_WORD = re.compile(r"[^\W\d_]+")
_KINDS = "beleidsregel|omgevingsplan|wet|verordening|programma"
_NAME = re.compile(rf"'[^']*'|\((?:{_KINDS})\)|\((?:Bbl|art)[ .][^()]*\)")
"""Names that others gave, kinds of Dutch instruments, articles."""


def dutch_in(text: str) -> list[str]:
    """Return the Dutch words in a text."""
    return [word for word in _WORD.findall(_NAME.sub(" ", text)) if word.lower() in DUTCH]


def left_overs(document: Document) -> list[tuple[str, list[str]]]:
    """Return each text of a report that holds Dutch words, with those words."""
    return [(text, words) for text in own_texts(document) if (words := dutch_in(text))]


def own_texts(document: Document) -> Iterator[str]:
    """Yield all that the program itself says: labels, sentences, alternative texts."""
    yield from (document.title, *document.marks)
    for block in document.blocks:
        match block:
            case Heading() | Paragraph():
                yield block.text
            case Bullets():
                yield from block.items
            case Pairs():
                yield from _of_pairs(block.rows)
            case Table():
                yield from _of_table(block)
            case Figure():
                yield from _of_figure(block)
            case Banner():
                yield from (block.mark.words, block.reason)
            case Card():
                yield from (block.title, block.mark.words, *block.lead.split("\n"))
                yield from _of_pairs((*block.numbers, *block.rows))
                yield from () if block.figure is None else _of_figure(block.figure)


def _of_pairs(rows: tuple[Pair, ...]) -> Iterator[str]:
    for name, value in rows:
        yield name
        if name not in QUOTED_ROWS:
            yield value.words if isinstance(value, Mark) else value


def _of_table(table: Table) -> Iterator[str]:
    yield from (table.caption, *table.header)
    for row in table.rows:
        for column, cell in zip(table.header, row, strict=True):
            if column not in QUOTED_COLUMNS:
                yield cell.words if isinstance(cell, Mark) else cell


def _of_figure(figure: Figure) -> Iterator[str]:
    for _, alt, caption in figure.pictures:
        yield from (alt, caption)
