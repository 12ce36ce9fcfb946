"""Gardens as grids of observation points: what of a plot lies open, at the height that a norm names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from optopcheck.citymodel import footprint
from optopcheck.domain.building import Garden, ObservationPoint
from optopcheck.domain.sunlight import PointPosition
from optopcheck.domain.text import Text, join_texts
from optopcheck.geometry.region import Region, unite
from optopcheck.service.plan import OWN_PLOT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from optopcheck.domain.building import Building, Neighbour
    from optopcheck.domain.mesh import Floats
    from optopcheck.domain.site import Site
    from optopcheck.domain.sunlight import SunNorm

_UP = np.array([0.0, 0.0, 1.0])
_OF_NEIGHBOUR = Text(
    "aangenomen hoogte: het maaiveld van het naaste buurgebouw",
    "assumed height: the ground at the nearest neighbour",
)
_OF_DATUM = Text("aangenomen hoogte: het peil", "assumed height: the plan datum")
_OF_LOWEST = Text(
    "aangenomen hoogte: het laagste punt van het gebouw", "assumed height: the lowest point of the building"
)


def placed_gardens(
    plots: Sequence[tuple[str, Floats, float | None]],
    own: Floats | None,
    building: Building,
    site: Site,
    neighbours: Sequence[Neighbour],
) -> tuple[Garden, ...]:
    """Lay plots on their ground and take off what is built on them.

    Parameters
    ----------
    plots
        Name, polygon (n, 2) in the local frame [m], and height of the ground where it was entered [m].
    own
        Outline of the studied building; None if it could not be measured.
    building
        The studied building.
    site
        Its plan datum serves where no ground was entered.
    neighbours
        They stand on plots, and know their ground.
    """
    if building.mesh.is_empty:
        return ()
    low = float(building.mesh.bounds[0, 2])
    boxes = [n.mesh.bounds[:, :2] for n in neighbours]
    gardens = []
    for name, outline, entered in plots:
        near = [n for n, box in zip(neighbours, boxes, strict=True) if _meets(outline, box)]
        built = [*([own] if own is not None else []), *(ring for n in near for ring in _rings(n))]
        ground, why = (
            (entered, None) if entered is not None else _ground(name, outline, low, site, neighbours)
        )
        gardens.append(Garden(name, outline, ground, tuple(built), why))
    return tuple(gardens)


def _meets(outline: Floats, box: Floats) -> bool:
    return bool((outline.min(axis=0) <= box[1]).all() and (outline.max(axis=0) >= box[0]).all())


def _rings(neighbour: Neighbour) -> Iterator[Floats]:
    for ring, is_hole in footprint(neighbour.mesh).rings():
        if not is_hole:
            yield ring


def _ground(
    name: str, outline: Floats, low: float, site: Site, neighbours: Sequence[Neighbour]
) -> tuple[float, Text]:
    if name != OWN_PLOT and neighbours:
        middle = outline.mean(axis=0)
        away = [float(np.linalg.norm(n.mesh.bounds[:, :2].mean(axis=0) - middle)) for n in neighbours]
        return neighbours[int(np.argmin(away))].ground, _OF_NEIGHBOUR
    if site.plan_datum is not None:
        return site.plan_datum.value, _OF_DATUM
    return low, _OF_LOWEST


def garden_points(gardens: Sequence[Garden], norms: Sequence[SunNorm]) -> tuple[ObservationPoint, ...]:
    """Return a grid of points in each garden for each grid that a norm asks for."""
    asked = {mark(norm): norm for norm in norms if norm.position is PointPosition.GARDEN}
    return tuple(
        point for name in sorted(asked) for garden in gardens for point in _grid(garden, name, asked[name])
    )


def mark(norm: SunNorm) -> str:
    """Name the grid of a norm; norms with the same grid share their points."""
    return f"raster {norm.grid:g} m op {norm.height or 0.0:g} m"


def _grid(garden: Garden, name: str, norm: SunNorm) -> Iterator[ObservationPoint]:
    step = norm.grid or 1.0
    free = open_part(garden)
    for number, (x, y, area) in enumerate(_places(free, step), 1):
        yield ObservationPoint(
            f"{garden.name}/{name}/{number}",
            np.array([x, y, garden.ground + (norm.height or 0.0)]),
            _UP,
            garden.name,
            f"tuin, {name}, punt {number}",
            assumption=None if garden.assumption is None else _told(garden.assumption),
            garden=garden.name,
            area=area,
        )


def _told(why: Text) -> Text:
    return join_texts(why, Text("vlak", "level"), separator="; ")


def open_part(garden: Garden) -> Region:
    """Return the garden without what stands on it."""
    return Region.from_ring(garden.outline).without(unite(Region.from_ring(ring) for ring in garden.built))


def _places(free: Region, step: float) -> list[tuple[float, float, float]]:
    """Return the middles of the squares of a grid that lie in a region, each with the area it stands for."""
    if free.is_empty:
        return []
    low, high = free.bounds
    counts = np.maximum(np.ceil((high - low) / step), 1).astype(int)
    # The grid lies in the middle of the garden, so that a garden gets the same points wherever it lies.
    start = (low + high) / 2 - (counts - 1) * step / 2
    x, y = (start[k] + step * np.arange(counts[k]) for k in range(2))
    middles = np.stack([part.ravel() for part in np.meshgrid(x, y)], axis=1)
    inside = middles[free.covers(middles)]
    if len(inside) == 0:
        inside = np.array([free.inner_point])
    area = free.area / len(inside)
    return [(float(x), float(y), area) for x, y in inside]
