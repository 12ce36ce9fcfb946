"""What somebody measures in the picture: the places, the number, and how it reads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from optopcheck.domain.text import Text, join_texts, number, numbers
from optopcheck.geometry.spans import angle_at, span

if TYPE_CHECKING:
    from optopcheck.domain.mesh import Floats
    from optopcheck.picture.snap import Snap

Tool = Literal["distance", "angle"]
_WANTED: dict[Tool, int] = {"distance": 2, "angle": 3}
_SNAPS = {
    "vertex": Text("hoekpunt", "corner"),
    "edge": Text("rand", "edge"),
    "face": Text("vlak", "face"),
    "ground": Text("maaiveld", "ground"),
}


@dataclass(frozen=True, eq=False)
class Ruling:
    """Points that were chosen one after another."""

    tool: Tool
    points: tuple[Snap, ...] = ()

    @property
    def is_complete(self) -> bool:
        """True if nothing more is needed for a number."""
        return len(self.points) == _WANTED[self.tool]

    @property
    def places(self) -> tuple[Floats, ...]:
        """Where the line goes along, each (3,) [m]."""
        return tuple(point.place for point in self.points)

    def with_point(self, point: Snap) -> Ruling:
        """Return the same with one more point; a complete one begins anew."""
        return Ruling(self.tool, (point,) if self.is_complete else (*self.points, point))

    def label(self) -> Text | None:
        """Return the number for beside the line; None as long as there is none."""
        if not self.is_complete:
            return None
        if self.tool == "distance":
            return numbers("{total} m", "{total} m", total=span(*self.places).total)
        angle = self._angle()
        return None if angle is None else numbers("{angle}°", "{angle}°", 1, angle=angle)

    def where(self) -> Floats | None:
        """Return where the number stands, shape (3,) [m]."""
        if not self.is_complete:
            return None
        first, second = self.places[:2]
        return second if self.tool == "angle" else np.asarray((first + second) / 2)

    def words(self) -> Text:
        """Tell the numbers, or what to do next."""
        if not self.is_complete:
            return _asked(self.tool, len(self.points))
        if self.tool == "angle":
            angle = self._angle()
            if angle is None:
                return Text("geen hoek: twee punten vallen samen", "no angle: two points coincide")
            return join_texts(numbers("hoek {angle}°", "angle {angle}°", 1, angle=angle), self._ends())
        found = span(*self.places)
        told = numbers(
            "afstand {total} m · horizontaal {horizontal} m ·",
            "distance {total} m · horizontal {horizontal} m ·",
            total=found.total,
            horizontal=found.horizontal,
        )
        return join_texts(told, _rise(found.rise), self._ends())

    def _angle(self) -> float | None:
        one, corner, other = self.places
        return angle_at(corner, one, other)

    def _ends(self) -> Text:
        parts = [_SNAPS[point.kind] for point in self.points]
        return join_texts("(", join_texts(*parts, separator=" – "), ")", separator="")


def _rise(rise: float) -> Text:
    if float(number(rise, 2, "en")) > 0:
        return numbers("verticaal +{rise} m", "vertical +{rise} m", rise=rise)
    return numbers("verticaal {rise} m", "vertical {rise} m", rise=rise)


def _asked(tool: Tool, count: int) -> Text:
    if tool == "distance":
        return (
            Text("Meten: kies het eerste punt", "Measuring: choose the first point"),
            Text("Meten: kies het tweede punt", "Measuring: choose the second point"),
        )[count]
    return (
        Text("Hoek: kies een punt op het eerste been", "Angle: choose a point on the first leg"),
        Text("Hoek: kies het hoekpunt", "Angle: choose the corner"),
        Text("Hoek: kies een punt op het tweede been", "Angle: choose a point on the second leg"),
    )[count]
