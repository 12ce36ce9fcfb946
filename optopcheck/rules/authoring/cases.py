"""What a rule finds on the facts of a test case, through the gate that rules of a real building pass."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from optopcheck.api.testing import make_facts
from optopcheck.domain.case import PlanLimits
from optopcheck.domain.rule import Finding, LegalSource, Limit, Need, Standing, Verdict
from optopcheck.rules.authoring.case_file import Expected, RuleCase
from optopcheck.rules.authoring.given import NOT_GIVEN, OF_THE_CASE, Given
from optopcheck.rules.catalogue.fact import not_known
from optopcheck.rules.declared.judging import judge_view
from optopcheck.rules.declared.reading import made_rule
from optopcheck.rules.language.values import Number
from optopcheck.rules.ruleset import PackRule
from optopcheck.rules.running import check

if TYPE_CHECKING:
    from optopcheck.domain.facts import Facts
    from optopcheck.domain.measurement import Measurement
    from optopcheck.domain.text import Text
    from optopcheck.rules.bundle import Identity
    from optopcheck.rules.catalogue import Fact
    from optopcheck.rules.declared.rule import DataLimit
    from optopcheck.rules.language.values import Value

_NOTHING = make_facts(municipality=None, storeys=None)
_PLAN = LegalSource("plan van het proefgeval", OF_THE_CASE, "", OF_THE_CASE, Standing.LOCAL_PLAN)


@dataclass(frozen=True, eq=False)
class CaseResult:
    """What a rule found on a case."""

    case: RuleCase
    found: Expected
    need: Need | None
    reason: Text
    """In the words of the finding."""

    @property
    def passed(self) -> bool:
        """Whether it found what the case expects."""
        return (self.found, self.need) == (self.case.expects, self.case.need)


def run_case(case: RuleCase, pack: Identity) -> CaseResult:
    """Run a case through the same gate as the rules of a real building.

    A pack or source that is not in force, a standing that carries no verdict and a
    limit that nobody confirmed hold a finding back here as they do there.
    """
    view = _CaseView(case.given)
    rule = replace(made_rule(case.rule), check=lambda _: judge_view(case.rule, view))
    entry = PackRule(rule, pack.id, pack.valid_from, pack.valid_to)
    (outcome,) = check((entry,), view.facts, case.on)
    found = outcome.result
    if isinstance(found, Finding):
        return CaseResult(case, _WORDS[found.verdict], found.need, found.explanation)
    return CaseResult(case, Expected.NA, None, found.reason)


_PLAN_NAMES = ("building_height", "eaves_height", "storeys")
_WORDS = {
    Verdict.COMPLIES: Expected.COMPLIES,
    Verdict.VIOLATES: Expected.VIOLATES,
    Verdict.UNDETERMINED: Expected.UNDETERMINED,
}


@dataclass(frozen=True, eq=False)
class _CaseView:
    """The facts of a case, as judging reads them; what is not given is missing as in an empty model."""

    given: Given

    @property
    def municipality(self) -> str | None:
        return self.given.municipality

    @property
    def facts(self) -> Facts:
        """Facts of a building of which nothing is known but the plan of the case."""
        if self.plan_source is None:
            return _NOTHING
        height, eaves, storeys = (self.plan_limit(f"plan.max_{name}") for name in _PLAN_NAMES)
        plan = PlanLimits(
            self.plan_source, max_building_height=height, max_eaves_height=eaves, max_storeys=storeys
        )
        return replace(_NOTHING, case=replace(_NOTHING.case, plan_limits=plan))

    @property
    def plan_source(self) -> LegalSource | None:
        return _PLAN if any(name.startswith("plan.") for name in self.given.values) else None

    def value(self, fact: Fact) -> Value:
        found = self.given.values.get(fact.name)
        if found is not None:
            return found
        if fact.name.startswith("declared."):
            return not_known(fact.label, NOT_GIVEN)
        return fact.read(_NOTHING)

    def filled(self, limit: DataLimit) -> Limit | None:
        return self.given.limits.get(limit.name, limit.limit)

    def measurement(self, fact: Fact) -> Measurement | None:
        del fact
        return None

    def plan_limit(self, name: str) -> Limit | None:
        found = self.given.values.get(name)
        if not isinstance(found, Number):
            return None
        unit = "1" if name == "plan.max_storeys" else "m"
        return Limit(float(found.base.value), unit, OF_THE_CASE, OF_THE_CASE)
