"""What went wrong, in one file: its user reads the very text before it is saved; nothing is sent."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLabel, QPlainTextEdit, QPushButton, QWidget

from optopcheck.domain.text import Text
from optopcheck.gui import layouts
from optopcheck.gui.errands import Errands
from optopcheck.gui.fields import able, named, soft_label

if TYPE_CHECKING:
    from optopcheck.domain.job import Progress
    from optopcheck.domain.text import Language
    from optopcheck.service import Checkup

_SIZE = (820, 680)
"""[px]"""
_SAID_HEIGHT = 84
"""[px]"""
PAUSE = 300
"""After the last letter, before the text is written anew [ms]."""
_WRITING, _EXAMINING, _SAVING = (
    Text("Melding schrijven", "Writing the report"),
    Text("Installatie nakijken", "Examining the installation"),
    Text("Melding bewaren", "Saving the report"),
)
_NAME = "melding-optopcheck.txt"


class ProblemReport(QWidget):
    """A field for what the user tells, and below it the whole text as it would be saved."""

    def __init__(self, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._language = language
        self._checkup: Checkup | None = None
        self.setWindowTitle(self.tr("Report a problem"))
        self.resize(*_SIZE)
        self.errands = Errands(self)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._make_fields()
        self._lay_out()
        self._connect()

    def _make_fields(self) -> None:
        self.said = named(QPlainTextEdit(), self.tr("What happened"))
        self.said.setPlaceholderText(self.tr("what you did, what happened, and what you expected"))
        self.said.setFixedHeight(_SAID_HEIGHT)
        self.said.setTabChangesFocus(True)
        self.text = named(QPlainTextEdit(readOnly=True), self.tr("The whole text that is saved"))
        self.text.setTabChangesFocus(True)
        self.text.setStyleSheet("font-family: monospace; font-size: 12px;")
        self.examine = named(
            QCheckBox(self.tr("Examine the installation too (takes up to a minute)")),
            self.tr("Examine the installation too"),
        )
        self.save = named(QPushButton(self.tr("Save …")), self.tr("Save the report"))
        self.save.setProperty("main", True)  # noqa: FBT003  # Qt's own signature
        self.shut = named(QPushButton(self.tr("Close")), self.tr("Close"))
        self.told = soft_label("")

    def _lay_out(self) -> None:
        head = QLabel(self.tr("What happened"))
        head.setBuddy(self.said)
        column = layouts.column(self, spacing=8, margins=(14, 12, 14, 12))
        column.addWidget(head)
        column.addWidget(self.said)
        column.addWidget(self.examine)
        column.addWidget(
            soft_label(
                self.tr(
                    "This is what is saved, to the letter: read it first. It names no folders, files or"
                    " people but those in the field above. Nothing is sent: you decide who gets it."
                )
            )
        )
        column.addWidget(self.text, stretch=1)
        buttons = layouts.row(spacing=8)
        buttons.addWidget(self.told, stretch=1)
        buttons.addWidget(self.shut)
        buttons.addWidget(self.save)
        column.addLayout(buttons)

    def _connect(self) -> None:
        self.said.textChanged.connect(self._wait)
        self._pause.timeout.connect(self._write)
        self.examine.toggled.connect(self._examine)
        self.errands.failed.connect(lambda text: self.told.setText(text.in_language(self._language)))
        self.errands.busy_changed.connect(self._weigh)
        self.save.clicked.connect(self._ask)
        self.shut.clicked.connect(self.close)

    def tell(self, said: str = "") -> None:
        """Come to the front; an error that the user saw is written down for him."""
        if said:
            self.said.setPlainText(said)
        self.told.setText("")
        self._write()
        self.show()
        self.raise_()
        self.activateWindow()
        self.said.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- the text -------------------------------------------------------------------------------
    def _wait(self) -> None:
        self._pause.start()
        self._weigh()

    def _write(self) -> None:
        self._pause.stop()
        task = partial(written, self.said.toPlainText(), self._checkup, self._language)
        self.errands.run(_WRITING, task, lambda text: self.text.setPlainText(str(text)), newest=True)

    def _examine(self, wanted: bool) -> None:  # noqa: FBT001  # as the signal gives it
        self._checkup = None
        if wanted:
            self.errands.run(_EXAMINING, examined, self._take_checkup, newest=True)
        else:
            self._write()

    def _take_checkup(self, found: object) -> None:
        if self.examine.isChecked():
            self._checkup = found  # type: ignore[assignment]  # a job returns what its task does
        self._write()

    def _weigh(self) -> None:
        """Let nobody save what he has not seen."""
        busy = self.errands.is_busy or self._pause.isActive()
        able(self.save, self.tr("The text is being written") if busy else None)

    # --- the file -------------------------------------------------------------------------------
    def _ask(self) -> None:
        kinds = self.tr("Texts (*.txt)")
        name, _ = QFileDialog.getSaveFileName(self, self.windowTitle(), str(Path.home() / _NAME), kinds)
        if name:
            said = self.tr("Saved as %1. Nothing was sent.").replace("%1", name)
            task = partial(saved, Path(name), self.text.toPlainText())
            self.errands.run(_SAVING, task, lambda _: self.told.setText(said))

    def end(self) -> None:
        """End what is being done, and close."""
        self._pause.stop()
        self.errands.shut()
        self.close()


def written(said: str, checkup: Checkup | None, language: Language, progress: Progress) -> str:
    """Write the text."""
    del progress
    from optopcheck import service  # noqa: PLC0415  # the window stands before its libraries are there

    return service.problem_report(said, checkup, language)


def examined(progress: Progress) -> Checkup:
    """Examine the installation."""
    from optopcheck import service  # noqa: PLC0415  # same

    return service.examine(progress)


def saved(path: Path, text: str, progress: Progress) -> None:
    """Save the text as it was shown."""
    del progress
    from optopcheck import service  # noqa: PLC0415  # same

    service.write_text(path, text)
