"""The case: municipality, peil, surroundings, plan, statement; applied together."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from optopcheck.domain.site import Origin, is_municipality_code
from optopcheck.gui import layouts
from optopcheck.gui.facts_group import FactsGroup
from optopcheck.gui.fields import CountField, NumberEdit, PathField, able, head_label, mark, named, soft_label
from optopcheck.gui.municipality_field import MunicipalityField

if TYPE_CHECKING:
    from optopcheck.gui.desk import Desk
    from optopcheck.service import CaseInput, DatumInput, StatementInput

_MOST = 20
_LABEL = 82
"""[px]"""
_ENTERED = (Origin.ENTERED, Origin.DESIGN, Origin.SURVEYED, Origin.AHN)


class CasePanel(QWidget):
    """The papers of the case. Nothing changes before *Apply*; then the case is read anew."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._make_fields()
        self.apply = named(QPushButton(self.tr("Apply")), self.tr("Apply the case"))
        self.apply.setProperty("main", True)  # noqa: FBT003  # Qt's own signature
        self.revert = named(QPushButton(self.tr("Revert")), self.tr("Revert the case"))
        self._lay_out()
        self._connect()
        self._fill()

    def _make_fields(self) -> None:
        language = self._desk.language
        self.building = named(QLineEdit(), self.tr("Building"))
        self.building.setPlaceholderText(self.tr("only if the model holds more"))
        self.municipality = named(QLineEdit(), self.tr("Municipality"))
        self.municipality.setPlaceholderText("GM0637")
        self.peil = named(NumberEdit(language), self.tr("Plan datum"))
        self.peil.setPlaceholderText(self.tr("from the model"))
        self.level = named(NumberEdit(language), self.tr("Measuring level"))
        self.level.setPlaceholderText(self.tr("ground at the entrance"))
        self.origin = named(QComboBox(), self.tr("Origin of the plan datum"))
        for origin in _ENTERED:
            self.origin.addItem(self._origin_word(origin), origin.value)
        self.neighbours = PathField(self.tr("Surroundings"), self.tr("CityJSON (*.json *.jsonl *.city.json)"))
        self.plan = PathField(self.tr("Plan rules"), self.tr("Plan rules (*.toml)"))
        self.paper = PathField(self.tr("Structural statement"), self.tr("Paper (*.pdf *.*)"))
        self.bears = named(CountField(_MOST), self.tr("Extra storeys that the structure bears"))
        self.by = named(QLineEdit(), self.tr("Who states it"))
        self.role = named(QLineEdit(), self.tr("Role of who states it"))
        self.facts = FactsGroup(language)
        self.day = named(QDateEdit(), self.tr("Reference date"))
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat("dd-MM-yyyy" if language == "nl" else "yyyy-MM-dd")

    def _origin_word(self, origin: Origin) -> str:
        return {
            Origin.ENTERED: self.tr("entered"),
            Origin.DESIGN: self.tr("design"),
            Origin.SURVEYED: self.tr("surveyed"),
            Origin.AHN: self.tr("AHN (unconfirmed)"),
        }[origin]

    def _lay_out(self) -> None:
        self.hint = soft_label("")
        column = layouts.column(spacing=8, margins=(12, 10, 12, 10))
        groups = (
            (
                self.tr("Place and height"),
                (
                    (self.tr("Municipality"), MunicipalityField(self.municipality)),
                    (self.tr("Plan datum [m]"), self.peil),
                    (self.tr("Origin"), self.origin),
                    (self.tr("Measuring level [m]"), self.level),
                    (self.tr("Building"), self.building),
                    (self.tr("Reference date"), self.day),
                ),
            ),
            (
                self.tr("Papers"),
                ((self.tr("Surroundings"), self.neighbours), (self.tr("Plan rules"), self.plan)),
            ),
            (
                self.tr("Structural statement"),
                (
                    (self.tr("Paper"), self.paper),
                    (self.tr("Bears"), self.bears),
                    (self.tr("By"), self.by),
                    (self.tr("Role"), self.role),
                ),
            ),
        )
        for title, rows in groups:
            column.addWidget(head_label(title))
            column.addLayout(_form(rows))
        column.addWidget(self.facts)
        column.addStretch()
        inner = QWidget()
        inner.setLayout(column)
        self._scroll = QScrollArea()
        self._scroll.setWidget(inner)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole = layouts.column(self)
        whole.addWidget(self._scroll, stretch=1)
        whole.addLayout(self._foot())

    def go_to(self, place: str) -> bool:
        """Put the keyboard in the field of a place; False if it is none of this panel."""
        field = self._places().get(place)
        if field is None:
            return False
        self._scroll.ensureWidgetVisible(field)
        (field.findChild(QPushButton) or field).setFocus()
        return True

    def _places(self) -> dict[str, QWidget]:
        return {
            "municipality": self.municipality,
            "peil": self.peil,
            "level": self.level,
            "neighbours": self.neighbours,
            "plan": self.plan,
            "paper": self.paper,
        }

    def _foot(self) -> QVBoxLayout:
        """Return the buttons, that stay in sight, and why they cannot be used."""
        foot = layouts.column(spacing=6, margins=(12, 6, 12, 8))
        foot.addWidget(self.hint)
        buttons = layouts.row(spacing=8)
        buttons.addStretch()
        buttons.addWidget(self.revert)
        buttons.addWidget(self.apply)
        foot.addLayout(buttons)
        return foot

    def _connect(self) -> None:
        for line in (self.building, self.municipality, self.peil, self.level, self.by, self.role):
            line.textChanged.connect(self._weigh)
        for field in (self.neighbours, self.plan, self.paper):
            field.changed.connect(self._weigh)
        self.facts.changed.connect(self._weigh)
        self.origin.currentIndexChanged.connect(self._weigh)
        self.bears.valueChanged.connect(self._weigh)
        self.day.dateChanged.connect(self._weigh)
        self.apply.clicked.connect(self._apply)
        self.revert.clicked.connect(self._fill)
        self._desk.case_changed.connect(self._fill)

    def _fill(self) -> None:
        opened = self._desk.opened
        if opened is None:
            self._weigh()
            return
        inputs, statement = opened.inputs, opened.inputs.statement
        self.building.setText(inputs.building or "")
        self.municipality.setText(inputs.municipality or "")
        peil, level = inputs.plan_datum, inputs.measuring_level
        self.peil.set_value(peil.value if peil else None)
        self.level.set_value(level.value if level else None)
        self.origin.setCurrentIndex(max(self.origin.findData(peil.origin.value), 0) if peil else 0)
        self.neighbours.set_path(inputs.neighbours)
        self.plan.set_path(inputs.plan)
        self.paper.set_path(statement.paper if statement else None)
        self.bears.setValue(statement.bears if statement else 1)
        self.by.setText(statement.by if statement else "")
        self.role.setText(statement.role if statement else "")
        self.facts.fill(inputs.facts)
        self.day.setDate(QDate(opened.on.year, opened.on.month, opened.on.day))
        self._weigh()

    def _weigh(self) -> None:
        """Enable what can be used; say why the rest cannot."""
        no_paper = None if self.paper.path else self.tr("Choose the paper of the statement first")
        for field in (self.bears, self.by, self.role):
            able(field, no_paper)
        able(
            self.origin, None if self.peil.text().strip() else self.tr("The plan datum comes from the model")
        )
        wrong = self._wrong()
        # What cannot be read is a change as well, and may be taken back.
        unchanged = None if wrong or self._is_changed() else self.tr("Nothing was changed")
        able(self.apply, wrong or unchanged, self.tr("Read the case anew and assess it"))
        able(self.revert, unchanged)
        self.hint.setText(wrong or "")
        self.hint.setVisible(wrong is not None)

    def _wrong(self) -> str | None:
        code = self.municipality.text().strip().upper()
        wrong_code = bool(code) and not is_municipality_code(code)
        mark(self.municipality, wrong=wrong_code)
        if wrong_code:
            return self.tr("A municipality code is GM and four digits, e.g. GM0637")
        if self.peil.is_wrong:
            return self.tr("The plan datum is no number; write e.g. 9,8 or 9.8")
        if self.level.is_wrong:
            return self.tr("The measuring level is no number; write e.g. 9,8 or 9.8")
        if self.paper.path and not (self.by.text().strip() and self.role.text().strip()):
            return self.tr("A statement needs the name and the role of who makes it")
        return self.facts.wrong() if self._desk.opened is not None else None

    def _is_changed(self) -> bool:
        opened = self._desk.opened
        return opened is not None and (self._inputs(opened.inputs) != opened.inputs or self._day != opened.on)

    @property
    def _day(self) -> date:
        chosen = self.day.date()
        return date(chosen.year(), chosen.month(), chosen.day())

    def _inputs(self, old: CaseInput) -> CaseInput:
        return replace(
            old,
            building=self.building.text().strip() or None,
            municipality=self.municipality.text().strip().upper() or None,
            plan_datum=self._datum(self.peil, old.plan_datum, Origin(self.origin.currentData())),
            neighbours=self.neighbours.path,
            plan=self.plan.path,
            statement=self._statement(),
            measuring_level=self._datum(self.level, old.measuring_level),
            facts=self.facts.facts(),
        )

    def _datum(
        self, field: NumberEdit, old: DatumInput | None, origin: Origin | None = None
    ) -> DatumInput | None:
        """Return a height reference; what it was given with beside its value and origin is kept."""
        value = self._kept(field, old.value if old else None)
        if value is None:
            return None
        from optopcheck.service import DatumInput  # noqa: PLC0415  # loaded by the time a case is open

        origin = origin or (old.origin if old else Origin.ENTERED)
        return replace(old, value=value, origin=origin) if old else DatumInput(value, origin)

    def _kept(self, field: NumberEdit, old: float | None) -> float | None:
        """Return the number of a field; one that was not touched stays as exact as it was given."""
        shown = NumberEdit(self._desk.language)
        shown.set_value(old)
        return old if shown.text() == field.text().strip() else field.value

    def _statement(self) -> StatementInput | None:
        if self.paper.path is None:
            return None
        from optopcheck.service import StatementInput  # noqa: PLC0415  # loaded by the time a case is open

        return StatementInput(
            self.paper.path, self.bears.value(), self.by.text().strip(), self.role.text().strip()
        )

    def _apply(self) -> None:
        if self._desk.opened is not None:
            self._desk.open(self._inputs(self._desk.opened.inputs), self._day)


def _form(rows: tuple[tuple[str, QWidget], ...]) -> QFormLayout:
    form = layouts.form()
    for words, field in rows:
        label = QLabel(words)
        label.setMinimumWidth(_LABEL)
        label.setBuddy(field.focusProxy() or field)
        form.addRow(label, field)
    return form
