"""The designer's own model as the proposal: read, laid upon the existing one, and held against it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.domain.building import Defect, Severity
from optopcheck.domain.job import InputError
from optopcheck.domain.mesh import turn_about_z
from optopcheck.domain.proposal import Proposal
from optopcheck.domain.text import Text, join_texts, numbers
from optopcheck.ifc import read_model
from optopcheck.optop import match, moved, shift_between
from optopcheck.service.replacing import placed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from optopcheck.domain.building import Building, Storey
    from optopcheck.domain.job import Progress
    from optopcheck.domain.mesh import Floats
    from optopcheck.domain.repair import Repairs
    from optopcheck.ifc import ReadModel
    from optopcheck.service.inputs import CaseInput
    from optopcheck.service.repairing import Repaired

_AS_DRAWN = 0.001
"""Models that lie nearer than this lie in one place [m]."""
_CLOSE = 0.05
"""What rounding of a map conversion may leave; further apart, nobody knows what belongs where [m]."""
_ON_MAP = Text("beide modellen liggen in RD", "both models lie in RD")
_BY_MODEL = Text(
    "de coördinaten van beide modellen zijn dezelfde genomen",
    "the coordinates of both models were taken to be the same",
)
_READING = Text("eigen ontwerp:", "design of its own:")


@dataclass(frozen=True, eq=False)
class ReadProposal:
    """The proposal with what the receipt must say of its file."""

    proposal: Proposal
    sha256: str


def read_proposal(path: Path, inputs: CaseInput, existing: Repaired, progress: Progress) -> ReadProposal:
    """Read the new situation and say what differs from the existing building.

    Parameters
    ----------
    path
        The designer's model.
    inputs
        Of the case: its repairs hold for both models.
    existing
        The building that stands there, in the frame of the case.
    progress
        Called throughout.

    Raises
    ------
    InputError
        If it cannot be read, is another building, or does not lie in the same place.
    """
    repairs = existing_repairs(inputs, existing)
    name = inputs.building or (repairs.building if repairs else None)
    model = read_model(path, building=name, progress=_named(progress))
    way, told = _way(model, existing, repairs)
    building = model.building.transformed(way, _turn(way))
    building = _repaired(building, repairs)
    shift = shift_between(existing.building, building)
    if shift is None:
        raise _other_building(path.name)
    distance = float(np.linalg.norm(shift))
    if distance > _CLOSE:
        raise _apart(path.name, shift, told)
    if distance > _AS_DRAWN:
        building = replace(moved(building, -shift), defects=(*building.defects, _moved_note(distance)))
    found = match(existing.building, building)
    if found.changes.same + len(found.changes.renamed) == 0:
        raise _other_building(path.name)
    return ReadProposal(Proposal(path.name, found.building, found.changes, told), model.sha256)


def existing_repairs(inputs: CaseInput, existing: Repaired) -> Repairs | None:
    """Return the repairs of the case, those of its file included."""
    return existing.repairs if existing.repairs is not None else inputs.repairs


def _named(progress: Progress) -> Progress:
    def report(step: Text, fraction: float) -> None:
        progress(join_texts(_READING, step), fraction)

    return report


# --- one place ----------------------------------------------------------------------------------
def _way(
    model: ReadModel, existing: Repaired, repairs: Repairs | None
) -> tuple[Callable[[Floats], Floats], Text]:
    """Return how points of the new model, as it was read, become those of the case."""
    old, new = existing.site.georeference, model.site.georeference
    replaced = repairs is not None and (repairs.location is not None or repairs.north is not None)
    if old.epsg is not None and old.epsg == new.epsg and old.height_system == new.height_system:
        offset = np.array([new.offset[0] - old.offset[0], new.offset[1] - old.offset[1], 0.0])
        if not replaced:
            # Adding nothing would still cost the last digit of a copy of the model.
            return (lambda points: points + offset if offset.any() else points), _ON_MAP
    own, case = placed(model, None).frame(model.frame), existing.frame
    turn = case.turn - own.turn
    shift = case.image + turn_about_z(own.anchor - case.anchor, case.turn)

    def through_model(points: Floats) -> Floats:
        local = points - own.image
        return np.asarray((turn_about_z(local, turn) if turn else local) + shift, dtype=np.float64)

    return through_model, _BY_MODEL


def _turn(way: Callable[[Floats], Floats]) -> Callable[[Floats], Floats]:
    """Return what a way does to directions."""

    def directions(given: Floats) -> Floats:
        return np.asarray(way(given) - way(np.zeros_like(given)), dtype=np.float64)

    return directions


def _apart(name: str, shift: Floats, told: Text) -> InputError:
    distance = float(np.linalg.norm(shift))
    x, y, z = (float(value) for value in shift)
    said = numbers(
        "'{name}' ligt {d} m van het bestaande model ({x} m naar het oosten, {y} m naar het noorden, {z} m "
        "omhoog); geef beide modellen dezelfde plaats".replace("{name}", name),
        "'{name}' lies {d} m from the existing model ({x} m to the east, {y} m to the north, {z} m up); "
        "give both models one place".replace("{name}", name),
        d=distance,
        x=x,
        y=y,
        z=z,
    )
    return InputError(Text(f"{said.nl} ({told.nl})", f"{said.in_language('en')} ({told.in_language('en')})"))


def _other_building(name: str) -> InputError:
    return InputError(
        Text(
            f"geen enkel bouwdeel van '{name}' komt overeen met het bestaande model: dit is een ander gebouw",
            f"no part of '{name}' is one of the existing model: this is another building",
        )
    )


def _moved_note(distance: float) -> Defect:
    return Defect(
        "PROPOSAL-MOVED",
        Severity.NOTE,
        numbers(
            "het eigen ontwerp lag {d} m naast het bestaande model en is daarop gelegd",
            "the design of its own lay {d} m beside the existing model and was laid upon it",
            3,
            d=distance,
        ),
        Text("geen actie nodig; ga na of de kaartligging klopt", "nothing to do; see to the map conversion"),
    )


# --- the same repairs ---------------------------------------------------------------------------
def _repaired(building: Building, repairs: Repairs | None) -> Building:
    """Leave out and name in the new model what was left out and named in the old one."""
    if repairs is None:
        return building
    gone = set(repairs.dropped)
    return replace(
        building,
        elements=tuple(e for e in building.elements if e.global_id not in gone),
        dropped=tuple(e for e in building.elements if e.global_id in gone),
        spaces=tuple(s for s in building.spaces if s.global_id not in gone),
        observation_points=tuple(p for p in building.observation_points if p.id not in gone),
        storeys=tuple(_with_role(storey, repairs) for storey in building.storeys),
    )


def _with_role(storey: Storey, repairs: Repairs) -> Storey:
    for name, role in repairs.storey_roles:
        if name in (storey.global_id, storey.name.strip()):
            return replace(storey, role=role)
    return storey
