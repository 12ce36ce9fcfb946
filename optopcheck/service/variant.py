"""The proposed situation as something to write into the model: parts, openings, rooms, and what was found."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.domain.job import InputError
from optopcheck.domain.mesh import Mesh
from optopcheck.domain.text import Text
from optopcheck.geometry.region import Region, unite
from optopcheck.ifc.prisms import prism_of
from optopcheck.ifc.writer import NewOpening, NewPart, NewSpace, NewStorey, Variant
from optopcheck.optop.identity import global_id
from optopcheck.report import assessment_json, json_text
from optopcheck.report.words import overall_words
from optopcheck.service.taking_away import taken_away

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from optopcheck.domain.assessment import Assessment
    from optopcheck.domain.building import Building, Element, ObservationPoint, Storey
    from optopcheck.domain.model_frame import ModelFrame
    from optopcheck.ifc.prisms import Prism

_REACH = 0.5
"""An opening goes so far to both sides of the glass; what stands out of the wall cuts nothing [m]."""
_SAME = 1e-6
"""[m]"""


def variant_of(assessment: Assessment) -> tuple[Variant, tuple[str, ...]]:
    """Return what the design adds and takes away, as it lies in the model, and the parts it would move.

    Raises
    ------
    InputError
        If there is no design, or it alters a part of what stands there in a way that cannot be written.
    """
    case, building = assessment.facts.case, assessment.facts.proposed.building
    if assessment.facts.scenario.own_design:
        raise InputError(
            Text(
                "dit ontwerp is al een IFC van de ontwerper; er is niets te schrijven",
                "this design is an IFC of the designer already; there is nothing to write",
            )
        )
    added = [e for e in building.elements if e.added] if building else []
    if building is None or not added:
        raise InputError(
            Text(
                "er is geen optoplaag om in het model te schrijven",
                "there is no added storey to write into the model",
            )
        )
    taken = taken_away(case.building, building, case.frame)
    writer = _Writer(case.frame, building, added)
    known = {storey.global_id for storey in case.building.storeys}
    storeys = [s for s in building.storeys if s.global_id not in known]
    key = f"{building.name}/{assessment.facts.scenario}"
    return (
        Variant(
            tuple(writer.storey(s) for s in storeys),
            tuple(writer.parts()),
            tuple(writer.openings()),
            tuple(writer.rooms(storeys)),
            _properties(assessment),
            assessment.receipt.reference_date,
            key,
            taken.gone,
            taken.cuts,
        ),
        taken.moved,
    )


class _Writer:
    """Turns parts of one design into what is written."""

    def __init__(self, frame: ModelFrame, building: Building, added: Sequence[Element]) -> None:
        self._frame, self._building, self._added = frame, building, added
        slabs = [float(e.mesh.bounds[1, 2]) for e in added if e.kind == "IfcSlab"]
        self._top = max(slabs, default=0.0)

    def storey(self, storey: Storey) -> NewStorey:
        """Return a storey at its height in the model."""
        height = float(self._frame.to_model(np.array([[0.0, 0.0, storey.elevation]]))[0, 2])
        return NewStorey(storey.global_id, storey.name, height)

    def parts(self) -> Iterator[NewPart]:
        """Yield walls, slabs and windows."""
        for element in self._added:
            yield NewPart(
                element.global_id,
                element.kind,
                element.name,
                element.storey_id or "",
                self._in_model(element.mesh),
                self._role(element),
            )

    def openings(self) -> Iterator[NewOpening]:
        """Yield the hole of each new window, through the wall of its storey."""
        points = {point.id: point for point in self._building.observation_points}
        walls = {e.storey_id: e for e in reversed(self._added) if e.kind == "IfcWall"}
        for element in self._added:
            point, wall = points.get(element.global_id), walls.get(element.storey_id)
            if element.kind == "IfcWindow" and wall is not None and point is not None and point.aperture:
                yield NewOpening(
                    global_id("opening", element.global_id),
                    wall.global_id,
                    element.global_id,
                    self._in_model(_hole(point)),
                    point.aperture.width,
                    point.aperture.height,
                )

    def rooms(self, storeys: Sequence[Storey]) -> Iterator[NewSpace]:
        """Yield what the roof of each new storey covers within its walls."""
        for storey in storeys:
            parts = [e for e in self._added if e.storey_id == storey.global_id]
            walls = next((prism_of(e.mesh) for e in parts if e.kind == "IfcWall"), None)
            roof = next((prism_of(e.mesh) for e in parts if e.kind == "IfcSlab"), None)
            if walls is None or roof is None:
                continue
            inside = _region(roof).without(_region(walls)).parts()
            for count, region in enumerate(inside, 1):
                number = f" {count}" if len(inside) > 1 else ""
                yield NewSpace(
                    global_id("room", storey.global_id, count),
                    f"ruimte {storey.name}{number}",
                    storey.global_id,
                    self._in_model(region.extruded(walls.low, walls.high)),
                )

    def _role(self, element: Element) -> str | None:
        if element.kind != "IfcSlab":
            return None
        return "ROOF" if abs(float(element.mesh.bounds[1, 2]) - self._top) < _SAME else "FLOOR"

    def _in_model(self, mesh: Mesh) -> Mesh:
        return Mesh(self._frame.to_model(mesh.vertices), mesh.faces)


def _region(prism: Prism) -> Region:
    """Return what a prism covers."""
    outlines = (
        Region.from_ring(profile.outer).without(unite(Region.from_ring(hole) for hole in profile.holes))
        for profile in prism.profiles
    )
    return unite(outlines)


def _hole(point: ObservationPoint) -> Mesh:
    """Return the box that a window cuts out of its wall: the position is the middle of its sill."""
    aperture = point.aperture
    if aperture is None:
        raise ValueError(f"{point.id} has no aperture")
    outward = point.facing[:2] / np.linalg.norm(point.facing[:2])
    along = np.array([-outward[1], outward[0]]) * aperture.width / 2
    out, middle = outward * _REACH, point.position[:2]
    ring = np.array([middle - along - out, middle + along - out, middle + along + out, middle - along + out])
    sill = float(point.position[2])
    return Region.from_ring(ring).extruded(sill, sill + aperture.height)


def _properties(assessment: Assessment) -> dict[str, str]:
    overall = assessment.overall
    need = f" ({overall.need.label.nl})" if overall.need else ""
    content = assessment_json(assessment)
    receipt = {"receipt": content["receipt"], "plugins": content["plugins"]}
    return {
        "Oordeel": f"{overall_words(assessment).nl}{need}",
        "Reden": overall.reason.nl,
        "Toetsdatum": assessment.receipt.reference_date.isoformat(),
        "Programma": f"optopcheck {assessment.receipt.versions.get('optopcheck', '')}".strip(),
        "SHA-256 van de verantwoording": hashlib.sha256(json_text(receipt).encode()).hexdigest(),
        "Betekenis": "geen vergunning en geen toezegging; over de draagkracht wordt niet geoordeeld",
    }
