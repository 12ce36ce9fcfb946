"""A report on disk: an assessment with its pictures, as PDF or HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optopcheck.domain.job import InputError, no_progress
from optopcheck.domain.text import Text
from optopcheck.report import Illustrations, PdfForm, html, pdf, report_document, write_bytes
from optopcheck.service.plates import Drawing
from optopcheck.service.report_drawings import elevation_drawing, site_drawing
from optopcheck.service.report_pictures import PictureError, cover_picture, evidence_pictures
from optopcheck.service.report_shade import loss_legend, loss_maps, plate_legend, plates
from optopcheck.service.shade import ShadeScene

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from optopcheck.domain.assessment import Assessment
    from optopcheck.domain.job import Progress
    from optopcheck.domain.text import Language
    from optopcheck.report import Illustration, ReportStyle, Section

_WRITING = Text("Rapport schrijven", "Writing the report")
REPORT_SUFFIXES = (".pdf", ".html")


def check_report_path(path: Path) -> None:
    """Refuse a name whose suffix says neither PDF nor HTML.

    Raises
    ------
    InputError
        With the suffixes that are known.
    """
    if path.suffix.lower() not in REPORT_SUFFIXES:
        raise InputError(
            Text(f"'{path}': een rapport heet .pdf of .html", f"'{path}': a report is called .pdf or .html")
        )


def write_report(
    assessment: Assessment,
    path: Path,
    language: Language = "nl",
    form: PdfForm = PdfForm.FULL,
    style: ReportStyle | None = None,
    *,
    shown: Illustrations | None = None,
    reviewed: Mapping[str, str] | None = None,
    screening: Section | None = None,
    progress: Progress = no_progress,
) -> None:
    """Write the report of an assessment; the suffix says which kind.

    Parameters
    ----------
    assessment
    path
        ``.pdf`` or ``.html``.
    language
    form
        Of a PDF: the whole, or the copy without attachments.
    style
        House style of who sends it.
    shown
        Pictures, where `report_pictures` made them already; made here if None.
    reviewed
        The reviewer's words by the id of the rule.
    screening
        Of the structure, where it was asked for; in the language of the report.
    progress
        May raise `CancelledError`.

    Raises
    ------
    InputError
        If the file cannot be written; nothing half-written is left.
    """
    check_report_path(path)
    shown = report_pictures(assessment, language, progress) if shown is None else shown
    document = report_document(assessment, language, shown, style, reviewed, screening)
    is_page = path.suffix.lower() == ".html"
    content = html(document).encode() if is_page else pdf(document, form)
    progress(_WRITING, 1.0)  # who cancelled meanwhile gets no file
    write_bytes(path, content)


def report_pictures(
    assessment: Assessment, language: Language = "nl", progress: Progress = no_progress
) -> Illustrations:
    """Return all pictures of a report; what cannot be drawn is said, and stops nothing else."""
    missing: list[Text] = []
    evidence: dict[str, Illustration] = {}
    cover = None
    try:
        cover = cover_picture(assessment)
        evidence = evidence_pictures(assessment, progress)
    except (ImportError, OSError, RuntimeError, PictureError) as error:
        missing.append(
            Text(
                f"beelden: op deze computer zijn geen beelden te maken ({error})",
                f"pictures: this computer cannot make pictures ({error})",
            )
        )
    elevation = elevation_drawing(assessment, language)
    flat = _flat(assessment, language, progress, missing)
    drawings = (*flat.drawings, *(() if elevation is None else (elevation,)))
    return Illustrations(
        cover, drawings, evidence, flat.plates, flat.legend, flat.losses, flat.loss_legend, tuple(missing)
    )


def _flat(
    assessment: Assessment, language: Language, progress: Progress, missing: list[Text]
) -> Illustrations:
    """Return the drawings from above; none where there is no design or no place on earth."""
    facts, year = assessment.facts, assessment.receipt.reference_date.year
    before, after = facts.existing.building or facts.case.building, facts.proposed.building
    if after is None:
        missing.append(
            Text(
                "situatie, schaduw en zonuren: er is geen ontwerp gemaakt",
                "site, shade and hours of sun: no design was made",
            )
        )
        return Illustrations()
    try:
        drawing = Drawing.of(ShadeScene(facts.case, before, after))
    except InputError as error:
        told = error.text
        missing.append(
            Text(
                f"situatie, schaduw en zonuren: {told.nl}",
                f"site, shade, hours of sun: {told.in_language('en')}",
            )
        )
        return Illustrations()
    return Illustrations(
        drawings=(site_drawing(drawing),),
        plates=tuple(plates(drawing, year, progress)),
        legend=plate_legend(drawing, language),
        losses=loss_maps(drawing, year, progress),
        loss_legend=loss_legend(drawing, language),
    )
