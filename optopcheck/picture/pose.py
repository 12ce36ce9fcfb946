"""Where a camera stands and how it looks: a value, so that views can be kept and taken back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.picture.lights import towards

if TYPE_CHECKING:
    from optopcheck.domain.mesh import Floats

ANGLE = 28.0
"""Height of the field of view [deg]: long, as an architect draws."""
WALKING_ANGLE = 62.0
"""Height of the field of view on foot [deg]."""
STEEPEST = 89.0
_BEHIND = -1e6
"""Where a point behind the eye is said to be [pixels]."""
Size = tuple[int, int]
"""Width and height [pixels]."""


@dataclass(frozen=True, eq=False)
class Pose:
    """A turntable about a point, always upright; directions in the frame of the meshes."""

    target: Floats
    """What is looked at, shape (3,) [m]."""
    distance: float
    """Of the eye to the target [m]."""
    azimuth: float
    """Where the eye stands, clockwise from +y [deg]."""
    elevation: float
    """Of the eye above the target [deg]."""
    parallel: bool = False
    walking: bool = False
    """On foot: the eye stays where it is when the view turns."""

    @property
    def tan(self) -> float:
        """Tangent of half the field of view."""
        return float(np.tan(np.radians((WALKING_ANGLE if self.walking else ANGLE) / 2)))

    @property
    def axes(self) -> tuple[Floats, Floats, Floats]:
        """Unit vectors to the right, up, and to the eye."""
        a = np.radians(self.azimuth)
        back = towards(self.azimuth, self.elevation)
        right = np.array([-np.cos(a), np.sin(a), 0.0])
        return right, np.cross(back, right), back

    @property
    def eye(self) -> Floats:
        """Shape (3,) [m]."""
        eye: Floats = self.target + self.axes[2] * self.distance
        return eye

    def metres_per_pixel(self, size: Size) -> float:
        """How much of the plane through the target one pixel shows [m]."""
        return 2 * self.distance * self.tan / size[1]

    def pixel_of(self, point: Floats, size: Size) -> tuple[float, float]:
        """Return where a point (3,) is drawn, from the top left [pixels]; far off for one behind the eye."""
        x, y = self.pixels_of(point[None], size)[0]
        return float(x), float(y)

    def pixels_of(self, points: Floats, size: Size) -> Floats:
        """Return where points (n, 3) are drawn, shape (n, 2); see `pixel_of`."""
        right, up, back = self.axes
        offset = points - self.target
        depth = np.full(len(points), self.distance) if self.parallel else self.distance - offset @ back
        scale = size[1] / (2 * self.tan * np.where(depth > 0, depth, 1.0))
        pixels = np.column_stack([offset @ right * scale, -(offset @ up) * scale]) + np.array(size) / 2
        pixels[depth <= 0] = _BEHIND
        return pixels

    def turned(self, right: float, down: float, about: Floats | None = None) -> Pose:
        """Return the view turned by angles [deg]; a point `about` (3,) stays where it is in the picture."""
        azimuth = (self.azimuth + right) % 360
        elevation = float(np.clip(self.elevation + down, -STEEPEST, 90.0))
        after = replace(self, azimuth=azimuth, elevation=elevation)
        if self.walking:
            return replace(after, target=self.eye - after.axes[2] * self.distance)
        if about is None:
            return after
        offset = np.stack(self.axes) @ (self.target - about)
        return replace(after, target=about + offset @ np.stack(after.axes))

    def moved(self, offset: Floats) -> Pose:
        """Return the view moved by (3,) [m]."""
        return replace(self, target=self.target + offset)
