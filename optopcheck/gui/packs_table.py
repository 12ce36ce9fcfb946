"""The rule packs as a table: switch, name, maker, validity, trust, and whether each takes part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem

from optopcheck.gui.fields import named
from optopcheck.gui.pack_page import capital, plain_tip
from optopcheck.gui.themes import theme
from optopcheck.gui.trust_marks import OWN, trust_colours, trust_icon

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from optopcheck.domain.text import Language
    from optopcheck.service import ListedPack

_KEY = Qt.ItemDataRole.UserRole
NAME, VERSION, MAKER, VALID, TRUST, STATE, RULES = range(7)


class PacksTable(QTreeWidget):
    """One row for each version of each pack; the box in front switches the pack."""

    switched = Signal(str, bool)
    """Id of the pack, and whether it is to take part."""
    chosen = Signal()

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language
        self.packs: tuple[ListedPack, ...] = ()
        named(self, self.tr("Rule packs"))
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHeaderLabels(
            [
                self.tr("Pack"),
                self.tr("Version"),
                self.tr("Made by"),
                self.tr("Valid"),
                self.tr("Trust"),
                self.tr("Takes part"),
                self.tr("Rules"),
            ]
        )
        self._size_columns()
        self.itemChanged.connect(self._switch)
        self.itemSelectionChanged.connect(self.chosen)

    def _size_columns(self) -> None:
        header = self.header()
        header.setStretchLastSection(False)
        for column in (VERSION, MAKER, VALID, TRUST, STATE, RULES):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)

    @property
    def current(self) -> ListedPack | None:
        """The chosen pack."""
        key = next((item.data(NAME, _KEY) for item in self.selectedItems()), None)
        return next((pack for pack in self.packs if pack.key == key), None)

    def fill(self, packs: Sequence[ListedPack]) -> None:
        """Show packs; the chosen one stays chosen."""
        before = self.current
        self.blockSignals(True)  # noqa: FBT003  # Qt's own signature
        self.clear()
        self.packs = tuple(packs)
        for pack in self.packs:
            self.addTopLevelItem(self._item(pack))
        keys = [pack.key for pack in self.packs]
        place = keys.index(before.key) if before is not None and before.key in keys else 0
        if self.packs:
            self._go(place)
        self.blockSignals(False)  # noqa: FBT003  # same
        self.chosen.emit()

    def choose(self, name: str, version: str) -> None:
        """Choose a pack."""
        for place, pack in enumerate(self.packs):
            if (pack.name, pack.version) == (name, version):
                self._go(place)

    def _go(self, place: int) -> None:
        item = self.topLevelItem(place)
        if item is not None:
            self.setCurrentItem(item)

    def _item(self, pack: ListedPack) -> QTreeWidgetItem:
        language = self._language
        state, trust = trust_of(pack, language)
        item = QTreeWidgetItem(
            [
                pack.title or pack.name,
                pack.version,
                self._maker(pack),
                self._valid(pack.valid_from, pack.valid_to),
                trust,
                self._takes_part(pack),
                "?"
                if pack.rule_count is None or (pack.error and not pack.rule_count)
                else str(pack.rule_count),
            ]
        )
        item.setData(NAME, _KEY, pack.key)
        item.setCheckState(NAME, Qt.CheckState.Checked if pack.is_on else Qt.CheckState.Unchecked)
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
        if pack.locked is None:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        item.setFlags(flags)
        item.setIcon(TRUST, trust_icon(state))
        item.setForeground(TRUST, QBrush(QColor(trust_colours()[state])))
        item.setTextAlignment(RULES, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._tell(item, pack)
        return item

    def _tell(self, item: QTreeWidgetItem, pack: ListedPack) -> None:
        language = self._language
        reason = pack.error or pack.aside
        if not pack.takes_part:
            for column in (NAME, VERSION, MAKER, VALID, RULES):
                item.setForeground(
                    column, QBrush(QColor(theme().soft_ink if pack.error else theme().faint_ink))
                )
        if pack.error is not None:
            item.setForeground(STATE, QBrush(QColor(trust_colours()["ALTERED"])))
        tip = f"{pack.name} {pack.version}"
        if pack.locked is not None:
            tip = f"{tip}\n{capital(pack.locked.in_language(language))}"
        item.setToolTip(NAME, plain_tip(tip))
        item.setToolTip(STATE, plain_tip(capital(reason.in_language(language))) if reason else "")
        if pack.standing is not None:
            item.setToolTip(TRUST, plain_tip(capital(pack.standing.reason.in_language(language))))

    def _takes_part(self, pack: ListedPack) -> str:
        if pack.error is not None:
            return "✕ " + self.tr("error")
        if pack.takes_part:
            if pack.is_managed:
                return "● " + self.tr("yes, managed")
            return "● " + self.tr("yes, always") if pack.locked else "● " + self.tr("yes")
        return "○ " + (self.tr("another version") if pack.is_on else self.tr("off"))

    def _valid(self, first: date | None, last: date | None) -> str:
        if first is None and last is None:
            return "–"
        if last is None:
            return self.tr("from %1").replace("%1", _day(first, self._language))
        if first is None:
            return self.tr("until %1").replace("%1", _day(last, self._language))
        return f"{_day(first, self._language)} – {_day(last, self._language)}"

    def _maker(self, pack: ListedPack) -> str:
        """Return code and registered name; of a maker that nobody vouches for, that it only says so."""
        if pack.standing is not None and not pack.standing.signer and pack.authority:
            return self.tr("says: %1").replace("%1", pack.authority)
        return pack.publisher or "–"

    def _switch(self, item: QTreeWidgetItem, column: int) -> None:
        key = item.data(NAME, _KEY)
        pack = next((pack for pack in self.packs if pack.key == key), None)
        is_on = item.checkState(NAME) is Qt.CheckState.Checked
        if column == NAME and pack is not None and is_on != pack.is_on:
            self.switched.emit(pack.name, is_on)


def trust_of(pack: ListedPack, language: Language) -> tuple[str, str]:
    """Return state and word of how far the maker is known."""
    if pack.standing is None:
        return OWN, pack.origin.value.in_language(language)
    return pack.standing.trust.name, pack.standing.trust.label.in_language(language)


def _day(day: date | None, language: Language) -> str:
    if day is None:
        return ""
    return f"{day:%d-%m-%Y}" if language == "nl" else f"{day}"
