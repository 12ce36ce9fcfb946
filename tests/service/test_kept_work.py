"""Work in a journal comes back as it was entered; a dossier can be gone on with."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from optopcheck import service
from optopcheck.domain.entered import EnteredFact
from optopcheck.domain.job import InputError
from optopcheck.domain.scenario import PitchedRoof, Scenario, Setback
from optopcheck.domain.site import Origin
from optopcheck.service.inputs import sha256
from tests.service import small_case

if TYPE_CHECKING:
    from pathlib import Path

FACTS = (
    ("existing.construction_year", EnteredFact(1968.0, "BAG")),
    ("existing.is_monument", EnteredFact(False, "monumentenregister", "nagekeken")),  # noqa: FBT003 - a value
)
SCENARIO = Scenario(2, 2.95, Setback(1.5, 0.1, 0.2, 0.3), 0.3, PitchedRoof.REPLACE, "hsb")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("OPTOPCHECK_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def inputs(tmp_path: Path) -> service.CaseInput:
    return small_case.case(tmp_path)


def test_every_field_comes_back_from_the_journal(inputs: service.CaseInput, tmp_path: Path) -> None:
    whole = replace(
        inputs,
        building="A",
        measuring_level=service.DatumInput(0.1, Origin.SURVEYED, 0.02, "straat"),
        aspects=(tmp_path / "b.ifc",),
        neighbours=tmp_path / "buren.json",
        bag_id="0637100000000001",
        facts=FACTS,
    )
    work = service.Work(whole, SCENARIO, small_case.ON, tmp_path / "zaak.optop", "ab")
    journal = service.start_journal()
    journal.append(service.work_action(replace(work, scenario=Scenario())))
    journal.append(service.work_action(work))
    journal.close(saved=False)

    (left,) = service.left_journals()

    assert service.left_work(left) == work
    service.forget_journal(left)
    assert service.left_journals() == ()


def test_a_journal_with_another_content_gives_no_work(home: Path) -> None:
    journal = service.start_journal()
    journal.append({"kind": "work", "work": {"model": 3}})
    journal.close(saved=False)

    assert service.left_work(service.left_journals()[0]) is None
    assert home.is_dir()


def test_a_model_that_was_changed_is_told(inputs: service.CaseInput) -> None:
    work = service.Work(inputs, Scenario(), small_case.ON, None, sha256(inputs.model.read_bytes()))
    assert not work.model_changed

    inputs.model.write_bytes(inputs.model.read_bytes() + b" ")

    assert work.model_changed


def test_files_go_with_their_journal(home: Path) -> None:
    journal, other = service.start_journal(), service.start_journal()
    for one in (journal, other):
        service.files_beside(one.path).mkdir()
    orphan = service.files_beside(home / "journals" / "weg.journal")
    orphan.mkdir()

    service.end_journal(journal, saved=True)
    service.sweep_journals()

    assert sorted(p.name for p in (home / "journals").iterdir()) == sorted(
        [other.path.name, service.files_beside(other.path).name]
    )
    service.end_journal(other, saved=False)


def test_reopened_dossier_gives_the_same_case(inputs: service.CaseInput, tmp_path: Path) -> None:
    packs = [str(small_case.pack(tmp_path / "pakket"))]
    checked = small_case.checked(replace(inputs, facts=FACTS), packs, Scenario(setback=Setback(north=0.5)))
    path = tmp_path / "zaak.optop"
    service.save_dossier(path, checked.dossier())

    found = service.reopen_dossier(path, tmp_path / "los")

    assert found.inputs.model.read_bytes() == inputs.model.read_bytes()
    assert found.inputs.model.name == inputs.model.name
    assert dict(found.inputs.facts) == dict(FACTS)
    assert found.inputs.plan_datum == inputs.plan_datum
    again = service.assess(
        found.opened, checked.assessment.facts.scenario, small_case.ON, rules=checked.rules
    )
    assert [o.rule.id for o in again.outcomes] == [o.rule.id for o in checked.assessment.outcomes]
    assert again.overall == checked.assessment.overall
    saved = service.make_dossier(found.inputs, found.opened, again, checked.rules)
    assert saved.files["findings.json"] == checked.dossier().files["findings.json"]
    assert not service.packs_differ(found.dossier, checked.rules)
    assert service.packs_differ(found.dossier, service.load_rules(small_case.ON, []))


def test_a_file_that_is_only_named_is_looked_for_beside_the_dossier(
    inputs: service.CaseInput, tmp_path: Path
) -> None:
    checked = small_case.checked(inputs, [str(small_case.pack(tmp_path / "pakket"))])
    service.save_dossier(tmp_path / "zaak.optop", checked.dossier(enclose=False))

    assert service.reopen_dossier(tmp_path / "zaak.optop", tmp_path / "los").inputs.model.is_file()
    inputs.model.unlink()
    with pytest.raises(InputError, match=r"huis\.ifc"):
        service.reopen_dossier(tmp_path / "zaak.optop", tmp_path / "weer")


def test_facts_of_a_file_are_an_input_of_the_dossier(inputs: service.CaseInput, tmp_path: Path) -> None:
    facts = tmp_path / "feiten.toml"
    facts.write_text('["existing.construction_year"]\nvalue = 1968\nsource = "BAG"\n')
    checked = small_case.checked(
        replace(inputs, facts_file=facts), [str(small_case.pack(tmp_path / "pakket"))]
    )
    service.save_dossier(tmp_path / "zaak.optop", checked.dossier())

    found = service.reopen_dossier(tmp_path / "zaak.optop", tmp_path / "los")

    assert found.dossier.problems == ()
    assert found.inputs.facts_file.read_text() == facts.read_text()
    assert dict(found.inputs.facts)["existing.construction_year"].value == 1968
