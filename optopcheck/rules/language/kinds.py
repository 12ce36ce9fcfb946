"""Kinds and units of values: a length is not compared with an area, nor with a bare number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import TYPE_CHECKING

from optopcheck.domain.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

_CODE = re.compile(r"GM\d{4}", re.ASCII)
_BASE = ("m", "h", "deg")


@dataclass(frozen=True)
class Unit:
    """Powers of metre, hour and degree."""

    m: int = 0
    h: int = 0
    deg: int = 0

    def times(self, other: Unit, sign: int = 1) -> Unit:
        """Return the unit of a product, of a quotient with sign -1."""
        return Unit(self.m + sign * other.m, self.h + sign * other.h, self.deg + sign * other.deg)

    def __str__(self) -> str:
        powers = zip(_BASE, (self.m, self.h, self.deg), strict=True)
        written = [name if power == 1 else f"{name}{power}" for name, power in powers if power]
        return "·".join(written) or "1"


ONE = Unit()
UNITS: Mapping[str, tuple[Unit, Fraction]] = {
    "1": (ONE, Fraction(1)),
    "m": (Unit(m=1), Fraction(1)),
    "m2": (Unit(m=2), Fraction(1)),
    "m3": (Unit(m=3), Fraction(1)),
    "h": (Unit(h=1), Fraction(1)),
    "min": (Unit(h=1), Fraction(1, 60)),
    "deg": (Unit(deg=1), Fraction(1)),
}
"""Units in which a limit may be written, and how many of the unit that facts are told in."""


@dataclass(frozen=True)
class NumberKind:
    """A number; `unit` is None for a written zero, which fits every unit."""

    unit: Unit | None


@dataclass(frozen=True)
class TruthKind:
    """True, false or undetermined."""


class TextForm(Enum):
    """How a text is always written: another writing would never be equal to it."""

    ANY = ""
    SMALL = "schrijf kleine letters"
    CODE = "schrijf GM en vier cijfers"

    def has(self, text: str) -> bool:
        """Tell whether a text is written so."""
        if self is TextForm.CODE:
            return _CODE.fullmatch(text) is not None
        return self is TextForm.ANY or text == " ".join(text.casefold().split())

    @property
    def todo(self) -> Text:
        """What to write instead."""
        return Text(
            self.value, {"SMALL": "write small letters", "CODE": "write GM and four digits"}[self.name]
        )


@dataclass(frozen=True)
class TextKind:
    """A text; with `choices` one of these."""

    choices: tuple[str, ...] | None = None
    form: TextForm = TextForm.ANY


@dataclass(frozen=True, eq=False)
class ListKind:
    """A list of items, each with these properties."""

    fields: Mapping[str, Kind]


Kind = NumberKind | TruthKind | TextKind | ListKind


def number_in(unit: str) -> NumberKind:
    """Return the kind of a number in a unit of `UNITS`."""
    return NumberKind(UNITS[unit][0])
