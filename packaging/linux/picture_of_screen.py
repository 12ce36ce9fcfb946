"""Saves a picture of the screen and fails when nothing is on it: ``picture_of_screen.py FILE``."""

# ruff: noqa: INP001 - a script beside the package

from __future__ import annotations

import sys

from PySide6.QtGui import QGuiApplication, QImage

_STEP = 40
_LEAST = 0.5
"""Part of the screen that a window fills."""


def filled(picture: QImage) -> float:
    """Return which part of the screen is not black, as the bare screen is."""
    places = [(x, y) for x in range(0, picture.width(), _STEP) for y in range(0, picture.height(), _STEP)]
    return sum(picture.pixelColor(x, y).lightness() > 0 for x, y in places) / len(places)


def main(path: str) -> int:
    """Save the picture; return 1 if the screen is empty."""
    _application = QGuiApplication([])
    picture = QGuiApplication.primaryScreen().grabWindow(0).toImage()
    picture.save(path)
    return 0 if filled(picture) > _LEAST else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
