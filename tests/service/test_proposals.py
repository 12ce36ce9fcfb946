"""The designer's own model as the proposal: written out by the program and given back, it says the same."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from optopcheck import service
from optopcheck.domain.job import InputError
from optopcheck.domain.measurement import Measurement, Unmeasured
from optopcheck.domain.repair import North, Repairs
from optopcheck.domain.rule import Need, Verdict
from optopcheck.domain.scenario import Scenario, Setback
from optopcheck.domain.step import StepKey
from tests.ifc.drawing import Drawing, house
from tests.service import small_case

if TYPE_CHECKING:
    from pathlib import Path

    from optopcheck.domain.assessment import Assessment
    from tests.service.small_case import Checked

OWN = Scenario(own_design=True)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("voorstel")


@pytest.fixture(scope="module")
def pack(folder: Path) -> str:
    return str(small_case.pack(folder / "pakket"))


@pytest.fixture(scope="module")
def designed(folder: Path, pack: str) -> Checked:
    """The house with a storey that the program drew, written out beside it."""
    found = small_case.checked(
        small_case.case(folder), [pack], Scenario(setback=Setback.all_round(0.5), parapet=0.3)
    )
    service.write_ifc(found.assessment, found.inputs, folder / "nieuw.ifc")
    return found


@pytest.fixture(scope="module")
def given_back(folder: Path, pack: str, designed: Checked) -> Checked:
    inputs = replace(designed.inputs, proposal=folder / "nieuw.ifc")
    return small_case.checked(inputs, [pack], OWN)


def test_the_same_numbers_and_verdicts_come_back(designed: Checked, given_back: Checked) -> None:
    compared = 0
    before, after = designed.assessment, given_back.assessment
    for quantity, drawn in before.facts.proposed.measured.items():
        read = after.facts.proposed.measured.get(quantity)
        if isinstance(drawn, Measurement):
            assert isinstance(read, Measurement), quantity
            assert read.value == pytest.approx(drawn.value, abs=1e-6), quantity
            compared += 1
    assert compared >= 11
    for one, other in zip(before.outcomes, after.outcomes, strict=True):
        assert one.rule.id == other.rule.id
        told = [o.finding and (o.finding.verdict, o.finding.need) for o in (one, other)]
        # A model has rooms and windows of which a drawn storey only assumes where they are.
        knew_less = one.finding is not None and one.finding.need is Need.INPUT
        assert told[0] == told[1] or knew_less, one.rule.id
    assert verdict_of(after, "gm0637.dakopbouw-hoogte") is Verdict.COMPLIES
    assert after.overall.verdict is before.overall.verdict
    added = [a.facts.proposed.addition for a in (before, after)]
    assert added[0].area.value == pytest.approx(added[1].area.value)  # type: ignore[union-attr]


def verdict_of(assessment: Assessment, rule: str) -> Verdict | None:
    (finding,) = [o.finding for o in assessment.outcomes if o.rule.id == rule]
    return finding.verdict if finding is not None else None


def green(assessment: Assessment) -> Assessment:
    """Keep what complies alone, as if nothing else had been asked."""
    kept = tuple(
        o for o in assessment.outcomes if o.finding is not None and o.finding.verdict is Verdict.COMPLIES
    )
    return replace(assessment, outcomes=kept, receipt=replace(assessment.receipt, aside=()))


def test_what_was_added_is_listed(designed: Checked, given_back: Checked) -> None:
    own = given_back.opened.case.proposal
    assert own is not None
    building = designed.assessment.facts.proposed.building
    assert building is not None

    assert set(own.changes.added) == {e.global_id for e in building.elements if e.added}
    assert own.changes.same == len(designed.opened.case.building.elements)
    assert (own.changes.removed, own.changes.changed, own.changes.unmatched) == ((), (), ())
    assert own.placed.nl == "beide modellen liggen in RD"
    page = service.text_report(given_back.assessment)
    (section,) = [s for s in page.sections if s.title.startswith("Eigen ontwerp")]
    rows = {row[0]: row[1:] for row in section.rows}
    assert rows["model"][0] == "nieuw.ifc"
    assert int(rows["erbij"][0]) == len(own.changes.added)
    assert "gevels optoplaag 1" in rows["erbij"][1]
    assert "proposal: nieuw.ifc" in given_back.assessment.receipt.inputs


def test_the_file_and_its_parts_stand_in_the_json(given_back: Checked, tmp_path: Path) -> None:
    import json  # noqa: PLC0415

    service.write_json(given_back.assessment, tmp_path / "uit.json")
    told = json.loads((tmp_path / "uit.json").read_text(encoding="utf-8"))

    own = given_back.opened.case.proposal
    assert own is not None
    assert told["proposal"]["added"] == list(own.changes.added)
    assert told["scenario"]["own_design"] is True


def test_no_proposal_is_told_and_nothing_is_green(designed: Checked, pack: str) -> None:
    found = small_case.checked(designed.inputs, [pack], OWN)

    assert found.assessment.facts.proposed.building is None
    assert found.assessment.overall.verdict is not Verdict.COMPLIES
    height = found.assessment.facts.proposed.measured.building_height
    assert isinstance(height, Unmeasured)
    assert "geen eigen ontwerp ingelezen" in height.reason.nl


def test_storeys_that_differ_from_the_declared_are_never_green(given_back: Checked) -> None:
    assert green(given_back.assessment).overall.verdict is Verdict.COMPLIES
    two = replace(OWN, storeys_added=2)

    found = green(service.assess(given_back.opened, two, small_case.ON, rules=given_back.rules))

    assert found.overall.verdict is Verdict.UNDETERMINED
    assert found.overall.need is Need.REPAIR
    assert found.overall.reason.nl == "opgegeven zijn 2 extra bouwlagen, in het ontwerp gemeten 1"
    steps = {s.key: s for s in service.case_steps(given_back.opened, given_back.rules, two, found)}
    assert "opgegeven 2" in steps[StepKey.DESIGN].gaps[0].cost.nl


def test_a_part_that_may_be_new_leaves_the_whole_undetermined(given_back: Checked) -> None:
    case = given_back.opened.case
    own = case.proposal
    assert own is not None
    unsure = replace(own, changes=replace(own.changes, unmatched=(own.changes.added[0],)))

    opened = replace(given_back.opened, case=replace(case, proposal=unsure))
    found = green(service.assess(opened, OWN, small_case.ON, rules=given_back.rules))

    assert (found.overall.verdict, found.overall.need) == (Verdict.UNDETERMINED, Need.JUDGEMENT)
    assert "van 1 bouwdelen" in found.overall.reason.nl
    addition = found.facts.proposed.addition
    assert addition is not None
    assert isinstance(addition.area, Unmeasured)
    steps = {s.key: s for s in service.case_steps(opened, given_back.rules, OWN, found)}
    assert steps[StepKey.DESIGN].gaps[0].brief.nl == "misschien nieuw"
    # A design that the program draws has nothing to do with it.
    drawn = green(service.assess(opened, Scenario(), small_case.ON, rules=given_back.rules))
    assert drawn.overall.verdict is Verdict.COMPLIES


def test_a_wall_that_goes_on_into_the_new_storey_leaves_the_addition_open(given_back: Checked) -> None:
    case = given_back.opened.case
    own = case.proposal
    assert own is not None
    wall = next(e for e in own.building.elements if e.name == "s")
    mesh = type(wall.mesh)(wall.mesh.vertices * np.array([1.0, 1.0, 2.0]), wall.mesh.faces)
    higher = replace(wall, mesh=mesh)
    building = replace(
        own.building, elements=tuple(higher if e is wall else e for e in own.building.elements)
    )
    changes = replace(own.changes, changed=(wall.global_id,))

    opened = replace(
        given_back.opened, case=replace(case, proposal=replace(own, building=building, changes=changes))
    )
    addition = service.assess(opened, OWN, small_case.ON, rules=given_back.rules).facts.proposed.addition

    assert addition is not None
    assert isinstance(addition.area, Unmeasured)
    assert "loopt door in de nieuwe laag" in addition.area.reason.nl


@pytest.mark.parametrize(
    ("east", "height", "said"),
    [
        (94_030.0, 0.0, "ligt 30,00 m van het bestaande model (30,00 m naar het oosten"),
        (94_000.0, 2.0, "2,00 m omhoog"),
    ],
)
def test_models_that_lie_apart_are_refused_with_the_distance(
    designed: Checked, tmp_path: Path, east: float, height: float, said: str
) -> None:
    text = designed.inputs.model.read_text(encoding="utf-8")
    old = next(line for line in text.splitlines() if "IFCMAPCONVERSION" in line)
    new = old.replace("94000.,452000.,0.", f"{east},452000.,{height}")
    assert new != old
    (tmp_path / "elders.ifc").write_text(text.replace(old, new), encoding="utf-8")

    with pytest.raises(InputError) as refused:
        service.open_case(replace(designed.inputs, proposal=tmp_path / "elders.ifc"), rules=designed.rules)

    assert said in refused.value.text.nl
    assert "beide modellen liggen in RD" in refused.value.text.nl


def test_a_model_that_lies_a_thumb_aside_is_laid_upon_the_other(designed: Checked, tmp_path: Path) -> None:
    text = (designed.inputs.model.parent / "nieuw.ifc").read_text(encoding="utf-8")
    near = text.replace("94000.,452000.,0.", "94000.02,452000.,0.")
    assert near != text
    (tmp_path / "naast.ifc").write_text(near, encoding="utf-8")

    opened = service.open_case(
        replace(designed.inputs, proposal=tmp_path / "naast.ifc"), rules=designed.rules
    )

    own = opened.case.proposal
    assert own is not None
    assert own.changes.same == len(designed.opened.case.building.elements)
    (note,) = [d for d in own.building.defects if d.code == "PROPOSAL-MOVED"]
    assert "0,020 m" in note.message.nl


def test_another_building_is_refused(designed: Checked, tmp_path: Path) -> None:
    drawing = Drawing()
    ground = drawing.storey(drawing.building("loods"), "begane grond", 0.0)
    for side, corner, size in (("a", (0, 0, 0), (40, 0.2, 6)), ("b", (0, 20, 0), (40, 0.2, 6))):
        drawing.box("IfcWall", ground, corner, size, side)  # type: ignore[arg-type]
    drawing.map_conversion(0.0, *small_case.RD, 0.0, "NAP")

    with pytest.raises(InputError, match="dit is een ander gebouw"):
        service.open_case(
            replace(designed.inputs, proposal=drawing.save(tmp_path / "loods.ifc")), rules=designed.rules
        )


def test_models_without_a_place_are_laid_upon_each_other_by_their_coordinates(tmp_path: Path) -> None:
    drawing = Drawing("IFC4", "mm", 12.0)
    house(drawing)
    source = drawing.save(tmp_path / "huis.ifc")
    inputs = service.CaseInput(source, plan_datum=service.DatumInput(0.0))
    rules = service.load_rules(small_case.ON)
    opened = service.open_case(inputs, rules=rules)
    drawn = service.assess(opened, Scenario(), small_case.ON, rules=rules)
    service.write_ifc(drawn, inputs, tmp_path / "nieuw.ifc")

    def changes(given: service.CaseInput) -> object:
        own = service.open_case(given, rules=rules).case.proposal
        assert own is not None
        return own.changes

    plain = changes(replace(inputs, proposal=tmp_path / "nieuw.ifc"))
    repaired = changes(replace(inputs, proposal=tmp_path / "nieuw.ifc", repairs=Repairs(north=North(-37.0))))
    assert plain == repaired
    assert plain.same == len(opened.case.building.elements)  # type: ignore[attr-defined]
    assert len(plain.added) > 5  # type: ignore[attr-defined]


def test_parts_that_were_left_out_are_left_out_of_both(designed: Checked, folder: Path) -> None:
    slab = next(e for e in designed.opened.case.building.elements if e.name == "vloer")
    inputs = replace(
        designed.inputs, proposal=folder / "nieuw.ifc", repairs=Repairs(dropped=(slab.global_id,))
    )

    own = service.open_case(inputs, rules=designed.rules).case.proposal

    assert own is not None
    assert own.changes.added
    assert slab.global_id not in own.changes.added
    assert slab.global_id not in {e.global_id for e in own.building.elements}


def test_the_dossier_holds_the_design_and_replays(given_back: Checked, tmp_path: Path) -> None:
    path = tmp_path / "voorstel.optop"
    service.save_dossier(path, given_back.dossier())

    found = service.open_dossier(path)
    again = service.replay(path)

    assert found.facts.scenario.own_design
    assert found.facts.case.proposal is not None
    assert found.facts.case.proposal.changes == given_back.opened.case.proposal.changes  # type: ignore[union-attr]
    assert "proposal" in {file.role for file in found.description.inputs}
    assert again.equal, again


def test_the_design_is_compared_with_what_the_program_draws(given_back: Checked) -> None:
    from optopcheck.domain.job import no_progress  # noqa: PLC0415
    from optopcheck.domain.scenario import NamedScenario  # noqa: PLC0415

    variants = (NamedScenario("architect", OWN), NamedScenario("programma", Scenario()))

    found = service.comparison(
        service.compare_scenarios(given_back.opened, variants, small_case.ON, no_progress, given_back.rules)
    )

    heights = [row[0].value for row in found.rows]
    assert heights == [pytest.approx(6.5), pytest.approx(6.2)]
    assert [row[0].is_best for row in found.rows] == [False, True]


def test_the_design_is_not_written_out_again(given_back: Checked, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="al een IFC"):
        service.write_ifc(given_back.assessment, given_back.inputs, tmp_path / "weer.ifc")
