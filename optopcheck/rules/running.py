"""Runs rules one by one; a rule that fails, or may not judge, ends as *nader onderzoek*."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from optopcheck.domain.assessment import Outcome, rests_on
from optopcheck.domain.job import Progress, no_progress
from optopcheck.domain.rule import Finding, Need, NotApplicable, Verdict
from optopcheck.domain.text import Text, join_texts
from optopcheck.rules.hosting import HostedCheck, ask
from optopcheck.rules.hosting.words import crashed, described, gave_no_finding

_FLOAT_NOISE = 1e-9

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from optopcheck.domain.facts import Facts
    from optopcheck.domain.rule import LegalSource, Rule
    from optopcheck.rules.ruleset import PackRule


def check(
    rules: Iterable[PackRule], facts: Facts, on: date, progress: Progress = no_progress
) -> tuple[Outcome, ...]:
    """Run each rule by itself on the reference date; no rule can stop or change another.

    Rules that live in workers are asked first, all packs side by side.

    Raises
    ------
    CancelledError
        If `progress` raised it.
    """
    entries = tuple(rules)
    checks = (entry.rule.check for entry in entries if speaks(entry, on))
    ask((each.host for each in checks if isinstance(each, HostedCheck)), facts, progress)
    return tuple(
        Outcome(entry.rule, _made_for_another_day(entry, on) or _check_one(entry.rule, facts, on), entry.pack)
        for entry in entries
    )


def speaks(entry: PackRule, on: date) -> bool:
    """Tell whether a rule, and its pack, are in force on a day."""
    return entry.rule.source.in_force(on) and _made_for_another_day(entry, on) is None


def _made_for_another_day(entry: PackRule, on: date) -> NotApplicable | None:
    """Return why a pack does not speak on a day for which its maker did not make it."""
    first, last = entry.valid_from, entry.valid_to
    if (first is None or first <= on) and (last is None or on <= last):
        return None
    return NotApplicable(_period(Text(f"pakket {entry.pack}", f"pack {entry.pack}"), first, last, on))


def _check_one(rule: Rule, facts: Facts, on: date) -> Finding | NotApplicable:
    if not rule.source.in_force(on):
        return _out_of_force(rule.source, on)
    try:
        result: object = rule.check(facts)
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # noqa: BLE001 - foreign code may raise anything, SystemExit too
        return crashed(described(error))
    if isinstance(result, NotApplicable):
        return result
    if not isinstance(result, Finding):
        return gave_no_finding(type(result).__name__)
    return _within_its_right(result, rule, facts, on)


def _out_of_force(source: LegalSource, on: date) -> NotApplicable:
    return NotApplicable(_period(Text(f"'{source.title}'"), source.valid_from, source.valid_to, on))


def _period(what: Text, first: date | None, last: date | None, on: date) -> Text:
    since = (f" vanaf {first}", f" from {first}") if first else ("", "")
    until = (f" tot en met {last}", f" until {last}") if last else ("", "")
    return Text(
        f"{what.nl} geldt{since[0]}{until[0]}, niet op de toetsdatum {on}",
        f"{what.in_language('en')} is in force{since[1]}{until[1]}, not on the reference date {on}",
    )


def _within_its_right(finding: Finding, rule: Rule, facts: Facts, on: date) -> Finding | NotApplicable:
    """Hold a finding to what its sources allow, also where the rule forgot to."""
    plan = _plan_behind(finding, facts)
    for source in (finding.source, plan):
        if source is not None and not source.in_force(on):
            return _out_of_force(source, on)
    if finding.verdict is Verdict.UNDETERMINED:
        return finding
    filled = [used.source for used in finding.used if used.source is not None]
    for source in filled:
        if not source.in_force(on):
            return _capped(finding, Need.INPUT, _out_of_force(source, on).reason)
    for source in (rule.source, finding.source, plan, *filled):
        if source is not None and not source.standing.may_judge:
            standing = source.standing.value
            return _capped(
                finding,
                Need.JUDGEMENT,
                Text(
                    f"De bron '{source.title}' heeft de status '{standing}' en draagt geen oordeel.",
                    f"The source '{source.title}' has the standing '{standing}' and carries no verdict.",
                ),
            )
    if _lifted(finding, rule, plan):
        return _capped(
            finding,
            Need.REPAIR,
            Text(
                "De regel noemt bij dit oordeel een bron met een andere status dan zijn eigen bron.",
                "The rule names a source for this verdict of another standing than its own.",
            ),
        )
    return _with_sound_numbers(_in_weaker_words(finding, rule, filled))


def _in_weaker_words(finding: Finding, rule: Rule, filled: Sequence[LegalSource]) -> Finding:
    """Let a verdict say no more than what fills in its open norms: policy within a law stays policy."""
    weakest = min(filled, key=lambda source: source.standing.weight, default=rule.source)
    spoken = (finding.source or rule.source).standing.weight
    return finding if weakest.standing.weight >= spoken else replace(finding, source=weakest)


def _lifted(finding: Finding, rule: Rule, plan: LegalSource | None) -> bool:
    """Tell whether a finding borrows the words of another standing: only the entered plan lends its own."""
    source = finding.source
    if source is None or source.standing is rule.source.standing:
        return False
    return plan is None or source.standing is not plan.standing


def _plan_behind(finding: Finding, facts: Facts) -> LegalSource | None:
    """Return the source of the entered plan if the limit of the finding stands in it."""
    plan = facts.case.plan_limits
    return plan.source if plan is not None and rests_on(plan, finding) else None


def _contradicts(verdict: Verdict, margin: float) -> bool:
    """Tell whether a rule says green beside a breach."""
    return verdict is Verdict.COMPLIES and not margin >= -_FLOAT_NOISE


def _with_sound_numbers(finding: Finding) -> Finding:
    if finding.limit is not None and finding.limit.confirmed_by is None:
        return _capped(
            finding,
            Need.JUDGEMENT,
            Text(
                "De grenswaarde is een aanname die niemand heeft bevestigd.",
                "The limit value is an assumption that nobody has confirmed.",
            ),
        )
    margin, doubt = finding.margin, finding.uncertainty
    if margin is not None and _contradicts(finding.verdict, margin):
        return _capped(
            finding,
            Need.REPAIR,
            Text("Oordeel en marge spreken elkaar tegen.", "Verdict and margin contradict each other."),
        )
    # Negated, so that a NaN from a rule is caught as well.
    if margin is not None and doubt is not None and doubt != 0 and not abs(margin) > doubt + _FLOAT_NOISE:
        return _capped(
            finding,
            Need.PRECISION,
            Text("De marge ligt binnen de onzekerheid.", "The margin lies within the uncertainty."),
        )
    return finding


def _capped(finding: Finding, need: Need, reason: Text) -> Finding:
    return replace(
        finding,
        verdict=Verdict.UNDETERMINED,
        need=need,
        explanation=join_texts(finding.explanation, reason),
    )
