"""The PDF itself. That it conforms is claimed by typst and looked for in its structure; no validator has
said so: veraPDF cannot be installed from the registries that the tests may use."""

from __future__ import annotations

import io
import re
import time
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest

from optopcheck.domain.job import InputError
from optopcheck.report import PdfForm, pdf
from optopcheck.report.document import Banner, Bullets, Card, Heading, Mark, Pairs, Paragraph, Table
from optopcheck.report.style import ReportStyle
from tests.report import papers

if TYPE_CHECKING:
    from collections.abc import Iterator

PDFA, PDFUA = "http://www.aiim.org/pdfa/ns/id/", "http://www.aiim.org/pdfua/ns/id/"
A4 = (595.276, 841.89)


@pytest.fixture(scope="module")
def full() -> bytes:
    return pdf(papers.document())


@pytest.fixture(scope="module")
def copy() -> bytes:
    return pdf(papers.document(), PdfForm.COPY)


@pytest.fixture(scope="module")
def opened(full: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(full)) as found:
        yield found


def tags(opened: pikepdf.Pdf) -> list[tuple[str, Any]]:
    """Return every element of the structure tree with its kind, in the order of reading."""
    found: list[tuple[str, Any]] = []

    def walk(node: Any) -> None:
        if isinstance(node, pikepdf.Array):
            for kid in node:
                walk(kid)
        elif isinstance(node, pikepdf.Dictionary):
            if "/S" in node:
                found.append((str(node["/S"]), node))
            if "/K" in node:
                walk(node["/K"])

    walk(opened.Root["/StructTreeRoot"]["/K"])
    return found


def fonts(opened: pikepdf.Pdf) -> dict[str, Any]:
    found = {}
    for item in opened.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor":
            found[str(item["/FontName"])] = item
    return found


def test_two_runs_give_the_same_bytes(full: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    time.tzset()
    try:
        assert pdf(papers.document()) == full
    finally:
        monkeypatch.undo()
        time.tzset()


def test_only_the_reference_date_stands_in_it(opened: pikepdf.Pdf, full: bytes) -> None:
    dates = {str(value) for key, value in opened.docinfo.items() if key in ("/CreationDate", "/ModDate")}

    assert dates
    assert {date[:16] for date in dates} == {"D:20260702000000"}
    assert f"{datetime.now(tz=UTC):%Y-%m-%dT%H}".encode() not in full


@pytest.mark.parametrize(("form", "part"), [(PdfForm.FULL, "3"), (PdfForm.COPY, "2")])
def test_it_says_what_it_is(form: PdfForm, part: str, full: bytes, copy: bytes) -> None:
    content = full if form is PdfForm.FULL else copy
    with pikepdf.open(io.BytesIO(content)) as opened, opened.open_metadata() as told:
        assert (told[f"{{{PDFA}}}part"], told[f"{{{PDFA}}}conformance"]) == (part, "A")
        assert told[f"{{{PDFUA}}}part"] == "1"
        assert opened.Root["/MarkInfo"]["/Marked"]
        assert str(opened.Root["/Lang"]) == "nl-NL"
        assert opened.Root["/ViewerPreferences"]["/DisplayDocTitle"]
        assert len(opened.Root["/OutputIntents"]) == 1
        assert "/StructTreeRoot" in opened.Root
        assert str(opened.docinfo["/Title"]) == "Kan hier een laag op? proef"


def test_qpdf_finds_nothing_wrong(full: bytes, copy: bytes) -> None:
    for content in (full, copy):
        with pikepdf.open(io.BytesIO(content)) as opened:
            assert opened.check_pdf_syntax() == []
            assert not opened.is_encrypted


def test_the_assessment_is_attached_byte_for_byte(opened: pikepdf.Pdf) -> None:
    assert list(opened.attachments) == ["beoordeling.json"]
    found = opened.attachments["beoordeling.json"]

    assert found.get_file().read_bytes() == papers.document().attachment
    assert str(found.obj["/AFRelationship"]) == "/Data"
    assert found.get_file().mime_type == "application/json"
    assert found.obj.objgen in {entry.objgen for entry in opened.Root["/AF"]}


def test_the_copy_holds_no_attachment_and_the_same_pages(full: bytes, copy: bytes) -> None:
    with pikepdf.open(io.BytesIO(copy)) as opened:
        assert list(opened.attachments) == []
        assert "/AF" not in opened.Root
    assert papers.pages(copy) == papers.pages(full)


def test_fonts_are_embedded_subsets_of_the_house_font(opened: pikepdf.Pdf) -> None:
    found = fonts(opened)

    assert {name.split("+")[-1].lower() for name in found} == {
        "sourcesanspro-regular",
        "sourcesanspro-semibold",
    }
    assert all(len(name.lstrip("/").split("+")[0]) == 6 for name in found)
    assert all(any(f"/FontFile{n}" in font for n in ("", "2", "3")) for font in found.values())


def test_structure_has_title_headings_table_heads_and_named_pictures(opened: pikepdf.Pdf) -> None:
    found = tags(opened)
    kinds = [kind for kind, _ in found]
    pictures = [node for kind, node in found if kind == "/Figure"]
    levels = [int(kind[2:]) for kind in kinds if kind.startswith("/H") and kind[2:].isdigit()]

    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert {"/Table", "/TR", "/TH", "/TD", "/L", "/LI", "/TOC"} <= set(kinds)
    # Logo, cover, site, evidence, legend, three plates and a loss map.
    assert len(pictures) == 9
    assert all(str(node["/Alt"]) for node in pictures)
    tables = [block for block in papers.document().blocks if isinstance(block, Table)]
    assert kinds.count("/TH") == sum(len(table.header) + len(table.groups) for table in tables)


def test_all_that_is_written_is_tagged_or_an_artifact(opened: pikepdf.Pdf) -> None:
    written = 0
    for page in opened.pages:
        depth = 0
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            if name in ("BDC", "BMC"):
                depth += 1
            elif name == "EMC":
                depth -= 1
            elif name in ("Tj", "TJ", "Do", "'", '"'):
                written += 1
                assert depth > 0, operands
        assert depth == 0
        assert "/StructParents" in page
        assert str(page["/Tabs"]) == "/S"
    assert written > 200


def test_heads_of_tables_say_that_they_are_of_columns(opened: pikepdf.Pdf) -> None:
    heads = [node for kind, node in tags(opened) if kind == "/TH"]
    scopes = {
        str(attributes["/Scope"])
        for node in heads
        for attributes in (node["/A"] if isinstance(node["/A"], pikepdf.Array) else [node["/A"]])
        if "/Scope" in attributes
    }

    assert heads
    assert scopes == {"/Column"}


def test_chapters_are_bookmarks(opened: pikepdf.Pdf) -> None:
    with opened.open_outline() as outline:
        titles = [entry.title for entry in outline.root]

    assert [title.split(" ", 1)[1] for title in titles] == [
        block.text for block in papers.document().blocks if isinstance(block, Heading) and block.level == 1
    ]


def test_each_page_is_a4_and_carries_number_page_and_mark(opened: pikepdf.Pdf, full: bytes) -> None:
    texts = papers.pages(full)
    number = papers.document().report_id

    assert len(texts) == len(opened.pages) > 3
    for k, (page, text) in enumerate(zip(opened.pages, texts, strict=True), start=1):
        assert [float(v) for v in page.mediabox[2:]] == pytest.approx(A4, abs=0.01)
        assert f"kenmerk {number}" in text
        assert f"blz. {k} van {len(texts)}" in text
        assert "Pakket van Voorbeeld 1.0: niet ondertekend" in text


def test_text_can_be_copied_in_the_order_of_reading(full: bytes) -> None:
    text = " ".join(papers.pages(full))
    places = [
        text.index(words)
        for words in (
            "1 Samenvatting voldoet niet",
            "Wat nog nodig is, en van wie oordeel regel nodig van",
            "bouwhoogte 9,12 ± 0,02 m",
            "14,00 ± 0,02 m 12,00 m -2,00 m",
            "akkoord na gesprek",
            "© 3DBAG by tudelft3d and 3DGI",
            "-26 ± 1 min",
        )
    ]

    assert places == sorted(places)


def test_without_marks_no_page_says_that_makers_are_unknown() -> None:
    plain = replace(papers.document(), marks=())

    assert "niet vastgesteld" not in " ".join(papers.pages(pdf(plain))[1:])


HOSTILE = '#panic("x") $a$ *b* _c_ `d` <e> @f \\ // {g} [h] = i'


def test_markup_of_the_typesetter_is_text() -> None:
    marked = Mark(None, HOSTILE)
    blocks = (
        Heading(HOSTILE),
        Paragraph(HOSTILE),
        Bullets((HOSTILE,)),
        Table(HOSTILE, (HOSTILE,), ((HOSTILE,), (marked,))),
        Card(HOSTILE, marked, HOSTILE, ((HOSTILE, HOSTILE),)),
    )
    hostile = replace(papers.document(), blocks=blocks, subject=HOSTILE, marks=(HOSTILE,), title="t")
    text = " ".join(papers.pages(pdf(hostile)))

    assert text.count('#panic("x") $a$ *b* _c_ `d` <e> @f \\ // {g} [h] = i') >= 8


ODD = "中文 😀 a\x00\x07 b\u202ec d\ufeffe \ue000 \ud800 \u05e2 a\u0301 Łódź Привет Ω ≤ → €"


def test_any_letter_in_a_name_still_gives_a_report() -> None:
    odd = replace(papers.document(), subject=ODD, marks=(ODD,), blocks=(Heading(ODD), Paragraph(ODD)))
    text = " ".join(papers.pages(pdf(odd)))

    assert text.count("■■ ■ a bc de ■ á Łódź Привет Ω ≤ → €") >= 4


@pytest.mark.parametrize(
    "word", ["x" * 400, "x" * 24 + "." + "z" * 60, "a/" * 200, "https://example.org/" + "y" * 300]
)
def test_a_long_word_stays_on_the_page(word: str) -> None:
    mark = Mark(None, word)
    blocks = (
        Heading(word),
        Table(word, (word, "b"), ((word, mark),), widths=(1, 1)),
        Paragraph(word),
        Pairs(((word, word),)),
        Card(word, mark, word, ()),
        Banner(mark, word),
    )
    content = pdf(replace(papers.document(), blocks=blocks, marks=(word,), subject=word))
    right = max(end for _, end in _edges(content))

    assert right < A4[0] - 40


def _edges(content: bytes) -> Iterator[tuple[float, float]]:
    """Yield left and right end of each character."""
    import pypdfium2  # noqa: PLC0415

    opened = pypdfium2.PdfDocument(io.BytesIO(content))
    for page in opened:
        text = page.get_textpage()
        for k in range(text.count_chars()):
            left, _, right, _ = text.get_charbox(k)
            yield left, right
        text.close()
        page.close()
    opened.close()


def test_a_summary_never_takes_a_second_page() -> None:
    document = papers.document()
    rows = tuple((Mark(None, "nader onderzoek"), "regel " * 8, "x " * 50, "wie") for _ in range(8))
    many = [
        replace(b, rows=rows) if isinstance(b, Table) and b.caption.startswith("Wat nog") else b
        for b in document.blocks
    ]
    texts = papers.pages(pdf(replace(document, blocks=tuple(many))))

    assert "1 Samenvatting" in texts[0]
    assert "2 Verantwoording van de toetsing" in texts[1]


def test_a_damaged_logo_is_an_input_error() -> None:
    broken = replace(papers.document(), style=ReportStyle("A", logo=b"no png"))

    with pytest.raises(InputError, match="het rapport is niet te zetten"):
        pdf(broken)


def test_english_is_said_to_be_english() -> None:
    content = pdf(papers.document("en"))
    with pikepdf.open(io.BytesIO(content)) as opened:
        assert str(opened.Root["/Lang"]) == "en-GB"
    text = " ".join(papers.pages(content))

    assert "What is still needed, and from whom" in text
    assert "14.00 ± 0.02 m" in text
    assert "This program does not judge what the structure bears" in text


def test_groups_come_again_on_the_next_page_and_never_stand_alone() -> None:
    rows = tuple((f"punt {k}", f"{k} min") for k in range(150))
    table = Table("punten", ("meetpunt", "zon"), rows, groups=((0, "het eerste huis"), (100, "de schuur")))
    texts = papers.pages(pdf(replace(papers.document(), blocks=(Heading("Bijlage"), table))))[0:]

    assert len(texts) >= 3
    assert all("meetpunt zon" in text for text in texts)
    for text in texts:
        names = [name for name in ("het eerste huis", "de schuur") if name in text]
        first = text.split("meetpunt zon ")[1]
        assert first.startswith(tuple(names))
        assert all(re.search(rf"{name} punt \d", text) for name in names)


def test_every_picture_says_what_it_shows_in_the_language_of_the_report() -> None:
    for language, word in (("nl", "beeld"), ("en", "picture")):
        with pikepdf.open(io.BytesIO(pdf(papers.document(language)))) as opened:
            said = [str(node["/Alt"]) for kind, node in tags(opened) if kind == "/Figure"]
        assert sum(word in alt for alt in said) == 2


def test_it_claims_no_more_than_its_marks() -> None:
    """Nothing on the pages says that a validator has seen it: none has."""
    for language in ("nl", "en"):
        text = " ".join(papers.pages(pdf(papers.document(language)))).lower()
        assert not re.search(r"pdf/a|pdf/ua|conform|gevalideerd|validated|verapdf|wcag", text)
