"""The assessment (*beoordeling*) and the receipt (*verantwoording*)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from optopcheck.domain.measurement import Unmeasured
from optopcheck.domain.rule import Finding, LegalSource, Need, NotApplicable, Rule, Standing, Verdict
from optopcheck.domain.text import Text, numbers

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from optopcheck.domain.case import PlanLimits
    from optopcheck.domain.facts import Facts
    from optopcheck.domain.profile import MeasuringProfile


@dataclass(frozen=True, eq=False)
class Outcome:
    """One rule and what it found; `pack` names the distribution that brought it."""

    rule: Rule
    result: Finding | NotApplicable
    pack: str

    @property
    def finding(self) -> Finding | None:
        """The finding, None where the rule does not apply."""
        return self.result if isinstance(self.result, Finding) else None

    @property
    def source(self) -> LegalSource:
        """The source whose standing gives the words: that of the finding, else that of the rule."""
        return (self.finding.source if self.finding else None) or self.rule.source


@dataclass(frozen=True)
class LoadedPlugin:
    """A rule pack as it was found: data, also when it failed."""

    name: str
    version: str
    sha256: str
    rule_ids: tuple[str, ...]
    error: Text | None = None
    title: str = ""
    """What its maker calls it."""
    as_data: bool = False
    """Whether all of its rules are data; False: it brings programs."""
    mark: Text | None = None
    """What every page says that rests on it: unsigned, of an unknown key; None where its maker is known."""
    bends: str | None = None
    """Municipality (``gm0637``) for which it says how is measured, or fills in norms of others."""


@dataclass(frozen=True)
class SetAside:
    """A pack that is there and takes no part, and why."""

    name: str
    version: str
    title: str
    reason: Text
    authority: str | None = None
    """Whose rules it holds; None where only loading it would tell."""
    left_out: bool = False
    """Whether the user left out what would take part otherwise."""

    def may_speak(self, municipality: str | None) -> bool:
        """Tell whether its rules could say something of a building there."""
        if self.authority is None or self.authority == (municipality or "").lower():
            return True
        return not self.authority.startswith(("gm", "example"))


@dataclass(frozen=True)
class Receipt:
    """Versions, hashes and reference date with which the result can be made again."""

    reference_date: date
    versions: Mapping[str, str]
    inputs: Mapping[str, str]
    """SHA-256 by file name."""
    plugins: tuple[LoadedPlugin, ...]
    profile: MeasuringProfile | None = None
    """How was measured; None if no pack brings a profile."""
    register: Text | None = None
    """Register of keys by which signatures were judged, with its age on that day; None if there is none."""
    aside: tuple[SetAside, ...] = ()
    """Packs that took no part."""


@dataclass(frozen=True)
class Overall:
    """The verdict on the whole, with its need and the reason."""

    verdict: Verdict
    need: Need | None
    reason: Text


@dataclass(frozen=True, eq=False)
class Assessment:
    """Facts, findings and receipt."""

    facts: Facts
    outcomes: tuple[Outcome, ...]
    receipt: Receipt

    @property
    def overall(self) -> Overall:
        """The worst finding; never green without a finding on this plot or by its own municipality."""
        return overall_verdict(self)


def overall_verdict(assessment: Assessment) -> Overall:
    """Weigh the findings; see `Assessment.overall`."""
    found = [(weighed(o.source, o.finding), o) for o in assessment.outcomes if o.finding is not None]
    broken = [p for p in assessment.receipt.plugins if p.error is not None]
    worst = max(found, key=lambda pair: pair[0][0].severity, default=None)
    if worst is not None and worst[0][0] is Verdict.VIOLATES:
        return Overall(Verdict.VIOLATES, None, worst[1].rule.title)
    if broken:
        names = ", ".join(p.name for p in broken)
        return Overall(
            Verdict.UNDETERMINED,
            Need.REPAIR,
            Text(f"regelpakket niet geladen: {names}", f"rule pack not loaded: {names}"),
        )
    if not _has_ground(assessment):
        return Overall(Verdict.UNDETERMINED, Need.INPUT, _no_ground_reason(assessment))
    if worst is not None and worst[0][0] is Verdict.UNDETERMINED:
        return Overall(Verdict.UNDETERMINED, worst[0][1], worst[1].rule.title)
    return _in_the_way(assessment) or Overall(
        Verdict.COMPLIES, None, Text("alle bevindingen voldoen", "all findings comply")
    )


def _in_the_way(assessment: Assessment) -> Overall | None:
    """Return why a whole of findings that comply is not green: of which rules they are, and of which not."""
    bent = _bent_by_strangers(assessment)
    if bent:
        names = ", ".join(bent)
        reason = Text(
            f"wie zegt hoe hier gemeten of getoetst wordt is niet vastgesteld: {names}",
            f"who says how is measured or judged here is not known: {names}",
        )
        return Overall(Verdict.UNDETERMINED, Need.JUDGEMENT, reason)
    unclear = _unclear_design(assessment)
    if unclear is not None:
        return unclear
    left_out = _left_out(assessment)
    if left_out:
        names = ", ".join(left_out)
        reason = Text(
            f"regels die hier kunnen gelden deden niet mee: {names}",
            f"rules that may hold here took no part: {names}",
        )
        return Overall(Verdict.UNDETERMINED, Need.INPUT, reason)
    return None


def _unclear_design(assessment: Assessment) -> Overall | None:
    """Return what of a designer's own model nobody can tell: which parts are new, how many storeys."""
    facts = assessment.facts
    own = facts.case.proposal if facts.scenario.own_design else None
    if own is None:
        return None
    count = len(own.changes.unmatched)
    if count:
        reason = Text(
            f"van {count} bouwdelen van het eigen ontwerp is niet vast te stellen of zij nieuw zijn",
            f"of {count} parts of the design it cannot be established whether they are new",
        )
        return Overall(Verdict.UNDETERMINED, Need.JUDGEMENT, reason)
    added = facts.storeys_added
    if isinstance(added, Unmeasured):
        return Overall(Verdict.UNDETERMINED, added.need, added.reason)
    if added.value != facts.scenario.storeys_added:
        reason = numbers(
            f"opgegeven zijn {facts.scenario.storeys_added} extra bouwlagen, in het ontwerp gemeten {{n}}",
            f"{facts.scenario.storeys_added} extra storeys are declared, {{n}} measured in the design",
            0,
            n=added.value,
        )
        return Overall(Verdict.UNDETERMINED, Need.REPAIR, reason)
    return None


def weighed(source: LegalSource, finding: Finding) -> tuple[Verdict, Need | None]:
    """Weigh a finding for the whole: a norm of practice is no law, so failing it is for a human to weigh."""
    if finding.verdict is Verdict.VIOLATES and source.standing is Standing.PRACTICE:
        return Verdict.UNDETERMINED, Need.JUDGEMENT
    return finding.verdict, finding.need


def _has_ground(assessment: Assessment) -> bool:
    """Tell whether the municipality's own rule, or a limit entered for this plot, gave a finding."""
    case = assessment.facts.case
    authority = (case.site.municipality or "").lower()
    if not authority:
        # Which municipality's rules speak here is what is missing, whatever plan was entered.
        return False
    plan = case.plan_limits
    strangers = _strangers(assessment)
    return any(
        # That a pack calls itself the municipality's makes it no ground.
        (o.rule.maker == authority and o.pack not in strangers)
        or (
            plan is not None
            and rests_on(plan, o.finding)
            # A norm of practice makes nothing green, whoever enters it.
            and o.source.standing is not Standing.PRACTICE
        )
        for o in assessment.outcomes
        if o.finding is not None
    )


def _strangers(assessment: Assessment) -> frozenset[str]:
    """Return the packs whose maker is not known."""
    return frozenset(p.name for p in assessment.receipt.plugins if p.mark is not None)


def _bent_by_strangers(assessment: Assessment) -> tuple[str, ...]:
    """Return the packs of an unknown maker that change what the rules of others find here."""
    place = (assessment.facts.case.site.municipality or "").lower()
    return tuple(p.name for p in assessment.receipt.plugins if p.mark is not None and p.bends == place)


def rests_on(plan: PlanLimits, finding: Finding) -> bool:
    """Tell whether the limit of a finding is one of an entered plan.

    The name of an article alone says nothing: many texts have an article 4.2. It is the
    very limit, or the finding says itself that it rests on the plan.
    """
    if finding.limit is None:
        return False
    of_plan = finding.source is not None and finding.source.title == plan.source.title
    return finding.limit in tuple(plan.limits()) or (of_plan and finding.limit.place in plan.places())


def _left_out(assessment: Assessment) -> tuple[str, ...]:
    """Return the packs that the user left out and that may object: a choice of rules makes nothing green."""
    place = assessment.facts.case.site.municipality
    left = (pack for pack in assessment.receipt.aside if pack.left_out and pack.may_speak(place))
    return tuple(dict.fromkeys(pack.name for pack in left))


def _no_ground_reason(assessment: Assessment) -> Text:
    municipality = assessment.facts.case.site.municipality
    if municipality is None:
        return Text(
            "de gemeente is niet opgegeven (--municipality): welke regels hier gelden is niet bekend",
            "no municipality was given (--municipality): which rules hold here is not known",
        )
    own = {o.pack for o in assessment.outcomes if o.finding and o.rule.maker == municipality.lower()}
    if own & _strangers(assessment):
        names = ", ".join(sorted(own & _strangers(assessment)))
        return Text(
            f"van wie de regels van {municipality} zijn is niet vastgesteld: {names}",
            f"whose rules those of {municipality} are is not known: {names}",
        )
    return Text(
        f"geen regel van {municipality} zelf en geen ingevoerde planregel gaf een bevinding",
        f"no rule of {municipality} itself and no entered plan limit gave a finding",
    )
