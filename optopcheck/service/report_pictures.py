"""Pictures in perspective for a report: the design with its shadow, and what each finding rests on."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import numpy as np

from optopcheck.domain.text import Text
from optopcheck.report import Illustration
from optopcheck.service.shadow import cast_shadow, ground_level

if TYPE_CHECKING:
    from optopcheck.domain.assessment import Assessment
    from optopcheck.domain.building import Building
    from optopcheck.domain.case import Case
    from optopcheck.domain.job import Progress
    from optopcheck.domain.mesh import Mesh
    from optopcheck.domain.rule import Finding
    from optopcheck.picture.scene import Scene

_COVER, _EVIDENCE = (1500, 640), (1000, 420)
"""Size of a picture [pixels]."""
_COVER_WIDTH, _EVIDENCE_WIDTH = 170.0, 84.0
"""On paper [mm]."""
_STEEP = 50.0
"""Over the building that stands in front of its neighbours [deg]."""
_FINE = 2
"""Drawn this many times larger, then averaged."""
_STEP = Text("Beelden tekenen", "Drawing pictures")


class PictureError(Exception):
    """A picture came out empty: nothing here can draw."""


def cover_picture(assessment: Assessment) -> Illustration:
    """Draw the design, else what stands there, with its shadow on 21 March at noon.

    Raises
    ------
    PictureError
        If the picture is empty.
    """
    # VTK takes half a second to load; nothing else here needs it.
    from optopcheck.picture.scene import Scene  # noqa: PLC0415

    case, year = assessment.facts.case, assessment.receipt.reference_date.year
    building = assessment.facts.proposed.building or case.building
    shadow = cast_shadow(case, building, datetime(year, 3, 21, 12, tzinfo=ZoneInfo(case.site.zone)))
    scene = Scene()
    scene.show(building, case.neighbours, ground=ground_level(case))
    scene.set_north(case.site.true_north)
    where = "gebouw.png"
    alt = Text("Beeld van het gebouw in zijn omgeving", "Picture of the building in its surroundings")
    if shadow is None:
        caption = Text("Het gebouw; de plaats is niet bekend", "The building; its place is not known")
        return Illustration(where, _drawn(scene, _COVER), alt, caption, _COVER_WIDTH)
    scene.show_shadow(shadow.mesh)
    scene.set_sun(shadow.azimuth, shadow.elevation)
    caption = Text(
        f"Oranje: wat erop komt. Schaduw op 21-03-{year}, {shadow.clock}.",
        f"Orange: what is added. Shadow on {year}-03-21, {shadow.clock}.",
    )
    return Illustration(where, _drawn(scene, _COVER), alt, caption, _COVER_WIDTH)


def evidence_pictures(assessment: Assessment, progress: Progress) -> dict[str, Illustration]:
    """Draw what each finding rests on, by the id of its rule; those that rest on the same share a picture.

    Raises
    ------
    PictureError
        If a picture is empty.
    """
    from optopcheck.picture.scene import Scene  # noqa: PLC0415 - as above

    case, facts = assessment.facts.case, assessment.facts
    building = facts.proposed.building or case.building
    scene = Scene()
    scene.show(building, case.neighbours, ground=ground_level(case))
    scene.set_north(case.site.true_north)
    known = _known(building) | {p.id for n in case.neighbours for p in n.observation_points}
    made: dict[tuple[object, ...], Illustration] = {}
    shown: dict[str, Illustration] = {}
    for k, outcome in enumerate(assessment.outcomes):
        progress(_STEP, k / len(assessment.outcomes))
        rests = None if outcome.finding is None else _rests_on(outcome.finding, known)
        if rests is None:
            continue
        ids, meshes = rests
        key = (ids, *(id(mesh) for mesh in meshes))
        if key not in made:
            made[key] = _evidence(scene, ids, meshes, f"bewijs-{len(made) + 1}.png", _side(case, ids))
        shown[outcome.rule.id] = made[key]
    progress(_STEP, 1.0)
    return shown


def _known(building: Building) -> set[str]:
    parts = {e.global_id for e in (*building.elements, *building.spaces)}
    return parts | {p.id for p in building.observation_points}


def _rests_on(finding: Finding, known: set[str]) -> tuple[tuple[str, ...], tuple[Mesh, ...]] | None:
    """Return the elements and faces that a finding rests on, as far as the picture holds them."""
    measured = finding.measured
    ids = tuple(i for i in finding.elements if i in known)
    face = None if measured is None else measured.geometry
    meshes = () if face is None or face.is_empty else (face,)
    return (ids, meshes) if ids or meshes else None


def _side(case: Case, ids: tuple[str, ...]) -> float | None:
    """Return from which side the points on neighbours are seen, clockwise from +y [deg]; None without any."""
    asked = set(ids)
    facing = [p.facing for n in case.neighbours for p in n.observation_points if p.id in asked]
    if not facing:
        return None
    x, y, _ = np.sum(facing, axis=0)
    return float(np.degrees(np.arctan2(x, y))) % 360.0


def _evidence(
    scene: Scene, ids: tuple[str, ...], meshes: tuple[Mesh, ...], name: str, side: float | None
) -> Illustration:
    scene.highlight(ids, meshes)
    caption = Text("Blauw: waarop de bevinding rust.", "Blue: what the finding rests on.")
    alt = Text(
        f"Beeld van het gebouw; {len(ids)} onderdelen waarop de bevinding rust zijn blauw",
        f"Picture of the building; {len(ids)} parts that the finding rests on are blue",
    )
    looked = _drawn(scene, _EVIDENCE) if side is None else _drawn(scene, _EVIDENCE, side, ids)
    return Illustration(name, looked, alt, caption, _EVIDENCE_WIDTH)


def _drawn(
    scene: Scene, size: tuple[int, int], side: float | None = None, ids: tuple[str, ...] = ()
) -> bytes:
    """Draw the whole from the usual corner; else what the ids name, from a side and from above."""
    from optopcheck.picture.camera import Camera  # noqa: PLC0415 - as above
    from optopcheck.picture.image import OffscreenView, averaged, png  # noqa: PLC0415 - as above

    width, height = size
    scene.set_scale(_FINE)
    view = OffscreenView(scene, width * _FINE, height * _FINE)
    try:
        camera = Camera(scene)
        camera.view("iso")
        if side is not None:
            camera.look_from_sun(side, _STEEP)
            camera.fit_to(ids)
        pixels = averaged(view.render(), _FINE)
    finally:
        view.close()
    if pixels.min() == pixels.max():
        raise PictureError("the picture is empty")
    return png(pixels)
