"""Heat maps of a scene: the hours of sun after, and what is lost, on the ground and on façades."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.domain.job import no_progress
from optopcheck.domain.mesh import merged
from optopcheck.domain.text import Text, number
from optopcheck.service.obstacles import obstacles
from optopcheck.sun.hours import STEP, facade_patches, ground_patches, sun_hours

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from optopcheck.domain.building import Neighbour
    from optopcheck.domain.job import Progress
    from optopcheck.domain.mesh import Floats
    from optopcheck.domain.text import Language
    from optopcheck.picture.heat import HeatPlan, HeatView, Ramp
    from optopcheck.picture.plate import PlateWords
    from optopcheck.service.plates import Drawing
    from optopcheck.service.shade import ShadeScene
    from optopcheck.sun.hours import Patches

_SQUARES = 150
"""Along a side of the map."""
_PATCH = 1.5
"""Longest edge of a patch of a façade [m]."""
_LIFT = 0.02
"""Patches are drawn this far before the wall that they lie in [m]."""
_SOUTH = Text("gezien vanuit het zuiden", "seen from the south")
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


@dataclass(frozen=True, eq=False)
class SunHours:
    """Hours of sun of one day before and after, on patches of the ground and of the neighbours' façades."""

    day: date
    ground: Patches
    walls: Patches
    ground_before: Floats
    """Shape (n,) of the ground patches [h]."""
    ground_after: Floats
    walls_before: Floats
    walls_after: Floats


def day_hours(scene: ShadeScene, day: date, progress: Progress = no_progress) -> SunHours:
    """Count the hours of sun of a day on the map of a scene.

    Parameters
    ----------
    scene
    day
        Civil day in the time zone of the site.
    progress
        May raise `CancelledError`.
    """
    site, frame = scene.case.site, scene.frame
    size = float(frame[1, 0] - frame[0, 0]) / _SQUARES
    ground = ground_patches(frame[0], frame[1], scene.ground, size, scene.footprint)
    walls = facade_patches(merged(n.mesh for n in neighbours_on_map(scene)), _PATCH)
    hours = []
    for k, building in enumerate((scene.before, scene.after)):
        progress(_STEP_TEXT, k / 2)
        shade = obstacles(building, scene.case.neighbours)
        hours.append([sun_hours(patches, shade, site, day) for patches in (ground, walls)])
    progress(_STEP_TEXT, 1.0)
    (ground_before, walls_before), (ground_after, walls_after) = hours
    return SunHours(day, ground, walls, ground_before, ground_after, walls_before, walls_after)


def neighbours_on_map(scene: ShadeScene) -> list[Neighbour]:
    """Return the neighbours of which a part may lie on the map."""
    low, high = scene.frame
    boxes = ((n, n.mesh.bounds[:, :2]) for n in scene.case.neighbours if not n.mesh.is_empty)
    return [n for n, box in boxes if (box[0] <= high).all() and (box[1] >= low).all()]


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
    from optopcheck.picture import heat  # noqa: PLC0415
    from optopcheck.picture.image import write_png  # noqa: PLC0415 - as above

    found = day_hours(drawing.scene, day, progress)
    left, lost = (_words(drawing, day, *kind, language) for kind in ((_LEFT, heat.HOURS), (_LOST, heat.LOSS)))
    files = [folder / f"zonuren-{day:%Y-%m-%d}-{what}.png" for what in ("straks", "verlies", "gevels")]
    after = _plan(drawing, found, found.ground_after, heat.HOURS, left)
    write_png(heat.draw_heat_plan(after), files[0])
    loss = _plan(drawing, found, found.ground_before - found.ground_after, heat.LOSS, lost)
    write_png(heat.draw_heat_plan(loss), files[1])
    seen = replace(lost, lines=(*lost.lines, _SOUTH.in_language(language)))
    write_png(heat.draw_heat_view(_view(drawing, found, seen)), files[2])
    return files


def _plan(drawing: Drawing, found: SunHours, hours: Floats, ramp: Ramp, words: PlateWords) -> HeatPlan:
    from optopcheck.picture.heat import HeatPlan  # noqa: PLC0415 - as above

    scene, patches = drawing.scene, found.ground
    return HeatPlan(
        scene.frame, scene.case.site.true_north, patches.triangles, np.repeat(hours, patches.per_middle),
        ramp, drawing.building, drawing.added, drawing.neighbours, words,
    )  # fmt: skip


def _view(drawing: Drawing, found: SunHours, words: PlateWords) -> HeatView:
    from optopcheck.picture.heat import LOSS, HeatView  # noqa: PLC0415 - as above

    scene = drawing.scene
    lost = np.repeat(found.ground_before - found.ground_after, found.ground.per_middle)
    return HeatView(
        scene.after,
        neighbours_on_map(scene),
        scene.ground,
        scene.case.site.true_north,
        np.concatenate([found.ground.lifted(_LIFT), found.walls.lifted(_LIFT)]),
        np.concatenate([lost, found.walls_before - found.walls_after]),
        LOSS,
        words,
    )


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
