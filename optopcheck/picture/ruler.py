"""The line of a measurement: seen through whatever stands in front."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from optopcheck.picture.batch import line_actor, line_data, marker_actor
from optopcheck.picture.marks import to_front
from optopcheck.picture.palette import RULER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from optopcheck.domain.mesh import Floats
    from optopcheck.picture.batch import Vtk

_MARKER, _LINE = 8.0, 2.0
"""[px]"""


class Ruler:
    """Markers at places and lines between them."""

    def __init__(self, renderer: Vtk) -> None:
        self._renderer = renderer
        self._actors: list[Vtk] = []

    def show(self, places: Sequence[Floats], scale: float) -> None:
        """Draw a line along places (3,); the one of before goes."""
        for actor in self._actors:
            self._renderer.RemoveActor(actor)
        self._actors = []
        if len(places):
            corners = np.array(places)
            pairs = np.column_stack([np.arange(len(places) - 1), np.arange(1, len(places))])
            self._actors.append(marker_actor(corners, RULER, _MARKER * scale, lit=False))
            if len(pairs):
                self._actors.append(line_actor(line_data(corners, pairs), RULER, _LINE * scale))
        for actor in self._actors:
            self._renderer.AddActor(to_front(actor))
