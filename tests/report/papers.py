"""A report of a case made by hand, with a picture of each kind, and what a reader finds in it."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pypdfium2

from optopcheck.domain.text import Text
from optopcheck.picture.image import png
from optopcheck.report import Illustration, Illustrations, ScaleDrawing, report_document
from optopcheck.report.style import ReportStyle
from tests.service import made

if TYPE_CHECKING:
    from optopcheck.domain.assessment import Assessment
    from optopcheck.domain.text import Language
    from optopcheck.report.document import Document

UNSIGNED = Text("niet ondertekend", "unsigned")
LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><path d="M0 0h4v4z" fill="#713"/></svg>'
STYLE = ReportStyle(
    "Gemeente Voorbeeld", "#7a1f5c", ("Postbus 1", "1234 AB Voorbeeld"), LOGO, ".svg", "Wapen"
)


def picture(name: str) -> Illustration:
    pixels = np.full((40, 100, 3), 200, dtype=np.uint8)
    return Illustration(
        name, png(pixels), Text(f"beeld {name}", f"picture {name}"), Text(f"bij {name}"), 90.0
    )


def drawing(name: str) -> Illustration:
    sheet = ScaleDrawing(np.zeros(2), np.array([30.0, 20.0]), 500)
    sheet.scale_bar()
    sheet.north(12.0)
    return Illustration(name, sheet.svg(), Text("kaart", "map"), Text(f"kaart {name}"), sheet.width)


def shown() -> Illustrations:
    return Illustrations(
        picture("voorblad.png"),
        (drawing("situatie.svg"),),
        {"gm0637.height": picture("bewijs-1.png")},
        tuple(drawing(f"schaduw-{k}.svg") for k in range(3)),
        drawing("legenda.svg"),
        (drawing("verlies.svg"),),
        None,
        (Text("film: niet gevraagd", "film: not asked"),),
    )


def marked() -> Assessment:
    """Every kind of finding, a pack whose maker is not known, and neighbours with a credit."""
    assessment = made.many_sided()
    packs = tuple(replace(p, mark=UNSIGNED, title="Pakket van Voorbeeld") for p in assessment.receipt.plugins)
    facts = assessment.facts
    case = replace(facts.case, neighbours_credit="© 3DBAG by tudelft3d and 3DGI")
    receipt = replace(assessment.receipt, plugins=packs, register=Text("register 3", "register 3"))
    return replace(assessment, receipt=receipt, facts=replace(facts, case=case))


def document(language: Language = "nl") -> Document:
    return report_document(marked(), language, shown(), STYLE, {"gm0637.paper": "akkoord na gesprek"})


def pages(content: bytes) -> list[str]:
    """Return the text of each page, as a reader copies it; soft breaks within long names taken out."""
    opened = pypdfium2.PdfDocument(io.BytesIO(content))
    try:
        found = []
        for page in opened:
            text = page.get_textpage()
            found.append(" ".join(text.get_text_range().replace("\u200b", "").replace("\ufffe", "").split()))
            text.close()
            page.close()
        return found
    finally:
        opened.close()
