"""In the child: materials of elements, with their shares and densities."""

from __future__ import annotations

from typing import Any

from optopcheck.ifc.opened import open_model

Told = list[tuple[str, float, float | None]]


def materials(job: dict[str, Any]) -> dict[str, Told]:
    """Return the materials of each element of the model of a job, by GlobalId.

    Raises
    ------
    InputError
        If the model cannot be read.
    """
    model = open_model(job)
    told = layers_by_element(model)
    found = {element.GlobalId: told.get(element.id(), []) for element in model.by_type("IfcElement")}
    return {identity: layers for identity, layers in sorted(found.items()) if layers}


def layers_by_element(model: Any) -> dict[int, Told]:  # noqa: ANN401
    """Return the materials of the elements of a model, by their number in the file."""
    densities = _densities(model)
    types = _types(model)
    own: dict[int, Told] = {}
    for relation in model.by_type("IfcRelAssociatesMaterial"):
        layers = _layers(relation.RelatingMaterial, densities)
        if layers:
            own.update({thing.id(): layers for thing in relation.RelatedObjects or ()})
    return {
        element.id(): layers
        for element in model.by_type("IfcElement")
        if (layers := own.get(element.id()) or own.get(types.get(element.id(), 0)) or [])
    }


def _types(model: Any) -> dict[int, int]:  # noqa: ANN401
    """Return the type of each element: it may hold the material."""
    return {
        thing.id(): relation.RelatingType.id()
        for relation in model.by_type("IfcRelDefinesByType")
        if relation.RelatingType is not None
        for thing in relation.RelatedObjects or ()
    }


def _layers(made_of: Any, densities: dict[int, float]) -> Told:  # noqa: ANN401
    if made_of is None:
        return []
    if made_of.is_a("IfcMaterial"):
        return _shares([(made_of, 1.0)], densities)
    if made_of.is_a("IfcMaterialLayerSetUsage"):
        return _layers(made_of.ForLayerSet, densities)
    if made_of.is_a("IfcMaterialLayerSet"):
        # A layer without a material is a void.
        return _shares(
            [(layer.Material, layer.LayerThickness or 0.0) for layer in made_of.MaterialLayers], densities
        )
    if made_of.is_a("IfcMaterialList"):
        listed = list(made_of.Materials or ())
        return _shares([(m, 1.0) for m in listed], densities) if len(listed) == 1 else []
    return _other(made_of, densities)


def _other(made_of: Any, densities: dict[int, float]) -> Told:  # noqa: ANN401
    """Constituents and profiles: IFC4 and later."""
    if made_of.is_a() == "IfcMaterialConstituentSet":
        parts = list(made_of.MaterialConstituents or ())
        if len(parts) == 1:
            return _shares([(parts[0].Material, 1.0)], densities)
        fractions = [part.Fraction for part in parts]
        known = all(fraction is not None for fraction in fractions)
        return _shares([(p.Material, p.Fraction) for p in parts], densities) if known else []
    if made_of.is_a() == "IfcMaterialProfileSetUsage":
        return _other(made_of.ForProfileSet, densities)
    if made_of.is_a() == "IfcMaterialProfileSet":
        profiles = list(made_of.MaterialProfiles or ())
        return _shares([(profiles[0].Material, 1.0)], densities) if len(profiles) == 1 else []
    return []


def _shares(parts: list[tuple[Any, float]], densities: dict[int, float]) -> Told:
    whole = float(sum(amount for _, amount in parts))
    if whole <= 0:
        return []
    return [
        (material.Name or "", amount / whole, densities.get(material.id()))
        if material is not None
        else ("", amount / whole, None)
        for material, amount in parts
    ]


def _densities(model: Any) -> dict[int, float]:  # noqa: ANN401
    """Return what the model says of the density of its materials [kg/m3]."""
    found: dict[int, float] = {}
    if model.schema == "IFC2X3":
        for general in model.by_type("IfcGeneralMaterialProperties"):
            if general.MassDensity:
                found[general.Material.id()] = float(general.MassDensity)
        return found
    for known in model.by_type("IfcMaterialProperties"):
        for single in known.Properties or ():
            value = getattr(getattr(single, "NominalValue", None), "wrappedValue", None)
            if single.Name == "MassDensity" and isinstance(value, (int, float)) and value > 0:
                found[known.Material.id()] = float(value)
    return found
