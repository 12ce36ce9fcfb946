"""The legend in the picture: which colour counted, and which did not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from optopcheck.gui import layouts
from optopcheck.gui.fields import named
from optopcheck.gui.style import LEFT_OUT, LEFT_OUT_EDGE, LIT

if TYPE_CHECKING:
    from optopcheck.gui.lighting import Lighting

_WIDEST = 570
_AROUND = 58
"""Of margins and swatch [px]."""
_GAP = 8
_SWATCH = 13
"""[px]"""
_SCALE = 3


class Legend(QFrame):
    """Lies over the picture, where the sky is, while a number is lit; lets the mouse through."""

    def __init__(self, picture: QWidget) -> None:
        super().__init__(picture)
        self._picture = picture
        self.setProperty("card", True)  # noqa: FBT003  # Qt's own signature
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        self.counted = named(QLabel(), self.tr("Counted, lit in blue"))
        self.left_out = named(QLabel(), self.tr("Left out, in yellow"))
        self._rows = tuple(
            self._row(label, _swatch(fill, edge))
            for label, fill, edge in ((self.counted, LIT, LIT), (self.left_out, LEFT_OUT, LEFT_OUT_EDGE))
        )
        column = layouts.column(self, spacing=3, margins=(9, 6, 11, 6))
        for row in self._rows:
            column.addWidget(row)
        over = layouts.row(picture, margins=(8, 8, 8, 8))
        over.addWidget(self, alignment=Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        over.addStretch()
        self._over, self._beside = over, 0
        picture.installEventFilter(self)
        self.hide()

    def put_beside(self, widget: QWidget) -> None:
        """Put a widget in the corner at the other side; the legend leaves it room."""
        self._over.addWidget(widget, alignment=Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self._beside = widget.sizeHint().width() + _GAP

    def fill(self, lighting: Lighting) -> None:
        """Say what the colours stand for; nothing of what is only pointed at."""
        for row, label, words in (
            (self._rows[0], self.counted, lighting.counted),
            (self._rows[1], self.left_out, lighting.left_out),
        ):
            label.setText(words)
            row.setVisible(bool(words))
        self._fit()
        self.setVisible(bool(lighting.counted or lighting.left_out))

    def eventFilter(self, picture: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name
        """Follow the size of the picture."""
        if event.type() == QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(picture, event)

    def _fit(self) -> None:
        """Wrap only where the picture ends: left alone, a label that may wrap takes any narrow shape."""
        room = min(self._picture.width() - _AROUND - self._beside, _WIDEST)
        for label in (self.counted, self.left_out):
            label.setFixedWidth(max(min(label.fontMetrics().horizontalAdvance(label.text()) + 2, room), 1))

    def _row(self, label: QLabel, swatch: QPixmap) -> QWidget:
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        mark = QLabel()
        mark.setPixmap(swatch)
        row = QWidget()
        line = layouts.row(row, spacing=7)
        line.addWidget(mark, alignment=Qt.AlignmentFlag.AlignTop)
        line.addWidget(label)
        line.addStretch()
        return row


def _swatch(fill: str, edge: str) -> QPixmap:
    pixmap = QPixmap(_SWATCH * _SCALE, _SWATCH * _SCALE)
    pixmap.setDevicePixelRatio(_SCALE)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setPen(QPen(QColor(edge), 1.5))
    painter.setBrush(QColor(fill))
    painter.drawRect(QRectF(1, 1, _SWATCH - 2, _SWATCH - 2))
    painter.end()
    return pixmap
