"""The plan rules (*planregels*) of one plot, read from a TOML file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from optopcheck.domain.case import PlanLimits
from optopcheck.domain.rule import LegalSource, Limit, Standing
from optopcheck.domain.text import Text
from optopcheck.service.inputs import read_paper, sha256
from optopcheck.service.polygons import Polygon, read_polygon
from optopcheck.service.tables import Tables, refuse

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date
    from pathlib import Path

    from optopcheck.domain.mesh import Floats
    from optopcheck.domain.site import GeoReference

CONFIRMED_BY = "ingevoerd voor dit perceel"
_UNITS = {"bouwhoogte": "m", "goothoogte": "m", "bouwlagen": "1"}
_PLAUSIBLE = {"bouwhoogte": (1.0, 300.0), "goothoogte": (1.0, 300.0), "bouwlagen": (1.0, 100.0)}
"""No plan allows less or more: a number outside is in another unit or mistyped."""
_LOWEST, _HIGHEST = -20.0, 400.0
"""No ground of the country lies lower or higher, in NAP or from the zero of a model [m]."""
OWN_PLOT = "eigen perceel"
_ZONE = "bouwvlak"
_PLOT = "perceel"
_NEIGHBOUR_PLOT = "buurperceel"
_SOURCE = "source"
_KEYS = {
    _SOURCE: (
        *("title", "passage", "url", "article", "standing"),
        *("valid_from", "valid_to", "consulted_on", "note"),
    ),
    _ZONE: ("article", "polygon", "frame"),
    _PLOT: ("polygon", "frame"),
    **dict.fromkeys(_UNITS, ("max", "article")),
}
_LISTS = {_NEIGHBOUR_PLOT: ("name", "polygon", "frame", "maaiveld")}


@dataclass(frozen=True, eq=False)
class NeighbourPlot:
    """A plot of somebody else."""

    name: str
    polygon: Polygon
    ground: float | None
    """Height of the ground (*maaiveld*) in the heights of the model [m]; None if it was not given."""


@dataclass(frozen=True, eq=False)
class PlanFile:
    """A plan file that was read and checked; its polygons wait for the place of the model."""

    name: str
    sha256: str
    source: LegalSource | None
    """None where the file gives the plot alone."""
    limits: Mapping[str, Limit]
    zone: Polygon | None
    zone_article: str | None
    plot: Polygon | None = None
    neighbour_plots: tuple[NeighbourPlot, ...] = ()

    def placed(
        self, reference: GeoReference, to_local: Callable[[Floats], Floats] | None = None
    ) -> PlanLimits | None:
        """Return the limits with the bouwvlak in the local frame, None where there are none.

        Raises
        ------
        InputError
            If the polygon is in RD and the model is not.
        """
        if self.source is None:
            return None
        return PlanLimits(
            self.source,
            self.zone.local(reference, to_local) if self.zone else None,
            self.zone_article,
            self.limits.get("bouwhoogte"),
            self.limits.get("goothoogte"),
            self.limits.get("bouwlagen"),
        )

    def plot_boundary(
        self, reference: GeoReference, to_local: Callable[[Floats], Floats] | None = None
    ) -> Floats | None:
        """Return the boundary of the plot in the local frame, polygon (n, 2) [m].

        Raises
        ------
        InputError
            If the polygon is in RD and the model is not.
        """
        return self.plot.local(reference, to_local) if self.plot else None

    def plots(
        self, reference: GeoReference, to_local: Callable[[Floats], Floats] | None = None
    ) -> tuple[tuple[str, Floats, float | None], ...]:
        """Return name, polygon (n, 2) in the local frame [m] and ground [m] of the plot and the others.

        Raises
        ------
        InputError
            If a polygon is in RD and the model is not.
        """
        own = self.plot_boundary(reference, to_local)
        others = [(p.name, p.polygon.local(reference, to_local), p.ground) for p in self.neighbour_plots]
        return (*([] if own is None else [(OWN_PLOT, own, None)]), *others)


def read_plan(path: Path) -> PlanFile:
    """Read the plan limits of a plot.

    The file holds a table [source] (title, article, standing; passage, url,
    valid_from, valid_to, consulted_on and note may be left out) and at least
    one of [bouwvlak] (article, polygon in RD, or in the coordinates of the
    model with ``frame = "model"``), [bouwhoogte], [goothoogte] and [bouwlagen]
    (max, article). [perceel] (polygon, frame) gives the boundary of the plot,
    and each [[buurperceel]] (name, polygon, frame, maaiveld) that of a
    neighbour; a file with those alone needs no [source].

    Raises
    ------
    InputError
        If the file cannot be used; names file, key and value.
    """
    content = read_paper(path, Text("het bestand met planregels", "the file with plan rules"))
    tables = Tables(path.name, content, _KEYS, _LISTS)
    limits = {name: _limit(tables, name, unit) for name, unit in _UNITS.items() if name in tables}
    zone, plot = read_polygon(tables, _ZONE), read_polygon(tables, _PLOT)
    others = _neighbour_plots(tables)
    if not limits and zone is None and plot is None and not others:
        todo = Text(
            "geef minstens één van [bouwvlak], [bouwhoogte], [goothoogte], [bouwlagen], [perceel] en "
            "[[buurperceel]]",
            "give at least one of [bouwvlak], [bouwhoogte], [goothoogte], [bouwlagen], [perceel] and "
            "[[buurperceel]]",
        )
        refuse(path.name, "tabellen", sorted(tables.tables), todo)
    return PlanFile(
        path.name,
        sha256(content),
        _source(tables) if limits or zone or _SOURCE in tables else None,
        limits,
        zone,
        tables.words(_ZONE, "article") if zone else None,
        plot,
        others,
    )


def _neighbour_plots(tables: Tables) -> tuple[NeighbourPlot, ...]:
    found: dict[str, NeighbourPlot] = {}
    for table in tables.listed[_NEIGHBOUR_PLOT]:
        name = tables.words(table, "name")
        if name in found or name == OWN_PLOT:
            todo = Text("een ander perceel heet al zo", "another plot has this name")
            tables.refuse(table, "name", name, todo)
        polygon = read_polygon(tables, table)
        if polygon is not None:
            found[name] = NeighbourPlot(name, polygon, _ground(tables, table))
    return tuple(found.values())


def _ground(tables: Tables, table: str) -> float | None:
    value = tables.get(table, "maaiveld")
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not _LOWEST <= value <= _HIGHEST:
        todo = Text(
            "geef een hoogte in meters, met een punt, in dezelfde hoogten als --peil",
            "give a height in metres, in the heights of --peil",
        )
        tables.refuse(table, "maaiveld", value, todo)
    return float(value)


def _limit(tables: Tables, name: str, unit: str) -> Limit:
    value = tables.above_zero(name, "max", whole=unit == "1")
    least, most = _PLAUSIBLE[name]
    if not least <= value <= most:
        metres = Text("meters (dus 15.0, niet 1500 cm)", "metres (15.0, not 1500 cm)")
        what = metres if unit == "m" else Text("bouwlagen", "storeys")
        todo = Text(
            f"geef een getal in {what.nl} van {least:g} tot {most:g}",
            f"give a number in {what.in_language('en')} from {least:g} to {most:g}",
        )
        tables.refuse(name, "max", value, todo)
    return Limit(value, unit, tables.words(name, "article"), CONFIRMED_BY)


def _source(tables: Tables) -> LegalSource:
    note = tables.words(_SOURCE, "note", optional=True)
    first = tables.day(_SOURCE, "valid_from")
    return LegalSource(
        tables.words(_SOURCE, "title"),
        tables.words(_SOURCE, "passage", optional=True),
        tables.words(_SOURCE, "url", optional=True),
        tables.words(_SOURCE, "article"),
        _standing(tables),
        first,
        _last_day(tables, first),
        tables.day(_SOURCE, "consulted_on"),
        Text(note) if note else None,
    )


def _standing(tables: Tables) -> Standing:
    written = tables.words(_SOURCE, "standing")
    known = {standing.value: standing for standing in Standing}
    if written not in known:
        tables.unknown("[source] standing", written, known)
    return known[written]


def _last_day(tables: Tables, first: date | None) -> date | None:
    last = tables.day(_SOURCE, "valid_to")
    if first and last and last < first:
        todo = Text(f"ligt voor valid_from ({first})", f"lies before valid_from ({first})")
        tables.refuse(_SOURCE, "valid_to", str(last), todo)
    return last
