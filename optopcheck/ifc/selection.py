"""In the child: which building, and which of its elements count as parts of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from optopcheck.domain.job import InputError
from optopcheck.domain.text import Text
from optopcheck.ifc.attributes import value
from optopcheck.ifc.survey import Part, plain_kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# What stands in or around a building without being building: judged by IFC class.
_NO_MASS = (
    "IfcFeatureElementSubtraction", "IfcVirtualElement", "IfcDistributionElement", "IfcReinforcingElement",
    "IfcFurnishingElement", "IfcTransportElement", "IfcGeographicElement", "IfcCivilElement",
    "IfcElectricalElement", "IfcEquipmentElement", "IfcFastener", "IfcMechanicalFastener",
    "IfcDiscreteAccessory", "IfcVibrationIsolator", "IfcVibrationDamper", "IfcTendonConduit",
    "IfcEarthworksElement", "IfcEarthworksCut", "IfcKerb", "IfcPavement", "IfcRail", "IfcTrackElement",
    "IfcCourse", "IfcSign", "IfcSignal", "IfcTransportationDevice", "IfcGeotechnicalElement",
    "IfcMooringDevice", "IfcNavigationElement", "IfcImpactProtectionDevice", "IfcSurfaceFeature",
)  # fmt: skip
# Of those: what takes away, marks, or lies within concrete.
_NEVER_OUT = (
    "IfcFeatureElementSubtraction", "IfcVirtualElement", "IfcReinforcingElement", "IfcTendonConduit",
    "IfcSurfaceFeature",
)  # fmt: skip
# Curves and plans that are drawn beside the body.
NO_BODY = ("Axis", "FootPrint", "Plan", "Annotation", "Box", "CoG", "Reference", "Clearance", "Lighting")

_FLAT_TYPES = ("Curve", "Curve3D", "GeometricCurveSet", "Point", "PointCloud", "BoundingBox")
_FLAT_ITEMS = ("IfcGeometricCurveSet", "IfcCurve", "IfcPoint", "IfcAnnotationFillArea", "IfcTextLiteral")


class Homes:
    """Finds storey and building of an element by walking up; a circle in the model ends the walk."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[Any, ...]] = {}

    def path(self, element: Any) -> tuple[Any, ...]:  # noqa: ANN401
        """Return the containers from the element outwards."""
        known = self._known.get(element.id())
        if known is not None:
            return known
        path: list[Any] = []
        seen = {element.id()}
        step, circle = _outer(element), False
        while step is not None:
            circle = step.id() in seen
            if circle:
                break
            seen.add(step.id())
            path.append(step)
            if step.id() in self._known:
                path += self._known[step.id()]
                break
            step = _outer(step)
        self._known[element.id()] = tuple(path)
        if not circle:
            # The way on is the same for all that come by here.
            for count, passed in enumerate(path, 1):
                self._known.setdefault(passed.id(), tuple(path[count:]))
        return tuple(path)

    def nearest(self, element: Any, kind: str) -> Any | None:  # noqa: ANN401
        """Return the first container of a class, None if there is none."""
        return next((step for step in self.path(element) if step.is_a(kind)), None)


def _outer(thing: Any) -> Any | None:  # noqa: ANN401
    for relation in value(thing, "ContainedInStructure") or ():
        return value(relation, "RelatingStructure")
    for name in ("Decomposes", "Nests"):
        for relation in value(thing, name) or ():
            return value(relation, "RelatingObject")
    host = host_of(thing)
    if host is not None:
        return host
    for relation in value(thing, "VoidsElements") or ():
        return relation.RelatingBuildingElement
    for relation in getattr(thing, "ProjectsElements", None) or ():
        return relation.RelatingElement
    return None


def host_of(thing: Any) -> Any | None:  # noqa: ANN401
    """Return the element whose opening is filled by this one."""
    for fills in value(thing, "FillsVoids") or ():
        for voids in value(fills.RelatingOpeningElement, "VoidsElements") or ():
            return voids.RelatingBuildingElement
    return None


@dataclass(frozen=True)
class Sorted:
    """The elements of a model."""

    physical: list[Any]
    """Those that make the building."""
    beside: list[Any]
    """Those that stand in or around it, and may stand out above it."""
    left_out: dict[str, int]
    """Number per class of all that do not make the building."""


def sorted_elements(model: Any) -> Sorted:  # noqa: ANN401
    """Sort the elements by their class."""
    physical: list[Any] = []
    beside: list[Any] = []
    left_out: Counter[str] = Counter()
    skipped = [kind for kind in _NO_MASS if is_known(model, kind)]
    never = [kind for kind in _NEVER_OUT if is_known(model, kind)]
    # A class decides for all its elements: asking each of them is what takes time in a large model.
    homes: dict[str, list[Any] | None] = {}
    for element in model.by_type("IfcElement"):
        kind = element.is_a()
        if kind not in homes:
            is_part = not any(element.is_a(other) for other in skipped)
            is_never = any(element.is_a(other) for other in never)
            homes[kind] = physical if is_part else None if is_never else beside
        home = homes[kind]
        if home is not None:
            home.append(element)
        if home is not physical and not element.is_a("IfcFeatureElement") and kind != "IfcVirtualElement":
            left_out[plain_kind(kind)] += 1
    return Sorted(physical, beside, dict(sorted(left_out.items())))


def is_known(model: Any, kind: str) -> bool:  # noqa: ANN401
    """Tell whether the schema of a model knows a class."""
    try:
        model.by_type(kind)
    except RuntimeError:  # not a class of this schema
        return False
    return True


def choose_building(model: Any, elements: list[Any], wanted: str | None, homes: Homes, file: str) -> Any:  # noqa: ANN401
    """Return the building to read.

    Raises
    ------
    InputError
        If there is none, or several and none of them was chosen.
    """
    buildings = sorted(model.by_type("IfcBuilding"), key=lambda b: b.id())
    if not buildings:
        raise InputError(_no_building(file))
    if wanted is not None:
        return _named(buildings, wanted, file)
    if len(buildings) == 1:
        return buildings[0]
    found = {home.id() for e in elements if (home := homes.nearest(e, "IfcBuilding")) is not None}
    filled = [b for b in buildings if b.id() in found]
    if len(filled) == 1:
        return filled[0]
    raise InputError(_several(filled or buildings, file))


def like(model: Any, known: Sequence[str] | None) -> str | None:  # noqa: ANN401
    """Return the GlobalId of the building that is the known one (GlobalId, name), None if none is."""
    if known is None:
        return None
    buildings = model.by_type("IfcBuilding")
    hits = [b for b in buildings if b.GlobalId == known[0]] or [b for b in buildings if label(b) == known[1]]
    return str(hits[0].GlobalId) if len(hits) == 1 else None


def belongs(element: Any, building: Any, homes: Homes, *, alone: bool) -> bool:  # noqa: ANN401
    """Tell whether an element is part of the building; all are if it stands alone in the model."""
    return alone or any(step.id() == building.id() for step in homes.path(element))


def make_part(element: Any, identity: str, homes: Homes, scale: float) -> Part:  # noqa: ANN401
    """Describe an element."""
    storey = homes.nearest(element, "IfcBuildingStorey")
    host = host_of(element)
    return Part(
        identity,
        plain_kind(element.is_a()),
        value(element, "Name") or "",
        value(storey, "GlobalId") if storey is not None else None,
        has_body(element),
        value(host, "GlobalId") if host is not None else None,
        _length(element, "OverallWidth", scale),
        _length(element, "OverallHeight", scale),
        _external(element),
        whole=_window_of(element),
        piece_of=_whole_of(element),
        in_site=_in_site(element, homes),
    )


def _whole_of(element: Any) -> str | None:  # noqa: ANN401
    for name in ("Decomposes", "Nests"):
        for relation in value(element, name) or ():
            if relation.RelatingObject.is_a("IfcElement"):
                return str(relation.RelatingObject.GlobalId)
    return None


def _window_of(element: Any) -> str | None:  # noqa: ANN401
    for relation in value(element, "Decomposes") or ():
        if relation.RelatingObject.is_a("IfcWindow"):
            return str(relation.RelatingObject.GlobalId)
    return None


def is_stray(element: Any, homes: Homes) -> bool:  # noqa: ANN401
    """Tell whether an element is a loose body in the site, outside any building."""
    return bool(element.is_a("IfcBuildingElementProxy")) and _in_site(element, homes)


def _in_site(element: Any, homes: Homes) -> bool:  # noqa: ANN401
    return homes.nearest(element, "IfcBuilding") is None and homes.nearest(element, "IfcSite") is not None


def make_space(space: Any, identity: str, homes: Homes) -> Part:  # noqa: ANN401
    """Describe a space."""
    storey = homes.nearest(space, "IfcBuildingStorey")
    outside = "EXTERNAL" in (
        value(space, "PredefinedType"),
        value(space, "InteriorOrExteriorSpace"),
    )
    return Part(
        identity,
        "IfcSpace",
        value(space, "LongName") or value(space, "Name") or "",
        value(storey, "GlobalId") if storey is not None else None,
        has_body(space),
        external=True if outside else _external(space),
        dwelling=_zone(space),
    )


def has_body(element: Any) -> bool:  # noqa: ANN401
    """Tell whether a solid or surface is drawn, not only an axis or a plan."""
    shape = value(element, "Representation")
    views = (value(shape, "Representations") or ()) if shape is not None else ()
    return any(_is_solid(view) for view in views if value(view, "RepresentationIdentifier") not in NO_BODY)


def _is_solid(view: Any) -> bool:  # noqa: ANN401
    kind = value(view, "RepresentationType") or ""
    if "2D" in kind or kind in _FLAT_TYPES:
        return False
    # A view without items should have had some: it counts as a body that cannot be read.
    items = value(view, "Items")
    return not items or not all(any(item.is_a(flat) for flat in _FLAT_ITEMS) for item in items)


def _zone(space: Any) -> str | None:  # noqa: ANN401
    for relation in value(space, "HasAssignments") or ():
        if relation.is_a("IfcRelAssignsToGroup") and relation.RelatingGroup.is_a("IfcZone"):
            name = relation.RelatingGroup.Name
            return str(name) if name else None
    return None


def _length(element: Any, name: str, scale: float) -> float | None:  # noqa: ANN401
    length = value(element, name)
    return float(length) * scale if isinstance(length, float) and length > 0 else None


def _external(element: Any) -> bool | None:  # noqa: ANN401
    for relation in value(element, "IsDefinedBy") or ():
        if not relation.is_a("IfcRelDefinesByProperties"):
            continue
        found = _property(value(relation, "RelatingPropertyDefinition"), "IsExternal")
        if isinstance(found, bool):
            return found
    return None


def _property(definition: Any, name: str) -> Any:  # noqa: ANN401
    if not definition.is_a("IfcPropertySet"):
        return None
    for single in value(definition, "HasProperties") or ():
        # The name is the first attribute of every property; there are many of them.
        if single.get_argument(0) == name:
            return getattr(getattr(single, "NominalValue", None), "wrappedValue", None)
    return None


def _named(buildings: list[Any], wanted: str, file: str) -> Any:  # noqa: ANN401
    hits = [b for b in buildings if b.GlobalId == wanted] or [b for b in buildings if label(b) == wanted]
    if len(hits) == 1:
        return hits[0]
    known = _list(buildings)
    if hits:
        raise InputError(
            Text(
                f"{file} bevat {len(hits)} gebouwen met de naam '{wanted}'; kies er een met zijn GlobalId: "
                f"{', '.join(b.GlobalId for b in hits)}",
                f"{file} holds {len(hits)} buildings named '{wanted}'; choose one by its GlobalId: "
                f"{', '.join(b.GlobalId for b in hits)}",
            )
        )
    raise InputError(
        Text(
            f"{file} bevat geen gebouw '{wanted}'; wel: {known}. Geef een van deze namen bij --building",
            f"{file} holds no building '{wanted}', but: {known}. Give one of these names with --building",
        )
    )


def label(building: Any) -> str:  # noqa: ANN401
    """Return the name of a building, or else its GlobalId."""
    return str(building.Name or building.LongName or building.GlobalId)


def _list(buildings: Iterator[Any] | list[Any]) -> str:
    return ", ".join(f"'{label(b)}'" for b in buildings)


def _several(buildings: list[Any], file: str) -> Text:
    return Text(
        f"{file} bevat {len(buildings)} gebouwen: {_list(buildings)}; kies er een met --building NAAM",
        f"{file} holds {len(buildings)} buildings: {_list(buildings)}; choose one with --building NAME",
    )


def _no_building(file: str) -> Text:
    return Text(
        f"{file} bevat geen gebouw (IfcBuilding); het bestand is beschadigd of bevat iets anders. "
        "Exporteer het model opnieuw, met gebouw en bouwlagen",
        f"{file} holds no building (IfcBuilding); the file is damaged or holds something else. "
        "Export the model again, with building and storeys",
    )
