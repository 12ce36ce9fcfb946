"""The load ratio and what stands against it: kansrijk, nader onderzoek or ontraden; no verdict."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from optopcheck.domain.measurement import Measured, Measurement
from optopcheck.domain.text import Text, numbers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optopcheck.structure.data import Construction, ScreeningData
    from optopcheck.structure.weight import Weight


class ScreeningOutcome(StrEnum):
    """What the screening says: an advice where to look, never that a structure can bear it."""

    PROMISING = "kansrijk"
    STUDY = "nader onderzoek"
    DISCOURAGED = "ontraden"

    @property
    def label(self) -> Text:
        """What the reader is told."""
        return _LABELS[self]


_LABELS = {
    ScreeningOutcome.PROMISING: Text("kansrijk", "promising"),
    ScreeningOutcome.STUDY: Text("nader onderzoek", "further study needed"),
    ScreeningOutcome.DISCOURAGED: Text("ontraden", "discouraged"),
}


@dataclass(frozen=True, eq=False)
class Question:
    """What is screened."""

    floor_before: Measured
    """Gross floor area of what stands there [m2]."""
    floor_after: Measured
    storeys_before: Measured
    storeys_after: Measured
    weight: Weight
    construction: Construction | None
    """None if it is not chosen."""
    construction_year: int | None
    """None if it is not known."""


@dataclass(frozen=True, eq=False)
class Screening:
    """What came of it."""

    outcome: ScreeningOutcome
    ratio: tuple[float, float] | None
    """Weight added by weight that stands there, least and most; None if it cannot be told."""
    added_area: float | None
    """[m2]"""
    reasons: tuple[Text, ...]
    """Why it is no better; empty where nothing stands against it."""
    question: Question
    data: ScreeningData


def screen(question: Question, data: ScreeningData) -> Screening:
    """Screen a design.

    Promising only if the heaviest added storey on the lightest building stays within the band, nothing is
    unknown and nothing of the stock speaks against it; discouraged if even the lightest on the heaviest is
    beyond it.
    """
    ratio, added = _ratio(question)
    reasons = tuple(_reasons(question, data, ratio))
    outcome = ScreeningOutcome.STUDY
    if ratio is not None and ratio[0] > data.discouraged_from:
        outcome = ScreeningOutcome.DISCOURAGED
    elif not reasons:
        outcome = ScreeningOutcome.PROMISING
    return Screening(outcome, ratio, added, reasons, question, data)


def _ratio(question: Question) -> tuple[tuple[float, float] | None, float | None]:
    """Return the ratio and the added floor area [m2]."""
    before, after = question.floor_before, question.floor_after
    if not (isinstance(before, Measurement) and isinstance(after, Measurement)) or before.value <= 0:
        return None, None
    added = after.value - before.value
    built, weight = question.construction, question.weight
    if added <= 0 or built is None:
        return None, added
    doubt = before.uncertainty + after.uncertainty
    largest = before.value + before.uncertainty
    smallest = max(before.value - before.uncertainty, before.value / 2)
    low = built.low * max(added - doubt, 0.0) / (weight.high * largest)
    high = built.high * (added + doubt) / (weight.low * smallest)
    return (low, high), added


def _reasons(question: Question, data: ScreeningData, ratio: tuple[float, float] | None) -> Iterator[Text]:
    yield from _unknown(question)
    if ratio is not None:
        yield from _heavy(ratio, data)
    elif question.construction is not None:
        yield Text(
            "de verhouding is niet te bepalen: vloeroppervlakten zijn niet gemeten of er komt geen vloer bij",
            "the ratio cannot be told: floor areas were not measured, or no floor is added",
        )
    yield from _class_jump(question, data)
    if question.construction_year is not None:
        yield from (flag.text for flag in data.stock if flag.covers(question.construction_year))


def _unknown(question: Question) -> Iterator[Text]:
    if question.construction is None:
        yield Text("de bouwwijze van de laag is niet gekozen", "the construction of the storey is not chosen")
    if question.construction_year is None:
        yield Text("het bouwjaar is niet opgegeven", "the year of construction was not given")


def _heavy(ratio: tuple[float, float], data: ScreeningData) -> Iterator[Text]:
    low, high = ratio
    if low > data.discouraged_from:
        yield numbers(
            "zelfs in het gunstigste geval is de laag {r}% van wat er staat, meer dan {m}%",
            "even at best the storey is {r}% of what stands there, more than {m}%",
            1,
            r=100 * low,
            m=100 * data.discouraged_from,
        )
    elif high > data.favourable_up_to:
        yield numbers(
            "in het ongunstigste geval is de laag {r}% van wat er staat, meer dan {m}%",
            "at worst the storey is {r}% of what stands there, more than {m}%",
            1,
            r=100 * high,
            m=100 * data.favourable_up_to,
        )


def _class_jump(question: Question, data: ScreeningData) -> Iterator[Text]:
    before, after = question.storeys_before, question.storeys_after
    if not (isinstance(before, Measurement) and isinstance(after, Measurement)):
        yield Text("het aantal bouwlagen is niet gemeten", "the number of storeys was not measured")
        return
    most = data.highest_lower_class
    # A count that may also be read otherwise jumps if one of its readings does.
    counts = [after.value, *(reading.value for reading in after.readings)]
    least = min([before.value, *(reading.value for reading in before.readings)])
    if least <= most < max(counts):
        yield Text(
            f"met meer dan {most} bouwlagen geldt een zwaardere gevolgklasse (CC2b): eisen aan samenhang",
            f"with more than {most} storeys a higher consequence class holds (CC2b): demands on robustness",
        )
