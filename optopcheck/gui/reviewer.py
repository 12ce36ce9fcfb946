"""The reviewer's desk: judges the findings of a dossier that stays as it is, with reason and evidence."""

from __future__ import annotations

from functools import partial
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from optopcheck.domain.text import Text
from optopcheck.gui import layouts, review_work
from optopcheck.gui.fields import able, head_label, named, soft_label
from optopcheck.gui.pack_page import page
from optopcheck.gui.review_lists import History, JudgedList
from optopcheck.gui.review_work import Ruling
from optopcheck.gui.themes import theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from optopcheck.domain.job import Progress
    from optopcheck.gui.desk import Desk
    from optopcheck.gui.memory import Memory
    from optopcheck.gui.side_panel import SidePanel
    from optopcheck.gui.viewport import BlitViewport
    from optopcheck.service import Judgement, Reviewed, View

_DECIDING = Text("Besluit vastleggen", "Recording the decision")
_COMPARING = Text("Versies vergelijken", "Comparing the versions")
_RECOMPUTING = Text("Dossier narekenen", "Computing the dossier again")
_ADVICE = Text("Advies schrijven", "Writing the advice")
_STREET = Text("Straatbeelden", "Pictures from the street")
_WIDTH = 340
"""[px]"""


class ReviewPanel(QWidget):
    """Findings, guidance, judgement and history of the dossier under review."""

    chosen = Signal(str)
    """Id of the rule of the chosen finding."""

    def __init__(self, desk: Desk, memory: Memory, viewport: BlitViewport, side: SidePanel) -> None:
        super().__init__()
        self._desk, self._file, self._memory = desk, desk.file, memory
        self._viewport, self._side = viewport, side
        self.setMinimumWidth(_WIDTH)
        self._make_fields()
        self._lay_out()
        self._connect()
        self._follow()

    def _make_fields(self) -> None:
        language = self._desk.language
        self.reviewer = named(QLineEdit(self._memory.reviewer), self.tr("Your name"))
        self.reviewer.setPlaceholderText(self.tr("Your name, asked once"))
        self.compare = named(
            QPushButton(self.tr("Compare with an earlier version …")),
            self.tr("Compare with an earlier version"),
        )
        self.list = JudgedList(language)
        self.guide = named(QTextBrowser(), self.tr("Guidance for the chosen finding"))
        self.guide.setOpenExternalLinks(True)
        self.evidence = named(QLineEdit(), self.tr("Evidence of the judgement"))
        self.evidence.setPlaceholderText(self.tr("On what it rests: drawing, page, visit"))
        self.reason = named(QPlainTextEdit(), self.tr("Reason of the judgement"))
        self.reason.setPlaceholderText(self.tr("Reason (required)"))
        self.reason.setTabChangesFocus(True)
        self.reason.setFixedHeight(62)
        self.accept = named(QPushButton(self.tr("Accepted")), self.tr("Accepted"))
        self.reject = named(QPushButton(self.tr("Not accepted")), self.tr("Not accepted"))
        self.remark = named(QPushButton(self.tr("Remark")), self.tr("Remark at this viewpoint"))
        self.history = History(language)
        self.advice = named(QPushButton(self.tr("Advice …")), self.tr("Write the advice"))
        self.street = named(QPushButton(self.tr("Street views …")), self.tr("Save the views from the street"))
        self.hint = soft_label("")

    def _lay_out(self) -> None:
        column = layouts.column(self, spacing=6, margins=(12, 8, 12, 8))
        column.addWidget(head_label(self.tr("Review")))
        column.addWidget(self.reviewer)
        column.addWidget(self.compare)
        column.addWidget(self.list, stretch=3)
        column.addWidget(self.guide, stretch=4)
        column.addWidget(self.evidence)
        column.addWidget(self.reason)
        column.addWidget(self.hint)
        self._add_row(column, self.accept, self.reject, self.remark)
        column.addWidget(head_label(self.tr("Decisions")))
        column.addWidget(self.history, stretch=3)
        self._add_row(column, self.advice, self.street)

    def _add_row(self, column: QVBoxLayout, *buttons: QPushButton) -> None:
        row = layouts.row(spacing=6)
        for button in buttons:
            row.addWidget(button)
        column.addLayout(row)

    def _connect(self) -> None:
        accepted, rejected = 0, 1
        self.reviewer.textChanged.connect(self._weigh)
        self.reviewer.editingFinished.connect(self._remember)
        self.reason.textChanged.connect(self._weigh)
        self.list.chosen.connect(self._choose)
        self.accept.clicked.connect(lambda: self._judge(review_work.judgements()[accepted]))
        self.reject.clicked.connect(lambda: self._judge(review_work.judgements()[rejected]))
        self.remark.clicked.connect(lambda: self._judge(None))
        self.history.view_wanted.connect(self._look)
        self.compare.clicked.connect(self._ask_version)
        self.advice.clicked.connect(self._ask_advice)
        self.street.clicked.connect(self._ask_folder)
        # In a turn of its own where a dossier was just laid on the desk.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._fill)
        self._file.review_changed.connect(self._follow)
        self._file.errands.busy_changed.connect(self._weigh)

    # --- what is shown --------------------------------------------------------------------------
    def _follow(self) -> None:
        if self._file.reviewing and not self.list.count():
            self._soon.start()
        else:
            self._fill()

    def _fill(self) -> None:
        dossier = self._file.dossier if self._file.reviewing else None
        self.list.fill(dossier)
        self.history.fill(dossier)
        self._weigh()

    def _choose(self, one: Reviewed | None) -> None:
        self.guide.clear()
        if one is None:
            return
        rows = review_work.guidance(one.outcome, self._desk.language)
        soft = theme().soft_ink
        self.guide.setHtml(
            "".join(
                f"<p style='margin:6px 0 0 0'><span style='color:{soft};font-size:11px'>"
                f"{escape(name[:1].upper() + name[1:])}</span><br>{escape(text)}</p>"
                for name, text in rows
            )
        )
        self.chosen.emit(one.outcome.rule.id)
        if one.outcome.finding is not None:
            self._desk.light(one.outcome.finding.elements)
            self._viewport.fit_to_lit()

    def _weigh(self) -> None:
        name, words = self.reviewer.text().strip(), self.reason.toPlainText().strip()
        chosen = None if self.list.current is not None else self.tr("Choose a finding first")
        lacks = (
            (None if name else self.tr("Fill in your name first"))
            or (None if words else self.tr("Give the reason first: without it nothing is recorded"))
            or (self.tr("A file is being written") if self._file.errands.is_busy else None)
        )
        able(self.accept, lacks or chosen)
        able(self.reject, lacks or chosen)
        able(self.remark, lacks, self.tr("Keeps your words with the picture as you see it"))
        self.hint.setText(lacks or "")
        self.hint.setVisible(lacks is not None)

    def _remember(self) -> None:
        self._memory.reviewer = self.reviewer.text().strip()

    # --- what is decided ------------------------------------------------------------------------
    def _judge(self, judgement: Judgement | None) -> None:
        path, one = self._file.path, self.list.current
        if path is None:
            return
        self._remember()
        ruling = Ruling(
            self.reviewer.text().strip(),
            self.reason.toPlainText().strip(),
            None if one is None else one.outcome.rule.id,
            judgement,
            self.evidence.text().strip(),
            self._view() if judgement is None else None,
        )
        task = partial(review_work.decide, path, ruling)
        self._file.errands.run(_DECIDING, task, partial(self._decided, path))

    def _decided(self, path: Path, dossier: object) -> None:
        self._file.take_decided(path, dossier)
        self.reason.clear()
        self.evidence.clear()

    def _view(self) -> View | None:
        camera = self._viewport.camera
        if camera is None:
            return None
        from optopcheck import service  # noqa: PLC0415  # loaded by the time a dossier is open

        eye, target, parallel = camera.stand()
        x, y, z = (float(part) for part in eye)
        u, v, w = (float(part) for part in target)
        return service.View((x, y, z), (u, v, w), parallel)

    def _look(self, view: View) -> None:
        camera = self._viewport.camera
        if camera is not None:
            camera.stand_at(np.array(view.eye), np.array(view.target), parallel=view.parallel)
            self._viewport.refresh()

    # --- files ----------------------------------------------------------------------------------
    def _ask_version(self) -> None:
        kinds = self.tr("Dossiers (*.optop)")
        start = str(self._file.path.parent) if self._file.path else ""
        name, _ = QFileDialog.getOpenFileName(self, self.tr("The earlier version"), start, kinds)
        if name:
            self.compare_with(Path(name))

    def compare_with(self, before: Path) -> None:
        """Show beside the case what changed since another dossier."""
        after = self._file.path
        if after is not None:
            task = partial(review_work.compare, before, after, self._desk.language)
            title = self.tr("Changed since %1").replace("%1", before.name)
            self._file.errands.run(_COMPARING, task, partial(self._show_changes, title))

    def recompute(self) -> None:
        """Do the dossier again here, and show beside the case what differs."""
        path, shown = self._file.path, self._file.dossier
        if path is not None and shown is not None:
            task = partial(review_work.recompute, path, shown, self._desk.language)
            self._file.errands.run(_RECOMPUTING, task, partial(self._take_recomputed, path))

    def _take_recomputed(self, path: Path, found: object) -> None:
        if isinstance(found, review_work.Recomputed):
            self._file.take_recomputed(path, found.words)
            self._show_changes(self.tr("%1 computed again").replace("%1", path.name), found.sections)

    def _show_changes(self, title: str, sections: object) -> None:
        if isinstance(sections, tuple):
            self._side.show_page(title, page(sections))

    def _ask_advice(self) -> None:
        path = self._file.path
        if path is None:
            return
        stem = self.tr("advice")
        start = str(path.with_name(f"{path.stem}-{stem}.pdf"))
        kinds = self.tr("PDF (*.pdf);;Web page (*.html);;Plain text (*.txt)")
        name, _ = QFileDialog.getSaveFileName(self, self.tr("Write the advice"), start, kinds)
        if name:
            self.write_advice(Path(name))

    def write_advice(self, path: Path) -> None:
        """Write the advice; the suffix says which kind."""
        dossier = self._file.dossier
        if dossier is not None:
            goal = path if path.suffix else path.with_suffix(".pdf")
            self._run(_ADVICE, partial(review_work.advice, dossier, goal, self._desk.language), goal)

    def _ask_folder(self) -> None:
        start = str(self._file.path.parent) if self._file.path else ""
        name = QFileDialog.getExistingDirectory(self, self.tr("Folder for the street views"), start)
        if name:
            self.write_street_views(Path(name))

    def write_street_views(self, folder: Path) -> None:
        """Write the pictures from the street."""
        dossier = self._file.dossier
        if dossier is not None:
            self._run(_STREET, partial(review_work.street_views, dossier, folder), folder)

    def _run(self, title: Text, task: Callable[[Progress], object], goal: Path) -> None:
        def tell(_: object) -> None:
            self._desk.tell_of(Text(f"Geschreven: {goal}", f"Written: {goal}"), goal)

        self._file.errands.run(title, task, tell)
