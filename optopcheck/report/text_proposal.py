"""What the designer's own model changes, part by part: a reader sees that nothing was missed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optopcheck.domain.text import Text
from optopcheck.report.sections import Section

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from optopcheck.domain.facts import Facts
    from optopcheck.domain.text import Language
    from optopcheck.report.sections import Row
    from optopcheck.report.values import Json

_SHOWN = 8
TITLE = Text("Eigen ontwerp tegen het bestaande model", "The design against the existing model")
_ASKED = Text(
    "bouwdelen die misschien nieuw zijn maken de uitkomst nader onderzoek: laat een mens ernaar kijken",
    "parts that may be new leave the outcome undetermined: have a person look at them",
)


def proposal_section(facts: Facts, language: Language) -> Iterator[Section]:
    """Yield what is the same, added, removed and changed; nothing where the program drew the storeys."""
    own = facts.case.proposal if facts.scenario.own_design else None
    if own is None:
        return
    changes = own.changes
    new = {e.global_id: e.name or e.kind for e in own.building.elements}
    old = {e.global_id: e.name or e.kind for e in facts.case.building.elements}
    listed = (
        (Text("erbij", "added"), changes.added, new),
        (Text("weg", "removed"), changes.removed, old),
        (Text("gewijzigd", "changed"), changes.changed, new),
        (
            Text("gelijk, met een andere GlobalId", "alike, under another GlobalId"),
            [before for before, _ in changes.renamed],
            old,
        ),
        (Text("misschien nieuw", "may be new"), changes.unmatched, new),
        (Text("daarvoor weg", "gone in their place"), changes.unmatched_before, old),
    )
    rows: tuple[Row, ...] = (
        (Text("model", "model").in_language(language), own.name, own.placed.in_language(language)),
        (Text("gelijk", "alike").in_language(language), str(changes.same), ""),
        *(
            (label.in_language(language), str(len(ids)), _told(ids, names))
            for label, ids, names in listed
            if ids
        ),
    )
    header = (Text("wat", "what"), Text("aantal", "count"), Text("welke", "which"))
    yield Section(
        TITLE.in_language(language),
        rows,
        tuple(label.in_language(language) for label in header),
        (_ASKED.in_language(language),) if changes.unmatched else (),
    )


def _told(ids: Iterable[str], names: Mapping[str, str]) -> str:
    told = [names.get(identity, identity) for identity in ids]
    counted = dict.fromkeys(told)
    shown = [name if told.count(name) == 1 else f"{name} ({told.count(name)}×)" for name in counted]
    more = f" … (+{len(shown) - _SHOWN})" if len(shown) > _SHOWN else ""
    return ", ".join(shown[:_SHOWN]) + more


def proposal_json(facts: Facts) -> Json | None:
    """Return the same as JSON values, every GlobalId included; None where the program drew the storeys."""
    own = facts.case.proposal if facts.scenario.own_design else None
    if own is None:
        return None
    changes = own.changes
    return {
        "file": own.name,
        "same": changes.same,
        "added": list(changes.added),
        "removed": list(changes.removed),
        "changed": list(changes.changed),
        "renamed": [{"existing": old, "proposal": new} for old, new in changes.renamed],
        "unmatched": list(changes.unmatched),
        "unmatched_existing": list(changes.unmatched_before),
    }
