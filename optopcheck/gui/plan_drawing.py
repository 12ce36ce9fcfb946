"""The footprints of a municipality as an image: polygons from near, dots from afar."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPolygonF, QTransform

from optopcheck.gui.plan_look import edge_pen, faint_brush, hatch_of
from optopcheck.gui.themes import theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from PySide6.QtCore import QSize

    from optopcheck.gui.plan_work import Read

    Floats = NDArray[np.float64]
    Bools = NDArray[np.bool_]

_NEAR = 0.45
"""From here on a house is a few pixels wide, and its shape is seen [px/m]."""
_HATCHED = 1.5
"""From here on a hatch can be told from noise [px/m]."""
_LARGEST = 6
"""A dot is never wider [px]; what is larger is drawn when one comes near."""
_OPAQUE = 0xFF000000


@dataclass(frozen=True)
class Look:
    """Where the plan is looked at: the middle in RD [m], and the scale [px/m]."""

    x: float
    y: float
    scale: float


class PlanDrawing:
    """Draws the buildings of a result; `shown` tells which the filter lets through."""

    def __init__(self, read: Read) -> None:
        result = read.result
        self._corners, self._starts = result.corners, result.starts
        self.has_shape: Bools = np.diff(self._starts) > 0
        # Each side on its own: pointing asks all of them at every move of the mouse.
        self._sides = result.boxes
        self.boxes: Floats = result.boxes.T.reshape(-1, 2, 2)
        self.classes = read.chooser.classes
        self.colours = [(key, QColor(colour)) for key, colour, _ in read.classes]
        self.shown: Bools = np.ones(len(self.has_shape), dtype=bool)
        self._polygons: dict[int, QPolygonF] = {}
        self.origin: Floats = np.zeros(2) if self.extent is None else np.floor(self.extent.mean(axis=0))

    @property
    def extent(self) -> Floats | None:
        """The box around everything, shape (2, 2) in RD [m]; None where there is no shape."""
        if not self.has_shape.any():
            return None
        boxes = self.boxes[self.has_shape]
        return np.stack([boxes[:, 0].min(axis=0), boxes[:, 1].max(axis=0)])

    @property
    def made(self) -> int:
        """How many outlines were drawn or pointed at so far."""
        return len(self._polygons)

    # --- finding --------------------------------------------------------------------------------
    def at(self, x: float, y: float) -> int | None:
        """Return the building at a place in RD, of those that are shown."""
        west, south, east, north = self._sides
        inside = (west <= x) & (x <= east) & (south <= y) & (y <= north)
        point = QPointF(x - self.origin[0], y - self.origin[1])
        for place in np.flatnonzero(inside & self.shown).tolist():
            if self.polygon(place).containsPoint(point, Qt.FillRule.OddEvenFill):
                return int(place)
        return None

    def nearest(self, x: float, y: float, within: float) -> int | None:
        """Return the building of which the box is nearest to a place, no farther than that [m]."""
        usable = self.has_shape & self.shown
        if not usable.any():
            return None
        west, south, east, north = self._sides
        right = np.maximum(np.maximum(west - x, x - east), 0.0)
        up = np.maximum(np.maximum(south - y, y - north), 0.0)
        distance = np.where(usable, np.hypot(right, up), np.inf)
        place = int(distance.argmin())
        return place if distance[place] <= within else None

    def polygon(self, place: int) -> QPolygonF:
        """Return the outline of a building in metres about the origin."""
        if place not in self._polygons:
            ring = self._corners[self._starts[place] : self._starts[place + 1]] - self.origin
            self._polygons[place] = QPolygonF([QPointF(x, y) for x, y in ring.tolist()])
        return self._polygons[place]

    # --- drawing --------------------------------------------------------------------------------
    def image(self, look: Look, size: QSize, ratio: float) -> QImage:
        """Return the picture of a size [px], for a screen with that many dots per pixel."""
        width, height = round(size.width() * ratio), round(size.height() * ratio)
        half = np.array([size.width(), size.height()]) / 2 / look.scale
        middle = np.array([look.x, look.y])
        apart = np.maximum(self.boxes[:, 0] - (middle + half), (middle - half) - self.boxes[:, 1])
        seen: Bools = np.asarray((apart <= 0).all(axis=1))
        if look.scale < _NEAR:
            image = self._dots(look, (width, height), ratio, seen)
        else:
            image = QImage(width, height, QImage.Format.Format_RGB32)
            image.fill(QColor(theme().paper))
            self._shapes(image, look, ratio, seen)
        image.setDevicePixelRatio(ratio)
        return image

    def _dots(self, look: Look, size: tuple[int, int], ratio: float, seen: Bools) -> QImage:
        width, height = size
        scale = look.scale * ratio
        ground = np.full((height, width), QColor(theme().paper).rgb(), dtype=np.uint32)
        colours = np.array([c.rgb() | _OPAQUE for _, c in self.colours], dtype=np.uint32)
        for part, faint in ((seen & ~self.shown, True), (seen & self.shown, False)):
            places = np.flatnonzero(part)
            boxes = (self.boxes[places] - (look.x, look.y)) * scale
            left = np.floor(boxes[:, 0, 0] + width / 2).astype(np.int64)
            top = np.floor(height / 2 - boxes[:, 1, 1]).astype(np.int64)
            sides = np.clip(np.round(np.ptp(boxes, axis=1)), 1, _LARGEST * ratio).astype(np.int64)
            paint = colours[self.classes[places]]
            if faint:
                paint = np.full(len(places), QColor(theme().line).rgb(), dtype=np.uint32)
            for right in range(int(sides[:, 0].max(initial=0))):
                for down in range(int(sides[:, 1].max(initial=0))):
                    x, y = left + right, top + down
                    fits = (sides[:, 0] > right) & (sides[:, 1] > down)
                    fits &= (x >= 0) & (x < width) & (y >= 0) & (y < height)
                    ground[y[fits], x[fits]] = paint[fits]
        return QImage(ground.data, width, height, 4 * width, QImage.Format.Format_RGB32).copy()

    def _shapes(self, image: QImage, look: Look, ratio: float, seen: Bools) -> None:
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, look.scale >= _HATCHED)
        painter.setTransform(self.transform(look, image.width(), image.height(), ratio))
        painter.setPen(edge_pen(faint=True))
        painter.setBrush(faint_brush())
        self._draw(painter, np.flatnonzero(seen & ~self.shown).tolist())
        painter.setPen(edge_pen())
        for number, (key, colour) in enumerate(self.colours):
            places = np.flatnonzero(seen & self.shown & (self.classes == number)).tolist()
            painter.setBrush(QBrush(colour))
            self._draw(painter, places)
            hatch = hatch_of(key)
            if hatch is not None and look.scale >= _HATCHED:
                hatch.setTransform(painter.transform().inverted()[0])
                painter.setBrush(hatch)
                self._draw(painter, places)
        painter.end()

    def _draw(self, painter: QPainter, places: Sequence[int]) -> None:
        for place in places:
            painter.drawPolygon(self.polygon(place))

    def transform(self, look: Look, width: float, height: float, ratio: float = 1.0) -> QTransform:
        """Return the way from metres about the origin to a picture of that size."""
        scale = look.scale * ratio
        x, y = look.x - self.origin[0], look.y - self.origin[1]
        return QTransform(scale, 0, 0, -scale, width / 2 - scale * x, height / 2 + scale * y)
