"""Panels that are filled when they are looked at: no turn of the window fills more than one that is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QTabWidget, QWidget


class Owed(QObject):
    """What the pages of a tab widget still have to show: the page in front at once, one other a turn."""

    def __init__(self, tabs: QTabWidget, fillings: Mapping[QWidget, Callable[[], None]]) -> None:
        super().__init__(tabs)
        self._tabs, self._fillings = tabs, dict(fillings)
        self._owed: list[QWidget] = []
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self._fill_next)
        tabs.currentChanged.connect(self._pay_front)

    @property
    def pages(self) -> tuple[QWidget, ...]:
        """The pages that show what was, not what is."""
        return tuple(self._owed)

    def owe(self) -> None:
        """Fill every page anew."""
        self._owed = list(self._fillings)
        self._pay_front()
        self._turn.start()

    def pay(self, page: QWidget | None) -> None:
        """Fill a page now, if that is owed: somebody wants what is in it."""
        if page is not None and page in self._owed:
            self._owed.remove(page)
            self._fillings[page]()

    def _pay_front(self, *_: object) -> None:
        self.pay(self._tabs.currentWidget())

    def _fill_next(self) -> None:
        if self._owed:
            self.pay(self._owed[0])
        if self._owed:
            self._turn.start()
