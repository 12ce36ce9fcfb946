"""National rule pack: plan limits, sunlight after TNO, height thresholds and free height of the Bbl."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optopcheck.api import hookimpl
from optopcheck_national.free_height import FREE_HEIGHT_RULES
from optopcheck_national.plan import PLAN_RULES
from optopcheck_national.sunlight import SUN_RULES
from optopcheck_national.thresholds import THRESHOLD_RULES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from optopcheck.api import Rule


@hookimpl
def register_rules() -> Iterable[Rule]:
    """Return the national rules."""
    return (*PLAN_RULES, *SUN_RULES, *THRESHOLD_RULES, *FREE_HEIGHT_RULES)
