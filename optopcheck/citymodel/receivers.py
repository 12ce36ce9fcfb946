"""Observation points on the façades of neighbours, whose windows nobody knows."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from optopcheck.domain.building import ObservationPoint
from optopcheck.domain.text import Text
from optopcheck.geometry.sampling import normals_and_areas

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from optopcheck.domain.mesh import Floats, Mesh

STOREY_HEIGHT = 2.9
"""Assumed floor to floor: Dutch houses have 2.8 to 3.0 [m]."""
SILL = 0.75
"""Assumed height of the point above the floor [m]."""
ASSUMPTION = Text(
    "aangenomen plaats: het midden van de gevel, 0,75 m boven een geschatte vloer (elke 2,90 m vanaf "
    "maaiveld); de ramen van dit gebouw zijn niet bekend",
    "assumed place: the middle of the façade, 0.75 m above an estimated floor (each 2.90 m from the "
    "ground); the windows of this building are not known",
)

_HEADROOM = 2.1
"""A façade must rise this far above a floor to belong to a storey [m]."""
_NARROWEST = 1.2
"""A free strip of façade narrower than this gets no point [m]."""
_PARTY_GAP = 0.3
"""Another wall that faces this one within this distance covers it [m]."""
_SAME_PLANE = 0.15
_SAME_DIRECTION, _OPPOSITE = np.cos(np.radians(2.0)), -np.cos(np.radians(15.0))
_UPRIGHT = 0.1
_JOINT = 0.05
_NEXT = (1, 2, 0)
_SIDES = ("noord", "noordoost", "oost", "zuidoost", "zuid", "zuidwest", "west", "noordwest")


@dataclass(frozen=True, eq=False)
class Walls:
    """Upright triangles and their outward normals."""

    triangles: Floats
    """Shape (m, 3, 3) [m]."""
    normals: Floats
    """Shape (m, 3)."""
    areas: Floats
    """Shape (m,) [m2]."""

    @classmethod
    def of(cls, mesh: Mesh) -> Walls:
        """Pick the walls of a mesh."""
        normals, areas = normals_and_areas(mesh.triangles)
        upright = (np.abs(normals[:, 2]) < _UPRIGHT) & (areas > 0)
        return cls(mesh.triangles[upright], normals[upright], areas[upright])

    def near(self, bounds: Floats) -> Walls:
        """Keep what may touch a box (2, 3)."""
        low, high = self.triangles.min(axis=1), self.triangles.max(axis=1)
        touching = ((low <= bounds[1] + _PARTY_GAP) & (high >= bounds[0] - _PARTY_GAP)).all(axis=1)
        return Walls(self.triangles[touching], self.normals[touching], self.areas[touching])

    @classmethod
    def joined(cls, several: Sequence[Walls]) -> Walls:
        """Put walls together, in their order."""
        return cls(*(np.concatenate([getattr(w, f.name) for w in several]) for f in fields(cls)))

    @cached_property
    def centres(self) -> Floats:
        """Middle of each triangle, shape (m, 3) [m]."""
        return np.asarray(self.triangles.mean(axis=1))


@dataclass(frozen=True, eq=False)
class _Facade:
    """Coplanar walls that join; drawn in its own plane: along the façade, and height."""

    normal: Floats
    distance: float
    flat: Floats
    """Shape (k, 3, 2) [m]."""

    def place(self, along: float, height: float) -> Floats:
        """Return a point of the plane in space."""
        level = self.distance * self.normal[:2] + along * _along(self.normal)
        return np.array([*level, height])


class FacadePlace(NamedTuple):
    """Where a façade is looked at, on one storey."""

    facade: int
    """Number of the façade, from 1."""
    layer: int
    """Number of the storey, from 1."""
    position: Floats
    """Shape (3,) [m]."""
    facing: Floats
    """Outward normal, shape (3,)."""

    def point_id(self, owner: str) -> str:
        """Return the name of the point there, on a building of this name."""
        return f"{owner}/gevel-{self.facade}-laag-{self.layer}"


def facade_places(mesh: Mesh, ground: float, others: Sequence[Walls]) -> Iterator[FacadePlace]:
    """Yield per façade and storey of a building one place, in the middle of the widest free strip.

    Parameters
    ----------
    mesh : Mesh
        Its faces look outwards.
    ground : float
        Height of the ground [m].
    others : sequence of Walls
        Walls of other buildings; what they touch is a party wall and gets no place.
    """
    own = Walls.of(mesh)
    if mesh.is_empty or len(own.triangles) == 0:
        return
    # A building of several parts has walls of its own that face each other.
    around = Walls.joined([own, *(other.near(mesh.bounds) for other in others)])
    for number, facade in enumerate(_facades(own), 1):
        for layer, position in _positions(facade, ground, around):
            yield FacadePlace(number, layer, position, facade.normal)


def observation_points(
    owner: str, mesh: Mesh, ground: float, others: Sequence[Walls]
) -> tuple[ObservationPoint, ...]:
    """Return a point for each of the places on the façades of a building; see `facade_places`."""
    return tuple(
        ObservationPoint(
            id=place.point_id(owner),
            position=place.position,
            facing=place.facing,
            owner=owner,
            label=f"gevel {_side(place.facing)}, laag {place.layer}",
            storey_id=f"{owner}/laag-{place.layer}",
            assumption=ASSUMPTION,
            facade=f"gevel-{place.facade}",
        )
        for place in facade_places(mesh, ground, others)
    )


def _facades(walls: Walls) -> Iterator[_Facade]:
    """Group walls by direction and plane, largest first, and split where they do not join."""
    centres = walls.centres
    left = np.ones(len(centres), dtype=np.bool_)
    for seed in np.argsort(-walls.areas, kind="stable"):
        if not left[seed]:
            continue
        normal = walls.normals[seed] * [1.0, 1.0, 0.0]
        normal /= np.linalg.norm(normal)
        away = (centres - centres[seed]) @ normal
        group = left & (walls.normals @ normal > _SAME_DIRECTION) & (np.abs(away) < _SAME_PLANE)
        left &= ~group
        triangles = walls.triangles[group]
        flat = _flat(triangles, normal)
        reach = np.stack([flat[:, :, 0].min(axis=1), flat[:, :, 0].max(axis=1)], axis=1)
        for low, high in _joined(reach):
            inside = (reach[:, 0] >= low) & (reach[:, 1] <= high)
            # The outermost corner: a point behind a fold of its own wall would never see the sun.
            yield _Facade(normal, float((triangles[inside] @ normal).max()), flat[inside])


def _positions(facade: _Facade, ground: float, around: Walls) -> Iterator[tuple[int, Floats]]:
    top = float(facade.flat[:, :, 1].max())
    count = max(0, int((top - ground - _HEADROOM) // STOREY_HEIGHT) + 1)
    heights = [ground + storey * STOREY_HEIGHT + SILL for storey in range(count)]
    if not heights:
        return
    walls, covers = (_spans(flat, heights) for flat in (facade.flat, _covering(facade, around)))
    for storey, height in enumerate(heights):
        free = _without(walls[storey], covers[storey])
        low, high = max(free, key=lambda span: span[1] - span[0], default=(0.0, 0.0))
        if high - low >= _NARROWEST:
            yield storey + 1, facade.place((low + high) / 2, height)


def _covering(facade: _Facade, walls: Walls) -> Floats:
    """Return the walls that face a façade close by, in its plane, shape (k, 3, 2)."""
    away = np.abs(walls.centres @ facade.normal - facade.distance)
    facing = (away <= _PARTY_GAP) & (walls.normals @ facade.normal < _OPPOSITE)
    if not facing.any():
        return np.empty((0, 3, 2))
    return _flat(walls.triangles[facing], facade.normal)


def _along(normal: Floats) -> Floats:
    return np.array([-normal[1], normal[0]])


def _flat(triangles: Floats, normal: Floats) -> Floats:
    return np.stack([triangles[:, :, :2] @ _along(normal), triangles[:, :, 2]], axis=2)


def _spans(flat: Floats, heights: Sequence[float]) -> list[list[tuple[float, float]]]:
    """Cut triangles in a plane (k, 3, 2) at each height; the joined stretches along it."""
    if not len(flat):
        return [[] for _ in heights]
    height = np.array(heights)[:, None, None]
    start, end = flat, flat[:, _NEXT]
    rise = end[:, :, 1] - start[:, :, 1]
    crossing = (np.minimum(start[:, :, 1], end[:, :, 1]) <= height) & (rise != 0)
    crossing &= np.maximum(start[:, :, 1], end[:, :, 1]) >= height
    share = np.divide(height - start[:, :, 1], rise, out=np.zeros(crossing.shape), where=crossing)
    at = start[:, :, 0] + share * (end[:, :, 0] - start[:, :, 0])
    low, high = np.where(crossing, at, np.inf).min(axis=2), np.where(crossing, at, -np.inf).max(axis=2)
    ends, met = np.stack([low, high], axis=2), crossing.any(axis=2)
    return [_joined(ends[k, met[k]]) for k in range(len(heights))]


def _joined(spans: Floats) -> list[tuple[float, float]]:
    """Join stretches (k, 2) that overlap or nearly meet."""
    out: list[tuple[float, float]] = []
    for low, high in sorted(map(tuple, spans.tolist())):
        if out and low <= out[-1][1] + _JOINT:
            out[-1] = (out[-1][0], max(out[-1][1], high))
        else:
            out.append((low, high))
    return out


def _without(
    spans: list[tuple[float, float]], covered: list[tuple[float, float]]
) -> list[tuple[float, float]]:
    """Take covered stretches away."""
    for low, high in covered:
        spans = [
            part for a, b in spans for part in ((a, min(b, low)), (max(a, high), b)) if part[1] > part[0]
        ]
    return spans


def _side(normal: Floats) -> str:
    compass = np.degrees(np.arctan2(normal[0], normal[1])) % 360.0
    return _SIDES[round(compass / 45.0) % 8]
