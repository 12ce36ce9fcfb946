"""The findings, the worst first: filtered, counted, and each with its card beside the picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from optopcheck.gui import layouts, readout
from optopcheck.gui.evidence_card import EvidenceCard
from optopcheck.gui.fields import able, head_label, named, soft_label
from optopcheck.gui.pack_page import plain_tip
from optopcheck.gui.verdict_filter import VerdictFilter
from optopcheck.gui.verdict_lines import LINE_ROLE, VerdictLines

if TYPE_CHECKING:
    from optopcheck.gui.desk import Desk
    from optopcheck.gui.visibility import Visibility
    from optopcheck.service import Evidence


class FindingsPanel(QWidget):
    """The list; choosing a finding shows its card, lights up its elements and flies there."""

    chosen = Signal()
    """The user chose a finding."""

    def __init__(self, desk: Desk, visibility: Visibility) -> None:
        super().__init__()
        self._desk, self._visibility = desk, visibility
        self.filter = VerdictFilter(desk.language)
        self.list = named(QListWidget(), self.tr("Findings"))
        self.list.setItemDelegate(VerdictLines(self.list))
        # Without it Qt keeps the heights of rows when the width alone changes.
        self.list.setWordWrap(True)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.follow = named(
            QCheckBox(self.tr("Fly along")),
            self.tr("Fly to the elements of each finding that is chosen"),
            self.tr("Choosing a finding brings its elements into view"),
        )
        self.follow.setChecked(True)
        self.card = EvidenceCard(desk, visibility)
        self.hint = soft_label("")
        self.hint.setContentsMargins(12, 0, 12, 6)
        self._lay_out()
        self.list.currentItemChanged.connect(self._choose)
        self.list.itemClicked.connect(self._click)
        self.list.itemActivated.connect(lambda _item: self.card.fly_there())
        self.filter.changed.connect(self._sift)
        self.filter.list_wanted.connect(self._enter)
        desk.judged_changed.connect(self._fill)
        key = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        key.activated.connect(self.filter.words.setFocus)
        self._fill()

    def _lay_out(self) -> None:
        head = layouts.row(spacing=6, margins=(12, 8, 10, 2))
        head.addWidget(head_label(self.tr("Findings")))
        head.addWidget(self.filter.count, stretch=1)
        head.addWidget(self.follow)
        column = layouts.column(self)
        column.addLayout(head)
        column.addWidget(self.hint)
        column.addWidget(self.filter)
        column.addWidget(self.list, stretch=1)

    def lines(self) -> list[Evidence]:
        """Return all findings in the order of the list, those that are filtered out too."""
        return [self.list.item(row).data(LINE_ROLE) for row in range(self.list.count())]

    def listed(self) -> list[Evidence]:
        """Return the findings that are listed."""
        items = (self.list.item(row) for row in range(self.list.count()))
        return [item.data(LINE_ROLE) for item in items if not item.isHidden()]

    # --- filling --------------------------------------------------------------------------------
    def _fill(self) -> None:
        judged, language = self._desk.judged, self._desk.language
        old = self._desk.is_stale
        stale = self.tr("These findings are of the scenario before and do not count now.")
        for part in (self, self.card):
            able(part, stale if old else None)
        self.hint.setVisible(judged is None or old)
        self.hint.setText(stale if old else self.tr("There are no findings yet."))
        if old:
            return
        chosen = self._chosen_rule()
        self.list.blockSignals(True)  # noqa: FBT003  # Qt's own signature
        self.list.clear()
        found = readout.lines(judged.assessment, language) if judged else ()
        for line in found:
            self._add(line)
        self.list.blockSignals(False)  # noqa: FBT003  # same
        self.filter.fill(found)
        self._choose_rule(chosen)

    def _add(self, line: Evidence) -> None:
        item = QListWidgetItem(f"{line.title}, {line.words}", self.list)
        item.setData(LINE_ROLE, line)
        words = line.words + (f" ({line.remark})" if line.remark else "")
        item.setToolTip(plain_tip(f"{line.title}\n{words}\n{line.authority}"))

    def _sift(self) -> None:
        """List what the filter lets through; the card stays with what was read."""
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setHidden(not self.filter.matches(item.data(LINE_ROLE)))

    def _chosen_rule(self) -> str | None:
        return self.card.evidence.outcome.rule.id if self.card.evidence else None

    def _choose_rule(self, rule_id: str | None) -> None:
        """Keep the finding that was read, else show the worst; nothing is lit up for it."""
        ids = [line.outcome.rule.id for line in self.lines()]
        if not ids:
            self.card.show_evidence(None)
            return
        self.list.blockSignals(True)  # noqa: FBT003  # Qt's own signature
        self.list.setCurrentRow(ids.index(rule_id) if rule_id in ids else 0)
        self.list.blockSignals(False)  # noqa: FBT003  # same
        self.card.show_evidence(self.list.currentItem().data(LINE_ROLE))

    def show_rule(self, rule_id: str) -> None:
        """Lay the evidence of a finding that was chosen elsewhere on top."""
        self._choose_rule(rule_id)
        self.chosen.emit()

    # --- choosing -------------------------------------------------------------------------------
    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        line: Evidence = item.data(LINE_ROLE)
        self.card.show_evidence(line)
        self.chosen.emit()
        if self.follow.isChecked() and line.elements:
            self.card.fly_there()
        else:
            self._desk.light(line.elements)

    def _click(self, item: QListWidgetItem) -> None:
        """Show the finding again that was chosen already: its elements may have gone out meanwhile."""
        line: Evidence = item.data(LINE_ROLE)
        if self._desk.lit != line.elements:
            self._choose(item)
        else:
            self.chosen.emit()

    def _enter(self) -> None:
        """Go from the filter to the first finding that is listed."""
        rows = [row for row in range(self.list.count()) if not self.list.item(row).isHidden()]
        if rows:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
            if self.list.currentRow() not in rows:
                self.list.setCurrentRow(rows[0])
