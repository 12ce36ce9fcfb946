"""The worst loss of sun of a design: one number to lay beside that of another design."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from optopcheck.domain.measurement import Unmeasured
from optopcheck.domain.rule import Need
from optopcheck.domain.sunlight import SunStudy
from optopcheck.domain.text import Text
from optopcheck.service.point_days import losses

if TYPE_CHECKING:
    from optopcheck.domain.facts import Facts


@dataclass(frozen=True)
class WorstLoss:
    """What the point that loses most loses, on its worst day."""

    minutes: float
    told: Text
    """Where, when, and under which norm it was counted."""


def worst_loss(facts: Facts) -> WorstLoss | Unmeasured:
    """Return the largest loss at any point that was there before, over all norms that were studied.

    Points in windows of the building itself count too. Without a point at a
    neighbour there is no number: no neighbour is not the same as no loss.
    """
    studies = facts.proposed.sun
    if not studies:
        return Unmeasured(Text("geen regel vraagt hier naar zon", "no rule asks for sun here"))
    unknown = [study for study in studies.values() if isinstance(study, Unmeasured)]
    if len(unknown) == len(studies):
        return unknown[0]
    found = [
        (point, study.norm.title)
        for norm_id, study in studies.items()
        if isinstance(study, SunStudy)
        for point in losses(facts, norm_id)
        if point.before is not None
    ]
    own = facts.case.building.name
    if not any(point.owner != own for point, _ in found):
        return Unmeasured(
            Text(
                "er zijn geen meetpunten bij buren; geef de omgeving (--neighbours)",
                "there are no points at neighbours; give the surroundings (--neighbours)",
            ),
            Need.INPUT,
        )
    worst, norm = max(found, key=lambda pair: pair[0].loss)
    where = f"{worst.owner}, {worst.label}"
    return WorstLoss(
        max(worst.loss, 0.0),
        Text(
            f"{where} op {worst.day:%d-%m-%Y} ({norm.nl})",
            f"{where} on {worst.day.isoformat()} ({norm.in_language('en')})",
        ),
    )
