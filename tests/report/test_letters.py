from __future__ import annotations

import unicodedata
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from optopcheck.report.letters import code_points, letters, plain, shown

FONTS = files("optopcheck.resources") / "report" / "fonts"


@pytest.mark.parametrize("name", ["SourceSansPro-Regular.ttf", "SourceSansPro-Semibold.ttf"])
def test_code_points_are_those_that_another_reader_finds(name: str) -> None:
    reader = pytest.importorskip("fontTools.ttLib")
    font = reader.TTFont(str(FONTS / name))
    tables = [set(table.cmap) for table in font["cmap"].tables if table.format in (4, 12)]

    assert set(code_points((FONTS / name).read_bytes())) == set().union(*tables) == letters()


@given(st.text())
def test_what_is_shown_is_in_the_font_and_twice_is_once(text: str) -> None:
    told = shown(text)

    assert all(c == "\n" or ord(c) in letters() for c in told)
    assert shown(told) == told
    assert plain(plain(text)) == plain(text)


@given(st.text(st.sampled_from([chr(c) for c in letters() if unicodedata.category(chr(c))[0] in "LNPS"])))
def test_what_the_font_holds_stays(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)

    assert plain(text) == composed
    assert sum(a != b for a, b in zip(shown(text), composed, strict=True)) == sum(
        ord(c) not in letters() for c in composed
    )


def test_licence_lies_beside_the_font() -> None:
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FONTS / "OFL.txt").read_text("utf-8")
