"""What can be drawn of a building while the rest is still read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from optopcheck.domain.arrival import Arrival
from optopcheck.domain.building import Element
from optopcheck.domain.mesh import Mesh
from optopcheck.ifc.frame import Frame, make_frame
from optopcheck.ifc.storeys import make_storeys
from optopcheck.ifc.survey import World

if TYPE_CHECKING:
    from optopcheck.domain.arrival import Arrived
    from optopcheck.ifc.sketch import Sketched
    from optopcheck.ifc.survey import Survey


class Preview:
    """Turns shapes that come in into elements of a building.

    They lie in the frame of the shapes that came first, not in the final one.

    Parameters
    ----------
    arrived
        Told what came.
    """

    def __init__(self, arrived: Arrived) -> None:
        self._arrived = arrived
        self._frame: Frame | None = None
        self._early: Frame | None = None
        """Until facts are there."""
        self._sketched: dict[str, Sketched] = {}
        self._sketch: dict[str, Element] = {}
        """Of what is not there yet, in the frame."""

    def sketched(self, parts: dict[str, Sketched]) -> None:
        """Pass on what a faster reader drew, in a frame of its own: nothing else is known yet."""
        self._sketched |= parts
        if self._frame is not None:
            return
        middles = [
            (part.vertices.min(axis=0) + part.vertices.max(axis=0))[:2] / 2.0 for part in parts.values()
        ]
        self._early = self._early or make_frame(World(), np.median(middles, axis=0))
        self._draw_sketch(self._early)
        self._arrived(Arrival("", (), (), 0.0, tuple(self._sketch.values())))

    def _draw_sketch(self, frame: Frame) -> None:
        self._sketch = {
            name: Element(name, part.kind, "", Mesh(frame.apply(part.vertices), part.faces))
            for name, part in self._sketched.items()
        }

    def __call__(self, survey: Survey, names: tuple[str, ...]) -> None:
        """Pass on the parts that came."""
        facts = survey.told
        if not names:
            return
        if self._frame is None:
            self._frame = make_frame(facts.world, survey.middle)
            # Of another building, or of what is demolished, nothing stays.
            own = {part.id for part in facts.parts}
            self._sketched = {name: part for name, part in self._sketched.items() if name in own}
            self._draw_sketch(self._frame)
        known = set(names)
        elements = []
        for part in facts.parts:
            if part.id in known:
                vertices, faces = survey.shapes[part.id]
                mesh = Mesh(self._frame.apply(vertices), faces)
                elements.append(Element(part.id, part.kind, part.name, mesh, part.storey))
                self._sketch.pop(part.id, None)
        storeys = make_storeys(facts.levels, self._frame.lift)
        drawn = [part.id in survey.shapes for part in facts.parts if part.has_body]
        share = sum(drawn) / len(drawn) if drawn else 1.0
        left = tuple(self._sketch.values()) if share < 1.0 else ()
        self._arrived(Arrival(facts.building_name, storeys, tuple(elements), share, left))
