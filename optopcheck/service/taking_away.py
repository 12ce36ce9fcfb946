"""What a design takes away of what stands there: what it lifts, what goes, and what it cuts off."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.domain.job import InputError
from optopcheck.domain.mesh import Mesh
from optopcheck.domain.text import Text
from optopcheck.geometry.cutting import below
from optopcheck.geometry.region import Region
from optopcheck.ifc.writer import NewCut
from optopcheck.optop.identity import global_id

if TYPE_CHECKING:
    from optopcheck.domain.building import Building, Element
    from optopcheck.domain.model_frame import ModelFrame

_SAME = 1e-6
"""[m]"""
_BEYOND = 0.5
"""The box of a cut reaches so far beyond what goes [m]."""


@dataclass(frozen=True, eq=False)
class TakenAway:
    """The differences between what stands there and what stays of it."""

    moved: tuple[str, ...]
    """Lifted onto the new roof."""
    gone: tuple[str, ...]
    """Parts; with the rooms and storeys that go along."""
    cuts: tuple[NewCut, ...]


def taken_away(before: Building, after: Building, frame: ModelFrame) -> TakenAway:
    """Return what a design does to the parts that stand there.

    Parameters
    ----------
    before, after
        The building and its design.
    frame
        The way back to the coordinates of the model.

    Raises
    ------
    InputError
        If it alters a part in any other way than lifting it, taking it away or cutting off its top.
    """
    designed = {e.global_id: e.mesh for e in after.elements if not e.added}
    known = {storey.global_id for storey in before.storeys}
    # What is cut off makes way for the lowest of the added storeys.
    level = min((s.elevation for s in after.storeys if s.global_id not in known), default=np.inf)
    moved, gone, cuts = [], [], []
    for element in before.elements:
        mesh = designed.get(element.global_id)
        if element.mesh.is_empty:
            continue
        if mesh is None:
            gone.append(element.global_id)
        elif _only_lifted(element.mesh, mesh):
            if mesh is not element.mesh and not np.allclose(mesh.vertices, element.mesh.vertices, atol=_SAME):
                moved.append(element.global_id)
        else:
            cuts.append(_cut(element, mesh, float(level), frame))
    rooms = {space.global_id for space in after.spaces}
    gone += [space.global_id for space in before.spaces if space.global_id not in rooms]
    if any(element.global_id not in designed for element in before.elements) or cuts:
        # A level that only marks the old roof stays where nothing goes.
        levels = {storey.global_id for storey in after.storeys}
        gone += [storey.global_id for storey in before.storeys if storey.global_id not in levels]
    return TakenAway(tuple(moved), tuple(gone), tuple(cuts))


def _only_lifted(before: Mesh, after: Mesh) -> bool:
    if before is after:
        return True
    same = before.vertices.shape == after.vertices.shape and np.array_equal(before.faces, after.faces)
    return bool(same and np.ptp(after.vertices - before.vertices, axis=0).max(initial=0.0) < _SAME)


def _cut(element: Element, rest: Mesh, height: float, frame: ModelFrame) -> NewCut:
    again = below(element.mesh, height)
    if again is None or again is element.mesh or not _alike(again, rest):
        name = element.name or element.global_id
        raise InputError(
            Text(
                f"deze variant verandert een deel dat er staat ({name}) anders dan door het weg te halen of "
                "af te snijden; in een kopie van het model is dat niet te schrijven",
                f"this variant alters a part that stands there ({name}) otherwise than by taking it away or "
                "cutting it off; that cannot be written into a copy of the model",
            )
        )
    (west, south, _), (east, north, top) = element.mesh.bounds
    ring = np.array(
        [
            (west - _BEYOND, south - _BEYOND),
            (east + _BEYOND, south - _BEYOND),
            (east + _BEYOND, north + _BEYOND),
            (west - _BEYOND, north + _BEYOND),
        ]
    )
    box = Region.from_ring(ring).extruded(height, float(top) + _BEYOND)
    vertices = frame.to_model(box.vertices)
    return NewCut(
        global_id("cut", element.global_id, height),
        element.global_id,
        float(vertices[:, 2].min()),
        Mesh(vertices, box.faces),
    )


def _alike(one: Mesh, other: Mesh) -> bool:
    same = one.vertices.shape == other.vertices.shape and np.array_equal(one.faces, other.faces)
    return bool(same and np.allclose(one.vertices, other.vertices, atol=_SAME))
