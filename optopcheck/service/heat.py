"""Heat maps of a scene: the hours of sun after, and what is lost, on the ground and on façades."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.domain.mesh import merged
from optopcheck.domain.text import Text, number
from optopcheck.service.sunlight import obstacles
from optopcheck.sun.hours import STEP, facade_patches, ground_patches, sun_hours

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from optopcheck.domain.job import Progress
    from optopcheck.domain.mesh import Floats
    from optopcheck.domain.text import Language
    from optopcheck.picture.heat import Ramp
    from optopcheck.picture.plate import PlateWords
    from optopcheck.service.plates import Drawing

_SQUARES = 150
"""Along a side of the map."""
_PATCH = 1.5
"""Longest edge of a patch of a façade [m]."""
_STEP_TEXT = Text("Uren zon tellen", "Counting hours of sun")
_LOST = Text("Zonuren die verdwijnen", "Hours of sun that are lost")
_LEFT = Text("Zonuren straks", "Hours of sun then")
_NOTES = (
    Text(
        "Mogelijke zon boven de horizon, per {s} minuten;",
        "Possible sun above the horizon, each {s} minutes;",
    ),
    Text("geen toets aan een norm. Grond vlak,", "no check against a norm. Level ground,"),
    Text("zonder bomen en schuttingen.", "without trees and fences."),
)
_KEYS = {
    "building": Text("het gebouw", "the building"),
    "added": Text("wat erop komt", "what is added"),
    "neighbour": Text("buren", "neighbours"),
}


def write_hours(
    drawing: Drawing, day: date, folder: Path, language: Language, progress: Progress
) -> list[Path]:
    """Draw the hours of sun of a day: after, and lost, from above; and lost on façades; return the files.

    Raises
    ------
    InputError
        If a file cannot be written.
    """
    # VTK takes half a second to load; nothing else here needs it.
    from optopcheck.picture.heat import HOURS, LOSS, HeatPlan, HeatView, draw_heat_plan, draw_heat_view  # noqa: PLC0415
    from optopcheck.picture.image import write_png  # noqa: PLC0415 - as above

    scene = drawing.scene
    case, site, frame = scene.case, scene.case.site, scene.frame
    size = float(frame[1, 0] - frame[0, 0]) / _SQUARES
    ground = ground_patches(frame[0], frame[1], scene.ground, size, scene.footprint)
    near = [n for n in case.neighbours if _meets(n.mesh.bounds[:, :2], frame)]
    walls = facade_patches(merged(n.mesh for n in near), _PATCH)
    hours = []
    for k, building in enumerate((scene.before, scene.after)):
        progress(_STEP_TEXT, k / 2)
        shade = obstacles(building, case.neighbours)
        hours.append([sun_hours(patches, shade, site, day) for patches in (ground, walls)])
    lost = [before - after for before, after in zip(*hours, strict=True)]
    on_ground = np.repeat(lost[0], ground.per_middle)
    files = [folder / f"zonuren-{day:%Y-%m-%d}-{what}.png" for what in ("straks", "verlies", "gevels")]
    for path, values, ramp, title in (
        (files[0], np.repeat(hours[1][0], ground.per_middle), HOURS, _LEFT),
        (files[1], on_ground, LOSS, _LOST),
    ):
        words = _words(drawing, day, title, ramp, language)
        plan = HeatPlan(
            frame, site.true_north, ground.triangles, values, ramp,
            drawing.building, drawing.added, drawing.neighbours, words,
        )  # fmt: skip
        write_png(draw_heat_plan(plan), path)
    view = HeatView(
        scene.after, near, scene.ground, site.true_north, np.concatenate([ground.triangles, walls.triangles]),
        np.concatenate([on_ground, lost[1]]), LOSS, _words(drawing, day, _LOST, LOSS, language),
    )  # fmt: skip
    write_png(draw_heat_view(view), files[2])
    progress(_STEP_TEXT, 1.0)
    return files


def _meets(box: Floats, frame: Floats) -> bool:
    return bool((box[0] <= frame[1]).all() and (box[1] >= frame[0]).all())


def _words(drawing: Drawing, day: date, title: Text, ramp: Ramp, language: Language) -> PlateWords:
    from optopcheck.picture.plate import PlateWords  # noqa: PLC0415 - as above

    lines = (drawing.scene.before.name[:44],)
    legend = {name: text.in_language(language) for name, text in _KEYS.items()}
    legend |= {str(k): text.in_language(language) for k, text in enumerate(_classes(ramp.steps, language))}
    credit = drawing.scene.case.neighbours_credit
    notes = [note.in_language(language).format(s=f"{STEP:g}") for note in _NOTES]
    if credit:
        notes.append(Text(f"Buren: {credit}", f"Neighbours: {credit}").in_language(language))
    return PlateWords(title.in_language(language), f"{day:%d-%m-%Y}", lines, (), legend, tuple(notes))


def _classes(steps: tuple[float, ...], language: Language) -> list[Text]:
    """Say what each colour of a ramp stands for."""
    ends = [number(step, 2, language).rstrip("0").rstrip(",.") or "0" for step in steps[1:]]
    named = [Text("geen", "none"), Text(f"tot {ends[0]} uur", f"up to {ends[0]} h")]
    named += [Text(f"{low} tot {high} uur", f"{low} to {high} h") for low, high in pairwise(ends)]
    return [*named, Text(f"meer dan {ends[-1]} uur", f"more than {ends[-1]} h")]
