"""The report as PDF: typst sets it, in archival and accessible form. The only door to typst."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import UTC, datetime
from enum import Enum, StrEnum
from functools import cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, cast

from optopcheck.domain.job import InputError
from optopcheck.domain.text import Text
from optopcheck.report.document import Block, Document, Mark
from optopcheck.report.words import PAPER_WORDS

if TYPE_CHECKING:
    from optopcheck.report.values import Json

ATTACHMENT = "beoordeling.json"


class PdfForm(StrEnum):
    """What kind of PDF."""

    FULL = "full"
    """PDF/A-3a and PDF/UA-1, with the assessment attached."""
    COPY = "copy"
    """PDF/A-2a and PDF/UA-1, without attachments: for a portal that refuses them."""

    @property
    def standards(self) -> list[str]:
        """Names that typst gives them."""
        return ["a-3a" if self is PdfForm.FULL else "a-2a", "ua-1"]


def pdf(document: Document, form: PdfForm = PdfForm.FULL) -> bytes:
    """Return the report as PDF; the same bytes for the same document.

    Raises
    ------
    InputError
        If it cannot be set: a picture or logo that is damaged.
    """
    # 80 MB of library that nothing else needs.
    import typst  # noqa: PLC0415

    sources = {
        "main.typ": _template("report.typ"),
        "blocks.typ": _template("blocks.typ"),
        "marks.typ": _template("marks.typ"),
        "document.json": json.dumps(_content(document, form), ensure_ascii=False, sort_keys=True).encode(),
        **{f"pictures/{name}": content for name, content in document.pictures.items()},
    }
    if form is PdfForm.FULL:
        sources[ATTACHMENT] = document.attachment
    if document.style.logo is not None:
        sources[f"logo{document.style.logo_suffix}"] = document.style.logo
    on = datetime(document.on.year, document.on.month, document.on.day, tzinfo=UTC)
    try:
        with as_file(files("optopcheck.resources") / "report" / "fonts") as fonts:
            made, warnings = typst.compile_with_warnings(
                cast("bytes", sources),
                format="pdf",
                font_paths=[str(fonts)],
                ignore_system_fonts=True,
                pdf_standards=form.standards,
                timestamp=on,
            )
    except typst.TypstError as error:
        raise _failed(error.message) from error
    if warnings:
        raise _failed(str(warnings[0].message))
    return cast("bytes", made)


def _failed(why: str) -> InputError:
    return InputError(Text(f"het rapport is niet te zetten: {why}", f"the report cannot be set: {why}"))


@cache
def _template(name: str) -> bytes:
    return (files("optopcheck.resources") / "report" / name).read_bytes()


def _content(document: Document, form: PdfForm) -> Json:
    style, on = document.style, document.on
    return {
        "language": document.language,
        "title": document.title,
        "subject": document.subject,
        "report_id": document.report_id,
        "on": [on.year, on.month, on.day],
        "marks": list(document.marks),
        "words": {name: text.in_language(document.language) for name, text in PAPER_WORDS.items()},
        "attachment": ATTACHMENT if form is PdfForm.FULL else None,
        "style": {
            "name": style.name,
            "colour": style.colour,
            "address": list(style.address),
            "logo": None if style.logo is None else f"logo{style.logo_suffix}",
            "logo_alt": style.logo_alt,
        },
        "blocks": [_plain(block) for block in document.blocks],
    }


def _plain(value: object) -> object:
    """Return a block as JSON values; each names its kind."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Mark | Block):
        told: dict[str, object] = {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
        return {"kind": type(value).__name__.lower(), **told}
    return value
