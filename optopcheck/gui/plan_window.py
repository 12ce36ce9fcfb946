"""The plan of a municipality in a window of its own: what a scan found, and each building as a case."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QLabel, QProgressBar, QPushButton, QSplitter, QWidget

from optopcheck.domain.text import Text, join_texts
from optopcheck.gui import layouts, plan_work
from optopcheck.gui.errands import Errands
from optopcheck.gui.fields import able, named, plain_label
from optopcheck.gui.file_room import Bar
from optopcheck.gui.plan_card import PlanCard
from optopcheck.gui.plan_filter import PlanFilter
from optopcheck.gui.plan_list import PlanList
from optopcheck.gui.plan_view import PlanView

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent

    from optopcheck.gui.desk import Desk
    from optopcheck.gui.plan_work import Read
    from optopcheck.scan import Picked

RESULT = ".gpkg"
_SIZE = (1380, 860)
_PARTS = 1000
_READING = Text("Potentiescan openen", "Opening the scan")
_PICKING = Text("Pand openen", "Opening the building")
_TELLING = Text("Pand lezen", "Reading the building")


class PlanWindow(QWidget):
    """Plan left, filter and list right; what is chosen in one is chosen in the other."""

    case_wanted = Signal()
    """A building is being opened: the workbench is where it will be."""
    read_changed = Signal()
    opened = Signal(object)
    """Path of a result that was opened."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._desk = desk
        self.setWindowTitle(self.tr("Scan of a municipality"))
        self.setAcceptDrops(True)
        self.resize(*_SIZE)
        self.read: Read | None = None
        self.current: int | None = None
        self._folders: tuple[Path, ...] = ()
        self._coming: Picked | None = None
        self._asked: object = None
        """Which reading or opening counts."""
        self.errands = Errands(self)
        self.plan = PlanView()
        self.filter = PlanFilter(desk.language)
        self.list = PlanList(desk.language)
        self.card = PlanCard()
        self.told = named(plain_label(), self.tr("What is pointed at"))
        self._make_buttons()
        self._make_bars()
        self._lay_out()
        self._connect()
        self._weigh()

    # --- rooms ----------------------------------------------------------------------------------
    def _make_buttons(self) -> None:
        self.open = named(QPushButton(self.tr("&Open a scan …")), self.tr("Open a scan"))
        self.fit = named(QPushButton(self.tr("Show &all")), self.tr("Show the whole plan"), "0")
        self.nearer = named(QPushButton("+"), self.tr("Come nearer"), "+")
        self.away = named(QPushButton("−"), self.tr("Go away"), "−")
        for button in (self.nearer, self.away):
            button.setFixedWidth(36)
        self.make_case = named(
            QPushButton(self.tr("Open as a &case")), self.tr("Open the building as a case")
        )
        self.make_case.setProperty("main", True)  # noqa: FBT003  # Qt's own signature

    def _make_bars(self) -> None:
        self.notice = Bar(self.tr("Message"))
        self.point_out = self.notice.answer(
            self.tr("Point at the folder …"), self.tr("Say where the tiles of the city model are"), main=True
        )
        self.put_away = self.notice.answer(self.tr("Close"), self.tr("Put this message away"))
        self.step = named(QLabel(), self.tr("Running job"))
        self.bar = named(QProgressBar(maximum=_PARTS, textVisible=False), self.tr("Progress"))
        self.bar.setFixedWidth(200)
        self.cancel = named(QPushButton(self.tr("Cancel")), self.tr("Cancel the job"))
        self.cancel.setToolTip(self.tr("Stop; everything stays as it was"))

    def _lay_out(self) -> None:
        head = layouts.row(spacing=8, margins=(10, 8, 10, 8))
        for widget in (self.open, self.fit, self.nearer, self.away):
            head.addWidget(widget)
        head.addWidget(self.step, stretch=1)
        head.addWidget(self.bar)
        head.addWidget(self.cancel)
        left = QWidget()
        under = layouts.column(left)
        under.addWidget(self.plan, stretch=1)
        self.told.setContentsMargins(10, 5, 10, 5)
        self.told.setMinimumHeight(2 * self.fontMetrics().height() + 12)
        under.addWidget(self.told)
        rooms = QSplitter(Qt.Orientation.Horizontal, childrenCollapsible=False)
        rooms.addWidget(left)
        rooms.addWidget(self._right())
        rooms.setSizes([760, 620])
        rooms.setStretchFactor(0, 1)
        column = layouts.column(self)
        column.addLayout(head)
        column.addWidget(self.notice)
        column.addWidget(rooms, stretch=1)

    def _right(self) -> QWidget:
        below = QWidget()
        column = layouts.column(below, spacing=6, margins=(0, 0, 0, 8))
        column.addWidget(self.card, stretch=1)
        buttons = layouts.row(margins=(8, 0, 8, 0))
        buttons.addStretch(1)
        buttons.addWidget(self.make_case)
        column.addLayout(buttons)
        parts = QSplitter(Qt.Orientation.Vertical, childrenCollapsible=False)
        parts.addWidget(self.list)
        parts.addWidget(below)
        parts.setSizes([330, 260])
        right = QWidget()
        whole = layouts.column(right)
        whole.addWidget(self.filter)
        whole.addWidget(parts, stretch=1)
        return right

    def _connect(self) -> None:
        self.open.clicked.connect(self.ask)
        self.fit.clicked.connect(self.plan.fit)
        self.nearer.clicked.connect(lambda: self.plan.zoom(1.5))
        self.away.clicked.connect(lambda: self.plan.zoom(1 / 1.5))
        self.make_case.clicked.connect(self.open_case)
        self.point_out.clicked.connect(self._ask_folder)
        self.put_away.clicked.connect(self.notice.hide)
        self.cancel.clicked.connect(self.errands.cancel)
        self.plan.chosen.connect(self.choose)
        self.plan.pointed.connect(self._point)
        self.list.table.chosen.connect(self.choose)
        self.list.table.opened.connect(self._open_line)
        self.filter.changed.connect(self._sift)
        self.filter.list_wanted.connect(self.list.table.setFocus)
        self.errands.failed.connect(self._fail)
        self.errands.cancelled.connect(self._tell_cancelled)
        self.errands.busy_changed.connect(self._weigh)
        self.errands.progressed.connect(self._tell_step)
        self._desk.job_changed.connect(self._weigh)
        self._desk.case_changed.connect(self._follow_case)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.open_case)
        QShortcut(QKeySequence.StandardKey.Find, self, self.filter.words.setFocus)
        QShortcut(QKeySequence.StandardKey.Close, self, self.close)

    def _weigh(self) -> None:
        """Enable what can be done, and say why the rest cannot."""
        job = self.errands.job
        for widget in (self.bar, self.cancel):
            widget.setVisible(job is not None)
        self.step.setText(job.title.in_language(self._desk.language) if job else "")
        none = self.tr("No scan is open") if self.read is None else None
        for button in (self.fit, self.nearer, self.away):
            able(button, none, button.accessibleName())
        reason = none or (self.tr("No building is chosen") if self.current is None else None)
        busy = self.tr("A case is being opened or assessed") if self._desk.job is not None else None
        tip = self.tr("The building with its surroundings, as the scan judged it (Ctrl+Enter)")
        able(self.make_case, reason or busy, tip)

    # --- a result -------------------------------------------------------------------------------
    def ask(self) -> None:
        """Ask for a result and open it."""
        start = str(self.read.result.path.parent) if self.read is not None else ""
        kinds = self.tr("Results of a scan (*%1)").replace("%1", RESULT)
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Open a scan"), start, kinds)
        if name:
            self.open_result(Path(name))

    def open_result(self, path: Path) -> None:
        """Read a result in the background; the one that is shown stays until that has succeeded."""
        self.notice.hide()
        self._asked = object()
        then = partial(self._take, self._asked)
        self.errands.run(_READING, partial(plan_work.read, path), then, newest=True)

    def _take(self, asked: object, found: object) -> None:
        # What was cancelled past its last step still comes.
        if not isinstance(found, plan_work.Read) or asked is not self._asked:
            return
        self.read, self.current, self._folders, self._coming = found, None, (), None
        result = found.result
        place = result.told("municipality")
        self.setWindowTitle(" – ".join(filter(None, (self.tr("Scan"), place, result.path.name))))
        self.plan.fill(found, self._describe)
        self.list.fill(found)
        self.filter.fill(found)
        self.card.tell_building(None)
        self.card.tell_source(plan_work.source_notes(result, self._desk.language))
        self.told.setText("")
        self._weigh()
        self.opened.emit(result.path)
        self.read_changed.emit()

    def _describe(self, place: int) -> str:
        if self.read is None:
            return ""
        return plan_work.pointed(self.read.result.rows[place], self._desk.language)

    def _point(self, place: int | None) -> None:
        shown = self.current if place is None else place
        self.told.setText("" if shown is None else self._describe(shown))

    def _sift(self) -> None:
        if self.read is None:
            return
        chosen = plan_work.choose(self.read.chooser, self.filter.asked)
        places = chosen.places.tolist()
        self.plan.show_only(places)
        self.list.table.show_only(places, self.current)
        self.filter.tell(chosen)

    # --- a building -----------------------------------------------------------------------------
    def choose(self, place: int) -> None:
        """Choose a building: in the plan, in the list, and all that is known of it."""
        if self.read is None:
            return
        self.current = place
        self.plan.choose(place)
        self.list.table.choose(place)
        self.told.setText(self._describe(place))
        row = self.read.result.rows[place]
        task = partial(plan_work.tell, self.read.result, row, self._desk.language)
        self.errands.run(_TELLING, task, partial(self._tell_building, place), newest=True)
        self._weigh()

    def _tell_building(self, place: int, lines: object) -> None:
        if place == self.current and isinstance(lines, tuple):
            self.card.tell_building(lines)

    def _open_line(self, place: int) -> None:
        self.choose(place)
        self.open_case()

    def open_case(self) -> None:
        """Open the chosen building in the workbench."""
        if self.read is None or self.current is None or self._desk.job is not None:
            return
        self.notice.hide()
        result = self.read.result
        task = partial(plan_work.pick, result, result.rows[self.current].building_id, self._folders)
        self._asked = object()
        self.errands.run(_PICKING, task, partial(self._take_picked, self._asked), newest=True)

    def _take_picked(self, asked: object, found: object) -> None:
        if asked is not self._asked:
            return
        if isinstance(found, plan_work.Lost):
            self._say(found.said, asks=True)
        elif found is not None and self._desk.job is None:
            picked: Picked = found  # type: ignore[assignment]  # what `plan_work.pick` gives
            self._coming = picked
            self._desk.open(picked.inputs, picked.on, picked.scenario)
            self.case_wanted.emit()

    def _ask_folder(self) -> None:
        start = str(self.read.result.path.parent) if self.read is not None else ""
        name = QFileDialog.getExistingDirectory(self, self.tr("Folder of the tiles"), start)
        if name:
            self._folders = (Path(name), *self._folders)
            self.open_case()

    def _follow_case(self) -> None:
        """Say what differs from the scan, once its building lies on the desk."""
        opened, coming = self._desk.opened, self._coming
        if opened is None or coming is None or self.read is None or opened.inputs != coming.inputs:
            return
        self._coming = None
        packs = plan_work.other_packs(self.read.result, opened.rules)
        told = [*coming.remarks, *([] if packs is None else [packs])]
        if told:
            self._desk.tell_of(join_texts(*told, separator="; "))

    # --- messages -------------------------------------------------------------------------------
    def _fail(self, text: Text) -> None:
        self._say(text)

    def _tell_cancelled(self, title: Text) -> None:
        self._asked = None
        said = Text(f"{title.nl}: geannuleerd", f"{title.in_language('en')}: cancelled")
        self._say(said)

    def _say(self, text: Text, *, asks: bool = False) -> None:
        said = text.in_language(self._desk.language)
        # The name of a file stays as it is.
        plain = said.split(" ", maxsplit=1)[0].isalpha()
        self.notice.text.setText(said[:1].upper() + said[1:] if plain else said)
        self.point_out.setVisible(asks)
        self.notice.show()
        (self.point_out if asks else self.put_away).setFocus()

    def _tell_step(self, step: Text, fraction: float) -> None:
        self.step.setText(step.in_language(self._desk.language))
        self.bar.setValue(round(fraction * _PARTS))

    # --- drag and drop, the end -----------------------------------------------------------------
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802  # Qt's name
        """Take a result."""
        if any(can_plan(Path(url.toLocalFile())) for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802  # same
        """Open what was dropped."""
        for path in (Path(url.toLocalFile()) for url in event.mimeData().urls()):
            if can_plan(path):
                self.open_result(path)
        event.acceptProposedAction()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802  # same
        """Stop reading; what was read stays for the next time."""
        self.errands.cancel()
        super().closeEvent(event)


def can_plan(path: Path) -> bool:
    """Tell by its name whether a file may be a result of a scan."""
    return path.suffix.lower() == RESULT
