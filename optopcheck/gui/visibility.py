"""What is not to be seen: panels ask here, the picture and the tree follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Collection

    from optopcheck.gui.desk import Desk


class Visibility(QObject):
    """Levels and elements that are hidden; another case shows everything again.

    The picture is asked in three words: `show_all_wanted`, then `hide_wanted`
    with all that stays hidden; or `isolate_wanted` with what alone is seen.
    """

    storey_changed = Signal(object, bool)
    """Id of the level (None: elements without one) and whether it is to be seen."""
    around_changed = Signal(bool)
    """Whether the surroundings are to be seen."""
    show_all_wanted = Signal()
    hide_wanted = Signal(object)
    """Ids of elements, as a tuple."""
    isolate_wanted = Signal(object)
    """Ids of elements, as a tuple."""
    fly_wanted = Signal(object)
    """Ids that are to come into view, as a tuple."""
    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self.storeys: set[str | None] = set()
        """Hidden levels."""
        self.around = True
        self.hidden: frozenset[str] = frozenset()
        self.alone: frozenset[str] = frozenset()
        """What is isolated; empty where nothing is."""
        desk.case_changed.connect(self.show_all)

    def set_storey(self, storey_id: str | None, *, visible: bool) -> None:
        """Show or hide a level."""
        (self.storeys.discard if visible else self.storeys.add)(storey_id)
        self.storey_changed.emit(storey_id, visible)
        self.changed.emit()

    def set_around(self, *, visible: bool) -> None:
        """Show or hide the surroundings."""
        if visible != self.around:
            self.around = visible
            self.around_changed.emit(visible)
            self.changed.emit()

    def set_elements(self, ids: Collection[str], *, visible: bool) -> None:
        """Show or hide elements; what was isolated is then no longer alone."""
        self.alone = frozenset()
        self.hidden = self.hidden - frozenset(ids) if visible else self.hidden | frozenset(ids)
        self.show_all_wanted.emit()
        if self.hidden:
            self.hide_wanted.emit(tuple(sorted(self.hidden)))
        self.changed.emit()

    def isolate(self, ids: Collection[str]) -> None:
        """Show these elements alone."""
        if ids:
            self.alone, self.hidden = frozenset(ids), frozenset()
            self.isolate_wanted.emit(tuple(ids))
            self.changed.emit()

    def show_all(self) -> None:
        """Show everything."""
        for storey_id in tuple(self.storeys):
            self.set_storey(storey_id, visible=True)
        self.set_around(visible=True)
        self.alone = self.hidden = frozenset()
        self.show_all_wanted.emit()
        self.changed.emit()

    def fly(self, ids: Collection[str]) -> None:
        """Bring elements into view."""
        if ids:
            self.fly_wanted.emit(tuple(ids))

    def take_around(self, visible: bool) -> None:  # noqa: FBT001  # a signal calls it
        """Follow the check box beside the picture."""
        if visible != self.around:
            self.around = visible
            self.changed.emit()

    def is_seen(self, identity: str) -> bool:
        """Tell whether an element is seen, its level left out of account."""
        return identity in self.alone if self.alone else identity not in self.hidden

    @property
    def hides_something(self) -> bool:
        """True if there is something to show again."""
        return bool(self.storeys or self.hidden or self.alone) or not self.around
