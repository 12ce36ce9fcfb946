"""Values of the rule language: exact numbers with their doubt and other readings, and what is not known.

A number holds one *world* for each way to read the measurements behind it: the
base, and one for each disputed reading. In each world it lies between two
exact ends. Two numbers meet in the worlds that agree on what both dispute, so
the same reading of storeys before and after cancels out of their difference.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from optopcheck.domain.rule import Need
from optopcheck.domain.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

MOST_WORLDS = 32
MOST_BITS = 4_096
"""Of numerator and denominator together."""
_WORK = 4
FIRST_NEEDS = (Need.REPAIR, Need.INPUT, Need.PRECISION, Need.JUDGEMENT)
"""What must be done first is named first."""


@dataclass(frozen=True)
class Reason:
    """Why something is not known."""

    need: Need
    text: Text
    subject: Text | None = None
    """The fact that it is about."""
    elements: tuple[str, ...] = ()
    absent: bool = False
    """True where the user may enter the fact and did not: `known` is false, not undetermined."""


@dataclass(frozen=True)
class Unknown:
    """A value that is not known, or a test that is undetermined."""

    reasons: tuple[Reason, ...]

    @property
    def need(self) -> Need:
        """What it waits for first."""
        return min((reason.need for reason in self.reasons), key=FIRST_NEEDS.index)


def unknown(need: Need, text: Text) -> Unknown:
    """Return an unknown for one reason."""
    return Unknown((Reason(need, text),))


def together(*values: Value) -> Unknown | None:
    """Return the unknowns among values as one, each reason once; None if all are known."""
    reasons = dict.fromkeys(r for value in values if isinstance(value, Unknown) for r in value.reasons)
    return Unknown(tuple(reasons)) if reasons else None


@dataclass(frozen=True)
class Span:
    """A number between two ends, all exact; no doubt if they are equal."""

    low: Fraction
    value: Fraction
    high: Fraction

    @property
    def bits(self) -> int:
        """Length of the longest of the three."""
        return max(
            part.numerator.bit_length() + part.denominator.bit_length()
            for part in (self.low, self.value, self.high)
        )


@dataclass(frozen=True)
class World:
    """The number under some disputed readings; none of them in the base."""

    labels: frozenset[str]
    span: Span


@dataclass(frozen=True)
class Number:
    """A number in every world; the base comes first."""

    worlds: tuple[World, ...]
    assumed: tuple[Reason, ...] = ()
    """What nobody has confirmed in it: it decides nothing."""

    @property
    def base(self) -> Span:
        """The number as measured."""
        return self.worlds[0].span

    @property
    def labels(self) -> frozenset[str]:
        """Every reading that it disputes."""
        return frozenset().union(*(world.labels for world in self.worlds))


@dataclass(frozen=True, eq=False)
class Items:
    """A list, each item with its properties by name."""

    rows: tuple[Mapping[str, Value], ...]


Value = Number | bool | str | Unknown | Items


class TooCostlyError(Exception):
    """The rule took more steps than it may."""


@dataclass
class Budget:
    """How many steps are left; a value costs one, an operation four in each world, long numbers more."""

    left: int

    def spend(self, steps: int = 1) -> None:
        """Take steps away.

        Raises
        ------
        TooCostlyError
            If none are left.
        """
        self.left -= steps
        if self.left < 0:
            raise TooCostlyError


def exactly(value: Fraction) -> Number:
    """Return a number without doubt."""
    return Number((World(frozenset(), Span(value, value, value)),))


def doubtful(value: Fraction, doubt: Fraction, readings: Iterable[tuple[str, Fraction]] = ()) -> Number:
    """Return a measured number with its doubt and its other readings by label."""

    def span(middle: Fraction) -> Span:
        return Span(middle - doubt, middle, middle + doubt)

    others = (World(frozenset({label}), span(reading)) for label, reading in readings)
    return Number((World(frozenset(), span(value)), *others))


def added(a: Span, b: Span) -> Span:
    """Return the sum; doubts add up."""
    return Span(a.low + b.low, a.value + b.value, a.high + b.high)


def subtracted(a: Span, b: Span) -> Span:
    """Return the difference; doubts add up."""
    return Span(a.low - b.high, a.value - b.value, a.high - b.low)


def multiplied(a: Span, b: Span) -> Span:
    """Return the product."""
    corners = [x * y for x in (a.low, a.high) for y in (b.low, b.high)]
    return Span(min(corners), a.value * b.value, max(corners))


def divided(a: Span, b: Span) -> Span | Unknown:
    """Return the quotient; none where the divisor is zero or may be."""
    if b.low <= 0 <= b.high:
        if b.low == b.high:
            return unknown(Need.REPAIR, Text("er wordt door nul gedeeld", "division by zero"))
        text = Text(
            "er wordt gedeeld door een getal dat binnen de onzekerheid nul kan zijn",
            "division by a number that may be zero within its uncertainty",
        )
        return unknown(Need.PRECISION, text)
    corners = [x / y for x in (a.low, a.high) for y in (b.low, b.high)]
    return Span(min(corners), a.value / b.value, max(corners))


def smaller(a: Span, b: Span) -> Span:
    """Return the smaller of two."""
    return Span(min(a.low, b.low), min(a.value, b.value), min(a.high, b.high))


def larger(a: Span, b: Span) -> Span:
    """Return the larger of two."""
    return Span(max(a.low, b.low), max(a.value, b.value), max(a.high, b.high))


def combined(
    a: Number, b: Number, operation: Callable[[Span, Span], Span | Unknown], budget: Budget
) -> Number | Unknown:
    """Return two numbers combined in every world that they share."""
    worlds: list[World] = []
    ours, theirs = a.labels, b.labels
    for one in a.worlds:
        for other in b.worlds:
            budget.spend(_WORK)
            if one.labels & theirs != other.labels & ours:
                continue
            span = operation(one.span, other.span)
            if isinstance(span, Unknown):
                return span
            budget.spend(span.bits // 256)
            if span.bits > MOST_BITS:
                return unknown(Need.REPAIR, Text("een getal wordt te lang", "a number grows too long"))
            worlds.append(World(one.labels | other.labels, span))
    if len(worlds) > MOST_WORLDS:
        return unknown(Need.JUDGEMENT, Text("er zijn te veel lezingen", "there are too many readings"))
    return Number(tuple(worlds), _all_assumed(a, b))


def mapped(a: Number, operation: Callable[[Span], Span]) -> Number:
    """Return a number changed in every world."""
    return Number(tuple(World(world.labels, operation(world.span)) for world in a.worlds), a.assumed)


def negated(a: Span) -> Span:
    """Return minus the number."""
    return Span(-a.high, -a.value, -a.low)


def absolute(a: Span) -> Span:
    """Return the number without its sign."""
    if a.low >= 0:
        return a
    if a.high <= 0:
        return negated(a)
    return Span(Fraction(0), abs(a.value), max(-a.low, a.high))


def _all_assumed(*numbers: Number) -> tuple[Reason, ...]:
    return tuple(dict.fromkeys(reason for number in numbers for reason in number.assumed))


_BY_SIGN: Mapping[str, tuple[int, ...]] = {
    "<": (-1,),
    "<=": (-1, 0),
    ">": (1,),
    ">=": (1, 0),
    "==": (0,),
    "!=": (-1, 1),
}


def compared(sign: str, a: Number, b: Number, text: str, budget: Budget) -> bool | Unknown:
    """Compare two numbers in every world.

    Undetermined where the difference may be zero within the uncertainty
    (PRECISION; an exact difference of zero is no doubt), where worlds answer
    differently (JUDGEMENT), or where a number was never confirmed (JUDGEMENT).
    """
    difference = combined(a, b, subtracted, budget)
    if isinstance(difference, Unknown):
        return difference
    answers = [_answer(sign, world.span) for world in difference.worlds]
    doubt = _doubt(answers, text)
    reasons = (*difference.assumed, *((doubt,) if doubt else ()))
    if reasons:
        return Unknown(reasons)
    return bool(answers[0])


def _answer(sign: str, difference: Span) -> bool | None:
    if difference.low <= 0 <= difference.high and difference.low != difference.high:
        return None
    return (difference.value > 0) - (difference.value < 0) in _BY_SIGN[sign]


def _doubt(answers: list[bool | None], text: str) -> Reason | None:
    if answers[0] is not None and (not answers[0]) in answers:
        told = Text(
            f"een andere lezing van de meting geeft een ander antwoord op '{text}'",
            f"another reading of the measurement gives another answer to '{text}'",
        )
        return Reason(Need.JUDGEMENT, told)
    if None in answers:
        told = Text(
            f"de marge ligt binnen de onzekerheid bij '{text}'",
            f"the margin lies within the uncertainty in '{text}'",
        )
        return Reason(Need.PRECISION, told)
    return None
