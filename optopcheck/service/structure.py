"""The screening of the structure: from facts and the numbers that come with the program."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from optopcheck.domain.job import InputError, no_progress
from optopcheck.domain.measurement import Unmeasured
from optopcheck.domain.text import Text
from optopcheck.geometry.closedness import examine, signed_volume
from optopcheck.ifc.materials import read_materials
from optopcheck.report.text_structure import structure_section
from optopcheck.structure import Question, Solid, assumed_weight, read_screening_data, screen, weight_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from optopcheck.domain.building import Element
    from optopcheck.domain.case import Case
    from optopcheck.domain.facts import Facts
    from optopcheck.domain.job import Progress
    from optopcheck.domain.measurement import Measured
    from optopcheck.ifc.materials import Layers
    from optopcheck.service.inputs import CaseInput
    from optopcheck.structure import Screening, ScreeningData, Weight

__all__ = [
    "checked_construction",
    "known_constructions",
    "model_weight",
    "screening_data",
    "structure_screening",
    "structure_section",
]

_FILE = "national/constructie.toml"


@lru_cache(maxsize=1)
def screening_data() -> ScreeningData:
    """Return the numbers that come with the program.

    Raises
    ------
    InputError
        If they are not installed or cannot be used.
    """
    try:
        text = (files("optopcheck.packs") / _FILE).read_text(encoding="utf-8")
    except (OSError, ModuleNotFoundError) as error:
        raise InputError(
            Text(
                f"{_FILE} is niet meegeleverd; installeer optopcheck opnieuw",
                f"{_FILE} is not installed; install optopcheck again",
            )
        ) from error
    return read_screening_data(text, _FILE)


def checked_construction(key: str) -> str:
    """Return the key of a way to build that the screening knows.

    Raises
    ------
    InputError
        If it does not; lists what it knows.
    """
    return screening_data().construction(key).key


def known_constructions() -> tuple[tuple[str, Text], ...]:
    """Return the ways to build that the screening knows: key and name.

    Raises
    ------
    InputError
        See `screening_data`.
    """
    return tuple((found.key, found.label) for found in screening_data().constructions)


def model_weight(
    inputs: CaseInput, case: Case, floor_area: Measured, progress: Progress = no_progress
) -> Weight:
    """Return the weight of what stands there from bodies and materials of its models.

    Parameters
    ----------
    inputs
        The files of the building.
    case
        Its existing building.
    floor_area
        Gross floor area of it [m2].
    progress
        May raise `CancelledError`.

    Raises
    ------
    InputError
        If a model cannot be read.
    """
    data = screening_data()
    if isinstance(floor_area, Unmeasured):
        return assumed_weight(data)
    layers: dict[str, Layers] = {}
    for path in (inputs.model, *inputs.aspects):
        layers |= read_materials(path, progress)
    solids = [_solid(element, layers) for element in case.building.elements if not element.mesh.is_empty]
    return weight_of(solids, floor_area.value, data)


def _solid(element: Element, layers: Mapping[str, Layers]) -> Solid:
    found = examine(element.mesh)
    if not found.is_closed:
        # No volume can be told: it counts as a part of unknown material.
        return Solid(abs(signed_volume(element.mesh)))
    return Solid(sum(signed_volume(body) for body in found.bodies), layers.get(element.global_id, ()))


def structure_screening(facts: Facts, *, weight: Weight | None = None) -> Screening:
    """Screen the design of some facts; nothing of it reaches a finding or the overall verdict.

    Parameters
    ----------
    facts
        Areas and storeys of the existing and the proposed situation; the scenario names the construction,
        and the case the year of building, where it was entered.
    weight
        Of what stands there; assumed if it is not given.

    Raises
    ------
    InputError
        If the construction is not known.
    """
    data = screening_data()
    key = facts.scenario.construction
    before, after = facts.existing.measured, facts.proposed.measured
    return screen(
        Question(
            before.gross_floor_area,
            after.gross_floor_area,
            before.storey_count,
            after.storey_count,
            weight or assumed_weight(data),
            data.construction(key) if key else None,
            _construction_year(facts),
        ),
        data,
    )


def _construction_year(facts: Facts) -> int | None:
    entered = facts.case.entered.get("existing.construction_year")
    return int(entered.value) if entered is not None else None
