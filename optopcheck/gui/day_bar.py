"""The day of one point as bars: sun and shade on the clock, before and after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from optopcheck.domain.text import number
from optopcheck.gui.fields import named
from optopcheck.gui.themes import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from optopcheck.domain.text import Language
    from optopcheck.service import PointDay

Spell = tuple[float, float]
SUN, SHADE, LOST = "#f5b700", "#b9c1c9", "#a3123a"
FIRST, LAST = 4.0, 23.0
"""Hours of the clock that the bars show."""
_LEFT, _RIGHT = 92, 74
_BAR, _GAP, _AXIS = 17, 6, 20
_MINUTES = 60.0


class DayBar(QWidget):
    """Draws three bars; what the design takes from the existing sun is hatched."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language
        self.day: PointDay | None = None
        named(self, self.tr("The day of the chosen point"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumHeight(3 * (_BAR + _GAP) + _AXIS + 6)

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        """Return the room for three bars and the axis."""
        return QSize(420, 3 * (_BAR + _GAP) + _AXIS + 6)

    def show_day(self, day: PointDay | None) -> None:
        """Draw another day, or none."""
        self.day = day
        self.setAccessibleDescription(self._spoken() if day else "")
        self.update()

    @property
    def names(self) -> dict[str, str]:
        """Words for the situations, in the order of the bars."""
        return {
            "existing": self.tr("Existing"),
            "permitted": self.tr("Permitted"),
            "proposed": self.tr("Proposed"),
        }

    def segments(self, name: str) -> list[tuple[str, QRectF]]:
        """Return what is drawn for a situation: ``shade``, ``sun`` and ``lost`` with their places."""
        if self.day is None or name not in self.day.spells:
            return []
        row = [n for n in self.names if n in self.day.spells].index(name)
        top = row * (_BAR + _GAP) + 2.0
        found = [("shade", self._box(FIRST, LAST, top))]
        found += [("sun", self._box(a, b, top)) for a, b in self.day.spells[name]]
        if name == "proposed" and "existing" in self.day.spells:
            lost = without(self.day.spells["existing"], self.day.spells[name])
            found += [("lost", self._box(a, b, top)) for a, b in lost]
        return found

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  # Qt's name
        """Draw the bars."""
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme().paper))
        if self.day is not None:
            self._draw_axis(painter)
            for name, word in self.names.items():
                self._draw_bar(painter, name, word)
        painter.end()

    def _draw_bar(self, painter: QPainter, name: str, word: str) -> None:
        parts = self.segments(name)
        if not parts or self.day is None:
            return
        colours = {"shade": SHADE, "sun": SUN, "lost": LOST}
        for what, box in parts:
            brush = QBrush(QColor(colours[what]))
            if what == "lost":
                painter.fillRect(box, QColor(theme().lost))
                brush.setStyle(Qt.BrushStyle.BDiagPattern)
            painter.fillRect(box, brush)
        whole = parts[0][1]
        painter.setPen(QColor(theme().ink))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(0, whole.top(), _LEFT - 8, _BAR), middle | Qt.AlignmentFlag.AlignRight, word)
        told = duration(self.day.minutes[name])
        painter.drawText(QRectF(whole.right() + 6, whole.top(), _RIGHT - 6, _BAR), middle, told)

    def _draw_axis(self, painter: QPainter) -> None:
        rows = len(self.day.spells) if self.day else 0
        low = rows * (_BAR + _GAP) + 2.0
        painter.setPen(QColor(theme().line))
        for hour in range(int(FIRST), int(LAST) + 1):
            x = self._x(hour)
            painter.setPen(QColor(theme().line))
            painter.drawLine(round(x), 0, round(x), round(low))
            if hour % 2 == 0:
                painter.setPen(QColor(theme().soft_ink))
                painter.drawText(QRectF(x - 20, low, 40, _AXIS), Qt.AlignmentFlag.AlignHCenter, f"{hour}")

    def _box(self, start: float, end: float, top: float) -> QRectF:
        a, b = (self._x(min(max(hour, FIRST), LAST)) for hour in (start, end))
        return QRectF(a, top, b - a, _BAR)

    def _x(self, hour: float) -> float:
        return _LEFT + (hour - FIRST) / (LAST - FIRST) * max(self.width() - _LEFT - _RIGHT, 1)

    def _spoken(self) -> str:
        day = self.day
        if day is None:
            return ""
        return "; ".join(
            f"{w}: {duration(day.minutes[n])}" for n, w in self.names.items() if n in day.minutes
        )

    def words(self) -> str:
        """Tell point, day, sun before and after, and the doubt."""
        day = self.day
        if day is None:
            return self.tr("Click a point in the picture or a row of the table to see its day.")
        date = day.day.strftime("%d-%m-%Y" if self._language == "nl" else "%Y-%m-%d")
        told = f"{day.name} · {date} ({' → '.join(day.offsets)})"
        if day.loss is not None:
            told += " · " + self.tr("loses %1 min, ± %2").replace(
                "%1", number(day.loss, 0, self._language)
            ).replace("%2", number(day.tolerance, 0, self._language))
        if day.assumption is not None:
            told += f" · {day.assumption.in_language(self._language)}"
        return told


def without(spells: tuple[Spell, ...], taken: tuple[Spell, ...]) -> list[Spell]:
    """Return the parts of spells that no other spell covers; both in order of time."""
    left: list[Spell] = []
    for start, end in spells:
        begin = start
        for a, b in taken:
            if b <= begin or a >= end:
                continue
            if a > begin:
                left.append((begin, a))
            begin = max(begin, b)
        if begin < end:
            left.append((begin, end))
    return left


def duration(minutes: float) -> str:
    """Write minutes as hours and minutes: ``2:07``."""
    whole = round(minutes)
    return f"{int(whole // _MINUTES)}:{int(whole % _MINUTES):02d}"
