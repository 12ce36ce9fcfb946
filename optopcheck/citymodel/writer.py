"""The situations of a case as CityJSON 2.0, for GIS.

References
----------
.. [1] CityJSON specifications 2.0.1, https://www.cityjson.org/specs/2.0.1/
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from optopcheck.domain.mesh import Floats, Mesh
    from optopcheck.domain.site import GeoReference

_STEP = 0.001
"""Coordinates are whole numbers of this [m]."""
_RD, _RD_NAP = 28992, 7415
_SYSTEM = "https://www.opengis.net/def/crs/EPSG/0/{}"


@dataclass(frozen=True, eq=False)
class CityEntry:
    """One building to write."""

    id: str
    mesh: Mesh
    """In the frame of the case [m]."""
    attributes: Mapping[str, str | float]
    closed: bool
    """True for one closed body, written as solid; else as loose surfaces."""
    lod: str


def city_text(entries: Sequence[CityEntry], reference: GeoReference, title: str, on: date) -> str:
    """Return the text of the file; with a place in RD the coordinates are those of RD and NAP.

    Parameters
    ----------
    entries
        Buildings with faces.
    reference
        How the frame of the case lies in the world; without RD no system is named.
    title
        Of the file.
    on
        Reference date.
    """
    in_rd = reference.epsg in (_RD, _RD_NAP)
    east, north = reference.offset if in_rd else (0.0, 0.0)
    corners = _Corners()
    objects = {entry.id: _building(entry, corners) for entry in entries}
    vertices = np.array(corners.known, dtype=np.int64).reshape(-1, 3)
    metadata: dict[str, Any] = {"title": title, "referenceDate": on.isoformat()}
    if in_rd:
        nap = reference.height_system == "NAP"
        metadata["referenceSystem"] = _SYSTEM.format(_RD_NAP if nap else _RD)
    if len(vertices):
        box = np.array([vertices.min(axis=0), vertices.max(axis=0)]) * _STEP + np.array([east, north, 0.0])
        metadata["geographicalExtent"] = [round(float(v), 3) for v in box.ravel()]
    return (
        json.dumps(
            {
                "type": "CityJSON",
                "version": "2.0",
                "transform": {"scale": [_STEP] * 3, "translate": [float(east), float(north), 0.0]},
                "metadata": metadata,
                "CityObjects": objects,
                "vertices": vertices.tolist(),
            },
            ensure_ascii=False,
            allow_nan=False,
            separators=(",", ":"),
        )
        + "\n"
    )


class _Corners:
    """Corners of all buildings, each place once."""

    def __init__(self) -> None:
        self.known: list[tuple[int, ...]] = []
        self._numbers: dict[tuple[int, ...], int] = {}

    def of(self, vertices: Floats) -> list[int]:
        """Return the number of each vertex (n, 3)."""
        found = []
        for row in np.rint(vertices / _STEP).astype(np.int64):
            place = tuple(int(v) for v in row)
            if place not in self._numbers:
                self._numbers[place] = len(self.known)
                self.known.append(place)
            found.append(self._numbers[place])
        return found


def _building(entry: CityEntry, corners: _Corners) -> dict[str, Any]:
    numbers = corners.of(entry.mesh.vertices)
    triangles = [[numbers[k] for k in face] for face in entry.mesh.faces]
    # What is thinner than the step has no face any more.
    surfaces: list[Any] = [[ring] for ring in triangles if len(set(ring)) == len("abc")]
    kind = "Solid" if entry.closed else "MultiSurface"
    return {
        "type": "Building",
        "attributes": dict(entry.attributes),
        "geometry": [
            {"type": kind, "lod": entry.lod, "boundaries": [surfaces] if entry.closed else surfaces}
        ],
    }
