"""The running job at the foot of the window: step, progress, cancel; and notices at the top."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QStatusBar,
)

from optopcheck.gui import layouts
from optopcheck.gui.fields import named
from optopcheck.gui.readout import asks_building, in_window

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

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
        self._errands = desk.file.errands
        self.errand = named(QLabel(), self.tr("What is being written"))
        self.errand_bar = named(
            QProgressBar(maximum=_PARTS, textVisible=False), self.tr("Progress of writing")
        )
        self.errand_bar.setFixedWidth(120)
        self.errand_cancel = named(QPushButton(self.tr("Stop writing")), self.tr("Stop writing"))
        self.errand_cancel.setToolTip(self.tr("Nothing half-written is left"))
        self.errand_cancel.clicked.connect(self._errands.cancel)
        for widget in (self.errand, self.errand_bar, self.errand_cancel):
            self.addPermanentWidget(widget)
        self._errands.busy_changed.connect(self._follow_errand)
        self._errands.progressed.connect(self._tell_errand)
        desk.progressed.connect(self._tell)
        desk.job_changed.connect(self._follow)
        self._follow()
        self._follow_errand()

    def _follow_errand(self) -> None:
        job = self._errands.job
        for widget in (self.errand, self.errand_bar, self.errand_cancel):
            widget.setVisible(job is not None)
        if job is not None:
            self.errand.setText(job.title.in_language(self._desk.language))

    def _tell_errand(self, step: Text, fraction: float) -> None:
        self.errand.setText(step.in_language(self._desk.language))
        self.errand_bar.setValue(round(fraction * _PARTS))

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

    report_wanted = Signal(str)
    """What the user saw."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._again: Callable[[str], None] | None = None
        self._place: Path | None = None
        self.setProperty("notice", True)  # noqa: FBT003  # Qt's own signature
        self.text = named(QLabel(), self.tr("Message"))
        self.text.setWordWrap(True)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.building = named(QLineEdit(), self.tr("Building"))
        self.building.setPlaceholderText(self.tr("Building"))
        self.building.setFixedWidth(200)
        self.show_folder = named(
            QPushButton(self.tr("Open folder")), self.tr("Open the folder"), self.tr("Show where it is")
        )
        copying = self.tr("Copy what happened with the versions, to send it to the makers")
        self.copy = named(QPushButton(self.tr("Copy details")), self.tr("Copy details"), copying)
        self.copy.clicked.connect(self._copy)
        self.report = named(
            QPushButton(self.tr("Report …")),
            self.tr("Report this problem"),
            self.tr("Write it into a file that you read before it is saved"),
        )
        self.report.clicked.connect(lambda: self.report_wanted.emit(self.text.text()))
        self.retry = named(QPushButton(self.tr("Open")), self.tr("Open this building"))
        self.close_button = named(QPushButton(self.tr("Close")), self.tr("Close the message"))
        self.close_button.clicked.connect(self.hide)
        self.show_folder.clicked.connect(self._show_folder)
        self.retry.clicked.connect(self._open_building)
        self.building.returnPressed.connect(self._open_building)
        row = layouts.row(self, spacing=8, margins=(16, 8, 16, 8))
        row.addWidget(self.text, stretch=1)
        for widget in (
            self.building,
            self.retry,
            self.show_folder,
            self.copy,
            self.report,
            self.close_button,
        ):
            row.addWidget(widget)
        desk.noticed.connect(self._tell)
        desk.job_changed.connect(self._follow)
        self.hide()

    def _tell(self, notice: Notice) -> None:
        language = self._desk.language
        said = in_window(notice.text.in_language(language), language)
        lead = self.tr("That did not work: ") if notice.is_failure else ""
        self.text.setText(lead + said if lead else said[:1].upper() + said[1:])
        self._again = notice.again if asks_building(notice.text) else None
        self._place = notice.place
        self.copy.setVisible(notice.is_failure)
        self.report.setVisible(notice.is_failure)
        self.show_folder.setVisible(self._place is not None)
        self.building.clear()
        for widget in (self.building, self.retry):
            widget.setVisible(self._again is not None)
        self.show()

    def _open_building(self) -> None:
        name = self.building.text().strip()
        if self._again is not None and name:
            self._again(name)

    def _copy(self) -> None:
        from optopcheck import service  # noqa: PLC0415  # an error comes from a job, which loads it

        QGuiApplication.clipboard().setText(service.details(self.text.text()))

    def _show_folder(self) -> None:
        if self._place is not None:
            folder = self._place if self._place.is_dir() else self._place.parent
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def _follow(self) -> None:
        """Take an old message away when something new begins."""
        if self._desk.job is not None and not self._desk.job.is_cancelled:
            self.hide()
