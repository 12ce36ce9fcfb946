"""What a rule file says, as records: expressions checked, texts and limits in place."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from optopcheck.domain.rule import Need
from optopcheck.rules.language import tree

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from optopcheck.domain.quantity import Quantity
    from optopcheck.domain.rule import LegalSource, Limit
    from optopcheck.domain.shade import ShadeMoment
    from optopcheck.domain.sunlight import SunNorm
    from optopcheck.domain.text import Text
    from optopcheck.rules.catalogue import Fact


class RuleKind(StrEnum):
    """What a rule gives."""

    CHECK = "check"
    """A verdict by an expression."""
    JUDGEMENT = "judgement"
    """A question that a human must answer, with what to attach."""
    INFORMATION = "information"
    """A remark; it counts for nothing."""


class Outcome(StrEnum):
    """For what a rule may bring its own words."""

    COMPLIES = "complies"
    VIOLATES = "violates"
    NOT_APPLICABLE = "not_applicable"
    EXCEPTION = "exception"
    """The rule is not met, and `unless` lifts it."""
    INPUT = "input"
    PRECISION = "precision"
    JUDGEMENT = "judgement"
    REPAIR = "repair"


PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
"""A fact or limit in a text of the author."""
OUTCOME_OF: Mapping[Need, Outcome] = {need: Outcome(need.value) for need in Need}


@dataclass(frozen=True)
class Condition:
    """An expression, as written and as tree."""

    text: str
    node: tree.Node


@dataclass(frozen=True)
class Shown:
    """The fact and the limit whose margin a finding shows."""

    fact: str
    sign: str = ""
    limit: str | None = None
    """None where only the fact is shown."""


@dataclass(frozen=True)
class Stop:
    """What must be settled before the rule judges: where `when` is true, the rule waits for `need`."""

    when: Condition
    need: Need
    text: Text
    change: Text | None = None
    shows: Shown | None = None


@dataclass(frozen=True)
class Fill:
    """What another authority fills in for an open norm, and where that stands."""

    limit: Limit
    source: LegalSource


@dataclass(frozen=True)
class DataLimit:
    """A limit of the file; open where the municipality must still fill it in."""

    name: str
    unit: str
    place: str
    limit: Limit | None
    """None where the norm is open."""
    filled: Mapping[str, Fill] = field(default_factory=dict)
    """What municipalities fill in for an open norm, by their code ``GM0637``."""
    source: LegalSource | None = None
    """Of what was filled in; None where the number is that of the rule itself."""

    def at(self, municipality: str) -> DataLimit:
        """Return the limit with what a municipality filled in."""
        fill = self.filled.get(municipality)
        return self if fill is None else replace(self, limit=fill.limit, source=fill.source)


@dataclass(frozen=True)
class ScopeTest:
    """One bound of the scope of a whole pack: where `when` is false, its rules do not apply."""

    when: Condition
    outside: Text


@dataclass(frozen=True, eq=False)
class DataRule:
    """One rule of a file."""

    id: str
    title: Text
    source: LegalSource
    kind: RuleKind
    place_name: str
    """What the area of the authority is called."""
    facts: Mapping[str, Fact]
    limits: Mapping[str, DataLimit]
    applies_when: Condition | None = None
    first: tuple[Stop, ...] = ()
    require: Condition | None = None
    unless: Condition | None = None
    shows: Shown | None = None
    says: Mapping[Outcome, Text] = field(default_factory=dict)
    change: Mapping[Outcome, Text] = field(default_factory=dict)
    note: Text | None = None
    asks: Text | None = None
    evidence: tuple[Text, ...] = ()
    assumptions: tuple[Text, ...] = ()
    norms: tuple[SunNorm, ...] = ()
    shades: tuple[ShadeMoment, ...] = ()
    scope: tuple[ScopeTest, ...] = ()
    """Of the pack."""

    def at(self, municipality: str | None) -> DataRule:
        """Return the rule with what a municipality filled in for its open norms."""
        place = municipality or ""
        limits = {name: limit.at(place) for name, limit in self.limits.items()}
        return self if limits == self.limits else replace(self, limits=limits)

    @property
    def municipality(self) -> str | None:
        """Code of the municipality whose rule it is; None for a rule of another authority."""
        authority = self.id.split(".", 1)[0].split("-", 1)[0]
        return authority.upper() if authority.startswith("gm") else None

    @property
    def tests(self) -> tuple[Condition, ...]:
        """Every expression, in the order in which they are judged."""
        return tuple(self._tests())

    def _tests(self) -> Iterator[Condition]:
        yield from (bound.when for bound in self.scope)
        if self.applies_when is not None:
            yield self.applies_when
        yield from (stop.when for stop in self.first)
        for test in (self.require, self.unless):
            if test is not None:
                yield test

    @property
    def names(self) -> tuple[str, ...]:
        """Every fact and limit that it names, each once."""
        shown = (self.shows, *(stop.shows for stop in self.first))
        more = (name for show in shown if show is not None for name in (show.fact, show.limit) if name)
        return tuple(dict.fromkeys((*tree.names(*(test.node for test in self.tests)), *more)))

    @property
    def told_names(self) -> tuple[str, ...]:
        """The same, with those that only its texts name."""
        texts = (self.note, self.asks, *self.says.values(), *self.change.values())
        stops = (text for stop in self.first for text in (stop.text, stop.change))
        written = (text for text in (*texts, *stops) if text is not None)
        named = (name for text in written for name in PLACEHOLDER.findall(f"{text.nl} {text.en or ''}"))
        known = (n for n in named if n in self.facts or n.removeprefix("limit.") in self.limits)
        return tuple(dict.fromkeys((*self.names, *known)))

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        """Every quantity that it reads."""
        read = (q for name in self.names if name in self.facts for q in self.facts[name].quantities)
        return tuple(dict.fromkeys(read))
