"""A building of a city model as a case like any other: by its input, in a dossier, in a journal."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from optopcheck import service
from optopcheck.domain.entered import EnteredFact
from optopcheck.domain.job import InputError, no_progress
from optopcheck.domain.scenario import Scenario
from optopcheck.service.city_case import open_city_case
from optopcheck.service.journals import Left
from optopcheck.service.kept_work import Work, left_work, work_action
from tests.ifc.drawing import Drawing, house
from tests.scan.made import flat_block, town
from tests.service import small_case

if TYPE_CHECKING:
    from pathlib import Path

    from optopcheck.service import CaseInput

ON = date(2026, 11, 26)


@pytest.fixture
def given(tmp_path: Path) -> CaseInput:
    west, east = tmp_path / "a.city.json", tmp_path / "b.city.json"
    west.write_text(json.dumps(town([flat_block("flat", 0, 0, 12, 10, 9.0)])))
    east.write_text(json.dumps(town([flat_block("north", 0, 22, 12, 10, 9.0)])))
    return service.CaseInput(west, "flat", "GM0637", city_tiles=(east,))


def test_the_input_gives_the_case_of_the_tiles(given: CaseInput) -> None:
    opened = service.open_case(given, rules=service.load_rules(ON))
    alone = open_city_case(
        (given.model, *given.city_tiles), "flat", "GM0637", no_progress, service.load_rules(ON)
    )

    assert [n.id for n in opened.case.neighbours] == [n.id for n in alone.case.neighbours] == ["north"]
    assert opened.hashes == alone.hashes
    assert set(opened.hashes) == {"a.city.json", "b.city.json"}
    assert opened.case.building.is_of_city_model
    assert opened.case.entered["existing.construction_year"].value == 1975.0


def test_what_the_user_knows_comes_on_top(given: CaseInput, tmp_path: Path) -> None:
    plan = tmp_path / "plan.toml"
    plan.write_text(
        '[source]\ntitle = "Plan"\nstanding = "omgevingsplan"\narticle = "5"\n'
        '[bouwhoogte]\nmax = 15.0\narticle = "5.2"\n'
    )
    fact = ("existing.construction_year", EnteredFact(1981.0, source="archief"))
    told = replace(given, plan_datum=service.DatumInput(0.4), plan=plan, facts=(fact,))

    case = service.open_case(told, rules=service.load_rules(ON)).case

    assert case.site.plan_datum is not None
    assert case.site.plan_datum.value == 0.4
    assert case.plan_limits is not None
    assert case.plan_limits.max_building_height is not None
    assert case.plan_limits.max_building_height.value == 15.0
    assert case.entered["existing.construction_year"].value == 1981.0


def test_a_tile_that_cannot_be_read_stops_the_sun(given: CaseInput) -> None:
    given.city_tiles[0].write_text("{")
    rules = service.load_rules(ON)
    opened = service.open_case(given, rules=rules)

    (defect,) = [d for d in opened.case.building.defects if d.code == "city-tile-unread"]
    assert "b.city.json" in defect.message.nl
    assert "sun" in defect.blocks
    sun = service.assess(opened, Scenario(), ON, rules=rules).facts.proposed.sun
    assert sun
    assert all(type(study).__name__ == "Unmeasured" for study in sun.values())


def test_a_file_of_a_model_is_refused_and_so_is_no_name(given: CaseInput) -> None:
    with pytest.raises(InputError, match="IFC"):
        service.open_case(replace(given, proposal=given.model))
    with pytest.raises(InputError, match="welk pand"):
        service.open_case(replace(given, building=None))


def test_a_dossier_of_it_opens_and_repeats(given: CaseInput, tmp_path: Path) -> None:
    rules = service.load_rules(ON)
    opened = service.open_case(given, rules=rules)
    assessment = service.assess(opened, Scenario(), ON, rules=rules)
    path = tmp_path / "flat.optop"
    service.save_dossier(path, service.make_dossier(given, opened, assessment, rules))

    again = service.reopen_dossier(path, tmp_path / "files")

    assert again.inputs.subject[1] == "flat"
    assert [tile.name for tile in again.inputs.city_tiles] == ["b.city.json"]
    assert service.replay(path).equal


def test_a_journal_keeps_it(given: CaseInput, tmp_path: Path) -> None:
    work = Work(given, Scenario(), ON)

    found = left_work(Left(tmp_path, (work_action(work),), torn=False))

    assert found is not None
    assert found.inputs == given


def test_two_buildings_of_one_tile_are_two_cases(given: CaseInput) -> None:
    assert replace(given, building="north").subject != given.subject
    assert replace(given, municipality=None).subject == given.subject
    assert given.title == "flat"


def test_an_architects_model_takes_the_place_of_the_solid(tmp_path: Path) -> None:
    """The house of the small case stands in RD; around it a made town in two tiles."""
    x, y = small_case.RD[0] - 93000.0, small_case.RD[1] - 451000.0
    own = flat_block("NL.IMBAG.Pand.0637100000000001", x, y, 10, 8, 9.0)
    west, east = tmp_path / "a.city.json", tmp_path / "b.city.json"
    west.write_text(json.dumps(town([own, flat_block("near", x + 30, y, 12, 10, 9.0)])))
    east.write_text(json.dumps(town([flat_block("north", x, y + 40, 12, 10, 9.0)])))
    first = service.CaseInput(west, "NL.IMBAG.Pand.0637100000000001", "GM0637", city_tiles=(east,))
    rules = service.load_rules(ON)
    opened = service.open_case(first, rules=rules)
    drawing = Drawing()
    house(drawing)
    drawing.map_conversion(0.0, *small_case.RD, 0.0, "NAP")
    model = drawing.save(tmp_path / "huis.ifc")

    inputs = service.refined(first, model, opened.case)
    case = service.open_case(inputs, rules=rules)

    assert {n.id for n in case.case.neighbours} == {"near", "north"}
    assert set(case.hashes) == {"huis.ifc", "a.city.json", "b.city.json"}
    assert not case.case.building.is_of_city_model
    assert case.case.entered["existing.construction_year"].value == 1975.0
    assert (inputs.municipality, inputs.bag_id) == ("GM0637", first.building)
    assert inputs.subject != first.subject
    assessment = service.assess(case, Scenario(), ON, rules=rules)
    path = tmp_path / "huis.optop"
    service.save_dossier(path, service.make_dossier(inputs, case, assessment, rules))
    assert service.replay(path).equal


def test_a_name_that_is_no_number_of_the_bag_is_not_one(given: CaseInput) -> None:
    opened = service.open_case(given, rules=service.load_rules(ON))

    assert service.refined(given, given.model.with_suffix(".ifc"), opened.case).bag_id is None
