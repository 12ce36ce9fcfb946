"""Below the form: what is still wrong with the pack, and what the chosen rule says of the open case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QLabel

from optopcheck.gui import layouts
from optopcheck.gui.fields import named, plain_label, soft_label
from optopcheck.gui.marks import mark_pixmap
from optopcheck.gui.pack_page import capital
from optopcheck.gui.themes import theme
from optopcheck.gui.trust_marks import trust_colours

if TYPE_CHECKING:
    from optopcheck.domain.text import Language, Text
    from optopcheck.service import FormCheck, TriedRule

_MARK = 22


class FormState(QFrame):
    """Two lines: in order or not, and a trial that is no part of any assessment."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language
        self.setObjectName("state")
        self.setStyleSheet(
            f"#state {{ background: {theme().paper}; border: none; border-top: 1px solid {theme().line}; }}"
        )
        self.check = named(plain_label(), self.tr("What is still missing"))
        self._mark = QLabel()
        self._mark.setFixedSize(_MARK, _MARK)
        self.trial = named(plain_label(), self.tr("Trial on the open case"))
        self.said = soft_label("")
        self.said.hide()
        row = layouts.row(spacing=8)
        row.addWidget(self._mark)
        row.addWidget(self.trial, stretch=1)
        column = layouts.column(self, spacing=6, margins=(14, 9, 14, 9))
        column.addLayout(row)
        column.addWidget(self.check)
        column.addWidget(self.said)

    def show_check(self, check: FormCheck, place: int) -> None:
        """Say what is wrong: of the chosen rule first, then of the pack."""
        error = self._first_slip(check, place)
        if not error:
            self.check.setText("✓ " + self.tr("The pack is in order and can be saved."))
            self.check.setStyleSheet("")
            return
        self.check.setText(f"✕ {error}")
        self.check.setStyleSheet(f"color: {trust_colours()['ALTERED']};")

    def _first_slip(self, check: FormCheck, place: int) -> str:
        """Return what to do first: fill in the chosen rule, then the pack, then what does not fit."""
        rule_misses = check.rule_misses[place] if place < len(check.rule_misses) else ()
        if rule_misses:
            return self.tr("Still to fill in for this rule: %1").replace("%1", self._listed(rule_misses))
        if check.pack_misses:
            return self.tr("Still to fill in for the pack: %1").replace("%1", self._listed(check.pack_misses))
        if any(where == place for where, _ in check.fields):
            return self.tr("This rule is not in order yet; see its field.")
        rule = check.rules[place] if place < len(check.rules) else None
        error = rule or check.manifest
        if error is None and any(said is not None for said in check.rules):
            return self.tr("Another rule is not in order yet: see ✕ in the list.")
        error = error or check.pack
        return capital(error.in_language(self._language)) if error is not None else ""

    def _listed(self, words: tuple[Text, ...]) -> str:
        return ", ".join(text.in_language(self._language) for text in words)

    def show_trial(self, tried: TriedRule | None, *, has_case: bool) -> None:
        """Show what the rule says, or why it says nothing."""
        self._mark.setVisible(tried is not None)
        if tried is None:
            self.trial.setText(
                self.tr("Trial: as soon as this rule is in order it is tried on the open case.")
                if has_case
                else self.tr("Trial: open and assess a case to see what this rule says of it.")
            )
            self.trial.setStyleSheet("")
            return
        self._mark.setPixmap(mark_pixmap(tried.verdict, _MARK))
        words = capital(tried.words)
        reason = capital(tried.explanation.in_language(self._language))
        self.trial.setText(
            self.tr("Trial on the open case: %1. %2").replace("%1", words).replace("%2", reason)
        )
        self.trial.setStyleSheet(f"color: {theme().verdicts[tried.verdict]};")

    def fail(self, text: Text) -> None:
        """Tell of something that did not succeed."""
        self.say(capital(text.in_language(self._language)))

    def say(self, words: str) -> None:
        """Tell what was done."""
        self.said.setText(words)
        self.said.setVisible(bool(words))
