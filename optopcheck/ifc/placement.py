"""Placements in Python: a circle of placements kills the geometry kernel, so look before it does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from optopcheck.ifc.attributes import value

if TYPE_CHECKING:
    from optopcheck.domain.mesh import Floats

_DEEPEST = 5000
"""The kernel dies on chains of 20,000 and is fine with 1,000."""


class PlacementError(Exception):
    """A placement that leads nowhere."""


class Placements:
    """World matrices of local placements, each computed once.

    Parameters
    ----------
    scale
        Metres per unit.
    """

    def __init__(self, scale: float) -> None:
        self._scale = scale
        self._known: dict[int, Floats] = {}
        self._depths: dict[int, int] = {}
        """Links of the chains that are known to end."""

    def check(self, placement: Any) -> None:  # noqa: ANN401
        """Look whether a placement leads to the zero of the model.

        Raises
        ------
        PlacementError
            If the chain of placements is a circle or endlessly long.
        """
        links: dict[int, None] = {}
        while placement is not None and (link := placement.id()) not in self._depths:
            if link in links or len(links) > _DEEPEST:
                raise PlacementError(f"#{link}")
            links[link] = None
            placement = value(placement, "PlacementRelTo")
        below = self._depths[placement.id()] if placement is not None else 0
        if below + len(links) > _DEEPEST + 1:
            raise PlacementError(f"#{next(iter(links))}")
        self._depths.update((link, below + depth) for depth, link in enumerate(reversed(links), 1))

    def world(self, placement: Any) -> Floats:  # noqa: ANN401
        """Return the matrix (4, 4) to world metres.

        Raises
        ------
        PlacementError
            If the chain of placements is a circle or endlessly long.
        """
        chain = self._chain(placement)
        matrix = np.eye(4)
        for link in reversed(chain):
            if link.id() not in self._known:
                self._known[link.id()] = matrix @ self._local(link)
            matrix = self._known[link.id()]
        return matrix

    def _chain(self, placement: Any) -> list[Any]:  # noqa: ANN401
        chain: list[Any] = []
        seen: set[int] = set()
        while placement is not None:
            if placement.id() in seen or len(chain) > _DEEPEST:
                raise PlacementError(f"#{placement.id()}")
            seen.add(placement.id())
            chain.append(placement)
            placement = value(placement, "PlacementRelTo")
        return chain

    def _local(self, link: Any) -> Floats:  # noqa: ANN401
        if not link.is_a("IfcLocalPlacement") or link.RelativePlacement is None:
            return np.eye(4)
        return axes_matrix(link.RelativePlacement, self._scale)


def site_placement(site: Any | None, placements: Placements) -> tuple[float, ...]:  # noqa: ANN401
    """Return x, y, z [m] of a site and its turn about z [deg]; empty where it has no usable placement."""
    placement = getattr(site, "ObjectPlacement", None)
    if placement is None:
        return ()
    try:
        matrix = placements.world(placement)
    except PlacementError:
        return ()
    turn = float(np.degrees(np.arctan2(matrix[1, 0], matrix[0, 0])))
    return (*(float(along) for along in matrix[:3, 3]), turn)


def axes_matrix(axes: Any, scale: float) -> Floats:  # noqa: ANN401
    """Return the matrix (4, 4) of an axis placement in 2D or 3D, translation in metres."""
    flat = axes.is_a("IfcAxis2Placement2D")
    up = np.array([0.0, 0.0, 1.0]) if flat else _direction(axes.Axis, (0.0, 0.0, 1.0))
    x = _direction(axes.RefDirection, (1.0, 0.0, 0.0))
    x -= up * (x @ up)
    if np.linalg.norm(x) < 1e-9:  # noqa: PLR2004 -- reference direction along the axis
        x = np.cross(up, [0.0, 1.0, 0.0] if abs(up[1]) < abs(up[0]) else [1.0, 0.0, 0.0])
    x /= np.linalg.norm(x)
    matrix = np.eye(4)
    matrix[:3, 0], matrix[:3, 1], matrix[:3, 2] = x, np.cross(up, x), up
    point = getattr(axes.Location, "Coordinates", None) or ()
    matrix[: len(point), 3] = np.array(point, dtype=np.float64) * scale
    return matrix


def _direction(direction: Any, default: tuple[float, float, float]) -> Floats:  # noqa: ANN401
    ratios = [] if direction is None else list(direction.DirectionRatios)[:3]
    vector = np.zeros(3)
    vector[: len(ratios)] = ratios
    length = float(np.linalg.norm(vector))
    return vector / length if np.isfinite(length) and length > 0 else np.array(default)
