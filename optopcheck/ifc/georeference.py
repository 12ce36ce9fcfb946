"""In the child: where the model says it stands, in metres and degrees."""

from __future__ import annotations

import math
from typing import Any

from optopcheck.ifc import attributes
from optopcheck.ifc.placement import axes_matrix
from optopcheck.ifc.survey import Axes, Conversion, World
from optopcheck.ifc.units import metres

_NO_SHIFT, _NO_TURN = 1e-6, 1e-6
"""Less than this is no shift [m] and no turn [deg]."""
_SAMPLE_ADDRESSES = ("enter address here",)
"""What programs write where nobody gave an address."""


def read_world(model: Any, scale: float) -> World:  # noqa: ANN401
    """Read map conversion, axes of the context, true north, latitude, longitude and address.

    Parameters
    ----------
    model
        The opened model.
    scale
        Metres per unit of the project.
    """
    latitude, longitude, parts = _position(model)
    return World(
        _entity(model, scale) or _property_sets(model, scale),
        _true_north(model),
        latitude,
        longitude,
        parts,
        _context_axes(model, scale),
        _address(model),
    )


def _entity(model: Any, scale: float) -> Conversion | None:  # noqa: ANN401
    if model.schema == "IFC2X3":
        return None
    for found in model.by_type("IfcCoordinateOperation"):
        if found.is_a("IfcMapConversion"):
            return _map_conversion(found, scale)
        if found.is_a("IfcRigidOperation"):
            return _rigid(found, scale)
    return None


def _map_conversion(found: Any, scale: float) -> Conversion:  # noqa: ANN401
    unit = _map_unit(found.TargetCRS, scale)
    return Conversion(
        found.Eastings * unit,
        found.Northings * unit,
        # The height is in the same unit; the kernel does the same.
        found.OrthogonalHeight * unit,
        _or(found.XAxisAbscissa, 1.0),
        _or(found.XAxisOrdinate, 0.0),
        found.Scale,
        _name_of(found.TargetCRS),
        getattr(found.TargetCRS, "VerticalDatum", None) or "",
        unit,
        found.is_a(),
        (
            _or(getattr(found, "FactorX", None), 1.0),
            _or(getattr(found, "FactorY", None), 1.0),
            _or(getattr(found, "FactorZ", None), 1.0),
        ),
    )


def _rigid(found: Any, scale: float) -> Conversion:  # noqa: ANN401
    """Read a shift without a turn; a pair of angles is no place on a grid and keeps no system."""
    unit = _map_unit(found.TargetCRS, scale)
    first, second = found.FirstCoordinate, found.SecondCoordinate
    angles = any("Angle" in value.is_a() for value in (first, second))
    return Conversion(
        first.wrappedValue * unit,
        second.wrappedValue * unit,
        _or(found.Height, 0.0) * unit,
        1.0,
        0.0,
        None,
        "" if angles else _name_of(found.TargetCRS),
        getattr(found.TargetCRS, "VerticalDatum", None) or "",
        unit,
        "IfcRigidOperation",
    )


def _map_unit(crs: Any, scale: float) -> float:  # noqa: ANN401
    return metres(getattr(crs, "MapUnit", None)) or scale


def _name_of(crs: Any) -> str:  # noqa: ANN401
    return " ".join(filter(None, (crs.Name, getattr(crs, "Description", None))))


def _property_sets(model: Any, scale: float) -> Conversion | None:  # noqa: ANN401
    sets = {
        name.lower(): found
        for found in model.by_type("IfcPropertySet")
        if (name := attributes.value(found, "Name")) and name.lower().startswith("epset_")
    }
    if "epset_mapconversion" not in sets:
        return None
    found = _values(sets["epset_mapconversion"])
    if "Eastings" not in found or "Northings" not in found:
        return None
    crs = _values(sets["epset_projectedcrs"]) if "epset_projectedcrs" in sets else {}
    unit = _named_unit(crs.get("MapUnit"), scale)
    return Conversion(
        float(found["Eastings"]) * unit,
        float(found["Northings"]) * unit,
        float(found.get("OrthogonalHeight") or 0.0) * unit,
        float(_or(found.get("XAxisAbscissa"), 1.0)),
        float(_or(found.get("XAxisOrdinate"), 0.0)),
        found.get("Scale"),
        str(crs.get("Name") or crs.get("Description") or ""),
        str(crs.get("VerticalDatum") or ""),
        unit,
        "ePSet_MapConversion",
    )


def _or(value: float | None, default: float) -> float:
    return default if value is None else value


def _named_unit(name: object, scale: float) -> float:
    text = str(name or "").upper().replace(" ", "")
    known = {"METRE": 1.0, "METER": 1.0, "M": 1.0, "MILLIMETRE": 1e-3, "MILLIMETER": 1e-3, "MM": 1e-3}
    return known.get(text, scale)


def _values(definition: Any) -> dict[str, Any]:  # noqa: ANN401
    return {
        single.Name: single.NominalValue.wrappedValue
        for single in definition.HasProperties or ()
        if getattr(single, "NominalValue", None) is not None
    }


def _contexts(model: Any) -> list[Any]:  # noqa: ANN401
    found = model.by_type("IfcGeometricRepresentationContext", include_subtypes=False)
    return [c for c in found if (c.ContextType or "").lower() in ("model", "design", "")]


def _true_north(model: Any) -> tuple[float, ...] | None:  # noqa: ANN401
    for context in _contexts(model):
        if context.TrueNorth is not None:
            return tuple(context.TrueNorth.DirectionRatios)
    return None


def _context_axes(model: Any, scale: float) -> Axes | None:  # noqa: ANN401
    for context in _contexts(model):
        if context.WorldCoordinateSystem is None:
            continue
        matrix = axes_matrix(context.WorldCoordinateSystem, scale)
        turn = math.degrees(math.atan2(matrix[1, 0], matrix[0, 0]))
        x, y, z = (float(value) for value in matrix[:3, 3])
        if math.hypot(x, y, z) > _NO_SHIFT or abs(turn) > _NO_TURN:
            return Axes(x, y, z, turn)
    return None


def _position(model: Any) -> tuple[float | None, float | None, int]:  # noqa: ANN401
    for site in model.by_type("IfcSite"):
        latitude, longitude = _degrees(site.RefLatitude), _degrees(site.RefLongitude)
        if latitude is not None and longitude is not None:
            return latitude, longitude, min(len(site.RefLatitude), len(site.RefLongitude))
    return None, None, 0


def _degrees(parts: tuple[int, ...] | None) -> float | None:
    if not parts:
        return None
    weights = (1.0, 60.0, 3600.0, 3.6e9)
    return float(sum(part / weight for part, weight in zip(parts, weights, strict=False)))


def _address(model: Any) -> str:  # noqa: ANN401
    """Return the first postal address that somebody filled in."""
    found = [site.SiteAddress for site in model.by_type("IfcSite")]
    found += [building.BuildingAddress for building in model.by_type("IfcBuilding")]
    for address in filter(None, found):
        lines = [*(address.AddressLines or ()), address.PostalCode, address.Town]
        written = [" ".join(line.split()) for line in lines if line and line.strip()]
        if written and not any(sample in " ".join(written).lower() for sample in _SAMPLE_ADDRESSES):
            return ", ".join(written)
    return ""
