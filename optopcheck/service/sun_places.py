"""Whether the points of a study lie where the norm wants them; what cannot be counted there is left open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from optopcheck.citymodel.receivers import SILL
from optopcheck.domain.measurement import Unmeasured
from optopcheck.domain.sunlight import PointPosition, SunStudy
from optopcheck.domain.text import Text, numbers

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from optopcheck.domain.sunlight import SunNorm

_GARDEN = Text(
    "deze norm telt zon in tuinen; dat kan het programma nog niet",
    "this norm counts sun in gardens; the program cannot do that yet",
)
_NO_FACADES = Text(
    "deze norm telt zon op het midden van de gevel, en daar ligt geen meetpunt: voer de buren in"
    " (--neighbours)",
    "this norm counts sun at the middle of the façade, and no point lies there: give the neighbours"
    " (--neighbours)",
)
_SAME_HEIGHT = 0.01
"""A centimetre is no other height [m]."""


def at_their_places(
    studies: Mapping[str, SunStudy | Unmeasured], norms: Sequence[SunNorm]
) -> dict[str, SunStudy | Unmeasured]:
    """Keep of each study the points that its norm speaks of, or tell why there is none.

    A norm for windows keeps the façade points too: they stand for windows
    that nobody knows, and carry that assumption.
    """
    by_id = {norm.id: norm for norm in norms}
    return {
        norm_id: _fitting(study, by_id[norm_id]) if isinstance(study, SunStudy) else study
        for norm_id, study in studies.items()
    }


def _fitting(study: SunStudy, norm: SunNorm) -> SunStudy | Unmeasured:
    if norm.position is PointPosition.GARDEN:
        return Unmeasured(_GARDEN)
    if norm.position is not PointPosition.FACADE:
        return study
    if norm.height is not None and abs(norm.height - SILL) > _SAME_HEIGHT:
        return Unmeasured(
            numbers(
                "deze norm telt zon op {wanted} m boven de vloer; de gevelpunten liggen op {placed} m",
                "this norm counts sun {wanted} m above the floor; the façade points lie at {placed} m",
                wanted=norm.height,
                placed=SILL,
            )
        )
    rows = [row for row, point in enumerate(study.points) if point.facade is not None]
    if not rows:
        return Unmeasured(_NO_FACADES)
    return only_rows(study, rows)


def only_rows(study: SunStudy, rows: Sequence[int]) -> SunStudy:
    """Return some points of a study."""
    take = np.asarray(rows, dtype=np.int64)
    return SunStudy(
        study.norm,
        study.days,
        tuple(study.points[row] for row in rows),
        study.minutes[take],
        study.tolerance[take],
        study.reachable[take],
    )
