"""The strip of five steps and the start page: what is missing leads to where it is filled in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QPushButton

from optopcheck.domain.scenario import Scenario
from optopcheck.domain.step import Gap, Step, StepKey, StepState
from optopcheck.domain.text import Text
from optopcheck.gui import work
from optopcheck.gui.marks import mark_pixmap
from optopcheck.gui.memory import Memory
from optopcheck.gui.start_page import StartPage
from optopcheck.gui.step_marks import step_colours
from optopcheck.gui.themes import theme

if TYPE_CHECKING:
    import pytest
    from pytestqt.qtbot import QtBot

    from optopcheck.gui.app import Program
    from optopcheck.gui.steps import StepStrip


def gaps(strip: StepStrip) -> list[QPushButton]:
    return [b for b in strip.detail.findChildren(QPushButton) if b.isVisible()]


def with_gap(monkeypatch: pytest.MonkeyPatch, place: str, key: StepKey = StepKey.PLACE) -> None:
    """Let one step lack something."""
    real = work.case_steps
    gap = Gap(Text("peil", "datum"), Text("zonder peil is elke hoogte onzeker", "unsure"), place)
    lacking = Step(key, StepState.MISSING, Text("ontbreekt: peil"), place, (gap,))
    monkeypatch.setattr(
        work, "case_steps", lambda *given: tuple(lacking if s.key is key else s for s in real(*given))
    )


def test_five_steps_stand_above_the_case(sample: Program) -> None:
    strip, banner = sample.window.steps, sample.window.banner

    words = [strip.buttons[key].accessibleName() for key in StepKey]
    assert words[0].startswith("Stap 1: Model, ")
    assert words[1] == "Stap 2: Plaats en peil, ingevuld: GM0637"
    assert words[4] == "Stap 5: Resultaat, ingevuld: voldoet niet"
    assert strip.mapTo(sample.window, strip.rect().bottomLeft()).y() <= banner.y() + 60
    assert all(button.isEnabled() for button in strip.buttons.values())


def test_a_missing_peil_leads_to_its_field(
    sample: Program, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    window = sample.window
    with_gap(monkeypatch, "peil")
    sample.desk.judged_changed.emit()
    assert not window.steps.detail.isVisible()

    window.steps.buttons[StepKey.PLACE].click()

    assert window.inputs.currentWidget() is window.case
    qtbot.waitUntil(lambda: window.focusWidget() is window.case.peil)
    (button,) = gaps(window.steps)
    assert button.accessibleName() == "Ga naar: Peil"
    told = [label.text() for label in window.steps.detail.findChildren(QLabel) if label.isVisible()]
    assert told == ["Zonder peil is elke hoogte onzeker"]
    window.inputs.setCurrentIndex(0)
    button.click()
    assert window.inputs.currentWidget() is window.case
    window.steps.buttons[StepKey.PLACE].click()
    assert not window.steps.detail.isVisible()


def test_every_place_that_a_step_names_is_somewhere(sample: Program) -> None:
    window = sample.window
    for place in ("municipality", "peil", "level", "neighbours", "plan", "paper", "design", "findings"):
        window.places.go(place)
        assert window.focusWidget() is not None, place
    window.places.go("defects")
    assert window.results.currentWidget() is window.results.defects
    window.places.go("packs")
    assert window.rules.packs.isVisible()
    window.rules.packs.close()


def test_a_stale_verdict_shows_in_no_step(sample: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    window, desk = sample.window, sample.desk
    monkeypatch.setattr(desk, "assess", lambda: None)

    desk.set_scenario(replace(Scenario(), storeys_added=2))

    result = window.steps.buttons[StepKey.RESULT]
    assert result.accessibleName() == "Stap 5: Resultaat, nog niet getoetst: nog niet getoetst"
    assert "+2 bouwlagen" in window.steps.buttons[StepKey.DESIGN].accessibleName()


def test_a_step_has_no_colour_and_no_shape_of_a_verdict() -> None:
    from optopcheck.gui.step_marks import step_pixmap  # noqa: PLC0415

    assert not set(step_colours().values()) & {c for v, c in theme().verdicts.items() if v}
    drawn = [step_pixmap(state, 20).toImage() for state in StepState]
    verdicts = [mark_pixmap(verdict, 20).toImage() for verdict in theme().verdicts]
    assert all(one != other for one in drawn for other in verdicts)
    assert drawn[0] != drawn[1] != drawn[2]


def test_models_opened_last_stand_with_their_day(tmp_path: Path, program: Program, qtbot: QtBot) -> None:
    model, memory = tmp_path / "flat.ifc", Memory()
    model.write_text("ISO-10303-21;")
    before = memory.recent
    memory.remember(model)
    name = str(model.resolve())
    day = memory.last_opened(name)
    memory._store.setValue("recent", list(before))

    assert day == date.today()  # noqa: DTZ011
    assert memory.last_opened("elsewhere.ifc") is None
    page = StartPage([name], lambda _: date(2026, 3, 5))
    qtbot.addWidget(page)
    (button,) = [b for b in page.findChildren(QPushButton) if b.text() == "flat.ifc"]
    assert button.accessibleName() == "flat.ifc openen 5 mrt 2026"
    with qtbot.waitSignal(page.recent_wanted) as opened:
        button.click()
    assert opened.args == [Path(name)]
    assert program.window.start.isVisible()
