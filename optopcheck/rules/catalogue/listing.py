"""All facts by name, and the list of them that authors read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optopcheck.domain.text import Text
from optopcheck.rules.catalogue.added import ADDED_FACTS
from optopcheck.rules.catalogue.entered import ENTERED_FACTS
from optopcheck.rules.catalogue.measured import MEASURED_FACTS
from optopcheck.rules.catalogue.parts import LIST_FACTS
from optopcheck.rules.catalogue.said import SAID_FACTS
from optopcheck.rules.catalogue.shade import shade_facts
from optopcheck.rules.catalogue.sun import sun_facts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from optopcheck.domain.shade import ShadeMoment
    from optopcheck.domain.sunlight import SunNorm
    from optopcheck.domain.text import Language
    from optopcheck.rules.catalogue.fact import Fact

FACTS: Mapping[str, Fact] = {
    fact.name: fact for fact in (*ENTERED_FACTS, *SAID_FACTS, *MEASURED_FACTS, *ADDED_FACTS, *LIST_FACTS)
}
"""Every fact but sun and shade, which each rule file names by its own norms and instants."""


def facts_of(
    norms: Mapping[str, SunNorm], shades: Mapping[str, ShadeMoment] | None = None
) -> Mapping[str, Fact]:
    """Return every fact that a file with these norms and instants, by the names it gives them, may name."""
    sun = (fact for alias, norm in norms.items() for fact in sun_facts(alias, norm))
    shade = (fact for alias, moment in (shades or {}).items() for fact in shade_facts(alias, moment))
    return {**FACTS, **{fact.name: fact for fact in (*sun, *shade)}}


def show_catalogue(language: Language) -> str:
    """Return the list of facts as a table in Markdown, sorted by name."""
    head = (
        Text("feit", "fact"),
        Text("eenheid of eigenschappen", "unit or properties"),
        Text("wat", "what"),
    )
    rows = [" | ".join(word.in_language(language) for word in head), "---|---|---"]
    for fact in sorted(FACTS.values(), key=lambda fact: fact.name):
        note = f" ({fact.note.in_language(language)})" if fact.note else ""
        rows.append(f"`{fact.name}` | {fact.unit} | {fact.label.in_language(language)}{note}")
    return "\n".join(f"| {row} |" for row in rows)
