"""Rules, their sources, and what they find."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.domain.text import Language, Text

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from optopcheck.domain.facts import Facts
    from optopcheck.domain.measurement import Measurement
    from optopcheck.domain.profile import MeasuringProfile
    from optopcheck.domain.quantity import Quantity
    from optopcheck.domain.shade import ShadeMoment
    from optopcheck.domain.stated import Stated
    from optopcheck.domain.sunlight import SunNorm


class Verdict(StrEnum):
    """What a rule says of the design (*oordeel*): exactly three values."""

    COMPLIES = "complies"
    VIOLATES = "violates"
    UNDETERMINED = "undetermined"

    @property
    def severity(self) -> int:
        """Higher is worse; the overall verdict is the worst one."""
        return [Verdict.COMPLIES, Verdict.UNDETERMINED, Verdict.VIOLATES].index(self)


class Need(StrEnum):
    """What an undetermined verdict waits for."""

    INPUT = "input"
    """Something is missing."""
    PRECISION = "precision"
    """The margin lies within the uncertainty."""
    JUDGEMENT = "judgement"
    """A human must decide."""
    REPAIR = "repair"
    """Model or rule is broken."""

    @property
    def label(self) -> Text:
        """What the reader is told."""
        return _NEED_LABELS[self]


_NEED_LABELS = {
    Need.INPUT: Text("er ontbreekt iets", "something is missing"),
    Need.PRECISION: Text("binnen de onzekerheid", "within the uncertainty"),
    Need.JUDGEMENT: Text("een mens moet oordelen", "a human must decide"),
    Need.REPAIR: Text("model of regel herstellen", "model or rule needs repair"),
}


class Standing(Enum):
    """Legal status of a source (*rechtsstatus*)."""

    LAW = "wet"
    LOCAL_PLAN = "omgevingsplan"
    ORDINANCE = "verordening"
    POLICY_RULE = "beleidsregel"
    PROGRAMME = "programma"
    DRAFT = "ontwerp"
    PRACTICE = "praktijk"
    OWN_ASSUMPTION = "eigen aanname"

    @property
    def may_judge(self) -> bool:
        """False where a verdict is never better or worse than *nader onderzoek*."""
        return self not in (Standing.DRAFT, Standing.OWN_ASSUMPTION)

    @property
    def weight(self) -> int:
        """How much a verdict may say that stands on it: higher is more."""
        binding = (Standing.LAW, Standing.LOCAL_PLAN, Standing.ORDINANCE)
        if self in binding:
            return 3
        if self in (Standing.POLICY_RULE, Standing.PROGRAMME):
            return 2
        return 1 if self.may_judge else 0

    @property
    def label(self) -> Text:
        """What the reader is told; the Dutch kind of instrument beside its English words."""
        english = _STANDING_WORDS[self]
        return Text(self.value, f"{english} ({self.value})" if self.is_instrument else english)

    @property
    def is_instrument(self) -> bool:
        """Whether it is a kind of document of its own in Dutch law or policy."""
        return self not in (Standing.DRAFT, Standing.PRACTICE, Standing.OWN_ASSUMPTION)


_STANDING_WORDS = {
    Standing.LAW: "law",
    Standing.LOCAL_PLAN: "environment plan",
    Standing.ORDINANCE: "ordinance",
    Standing.POLICY_RULE: "policy rule",
    Standing.PROGRAMME: "programme",
    Standing.DRAFT: "draft",
    Standing.PRACTICE: "practice",
    Standing.OWN_ASSUMPTION: "own assumption",
}


@dataclass(frozen=True)
class LegalSource:
    """Where a rule stands (*vindplaats*)."""

    title: str
    passage: str
    url: str
    article: str
    standing: Standing
    valid_from: date | None = None
    """First day in force, inclusive."""
    valid_to: date | None = None
    """Last day in force, inclusive."""
    consulted_on: date | None = None
    note: Text | None = None
    """What the reader must know, e.g. that the adopted text was not consulted."""

    def __post_init__(self) -> None:
        if not self.title or not self.article:
            raise ValueError("a legal source needs a title and an article")
        if self.valid_from and self.valid_to and self.valid_from > self.valid_to:
            raise ValueError(f"'{self.title}' ends ({self.valid_to}) before it starts ({self.valid_from})")

    def in_force(self, on: date) -> bool:
        """Tell whether the source is in force on a day, both ends included."""
        return (self.valid_from is None or self.valid_from <= on) and (
            self.valid_to is None or on <= self.valid_to
        )


@dataclass(frozen=True)
class Limit:
    """A limit value (*grenswaarde*)."""

    value: float
    unit: str
    place: str
    """Article or clause that holds the number."""
    confirmed_by: str | None = None
    """Who answers for the number; None: our assumption, never better than *nader onderzoek*."""

    def __post_init__(self) -> None:
        if not np.isfinite(self.value):
            raise ValueError(f"{self.value} is not a limit")
        if not self.place:
            raise ValueError("a limit needs its place in the source")


@dataclass(frozen=True)
class UsedValue:
    """One fact or limit that a finding rests on, as its reader sees it."""

    name: str
    """By which the rule calls it, ``proposed.building_height`` or ``limit.max_height``."""
    label: Text
    value: Text
    """With unit and doubt, or why it is not known."""
    place: str | None = None
    """Of a limit: article or clause that holds the number."""
    source: LegalSource | None = None
    """Of an open norm that another authority filled in: where that stands."""


@dataclass(frozen=True, eq=False)
class Finding:
    """What a rule found (*bevinding*)."""

    verdict: Verdict
    explanation: Text
    need: Need | None = None
    measured: Measurement | None = None
    limit: Limit | None = None
    margin: float | None = None
    """Room left, in the unit of the limit; negative where the limit is passed."""
    uncertainty: float | None = None
    elements: tuple[str, ...] = ()
    what_would_change: Text | None = None
    source: LegalSource | None = None
    """Where the limit stands, if not in the source of the rule: the plan entered for this plot, or what
    fills in an open norm and has less weight than the rule."""
    used: tuple[UsedValue, ...] = ()
    """Every fact and limit that a data rule looked at; a rule in Python tells its own in the explanation."""
    stated: Stated | None = None
    """What was measured, where that is no `Measurement`."""

    def __post_init__(self) -> None:
        if (self.verdict is Verdict.UNDETERMINED) != (self.need is not None):
            raise ValueError(f"verdict {self.verdict} and need {self.need} do not go together")
        if not self.explanation.nl:
            raise ValueError("a finding needs an explanation")
        for name, number in (("margin", self.margin), ("uncertainty", self.uncertainty)):
            if number is not None and not np.isfinite(number):
                raise ValueError(f"{name} {number} is not a number that can be shown")


@dataclass(frozen=True)
class NotApplicable:
    """A rule that does not reach this case, and the scope test that failed."""

    reason: Text

    def __post_init__(self) -> None:
        if isinstance(self.reason, str):
            object.__setattr__(self, "reason", Text(self.reason))
        if not self.reason.nl:
            raise ValueError("not applicable needs the scope test that failed")


_RULE_ID = re.compile(r"^(nl|pv\d{2}|ws\d{4}|gm\d{4}|example)(-[a-z]+)?\.[a-z0-9]+(-[a-z0-9]+)*$")


@dataclass(frozen=True, eq=False)
class Rule:
    """A rule (*regel*): a record with a pure function from facts to a finding."""

    id: str
    """Begins with the authority: ``gm0637.one-extra-storey``, ``nl.tno-light``."""
    title: Text
    source: LegalSource
    check: Callable[[Facts], Finding | NotApplicable]
    norms: tuple[SunNorm, ...] = ()
    """Sun norms whose study it reads."""
    profile: MeasuringProfile | None = None
    """Measuring profile that its pack brings."""
    assumptions: tuple[Text, ...] = ()
    """What the source does not settle and the rule had to choose."""
    quantities: tuple[Quantity, ...] = ()
    """Quantities that it reads; a defect of the model that blocks one blocks the rule."""
    shades: tuple[ShadeMoment, ...] = ()
    """Instants of which it reads the extra shade."""

    def __post_init__(self) -> None:
        if isinstance(self.title, str):
            object.__setattr__(self, "title", Text(self.title))
        if not _RULE_ID.match(self.id):
            raise ValueError(
                f"'{self.id}' is not a rule id; write authority.name, e.g. gm0637.one-extra-storey"
            )
        if not callable(self.check):
            raise TypeError(f"rule {self.id}: check is not a function")

    @property
    def authority(self) -> str:
        """The part of the id before the dot, e.g. ``gm0637``."""
        return self.id.split(".", 1)[0]

    @property
    def maker(self) -> str:
        """The authority without the suffix that keeps two packs of it apart: gm0637 of ``gm0637-data``."""
        return self.authority.split("-", 1)[0]


_COMPLIES_WORDS = {
    Standing.LAW: Text("voldoet", "complies"),
    Standing.LOCAL_PLAN: Text("voldoet", "complies"),
    Standing.ORDINANCE: Text("voldoet", "complies"),
    Standing.POLICY_RULE: Text("voldoet aan beleid", "complies with policy"),
    Standing.PROGRAMME: Text("voldoet aan beleid", "complies with policy"),
}
_VIOLATES_WORDS = {
    Standing.POLICY_RULE: Text("voldoet niet aan beleid", "does not comply with policy"),
    Standing.PROGRAMME: Text("voldoet niet aan beleid", "does not comply with policy"),
}
UNDETERMINED_WORDS = Text("nader onderzoek", "further study needed")
NOT_APPLICABLE_WORDS = Text("niet van toepassing", "not applicable")


def verdict_words(verdict: Verdict, source: LegalSource, language: Language) -> str:
    """Return the words that the standing of the source allows."""
    if verdict is Verdict.UNDETERMINED or not source.standing.may_judge:
        return UNDETERMINED_WORDS.in_language(language)
    complies = verdict is Verdict.COMPLIES
    if source.standing is Standing.PRACTICE:
        no = "" if complies else " niet"
        not_ = "complies" if complies else "does not comply"
        return Text(
            f"voldoet{no} aan de norm {source.title} (geen wettelijke norm)",
            f"{not_} with the norm '{source.title}' (not a legal norm)",
        ).in_language(language)
    if complies:
        return _COMPLIES_WORDS[source.standing].in_language(language)
    return _VIOLATES_WORDS.get(source.standing, Text("voldoet niet", "does not comply")).in_language(language)
