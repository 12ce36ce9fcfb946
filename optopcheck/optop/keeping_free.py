"""What stands on the roof and stays there: the new storey keeps off it (*vrijhouden*)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optopcheck.domain.building import Defect, Severity
from optopcheck.domain.text import Text, numbers
from optopcheck.geometry.projection import seen_from_above
from optopcheck.geometry.region import Region, unite

if TYPE_CHECKING:
    from collections.abc import Sequence

    from optopcheck.domain.building import Element

_NO_WALL = 0.05
"""What stands nearer to where the storey ends than this touches it [m]."""


def kept_free(plan: Region, structures: Region, standing: Sequence[Element], clearance: float) -> Region:
    """Return the plan without the room around heads, plant and chimneys.

    Parameters
    ----------
    plan
        Where the storey may stand.
    structures
        Stair heads, lift heads and higher parts within the roof.
    standing
        Plant and chimneys on it.
    clearance
        Around all of them [m].
    """
    taken = unite([structures, *(_outline(element) for element in standing)])
    if taken.is_empty:
        return plan
    return plan.without(taken.grown(max(clearance, _NO_WALL))).opened(_NO_WALL)


def _outline(element: Element) -> Region:
    seen = seen_from_above([element.mesh])
    # Ducts and railings have no face that lies: what they cover is told by their corners.
    return Region.hull([element.mesh]) if seen.is_empty else seen


def free_note(before: Region, after: Region, standing: Sequence[Element]) -> tuple[Defect, ...]:
    """Say how much roof stays free, and that the way up to the new storey is not drawn."""
    if before.area - after.area <= 0:
        return ()
    return (
        Defect(
            "OPTOP-KEPT-FREE",
            Severity.NOTE,
            numbers(
                "{a} m² dak blijft vrij rond wat er op het dak staat; dat blijft op zijn eigen hoogte",
                "{a} m² of roof stays free around what stands on it; that keeps its own height",
                1,
                a=before.area - after.area,
            ),
            Text(
                "ga na of rookgasafvoer, onderhoud en de trap naar de nieuwe laag zo kunnen",
                "see whether flues, upkeep and the stairs to the new storey can be so",
            ),
            tuple(element.global_id for element in standing),
        ),
    )
