"""Rule pack for The Hague (GM0518): the Haagse bezonningsnorm."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optopcheck.api import Rule, Text, hookimpl
from optopcheck_den_haag.norm import ASSUMPTIONS, HAAGSE_NORM
from optopcheck_den_haag.sunlight import enough_sun

if TYPE_CHECKING:
    from collections.abc import Iterable


@hookimpl
def register_rules() -> Iterable[Rule]:
    """Return the one rule of The Hague."""
    yield Rule(
        "gm0518.haagse-bezonningsnorm",
        Text(
            "Bezonning van de buren: Haagse norm, 2 uur", "Sunlight of the neighbours: Haagse norm, 2 hours"
        ),
        HAAGSE_NORM.source,
        enough_sun,
        norms=(HAAGSE_NORM,),
        assumptions=ASSUMPTIONS,
    )
