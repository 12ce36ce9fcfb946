"""Rule packs as text: what took part, what did not, whose word it is, and where two authorities speak."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optopcheck.domain.rule import Need, verdict_words
from optopcheck.domain.text import Text
from optopcheck.report import wording
from optopcheck.report.sections import Section
from optopcheck.report.text_findings import rests_on_fill

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from optopcheck.domain.assessment import LoadedPlugin, Outcome, Receipt
    from optopcheck.domain.quantity import Quantity
    from optopcheck.domain.rule import Finding
    from optopcheck.domain.text import Language
    from optopcheck.report.sections import Row

_DATA, _PROGRAM = Text("regelbestand", "rule file"), Text("programma", "program")
_NONE = Text(
    "er is geen regelpakket geïnstalleerd: er kan niets worden getoetst",
    "no rule pack is installed: nothing can be checked",
)


def plugins_section(
    plugins: Sequence[LoadedPlugin], language: Language = "nl", register: Text | None = None
) -> Section:
    """Return the rule packs with their rules, or the error."""
    labels = (
        Text("pakket", "pack"),
        Text("versie", "version"),
        Text("soort", "kind"),
        Text("regels", "rules"),
        Text("sha256", "sha256"),
    )
    rows = tuple(
        (
            plugin.name,
            plugin.version,
            (_DATA if plugin.as_data else _PROGRAM).in_language(language),
            plugin.error.in_language(language) if plugin.error else "\n".join(plugin.rule_ids),
            plugin.sha256[:12],
        )
        for plugin in plugins
    )
    notes = [] if rows else [_NONE]
    if register is not None:
        notes.append(Text(f"handtekeningen: {register.nl}", f"signatures: {register.in_language('en')}"))
    return Section(
        Text("Regelpakketten", "Rule packs").in_language(language),
        rows,
        tuple(label.in_language(language) for label in labels) if rows else (),
        tuple(note.in_language(language) for note in notes),
    )


def marks(receipt: Receipt, language: Language) -> Iterator[Section]:
    """Yield what must be said of packs whose maker is not known; each page that rests on them says it."""
    rows = tuple(
        (f"{plugin.title or plugin.name} {plugin.version}", plugin.mark.in_language(language))
        for plugin in receipt.plugins
        if plugin.mark is not None
    )
    if rows:
        title = Text(
            "Let op: van wie deze regels zijn is niet vastgesteld", "Note: whose rules these are is not known"
        )
        yield Section(title.in_language(language), rows)


def took_no_part(receipt: Receipt, municipality: str | None, language: Language) -> Iterator[Section]:
    """Yield the packs whose rules may hold here and that took no part, each with the reason."""
    rows = tuple(
        (f"{pack.title or pack.name} {pack.version}", pack.reason.in_language(language))
        for pack in receipt.aside
        if pack.may_speak(municipality)
    )
    if rows:
        title = Text("Regelpakketten die niet meededen", "Rule packs that took no part")
        yield Section(title.in_language(language), rows)


def beside_each_other(outcomes: Sequence[Outcome], language: Language) -> Iterator[Section]:
    """Yield the quantities that more than one authority limits; which prevails is not settled here."""
    by_quantity: dict[Quantity, list[tuple[Outcome, Finding]]] = {}
    for outcome in outcomes:
        found = outcome.finding
        if found is None or found.need is Need.JUDGEMENT:
            # A threshold at which a human must judge is no limit to what may be built.
            continue
        if found.measured is not None and found.limit is not None:
            by_quantity.setdefault(found.measured.quantity, []).append((outcome, found))
    rows = [
        row
        for quantity, pairs in by_quantity.items()
        if len({_authority(outcome) for outcome, _ in pairs}) > 1
        for row in _row_of(quantity, pairs, language)
    ]
    if rows:
        note = Text(
            "meer dan één bestuur stelt hier een grens; welke voorgaat beslist dit programma niet",
            "more than one authority sets a limit here; this program does not settle which prevails",
        )
        yield Section(
            Text(
                "Rijk, gemeente en plan naast elkaar", "State, municipality and plan side by side"
            ).in_language(language),
            tuple(rows),
            notes=(note.in_language(language),),
        )


def _authority(outcome: Outcome) -> str:
    """Return who set the limit: the plan of the plot where the finding rests on it, else the rule's maker."""
    finding = outcome.finding
    of_plan = finding is not None and finding.source is not None and not rests_on_fill(finding)
    return "plan" if of_plan else outcome.rule.maker


def _row_of(
    quantity: Quantity, pairs: Sequence[tuple[Outcome, Finding]], language: Language
) -> Iterator[Row]:
    for outcome, finding in pairs:
        limit = wording.limit(finding.limit, language) if finding.limit else ""
        words = verdict_words(finding.verdict, outcome.source, language)
        yield (quantity.label.in_language(language), outcome.rule.title.in_language(language), limit, words)
