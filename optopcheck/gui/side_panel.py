"""A panel over the right edge of the case for what is read now and then: shortcuts, about, notices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QSplitter, QTextBrowser

from optopcheck.gui import layouts
from optopcheck.gui.fields import head_label, named

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_WIDTH = 380
"""[px]"""


class SidePanel(QFrame):
    """Shows one page at a time; Escape or its button closes it, and the keyboard returns where it was."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        host.installEventFilter(self)
        self.setAutoFillBackground(True)
        self.setProperty("card", True)  # noqa: FBT003  # Qt's own signature
        self.title = head_label("")
        self.text = named(QTextBrowser(), self.tr("Page"))
        self.text.setOpenExternalLinks(True)
        self.text.document().setDocumentMargin(4)
        self.shut_button = named(QPushButton(self.tr("Close")), self.tr("Close this page"))
        self.shut_button.clicked.connect(self.shut)
        key = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        key.activated.connect(self.shut)
        self._before: QWidget | None = None
        head = layouts.row(spacing=8)
        head.addWidget(self.title, stretch=1)
        head.addWidget(self.shut_button)
        self._foot: QWidget | None = None
        self._column = layouts.column(self, spacing=8, margins=(14, 10, 10, 10))
        self._column.addLayout(head)
        self._column.addWidget(self.text, stretch=1)
        self.hide()

    def show_page(self, title: str, html: str, foot: QWidget | None = None) -> None:
        """Show a page, with something to do below it; the same one again closes the panel."""
        if self.isVisible() and self.title.text() == title:
            self.shut()
            return
        self._put_foot(foot)
        self._before = self.window().focusWidget()
        self.title.setText(title)
        self.text.setAccessibleName(title)
        self.text.setHtml(html)
        self._place()
        self.show()
        self.raise_()
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _put_foot(self, foot: QWidget | None) -> None:
        if self._foot is not None:
            self._foot.hide()
        if foot is not None:
            self._column.addWidget(foot)
            foot.show()
        self._foot = foot

    def _place(self) -> None:
        width = min(_WIDTH, self._host.width())
        self.setGeometry(self._host.width() - width, 0, width, self._host.height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name
        """Keep to the right edge."""
        if watched is self._host and event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def shut(self) -> None:
        """Close the panel."""
        self.hide()
        if self._before is not None and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)


def roomy(page: QWidget) -> QScrollArea:
    """Return a place for a page: on a screen where it does not fit, everything can still be reached."""
    # Texts that wrap would ask for their wished height; a splitter asks for the least alone.
    inner = QSplitter()
    inner.addWidget(page)
    room = QScrollArea()
    room.setObjectName("room")
    room.setWidget(inner)
    room.setWidgetResizable(True)
    room.setFrameShape(QFrame.Shape.NoFrame)
    room.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return room
