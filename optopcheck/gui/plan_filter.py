"""Which buildings are shown: by verdict and potential, by need, by least numbers, by name; and how many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QPushButton, QToolButton, QWidget

from optopcheck.domain.text import number
from optopcheck.gui import layouts
from optopcheck.gui.fields import NumberEdit, named, plain_label, soft_label
from optopcheck.gui.plan_look import SWATCH, swatch_icon
from optopcheck.gui.plan_work import Asked
from optopcheck.gui.search_field import SearchField

if TYPE_CHECKING:
    from optopcheck.domain.text import Language
    from optopcheck.gui.plan_work import Read
    from optopcheck.scan import Chosen

_PAUSE = 150
"""After the last letter [ms]."""
_NARROW = 84
"""A field for a number [px]."""


class PlanFilter(QWidget):
    """Nothing asked shows all. The buttons of the classes are the legend of the plan as well."""

    changed = Signal()
    list_wanted = Signal()
    """The arrow down in the words goes to the list."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language
        self._read: Read | None = None
        self.words = SearchField(self.tr("Search a building by its name"), self.tr("Name of a building"))
        self.clear = named(
            QPushButton(self.tr("Clear")), self.tr("Clear the filter"), self.tr("Show all buildings")
        )
        self.classes: dict[str, QToolButton] = {}
        self.need = named(QComboBox(), self.tr("What is needed"))
        self.leasts: dict[str, NumberEdit] = {}
        self.count = named(plain_label(), self.tr("How many buildings are shown"))
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self.changed)
        self._lay_out()
        self.words.textChanged.connect(self._pause.start)
        self.words.down.connect(self.list_wanted)
        self.words.stepped.connect(lambda _step: self.list_wanted.emit())
        self.need.currentIndexChanged.connect(self._pause.start)
        self.clear.clicked.connect(self.reset)

    def _lay_out(self) -> None:
        column = layouts.column(self, spacing=6, margins=(8, 6, 8, 4))
        top = layouts.row(spacing=6)
        top.addWidget(self.words, stretch=1)
        top.addWidget(self.clear)
        column.addLayout(top)
        self._chips = QGridLayout()
        self._chips.setSpacing(4)
        column.addLayout(self._chips)
        self._least_row = layouts.row(spacing=6)
        column.addLayout(self._least_row)
        column.addWidget(self.count)

    def fill(self, read: Read) -> None:
        """Offer what a result has."""
        first = self._read is None
        self._read = read
        if first:
            self._make_classes(read)
            self._make_leasts(read)
        self.need.blockSignals(True)  # noqa: FBT003  # Qt's own signature
        self.need.clear()
        self.need.addItem(self.tr("every need"), "")
        for key, words in read.needs:
            self.need.addItem(words.in_language(self._language), key)
        self.need.blockSignals(False)  # noqa: FBT003  # same
        self.reset()

    def _make_classes(self, read: Read) -> None:
        for place, (key, colour, words) in enumerate(read.classes):
            chip = named(QToolButton(), words.in_language(self._language))
            chip.setCheckable(True)
            chip.setIcon(swatch_icon(key, colour))
            chip.setIconSize(QSize(SWATCH, SWATCH))
            chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            chip.setSizePolicy(self.words.sizePolicy())
            chip.toggled.connect(self._pause.start)
            self.classes[key] = chip
            self._chips.addWidget(chip, place // 2, place % 2)

    def _make_leasts(self, read: Read) -> None:
        titles = {head.key: head.heading.in_language(self._language) for head in read.heads}
        self._least_row.addWidget(soft_label(self.tr("At least")))
        for key in read.leasts:
            field = named(NumberEdit(self._language), self.tr("At least: %1").replace("%1", titles[key]))
            field.setPlaceholderText(titles[key])
            field.setToolTip(self.tr("A building of which this is not known is left out then, and counted"))
            field.setMinimumWidth(_NARROW)
            field.textChanged.connect(self._pause.start)
            self.leasts[key] = field
            self._least_row.addWidget(field, stretch=1)
        self._chips.addWidget(self.need, len(read.classes) // 2, 0, 1, 2)

    @property
    def asked(self) -> Asked:
        """What the fields say; a field that holds no number asks nothing, and is marked."""
        need = self.need.currentData()
        return Asked(
            tuple(key for key, chip in self.classes.items() if chip.isChecked()),
            (need,) if need else (),
            tuple((key, v) for key, field in self.leasts.items() if (v := field.value) is not None),
            self.words.text(),
        )

    def reset(self) -> None:
        """Ask nothing."""
        for chip in self.classes.values():
            chip.setChecked(False)
        for field in self.leasts.values():
            field.set_value(None)
        self.words.clear()
        self.need.setCurrentIndex(0)
        self._pause.stop()
        self.changed.emit()

    def tell(self, chosen: Chosen) -> None:
        """Say how many of all are shown, and of each class."""
        if self._read is None:
            return
        chooser = self._read.chooser
        everything, shown = chooser.class_counts(), chooser.class_counts(chosen.places)
        for (key, _, words), total, there in zip(self._read.classes, everything, shown, strict=True):
            told = self.tr("%1: %2 of %3").replace("%1", words.in_language(self._language))
            told = told.replace("%2", self._count(there)).replace("%3", self._count(total))
            self.classes[key].setText(told)
            self.classes[key].setAccessibleName(told)
        said = self.tr("%1 of %2 buildings shown").replace("%1", self._count(len(chosen.places)))
        said = said.replace("%2", self._count(len(self._read.result.rows)))
        if chosen.unknown:
            more = self.tr("%1 left out because a number is not known")
            said += "; " + more.replace("%1", self._count(chosen.unknown))
        self.count.setText(said)

    def _count(self, value: int) -> str:
        written = number(value, 0, self._language)
        return f"{int(written):,}".replace(",", "\u202f")
