"""What stands apart in a model: a second building under one name, and marks of the origin."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.domain.building import SHELL_KINDS, Defect, Severity
from optopcheck.domain.text import Text, numbers

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from optopcheck.domain.building import Element
    from optopcheck.domain.mesh import Floats
    from optopcheck.ifc.survey import Part

APART = 2.0
"""Walls further apart than this do not belong to one body [m]."""
LEAST_BODY = 12.0
"""A group of walls around less than this is a shed or a screen [m2]."""
_LEAST_WALLS = 4
_STOREY_WALL = 1.5
_MARKER = 2.5
"""A mark of the origin is no larger than this [m]."""
_AT_ORIGIN = 0.01
_WALLS = ("IfcWall", "IfcCurtainWall")
_NAMES = re.compile(r"nulpunt|origin|oorsprong|insertion.?point|referentiepunt", re.IGNORECASE)


def several_bodies(elements: Sequence[Element]) -> list[Defect]:
    """Return a warning where walls, floors and roofs lie in groups clearly apart.

    By their boxes: it may miss a second building in the corner of the first,
    or on the same plaza, and never splits one.
    """
    shell = [e for e in elements if e.kind in SHELL_KINDS]
    boxes = np.array([e.mesh.bounds for e in shell]).reshape(-1, 2, 3)
    walls = np.array([e.kind in _WALLS and np.ptp(e.mesh.bounds[:, 2]) >= _STOREY_WALL for e in shell])
    large = [
        group
        for group in _groups(boxes[:, :, :2])
        if walls[group].sum() >= _LEAST_WALLS and _plan(boxes[group]) >= LEAST_BODY
    ]
    if len(large) < len(("one", "other")):
        return []
    return [
        Defect(
            "IFC-BODIES-SEVERAL",
            Severity.WARNING,
            numbers(
                f"het gebouw bestaat uit {len(large)} losse delen, meer dan {{a}} m uit elkaar: "
                "hoogte, oppervlakte en inhoud gelden voor alle delen samen",
                f"the building consists of {len(large)} parts, more than {{a}} m apart: "
                "height, areas and volumes hold for all of them together",
                0,
                a=APART,
            ),
            Text(
                "exporteer elk gebouw in een eigen IfcBuilding of een eigen bestand",
                "export each building in an IfcBuilding or a file of its own",
            ),
        )
    ]


def _groups(boxes: Floats) -> list[list[int]]:
    """Return the indices of boxes (n, 2, 2) that hang together, also by the box around a group."""
    members = [[i] for i in range(len(boxes))]
    outlines = boxes
    while True:
        joined = _linked(outlines)
        members = [[i for j in group for i in members[j]] for group in joined]
        if len(joined) == len(outlines):
            return members
        outlines = np.array([_around(outlines[group]) for group in joined])


def _linked(boxes: Floats) -> list[list[int]]:
    # The widest first: it takes most of the others along, and those are looked at no more.
    free = np.argsort(-(boxes[:, 1] - boxes[:, 0]).prod(axis=1), kind="stable")
    groups: list[list[int]] = []
    while len(free):
        group, free = [int(free[0])], free[1:]
        for at in group:  # grows while it is walked
            low, high = boxes[at] + [[-APART], [APART]]
            near = (boxes[free, 0] <= high).all(axis=1) & (boxes[free, 1] >= low).all(axis=1)
            group += free[near].tolist()
            free = free[~near]
        groups.append(group)
    return groups


def _around(boxes: Floats) -> Floats:
    return np.array([boxes[:, 0].min(axis=0), boxes[:, 1].max(axis=0)])


def _plan(boxes: Floats) -> float:
    low, high = _around(boxes)
    return float((high - low)[:2].prod())


def origin_markers(parts: Sequence[Part], shapes: Mapping[str, tuple[Floats, object]]) -> list[Defect]:
    """Return the small bodies that only mark the zero of the model.

    Parameters
    ----------
    parts
        What the model says of each element.
    shapes
        Vertices in the coordinates of the model [m], by id.
    """
    marks = [
        part
        for part in parts
        if part.kind == "IfcBuildingElementProxy" and part.id in shapes and _is_mark(part, shapes[part.id][0])
    ]
    if not marks:
        return []
    names = ", ".join(f"'{part.name}'" for part in marks)
    return [
        Defect(
            "IFC-ORIGIN-MARKER",
            Severity.NOTE,
            Text(
                f"{len(marks)} merktekens van het nulpunt, geen deel van het gebouw: {names}",
                f"{len(marks)} marks of the origin, no part of the building: {names}",
            ),
            Text("laat ze weg uit de export", "leave them out of the export"),
            tuple(part.id for part in marks),
        )
    ]


def _is_mark(part: Part, vertices: Floats) -> bool:
    low, high = vertices.min(axis=0), vertices.max(axis=0)
    if (high - low).max() > _MARKER:
        return False
    at_zero = (low[:2] <= _AT_ORIGIN).all() and (high[:2] >= -_AT_ORIGIN).all()
    return bool(at_zero or _NAMES.search(part.name))
