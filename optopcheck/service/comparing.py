"""Several variants of one case side by side: each assessed as by itself, the best of each column marked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from optopcheck.domain.assessment import weighed
from optopcheck.domain.measurement import Measurement, Unmeasured
from optopcheck.domain.quantity import Quantity
from optopcheck.domain.rule import NOT_APPLICABLE_WORDS, Standing, Verdict
from optopcheck.domain.text import Text, join_texts
from optopcheck.report.words import overall_words
from optopcheck.service.assessing import assess
from optopcheck.service.comparing_sun import worst_loss

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from optopcheck.domain.assessment import Assessment, Outcome
    from optopcheck.domain.facts import Facts
    from optopcheck.domain.job import Progress
    from optopcheck.domain.rule import Rule
    from optopcheck.domain.scenario import NamedScenario, Scenario
    from optopcheck.rules import RuleSet
    from optopcheck.service.opened import OpenedCase

HOMES = "homes.added"
OVERALL = "overall"
NONE = "–"
_SAME = {"m": 0.005, "m2": 0.05, "m3": 0.05, "min": 0.5, "1": 0.5}
"""Values that are written alike are alike [in the unit of the column]."""
SHORT = {
    Verdict.COMPLIES: Text("voldoet", "complies"),
    Verdict.VIOLATES: Text("voldoet niet", "does not comply"),
    Verdict.UNDETERMINED: Text("nader onderzoek", "further study"),
}
_COUNTRY = Text("rijk en plan", "national and plan")


@dataclass(frozen=True, eq=False)
class Compared:
    """A variant with its assessment; None where there is none that holds."""

    name: str
    scenario: Scenario
    assessment: Assessment | None = None


@dataclass(frozen=True)
class Column:
    """What is compared."""

    key: str
    """Of a quantity, an authority, or ``overall``."""
    label: Text
    unit: str = ""
    best: Text | None = None
    """Which value is marked; None where none is."""
    full: Text | None = None
    """The label in full, where it is a short one."""


@dataclass(frozen=True)
class Cell:
    """One value of one variant."""

    value: float | None = None
    verdict: Verdict | None = None
    said: Text = Text(NONE)
    """In place of a number, or what stands behind it."""
    reason: Text = Text("")
    """Why there is none, or what it rests on."""
    is_best: bool = False


@dataclass(frozen=True)
class Comparison:
    """The table: a row a variant, a cell a column."""

    names: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


def compare_scenarios(
    opened: OpenedCase,
    variants: Sequence[NamedScenario],
    on: date,
    progress: Progress,
    rules: RuleSet,
) -> tuple[Compared, ...]:
    """Assess each variant as `assess` does; what they have in common is measured once.

    Raises
    ------
    CancelledError
        If `progress` raised it.
    """
    found: list[Compared] = []
    earlier: Assessment | None = None
    for place, variant in enumerate(variants):
        told = _counted(progress, variant.name, place, len(variants))
        earlier = assess(opened, variant.scenario, on, told, rules, earlier)
        found.append(Compared(variant.name, variant.scenario, earlier))
    return tuple(found)


def _counted(progress: Progress, name: str, place: int, count: int) -> Progress:
    lead = Text(f"{name} ({place + 1}/{count}):")

    def report(step: Text, fraction: float) -> None:
        progress(join_texts(lead, step), fraction)

    return report


def comparison(compared: Sequence[Compared]) -> Comparison:
    """Lay variants side by side.

    The best of a column is marked where at least two differ. Of verdicts only
    one that complies is ever marked, the overall verdict never.
    """
    columns = tuple(_columns(compared))
    rows = [[_cell(variant, column) for column in columns] for variant in compared]
    for place, column in enumerate(columns):
        for row, best in enumerate(_best([cells[place] for cells in rows], column)):
            rows[row][place] = replace(rows[row][place], is_best=best)
    return Comparison(tuple(v.name for v in compared), columns, tuple(map(tuple, rows)))


_LOWEST, _LARGEST = Text("laagste", "lowest"), Text("grootste", "largest")
_SMALLEST, _MET = Text("kleinste", "smallest"), Text("voldoet", "complies")
_QUANTITIES = (
    (Quantity.BUILDING_HEIGHT, Text("hoogte", "height"), _LOWEST),
    (Quantity.PLANNING_VOLUME, Text("inhoud", "volume"), _SMALLEST),
    (Quantity.GROSS_FLOOR_AREA, Text("vloer (bvo)", "floor (gross)"), _LARGEST),
)
SUN = "worst_loss"


def _columns(compared: Sequence[Compared]) -> Iterator[Column]:
    for quantity, label, best in _QUANTITIES:
        yield Column(quantity.key, label, quantity.unit, best, quantity.label)
    yield Column(HOMES, Text("woningen", "homes"), "1", full=Text("extra woningen", "extra homes"))
    worst = Text("grootste zonverlies op de slechtste dag", "largest loss of sun on the worst day")
    yield Column(SUN, Text("zonverlies", "loss of sun"), "min", _SMALLEST, worst)
    outcomes = [o for v in compared if v.assessment for o in v.assessment.outcomes]
    makers = {o.rule.maker for o in outcomes if o.finding is not None}
    for maker in sorted(makers, key=lambda name: (name != "nl", name)):
        yield Column(f"authority.{maker}", _COUNTRY if maker == "nl" else Text(maker.upper()), "", _MET)
    yield Column(OVERALL, Text("eindoordeel", "overall verdict"))


def _cell(variant: Compared, column: Column) -> Cell:
    assessment = variant.assessment
    if assessment is None:
        return Cell(reason=Text("nog niet getoetst", "not assessed yet"))
    if column.key == HOMES:
        return _homes(assessment.facts)
    if column.key == SUN:
        return _sun(assessment.facts)
    if column.key == OVERALL:
        overall = assessment.overall
        said = overall_words(assessment)
        if overall.need is not None:
            said = join_texts(said, overall.need.label, separator=": ")
        return Cell(verdict=overall.verdict, said=said, reason=overall.reason)
    if column.key.startswith("authority."):
        return _authority(assessment.outcomes, column.key.removeprefix("authority."))
    return _measured(assessment.facts, Quantity[column.key.upper()])


def _measured(facts: Facts, quantity: Quantity) -> Cell:
    found = facts.proposed.measured.get(quantity)
    if isinstance(found, Unmeasured):
        return Cell(reason=found.reason)
    return Cell(found.value, reason=_others(found))


def _others(found: Measurement) -> Text:
    """Say how else the quantity may be read: beside other variants nobody sees the report."""
    if not found.readings:
        return Text("")
    labels = ", ".join(reading.label.nl for reading in found.readings)
    english = ", ".join(reading.label.in_language("en") for reading in found.readings)
    return Text(f"andere lezing: {labels}", f"another reading: {english}")


def _homes(facts: Facts) -> Cell:
    known = facts.case.entered.get(HOMES)
    if known is None or isinstance(known.value, str | bool):
        return Cell(
            reason=Text(
                "het aantal extra woningen is niet opgegeven", "the number of extra homes was not entered"
            )
        )
    return Cell(
        float(known.value),
        reason=Text(
            f"opgegeven voor de zaak ({known.source}), voor elke variant gelijk",
            f"entered for the case ({known.source}), alike for every variant",
        ),
    )


def _sun(facts: Facts) -> Cell:
    found = worst_loss(facts)
    if isinstance(found, Unmeasured):
        return Cell(reason=found.reason)
    return Cell(found.minutes, reason=found.told)


def _authority(outcomes: Sequence[Outcome], maker: str) -> Cell:
    found = [
        (weighed(o.source, o.finding)[0], o)
        for o in outcomes
        if o.finding is not None and o.rule.maker == maker
    ]
    if not found:
        return Cell(
            said=NOT_APPLICABLE_WORDS, reason=Text("geen regel gaf een bevinding", "no rule gave a finding")
        )
    worst = max((_shown(verdict, o) for verdict, o in found), key=_severity)
    those = [o for verdict, o in found if _shown(verdict, o) is worst]
    titles = [o.rule.title for o in those]
    count = f" ({len(titles)}/{len(found)})"
    short = short_words(worst, [o.source.standing for o in those])
    return Cell(
        verdict=worst,
        said=Text(f"{short.nl}{count}", f"{short.in_language('en')}{count}"),
        reason=join_texts(*titles, separator="; "),
    )


def short_words(verdict: Verdict, standings: Sequence[Standing]) -> Text:
    """Return the words in short that the weakest of the sources allows: policy and practice are no law."""
    word = SHORT[verdict]
    if verdict is Verdict.UNDETERMINED:
        return word
    if Standing.PRACTICE in standings:
        return Text(f"{word.nl} aan norm", f"{word.in_language('en')} with a norm")
    if Standing.PROGRAMME in standings or Standing.POLICY_RULE in standings:
        return Text(f"{word.nl} aan beleid", f"{word.in_language('en')} with policy")
    return word


def rule_verdicts(compared: Sequence[Compared]) -> tuple[tuple[Rule, tuple[Verdict | None, ...]], ...]:
    """Return each rule that gave a finding somewhere, with its verdict in every variant as it is shown."""
    rules: dict[str, Rule] = {}
    found: list[dict[str, Verdict]] = []
    for variant in compared:
        verdicts: dict[str, Verdict] = {}
        for outcome in variant.assessment.outcomes if variant.assessment else ():
            if outcome.finding is not None:
                rules.setdefault(outcome.rule.id, outcome.rule)
                verdicts[outcome.rule.id] = _shown(outcome.finding.verdict, outcome)
        found.append(verdicts)
    return tuple((rule, tuple(v.get(key) for v in found)) for key, rule in rules.items())


def _severity(verdict: Verdict) -> int:
    return verdict.severity


def _shown(verdict: Verdict, outcome: Outcome) -> Verdict:
    """Weigh a draft or an assumption as what it is: never green or red."""
    return verdict if outcome.source.standing.may_judge else Verdict.UNDETERMINED


def _best(cells: Sequence[Cell], column: Column) -> list[bool]:
    if column.best is None:
        return [False] * len(cells)
    if column.best is _MET:
        verdicts = [cell.verdict for cell in cells]
        differ = any(v is not None and v is not Verdict.COMPLIES for v in verdicts)
        return [differ and v is Verdict.COMPLIES for v in verdicts]
    known = [cell.value for cell in cells if cell.value is not None]
    alike = _SAME[column.unit]
    if len(known) < len("ab") or max(known) - min(known) <= alike:
        return [False] * len(cells)
    best = max(known) if column.best is _LARGEST else min(known)
    return [cell.value is not None and abs(cell.value - best) <= alike for cell in cells]
