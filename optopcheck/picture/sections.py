"""A section plane as the hand moves it: from where the building begins to where it ends."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import numpy as np

from optopcheck.picture.cuts import Cut, box_cuts

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from optopcheck.domain.mesh import Floats
    from optopcheck.picture.scene import Scene

Direction = Literal["height", "east", "north", "facade"]
_WAYS: dict[Direction, tuple[float, float, float]] = {
    "height": (0.0, 0.0, 1.0),
    "east": (1.0, 0.0, 0.0),
    "north": (0.0, 1.0, 0.0),
}


@dataclass(frozen=True)
class Slide:
    """A plane between two ends [m]."""

    normal: tuple[float, float, float]
    low: float
    high: float
    """Where the building begins and ends along the normal [m]."""
    place: float
    """Of the plane along the normal [m]."""
    counts_from: float = 0.0
    """What the number of the plane counts from: its zero height, else the first point of the building [m]."""
    flipped: bool = False

    @property
    def value(self) -> float:
        """The number of the plane [m]."""
        return self.place - self.counts_from

    @property
    def ends(self) -> tuple[float, float]:
        """The least and the largest number [m]."""
        return self.low - self.counts_from, self.high - self.counts_from

    @property
    def share(self) -> float:
        """Where the plane stands between the two ends, 0 to 1."""
        return (self.place - self.low) / max(self.high - self.low, 1e-9)

    def at_share(self, share: float) -> Slide:
        """Return the plane elsewhere between the two ends."""
        return replace(self, place=self.low + share * (self.high - self.low))

    def at_value(self, value: float) -> Slide:
        """Return the plane at a number [m]."""
        return replace(self, place=float(np.clip(value + self.counts_from, self.low, self.high)))

    def turned(self) -> Slide:
        """Return the plane that takes the other side away."""
        return replace(self, flipped=not self.flipped)

    @property
    def cut(self) -> Cut:
        """What it takes away."""
        cut = Cut(self.normal, self.place)
        return cut.flipped() if self.flipped else cut


def slide_of(scene: Scene, direction: Direction, chosen: Collection[str]) -> Slide:
    """Return a plane halfway the building; along a façade it follows what is chosen, else the whole."""
    normal = _WAYS.get(direction) or _facing(scene, chosen)
    low, high = scene.along(np.array(normal))
    zero = 0.0 if direction == "height" else low
    return Slide(normal, low, high, (low + high) / 2, zero)


def box_around(scene: Scene, chosen: Collection[str]) -> tuple[Cut, ...]:
    """Return the planes of a box around what is chosen; none where that is unknown."""
    box = scene.extent(chosen)
    return () if box is None else box_cuts(box)


def all_cuts(slides: Sequence[Slide], box: Sequence[Cut]) -> tuple[Cut, ...]:
    """Return every plane; with a box those along its sides alone, since more cannot be drawn at once."""
    along = [slide.cut for slide in slides if not box or _is_along_axis(slide.cut.normal)]
    return (*along, *box)


def _is_along_axis(normal: tuple[float, float, float]) -> bool:
    return bool(np.isclose(np.abs(normal).max(), 1.0))


def _facing(scene: Scene, chosen: Collection[str]) -> tuple[float, float, float]:
    found: Floats | None = scene.facing(chosen)
    if found is None:
        found = scene.facing(scene.ids)
    if found is None:
        return _WAYS["north"]
    x, y, z = (float(part) for part in found)
    return x, y, z
