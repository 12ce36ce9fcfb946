"""What the form of a rule pack holds: words as a person typed them, frozen; nothing is checked here."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from optopcheck.domain.rule import Standing

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_NUMBER = re.compile(r"[+-]?\d{1,9}([.,]\d{1,9})?", re.ASCII)
_DUTCH_DAY = re.compile(r"(\d{1,2})-(\d{1,2})-(\d{4})", re.ASCII)
_SENTENCE = re.compile(r"([a-z_]+(?:\.[a-z_]+)*) (<=|<|>=|>) limit\.([a-z][a-z0-9_]*)", re.ASCII)
CHECK, JUDGEMENT, INFORMATION = "check", "judgement", "information"
SIGNS = ("<=", "<", ">=", ">")


@dataclass(frozen=True)
class SourceForm:
    """Where a rule stands."""

    name: str = "bron"
    """By which the file calls it."""
    title: str = ""
    article: str = ""
    passage: str = ""
    url: str = ""
    standing: Standing = Standing.POLICY_RULE
    valid_from: str = ""
    valid_to: str = ""
    consulted_on: str = ""


@dataclass(frozen=True)
class LimitForm:
    """A limit value with its place."""

    name: str = ""
    value: str = ""
    unit: str = "m"
    place: str = ""
    confirmed_by: str = ""
    """Empty: nobody answers for it, and it decides nothing."""

    @property
    def number(self) -> int | float | str:
        """The value as a number: 12,5 and 12.5 alike; the words themselves where they are none."""
        written = self.value.strip()
        if not _NUMBER.fullmatch(written):
            return written
        value = float(written.replace(",", "."))
        return int(value) if value.is_integer() else value


@dataclass(frozen=True)
class ShadeForm:
    """A day and clock time at which a rule looks at the extra shade."""

    name: str
    day: str = ""
    clock: str = ""
    ground: str = ""
    plots: tuple[str, ...] = ()


@dataclass(frozen=True)
class RuleForm:
    """One rule, with a file of its own."""

    id: str = ""
    title: str = ""
    source: SourceForm = field(default_factory=SourceForm)
    kind: str = CHECK
    place_name: str = ""
    """What the area of the authority is called."""
    applies_when: str = ""
    require: str = ""
    unless: str = ""
    limits: tuple[LimitForm, ...] = ()
    shades: tuple[ShadeForm, ...] = ()
    asks: str = ""
    evidence: tuple[str, ...] = ()
    note: str = ""
    assumptions: tuple[str, ...] = ()
    file: str = ""
    """Name within the pack; empty until it is saved."""


@dataclass(frozen=True)
class PackForm:
    """A whole pack."""

    authority: str = ""
    id: str = ""
    version: str = "1.0.0"
    name: str = ""
    contact: str = ""
    licence: str = ""
    changes: tuple[str, ...] = ()
    valid_from: str = ""
    valid_to: str = ""
    off: bool = False
    rules: tuple[RuleForm, ...] = ()
    folder: Path | None = None
    """Where it was read from; None for a new one."""
    kept: Mapping[str, bytes] = field(default_factory=dict)
    """The files as they were read."""


@dataclass(frozen=True)
class Sentence:
    """A requirement as a sentence: a fact, a comparison, a limit."""

    fact: str = ""
    sign: str = "<="
    limit: LimitForm = field(default_factory=LimitForm)


def sentence_of(rule: RuleForm) -> Sentence | None:
    """Return the requirement as a sentence; None if it is an expression of another form."""
    if not rule.require.strip():
        return Sentence()
    found = _SENTENCE.fullmatch(" ".join(rule.require.split()))
    limits = {limit.name: limit for limit in rule.limits}
    if found is None or found[3] not in limits:
        return None
    return Sentence(found[1], found[2], limits[found[3]])


def with_sentence(rule: RuleForm, sentence: Sentence) -> RuleForm:
    """Return the rule with another sentence; its limit gets a name after the fact."""
    before = sentence_of(rule)
    old = before.limit.name if before is not None else ""
    others = tuple(limit for limit in rule.limits if limit.name != old or _is_used(rule, old))
    if not sentence.fact:
        return replace(rule, require="", limits=others)
    kept_name = (
        old if before is not None and (before.fact, before.sign) == (sentence.fact, sentence.sign) else ""
    )
    name = kept_name or _free_name(sentence, {limit.name for limit in others})
    others = tuple(limit for limit in others if limit.name != name)
    require = f"{sentence.fact} {sentence.sign} limit.{name}"
    return replace(rule, require=require, limits=(replace(sentence.limit, name=name), *others))


def _is_used(rule: RuleForm, name: str) -> bool:
    """Tell whether another expression than the requirement names a limit."""
    mention = re.compile(rf"\blimit\.{re.escape(name)}\b")
    return any(mention.search(text) for text in (rule.applies_when, rule.unless))


def _free_name(sentence: Sentence, taken: set[str]) -> str:
    stem = ("max_" if sentence.sign.startswith("<") else "min_") + sentence.fact.rsplit(".", 1)[-1]
    if stem not in taken:
        return stem
    return next(f"{stem}_{n}" for n in range(2, len(taken) + 3) if f"{stem}_{n}" not in taken)


def read_day(written: str) -> date | None:
    """Return a day written as 31-12-2026 or 2026-12-31; None for anything else."""
    text = written.strip()
    found = _DUTCH_DAY.fullmatch(text)
    try:
        if found is not None:
            return date(int(found[3]), int(found[2]), int(found[1]))
        return date.fromisoformat(text)
    except ValueError:
        return None


def slug(words: str) -> str:
    """Return a name of small letters, digits and dashes."""
    plain = unicodedata.normalize("NFKD", words.lower()).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", plain))


def renamed(form: PackForm, authority: str, name: str) -> PackForm:
    """Return the pack of another maker or name; ids that nobody chose by hand follow."""
    authority = authority.strip().lower()
    pack_id = form.id if form.id != _pack_id(form.authority, form.name) else _pack_id(authority, name)
    rules = tuple(
        replace(rule, id=_rule_id(authority, rule.title))
        if rule.id == _rule_id(form.authority, rule.title)
        else rule
        for rule in form.rules
    )
    return replace(form, authority=authority, name=name, id=pack_id, rules=rules)


def titled(rule: RuleForm, authority: str, title: str) -> RuleForm:
    """Return the rule with another title; an id that nobody chose by hand follows."""
    follows = rule.id == _rule_id(authority, rule.title)
    return replace(rule, title=title, id=_rule_id(authority, title) if follows else rule.id)


def _pack_id(authority: str, name: str) -> str:
    return f"{authority}-{slug(name)}" if authority and slug(name) else ""


def _rule_id(authority: str, title: str) -> str:
    return f"{authority}.{slug(title)}" if authority and slug(title) else ""
