"""Drawings to scale for a report: where the building stands, and how high it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from optopcheck.domain.measurement import Measurement
from optopcheck.domain.text import Text, join_texts, numbers
from optopcheck.geometry.region import Region
from optopcheck.geometry.snapped import united_triangles
from optopcheck.report import Illustration, ScaleDrawing, best_scale

if TYPE_CHECKING:
    from optopcheck.domain.assessment import Assessment
    from optopcheck.domain.building import Building
    from optopcheck.domain.mesh import Floats
    from optopcheck.domain.text import Language
    from optopcheck.service.plates import Drawing

_WIDE, _TALL = 170.0, 100.0
"""Of a drawing on paper [mm]."""
_LABELS = 46.0
"""Beside an elevation, for the names of heights [mm]."""
_AROUND = 2.0
"""Side of the map of the place, in lengths of the building."""
GROUND, _ROOF, OWN, ADDED, EDGE = "#f3f1ea", "#e4e5e6", "#706a64", "#e07a2f", "#8b9096"
PLOT, _LIMIT, INK = "#006e54", "#b42318", "#22272e"


def site_drawing(drawing: Drawing) -> Illustration:
    """Draw the place from above: building, what is added, neighbours, plot and building zone."""
    case = drawing.scene.case
    low, high = drawing.building.united(drawing.added).bounds
    middle, side = (low + high) / 2, _AROUND * float((high - low).max())
    scale = best_scale(side, _WIDE)
    half = np.array([_WIDE, _TALL]) * scale / 2000
    made = ScaleDrawing(middle - half, middle + half, scale)
    made.box(GROUND)
    for region in drawing.neighbours:
        made.region(region, _ROOF, EDGE)
    made.region(drawing.building, OWN, INK)
    made.region(drawing.added, ADDED, INK, 0.25)
    words = [
        Text("grijs het gebouw", "grey the building"),
        Text("oranje wat erop komt", "orange what is added"),
    ]
    if case.site.plot_boundary is not None:
        made.region(Region.from_ring(case.site.plot_boundary), edge=PLOT, pen=0.5)
        words.append(Text("groen het perceel", "green the plot"))
    if case.plan_limits is not None and case.plan_limits.building_zone is not None:
        made.region(Region.from_ring(case.plan_limits.building_zone), edge=_LIMIT, pen=0.4)
        words.append(Text("rood het bouwvlak", "red the building zone"))
    made.scale_bar()
    made.north(case.site.true_north)
    title = Text(f"Situatie, schaal 1 : {scale} op A4", f"Site, scale 1 : {scale} on A4")
    caption = join_texts(title, join_texts(*words, separator=", "), separator="; ")
    alt = Text("Kaart van boven van het gebouw en zijn buren", "Map of the building and its neighbours")
    return Illustration("situatie.svg", made.svg(), alt, credited(drawing, caption))


def elevation_drawing(assessment: Assessment, language: Language) -> Illustration | None:
    """Draw the outline before and after from the side of its longest façade, with heights; None without."""
    facts = assessment.facts
    before, after = facts.existing.building or facts.case.building, facts.proposed.building
    if after is None or before.mesh.is_empty:
        return None
    angle = _long_way(before)
    along = np.array([np.cos(angle), np.sin(angle)])
    now, added = _outlines(before, after, along)
    low, high = now.united(added).bounds
    wide, tall = (float(v) for v in high - low)
    # A tower is no taller on paper than a map.
    scale = max(best_scale(wide, _WIDE - _LABELS), best_scale(tall, _TALL))
    room = np.array([_LABELS, 10.0]) * scale / 1000
    made = ScaleDrawing(low - [0.0, 2.0 * scale / 1000], high + room, scale)
    made.region(added, ADDED, INK)
    made.region(now, "#d5d2cb", INK)
    made.region(_windows(before, along, angle), "#8ba3b5")
    left, right = float(low[0]), float(high[0])
    _heights(made, assessment, (left, right, scale), language)
    made.scale_bar()
    # Seen from the right of the way in which the drawing runs.
    bearing = (180.0 - np.degrees(angle) - facts.case.site.true_north) % 360
    side = _side(float(bearing))
    caption = Text(
        f"Aanzicht vanuit het {side.nl}, schaal 1 : {scale} op A4; grijs wat er staat, oranje wat "
        "erop komt; hoogten boven peil",
        f"Seen from the {side.in_language('en')}, scale 1 : {scale} on A4; grey what stands there, orange "
        "what is added; heights above the plan datum",
    )
    alt = Text("Omtrek van het gebouw voor en na met hoogten", "Outline of the building before and after")
    return Illustration("aanzicht.svg", made.svg(), alt, caption, made.width)


def _long_way(building: Building) -> float:
    """Return the direction in plan of the longer side of the smallest box around it [rad]."""
    points = building.mesh.vertices[:, :2]
    best = (np.inf, 0.0)
    for angle in np.radians(np.arange(0.0, 90.0)):
        turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
        size = np.ptp(points @ turn, axis=0)
        if (area := float(size.prod())) < best[0]:
            best = (area, float(angle if size[0] >= size[1] else angle - np.pi / 2))
    # Of the two sides that show it, the one that looks south.
    return best[1]


def _outlines(before: Building, after: Building, along: Floats) -> tuple[Region, Region]:
    """Return the outline before, and what is added, in the plane of the façade."""
    new = [e.mesh.triangles for e in after.elements if e.added]
    added = np.concatenate(new) if new else np.empty((0, 3, 3))
    return united_triangles(_flat(before.mesh.triangles, along)), united_triangles(_flat(added, along))


def _flat(points: Floats, along: Floats) -> Floats:
    return np.asarray(np.stack([points[..., :2] @ along, points[..., 2]], axis=-1))


def _windows(building: Building, along: Floats, angle: float) -> Region:
    """Return the windows and doors that look at the reader."""
    towards = np.array([np.sin(angle), -np.cos(angle)])
    seen = {p.id for p in building.observation_points if float(p.facing[:2] @ towards) > np.cos(np.pi / 4)}
    found = [e.mesh.triangles for e in building.elements if e.global_id in seen]
    return united_triangles(_flat(np.concatenate(found), along)) if found else Region.empty()


def _heights(
    made: ScaleDrawing, assessment: Assessment, span: tuple[float, float, int], language: Language
) -> None:
    """Draw peil, the heights before and after, and what the plan allows, each with its name."""
    left, right, scale = span
    datum = assessment.facts.case.site.plan_datum
    if datum is None:
        return
    marks = [(datum.value, Text("peil", "plan datum"), INK)]
    for situation, word in (
        (assessment.facts.existing, Text("bestaand", "existing")),
        (assessment.facts.proposed, Text("voorgesteld", "proposed")),
    ):
        height = situation.measured.building_height
        if isinstance(height, Measurement):
            label = numbers(f"{word.nl} {{h}} m", f"{word.in_language('en')} {{h}} m", 2, h=height.value)
            marks.append((datum.value + height.value, label, INK))
    plan = assessment.facts.case.plan_limits
    for limit, name in (
        (plan.max_building_height, Text("max. bouwhoogte", "max. height")) if plan else (None, Text("")),
        (plan.max_eaves_height, Text("max. goothoogte", "max. eaves")) if plan else (None, Text("")),
    ):
        if limit is not None:
            label = numbers(f"{name.nl} {{h}} m", f"{name.in_language('en')} {{h}} m", 2, h=limit.value)
            marks.append((datum.value + limit.value, label, _LIMIT))
    step, last = 2.9 * scale / 1000, -np.inf
    for z, label, colour in sorted(marks, key=lambda mark: mark[0]):
        written = max(z, last + step)
        last = written
        tail = right + 4.0 * scale / 1000
        made.lines(np.array([[[left, z], [right, z]]]), colour, 0.15, "1.2 0.8")
        made.lines(np.array([[[right, z], [tail, written]]]), colour, 0.15)
        made.words(np.array([tail + scale / 1000, written]), label.in_language(language), colour=colour)


def _side(bearing: float) -> Text:
    """Name the direction of a bearing from true north [deg]."""
    names = (
        Text("noorden", "north"), Text("noordoosten", "north-east"), Text("oosten", "east"),
        Text("zuidoosten", "south-east"), Text("zuiden", "south"), Text("zuidwesten", "south-west"),
        Text("westen", "west"), Text("noordwesten", "north-west"),
    )  # fmt: skip
    return names[round(bearing / 45) % 8]


def credited(drawing: Drawing, caption: Text) -> Text:
    """Add the credit that the source of the neighbours asks for."""
    credit = drawing.scene.case.neighbours_credit
    if not credit or not drawing.scene.case.neighbours:
        return caption
    return join_texts(caption, Text(f"buren: {credit}", f"neighbours: {credit}"), separator="; ")
