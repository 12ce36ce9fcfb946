"""Each broken or hostile pack is told in one line, changes nothing else, and the whole is never green."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Protocol

import pytest

from optopcheck.api.testing import make_facts
from optopcheck.domain.assessment import Assessment, Receipt
from optopcheck.domain.rule import Finding, Need, Verdict
from optopcheck.rules import candidates, check, load_rules, loading
from optopcheck.rules.hosting import Limits, host_distribution
from tests.rules.hosting.same import differences
from tests.rules.hosting.zoo import AT_LOAD, AT_RUN, GOOD_A, GOOD_B, Animal
from tests.rules.packs import packs_on_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optopcheck.domain.assessment import LoadedPlugin, Outcome
    from optopcheck.rules.discovery import FoundPack

ON = date(2026, 7, 2)
SHORT = Limits(rule=1.0, batch=6.0, memory=256 * 2**20, output=2**20)
GOOD = ("test-good-a", "test-good-b")


class Assess(Protocol):
    def __call__(self, *packs: str) -> Assessment: ...


@pytest.fixture(scope="module", autouse=True)
def zoo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Put all packs on the path, once: the good ones keep their workers."""
    with packs_on_path(tmp_path_factory.mktemp("zoo")) as packs:
        packs.add("test-good-a", GOOD_A)
        packs.add("test-good-b", GOOD_B)
        for animal in (*AT_LOAD, *AT_RUN):
            packs.add(f"test-wild-{animal.name}", animal.source, group=animal.group)
        yield


def limits_of(pack: FoundPack) -> Limits:
    """Only what is meant to hang at import is not waited for: a busy machine starts slowly."""
    return replace(SHORT, start=2.0) if "hangs" in pack.name else SHORT


@pytest.fixture
def assess(monkeypatch: pytest.MonkeyPatch) -> Assess:
    """Assess with the packs that are named, and no others."""
    everything = candidates.find_packs()
    monkeypatch.setattr(loading, "shipped", tuple)
    monkeypatch.setattr(loading, "host_distribution", lambda pack: host_distribution(pack, limits_of(pack)))
    monkeypatch.setattr(loading, "start_distributions", lambda _: None)

    def assessed(*names: str) -> Assessment:
        monkeypatch.setattr(candidates, "find_packs", lambda: tuple(p for p in everything if p.name in names))
        rules = load_rules()
        facts = make_facts(municipality="GM0001")
        return Assessment(facts, check(rules, facts, ON), Receipt(ON, {}, {}, rules.plugins))

    return assessed


def outcomes_of(assessment: Assessment, *packs: str) -> tuple[Outcome, ...]:
    return tuple(o for o in assessment.outcomes if o.pack in packs)


def row(assessment: Assessment, pack: str) -> LoadedPlugin:
    (found,) = [plugin for plugin in assessment.receipt.plugins if plugin.name == pack]
    return found


def with_and_without(assess: Assess, animal: Animal) -> Assessment:
    """Assess with the animal; the good packs find exactly what they find without it, and never green."""
    without, beside = assess(*GOOD), assess(*GOOD, f"test-wild-{animal.name}")
    pairs = zip(outcomes_of(without, *GOOD), outcomes_of(beside, *GOOD), strict=True)
    assert without.overall.verdict is Verdict.COMPLIES
    for one, other in pairs:
        assert one.rule.id == other.rule.id
        assert differences(one.result, other.result) == []
    assert beside.overall.verdict is Verdict.UNDETERMINED
    assert beside.overall.need is Need.REPAIR
    return beside


@pytest.mark.parametrize("animal", AT_LOAD, ids=lambda animal: animal.name)
def test_a_pack_that_does_not_load_is_a_row(assess: Assess, animal: Animal) -> None:
    error = row(with_and_without(assess, animal), f"test-wild-{animal.name}").error
    assert error is not None
    assert re.search(animal.told, error.nl), error.nl
    assert "\n" not in error.nl
    assert "Traceback" not in error.nl


@pytest.mark.parametrize("animal", AT_RUN, ids=lambda animal: animal.name)
def test_a_rule_that_goes_wrong_is_a_finding(assess: Assess, animal: Animal) -> None:
    assessment = with_and_without(assess, animal)
    assert row(assessment, f"test-wild-{animal.name}").error is None
    (outcome,) = outcomes_of(assessment, f"test-wild-{animal.name}")
    assert isinstance(outcome.result, Finding)
    assert (outcome.result.verdict, outcome.result.need) == (Verdict.UNDETERMINED, Need.REPAIR)
    said = outcome.result.explanation
    assert re.search(re.sub(r"[()[]", r"\\\g<0>", animal.told), said.nl), said.nl
    assert said.en not in (None, said.nl)
    assert "\n" not in said.nl
    assert "Traceback" not in said.nl
