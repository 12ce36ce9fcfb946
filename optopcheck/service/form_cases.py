"""First cases of a rule by form: each is judged before it is written, and expects what came out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from optopcheck.api.testing import make_facts
from optopcheck.domain.rule import Finding, Verdict
from optopcheck.domain.text import Text
from optopcheck.rules.bundle import Member
from optopcheck.rules.catalogue.fact import entered, not_known, told
from optopcheck.rules.declared import made_rule, read_rule_file
from optopcheck.service.form_records import JUDGEMENT, sentence_of
from optopcheck.service.pack_toml import case_toml, rule_toml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from optopcheck.domain.facts import Facts
    from optopcheck.rules.catalogue import Fact
    from optopcheck.rules.declared import DataRule
    from optopcheck.rules.language.values import Value
    from optopcheck.service.form_records import RuleForm

_DOUBT = 0.01
_STEP = 1.0
"""How far from its limit a first case lies, in the unit of the limit."""
_ONE_STOREY, _NOT_GIVEN = "storeys_added >= 1", Text("niet gegeven in dit geval", "not given in this case")


@dataclass(frozen=True)
class _Case:
    name: str
    why: str
    given: Mapping[str, object]


def starter_cases(rule: RuleForm) -> dict[str, bytes]:
    """Return first cases by file name: of what does not apply, is unknown, complies and violates.

    Raises
    ------
    InputError
        If the rule is not in order yet.
    """
    read = read_rule_file(Member(rule.file or "regel", rule_toml(rule)), beside={}).rules[0]
    found: dict[str, bytes] = {}
    for case in _cases(rule, read):
        verdict, need = _judged(read, case.given)
        if case.name.startswith(f"{verdict}-"):
            found[f"{case.name}.toml"] = case_toml(case.why, verdict, need, case.given)
    return found


def _cases(rule: RuleForm, read: DataRule) -> Iterator[_Case]:
    own: dict[str, object] = {"municipality": read.municipality} if read.municipality else {}
    if read.municipality:
        other = "GM0001" if read.municipality != "GM0001" else "GM0002"
        yield _Case("na-andere-gemeente", "Het gebouw staat in een andere gemeente.", {"municipality": other})
    elif rule.applies_when.strip() == _ONE_STOREY:
        yield _Case("na-geen-laag-erbij", "Er komt geen bouwlaag bij.", {"storeys_added": 0})
    scope: dict[str, object] = {"storeys_added": 1} if rule.applies_when.strip() == _ONE_STOREY else {}
    exception: dict[str, object] = {}
    fact = read.facts.get(rule.unless.strip())
    if fact is not None:
        exception = {fact.name: False}
    if rule.kind == JUDGEMENT:
        yield _Case("undetermined-mens-oordeelt", "Alleen een mens kan dit beoordelen.", {**own, **scope})
    else:
        yield _Case("undetermined-niets-bekend", "Van het gebouw is niets bekend.", own)
    sentence = sentence_of(rule)
    number = sentence.limit.number if sentence is not None and sentence.fact else ""
    if sentence is None or isinstance(number, str):
        return
    for sign in (-1, 1):
        near = {"value": number + sign * _STEP, "uncertainty": _DOUBT}
        given = {**own, **scope, **exception, sentence.fact: near}
        yield _Case("complies-aan-de-goede-kant", "Ruim aan de goede kant van de grens.", given)
        yield _Case("violates-over-de-grens", "Ruim over de grens.", given)


def _judged(rule: DataRule, given: Mapping[str, object]) -> tuple[str, str]:
    """Return verdict and need of a rule that knows nothing but what a case gives."""
    facts = {
        name: replace(fact, read=_reader(fact, given), measured=None) for name, fact in rule.facts.items()
    }
    place = given.get("municipality")
    made = made_rule(replace(rule, facts=facts))
    result = made.check(make_facts(municipality=str(place) if place else None, storeys=None))
    if not isinstance(result, Finding):
        return "na", ""
    # The runner of all rules holds a source that may not judge at undetermined.
    if not rule.source.standing.may_judge and result.verdict is not Verdict.UNDETERMINED:
        return "", ""
    return result.verdict.value, result.need.value if result.need else ""


def _reader(fact: Fact, given: Mapping[str, object]) -> Callable[[Facts], Value]:
    value = _value(fact, given.get(fact.name))
    return lambda _facts: value


def _value(fact: Fact, written: object) -> Value:
    if isinstance(written, dict):
        return told(written["value"], written["uncertainty"], fact.unit)
    if isinstance(written, bool | str):
        return written
    return entered(written) if isinstance(written, int) else not_known(fact.label, _NOT_GIVEN)
