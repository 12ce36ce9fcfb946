"""Which side of a wall is outside: asked of the spaces, the sky and the walls around."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from optopcheck.domain.building import Element
    from optopcheck.domain.mesh import Floats, Mesh

_WALLS = ("IfcWall", "IfcCurtainWall", "IfcPlate", "IfcBuildingElementPart")
_COVERS = ("IfcSlab", "IfcRoof", "IfcCovering", "IfcBuildingElementPart")
_INTO_ROOM = (0.3, 0.8)
"""Distances from the wall at which a room is looked for [m]."""
_UNDER_SKY = (0.5, 1.0, 1.8, 2.6, 3.5)
"""Distances from the wall at which the sky is looked for: beyond a balcony above [m]."""
_SKY_DIFFERS = 0.4
_FAN = np.radians(np.linspace(-55.0, 55.0, 11))
_WALL_DIFFERS = 1.0
"""Wall faces more on the inner side, on average over the fan."""
# Two numbers without meaning keep a point off the edges that triangles share.
_OFF_EDGE = np.array([1.3e-5, 2.1e-5])


_NO_SEGMENTS = np.empty((0, 2, 2))


class Evidence(Enum):
    """On what the outer side was decided."""

    SPACES = "spaces"
    SKY = "sky"
    WALLS = "walls"
    CENTRE = "centre"


class Surroundings:
    """Spaces, covers and walls of one building, ready to be asked."""

    def __init__(self, elements: Sequence[Element], rooms: Mapping[str, Mesh]) -> None:
        self.rooms = {i: mesh for i, mesh in rooms.items() if not mesh.is_empty}
        self._names = list(self.rooms)
        self._boxes = np.array([mesh.bounds for mesh in self.rooms.values()]).reshape(-1, 2, 3)
        self._rooms: dict[str, _Pile] = {}
        self._covers = _Pile(_triangles(elements, _COVERS))
        self._walls = _triangles(elements, _WALLS)
        self._owners = np.array(
            [e.global_id for e in elements if e.kind in _WALLS for _ in range(len(e.mesh.faces))],
            dtype=object,
        )
        self._cuts: dict[float, tuple[Floats, np.ndarray[tuple[int], np.dtype[np.object_]]]] = {}
        self._by_host: dict[float, dict[str, Floats]] = {}
        boxes = [e.mesh.bounds for e in elements if e.kind in _WALLS] or [e.mesh.bounds for e in elements]
        self._centre = np.mean([box.mean(axis=0) for box in boxes], axis=0) if boxes else np.zeros(3)

    def room_at(self, point: Floats) -> str | None:
        """Return the space that holds a point (3,)."""
        around = (self._boxes[:, 0] <= point).all(axis=1) & (self._boxes[:, 1] >= point).all(axis=1)
        for number in np.flatnonzero(around):
            identity = self._names[number]
            if identity not in self._rooms:
                self._rooms[identity] = _Pile(self.rooms[identity].triangles)
            if self._rooms[identity].above(point) % 2:
                return identity
        return None

    def room_beside(self, point: Floats, direction: Floats, wall: float) -> str | None:
        """Return the space on one side of a wall that reaches `wall` metres from the point."""
        rooms = (self.room_at(point + direction * (wall + distance)) for distance in _INTO_ROOM)
        return next((room for room in rooms if room is not None), None)

    def sky_share(self, point: Floats, direction: Floats, wall: float) -> float:
        """Return which share of the places on one side has nothing above."""
        places = [point + direction * (wall + distance) for distance in _UNDER_SKY]
        return float(np.mean([self._covers.above(place) == 0 for place in places]))

    def walls_met(self, point: Floats, direction: Floats, host: str | None) -> float:
        """Return the mean number of wall faces that a fan of level rays meets, the host left out."""
        cut, owners = self._cut(float(point[2]))
        cut = cut[owners != host]
        angle = np.arctan2(direction[1], direction[0]) + _FAN
        rays = np.column_stack([np.cos(angle), np.sin(angle)])
        return float(np.mean([len(_hits(cut, point[:2], ray)) for ray in rays]))

    def faces_along(self, point: Floats, direction: Floats, host: str | None = None) -> Floats:
        """Return the sorted distances to the wall faces on a level line, of one host or of all [m]."""
        level = round(float(point[2]), 3)
        cut = self._cut(level)[0] if host is None else self._cut_of(level, host)
        return np.sort(_hits(cut, point[:2], direction[:2]))

    def _cut_of(self, level: float, host: str) -> Floats:
        """Return the segments of one wall; each window asks for them many times."""
        if level not in self._by_host:
            cut, owners = self._cut(level)
            rows: dict[str, list[int]] = {}
            for row, owner in enumerate(owners.tolist()):
                rows.setdefault(owner, []).append(row)
            self._by_host[level] = {owner: cut[found] for owner, found in rows.items()}
        return self._by_host[level].get(host, _NO_SEGMENTS)

    def outer_side(
        self, point: Floats, normal: Floats, wall: float, host: str | None
    ) -> tuple[float, Evidence, bool]:
        """Return +1 or -1 along the normal, on what evidence, and whether both sides look inside.

        Parameters
        ----------
        point
            Middle of the window, shape (3,) [m].
        normal
            Level unit normal of the wall, shape (3,).
        wall
            Distance from the point to the faces of the wall [m].
        host
            Wall that holds the window.
        """
        front = self.room_beside(point, normal, wall) is not None
        back = self.room_beside(point, -normal, wall) is not None
        if front != back:
            return (-1.0 if front else 1.0), Evidence.SPACES, False
        open_front, open_back = self.sky_share(point, normal, wall), self.sky_share(point, -normal, wall)
        if abs(open_front - open_back) >= _SKY_DIFFERS:
            return (1.0 if open_front > open_back else -1.0), Evidence.SKY, front and back
        covered = bool(len(self._covers.triangles)) and max(open_front, open_back) == 0.0
        inside = (front and back) or covered
        met_front, met_back = self.walls_met(point, normal, host), self.walls_met(point, -normal, host)
        if abs(met_front - met_back) >= _WALL_DIFFERS:
            return (1.0 if met_front < met_back else -1.0), Evidence.WALLS, inside
        away = float((point - self._centre)[:2] @ normal[:2])
        return (1.0 if away >= 0 else -1.0), Evidence.CENTRE, inside

    def _cut(self, z: float) -> tuple[Floats, np.ndarray[tuple[int], np.dtype[np.object_]]]:
        key = round(z, 3)
        if key not in self._cuts:
            low, high = self._walls[:, :, 2].min(axis=1), self._walls[:, :, 2].max(axis=1)
            # Off the round heights at which corners lie.
            level = key + 1.7e-5
            crossed = (low < level) & (high > level)
            self._cuts[key] = (_segments(self._walls[crossed], level), self._owners[crossed])
        return self._cuts[key]


def _triangles(elements: Sequence[Element], kinds: tuple[str, ...]) -> Floats:
    found = [e.mesh.triangles for e in elements if e.kind in kinds]
    return np.concatenate([np.empty((0, 3, 3)), *found])


class _Pile:
    """Triangles (n, 3, 3) with their boxes in plan, asked from below many times."""

    def __init__(self, triangles: Floats) -> None:
        self.triangles = triangles
        columns = triangles.transpose(1, 2, 0)
        self._low = np.minimum(np.minimum(columns[0], columns[1]), columns[2])
        self._high = np.maximum(np.maximum(columns[0], columns[1]), columns[2])

    def above(self, point: Floats) -> int:
        """Count the triangles that lie straight above a point."""
        x, y = point[:2] + _OFF_EDGE
        low, high = self._low, self._high
        near = (low[0] <= x) & (high[0] >= x) & (low[1] <= y) & (high[1] >= y) & (high[2] > point[2])
        a, b, c = self.triangles[near].transpose(1, 0, 2)
        area = (b[:, 0] - a[:, 0]) * (c[:, 1] - a[:, 1]) - (b[:, 1] - a[:, 1]) * (c[:, 0] - a[:, 0])
        with np.errstate(divide="ignore", invalid="ignore"):
            u = ((x - a[:, 0]) * (c[:, 1] - a[:, 1]) - (y - a[:, 1]) * (c[:, 0] - a[:, 0])) / area
            v = ((b[:, 0] - a[:, 0]) * (y - a[:, 1]) - (b[:, 1] - a[:, 1]) * (x - a[:, 0])) / area
            z = a[:, 2] + u * (b[:, 2] - a[:, 2]) + v * (c[:, 2] - a[:, 2])
            return int(((u >= 0) & (v >= 0) & (u + v <= 1) & (z > point[2])).sum())


def _segments(triangles: Floats, level: float) -> Floats:
    """Cut triangles that cross a level: segments (n, 2, 2)."""
    heights = triangles[:, :, 2] - level
    # The corner that is alone on its side; both its edges cross.
    side = np.sign(heights)
    alone = np.argmax(side != np.sign(side.sum(axis=1))[:, None], axis=1)
    rows = np.arange(len(triangles))
    ends = []
    for step in (1, 2):
        other = (alone + step) % 3
        p, q = triangles[rows, alone], triangles[rows, other]
        share = heights[rows, alone] / (heights[rows, alone] - heights[rows, other])
        ends.append((p + share[:, None] * (q - p))[:, :2])
    # One direction along a face, whether one corner or two lie above the level.
    above = heights[rows, alone] > 0
    return np.where(above[:, None, None], np.stack(ends, axis=1), np.stack(ends[::-1], axis=1))


def _hits(segments: Floats, start: Floats, direction: Floats) -> Floats:
    """Return the distances at which a level ray meets segments, unsorted."""
    a = segments[:, 0] - start
    edge = segments[:, 1] - segments[:, 0]
    cross = direction[0] * edge[:, 1] - direction[1] * edge[:, 0]
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        along = (a[:, 0] * edge[:, 1] - a[:, 1] * edge[:, 0]) / cross
        share = (a[:, 0] * direction[1] - a[:, 1] * direction[0]) / cross
    # Half open, so that two triangles of one face count once.
    met: Floats = along[(along > 0) & (share >= 0) & (share < 1)]
    return met
