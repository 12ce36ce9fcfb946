"""Façades by compass: how long they are and what they are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from optopcheck.domain.mesh import Floats, Mesh, merged, turn_about_z
from optopcheck.domain.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from optopcheck.geometry.region import Region

_WINDS = (
    Text("noorden", "north"),
    Text("noordoosten", "north-east"),
    Text("oosten", "east"),
    Text("zuidoosten", "south-east"),
    Text("zuiden", "south"),
    Text("zuidwesten", "south-west"),
    Text("westen", "west"),
    Text("noordwesten", "north-west"),
)
_RIBBON = 0.1
"""Height of the ribbon that shows an edge [m]."""


def wind_of(outward: Floats) -> int:
    """Return the number of the compass wind of a direction (2,) in the frame of the case: 0 north, 2 east."""
    angle = np.degrees(np.arctan2(outward[0], outward[1]))
    # A façade at exactly 22.5 degrees must not change its name with the last bit.
    return int(np.floor((angle + 22.5 + 1e-6) / 45.0)) % len(_WINDS)


def facade_name(wind: int) -> Text:
    """Return what the façade on the side of a wind is called."""
    name = _WINDS[wind]
    return Text(f"{name.nl.removesuffix('en')}gevel", f"{name.en} façade")


def wind_name(wind: int) -> Text:
    """Return the name of a compass wind."""
    return _WINDS[wind]


def edges_of(region: Region, least: float = 0.0) -> Iterator[tuple[Floats, Floats, Floats]]:
    """Yield start, end and outward normal, each (2,), of the edges of a region."""
    for ring, _ in region.rings():
        for start, end in zip(ring, np.roll(ring, -1, axis=0), strict=True):
            along = end - start
            length = float(np.linalg.norm(along))
            if length > least:
                yield start, end, np.array([along[1], -along[0]]) / length


def turned_vector(vector: Floats, degrees: float) -> Floats:
    """Turn a vector or point (2,) counter-clockwise [deg]."""
    return turn_about_z(np.array([*vector, 0.0]), degrees)[:2]


def ribbons(edges: Iterable[tuple[Floats, Floats, float]]) -> Mesh:
    """Return thin upright ribbons under edges given by start, end (2,) and height [m]."""
    return merged(_ribbon(*edge) for edge in edges)


def ribbon_edges(mesh: Mesh) -> Iterator[tuple[Floats, Floats, float]]:
    """Yield the edges, start, end (2,) and height [m], of which `ribbons` made a mesh."""
    for low, last, high, _ in mesh.vertices.reshape(-1, 4, 3):
        yield low[:2], last[:2], float(high[2])


def _ribbon(start: Floats, end: Floats, height: float) -> Mesh:
    low = height - _RIBBON
    corners = np.array([[*start, low], [*end, low], [*end, height], [*start, height]])
    return Mesh(corners, np.array([[0, 1, 2], [0, 2, 3]]))
