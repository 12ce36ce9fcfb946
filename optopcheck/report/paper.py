"""The whole report: the chapters in their order, the number on each page, the marks above it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from optopcheck.domain.text import Text
from optopcheck.report import page_closing
from optopcheck.report.document import Document, with_texts
from optopcheck.report.illustrations import Illustrations
from optopcheck.report.json_report import assessment_json, json_text
from optopcheck.report.page_findings import findings, measurements
from optopcheck.report.page_method import method
from optopcheck.report.page_summary import summary
from optopcheck.report.page_sun import sun_chapter
from optopcheck.report.page_sun_annex import sun_annex
from optopcheck.report.style import ReportStyle
from optopcheck.report.typography import printed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from optopcheck.domain.assessment import Assessment, Receipt
    from optopcheck.domain.text import Language
    from optopcheck.report.document import Block
    from optopcheck.report.sections import Section

_GROUPS, _GROUP = 4, 4
"""How many characters of the hash are shown, and how they are grouped."""
_TITLE = Text("Kan hier een laag op?", "Can this building take one more storey?")


@dataclass(frozen=True, eq=False)
class _Beside:
    """What stands in a report and is no part of the assessment."""

    reviewed: Mapping[str, str]
    screening: Section | None
    author: str


def report_document(
    assessment: Assessment,
    language: Language = "nl",
    shown: Illustrations | None = None,
    style: ReportStyle | None = None,
    reviewed: Mapping[str, str] | None = None,
    screening: Section | None = None,
) -> Document:
    """Return the report of an assessment.

    Parameters
    ----------
    assessment
    language
    shown
        Pictures and drawings; a report without any says so where they are listed as missing.
    style
        House style of who sends it.
    reviewed
        The reviewer's words by the id of the rule.
    screening
        Of the structure, where it was asked for.
    """
    shown, style = shown or Illustrations(), style or ReportStyle()
    beside = _Beside(reviewed or {}, screening, style.author.strip())
    attachment = json_text(assessment_json(assessment)).encode()
    number = report_number(attachment)
    told = Document(
        language,
        _TITLE.in_language(language),
        assessment.facts.case.building.name,
        number,
        assessment.receipt.reference_date,
        tuple(_marks(assessment.receipt, language)),
        tuple(_blocks(assessment, number, shown, beside, language)),
        shown.files(),
        attachment,
        style,
    )
    return with_texts(told, printed)


def report_number(attachment: bytes) -> str:
    """Return the begin of the SHA-256 of the assessment as JSON, in groups that can be read aloud."""
    digest = hashlib.sha256(attachment).hexdigest()
    return " ".join(digest[k * _GROUP : (k + 1) * _GROUP] for k in range(_GROUPS))


def _blocks(
    assessment: Assessment,
    number: str,
    shown: Illustrations,
    beside: _Beside,
    language: Language,
) -> Iterator[Block]:
    facts = assessment.facts
    yield from summary(assessment, shown, language, beside.author)
    yield from method(assessment, number, language)
    yield from measurements(facts, shown, language)
    yield from findings(assessment, shown, language)
    yield from sun_chapter(assessment, shown, language)
    yield from page_closing.defects(assessment, language)
    yield from page_closing.assumed(assessment, shown.missing, language)
    yield from page_closing.judgement(assessment, beside.reviewed, language)
    yield from page_closing.structure(facts.case.structural_statement, beside.screening, language)
    yield from page_closing.closing(assessment, language)
    yield from sun_annex(assessment, language)


def _marks(receipt: Receipt, language: Language) -> Iterator[str]:
    """Yield one line for each pack whose maker is not known."""
    for pack in receipt.plugins:
        if pack.mark is not None:
            yield f"{pack.title or pack.name} {pack.version}: {pack.mark.in_language(language)}"
