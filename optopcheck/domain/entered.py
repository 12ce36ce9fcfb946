"""Facts that a person knows and no model tells (*opgegeven feiten*), each with who says so."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from optopcheck.domain.text import Text, join_texts, number

if TYPE_CHECKING:
    from collections.abc import Mapping

EnteredValue = bool | float | str


class EnteredKind(Enum):
    """What may be entered."""

    TRUTH = "truth"
    WHOLE = "whole"
    NUMBER = "number"
    TEXT = "text"


@dataclass(frozen=True)
class EnteredFact:
    """A value with the person or the source that answers for it."""

    value: EnteredValue
    source: str
    """Who says so, or where it was looked up."""
    note: str = ""

    def __post_init__(self) -> None:
        if not self.source.strip():
            raise ValueError("an entered fact needs who says so")


@dataclass(frozen=True)
class Enterable:
    """A fact that may be entered: its name in rules, and what it may be."""

    name: str
    label: Text
    kind: EnteredKind
    low: float = 0.0
    high: float = 0.0
    """Of a number, both included; outside it is mistyped."""
    choices: Mapping[str, str] | None = None
    """Of a text: the words that may be written, and what each is called."""
    folded: bool = False
    """True for a text in which capitals make no difference: it is kept in small letters."""

    def accepted(self, given: object) -> EnteredValue | None:
        """Return what was given as it is kept; None if it cannot be that."""
        if self.kind is EnteredKind.TRUTH:
            return given if isinstance(given, bool) else None
        if self.kind is EnteredKind.TEXT:
            return self._text(given) if isinstance(given, str) else None
        if isinstance(given, bool) or not isinstance(given, int | float):
            return None
        # Also of a whole number that is too large for a float.
        if not self.low <= given <= self.high or not math.isfinite(given):
            return None
        whole = self.kind is EnteredKind.NUMBER or float(given).is_integer()
        return float(given) if whole else None

    def _text(self, given: str) -> str | None:
        words = " ".join(given.split())
        if self.choices is not None:
            return self.choices.get(words.casefold())
        return (words.casefold() if self.folded else words) or None

    def word(self, value: str) -> Text:
        """Return what a text that was entered is called: of a choice the first word for it."""
        named = [word for word, kept in (self.choices or {}).items() if kept == value]
        return Text(named[0], value) if named else Text(value)

    @property
    def hint(self) -> Text:
        """What to give."""
        if self.kind is EnteredKind.TRUTH:
            return Text("geef ja of nee (in een bestand true of false)", "give yes or no (true or false)")
        if self.choices is not None:
            names = ", ".join(self.choices)
            return Text(f"kies uit {names}", f"choose one of {names}")
        if self.kind is EnteredKind.TEXT:
            return Text("geef een tekst", "give a text")
        low, high = ((number(end, 0, "nl"), number(end, 0, "en")) for end in (self.low, self.high))
        what = Text("een heel getal", "a whole number")
        what = what if self.kind is EnteredKind.WHOLE else Text("een getal", "a number")
        return join_texts(
            Text(f"geef {what.nl}", f"give {what.in_language('en')}"),
            Text(f"van {low[0]} tot en met {high[0]}", f"from {low[1]} to {high[1]}"),
        )


def opposite(wind: str, eighths: int = 4) -> str:
    """Return the compass wind that lies a number of eighths of a turn clockwise from another one."""
    return WINDS[(WINDS.index(wind) + eighths) % len(WINDS)]


WINDS = ("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west")
"""As rules name them, clockwise."""
_DUTCH = ("noord", "noordoost", "oost", "zuidoost", "zuid", "zuidwest", "west", "noordwest")
_SIDES = {**dict(zip(_DUTCH, WINDS, strict=True)), **{wind: wind for wind in WINDS}}
_MOST = 100_000.0


def _truth(name: str, nl: str, en: str) -> Enterable:
    return Enterable(name, Text(nl, en), EnteredKind.TRUTH)


def _count(name: str, nl: str, en: str) -> Enterable:
    return Enterable(name, Text(nl, en), EnteredKind.WHOLE, 0.0, _MOST)


def _amount(name: str, nl: str, en: str, low: float = 0.0) -> Enterable:
    return Enterable(name, Text(nl, en), EnteredKind.NUMBER, low, _MOST)


_ALL = (
    Enterable("area.name", Text("gebied van het beleid", "area of the policy"), EnteredKind.TEXT),
    Enterable(
        "existing.building_kind", Text("soort gebouw", "kind of building"), EnteredKind.TEXT, folded=True
    ),
    Enterable(
        "existing.construction_year", Text("bouwjaar", "year built"), EnteredKind.WHOLE, 1000.0, 2100.0
    ),
    Enterable(
        "existing.front_side",
        Text("zijde van de voorgevel", "side of the front façade"),
        EnteredKind.TEXT,
        choices=_SIDES,
    ),
    _truth("existing.is_monument", "het gebouw is een monument", "the building is a monument"),
    _truth(
        "existing.in_protected_view",
        "het gebouw ligt in een beschermd gezicht",
        "it lies in a protected townscape",
    ),
    _truth("existing.extended_before", "het gebouw is eerder opgetopt", "storeys were added before"),
    _truth("existing.has_lift", "er is een lift", "there is a lift"),
    _count("homes.existing", "bestaande woningen", "existing homes"),
    _count("homes.added", "extra woningen", "extra homes"),
    _amount("parking.places", "parkeerplaatsen", "parking places"),
    _amount("parking.demand", "benodigde parkeerplaatsen", "parking places needed"),
    _amount(
        "parking.balance", "parkeerplaatsen over (negatief: tekort)", "parking places left (negative: short)",
        -_MOST,
    ),
)  # fmt: skip
ENTERABLE: Mapping[str, Enterable] = {fact.name: fact for fact in _ALL}
"""Every fact that may be entered, by the name that rules give it."""
PLACES, DEMAND, BALANCE = "parking.places", "parking.demand", "parking.balance"
FRONT = "existing.front_side"


def refused(facts: Mapping[str, EnteredFact]) -> Text | None:
    """Return why these facts cannot be; None if they can."""
    for name, fact in facts.items():
        known = ENTERABLE.get(name)
        if known is None:
            return Text(f"{name} is geen feit dat men opgeeft", f"{name} is no fact to enter")
        if known.accepted(fact.value) != fact.value:
            return Text(f"{name}: {known.hint.nl}", f"{name}: {known.hint.in_language('en')}")
    if BALANCE in facts and (PLACES in facts or DEMAND in facts):
        return Text(
            f"geef {BALANCE}, of {PLACES} en {DEMAND}, niet beide",
            f"give {BALANCE}, or {PLACES} and {DEMAND}, not both",
        )
    return None
