"""The model as a tree without items: level, class, element; rows are made only when they are looked at."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from optopcheck.gui.pack_page import plain_tip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optopcheck.gui.visibility import Visibility
    from optopcheck.service import OutlineClass, OutlineLevel

Index = QModelIndex | QPersistentModelIndex
_LEVEL = 0
_CLASS = 1
"""Ids of rows: 0 a level, 1 + place of its level a class, then one for the elements of each class."""
ID_ROLE = Qt.ItemDataRole.UserRole
_Role = Qt.ItemDataRole
NAME, COUNT = range(2)
_CHOSEN = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_CHECKED = _CHOSEN | Qt.ItemFlag.ItemIsUserCheckable


@dataclass(frozen=True)
class Place:
    """Where something stands in the tree; a missing part is -1."""

    level: int
    kind: int = -1
    element: int = -1


class ModelTree(QAbstractItemModel):
    """Serves the outline of a building; 10,000 elements cost no more than the rows on the screen."""

    def __init__(self, visibility: Visibility, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._visibility = visibility
        self._levels: tuple[OutlineLevel, ...] = ()
        self._firsts: list[int] = [0]
        """For each level, how many classes stand above it."""
        self._haystack: list[tuple[str, Place]] | None = None
        self._places: dict[str, Place] | None = None
        self._states: dict[Place, Qt.CheckState] = {}
        visibility.changed.connect(self._weigh)

    def fill(self, levels: tuple[OutlineLevel, ...]) -> None:
        """Serve another building."""
        self.beginResetModel()
        self._levels = levels
        self._firsts = [0, *accumulate(len(level.classes) for level in levels)]
        self._haystack = self._places = None
        self._states.clear()
        self.endResetModel()

    @property
    def levels(self) -> tuple[OutlineLevel, ...]:
        """What is served."""
        return self._levels

    # --- where things stand ---------------------------------------------------------------------
    def place(self, index: Index) -> Place:
        """Return where a row stands."""
        known = index.internalId()
        if known == _LEVEL:
            return Place(index.row())
        if known <= len(self._levels):
            return Place(known - _CLASS, index.row())
        flat = known - len(self._levels) - _CLASS
        level = bisect_right(self._firsts, flat) - 1
        return Place(level, flat - self._firsts[level], index.row())

    def at(self, place: Place, column: int = NAME) -> QModelIndex:
        """Return the row of a place."""
        if place.kind < 0:
            return self.createIndex(place.level, column, _LEVEL)
        if place.element < 0:
            return self.createIndex(place.kind, column, place.level + _CLASS)
        return self.createIndex(place.element, column, self._of_class(place))

    def _of_class(self, place: Place) -> int:
        return len(self._levels) + _CLASS + self._firsts[place.level] + place.kind

    def find(self, identity: str) -> QModelIndex:
        """Return the row of an element or a level; no row for what is not there."""
        if self._places is None:
            self._places = {e.id: place for e, place in self._elements()}
            self._places |= {level.id: Place(i) for i, level in enumerate(self._levels) if level.id}
        place = self._places.get(identity)
        return QModelIndex() if place is None else self.at(place)

    def search(self, words: str) -> list[Place]:
        """Return the elements, and the levels, whose name, class or GlobalId holds the words."""
        wanted = words.casefold().split()
        if not wanted:
            return []
        if self._haystack is None:
            levels = [(level.title.casefold(), Place(i)) for i, level in enumerate(self._levels)]
            parts = [
                (f"{e.name} {e.kind} {self._class(p).title}".casefold(), e.id, p) for e, p in self._elements()
            ]
            # A GlobalId is told apart by capitals, but nobody types one by hand.
            self._haystack = [*levels, *((f"{text} {i.casefold()}", place) for text, i, place in parts)]
        return [place for text, place in self._haystack if all(word in text for word in wanted)]

    def _elements(self) -> Iterator[tuple[Any, Place]]:
        for i, level in enumerate(self._levels):
            for j, found in enumerate(level.classes):
                for k, element in enumerate(found.elements):
                    yield element, Place(i, j, k)

    def _class(self, place: Place) -> OutlineClass:
        return self._levels[place.level].classes[place.kind]

    def ids(self, index: Index) -> tuple[str, ...]:
        """Return the ids of all elements at or below a row."""
        place = self.place(index)
        if place.kind < 0:
            return self._levels[place.level].ids
        found = self._class(place).elements
        return tuple(e.id for e in found) if place.element < 0 else (found[place.element].id,)

    def level(self, index: Index) -> OutlineLevel | None:
        """Return the level of a row that is one."""
        place = self.place(index)
        return self._levels[place.level] if place.kind < 0 else None

    # --- what Qt asks ---------------------------------------------------------------------------
    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        """Return a row below another."""
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        if not parent.isValid():
            return self.at(Place(row), column)
        above = self.place(parent)
        return self.at(
            Place(above.level, row) if above.kind < 0 else Place(above.level, above.kind, row), column
        )

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]
        """Return the row above."""
        if not index.isValid() or index.internalId() == _LEVEL:
            return QModelIndex()
        place = self.place(index)
        return self.at(Place(place.level) if place.element < 0 else Place(place.level, place.kind))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008  # Qt's name
        """Return how many rows stand below one."""
        if not parent.isValid():
            return len(self._levels)
        if parent.column() != NAME:
            return 0
        place = self.place(parent)
        if place.kind < 0:
            return len(self._levels[place.level].classes)
        return len(self._class(place).elements) if place.element < 0 else 0

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008  # Qt's name
        """Return the columns: name and count."""
        del parent
        return COUNT + 1

    def headerData(self, section: int, way: Qt.Orientation, role: int = _Role.DisplayRole) -> Any:  # noqa: N802, ANN401
        """Return the heads of the columns."""
        if way == Qt.Orientation.Horizontal and role == _Role.DisplayRole:
            return (self.tr("Part"), self.tr("Count"))[section]
        if role == _Role.TextAlignmentRole and section == COUNT:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let every row be chosen, and its name be checked."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return _CHECKED if index.column() == NAME else _CHOSEN

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:  # noqa: ANN401  # what Qt can show
        """Return text, tip, check state or id of a cell."""
        if not index.isValid():
            return None
        place, column = self.place(index), index.column()
        if role == _Role.DisplayRole:
            return self._text(place, column)
        if role == ID_ROLE:
            return self._id(place)
        return self._look(place, column, role)

    def _look(self, place: Place, column: int, role: int) -> Any:  # noqa: ANN401  # same
        if role == _Role.CheckStateRole and column == NAME:
            return self.state(place)
        if role == _Role.ToolTipRole:
            return plain_tip(self._tip(place))
        if role == _Role.AccessibleTextRole:
            return self._spoken(place, column)
        if role == _Role.TextAlignmentRole and column == COUNT:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def setData(self, index: Index, value: Any, role: int = _Role.EditRole) -> bool:  # noqa: N802, ANN401
        """Show or hide what stands at or below a row."""
        if role != _Role.CheckStateRole:
            return False
        visible = Qt.CheckState(value) == Qt.CheckState.Checked
        level = self.level(index)
        if level is None:
            self._visibility.set_elements(self.ids(index), visible=visible)
        elif level.is_around:
            self._visibility.set_around(visible=visible)
        else:
            if visible and not all(map(self._visibility.is_seen, level.ids)):
                self._visibility.set_elements(level.ids, visible=True)
            self._visibility.set_storey(level.id, visible=visible)
        return True

    # --- cells ----------------------------------------------------------------------------------
    def state(self, place: Place) -> Qt.CheckState:
        """Return whether all, some or none of it is seen."""
        if place not in self._states:
            self._states[place] = self._weighed(place)
        return self._states[place]

    def _weighed(self, place: Place) -> Qt.CheckState:
        level, seen = self._levels[place.level], self._visibility
        if (level.is_around and not seen.around) or (not level.is_around and level.id in seen.storeys):
            return Qt.CheckState.Unchecked
        if not (seen.hidden or seen.alone):
            return Qt.CheckState.Checked
        ids = self.ids(self.at(place))
        count = sum(map(seen.is_seen, ids))
        if count == len(ids):
            return Qt.CheckState.Checked
        return Qt.CheckState.PartiallyChecked if count else Qt.CheckState.Unchecked

    def _text(self, place: Place, column: int) -> str:
        level = self._levels[place.level]
        if place.kind < 0:
            name = f"{level.title}  ·  {level.role}" if level.role else level.title
            return (name, str(level.count))[column]
        found = self._class(place)
        if place.element < 0:
            return (found.title, str(len(found.elements)))[column]
        return found.elements[place.element].name if column == NAME else ""

    def _tip(self, place: Place) -> str:
        level = self._levels[place.level]
        if place.kind < 0:
            heads = (level.title, level.elevation, level.role, level.reason)
            return "\n".join(text for text in heads if text)
        found = self._class(place)
        if place.element < 0:
            return f"{found.title}\n{found.kind}".strip()
        element = found.elements[place.element]
        return f"{element.name}\n{element.kind}\n{element.id}"

    def _spoken(self, place: Place, column: int) -> str:
        """Say a row whole at its name: a reader need not go through its cells."""
        text = self._text(place, column)
        if column != NAME:
            return text
        level = self._levels[place.level]
        if place.kind < 0:
            told = (level.title, level.elevation, level.role, str(level.count))
            return ", ".join(part for part in told if part)
        return f"{text}, {len(self._class(place).elements)}" if place.element < 0 else text

    def _id(self, place: Place) -> str | None:
        if place.kind < 0:
            return self._levels[place.level].id
        return self._class(place).elements[place.element].id if place.element >= 0 else None

    def _weigh(self) -> None:
        """Count anew what is seen when it is asked for; `dataChanged` would walk through every open row."""
        self._states.clear()
