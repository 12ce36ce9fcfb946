"""The manual: one key away, the same chapters in both languages, and nothing in it that does not exist."""

from __future__ import annotations

import re
import shlex
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from optopcheck.cli.arguments import make_parser
from optopcheck.gui.manual import Manual
from optopcheck.gui.manual_places import MEASURING, REVIEWING, SUN, WINDOW, chapter_of
from tests.gui.test_access import unnamed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication

    from optopcheck.domain.text import Language
    from optopcheck.gui.window import MainWindow

LANGUAGES: tuple[Language, Language] = ("nl", "en")


def written(language: str) -> str:
    return (files("optopcheck.resources") / "manual" / f"{language}.md").read_text(encoding="utf-8")


def shown_pictures(manual: Manual) -> Iterator[str]:
    block = manual.text.document().begin()
    while block.isValid():
        step = block.begin()
        while not step.atEnd():
            if step.fragment().charFormat().isImageFormat():
                yield step.fragment().charFormat().toImageFormat().name()
            step += 1
        block = block.next()


@pytest.fixture(params=LANGUAGES)
def manual(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[Manual]:
    del qapp
    found = Manual(request.param)
    found.show()
    yield found
    found.close()


def test_the_help_key_opens_it(window: MainWindow) -> None:
    action = next(
        a for a in window.menuBar().actions()[-1].menu().actions() if "F1" in a.shortcut().toString()
    )
    assert action.shortcut().toString() == "F1"

    action.trigger()

    assert window.manual is not None
    assert window.manual.isVisible()
    assert not window.manual.isModal()
    first = window.manual
    action.trigger()
    assert window.manual is first


def test_both_languages_have_the_same_chapters_pictures_and_commands() -> None:
    one, other = (written(language) for language in LANGUAGES)
    for pattern in (
        r"^(#+) ",
        r"\]\((.*?)\)",
        r"^```(\w*)$",
        r"^(optopcheck .*)$",
        r"`(--?[a-z]\S*|OPTOP\w+)`",
    ):
        assert re.findall(pattern, one, re.MULTILINE) == re.findall(pattern, other, re.MULTILINE), pattern
    assert len(re.findall(r"^## ", one, re.MULTILINE)) >= 9


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_in_it_is_one(language: str) -> None:
    lines = [
        line
        for block in re.findall(r"```sh\n(.*?)```", written(language), re.DOTALL)
        for line in block.splitlines()
    ]
    parser = make_parser()
    assert len(lines) > 8
    for line in lines:
        program, *words = shlex.split(line)
        assert program == "optopcheck"
        assert parser.parse_args(words).command == words[0]


def test_chapters_lead_to_their_text(manual: Manual) -> None:
    count = manual.chapters.count()
    assert count >= 9
    places = []
    for row in range(count):
        manual.chapters.setCurrentRow(row)
        assert manual.text.textCursor().block().text() == manual.chapters.item(row).text()
        places.append(manual.text.verticalScrollBar().value())
    assert places == sorted(places)
    assert places[-1] > places[0]


def test_all_pictures_are_there_and_fit(manual: Manual) -> None:
    names = list(shown_pictures(manual))
    assert len(names) >= 5
    for name in names:
        assert (files("optopcheck.resources") / "manual" / name).is_file(), name
    assert manual.text.document().idealWidth() < manual.width()


def test_the_field_finds_words_and_goes_round(manual: Manual) -> None:
    QTest.keyClicks(manual.field, "SVBP2012")
    assert manual.text.textCursor().selectedText() == "SVBP2012"
    first = manual.text.textCursor().position()

    QTest.keyClicks(manual.field, "x")
    assert not manual.text.textCursor().hasSelection()
    assert manual.found.text()
    QTest.keyClick(manual.field, Qt.Key.Key_Backspace)
    assert manual.text.textCursor().position() == first
    assert not manual.found.text()

    manual.field.setText("OPTOPCHECK_HOME")
    QTest.keyClick(manual.field, Qt.Key.Key_Return)
    only = manual.text.textCursor().position()
    QTest.keyClick(manual.field, Qt.Key.Key_Return)
    QTest.keyClick(manual.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert manual.text.textCursor().selectedText() == "OPTOPCHECK_HOME"
    assert only in {manual.text.textCursor().position(), manual.text.textCursor().anchor()}


def test_everything_in_it_has_a_name(manual: Manual) -> None:
    assert unnamed(manual) == []


@pytest.mark.parametrize(("place", "says"), [(1, "applies_when"), (2, "register_rules")])
def test_the_books_for_makers_of_rules_are_in_it(manual: Manual, place: int, says: str) -> None:
    manual.books.setCurrentIndex(place)
    assert says in manual.text.toPlainText()
    assert manual.chapters.count() >= 3
    QTest.keyClicks(manual.field, says)
    assert manual.text.textCursor().selectedText() == says
    manual.open_at(SUN)
    assert manual.books.currentIndex() == 0
    assert "SVBP2012" in manual.text.toPlainText()


def test_it_opens_at_the_part_of_the_window_that_is_in_use(window: MainWindow) -> None:
    for part, chapter in (
        (window.results.sun, SUN),
        (window.findings.list, WINDOW),
        (window.case.municipality, WINDOW),
        (window.results.tabBar(), MEASURING),
    ):
        assert chapter_of(window, part) == chapter
    assert chapter_of(window, window.menuBar()) is None
    assert chapter_of(window, None) is None
    heads = [line for line in written("en").splitlines() if line.startswith("## ")]
    assert [heads[k] for k in (WINDOW, MEASURING, SUN, REVIEWING)] == [
        "## The window",
        "## How it measures",
        "## How it counts the sun",
        "## Reviewing",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_it_says_of_the_administrators_folder_is_so(language: str) -> None:
    text = written(language)
    for part in ("bundles/", "register.optreg", "roots/", "/etc/optopcheck", "update.toml"):
        assert f"`{part}`" in text, part
    assert "/Library/Application Support/optopcheck" in text
