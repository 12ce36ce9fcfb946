"""Measurements as JSON: value, error budget, evidence and parts, or the reason why there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optopcheck.domain.measurement import Measurement
from optopcheck.domain.quantity import Quantity
from optopcheck.report import values

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optopcheck.domain.facts import Situation
    from optopcheck.domain.measurement import LeftOut, Measured, Measurements, PartMeasurement, Unmeasured
    from optopcheck.domain.mesh import Mesh
    from optopcheck.report.values import Json


def measurements(found: Measurements, *, triangles: bool = False) -> Json:
    """Return every quantity of one situation; `triangles` adds the faces that made each number."""
    return {quantity.key: measured(quantity, value, triangles=triangles) for quantity, value in found.items()}


def measured(quantity: Quantity, value: Measured, *, triangles: bool = False) -> Json:
    """Return a measurement with its evidence, or the reason why there is none."""
    named: Json = {
        "label": values.text(quantity.label),
        "definition": values.text(quantity.definition),
        "unit": quantity.unit,
    }
    if not isinstance(value, Measurement):
        return {**named, **_unmeasured(value)}
    return {
        **named,
        "value": values.rounded(value.value),
        "tolerance": values.rounded(value.tolerance),
        "uncertainty": values.rounded(value.uncertainty),
        "budget": _budget(value),
        "elements": list(value.elements),
        "excluded": list(value.excluded),
        "readings": [
            {"label": values.text(r.label), "value": values.rounded(r.value), "elements": list(r.elements)}
            for r in value.readings
        ],
        "parts": [_part(part, triangles=triangles) for part in value.parts],
        "geometry": _geometry(value.geometry, triangles=triangles),
        "method": values.text(value.method),
        "profile": value.profile,
        "datum": values.datum(value.datum),
    }


def left_out(situation: Situation) -> list[Json]:
    """Return what stands in the model and was not measured as the building."""
    return [_left_out(found) for found in situation.left_out]


def elements(situation: Situation) -> Json:
    """Return kind and name of every element of the building that a number or a group left out names."""
    ids = set(_named(situation))
    building = situation.building
    everything = (*building.elements, *building.spaces) if building else ()
    return {e.global_id: {"kind": e.kind, "name": e.name} for e in everything if e.global_id in ids}


def _named(situation: Situation) -> Iterator[str]:
    for quantity in Quantity:
        value = situation.measured.get(quantity)
        yield from value.elements
        if isinstance(value, Measurement):
            yield from value.excluded
            yield from (e for reading in value.readings for e in reading.elements)
            yield from (e for part in value.parts for e in part.elements)
    yield from (e for group in situation.left_out for e in group.elements)


def _unmeasured(value: Unmeasured) -> Json:
    return {
        "reason": values.text(value.reason),
        "need": value.need.value,
        "elements": list(value.elements),
    }


def _budget(value: Measurement) -> Json:
    """Return what the uncertainty is the sum of."""
    return {
        "geometry": values.rounded(value.tolerance),
        "datum": values.rounded(value.datum.tolerance if value.datum else 0.0),
        "doubts": [
            {"cause": values.text(doubt.cause), "amount": values.rounded(doubt.amount)}
            for doubt in value.doubts
        ],
        "total": values.rounded(value.uncertainty),
    }


def _part(part: PartMeasurement, *, triangles: bool) -> Json:
    return {
        "label": values.text(part.label),
        "value": values.rounded(part.value),
        "tolerance": values.rounded(part.tolerance),
        "counts": part.counts,
        "remark": values.text_or_none(part.remark),
        "elements": list(part.elements),
        "geometry": _geometry(part.geometry, triangles=triangles),
    }


def _geometry(mesh: Mesh | None, *, triangles: bool) -> Json | None:
    """Return the box around faces and their count; the faces themselves where they are asked for."""
    if mesh is None or mesh.is_empty:
        return None
    found: Json = {
        "box": [values.rounded_all(corner) for corner in mesh.bounds],
        "triangle_count": len(mesh.faces),
    }
    if triangles:
        found["triangles"] = [[values.rounded_all(corner) for corner in face] for face in mesh.triangles]
    return found


def _left_out(group: LeftOut) -> Json:
    return {"elements": list(group.elements), "reason": values.text(group.reason)}
