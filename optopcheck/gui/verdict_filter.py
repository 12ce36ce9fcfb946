"""Which findings are listed: by verdict, by whose rule it is, by what is needed, by words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QComboBox, QPushButton, QSizePolicy, QToolButton, QWidget

from optopcheck.domain.rule import NOT_APPLICABLE_WORDS, UNDETERMINED_WORDS, Need, Verdict
from optopcheck.domain.text import Text
from optopcheck.gui import layouts
from optopcheck.gui.fields import able, named, soft_label
from optopcheck.gui.marks import mark_icon
from optopcheck.gui.search_field import SearchField

if TYPE_CHECKING:
    from collections.abc import Sequence

    from optopcheck.domain.text import Language
    from optopcheck.service import Evidence

_VERDICTS: dict[Verdict | None, Text] = {
    Verdict.VIOLATES: Text("voldoet niet", "does not comply"),
    Verdict.UNDETERMINED: UNDETERMINED_WORDS,
    Verdict.COMPLIES: Text("voldoet", "complies"),
    None: NOT_APPLICABLE_WORDS,
}
_ICON = 16


class VerdictFilter(QWidget):
    """Nothing chosen shows all; the counts are those of all findings, whatever is listed."""

    changed = Signal()
    list_wanted = Signal()
    """The arrow down in the words goes to the list."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language
        self._found: tuple[Evidence, ...] = ()
        self.words = SearchField(self.tr("Search the findings"), self.tr("Search the findings"))
        self.verdicts = {verdict: self._chip(verdict) for verdict in _VERDICTS}
        self.authority = self._choice(self.tr("Whose rules"))
        self.need = self._choice(self.tr("What is needed"))
        self.count = named(soft_label(""), self.tr("How many findings are listed"))
        self.count.setWordWrap(False)
        self.clear = named(
            QPushButton(self.tr("Clear")), self.tr("Clear the filter"), self.tr("List all findings")
        )
        self.clear.setStyleSheet("padding-left: 7px; padding-right: 7px;")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        column = layouts.column(self, spacing=5, margins=(8, 2, 8, 6))
        top = layouts.row(spacing=4)
        top.addWidget(self.words, stretch=1)
        top.addWidget(self.clear)
        column.addLayout(top)
        chips = layouts.row(spacing=4)
        for chip in self.verdicts.values():
            chips.addWidget(chip, stretch=1)
        column.addLayout(chips)
        choices = layouts.row(spacing=4)
        choices.addWidget(self.authority, stretch=1)
        choices.addWidget(self.need, stretch=1)
        column.addLayout(choices)

    def _connect(self) -> None:
        self.words.textChanged.connect(self._tell)
        self.words.down.connect(self.list_wanted)
        self.words.stepped.connect(lambda _step: self.list_wanted.emit())
        self.authority.currentIndexChanged.connect(self._tell)
        self.need.currentIndexChanged.connect(self._tell)
        self.clear.clicked.connect(self.reset)
        for chip in self.verdicts.values():
            chip.toggled.connect(self._tell)

    def _chip(self, verdict: Verdict | None) -> QToolButton:
        chip = QToolButton()
        chip.setCheckable(True)
        chip.setIcon(mark_icon(verdict, _ICON))
        chip.setIconSize(QSize(_ICON, _ICON))
        chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        chip.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        chip.setStyleSheet("QToolButton { padding: 2px 3px; } QToolButton:focus { padding: 1px 2px; }")
        return chip

    def _choice(self, name: str) -> QComboBox:
        choice = named(QComboBox(), name)
        choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        choice.setMinimumContentsLength(5)
        choice.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        return choice

    # --- filling --------------------------------------------------------------------------------
    def fill(self, found: Sequence[Evidence]) -> None:
        """Count other findings; what was chosen stays chosen where it still can be."""
        self._found = tuple(found)
        for verdict, chip in self.verdicts.items():
            self._count(verdict, chip)
        makers = dict.fromkeys((e.authority, e.authority) for e in found)
        self._offer(self.authority, self.tr("All rules"), list(makers))
        needs = dict.fromkeys(e.outcome.finding.need for e in found if e.outcome.finding)
        told = [(n.label.in_language(self._language), n.value) for n in Need if n in needs]
        self._offer(self.need, self.tr("All needs"), told)
        self._tell()

    def _count(self, verdict: Verdict | None, chip: QToolButton) -> None:
        word = _VERDICTS[verdict].in_language(self._language)
        count = sum(e.verdict is verdict for e in self._found)
        chip.setText(str(count))
        chip.setAccessibleName(f"{word}: {count}")
        if not count:
            chip.setChecked(False)
        none = self.tr("No finding is '%1'").replace("%1", word)
        able(chip, None if count else none, self.tr("Only '%1'").replace("%1", word))

    def _offer(self, choice: QComboBox, everything: str, options: list[tuple[str, str]]) -> None:
        before = choice.currentData()
        choice.blockSignals(True)  # noqa: FBT003  # Qt's own signature
        choice.clear()
        choice.addItem(everything, None)
        for word, value in options:
            choice.addItem(word, value)
        choice.setCurrentIndex(max(choice.findData(before), 0) if before is not None else 0)
        choice.blockSignals(False)  # noqa: FBT003  # same
        widest = max((choice.fontMetrics().horizontalAdvance(word) for word, _ in options), default=0)
        choice.view().setMinimumWidth(widest + 40)
        able(choice, None if options else self.tr("There is nothing to choose from yet"), everything)

    def _tell(self) -> None:
        shown, whole = sum(map(self.matches, self._found)), len(self._found)
        self.count.setText(str(whole) if shown == whole else f"{shown}/{whole}")
        told = self.tr("%1 of %2 findings are listed").replace("%1", str(shown)).replace("%2", str(whole))
        self.count.setToolTip(told)
        self.count.setAccessibleDescription(told)
        self.clear.setVisible(self.is_active)
        self.changed.emit()

    # --- filtering ------------------------------------------------------------------------------
    @property
    def is_active(self) -> bool:
        """True if something is chosen."""
        picked = any(chip.isChecked() for chip in self.verdicts.values())
        choices = (self.authority.currentIndex() > 0, self.need.currentIndex() > 0)
        return picked or any(choices) or bool(self.words.text().strip())

    def matches(self, evidence: Evidence) -> bool:
        """Tell whether a finding is listed."""
        picked = {verdict for verdict, chip in self.verdicts.items() if chip.isChecked()}
        if picked and evidence.verdict not in picked:
            return False
        if self.authority.currentData() not in (None, evidence.authority):
            return False
        need = evidence.outcome.finding.need if evidence.outcome.finding else None
        if self.need.currentData() is not None and (need is None or need.value != self.need.currentData()):
            return False
        text = " ".join(
            (evidence.title, evidence.words, evidence.remark, *(v for _, v in evidence.card))
        ).casefold()
        return all(word in text for word in self.words.text().casefold().split())

    def reset(self) -> None:
        """List everything again."""
        for chip in self.verdicts.values():
            chip.setChecked(False)
        for choice in (self.authority, self.need):
            choice.setCurrentIndex(0)
        self.words.clear()
