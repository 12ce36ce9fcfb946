"""Over the picture: the sides to look from, and where north comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QToolButton, QToolTip

from optopcheck.gui.fields import named
from optopcheck.gui.themes import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QAction, QHelpEvent

    from optopcheck.gui.view_commands import Commands
    from optopcheck.gui.viewport import BlitViewport

_COMPASS = (48, 52)
"""Middle of the compass, from the left and from below [px]."""
_RADIUS = 38
_BESIDE = 92
"""Where the words beside the compass begin [px]."""

_PLATE = 190
"""How much of the picture words cover, out of 255."""


class ViewPad(QFrame):
    """A rose of buttons: four sides, plan, and at an angle."""

    def __init__(self, viewport: BlitViewport, commands: Commands) -> None:
        super().__init__(viewport)
        self._viewport = viewport
        named(self, self.tr("Sides to look from"))
        self.setProperty("card", True)  # noqa: FBT003  # Qt's own signature
        grid = QGridLayout(self)
        grid.setSpacing(2)
        grid.setContentsMargins(4, 4, 4, 4)
        for place, widget in enumerate(
            (
                self._side("top", self.tr("Plan"), self.tr("From above (6)")),
                self._side("north", self.tr("N"), self.tr("From the north (2)")),
                self._step(commands.back, "‹"),
                self._side("west", self.tr("W"), self.tr("From the west (5)")),
                self._side("iso", self.tr("3D"), self.tr("From above at an angle (1)")),
                self._side("east", self.tr("E"), self.tr("From the east (3)")),
                self._step(commands.fit, self.tr("All")),
                self._side("south", self.tr("S"), self.tr("From the south (4)")),
                self._step(commands.forward, "›"),
            )
        ):
            grid.addWidget(widget, *divmod(place, 3))

    def _side(self, name: str, word: str, tip: str) -> QToolButton:
        button = self._plain(word, tip)
        button.setToolTip(tip)
        button.clicked.connect(lambda: self._viewport.look(name))
        return button

    def _step(self, action: QAction, word: str) -> QToolButton:
        """Return a button for a command with a word of its own."""
        button = self._plain(word, action.text())
        button.clicked.connect(action.trigger)

        def follow() -> None:
            button.setEnabled(action.isEnabled())
            button.setToolTip(action.toolTip())

        action.changed.connect(follow)
        follow()
        return button

    def _plain(self, word: str, name: str) -> QToolButton:
        button = named(QToolButton(), name)
        button.setText(word)
        button.setStyleSheet("padding: 2px 4px;")
        button.setFixedWidth(max(button.fontMetrics().horizontalAdvance(self.tr("Plan")) + 14, 34))
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return button


class NorthNote(QLabel):
    """Says beside the compass where north comes from; the compass itself tells it as well."""

    def __init__(self, viewport: BlitViewport) -> None:
        super().__init__(viewport)
        self._viewport = viewport
        self._said = ""
        self.setProperty("soft", True)  # noqa: FBT003  # Qt's own signature
        self.setTextFormat(Qt.TextFormat.PlainText)
        plate = QColor(theme().paper)
        plate.setAlpha(_PLATE)
        shown = f"background: {plate.name(QColor.NameFormat.HexArgb)}; border-radius: 3px; padding: 1px 5px;"
        self.setStyleSheet(f"{shown} color: {theme().soft_ink};")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        named(self, self.tr("Source of north"))
        viewport.installEventFilter(self)
        self.hide()

    def tell(self, source: str) -> None:
        """Show where north comes from."""
        self._said = self.tr("North: %1").replace("%1", source)
        self.setAccessibleDescription(self._said)
        self._fit()
        self.show()

    def eventFilter(self, picture: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name
        """Follow the size of the picture, and answer for the compass."""
        if event.type() == QEvent.Type.Resize:
            self._fit()
        elif event.type() == QEvent.Type.ToolTip and self._said:
            return self._answer(event)  # type: ignore[arg-type]  # Qt gives a help event here
        return super().eventFilter(picture, event)

    def _answer(self, event: QHelpEvent) -> bool:
        middle = QPoint(_COMPASS[0], self._viewport.height() - _COMPASS[1])
        away = event.pos() - middle
        if max(abs(away.x()), abs(away.y())) > _RADIUS:
            return False
        QToolTip.showText(event.globalPos(), self._said, self._viewport)
        return True

    def _fit(self) -> None:
        room = max(self._viewport.width() - _BESIDE - 24, 0)
        self.setText(self.fontMetrics().elidedText(self._said, Qt.TextElideMode.ElideRight, room))
        self.adjustSize()
        self.move(_BESIDE, self._viewport.height() - self.height() - 10)
