"""The packs of data under plugins/, and what a rule finds of facts that are given by name."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from optopcheck.api.testing import make_facts
from optopcheck.domain.text import Text
from optopcheck.rules import PackRule, check, load_rules
from optopcheck.rules.catalogue.entered import ENTERED_FACTS
from optopcheck.rules.catalogue.fact import decimal, not_known
from optopcheck.rules.declared import read_rule_file
from optopcheck.rules.declared.reading import made_rule
from optopcheck.rules.language.values import Items, doubtful

if TYPE_CHECKING:
    from optopcheck.domain.rule import Finding, NotApplicable
    from optopcheck.rules.catalogue import Fact
    from optopcheck.rules.declared.rule import DataRule
    from optopcheck.rules.language.values import Value

PLUGINS = Path(__file__).parents[2] / "plugins"
MANIFESTS = {
    path.parent.name: tomllib.loads(path.read_text(encoding="utf-8"))
    for path in sorted(PLUGINS.glob("*/manifest.toml"))
}
TODAY = date(2026, 11, 26)
_ENTERED = {fact.name for fact in ENTERED_FACTS}
_MISSING = Text("niet gegeven in deze proef", "not given in this test")


def python_rules() -> tuple[PackRule, ...]:
    """Return the rules of the installed packs in Python; packs of data may be loaded beside them."""
    return tuple(entry for entry in load_rules() if entry.pack.startswith("optopcheck-"))


def data_rules(pack: str) -> dict[str, DataRule]:
    """Return the rules of one pack by id."""
    files = sorted((PLUGINS / pack / "rules").glob("*.toml"))
    return {rule.id: rule for path in files for rule in read_rule_file(path).rules}


def found(rule: DataRule, given: dict[str, Any], on: date = TODAY) -> Finding | NotApplicable:
    """Return what the rule finds of these facts on a day, through the runner of the program."""
    facts = make_facts(municipality=given.get("municipality"), storeys=None)
    named = {name: _given(fact, _value(name, given)) for name, fact in rule.facts.items()}
    (outcome,) = check([PackRule(made_rule(replace(rule, facts=named)), "pack")], facts, on)
    return outcome.result


def _given(fact: Fact, value: Value) -> Fact:
    return replace(fact, read=lambda _: value)


def _value(name: str, given: dict[str, Any]) -> Value:
    if name not in given:
        return not_known(Text(name), _MISSING, absent=name in _ENTERED)
    value = given[name]
    return Items(tuple(_row(row) for row in value)) if isinstance(value, list) else _single(value)


def _row(row: dict[str, Any]) -> dict[str, Value]:
    return {name: _single(value) for name, value in row.items()}


def _single(value: Any) -> Value:
    if isinstance(value, bool | str):
        return value
    if not isinstance(value, dict):
        return doubtful(decimal(value), Fraction(0))
    readings = [(label, decimal(other)) for label, other in value.get("readings", {}).items()]
    return doubtful(decimal(value["value"]), decimal(value.get("uncertainty", 0)), readings)
