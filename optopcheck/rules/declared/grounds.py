"""What the rules of a file stand on, by the names it gives them: sources, limits, sun norms, instants."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from optopcheck.api.sun_norm_file import read_sun_norm
from optopcheck.api.toml_days import clock_time, day_of_year
from optopcheck.api.toml_grounds import legal_source
from optopcheck.domain.rule import Limit
from optopcheck.domain.shade import ShadeGround, ShadeMoment
from optopcheck.domain.text import Text
from optopcheck.rules.declared.rule import DataLimit, Fill
from optopcheck.rules.language.kinds import UNITS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from optopcheck.api.toml_lines import Path
    from optopcheck.api.toml_values import TomlSource, TomlValues
    from optopcheck.domain.rule import LegalSource
    from optopcheck.domain.sunlight import SunNorm

_NAME = re.compile(r"[a-z][a-z0-9_]*")
_OPEN_NORM = re.compile(r"(nl|pv\d{2}|gm\d{4})(-[a-z]+)?\.[a-z][a-z0-9_]*")
_NOBODY = re.compile(
    r"nog (niet|te)|niemand|niet bevestigd|onbekend|volgt|invullen|vul in|wie voor|n\.?v\.?t"
    r"|todo|tbd|tbc|x+$|nobody|unknown",
    re.IGNORECASE,
)
_MOST = 1_000_000.0
_SMALL_UNITS = {"cm": "m", "mm": "m", "km": "m", "dm": "m", "s": "min", "uur": "h", "graden": "deg", "%": "1"}


def named(file: TomlValues, table: str) -> tuple[str, ...]:
    """Return the names in a table, each fit to be written in an expression."""
    found = file.get((table,))
    if found is None:
        return ()
    if not isinstance(found, dict):
        file.refuse((table,), Text(f"schrijf [{table}.naam]", f"write [{table}.name]"))
    for name in found:
        if not _NAME.fullmatch(name):
            todo = Text(
                "kies een naam van kleine letters, cijfers en _",
                "choose a name of small letters, digits and _",
            )
            file.refuse((table, name), todo)
    return tuple(found)


def sources(file: TomlValues) -> Mapping[str, LegalSource]:
    """Return every ``[source.name]``."""
    return {name: legal_source(file, ("source", name)) for name in named(file, "source")}


def limits(file: TomlValues) -> Mapping[str, DataLimit]:
    """Return every ``[limit.name]``; an open one waits for what a municipality fills in."""
    return {name: _limit(file, name) for name in named(file, "limit")}


def _limit(file: TomlValues, name: str) -> DataLimit:
    table = ("limit", name)
    file.only(table, ("value", "unit", "place", "confirmed_by", "open"))
    unit, place = _unit(file, (*table, "unit")), file.words((*table, "place"))
    if file.get((*table, "open")) is not None and file.flag((*table, "open")):
        if file.get((*table, "value")) is not None:
            todo = Text(
                "een open norm heeft geen waarde; haal open of value weg",
                "an open norm has no value; take open or value away",
            )
            file.refuse((*table, "value"), todo)
        return DataLimit(name, unit, place, None)
    return DataLimit(name, unit, place, _closed(file, table, unit, place))


def _closed(file: TomlValues, table: Path, unit: str, place: str) -> Limit:
    return Limit(file.number((*table, "value"), -_MOST, _MOST), unit, place, _confirmed(file, table))


def _confirmed(file: TomlValues, table: Path) -> str | None:
    """Return who answers for a limit; a place kept open for it is not somebody."""
    path = (*table, "confirmed_by")
    if file.get(path) is None:
        return None
    by = file.words(path)
    if not any(c.isalpha() for c in by) or _NOBODY.match(by):
        todo = Text(
            "noem wie het getal bevestigde, en wanneer; is dat er nog niet, laat confirmed_by dan weg",
            "name who confirmed the number, and when; if nobody did, leave confirmed_by out",
        )
        file.refuse(path, todo)
    return by


def fills(file: TomlValues, known: Mapping[str, LegalSource]) -> Mapping[str, Fill]:
    """Return every ``[fill."nl.name"]``: what this file fills in for an open norm of another, and where."""
    table = file.get(("fill",))
    if table is None:
        return {}
    found: dict[str, Fill] = {}
    for name in file.only(("fill",), tuple(table) if isinstance(table, dict) else ()):
        path = ("fill", name)
        if not _OPEN_NORM.fullmatch(name):
            file.refuse(path, Text('schrijf [fill."nl.naam"]', 'write [fill."nl.name"]'))
        file.only(path, ("source", "value", "unit", "place", "confirmed_by"))
        source = named_source(file, (*path, "source"), known)
        unit, place = _unit(file, (*path, "unit")), file.words((*path, "place"))
        found[name] = Fill(_closed(file, path, unit, place), source)
    return found


def named_source(file: TomlValues, path: Path, known: Mapping[str, LegalSource]) -> LegalSource:
    """Return the ``[source.name]`` that a rule or a fill names."""
    name = file.words(path)
    if name not in known:
        names = ", ".join(known) or "-"
        todo = Text(
            f"er is geen [source.{name}]; schrijf die tabel, of kies uit {names}",
            f"there is no [source.{name}]; write that table, or choose from {names}",
        )
        file.refuse(path, todo)
    return known[name]


def _unit(file: TomlValues, path: Path) -> str:
    unit = file.words(path)
    if unit not in UNITS:
        known = ", ".join(UNITS)
        other = _SMALL_UNITS.get(unit)
        nl = f"reken om naar {other}; " if other else ""
        en = f"convert to {other}; " if other else ""
        file.refuse(path, Text(f"{nl}kies uit {known}", f"{en}choose one of {known}"))
    return unit


def norms(file: TomlValues, beside: Callable[[str], TomlSource | None]) -> Mapping[str, SunNorm]:
    """Return every sun norm under ``[norm]``, read from the file beside this one that it names."""
    found: dict[str, SunNorm] = {}
    for alias in named(file, "norm"):
        path = ("norm", alias)
        source = beside(file.words(path))
        if source is None:
            todo = Text(
                "dit bestand is er niet; leg het naast dit bestand", "no such file; put it beside this one"
            )
            file.refuse(path, todo)
        found[alias] = read_sun_norm(source)
    return found


def shades(file: TomlValues) -> Mapping[str, ShadeMoment]:
    """Return every ``[shade.name]``: at which day and clock time extra shade is looked at, and where."""
    return {name: _shade(file, ("shade", name)) for name in named(file, "shade")}


def _shade(file: TomlValues, path: Path) -> ShadeMoment:
    file.only(path, ("day", "clock", "ground", "plots"))
    month, day = day_of_year(file, (*path, "day"))
    hour, minute = clock_time(file, (*path, "clock"))
    ground = file.one_of((*path, "ground"), ShadeGround)
    items = file.items((*path, "plots"), optional=True)
    if file.get((*path, "plots")) is not None and (not items or ground is not ShadeGround.NEIGHBOURS):
        todo = Text(
            f'noem percelen van buren, en alleen bij ground = "{ShadeGround.NEIGHBOURS}"; laat weg voor alle',
            f'name plots of neighbours, with ground = "{ShadeGround.NEIGHBOURS}" alone; leave out for all',
        )
        file.refuse((*path, "plots"), todo)
    return ShadeMoment(month, day, hour, minute, ground, tuple(file.words(item) for item in items))
