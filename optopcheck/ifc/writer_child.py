"""In the child: a variant into a copy of its model."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from optopcheck.domain.job import InputError
from optopcheck.domain.text import Text
from optopcheck.ifc import selection
from optopcheck.ifc.opened import open_model
from optopcheck.ifc.placement import Placements
from optopcheck.ifc.scratch import no_room
from optopcheck.ifc.units import read_units
from optopcheck.ifc.writer_demolition import Marks
from optopcheck.ifc.writer_history import owner_history
from optopcheck.ifc.writer_relations import Relations
from optopcheck.ifc.writer_shapes import Shapes
from optopcheck.ifc.writer_things import Things

__all__ = ["write"]


def write(job: dict[str, Any]) -> dict[str, Any]:
    """Write the variant of a job; return how much was added.

    Raises
    ------
    InputError
        If the model cannot be read or written.
    """
    model, variant = open_model(job), job["variant"]
    units = read_units(model)
    if units.problem in ("unusable", "several"):
        raise InputError(_no_unit(job["file"], units.declared))
    _refuse_twins(model, variant, job["file"])
    elements = selection.sorted_elements(model).physical
    building = selection.choose_building(model, elements, job["building"], selection.Homes(), job["file"])
    history = owner_history(model, variant["day"])
    shapes = Shapes(model, units.scale)
    placements = Placements(units.scale)
    things = Things(model, history, shapes, building, placements)
    made = things.make(variant)
    relations = Relations(model, history, variant["key"])
    relations.tie(made, variant, building)
    marks = Marks(model, relations, job["file"])
    marks.take_away(variant["gone"])
    marks.cut_off(variant["cuts"], shapes, placements)
    try:
        model.write(job["written"])
    except RuntimeError as error:  # what the library raises for a full disk, without saying why
        raise InputError(no_room(Path(job["folder"]), error)) from error
    return {"added": len(made.all)}


def _refuse_twins(model: Any, variant: dict[str, Any], file: str) -> None:  # noqa: ANN401
    for group in ("storeys", "parts", "openings", "spaces", "cuts"):
        for thing in variant[group]:
            try:
                model.by_guid(thing["id"])
            except RuntimeError:  # what the library raises for an id that is not there
                continue
            raise InputError(
                Text(
                    f"{file} bevat deze optoplaag al; kies het model zonder",
                    f"{file} already holds this added storey; choose the model without it",
                )
            )


def _no_unit(file: str, declared: tuple[str, ...]) -> Text:
    said = ", ".join(declared) or "-"
    return Text(
        f"{file}: de lengte-eenheid is niet eenduidig ({said}); herstel haar in het tekenprogramma",
        f"{file}: the unit of length is not clear ({said}); repair it in the drawing program",
    )
