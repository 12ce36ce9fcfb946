"""Shade and lost sun for a report: maps to scale by day and clock time."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.domain.text import Text, join_texts, number, numbers
from optopcheck.geometry.region import Region
from optopcheck.report import Illustration, ScaleDrawing, best_scale, legend
from optopcheck.service.heat import day_hours
from optopcheck.service.plates import STUDY_CLOCKS, study_moments
from optopcheck.service.report_drawings import ADDED, EDGE, GROUND, INK, OWN, PLOT, credited

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optopcheck.domain.job import Progress
    from optopcheck.domain.text import Language
    from optopcheck.service.heat import SunHours
    from optopcheck.service.plates import Drawing
    from optopcheck.service.shade import ShadeInstant

PLATE_DAYS = ((3, 21), (6, 21), (12, 21))
_LOSS_DAYS = ((3, 21), (6, 21))
_HALF = 80.0
"""Width of one of two side by side [mm]."""
_SHAPE = 0.74
"""Height of a map for its width: there is more to show beside the building than south of it."""
_LOWEST = 3.0
"""With the sun below this the shade runs for hundreds of metres: a plate shows nothing of it [deg]."""
_SHADE, _EXTRA, _LESS, _ROOF_SHADE, _ROOF_EXTRA = "#a6a6a6", "#005ab5", "#ffe066", "#c4c4c4", "#5c9cde"
_LOSSES = ("#c7dcf0", "#92bee4", "#5294d0", "#1864b2", "#083a7a", "#14123c")
_STEPS = (0.0, 0.25, 0.5, 1.0, 2.0, 3.0)
"""Above which each of those colours stands [h]."""


def plates(drawing: Drawing, year: int, progress: Progress) -> Iterator[Illustration]:
    """Yield the shade before and after on some days, each at some clock times while the sun is up."""
    scene, step = drawing.scene, Text("Schaduw tekenen", "Drawing shade")
    for k, (month, day) in enumerate(PLATE_DAYS):
        progress(step, k / len(PLATE_DAYS))
        on = date(year, month, day)
        moments = study_moments([on], STUDY_CLOCKS, scene.case.site.zone)
        shades = (scene.at(when) for when in moments if scene.is_day(when))
        yield from (_plate(drawing, shade) for shade in shades if shade.elevation >= _LOWEST)
    progress(step, 1.0)


def _map(drawing: Drawing) -> ScaleDrawing:
    low, high = drawing.scene.frame
    cut = np.array([0.0, (1 - _SHAPE) / 2 * float(high[1] - low[1])])
    return ScaleDrawing(low + cut, high - cut, best_scale(float(high[0] - low[0]), _HALF))


def _plate(drawing: Drawing, shade: ShadeInstant) -> Illustration:
    made = _map(drawing)
    made.box(GROUND)
    for region, colour in zip(
        (shade.ground.before, shade.ground.extra, shade.ground.less), (_SHADE, _EXTRA, _LESS), strict=True
    ):
        made.region(region, colour)
    shades = {id(found.roof): found.shade for found in shade.roofs}
    for roof in drawing.scene.roofs:
        made.region(roof.region, "#faf9f6")
        if (on_roof := shades.get(id(roof))) is not None:
            for region, colour in (
                (on_roof.before, _ROOF_SHADE), (on_roof.extra, _ROOF_EXTRA), (on_roof.less, _LESS)
            ):  # fmt: skip
                made.region(region, colour)
    _finish(made, drawing)
    extra = shade.ground.extra.area
    on = shade.when.date()
    caption = Text(
        f"{on:%d-%m-%Y}, {shade.clock}, zon {number(shade.elevation, 1, 'nl')}° hoog\nextra schaduw "
        f"{number(extra, 0, 'nl')} m² op grond, {number(shade.extra_on_roofs, 0, 'nl')} m² op daken",
        f"{on.isoformat()}, {shade.clock}, sun {number(shade.elevation, 1, 'en')}° high\nextra shade "
        f"{number(extra, 0, 'en')} m² on ground, {number(shade.extra_on_roofs, 0, 'en')} m² on roofs",
    )
    alt = join_texts(Text("Schaduwkaart van boven", "Map of the shade"), caption, separator=", ")
    name = f"schaduw-{shade.when:%Y-%m-%d-%H%M}.svg"
    return Illustration(name, made.svg(), alt, caption, made.width)


def _finish(made: ScaleDrawing, drawing: Drawing) -> None:
    """Draw what all maps share."""
    for region in drawing.neighbours:
        made.region(region, edge=EDGE)
    made.region(drawing.building, OWN, INK)
    made.region(drawing.added, ADDED, INK)
    for plot in drawing.scene.plots:
        made.region(Region.from_ring(plot.ring), edge=PLOT, pen=0.4)
    made.scale_bar()
    made.north(drawing.scene.case.site.true_north)


def plate_legend(drawing: Drawing, language: Language) -> Illustration:
    """Return what the colours of the plates stand for."""
    words = (
        (_SHADE, Text("schaduw nu", "shade now")),
        (_EXTRA, Text("extra, op grond", "extra, on ground")),
        (_ROOF_EXTRA, Text("extra, op dak", "extra, on roof")),
        (_LESS, Text("schaduw weg", "shade gone")),
        (OWN, Text("het gebouw", "the building")),
        (ADDED, Text("wat erop komt", "what is added")),
    )
    content = legend([(colour, text.in_language(language)) for colour, text in words])
    flat = numbers(
        "Grond vlak op {z} m; bomen en schuttingen tellen niet; de oppervlakte telt ook buiten de kaart",
        "Ground level at {z} m; trees and fences do not count; the area counts outside the map too",
        2,
        z=drawing.scene.ground,
    )
    alt = Text("Legenda van de schaduwkaarten", "Legend of the shade maps")
    return Illustration("legenda-schaduw.svg", content, alt, credited(drawing, flat))


def loss_maps(drawing: Drawing, year: int, progress: Progress) -> tuple[Illustration, ...]:
    """Draw the hours of sun that are lost on the ground on two days."""
    return tuple(
        _loss(drawing, day_hours(drawing.scene, date(year, month, day), progress))
        for month, day in _LOSS_DAYS
    )


def loss_legend(drawing: Drawing, language: Language) -> Illustration:
    """Return what the colours of the loss maps stand for."""
    ends = [*(number(s, 2, language).rstrip("0").rstrip(",.") for s in _STEPS[1:])]
    up, over = Text("tot", "up to").in_language(language), Text("meer", "more").in_language(language)
    words = [f"{up} {end} {Text('u', 'h').in_language(language)}" for end in ends] + [over]
    entries = tuple(zip(_LOSSES, words, strict=True))
    caption = Text(
        "Mogelijke zon op vlakke grond, geteld in stappen van tien minuten (vandaar de strepen); ter "
        "informatie, geen toets aan een norm",
        "Possible sun on level ground, counted in steps of ten minutes (hence the stripes); for information, "
        "no check against a norm",
    )
    alt = Text("Legenda van de verlieskaarten", "Legend of the loss maps")
    return Illustration("legenda-verlies.svg", legend(entries), alt, credited(drawing, caption))


def _loss(drawing: Drawing, found: SunHours) -> Illustration:
    made, patches = _map(drawing), found.ground
    made.box(GROUND)
    corners = patches.triangles.reshape(len(patches.middles), -1, 3)[:, :, :2]
    low, high = corners.min(axis=1), corners.max(axis=1)
    lost = found.ground_before - found.ground_after
    classes = np.searchsorted(_STEPS, lost - 1e-9) - 1
    for k, colour in enumerate(_LOSSES):
        if (mine := classes == k).any():
            made.region(Region.from_boxes(low[mine], high[mine]), colour)
    _finish(made, drawing)
    most = numbers("hoogstens {h} uur", "at most {h} hours", 1, h=float(max(lost.max(initial=0.0), 0.0)))
    on = Text(f"{found.day:%d-%m-%Y}", found.day.isoformat())
    caption = join_texts(on, most, separator=": ")
    alt = join_texts(Text("Kaart van verloren zonuren", "Map of lost hours of sun"), caption, separator=", ")
    return Illustration(f"verlies-{found.day.isoformat()}.svg", made.svg(), alt, caption, made.width)
