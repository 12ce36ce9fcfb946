"""Comparisons that know their uncertainty; the only way for a rule to turn a number into a verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optopcheck.domain.measurement import Measured, Measurement, Unmeasured
from optopcheck.domain.rule import Finding, Limit, Need, Verdict
from optopcheck.domain.text import Text, as_text, join_texts, number

if TYPE_CHECKING:
    from optopcheck.domain.text import Language

_FLOAT_NOISE = 1e-9
"""15,71 - 15,70 must not be more than 0,01 for its last bit."""


def complies(
    explanation: str | Text, measured: Measurement | None = None, limit: Limit | None = None
) -> Finding:
    """Return a finding that complies."""
    return Finding(
        Verdict.COMPLIES, as_text(explanation), measured=measured, limit=limit, elements=_elements(measured)
    )


def violates(
    explanation: str | Text,
    measured: Measurement | None = None,
    limit: Limit | None = None,
    *,
    what_would_change: Text | None = None,
) -> Finding:
    """Return a finding that violates the rule."""
    return Finding(
        Verdict.VIOLATES,
        as_text(explanation),
        measured=measured,
        limit=limit,
        elements=_elements(measured),
        what_would_change=what_would_change,
    )


def undetermined(
    need: Need,
    explanation: str | Text,
    measured: Measurement | None = None,
    limit: Limit | None = None,
    *,
    what_would_change: Text | None = None,
) -> Finding:
    """Return a finding that waits for input, precision, judgement or repair."""
    return Finding(
        Verdict.UNDETERMINED,
        as_text(explanation),
        need=need,
        measured=measured,
        limit=limit,
        elements=_elements(measured),
        what_would_change=what_would_change,
    )


def at_most(measured: Measured, limit: Limit | None) -> Finding:
    """Compare: the measured value may be no more than the limit.

    Undetermined if the value is not measured, the limit not entered or not
    confirmed, or the margin lies within the uncertainty.
    """
    return _compare(measured, limit, sign=1.0)


def at_least(measured: Measured, limit: Limit | None) -> Finding:
    """Compare: the measured value may be no less than the limit. See `at_most`."""
    return _compare(measured, limit, sign=-1.0)


def between(measured: Measured, lowest: Limit | None, highest: Limit | None) -> Finding:
    """Compare with both ends; the worse finding counts, and of two equal ones the smaller margin."""
    findings = [at_least(measured, lowest), at_most(measured, highest)]
    return max(
        findings, key=lambda f: (f.verdict.severity, -(f.margin if f.margin is not None else float("inf")))
    )


def _compare(measured: Measured, limit: Limit | None, sign: float) -> Finding:
    if isinstance(measured, Unmeasured):
        return Finding(
            Verdict.UNDETERMINED, measured.reason, need=measured.need, limit=limit, elements=measured.elements
        )
    if limit is None:
        return undetermined(
            Need.INPUT, Text("er is geen grenswaarde ingevoerd", "no limit value was entered"), measured
        )
    if measured.unit != limit.unit:
        return undetermined(
            Need.REPAIR,
            Text(
                f"de grens staat in {limit.unit}, de meting in {measured.unit}",
                f"the limit is in {limit.unit}, the measurement in {measured.unit}",
            ),
            measured,
            limit,
        )
    margin = sign * (limit.value - measured.value)
    verdict, need, remark = _judge(measured, limit, margin, sign)
    return Finding(
        verdict,
        join_texts(_sentence(measured, limit, margin, sign), *remark),
        need=need,
        measured=measured,
        limit=limit,
        margin=margin,
        uncertainty=measured.uncertainty,
        elements=measured.elements,
    )


def _judge(
    measured: Measurement, limit: Limit, margin: float, sign: float
) -> tuple[Verdict, Need | None, tuple[Text, ...]]:
    """Return verdict, need and what the reader must know beside the numbers."""
    if limit.confirmed_by is None:
        remark = Text(
            "De grenswaarde is een aanname die niemand heeft bevestigd.",
            "The limit value is an assumption that nobody has confirmed.",
        )
        return Verdict.UNDETERMINED, Need.JUDGEMENT, (remark,)
    # Counts are exact: only a margin that carries an uncertainty can lie within it.
    if measured.uncertainty > 0 and abs(margin) <= measured.uncertainty + _FLOAT_NOISE:
        remark = Text("De marge ligt binnen de onzekerheid.", "The margin lies within the uncertainty.")
        return Verdict.UNDETERMINED, Need.PRECISION, (remark,)
    verdict = Verdict.COMPLIES if margin >= 0 else Verdict.VIOLATES
    for reading in measured.readings:
        room = sign * (limit.value - reading.value)
        if (room >= 0) != (margin >= 0):
            remark = Text(
                f"De lezing '{reading.label.nl}' geeft een ander oordeel.",
                f"The reading '{reading.label.in_language('en')}' gives another verdict.",
            )
            return Verdict.UNDETERMINED, Need.JUDGEMENT, (remark,)
        if measured.uncertainty > 0 and abs(room) <= measured.uncertainty + _FLOAT_NOISE:
            remark = Text(
                f"De lezing '{reading.label.nl}' ligt binnen de onzekerheid van de grens.",
                f"The reading '{reading.label.in_language('en')}' lies within the uncertainty of the limit.",
            )
            return Verdict.UNDETERMINED, Need.PRECISION, (remark,)
    return verdict, None, ()


def _sentence(measured: Measurement, limit: Limit, margin: float, sign: float) -> Text:
    exact = measured.unit == "1"
    unit = "" if exact else f" {measured.unit}"

    def say(language: Language, end: str, margin_word: str) -> str:
        value = number(measured.value, 0 if exact else 2, language)
        bound = number(limit.value, 0 if exact and limit.value.is_integer() else 2, language)
        doubt = "" if exact else f" ± {number(measured.uncertainty, 2, language)}"
        room = _visible(margin, exact=exact, language=language)
        label = measured.quantity.label.in_language(language).capitalize()
        return (
            f"{label} {value}{doubt}{unit}, {end} {bound}{unit} ({limit.place}), {margin_word} {room}{unit}."
        )

    return Text(
        say("nl", "maximaal" if sign > 0 else "minimaal", "marge"),
        say("en", "maximum" if sign > 0 else "minimum", "margin"),
    )


def _visible(margin: float, *, exact: bool, language: Language) -> str:
    """Write a margin with as many decimals as it takes to be seen; a margin of 0,00 tells nothing."""
    most = 9
    decimals = 0 if exact and float(margin).is_integer() else 2
    while margin != 0 and decimals < most and float(f"{margin:.{decimals}f}") == 0:
        decimals += 1
    return number(margin, decimals, language)


def _elements(measured: Measurement | None) -> tuple[str, ...]:
    return measured.elements if measured is not None else ()
