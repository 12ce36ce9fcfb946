"""A made-up town for the sun: long blocks in rows, façades in panes of a metre, windows all round."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from optopcheck.domain.building import ObservationPoint
from optopcheck.domain.mesh import Floats, Mesh, merged

_GRID = 10
_PITCH = 26.0
_WIDE, _DEEP = 12.0, 11.0
_LONG = 120.0
_STOREY = 3.0


@dataclass(frozen=True, eq=False)
class Town:
    """Obstacles, windows, and two volumes to add."""

    mesh: Mesh
    points: tuple[ObservationPoint, ...]
    small: Mesh
    """An addition of 11 x 9 x 3 m on one house."""
    large: Mesh
    """A storey on a whole block of 120 x 11 m."""


def draw_town(windows: int = 20_000, seed: int = 1) -> Town:
    """Draw about a hundred houses and one long block; some 100,000 triangles."""
    rng = np.random.default_rng(seed)
    parts, walls = [], []
    low, top = np.zeros(2), 0.0
    for row in range(_GRID):
        for column in range(_GRID):
            long = row == _GRID // 2
            if long and column not in {0, _GRID // 2}:
                continue
            width = _LONG if long else _WIDE
            x, y = column * _PITCH, row * _PITCH
            height = _STOREY * int(rng.integers(2, 5))
            parts.append(_house(np.array([x, y]), np.array([width, _DEEP]), height))
            walls.append((np.array([x, y]), np.array([width, _DEEP]), height))
            if row == _GRID // 2 - 1 and column == _GRID // 2:
                low, top = np.array([x, y]), height
    block = next(w for w in walls if w[1][0] == _LONG)
    return Town(
        merged(parts),
        _windows(walls, windows, rng),
        _house(low + np.array([0.5, 1.0]), np.array([11.0, 9.0]), _STOREY, top),
        _house(block[0], block[1], _STOREY, block[2]),
    )


def _house(low: Floats, size: Floats, height: float, foot: float = 0.0) -> Mesh:
    """Box (2,), (2,) with faces of panes of about a metre."""
    (x0, y0), (x1, y1), z0, z1 = low, low + size, foot, foot + height
    a, b, c = np.array([x0, y0, z0]), np.array([x1, y0, z0]), np.array([x0, y1, z0])
    up = np.array([0.0, 0.0, z1 - z0])
    wide, deep = b - a, c - a
    faces = [(a, wide, up), (c, wide, up), (a, deep, up), (b, deep, up), (a + up, wide, deep)]
    return merged([_panes(*face) for face in faces])


def _panes(corner: Floats, along: Floats, across: Floats) -> Mesh:
    n, m = (max(1, round(float(np.linalg.norm(v)))) for v in (along, across))
    i, j = np.meshgrid(np.arange(n + 1), np.arange(m + 1), indexing="ij")
    vertices = corner + i.reshape(-1, 1) / n * along + j.reshape(-1, 1) / m * across
    first = (i[:-1, :-1] * (m + 1) + j[:-1, :-1]).ravel()
    quads = np.stack([first, first + 1, first + m + 2, first + m + 1], axis=1)
    return Mesh(vertices, np.concatenate([quads[:, [0, 1, 2]], quads[:, [0, 2, 3]]]))


def _windows(
    walls: list[tuple[Floats, Floats, float]], count: int, rng: np.random.Generator
) -> tuple[ObservationPoint, ...]:
    found = []
    for number in range(count):
        low, size, height = walls[number % len(walls)]
        side = int(rng.integers(4))
        along, up = rng.uniform(0.05, 0.95), rng.uniform(0.8, height - 0.5)
        normal = np.array([[0.0, -1.0, 0.0], [0.0, 1.0, 0.0], [-1.0, 0.0, 0.0], [1.0, 0.0, 0.0]][side])
        place = low + size * [[along, 0.0], [along, 1.0], [0.0, along], [1.0, along]][side]
        found.append(ObservationPoint(f"w{number}", np.array([*place, up]), normal, "stad", f"raam {number}"))
    return tuple(found)
