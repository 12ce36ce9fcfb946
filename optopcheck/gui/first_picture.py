"""What can be seen of a model while it is read: a picture, and the words that it is no more than that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from optopcheck.gui import layouts
from optopcheck.gui.fields import named, plain_label
from optopcheck.gui.viewport import BlitViewport

if TYPE_CHECKING:
    from optopcheck.gui.arriving import Sight
    from optopcheck.picture.pose import Pose


_LATER = 300
"""After the case came, before the picture is given back [ms]."""


class FirstPicture(QWidget):
    """The page in front while the first model is read: it turns and zooms, and tells no number of it."""

    def __init__(self) -> None:
        super().__init__()
        self.words = named(plain_label(), self.tr("Picture under way"))
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.words.setContentsMargins(12, 8, 12, 8)
        self.viewport: BlitViewport | None = None
        self._fitted: Pose | None = None
        self._left: BlitViewport | None = None
        """What was shown last, until it is given back."""
        self._later = QTimer(self, singleShot=True, interval=_LATER)
        self._later.timeout.connect(self._end)
        self._column = layouts.column(self, spacing=0)
        self._column.addWidget(self.words)

    def show_sight(self, sight: Sight) -> None:
        """Show what is there; the view stays where the hand put it."""
        self._end()
        if self.viewport is None:
            self.viewport = BlitViewport()
            self._column.addWidget(self.viewport, stretch=1)
        view, before = self.viewport, self._fitted
        is_first = not view.has_scene
        moved = before is not None and view.camera is not None and view.camera.pose is not before
        view.show_building(sight.building, (), None, None)
        if is_first:
            view.look("iso")
        if not moved:
            view.fit()
            self._fitted = view.camera.pose if view.camera is not None else None
        self.words.setText(
            self._said(sight)
            .replace("%1", sight.building.name or self.tr("Building"))
            .replace("%2", f"{sight.share:.0%}")
        )

    def _said(self, sight: Sight) -> str:
        if not sight.is_sketch:
            return self.tr(
                "%1: %2 of the parts are there. Nothing was measured yet; the picture may still shift."
            )
        if not sight.share:
            return self.tr(
                "%1: a quick sketch; walls, floors and roofs may still change. Nothing was measured yet."
            )
        return self.tr(
            "%1: %2 of the parts are there, the rest is a quick sketch. "
            "Nothing was measured yet; the picture may still change."
        )

    def clear(self) -> None:
        """Give back what the picture took, but later: the case is laid on the desk in this turn."""
        view, self.viewport, self._fitted = self.viewport, None, None
        if view is not None:
            self._column.removeWidget(view)
            view.hide()
            self._left = view
            self._later.start()

    def shut(self) -> None:
        """Give it back at once: the window closes, and another turn may not come."""
        self._end()
        if self.viewport is not None:
            self.viewport.shut()

    def _end(self) -> None:
        self._later.stop()
        view, self._left = self._left, None
        if view is not None:
            view.shut()
            view.deleteLater()
