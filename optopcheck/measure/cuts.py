"""What the profile cuts off the body: half of a party wall, shallow bays in front of the façade."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.domain.profile import PartyWalls
from optopcheck.domain.text import Text, numbers
from optopcheck.geometry.region import Region, unite
from optopcheck.measure.facades import edges_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from optopcheck.domain.building import Element
    from optopcheck.domain.mesh import Floats
    from optopcheck.measure.survey import Survey

_FACADE = 1.0
"""Shorter edges are no façade line from which a bay could stand out [m]."""
_ON_LINE = 0.02
_LEAST_BAY = 0.1
"""Smaller pieces are pilasters and frames, whose area does not matter [m2]."""


@dataclass(frozen=True, eq=False)
class Cut:
    """A region in the frame of the case that does not count between two heights."""

    region: Region
    bottom: float
    top: float
    reason: Text
    elements: tuple[str, ...] = ()


def cuts_of(survey: Survey, outline: Region) -> tuple[Cut, ...]:
    """Return what the profile leaves out of an outline, in the frame of the case."""
    return (*_party_walls(survey, outline), *_bays(survey, outline))


def at_height(cuts: Iterable[Cut], height: float) -> Region:
    """Return all that is cut at a height."""
    return unite(cut.region for cut in cuts if cut.bottom <= height <= cut.top)


def _party_walls(survey: Survey, outline: Region) -> Iterator[Cut]:
    """Yield the outer half of each wall that the user named as shared with the neighbour."""
    if survey.profile.party_walls is not PartyWalls.HEART:
        return
    named = set(survey.building.party_walls)
    for wall in survey.building.elements:
        if wall.global_id not in named or wall.mesh.is_empty:
            continue
        plan = _plan(wall)
        half = plan.width / 2
        outer = plan.common(outline.without(outline.grown(-half)))
        if not outer.is_empty:
            low, high = wall.mesh.bounds[:, 2]
            reason = Text(
                "buitenste helft van een scheidingsmuur: gemeten tot het hart",
                "outer half of a party wall: measured to its heart",
            )
            yield Cut(outer, float(low), float(high), reason, (wall.global_id,))


def _plan(wall: Element) -> Region:
    return unite(Region.from_ring(t[:, :2]) for t in wall.mesh.triangles)


def _bays(survey: Survey, outline: Region) -> Iterator[Cut]:
    """Yield the bays that stand out from a façade by no more than the profile's cap."""
    cap = survey.profile.subordinate.projection_cap
    if cap is None:
        return
    reason = numbers(
        "staat niet meer dan {c} m voor de gevel uit en is ondergeschikt",
        "stands out from the façade by no more than {c} m and is subordinate",
        c=cap,
    )
    for start, along, length in _lines(outline):
        outward = np.array([along[1], -along[0]])
        strip = _box(start, along, outward, length, 0.0, cap)
        beyond = _box(start, along, outward, length, cap, cap + _ON_LINE)
        for piece in outline.common(strip).parts():
            goes_on = outline.common(beyond).common(piece.grown(_ON_LINE)).area > _ON_LINE**2
            if piece.area >= _LEAST_BAY and not goes_on:
                yield Cut(piece, -np.inf, np.inf, reason)


def _lines(outline: Region) -> Iterator[tuple[Floats, Floats, float]]:
    """Yield start, direction and length of the lines on which two or more façades lie."""
    edges = [
        (start, (end - start) / np.linalg.norm(end - start), float(np.linalg.norm(end - start)))
        for start, end, _ in edges_of(outline.simplified(_ON_LINE / 2), _FACADE)
    ]
    used: set[int] = set()
    for k, (start, along, _) in enumerate(edges):
        if k in used:
            continue
        outward = np.array([along[1], -along[0]])
        same = [
            j
            for j, (other, way, _) in enumerate(edges)
            if float(way @ along) > 1 - 1e-4 and abs(float((other - start) @ outward)) <= _ON_LINE
        ]
        used.update(same)
        places = [p for j in same for p in (_place(edges[j][0], start, along), _end(edges[j], start, along))]
        if len(same) >= len("ab"):
            yield start + min(places) * along, along, max(places) - min(places)


def _place(point: Floats, start: Floats, along: Floats) -> float:
    return float((point - start) @ along)


def _end(edge: tuple[Floats, Floats, float], start: Floats, along: Floats) -> float:
    return _place(edge[0] + edge[1] * edge[2], start, along)


def _box(start: Floats, along: Floats, outward: Floats, length: float, near: float, far: float) -> Region:
    corners = [start + near * outward, start + far * outward]
    return Region.from_ring(np.array([*corners, corners[1] + length * along, corners[0] + length * along]))
