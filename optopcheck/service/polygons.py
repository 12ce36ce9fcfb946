"""Polygons that a person wrote, in RD or in the coordinates of the model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn

import numpy as np

from optopcheck.domain.text import Text
from optopcheck.service.tables import refuse

if TYPE_CHECKING:
    from collections.abc import Callable

    from optopcheck.domain.mesh import Floats
    from optopcheck.domain.site import GeoReference
    from optopcheck.service.tables import Tables

RD_NEW = 28992
_LEAST_AREA = 1.0
"""A smaller polygon is a slip [m2]."""
# Rijksdriehoek: x and y never overlap, so a swapped pair shows itself.
_LOWEST_RD, _HIGHEST_RD = (0.0, 300_000.0), (300_000.0, 650_000.0)
"""Corners of the area, (x, y) [m]."""


@dataclass(frozen=True, eq=False)
class Polygon:
    """A polygon of a file; it waits for the place of the model."""

    file: str
    table: str
    corners: Floats
    """Shape (n, 2) [m], each corner once."""
    in_rd: bool

    def local(self, reference: GeoReference, to_local: Callable[[Floats], Floats] | None = None) -> Floats:
        """Return the corners in the local frame, shape (n, 2) [m].

        Parameters
        ----------
        reference
            How the local frame lies in RD.
        to_local
            Maps coordinates of the model into the local frame; None where they are the same.

        Raises
        ------
        InputError
            If the polygon is in RD and the model is not.
        """
        if not self.in_rd:
            return self.corners if to_local is None else to_local(self.corners)
        if reference.epsg != RD_NEW:
            todo = Text(
                "het model heeft geen RD-coördinaten; schrijf de veelhoek in de coördinaten van het "
                f'model met frame = "model", geef --location of laat [{self.table}] weg',
                "the model has no RD coordinates; write the polygon in the coordinates of the model "
                f'with frame = "model", give --location or leave [{self.table}] out',
            )
            refuse(self.file, f"[{self.table}] polygon", "RD", todo)
        return np.asarray(self.corners - np.asarray(reference.offset), dtype=np.float64)


def read_polygon(tables: Tables, table: str) -> Polygon | None:
    """Read the keys polygon and frame of a table; None where the table is not there.

    Raises
    ------
    InputError
        If they give no area.
    """
    if table not in tables:
        return None
    value = tables.get(table, "polygon")
    corners = _corners(tables, table, value)
    # A corner that is given twice in a row, or that closes the ring, is one corner.
    corners = np.asarray(corners[(corners != np.roll(corners, -1, axis=0)).any(axis=1)], dtype=np.float64)
    if len(corners) < len("abc") or _area(corners) < _LEAST_AREA or _crosses_itself(corners):
        _refuse(tables, table, value)
    in_rd = _frame(tables, table) == "rd"
    if in_rd and not ((corners >= _LOWEST_RD) & (corners <= _HIGHEST_RD)).all():
        todo = Text(
            "dit zijn geen RD-coördinaten [x, y] in meters", "these are no RD coordinates [x, y] in metres"
        )
        tables.refuse(table, "polygon", value, todo)
    return Polygon(tables.name, table, corners, in_rd)


def _frame(tables: Tables, table: str) -> str:
    frame = tables.words(table, "frame", optional=True) or "rd"
    if frame not in ("rd", "model"):
        tables.refuse(table, "frame", frame, Text('kies "rd" of "model"', 'give "rd" or "model"'))
    return frame


def _corners(tables: Tables, table: str, value: object) -> Floats:
    try:
        corners = np.array(value, dtype=np.float64)
    except (TypeError, ValueError, OverflowError):
        _refuse(tables, table, value)
    if corners.ndim != len("xy") or corners.shape[1] != len("xy") or not np.isfinite(corners).all():
        _refuse(tables, table, value)
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


def _refuse(tables: Tables, table: str, value: object) -> NoReturn:
    todo = Text(
        "geef minstens drie hoekpunten [[x, y], [x, y], [x, y]] rond een vlak; laat de rand niet kruisen",
        "give at least three corners [[x, y], [x, y], [x, y]] around an area; the edge may not cross itself",
    )
    tables.refuse(table, "polygon", value, todo)
