"""Pictures of some parts of a building, each with the camera that took it: other viewers take it over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.picture.image import OffscreenView, averaged, png
from optopcheck.picture.lights import towards
from optopcheck.picture.scene import Scene

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from optopcheck.domain.building import Building, Neighbour
    from optopcheck.domain.mesh import Floats

ANGLE = 45.0
"""Height of the field of view [deg]: the narrowest that BCF 2.1 knows."""
_TAN = float(np.tan(np.radians(ANGLE / 2)))
_DIRECTIONS = tuple((azimuth, 28.0) for azimuth in (215.0, 145.0, 325.0, 35.0, 180.0, 0.0, 90.0, 270.0))
"""From which a part is looked for, the usual one first: clockwise from +y, above the horizon [deg]."""
_STEEP = tuple((azimuth, 60.0) for azimuth in (215.0, 35.0))
_CLEARLY = 1.15
"""Another direction must show this many times more of a part."""
_CONTEXT = 1.25
_SMALLEST = 8.0
"""Side of the box that is shown around a part at least: enough to know the place [m]."""
_CORNERS = tuple((i, j, k) for i in (0, 1) for j in (0, 1) for k in (0, 1))
_DRAFT = (240, 180)
_FINE = 2
_CHANGED = 24
"""Difference of a pixel by which it belongs to what lights up."""


@dataclass(frozen=True, eq=False)
class Portrait:
    """A picture and the camera that took it, in the frame of the meshes."""

    png: bytes
    eye: Floats
    """Shape (3,) [m]."""
    direction: Floats
    """Unit vector to what is looked at, shape (3,)."""
    up: Floats
    """Unit vector, shape (3,)."""
    angle: float
    """Height of the field of view [deg]."""
    aspect: float
    """Width by height."""


def portraits(
    building: Building,
    neighbours: Sequence[Neighbour],
    subjects: Sequence[Collection[str]],
    *,
    ground: float | None = None,
    size: tuple[int, int] = (800, 600),
) -> Iterator[Portrait]:
    """Yield a picture for each subject: parts by their ids, lit up; the whole building where none is known.

    Parameters
    ----------
    building, neighbours
        What is drawn.
    subjects
        Ids of elements, neighbours or observation points.
    ground
        Height of the ground [m]; None draws none.
    size
        Width and height [pixels].
    """
    scene = Scene()
    scene.show(building, neighbours, ground=ground)
    scene.set_scale(_FINE)
    screen = OffscreenView(scene, *_DRAFT)
    try:
        for subject in subjects:
            yield _Sitting(scene, screen, subject, size).take()
    finally:
        screen.close()


class _Sitting:
    """One subject before the camera."""

    def __init__(
        self, scene: Scene, screen: OffscreenView, subject: Collection[str], size: tuple[int, int]
    ) -> None:
        self._scene, self._screen, self._subject, self._size = scene, screen, tuple(subject), size
        found = scene.extent(self._subject)
        self._known = found is not None
        self._box = scene.bounds if found is None else _with_context(found)

    def take(self) -> Portrait:
        width, height = self._size
        azimuth, elevation = self._best()
        self._scene.highlight(self._subject)
        self._screen.resize(width * _FINE, height * _FINE)
        eye, back, up = self._aim(azimuth, elevation)
        large = self._screen.render()
        return Portrait(png(averaged(large, _FINE)), eye, -back, up, ANGLE, width / height)

    def _best(self) -> tuple[float, float]:
        """Return the direction from which most of the subject is seen."""
        if not self._known:
            return _DIRECTIONS[0]
        self._screen.resize(*_DRAFT)
        best, most = _DIRECTIONS[0], 0.0
        for direction in (*_DIRECTIONS, *_STEEP):
            seen = self._seen_from(*direction)
            if seen > most * _CLEARLY:
                best, most = direction, seen
        return best

    def _seen_from(self, azimuth: float, elevation: float) -> int:
        """Count the pixels that change when the subject lights up."""
        self._aim(azimuth, elevation)
        pictures = []
        for lit in ((), self._subject):
            self._scene.highlight(lit)
            pictures.append(self._screen.render(draft=True).astype(np.int16))
        return int((np.abs(pictures[0] - pictures[1]).max(axis=2) > _CHANGED).sum())

    def _aim(self, azimuth: float, elevation: float) -> tuple[Floats, Floats, Floats]:
        """Put the camera where the whole box is seen; return eye, direction to the camera, and up."""
        a = np.radians(azimuth)
        back = towards(azimuth, elevation)
        right = np.array([-np.cos(a), np.sin(a), 0.0])
        up = np.cross(back, right)
        target = self._box.mean(axis=0)
        corners = np.array([[self._box[i, 0], self._box[j, 1], self._box[k, 2]] for i, j, k in _CORNERS])
        offset = corners - target
        aspect = self._size[0] / self._size[1]
        wide = np.maximum(np.abs(offset @ right) / aspect, np.abs(offset @ up)) / _TAN
        eye = target + back * float((wide + offset @ back).max())
        camera = self._scene.renderer.GetActiveCamera()
        camera.SetParallelProjection(False)  # noqa: FBT003 -- the library's signature
        camera.SetViewAngle(ANGLE)
        camera.SetFocalPoint(*target)
        camera.SetPosition(*eye)
        camera.SetViewUp(*up)
        return eye, back, up


def _with_context(box: Floats) -> Floats:
    middle = box.mean(axis=0)
    half = np.maximum((box[1] - box[0]) * _CONTEXT, _SMALLEST) / 2
    return np.stack([middle - half, middle + half])
