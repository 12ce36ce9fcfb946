"""The shadow in the picture lies where the sun engine's own polygon says, in every view."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from optopcheck.domain.case import Case
from optopcheck.domain.site import Datum, Origin, Site
from optopcheck.domain.text import Text
from optopcheck.picture.palette import GROUND, SHADOW
from optopcheck.service.obstacles import obstacles
from optopcheck.service.shadow import cast_shadow
from optopcheck.sun.shadows import Plane, shadow_region
from optopcheck.sun.sky import sun_vector
from tests.blocks import turned
from tests.picture.test_scene import exactly

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from optopcheck.domain.building import Building, Neighbour
    from optopcheck.domain.mesh import Floats
    from tests.picture.conftest import Studio

REACH = 2
"""[px]"""
PEIL = 0.35
ZONE = "Europe/Amsterdam"
INSTANTS = (
    (2026, 3, 21, 10, 0),
    (2026, 6, 21, 13, 40),
    (2026, 6, 21, 19, 0),
    (2026, 9, 23, 9, 15),
    (2026, 10, 21, 15, 30),
    (2026, 12, 22, 12, 30),
)


def on_ground(studio: Studio, height: float) -> tuple[Floats, NDArray[np.bool_]]:
    """Where the middle of each pixel meets the ground (h, w, 2), by the library's own matrix, and whether."""
    renderer = studio.scene.renderer
    matrix = renderer.GetActiveCamera().GetCompositeProjectionTransformMatrix(
        renderer.GetTiledAspectRatio(), -1, 1
    )
    back = np.linalg.inv(np.array([[matrix.GetElement(i, j) for j in range(4)] for i in range(4)]))
    width, height_px = renderer.GetSize()
    x, y = np.meshgrid(
        (np.arange(width) + 0.5) / width * 2 - 1, 1 - (np.arange(height_px) + 0.5) / height_px * 2
    )
    ends = []
    for depth in (-1.0, 1.0):
        places = np.stack([x, y, np.full_like(x, depth), np.ones_like(x)], axis=-1) @ back.T
        ends.append(places[..., :3] / places[..., 3:])
    near, far = ends
    share = (height - near[..., 2]) / (far[..., 2] - near[..., 2])
    return (near + share[..., None] * (far - near))[..., :2], (share > 0) & (share < 1)


def grown(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Every pixel that lies within reach of a mask, which goes on beyond the picture."""
    wide = np.pad(mask, REACH, mode="edge")
    height, width = mask.shape
    return np.any(
        [
            wide[dy : dy + height, dx : dx + width]
            for dy in range(2 * REACH + 1)
            for dx in range(2 * REACH + 1)
            if (dx - REACH) ** 2 + (dy - REACH) ** 2 <= REACH**2
        ],
        axis=0,
    )


@pytest.mark.parametrize("instant", INSTANTS, ids=lambda t: "-".join(map(str, t)))
@pytest.mark.parametrize("view", ["top", "iso"])
def test_the_shadow_lies_where_the_sun_engine_says(
    studio: Studio, extended: Building, neighbour: Neighbour, view: str, instant: tuple[int, ...]
) -> None:
    building = turned(extended, 20.0)
    datum = Datum(PEIL, Text("peil"), Origin.ENTERED)
    site = Site(latitude=52.06, longitude=4.49, true_north=7.0, plan_datum=datum)
    case = Case(building, site, (neighbour,))
    shadow = cast_shadow(case, building, datetime(*instant, tzinfo=ZoneInfo(ZONE)))
    assert shadow is not None
    towards = sun_vector(np.array(shadow.azimuth), np.array(shadow.elevation), 0.0)
    exact = shadow_region(obstacles(building, [neighbour]).triangles, towards, Plane.level(PEIL))

    studio.show(building, neighbour, ground=PEIL)
    studio.scene.show_shadow(shadow.mesh)
    studio.view.resize(640, 480)
    studio.camera.view(view)
    studio.camera.zoom(0.5, 320, 240)
    picture = studio.picture()

    places, is_ground = on_ground(studio, PEIL)
    inside = exact.covers(places.reshape(-1, 2)).reshape(is_ground.shape) & is_ground
    # Walls do not take these colours in the light of an empty scene, which stays as it is here.
    dark, light = exactly(picture, SHADOW), exactly(picture, GROUND)
    assert dark.sum() > 300
    assert light.sum() > 5000
    assert not (dark & ~grown(inside)).any()
    assert not (light & ~grown(~inside)).any()


def test_the_comparison_notices_a_shadow_that_is_a_little_off(
    studio: Studio, block: Building, neighbour: Neighbour
) -> None:
    """A sun that stands a degree higher makes the comparison above fail."""
    from optopcheck.sun.shadows import shadow_on_ground  # noqa: PLC0415 - used here alone

    mesh = obstacles(block, [neighbour])
    exact = shadow_region(mesh.triangles, sun_vector(np.array(170.0), np.array(30.0), 0.0), Plane.level(0.0))
    studio.show(block, neighbour)
    studio.scene.show_shadow(shadow_on_ground(mesh, 170.0, 31.0, 0.0))
    studio.view.resize(640, 480)
    studio.camera.view("top")
    studio.camera.zoom(0.35, 320, 240)
    picture = studio.picture()
    places, is_ground = on_ground(studio, 0.0)
    inside = exact.covers(places.reshape(-1, 2)).reshape(is_ground.shape)
    assert (exactly(picture, GROUND) & ~grown(~inside)).any()
