"""The parts of a report that the panels show; the report itself is written by the service."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from optopcheck.domain.rule import NotApplicable, Verdict, verdict_words
from optopcheck.domain.text import Text
from optopcheck.gui.rule_card import mark_of, source_row, with_grounds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from optopcheck.domain.assessment import Assessment, Outcome
    from optopcheck.domain.text import Language
    from optopcheck.service import Section, TextReport

MEASUREMENTS = Text("Metingen", "Measurements")
STOREYS = Text("Bouwlagen", "Storeys")
DEFECTS = Text("Gebreken in de invoer", "Defects of the input")
ASSUMPTIONS = Text("Aannames", "Assumptions")
SUN = Text("Bezonning:", "Sun:")
RECEIPT = Text("Verantwoording", "Receipt")
PLACE = Text("Plaats en hoogten", "Place and heights")
CLOSING = Text("Bij deze beoordeling", "About this assessment")
_NOT_APPLICABLE = Text("niet van toepassing", "not applicable")
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


@dataclass(frozen=True, eq=False)
class Line:
    """One finding as the list shows it."""

    outcome: Outcome
    verdict: Verdict | None
    """None: the rule does not apply."""
    title: str
    words: str
    remark: str
    """Need or margin, as the report writes it."""
    card: tuple[tuple[str, str], ...]
    """Names and values of the card."""
    elements: tuple[str, ...]
    mark: str = ""
    """What must be said of the maker of the rule; empty where that is known."""


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


def lines(assessment: Assessment, report: TextReport, language: Language) -> tuple[Line, ...]:
    """Return the findings, the worst first, and at the end the rules that do not apply."""
    told = {s.rows[0][1].split(" ", 1)[0]: s for s in report.sections if s.level > 1 and s.rows}
    briefs = {row[1]: row for row in report.sections[0].rows}
    found = [o for o in assessment.outcomes if o.finding is not None]
    found.sort(key=lambda o: -o.finding.verdict.severity if o.finding else 0)
    outside = [o for o in assessment.outcomes if o.finding is None]
    plain = (
        *(_finding(o, told[o.rule.id], briefs, language) for o in found),
        *(_outside(o, language) for o in outside),
    )
    plugins = assessment.receipt.plugins
    return tuple(
        replace(
            line,
            card=with_grounds(line.card, line.outcome, plugins, language),
            mark=mark_of(line.outcome, plugins, language),
        )
        for line in plain
    )


def _finding(
    outcome: Outcome, section: Section, briefs: dict[str, tuple[str, ...]], language: Language
) -> Line:
    finding, title = outcome.finding, outcome.rule.title.in_language(language)
    if finding is None:
        raise ValueError(f"{outcome.rule.id} gave no finding")
    margin = briefs.get(title, ("",))[-1]
    remark = Text(f"marge {margin}", f"margin {margin}").in_language(language) if margin else ""
    if finding.need is not None:
        remark = finding.need.label.in_language(language)
    rows = tuple((name, in_window(value, language)) for name, value in section.rows)
    words = verdict_words(finding.verdict, outcome.source, language)
    # A draft or an assumption never shows green or red, as its words do not say it either.
    shown = finding.verdict if outcome.source.standing.may_judge else Verdict.UNDETERMINED
    return Line(outcome, shown, title, words, remark, rows, finding.elements)


def _outside(outcome: Outcome, language: Language) -> Line:
    title = outcome.rule.title.in_language(language)
    reason = outcome.result.reason if isinstance(outcome.result, NotApplicable) else Text("")
    card = (
        (Text("regel", "rule").in_language(language), f"{outcome.rule.id} ({outcome.pack})"),
        (Text("waarom niet", "why not").in_language(language), reason.in_language(language)),
        source_row(outcome.source, language),
    )
    return Line(outcome, None, title, _NOT_APPLICABLE.in_language(language), "", card, ())


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
