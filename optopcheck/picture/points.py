"""Observation points in the colours of what they lose."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.picture.batch import marker_actor

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from optopcheck.domain.mesh import Floats
    from optopcheck.picture.batch import Vtk
    from optopcheck.picture.camera import Camera
    from optopcheck.picture.palette import Colour

_SIZE = 9.0
"""[px]"""
_REACH = 9.0
"""A click this near to the middle of a point is meant for it [px]."""
_HIDDEN = 0.75
"""A surface this much nearer to the eye than the point hides it [m]."""


class Points:
    """Round markers, one actor per colour."""

    def __init__(self, renderer: Vtk) -> None:
        self._renderer = renderer
        self._actors: list[Vtk] = []
        self._places: dict[str, Floats] = {}

    def show(self, places: Mapping[str, Floats], colours: Mapping[str, Colour], scale: float) -> None:
        """Draw points (3,) by id; those of before go."""
        for actor in self._actors:
            self._renderer.RemoveActor(actor)
        self._places = dict(places)
        groups: dict[Colour, list[Floats]] = defaultdict(list)
        for identity, place in places.items():
            groups[colours[identity]].append(place)
        size = _SIZE * scale
        # Unlit: the legend has these very colours.
        self._actors = [marker_actor(np.array(g), c, size, lit=False) for c, g in groups.items()]
        for actor in self._actors:
            self._renderer.AddActor(actor)

    def near(
        self,
        camera: Camera,
        surface_at: Callable[[float, float], Floats | None],
        pixel: tuple[float, float],
    ) -> str | None:
        """Return the id of the point at a pixel that nothing hides."""
        found = []
        for identity, place in self._places.items():
            x, y = camera.pixel_of(place)
            away = float(np.hypot(x - pixel[0], y - pixel[1]))
            if away <= _REACH:
                found.append((away, identity))
        for _, identity in sorted(found):
            place = self._places[identity]
            seen = surface_at(*camera.pixel_of(place))
            if seen is None or float(np.linalg.norm(seen - place)) < _HIDDEN:
                return identity
        return None
