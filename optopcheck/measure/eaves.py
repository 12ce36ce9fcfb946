"""Eaves height (*goothoogte*) per façade, and which façade governs."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.domain.measurement import Measured, PartMeasurement, Reading, Unmeasured
from optopcheck.domain.profile import Counting, GoverningEaves, RoofEdge
from optopcheck.domain.quantity import Quantity
from optopcheck.domain.text import Text, join_texts, numbers
from optopcheck.geometry.planes import EavesEdge, crest, falls_away, flat_edges, pitched_eaves
from optopcheck.geometry.region import Region, unite
from optopcheck.measure.areas import footprint_region
from optopcheck.measure.facades import edges_of, facade_name, ribbons, turned_vector, wind_of
from optopcheck.measure.heights import NO_DATUM, height_above_datum
from optopcheck.measure.survey import FACE_TOLERANCE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optopcheck.domain.mesh import Floats, Mesh
    from optopcheck.geometry.planes import RoofPlane
    from optopcheck.measure.survey import Survey

_SAME_HEIGHT = 0.05
"""Edges on one façade this close are one eaves [m]."""
_BAND = 0.6
"""Width beside a roof edge within which a parapet or fascia stands [m]."""
_BELOW = 0.5
_GUTTER_BAND, _GUTTER_RISE = 0.4, 0.6
"""How far outside of and above a drip line a gutter or fascia may reach [m]."""
_CROWN = 0.3
"""Share of its outline from which slopes fall away that makes a flat roof the top of a mansard."""
_BEND = 12.5
"""Flatter slopes beside a flat part make one curved roof with it [deg]."""
_UNDER, _PARALLEL = 3.0, 0.98
"""A dormer stands no further behind its façade than this [m], and is parallel to it by this cosine."""
_TOUCH = 1e-3
_LEAST_LENGTH = 0.5
"""Shorter stretches are trim [m]."""


@dataclass(frozen=True, eq=False)
class _Eaves:
    """One eaves: stretches of edge on one façade at one height, in the frame of the case."""

    wind: int
    height: float
    edges: tuple[EavesEdge, ...]
    elements: tuple[str, ...]
    counts: bool = True
    remark: Text | None = None

    @property
    def length(self) -> float:
        return sum(edge.length for edge in self.edges)


def eaves_height(survey: Survey) -> Measured:
    """*Goothoogte*: plan datum to the top of gutter, drip line, fascia or roof edge (SVBP2012, art. 2).

    Per façade; the profile says which façade governs, and a dormer does not.
    """
    datum = survey.plan_datum
    if datum is None:
        return NO_DATUM
    found = _judged(survey, tuple(_gathered(survey)))
    counting = [e for e in found if e.counts]
    if not counting:
        reason = Text(
            "geen dakrand of druiplijn gevonden die het dak aan de buitenkant begrenst",
            "no roof edge or drip line was found that bounds the roof on the outside",
        )
        return Unmeasured(reason)
    highest = survey.profile.governing_eaves is GoverningEaves.HIGHEST
    top = (max if highest else min)(e.height for e in counting)
    measured = height_above_datum(survey, Quantity.EAVES_HEIGHT, top, (), _method(survey, highest=highest))
    if isinstance(measured, Unmeasured):
        return measured
    governing = [e for e in counting if abs(e.height - top) <= _SAME_HEIGHT]
    return replace(
        measured,
        elements=tuple(dict.fromkeys(i for e in governing for i in e.elements)),
        geometry=_shown(survey, governing),
        readings=_readings(found, counting, top, datum.value),
        parts=tuple(_part(survey, e, datum.value) for e in found),
    )


def _method(survey: Survey, *, highest: bool) -> Text:
    edge = (
        Text("bij een plat dak de bovenkant van de dakrand", "for a flat roof the top of its edge")
        if survey.profile.roof_edge is RoofEdge.PARAPET
        else Text("bij een plat dak het dakvlak zelf", "for a flat roof the roof surface itself")
    )
    which = Text("hoogste", "highest") if highest else Text("laagste", "lowest")
    return join_texts(
        Text(
            "per gevel de druiplijn, goot of boeiboord van het dak, min peil;",
            "per façade the drip line, gutter or fascia of the roof, minus the plan datum;",
        ),
        Text(f"{edge.nl}; de {which.nl} gevel bepaalt", f"{edge.en}; the {which.en} façade governs"),
    )


def _gathered(survey: Survey) -> Iterator[_Eaves]:
    """Yield the eaves of all roofs, stretches on one façade at one height together."""
    groups: defaultdict[tuple[int, bool], list[tuple[EavesEdge, tuple[str, ...]]]] = defaultdict(list)
    for edge, makers in (*_pitched(survey), *_flat(survey)):
        wind = wind_of(turned_vector(edge.outward, survey.enclosure.grid.direction))
        groups[wind, edge.uphill or edge.crown].append((edge, makers))
    for (wind, _), edges in sorted(groups.items()):
        yield from _by_height(wind, sorted(edges, key=lambda pair: -pair[0].height))


def _by_height(wind: int, edges: list[tuple[EavesEdge, tuple[str, ...]]]) -> Iterator[_Eaves]:
    """Yield the edges of one façade, highest first, those at one height together."""
    start = 0
    while start < len(edges):
        top = edges[start][0].height
        stop = start + sum(top - edge.height <= _SAME_HEIGHT for edge, _ in edges[start:])
        same = edges[start:stop]
        elements = tuple(dict.fromkeys(i for _, makers in same for i in makers))
        eaves = _Eaves(wind, top, tuple(edge for edge, _ in same), elements)
        if eaves.length >= _LEAST_LENGTH:
            yield eaves
        start = stop


def _pitched(survey: Survey) -> Iterator[tuple[EavesEdge, tuple[str, ...]]]:
    """Yield the low edges of pitched roofs, lifted to the top of a gutter or fascia before them."""
    corners, rows = survey.enclosure.triangles.reshape(-1, 3), survey.corner_rows
    for edge in pitched_eaves(survey.enclosure, survey.planes):
        outside, along = _beside(edge, corners[:, :2])
        near = (outside > -FACE_TOLERANCE) & (outside <= _GUTTER_BAND) & along
        near &= (corners[:, 2] > edge.height + FACE_TOLERANCE) & (corners[:, 2] <= edge.height + _GUTTER_RISE)
        makers = survey.makers(edge.triangles)
        if not near.any():
            yield edge, makers
            continue
        top = float(corners[near, 2].max())
        highest = rows[near & (corners[:, 2] >= top - _TOUCH)]
        yield replace(edge, height=top), tuple(dict.fromkeys((*makers, *survey.makers(highest))))


def _flat(survey: Survey) -> Iterator[tuple[EavesEdge, tuple[str, ...]]]:
    """Yield the edges of flat roofs, lifted to the top of the parapet along them; no roofless floors."""
    roofless = [level.elevation for level in survey.levels if level.global_id in survey.open_rooms]
    for roof in survey.roofs:
        if any(abs(height - roof.level) <= _BELOW for height in roofless):
            continue
        region = roof.region.turned(-survey.enclosure.grid.direction).without_holes()
        # The top of a curved roof or a mansard is no eaves; what its edges would give stays as a reading.
        curved = _is_curved(region, roof.level, survey.planes)
        crown = curved or falls_away(region, roof.level, survey.planes) >= _CROWN
        for edge in flat_edges(survey.enclosure, region, roof.level, survey.planes):
            yield _with_parapet(survey, replace(edge, crown=crown))


def _is_curved(region: Region, level: float, planes: tuple[RoofPlane, ...]) -> bool:
    """Tell whether a roof is no flat one but the crown of a curved roof or a gently pitched one."""
    gentle = tuple(plane for plane in planes if plane.pitch < _BEND)
    covered = unite(plane.region for plane in gentle).common(region).area
    return covered > region.area / 2 or falls_away(region, level, gentle) >= _CROWN


def _with_parapet(survey: Survey, edge: EavesEdge) -> tuple[EavesEdge, tuple[str, ...]]:
    corners, rows = survey.enclosure.triangles.reshape(-1, 3), survey.corner_rows
    outside, along = _beside(edge, corners[:, :2])
    near = along & (np.abs(outside) <= _BAND) & (corners[:, 2] >= edge.height - _BELOW)
    if survey.profile.roof_edge is RoofEdge.SURFACE:
        near &= corners[:, 2] <= edge.height + FACE_TOLERANCE
    else:
        near &= corners[:, 2] <= crest(survey.enclosure, edge, _BAND)
    if not near.any():
        return edge, ()
    top = max(edge.height, float(corners[near, 2].max()))
    highest = rows[near & (corners[:, 2] >= corners[near, 2].max() - _TOUCH)]
    return replace(edge, height=top), survey.makers(highest)


def _beside(edge: EavesEdge, points: Floats) -> tuple[Floats, np.ndarray[tuple[int], np.dtype[np.bool_]]]:
    """Return how far points lie outside of an edge [m], and whether they lie along it."""
    to = points - edge.start
    along = to @ ((edge.end - edge.start) / edge.length)
    return to @ edge.outward, (along >= -_SAME_HEIGHT) & (along <= edge.length + _SAME_HEIGHT)


def _judged(survey: Survey, found: tuple[_Eaves, ...]) -> tuple[_Eaves, ...]:
    """Mark what does not govern: dormers, and the edge of a structure on the main roof."""
    outline = footprint_region(survey).without_holes().simplified(_TOUCH)
    facades = list(edges_of(outline, _LEAST_LENGTH))
    share = survey.profile.min_eaves_share
    above = _structure_levels(survey)
    judged = []
    for eaves in found:
        facade = _facade_under(survey, eaves, facades)
        if eaves.edges[0].uphill:
            judged.append(replace(eaves, counts=False, remark=_HIGH_SIDE))
        elif eaves.edges[0].crown:
            judged.append(replace(eaves, counts=False, remark=_FLAT_TOP))
        elif above is not None and eaves.height > above:
            judged.append(replace(eaves, counts=False, remark=_ON_STRUCTURE))
        elif eaves.length < share * facade:
            remark = numbers(
                "{l} m van {g} m gevel: dakkapel of ondergeschikt deel",
                "{l} m of {g} m of façade: dormer or subordinate part",
                l=eaves.length,
                g=facade,
            )
            judged.append(replace(eaves, counts=False, remark=remark))
        else:
            judged.append(eaves)
    return tuple(judged)


def _facade_under(survey: Survey, eaves: _Eaves, facades: list[tuple[Floats, Floats, Floats]]) -> float:
    """Length of the longest façade under an eaves, else of the longest one on that side [m]."""
    direction = survey.enclosure.grid.direction
    longest = aside = 0.0
    for edge in eaves.edges:
        start, end = (turned_vector(p, direction) for p in (edge.start, edge.end))
        way = (end - start) / edge.length
        outward = turned_vector(edge.outward, direction)
        for first, last, normal in facades:
            places = sorted([float((first - start) @ way), float((last - start) @ way)])
            overlaps = places[0] < edge.length and places[1] > 0
            near = abs(float((first - start) @ outward)) <= _UNDER
            if float(normal @ outward) > _PARALLEL:
                aside = max(aside, places[1] - places[0])
                longest = max(longest, places[1] - places[0]) if overlaps and near else longest
    return longest or aside or eaves.length


_FLAT_TOP = Text("platte bovenkant van een mansardekap", "flat top of a mansard roof")
_HIGH_SIDE = Text("hoge rand van een lessenaarsdak", "high edge of a lean-to roof")
_ON_STRUCTURE = Text(
    "dakrand van een opbouw op het hoofddak", "roof edge of a structure on top of the main roof"
)


def _structure_levels(survey: Survey) -> float | None:
    """Height above which a flat edge belongs to a structure on the main roof; None if it has none."""
    main = survey.main_roof
    if main is None or survey.profile.roof_structures is Counting.COUNTS:
        return None
    small = [
        r.level
        for r in survey.roofs
        if r.level > main.level and r.region.area < survey.profile.roof_structure_share * main.region.area
    ]
    return min(small) - _SAME_HEIGHT if small else None


def _readings(
    found: tuple[_Eaves, ...], counting: list[_Eaves], top: float, datum: float
) -> tuple[Reading, ...]:
    """Return the eaves that the profile leaves out though they lie higher: a plan may count them."""
    out = [e for e in found if not e.counts and e.height > top + _SAME_HEIGHT]
    if not out or not counting:
        return ()
    label = Text(
        "met dakkapellen, opbouwen en hoge randen van lessenaarsdaken",
        "with dormers, structures on the roof and high edges of lean-to roofs",
    )
    highest = max(out, key=lambda e: e.height)
    return (Reading(label, highest.height - datum, highest.elements),)


def _part(survey: Survey, eaves: _Eaves, datum: float) -> PartMeasurement:
    length = numbers("{l} m lang", "{l} m long", l=eaves.length)
    return PartMeasurement(
        facade_name(eaves.wind),
        eaves.height - datum,
        FACE_TOLERANCE,
        eaves.elements,
        _shown(survey, [eaves]),
        length if eaves.remark is None else join_texts(length, eaves.remark, separator="; "),
        eaves.counts,
    )


def _shown(survey: Survey, found: list[_Eaves]) -> Mesh:
    direction = survey.enclosure.grid.direction
    return ribbons(
        (turned_vector(edge.start, direction), turned_vector(edge.end, direction), eaves.height)
        for eaves in found
        for edge in eaves.edges
    )
