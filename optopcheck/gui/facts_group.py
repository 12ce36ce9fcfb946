"""Facts that no model tells: year built, monument, front, homes; each may be left open."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from optopcheck.domain.entered import ENTERABLE, Enterable, EnteredFact, EnteredKind
from optopcheck.domain.job import InputError
from optopcheck.domain.text import number
from optopcheck.gui import layouts
from optopcheck.gui.fields import head_label, mark, named, plain_label, soft_label

if TYPE_CHECKING:
    from collections.abc import Iterable

    from optopcheck.domain.entered import EnteredValue
    from optopcheck.domain.text import Language

Facts = tuple[tuple[str, EnteredFact], ...]


class FactsGroup(QWidget):
    """One field a fact. A field that is left open stays unknown: a rule that needs it says so."""

    changed = Signal()

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language
        self._before: Facts = ()
        self._fields = {name: self._field(fact) for name, fact in ENTERABLE.items()}
        self.source = named(QLineEdit(), self.tr("Who says so"))
        self.source.setPlaceholderText(self.tr("register, deed, survey"))
        self.source.textChanged.connect(self.changed)
        self._lay_out()

    def _field(self, fact: Enterable) -> QWidget:
        name = fact.label.in_language(self._language)
        words = self._choices(fact)
        if words is None:
            line = named(QLineEdit(), name, fact.hint.in_language(self._language))
            line.textChanged.connect(self.changed)
            return line
        choice = named(QComboBox(), name)
        choice.addItem(self.tr("not given"), "")
        for written, word in words:
            choice.addItem(word, written)
        choice.currentIndexChanged.connect(self.changed)
        return choice

    def _choices(self, fact: Enterable) -> list[tuple[str, str]] | None:
        """Return what may be chosen, as it is entered and as it is called; None for a free field."""
        if fact.kind is EnteredKind.TRUTH:
            return [("ja", self.tr("yes")), ("nee", self.tr("no"))]
        if fact.choices is None:
            return None
        kept = dict.fromkeys(fact.choices.values())
        return [(value, fact.word(value).in_language(self._language)) for value in kept]

    def _lay_out(self) -> None:
        column = layouts.column(self, spacing=4)
        column.addWidget(head_label(self.tr("What no model tells")))
        for name, fact in ENTERABLE.items():
            label = plain_label(_upper(fact.label.in_language(self._language)))
            label.setBuddy(self._fields[name])
            column.addWidget(label)
            column.addWidget(self._fields[name])
        label = plain_label(self.tr("Who says so"))
        label.setBuddy(self.source)
        column.addWidget(label)
        column.addWidget(self.source)
        column.addWidget(soft_label(self.tr("What is left open stays unknown, and is never counted as no.")))

    def fill(self, facts: Iterable[tuple[str, EnteredFact]]) -> None:
        """Show the facts of a case."""
        self._before = tuple(facts)
        known = dict(self._before)
        for name, field in self._fields.items():
            value = known[name].value if name in known else None
            if isinstance(field, QComboBox):
                field.setCurrentIndex(max(field.findData(_written(value, self._language)), 0))
            elif isinstance(field, QLineEdit):
                field.setText(_written(value, self._language))
        sources = {fact.source for fact in known.values()}
        self.source.setText(sources.pop() if len(sources) == 1 else "")

    def facts(self) -> Facts:
        """Return what was entered; a fact that was not touched keeps its own source.

        Raises
        ------
        InputError
            If a value cannot be; says what to give.
        """
        from optopcheck.service import checked_fact  # noqa: PLC0415  # loaded by the time a case is open

        before, source = dict(self._before), self.source.text().strip()
        found: dict[str, EnteredFact] = {}
        for name in (*before, *self._fields):
            written, kept = _read(self._fields[name]), before.get(name)
            if not written:
                continue
            if kept is not None and written == self._shown(kept):
                # Not touched: as exact as it was given.
                found[name] = kept if source in ("", kept.source) else replace(kept, source=source)
            else:
                _, fact = checked_fact(name, written)
                found[name] = replace(fact, source=source) if source else fact
        return tuple(found.items())

    def _shown(self, fact: EnteredFact) -> str:
        return _written(fact.value, self._language)

    def wrong(self) -> str | None:
        """Mark the fields that cannot be; return why the first one cannot."""
        from optopcheck.service import checked_fact  # noqa: PLC0415  # same

        first: str | None = None
        for name, field in self._fields.items():
            written, why = _read(field), None
            if written:
                try:
                    checked_fact(name, written)
                except InputError:
                    label, hint = ENTERABLE[name].label, ENTERABLE[name].hint
                    why = f"{_upper(label.in_language(self._language))}: {hint.in_language(self._language)}"
            mark(field, wrong=why is not None)
            first = first or why
        return first


def _read(field: QWidget) -> str:
    if isinstance(field, QComboBox):
        return str(field.currentData())
    return field.text().strip() if isinstance(field, QLineEdit) else ""


def _written(value: EnteredValue | None, language: Language) -> str:
    """Write a value as it may be typed again."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, str):
        return value
    whole = float(value).is_integer()
    return number(value, 0 if whole else 2, language)


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]
