"""The added storeys (*dakopbouw*) against the roof on which they stand: area, share, setbacks, angle.

All of it follows from what was measured before: the flat roofs, the eaves and the setback. Where one of
these could not be measured, or can be read in more ways, nothing is told here either.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.domain.addition import Addition, Size
from optopcheck.domain.building import SHELL_KINDS
from optopcheck.domain.entered import WINDS
from optopcheck.domain.measurement import Measurement, Reading, Unmeasured
from optopcheck.domain.rule import Need
from optopcheck.domain.text import Text
from optopcheck.geometry.projection import seen_from_above
from optopcheck.geometry.region import GeometryError, Region
from optopcheck.measure.alternatives import EDGE, ON_NEW_ROOF
from optopcheck.measure.envelopes import Doubts, Envelope, edges_along
from optopcheck.measure.facades import facade_name, turned_vector, wind_of
from optopcheck.measure.setbacks import sides
from optopcheck.measure.survey import FACE_TOLERANCE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from optopcheck.domain.building import Element
    from optopcheck.domain.facts import Situation
    from optopcheck.domain.measurement import Measured, PartMeasurement
    from optopcheck.domain.mesh import Mesh
    from optopcheck.measure.envelopes import Solid

_SAME_LEVEL = 0.02
"""The addition begins at the very roof that was measured [m]."""
_SEAM = 1e-3
_AROUND = 0.05
"""The outline of the addition lies within that of the roof, but for this [m]."""
_NOTHING_ADDED = Unmeasured(Text("er wordt geen laag toegevoegd", "no storey is added"))
_OTHER_ROOF = Unmeasured(
    Text(
        "de opbouw staat niet op een plat dak dat in de bestaande toestand is gemeten",
        "the addition does not stand on a flat roof that was measured in the existing situation",
    )
)
_DISPUTED = Text(
    "de metingen waaruit dit volgt kennen een andere lezing", "what this follows from has another reading"
)
_DAMAGED = Unmeasured(
    Text("de vlakken van het dak zijn hiervoor te beschadigd", "the roof faces are too damaged"), Need.REPAIR
)
WITHIN = Text(
    "met wat er binnen de omtrek van de opbouw al op het dak staat",
    "with what stands on the roof within the outline of the addition already",
)
TO_FACADE = Text("gemeten tot de gevel van de laag eronder", "measured to the façade of the storey below")


def measure_addition(existing: Situation, proposed: Situation, true_north: float = 0.0) -> Addition:
    """Measure what is added; `true_north` lies clockwise from +y of the case [deg]."""
    count, roofs = proposed.measured.storey_count, existing.measured.flat_roof_area
    for measured in (count, roofs):
        if isinstance(measured, Unmeasured):
            return Addition.none(measured)
    if proposed is existing or not _added(proposed):
        return Addition.none(_NOTHING_ADDED)
    try:
        return _measured(existing, proposed, true_north)
    except GeometryError:
        return Addition.none(_DAMAGED)


def _added(proposed: Situation) -> tuple[Element, ...]:
    building = proposed.building
    elements = building.elements if building is not None else ()
    return tuple(e for e in elements if e.added and e.kind in SHELL_KINDS and not e.mesh.is_empty)


@dataclass(frozen=True, eq=False)
class _Roof:
    """The roof under the addition."""

    region: Region
    level: float
    doubt: float
    """Of the place of its edge [m]."""


def _measured(existing: Situation, proposed: Situation, true_north: float) -> Addition:
    roofs, setback = (
        _undisputed(found) for found in (existing.measured.flat_roof_area, proposed.measured.setback)
    )
    pitch = existing.measured.roof_pitch
    if isinstance(pitch, Measurement) and pitch.readings and not pitch.parts:
        # Flat, but for what may be a pitched roof drawn as parts of no kind.
        roofs = _undisputed(pitch)
    if isinstance(roofs, Unmeasured):
        return Addition.none(roofs)
    added = _added(proposed)
    plan = _outline(e.mesh for e in added)
    roof = _roof_under(roofs, plan, min(float(e.mesh.bounds[0, 2]) for e in added))
    if roof is None:
        return Addition.none(_OTHER_ROOF)
    area, share = _area(plan, roof), _share(plan, roof)
    if isinstance(setback, Unmeasured):
        return Addition(area, share, setback, setback, setback)
    envelope = _envelope(existing.measured.eaves_height, proposed, plan, roof, setback)
    return Addition(
        area,
        share,
        envelope if isinstance(envelope, Unmeasured) else envelope.whole(),
        envelope if isinstance(envelope, Unmeasured) else envelope.by_wind(true_north),
        dict(_setbacks(plan, roof, setback, _to_facade(setback, added), true_north)),
    )


def _undisputed(measured: Measured) -> Measured:
    """Return a measurement; where it can be read in another way, that it cannot be built on."""
    if isinstance(measured, Measurement) and measured.readings:
        return Unmeasured(_DISPUTED, Need.JUDGEMENT)
    return measured


def _roof_under(roofs: Measurement, plan: Region, bottom: float) -> _Roof | None:
    """Return the flat roof at the foot of the addition that holds all of it."""
    rest = roofs.uncertainty - roofs.tolerance
    for part in roofs.parts:
        region, level = _drawn(part)
        if abs(level - bottom) <= _SAME_LEVEL and plan.without(region.grown(_AROUND)).is_empty:
            return _Roof(region, level, (part.tolerance + rest) / region.perimeter)
    return None


def _drawn(part: PartMeasurement) -> tuple[Region, float]:
    """Return the region and the height at which the measurement drew it."""
    mesh = part.geometry
    if mesh is None or mesh.is_empty:
        return Region.empty(), np.inf
    return _outline([mesh]), float(mesh.bounds[1, 2])


def _outline(meshes: Iterable[Mesh]) -> Region:
    """Return what is seen from above, without the slivers that rounded faces leave."""
    return seen_from_above(meshes).closed(_SEAM).simplified(_SEAM)


def _area(plan: Region, roof: _Roof) -> Size:
    doubt = roof.doubt * plan.perimeter
    whole = plan.without_holes().area
    readings = (Reading(WITHIN, whole),) if whole - plan.area > doubt else ()
    return Size(plan.area, doubt, readings)


def _share(plan: Region, roof: _Roof) -> Size:
    over, under = (region.area for region in (plan, roof.region))
    doubts = [roof.doubt * region.perimeter for region in (plan, roof.region)]
    share = over / under
    most = (over + doubts[0]) / max(under - doubts[1], doubts[1])
    whole = plan.without_holes().area / roof.region.without_holes().area
    doubt = max(most - share, share - (over - doubts[0]) / (under + doubts[1]))
    return Size(share, doubt, (Reading(WITHIN, whole),) if abs(whole - share) > doubt else ())


def _envelope(
    eaves: Measured, proposed: Situation, plan: Region, roof: _Roof, setback: Measurement
) -> Envelope | Unmeasured:
    if isinstance(eaves, Unmeasured):
        return eaves
    # The datum that both heights share cancels out.
    upright = eaves.tolerance + FACE_TOLERANCE + sum(doubt.amount for doubt in eaves.doubts)
    outline = roof.region.without_holes()
    return Envelope(
        _solids(_added(proposed)),
        _on_top(proposed, plan),
        outline,
        roof.level,
        edges_along(eaves, outline, roof.level),
        Doubts(setback.uncertainty, upright),
    )


def _solids(elements: Iterable[Element]) -> list[Solid]:
    solids = [(seen_from_above([e.mesh]), float(e.mesh.bounds[1, 2])) for e in elements]
    return [solid for solid in solids if not solid[0].is_empty]


def _on_top(proposed: Situation, plan: Region) -> list[Solid]:
    """Return what rises above the addition: raised with the roof, through it, or to come back on it."""
    building, measured = proposed.building, proposed.measured
    top = max(float(e.mesh.bounds[1, 2]) for e in _added(proposed)) + FACE_TOLERANCE
    height = measured.building_height
    out = frozenset(height.excluded) if isinstance(height, Measurement) else frozenset()
    higher = [
        e
        for e in (building.elements if building is not None else ())
        if not (e.added or e.global_id in out or e.mesh.is_empty) and e.mesh.bounds[1, 2] > top
    ]
    outline = plan.without_holes()
    found = [(region.common(outline), high) for region, high in _solids(higher)]
    for other, region in ((height, outline.grown(-EDGE)), (measured.eaves_height, outline)):
        if isinstance(other, Measurement) and other.datum is not None:
            back = [r.value + other.datum.value for r in other.readings if r.label == ON_NEW_ROOF]
            found += [(region, high) for high in back if high > top]
    return [solid for solid in found if not solid[0].is_empty]


def _to_facade(setback: Measurement, added: tuple[Element, ...]) -> Mapping[Text, float]:
    """Return the setback by façade as measured; of more storeys only the top one was."""
    one = len({element.storey_id for element in added}) == 1
    return {part.label: part.value for part in setback.parts} if one else {}


def _setbacks(
    plan: Region, roof: _Roof, setback: Measurement, told: Mapping[Text, float], true_north: float
) -> Iterator[tuple[str, Size]]:
    """Yield the least setback by wind; beside it what was measured to the façade, where that differs."""
    nearest: dict[int, tuple[float, int]] = {}
    for side in sides(plan.without_holes(), roof.region.without_holes(), roof.level):
        wind = wind_of(turned_vector(side.outward, true_north))
        nearest[wind] = min(nearest.get(wind, (np.inf, 0)), (side.distance, side.wind))
    for wind, (distance, name) in sorted(nearest.items()):
        other = told.get(facade_name(name), distance)
        readings = (Reading(TO_FACADE, other),) if abs(other - distance) > setback.uncertainty else ()
        yield WINDS[wind], Size(distance, setback.uncertainty, readings)
