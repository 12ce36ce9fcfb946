from __future__ import annotations

import base64
import gzip
import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from optopcheck.report import html
from optopcheck.report.document import Bullets, Card, Heading, Mark, Paragraph, Table
from tests.report import papers

VOID = {"meta", "img", "br", "wbr", "link", "input", "hr"}
HOSTILE = "<script>alert('x')</script>\"&"


class Page(HTMLParser):
    """What stands in a page; refuses a tag that is not closed."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID and not (self.get_starttag_text() or "").endswith("/>"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        # The mark inside a shape is a picture, not a word.
        if self.open and self.open[-1] not in ("style", "text"):
            follows = self.tags[-1][0] == "wbr"
            self.words.append(data if follows else f" {data}")

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())


@pytest.fixture(scope="module")
def page() -> Page:
    return Page(html(papers.document()))


def test_it_is_one_whole_file_that_asks_for_nothing(page: Page) -> None:
    asked = [
        value for _, attributes in page.tags for key, value in attributes.items() if key in ("src", "href")
    ]
    kinds = {tag for tag, _ in page.tags}

    assert page.open == []
    assert asked
    assert all(value and value.startswith(("data:", "#")) for value in asked)
    assert not kinds & {"script", "link", "iframe", "object", "form"}
    assert not re.search(r"url\(|@import", html(papers.document()))


def test_the_same_document_gives_the_same_page() -> None:
    assert html(papers.document()) == html(papers.document())


def test_the_assessment_can_be_taken_out(page: Page) -> None:
    link = next(a for tag, a in page.tags if tag == "a" and "download" in a)
    content = (link["href"] or "").removeprefix("data:application/json;base64,")

    assert base64.b64decode(content) == papers.document().attachment


def test_headings_go_down_by_one_and_contents_lead_to_them(page: Page) -> None:
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h[1-6]", tag)]
    targets = {a["id"] for _, a in page.tags if "id" in a}
    links = {
        (a["href"] or "")[1:] for tag, a in page.tags if tag == "a" and (a["href"] or "").startswith("#")
    }

    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert links == targets
    assert len(links) == 11


def test_pictures_speak_and_table_heads_are_heads(page: Page) -> None:
    pictures = [attributes for tag, attributes in page.tags if tag == "img"]
    heads = [attributes for tag, attributes in page.tags if tag == "th"]

    assert len(pictures) == 9
    assert all(attributes.get("alt") for attributes in pictures)
    assert {attributes.get("scope") for attributes in heads} == {"col", "rowgroup"}
    assert [tag for tag, _ in page.tags].count("caption") == [tag for tag, _ in page.tags].count("table")
    assert dict(page.tags)["html"]["lang"] == "nl"


def test_verdicts_have_a_shape_and_words(page: Page) -> None:
    marks = {a.get("class") for tag, a in page.tags if tag == "span"}
    shapes = set(re.findall(r'aria-hidden="true">(.*?)</svg>', html(papers.document())))

    assert {"mark complies", "mark violates", "mark undetermined"} <= marks
    assert len(shapes) == 3


def test_it_says_what_the_paper_says(page: Page) -> None:
    for words in (
        "Pakket van Voorbeeld 1.0: niet ondertekend",
        papers.document().report_id,
        "bouwhoogte 9,12 ± 0,02 m",
        "akkoord na gesprek",
        "Dit programma oordeelt niet over de draagkracht",
        "© 3DBAG by tudelft3d and 3DGI",
        "geen vergunning en geen toezegging",
        "Postbus 1",
    ):
        assert words in page.text


def test_signs_that_turn_the_direction_of_reading_are_left_out() -> None:
    sly = replace(
        papers.document(), subject="a\u202eb\u2066c\x07d", blocks=(Heading("\u202ex"), Paragraph("y\ufeff"))
    )

    assert not re.search("[\u202e\u2066\ufeff\x07]", html(sly))
    assert "abcd" in Page(html(sly)).text


def test_what_others_wrote_is_text() -> None:
    mark = Mark(None, HOSTILE)
    blocks = (
        Heading(HOSTILE),
        Heading(HOSTILE, 2),
        Paragraph(HOSTILE),
        Bullets((HOSTILE,)),
        Table(HOSTILE, (HOSTILE,), ((HOSTILE,), (mark,))),
        Card(HOSTILE, mark, HOSTILE, ((HOSTILE, HOSTILE),)),
    )
    hostile = replace(
        papers.document(), blocks=blocks, subject=HOSTILE, title=HOSTILE, marks=(HOSTILE,), report_id=HOSTILE
    )
    found = Page(html(hostile))

    assert not {"script"} & {tag for tag, _ in found.tags}
    assert found.text.count("<script>alert('x')</script>\"&") >= 15


def test_a_large_assessment_is_packed() -> None:
    large = b'{"a": "' + b"x" * 8_000_000 + b'"}'
    written = html(replace(papers.document(), attachment=large))
    link = next(
        attributes for tag, attributes in Page(written).tags if tag == "a" and "download" in attributes
    )
    head, _, content = (link["href"] or "").partition(",")

    assert link["download"] == "beoordeling.json.gz"
    assert head == "data:application/gzip;base64"
    assert gzip.decompress(base64.b64decode(content)) == large
    assert written == html(replace(papers.document(), attachment=large))


def test_an_explanation_of_many_sentences_is_a_list() -> None:
    mark = Mark(None, "nader onderzoek")
    card = Card("regel", mark, "Een.\nTwee <b>.", (("bron", "wet"),), None, (("gemeten", "3 m"),))
    page = Page(html(replace(papers.document(), blocks=(card,))))

    assert [tag for tag, _ in page.tags].count("li") == 2
    assert "Een. Twee <b>. gemeten 3 m bron wet" in page.text


def test_groups_name_the_rows_below_them() -> None:
    table = Table("punten", ("punt", "zon"), (("a", "1"), ("b", "2")), groups=((0, "huis"), (1, "<schuur>")))
    page = Page(html(replace(papers.document(), blocks=(table,))))
    groups = [attributes for tag, attributes in page.tags if attributes.get("scope") == "rowgroup"]

    assert [group["colspan"] for group in groups] == ["2", "2"]
    assert "punt zon huis a 1 <schuur> b 2" in page.text
