"""The running job at the foot of the window: step, progress, cancel; and notices at the top."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QProgressBar,
    QPushButton,
    QStatusBar,
)

from optopcheck.gui import layouts
from optopcheck.gui.fields import named
from optopcheck.gui.readout import in_window

if TYPE_CHECKING:
    from optopcheck.domain.text import Text
    from optopcheck.gui.desk import Desk, Notice

_PARTS = 1000


class JobBar(QStatusBar):
    """Says what is being done, how far it is, and offers to cancel it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.setSizeGripEnabled(False)
        self.step = named(QLabel(), self.tr("Running job"))
        self.step.setContentsMargins(10, 0, 0, 0)
        self.bar = named(QProgressBar(maximum=_PARTS, textVisible=False), self.tr("Progress"))
        self.bar.setFixedWidth(220)
        self.cancel = named(QPushButton(self.tr("Cancel")), self.tr("Cancel the job"))
        self.cancel.setToolTip(self.tr("Stop; everything stays as it was"))
        self.cancel.clicked.connect(desk.cancel)
        self.addWidget(self.step, 1)
        self.addPermanentWidget(self.bar)
        self.addPermanentWidget(self.cancel)
        desk.progressed.connect(self._tell)
        desk.job_changed.connect(self._follow)
        self._follow()

    def _tell(self, step: Text, fraction: float) -> None:
        self.step.setText(step.in_language(self._desk.language))
        self.bar.setValue(round(fraction * _PARTS))

    def _follow(self) -> None:
        job = self._desk.job
        self.bar.setVisible(job is not None)
        self.cancel.setVisible(job is not None)
        if job is None:
            self.step.setText(self.tr("Ready"))
        elif job.is_cancelled:
            self.step.setText(self.tr("Cancelling …"))
            self.cancel.setEnabled(False)
            self.cancel.setToolTip(self.tr("It stops at the next step"))
        else:
            self.step.setText(job.title.in_language(self._desk.language))
            self.bar.setValue(0)
            self.cancel.setEnabled(True)
            self.cancel.setToolTip(self.tr("Stop; everything stays as it was"))


class NoticeBar(QFrame):
    """A message that blocks nothing: a file that could not be read, a job that was cancelled."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.setProperty("notice", True)  # noqa: FBT003  # Qt's own signature
        self.text = named(QLabel(wordWrap=True), self.tr("Message"))
        close = named(QPushButton(self.tr("Close")), self.tr("Close the message"))
        close.clicked.connect(self.hide)
        row = layouts.row(self, margins=(16, 8, 16, 8))
        row.addWidget(self.text, stretch=1)
        row.addWidget(close)
        desk.noticed.connect(self._tell)
        desk.job_changed.connect(self._follow)
        self.hide()

    def _tell(self, notice: Notice) -> None:
        language = self._desk.language
        said = in_window(notice.text.in_language(language), language)
        lead = self.tr("That did not work: ") if notice.is_failure else ""
        self.text.setText(lead + said)
        self.show()

    def _follow(self) -> None:
        """Take an old message away when something new begins."""
        if self._desk.job is not None and not self._desk.job.is_cancelled:
            self.hide()
