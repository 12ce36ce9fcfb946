"""Which parts of two models of one building are the same: by GlobalId first, then by shape and place."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.domain.proposal import Changes
from optopcheck.optop.likeness import Shapes, in_one_place, near_pairs, overlapping

if TYPE_CHECKING:
    from collections.abc import Sequence

    from optopcheck.domain.building import Building, Element, ObservationPoint
    from optopcheck.domain.mesh import Floats, Ints

SAME = 0.002
"""Corners of the same part lie within this [m]."""
_SAME_POINT = 0.005
"""[m]"""


@dataclass(frozen=True, eq=False)
class Matched:
    """The proposal with the parts that it kept, and what differs."""

    building: Building
    changes: Changes


def shift_between(existing: Building, proposal: Building) -> Floats | None:
    """Return how far the proposal lies from the existing building, shape (3,) [m].

    The median over parts with one GlobalId and one size; without any, over
    parts of which each model has as many of one kind and size. None if there are none.
    """
    before, after = _bodied(existing.elements), _bodied(proposal.elements)
    pairs = _by_id(before, after)
    one, other = Shapes.of(before), Shapes.of(after)
    if len(pairs):
        alike = np.abs(one.sizes[pairs[:, 0]] - other.sizes[pairs[:, 1]]).max(axis=1) <= SAME
        pairs = pairs[alike] if alike.any() else pairs
    else:
        pairs = one.pairs_by_size(other, SAME)
    if not len(pairs):
        return None
    return np.asarray(np.median(other.middles[pairs[:, 1]] - one.middles[pairs[:, 0]], axis=0))


def match(existing: Building, proposal: Building) -> Matched:
    """Find what the proposal kept, changed, added and took away.

    Parameters
    ----------
    existing, proposal
        In one frame, with their own storeys.

    Returns
    -------
    Matched
        Of kept parts the mesh and the GlobalId are those of the existing
        building; what is only in the proposal is marked as added.
    """
    before, after = _bodied(existing.elements), _bodied(proposal.elements)
    one, other = Shapes.of(before), Shapes.of(after)
    by_id = _by_id(before, after)
    same = in_one_place(one, other, by_id, SAME)
    kept, changed = by_id[same], by_id[~same]
    left_before = np.setdiff1d(np.arange(len(before)), by_id[:, 0])
    left_after = np.setdiff1d(np.arange(len(after)), by_id[:, 1])
    found = near_pairs(one, other, left_before, left_after, SAME)
    gone = np.setdiff1d(left_before, found[:, 0])
    new = np.setdiff1d(left_after, found[:, 1])
    doubtful = overlapping(one, other, gone, new)
    unsure_before, unsure = np.unique(doubtful[:, 0]), np.unique(doubtful[:, 1])
    ids, old_ids = _ids(after), _ids(before)
    changes = Changes(
        len(kept),
        tuple(ids[k] for k in np.setdiff1d(new, unsure)),
        tuple(old_ids[k] for k in np.setdiff1d(gone, unsure_before)),
        tuple(ids[k] for k in changed[:, 1]),
        tuple((old_ids[a], ids[b]) for a, b in found),
        tuple(ids[k] for k in unsure),
        tuple(old_ids[k] for k in unsure_before),
    )
    partner = {int(b): before[int(a)] for a, b in np.concatenate([kept, found])}
    return Matched(_rebuilt(existing, proposal, after, partner, changes), changes)


def _bodied(elements: Sequence[Element]) -> list[Element]:
    return [element for element in elements if not element.mesh.is_empty]


def _ids(elements: Sequence[Element]) -> list[str]:
    return [element.global_id for element in elements]


def _by_id(before: Sequence[Element], after: Sequence[Element]) -> Ints:
    """Return pairs (n, 2) of places; an id that comes twice in one model tells nothing."""
    places: dict[str, list[int]] = {}
    for place, element in enumerate(after):
        places.setdefault(element.global_id, []).append(place)
    counts: dict[str, int] = {}
    for element in before:
        counts[element.global_id] = counts.get(element.global_id, 0) + 1
    pairs = [
        (place, places[e.global_id][0])
        for place, e in enumerate(before)
        if counts[e.global_id] == 1 and len(places.get(e.global_id, ())) == 1
    ]
    return np.array(pairs, dtype=np.int64).reshape(-1, 2)


def _rebuilt(
    existing: Building,
    proposal: Building,
    after: Sequence[Element],
    partner: dict[int, Element],
    changes: Changes,
) -> Building:
    """Return the proposal with the very meshes of the parts that it kept."""
    added = set(changes.added)
    elements = []
    for place, element in enumerate(after):
        old = partner.get(place)
        if old is None:
            elements.append(replace(element, added=element.global_id in added))
            continue
        made = replace(element, mesh=old.mesh, global_id=old.global_id)
        elements.append(old if _is_told_alike(made, old) else made)
    names = {new: old for old, new in changes.renamed}
    return replace(
        proposal,
        name=existing.name,
        elements=tuple(elements),
        observation_points=_points(existing, proposal, names),
        party_walls=existing.party_walls,
    )


def _is_told_alike(one: Element, other: Element) -> bool:
    told = ("global_id", "kind", "name", "storey_id", "added", "external")
    return all(getattr(one, name) == getattr(other, name) for name in told)


def _points(existing: Building, proposal: Building, names: dict[str, str]) -> tuple[ObservationPoint, ...]:
    """Return the points of the proposal; one that did not move is that of the existing building."""
    known = {point.id: point for point in existing.observation_points}
    found = []
    for point in proposal.observation_points:
        named = replace(point, id=names.get(point.id, point.id), owner=existing.name)
        old = known.get(named.id)
        found.append(old if old is not None and _is_same_point(old, named) else named)
    return tuple(found)


def _is_same_point(one: ObservationPoint, other: ObservationPoint) -> bool:
    near = np.allclose(one.position, other.position, atol=_SAME_POINT, rtol=0.0)
    faces = np.allclose(one.facing, other.facing, atol=_SAME_POINT, rtol=0.0)
    return bool(near and faces and np.allclose(_hole(one), _hole(other), atol=_SAME_POINT, rtol=0.0))


def _hole(point: ObservationPoint) -> tuple[float, float, float]:
    hole = point.aperture
    return (hole.width, hole.height, hole.depth) if hole is not None else (0.0, 0.0, 0.0)


def moved(building: Building, by: Floats) -> Building:
    """Return a building moved in the frame [m]."""

    def points(given: Floats) -> Floats:
        return np.asarray(given + by, dtype=np.float64)

    return building.transformed(points, lambda directions: directions)
