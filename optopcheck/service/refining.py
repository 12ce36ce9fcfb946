"""From a building of a city model to the model of its architect: the case stays, the solid goes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from optopcheck.citymodel.target import TargetId
from optopcheck.domain.job import InputError

if TYPE_CHECKING:
    from pathlib import Path

    from optopcheck.domain.case import Case
    from optopcheck.service.inputs import CaseInput


def refined(inputs: CaseInput, model: Path, case: Case) -> CaseInput:
    """Return the case with a model in the place of the solid of the city model.

    Place and heights come from the model itself; its own pand stays out of the surroundings, by the number
    of the BAG where the city model names its buildings so, else by its place.

    Parameters
    ----------
    inputs
        Of a building of a city model.
    model
        IFC of the same building, in RD and NAP.
    case
        As it was opened: what the city model told as a fact, such as the year of construction, stays one.
    """
    return replace(
        inputs,
        model=model,
        building=None,
        neighbours=inputs.model,
        city_tiles=tuple(
            dict.fromkeys((*inputs.city_tiles, *(() if inputs.neighbours is None else (inputs.neighbours,))))
        ),
        bag_id=_bag_number(inputs.building),
        facts=tuple(case.entered.items()),
    )


def _bag_number(name: str | None) -> str | None:
    try:
        TargetId.of(name)
    except InputError:
        return None
    return name
