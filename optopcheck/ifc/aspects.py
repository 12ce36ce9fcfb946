"""Several files of one building, such as its trades, into one reading; the first file leads."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.domain.job import InputError
from optopcheck.domain.repair import AspectFrame
from optopcheck.ifc import aspect_texts as said
from optopcheck.ifc import fitness
from optopcheck.ifc.agreement import by_map, differences, on_map
from optopcheck.ifc.aspect_levels import matched
from optopcheck.ifc.aspect_source import SAME_BOX, gap, stacked, touching_share, width
from optopcheck.ifc.survey import Survey

if TYPE_CHECKING:
    from collections.abc import Sequence

    from optopcheck.domain.building import Defect
    from optopcheck.domain.mesh import Floats, Ints
    from optopcheck.ifc.agreement import Difference
    from optopcheck.ifc.aspect_source import Source
    from optopcheck.ifc.survey import Part

LEAST_SHARE = 0.1
"""An aspect of which fewer parts stand at the building lies elsewhere."""
MOST_GAP = 4.0
"""More height between an aspect and the rest is no storey that is left out [m]."""
WIDER, NARROWER = 10.0, 1 / 50
"""An aspect that is so many times as wide as the rest has another unit."""


def federate(
    lead: Source, aspects: Sequence[Source], choice: AspectFrame | None
) -> tuple[Survey, tuple[Defect, ...]]:
    """Put aspects to the first file.

    Parameters
    ----------
    lead
        The first file: its building, site and frame hold.
    aspects
        The other files.
    choice
        Which coordinates the user says are right, where files contradict each other.

    Raises
    ------
    InputError
        If the map is chosen and a file has no map conversion.

    Returns
    -------
    Survey
        Of all files that lie in one place, in the model coordinates of the first.
    tuple of Defect
        What was merged and how; what was left out blocks every quantity.
    """
    merger = _Merger(lead)
    waiting = [_place(lead, aspect, choice) for aspect in aspects]
    # A roof stands on walls that may be in a later file: go round until nothing joins any more.
    while waiting:
        joined = [placed for placed in waiting if merger.fits(placed, chosen=choice is not None)]
        if not joined:
            break
        for placed in joined:
            merger.join(placed)
        waiting = [placed for placed in waiting if placed not in joined]
    for placed in waiting:
        merger.leave_out(placed)
    return merger.survey, tuple(merger.defects)


@dataclass(frozen=True, eq=False)
class _Placed:
    """An aspect in the model coordinates of the first file."""

    source: Source
    found: tuple[Difference, ...]
    conflict: bool
    """True if the files contradict each other and nobody has said which is right."""
    by_map: bool
    shapes: dict[str, tuple[Floats, Ints]]
    boxes: dict[str, Floats]
    lift: float
    """What is added to heights of the aspect [m]."""


def _place(lead: Source, aspect: Source, choice: AspectFrame | None) -> _Placed:
    """Choose the coordinates of an aspect: those of the models, unless only those of the map fit."""
    found = differences(lead, aspect, lead.facts.levels)
    conflict = any(d.is_conflict for d in found)
    both = on_map(lead.frame) and on_map(aspect.frame) and not any(d.subject == "system" for d in found)
    if choice is AspectFrame.MAP and not both:
        raise InputError(said.no_map(lead.file, aspect.file))
    drawn = _moved(lead, aspect, found, conflict=conflict and choice is None, on_the_map=False)
    if not both or choice is AspectFrame.MODEL or not (conflict or choice):
        return drawn
    mapped = _moved(lead, aspect, found, conflict=False, on_the_map=True)
    if choice is AspectFrame.MAP:
        return mapped
    ours = stacked(lead.boxes)
    apart = touching_share(stacked(drawn.boxes), ours) < LEAST_SHARE
    together = touching_share(stacked(mapped.boxes), ours) >= LEAST_SHARE
    return mapped if apart and together else drawn


def _moved(
    lead: Source, aspect: Source, found: tuple[Difference, ...], *, conflict: bool, on_the_map: bool
) -> _Placed:
    shapes, boxes, lift = aspect.survey.shapes, aspect.boxes, 0.0
    if on_the_map:
        shapes = {i: (by_map(lead, aspect, v), f) for i, (v, f) in shapes.items()}
        boxes = {i: np.array([shapes[i][0].min(axis=0), shapes[i][0].max(axis=0)]) for i in boxes}
        lift = float(by_map(lead, aspect, np.zeros((1, 3)))[0, 2])
    return _Placed(aspect, found, conflict, on_the_map, shapes, boxes, lift)


class _Merger:
    """Grows by one file after another."""

    def __init__(self, lead: Source) -> None:
        self._lead = lead
        facts, survey = lead.facts, lead.survey
        self.survey = Survey(
            facts,
            dict(survey.shapes),
            dict(survey.failed),
            dict(survey.complaints),
            survey.kernel_unit,
            survey.differing,
            mended=dict(survey.mended),
        )
        self.defects: list[Defect] = []
        self._boxes = dict(lead.boxes)
        self._spaces = {space.id for space in facts.spaces}

    def fits(self, placed: _Placed, *, chosen: bool) -> bool:
        """Tell whether a file belongs to what was merged; who chose the frame answers for it."""
        if placed.conflict:
            return False
        return chosen or self._why_apart(placed) is None

    def _own(self, placed: _Placed) -> Floats:
        """Return the boxes of an aspect without the parts that both have: an origin marker proves nothing."""
        known = self._boxes
        return stacked({i: box for i, box in placed.boxes.items() if not _same(box, known.get(i))})

    def _why_apart(self, placed: _Placed) -> said.Apart | None:
        ours, theirs = stacked(self._boxes), self._own(placed)
        if not len(theirs) or not len(ours):
            return None
        ratio = width(theirs) / max(width(ours), SAME_BOX)
        if (ratio > WIDER and _many(ours)) or (ratio < NARROWER and _many(theirs)):
            return said.Apart("unit", ratio)
        between = gap(theirs, ours)
        if touching_share(theirs, ours) < LEAST_SHARE:
            return said.Apart("plan", float(np.hypot(*between[:2])))
        return said.Apart("height", float(between[2])) if between[2] > MOST_GAP else None

    def join(self, placed: _Placed) -> None:
        """Take the parts of a file in, each element once."""
        source, file = placed.source, placed.source.file
        apart = self._why_apart(placed)
        facts, theirs = self.survey.told, source.facts
        levels = matched(facts.levels, theirs.levels, placed.lift)
        parts, twice, unlike = self._sorted_out(placed)
        new = {part.id for part in parts}
        replaced = {part.id for part in facts.parts} & new
        kept = [part for part in facts.parts if part.id not in replaced]
        spaces = [s for s in theirs.spaces if s.id not in self._spaces]
        self._spaces |= {space.id for space in spaces}
        plant = [p for p in theirs.plant if p.id not in {ours.id for ours in facts.plant}]
        self.survey.facts = replace(
            facts,
            levels=levels.all,
            parts=_by_id([*kept, *(_at(levels.names, p) for p in parts)]),
            spaces=_by_id([*facts.spaces, *(_at(levels.names, s) for s in spaces)]),
            plant=_by_id([*facts.plant, *(_at(levels.names, p) for p in plant)]),
            plant_floor=max(facts.plant_floor, theirs.plant_floor + placed.lift),
            left_out=_summed(facts.left_out, theirs.left_out),
            strays={**theirs.strays, **facts.strays},
            homeless=(*facts.homeless, *theirs.homeless),
            repeated_ids=(*facts.repeated_ids, *theirs.repeated_ids),
            damages=(*facts.damages, *theirs.damages),
            open_errors=(*facts.open_errors, *(f"{file}: {error}" for error in theirs.open_errors)),
            gone=facts.gone + theirs.gone,
            cuts={**theirs.cuts, **facts.cuts},
        )
        self._take(placed, new | {part.id for part in (*spaces, *plant)})
        self.defects += [
            said.merged(file, len(new), len(twice), levels, facts.units, theirs.units),
            *(said.differs(file, self._lead.file, d, by_map=placed.by_map) for d in placed.found),
            *(said.within(file, found) for found in fitness.units(theirs.units, source.survey.kernel_unit)),
            *self._about_file(source),
            *([said.stands_apart(file, apart)] if apart else []),
            *([said.unlike(file, unlike)] if unlike else []),
        ]

    def _about_file(self, source: Source) -> list[Defect]:
        """Say on what building and map of a file differ in kind from those of the first."""
        found, ours, theirs = [], self._lead.facts, source.facts
        if theirs.building_id != ours.building_id:
            found.append(said.other_building(source.file, theirs.building_name, ours.building_name))
        lead_has_it = on_map(self._lead.frame)
        if on_map(source.frame) != lead_has_it:
            found.append(said.one_map(source.file, self._lead.file, lead_has_it=lead_has_it))
        return found

    def _sorted_out(self, placed: _Placed) -> tuple[list[Part], list[str], list[str]]:
        """Return new parts, GlobalIds of parts that are there already, and of those that differ."""
        known = {part.id: part for part in self.survey.told.parts}
        new: list[Part] = []
        twice: list[str] = []
        unlike: list[str] = []
        for part in placed.source.facts.parts:
            ours = known.get(part.id)
            if ours is None:
                new.append(part)
            elif part.id not in self._boxes and part.id in placed.boxes and ours.kind == part.kind:
                # Hidden in one file, drawn in the other.
                new.append(part)
            else:
                same = part.id not in placed.boxes or _same(placed.boxes[part.id], self._boxes.get(part.id))
                (twice if same and ours.kind == part.kind else unlike).append(part.id)
        return new, twice, unlike

    def _take(self, placed: _Placed, wanted: set[str]) -> None:
        survey, theirs = self.survey, placed.source.survey
        for identity in wanted:
            survey.failed.pop(identity, None)
            if identity in placed.shapes:
                survey.shapes[identity] = placed.shapes[identity]
            if identity in placed.boxes:
                self._boxes[identity] = placed.boxes[identity]
            if identity in theirs.failed:
                survey.failed[identity] = theirs.failed[identity]
            if identity in theirs.complaints:
                survey.complaints[identity] = theirs.complaints[identity]
            if identity in theirs.mended:
                survey.mended[identity] = theirs.mended[identity]
        survey.differing = (*survey.differing, *theirs.differing)

    def leave_out(self, placed: _Placed) -> None:
        """Say why a file is not merged; that blocks every quantity."""
        count = len(placed.source.facts.parts)
        self.defects.append(
            said.left_out(
                placed.source.file,
                self._lead.file,
                count,
                [d for d in placed.found if d.is_conflict] if placed.conflict else [],
                None if placed.conflict else self._why_apart(placed),
            )
        )


def _same(box: Floats, other: Floats | None) -> bool:
    return other is not None and bool(np.abs(box - other).max() <= SAME_BOX)


def _many(boxes: Floats) -> bool:
    """Tell whether there are parts enough for a whole: a lone lift head is narrow by itself."""
    return len(boxes) >= len("abc")


def _at(names: dict[str, str], part: Part) -> Part:
    return replace(part, storey=names.get(part.storey, part.storey)) if part.storey else part


def _by_id(parts: Sequence[Part]) -> tuple[Part, ...]:
    return tuple(sorted(parts, key=lambda part: part.id))


def _summed(ours: dict[str, int], theirs: dict[str, int]) -> dict[str, int]:
    return {kind: ours.get(kind, 0) + theirs.get(kind, 0) for kind in sorted({*ours, *theirs})}
