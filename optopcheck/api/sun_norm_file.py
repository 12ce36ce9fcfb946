"""A norm for possible sun (*bezonningsnorm*) out of a TOML file, so that it is read and changed as data.

Each choice is either *settled*, with its place in the source, or an
*assumption* that every result shows. A number of hours is a limit that decides
only where somebody answers for it (``confirmed_by``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from optopcheck.api.toml_days import instant, tested_days
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
from optopcheck.domain.sunlight import (
    Baseline,
    CountedFacades,
    ExcessRule,
    LossMeasure,
    PointPosition,
    SunNorm,
)
from optopcheck.domain.text import Text

if TYPE_CHECKING:
    from optopcheck.api.toml_grounds import Choices


CHOICES = {
    "sun": ("hours", "minimum_elevation", "time_step", "tolerance"),
    "days": ("period", "tested", "every"),
    "point": ("position", "height"),
    "facades": ("summed", "counted"),
    "weighing": ("baseline", "not_worse", "excess"),
}
"""What a norm prescribes, by table; what is left out is a choice as well."""
GARDEN_CHOICES = {**CHOICES, "garden": ("grid", "height", "share")}
"""The same for a norm that counts sun in gardens."""
_TOP = ("format", "id", "title", "source", *GARDEN_CHOICES, "confirmed_by", "settled", "assumption")
_HOURS, _MOST, _SHARE = "sun.hours", "weighing.excess", "garden.share"
_CONFIRMED = {"hours": _HOURS, "excess": _MOST, "share": _SHARE}

_MOST_HOURS = 16.0
_HIGHEST_SUN = 60.0
"""The sun of Limburg at noon in June stands little above it [deg]."""
_LONGEST_STEP = 15.0
_MOST_MINUTES = 960.0
_MOST_METRES = 20.0
_FINEST_GRID, _COARSEST_GRID = 0.25, 5.0
_WHOLE = 100.0
_MOST_AREA = 100_000.0

_ID = re.compile(r"((nl|pv\d{2}|gm\d{4})(-[a-z]+)?\.)?[a-z][a-z0-9]*(-[a-z0-9]+)*")


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
    position = _position(file)
    choices = GARDEN_CHOICES if position is PointPosition.GARDEN else CHOICES
    for table, keys in choices.items():
        file.only((table,), keys)
    check_grounds(file, choices)
    limits = _Limits.of(file, choices)
    period, days = tested_days(file)
    grid, share = _garden(file, position, limits)
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
        excess=_excess(file, position, limits),
        assumptions=assumptions(file),
        grid=grid,
        share=share,
        days_fixed="days.tested" in limits.places and file.get(("days", "every")) is None,
    )


def _position(file: TomlValues) -> PointPosition:
    """Read the place first: a norm for gardens has more to say."""
    position = file.one_of(("point", "position"), PointPosition)
    if position is not PointPosition.GARDEN and file.get(("garden",)) is not None:
        todo = Text(
            f'hoort bij een norm voor tuinen (point.position = "{PointPosition.GARDEN}"); laat [garden] weg',
            f'is for a norm of gardens (point.position = "{PointPosition.GARDEN}"); leave [garden] out',
        )
        file.refuse(("garden",), todo)
    return position


def _garden(file: TomlValues, position: PointPosition, limits: _Limits) -> tuple[float | None, Limit | None]:
    """Return the distance between points in a garden, and the part of it that must have the hours."""
    if position is not PointPosition.GARDEN:
        return None, None
    grid = file.number(("garden", "grid"), _FINEST_GRID, _COARSEST_GRID)
    if file.get(("garden", "share")) is None:
        return grid, None
    return grid, limits.limit(_SHARE, file.number(("garden", "share"), 0, _WHOLE), "%")


@dataclass(frozen=True)
class _Limits:
    """Numbers that decide, each with its place and who answers for it."""

    places: dict[str, str]
    confirmed: dict[str, str]

    @classmethod
    def of(cls, file: TomlValues, choices: Choices) -> _Limits:
        """Read who answers for which number; an assumption has nobody."""
        places = settled(file, choices)
        guessed = assumed(file, {f"{table}.{key}" for table, keys in choices.items() for key in keys})
        table = ("confirmed_by",)
        confirmed = {}
        for key in file.only(table, tuple(_CONFIRMED), optional=True):
            name = _CONFIRMED[key]
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
    if position is PointPosition.GARDEN:
        if file.get(path) is None:
            return file.number(("garden", "height"), 0, _MOST_METRES)
        todo = Text("schrijf de hoogte bij [garden]", "write the height under [garden]")
        file.refuse(path, todo)
    if file.get(path) is not None:
        todo = Text(
            f'een hoogte hoort bij een punt op de gevel (position = "{PointPosition.FACADE}"); laat haar weg',
            f'a height belongs to a point on the façade (position = "{PointPosition.FACADE}"); leave it out',
        )
        file.refuse(path, todo)
    return None


def _excess(file: TomlValues, position: PointPosition, limits: _Limits) -> ExcessRule | None:
    path = ("weighing", "excess")
    if file.get(path) is None:
        return None
    file.only(path, ("nl", "en", "most", "measure", "at"))
    about = Text(file.words((*path, "nl")), file.words((*path, "en"), optional=True) or None)
    measure = _measure(file, position)
    at = tuple(instant(file, item) for item in file.items((*path, "at"), optional=True))
    if bool(at) != (measure is LossMeasure.SHADED_AREA):
        todo = Text(
            f'hoort bij measure = "{LossMeasure.SHADED_AREA}", en alleen daarbij',
            f'goes with measure = "{LossMeasure.SHADED_AREA}", and with nothing else',
        )
        file.refuse((*path, "at"), todo)
    if file.get((*path, "most")) is None:
        return ExcessRule(about, None, measure, at)
    most = {"min": _MOST_MINUTES, "%": _WHOLE, "m2": _MOST_AREA}[measure.unit]
    value = file.number((*path, "most"), 0, most)
    return ExcessRule(about, limits.limit(_MOST, value, measure.unit), measure, at)


def _measure(file: TomlValues, position: PointPosition) -> LossMeasure:
    path = ("weighing", "excess", "measure")
    if file.get(path) is None:
        return LossMeasure.MINUTES
    measure = file.one_of(path, LossMeasure)
    if measure.of_gardens and position is not PointPosition.GARDEN:
        todo = Text(
            f'is van een tuin; kies point.position = "{PointPosition.GARDEN}"',
            f'is of a garden; choose point.position = "{PointPosition.GARDEN}"',
        )
        file.refuse(path, todo)
    return measure
