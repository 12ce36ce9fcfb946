"""The quick start of the manual, followed to the letter through the window, in Dutch and in English."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QFileDialog, QTextBrowser

from optopcheck.gui.memory import Memory
from tests.gui.quick_start import Deed, Hand, steps, written
from tests.gui.small import is_ready

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from optopcheck.domain.text import Language
    from optopcheck.gui.app import Program

PATIENCE = 300_000
"""[ms]"""
WHAT_IT_NAMES = 18


@pytest.fixture(autouse=True)
def _dutch_again() -> Iterator[None]:
    yield
    memory = Memory()
    memory.language, memory.has_started = "nl", False


def rest(program: Program, qtbot: QtBot) -> None:
    """Wait until what was begun is done."""
    desk, window = program.desk, program.window

    def idle() -> bool:
        quiet = desk.job is None and not desk.file.errands.is_busy and not window.settings.errands.is_busy
        return quiet and (desk.opened is None or is_ready(program))

    qtbot.wait(500)  # the pause after the last letter
    qtbot.waitUntil(idle, timeout=PATIENCE)


@pytest.mark.timeout(900)
@pytest.mark.parametrize("language", ["nl", pytest.param("en", marks=pytest.mark.long)])
def test_it_can_be_followed_to_the_letter(
    language: Language,
    home: Path,
    program: Program,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    del home

    def named(_parent: object, _title: str, start: str, *_: object) -> tuple[str, str]:
        return str(tmp_path / Path(start).with_suffix("").name) + Path(start).suffix, ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", named)
    program.speak(language)
    program.window.tell_settings(first=True)
    program.window.resize(1440, 900)
    told = steps(written(language), language)
    assert len(told) == 6
    hand = Hand(program.window)
    for place, step in enumerate(told, 1):
        assert step, f"step {place} names nothing"
        for deed in step:
            hand.do(deed)
            rest(program, qtbot)
    check(program, tmp_path)


def check(program: Program, folder: Path) -> None:
    """See that following it did what it says."""
    desk, window = program.desk, program.window
    assert desk.opened is not None
    datum = desk.opened.inputs.plan_datum
    assert desk.opened.inputs.municipality == "GM0637"
    assert datum is not None
    assert datum.value == pytest.approx(-3.05)
    assert (desk.scenario.storeys_added, desk.scenario.storey_height) == (1, pytest.approx(3.2))
    assert desk.scenario.setback.north == pytest.approx(1.5)
    said = max((part.toPlainText() for part in window.findings.card.findChildren(QTextBrowser)), key=len)
    assert len(said) > 100
    (dossier,), (report,) = folder.glob("*.optop"), folder.glob("*.pdf")
    assert dossier.read_bytes()[:2] == b"PK"
    assert report.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_control_that_it_names_is_there(language: Language, sample: Program) -> None:
    sample.speak(language)
    window = sample.window
    names: list[str] = []
    for step in steps(written(language), language)[1:]:
        for deed in step:
            hand = Hand(window)
            if names and names[-1] in {"Bestand", "Uitvoer", "File", "Export"}:
                hand.menu = hand_menu(window, names[-1])
            found = hand.control(deed.name) if deed.value is None else hand.field(deed.name)
            if isinstance(found, tuple):
                found[0].setCurrentIndex(found[1])
            names.append(deed.name)
    assert len(names) == WHAT_IT_NAMES


def hand_menu(window: object, name: str) -> object:
    return Hand(window).control(name)  # type: ignore[arg-type]


def test_a_name_that_is_not_there_fails(sample: Program) -> None:
    first, second = "1. Kies **Vergunning verlenen**.", "2. Vul **Gemeente** in, `GM0637`,\n   en **Zaak**."
    text = f"## Snel beginnen\n\n{first}\n{second}\n"
    told = steps(text, "nl")
    assert told == [
        [Deed("Vergunning verlenen")],
        [Deed("Gemeente", "GM0637"), Deed("Zaak")],
    ]
    hand = Hand(sample.window)
    with pytest.raises(AssertionError, match="Vergunning verlenen"):
        hand.do(told[0][0])
    with pytest.raises(AssertionError, match="no field"):
        hand.do(Deed("Vergunning", "x"))
    hand.do(Deed("Bestand"))
    with pytest.raises(AssertionError, match="menu"):
        hand.do(Deed("Vergunning verlenen"))
