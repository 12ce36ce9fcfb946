"""What of an assessment needs action, as topics for the model checker of an architect (BCF)."""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from optopcheck.domain.building import SHELL_KINDS, Severity
from optopcheck.domain.rule import UNDETERMINED_WORDS, Need, Standing, Verdict, verdict_words
from optopcheck.domain.text import Text
from optopcheck.report import wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from optopcheck.domain.assessment import Assessment, Outcome
    from optopcheck.domain.building import Building
    from optopcheck.domain.rule import Finding
    from optopcheck.domain.text import Language

MOST_TOPICS = 50
"""A checker with hundreds of topics is not worked through: the rest is told in one."""
MOST_COMPONENTS = 250
_NOTHING: Mapping[str, str] = MappingProxyType({})
_MOST_NAMES = 3
"""More rules than this do not fit in a title."""
_NAMESPACE = uuid.UUID("1c9d0a52-0b5f-5a0e-9d0c-6f70746f7063")
_GLOBAL_ID = re.compile(r"[0-3][0-9A-Za-z_$]{21}")
_TYPES = {
    None: "Error",
    Need.INPUT: "Request",
    Need.REPAIR: "Request",
    Need.PRECISION: "Inquiry",
    Need.JUDGEMENT: "Inquiry",
}
"""Words of the checkers themselves, not of the reader."""
TOPIC_TYPES = ("Error", "Request", "Inquiry")
PRIORITIES = ("High", "Normal")
STATUS = "Open"


@dataclass(frozen=True)
class Topic:
    """One thing to do, with the parts that it is about."""

    guid: str
    title: str
    kind: str
    """One of `TOPIC_TYPES`."""
    priority: str
    labels: tuple[str, ...]
    description: str
    comment: str
    parts: tuple[str, ...] = ()
    """Ids as the finding names them: elements, observation points, neighbours."""
    components: tuple[str, ...] = ()
    """GlobalIds among them, at most `MOST_COMPONENTS`."""


def topics(
    assessment: Assessment,
    language: Language = "nl",
    most: int = MOST_TOPICS,
    reviewed: Mapping[str, str] = _NOTHING,
) -> tuple[Topic, ...]:
    """Return a topic for each finding that needs action, the worst first; what asks the same is one topic.

    Parameters
    ----------
    assessment
        Findings that comply and rules that do not apply give no topic.
    language
        Of title, description and comment.
    most
        More topics than this are told in a last one.
    reviewed
        What reviewers wrote, by the id of the rule, on the whole by "": it stands in the comment of the
        topic, and what complies is a topic where a reviewer wrote of it.
    """
    groups: dict[tuple[object, ...], list[tuple[Outcome, Finding]]] = {}
    for outcome in assessment.outcomes:
        finding = outcome.finding
        if finding is not None and (finding.verdict is not Verdict.COMPLIES or outcome.rule.id in reviewed):
            groups.setdefault(_alike(finding), []).append((outcome, finding))
    ordered = sorted(groups.values(), key=lambda group: -group[0][1].verdict.severity)
    about, building = _content(assessment), assessment.facts.proposed.building
    single = ordered if len(ordered) <= most else ordered[: most - 1]
    rest = ordered[len(single) :]
    found = [(_topic(group, about, building, language), group) for group in single]
    if rest:
        found.append((_rest(rest, about, language), [pair for group in rest for pair in group]))
    kept = tuple(_with_words(topic, group, reviewed) for topic, group in found)
    told = {outcome.rule.id for group in ordered for outcome, _ in group}
    return (*_on_the_whole(reviewed, told, about, language), *kept, *_of_defects(assessment, about, language))


def _of_defects(assessment: Assessment, about: str, language: Language) -> Iterator[Topic]:
    """Yield what is wrong with the model: a part that was lost may be missing from every finding."""
    for defect in assessment.facts.defects:
        if defect.severity is Severity.NOTE:
            continue
        message = defect.message.in_language(language)
        known = tuple(dict.fromkeys(e.split("#")[0] for e in defect.elements))
        known = tuple(identity for identity in known if is_global_id(identity))
        title = Text("Gebrek van het model", "Defect of the model").in_language(language)
        yield Topic(
            stable_guid("defect", about, defect.code, message),
            f"{title}: {defect.code}{_in_title(known)}",
            TOPIC_TYPES[1],
            PRIORITIES[0] if defect.severity is Severity.ERROR else PRIORITIES[1],
            (defect.code,),
            message,
            defect.remedy.in_language(language),
            defect.elements,
            known[:MOST_COMPONENTS],
        )


def _with_words(topic: Topic, group: Sequence[tuple[Outcome, Finding]], reviewed: Mapping[str, str]) -> Topic:
    """Add what reviewers wrote of the rules of a topic."""
    rules = sorted({outcome.rule.id for outcome, _ in group} & set(reviewed))
    return replace(topic, comment="\n".join((topic.comment, *(reviewed[rule] for rule in rules))))


def _on_the_whole(
    reviewed: Mapping[str, str], told: set[str], about: str, language: Language
) -> Iterator[Topic]:
    """Yield what reviewers wrote of no rule in particular, or of a rule that has no topic."""
    others = (f"{rule}: {said}" for rule, said in sorted(reviewed.items()) if rule and rule not in told)
    if said := "\n".join(filter(None, (reviewed.get(""), *others))):
        title = Text("Opmerkingen van de beoordelaar", "Remarks of the reviewer").in_language(language)
        yield Topic(stable_guid("reviewed", about), title, TOPIC_TYPES[2], PRIORITIES[1], (), title, said)


def is_global_id(name: str) -> bool:
    """Tell whether an id is a GlobalId of IFC."""
    return _GLOBAL_ID.fullmatch(name) is not None


def stable_guid(*names: object) -> str:
    """Return the UUID that belongs to these names: the same content always gets the same id."""
    return str(uuid.uuid5(_NAMESPACE, "\n".join(str(name) for name in names)))


def _alike(finding: Finding) -> tuple[object, ...]:
    """Name what makes findings one topic: the same words, or input that no part of the model brings."""
    if finding.need is Need.INPUT and not finding.elements:
        return (Need.INPUT,)
    return (finding.verdict, finding.need, finding.explanation, finding.what_would_change)


def _is_breach(outcome: Outcome, finding: Finding) -> bool:
    """Tell whether a rule of law or policy is broken; a norm of practice is for a human to weigh."""
    standing = outcome.source.standing
    return finding.verdict is Verdict.VIOLATES and standing.may_judge and standing is not Standing.PRACTICE


def _content(assessment: Assessment) -> str:
    """Name inputs and variant: the same topic of another model is another topic."""
    inputs = (f"{name}={digest}" for name, digest in sorted(assessment.receipt.inputs.items()))
    return "\n".join((*inputs, repr(assessment.facts.scenario)))


def _topic(
    group: Sequence[tuple[Outcome, Finding]], about: str, building: Building | None, language: Language
) -> Topic:
    outcome, finding = group[0]
    parts = tuple(dict.fromkeys(part for _, found in group for part in found.elements))
    shown = _shown(parts, building)
    # An id that the model gives to two parts carries the number of its line behind it.
    known = tuple(dict.fromkeys(p.split("#")[0] for p in shown if is_global_id(p.split("#")[0])))
    breach = _is_breach(outcome, finding)
    words = verdict_words(finding.verdict, outcome.source, language)
    names = _names(group, language)
    description = "\n".join(_description(group, parts, known, language))
    return Topic(
        stable_guid("topic", about, *(o.rule.id for o, _ in group), description),
        f"{words[:1].upper()}{words[1:]}: {names}{_in_title(known)}",
        _TYPES[finding.need] if breach or finding.need else TOPIC_TYPES[2],
        PRIORITIES[0] if breach else PRIORITIES[1],
        _labels(group, language),
        description,
        "\n".join(_comment(group, known, building, language)),
        shown,
        known[:MOST_COMPONENTS],
    )


def _shown(parts: tuple[str, ...], building: Building | None) -> tuple[str, ...]:
    """Put what stands on a storey beside the storey itself: no checker shows a storey alone.

    Of several storeys only the added ones are shown: they are what can change.
    """
    storeys = {part for part in parts if building and part in {s.global_id for s in building.storeys}}
    if building is None or not storeys:
        return parts
    on_them = [e for e in building.elements if e.storey_id in storeys and e.kind in SHELL_KINDS]
    added = [e for e in on_them if e.added]
    return tuple(dict.fromkeys((*parts, *(e.global_id for e in added or on_them))))


def _names(group: Sequence[tuple[Outcome, Finding]], language: Language) -> str:
    titles = list(dict.fromkeys(o.rule.title.in_language(language) for o, _ in group))
    if len(titles) <= _MOST_NAMES:
        return "; ".join(titles)
    return Text(f"{len(titles)} regels wachten op invoer", f"{len(titles)} rules wait for input").in_language(
        language
    )


def _in_title(known: Sequence[str]) -> str:
    """Name the first part: checkers cut descriptions off, titles they show."""
    if not known:
        return ""
    more = f" (+{len(known) - 1})" if len(known) > 1 else ""
    return f" [{known[0]}]{more}"


def _labels(group: Sequence[tuple[Outcome, Finding]], language: Language) -> tuple[str, ...]:
    need = group[0][1].need
    found = [o.rule.authority for o, _ in group]
    found += [UNDETERMINED_WORDS.in_language(language), need.label.in_language(language)] if need else []
    return tuple(dict.fromkeys(found))


def _description(
    group: Sequence[tuple[Outcome, Finding]], parts: Sequence[str], known: Sequence[str], language: Language
) -> Iterator[str]:
    told = dict.fromkeys(found.explanation for _, found in group)
    if len(told) == 1:
        yield group[0][1].explanation.in_language(language)
    for outcome, finding in group:
        source = outcome.source
        label = Text("regel", "rule").in_language(language)
        if len(told) > 1:
            yield f"{outcome.rule.title.in_language(language)}: {finding.explanation.in_language(language)}"
        yield f"{label}: {outcome.rule.id}; {source.title}, {source.article} ({source.standing.value})"
        if finding.limit is not None:
            yield Text("grens: ", "limit: ").in_language(language) + wording.limit(finding.limit, language)
    others = [p for p in parts if not is_global_id(p.split("#")[0])]
    if others:
        label = Text("ook buiten het model: ", "outside the model too: ").in_language(language)
        yield label + ", ".join(others[:10]) + (", ..." if len(others) > 10 else "")  # noqa: PLR2004 -- enough
    if len(known) > MOST_COMPONENTS:
        yield Text(
            f"de eerste {MOST_COMPONENTS} van {len(known)} onderdelen zijn gekozen",
            f"the first {MOST_COMPONENTS} of {len(known)} parts are selected",
        ).in_language(language)


def _comment(
    group: Sequence[tuple[Outcome, Finding]],
    known: Sequence[str],
    building: Building | None,
    language: Language,
) -> Iterator[str]:
    finding = group[0][1]
    if finding.need is not None:
        label = Text("waar het op wacht: ", "what it waits for: ").in_language(language)
        yield label + finding.need.label.in_language(language)
    for change in dict.fromkeys(found.what_would_change for _, found in group):
        if change is not None:
            label = Text("wat dit zou veranderen: ", "what would change it: ").in_language(language)
            yield label + change.in_language(language)
    if not finding.elements:
        yield Text(
            "geen onderdeel in het bijzonder: het beeld toont het hele gebouw",
            "no part in particular: the picture shows the whole building",
        ).in_language(language)
    if building is not None and {e.global_id for e in building.elements if e.added} & set(known):
        yield Text(
            "onderdelen van de toegevoegde laag staan niet in het model zelf, wel in wat --ifc-out schrijft",
            "parts of the added storey are not in the model itself, but in what --ifc-out writes",
        ).in_language(language)
    if finding.verdict is Verdict.VIOLATES and finding.what_would_change is None:
        yield Text(
            "pas het ontwerp aan of vraag een afwijking", "change the design or ask for a deviation"
        ).in_language(language)


def _rest(groups: Sequence[Sequence[tuple[Outcome, Finding]]], about: str, language: Language) -> Topic:
    lines = [f"{o.rule.title.in_language(language)} ({o.rule.id})" for group in groups for o, _ in group]
    breach = _is_breach(*groups[0][0])
    return Topic(
        stable_guid("rest", about, *lines),
        Text(f"Nog {len(groups)} punten: zie het rapport", f"{len(groups)} more: see the report").in_language(
            language
        ),
        TOPIC_TYPES[0] if breach else TOPIC_TYPES[2],
        PRIORITIES[0] if breach else PRIORITIES[1],
        (),
        "\n".join(lines),
        Text("de lijst staat in de omschrijving", "the list stands in the description").in_language(language),
    )
