"""Pictures from the street, before and after, for who judges what a design does to its surroundings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optopcheck.domain.job import InputError, no_progress
from optopcheck.domain.text import Text
from optopcheck.report import write_bytes
from optopcheck.service.shadow import ground_level

if TYPE_CHECKING:
    from pathlib import Path

    from optopcheck.domain.assessment import Assessment
    from optopcheck.domain.job import Progress

_STEP = Text("Beelden vanaf de straat tekenen", "Drawing the pictures from the street")
_NAMES = {"north": "noord", "east": "oost", "south": "zuid", "west": "west"}


def write_street_views(
    assessment: Assessment, folder: Path, progress: Progress = no_progress
) -> tuple[Path, ...]:
    """Write a picture from each side at the height of an eye, of what stands there and of the design.

    Raises
    ------
    InputError
        If there is no design, or a file cannot be written.
    """
    # VTK takes half a second to load; nothing else here needs it.
    from optopcheck.picture.street import SIDES, stand_before, street_picture  # noqa: PLC0415

    facts, case = assessment.facts, assessment.facts.case
    before, after = facts.existing.building or case.building, facts.proposed.building
    if after is None:
        raise InputError(
            Text(
                "er is geen ontwerp om te vergelijken", "there is no design to compare with what stands there"
            )
        )
    ground, written = ground_level(case), []
    for place, side in enumerate(SIDES):
        stand = stand_before((before, after), side, ground, case.neighbours)
        for part, (name, building) in enumerate((("voor", before), ("na", after))):
            progress(_STEP, (2 * place + part) / (2 * len(SIDES)))
            path = folder / f"straat-{_NAMES[side]}-{name}.png"
            north = case.site.true_north
            picture = street_picture(building, case.neighbours, stand, ground=ground, north=north)
            write_bytes(path, picture)
            written.append(path)
    progress(_STEP, 1.0)
    return tuple(written)
