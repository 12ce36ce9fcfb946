"""A fact by name, and how measured values become exact ones."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from optopcheck.domain.measurement import Unmeasured
from optopcheck.domain.rule import Need
from optopcheck.rules.language.kinds import number_in
from optopcheck.rules.language.values import Number, Reason, Unknown, doubtful, exactly

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from optopcheck.domain.addition import Sized
    from optopcheck.domain.facts import Facts
    from optopcheck.domain.measurement import Measured, Reading
    from optopcheck.domain.quantity import Quantity
    from optopcheck.domain.text import Text
    from optopcheck.rules.language.kinds import Kind
    from optopcheck.rules.language.values import Value

_QUANTA = {"m": "0.0001", "m2": "0.0001", "m3": "0.0001", "h": "0.0000001", "deg": "0.0001", "1": "0.0001"}
"""To how much a fact is rounded before any rule sees it; what rounding moves joins the doubt."""
_NOISE = Fraction(1, 10**9)
"""A move this small is the last bit of a binary number, not a doubt."""


@dataclass(frozen=True, eq=False)
class Fact:
    """One fact that a rule may name."""

    name: str
    kind: Kind
    unit: str
    """As the list of facts shows it; empty where there is none."""
    label: Text
    read: Callable[[Facts], Value]
    quantities: tuple[Quantity, ...] = ()
    """What a defect of the model would have to leave alone."""
    measured: Callable[[Facts], Measured] | None = None
    """The measurement behind it, with its evidence."""
    note: Text | None = None
    """What its user must know."""


def exact(value: float, unit: str) -> tuple[Fraction, Fraction]:
    """Return a binary number as the decimal that rules see, and what rounding moved it."""
    written, quantum = decimal(value), Fraction(_QUANTA[unit])
    rounded = round(written / quantum) * quantum
    moved = abs(written - rounded)
    return rounded, moved if moved > _NOISE else Fraction(0)


def decimal(value: float) -> Fraction:
    """Return a written number as it was written: 0.1 is a tenth."""
    return Fraction(Decimal(repr(float(value))))


def doubt_of(amount: float) -> Fraction:
    """Return an uncertainty without the last bits of a binary sum; a doubt of any size stays one."""
    rounded = round(decimal(amount) / _NOISE) * _NOISE
    return max(rounded, _NOISE) if amount > 0 else Fraction(0)


def entered(value: float) -> Number:
    """Return a number that somebody wrote down: without doubt."""
    return exactly(decimal(value))


def told(value: float, doubt: float, unit: str) -> Number:
    """Return a measured number with its doubt."""
    rounded, moved = exact(value, unit)
    return doubtful(rounded, doubt_of(doubt) + moved)


def from_measured(measured: Measured, label: Text) -> Value:
    """Return a measurement with doubt and other readings, or why there is none."""
    if isinstance(measured, Unmeasured):
        return missing(measured, label)
    return _spread(measured.value, measured.uncertainty, measured.readings, measured.unit)


def from_size(size: Sized, unit: str, label: Text) -> Value:
    """Return a size with doubt and other readings, or why there is none."""
    if isinstance(size, Unmeasured):
        return missing(size, label)
    return _spread(size.value, size.doubt, size.readings, unit)


def _spread(measured: float, uncertainty: float, others: Sequence[Reading], unit: str) -> Number:
    value, moved = exact(measured, unit)
    readings = [(reading.label.nl, *exact(reading.value, unit)) for reading in others]
    doubt = doubt_of(uncertainty) + max([moved, *(move for _, _, move in readings)])
    return doubtful(value, doubt, [(name, other) for name, other, _ in readings])


def missing(measured: Unmeasured, label: Text) -> Unknown:
    """Return why a quantity is not measured."""
    return Unknown((Reason(measured.need, measured.reason, label, measured.elements),))


def not_known(label: Text, why: Text, need: Need = Need.INPUT, *, absent: bool = False) -> Unknown:
    """Return that a fact is not known; `absent` where the user may enter it and did not."""
    return Unknown((Reason(need, why, label, absent=absent),))


def unconfirmed(number: Number, why: Text, label: Text, need: Need = Need.JUDGEMENT) -> Number:
    """Return a number that decides nothing, as nobody answers for it."""
    return replace(number, assumed=(*number.assumed, Reason(need, why, label)))


def number_fact(
    name: str,
    unit: str,
    label: Text,
    read: Callable[[Facts], Value],
    *quantities: Quantity,
    note: Text | None = None,
) -> Fact:
    """Return a fact that is a number."""
    return Fact(name, number_in(unit), unit, label, read, quantities, note=note)
