"""Measurements and storeys as text."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from optopcheck.domain.building import StoreyRole
from optopcheck.domain.measurement import Measurement, Unmeasured
from optopcheck.domain.quantity import Quantity
from optopcheck.domain.text import Text
from optopcheck.report import wording
from optopcheck.report.excluded import left_out_notes
from optopcheck.report.sections import Section
from optopcheck.report.text_place import place_notes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from optopcheck.domain.building import Storey
    from optopcheck.domain.case import PlanLimits
    from optopcheck.domain.facts import Facts, Situation
    from optopcheck.domain.measurement import Measured
    from optopcheck.domain.text import Language
    from optopcheck.report.sections import Row

EXISTING = Text("bestaand", "existing")
PERMITTED = Text("toegestaan", "permitted")
PROPOSED = Text("voorgesteld", "proposed")
ROLES = {
    StoreyRole.LAYER: Text("bouwlaag", "storey"),
    StoreyRole.SUBSTRUCTURE: Text("onderbouw", "substructure"),
    StoreyRole.ATTIC: Text("zolder", "attic"),
    StoreyRole.LEVEL: Text("geen bouwlaag", "no storey"),
}


class _Reasons:
    """Numbers the reasons for what is not measured, so that a cell stays short."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.found: list[str] = []

    def cell(self, value: Measured) -> str:
        if isinstance(value, Measurement):
            return wording.measurement(value, self.language)
        reason = value.reason.in_language(self.language)
        if reason not in self.found:
            self.found.append(reason)
        missing = Text("onbekend", "unknown").in_language(self.language)
        return f"{missing} [{self.found.index(reason) + 1}]"

    def notes(self) -> tuple[str, ...]:
        return tuple(f"[{place}] {reason}" for place, reason in enumerate(self.found, start=1))


def compared(facts: Facts, language: Language) -> Section:
    """Return the table existing, permitted, proposed and difference, with all that must be told of it."""
    table = compared_table(facts, language)
    words = Text("andere lezing", "other reading").in_language(language)
    readings = (
        f"{quantity} ({situation}), {words} '{label}': {value}"
        for quantity, situation, label, value in reading_rows(facts, language)
    )
    return replace(
        table,
        notes=(
            *table.notes,
            *readings,
            *left_out_notes(_situations(facts).values(), language),
            *plan_notes(facts.case.plan_limits, language),
            *place_notes(facts.case.site, language),
        ),
    )


def _situations(facts: Facts) -> dict[Text, Situation]:
    return {EXISTING: facts.existing, PERMITTED: facts.permitted, PROPOSED: facts.proposed}


def compared_table(facts: Facts, language: Language) -> Section:
    """Return the table with why some cells are empty; what is nowhere known comes last."""
    reasons = _Reasons(language)
    named = _situations(facts)
    known, order = _known_first(named.values())
    labels = (Text("grootheid", "quantity"), *named, Text("verschil", "difference"))
    return Section(
        Text("Metingen", "Measurements").in_language(language),
        tuple(_compared_row(facts, quantity, reasons, language) for quantity in order),
        tuple(label.in_language(language) for label in labels),
        reasons.notes(),
        numeric=True,
        keys=tuple(quantity.key for quantity in order),
        joint_from=known,
    )


def _known_first(situations: Iterable[Situation]) -> tuple[int, list[Quantity]]:
    """Return how many quantities are known somewhere, and all of them, those first."""
    measured = [situation.measured for situation in situations]

    def nowhere(quantity: Quantity) -> bool:
        return all(isinstance(found.get(quantity), Unmeasured) for found in measured)

    return sum(not nowhere(quantity) for quantity in Quantity), sorted(Quantity, key=nowhere)


def _compared_row(facts: Facts, quantity: Quantity, reasons: _Reasons, language: Language) -> Row:
    values = [s.measured.get(quantity) for s in (facts.existing, facts.permitted, facts.proposed)]
    before, _, after = values
    difference = ""
    if not isinstance(before, Unmeasured) and not isinstance(after, Unmeasured):
        difference = wording.signed(after.value - before.value, quantity.unit, language)
    return (quantity.label.in_language(language), *(reasons.cell(v) for v in values), difference)


def measured(situation: Situation, language: Language) -> Section:
    """Return the table of one building: value and what it counts from; what is not known comes last."""
    reasons = _Reasons(language)
    known, order = _known_first([situation])
    rows = tuple(
        (
            quantity.label.in_language(language),
            reasons.cell(situation.measured.get(quantity)),
            _datum(situation.measured.get(quantity), language),
        )
        for quantity in order
    )
    labels = (Text("grootheid", "quantity"), EXISTING, Text("vanaf", "from"))
    return Section(
        Text("Metingen", "Measurements").in_language(language),
        rows,
        tuple(label.in_language(language) for label in labels),
        reasons.notes(),
        numeric=True,
        keys=tuple(quantity.key for quantity in order),
        joint_from=known,
    )


def _datum(value: Measured, language: Language) -> str:
    if isinstance(value, Unmeasured) or value.datum is None:
        return ""
    datum = Text("peil", "datum").in_language(language)
    return f"{datum} {wording.with_tolerance(value.datum.value, value.datum.tolerance, 'm', language)}"


def reading_rows(facts: Facts, language: Language) -> Iterator[tuple[str, str, str, str]]:
    """Yield quantity, situation, the other way to read it (without the lift head) and what that gives."""
    for label, situation in _situations(facts).items():
        for quantity, value in situation.measured.items():
            if isinstance(value, Unmeasured):
                continue
            for reading in value.readings:
                yield (
                    quantity.label.in_language(language),
                    label.in_language(language),
                    reading.label.in_language(language),
                    wording.amount(reading.value, quantity.unit, language),
                )


def plan_notes(limits: PlanLimits | None, language: Language) -> Iterator[str]:
    """Yield the limits as entered: the permitted volume shows only the lowest of them."""
    if limits is None:
        return
    entered = (
        (Quantity.BUILDING_HEIGHT, limits.max_building_height),
        (Quantity.EAVES_HEIGHT, limits.max_eaves_height),
        (Quantity.STOREY_COUNT, limits.max_storeys),
    )
    for quantity, limit in entered:
        if limit is not None:
            words = Text("planregel: maximum", "plan limit: maximum").in_language(language)
            value = wording.limit(limit, language)
            yield f"{words} {quantity.label.in_language(language)} {value}"


def storeys(situations: Mapping[Text, Situation], language: Language) -> Section:
    """Return the levels with their role and the reason for it."""
    rows = tuple(
        (label.in_language(language), *_storey(level, language))
        for label, situation in situations.items()
        for level in situation.storeys
    )
    labels = (
        Text("toestand", "situation"),
        Text("verdieping", "level"),
        Text("hoogte", "elevation"),
        Text("telt als", "counts as"),
        Text("reden", "reason"),
    )
    none = Text("geen verdiepingen", "no levels").in_language(language)
    return Section(
        Text("Bouwlagen", "Storeys").in_language(language),
        rows,
        tuple(label.in_language(language) for label in labels),
        () if rows else (none,),
    )


def _storey(level: Storey, language: Language) -> Row:
    role = ROLES[level.role].in_language(language) if level.role else ""
    reason = level.reason.in_language(language) if level.reason else ""
    return (level.title.in_language(language), wording.amount(level.elevation, "m", language), role, reason)
