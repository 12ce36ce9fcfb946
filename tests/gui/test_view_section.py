"""The section bar: planes by slider and by number, the other side, the box."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optopcheck.gui.view_section import SectionBar
    from optopcheck.gui.window import MainWindow


@pytest.fixture
def bar(window: MainWindow) -> Iterator[SectionBar]:
    made = window.view.section
    made.direction.setCurrentIndex(0)
    yield made
    if window.view.commands.section.isChecked():
        window.view.commands.section.trigger()


def cuts(window: MainWindow) -> tuple[object, ...]:
    return window.view.viewport.scene._contents.cuts


def test_the_command_opens_the_bar_with_a_first_plane(window: MainWindow, bar: SectionBar) -> None:
    assert not bar.isVisible()
    window.view.commands.section.trigger()

    assert bar.isVisible()
    assert bar.is_on.isChecked()
    assert len(cuts(window)) == 1
    assert cuts(window)[0].normal == (0.0, 0.0, 1.0)
    window.view.commands.section.trigger()
    assert not bar.isVisible()
    assert cuts(window) == ()


def test_slider_and_number_move_one_plane(window: MainWindow, bar: SectionBar) -> None:
    window.view.commands.section.trigger()
    bar.number.lineEdit().setText("9,40")
    bar.number.lineEdit().editingFinished.emit()
    bar.number.setValue(9.4)
    assert cuts(window)[0].distance == pytest.approx(9.4)

    bar.slider.setValue(bar.slider.minimum())
    low = bar.number.value()
    assert cuts(window)[0].distance == pytest.approx(low, abs=0.01)
    bar.slider.setValue(bar.slider.maximum())
    assert bar.number.value() > low + 10
    assert bar.number.text().endswith(" m")
    assert "," in bar.number.text()


def test_the_other_side(window: MainWindow, bar: SectionBar) -> None:
    window.view.commands.section.trigger()
    before = cuts(window)[0]
    bar.flip.click()
    assert cuts(window) == (before.flipped(),)


def test_planes_of_several_directions_at_once(window: MainWindow, bar: SectionBar) -> None:
    window.view.commands.section.trigger()
    for direction in (1, 2, 3):
        bar.direction.setCurrentIndex(direction)
        assert not bar.is_on.isChecked()
        assert not bar.slider.isEnabled()
        assert bar.slider.toolTip() == "Zet deze doorsnede eerst aan"
        bar.is_on.setChecked(True)
        assert bar.slider.isEnabled()
    assert len(cuts(window)) == 4
    bar.clear.click()
    assert cuts(window) == ()
    assert bar.clear.toolTip() == "Er is geen doorsnede"


def test_a_section_along_a_facade_follows_what_is_chosen(window: MainWindow, bar: SectionBar) -> None:
    building = window.view._desk.building
    wall = next(e for e in building.elements if e.kind.startswith("IfcWall"))
    window.view._desk.light([wall.global_id])
    window.view.commands.section.trigger()
    bar.is_on.setChecked(False)
    bar.direction.setCurrentIndex(3)
    bar.is_on.setChecked(True)
    facing = window.view.viewport.scene.facing([wall.global_id])
    assert abs(float(facing @ cuts(window)[0].normal)) == pytest.approx(1.0)
    window.view._desk.light(())


def test_a_box_around_the_selection(window: MainWindow, bar: SectionBar) -> None:
    window.view._desk.light(())
    assert not bar.box.isEnabled()
    wall = next(e for e in window.view._desk.building.elements if e.added)
    window.view._desk.light([wall.global_id])
    window.view.commands.box.trigger()

    assert bar.isVisible()
    assert len(cuts(window)) == 6
    bar.direction.setCurrentIndex(3)
    bar.is_on.setChecked(True)
    assert len(cuts(window)) == 6
    assert "zes vlakken" in bar.slider.toolTip()
    bar.clear.click()
    assert cuts(window) == ()
    assert not bar.box.isChecked()
    assert not window.view.commands.box.isChecked()
    window.view._desk.light(())
