"""The camera: a turntable about a point, always upright."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from optopcheck.picture.lights import towards

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from optopcheck.domain.mesh import Floats, Mesh
    from optopcheck.picture.scene import Scene

_ANGLE = 28.0
"""Height of the field of view [deg]."""
_TAN = float(np.tan(np.radians(_ANGLE / 2)))
_DEGREES_PER_PIXEL = 0.35
_MARGIN = 1.08
_STEEPEST = 89.0
_NEAREST = 0.5
_FARTHEST = 5000.0
_SMALLEST = 3.0
"""Side of the box that is shown around a single part at least [m]."""
_NO_WINDOW = (1280, 800)
VIEWS: dict[str, tuple[float, float]] = {
    "north": (0.0, 0.0),
    "east": (90.0, 0.0),
    "south": (180.0, 0.0),
    "west": (270.0, 0.0),
    "top": (180.0, 90.0),
    "iso": (215.0, 28.0),
}
"""Where the camera stands: clockwise from +y, and above the horizon [deg]."""


class Camera:
    """Looks at a scene from a direction and a distance.

    Directions are in the frame of the meshes; ``north`` shows the north side
    of the building. The views from the sides and from the top are drawn in
    parallel, so that they measure true.
    """

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._target = scene.bounds.mean(axis=0)
        self._distance = 100.0
        self._azimuth, self._elevation = VIEWS["iso"]
        self._parallel = False
        self._camera = scene.renderer.GetActiveCamera()
        self._camera.SetViewAngle(_ANGLE)
        self.fit()

    def fit(self) -> None:
        """Show the whole building."""
        self._fit_box(self._scene.bounds)

    def fit_to(self, global_ids: Collection[str], meshes: Sequence[Mesh] = ()) -> None:
        """Show some elements, neighbours, points or meshes; nothing changes where none is known."""
        box = self._scene.extent(global_ids, meshes)
        if box is not None:
            middle = box.mean(axis=0)
            half = np.maximum(box[1] - box[0], _SMALLEST) / 2
            self._fit_box(np.stack([middle - half, middle + half]))

    def keep_in_view(self, global_ids: Collection[str], meshes: Sequence[Mesh] = ()) -> None:
        """Step back to the whole building where a part of these lies outside the picture."""
        box = self._scene.extent(global_ids, meshes)
        if box is None:
            return
        width, height = self._size()
        pixels = [self.pixel_of(corner) for corner in _corners(box)]
        if not all(0 <= x <= width and 0 <= y <= height for x, y in pixels):
            bounds = np.stack([box, self._scene.bounds])
            self._fit_box(np.stack([bounds[:, 0].min(axis=0), bounds[:, 1].max(axis=0)]))

    def orbit(self, dx: float, dy: float) -> None:
        """Turn by a drag of the mouse: right and down are positive [pixels]."""
        self._azimuth = (self._azimuth + dx * _DEGREES_PER_PIXEL) % 360
        self._elevation = float(np.clip(self._elevation + dy * _DEGREES_PER_PIXEL, -_STEEPEST, 90.0))
        self._apply()

    def pan(self, dx: float, dy: float) -> None:
        """Shift the picture with a drag of the mouse: right and down are positive [pixels]."""
        right, up, _ = self._axes()
        self._target = self._target - (right * dx - up * dy) * self._metres_per_pixel()
        self._apply()

    def zoom(self, factor: float, x: float, y: float) -> None:
        """Come closer by a factor; what lies under the pixel (from the top left) stays there."""
        distance = float(np.clip(self._distance / factor, _NEAREST, _FARTHEST))
        share = distance / self._distance
        place = self._under(x, y)
        self._target = place + (self._target - place) * share
        self._distance = distance
        self._apply()

    def view(self, name: str) -> None:
        """Look at the whole building from ``north``, ``south``, ``east``, ``west``, ``top`` or ``iso``."""
        self._azimuth, self._elevation = VIEWS[name]
        self._parallel = name != "iso"
        self.fit()

    def look_from_sun(self, azimuth: float, elevation: float) -> None:
        """Look as the sun does [deg]: what is seen is in the sun, the rest in shadow."""
        self._azimuth, self._elevation = azimuth % 360, float(np.clip(elevation, -_STEEPEST, 90.0))
        self._parallel = True
        self.fit()

    def stand(self) -> tuple[Floats, Floats, bool]:
        """Return eye (3,) and target (3,) [m], and whether it is drawn in parallel."""
        return self._target + self._axes()[2] * self._distance, self._target.copy(), self._parallel

    def stand_at(self, eye: Floats, target: Floats, *, parallel: bool) -> None:
        """Look from a place (3,) at another [m], upright."""
        back = eye - target
        self._target, self._parallel = target.copy(), parallel
        self._distance = float(np.clip(np.linalg.norm(back), _NEAREST, _FARTHEST))
        self._azimuth = float(np.degrees(np.arctan2(back[0], back[1]))) % 360
        flat = float(np.hypot(back[0], back[1]))
        self._elevation = float(np.degrees(np.arctan2(back[2], flat)))
        self._apply()

    def pixel_of(self, point: Floats) -> tuple[float, float]:
        """Return where a point (3,) is drawn, from the top left [pixels]."""
        right, up, back = self._axes()
        offset = point - self._target
        width, height = self._size()
        depth = self._distance if self._parallel else self._distance - float(offset @ back)
        scale = height / (2 * _TAN * depth)
        return width / 2 + float(offset @ right) * scale, height / 2 - float(offset @ up) * scale

    def _fit_box(self, box: Floats) -> None:
        self._target = box.mean(axis=0)
        width, height = self._size()
        corners = _corners(box)
        right, up, back = self._axes()
        offset = corners - self._target
        wide = np.maximum(np.abs(offset @ right) * height / width, np.abs(offset @ up)) * _MARGIN / _TAN
        nearer = 0.0 if self._parallel else offset @ back
        self._distance = float(np.clip((wide + nearer).max(), _NEAREST, _FARTHEST))
        self._apply()

    def _under(self, x: float, y: float) -> Floats:
        """Return the surface point under a pixel, else the one beside the target."""
        found = self._scene.surface_at(x, y)
        if found is not None:
            return found
        right, up, _ = self._axes()
        width, height = self._size()
        across = right * (x - width / 2) - up * (y - height / 2)
        place: Floats = self._target + across * self._metres_per_pixel()
        return place

    def _axes(self) -> tuple[Floats, Floats, Floats]:
        """Return unit vectors to the right, up, and to the camera."""
        a = np.radians(self._azimuth)
        back = towards(self._azimuth, self._elevation)
        right = np.array([-np.cos(a), np.sin(a), 0.0])
        return right, np.cross(back, right), back

    def _metres_per_pixel(self) -> float:
        return 2 * self._distance * _TAN / self._size()[1]

    def _size(self) -> tuple[int, int]:
        width, height = self._scene.renderer.GetSize()
        return (width, height) if width > 0 and height > 0 else _NO_WINDOW

    def _apply(self) -> None:
        _, up, back = self._axes()
        self._camera.SetParallelProjection(self._parallel)
        self._camera.SetParallelScale(self._distance * _TAN)
        self._camera.SetFocalPoint(*self._target)
        self._camera.SetPosition(*(self._target + back * self._distance))
        self._camera.SetViewUp(*up)


def _corners(box: Floats) -> Floats:
    """Return the eight corners of a box, shape (8, 3)."""
    return np.array([[box[i, 0], box[j, 1], box[k, 2]] for i in (0, 1) for j in (0, 1) for k in (0, 1)])
