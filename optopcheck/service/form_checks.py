"""Whether a pack by form holds together, field by field; and what one of its rules says of the open case."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from optopcheck.domain.job import InputError
from optopcheck.domain.rule import Verdict, verdict_words
from optopcheck.domain.text import Text
from optopcheck.rules import PackRule, RuleSet, check
from optopcheck.rules.bundle import MANIFEST, Member
from optopcheck.rules.catalogue import FACTS
from optopcheck.rules.declared import made_rule, read_rule_file
from optopcheck.rules.language.checking import read_test
from optopcheck.rules.language.kinds import UNITS, NumberKind, TruthKind, number_in
from optopcheck.rules.language.parsing import ExpressionError
from optopcheck.rules.packs import read_manifest, read_pack
from optopcheck.service.form_records import CHECK, PackForm, RuleForm
from optopcheck.service.form_slips import in_words_of_form, missing_in_pack, missing_in_rule
from optopcheck.service.pack_form import pack_files
from optopcheck.service.pack_toml import manifest_toml, rule_toml

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from optopcheck.domain.assessment import Outcome
    from optopcheck.domain.facts import Facts
    from optopcheck.domain.text import Language

_EXPRESSIONS = ("applies_when", "require", "unless")
_AROUND = 20


@dataclass(frozen=True)
class FactChoice:
    """A fact that a rule may name."""

    name: str
    label: Text
    unit: str
    is_number: bool
    is_truth: bool


def fact_choices() -> tuple[FactChoice, ...]:
    """Return every fact of the catalogue, by its Dutch words."""
    facts = sorted(FACTS.values(), key=lambda fact: fact.label.nl)
    return tuple(
        FactChoice(
            fact.name,
            fact.label,
            fact.unit,
            isinstance(fact.kind, NumberKind),
            isinstance(fact.kind, TruthKind),
        )
        for fact in facts
    )


def limit_units() -> tuple[str, ...]:
    """Return the units in which a limit may be written."""
    return tuple(UNITS)


@dataclass(frozen=True)
class FormCheck:
    """What is still wrong with a form."""

    pack: Text | None = None
    """What the reader says of the whole; None: it can be saved."""
    manifest: Text | None = None
    rules: tuple[Text | None, ...] = ()
    """By rule; None: the reader takes it."""
    pack_misses: tuple[Text, ...] = ()
    """Fields of the pack that are still empty."""
    rule_misses: tuple[tuple[Text, ...], ...] = ()
    """By rule."""
    fields: Mapping[tuple[int, str], Text] = field(default_factory=dict)
    """By rule and expression: what does not fit in it."""

    @property
    def is_ready(self) -> bool:
        """Tell whether it can be saved."""
        return self.pack is None


def check_form(form: PackForm) -> FormCheck:
    """Tell what is wrong: of the manifest, of each rule, of each expression, and of the whole."""
    fields = {
        (place, key): said
        for place, rule in enumerate(form.rules)
        for key in _EXPRESSIONS
        if (said := check_expression(rule, key)) is not None
    }
    return FormCheck(
        _refusal(lambda: read_pack(pack_files(form))),
        _refusal(lambda: read_manifest({MANIFEST: manifest_toml(form)})),
        tuple(_refusal(partial(_read, rule)) for rule in form.rules),
        missing_in_pack(form),
        tuple(missing_in_rule(rule) for rule in form.rules),
        fields,
    )


def check_expression(rule: RuleForm, key: str) -> Text | None:
    """Tell what does not fit in an expression, and at which character; None if it is in order or empty."""
    text = str(getattr(rule, key)).strip()
    if not text or (key != "applies_when" and rule.kind != CHECK):
        return None
    limits = {f"limit.{limit.name}": number_in(limit.unit) for limit in rule.limits if limit.unit in UNITS}
    try:
        read_test(text, {**{name: fact.kind for name, fact in FACTS.items()}, **limits})
    except ExpressionError as error:
        near = " ".join(text[max(error.at - 2, 0) : error.at + _AROUND].split())
        return Text(
            f"bij teken {error.at + 1} ('{near}'): {error.text.nl}",
            f"at character {error.at + 1} ('{near}'): {error.text.in_language('en')}",
        )
    return None


def _read(rule: RuleForm) -> object:
    return read_rule_file(Member(rule.file or "regel", rule_toml(rule)), beside={})


def _refusal(read: Callable[[], object]) -> Text | None:
    try:
        read()
    except InputError as error:
        return in_words_of_form(error.text)
    return None


@dataclass(frozen=True)
class TriedRule:
    """What one rule of a form says of the open case; a trial, no part of any assessment."""

    verdict: Verdict | None
    """None: it does not apply."""
    words: str
    explanation: Text


def try_rule(rule: RuleForm, facts: Facts, on: date, language: Language = "nl") -> TriedRule:
    """Run one rule of a form on facts.

    Raises
    ------
    InputError
        If the rule is not in order yet.
    """
    read = read_rule_file(Member(rule.file or "regel", rule_toml(rule)), beside={}).rules[0]
    outcome = check(RuleSet((), (PackRule(made_rule(read), ""),)), facts, on)[0]
    return _tried(outcome, language)


def _tried(outcome: Outcome, language: Language) -> TriedRule:
    finding = outcome.finding
    if finding is None:
        reason: Text = getattr(outcome.result, "reason")  # noqa: B009  # not applicable: the only other kind
        return TriedRule(None, Text("niet van toepassing", "not applicable").in_language(language), reason)
    shown = finding.verdict if outcome.source.standing.may_judge else Verdict.UNDETERMINED
    return TriedRule(shown, verdict_words(finding.verdict, outcome.source, language), finding.explanation)
