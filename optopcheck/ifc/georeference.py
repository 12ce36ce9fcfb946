"""In the child: where the model says it stands, in metres and degrees."""

from __future__ import annotations

from typing import Any

from optopcheck.ifc.survey import Conversion, World
from optopcheck.ifc.units import metres


def read_world(model: Any, scale: float) -> World:  # noqa: ANN401
    """Read map conversion, true north, latitude and longitude.

    Parameters
    ----------
    model
        The opened model.
    scale
        Metres per unit of the project.
    """
    latitude, longitude = _position(model)
    return World(
        _entity(model, scale) or _property_sets(model, scale), _true_north(model), latitude, longitude
    )


def _entity(model: Any, scale: float) -> Conversion | None:  # noqa: ANN401
    if model.schema == "IFC2X3":
        return None
    for found in model.by_type("IfcMapConversion"):
        crs = found.TargetCRS
        unit = metres(getattr(crs, "MapUnit", None)) or scale
        return Conversion(
            found.Eastings * unit,
            found.Northings * unit,
            # The height is in the same unit; the kernel does the same.
            found.OrthogonalHeight * unit,
            _or(found.XAxisAbscissa, 1.0),
            _or(found.XAxisOrdinate, 0.0),
            found.Scale,
            " ".join(filter(None, (crs.Name, getattr(crs, "Description", None)))),
            getattr(crs, "VerticalDatum", None) or "",
            unit,
            "IfcMapConversion",
        )
    return None


def _property_sets(model: Any, scale: float) -> Conversion | None:  # noqa: ANN401
    sets = {s.Name.lower(): _values(s) for s in model.by_type("IfcPropertySet") if s.Name}
    found = sets.get("epset_mapconversion")
    if not found or "Eastings" not in found or "Northings" not in found:
        return None
    crs = sets.get("epset_projectedcrs", {})
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


def _true_north(model: Any) -> tuple[float, ...] | None:  # noqa: ANN401
    for context in model.by_type("IfcGeometricRepresentationContext", include_subtypes=False):
        if (context.ContextType or "").lower() in ("model", "design", "") and context.TrueNorth is not None:
            return tuple(context.TrueNorth.DirectionRatios)
    return None


def _position(model: Any) -> tuple[float | None, float | None]:  # noqa: ANN401
    for site in model.by_type("IfcSite"):
        latitude, longitude = _degrees(site.RefLatitude), _degrees(site.RefLongitude)
        if latitude is not None and longitude is not None:
            return latitude, longitude
    return None, None


def _degrees(parts: tuple[int, ...] | None) -> float | None:
    if not parts:
        return None
    weights = (1.0, 60.0, 3600.0, 3.6e9)
    return float(sum(part / weight for part, weight in zip(parts, weights, strict=False)))
