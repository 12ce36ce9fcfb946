"""The volume that the plan already allows (*planologisch maximaal*)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optopcheck.domain.building import Building, Element
from optopcheck.domain.measurement import Unmeasured
from optopcheck.domain.text import Text
from optopcheck.geometry.region import Region
from optopcheck.optop.identity import global_id

if TYPE_CHECKING:
    from optopcheck.domain.case import PlanLimits
    from optopcheck.domain.site import Datum


def permitted_building(limits: PlanLimits, plan_datum: Datum) -> Building | Unmeasured:
    """Return the prism on the *bouwvlak* up to the lowest height limit of the plan.

    Where the eaves may be lower than the top, only the prism up to the eaves
    is drawn: a roof shape above it is not in the limits, and a smaller
    permitted volume never hides a loss of sun.
    """
    heights = [h.value for h in (limits.max_building_height, limits.max_eaves_height) if h is not None]
    if limits.building_zone is None or not heights:
        return Unmeasured(
            Text(
                "zonder bouwvlak en maximum hoogte is het planologisch maximum niet te tekenen",
                "without a building zone and a maximum height the permitted volume cannot be drawn",
            )
        )
    name = "planologisch maximum"
    prism = Region.from_ring(limits.building_zone).extruded(plan_datum.value, plan_datum.value + min(heights))
    element = Element(global_id(name, limits.source.title), "IfcBuildingElementProxy", name, prism)
    return Building(name, (element,))
