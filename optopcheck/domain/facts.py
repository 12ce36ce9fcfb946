"""Facts (*feiten*): all that a rule may see."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from optopcheck.domain.measurement import Measured, Measurement, Measurements, Unmeasured
from optopcheck.domain.quantity import Quantity
from optopcheck.domain.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from optopcheck.domain.addition import Addition, Sized
    from optopcheck.domain.building import Building, Defect, Storey
    from optopcheck.domain.case import Case
    from optopcheck.domain.measurement import LeftOut
    from optopcheck.domain.scenario import Scenario
    from optopcheck.domain.shade import ExtraShade
    from optopcheck.domain.sunlight import SunStudy


@dataclass(frozen=True, eq=False)
class Situation:
    """One state of the plot (*toestand*): existing, permitted or proposed."""

    building: Building | None
    measured: Measurements
    storeys: tuple[Storey, ...] = ()
    """Levels with their role and the reason for it."""
    sun: Mapping[str, SunStudy | Unmeasured] = field(default_factory=dict)
    """By norm id."""
    left_out: tuple[LeftOut, ...] = ()
    """What stands in the model and was not measured as the building."""
    addition: Addition | None = None
    """What is added on the roof; None where nothing was, and of the other situations."""
    flat_roof: bool | Unmeasured | None = None
    """Whether the whole roof is flat, or why that is not known; None where it was not looked at."""
    distances: Mapping[str, Sized] = field(default_factory=dict)
    """From the existing building to each neighbour in plan, by the id of the neighbour [m]."""
    shade: Mapping[str, ExtraShade | Unmeasured] = field(default_factory=dict)
    """What the design adds to the shade of the existing situation, by the id of the instant; of the
    proposed situation alone."""


@dataclass(frozen=True, eq=False)
class Facts:
    """A case under a scenario, measured in three situations."""

    case: Case
    scenario: Scenario
    existing: Situation
    permitted: Situation
    proposed: Situation

    @property
    def defects(self) -> tuple[Defect, ...]:
        """What is wrong with the existing building, and after it what only the proposed one has."""
        existing = self.case.building.defects
        proposed = self.proposed.building.defects if self.proposed.building else ()
        known = set(existing)
        return (*existing, *(_of_design(defect) for defect in proposed if defect not in known))

    @property
    def storeys_added(self) -> Measured:
        """Measured: storeys proposed minus storeys existing."""
        before, after = self.existing.measured.storey_count, self.proposed.measured.storey_count
        if isinstance(before, Unmeasured):
            return before
        if isinstance(after, Unmeasured):
            return after
        return Measurement(
            Quantity.STOREY_COUNT,
            after.value - before.value,
            before.uncertainty + after.uncertainty,
            elements=tuple(e for e in after.elements if e not in before.elements),
            method=Text(
                "bouwlagen voorgesteld min bouwlagen bestaand, beide gemeten",
                "proposed minus existing storeys, both measured",
            ),
            profile=after.profile,
        )


def _of_design(defect: Defect) -> Defect:
    nl, en = defect.message.nl, defect.message.in_language("en")
    return replace(defect, message=Text(f"ontwerp: {nl}", f"design: {en}"))
