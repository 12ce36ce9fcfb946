from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from optopcheck.domain.building import Aperture, Element, Neighbour, ObservationPoint
from optopcheck.picture.camera import Camera
from optopcheck.picture.image import OffscreenView
from optopcheck.picture.scene import Scene
from tests.blocks import box, flat, with_elements

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from optopcheck.domain.building import Building

WIDTH, HEIGHT = 480, 320


class Studio:
    """A scene with its view and camera."""

    def __init__(self) -> None:
        self.scene = Scene()
        self.view = OffscreenView(self.scene, WIDTH, HEIGHT)
        self.camera = Camera(self.scene)

    def show(self, building: Building, *neighbours: Neighbour, ground: float | None = 0.0) -> None:
        self.scene.show(building, neighbours, ground=ground)
        self.camera.fit()

    def picture(self) -> NDArray[np.uint8]:
        return self.view.render()


@pytest.fixture
def studio() -> Iterator[Studio]:
    made = Studio()
    yield made
    made.view.close()


@pytest.fixture
def block() -> Building:
    """Three storeys of 20 x 10 m, south façade at y = 0, with a window inside its south wall."""
    window = box("IfcWindow", "raam", (4.0, 0.13, 3.6), (6.0, 0.17, 5.0))
    window = Element("raam", window.kind, window.name, window.mesh, "niveau1")
    point = ObservationPoint(
        "raam",
        np.array([5.0, 0.15, 3.6]),
        np.array([0.0, -1.0, 0.0]),
        "blok",
        "raam",
        aperture=Aperture(2.0, 1.4, 0.15),
    )
    building = with_elements(flat(), window)
    return replace(building, observation_points=(point,))


@pytest.fixture
def extended(block: Building) -> Building:
    """The block with a box on its roof that stands on a storey of its own."""
    top = box("IfcWall", "optop", (2.0, 2.0, 8.4), (18.0, 8.0, 11.4))
    return with_elements(block, Element("optop", top.kind, top.name, top.mesh, "nieuw", added=True))


@pytest.fixture
def neighbour() -> Neighbour:
    return Neighbour("buur", box("IfcWall", "buur", (30.0, 0.0, 0.0), (40.0, 10.0, 9.0)).mesh, 0.0)
