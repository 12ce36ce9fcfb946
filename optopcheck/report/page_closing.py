"""The last chapters: defects, assumptions, judgement, structure, disclaimer and credits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optopcheck.domain.rule import Need
from optopcheck.domain.text import Text
from optopcheck.report import wording
from optopcheck.report.assumptions import grouped, resting_on_nothing, unconfirmed_limits
from optopcheck.report.document import Bullets, Heading, Pairs, Paragraph, Table
from optopcheck.report.page_sections import section_blocks
from optopcheck.report.text import DISCLAIMERS, defects_section

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from optopcheck.domain.assessment import Assessment
    from optopcheck.domain.case import StructuralStatement
    from optopcheck.domain.text import Language
    from optopcheck.report.document import Block
    from optopcheck.report.sections import Section

WHOLE = ""
"""Stands for the whole assessment, where reviewers' words are kept by the id of a rule."""
_OPEN = Text("nog niet vastgelegd", "not yet recorded")


def defects(assessment: Assessment, language: Language) -> Iterator[Block]:
    """Yield what is wrong with the model, and what that blocks."""
    title = Text("Gebreken van het model en wat zij tegenhouden", "Defects of the model and what they block")
    rules = tuple(outcome.rule for outcome in assessment.outcomes)
    sections = tuple(defects_section(assessment.facts.defects, language, rules))
    yield Heading(title.in_language(language))
    if not sections:
        yield Paragraph(
            Text("Er zijn geen gebreken gevonden.", "No defects were found.").in_language(language)
        )
    for section in sections:
        _, *blocks = section_blocks(section, widths=(0, 2, 1.2, 1.2)[: len(section.header)], small=True)
        yield from blocks


def assumed(assessment: Assessment, missing: Sequence[Text], language: Language) -> Iterator[Block]:
    """Yield assumptions, limits that nobody confirmed, and pictures that are missing: each its own list."""
    limits, groups = unconfirmed_limits(assessment), grouped(assessment)
    yield Heading(
        Text("Aannames en niet bevestigde grenzen", "Assumptions and unconfirmed limits").in_language(
            language
        )
    )
    if not (groups or limits or resting_on_nothing(assessment)):
        none = Text("Er is niets aangenomen.", "Nothing was assumed.")
        yield Paragraph(none.in_language(language))
    if not limits:
        sure = Text(
            "Bij elke grenswaarde is genoemd wie ervoor instaat; zie de bevindingen.",
            "For each limit value it is named who answers for it; see the findings.",
        )
        yield Paragraph(sure.in_language(language))
    title = Text("Grenswaarden die niemand heeft bevestigd", "Limit values that nobody confirmed")
    yield from _listed(title, limits, language)
    if groups:
        yield Heading(Text("Aannames", "Assumptions").in_language(language), 2)
    for name, texts in groups:
        yield from _listed(name, texts, language, level=3)
    yield from _elsewhere(assessment, language)
    yield from _listed(Text("Niet getekend", "Not drawn"), missing, language)


def _listed(title: Text, texts: Sequence[Text], language: Language, *, level: int = 2) -> Iterator[Block]:
    if texts:
        yield Heading(title.in_language(language), level)
        yield Bullets(tuple(text.in_language(language) for text in texts))


def _elsewhere(assessment: Assessment, language: Language) -> Iterator[Block]:
    """Yield how many assumptions are left to the JSON, and why."""
    count = len(resting_on_nothing(assessment))
    if count:
        told = Text(
            f"Niet genoemd: {count} van regels die hier niet van toepassing zijn; zij staan in de "
            "beoordeling als JSON.",
            f"Not named: {count} of rules that do not apply here; they are in the assessment as JSON.",
        )
        yield Paragraph(told.in_language(language), "note")


def judgement(assessment: Assessment, reviewed: Mapping[str, str], language: Language) -> Iterator[Block]:
    """Yield what a human must weigh, with the reviewer's words where these are recorded."""
    title = Text("Wat een mens moet afwegen", "What a human must weigh").in_language(language)
    pairs = [
        (o, o.finding)
        for o in assessment.outcomes
        if o.finding is not None and (o.finding.need is Need.JUDGEMENT or o.rule.id in reviewed)
    ]
    yield Heading(title)
    if reviewed.get(WHOLE):
        said = reviewed[WHOLE].split("\n")
        over = Text("Over het geheel", "On the whole").in_language(language)
        yield Paragraph(f"{over}: {'; '.join(said)}", "stress")
    if not pairs:
        none = Text(
            "Geen enkele bevinding vraagt alleen nog het oordeel van een mens.",
            "No finding waits for the judgement of a human alone.",
        )
        yield Paragraph(none.in_language(language))
        return
    labels = (
        Text("regel", "rule"),
        Text("waarover", "about"),
        Text("woorden van de beoordelaar", "reviewer's words"),
    )
    yield Table(
        title,
        tuple(label.in_language(language) for label in labels),
        tuple(
            (
                outcome.rule.title.in_language(language),
                finding.explanation.in_language(language),
                reviewed.get(outcome.rule.id) or _OPEN.in_language(language),
            )
            for outcome, finding in pairs
        ),
        widths=(1, 1.8, 1.2),
        small=True,
    )


def structure(
    statement: StructuralStatement | None, screening: Section | None, language: Language
) -> Iterator[Block]:
    """Yield the statement as it was recorded, the screening, and that this program judges nothing of it."""
    yield Heading(Text("Draagconstructie", "Structure").in_language(language))
    yield Paragraph(DISCLAIMERS[0].in_language(language), "stress")
    yield from _stated(statement, language)
    if screening is not None:
        yield from section_blocks(screening)


def _stated(statement: StructuralStatement | None, language: Language) -> Iterator[Block]:
    if statement is None:
        none = Text(
            "Er is geen constructieve verklaring overgelegd.", "No statement on the structure was handed in."
        )
        yield Paragraph(none.in_language(language))
        return
    dated = wording.day(statement.dated, language) if statement.dated else _undated(language)
    rows = (
        (Text("verklaard door", "stated by"), f"{statement.by}, {statement.role}"),
        (Text("verklaart", "states"), _bears(statement.bears_extra_storeys, language)),
        (Text("gedateerd", "dated"), dated),
        (Text("stuk", "paper"), statement.file_name),
        (Text("SHA-256", "SHA-256"), statement.sha256),
    )
    yield Pairs(tuple((label.in_language(language), value) for label, value in rows))


def _undated(language: Language) -> str:
    return Text("niet opgegeven", "not given").in_language(language)


def _bears(storeys: int, language: Language) -> str:
    return Text(
        f"de constructie draagt {storeys} extra {'bouwlaag' if storeys == 1 else 'bouwlagen'}",
        f"the structure bears {storeys} extra {'storey' if storeys == 1 else 'storeys'}",
    ).in_language(language)


def closing(assessment: Assessment, language: Language) -> Iterator[Block]:
    """Yield the disclaimer and the credits."""
    case = assessment.facts.case
    yield Heading(Text("Bij deze beoordeling", "About this assessment").in_language(language))
    yield Bullets(tuple(text.in_language(language) for text in DISCLAIMERS))
    yield Heading(Text("Naamsvermelding", "Credits").in_language(language), 2)
    if case.neighbours_credit:
        credit = case.neighbours_credit
        yield Paragraph(Text(f"Omgeving: {credit}", f"Surroundings: {credit}").in_language(language))
    elif case.neighbours:
        none = Text(
            "Omgeving: het bestand noemt geen bron die vermeld moet worden.",
            "Surroundings: the file names no source to be credited.",
        )
        yield Paragraph(none.in_language(language))
    made = assessment.receipt.versions.get("optopcheck", "")
    yield Paragraph(
        Text(
            f"Gemaakt met optopcheck {made} (EUPL-1.2); gezet met typst, letter Source Sans Pro (OFL 1.1).",
            f"Made with optopcheck {made} (EUPL-1.2); set with typst in Source Sans Pro (OFL 1.1).",
        ).in_language(language),
        "note",
    )
