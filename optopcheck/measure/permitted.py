"""What the plan allows, as measurements: limits, not measured shapes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optopcheck.domain.measurement import Measured, Measurement, Measurements, Unmeasured
from optopcheck.domain.quantity import Quantity
from optopcheck.domain.text import Text

if TYPE_CHECKING:
    from optopcheck.domain.case import PlanLimits
    from optopcheck.domain.rule import Limit
    from optopcheck.domain.site import Datum

_NOT_ENTERED = Unmeasured(Text("geen grens ingevoerd", "no limit was entered"))
_NOT_IN_LIMITS = Unmeasured(
    Text("volgt niet uit de ingevoerde planregels", "does not follow from the plan limits entered")
)


def permitted_measurements(limits: PlanLimits, plan_datum: Datum | None) -> Measurements:
    """Return what the plan allows at most; limits are exact, they were not measured."""
    return Measurements(
        building_height=_limit(Quantity.BUILDING_HEIGHT, limits.max_building_height, plan_datum),
        eaves_height=_limit(Quantity.EAVES_HEIGHT, limits.max_eaves_height, plan_datum),
        ridge_height=_NOT_IN_LIMITS,
        storey_count=_limit(Quantity.STOREY_COUNT, limits.max_storeys, None),
        footprint_area=_NOT_IN_LIMITS,
        planning_volume=_NOT_IN_LIMITS,
        gross_volume=_NOT_IN_LIMITS,
        gross_floor_area=_NOT_IN_LIMITS,
        flat_roof_area=_NOT_IN_LIMITS,
        roof_pitch=_NOT_IN_LIMITS,
        usable_floor_area=_NOT_IN_LIMITS,
        free_height=_NOT_IN_LIMITS,
        setback=_NOT_IN_LIMITS,
        plot_distance=_NOT_IN_LIMITS,
    )


def _limit(quantity: Quantity, limit: Limit | None, datum: Datum | None) -> Measured:
    if limit is None:
        return _NOT_ENTERED
    method = Text(f"grens uit het plan, {limit.place}", f"limit of the plan, {limit.place}")
    return Measurement(quantity, limit.value, 0.0, method=method, datum=datum)
