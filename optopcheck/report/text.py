"""An assessment as readable text, Dutch or English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optopcheck.domain.blocking import blocked_rules
from optopcheck.domain.building import Severity
from optopcheck.domain.quantity import Quantity
from optopcheck.domain.text import Text
from optopcheck.report import wording
from optopcheck.report.assumptions import assumptions
from optopcheck.report.entered import entered_section
from optopcheck.report.excluded import not_counted
from optopcheck.report.sections import Section, TextReport
from optopcheck.report.sun_table import norms_read
from optopcheck.report.text_findings import findings, overview
from optopcheck.report.text_measured import EXISTING, PROPOSED, compared, measured, storeys
from optopcheck.report.text_packs import beside_each_other, marks, plugins_section, took_no_part
from optopcheck.report.text_place import place
from optopcheck.report.text_proposal import proposal_section
from optopcheck.report.text_shade import shade
from optopcheck.report.text_sun import sun
from optopcheck.report.trace import traces
from optopcheck.report.words import overall_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from optopcheck.domain.assessment import Assessment, Receipt
    from optopcheck.domain.blocking import BlockedRules
    from optopcheck.domain.building import Defect
    from optopcheck.domain.facts import Situation
    from optopcheck.domain.profile import MeasuringProfile
    from optopcheck.domain.rule import Rule
    from optopcheck.domain.site import Site
    from optopcheck.domain.text import Language
    from optopcheck.report.sections import Row

_SEVERITY = {
    Severity.NOTE: Text("opmerking", "note"),
    Severity.WARNING: Text("waarschuwing", "warning"),
    Severity.ERROR: Text("fout", "error"),
}
DISCLAIMERS = (
    Text(
        "Dit programma oordeelt niet over de draagkracht: het legt alleen vast wie daarover wat verklaart.",
        "This program does not judge what the structure bears: it only records who states what about it.",
    ),
    Text(
        "Een bezonningsnorm is geen wet; de uitkomst dient de afweging en vervangt haar niet.",
        "A sun norm is not law; the result serves the weighing and does not replace it.",
    ),
    Text(
        "Dit is geen vergunning en geen toezegging: alleen de genoemde regels zijn getoetst.",
        "This is no permit and no promise: only the rules named here were checked.",
    ),
)


def text_report(assessment: Assessment, language: Language = "nl") -> TextReport:
    """Return the readable report of an assessment."""
    facts, overall = assessment.facts, assessment.overall
    need = f" ({overall.need.label.in_language(language)})" if overall.need else ""
    levels = {EXISTING: facts.existing}
    if facts.proposed is not facts.existing:
        levels[PROPOSED] = facts.proposed
    return TextReport(
        Text("Kan hier een laag op?", "Can this building take one more storey?").in_language(language),
        overall_words(assessment).in_language(language) + need,
        overall.reason.in_language(language),
        overall.verdict,
        (
            *marks(assessment.receipt, language),
            overview(assessment.outcomes, language),
            *beside_each_other(assessment.outcomes, language),
            *proposal_section(facts, language),
            compared(facts, language),
            *sun(facts, norms_read(assessment.outcomes), language),
            *shade(facts, assessment.outcomes, language),
            storeys(levels, language),
            *entered_section(facts.case.entered, language),
            *defects_section(facts.defects, language, tuple(o.rule for o in assessment.outcomes)),
            *findings(assessment.outcomes, language),
            *_assumptions(assessment, language),
            _receipt(assessment.receipt, language),
            plugins_section(assessment.receipt.plugins, language, assessment.receipt.register),
            *took_no_part(assessment.receipt, facts.case.site.municipality, language),
            _closing(facts.case.neighbours_credit, language),
        ),
    )


def measurement_report(situation: Situation, site: Site, language: Language = "nl") -> TextReport:
    """Return the readable measurements of one building, each number with its trace, without any verdict."""
    defects = situation.building.defects if situation.building else ()
    name = situation.building.name if situation.building else ""
    told = tuple(traces(situation, language))
    heading = Section(Text("Herkomst van elk getal", "Where each number comes from").in_language(language))
    return TextReport(
        name,
        Text("gemeten, niet getoetst", "measured, not checked").in_language(language),
        "",
        None,
        (
            measured(situation, language),
            *((heading, *told) if told else ()),
            storeys({EXISTING: situation}, language),
            *not_counted(situation, language),
            *defects_section(defects, language),
            place(site, language),
        ),
    )


def defects_section(
    defects: Sequence[Defect], language: Language, rules: Sequence[Rule] = ()
) -> Iterator[Section]:
    """Yield what is wrong with the input, what to do, and what it blocks; nothing where all is well."""
    if not defects:
        return
    labels = [Text("ernst", "severity"), Text("wat", "what"), Text("wat te doen", "what to do")]
    if any(defect.blocks for defect in defects):
        labels.append(Text("houdt tegen", "blocks"))
    yield Section(
        Text("Gebreken in de invoer", "Defects of the input").in_language(language),
        tuple(_defect(blocked, language)[: len(labels)] for blocked in blocked_rules(rules, defects)),
        tuple(label.in_language(language) for label in labels),
    )


def _defect(blocked: BlockedRules, language: Language) -> Row:
    defect = blocked.defect
    keys = [q.label.in_language(language) for q in Quantity if q.key in defect.blocks]
    every = len(defect.blocks) >= len(Quantity)
    what = [Text("alle grootheden", "every quantity").in_language(language)] if every else keys
    return (
        _SEVERITY[defect.severity].in_language(language),
        defect.message.in_language(language),
        defect.remedy.in_language(language),
        ", ".join((*what, *blocked.rules)),
    )


def _assumptions(assessment: Assessment, language: Language) -> Iterator[Section]:
    found = assumptions(assessment)
    if found:
        yield Section(
            Text("Aannames", "Assumptions").in_language(language),
            notes=tuple(text.in_language(language) for text in found),
        )


def _receipt(receipt: Receipt, language: Language) -> Section:
    versions = ", ".join(f"{name} {version}" for name, version in receipt.versions.items())
    rows = (
        (
            Text("toetsdatum", "reference date").in_language(language),
            wording.day(receipt.reference_date, language),
        ),
        *((name, f"sha256 {digest}") for name, digest in receipt.inputs.items()),
        (Text("versies", "versions").in_language(language), versions),
        *_profile(receipt.profile, language),
    )
    return Section(Text("Verantwoording", "Receipt").in_language(language), rows)


def _profile(profile: MeasuringProfile | None, language: Language) -> Iterator[Row]:
    if profile is not None:
        name = f"{profile.title.in_language(language)} ({profile.id}), {profile.source.article}"
        yield (Text("meetprofiel", "measuring profile").in_language(language), name)
        datum = Text("peil volgens dat profiel", "plan datum by that profile").in_language(language)
        yield (datum, profile.plan_datum.in_language(language))


def _closing(credit: str | None, language: Language) -> Section:
    notes = [text.in_language(language) for text in DISCLAIMERS]
    return Section(
        Text("Bij deze beoordeling", "About this assessment").in_language(language),
        notes=(*notes, *([credit] if credit else [])),
    )
