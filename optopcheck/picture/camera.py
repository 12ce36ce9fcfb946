"""The camera: a turntable about a point, always upright, or a walker."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.picture.lights import towards
from optopcheck.picture.pose import ANGLE, STEEPEST, WALKING_ANGLE, Pose

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from optopcheck.domain.mesh import Floats, Mesh
    from optopcheck.picture.scene import Scene

EYE_HEIGHT = 1.6
"""Of a walker above the ground [m]."""
_DEGREES_PER_PIXEL = 0.35
_WALKER_DEGREES_PER_PIXEL = 0.15
_MARGIN = 1.08
_NEAREST = 0.5
_FARTHEST = 5000.0
_SMALLEST = 3.0
"""Side of the box that is shown around a single part at least [m]."""
_ARM = 10.0
"""How far before a walker the point lies that he looks at [m]."""
_WALK_UP = 2.5
"""A walk begins so many times half its height before the building: all of it is seen."""
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
        self._pose = Pose(scene.bounds.mean(axis=0), 100.0, *VIEWS["iso"])
        self._camera = scene.renderer.GetActiveCamera()
        self.fit()

    # --- views that are kept --------------------------------------------------------------------
    @property
    def pose(self) -> Pose:
        """Where the camera stands now."""
        return self._pose

    def take(self, pose: Pose) -> None:
        """Look as once before."""
        self._pose = pose
        self._apply()

    @property
    def parallel(self) -> bool:
        """True if distant parts are drawn as large as near ones."""
        return self._pose.parallel

    @parallel.setter
    def parallel(self, parallel: bool) -> None:
        self.take(replace(self._pose, parallel=parallel, walking=False))

    def stand(self) -> tuple[Floats, Floats, bool]:
        """Return eye (3,) and target (3,) [m], and whether it is drawn in parallel."""
        return self._pose.eye, self._pose.target.copy(), self._pose.parallel

    def stand_at(self, eye: Floats, target: Floats, *, parallel: bool) -> None:
        """Look from a place (3,) at another [m], upright."""
        back = eye - target
        distance = float(np.clip(np.linalg.norm(back), _NEAREST, _FARTHEST))
        azimuth = float(np.degrees(np.arctan2(back[0], back[1]))) % 360
        elevation = float(np.degrees(np.arctan2(back[2], np.hypot(back[0], back[1]))))
        self.take(Pose(target.copy(), distance, azimuth, elevation, parallel))

    # --- bringing into view ---------------------------------------------------------------------
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
        width, height = self.size
        pixels = [self.pixel_of(corner) for corner in _corners(box)]
        if not all(0 <= x <= width and 0 <= y <= height for x, y in pixels):
            bounds = np.stack([box, self._scene.bounds])
            self._fit_box(np.stack([bounds[:, 0].min(axis=0), bounds[:, 1].max(axis=0)]))

    def view(self, name: str) -> None:
        """Look at the whole building from ``north``, ``south``, ``east``, ``west``, ``top`` or ``iso``."""
        azimuth, elevation = VIEWS[name]
        self._pose = replace(
            self._pose, azimuth=azimuth, elevation=elevation, parallel=name != "iso", walking=False
        )
        self.fit()

    def look_from_sun(self, azimuth: float, elevation: float) -> None:
        """Look as the sun does [deg]: what is seen is in the sun, the rest in shadow."""
        height = float(np.clip(elevation, -STEEPEST, 90.0))
        self._pose = replace(
            self._pose, azimuth=azimuth % 360, elevation=height, parallel=True, walking=False
        )
        self.fit()

    # --- the hand -------------------------------------------------------------------------------
    def orbit(self, dx: float, dy: float, about: Floats | None = None) -> None:
        """Turn by a drag of the mouse: right and down are positive [pixels].

        A point `about` (3,) stays where it is in the picture. A walker looks around.
        """
        rate = _WALKER_DEGREES_PER_PIXEL if self._pose.walking else _DEGREES_PER_PIXEL
        self.take(self._pose.turned(dx * rate, dy * rate, about))

    def pan(self, dx: float, dy: float) -> None:
        """Shift the picture with a drag of the mouse: right and down are positive [pixels]."""
        right, up, _ = self._pose.axes
        self.take(self._pose.moved((up * dy - right * dx) * self._pose.metres_per_pixel(self.size)))

    def zoom(self, factor: float, x: float, y: float) -> None:
        """Come closer by a factor; what lies under the pixel (from the top left) stays there."""
        if self._pose.walking:
            self.walk(np.log(factor) * _ARM / 2, 0.0)
            return
        distance = float(np.clip(self._pose.distance / factor, _NEAREST, _FARTHEST))
        share = distance / self._pose.distance
        place = self._under(x, y)
        self.take(replace(self._pose, target=place + (self._pose.target - place) * share, distance=distance))

    # --- on foot --------------------------------------------------------------------------------
    def start_walking(self, ground: float) -> None:
        """Stand on the ground [m] before the building, at the side that was looked at."""
        box = self._scene.bounds
        middle, half = box.mean(axis=0), (box[1] - box[0]) / 2
        away = towards(self._pose.azimuth, 0.0)
        deep, wide = np.abs(away[:2]) @ half[:2], np.abs(away[1::-1]) @ half[:2]
        pose = replace(self._pose, parallel=False, walking=True, distance=_ARM)
        fitting = _MARGIN * wide / (pose.tan * self.size[0] / self.size[1])
        reach = float(deep + max(fitting, _WALK_UP * half[2], _ARM))
        eye = np.array([*(middle + away * reach)[:2], ground + EYE_HEIGHT])
        looked_at = np.array([*middle[:2], max(float(middle[2]), ground + EYE_HEIGHT)])
        rise = float(np.degrees(np.arctan2(looked_at[2] - eye[2], reach)))
        pose = replace(pose, elevation=-rise)
        self.take(replace(pose, target=eye - pose.axes[2] * _ARM))

    def walk(self, ahead: float, aside: float) -> None:
        """Step ahead and to the right [m]; the eye keeps its height."""
        right, _, _ = self._pose.axes
        forward = -towards(self._pose.azimuth, 0.0)
        self.take(self._pose.moved(forward * ahead + right * aside))

    # --- pixels ---------------------------------------------------------------------------------
    def pixel_of(self, point: Floats) -> tuple[float, float]:
        """Return where a point (3,) is drawn, from the top left [pixels]."""
        return self._pose.pixel_of(point, self.size)

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the picture [pixels]."""
        return self._scene.size

    def _fit_box(self, box: Floats) -> None:
        pose = replace(self._pose, target=box.mean(axis=0), walking=False)
        width, height = self.size
        right, up, back = pose.axes
        offset = _corners(box) - pose.target
        wide = np.maximum(np.abs(offset @ right) * height / width, np.abs(offset @ up)) * _MARGIN / pose.tan
        nearer = 0.0 if pose.parallel else offset @ back
        self.take(replace(pose, distance=float(np.clip((wide + nearer).max(), _NEAREST, _FARTHEST))))

    def _under(self, x: float, y: float) -> Floats:
        """Return the surface point under a pixel, else the one beside the target."""
        found = self._scene.surface_at(x, y)
        if found is not None:
            return found
        right, up, _ = self._pose.axes
        width, height = self.size
        across = right * (x - width / 2) - up * (y - height / 2)
        place: Floats = self._pose.target + across * self._pose.metres_per_pixel(self.size)
        return place

    def _apply(self) -> None:
        pose = self._pose
        _, up, back = pose.axes
        distance = pose.distance
        if pose.parallel:
            # Distance does not count then: the eye stands outside the building however near it seems.
            outside = float(((_corners(self._scene.bounds) - pose.target) @ back).max())
            distance = max(distance, outside + _NEAREST)
        self._camera.SetViewAngle(WALKING_ANGLE if pose.walking else ANGLE)
        self._camera.SetParallelProjection(pose.parallel)
        self._camera.SetParallelScale(pose.distance * pose.tan)
        self._camera.SetFocalPoint(*pose.target)
        self._camera.SetPosition(*(pose.target + back * distance))
        self._camera.SetViewUp(*up)


def _corners(box: Floats) -> Floats:
    """Return the eight corners of a box, shape (8, 3)."""
    return np.array([[box[i, 0], box[j, 1], box[k, 2]] for i in (0, 1) for j in (0, 1) for k in (0, 1)])
