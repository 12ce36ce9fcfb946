"""The parts of a report that the panels show; the report itself is written by the service."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from optopcheck.domain.text import Text
from optopcheck.gui import work

if TYPE_CHECKING:
    from collections.abc import Sequence

    from optopcheck.domain.assessment import Assessment
    from optopcheck.domain.text import Language
    from optopcheck.service import Evidence, Section, TextReport

MEASUREMENTS = Text("Metingen", "Measurements")
STOREYS = Text("Bouwlagen", "Storeys")
DEFECTS = Text("Gebreken in de invoer", "Defects of the input")
ASSUMPTIONS = Text("Aannames", "Assumptions")
SUN = Text("Bezonning:", "Sun:")
RECEIPT = Text("Verantwoording", "Receipt")
PLACE = Text("Plaats en hoogten", "Place and heights")
CLOSING = Text("Bij deze beoordeling", "About this assessment")
_FIELDS = {
    "--municipality": Text("Gemeente", "Municipality"),
    "--peil-origin": Text("Herkomst", "Origin"),
    "--peil": Text("Peil", "Plan datum"),
    "--neighbours": Text("Omgeving", "Surroundings"),
    "--structural-statement": Text("Verklaring", "Statement"),
    "--bears": Text("Draagt", "Bears"),
    "--by": Text("Door", "By"),
    "--role": Text("Rol", "Role"),
    "--plan": Text("Planregels", "Plan rules"),
    "--building": Text("Gebouw", "Building"),
    "--replace-pitched-roof": Text("Schuin dak vervangen", "Replace a pitched roof"),
    "--storey-height": Text("Laaghoogte", "Storey height"),
    "--parapet": Text("Dakrand", "Parapet"),
}
"""Where the window asks what an option of the command line gives."""
_CHOOSE_BUILDING = "--building"
_OPTION = re.compile(r"(?P<before>met |with |\()?(?P<option>--[a-z]+(?:-[a-z]+)*)(?: NAAM| NAME)?")
_BEFORE = {"met ": "bij ", "with ": "at "}


def in_window(text: str, language: Language) -> str:
    """Name the field of the window where a text names an option of the command line."""

    def field(match: re.Match[str]) -> str:
        label = _FIELDS.get(match["option"])
        if label is None:
            return match[0]
        before, quoted = match["before"] or "", f"'{label.in_language(language)}'"
        if before == "(":
            return "(" + Text(f"zie {quoted}", f"see {quoted}").in_language(language)
        return _BEFORE.get(before, before) + quoted

    return _OPTION.sub(field, text)


def asks_building(text: Text) -> bool:
    """Tell whether a refusal can be met by naming one of the buildings."""
    return _CHOOSE_BUILDING in text.nl


def sections(report: TextReport, title: Text) -> tuple[Section, ...]:
    """Return the sections of a report whose title begins so, in either language."""
    starts = (title.nl, title.in_language("en"))
    return tuple(s for s in report.sections if s.level == 1 and s.title.startswith(starts))


def lines(assessment: Assessment, language: Language) -> tuple[Evidence, ...]:
    """Return the findings, the worst first, then the rules that do not apply, in the words of the window."""
    found = work.evidence(assessment, language)
    return tuple(
        replace(one, rows=tuple(replace(row, value=in_window(row.value, language)) for row in one.rows))
        for one in found
    )


def notes_for(cell: str, notes: Sequence[str]) -> str:
    """Return the note that a cell such as ``onbekend [2]`` points at, empty if it points at none."""
    pointer = re.search(r"\[\d+\]$", cell)
    return next((n for n in notes if pointer and n.startswith(pointer[0])), "")


def joined(found: Sequence[Section]) -> Section | None:
    """Put the tables of several sections under one another, each row with its section in the last column."""
    if len(found) <= 1:
        return found[0] if found else None
    header = next((s.header for s in found if s.header), ())
    rows = tuple((*row, _after_colon(s.title)) for s in found for row in s.rows)
    return replace(found[0], header=(*header, "norm") if header else (), rows=rows)


def joined_notes(found: Sequence[Section]) -> list[str]:
    """Return the notes of several sections, each after the name of its section."""
    if len(found) <= 1:
        return [note for section in found for note in section.notes]
    return [f"{_after_colon(section.title)}: {note}" for section in found for note in section.notes]


def _after_colon(title: str) -> str:
    return title.partition(": ")[2] or title
