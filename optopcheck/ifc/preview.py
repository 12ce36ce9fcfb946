"""What can be drawn of a building while the rest is still read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optopcheck.domain.arrival import Arrival
from optopcheck.domain.building import Element
from optopcheck.domain.mesh import Mesh
from optopcheck.ifc.frame import Frame, make_frame
from optopcheck.ifc.storeys import make_storeys

if TYPE_CHECKING:
    from optopcheck.domain.arrival import Arrived
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

    def __call__(self, survey: Survey, names: tuple[str, ...]) -> None:
        """Pass on the parts that came."""
        facts = survey.told
        if not names:
            return
        if self._frame is None:
            self._frame = make_frame(facts.world, survey.middle)
        known = set(names)
        elements = []
        for part in facts.parts:
            if part.id in known:
                vertices, faces = survey.shapes[part.id]
                mesh = Mesh(self._frame.apply(vertices), faces)
                elements.append(Element(part.id, part.kind, part.name, mesh, part.storey))
        storeys = make_storeys(facts.levels, self._frame.lift)
        drawn = [part.id in survey.shapes for part in facts.parts if part.has_body]
        share = sum(drawn) / len(drawn) if drawn else 1.0
        self._arrived(Arrival(facts.building_name, storeys, tuple(elements), share))
