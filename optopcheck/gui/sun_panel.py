"""Date and time of the shadow in the picture; the shadow is the one that the service computes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import partial
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QDate, Qt, QThreadPool, QTime, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QLabel,
    QPushButton,
    QSizePolicy,
    QSlider,
    QTimeEdit,
    QWidget,
)

from optopcheck.domain.text import Text, number
from optopcheck.gui import layouts, work
from optopcheck.gui.fields import able, named
from optopcheck.gui.jobs import Job
from optopcheck.gui.view_flow import FlowLayout

if TYPE_CHECKING:
    from optopcheck.domain.building import Building
    from optopcheck.domain.job import Progress
    from optopcheck.gui.desk import Desk
    from optopcheck.gui.work import Opened
    from optopcheck.service import Shadow

_FIRST, _LAST, _STEP = 4 * 60, 23 * 60, 5
"""Of the slider [min after midnight, clock time]."""
_DAYS = ((19, 2), (21, 3), (21, 6), (23, 9), (21, 10), (22, 12))
"""(day, month) at which shadows are usually compared."""
_BEAT = 80
"""Between two moments while the day or the year plays, or longer where a shadow takes longer [ms]."""
_PLAY_STEPS, _PLAY_DAYS = 2, 3
"""Steps of the slider, and days, from one moment to the next."""
_CASTING = Text("Schaduw bepalen", "Casting the shadow")


@dataclass(frozen=True, eq=False)
class _Wanted:
    opened: Opened
    building: Building
    compared: Building | None
    when: datetime


class SunPanel(QWidget):
    """Asks for a moment; tells the shadow at that moment, the latest wanted one wins."""

    cast = Signal(object, object)
    """`Shadow` or None of what is shown, and of what it is compared with."""
    look_from_sun = Signal(float, float)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.shadow: Shadow | None = None
        self._compared: Building | None = None
        self._wanted: _Wanted | None = None
        self._job: Job | None = None
        self._pool = QThreadPool()
        self._pool.setMaxThreadCount(1)
        self._make_fields()
        self._lay_out()
        self._connect()
        self._follow()

    def _make_fields(self) -> None:
        nl = self._desk.language == "nl"
        self.on = named(QCheckBox(self.tr("Shadow")), self.tr("Show the shadow"))
        self.on.setChecked(True)
        self.day = named(QDateEdit(QDate(date.today().year, 3, 21)), self.tr("Date"))  # noqa: DTZ011  # the user's calendar
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat("dd-MM-yyyy" if nl else "yyyy-MM-dd")
        self.known_days = named(QComboBox(), self.tr("Usual days"))
        self.known_days.addItem(self.tr("other day"))
        months = (self.tr("19 Feb"), self.tr("21 Mar"), self.tr("21 Jun"), self.tr("23 Sep"))
        for word in (*months, self.tr("21 Oct"), self.tr("22 Dec")):
            self.known_days.addItem(word)
        self.slider = named(QSlider(Qt.Orientation.Horizontal), self.tr("Time of day"))
        self.slider.setRange(_FIRST // _STEP, _LAST // _STEP)
        self.slider.setPageStep(60 // _STEP)
        self.clock = named(QTimeEdit(QTime(12, 0)), self.tr("Clock time"))
        self.clock.setDisplayFormat("HH:mm")
        self.clock.setTimeRange(QTime(_FIRST // 60, 0), QTime(_LAST // 60, 0))
        self.slider.setValue(12 * 60 // _STEP)
        self.text = named(QLabel(), self.tr("Sun"))
        self.text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.text.setMinimumWidth(130)
        self.text.setWordWrap(True)
        self.play_day = _play_button(self.tr("▶ day"), self.tr("Play the day"))
        self.play_year = _play_button(
            self.tr("▶ year"), self.tr("Play the rest of the year at this clock time")
        )
        self._beat = QTimer(self, interval=_BEAT)
        self.from_sun = named(QPushButton(self.tr("From the sun")), self.tr("Look from the sun"))

    def _lay_out(self) -> None:
        column = layouts.column(self, spacing=4, margins=(10, 4, 10, 6))
        moment = QWidget()
        flow = FlowLayout(moment)
        for widget in (self.on, self.known_days, self.day, self.clock):
            flow.addWidget(widget)
        row = layouts.row(spacing=8)
        row.addWidget(moment, stretch=1)
        row.addWidget(self.from_sun)
        below = layouts.row(spacing=8)
        below.addWidget(self.slider, stretch=3)
        below.addWidget(self.text, stretch=2)
        for part in (self.play_day, self.play_year):
            below.addWidget(part)
        column.addLayout(row)
        column.addLayout(below)

    def _connect(self) -> None:
        self.on.toggled.connect(self._ask)
        self.day.dateChanged.connect(self._change_day)
        self.known_days.activated.connect(self._take_known_day)
        self.slider.valueChanged.connect(self._slide)
        self.clock.timeChanged.connect(self._set_clock)
        self.from_sun.clicked.connect(self._look)
        for button in (self.play_day, self.play_year):
            button.toggled.connect(partial(self._play, button))
        self._beat.timeout.connect(self._step_on)
        self._desk.case_changed.connect(self._follow)
        self._desk.shown_changed.connect(self._ask)

    # --- the moment -----------------------------------------------------------------------------
    def _change_day(self) -> None:
        chosen = self.day.date()
        here = (chosen.day(), chosen.month())
        self.known_days.setCurrentIndex(_DAYS.index(here) + 1 if here in _DAYS else 0)
        self._ask()

    def _take_known_day(self, place: int) -> None:
        if place > 0:
            day, month = _DAYS[place - 1]
            self.day.setDate(QDate(self.day.date().year(), month, day))

    def _slide(self, step: int) -> None:
        minutes = step * _STEP
        if self.clock.time().hour() * 60 + self.clock.time().minute() != minutes:
            self.clock.setTime(QTime(minutes // 60, minutes % 60))

    def _set_clock(self, clock: QTime) -> None:
        self.slider.blockSignals(True)  # noqa: FBT003  # Qt's own signature
        self.slider.setValue(round((clock.hour() * 60 + clock.minute()) / _STEP))
        self.slider.blockSignals(False)  # noqa: FBT003  # same
        self._ask()

    def moment(self) -> datetime:
        """Return the chosen instant, in UTC."""
        chosen, clock = self.day.date(), self.clock.time()
        day = date(chosen.year(), chosen.month(), chosen.day())
        zone = self._desk.opened.case.case.site.zone if self._desk.opened else "Europe/Amsterdam"
        local = datetime.combine(day, time(clock.hour(), clock.minute()), ZoneInfo(zone))
        return local.astimezone(UTC)

    # --- the shadow -----------------------------------------------------------------------------
    def _follow(self) -> None:
        opened = self._desk.opened
        site = opened.case.case.site if opened else None
        unknown = site is None or site.latitude is None or site.longitude is None
        reason = self.tr("The model names no place on earth, so there is no sun") if unknown else None
        for widget in (self.on, self.known_days, self.day, self.clock, self.slider):
            able(widget, reason)
        for button in (self.play_day, self.play_year):
            able(button, reason, button.accessibleName())
            if unknown:
                button.setChecked(False)
        able(self.from_sun, reason, self.tr("What the sun does not see lies in the shade"))
        self.text.setText(reason or "")
        self._change_day()

    def _ask(self) -> None:
        opened, building = self._desk.opened, self._desk.building
        if opened is None or building is None or not self.on.isChecked() or not self.on.isEnabled():
            self._wanted = None
            self.shadow = None
            self.cast.emit(None, None)
            return
        self._wanted = _Wanted(opened, building, self._compared, self.moment())
        self._start()

    def _start(self) -> None:
        if self._job is not None or self._wanted is None:
            return
        wanted, self._wanted = self._wanted, None

        def casting(progress: Progress) -> tuple[Shadow | None, Shadow | None]:
            del progress
            other = wanted.compared
            shown = work.shadow(wanted.opened, wanted.building, wanted.when)
            return shown, None if other is None else work.shadow(wanted.opened, other, wanted.when)

        self._job = Job(_CASTING, casting)
        self._job.done.connect(self._take)
        self._job.failed.connect(self._desk.tell)
        self._job.ended.connect(self._end)
        self._job.start_soon(self._pool)

    def _take(self, shadows: tuple[Shadow | None, Shadow | None]) -> None:
        if self.on.isChecked() and self._desk.building is not None:
            self.shadow = shadows[0]
            self.text.setText(self._words(shadows[0]))
            self.cast.emit(*shadows)

    def _end(self) -> None:
        self._job = None
        self._start()

    def compare(self, building: Building | None) -> None:
        """Cast the shadow of another building as well."""
        if building is not self._compared:
            self._compared = building
            self._ask()

    # --- playing --------------------------------------------------------------------------------
    def _play(self, button: QPushButton, playing: bool) -> None:  # noqa: FBT001  # Qt calls it so
        """Let the day or the year run until it ends or the button is pressed again."""
        other = self.play_year if button is self.play_day else self.play_day
        if playing:
            other.setChecked(False)
            if button is self.play_day and self.slider.value() == self.slider.maximum():
                self.slider.setValue(self.slider.minimum())
            self._beat.start()
        elif not other.isChecked():
            self._beat.stop()

    def _step_on(self) -> None:
        if self._job is not None:
            # The picture keeps up with the shadow: no moment is skipped.
            return
        if self.play_day.isChecked():
            self.slider.setValue(self.slider.value() + _PLAY_STEPS)
            if self.slider.value() == self.slider.maximum():
                self.play_day.setChecked(False)
        elif self.play_year.isChecked():
            day = self.day.date().addDays(_PLAY_DAYS)
            if day.year() != self.day.date().year():
                self.play_year.setChecked(False)
                return
            self.day.setDate(day)

    def _words(self, shadow: Shadow | None) -> str:
        if shadow is None:
            return ""
        if shadow.mesh is None:
            return self.tr("%1 · the sun is down").replace("%1", shadow.clock)
        height = number(shadow.elevation, 0, self._desk.language)
        return self.tr("%1 · sun %2° high").replace("%1", shadow.clock).replace("%2", height)

    def _look(self) -> None:
        if self.shadow is not None:
            self.look_from_sun.emit(self.shadow.azimuth, self.shadow.elevation)

    def shut(self) -> None:
        """Wait for the work in the background."""
        self._beat.stop()
        self._wanted = None
        if self._job is not None:
            self._job.cancel()
        self._pool.waitForDone()


def _play_button(words: str, name: str) -> QPushButton:
    button = named(QPushButton(words), name, name)
    button.setCheckable(True)
    return button
