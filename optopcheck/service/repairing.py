"""Repairs put to work on what the reader found; the file itself is never changed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from optopcheck.domain.building import Building, Severity, Storey
from optopcheck.domain.job import InputError
from optopcheck.domain.text import Text
from optopcheck.service import repair_texts as said
from optopcheck.service.replacing import Place, placed

if TYPE_CHECKING:
    from collections.abc import Callable

    from optopcheck.domain.building import Defect
    from optopcheck.domain.mesh import Floats
    from optopcheck.domain.model_frame import ModelFrame
    from optopcheck.domain.repair import Repairs
    from optopcheck.domain.site import Site
    from optopcheck.ifc import ReadModel

# Defects that speak of a part which may be dropped, north and place that may be given.
_OF_PARTS = ("IFC-GEOMETRY", "IFC-NO-SHAPE", "IFC-WINDOWS", "IFC-PLANT-UNREAD")
_OF_NORTH = ("IFC-NORTH",)
_OF_PLACE = ("IFC-POSITION", "IFC-MAP")
_WALLS = ("IfcWall", "IfcCurtainWall")


@dataclass(frozen=True, eq=False)
class Repaired:
    """A building and its site after repair."""

    building: Building
    site: Site
    to_local: Callable[[Floats], Floats]
    """Maps points (n, 2) in the coordinates of the model into the frame of the building [m]."""
    frame: ModelFrame
    """The way back to those coordinates."""
    repairs: Repairs | None = None


def repaired(model: ReadModel, repairs: Repairs | None) -> Repaired:
    """Apply repairs; each shows as a note among the defects.

    Raises
    ------
    InputError
        If a repair names something that the model does not hold; lists what it holds.
    """
    place = placed(model, repairs)
    building = place.turned(model.building)
    if repairs is not None:
        building = _with_notes(_repaired_parts(building, repairs), repairs, place)
    return Repaired(building, place.site, place.to_local, place.frame(model.frame), repairs)


def _repaired_parts(building: Building, repairs: Repairs) -> Building:
    _check_exist(building, repairs)
    gone = set(repairs.dropped)
    return replace(
        building,
        elements=tuple(e for e in building.elements if e.global_id not in gone),
        dropped=tuple(e for e in building.elements if e.global_id in gone),
        spaces=tuple(s for s in building.spaces if s.global_id not in gone),
        observation_points=tuple(p for p in building.observation_points if p.id not in gone),
        storeys=_with_roles(building.storeys, repairs),
        party_walls=repairs.party_walls,
    )


def _check_exist(building: Building, repairs: Repairs) -> None:
    named = {i for d in building.defects if d.code.startswith(_OF_PARTS) for i in d.elements}
    parts = {e.global_id: e for e in (*building.elements, *building.spaces)}
    for identity in repairs.dropped:
        if identity not in parts and identity not in named:
            raise InputError(said.no_part("--drop", identity, list(building.elements)))
    walls = [e for e in building.elements if e.kind.startswith(_WALLS)]
    for identity in repairs.party_walls:
        if identity not in {wall.global_id for wall in walls}:
            raise InputError(said.no_part("party_walls", identity, walls))
    if repairs.dropped and {e.global_id for e in building.elements} <= set(repairs.dropped):
        raise InputError(said.nothing_left())


def _with_roles(storeys: tuple[Storey, ...], repairs: Repairs) -> tuple[Storey, ...]:
    roles: dict[str, Storey] = {}
    for name, role in repairs.storey_roles:
        storey = _storey(storeys, name)
        known = roles.get(storey.global_id)
        if known is not None and known.role is not role:
            raise InputError(said.two_roles(storey))
        roles[storey.global_id] = replace(storey, role=role, reason=said.ENTERED_ROLE)
    return tuple(roles.get(storey.global_id, storey) for storey in storeys)


def _storey(storeys: tuple[Storey, ...], name: str) -> Storey:
    hits = [s for s in storeys if s.global_id == name] or [s for s in storeys if s.name.strip() == name]
    if len(hits) != 1:
        raise InputError(said.no_storey(name, hits, storeys))
    return hits[0]


def _with_notes(building: Building, repairs: Repairs, place: Place) -> Building:
    """Say what was repaired, and let go of what is wrong no longer."""
    gone = set(repairs.dropped)

    def is_settled(defect: Defect) -> bool:
        if defect.code.startswith(_OF_PARTS):
            return bool(defect.elements) and set(defect.elements) <= gone
        north = repairs.north is not None and defect.code.startswith(_OF_NORTH)
        return north or (repairs.location is not None and defect.code.startswith(_OF_PLACE))

    kept = tuple(_settled(d) if is_settled(d) else d for d in building.defects)
    return replace(building, defects=(*said.notes(repairs, place.extra_turn), *kept))


def _settled(defect: Defect) -> Defect:
    message = defect.message
    return replace(
        defect,
        severity=Severity.NOTE,
        message=Text(
            f"vervallen door herstel: {message.nl}", f"settled by repair: {message.in_language('en')}"
        ),
        blocks=frozenset(),
    )
