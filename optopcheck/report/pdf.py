"""The report as PDF: typst sets it, in archival and accessible form. The only door to typst."""

from __future__ import annotations

import json
import tempfile
from dataclasses import fields
from datetime import UTC, datetime
from enum import Enum, StrEnum
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from optopcheck.domain.job import InputError
from optopcheck.domain.text import Text
from optopcheck.report.document import Block, Document, Mark, with_texts
from optopcheck.report.letters import shown
from optopcheck.report.words import PAPER_WORDS

if TYPE_CHECKING:
    from optopcheck.report.values import Json

ATTACHMENT = "beoordeling.json"
_TEMPLATES = ("report.typ", "blocks.typ", "marks.typ")


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
    document = with_texts(document, shown)
    # 80 MB of library that nothing else needs.
    import typst  # noqa: PLC0415

    on = datetime(document.on.year, document.on.month, document.on.day, tzinfo=UTC)
    try:
        # A folder, since typst takes only text from memory; its name stands nowhere in the result.
        with (
            tempfile.TemporaryDirectory(prefix="optopcheck-report-") as name,
            as_file(files("optopcheck.resources") / "report" / "fonts") as fonts,
        ):
            root = Path(name)
            for place, content in _sources(document, form).items():
                (root / place).write_bytes(content)
            # Its types know no list of standards.
            compiler: Any = typst.compile_with_warnings
            made, warnings = compiler(
                root / "report.typ",
                root=root,
                format="pdf",
                font_paths=[str(fonts)],
                ignore_system_fonts=True,
                pdf_standards=form.standards,
                timestamp=on,
            )
    except typst.TypstError as error:
        raise _failed(error.message) from error
    except OSError as error:
        raise _failed(error.strerror or str(error)) from error
    if warnings:
        raise _failed(str(warnings[0].message))
    return cast("bytes", made)


def _sources(document: Document, form: PdfForm) -> dict[str, bytes]:
    """Return all that typst reads, by file name."""
    content = json.dumps(_content(document, form), ensure_ascii=False, sort_keys=True)
    logo = document.style.logo
    return {
        **{name: _template(name) for name in _TEMPLATES},
        "document.json": content.encode(),
        **{f"picture-{name}": picture for name, picture in document.pictures.items()},
        **({ATTACHMENT: document.attachment} if form is PdfForm.FULL else {}),
        **({} if logo is None else {f"logo{document.style.logo_suffix}": logo}),
    }


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
