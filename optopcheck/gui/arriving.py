"""What comes in of a model while it is still read, gathered for a first picture of it."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from optopcheck.domain.building import Building

if TYPE_CHECKING:
    from optopcheck.domain.arrival import Arrival
    from optopcheck.domain.building import Element

_AGAIN = 0.5
"""Shortest time between two pictures [s]."""
_PAUSE = 0.05
"""[s]"""
FEW = 100
"""A model of fewer parts is read before anybody has looked."""
_NEW = 1 / 3
"""A picture is drawn anew once so much of it is new: each costs what all that is there costs."""


@dataclass(frozen=True, eq=False)
class Sight:
    """What can be shown of a model that is still read."""

    building: Building
    share: float
    """Of its parts that are there."""
    is_sketch: bool
    """Whether what is not there was drawn by a faster reader."""


class Arriving(QObject):
    """Gathers in the thread of a job what of a building came, and shows it now and then.

    Between two pictures there comes so much that all of them together cost a few times the last one.
    """

    came = Signal(object)
    """`Sight`"""

    def __init__(self) -> None:
        super().__init__()
        self._elements: dict[str, Element] = {}
        self._read = self._shown = 0
        """Parts in the last picture: those that were read, and all."""
        self._when = 0.0

    def __call__(self, arrival: Arrival) -> None:
        """Take what came; what was drawn again takes the place of what was there."""
        self._elements |= {e.global_id: e for e in arrival.elements if not e.mesh.is_empty}
        count, now = len(self._elements), time.monotonic()
        whole = count + len(arrival.sketch)
        fresh = max(count - self._read, whole - self._shown)
        is_due = now - self._when >= _AGAIN and fresh >= _NEW * whole
        if whole >= FEW and fresh > 0 and (is_due or arrival.share >= 1.0):
            self._read, self._shown, self._when = count, whole, now
            elements = (*self._elements.values(), *arrival.sketch)
            building = Building(arrival.name, elements, arrival.storeys)
            # The window's libraries are there by now: they were loaded before the model was read.
            from optopcheck.picture.scene import get_ready  # noqa: PLC0415

            get_ready(building)
            self.came.emit(Sight(building, arrival.share, bool(arrival.sketch)))
            # The window draws it now, and has Python to itself for that.
            time.sleep(_PAUSE)
