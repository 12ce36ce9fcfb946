"""What a pack says of itself: who made it, its name and version, from when until when, whom to ask."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from optopcheck.gui import layouts, packs_work
from optopcheck.gui.fields import named
from optopcheck.gui.form_fields import Line, Lines

if TYPE_CHECKING:
    from optopcheck.service import PackForm


class PackFields(QWidget):
    """The fields of a manifest."""

    edited = Signal(object)
    """`PackForm`."""

    def __init__(self) -> None:
        super().__init__()
        self._form: PackForm | None = None
        self.authority = Line(self.tr("Code of who makes the rules"), "gm0599")
        self.authority.setToolTip(self.tr("gm and four digits of the municipality; or pv12, ws0123, example"))
        self.name = Line(self.tr("Name of the pack"), self.tr("Rooftop extensions in Exampletown"))
        self.id = Line(self.tr("Id of the pack"), "gm0599-dakopbouwen")
        self.version = Line(self.tr("Version"), "1.0.0")
        self.first = Line(self.tr("Valid from"), "01-01-2026")
        self.last = Line(self.tr("Valid until"), "")
        self.contact = Line(self.tr("Contact"), "optoppen@gemeente.nl")
        self.licence = Line(self.tr("Licence"), "EUPL-1.2")
        self.changes = Lines(self.tr("Changes, one on each line"), 2)
        self.off = named(
            QCheckBox(self.tr("off until its user switches it on")),
            self.tr("Off until its user switches it on"),
        )
        self._lay_out()
        for line in (self.authority, self.name):
            line.textEdited.connect(self._rename)
        for line in (self.id, self.version, self.first, self.last, self.contact, self.licence):
            line.textEdited.connect(self._tell)
        self.changes.edited.connect(self._tell)
        self.off.clicked.connect(self._tell)

    def _lay_out(self) -> None:
        form = layouts.form()
        self.setLayout(form)
        form.setContentsMargins(0, 0, 0, 0)
        form.addRow(self.tr("Made by (code)"), self.authority)
        form.addRow(self.tr("Name"), self.name)
        form.addRow(self.tr("Id"), self.id)
        form.addRow(self.tr("Version"), self.version)
        form.addRow(self.tr("Valid from"), self.first)
        form.addRow(self.tr("Valid until"), self.last)
        form.addRow(self.tr("Contact"), self.contact)
        form.addRow(self.tr("Licence"), self.licence)
        form.addRow(self.tr("Changes"), self.changes)
        form.addRow("", self.off)

    def put(self, form: PackForm) -> None:
        """Show a pack."""
        self._form = form
        if self.authority.text().strip().lower() != form.authority:
            self.authority.put(form.authority)
        self.name.put(form.name)
        self.id.put(form.id)
        self.version.put(form.version)
        self.first.put(form.valid_from)
        self.last.put(form.valid_to)
        self.contact.put(form.contact)
        self.licence.put(form.licence)
        if self.changes.items != form.changes:
            self.changes.put("\n".join(form.changes))
        self.off.setChecked(form.off)

    def _rename(self) -> None:
        if self._form is not None:
            self._form = packs_work.renamed(self._form, self.authority.text(), self.name.text())
            self.edited.emit(self._form)

    def _tell(self) -> None:
        if self._form is not None:
            self._form = replace(
                self._form,
                id=self.id.text().strip(),
                version=self.version.text().strip(),
                valid_from=self.first.text(),
                valid_to=self.last.text(),
                contact=self.contact.text(),
                licence=self.licence.text(),
                changes=self.changes.items,
                off=self.off.isChecked(),
            )
            self.edited.emit(self._form)
