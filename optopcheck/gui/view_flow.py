"""A row that goes on below where there is no more room: nothing is cut off on a small screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

if TYPE_CHECKING:
    from optopcheck.gui.layouts import Margins


class FlowLayout(QLayout):
    """Items beside one another, and in as many lines as the width asks for."""

    def __init__(
        self, parent: QWidget | None = None, spacing: int = 4, margins: Margins = (0, 0, 0, 0)
    ) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setSpacing(spacing)
        self.setContentsMargins(*margins)

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802  # Qt's name
        """Take one more item."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many items there are."""
        return len(self._items)

    def itemAt(self, place: int) -> QLayoutItem | None:  # noqa: N802  # Qt's name
        """Return an item, None beyond the last."""
        return self._items[place] if 0 <= place < len(self._items) else None

    def takeAt(self, place: int) -> QLayoutItem | None:  # noqa: N802  # Qt's name
        """Give an item away."""
        return self._items.pop(place) if 0 <= place < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802  # Qt's name
        """Ask for no more room than needed."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:  # noqa: N802  # Qt's name
        """Tell that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802  # Qt's name
        """Return the height of all lines [px]."""
        return self._lay(QRect(0, 0, width, 0), really=False)

    def setGeometry(self, room: QRect) -> None:  # noqa: N802  # Qt's name
        """Place the items."""
        super().setGeometry(room)
        self._lay(room, really=True)

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        """Return the size of the widest item."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:  # noqa: N802  # Qt's name
        """Return the size of the widest item."""
        size = QSize()
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _lay(self, room: QRect, *, really: bool) -> int:
        """Place the items in a room, or only count; return the height [px]."""
        margins = self.contentsMargins()
        inner = room.adjusted(margins.left(), margins.top(), -margins.right(), -margins.bottom())
        y = inner.y()
        for line in self._lines(inner.width()):
            tallest = max(item.sizeHint().height() for item in line)
            x = inner.x()
            for item in line if really else ():
                size = item.sizeHint()
                item.setGeometry(QRect(QPoint(x, y + (tallest - size.height()) // 2), size))
                x += size.width() + self.spacing()
            y += tallest + self.spacing()
        return y - self.spacing() - room.y() + margins.bottom()

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        """Share the items out over lines of a width [px]."""
        lines: list[list[QLayoutItem]] = []
        left = 0
        for item in self._shown():
            need = item.sizeHint().width()
            if not lines or need > left:
                lines.append([])
                left = width
            lines[-1].append(item)
            left -= need + self.spacing()
        return lines
