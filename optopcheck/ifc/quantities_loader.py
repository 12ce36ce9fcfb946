"""The child that reads stored quantities: like the loader, the only process that opens the model."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from optopcheck.domain.job import InputError

# The discipline of the loader child is the discipline here.
from optopcheck.ifc.loader import _limit_memory, _speaker, _too_large, _watch_parent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_MEASURES = {"IfcQuantityLength": "Length", "IfcQuantityArea": "Area", "IfcQuantityVolume": "Volume"}
_UNIT_TYPES = {"Length": "LENGTHUNIT", "Area": "AREAUNIT", "Volume": "VOLUMEUNIT"}
_POWERS = {"Length": 1, "Area": 2, "Volume": 3}


def main(arguments: list[str]) -> int:
    """Read the quantities of the model of a job file: one JSON object a line."""
    job = json.loads(Path(arguments[0]).read_text(encoding="utf-8"))
    say = _speaker()
    parent = _watch_parent([Path(job["folder"])])
    _limit_memory()
    try:
        _read(job, say)
    except InputError as refusal:
        say(refused=[refusal.text.nl, refusal.text.in_language("en")])
    except MemoryError:
        say(refused=list(_too_large(job["file"])))
    say(done=True)
    parent.join()
    return 0


def _read(job: dict[str, Any], say: Callable[..., None]) -> None:
    import ifcopenshell  # noqa: PLC0415 -- 0.3 s, and only this process needs it

    from optopcheck.ifc.extraction import _refused  # noqa: PLC0415 -- it imports the library
    from optopcheck.ifc.units import read_units  # noqa: PLC0415 -- beside the library

    try:
        model = ifcopenshell.open(job["model"])
    except MemoryError:
        raise
    except Exception as error:  # the library raises nine unrelated classes
        raise InputError(_refused(job["file"], error)) from error
    length = read_units(model).scale
    declared = {m: _declared(model, m) or length ** _POWERS[m] for m in ("Area", "Volume")}
    say(units={"length": length, "area": declared["Area"], "volume": declared["Volume"]})
    for relation in model.by_type("IfcRelDefinesByProperties"):
        definition = relation.RelatingPropertyDefinition
        if definition is None or not definition.is_a("IfcElementQuantity"):
            continue
        rows = list(_rows(definition.Quantities or ()))
        for owner in relation.RelatedObjects or ():
            say(
                owner=owner.GlobalId,
                kind=owner.is_a(),
                name=owner.Name or "",
                set=definition.Name or "",
                rows=rows,
            )


def _rows(quantities: Any) -> Iterator[list[Any]]:  # noqa: ANN401 -- ifcopenshell is untyped
    for quantity in quantities:
        measure = _MEASURES.get(quantity.is_a())
        if measure is not None:
            own = unit_size(quantity.Unit, _POWERS[measure]) if quantity.Unit is not None else None
            yield [quantity.Name, measure, float(quantity[3]), own]


def _declared(model: Any, measure: str) -> float | None:  # noqa: ANN401
    for project in model.by_type("IfcProject"):
        assigned = getattr(project, "UnitsInContext", None)
        for unit in (assigned.Units or ()) if assigned is not None else ():
            if getattr(unit, "UnitType", None) == _UNIT_TYPES[measure]:
                return unit_size(unit, _POWERS[measure])
    return None


def unit_size(unit: Any, power: int, depth: int = 0) -> float | None:  # noqa: ANN401
    """Return the size of a unit of length, area or volume in m, m2 or m3; None if it cannot be told.

    The prefix of a square or cubic metre belongs to the metre.
    """
    from optopcheck.ifc.units import _PREFIXES  # noqa: PLC0415 -- one table for both

    if unit is None or depth > 8:  # noqa: PLR2004 -- a circle of units
        return None
    if unit.is_a("IfcSIUnit"):
        prefix = _PREFIXES.get(unit.Prefix) if unit.Prefix else 1.0
        return prefix**power if prefix is not None else None
    if not unit.is_a("IfcConversionBasedUnit"):
        return None
    inner = unit_size(unit.ConversionFactor.UnitComponent, power, depth + 1)
    value = getattr(unit.ConversionFactor.ValueComponent, "wrappedValue", None)
    return float(value) * inner if inner is not None and value is not None else None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
