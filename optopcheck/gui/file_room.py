"""Opening, saving and leaving a case in the window: bars that ask, and never a box that blocks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QPushButton, QWidget

from optopcheck.gui import layouts
from optopcheck.gui.case_file import SUFFIX
from optopcheck.gui.fields import able, named, plain_label

if TYPE_CHECKING:
    from datetime import datetime

    from optopcheck.gui.desk import Desk
    from optopcheck.gui.file_work import LeftWork


class Bar(QFrame):
    """A question over the whole width, with a button for each answer."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setProperty("notice", True)  # noqa: FBT003  # Qt's own signature
        self.text = named(plain_label(), name)
        self._row = layouts.row(self, spacing=8, margins=(16, 8, 16, 8))
        self._row.addWidget(self.text, stretch=1)
        self.hide()

    def answer(self, words: str, tip: str, *, main: bool = False) -> QPushButton:
        """Add a button."""
        button = named(QPushButton(words), words, tip)
        if main:
            button.setProperty("main", True)  # noqa: FBT003  # same
        self._row.addWidget(button)
        return button


class FileRoom(QWidget):
    """What the window shows and asks around the file of the case."""

    leave_wanted = Signal()
    """The window may close now."""
    recompute_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._file = desk, desk.file
        self._may_leave = False
        self._closes_after = False
        self.leaving = Bar(self.tr("Unsaved work"))
        self.left = Bar(self.tr("Work that can be recovered"))
        self.review = Bar(self.tr("Reviewing"))
        self._make_answers()
        column = layouts.column(self)
        column.addWidget(self.review)
        column.addWidget(self.left)
        column.addWidget(self.leaving)
        self._file.saved.connect(self._saved)
        self._file.left_changed.connect(self._show_left)
        self._file.review_changed.connect(self._show_review)
        self._file.changed.connect(self._follow)
        desk.noticed.connect(self._stay_after_failure)
        self._show_left()
        self._show_review()

    def _make_answers(self) -> None:
        leaving = self.leaving
        self.save_and_leave = leaving.answer(
            self.tr("Save and close"), self.tr("Save the dossier, then close the window"), main=True
        )
        self.leave_for_later = leaving.answer(
            self.tr("Close, recover later"), self.tr("The next start offers this work again")
        )
        self.drop = leaving.answer(self.tr("Close without saving"), self.tr("What was not saved is gone"))
        self.stay = leaving.answer(self.tr("Stay"), self.tr("Go on working"))
        self.save_and_leave.clicked.connect(self._save_and_leave)
        self.leave_for_later.clicked.connect(lambda: self._leave(keep=True))
        self.drop.clicked.connect(lambda: self._leave(keep=False))
        self.stay.clicked.connect(leaving.hide)
        self.recover = self.left.answer(self.tr("Recover"), self.tr("Open this work again"), main=True)
        self.forget = self.left.answer(self.tr("Throw away"), self.tr("This work is gone then"))
        self.later = self.left.answer(self.tr("Later"), self.tr("Keep it, and ask again at the next start"))
        self.recover.clicked.connect(self._recover)
        self.forget.clicked.connect(self._forget)
        self.later.clicked.connect(self.left.hide)
        self.recompute = self.review.answer(self.tr("Compute again"), "", main=True)
        self.recompute.clicked.connect(self.recompute_wanted)
        self._file.errands.busy_changed.connect(self._weigh)
        self._weigh()
        self.end_review = self.review.answer(
            self.tr("Stop reviewing"), self.tr("Go on with this dossier as a case that may be changed")
        )
        self.end_review.clicked.connect(self._file.end_review)

    # --- opening and saving ---------------------------------------------------------------------
    def open(self, path: Path) -> None:
        """Open a model or a dossier."""
        if path.suffix.lower() == SUFFIX:
            self._desk.open_dossier(path)
        else:
            self._desk.open_model(path)

    def save(self) -> None:
        """Save the case where it was saved; ask where, the first time."""
        path = self._file.path
        if path is None:
            self.save_as()
        else:
            self._file.save(path)

    def save_as(self) -> bool:
        """Ask where the case is to be saved; return whether a place was chosen."""
        opened = self._desk.opened
        if opened is None:
            return False
        place = self._file.path or Path.home() / f"{Path(opened.inputs.title).stem}{SUFFIX}"
        kinds = self.tr("Dossiers (*%1)").replace("%1", SUFFIX)
        name, _ = QFileDialog.getSaveFileName(self, self.tr("Save the dossier"), str(place), kinds)
        if name:
            self._file.save(Path(name))
        return bool(name)

    def ask_refine(self) -> None:
        """Ask for the model that takes the place of the building of a city model."""
        kinds = self.tr("IFC models (*.ifc *.ifczip *.IFC)")
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Refine with an IFC model"), "", kinds)
        if name:
            self._desk.refine(Path(name))

    def ask_review(self) -> None:
        """Ask for the dossier that is to be judged."""
        start = str(self._file.path.parent) if self._file.path else ""
        kinds = self.tr("Dossiers (*%1)").replace("%1", SUFFIX)
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Review a dossier"), start, kinds)
        if name:
            self._file.review(Path(name))

    def _weigh(self) -> None:
        """One at a time: what is being written may be this very dossier."""
        busy = self.tr("A file is being written.") if self._file.errands.is_busy else None
        tip = self.tr("Measure and judge the files of this dossier here, and lay the findings beside its own")
        able(self.recompute, busy, tip)

    def _show_review(self) -> None:
        self.review.setVisible(self._file.reviewing)
        said = self.tr("Review of “%1”: the case is read-only, decisions are added to the dossier.")
        self.review.text.setText(f"{said.replace('%1', self._file.name)} {self._how_sure()}")
        self.recompute.setVisible(self._file.recomputed is None)

    def _how_sure(self) -> str:
        """Say whose findings these are: a dossier can be made to say anything."""
        words = self._file.recomputed
        if words is None:
            return self.tr("The findings are those of its maker; they were not computed again here.")
        return words.in_language(self._desk.language)

    # --- leaving --------------------------------------------------------------------------------
    def may_leave(self) -> bool:
        """Tell whether the window may close; where work is unsaved, ask in the window."""
        if self._may_leave or not (self._file.is_modified or self._file.errands.is_busy):
            return True
        self._ask()
        return False

    def let_go(self) -> None:
        """Let the window close without a question: another one takes its place, or the system ends it."""
        self._may_leave = True

    def _ask(self) -> None:
        said = (
            self.tr("“%1” is not saved.") if self._file.is_modified else self.tr("A file is being written.")
        )
        self.leaving.text.setText(said.replace("%1", self._file.name))
        self.drop.setVisible(self._file.is_modified)
        self.leaving.show()
        self.save_and_leave.setFocus()

    def _save_and_leave(self) -> None:
        self._closes_after = True
        if not self._file.is_modified:
            self._follow()
        elif self._file.path is not None:
            self._file.save(self._file.path)
        elif not self.save_as():
            self._closes_after = False

    def _leave(self, *, keep: bool) -> None:
        self._file.leave(keep=keep)
        self._may_leave = True
        self.leave_wanted.emit()

    def _saved(self) -> None:
        if self._closes_after and not self._file.is_modified:
            self._leave(keep=False)

    def _follow(self) -> None:
        if not self._file.is_modified and not self._file.errands.is_busy:
            self.leaving.hide()

    def _stay_after_failure(self, notice: object) -> None:
        if getattr(notice, "is_failure", False):
            self._closes_after = False

    # --- recovering -----------------------------------------------------------------------------
    def _show_left(self) -> None:
        found = self._file.left
        self.left.setVisible(bool(found))
        if not found:
            return
        first = found[0]
        words = self.tr("Work of %1 on “%2” was not saved.")
        if len(found) > 1:
            words = self.tr("Work of %1 on “%2” was not saved; there is more: %3.")
        said = words.replace("%1", self._when(first)).replace("%2", called(first))
        self.left.text.setText(said.replace("%3", str(len(found) - 1)))

    def _when(self, found: LeftWork) -> str:
        when: datetime = found.when
        day = when.strftime("%d-%m-%Y" if self._desk.language == "nl" else "%Y-%m-%d")
        return f"{day} {when:%H:%M}"

    def _recover(self) -> None:
        self.left.hide()
        if self._file.left:
            self._desk.recover(self._file.left[0])

    def _forget(self) -> None:
        if self._file.left:
            self._file.forget(self._file.left[0])


def called(found: LeftWork) -> str:
    """Return what left work is called: its dossier, else its model."""
    return (found.work.dossier or found.work.inputs.model).name
