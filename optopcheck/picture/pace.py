"""How coarsely a picture is drawn while it moves, so that the hand is followed."""

from __future__ import annotations

from dataclasses import dataclass

SLOW = 0.05
"""A frame that takes longer is felt [s]."""
_EASY = 0.4
"""A frame that takes this share of `SLOW` leaves room for a finer one."""


@dataclass(frozen=True)
class Grade:
    """One way to draw a moving picture."""

    share: float
    """Of the width and height that is drawn; the rest is stretched."""
    coarse: bool
    """The largest parts alone, without lines."""


GRADES = (
    Grade(1.0, coarse=False),
    Grade(1.0, coarse=True),
    Grade(0.5, coarse=True),
    Grade(1 / 3, coarse=True),
)
"""From fine to coarse."""


class Pace:
    """Chooses the grade by what the frames before took."""

    def __init__(self) -> None:
        self._place = 0
        self._longest = 0.0

    @property
    def grade(self) -> Grade:
        """How the next frame of a movement is drawn."""
        return GRADES[self._place]

    def moved(self, seconds: float) -> None:
        """Tell how long a frame of a movement took; within one movement it only gets coarser."""
        self._longest = max(self._longest, seconds)
        if seconds > SLOW:
            self._place = min(self._place + 1, len(GRADES) - 1)
            self._longest = 0.0

    def rested(self, seconds: float) -> None:
        """Tell how long a whole picture took: the next movement begins as fine as that allows."""
        if seconds <= SLOW:
            self._place = 0
        elif self._place == 0 or 0 < self._longest < _EASY * SLOW:
            self._place = max(self._place - 1, 1)
        self._longest = 0.0
