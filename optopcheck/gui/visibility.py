"""What is not to be seen: panels ask here, the picture and the tree follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Collection

    from optopcheck.gui.desk import Desk


class Visibility(QObject):
    """Levels and elements that are hidden; another case shows everything again.

    The picture is asked in three words: `hide_wanted` takes parts away, `isolate_wanted`
    leaves some alone, `show_all_wanted` begins anew. What the picture itself hides comes
    back through `take_parts`.
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
        self._desk = desk
        self.storeys: set[str | None] = set()
        """Hidden levels."""
        self.around = True
        self.hidden: frozenset[str] = frozenset()
        self.alone: frozenset[str] = frozenset()
        """What is isolated; empty where nothing is."""
        self._asking = False
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
        """Show or hide elements; what is shown joins what is isolated."""
        wanted = frozenset(self._elements(ids))
        if not visible:
            self.hidden, self.alone = self.hidden | wanted, self.alone - wanted
            self.hide_wanted.emit(tuple(sorted(wanted)))
        else:
            self.hidden = self.hidden - wanted
            self.alone = self.alone | wanted if self.alone else self.alone
            self._ask_anew()
        self.changed.emit()

    def _ask_anew(self) -> None:
        """Ask the picture for all of it; on the way there it shows what is meant to stay hidden."""
        self._asking = True
        self.show_all_wanted.emit()
        if self.alone:
            self.isolate_wanted.emit(tuple(sorted(self.alone)))
        if self.hidden:
            self.hide_wanted.emit(tuple(sorted(self.hidden)))
        self._asking = False

    def isolate(self, ids: Collection[str]) -> None:
        """Show these elements alone."""
        wanted = self._elements(ids)
        if wanted:
            self.alone, self.hidden = frozenset(wanted), self.hidden - frozenset(wanted)
            self.isolate_wanted.emit(wanted)
            self.changed.emit()

    def take_parts(self, hidden: Collection[str], alone: Collection[str]) -> None:
        """Follow what was hidden and isolated at the picture itself."""
        found = frozenset(hidden), frozenset(alone)
        if not self._asking and found != (self.hidden, self.alone):
            self.hidden, self.alone = found
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
        wanted = self._elements(ids)
        if wanted:
            self.fly_wanted.emit(wanted)

    def _elements(self, ids: Collection[str]) -> tuple[str, ...]:
        """Put the elements of a level in its place."""
        building = self._desk.building
        wanted = frozenset(ids)
        levels = {s.global_id for s in building.storeys} & wanted if building is not None else set()
        if building is None or not levels:
            return tuple(ids)
        on_level = (e.global_id for e in building.elements if e.storey_id in levels)
        return (*on_level, *(identity for identity in ids if identity not in levels))

    def take_around(self, visible: bool) -> None:  # noqa: FBT001  # a signal calls it
        """Follow the check box beside the picture."""
        if visible != self.around:
            self.around = visible
            self.changed.emit()

    def is_seen(self, identity: str) -> bool:
        """Tell whether an element is seen, its level left out of account."""
        return identity not in self.hidden and (not self.alone or identity in self.alone)

    @property
    def hides_something(self) -> bool:
        """True if there is something to show again."""
        return bool(self.storeys or self.hidden or self.alone) or not self.around
