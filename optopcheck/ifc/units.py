"""The length unit of a model, read without the library's endless loops."""

from __future__ import annotations

from typing import Any

from optopcheck.ifc.survey import Units

_PREFIXES = {
    "EXA": 1e18, "PETA": 1e15, "TERA": 1e12, "GIGA": 1e9, "MEGA": 1e6, "KILO": 1e3, "HECTO": 1e2,
    "DECA": 1e1, "DECI": 1e-1, "CENTI": 1e-2, "MILLI": 1e-3, "MICRO": 1e-6, "NANO": 1e-9,
    "PICO": 1e-12, "FEMTO": 1e-15, "ATTO": 1e-18,
}  # fmt: skip
_DEEPEST = 8


def read_units(model: Any) -> Units:  # noqa: ANN401 -- ifcopenshell is untyped
    """Read the length unit of the project."""
    lengths = [unit for project in model.by_type("IfcProject") for unit in _lengths_of(project)]
    declared = tuple(_label(unit) for unit in lengths)
    scales = [metres(unit) for unit in lengths]
    if not lengths:
        return Units(1.0, declared, "none")
    first = scales[0]
    if first is None or not 0 < first < float("inf"):
        return Units(1.0, declared, "unusable")
    return Units(first, declared, "several" if len(set(scales)) > 1 else None)


def metres(unit: Any, depth: int = 0) -> float | None:  # noqa: ANN401
    """Return the length of a unit [m], None if it cannot be told."""
    if unit is None or depth > _DEEPEST:
        return None
    if unit.is_a("IfcSIUnit"):
        return _PREFIXES.get(unit.Prefix, 1.0) if unit.Prefix else 1.0
    if not unit.is_a("IfcConversionBasedUnit"):
        return None
    factor = unit.ConversionFactor
    inner = metres(factor.UnitComponent, depth + 1)
    value = getattr(factor.ValueComponent, "wrappedValue", None)
    return float(value) * inner if inner is not None and value is not None else None


def _lengths_of(project: Any) -> list[Any]:  # noqa: ANN401
    assigned = getattr(project, "UnitsInContext", None)
    units = (assigned.Units or ()) if assigned is not None else ()
    return [unit for unit in units if getattr(unit, "UnitType", None) == "LENGTHUNIT"]


def _label(unit: Any) -> str:  # noqa: ANN401
    return f"{getattr(unit, 'Prefix', None) or ''}{unit.Name}".lower()
