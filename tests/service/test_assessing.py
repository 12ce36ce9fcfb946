from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from optopcheck.api.testing import make_facts, make_measurements
from optopcheck.domain.assessment import LoadedPlugin
from optopcheck.domain.case import Case
from optopcheck.domain.facts import Situation
from optopcheck.domain.job import InputError
from optopcheck.domain.rule import NotApplicable, Verdict
from optopcheck.domain.scenario import Scenario
from optopcheck.domain.site import Site
from optopcheck.domain.text import Text
from optopcheck.rules import PackRule, RuleSet
from optopcheck.service import OpenedCase, assess, assessing, worker
from tests.service import made

ON = date(2026, 7, 2)
PLUGIN = LoadedPlugin("optopcheck-proef", "1.2.3", "f" * 64, ("gm0637.one",))


def opened() -> OpenedCase:
    case = Case(made.flat(), Site(municipality="GM0637"))
    measured = Situation(case.building, make_measurements(storey_count=3.0))
    return OpenedCase(case, {"flat.ifc": "a" * 64}, {"ifcopenshell": "9.9"}, measured, None)


@pytest.fixture(autouse=True)
def _no_roof_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        assessing, "gather_facts", lambda case, *_: make_facts(municipality=case.site.municipality)
    )


def test_receipt_names_versions_inputs_and_day() -> None:
    rules = RuleSet((PLUGIN,), (PackRule(made.rule("one"), "optopcheck-proef"),))
    result = assess(opened(), Scenario(), ON, rules=rules)

    assert result.overall.verdict is Verdict.COMPLIES
    assert result.receipt.reference_date == ON
    assert result.receipt.inputs == {"flat.ifc": "a" * 64}
    versions = result.receipt.versions
    assert versions["ifcopenshell"] == "9.9"
    assert versions["optopcheck-proef"] == "1.2.3"
    assert {"python", "optopcheck", "numpy", "manifold3d", "trimesh", "embreex", "sunposition"} <= set(
        versions
    )
    assert list(versions) == sorted(versions)


def test_receipt_names_the_profile_of_the_municipality() -> None:
    rules = RuleSet((PLUGIN,), (PackRule(made.rule("one", profile=made.PROFILE), "optopcheck-proef"),))
    measured = replace(opened(), profile=made.PROFILE)

    assert assess(measured, Scenario(), ON, rules=rules).receipt.profile == made.PROFILE
    assert assess(opened(), Scenario(), ON, rules=RuleSet()).receipt.profile is None


def test_no_rules_at_all_is_never_green() -> None:
    result = assess(opened(), Scenario(), ON, rules=RuleSet())

    assert result.overall.verdict is Verdict.UNDETERMINED


def test_rules_out_of_force_do_not_apply() -> None:
    late = replace(made.LETTER, valid_from=date(2027, 1, 1))
    rules = RuleSet((PLUGIN,), (PackRule(made.rule("one", late), "optopcheck-proef"),))
    result = assess(opened(), Scenario(), ON, rules=rules)

    assert isinstance(result.outcomes[0].result, NotApplicable)
    assert result.overall.verdict is Verdict.UNDETERMINED


def test_progress_tells_of_the_rules() -> None:
    steps: list[Text] = []
    assess(opened(), Scenario(), ON, lambda step, _: steps.append(step), RuleSet())

    assert steps[-1] == Text("Regels toetsen", "Checking the rules")


def test_an_unknown_worker_is_refused() -> None:
    with pytest.raises(InputError, match="taart"):
        worker("taart", [])
