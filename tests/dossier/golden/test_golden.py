"""Dossiers of every version replay for ever: on the stored facts the rules say what they said then."""

from __future__ import annotations

from pathlib import Path

import pytest

from optopcheck import service
from optopcheck.domain.rule import Need, NotApplicable, Verdict
from optopcheck.domain.sunlight import SunStudy
from optopcheck.service.replaying import replay
from optopcheck.service.verifying import verify_dossier

GOLDEN = sorted(Path(__file__).parent.glob("*.optop"))
IDS = {
    "huis-0.1.0.optop": "sha256:c3c177b1997d440fab5dbe7660bc5cfde83446483806b1f4b2144cfe58788161",
}
"""Report ids, so that nobody makes an old dossier anew in silence."""


def test_all_are_there() -> None:
    assert {path.name for path in GOLDEN} == set(IDS)


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.name)
def test_it_is_the_dossier_of_then(path: Path) -> None:
    found = verify_dossier(path)

    assert found.dossier.description.report_id == IDS[path.name]
    assert found.sound, [problem.nl for problem in found.problems]


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.name)
def test_the_rules_say_what_they_said(path: Path) -> None:
    found = replay(path, facts_only=True)

    assert found.findings == ()
    assert found.ran
    assert found.equal


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.name)
def test_its_rules_are_all_enclosed_data(path: Path) -> None:
    dossier = service.open_dossier(path)

    assert all(pack.member in dossier.files for pack in dossier.description.packs)
    assert all(plugin.as_data for plugin in dossier.receipt.plugins)


def test_it_holds_one_of_each_kind() -> None:
    (first, *_) = GOLDEN
    dossier = service.open_dossier(first)
    results = [o.result for o in dossier.outcomes]
    verdicts = {o.finding.verdict for o in dossier.outcomes if o.finding}
    needs = {o.finding.need for o in dossier.outcomes if o.finding}

    assert verdicts == set(Verdict)
    assert {Need.INPUT, Need.JUDGEMENT} <= needs
    assert any(isinstance(result, NotApplicable) for result in results)
    assert any(isinstance(study, SunStudy) for study in dossier.facts.proposed.sun.values())
    assert dossier.facts.case.neighbours
    assert dossier.facts.case.plan_limits is not None
