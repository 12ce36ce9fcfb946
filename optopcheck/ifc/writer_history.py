"""In the child: who added it (IfcOwnerHistory), and the units of area and volume."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import optopcheck
from optopcheck.ifc.units import metres

NAME = "optopcheck"
_DEEPEST = 8


def owner_history(model: Any, day: tuple[int, int, int]) -> Any:  # noqa: ANN401
    """Return a new history: the person that the model names, this program, the day."""
    known = sorted(model.by_type("IfcOwnerHistory"), key=lambda h: h.id())
    user = known[0].OwningUser if known else _nobody(model)
    maker = model.create_entity("IfcOrganization", Name=NAME)
    program = model.create_entity("IfcApplication", maker, optopcheck.__version__, NAME, NAME)
    instant = int(datetime(*day, tzinfo=UTC).timestamp())
    return model.create_entity(
        "IfcOwnerHistory",
        OwningUser=user,
        OwningApplication=program,
        ChangeAction="ADDED",
        # IFC4 wants it beside a change that is named.
        LastModifiedDate=instant,
        CreationDate=instant,
    )


def _nobody(model: Any) -> Any:  # noqa: ANN401
    person = model.create_entity("IfcPerson", FamilyName="onbekend")
    firm = model.create_entity("IfcOrganization", Name="onbekend")
    return model.create_entity("IfcPersonAndOrganization", person, firm)


def unit_size(model: Any, kind: str, power: int, length: float) -> float:  # noqa: ANN401
    """Return the size of the unit of area or volume in m2 or m3; that of the length where none is named."""
    for project in model.by_type("IfcProject"):
        assigned = getattr(project, "UnitsInContext", None)
        for unit in (assigned.Units or ()) if assigned is not None else ():
            if getattr(unit, "UnitType", None) == kind:
                size = _size(unit, power)
                if size is not None and size > 0:
                    return size
    return float(length**power)


def _size(unit: Any, power: int, depth: int = 0) -> float | None:  # noqa: ANN401
    if unit.is_a("IfcSIUnit"):
        prefix = metres(unit)
        return None if prefix is None else prefix**power
    if not unit.is_a("IfcConversionBasedUnit") or depth > _DEEPEST:
        return None
    factor = unit.ConversionFactor
    inner = _size(factor.UnitComponent, power, depth + 1)
    value = getattr(factor.ValueComponent, "wrappedValue", None)
    return float(value) * inner if inner is not None and value is not None else None
