"""Values as people type them: numbers with a comma or a point, setbacks per side, days."""

from __future__ import annotations

import re
from argparse import ArgumentTypeError
from datetime import date, datetime, time

from optopcheck.domain.building import StoreyRole
from optopcheck.domain.scenario import FacadeSetback, Setback

_NUMBER = re.compile(r"^[+-]?\d+([.,]\d+)?$", re.ASCII)
_NEGATIVE_WITH_COMMA = re.compile(r"^-\d+,\d+$", re.ASCII)
# A comma may be a decimal sign or stand between two sides; a side begins with a letter or is a bearing.
_BETWEEN_SIDES = re.compile(r"[,;]\s*(?=[A-Za-z]|\d+(?:\.\d+)?\s*=)")
_LONGEST_STEP = 31
_TURN = 360
_ROLES = {
    "bouwlaag": StoreyRole.LAYER,
    "onderbouw": StoreyRole.SUBSTRUCTURE,
    "zolder": StoreyRole.ATTIC,
    "geen": StoreyRole.LEVEL,
}
_SIDES = {
    "N": "north",
    "O": "east",
    "E": "east",
    "Z": "south",
    "S": "south",
    "W": "west",
}


def length(text: str) -> float:
    """Read a number written with one comma or one point as decimal sign.

    Raises
    ------
    ArgumentTypeError
        If it is anything else; ``1.000,5`` may mean two things.
    """
    written = text.strip()
    if not _NUMBER.match(written):
        both = "," in written and "." in written
        why = "punt en komma samen zijn dubbelzinnig" if both else "dit is geen getal"
        raise ArgumentTypeError(f"'{text}': {why}; schrijf bijvoorbeeld 9,8 of 9.8")
    return float(written.replace(",", "."))


def count(text: str) -> int:
    """Read a whole number of zero or more.

    Raises
    ------
    ArgumentTypeError
        If it is anything else.
    """
    if not re.fullmatch(r"\d{1,3}", text.strip(), re.ASCII):
        raise ArgumentTypeError(f"'{text}' is geen heel getal van nul of meer")
    return int(text)


def step(text: str) -> int:
    """Read a whole number of days, one or more.

    Raises
    ------
    ArgumentTypeError
        If it is anything else.
    """
    found = count(text)
    if not 1 <= found <= _LONGEST_STEP:
        raise ArgumentTypeError(f"'{text}': geef 1 (elke dag) tot {_LONGEST_STEP} (elke maand)")
    return found


def setback(text: str) -> Setback:
    """Read one distance for all sides, or ``N=1.5,Z=0``; sides that are not named have none.

    A façade may be named by the way it faces instead, in degrees from north: ``45=1.5``.

    Raises
    ------
    ArgumentTypeError
        If a side is unknown, comes twice, or its distance is no length.
    """
    if "=" not in text:
        return Setback.all_round(_distance(text))
    sides: dict[str, float] = {}
    for part in _BETWEEN_SIDES.split(text.strip()):
        name, _, distance = part.partition("=")
        side = _side(name.strip())
        if side in sides:
            raise ArgumentTypeError(f"zijde '{name}' staat twee keer in '{text}'")
        sides[side] = _distance(distance)
    facades = tuple(FacadeSetback(float(s), m) for s, m in sides.items() if s not in _SIDES.values())
    return Setback.per_side(sides, facades)


def _side(name: str) -> str:
    """Return the name of a side, or a bearing as a number."""
    known = _SIDES.get(name.upper())
    if known is not None:
        return known
    if not _NUMBER.match(name):
        raise ArgumentTypeError(
            f"'{name}' is geen zijde; kies N, O, Z of W (Engels: N, E, S, W), of graden vanaf het noorden"
        )
    bearing = length(name)
    if not 0 <= bearing < _TURN:
        raise ArgumentTypeError(f"'{name}': een gevel kijkt naar 0 tot 360 graden")
    return str(bearing)


def _distance(text: str) -> float:
    value = length(text)
    if value < 0:
        raise ArgumentTypeError(f"'{text}': een terugligging is nul of meer")
    return value


def identities(text: str) -> list[str]:
    """Read GlobalIds with commas between them.

    Raises
    ------
    ArgumentTypeError
        If there is none, or one is empty.
    """
    found = [part.strip() for part in text.split(",")]
    if not all(found):
        raise ArgumentTypeError(f"'{text}': schrijf GlobalIds met een komma ertussen")
    return found


def storey_role(text: str) -> tuple[str, StoreyRole]:
    """Read a storey with what it counts as: ``begane grond=onderbouw``.

    Raises
    ------
    ArgumentTypeError
        If the role is unknown or the storey is missing.
    """
    name, _, word = text.rpartition("=")
    role = _ROLES.get(word.strip().lower())
    if role is None or not name.strip():
        raise ArgumentTypeError(f"'{text}': schrijf NAAM=ROL met als rol {', '.join(_ROLES)}")
    return name.strip(), role


def fact(text: str) -> tuple[str, str]:
    """Read a fact with its value: ``existing.construction_year=1965``.

    Raises
    ------
    ArgumentTypeError
        If one of the two is missing.
    """
    name, _, value = text.partition("=")
    if not name.strip() or not value.strip():
        raise ArgumentTypeError(f"'{text}': schrijf NAAM=WAARDE, bijvoorbeeld existing.has_lift=nee")
    return name.strip(), value.strip()


def day(text: str) -> date:
    """Read a day, ``2026-07-02`` or ``2-7-2026``.

    Raises
    ------
    ArgumentTypeError
        If there is no such day.
    """
    dutch = re.fullmatch(r"(\d{1,2})-(\d{1,2})-(\d{4})", text.strip(), re.ASCII)
    try:
        if dutch:
            return date(int(dutch[3]), int(dutch[2]), int(dutch[1]))
        return date.fromisoformat(text.strip())
    except ValueError:
        raise ArgumentTypeError(f"'{text}' is geen dag; schrijf bijvoorbeeld 2026-07-02") from None


def days(text: str) -> list[date]:
    """Read days with commas between them, each once.

    Raises
    ------
    ArgumentTypeError
        If one of them is no day.
    """
    return list(dict.fromkeys(day(part) for part in text.split(",")))


def clocks(text: str) -> tuple[tuple[int, int], ...]:
    """Read clock times with commas between them, ``9,12:30``, as hours and minutes, each once.

    Raises
    ------
    ArgumentTypeError
        If one of them is no time of the day.
    """
    return tuple(dict.fromkeys(_clock(part.strip()) for part in text.split(",")))


def _clock(text: str) -> tuple[int, int]:
    found = re.fullmatch(r"(\d{1,2})(?::(\d{2}))?", text, re.ASCII)
    hour, minute = (int(found[1]), int(found[2] or 0)) if found else (24, 0)
    if hour > 23 or minute > 59:  # noqa: PLR2004 - the clock
        raise ArgumentTypeError(f"'{text}' is geen kloktijd; schrijf bijvoorbeeld 9 of 12:30")
    return hour, minute


def moment(text: str) -> datetime:
    """Read a day with a clock time, ``2026-03-21 12:00``, without a zone: the clock of the building's place.

    Raises
    ------
    ArgumentTypeError
        If there is no such time.
    """
    written, _, clock = text.strip().replace("T", " ").partition(" ")
    try:
        return datetime.combine(day(written), time.fromisoformat(clock))
    except ValueError:
        raise ArgumentTypeError(f"'{text}' is geen tijd; schrijf bijvoorbeeld '2026-03-21 12:00'") from None


def pointed(argv: list[str]) -> list[str]:
    """Write -4,20 as -4.20: argparse takes a negative number for an option unless it has a point."""
    return [word.replace(",", ".") if _NEGATIVE_WITH_COMMA.match(word) else word for word in argv]
