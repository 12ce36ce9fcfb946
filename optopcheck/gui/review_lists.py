"""The lists of the reviewer's desk: findings with what was judged of them, and who decided what and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from optopcheck.gui import review_work
from optopcheck.gui.fields import named
from optopcheck.gui.marks import mark_icon

if TYPE_CHECKING:
    from optopcheck.domain.text import Language
    from optopcheck.service import Decision, Dossier, Reviewed

_DATA = Qt.ItemDataRole.UserRole


class JudgedList(QListWidget):
    """Each finding with its mark, and in words whether it was judged."""

    chosen = Signal(object)
    """`Reviewed`."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language
        named(self, self.tr("Findings to be judged"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.currentItemChanged.connect(self._choose)

    def fill(self, dossier: Dossier | None) -> None:
        """Show the findings; the chosen one stays chosen."""
        before = self.current
        self.blockSignals(True)  # noqa: FBT003  # Qt's own signature
        self.clear()
        found = review_work.findings(dossier) if dossier is not None else ()
        for one in found:
            item = QListWidgetItem(self._line(one))
            finding = one.outcome.finding
            item.setIcon(mark_icon(finding.verdict if finding is not None else None, 18))
            item.setToolTip(self._line(one))
            item.setData(_DATA, one)
            self.addItem(item)
        self.blockSignals(False)  # noqa: FBT003  # same
        kept = before.outcome.rule.id if before is not None else None
        self.setCurrentRow(next((k for k, one in enumerate(found) if one.outcome.rule.id == kept), 0))
        self._choose()

    @property
    def current(self) -> Reviewed | None:
        """The chosen finding."""
        item: QListWidgetItem | None = self.currentItem()  # the stub knows no empty list
        found: Reviewed | None = item.data(_DATA) if item is not None else None
        return found

    def _line(self, one: Reviewed) -> str:
        judged = one.judgement
        state = self.tr("open") if judged is None else judged.label.in_language(self._language)
        return f"{state} — {one.outcome.rule.title.in_language(self._language)}"

    def _choose(self) -> None:
        self.chosen.emit(self.current)


class History(QListWidget):
    """Who decided what and when, the last one on top; one that holds a viewpoint leads there."""

    view_wanted = Signal(object)
    """`View`."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language
        named(self, self.tr("Who decided what and when"))
        self.setWordWrap(True)
        self.setSpacing(3)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemActivated.connect(self._go)
        self.itemClicked.connect(self._go)

    def fill(self, dossier: Dossier | None) -> None:
        """Show all decisions."""
        self.clear()
        if dossier is None:
            return
        titles = {o.rule.id: o.rule.title.in_language(self._language) for o in dossier.outcomes}
        for decision in reversed(dossier.decisions):
            item = QListWidgetItem(self._line(decision, titles))
            item.setData(_DATA, decision)
            if decision.view is not None:
                item.setToolTip(self.tr("Return to the viewpoint of this remark"))
            self.addItem(item)
        if not self.count():
            item = QListWidgetItem(self.tr("Nothing was decided yet."))
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.addItem(item)

    def _line(self, decision: Decision, titles: dict[str, str]) -> str:
        about = titles.get(decision.rule or "", self.tr("the whole"))
        with_view = self.tr("with viewpoint")
        seen = "" if decision.view is None else f" · {with_view}"
        when = review_work.decided_at(decision, self._language)
        return f"{when} · {decision.by} · {about}{seen}\n{review_work.decided(decision, self._language)}"

    def _go(self, item: QListWidgetItem) -> None:
        decision: Decision | None = item.data(_DATA)
        if decision is not None and decision.view is not None:
            self.view_wanted.emit(decision.view)
