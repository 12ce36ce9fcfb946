"""Dutch and English, each in the whole window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.gui.test_access import unnamed

if TYPE_CHECKING:
    from optopcheck.gui.app import Program
    from tests.gui.conftest import Flow


def test_language_changes_the_whole_window(sample: Program, flow: Flow) -> None:
    sample.speak("en")

    assert sample.window.inputs.tabText(0) == "Design"
    assert sample.window.banner.words.text() == "Does not comply"
    assert sample.desk.opened is flow.opened
    assert sample.window.scenario.setback.text() == "0.00 m"
    sample.window.inputs.setCurrentIndex(1)
    assert unnamed(sample.window) == []
    sample.speak("nl")
    assert sample.window.inputs.tabText(0) == "Ontwerp"
    assert sample.window.scenario.setback.text() == "0,00 m"


def test_start_page_has_names(program: Program) -> None:
    assert unnamed(program.window) == []
