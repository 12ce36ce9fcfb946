"""The first page: what, where, which variant, the verdict, and what is still needed from whom."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from optopcheck.domain.building import Severity
from optopcheck.domain.rule import Need, Standing, Verdict, verdict_words
from optopcheck.domain.scenario import RoofObjects
from optopcheck.domain.text import Text, number
from optopcheck.report import wording
from optopcheck.report.document import Banner, Bullets, Heading, Mark, Pairs, Paragraph, Table
from optopcheck.report.illustrations import figure
from optopcheck.report.page_sections import finding_mark
from optopcheck.report.text_findings import worst_first
from optopcheck.report.words import overall_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from optopcheck.domain.assessment import Assessment, Outcome
    from optopcheck.domain.rule import Finding
    from optopcheck.domain.scenario import RoofForm, Scenario
    from optopcheck.domain.site import Site
    from optopcheck.domain.text import Language
    from optopcheck.report.document import Block
    from optopcheck.report.illustrations import Illustrations

_MOST = 8
_LONG = 110
_SIDES = {
    "north": Text("noord", "north"),
    "east": Text("oost", "east"),
    "south": Text("zuid", "south"),
    "west": Text("west", "west"),
}
_ASKED = {
    Need.INPUT: Text("het ontbrekende aanvullen", "supply what is missing"),
    Need.PRECISION: Text(
        "nauwkeuriger gegevens, of meer ruimte tot de grens", "more precise data, or more room to the limit"
    ),
    Need.JUDGEMENT: Text("een gemotiveerde afweging", "a reasoned judgement"),
    Need.REPAIR: Text("model of regelpakket herstellen", "repair the model or the rule pack"),
}
_FROM = {
    Need.INPUT: Text("aanvrager", "applicant"),
    Need.PRECISION: Text("aanvrager, landmeter", "applicant, surveyor"),
    Need.JUDGEMENT: Text("bevoegd gezag", "competent authority"),
    Need.REPAIR: Text("maker van model of regels", "maker of model or rules"),
}
_OTHER_DESIGN = Text("een ander ontwerp, of afwijken van de regel", "another design, or leave from the rule")
_FROM_DESIGN = Text("ontwerper", "designer")


def summary(
    assessment: Assessment, shown: Illustrations, language: Language, author: str = ""
) -> Iterator[Block]:
    """Yield the blocks of the first page; without an author nobody is named."""
    overall, facts = assessment.overall, assessment.facts
    need = f" ({overall.need.label.in_language(language)})" if overall.need else ""
    words = overall_words(assessment).in_language(language) + need
    yield Heading(Text("Samenvatting", "Summary").in_language(language))
    why = overall.reason.in_language(language).rstrip(".")
    because = Text(f"Reden: {why}.", f"Reason: {why}.").in_language(language)
    reason = f"{because} {_counts(assessment, language)}"
    yield Banner(Mark(overall.verdict, words), reason)
    rows = (
        (Text("gebouw", "building"), facts.case.building.name or "–"),
        (Text("plaats", "place"), _place(facts.case.site, language)),
        (Text("variant", "variant"), variant(facts.scenario, language)),
        (Text("toetsdatum", "reference date"), wording.day(assessment.receipt.reference_date, language)),
        *(((Text("opgesteld door", "made by"), author),) if author else ()),
    )
    yield Pairs(tuple((label.in_language(language), value) for label, value in rows))
    yield from _needed(assessment.outcomes, language)
    yield from _unchecked(assessment, language)
    if shown.cover is not None:
        yield replace(figure(shown.cover, language=language), fits=True)


def variant(scenario: Scenario, language: Language) -> str:
    """Say what is added."""
    if scenario.own_design:
        return Text(
            f"eigen ontwerp als IFC, {scenario.storeys_added} extra bouwlaag opgegeven"
            if scenario.storeys_added == 1
            else f"eigen ontwerp als IFC, {scenario.storeys_added} extra bouwlagen opgegeven",
            f"design of its own as IFC, extra storeys declared: {scenario.storeys_added}",
        ).in_language(language)
    count, height = scenario.storeys_added, number(scenario.storey_height, 2, language)
    layers = Text(
        f"{count} bouwlaag van {height} m" if count == 1 else f"{count} bouwlagen van {height} m",
        f"{count} storey of {height} m" if count == 1 else f"{count} storeys of {height} m",
    ).in_language(language)
    return ", ".join((layers, *_shape(scenario, language)))


def _shape(scenario: Scenario, language: Language) -> Iterator[str]:
    back = scenario.setback
    if not any((*back.by_side.values(), *(facade.metres for facade in back.by_facade))):
        yield Text("zonder terugligging", "without setback").in_language(language)
    elif back.is_uniform:
        yield (
            Text("rondom {m} m terug", "set back {m} m all round")
            .in_language(language)
            .format(m=number(back.north, 2, language))
        )
    else:
        sides = ", ".join(
            f"{_SIDES[side].in_language(language)} {number(metres, 2, language)} m"
            for side, metres in back.by_side.items()
        )
        yield Text(f"terugligging {sides}", f"set back {sides}").in_language(language)
    if back.by_facade:
        facades = ", ".join(
            f"{number(facade.bearing, 0, language)}° {number(facade.metres, 2, language)} m"
            for facade in back.by_facade
        )
        yield Text(f"per gevel {facades}", f"per façade {facades}").in_language(language)
    if scenario.roof is not None:
        yield _roof(scenario.roof, language)
    if scenario.standing is RoofObjects.KEEP_FREE:
        free = number(scenario.clearance, 2, language)
        yield Text(
            f"wat op het dak staat blijft vrij ({free} m)", f"what stands on the roof stays free ({free} m)"
        ).in_language(language)
    if scenario.parapet:
        yield (
            Text("dakrand {m} m", "roof edge {m} m")
            .in_language(language)
            .format(m=number(scenario.parapet, 2, language))
        )
    if scenario.construction:
        yield scenario.construction


def _roof(roof: RoofForm, language: Language) -> str:
    pitch, eaves = number(roof.pitch, 1, language), number(roof.eaves, 2, language)
    kind = Text("zadeldak", "gable roof") if roof.gable else Text("schuin dak", "pitched roof")
    cut = number(roof.top, 2, language) if roof.top is not None else None
    flat = Text(f", plat op {cut} m", f", flat at {cut} m") if cut is not None else Text("")
    return Text(
        f"{kind.nl} van {pitch}°, goot {eaves} m boven de vloer{flat.nl}",
        f"{kind.in_language('en')} of {pitch}°, eaves {eaves} m above the floor{flat.in_language('en')}",
    ).in_language(language)


def _place(site: Site, language: Language) -> str:
    municipality = site.municipality or Text("niet opgegeven", "not given").in_language(language)
    parts = [Text(f"gemeente {municipality}", f"municipality {municipality}").in_language(language)]
    if site.latitude is not None and site.longitude is not None:
        latitude, longitude = (number(v, 5, language) for v in (site.latitude, site.longitude))
        where = Text(f"{latitude}° NB, {longitude}° OL", f"{latitude}° N, {longitude}° E")
        parts.append(where.in_language(language))
    return "; ".join(parts)


def _counts(assessment: Assessment, language: Language) -> str:
    """Say how many rules ended how."""
    outcomes = assessment.outcomes
    found = [finding_mark(o, o.finding, "").verdict for o in outcomes if o.finding is not None]
    fails, open_, meets = (
        found.count(verdict) for verdict in (Verdict.VIOLATES, Verdict.UNDETERMINED, Verdict.COMPLIES)
    )
    away = len(outcomes) - len(found)
    return Text(
        f"Van {len(outcomes)} regels: {fails} voldoet niet, {open_} nader onderzoek, {meets} voldoet, "
        f"{away} niet van toepassing.",
        f"Of {len(outcomes)} rules: {fails} not complied with, {open_} need further study, "
        f"{meets} complied with, {away} not applicable.",
    ).in_language(language)


def _needed(outcomes: Sequence[Outcome], language: Language) -> Iterator[Block]:
    """Yield what must still be done and by whom, the worst first."""
    pairs = [(o, f) for o, f in worst_first(outcomes) if not _is_met(o, f)]
    yield Heading(Text("Wat nog nodig is, en van wie", "What is still needed, and from whom")
                  .in_language(language), 2)  # fmt: skip
    if not pairs:
        yield Paragraph(
            Text("geen enkele bevinding vraagt nog iets", "no finding asks for anything").in_language(
                language
            )
        )
        return
    labels = (Text("oordeel", "verdict"), Text("regel", "rule"), Text("nodig", "needed"), Text("van", "from"))
    title = Text("Wat nog nodig is", "What is still needed").in_language(language)
    yield Table(
        title,
        tuple(label.in_language(language) for label in labels),
        tuple(_needed_row(outcome, finding, language) for outcome, finding in pairs[:_MOST]),
        widths=(0, 1.1, 1.7, 0.6),
        small=True,
    )
    rest = len(pairs) - _MOST
    if rest > 0:
        more = Text(
            f"en nog {rest}; alle staan bij de bevindingen", f"and {rest} more; all are among the findings"
        )
        yield Paragraph(more.in_language(language), "note")


def _is_met(outcome: Outcome, finding: Finding) -> bool:
    return finding.verdict is Verdict.COMPLIES and outcome.source.standing.may_judge


def _needed_row(outcome: Outcome, finding: Finding, language: Language) -> tuple[Mark, str, str, str]:
    mark = finding_mark(outcome, finding, _short(verdict_words(finding.verdict, outcome.source, language)))
    # A norm of practice is no law: whether it may be missed is for a human to weigh.
    is_practice = finding.need is None and outcome.source.standing is Standing.PRACTICE
    need = Need.JUDGEMENT if is_practice else finding.need
    asked, whom = (_ASKED[need], _FROM[need]) if need else (_OTHER_DESIGN, _FROM_DESIGN)
    change = (finding.what_would_change or asked).in_language(language)
    told = change if len(change) <= _LONG else f"{change[:_LONG].rsplit(' ', 1)[0]} …"
    return (mark, outcome.rule.title.in_language(language), told, whom.in_language(language))


def _short(words: str) -> str:
    """Leave out what stands between brackets: the finding itself says it in full."""
    return words.split(" (", 1)[0]


def _unchecked(assessment: Assessment, language: Language) -> Iterator[Block]:
    """Yield what makes the whole less sure: packs that failed or took no part, and defects of the model."""
    told = [text.in_language(language) for text in _less_sure(assessment)]
    if told:
        yield Bullets(tuple(told))


def _less_sure(assessment: Assessment) -> Iterator[Text]:
    receipt, municipality = assessment.receipt, assessment.facts.case.site.municipality
    if failed := ", ".join(p.name for p in receipt.plugins if p.error is not None):
        yield Text(f"niet geladen, dus niet getoetst: {failed}", f"not loaded, so not checked: {failed}")
    if aside := ", ".join(p.name for p in receipt.aside if p.may_speak(municipality)):
        yield Text(f"deed niet mee, dus niet getoetst: {aside}", f"took no part, so not checked: {aside}")
    defects = [d for d in assessment.facts.defects if d.severity is not Severity.NOTE]
    if count := len(defects):
        worst = min(defects, key=lambda defect: defect.severity is not Severity.ERROR)
        nl, en = ("gebrek", "defect") if count == 1 else ("gebreken", "defects")
        yield Text(
            f"{count} {nl} van het model, zie het hoofdstuk daarover: {worst.message.nl}",
            f"{count} {en} of the model, see the chapter on it: {worst.message.in_language('en')}",
        )
