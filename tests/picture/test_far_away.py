"""A model at national coordinates is drawn as one at the origin, and stands still while one turns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from optopcheck.picture.camera import Camera
from optopcheck.picture.image import OffscreenView
from optopcheck.picture.scene import Scene
from optopcheck.sun.shadows import shadow_on_ground

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from optopcheck.domain.building import Building
    from optopcheck.domain.mesh import Floats

OFFSETS = ((155000.0, 463000.0, 0.0), (155000.123, 463000.771, 12.3), (277999.9, 612345.6, -3.21))


def drawn(building: Building, offset: Floats) -> Iterator[NDArray[np.int64]]:
    """Yield pictures: whole, from a side, from above, close by, and one small turn further each."""
    moved = building.transformed(lambda points: points + offset, lambda ways: ways)
    scene = Scene()
    view = OffscreenView(scene, 480, 320)
    scene.show(moved, ground=float(offset[2]))
    scene.show_shadow(shadow_on_ground(moved.mesh, 170.0, 35.0, float(offset[2])))
    scene.highlight(["raam"])
    camera = Camera(scene)
    try:
        for name, closer in (("iso", 1.0), ("south", 1.0), ("top", 1.0), ("iso", 12.0)):
            camera.view(name)
            camera.zoom(closer, 240, 160)
            for _ in range(2):
                yield view.render().astype(np.int64)
                camera.orbit(0.4, 0.3)
    finally:
        view.close()


@pytest.mark.parametrize("offset", OFFSETS)
def test_far_from_the_origin_nothing_shakes(block: Building, offset: tuple[float, float, float]) -> None:
    near, far = drawn(block, np.zeros(3)), drawn(block, np.array(offset))
    for one, other in zip(near, far, strict=True):
        apart = np.abs(one - other).max(axis=2)
        # Shades round by 2 of 255 at most; an edge that moved by a pixel would change a row of hundreds.
        assert (apart > 6).mean() < 0.001
        assert np.median(apart) <= 2


@pytest.mark.parametrize("offset", OFFSETS)
def test_what_is_pointed_at_far_away_is_exact(block: Building, offset: tuple[float, float, float]) -> None:
    places = []
    for shift in (np.zeros(3), np.array(offset)):
        scene = Scene()
        scene.show(block.transformed(lambda p, s=shift: p + s, lambda ways: ways), ground=float(shift[2]))
        Camera(scene)
        scene.size = (480, 320)
        found = scene.surface_at(240, 160)
        assert found is not None
        places.append(found - shift)
    assert places[1] == pytest.approx(places[0], abs=1e-6)
