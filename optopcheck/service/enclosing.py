"""The reports that go into a dossier: PDF and HTML always, what else was written beside it as well."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optopcheck.container import read_file
from optopcheck.dossier import DOSSIER, REPORT_BCF, REPORT_COPY, REPORT_HTML, REPORT_PDF
from optopcheck.report import PdfForm, html, pdf, report_document

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from optopcheck.domain.assessment import Assessment
    from optopcheck.domain.text import Language
    from optopcheck.report import Illustrations, ReportStyle, Section

__all__ = ["bcf_to_enclose", "reports_to_enclose"]


def reports_to_enclose(
    assessment: Assessment,
    written: Iterable[tuple[Path, PdfForm]],
    language: Language,
    style: ReportStyle | None,
    shown: Illustrations,
    screening: Section | None = None,
) -> dict[str, bytes]:
    """Return the reports by their names in the dossier.

    Parameters
    ----------
    assessment
        What they tell.
    written
        Reports of it that are on disk already, with their form: these very bytes go in.
    language, style, shown, screening
        Of those that are not.

    Raises
    ------
    InputError
        If a written one cannot be read back.
    """
    found = {_name(path, form): read_file(path, DOSSIER.member_bytes) for path, form in written}
    missing = {REPORT_PDF, REPORT_HTML} - found.keys()
    if missing:
        document = report_document(assessment, language, shown, style, screening=screening)
        if REPORT_PDF in missing:
            found[REPORT_PDF] = pdf(document, PdfForm.FULL)
        if REPORT_HTML in missing:
            found[REPORT_HTML] = html(document).encode()
    return found


def bcf_to_enclose(path: Path) -> dict[str, bytes]:
    """Return a BCF file that was written by its name in the dossier.

    Raises
    ------
    InputError
        If it cannot be read back.
    """
    return {REPORT_BCF: read_file(path, DOSSIER.member_bytes)}


def _name(path: Path, form: PdfForm) -> str:
    if path.suffix.lower() == ".html":
        return REPORT_HTML
    return REPORT_PDF if form is PdfForm.FULL else REPORT_COPY
