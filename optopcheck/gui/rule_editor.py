"""One rule of a pack that is being made: what it is called, where it stands, when it holds, what it asks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from optopcheck.gui import layouts, packs_work
from optopcheck.gui.fields import able, head_label, soft_label
from optopcheck.gui.form_fields import Choice, Expression, FactBox, Line, Lines, told
from optopcheck.gui.limits_table import LimitsTable
from optopcheck.gui.sentence import SentenceBuilder
from optopcheck.gui.source_fields import SourceFields

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from optopcheck.domain.text import Language, Text
    from optopcheck.service import FactChoice, LimitForm, RuleForm, Sentence, SourceForm

_CHECK, _INFORMATION = "check", "information"
_GAP = 14


class RuleEditor(QWidget):
    """The fields of one rule; each edit makes another record."""

    edited = Signal(object)
    """`RuleForm`."""
    retitled = Signal(str)

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language
        self.rule: RuleForm | None = None
        self.title = Line(self.tr("Title of the rule"), self.tr("Height of a rooftop extension"))
        self.id = Line(self.tr("Id of the rule"), "gm0599.hoogte")
        self.kind = Choice(self.tr("Kind of rule"))
        for kind, words in self._kinds():
            self.kind.addItem(words, kind)
        self.source = SourceFields()
        self.applies = Expression(self.tr("Applies when"), "storeys_added >= 1")
        self.unless = Expression(self.tr("Unless"), "existing.is_monument")
        self.sentence = SentenceBuilder(language)
        self.require = Expression(self.tr("Requirement"), "proposed.building_height <= limit.grens_1")
        self.limits = LimitsTable()
        self.facts = FactBox(
            self.tr("Write a fact into the expression"), self.tr("insert a fact: type to search")
        )
        self.asks = Lines(self.tr("Question for a human"), 2, self.tr("Does the extension fit the street?"))
        self.evidence = Lines(self.tr("What to attach, one on each line"), 3)
        self.note = Line(self.tr("Note beside each finding"))
        self.assumptions = Lines(self.tr("What the source leaves open, one on each line"), 3)
        self.is_sentence = QRadioButton(self.tr("As a sentence"))
        self.is_free = QRadioButton(self.tr("As an expression"))
        self._lay_out()
        self._connect()

    def _kinds(self) -> tuple[tuple[str, str], ...]:
        return (
            (_CHECK, self.tr("check: the program judges")),
            ("judgement", self.tr("judgement: a human judges")),
            (_INFORMATION, self.tr("information: counts for nothing")),
        )

    def _lay_out(self) -> None:
        column = layouts.column(self, spacing=8, margins=(16, 12, 16, 16))
        form = layouts.form()
        form.addRow(self.tr("Title"), self.title)
        form.addRow(self.tr("Id"), self.id)
        form.addRow(self.tr("Kind"), self.kind)
        layouts.align_labels(form)
        column.addLayout(form)
        self._part(column, self.tr("Where it stands"), self.source)
        self._part(column, self.tr("Applies when"), self.applies)
        self._require = self._requirement()
        self._part(column, "", self._require)
        self._human = self._question()
        self._part(column, "", self._human)
        rest = layouts.form()
        rest.addRow(self.tr("Note"), self.note)
        rest.addRow(self.tr("Assumptions"), self.assumptions)
        column.addSpacing(_GAP)
        layouts.align_labels(rest)
        column.addLayout(rest)
        column.addStretch(1)

    def _part(self, column: object, title: str, widget: QWidget) -> None:
        if title:
            column.addSpacing(_GAP - 4)  # type: ignore[attr-defined]
            column.addWidget(head_label(title))  # type: ignore[attr-defined]
        column.addWidget(widget)  # type: ignore[attr-defined]

    def _requirement(self) -> QWidget:
        group = QButtonGroup(self)
        choice = layouts.row(spacing=12)
        choice.addWidget(head_label(self.tr("Requirement")))
        choice.addStretch(1)
        for button in (self.is_sentence, self.is_free):
            group.addButton(button)
            choice.addWidget(button)
        self._free = QWidget()
        free = layouts.column(self._free, spacing=6)
        for widget in (self.require, self.facts, self.limits):
            free.addWidget(widget)
        part = QWidget()
        column = layouts.column(part, spacing=7, margins=(0, _GAP - 4, 0, 0))
        column.addLayout(choice)
        column.addWidget(self.sentence)
        column.addWidget(self._free)
        column.addSpacing(_GAP - 8)
        column.addWidget(head_label(self.tr("Unless")))
        column.addWidget(self.unless)
        return part

    def _question(self) -> QWidget:
        part = QWidget()
        column = layouts.column(part, spacing=7, margins=(0, _GAP - 4, 0, 0))
        column.addWidget(head_label(self.tr("Question for a human")))
        column.addWidget(self.asks)
        column.addWidget(soft_label(self.tr("What to attach, one on each line")))
        column.addWidget(self.evidence)
        return part

    def _connect(self) -> None:
        self.title.textEdited.connect(self.retitled)
        self.id.textEdited.connect(lambda text: self._tell(id=text.strip()))
        self.kind.activated.connect(self._choose_kind)
        self.source.edited.connect(self._put_source)
        self.applies.edited.connect(lambda text: self._tell(applies_when=text))
        self.unless.edited.connect(lambda text: self._tell(unless=text))
        self.require.edited.connect(lambda text: self._tell(require=text))
        self.limits.edited.connect(self._put_limits)
        self.sentence.edited.connect(self._put_sentence)
        self.facts.picked.connect(self._insert)
        self.asks.edited.connect(lambda: self._tell(asks=self.asks.words))
        self.evidence.edited.connect(lambda: self._tell(evidence=self.evidence.items))
        self.note.textEdited.connect(lambda text: self._tell(note=text))
        self.assumptions.edited.connect(lambda: self._tell(assumptions=self.assumptions.items))
        self.is_sentence.toggled.connect(self._show_parts)

    def offer(self, facts: Sequence[FactChoice]) -> None:
        """Offer the facts of the catalogue."""
        self.sentence.offer(facts)
        self.facts.fill(facts, self._language)

    # --- showing --------------------------------------------------------------------------------
    def put(self, rule: RuleForm) -> None:
        """Show a rule; where none was shown before, as a sentence if it is one."""
        sentence = packs_work.sentence_of(rule)
        if sentence is not None and not self.sentence.knows(sentence.fact):
            sentence = None
        if self.rule is None:
            self.is_sentence.setChecked(sentence is not None)
            self.is_free.setChecked(sentence is None)
        self.rule = rule
        self.title.put(rule.title)
        self.id.put(rule.id)
        self.kind.setCurrentIndex(max(self.kind.findData(rule.kind), 0))
        self.source.put(rule.source)
        self.applies.put(rule.applies_when)
        self.unless.put(rule.unless)
        self.require.put(rule.require)
        self.limits.put(rule.limits, packs_work.empty_limit())
        if sentence is not None:
            self.sentence.put(sentence, rule.require)
        self.note.put(rule.note)
        self._put_lines(rule)
        able(
            self.is_sentence,
            None
            if sentence is not None
            else self.tr("This expression is more than one comparison with a limit"),
        )
        self._show_parts()

    def _put_lines(self, rule: RuleForm) -> None:
        if self.asks.words != rule.asks:
            self.asks.put(rule.asks)
        for field, items in ((self.evidence, rule.evidence), (self.assumptions, rule.assumptions)):
            if field.items != items:
                field.put("\n".join(items))

    def _show_parts(self) -> None:
        kind = self.kind.currentData()
        self._require.setVisible(kind == _CHECK)
        self._human.setVisible(kind != _CHECK)
        self.evidence.setEnabled(kind != _INFORMATION)
        self.sentence.setVisible(self.is_sentence.isChecked())
        self._free.setVisible(not self.is_sentence.isChecked())

    def tell(self, errors: Mapping[str, Text]) -> None:
        """Say what is wrong in which expression."""
        for key, field in (
            ("applies_when", self.applies),
            ("require", self.require),
            ("unless", self.unless),
        ):
            field.tell(told(errors.get(key), self._language))

    # --- editing --------------------------------------------------------------------------------
    def _tell(self, **changes: object) -> None:
        if self.rule is not None:
            self.rule = replace(self.rule, **changes)  # type: ignore[arg-type]
            self.edited.emit(self.rule)

    def _choose_kind(self) -> None:
        kind = self.kind.currentData()
        left_out = (
            {"asks": "", "evidence": ()} if kind == _CHECK else {"require": "", "unless": "", "limits": ()}
        )
        self._tell(kind=kind, **left_out)

    def _put_source(self, source: SourceForm) -> None:
        self._tell(source=source)

    def _put_limits(self, limits: tuple[LimitForm, ...]) -> None:
        self._tell(limits=limits)

    def _put_sentence(self, sentence: Sentence) -> None:
        if self.rule is not None:
            self.rule = packs_work.with_sentence(self.rule, sentence)
            self.edited.emit(self.rule)

    def _insert(self, name: str) -> None:
        self.require.insert(name)
        self.facts.put("")
