"""The plan rules (*planregels*) of one plot, read from a TOML file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn

import numpy as np

from optopcheck.domain.case import PlanLimits
from optopcheck.domain.rule import LegalSource, Limit, Standing
from optopcheck.domain.text import Text
from optopcheck.service.inputs import read_paper, sha256
from optopcheck.service.tables import Tables, refuse

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from optopcheck.domain.mesh import Floats
    from optopcheck.domain.site import GeoReference

CONFIRMED_BY = "ingevoerd voor dit perceel"
RD_NEW = 28992
# Rijksdriehoek: x and y never overlap, so a swapped pair shows itself.
_LEAST_AREA = 1.0
"""A smaller building zone is a slip [m2]."""
_LOWEST_RD, _HIGHEST_RD = (0.0, 300_000.0), (300_000.0, 650_000.0)
"""Corners of the area, (x, y) [m]."""
_UNITS = {"bouwhoogte": "m", "goothoogte": "m", "bouwlagen": "1"}
_ZONE = "bouwvlak"
_SOURCE = "source"
_KEYS = {
    _SOURCE: (
        *("title", "passage", "url", "article", "standing"),
        *("valid_from", "valid_to", "consulted_on", "note"),
    ),
    _ZONE: ("article", "polygon", "frame"),
    **dict.fromkeys(_UNITS, ("max", "article")),
}


@dataclass(frozen=True, eq=False)
class PlanFile:
    """A plan file that was read and checked; the polygon waits for the place of the model."""

    name: str
    sha256: str
    source: LegalSource
    limits: Mapping[str, Limit]
    polygon: Floats | None
    in_rd: bool
    zone_article: str | None

    def placed(self, reference: GeoReference) -> PlanLimits:
        """Return the limits with the bouwvlak in the local frame.

        Raises
        ------
        InputError
            If the polygon is in RD and the model is not.
        """
        return PlanLimits(
            self.source,
            self._local_polygon(reference),
            self.zone_article,
            self.limits.get("bouwhoogte"),
            self.limits.get("goothoogte"),
            self.limits.get("bouwlagen"),
        )

    def _local_polygon(self, reference: GeoReference) -> Floats | None:
        if self.polygon is None or not self.in_rd:
            return self.polygon
        if reference.epsg != RD_NEW:
            todo = Text(
                "het model heeft geen RD-coördinaten; schrijf de veelhoek in de coördinaten van het "
                'model met frame = "model", of laat [bouwvlak] weg',
                "the model has no RD coordinates; write the polygon in the coordinates of the model "
                'with frame = "model", or leave [bouwvlak] out',
            )
            refuse(self.name, "[bouwvlak] polygon", "RD", todo)
        return np.asarray(self.polygon - np.asarray(reference.offset), dtype=np.float64)


def read_plan(path: Path) -> PlanFile:
    """Read the plan limits of a plot.

    The file holds a table [source] (title, article, standing; passage, url,
    valid_from, valid_to, consulted_on and note may be left out) and at least
    one of [bouwvlak] (article, polygon in RD, or in the coordinates of the
    model with ``frame = "model"``), [bouwhoogte], [goothoogte] and [bouwlagen]
    (max, article).

    Raises
    ------
    InputError
        If the file cannot be used; names file, key and value.
    """
    content = read_paper(path, Text("het bestand met planregels", "the file with plan rules"))
    tables = Tables(path.name, content, _KEYS)
    limits = {name: _limit(tables, name, unit) for name, unit in _UNITS.items() if name in tables}
    zone = _ZONE in tables
    if not limits and not zone:
        todo = Text(
            "geef minstens één van [bouwvlak], [bouwhoogte], [goothoogte] en [bouwlagen]",
            "give at least one of [bouwvlak], [bouwhoogte], [goothoogte] and [bouwlagen]",
        )
        refuse(path.name, "tabellen", sorted(tables.tables), todo)
    return PlanFile(
        path.name,
        sha256(content),
        _source(tables),
        limits,
        _polygon(tables) if zone else None,
        not zone or _frame(tables) == "rd",
        tables.words(_ZONE, "article") if zone else None,
    )


def _limit(tables: Tables, name: str, unit: str) -> Limit:
    value = tables.above_zero(name, "max", whole=unit == "1")
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


def _frame(tables: Tables) -> str:
    frame = tables.words(_ZONE, "frame", optional=True) or "rd"
    if frame not in ("rd", "model"):
        tables.refuse(_ZONE, "frame", frame, Text('kies "rd" of "model"', 'give "rd" or "model"'))
    return frame


def _polygon(tables: Tables) -> Floats:
    value = tables.get(_ZONE, "polygon")
    corners = _corners(tables, value)
    # A corner that is given twice in a row, or that closes the ring, is one corner.
    corners = np.asarray(corners[(corners != np.roll(corners, -1, axis=0)).any(axis=1)], dtype=np.float64)
    if len(corners) < len("abc") or _area(corners) < _LEAST_AREA or _crosses_itself(corners):
        _refuse_polygon(tables, value)
    in_rd = ((corners >= _LOWEST_RD) & (corners <= _HIGHEST_RD)).all()
    if _frame(tables) == "rd" and not in_rd:
        todo = Text(
            "dit zijn geen RD-coördinaten [x, y] in meters", "these are no RD coordinates [x, y] in metres"
        )
        tables.refuse(_ZONE, "polygon", value, todo)
    return corners


def _area(corners: Floats) -> float:
    x, y = (corners - corners[0]).T
    return abs(float(x @ np.roll(y, -1) - y @ np.roll(x, -1))) / 2


def _crosses_itself(corners: Floats) -> bool:
    """Tell whether two edges that are no neighbours cross."""
    ends = np.roll(corners, -1, axis=0)

    def side(k: int, points: Floats) -> Floats:
        along, to = ends[k] - corners[k], points - corners[k]
        return np.asarray(np.sign(along[0] * to[:, 1] - along[1] * to[:, 0]), dtype=np.float64)

    count = len(corners)
    for k in range(count):
        others = [j for j in range(count) if j not in {k, (k + 1) % count, (k - 1) % count}]
        apart = side(k, corners[others]) * side(k, ends[others]) < 0
        for j in np.array(others, dtype=np.int64)[apart]:
            start, end = side(int(j), np.stack([corners[k], ends[k]]))
            if start * end < 0:
                return True
    return False


def _corners(tables: Tables, value: object) -> Floats:
    try:
        corners = np.array(value, dtype=np.float64)
    except (TypeError, ValueError):
        _refuse_polygon(tables, value)
    if corners.ndim != len("xy") or corners.shape[1] != len("xy") or not np.isfinite(corners).all():
        _refuse_polygon(tables, value)
    return corners


def _refuse_polygon(tables: Tables, value: object) -> NoReturn:
    todo = Text(
        "geef minstens drie hoekpunten [[x, y], [x, y], [x, y]] rond een vlak; laat de rand niet kruisen",
        "give at least three corners [[x, y], [x, y], [x, y]] around an area; the edge may not cross itself",
    )
    tables.refuse(_ZONE, "polygon", value, todo)
