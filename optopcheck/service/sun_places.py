"""Which points a norm speaks of; what cannot be counted there is left open, with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optopcheck.citymodel.receivers import SILL
from optopcheck.domain.measurement import Unmeasured
from optopcheck.domain.rule import Need
from optopcheck.domain.sunlight import PointPosition
from optopcheck.domain.text import Text, numbers
from optopcheck.service.gardens import mark

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from optopcheck.domain.building import ObservationPoint
    from optopcheck.domain.sunlight import SunNorm

_NO_GARDENS = Text(
    "deze norm telt zon in tuinen, en er is geen perceel ingevoerd: geef [perceel] of [[buurperceel]] in het"
    " bestand met planregels (--plan)",
    "this norm counts sun in gardens, and no plot was given: write [perceel] or [[buurperceel]] in the file"
    " with plan rules (--plan)",
)
_NO_WINDOWS = Text(
    "er zijn geen meetpunten: het model heeft geen ramen en er zijn geen buren",
    "there are no observation points: the model has no windows and there are no neighbours",
)
_AREA_OF_SHADE = Text(
    "deze norm begrenst het oppervlak aan extra schaduw op kloktijden; dat kan het programma nog niet tellen",
    "this norm bounds the area of extra shade at clock times; the program cannot count that yet",
)
_NO_FACADES = Text(
    "deze norm telt zon op het midden van de gevel, en daar ligt geen meetpunt: voer de buren in"
    " (--neighbours)",
    "this norm counts sun at the middle of the façade, and no point lies there: give the neighbours"
    " (--neighbours)",
)
_SAME_HEIGHT = 0.01
"""A centimetre is no other height [m]."""


def places_for(
    norm: SunNorm, points: Sequence[ObservationPoint]
) -> tuple[ObservationPoint, ...] | Unmeasured:
    """Return the points that a norm speaks of, or tell why there is none.

    A norm for windows keeps the façade points too: they stand for windows
    that nobody knows, and carry that assumption.
    """
    if norm.excess is not None and not norm.excess.measure.is_counted:
        return Unmeasured(_AREA_OF_SHADE, Need.JUDGEMENT)
    if norm.position is PointPosition.GARDEN:
        grid = f"/{mark(norm)}/"
        return _some((p for p in points if p.garden is not None and grid in p.id), _NO_GARDENS)
    if norm.position is not PointPosition.FACADE:
        return _some((p for p in points if p.garden is None), _NO_WINDOWS)
    if norm.height is not None and abs(norm.height - SILL) > _SAME_HEIGHT:
        return Unmeasured(
            numbers(
                "deze norm telt zon op {wanted} m boven de vloer; de gevelpunten liggen op {placed} m",
                "this norm counts sun {wanted} m above the floor; the façade points lie at {placed} m",
                wanted=norm.height,
                placed=SILL,
            )
        )
    return _some((p for p in points if p.facade is not None), _NO_FACADES)


def _some(found: Iterable[ObservationPoint], otherwise: Text) -> tuple[ObservationPoint, ...] | Unmeasured:
    return tuple(found) or Unmeasured(otherwise)
