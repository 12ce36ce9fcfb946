# ruff: noqa: INP001 - beside the script that uses it
"""The eleven states of the window that the manual shows, each made as a user makes it."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import town  # beside this script
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QTabBar, QWidget

from optopcheck.domain.scenario import Scenario, Setback

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from optopcheck.gui.app import Program

PATIENCE = 240.0
"""[s]"""
SETTLING = 0.8
"""After the last change, before the picture is taken [s]."""
SIZE = (1440, 900)
"""Of the window [px]."""
SMALL = (1280, 720)
"""What a screen of 1920 x 1080 leaves at 150 % [px]."""


@dataclass
class Studio:
    """A program in a window, and how to wait for it."""

    program: Program
    folder: Path
    """For what is saved on the way."""
    model: Path | None = None
    """A real model, where there is one."""
    size: tuple[int, int] = SIZE
    made: dict[str, QWidget] = field(default_factory=dict)

    def until(self, done: Callable[[], bool], patience: float = PATIENCE) -> None:
        """Let the window work until something holds.

        Raises
        ------
        TimeoutError
            If it takes too long.
        """
        end = time.monotonic() + patience
        while not done():
            QApplication.processEvents()
            time.sleep(0.002)
            if time.monotonic() > end:
                raise TimeoutError("the window did not get ready")

    def settle(self, seconds: float = SETTLING) -> None:
        """Let what was begun come to rest."""
        end = time.monotonic() + seconds
        self.until(lambda: time.monotonic() > end)

    @property
    def is_ready(self) -> bool:
        """True when the scenario on the desk is assessed and nothing runs."""
        desk = self.program.desk
        return desk.judged is not None and not desk.is_stale and desk.job is None

    def get_ready(self) -> None:
        """Wait for the assessment, and for the picture after it."""
        self.until(lambda: self.is_ready)
        self.settle()


def start(studio: Studio) -> QWidget:
    """Show the first page."""
    window = studio.program.window
    window.resize(*studio.size)
    window.show()
    studio.settle()
    return window


def loading(studio: Studio) -> QWidget:
    """Show the sample case while it is read."""
    window = start(studio)
    seen: list[float] = []
    studio.program.desk.progressed.connect(lambda _, fraction: seen.append(fraction))
    studio.program.desk.open_sample()
    studio.until(lambda: bool(seen) and studio.program.desk.job is not None)
    studio.until(lambda: len(seen) > 1 or studio.program.desk.job is None)
    return window


def sample(studio: Studio) -> QWidget:
    """Show the sample case with its verdicts."""
    desk = studio.program.desk
    if desk.opened is None and desk.job is None:
        start(studio)
        desk.open_sample()
    studio.get_ready()
    return studio.program.window


def evidence(studio: Studio) -> QWidget:
    """Show the evidence of a number: where it was measured, and on what it rests."""
    window = sample(studio)
    window.findings.list.setCurrentRow(_height_row(studio))
    # As the link under "measured" does: from the finding to the number, and to what it was measured on.
    window.findings.card.number_wanted.emit("building_height", "proposed")
    studio.settle()
    return window


def _height_row(studio: Studio) -> int:
    """Return the place of the first finding about a height, else of the first one."""
    lines = studio.program.window.findings.lines()
    named = (place for place, line in enumerate(lines) if "hoogte" in line.title.lower())
    return next(named, 0)


def sun(studio: Studio) -> QWidget:
    """Show the sun: a day in spring, before and after on both sides of a line."""
    window = sample(studio)
    studio.program.desk.light(())
    window.view.comparing.setChecked(True)
    window.view.sun.known_days.setCurrentIndex(2)
    window.view.sun.known_days.activated.emit(2)
    window.view.sun.slider.setValue(15 * 12)
    window.results.setCurrentWidget(window.results.sun)
    window.view.viewport.look("iso")
    studio.settle(2.0)
    return window


def variants(studio: Studio) -> QWidget:
    """Show three variants side by side."""
    window = sample(studio)
    window.view.comparing.setChecked(False)
    desk = studio.program.desk
    for scenario in (Scenario(), Scenario(setback=Setback.all_round(1.5)), Scenario(storeys_added=2)):
        if desk.scenario != scenario:
            desk.set_scenario(scenario)
            studio.get_ready()
        desk.variants.keep()
    window.results.setCurrentWidget(window.variants)
    book = desk.variants
    studio.until(lambda: all(book.holds(entry) for entry in book.entries))
    desk.variants.choose(0)
    studio.get_ready()
    return window


def packs(studio: Studio) -> QWidget:
    """Show the rule packs and what the first one says."""
    sample(studio)
    room = studio.program.window.rules.show_packs()
    studio.until(lambda: room.table.topLevelItemCount() > 0)
    studio.settle()
    room.table.setCurrentItem(room.table.topLevelItem(0))
    studio.settle()
    return room


def reviewer(studio: Studio) -> QWidget:
    """Show a dossier under review, with one judgement in it."""
    window = sample(studio)
    if window.rules.packs is not None:
        window.rules.packs.close()
    path, file = studio.folder / "portiekflat.optop", studio.program.desk.file
    file.save(path)
    studio.until(lambda: path.exists() and not file.errands.is_busy)
    file.review(path)
    studio.until(lambda: file.reviewing and studio.program.desk.job is None)
    studio.settle()
    panel = window.review
    panel.reviewer.setText("W. de Jong")
    panel.list.setCurrentRow(0)
    panel.evidence.setText("tekening A-201, blad 3")
    panel.reason.setPlainText("De dakrand ligt in het verlengde van de gevel; past in het straatbeeld.")
    panel.accept.click()
    studio.until(lambda: not file.errands.is_busy)
    studio.settle()
    return window


def real_model(studio: Studio) -> QWidget:
    """Show a real model as somebody drew it."""
    window = start(studio)
    if studio.program.desk.file.reviewing:
        studio.program.desk.file.end_review()
    if studio.model is None:
        raise FileNotFoundError("there is no real model to show")
    studio.program.desk.open_model(studio.model)
    opened = studio.program.desk
    studio.until(lambda: opened.opened is not None and opened.opened.inputs.model == studio.model)
    studio.get_ready()
    return window


def plan(studio: Studio) -> QWidget:
    """Show the plan of a made town, with one building chosen."""
    start(studio)
    result = town.put_scan(studio.folder / "gemeente")
    studio.program.window.take(result)
    room = studio.program.window.scans.plan
    if room is None:
        raise LookupError("the plan did not open")
    studio.until(lambda: room.read is not None and not room.errands.is_busy)
    rows = room.read.result.rows if room.read is not None else ()
    fits = [place for place, row in enumerate(rows) if row.potential == "candidate" and row.sun_loss]
    room.choose(fits[len(fits) // 2])
    studio.until(lambda: not room.errands.is_busy)
    studio.settle()
    return room


STAGES = {
    "start": start,
    "loading": loading,
    "sample": sample,
    "evidence": evidence,
    "sun": sun,
    "variants": variants,
    "packs": packs,
    "plan": plan,
    "reviewer": reviewer,
    "schependomlaan": real_model,
}
"""In the order in which one window can show them; the dark one is the sample case again."""
DARK = "dark"


def words(widget: QWidget) -> list[str]:
    """Return what can be read in a window, in no order: the state that a picture shows."""
    found = {
        text
        for part in (widget, *widget.findChildren(QWidget))
        if part.isVisible()
        for text in _said(part)
        if text.strip()
    }
    return sorted(found)


def _said(part: QWidget) -> list[str]:
    if isinstance(part, QAbstractButton | QLabel):
        return [part.text()]
    if isinstance(part, QLineEdit):
        return [part.placeholderText()]
    if isinstance(part, QTabBar):
        return [part.tabText(place) for place in range(part.count())]
    return []
