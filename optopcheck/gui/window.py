"""The main window: lays the rooms; each panel owns its own widgets."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QMainWindow,
    QSplitter,
    QStackedWidget,
    QTabWidget,
    QWidget,
)

from optopcheck.gui import layouts
from optopcheck.gui.about import About
from optopcheck.gui.banner import VerdictBanner
from optopcheck.gui.case_panel import CasePanel
from optopcheck.gui.evidence_side import EvidenceSide
from optopcheck.gui.exports import Exports
from optopcheck.gui.fields import able, named
from optopcheck.gui.file_room import FileRoom
from optopcheck.gui.findings import FindingsPanel
from optopcheck.gui.first_picture import FirstPicture
from optopcheck.gui.manual import Manual
from optopcheck.gui.manual_places import chapter_of
from optopcheck.gui.menus import Menus
from optopcheck.gui.model_panel import ModelPanel
from optopcheck.gui.palette import Palette
from optopcheck.gui.places import Places
from optopcheck.gui.problem_report import ProblemReport
from optopcheck.gui.results import ResultsPanel
from optopcheck.gui.reviewer import ReviewPanel
from optopcheck.gui.rule_rooms import RuleRooms, can_install
from optopcheck.gui.scan_room import ScanRoom, can_plan
from optopcheck.gui.scenario_panel import ScenarioPanel
from optopcheck.gui.settings_page import SettingsPage
from optopcheck.gui.shortcuts import Shortcuts
from optopcheck.gui.side_panel import SidePanel, roomy
from optopcheck.gui.start_page import StartPage
from optopcheck.gui.status import JobBar, NoticeBar
from optopcheck.gui.steps import StepStrip
from optopcheck.gui.updates import UpdateCheck
from optopcheck.gui.variants_panel import VariantsPanel
from optopcheck.gui.view_area import ViewArea
from optopcheck.gui.visibility import Visibility

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent

    from optopcheck.gui.arriving import Sight
    from optopcheck.gui.desk import Desk
    from optopcheck.gui.memory import Memory

OPENED = (".ifc", ".ifczip", ".optop")
_SIZE = (1440, 900)
"""[px]"""
_LEAST_VIEW = (440, 460)
"""With the words below it [px]."""
_LEFT = 292
"""Fields with their labels and the bar beside them [px]."""


class MainWindow(QMainWindow):
    """Start page, or the case: findings and inputs left, picture and tables in the middle, evidence right."""

    language_wanted = Signal(str)
    theme_wanted = Signal(str)

    def __init__(self, desk: Desk, memory: Memory) -> None:
        super().__init__()
        self._desk, self.memory = desk, memory
        self.setAcceptDrops(True)
        self.start = StartPage(self._existing_recent(), memory.last_opened)
        self.steps = StepStrip(desk)
        self.banner = VerdictBanner(desk)
        self.scenario = ScenarioPanel(desk)
        self.visibility = Visibility(desk, self)
        self.storeys = ModelPanel(desk, self.visibility)
        self.case = CasePanel(desk)
        self.view = ViewArea(desk)
        self.results = ResultsPanel(desk)
        self.variants = VariantsPanel(desk)
        self.results.addTab(self.variants, self.tr("Variants"))
        self.findings = FindingsPanel(desk, self.visibility)
        self.evidence = EvidenceSide(desk, self.findings, self.results, self.visibility)
        self.notice = NoticeBar(desk)
        self.file = FileRoom(desk)
        self.exports = Exports(self, desk, self.view, memory)
        self.rules = RuleRooms(self, desk)
        self.scans = ScanRoom(self, desk)
        self.settings = SettingsPage(desk, memory)
        self.first = FirstPicture()
        self.pages = QStackedWidget()
        self.side = SidePanel(self.pages)
        self.update_check = UpdateCheck(desk.language)
        self.review = ReviewPanel(desk, memory, self.view.viewport, self.side)
        self._lay_out()
        self.finder = Palette(self, desk)
        self.manual: Manual | None = None
        self.problem: ProblemReport | None = None
        self.jobs = JobBar(desk)
        self.setStatusBar(self.jobs)
        self.menus = Menus(self, desk)
        self.places = Places(self)
        self._connect()
        self._follow()
        self._restore()

    # --- rooms ----------------------------------------------------------------------------------
    def _lay_out(self) -> None:
        self.pages.addWidget(self.start)
        self.pages.addWidget(roomy(self._case_page()))
        self.pages.addWidget(self.settings)
        self.pages.addWidget(self.first)
        column = layouts.column(spacing=0)
        column.addWidget(self.file)
        column.addWidget(self.notice)
        column.addWidget(self.pages, stretch=1)
        centre = QWidget()
        centre.setLayout(column)
        self.setCentralWidget(centre)

    def _case_page(self) -> QWidget:
        self.left = _split(Qt.Orientation.Vertical, (self.findings, self._left()), (400, 380))
        self.view.setMinimumSize(*_LEAST_VIEW)
        middle = _split(Qt.Orientation.Vertical, (self.view, self.results), (505, 287))
        for place, share in enumerate((2, 1)):
            middle.setStretchFactor(place, share)
        parts = (self.left, self.review, middle, self.evidence)
        rooms = _split(Qt.Orientation.Horizontal, parts, (300, 340, 810, 320))
        rooms.setStretchFactor(2, 1)
        page = QWidget()
        column = layouts.column(page, spacing=0)
        column.addWidget(self.steps)
        column.addWidget(self.banner)
        column.addWidget(rooms, stretch=1)
        return page

    def _left(self) -> QWidget:
        design = QWidget()
        column = layouts.column(design, spacing=0)
        column.addWidget(self.scenario)
        self.inputs = named(QTabWidget(), self.tr("Design and case"))
        self.inputs.setDocumentMode(True)
        self.inputs.setMinimumWidth(_LEFT)
        self.inputs.addTab(design, self.tr("Design"))
        self.inputs.addTab(self.case, self.tr("Case"))
        self.inputs.addTab(self.storeys, self.tr("Model"))
        return self.inputs

    def _connect(self) -> None:
        self.start.open_wanted.connect(self.ask_model)
        self.start.sample_wanted.connect(self._desk.open_sample)
        self.start.recent_wanted.connect(self.take)
        self.start.scan_wanted.connect(self.scans.ask)
        self.file.leave_wanted.connect(self.close)
        self.file.recompute_wanted.connect(self.review.recompute)
        self.notice.report_wanted.connect(self.tell_problem)
        self.settings.done.connect(self._follow)
        self.settings.language_wanted.connect(self.language_wanted)
        self.settings.packs_wanted.connect(self.rules.show_packs)
        self._desk.file.changed.connect(self._title)
        self.steps.wanted.connect(self.places.go)
        self._connect_visibility()
        self.view.viewport.picked.connect(self.evidence.show_element)
        self.storeys.chosen.connect(self.evidence.show_element)
        self.review.chosen.connect(self.findings.show_rule)
        self._desk.case_changed.connect(self._follow)
        self._desk.came.connect(self._show_first)
        self._desk.job_changed.connect(self._follow_job)
        self._desk.file.review_changed.connect(self._follow_review)
        self._follow_review()

    def _connect_visibility(self) -> None:
        """Take from the picture what a panel hides, and from the tree what is hidden there."""
        seen, picture = self.visibility, self.view.viewport
        seen.storey_changed.connect(picture.show_storey)
        seen.around_changed.connect(self.view.neighbours.setChecked)
        self.view.neighbours.toggled.connect(seen.take_around)
        seen.hide_wanted.connect(picture.hide)
        seen.isolate_wanted.connect(picture.isolate)
        seen.show_all_wanted.connect(picture.show_all)
        seen.fly_wanted.connect(picture.fit_to)
        picture.changed.connect(self._follow_picture)

    def _follow_picture(self) -> None:
        showing = self.view.viewport.showing
        if showing is not None:
            self.visibility.take_parts(showing.hidden, showing.isolated)

    def _follow(self) -> None:
        opened = self._desk.opened
        self.pages.setCurrentIndex(0 if opened is None else 1)
        self.first.clear()
        if opened is None:
            self.setWindowTitle("optopcheck")
            return
        self._title()

    def _title(self) -> None:
        """Name the case and mark it while something of it is unsaved."""
        file, opened = self._desk.file, self._desk.opened
        if opened is not None:
            self.setWindowTitle(f"{file.name}[*] – optopcheck")
            self.setWindowModified(file.is_modified)
            if file.path is not None or not opened.inputs.is_of_city_model:
                self.memory.remember(file.path or opened.inputs.model)

    def _show_first(self, sight: Sight) -> None:
        """Show what is there of the first model; settings that are open stay in front."""
        self.first.show_sight(sight)
        if self.pages.currentWidget() is self.start:
            self.pages.setCurrentWidget(self.first)

    def _follow_job(self) -> None:
        """Let nothing else start from the start page while a model is being opened."""
        self.start.setEnabled(self._desk.job is None)
        if self._desk.job is None:
            # Cancelled, or it could not be read.
            self.first.clear()
            if self.pages.currentWidget() is self.first:
                self._follow()

    def _follow_review(self) -> None:
        """Give the place of the findings to their judgement, and hold the case as it is."""
        reviewing = self._desk.file.reviewing
        self.review.setVisible(reviewing)
        self.left.setHidden(reviewing)
        fixed = self.tr("The dossier is under review and stays as it is") if reviewing else None
        for panel in (self.scenario, self.case):
            able(panel, fixed)

    def _restore(self) -> None:
        self.resize(*_SIZE)
        if (geometry := self.memory.geometry) is not None:
            self.restoreGeometry(geometry)

    # --- opening --------------------------------------------------------------------------------
    def recent(self) -> list[Path]:
        """Return the models opened last that are still there."""
        return [Path(name) for name in self._existing_recent()]

    def _existing_recent(self) -> list[str]:
        return [name for name in self.memory.recent if Path(name).is_file()]

    def ask_model(self) -> None:
        """Ask for a model and open it."""
        kinds = self.tr(
            "Models and dossiers (*.ifc *.ifczip *.IFC *.optop);;IFC models (*.ifc *.ifczip *.IFC)"
            ";;Dossiers (*.optop);;All files (*)"
        )
        recent = self._existing_recent()
        start = str(Path(recent[0]).parent) if recent else ""
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Open a model or a dossier"), start, kinds)
        if name:
            self.file.open(Path(name))

    # --- drag and drop --------------------------------------------------------------------------
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802  # Qt's name
        """Take files that have a place in a case."""
        if any(self._can_take(Path(url.toLocalFile())) for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802  # Qt's name
        """Open a model; verify a rule bundle; put a paper in the case."""
        for url in event.mimeData().urls():
            self.take(Path(url.toLocalFile()))
        event.acceptProposedAction()

    def take(self, path: Path) -> None:
        """Do with a file what it is for, however it came here."""
        if path.suffix.lower() in OPENED:
            self.file.open(path)
        elif can_install(path):
            self.rules.offer(path)
        elif can_plan(path):
            self.scans.open(path)
        elif self._can_take(path):
            self._put_paper(path)

    def _can_take(self, path: Path) -> bool:
        suffix = path.suffix.lower()
        return (
            suffix in OPENED
            or can_install(path)
            or can_plan(path)
            or (self._desk.opened is not None and suffix in self._paper_fields())
        )

    def _paper_fields(self) -> dict[str, str]:
        return {".json": "neighbours", ".jsonl": "neighbours", ".toml": "plan", ".pdf": "paper"}

    def _put_paper(self, path: Path) -> None:
        getattr(self.case, self._paper_fields()[path.suffix.lower()]).set_path(path)
        self.inputs.setCurrentWidget(self.case)

    def tell_settings(self, *, first: bool = False) -> None:
        """Show the settings in place of the case; the first time they say welcome."""
        self.memory.has_started = True
        self.settings.fill(first=first)
        self.pages.setCurrentWidget(self.settings)

    # --- the end --------------------------------------------------------------------------------
    def tell_about(self) -> None:
        """Say what this program is, what it is not, and whose work it rests on."""
        about = About(self)
        self.side.show_page(about.title(), about.page(), self.update_check)

    def tell_manual(self) -> None:
        """Open the manual, or bring it to the front, at the part of the window where the keyboard is."""
        chapter = chapter_of(self, self.focusWidget())
        self.manual = self.manual or Manual(self._desk.language, self)
        if chapter is not None:
            self.manual.open_at(chapter)
        self.manual.show()
        self.manual.raise_()
        self.manual.activateWindow()

    def tell_problem(self, said: str = "") -> None:
        """Open the report of a problem; the user reads it before it is saved."""
        self.problem = self.problem or ProblemReport(self._desk.language, self)
        self.problem.tell(said)

    def tell_keys(self) -> None:
        """List every key."""
        keys = Shortcuts(self)
        self.side.show_page(keys.title(), keys.page(self.menuBar()))

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802  # Qt's name
        """Remember place and size; end what belongs to this window."""
        if not self.rules.may_leave() or not self.file.may_leave():
            event.ignore()
            return
        self.memory.geometry = self.saveGeometry()
        self.view.shut()
        self.first.shut()
        self.rules.shut()
        self.scans.shut()
        self.evidence.shut()
        self.settings.shut()
        self.update_check.errands.shut()
        if self.manual is not None:
            self.manual.close()
        if self.problem is not None:
            self.problem.end()
        super().closeEvent(event)


def _split(way: Qt.Orientation, parts: tuple[QWidget, ...], sizes: tuple[int, ...]) -> QSplitter:
    split = QSplitter(way, childrenCollapsible=False)
    split.setHandleWidth(5)
    for part in parts:
        split.addWidget(part)
    split.setSizes(list(sizes))
    return split
