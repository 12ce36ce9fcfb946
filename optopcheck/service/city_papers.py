"""A case of which the building comes out of a tile of a city model, opened like any other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optopcheck.domain.job import InputError
from optopcheck.domain.text import Text
from optopcheck.service.city_case import open_city_case
from optopcheck.service.city_knowledge import CityPapers
from optopcheck.service.entered_facts import joined_facts, read_facts
from optopcheck.service.inputs import CITY_MODELS, checked_municipality, read_statement
from optopcheck.service.plan import read_plan

if TYPE_CHECKING:
    from pathlib import Path

    from optopcheck.domain.job import Progress
    from optopcheck.rules import RuleSet
    from optopcheck.service.inputs import CaseInput
    from optopcheck.service.opened import OpenedCase


def is_city_model(path: Path) -> bool:
    """Tell by its name whether a file is a city model."""
    return path.suffix.lower() in CITY_MODELS


def open_city_input(inputs: CaseInput, progress: Progress, rules: RuleSet | None) -> OpenedCase:
    """Open the building of a city model that a case names, with its papers.

    Raises
    ------
    InputError
        If no building is named, a file cannot be used, or one asks for a model with parts.
    """
    _refuse_what_needs_a_model(inputs)
    if inputs.building is None:
        raise InputError(
            Text(
                f"{inputs.model.name} is een stadsmodel: zeg welk pand, of open het uit een potentiescan",
                f"{inputs.model.name} is a city model: say which building, or open it from a scan",
            )
        )
    more = () if inputs.neighbours is None else (inputs.neighbours,)
    tiles = tuple(dict.fromkeys((inputs.model, *inputs.city_tiles, *more)))
    papers = _papers(inputs)
    place = checked_municipality(inputs.municipality)
    return open_city_case(tiles, inputs.building, place, progress, rules, papers)


def _papers(inputs: CaseInput) -> CityPapers:
    statement = read_statement(inputs.statement) if inputs.statement else None
    plan = read_plan(inputs.plan) if inputs.plan else None
    facts = read_facts(inputs.facts_file) if inputs.facts_file else None
    hashes = {} if statement is None else {statement.file_name: statement.sha256}
    for part, file in (("plan", plan), ("facts", facts)):
        if file is not None:
            hashes[f"{part}: {file.name}" if file.name in hashes else file.name] = file.sha256
    entered = joined_facts(facts, inputs.facts)
    return CityPapers(inputs.plan_datum, inputs.measuring_level, statement, plan, entered, hashes)


def _refuse_what_needs_a_model(inputs: CaseInput) -> None:
    """Refuse files that belong to an IFC model: silently left out they would seem to count."""
    given = {
        Text("deelmodellen", "aspect models"): inputs.aspects,
        Text("herstelregels", "repairs"): inputs.repairs or inputs.repairs_file,
        Text("een eigen ontwerp", "a design of its own"): inputs.proposal,
    }
    for what, value in given.items():
        if value:
            raise InputError(
                Text(
                    f"{what.nl}: dat kan niet bij een gebouw uit een stadsmodel; geef eerst een IFC-model",
                    f"{what.in_language('en')}: not with a building of a city model; give an IFC model first",
                )
            )
