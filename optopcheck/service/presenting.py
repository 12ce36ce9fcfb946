"""The three situations for presentation (GLB) and for GIS (CityJSON)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optopcheck.citymodel.writer import CityEntry, city_text
from optopcheck.domain.job import InputError
from optopcheck.domain.measurement import Measurement
from optopcheck.domain.text import Text
from optopcheck.geometry.closedness import examine
from optopcheck.geometry.glb import GlbPart, GlbScene, glb_bytes
from optopcheck.picture import palette
from optopcheck.picture.facade import drawn_meshes
from optopcheck.report import write_bytes, write_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from optopcheck.domain.assessment import Assessment
    from optopcheck.domain.building import Building, Element
    from optopcheck.domain.facts import Facts, Situation
    from optopcheck.domain.mesh import Mesh

_NAMES = {"proposed": "voorgesteld", "existing": "bestaand", "permitted": "toegestaan"}
_SOLID, _SEE_THROUGH, _GLASSY = 255, 110, 150
_PERMITTED = (20, 110, 240)
_NEIGHBOURS = "omgeving"


def write_glb(assessment: Assessment, path: Path) -> None:
    """Write the situations as scenes of one GLB file, the design first, the neighbours in each.

    Raises
    ------
    InputError
        If there is nothing to show, or the file cannot be written.
    """
    facts = assessment.facts
    maker, around = _Parts(), _neighbours(facts)
    scenes = [
        GlbScene(_NAMES[name], [*maker.of(building, permitted=name == "permitted"), *around])
        for name, building in _buildings(facts)
    ]
    reference = facts.case.site.georeference
    extras: dict[str, object] = {
        "unit": "m",
        "axes": "x east, y up, z south",
        "epsg": reference.epsg,
        "offset": list(reference.offset),
        "height_system": reference.height_system,
        "credit": facts.case.neighbours_credit,
    }
    if not any(scene.parts for scene in scenes):
        raise _nothing()
    write_bytes(path, glb_bytes(scenes, extras))


def write_cityjson(assessment: Assessment, path: Path) -> None:
    """Write the situations as buildings of one CityJSON file, each with what was measured of it.

    Raises
    ------
    InputError
        If there is nothing to show, or the file cannot be written.
    """
    facts = assessment.facts
    situations = {"proposed": facts.proposed, "existing": facts.existing, "permitted": facts.permitted}
    entries = [
        _entry(name, building, situations[name])
        for name, building in _buildings(facts)
        if not building.mesh.is_empty
    ]
    if not entries:
        raise _nothing()
    title = f"{facts.case.building.name}: {', '.join(_NAMES[name] for name, _ in _buildings(facts))}"
    reference = facts.case.site.georeference
    write_text(path, city_text(entries, reference, title, assessment.receipt.reference_date))


def _buildings(facts: Facts) -> Iterator[tuple[str, Building]]:
    """Yield the situations that there are, the design first."""
    if facts.proposed.building is not None and facts.proposed.building is not facts.case.building:
        yield "proposed", facts.proposed.building
    yield "existing", facts.case.building
    if facts.permitted.building is not None:
        yield "permitted", facts.permitted.building


def _entry(name: str, building: Building, situation: Situation) -> CityEntry:
    attributes: dict[str, str | float] = {"toestand": _NAMES[name], "naam": building.name}
    for quantity, measured in situation.measured.items():
        if isinstance(measured, Measurement):
            unit = "" if quantity.unit == "1" else f"_{quantity.unit}"
            attributes[f"{quantity.key}{unit}"] = round(measured.value, 3)
    mesh = building.mesh
    alone = len(building.elements) == 1
    closed = alone and len(examine(mesh).bodies) == 1
    # A block of one body is level 1; parts as they are drawn, windows and all, are level 3.
    return CityEntry(f"optopcheck-{_NAMES[name]}", mesh, attributes, closed, "1.2" if alone else "3")


class _Parts:
    """Parts by element: what two situations share is written once."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, int], GlbPart] = {}

    def of(self, building: Building, *, permitted: bool) -> list[GlbPart]:
        """Return the parts of a building."""
        storeys = {storey.global_id: storey.name for storey in building.storeys}
        found = []
        # Walls come without their openings: windows are shown before them, as in the pictures.
        for element, mesh in zip(building.elements, drawn_meshes(building), strict=True):
            key = (element.global_id, id(mesh))
            if key not in self._known:
                level = storeys.get(element.storey_id or "", "")
                self._known[key] = _part(element, mesh, level, permitted=permitted)
            found.append(self._known[key])
        return found


def _part(element: Element, mesh: Mesh, storey: str, *, permitted: bool) -> GlbPart:
    extras = {"GlobalId": element.global_id, "class": element.kind, "storey": storey}
    return GlbPart(element.name or element.kind, mesh, _colour(element, permitted=permitted), extras)


def _colour(element: Element, *, permitted: bool) -> tuple[int, int, int, int]:
    if permitted:
        return (*_PERMITTED, _SEE_THROUGH)
    if palette.is_glass(element):
        return (*palette.GLASS, _GLASSY)
    if element.added:
        return (*palette.ADDED, _SOLID)
    return (*(palette.ROOF if element.kind in ("IfcSlab", "IfcRoof") else palette.WALL), _SOLID)


def _neighbours(facts: Facts) -> list[GlbPart]:
    return [
        GlbPart(n.id, n.mesh, (*palette.NEIGHBOUR, _SOLID), {"class": _NEIGHBOURS})
        for n in facts.case.neighbours
    ]


def _nothing() -> InputError:
    return InputError(Text("er is niets om te tonen", "there is nothing to show"))
