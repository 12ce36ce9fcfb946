"""What a reviewer reads before he judges, and what he leaves: words for a report, and the advice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from optopcheck.domain.job import InputError
from optopcheck.domain.rule import Need
from optopcheck.domain.text import Text
from optopcheck.records import clean
from optopcheck.report import WHOLE, write_text
from optopcheck.report.wording import day

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from optopcheck.domain.assessment import Assessment, Outcome
    from optopcheck.domain.text import Language
    from optopcheck.dossier import Decision, Dossier, Judgement

_DAY = len("2026-07-02")


@dataclass(frozen=True, eq=False)
class Reviewed:
    """One finding with what reviewers said of it."""

    outcome: Outcome
    decisions: tuple[Decision, ...]
    """Of this finding, the first one first."""

    @property
    def judgement(self) -> Judgement | None:
        """What was judged last; None as long as it is open."""
        found = [d.judgement for d in self.decisions if d.judgement is not None]
        return found[-1] if found else None

    @property
    def is_for_human(self) -> bool:
        """Whether nobody but a human can settle it."""
        return self.outcome.finding is not None and self.outcome.finding.need is Need.JUDGEMENT


def reviewed_findings(dossier: Dossier) -> tuple[Reviewed, ...]:
    """Return the findings of a dossier with their decisions, those that wait for a human first.

    Raises
    ------
    ContainerError
        If the dossier cannot be read, or its log was changed.
    """
    decisions = dossier.decisions
    found = [
        Reviewed(outcome, tuple(d for d in decisions if d.rule == outcome.rule.id))
        for outcome in dossier.outcomes
        if outcome.finding is not None
    ]
    return tuple(sorted(found, key=_order))


def _order(one: Reviewed) -> tuple[bool, int, str]:
    severity = 0 if one.outcome.finding is None else -one.outcome.finding.verdict.severity
    return (not one.is_for_human, severity, one.outcome.rule.id)


def guidance(outcome: Outcome, language: Language) -> tuple[tuple[str, str], ...]:
    """Return what a reviewer should read of a finding: names and texts."""
    finding, source = outcome.finding, outcome.source
    rows = [
        (Text("vindplaats", "source"), Text(f"{source.title}, {source.article}".strip(", "))),
        (Text("de bepaling", "the provision"), Text(source.passage)),
    ]
    if finding is not None:
        rows.append((Text("wat de toets zegt", "what the check says"), finding.explanation))
        if finding.what_would_change is not None:
            rows.append((Text("wat het zou veranderen", "what would change it"), finding.what_would_change))
        if finding.elements:
            count = len(finding.elements)
            rows.append(
                (Text("waarop het rust", "what it rests on"), Text(f"{count} onderdelen", f"{count} parts"))
            )
    rows += [(Text("aanname", "assumption"), text) for text in outcome.rule.assumptions]
    shown = [(name.in_language(language), clean(text.in_language(language))) for name, text in rows]
    return tuple((name, text) for name, text in shown if text)


def decided_at(decision: Decision, language: Language) -> str:
    """Return day and clock time of a decision with the UTC offset: ``03-07-2026 10:00 (UTC)``."""
    when = datetime.fromisoformat(decision.at)
    hours, minutes = divmod(round((when.utcoffset() or timedelta()).total_seconds() / 60), 60)
    offset = f"{hours:+d}" if not minutes else f"{hours:+d}:{minutes:02d}"
    return f"{day(when.date(), language)} {when:%H:%M} (UTC{'' if offset == '+0' else offset})"


def decided_words(decision: Decision, language: Language) -> str:
    """Return a decision in one line: the judgement, the reason, and the evidence."""
    words = clean(decision.words)
    if decision.judgement is not None:
        words = f"{decision.judgement.label.in_language(language)}: {words}"
    if decision.evidence:
        label = Text("bewijs", "evidence").in_language(language)
        words = f"{words} ({label}: {clean(decision.evidence)})"
    return words


def reviewed_words(dossier: Dossier, language: Language) -> dict[str, str]:
    """Return all that reviewers wrote, with who and when, by the id of the rule; on the whole by `WHOLE`."""
    found: dict[str, list[str]] = {}
    for decision in dossier.decisions:
        on = day(date.fromisoformat(decision.at[:_DAY]), language)
        said = f"{decided_words(decision, language)} ({clean(decision.by)}, {on})"
        found.setdefault(decision.rule or WHOLE, []).append(said)
    return {rule: "\n".join(words) for rule, words in found.items()}


def sound_assessment(dossier: Dossier) -> Assessment:
    """Return the assessment of a dossier, to be put on paper.

    Raises
    ------
    InputError
        If something in the dossier was exchanged: no report may rest on that.
    """
    if dossier.problems:
        told = dossier.problems[0]
        raise InputError(
            Text(
                f"dit dossier klopt niet, er komt geen rapport van: {told.nl}",
                f"this dossier does not hold, no report is made of it: {told.in_language('en')}",
            )
        )
    return dossier.assessment


def write_advice(dossier: Dossier, path: Path, language: Language) -> None:
    """Write the advice as plain text: each finding with what was decided of it, by whom and when.

    Raises
    ------
    InputError
        If the dossier cannot be read, or the file cannot be written.
    """
    write_text(path, "\n".join(_advice(dossier, language)) + "\n")


def _advice(dossier: Dossier, language: Language) -> Iterator[str]:
    title = Text("Advies bij de beoordeling", "Advice on the assessment").in_language(language)
    yield title
    yield "=" * len(title)
    yield ""
    name = Text("Bouwwerk", "Building").in_language(language)
    yield f"{name}: {clean(dossier.facts.case.building.name)}"
    number = Text("Rapportkenmerk", "Report id").in_language(language)
    yield f"{number}: {dossier.description.report_id}"
    open_ = Text("nog niet beoordeeld", "not judged yet").in_language(language)
    for one in reviewed_findings(dossier):
        finding = one.outcome.finding
        yield ""
        judged = open_ if one.judgement is None else one.judgement.label.in_language(language)
        yield f"- {clean(one.outcome.rule.title.in_language(language))}: {judged}"
        if finding is not None:
            checked = Text("toets", "check").in_language(language)
            yield f"  {checked}: {clean(finding.explanation.in_language(language))}"
        for decision in one.decisions:
            yield f"  {_signed(decision, language)}"
    whole = [d for d in dossier.decisions if d.rule is None]
    if whole:
        yield ""
        yield Text("Over het geheel", "On the whole").in_language(language)
        for decision in whole:
            yield f"  {_signed(decision, language)}"


def _signed(decision: Decision, language: Language) -> str:
    return f"{decided_at(decision, language)} {clean(decision.by)}: {decided_words(decision, language)}"
