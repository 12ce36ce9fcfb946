"""Study plates: which instants, what they show and say, and the files that they make."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Literal
from zoneinfo import ZoneInfo

import numpy as np

from optopcheck.domain.job import no_progress
from optopcheck.domain.text import Text, number, numbers
from optopcheck.geometry.region import Region, unite
from optopcheck.geometry.snapped import common, united_triangles, without
from optopcheck.report import write_text
from optopcheck.service.heat import write_hours
from optopcheck.service.shade import NO_SHADE
from optopcheck.sun.position import METHOD

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from optopcheck.domain.job import Progress
    from optopcheck.domain.text import Language
    from optopcheck.picture.plate import Plate, PlateWords
    from optopcheck.service.shade import ShadeInstant, ShadeScene

STUDY_DAYS = ((2, 19), (3, 21), (6, 21), (9, 21), (10, 21), (12, 21))
AREA_FILES = ("schaduw.json", "schaduw.csv")
STUDY_CLOCKS = ((9, 0), (12, 0), (15, 0), (18, 0))
"""Hour and minute."""
_FRAME_MINUTES, _FRAME_DAYS = 15, 7
_COLUMNS = (
    *("day", "clock", "elevation_deg", "bearing_deg", "surface", "kind"),
    *("now_m2", "extra_m2", "less_m2"),
)
_LEGEND = {
    "before": Text("schaduw nu (op grond | op dak)", "shade now (on ground | on roof)"),
    "extra": Text("extra schaduw (op grond | op dak)", "extra shade (on ground | on roof)"),
    "less": Text("schaduw die verdwijnt", "shade that goes"),
    "building": Text("het gebouw", "the building"),
    "added": Text("wat erop komt", "what is added"),
    "neighbour": Text("dak van een buur", "roof of a neighbour"),
    "plot": Text("perceel", "plot"),
}
_FLAT = (
    Text("Grond vlak op {z} m; bomen en schuttingen", "Ground level at {z} m; trees and fences"),
    Text("tellen niet. Schaduw op het eigen dak en", "do not count. Shade on its own roof and"),
    Text("op gevels is hier niet getekend.", "on façades is not drawn here."),
)
_BEYOND = (
    Text("De schaduw loopt door buiten de kaart;", "The shade goes on outside the map;"),
    Text("de oppervlakte op de grond telt alles.", "the area on the ground counts all of it."),
)


def study_moments(days: Iterable[date], hours: Iterable[tuple[int, int]], zone: str) -> tuple[datetime, ...]:
    """Return the instants of clock times (hour, minute) on each day, in a time zone."""
    place, clocks = ZoneInfo(zone), tuple(hours)
    return tuple(datetime(d.year, d.month, d.day, h, m, tzinfo=place) for d in days for h, m in clocks)


def day_frames(scene: ShadeScene, day: date) -> tuple[datetime, ...]:
    """Return a quarter of an hour after another while the sun is up."""
    place = ZoneInfo(scene.case.site.zone)
    quarters = range(0, 24 * 60, _FRAME_MINUTES)
    clocks = (datetime(day.year, day.month, day.day, m // 60, m % 60, tzinfo=place) for m in quarters)
    return tuple(when for when in clocks if scene.is_day(when))


def year_frames(scene: ShadeScene, year: int, hour: tuple[int, int]) -> tuple[datetime, ...]:
    """Return a week after another at one clock time."""
    days = (date(year, 1, 1) + timedelta(days=k) for k in range(0, 365, _FRAME_DAYS))
    return study_moments(days, [hour], scene.case.site.zone)


@dataclass(frozen=True)
class ShadowRequest:
    """Which pictures of the shade are wanted."""

    days: tuple[date, ...]
    clocks: tuple[tuple[int, int], ...] = STUDY_CLOCKS
    """Hour and minute."""
    hours: bool = False
    """The hours of sun of each day as well."""
    frames: Literal["day", "year"] | None = None


def write_shadows(
    scene: ShadeScene,
    asked: ShadowRequest,
    folder: Path,
    language: Language,
    progress: Progress = no_progress,
) -> list[Path]:
    """Write all pictures that were asked for, and the areas; return the files.

    Raises
    ------
    InputError
        If a file cannot be written.
    """
    zone, drawing = scene.case.site.zone, Drawing.of(scene)
    made = write_plates(drawing, study_moments(asked.days, asked.clocks, zone), folder, language, progress)
    files = [path for _, path in made]
    if asked.hours:
        for day in asked.days:
            files += write_hours(drawing, day, folder, language, progress)
    if asked.frames == "day":
        moments = day_frames(scene, asked.days[0])
        files += [p for _, p in write_plates(drawing, moments, folder, language, progress, "film-dag")]
    if asked.frames == "year":
        moments = year_frames(scene, asked.days[0].year, asked.clocks[0])
        files += [p for _, p in write_plates(drawing, moments, folder, language, progress, "film-jaar")]
    return files + write_areas(scene, made, folder)


@dataclass(frozen=True, eq=False)
class Drawing:
    """What all plates of a scene share."""

    scene: ShadeScene
    building: Region
    added: Region
    neighbours: tuple[Region, ...]
    """Seen from above."""

    @classmethod
    def of(cls, scene: ShadeScene) -> Drawing:
        """Prepare the plates of a scene."""
        plans = [united_triangles(b.mesh.triangles[:, :, :2]) for b in (scene.before, scene.after)]
        new = [e.mesh.triangles[:, :, :2] for e in scene.after.elements if e.added]
        added = united_triangles(np.concatenate(new)) if new else plans[1].without(plans[0])
        owners = dict.fromkeys(roof.owner for roof in scene.roofs)
        parts = (unite(r.region for r in scene.roofs if r.owner == owner) for owner in owners)
        return cls(scene, plans[0], added, tuple(parts))

    def plate(self, shade: ShadeInstant, language: Language) -> Plate:
        """Return the plate of an instant."""
        # VTK takes half a second to load; nothing else here needs it.
        from optopcheck.picture.plate import Plate, PlateRoof  # noqa: PLC0415

        shades = {id(found.roof): found.shade for found in shade.roofs}
        return Plate(
            self.scene.frame,
            self.scene.case.site.true_north,
            shade.ground.before,
            shade.ground.extra,
            shade.ground.less,
            tuple(
                PlateRoof(roof.region, found.before, found.extra, found.less)
                for roof in self.scene.roofs
                for found in [shades.get(id(roof), NO_SHADE)]
            ),
            self.neighbours,
            self.building,
            self.added,
            tuple((plot.name, plot.ring) for plot in self.scene.plots),
            self._words(shade, language),
        )

    def _words(self, shade: ShadeInstant, language: Language) -> PlateWords:
        from optopcheck.picture.plate import PlateWords  # noqa: PLC0415 - as above

        def said(text: Text) -> str:
            return text.in_language(language)

        return PlateWords(
            said(Text("Schaduw nu en straks", "Shade before and after")),
            f"{shade.when:%d-%m-%Y}  {shade.clock}",
            (
                self.scene.before.name[:44],
                said(
                    numbers(
                        "zon: hoogte {e}°, richting {b}° vanaf noord",
                        "sun: height {e}°, bearing {b}° from north",
                        1,
                        e=shade.elevation,
                        b=shade.bearing,
                    )
                ),
            ),
            tuple((said(label), f"{number(area, 1, language)} m²") for label, area in self._counted(shade)),
            {name: said(text) for name, text in _LEGEND.items() if self._shows(name, shade)},
            tuple(said(note) for note in self._notes(shade)),
            None if shade.is_day else said(_dark(shade)),
        )

    def _counted(self, shade: ShadeInstant) -> list[tuple[Text, float]]:
        if not shade.is_day:
            return []
        rows = [(Text("extra op open grond", "extra on open ground"), shade.ground.extra.area)]
        if self._beyond(shade):
            seen = common(shade.ground.extra, self._window)
            rows.append((Text("   waarvan op deze kaart", "   of which on this map"), seen.area))
        return rows + _counted_elsewhere(shade)

    @property
    def _window(self) -> Region:
        return Region.from_boxes(self.scene.frame[:1], self.scene.frame[1:])

    def _beyond(self, shade: ShadeInstant) -> bool:
        return not without(shade.ground.extra, self._window).is_empty

    def _shows(self, name: str, shade: ShadeInstant) -> bool:
        if name == "less":
            return shade.is_day and shade.less_area > 0
        return bool(self.scene.plots) if name == "plot" else True

    def _notes(self, shade: ShadeInstant) -> list[Text]:
        ground = self.scene.ground
        notes = [_filled(note, z=ground) for note in _FLAT]
        if self._beyond(shade):
            notes += _BEYOND
        credit = self.scene.case.neighbours_credit
        if credit and self.scene.case.neighbours:
            notes.append(Text(f"Buren: {credit}", f"Neighbours: {credit}"))
        return notes


def write_plates(
    drawing: Drawing,
    moments: Sequence[datetime],
    folder: Path,
    language: Language,
    progress: Progress,
    name: str = "schaduw",
) -> list[tuple[ShadeInstant, Path]]:
    """Draw a plate for each instant; return them with their files.

    Raises
    ------
    InputError
        If a file cannot be written; each file is there whole or not at all.
    """
    from optopcheck.picture.image import write_png  # noqa: PLC0415 - as above
    from optopcheck.picture.plate import draw_plate  # noqa: PLC0415 - as above

    made = []
    step = Text("Schaduwplaten tekenen", "Drawing shadow plates")
    for k, when in enumerate(moments):
        progress(step, k / len(moments))
        shade = drawing.scene.at(when)
        path = folder / f"{name}-{when:%Y-%m-%d-%H%M}.png"
        write_png(draw_plate(drawing.plate(shade, language)), path)
        made.append((shade, path))
    progress(step, 1.0)
    return made


def write_areas(scene: ShadeScene, made: Sequence[tuple[ShadeInstant, Path]], folder: Path) -> list[Path]:
    """Write the areas as JSON and as CSV; return both files.

    Raises
    ------
    InputError
        If a file cannot be written.
    """
    content = {
        "format": "optopcheck-shadows",
        "format_version": 1,
        "building": scene.before.name,
        "unit": "m2",
        "ground": scene.ground,
        "sun": str(METHOD),
        "credit": scene.case.neighbours_credit,
        "instants": [_instant(shade, path) for shade, path in made],
    }
    files = [folder / name for name in AREA_FILES]
    write_text(files[0], json.dumps(content, ensure_ascii=False, indent=1) + "\n")
    table = io.StringIO()
    lines = csv.writer(table, lineterminator="\n")
    lines.writerow(
        ["day", "clock", "elevation_deg", "bearing_deg", "surface", "kind", "now_m2", "extra_m2", "less_m2"]
    )
    for shade, _ in made:
        for surface, kind, now, extra, less in _surfaces(shade):
            areas = (f"{area:.3f}" for area in (now, extra, less))
            when = (f"{shade.when:%Y-%m-%d}", shade.clock, f"{shade.elevation:.2f}", f"{shade.bearing:.2f}")
            lines.writerow([*when, surface, kind, *areas])
    write_text(files[1], table.getvalue())
    return files


def _surfaces(shade: ShadeInstant) -> list[tuple[str, str, float, float, float]]:
    """Return name, kind, and areas now, extra and less of all that is counted; nothing while it is dark."""
    if not shade.is_day:
        return []
    ground = shade.ground
    found = [("", "ground", ground.before.area, ground.extra.area, ground.less.area)]
    found += [(p.name, "plot", p.before, p.extra, p.less) for p in shade.plots]
    owners = list(dict.fromkeys(roof.roof.owner for roof in shade.roofs))
    for owner in owners:
        mine = [roof for roof in shade.roofs if roof.roof.owner == owner]
        now, extra, less = (float(area) for area in np.sum([roof.areas for roof in mine], axis=0))
        found.append((owner, "roof", now, extra, less))
    return found


def _instant(shade: ShadeInstant, path: Path) -> dict[str, Any]:
    return {
        "when": shade.when.isoformat(),
        "clock": shade.clock,
        "sun_elevation": round(shade.elevation, 4),
        "sun_bearing": round(shade.bearing, 4),
        "sun_is_up": shade.elevation > 0,
        "drawn": shade.is_day,
        "picture": path.name,
        "areas": [
            {"surface": surface or None, "kind": kind}
            | {name: round(area, 3) for name, area in zip(("now", "extra", "less"), areas, strict=True)}
            for surface, kind, *areas in _surfaces(shade)
        ],
    }


def _counted_elsewhere(shade: ShadeInstant) -> list[tuple[Text, float]]:
    rows = []
    if shade.roofs:
        rows.append((Text("extra op daken van buren", "extra on roofs of neighbours"), shade.extra_on_roofs))
    if shade.less_area > 0:
        rows.append((Text("verdwijnt", "goes"), shade.less_area))
    most = sorted(shade.plots, key=lambda plot: -plot.extra)[:6]
    return rows + [(Text(f"extra op {p.name}", f"extra on {p.name}"), p.extra) for p in most]


def _dark(shade: ShadeInstant) -> Text:
    if shade.elevation < 0:
        return Text("De zon is onder: geen schaduw", "The sun is down: no shadow")
    return Text("De zon staat te laag voor een schaduw", "The sun is too low for a shadow")


def _filled(template: Text, **values: float) -> Text:
    return numbers(template.nl, template.in_language("en"), 2, **values)
