"""What the card of a finding adds to the report: passage, validity, assumptions, and whose rule it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optopcheck.domain.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from optopcheck.domain.assessment import LoadedPlugin, Outcome
    from optopcheck.domain.rule import LegalSource
    from optopcheck.domain.text import Language

Row = tuple[str, str]
_SOURCE = Text("vindplaats", "source")


def with_grounds(
    rows: Sequence[Row], outcome: Outcome, plugins: Sequence[LoadedPlugin], language: Language
) -> tuple[Row, ...]:
    """Put the passage below the source, and at the end what the rule assumes and who brought it."""
    source, name = outcome.source, _SOURCE.in_language(language)
    found: list[Row] = []
    for row in rows:
        found.append(row)
        if row[0] == name:
            found += _passage(source, language)
    for assumption in outcome.rule.assumptions:
        found.append((Text("aanname", "assumption").in_language(language), assumption.in_language(language)))
    found.append((Text("pakket", "pack").in_language(language), _pack(outcome, plugins)))
    return tuple(found)


def source_row(source: LegalSource, language: Language) -> Row:
    """Return title, article, standing and link, as a report writes them."""
    standing = Text("rechtsstatus", "standing").in_language(language)
    told = f"{source.title}, {source.article} ({standing}: {source.standing.value}) {source.url}"
    return _SOURCE.in_language(language), told.rstrip()


def mark_of(outcome: Outcome, plugins: Sequence[LoadedPlugin], language: Language) -> str:
    """Return what must be said of the maker of a rule; empty where that is known."""
    plugin = _plugin(outcome, plugins)
    return plugin.mark.in_language(language) if plugin is not None and plugin.mark is not None else ""


def marks(plugins: Sequence[LoadedPlugin], language: Language) -> str:
    """Say of which packs that took part the maker is not known."""
    told = [
        f"{plugin.title or plugin.name} {plugin.version} ({_state(plugin.mark, language)})"
        for plugin in plugins
        if plugin.mark is not None and plugin.rule_ids
    ]
    head = Text("Van wie deze regels zijn is niet vastgesteld", "Whose rules these are is not known")
    return f"{head.in_language(language)}: {'; '.join(told)}" if told else ""


def _state(mark: Text, language: Language) -> str:
    """Return the state of trust alone; the reason stands in the list of packs."""
    return mark.in_language(language).split(": ", 1)[0]


def _passage(source: LegalSource, language: Language) -> list[Row]:
    rows: list[Row] = []
    if source.passage:
        rows.append((Text("passage").in_language(language), source.passage))
    first, last = source.valid_from, source.valid_to
    if first or last:
        begin = f"{first:%d-%m-%Y}" if first else "…"
        end = f"{last:%d-%m-%Y}" if last else Text("heden", "now").in_language(language)
        rows.append((Text("geldig", "valid").in_language(language), f"{begin} – {end}"))
    return rows


def _pack(outcome: Outcome, plugins: Sequence[LoadedPlugin]) -> str:
    plugin = _plugin(outcome, plugins)
    if plugin is None:
        return outcome.pack
    title = f"{plugin.title} " if plugin.title else ""
    return f"{title}({plugin.name} {plugin.version})" if title else f"{plugin.name} {plugin.version}"


def _plugin(outcome: Outcome, plugins: Sequence[LoadedPlugin]) -> LoadedPlugin | None:
    """Return the version of the pack that brought the rule."""
    return next((p for p in plugins if p.name == outcome.pack and outcome.rule.id in p.rule_ids), None)
