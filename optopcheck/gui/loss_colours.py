"""Colours for minutes of sun lost: light to dark, told apart with every common colour vision."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from optopcheck.gui import layouts
from optopcheck.gui.fields import named
from optopcheck.gui.view_flow import FlowLayout

if TYPE_CHECKING:
    from collections.abc import Iterable

    from optopcheck.service import PointLoss

Colour = tuple[int, int, int]

NEW: Colour = (90, 174, 214)
"""A point that the design brings: it had no sun before."""
STEPS: tuple[tuple[float, Colour], ...] = (
    (0.5, (150, 158, 166)),
    (15.0, (255, 237, 160)),
    (30.0, (254, 178, 76)),
    (60.0, (240, 100, 32)),
    (120.0, (189, 20, 38)),
)
"""Up to so many minutes, and the colour; more than the last is `MOST`."""
MOST: Colour = (92, 0, 40)
_SWATCH = 12
"""[px]"""


def colour_of(loss: PointLoss) -> Colour:
    """Return the colour of a point."""
    if loss.before is None:
        return NEW
    return next((colour for most, colour in STEPS if loss.loss <= most), MOST)


def colours_of(losses: Iterable[PointLoss]) -> dict[str, Colour]:
    """Return the colour of each point by its id."""
    return {loss.id: colour_of(loss) for loss in losses}


class LossLegend(QWidget):
    """Says what the colours stand for, in minutes on the day of the greatest loss."""

    def __init__(self) -> None:
        super().__init__()
        named(self, self.tr("Colours of the loss of sun"))
        flow = FlowLayout(self, spacing=8)
        self.title = QLabel(self.tr("on the worst day [min]:"))
        flow.addWidget(self.title)
        edges = ["0", *(f"{most:.0f}" for most, _ in STEPS[1:])]
        words = [self.tr("none"), *(f"{a}–{b}" for a, b in pairwise(edges))]
        words += [self.tr("more than %1").replace("%1", edges[-1]), self.tr("new point")]
        colours = [*(colour for _, colour in STEPS), MOST, NEW]
        for word, colour in zip(words, colours, strict=True):
            mark = QLabel()
            mark.setPixmap(_dot(colour))
            pair = QWidget()
            row = layouts.row(pair, spacing=4)
            row.addWidget(mark)
            row.addWidget(QLabel(word))
            flow.addWidget(pair)
        self.setToolTip(f"{self.title.text()} {', '.join(words)}")


def _dot(colour: Colour) -> QPixmap:
    pixmap = QPixmap(_SWATCH, _SWATCH)
    pixmap.fill(QColor(0, 0, 0, 0))
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor(*colour))
    painter.setPen(QColor(90, 96, 102))
    painter.drawRoundedRect(1, 1, _SWATCH - 3, _SWATCH - 3, 2, 2)
    painter.end()
    return pixmap
