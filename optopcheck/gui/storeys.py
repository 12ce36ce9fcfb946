"""The levels of the building: shown or hidden, what each counts as, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from optopcheck.domain.text import number
from optopcheck.gui import layouts
from optopcheck.gui.fields import head_label, named

if TYPE_CHECKING:
    from optopcheck.domain.building import Storey
    from optopcheck.gui.desk import Desk

_ID = Qt.ItemDataRole.UserRole


class StoreysPanel(QWidget):
    """One row a level, the highest on top; the box shows or hides it, choosing it lights it up."""

    visibility_changed = Signal(object, bool)
    """Id of the storey (None: elements without one) and whether it is to be seen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._hidden: set[str | None] = set()
        self.tree = named(QTreeWidget(), self.tr("Storeys"))
        self.tree.setRootIsDecorated(False)
        self.tree.setHeaderLabels([self.tr("Level"), self.tr("Floor"), self.tr("Counts as")])
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.tree.itemChanged.connect(self._toggle)
        self.tree.currentItemChanged.connect(self._light)
        head = head_label(self.tr("Levels in the picture"))
        head.setContentsMargins(12, 6, 0, 0)
        column = layouts.column(self, spacing=4)
        column.addWidget(head)
        column.addWidget(self.tree)
        desk.shown_changed.connect(self._fill)
        desk.case_changed.connect(self._forget)
        self._fill()

    @property
    def hidden(self) -> frozenset[str | None]:
        """The storeys that are not to be seen."""
        return frozenset(self._hidden)

    def _forget(self) -> None:
        """Show all levels of another case."""
        for storey_id in self._hidden:
            self.visibility_changed.emit(storey_id, True)  # noqa: FBT003  # Qt's own signature
        self._hidden.clear()

    def _fill(self) -> None:
        situation = self._desk.situation(self._desk.shown)
        building = self._desk.building
        self.tree.blockSignals(True)  # noqa: FBT003  # Qt's own signature
        self.tree.clear()
        if situation is not None and building is not None:
            for storey in sorted(situation.storeys, key=lambda s: -s.elevation):
                self._add(storey)
            if any(e.storey_id is None for e in building.elements):
                self._add_rest()
        self.tree.blockSignals(False)  # noqa: FBT003  # same

    def _add(self, storey: Storey) -> None:
        language = self._desk.language
        role = self._role(storey.role.name) if storey.role else ""
        elevation = number(storey.elevation, 2, language)
        item = QTreeWidgetItem([storey.name, f"{elevation} m", role])
        item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        reason = storey.reason.in_language(language) if storey.reason else self.tr("not judged yet")
        for column in range(3):
            item.setToolTip(column, f"{storey.name}: {role}\n{reason}" if role else reason)
        self._show(item, storey.global_id)

    def _add_rest(self) -> None:
        item = QTreeWidgetItem([self.tr("without storey"), "", ""])
        item.setToolTip(0, self.tr("Elements that the model places on no storey"))
        self._show(item, None)

    def _show(self, item: QTreeWidgetItem, storey_id: str | None) -> None:
        item.setData(0, _ID, storey_id)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        hidden = storey_id in self._hidden
        item.setCheckState(0, Qt.CheckState.Unchecked if hidden else Qt.CheckState.Checked)
        self.tree.addTopLevelItem(item)

    def _role(self, name: str) -> str:
        return {
            "LAYER": self.tr("storey"),
            "SUBSTRUCTURE": self.tr("substructure"),
            "ATTIC": self.tr("attic"),
            "LEVEL": self.tr("no storey"),
        }[name]

    def _toggle(self, item: QTreeWidgetItem) -> None:
        storey_id = item.data(0, _ID)
        visible = item.checkState(0) == Qt.CheckState.Checked
        (self._hidden.discard if visible else self._hidden.add)(storey_id)
        self.visibility_changed.emit(storey_id, visible)

    def _light(self, item: QTreeWidgetItem | None) -> None:
        if item is not None and item.data(0, _ID) is not None:
            self._desk.light((item.data(0, _ID),))
