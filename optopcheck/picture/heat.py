"""Heat maps: patches coloured by hours of sun, from above and in perspective."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.domain.mesh import Mesh
from optopcheck.picture.batch import edge_actor, polydata, surface_actor
from optopcheck.picture.camera import Camera
from optopcheck.picture.image import OffscreenView, averaged
from optopcheck.picture.palette import ADDED, INK, Colour, Colours
from optopcheck.picture.plate import (
    HEIGHT,
    OWN,
    ROOF,
    WIDTH,
    Map,
    PlateWords,
    draw_border,
    map_square,
    write_column,
)
from optopcheck.picture.scene import Scene
from optopcheck.picture.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from optopcheck.domain.building import Building, Neighbour
    from optopcheck.domain.mesh import Floats
    from optopcheck.geometry.region import Region
    from optopcheck.picture.image import Pixels

_FINE = 2
_LOOK_FROM, _LOOK_DOWN = 205.0, 48.0
"""From the south, where the façades that may lose sun are seen [deg]."""
_BACK = 0.6
"""How much smaller than by itself the building is drawn: its surroundings matter here."""
_EDGE_OVER = -12.0
"""Offset in depth of the edges of a wall, before the patches on it."""


@dataclass(frozen=True)
class Ramp:
    """Colours by steps of hours."""

    steps: tuple[float, ...]
    """Up to which each colour but the last goes [h]."""
    colours: tuple[Colour, ...]

    def of(self, hours: Floats) -> Colours:
        """Return a colour for each value (n, 3)."""
        # A count that stands on a step belongs to the colour that ends there.
        return np.array(self.colours, dtype=np.uint8)[np.searchsorted(self.steps, hours - 1e-9)]


HOURS = Ramp(
    (0.0, 1.0, 2.0, 3.0, 4.0, 6.0, 8.0),
    (
        (0, 32, 77), (33, 62, 107), (76, 86, 108), (112, 113, 115),
        (146, 142, 116), (183, 173, 104), (222, 205, 82), (255, 234, 110),
    ),
)  # fmt: skip
"""From dark blue to yellow: even in lightness, and told apart with every common deficiency."""
LOSS = Ramp(
    (0.0, 0.25, 0.5, 1.0, 2.0, 3.0),
    (
        (238, 236, 228), (199, 220, 240), (146, 190, 228), (82, 148, 208),
        (24, 100, 178), (8, 58, 122), (20, 18, 60),
    ),
)  # fmt: skip
"""From paper to dark blue."""


@dataclass(frozen=True, eq=False)
class HeatPlan:
    """A heat map of the ground from above."""

    frame: Floats
    """Lowest and highest corner, shape (2, 2) [m]."""
    north: float
    triangles: Floats
    """Shape (m, 3, 3) [m]."""
    hours: Floats
    """Of each triangle, shape (m,) [h]."""
    ramp: Ramp
    building: Region
    added: Region
    neighbours: tuple[Region, ...]
    words: PlateWords


def draw_heat_plan(plan: HeatPlan) -> Pixels:
    """Draw a heat map from above, shape (HEIGHT, WIDTH, 3)."""
    sheet = Sheet(WIDTH, HEIGHT)
    chart = Map(sheet, plan.frame)
    flat = np.concatenate([chart.at(plan.triangles[:, :, :2]), plan.triangles[:, :, 2:]], axis=2)
    sheet.fill_many(_soup(flat), plan.ramp.of(plan.hours))
    for region in plan.neighbours:
        chart.fill(region, ROOF)
        chart.outline(region, INK)
    chart.fill(plan.building, OWN)
    chart.fill(plan.added, ADDED)
    chart.outline(plan.building, INK, 1.6)
    draw_border(sheet, chart, plan.north)
    write_column(sheet, plan.words, _legend(plan.ramp))
    return sheet.pixels()


@dataclass(frozen=True, eq=False)
class HeatView:
    """A heat map on façades and ground, seen from the south."""

    building: Building
    neighbours: Sequence[Neighbour]
    ground: float
    north: float
    triangles: Floats
    """Just before the walls and above the ground, shape (m, 3, 3) [m]."""
    hours: Floats
    ramp: Ramp
    words: PlateWords


def draw_heat_view(view: HeatView) -> Pixels:
    """Draw a heat map on façades and ground, shape (HEIGHT, WIDTH, 3)."""
    sheet = Sheet(WIDTH, HEIGHT)
    write_column(sheet, view.words, _legend(view.ramp))
    (left, low), (right, high) = map_square()
    sheet.frame((left, low), (right, high))
    pixels = sheet.pixels()
    side = round(right - left) - 2
    top = HEIGHT - round(high) + 1
    pixels[top : top + side, round(left) + 1 : round(left) + 1 + side] = _perspective(view, side)
    return pixels


def _perspective(view: HeatView, side: int) -> Pixels:
    scene = Scene()
    scene.show(view.building, view.neighbours, ground=view.ground)
    scene.set_north(view.north)
    scene.set_scale(_FINE)
    actor = surface_actor(polydata(_soup(view.triangles), view.ramp.of(view.hours)), lit=False)
    actor.GetMapper().SetScalarModeToUseCellData()
    scene.renderer.AddActor(actor)
    edges = edge_actor([n.mesh for n in view.neighbours], INK, _FINE)
    edges.GetMapper().SetRelativeCoincidentTopologyLineOffsetParameters(0.0, _EDGE_OVER)
    scene.renderer.AddActor(edges)
    screen = OffscreenView(scene, side * _FINE, side * _FINE)
    try:
        camera, middle = Camera(scene), side * _FINE / 2
        camera.look_from_sun(_LOOK_FROM + view.north, _LOOK_DOWN)
        camera.zoom(_BACK, middle, middle)
        return averaged(screen.render(), _FINE)
    finally:
        screen.close()


def _soup(triangles: Floats) -> Mesh:
    return Mesh(triangles.reshape(-1, 3), np.arange(3 * len(triangles)))


def _legend(ramp: Ramp) -> tuple[tuple[str, Colour, Colour | None], ...]:
    named = ((str(k), colour, None) for k, colour in enumerate(ramp.colours))
    return (*named, ("building", OWN, None), ("added", ADDED, None), ("neighbour", ROOF, None))
