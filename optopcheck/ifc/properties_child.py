"""In the child: property sets, quantities and attributes of every product, a line of JSON each."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from optopcheck.ifc.materials_child import layers_by_element
from optopcheck.ifc.opened import open_model
from optopcheck.ifc.properties import FILE
from optopcheck.ifc.property_values import PropertyValues

if TYPE_CHECKING:
    from collections.abc import Iterator

_ATTRIBUTES = ("Description", "ObjectType", "LongName", "Tag", "PredefinedType")
_PERCENT = 100.0


def properties(job: dict[str, Any]) -> dict[str, list[int]]:
    """Write what the model of a job says of its products; return where each begins and how long it is.

    Raises
    ------
    InputError
        If the model cannot be read.
    """
    model = open_model(job)
    pages = _Pages(model)
    places: dict[str, list[int]] = {}
    begin = 0
    with (Path(job["folder"]) / FILE).open("wb") as file:
        for thing in model.by_type("IfcProduct"):
            line = json.dumps(pages.of(thing), separators=(",", ":")).encode()
            file.write(line)
            places[thing.GlobalId] = [begin, len(line)]
            begin += len(line)
    return places


class _Pages:
    """What is known of the things of one model."""

    def __init__(self, model: Any) -> None:  # noqa: ANN401 -- ifcopenshell is untyped
        self._values = PropertyValues(model)
        self._types: dict[int, Any] = {}
        self._sets: dict[int, list[Any]] = defaultdict(list)
        self._layers = layers_by_element(model)
        self._written: dict[int, dict[str, Any]] = {}
        for relation in model.by_type("IfcRelDefinesByType"):
            for thing in relation.RelatedObjects or ():
                self._types[thing.id()] = relation.RelatingType
        for relation in model.by_type("IfcRelDefinesByProperties"):
            for thing in relation.RelatedObjects or ():
                self._sets[thing.id()] += _definitions(relation.RelatingPropertyDefinition)

    def of(self, thing: Any) -> dict[str, Any]:  # noqa: ANN401
        """Return the page of one thing."""
        kind = self._types.get(thing.id())
        own = self._sets.get(thing.id(), [])
        names = {found.Name for found in own}
        # What the thing says itself goes before what its type says.
        inherited = [s for s in (getattr(kind, "HasPropertySets", None) or ()) if s.Name not in names]
        groups = [self._group(found, of_type=False) for found in own]
        groups += [self._group(found, of_type=True) for found in inherited]
        return {
            "kind": thing.is_a(),
            "name": thing.Name or "",
            "type": [kind.is_a(), kind.Name or ""] if kind is not None else None,
            "attributes": list(_attributes(thing)),
            "materials": [
                [name, round(share * _PERCENT)] for name, share, _ in self._layers.get(thing.id(), [])
            ],
            "groups": groups,
        }

    def _group(self, definition: Any, *, of_type: bool) -> dict[str, Any]:  # noqa: ANN401
        found = self._written.get(definition.id())
        if found is None:
            rows = list(self._values.rows(definition))
            quantities = definition.is_a("IfcElementQuantity")
            found = {"title": definition.Name or definition.is_a(), "quantities": quantities, "rows": rows}
            self._written[definition.id()] = found
        return {**found, "of_type": of_type}


def _definitions(definition: Any) -> list[Any]:  # noqa: ANN401
    """Return one definition, or each of a set of them (IFC4)."""
    if definition is None:
        return []
    if definition.is_a("IfcPropertySetDefinitionSet"):
        return list(definition.wrappedValue)
    return [definition]


def _attributes(thing: Any) -> Iterator[list[str]]:  # noqa: ANN401
    for name in _ATTRIBUTES:
        value = getattr(thing, name, None)
        if value not in (None, "", "NOTDEFINED"):
            yield [name, str(value)]
