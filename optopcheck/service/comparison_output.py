"""A comparison of variants as a section to read, and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optopcheck.domain.rule import NOT_APPLICABLE_WORDS
from optopcheck.domain.text import Text
from optopcheck.report import Section, json_text, write_text
from optopcheck.report.json_facts import scenario as scenario_json
from optopcheck.report.values import rounded
from optopcheck.report.wording import amount
from optopcheck.service.comparing import NONE, comparison, rule_verdicts, short_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from optopcheck.domain.assessment import Outcome
    from optopcheck.domain.text import Language
    from optopcheck.report.values import Json
    from optopcheck.service.comparing import Cell, Column, Compared, Comparison

FORMAT, FORMAT_VERSION = "optopcheck-comparison", 1
_MARK = " *"
_TITLE = Text("Varianten naast elkaar", "Variants side by side")
_MARKED = Text(
    "* de beste van deze regel ({which}); het eindoordeel krijgt geen teken, want kiezen is aan mensen",
    "* the best of this row ({which}); the overall verdict gets no mark, for people choose",
)
_NO_PERMIT = Text("geen vergunning en geen toezegging", "no permit and no promise")


def cell_words(cell: Cell, column: Column, language: Language) -> str:
    """Write a cell as a reader sees it."""
    if cell.value is not None:
        return amount(cell.value, column.unit, language)
    return cell.said.in_language(language)


def comparison_section(found: Comparison, language: Language = "nl") -> Section:
    """Return the comparison with a column a variant, and the reasons of what is not known below it."""
    rows, notes = [], []
    for place, column in enumerate(found.columns):
        cells = [row[place] for row in found.rows]
        words = [cell_words(cell, column, language) for cell in cells]
        marked = [w + _MARK if cell.is_best else w for w, cell in zip(words, cells, strict=True)]
        label = column.label.in_language(language)
        rows.append((label, *marked))
        notes += list(_why(label, found.names, cells, language))
    which = ", ".join(
        f"{column.label.in_language(language)}: {column.best.in_language(language)}"
        for column in found.columns
        if column.best is not None and column.unit
    )
    lead = _MARKED.in_language(language).replace("{which}", which)
    header = (Text("grootheid", "quantity").in_language(language), *found.names)
    return Section(
        _TITLE.in_language(language),
        tuple(rows),
        header,
        (lead, *dict.fromkeys(notes), _NO_PERMIT.in_language(language)),
    )


def rules_section(compared: Sequence[Compared], language: Language = "nl") -> Section:
    """Return the verdict of each rule in every variant."""
    rows = []
    for rule, verdicts in rule_verdicts(compared):
        standing = [rule.source.standing]
        told = [short_words(v, standing) if v else NOT_APPLICABLE_WORDS for v in verdicts]
        words = [text.in_language(language) for text in told]
        rows.append((rule.title.in_language(language), *words))
    header = (Text("regel", "rule").in_language(language), *(variant.name for variant in compared))
    return Section(Text("Oordeel per regel", "Verdict per rule").in_language(language), tuple(rows), header)


def _why(label: str, names: Sequence[str], cells: Sequence[Cell], language: Language) -> Iterator[str]:
    """Say why a value is not known: once where it is the same for all."""
    reasons = [
        (name, cell.reason.in_language(language))
        for name, cell in zip(names, cells, strict=True)
        if cell.value is None and cell.verdict is None and cell.said.nl == NONE
    ]
    if len({reason for _, reason in reasons}) == 1 and len(reasons) == len(cells):
        yield f"{label}: {reasons[0][1]}"
        return
    for name, reason in reasons:
        yield f"{label}, {name}: {reason}"


def comparison_json(compared: Sequence[Compared]) -> Json:
    """Return the comparison as JSON values."""
    found = comparison(compared)
    return {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "columns": [
            {"key": c.key, "label": _both(c.label), "unit": c.unit, "best": c.best and _both(c.best)}
            for c in found.columns
        ],
        "variants": [
            _variant(variant, found.columns, row) for variant, row in zip(compared, found.rows, strict=True)
        ],
    }


def _variant(variant: Compared, columns: Sequence[Column], row: Sequence[Cell]) -> Json:
    assessment = variant.assessment
    return {
        "name": variant.name,
        "scenario": scenario_json(variant.scenario),
        "cells": {column.key: _cell(cell) for column, cell in zip(columns, row, strict=True)},
        "rules": [_rule(o) for o in assessment.outcomes] if assessment else [],
        "reference_date": assessment.receipt.reference_date.isoformat() if assessment else None,
        "inputs": dict(assessment.receipt.inputs) if assessment else {},
    }


def _cell(cell: Cell) -> Json:
    return {
        "value": None if cell.value is None else rounded(cell.value),
        "verdict": cell.verdict and cell.verdict.value,
        "said": _both(cell.said),
        "reason": _both(cell.reason),
        "best": cell.is_best,
    }


def _rule(outcome: Outcome) -> Json:
    finding = outcome.finding
    return {
        "id": outcome.rule.id,
        "verdict": finding and finding.verdict.value,
        "need": finding.need.value if finding is not None and finding.need is not None else None,
        "margin": None if finding is None or finding.margin is None else rounded(finding.margin),
    }


def _both(text: Text) -> Json:
    return {"nl": text.nl, "en": text.in_language("en")}


def write_comparison(compared: Sequence[Compared], path: Path) -> None:
    """Write a comparison as JSON: the same bytes for the same result.

    Raises
    ------
    InputError
        If the file cannot be written; nothing half-written is left.
    """
    write_text(path, json_text(comparison_json(compared)))
