"""Facts for the cases and tests of this pack."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np

from optopcheck.api import Facts, ObservationPoint, Scenario, SunNorm, SunStudy, Text, Unmeasured
from optopcheck.api.testing import make_facts, make_situation
from optopcheck_den_haag.norm import HAAGSE_NORM

SIDES = {
    "noord": (0.0, 1.0, 0.0),
    "oost": (1.0, 0.0, 0.0),
    "zuid": (0.0, -1.0, 0.0),
    "west": (-1.0, 0.0, 0.0),
}


def points_of(given: dict[str, Any]) -> list[ObservationPoint]:
    """Return the points of homes: per home a list of [side, before, after]."""
    assumed = given.get("assumed", [False] * len(given["homes"]))
    return [
        ObservationPoint(
            f"huis-{home}/gevel-{side}",
            np.zeros(3),
            np.array(SIDES[side]),
            f"huis-{home}",
            f"gevel {side}",
            storey_id=f"huis-{home}/laag-1",
            assumption=Text("geschatte vloer") if assumed[home] else None,
            facade=f"gevel-{side}",
        )
        for home, facades in enumerate(given["homes"])
        for side, *_ in facades
    ]


def study(norm: SunNorm, points: list[ObservationPoint], minutes: Any, reachable: float = 400.0) -> SunStudy:
    """Return a study; minutes per point, the same on each day, ± 1."""
    days = tuple(date(2026, month, day) for month, day in norm.days)
    shape = (len(points), len(days))
    table = np.broadcast_to(np.array(minutes, dtype=float).reshape(len(points), -1), shape)
    return SunStudy(norm, days, tuple(points), table, np.ones(shape), np.full(shape, reachable))


def facts_of(given: dict[str, Any], norm: SunNorm = HAAGSE_NORM) -> Facts:
    """Return the facts that a case describes."""
    before, after = (_situation(given, norm, column) for column in (1, 2))
    return replace(
        make_facts(
            municipality=given.get("municipality", "GM0518"),
            scenario=Scenario(storeys_added=given.get("storeys_added", 1)),
        ),
        existing=before,
        proposed=after,
    )


def _situation(given: dict[str, Any], norm: SunNorm, column: int) -> Any:
    if "no_study" in given:
        return make_situation({norm.id: Unmeasured(Text(given["no_study"], "no study"))})
    points = points_of(given)
    minutes = [facade[column] for home in given["homes"] for facade in home]
    return make_situation({norm.id: study(norm, points, minutes, given.get("reachable", 400.0))})
