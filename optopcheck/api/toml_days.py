"""Days of each year as people write them: those on which a norm is tested, and clock times on them."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from optopcheck.domain.text import MONTHS, Text

if TYPE_CHECKING:
    from optopcheck.api.toml_lines import Path
    from optopcheck.api.toml_values import TomlValues

    Day = tuple[int, int]
    """(month, day)."""

_LONGEST_SCAN = 31
_PLAIN_YEAR = 2025
"""Without a 29 February: a norm speaks of days that each year has."""
_DAY = re.compile(r"(\d{1,2}) ([a-z]+)")
_INSTANT = re.compile(r"(\d{1,2}) ([a-z]+) ([01]\d|2[0-3]):[0-5]\d")
_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
_MONTHS = tuple(month.nl for month in MONTHS)


def tested_days(file: TomlValues) -> tuple[tuple[Day, Day], tuple[Day, ...]]:
    """Return the period, and every day that is tested in the order of the year."""
    path = ("days", "period")
    ends = [day_of_year(file, item) for item in file.items(path)]
    if len(ends) != 2 or ends[0] > ends[1]:  # noqa: PLR2004 - first and last
        todo = Text("geef de eerste en de laatste dag, in één jaar", "give first and last day, in one year")
        file.refuse(path, todo)
    first, last = ends
    found: set[Day] = set()
    for item in file.items(("days", "tested"), optional=True):
        day = day_of_year(file, item)
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


def day_of_year(file: TomlValues, path: Path) -> Day:
    """Read a day of each year, such as ``19 februari``: month and day."""
    todo = Text(
        'geef een dag die elk jaar heeft, bijvoorbeeld "19 februari"',
        'give a day that each year has, in Dutch, e.g. "19 februari"',
    )
    found = _DAY.fullmatch(file.words(path))
    if found is None or not _is_day(int(found[1]), found[2]):
        file.refuse(path, todo)
    return _MONTHS.index(found[2]) + 1, int(found[1])


def _is_day(day: int, month: str) -> bool:
    """Tell whether each year has this day."""
    if month not in _MONTHS:
        return False
    try:
        date(_PLAIN_YEAR, _MONTHS.index(month) + 1, day)
    except ValueError:
        return False
    return True


def instant(file: TomlValues, path: Path) -> str:
    """Read day and clock time, such as ``21 maart 12:00``."""
    written = file.words(path)
    found = _INSTANT.fullmatch(written)
    if found is None or not _is_day(int(found[1]), found[2]):
        todo = Text('geef dag en kloktijd, bijvoorbeeld "21 maart 12:00"', 'give e.g. "21 maart 12:00"')
        file.refuse(path, todo)
    return written


def clock_time(file: TomlValues, path: Path) -> tuple[int, int]:
    """Read a time of the clock, such as ``9:00`` or ``15:30``: hour and minute."""
    found = _CLOCK.fullmatch(file.words(path))
    if found is None:
        todo = Text(
            'geef een kloktijd van 0:00 tot en met 23:59 tussen aanhalingstekens, bijvoorbeeld "12:00"',
            'give a time of the clock from 0:00 to 23:59 between quotes, e.g. "12:00"',
        )
        file.refuse(path, todo)
    return int(found[1]), int(found[2])
