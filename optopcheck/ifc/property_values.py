"""In the child: the values of properties and quantities with the units of the model, as plain JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ifcopenshell.util import unit as units

if TYPE_CHECKING:
    from collections.abc import Iterator

Row = list[Any]
"""Name, value (number, text, truth or None) and unit."""
_FIRST_OWN = 4
"""Attributes before it are those of every root: GlobalId, history, name, description."""
_QUANTITY_VALUE = 3


class PropertyValues:
    """Reads rows of definitions; units are looked up once per kind of measure."""

    def __init__(self, model: Any) -> None:  # noqa: ANN401 -- ifcopenshell is untyped
        self._model = model
        self._units: dict[str, str] = {}

    def rows(self, definition: Any) -> Iterator[Row]:  # noqa: ANN401
        """Yield name, value and unit of all that a definition holds."""
        if definition.is_a("IfcElementQuantity"):
            yield from self._parts(definition.Quantities or (), "")
        elif definition.is_a("IfcPropertySet"):
            yield from self._parts(definition.HasProperties or (), "")
        else:
            yield from self._fixed(definition)

    def _parts(self, parts: Any, before: str) -> Iterator[Row]:  # noqa: ANN401
        for part in parts:
            name = f"{before}{part.Name or part.is_a()}"
            inner = getattr(part, "HasProperties", None) or getattr(part, "HasQuantities", None)
            if inner is not None:
                yield from self._parts(inner, f"{name} / ")
                continue
            try:
                yield [name, *self._value(part)]
            # What one damaged property holds must not hide the others.
            except (RuntimeError, AttributeError, TypeError, ValueError, KeyError, IndexError) as error:
                yield [name, f"? ({type(error).__name__})", ""]

    def _value(self, part: Any) -> tuple[Any, str]:  # noqa: ANN401
        if part.is_a("IfcPropertyTableValue"):
            pairs = zip(part.DefiningValues or (), part.DefinedValues or (), strict=False)
            return "; ".join(f"{_plain(key)}: {_plain(value)}" for key, value in pairs), ""
        if part.is_a("IfcPropertyReferenceValue"):
            reference = part.PropertyReference
            return getattr(reference, "Name", None) or (reference.is_a() if reference is not None else ""), ""
        return _simple(part), self._unit(part)

    def _fixed(self, definition: Any) -> Iterator[Row]:  # noqa: ANN401
        """Yield the attributes of a set whose names the standard fixes, such as the lining of a door."""
        for place in range(_FIRST_OWN, len(definition)):
            value = definition[place]
            if isinstance(value, (str, int, float, bool)):
                yield [definition.attribute_name(place), value, ""]

    def _unit(self, part: Any) -> str:  # noqa: ANN401
        if getattr(part, "Unit", None) is not None:
            return self._symbol(part)
        kind = part.is_a()
        value = getattr(part, "NominalValue", None)
        if value is not None:
            kind = value.is_a()
        elif not part.is_a("IfcPhysicalSimpleQuantity"):
            return self._symbol(part)
        if kind not in self._units:
            self._units[kind] = self._symbol(part)
        return self._units[kind]

    def _symbol(self, part: Any) -> str:  # noqa: ANN401
        found = units.get_property_unit(part, self._model)
        if found is None:
            return ""
        if found.is_a("IfcMonetaryUnit"):
            return str(found.Currency)
        symbol = str(units.get_unit_symbol(found))
        return str(getattr(found, "Name", "")) if "?" in symbol else symbol


def _simple(part: Any) -> Any:  # noqa: ANN401
    """Return the value of a quantity or of a property of one kind of measure."""
    if part.is_a("IfcPhysicalSimpleQuantity"):
        return part[_QUANTITY_VALUE]
    if part.is_a("IfcPropertyEnumeratedValue"):
        return _listed(part.EnumerationValues)
    if part.is_a("IfcPropertyListValue"):
        return _listed(part.ListValues)
    if part.is_a("IfcPropertyBoundedValue"):
        return [_plain(part.LowerBoundValue), _plain(part.UpperBoundValue)]
    return _plain(part.NominalValue)


def _plain(value: Any) -> Any:  # noqa: ANN401
    """Return what an IFC value wraps, as JSON can hold it."""
    inner = getattr(value, "wrappedValue", value)
    return inner if inner is None or isinstance(inner, (str, int, float, bool)) else str(inner)


def _listed(values: Any) -> Any:  # noqa: ANN401
    plain = [_plain(value) for value in values or ()]
    return plain[0] if len(plain) == 1 else ", ".join(str(value) for value in plain)
