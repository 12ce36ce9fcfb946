"""What comes in of a model while it is still read, gathered for a first picture of it."""

from __future__ import annotations

import time
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
_MORE = 1.5
"""A picture is drawn anew once there is so much more: each costs what all that is there costs."""


class Arriving(QObject):
    """Gathers in the thread of a job what of a building came, and shows it now and then.

    Between two pictures there comes so much that all of them together cost a few times the last one.
    """

    came = Signal(object, float)
    """`Building` as far as it is there, and which share of its parts that is."""

    def __init__(self) -> None:
        super().__init__()
        self._elements: list[Element] = []
        self._shown, self._when = 0, 0.0

    def __call__(self, arrival: Arrival) -> None:
        """Take what came."""
        self._elements += [element for element in arrival.elements if not element.mesh.is_empty]
        count, now = len(self._elements), time.monotonic()
        is_due = now - self._when >= _AGAIN and count >= _MORE * self._shown
        if count >= FEW and count > self._shown and (is_due or arrival.share >= 1.0):
            self._shown, self._when = count, now
            building = Building(arrival.name, tuple(self._elements), arrival.storeys)
            # The window's libraries are there by now: they were loaded before the model was read.
            from optopcheck.picture.scene import get_ready  # noqa: PLC0415

            get_ready(building)
            self.came.emit(building, arrival.share)
            # The window draws it now, and has Python to itself for that.
            time.sleep(_PAUSE)
