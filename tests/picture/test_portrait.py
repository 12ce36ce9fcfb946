from __future__ import annotations

import io
from typing import TYPE_CHECKING

import numpy as np
import pytest

from optopcheck.picture.palette import HIGHLIGHT
from optopcheck.picture.portrait import ANGLE, Portrait, portraits
from tests.blocks import box, flat, with_elements

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from optopcheck.domain.mesh import Floats

SIZE = (320, 240)


def pixels(portrait: Portrait) -> NDArray[np.uint8]:
    image = pytest.importorskip("PIL.Image")
    return np.asarray(image.open(io.BytesIO(portrait.png)).convert("RGB"))


def lit(portrait: Portrait) -> NDArray[np.intp]:
    """Rows and columns of the pixels in the colour of the highlight, whatever their brightness."""
    red, _, blue = (pixels(portrait)[:, :, k].astype(float) for k in range(3))
    return np.argwhere((blue > 90) & (red < blue * (HIGHLIGHT[0] + 40) / HIGHLIGHT[2]))


def drawn_at(portrait: Portrait, point: Floats) -> tuple[float, float]:
    """Row and column at which the stated camera shows a point: what another viewer does with it."""
    right = np.cross(portrait.direction, portrait.up)
    offset = point - portrait.eye
    half = np.tan(np.radians(portrait.angle / 2)) * float(offset @ portrait.direction)
    scale = SIZE[1] / 2 / half
    return SIZE[1] / 2 - float(offset @ portrait.up) * scale, SIZE[0] / 2 + float(offset @ right) * scale


@pytest.mark.parametrize("side", [(-1.0, 4.0), (20.0, 4.0), (8.0, -1.0), (8.0, 10.0)])
def test_the_part_is_in_view_where_the_stated_camera_puts_it(side: tuple[float, float]) -> None:
    x, y = side
    plate = box("IfcCovering", "bord", (x, y, 3.0), (x + 1.0, y + 1.0, 5.0))
    building = with_elements(flat(), plate)
    (portrait,) = portraits(building, (), [(plate.global_id,)], ground=0.0, size=SIZE)
    found = lit(portrait)

    assert len(found) > 60
    row, column = drawn_at(portrait, plate.mesh.bounds.mean(axis=0))
    assert found.mean(axis=0) == pytest.approx((row, column), abs=12.0)
    assert np.linalg.norm(portrait.direction) == pytest.approx(1.0)
    assert float(portrait.direction @ portrait.up) == pytest.approx(0.0, abs=1e-12)
    assert (portrait.angle, portrait.aspect) == (ANGLE, pytest.approx(4 / 3))


def test_without_a_known_part_the_whole_building_is_in_view() -> None:
    building = flat()
    (portrait,) = portraits(building, (), [("nergens",)], ground=0.0, size=SIZE)
    corners = building.mesh.vertices

    assert len(lit(portrait)) == 0
    places = np.array([drawn_at(portrait, corner) for corner in corners])
    assert (places > 0).all()
    assert (places < (SIZE[1], SIZE[0])).all()


def test_the_same_picture_each_time() -> None:
    subjects = [("dak",), ()]
    first, again = (list(portraits(flat(), (), subjects, ground=0.0, size=SIZE)) for _ in range(2))

    assert [p.png for p in first] == [p.png for p in again]
    assert [p.eye.tolist() for p in first] == [p.eye.tolist() for p in again]
