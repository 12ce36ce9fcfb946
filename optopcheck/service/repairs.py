"""What the user puts right in a model (*herstel*), read from a TOML file and from direct entries."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from optopcheck.domain.building import StoreyRole
from optopcheck.domain.job import InputError
from optopcheck.domain.repair import AspectFrame, Location, North, Repairs
from optopcheck.domain.site import Origin
from optopcheck.domain.text import Text
from optopcheck.service.inputs import read_paper, sha256
from optopcheck.service.tables import Tables, refuse

if TYPE_CHECKING:
    from pathlib import Path

ROLES = {
    "bouwlaag": StoreyRole.LAYER,
    "onderbouw": StoreyRole.SUBSTRUCTURE,
    "zolder": StoreyRole.ATTIC,
    "geen": StoreyRole.LEVEL,
}
"""Words for what a level counts as."""
_KEYS = {
    "opgave": ("by", "on"),
    "noorden": ("degrees", "origin"),
    "plaats": ("at", "origin"),
    "bouwlagen": tuple(ROLES),
    "bouwdelen": ("drop", "party_walls"),
    "model": ("building", "frame"),
}
_Kind = TypeVar("_Kind")
_RD_X, _RD_Y = (-7_000.0, 300_000.0), (289_000.0, 629_000.0)
"""Rijksdriehoek [m]: the two never overlap, so a swapped pair shows itself."""
_DUTCH_LATITUDE, _DUTCH_LONGITUDE = (50.7, 53.6), (3.2, 7.3)
"""[deg]"""
_HOW = Text(
    'schrijf "52.06, 4.49" (breedte, lengte) of "93500, 452700" (RD x, y van de nul van het model)',
    'write "52.06, 4.49" (latitude, longitude) or "93500, 452700" (RD x, y of the zero of the model)',
)
_NUMBER = r"[+-]?\d+(?:\.\d+)?"
_PAIR = re.compile(rf"^\s*({_NUMBER})\s*[,;\s]\s*({_NUMBER})\s*$", re.ASCII)
_COMMA_PAIR = re.compile(r"^\s*([+-]?\d+,\d+)\s*[;\s]\s*([+-]?\d+,\d+)\s*$", re.ASCII)


@dataclass(frozen=True)
class RepairsFile:
    """A file with repairs that was read and checked."""

    name: str
    sha256: str
    repairs: Repairs


def read_repairs(path: Path) -> RepairsFile:
    """Read what a user puts right.

    All tables may be left out: [opgave] (by, on), [noorden] (degrees, origin),
    [plaats] (at, origin), [bouwlagen] (bouwlaag, onderbouw, zolder, geen: lists
    of names or GlobalIds), [bouwdelen] (drop, party_walls: lists of GlobalIds)
    and [model] (building, frame).

    Raises
    ------
    InputError
        If the file cannot be used; names file, key and value.
    """
    content = read_paper(path, Text("het bestand met herstel", "the file with repairs"))
    tables = Tables(path.name, content, _KEYS)
    repairs = Repairs(
        _north(tables),
        _location(tables),
        tuple((name, role) for word, role in ROLES.items() for name in _names(tables, "bouwlagen", word)),
        _names(tables, "bouwdelen", "drop"),
        _names(tables, "bouwdelen", "party_walls"),
        _frame(tables),
        tables.words("model", "building", optional=True) or None,
        tables.words("opgave", "by", optional=True) or None,
        tables.day("opgave", "on"),
    )
    if repairs.is_empty:
        todo = Text("er wordt niets hersteld; laat dit bestand weg", "it repairs nothing; leave it out")
        refuse(path.name, "tabellen", sorted(tables.tables), todo)
    return RepairsFile(path.name, sha256(content), repairs)


def _north(tables: Tables) -> North | None:
    if "noorden" not in tables:
        return None
    value = tables.get("noorden", "degrees")
    if isinstance(value, bool) or not isinstance(value, int | float) or not _is_direction(value):
        todo = Text(
            "geef een richting in graden, met de klok mee vanaf de y-as van het model, van -360 tot 360",
            "give a direction in degrees, clockwise from the y axis of the model, from -360 to 360",
        )
        tables.refuse("noorden", "degrees", value, todo)
    return North(float(value), _origin(tables, "noorden"))


def _is_direction(value: float) -> bool:
    return -360.0 <= value <= 360.0  # noqa: PLR2004  # a whole turn


def checked_north(degrees: float) -> North:
    """Return a direction that was entered.

    Raises
    ------
    InputError
        If it is no direction.
    """
    if not _is_direction(degrees):
        raise InputError(
            Text(
                f"--north {degrees}: geef graden van -360 tot 360, met de klok mee vanaf de y-as",
                f"--north {degrees}: give degrees from -360 to 360, clockwise from the y axis",
            )
        )
    return North(degrees)


def checked_location(text: str) -> Location:
    """Return a place that was entered.

    Raises
    ------
    InputError
        If it is no place.
    """
    found = place_of(text)
    if isinstance(found, Text):
        raise InputError(
            Text(f"--location {text}: {found.nl}", f"--location {text}: {found.in_language('en')}")
        )
    return found


def _location(tables: Tables) -> Location | None:
    if "plaats" not in tables:
        return None
    text = tables.words("plaats", "at")
    found = place_of(text)
    if isinstance(found, Text):
        tables.refuse("plaats", "at", text, found)
    return replace(found, origin=_origin(tables, "plaats"))


def place_of(text: str) -> Location | Text:
    """Return the place that a text names, or what is wrong with it."""
    match = _PAIR.match(text) or _COMMA_PAIR.match(text)
    if match is None:
        return _HOW
    first, second = (float(number.replace(",", ".")) for number in match.groups())
    if lies_in_rd(first, second):
        return Location(first, second, in_rd=True)
    swapped = _in(second, _DUTCH_LATITUDE) and _in(first, _DUTCH_LONGITUDE)
    if swapped or lies_in_rd(second, first):
        return Text("de twee getallen staan verwisseld", "the two numbers are swapped")
    # 52,06 is a latitude with a comma, no pair of whole degrees.
    whole = not any(sign in group for group in match.groups() for sign in ".,")
    if not whole and abs(first) <= 90 and abs(second) <= 180:  # noqa: PLR2004  # degrees of the earth
        return Location(first, second)
    return _HOW


def lies_in_rd(x: float, y: float) -> bool:
    """Tell whether RD reaches to a point [m]."""
    return _in(x, _RD_X) and _in(y, _RD_Y)


def _in(value: float, bounds: tuple[float, float]) -> bool:
    return bounds[0] <= value <= bounds[1]


def _origin(tables: Tables, table: str) -> Origin:
    word = tables.words(table, "origin", optional=True) or Origin.ENTERED.value
    known = {origin.value: origin for origin in Origin}
    if word not in known:
        tables.unknown(f"[{table}] origin", word, known)
    return known[word]


def _frame(tables: Tables) -> AspectFrame | None:
    word = tables.words("model", "frame", optional=True)
    if word and word not in {frame.value for frame in AspectFrame}:
        tables.refuse("model", "frame", word, Text('kies "model" of "map"', 'give "model" or "map"'))
    return AspectFrame(word) if word else None


def _names(tables: Tables, table: str, key: str) -> tuple[str, ...]:
    value = tables.get(table, key)
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(name, str) and name.strip() for name in value):
        todo = Text(
            'geef een lijst van teksten, bijvoorbeeld ["a", "b"]', 'give a list of texts, e.g. ["a", "b"]'
        )
        tables.refuse(table, key, value, todo)
    return tuple(dict.fromkeys(name.strip() for name in value))


def joined_repairs(file: RepairsFile | None, direct: Repairs | None) -> Repairs | None:
    """Return all repairs, those of a file and those entered directly.

    Raises
    ------
    InputError
        If the two contradict each other.
    """
    if file is None or direct is None:
        found = direct if file is None else file.repairs
        return None if found is None or found.is_empty else _consistent(found)
    written = file.repairs
    return _consistent(
        Repairs(
            _one(file.name, "noorden", "--north", written.north, direct.north),
            _one(file.name, "plaats", "--location", written.location, direct.location),
            tuple(dict.fromkeys((*written.storey_roles, *direct.storey_roles))),
            tuple(dict.fromkeys((*written.dropped, *direct.dropped))),
            tuple(dict.fromkeys((*written.party_walls, *direct.party_walls))),
            _one(file.name, "model", "--aspect-frame", written.aspect_frame, direct.aspect_frame),
            _one(file.name, "model", "--building", written.building, direct.building),
            direct.by or written.by,
            direct.on or written.on,
        )
    )


def _one(file: str, table: str, option: str, written: _Kind | None, direct: _Kind | None) -> _Kind | None:
    if written is not None and direct is not None and written != direct:
        raise InputError(
            Text(
                f"{option} zegt iets anders dan [{table}] in '{file}'; laat een van beide weg",
                f"{option} says something else than [{table}] in '{file}'; leave one of them out",
            )
        )
    return direct if written is None else written


def _consistent(repairs: Repairs) -> Repairs:
    roles = dict(repairs.storey_roles)
    if len(roles) != len(repairs.storey_roles):
        given = [name for name, _ in repairs.storey_roles]
        twice = next(name for name in given if given.count(name) > 1)
        raise InputError(
            Text(
                f"bouwlaag '{twice}' krijgt twee rollen; geef er één (--storey-role, of [bouwlagen])",
                f"storey '{twice}' is given two roles; give one (--storey-role, or [bouwlagen])",
            )
        )
    both = set(repairs.dropped) & set(repairs.party_walls)
    if both:
        identity = min(both)
        raise InputError(
            Text(
                f"{identity} is zowel weggelaten als scheidingsmuur; kies een van beide",
                f"{identity} is both dropped and a party wall; choose one of them",
            )
        )
    return repairs
