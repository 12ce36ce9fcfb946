"""What a finding rests on (*bewijs*), in the order in which it is read: the card that each shell lays out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from optopcheck.domain.measurement import Measurement
from optopcheck.domain.quantity import Quantity
from optopcheck.domain.rule import NOT_APPLICABLE_WORDS, NotApplicable, Verdict, verdict_words
from optopcheck.domain.text import Text
from optopcheck.report import wording
from optopcheck.report.doubt_scale import doubt_scale
from optopcheck.report.names import Names
from optopcheck.report.text_findings import number_rows, used_rows, worst_first

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from optopcheck.domain.assessment import Assessment, LoadedPlugin, Outcome
    from optopcheck.domain.facts import Facts
    from optopcheck.domain.rule import Finding, LegalSource
    from optopcheck.domain.text import Language
    from optopcheck.report.doubt_scale import DoubtScale
    from optopcheck.report.names import Named

MOST_ELEMENTS = 24
"""Named on a card; the rest is counted."""
SITUATIONS: tuple[Literal["existing", "permitted", "proposed"], ...] = ("existing", "permitted", "proposed")
NumberKey = tuple[str, str]
"""Key of a `Quantity` and the situation in which it was measured; or of the ``addition``."""
_OF_QUANTITY = re.compile(r"(existing|permitted|proposed)\.(\w+)")
_STOREYS_ADDED = (Quantity.STOREY_COUNT.key, "proposed")
"""The row of the storeys, which also holds the difference."""
_OF_ADDITION = frozenset({"addition_area", "addition_roof_share", "envelope_angle"})
_QUANTITIES = frozenset(quantity.key for quantity in Quantity)


@dataclass(frozen=True)
class EvidenceRow:
    """A name and what is known under it."""

    label: str
    value: str
    url: str = ""
    """Address that the reader may open."""
    number: NumberKey | None = None
    """The measurement behind the value."""


@dataclass(frozen=True, eq=False)
class Evidence:
    """One outcome with all that a reader needs to check it."""

    outcome: Outcome
    verdict: Verdict | None
    """As it may be shown: a draft or an assumption is never green or red. None: the rule does not apply."""
    title: str
    words: str
    """What the standing of the source allows to say."""
    remark: str
    """Need or margin."""
    authority: str
    """Whose rule it is, in words."""
    rows: tuple[EvidenceRow, ...]
    scale: DoubtScale | None
    elements: tuple[str, ...]
    named: tuple[Named, ...]
    """The first elements by name."""
    rest: str
    """How many more there are, in words; empty where all are named."""
    shown_in: Literal["existing", "proposed"]
    """The situation that holds the elements."""
    mark: str = ""
    """What must be said of the maker of the rule; empty where that is known."""

    @property
    def card(self) -> tuple[tuple[str, str], ...]:
        """Name and value of each row, as a report writes them: the address behind the value."""
        return tuple((row.label, f"{row.value} {row.url}".strip()) for row in self.rows)


def evidence(assessment: Assessment, language: Language) -> tuple[Evidence, ...]:
    """Return the evidence of each outcome: findings first, the worst on top, then what does not apply."""
    names = Names(assessment.facts, language)
    outside = [o for o in assessment.outcomes if o.finding is None]
    plugins = assessment.receipt.plugins
    return (
        *(_found(o, f, assessment.facts, names, plugins) for o, f in worst_first(assessment.outcomes)),
        *(_outside(o, plugins, language) for o in outside),
    )


def authority_words(maker: str, language: Language) -> str:
    """Say whose rules begin with ``nl``, ``gm0637``, ``pv27``."""
    kinds = {
        "gm": Text("gemeente", "municipality"),
        "pv": Text("provincie", "province"),
        "ws": Text("waterschap", "water board"),
    }
    if maker == "nl":
        return Text("het Rijk", "the State").in_language(language)
    kind = kinds.get(maker[:2])
    if kind is None or not maker[2:].isdigit():
        return Text("voorbeeld", "example").in_language(language) if maker == "example" else maker
    return f"{kind.in_language(language)} {maker.upper()}"


def _found(
    outcome: Outcome, finding: Finding, facts: Facts, names: Names, plugins: Sequence[LoadedPlugin]
) -> Evidence:
    language = names.language
    shown = finding.verdict if outcome.source.standing.may_judge else Verdict.UNDETERMINED
    rest = len(finding.elements) - MOST_ELEMENTS
    more = Text(f"en nog {rest}", f"and {rest} more").in_language(language)
    return Evidence(
        outcome,
        shown,
        outcome.rule.title.in_language(language),
        verdict_words(finding.verdict, outcome.source, language),
        _remark(finding, language),
        authority_words(outcome.rule.maker, language),
        tuple(_rows(outcome, finding, facts, plugins, language)),
        doubt_scale(finding, language),
        finding.elements,
        tuple(names.of(identity) for identity in finding.elements[:MOST_ELEMENTS]),
        more if rest > 0 else "",
        "proposed" if names.any_proposed(finding.elements) else "existing",
        _mark(outcome, plugins, language),
    )


def _outside(outcome: Outcome, plugins: Sequence[LoadedPlugin], language: Language) -> Evidence:
    reason = outcome.result.reason if isinstance(outcome.result, NotApplicable) else Text("")
    rows = (
        *_row(Text("regel", "rule"), f"{outcome.rule.id} ({outcome.pack})", language),
        *_row(Text("waarom niet", "why not"), reason, language),
        *_source(outcome.source, language),
        *_grounds(outcome, plugins, language),
    )
    return Evidence(
        outcome,
        None,
        outcome.rule.title.in_language(language),
        NOT_APPLICABLE_WORDS.in_language(language),
        "",
        authority_words(outcome.rule.maker, language),
        rows,
        None,
        (),
        (),
        "",
        "existing",
        _mark(outcome, plugins, language),
    )


def _remark(finding: Finding, language: Language) -> str:
    if finding.need is not None:
        return finding.need.label.in_language(language)
    if finding.margin is None:
        return ""
    margin = wording.amount(finding.margin, finding.limit.unit if finding.limit else "m", language)
    return Text(f"marge {margin}", f"margin {margin}").in_language(language)


def _rows(
    outcome: Outcome, finding: Finding, facts: Facts, plugins: Sequence[LoadedPlugin], language: Language
) -> Iterator[EvidenceRow]:
    """Yield rule, source, numbers, why, what would change it, what was used, and the grounds."""
    measured = Text("gemeten", "measured").in_language(language)
    yield from _row(Text("regel", "rule"), f"{outcome.rule.id} ({outcome.pack})", language)
    yield from _source(outcome.source, language)
    for name, value, *_ in number_rows(finding, language):
        number = _number_of(finding.measured, facts) if name == measured and finding.measured else None
        yield EvidenceRow(name, value, number=number)
    yield from _row(Text("toelichting", "explanation"), finding.explanation, language)
    yield from _row(
        Text("wat dit zou veranderen", "what would change it"), finding.what_would_change, language
    )
    for used, (name, value, *_) in zip(finding.used, used_rows(finding, language), strict=True):
        yield EvidenceRow(name, value, number=_number_named(used.name))
    yield from _grounds(outcome, plugins, language)


def _row(label: Text, value: str | Text | None, language: Language) -> Iterator[EvidenceRow]:
    written = value.in_language(language) if isinstance(value, Text) else value
    if written:
        yield EvidenceRow(label.in_language(language), written)


def _number_of(measured: Measurement, facts: Facts) -> NumberKey | None:
    """Return where a measurement stands: the very record, or one alike that came from another process."""
    named = {name: getattr(facts, name).measured.get(measured.quantity) for name in reversed(SITUATIONS)}
    for name, value in named.items():
        if value is measured:
            return measured.quantity.key, name
    for name, value in named.items():
        if getattr(value, "value", None) == measured.value and value.elements == measured.elements:
            return measured.quantity.key, name
    added = facts.storeys_added
    if isinstance(added, Measurement) and (added.quantity, added.value) == (
        measured.quantity,
        measured.value,
    ):
        return _STOREYS_ADDED
    return None


def _number_named(name: str) -> NumberKey | None:
    """Return the measurement that a rule calls by a name such as ``proposed.building_height``."""
    if name == "storeys_added":
        return _STOREYS_ADDED
    if name.removeprefix("proposed.") in _OF_ADDITION:
        return name.removeprefix("proposed."), "addition"
    found = _OF_QUANTITY.fullmatch(name)
    return (found[2], found[1]) if found is not None and found[2] in _QUANTITIES else None


def _source(source: LegalSource, language: Language) -> Iterator[EvidenceRow]:
    standing = Text("rechtsstatus", "standing").in_language(language)
    told = f"{source.title}, {source.article} ({standing}: {source.standing.value})"
    yield EvidenceRow(Text("vindplaats", "source").in_language(language), told, source.url)


def _grounds(outcome: Outcome, plugins: Sequence[LoadedPlugin], language: Language) -> Iterator[EvidenceRow]:
    """Yield the passage, since when it holds, what the rule assumes, and who brought it."""
    source = outcome.source
    yield from _row(Text("passage", "passage"), source.passage, language)
    if source.valid_from or source.valid_to:
        first = wording.day(source.valid_from, language) if source.valid_from else "…"
        now = Text("heden", "now").in_language(language)
        last = wording.day(source.valid_to, language) if source.valid_to else now
        yield from _row(Text("geldig", "valid"), f"{first} – {last}", language)
    yield from _row(Text("let op", "note"), source.note, language)
    for assumption in outcome.rule.assumptions:
        yield from _row(Text("aanname", "assumption"), assumption, language)
    yield from _row(Text("pakket", "pack"), _pack(outcome, plugins), language)


def _pack(outcome: Outcome, plugins: Sequence[LoadedPlugin]) -> str:
    plugin = _plugin(outcome, plugins)
    if plugin is None:
        return outcome.pack
    told = f"{plugin.name} {plugin.version}"
    return f"{plugin.title} ({told})" if plugin.title else told


def _mark(outcome: Outcome, plugins: Sequence[LoadedPlugin], language: Language) -> str:
    plugin = _plugin(outcome, plugins)
    return plugin.mark.in_language(language) if plugin is not None and plugin.mark is not None else ""


def _plugin(outcome: Outcome, plugins: Sequence[LoadedPlugin]) -> LoadedPlugin | None:
    """Return the version of the pack that brought the rule."""
    return next((p for p in plugins if p.name == outcome.pack and outcome.rule.id in p.rule_ids), None)
