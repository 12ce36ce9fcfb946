"""A norm for possible sun (*bezonningsnorm*) out of a TOML file, so that it is read and changed as data.

Each choice is either *settled*, with its place in the source, or an
*assumption* that every result shows. A number of hours is a limit that decides
only where somebody answers for it (``confirmed_by``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from optopcheck.api.toml_grounds import (
    assumed,
    assumptions,
    check_format,
    check_grounds,
    legal_source,
    settled,
)
from optopcheck.api.toml_values import TomlError, TomlSource, TomlValues
from optopcheck.domain.rule import Limit
from optopcheck.domain.sunlight import Baseline, CountedFacades, ExcessRule, PointPosition, SunNorm
from optopcheck.domain.text import Text

if TYPE_CHECKING:
    from optopcheck.api.toml_lines import Path

    Day = tuple[int, int]
    """(month, day)."""

CHOICES = {
    "sun": ("hours", "minimum_elevation", "time_step", "tolerance"),
    "days": ("period", "tested", "every"),
    "point": ("position", "height"),
    "facades": ("summed", "counted"),
    "weighing": ("baseline", "not_worse", "excess"),
}
"""What a norm prescribes, by table; what is left out is a choice as well."""
_TOP = ("format", "id", "title", "source", *CHOICES, "confirmed_by", "settled", "assumption")
_HOURS, _MOST = "sun.hours", "weighing.excess"

_MOST_HOURS = 16.0
_HIGHEST_SUN = 60.0
"""The sun of Limburg at noon in June stands little above it [deg]."""
_LONGEST_STEP = 15.0
_MOST_MINUTES = 960.0
_MOST_METRES = 20.0
_LONGEST_SCAN = 31
_PLAIN_YEAR = 2025
"""Without a 29 February: a norm speaks of days that each year has."""

_ID = re.compile(r"((nl|pv\d{2}|gm\d{4})(-[a-z]+)?\.)?[a-z][a-z0-9]*(-[a-z0-9]+)*")
_DAY = re.compile(r"(\d{1,2}) ([a-z]+)")
_MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)


class SunNormError(TomlError):
    """A sun norm that cannot be used: names file, line, key and value, and what to do."""


def read_sun_norm(source: TomlSource) -> SunNorm:
    """Read a norm for possible sun.

    Parameters
    ----------
    source
        A file of the pack: ``importlib.resources.files(__name__) / "norm.toml"``,
        or a `pathlib.Path`. The keys are explained in the file of the national
        pack, ``tno_light.toml``.

    Raises
    ------
    SunNormError
        If the file cannot be used: unknown or missing keys, values of another
        kind or out of range, or a choice that is neither settled nor assumed.
    """
    try:
        return _norm(TomlValues(source))
    except TomlError as error:
        raise SunNormError(error.text) from error.__cause__


def _norm(file: TomlValues) -> SunNorm:
    check_format(file)
    file.only((), _TOP)
    for table, keys in CHOICES.items():
        file.only((table,), keys)
    check_grounds(file, CHOICES)
    position = file.one_of(("point", "position"), PointPosition)
    limits = _Limits.of(file)
    period, days = _days(file)
    return SunNorm(
        id=file.matching(
            ("id",),
            _ID,
            Text(
                "kleine letters en streepjes, als het van een gemeente is met haar code ervoor: gm0518.naam",
                "small letters and dashes, of a municipality with its code before it: gm0518.name",
            ),
        ),
        title=file.text(("title",)),
        source=legal_source(file),
        hours=limits.limit(_HOURS, file.number(("sun", "hours"), 0, _MOST_HOURS), "h"),
        days=days,
        period=period,
        minimum_elevation=file.number(("sun", "minimum_elevation"), 0, _HIGHEST_SUN),
        step=_step(file),
        position=position,
        facades_summed=file.flag(("facades", "summed")),
        height=_height(file, position),
        facades=file.one_of(("facades", "counted"), CountedFacades),
        baseline=file.one_of(("weighing", "baseline"), Baseline),
        tolerance=file.number(("sun", "tolerance"), 0, _MOST_MINUTES),
        not_worse=file.flag(("weighing", "not_worse")),
        excess=_excess(file, limits),
        assumptions=assumptions(file),
    )


@dataclass(frozen=True)
class _Limits:
    """Numbers that decide, each with its place and who answers for it."""

    places: dict[str, str]
    confirmed: dict[str, str]

    @classmethod
    def of(cls, file: TomlValues) -> _Limits:
        """Read who answers for which number; an assumption has nobody."""
        places = settled(file, CHOICES)
        guessed = assumed(file, {f"{table}.{key}" for table, keys in CHOICES.items() for key in keys})
        table = ("confirmed_by",)
        confirmed = {}
        for key in file.only(table, ("hours", "excess"), optional=True):
            name = _HOURS if key == "hours" else _MOST
            confirmed[name] = file.words((*table, key))
            if name in guessed:
                todo = Text(
                    f"{name} is een aanname, daar staat niemand voor in; kies een van beide",
                    f"{name} is an assumption, nobody answers for it; choose one of the two",
                )
                file.refuse((*table, key), todo)
        return cls(places, confirmed)

    def limit(self, name: str, value: float, unit: str) -> Limit:
        return Limit(value, unit, self.places.get(name, "aanname"), self.confirmed.get(name))


def _step(file: TomlValues) -> float:
    path = ("sun", "time_step")
    step = file.number(path, 0, _LONGEST_STEP)
    if step == 0:
        file.refuse(path, Text("geef minuten boven nul", "give minutes above zero"))
    return step


def _height(file: TomlValues, position: PointPosition) -> float | None:
    path = ("point", "height")
    on_facade = position is PointPosition.FACADE
    if on_facade:
        return file.number(path, 0, _MOST_METRES)
    if file.get(path) is not None:
        todo = Text(
            f'een hoogte hoort bij een punt op de gevel (position = "{PointPosition.FACADE}"); laat haar weg',
            f'a height belongs to a point on the façade (position = "{PointPosition.FACADE}"); leave it out',
        )
        file.refuse(path, todo)
    return None


def _excess(file: TomlValues, limits: _Limits) -> ExcessRule | None:
    path = ("weighing", "excess")
    if file.get(path) is None:
        return None
    file.only(path, ("nl", "en", "most"))
    about = Text(file.words((*path, "nl")), file.words((*path, "en"), optional=True) or None)
    if file.get((*path, "most")) is None:
        return ExcessRule(about)
    most = file.number((*path, "most"), 0, _MOST_MINUTES)
    return ExcessRule(about, limits.limit(_MOST, most, "min"))


def _days(file: TomlValues) -> tuple[tuple[Day, Day], tuple[Day, ...]]:
    """Return the period, and every day that is tested in the order of the year."""
    path = ("days", "period")
    ends = [_day(file, item) for item in file.items(path)]
    if len(ends) != 2 or ends[0] > ends[1]:  # noqa: PLR2004 - first and last
        todo = Text("geef de eerste en de laatste dag, in één jaar", "give first and last day, in one year")
        file.refuse(path, todo)
    first, last = ends
    found: set[Day] = set()
    for item in file.items(("days", "tested"), optional=True):
        day = _day(file, item)
        if not first <= day <= last:
            file.refuse(item, Text("ligt buiten days.period", "lies outside days.period"))
        if day in found:
            file.refuse(item, Text("staat er twee keer", "stands there twice"))
        found.add(day)
    found |= _scan(file, first, last)
    if not found:
        todo = Text(
            "geef toetsdagen, of days.every om de periode af te lopen",
            "give days to test, or days.every to walk through the period",
        )
        file.refuse(("days", "tested"), todo)
    return (first, last), tuple(sorted(found))


def _scan(file: TomlValues, first: Day, last: Day) -> set[Day]:
    """Return every n-th day of the period, and its last."""
    path = ("days", "every")
    if file.get(path) is None:
        return set()
    every = file.number(path, 1, _LONGEST_SCAN)
    if not every.is_integer():
        file.refuse(path, Text("geef hele dagen", "give whole days"))
    start, end = date(_PLAIN_YEAR, *first), date(_PLAIN_YEAR, *last)
    steps = (end - start).days // int(every)
    days = [start + timedelta(days=int(every) * step) for step in range(steps + 1)]
    return {(day.month, day.day) for day in (*days, end)}


def _day(file: TomlValues, path: Path) -> Day:
    """Read a day of each year, such as ``19 februari``."""
    todo = Text(
        'geef een dag die elk jaar heeft, bijvoorbeeld "19 februari"',
        'give a day that each year has, in Dutch, e.g. "19 februari"',
    )
    found = _DAY.fullmatch(file.words(path))
    if found is None or found[2] not in _MONTHS:
        file.refuse(path, todo)
    month, day = _MONTHS.index(found[2]) + 1, int(found[1])
    try:
        date(_PLAIN_YEAR, month, day)
    except ValueError:
        file.refuse(path, todo)
    return month, day
