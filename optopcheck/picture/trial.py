"""Can this machine draw? A box of a few pixels, and what draws it."""

from __future__ import annotations

import re

import numpy as np

from optopcheck.domain.building import Building, Element
from optopcheck.domain.mesh import Mesh
from optopcheck.picture.camera import Camera
from optopcheck.picture.image import OffscreenView, Pixels, memory_window
from optopcheck.picture.scene import Scene

_SIZE = (64, 48)
"""[pixels]"""
_CORNERS = np.array([[x, y, z] for x in (0.0, 4.0) for y in (0.0, 4.0) for z in (0.0, 4.0)])
_FACES = np.array(
    [
        *([0, 1, 3], [0, 3, 2], [4, 6, 7], [4, 7, 5], [0, 4, 5], [0, 5, 1]),
        *([2, 3, 7], [2, 7, 6], [0, 2, 6], [0, 6, 4], [1, 5, 7], [1, 7, 3]),
    ],
    np.int64,
)


def try_picture() -> tuple[int, str]:
    """Draw a box.

    Returns
    -------
    tuple
        Pixels that differ from the picture without it, and what drew it.
    """
    with_box = _drawn(Building("proef", (Element("proef", "IfcWall", "proef", Mesh(_CORNERS, _FACES)),)))
    without = _drawn(Building("leeg", ()))
    return int((with_box != without).any(axis=2).sum()), _drawer()


def _drawn(building: Building) -> Pixels:
    scene = Scene()
    scene.show(building, ground=None)
    view = OffscreenView(scene, *_SIZE)
    try:
        # The same place for both: an empty scene would be looked at from elsewhere.
        scene.bounds = np.array([_CORNERS.min(axis=0), _CORNERS.max(axis=0)])
        Camera(scene).view("iso")
        return view.render()
    finally:
        view.close()


def _drawer() -> str:
    """Return what draws: the graphics card, or the program that stands in for one."""
    window = memory_window(8, 8)
    window.Render()
    told = str(window.ReportCapabilities())
    found = re.search(r"OpenGL renderer string:\s*(.+)", told)
    kind = str(window.GetClassName()).removeprefix("vtk").removesuffix("RenderWindow")
    window.Finalize()
    return f"{kind} · {found[1].strip()}" if found else kind
