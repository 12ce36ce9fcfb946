"""Everything that somebody chose and nobody confirmed, gathered for the reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optopcheck.domain.measurement import Unmeasured
from optopcheck.domain.text import Text, join_texts, number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from optopcheck.domain.assessment import Assessment, Outcome
    from optopcheck.domain.facts import Facts
    from optopcheck.domain.rule import Limit
    from optopcheck.domain.site import Datum

_MODEL = Text("Hoogten en meetpunten", "Heights and points")
_PROFILE, _NORM = Text("Meetprofiel", "Measuring profile"), Text("Bezonningsnorm", "Sun norm")
_PEIL, _LEVEL = Text("peil", "plan datum"), Text("meetniveau", "measuring level")


def assumptions(assessment: Assessment) -> tuple[Text, ...]:
    """Return the assumptions of rules, profiles, limits, datum and points; each once, in a fixed order."""
    found = [
        *(text for outcome in assessment.outcomes for text in _of_rule(outcome)),
        *_of_facts(assessment.facts),
    ]
    return tuple(dict.fromkeys(found))


def grouped(assessment: Assessment) -> tuple[tuple[Text, tuple[Text, ...]], ...]:
    """Return the assumptions behind the findings by what they belong to, each once; limits left out.

    Those of rules that do not apply here are left out: nothing in the findings rests on them.
    """
    limits = set(unconfirmed_limits(assessment))
    groups: dict[Text, list[Text]] = {}
    told: set[Text] = set(limits)
    for title, found in _groups(assessment):
        fresh = [text for text in dict.fromkeys(found) if text not in told]
        told.update(fresh)
        if fresh:
            groups.setdefault(title, []).extend(fresh)
    return tuple((title, tuple(texts)) for title, texts in groups.items())


def resting_on_nothing(assessment: Assessment) -> tuple[Text, ...]:
    """Return the assumptions that belong to rules without a finding alone."""
    shown = {text for _, texts in grouped(assessment) for text in texts}
    limits = set(unconfirmed_limits(assessment))
    return tuple(text for text in assumptions(assessment) if text not in shown and text not in limits)


def _groups(assessment: Assessment) -> Iterator[tuple[Text, Iterable[Text]]]:
    """Yield what is shared first, so that a rule names only what is its own."""
    found = [outcome.rule for outcome in assessment.outcomes if outcome.finding is not None]
    yield _MODEL, _of_facts(assessment.facts)
    for rule in found:
        if rule.profile is not None:
            yield join_texts(_PROFILE, rule.profile.title), rule.profile.assumptions
    for rule in found:
        for norm in rule.norms:
            yield join_texts(_NORM, norm.title), norm.assumptions
    for rule in found:
        yield rule.title, rule.assumptions


def unconfirmed_limits(assessment: Assessment) -> tuple[Text, ...]:
    """Return those among the `assumptions` that are limit values for which nobody answers."""
    return tuple(dict.fromkeys(text for outcome in assessment.outcomes for text in _limits(outcome)))


def _of_rule(outcome: Outcome) -> Iterator[Text]:
    rule = outcome.rule
    yield from rule.assumptions
    if rule.profile is not None:
        yield from rule.profile.assumptions
    for norm in rule.norms:
        yield from norm.assumptions
    yield from _limits(outcome)


def _limits(outcome: Outcome) -> Iterator[Text]:
    limits = [norm.hours for norm in outcome.rule.norms]
    if outcome.finding is not None and outcome.finding.limit is not None:
        limits.append(outcome.finding.limit)
    for limit in limits:
        if limit.confirmed_by is None:
            yield _unconfirmed(limit)


def _unconfirmed(limit: Limit) -> Text:
    decimals = 0 if limit.value.is_integer() else 2
    unit = "" if limit.unit == "1" else f" {limit.unit}"
    return Text(
        f"grenswaarde {number(limit.value, decimals, 'nl')}{unit} ({limit.place}): door niemand bevestigd",
        f"limit value {number(limit.value, decimals, 'en')}{unit} ({limit.place}): confirmed by nobody",
    )


def _of_facts(facts: Facts) -> Iterator[Text]:
    site = facts.case.site
    for name, datum in ((_PEIL, site.plan_datum), (_LEVEL, site.measuring_level)):
        if datum is not None and not datum.origin.is_confirmed:
            yield _datum(name, datum)
    for situation in (facts.existing, facts.proposed):
        for study in situation.sun.values():
            if not isinstance(study, Unmeasured):
                yield from (p.assumption for p in study.points if p.assumption is not None)


def _datum(name: Text, datum: Datum) -> Text:
    return Text(
        f"{name.nl} {number(datum.value, 2, 'nl')} ± {number(datum.tolerance, 2, 'nl')} m: "
        f"{datum.definition.nl}",
        f"{name.in_language('en')} {number(datum.value, 2, 'en')} ± {number(datum.tolerance, 2, 'en')} m: "
        f"{datum.definition.in_language('en')}",
    )
