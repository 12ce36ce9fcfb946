"""Draws the icons of the program and of its files, from one drawing: PNG of each size, .ico and .icns."""

# ruff: noqa: INP001 - a script beside the package

from __future__ import annotations

import os
import struct
import sys
from importlib.resources import files
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter, QPen, QPolygonF
from PySide6.QtSvg import QSvgRenderer

SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
_ICO_MOST = 256
_ICNS = {16: b"icp4", 32: b"icp5", 64: b"icp6", 128: b"ic07", 256: b"ic08", 512: b"ic09"}
_PAGE = ((0.16, 0.03), (0.62, 0.03), (0.84, 0.25), (0.84, 0.97), (0.16, 0.97))
"""A sheet with a folded corner, in parts of the side."""


def program(size: int) -> QImage:
    """Return the mark of the program."""
    image = _empty(size)
    painter = QPainter(image)
    _mark(painter, QRectF(0, 0, size, size))
    painter.end()
    return image


def document(size: int) -> QImage:
    """Return the mark on a sheet of paper."""
    image = _empty(size)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor("#ffffff"))
    painter.setPen(QPen(QColor("#5b6b7a"), max(1.0, size / 48)))
    painter.drawPolygon(QPolygonF([QPointF(x * size, y * size) for x, y in _PAGE]))
    (left, top), (right, low) = _PAGE[1], _PAGE[2]
    fold = [
        QPointF(left * size, top * size),
        QPointF(left * size, low * size),
        QPointF(right * size, low * size),
    ]
    painter.setBrush(QColor("#d5dde5"))
    painter.drawPolygon(QPolygonF(fold))
    _mark(painter, QRectF(0.27 * size, 0.40 * size, 0.46 * size, 0.46 * size))
    painter.end()
    return image


def _empty(size: int) -> QImage:
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    return image


def _mark(painter: QPainter, place: QRectF) -> None:
    drawing = QByteArray((files("optopcheck.resources") / "icons" / "optopcheck.svg").read_bytes())
    QSvgRenderer(drawing).render(painter, place)


def png(image: QImage) -> bytes:
    """Return an image as the bytes of a PNG."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return content.data()


def ico(images: dict[int, bytes]) -> bytes:
    """Return an icon of Windows: a header, a line for each size, and the PNGs."""
    fitting = {size: content for size, content in images.items() if size <= _ICO_MOST}
    at = 6 + 16 * len(fitting)
    lines, body = [struct.pack("<HHH", 0, 1, len(fitting))], []
    for size, content in fitting.items():
        side = size % _ICO_MOST
        lines.append(struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(content), at))
        body.append(content)
        at += len(content)
    return b"".join([*lines, *body])


def icns(images: dict[int, bytes]) -> bytes:
    """Return an icon of macOS: kind, length and PNG of each size."""
    parts = [_ICNS[s] + struct.pack(">I", len(c) + 8) + c for s, c in images.items() if s in _ICNS]
    body = b"".join(parts)
    return b"icns" + struct.pack(">I", len(body) + 8) + body


def main(folder: Path) -> None:
    """Write all icons into a folder."""
    app = QGuiApplication([])
    folder.mkdir(parents=True, exist_ok=True)
    for name, draw in (("optopcheck", program), ("optopcheck-document", document)):
        images = {size: png(draw(size)) for size in SIZES}
        for size, content in images.items():
            (folder / f"{name}-{size}.png").write_bytes(content)
        (folder / f"{name}.ico").write_bytes(ico(images))
        (folder / f"{name}.icns").write_bytes(icns(images))
    app.quit()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
