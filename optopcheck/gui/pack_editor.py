"""A rule pack made by form; below it what is still wrong, and what the chosen rule says of the open case."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QPushButton,
    QScrollArea,
    QWidget,
)

from optopcheck.domain.text import Text
from optopcheck.gui import layouts, packs_work
from optopcheck.gui.errands import Errands
from optopcheck.gui.fields import able, head_label, named
from optopcheck.gui.form_state import FormState
from optopcheck.gui.pack_fields import PackFields
from optopcheck.gui.pack_page import plain_tip
from optopcheck.gui.rule_editor import RuleEditor

if TYPE_CHECKING:
    from optopcheck.gui.desk import Desk
    from optopcheck.service import FormCheck, PackForm, RuleForm

PAUSE = 300
"""After the last letter, before the form is looked at [ms]."""
_SIZE = (1180, 820)
_LEFT = 350
_LOOKING, _FACTS = Text("Formulier nakijken", "Checking the form"), Text("Feiten lezen", "Reading the facts")
_OPENING, _SAVING = Text("Pakket openen", "Opening the pack"), Text("Pakket opslaan", "Saving the pack")


class PackEditor(QDialog):
    """Holds one `PackForm`; an edit makes another, which is checked and tried after a short pause."""

    install_wanted = Signal(object)
    """Folder of a saved pack."""
    looked = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.form: PackForm | None = None
        self._saved: PackForm | None = None
        self._empty: PackForm | None = None
        self._place = 0
        self._then_install = False
        self.resize(*_SIZE)
        self.errands = Errands(self)
        self.pack = PackFields()
        self.rules = named(QListWidget(), self.tr("Rules of the pack"))
        self.rules.setStyleSheet("QListWidget::item { padding: 4px 2px; }")
        self.rule = RuleEditor(desk.language)
        self.state = FormState(desk.language)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._make_buttons()
        self._lay_out()
        self._connect()
        self._title()
        self.errands.run(_FACTS, packs_work.catalogue, self._take_facts)

    def _make_buttons(self) -> None:
        self.add = named(QPushButton(self.tr("Add a rule")), self.tr("Add a rule"))
        self.take = named(QPushButton(self.tr("Take it out")), self.tr("Take the chosen rule out"))
        self.new = named(QPushButton(self.tr("&New")), self.tr("Begin a new pack"))
        self.fetch = named(QPushButton(self.tr("&Open …")), self.tr("Open the folder of a pack"))
        self.save = named(QPushButton(self.tr("&Save …")), self.tr("Save the pack"))
        self.use = named(QPushButton(self.tr("Save and &install …")), self.tr("Save the pack and install it"))
        self.save.setProperty("main", True)  # noqa: FBT003  # Qt's own signature
        for button in (self.add, self.take, self.new, self.fetch, self.save, self.use):
            button.setAutoDefault(False)

    def _lay_out(self) -> None:
        left = QWidget()
        left.setFixedWidth(_LEFT)
        column = layouts.column(left, spacing=8, margins=(14, 12, 10, 10))
        column.addWidget(head_label(self.tr("The pack")))
        column.addWidget(self.pack)
        column.addSpacing(6)
        column.addWidget(head_label(self.tr("Rules")))
        column.addWidget(self.rules, stretch=1)
        buttons = layouts.row(spacing=6)
        buttons.addWidget(self.add)
        buttons.addWidget(self.take)
        buttons.addStretch(1)
        column.addLayout(buttons)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self.rule)
        upper = layouts.row(spacing=0)
        upper.addWidget(left)
        upper.addWidget(scroll, stretch=1)
        foot = layouts.row(spacing=8, margins=(14, 8, 14, 12))
        for button in (self.new, self.fetch):
            foot.addWidget(button)
        foot.addStretch(1)
        for button in (self.use, self.save):
            foot.addWidget(button)
        whole = layouts.column(self)
        whole.addLayout(upper, stretch=1)
        whole.addWidget(self.state)
        whole.addLayout(foot)

    def _connect(self) -> None:
        self.pack.edited.connect(self._put)
        self.rule.edited.connect(self._put_rule)
        self.rule.retitled.connect(self._retitle)
        self.rules.currentRowChanged.connect(self._choose)
        self.add.clicked.connect(self._add)
        self.take.clicked.connect(self._take_out)
        self.new.clicked.connect(self._begin)
        self.fetch.clicked.connect(self._ask_folder)
        self.save.clicked.connect(lambda: self._save(install=False))
        self.use.clicked.connect(lambda: self._save(install=True))
        self._pause.timeout.connect(self._look)
        self.errands.failed.connect(self.state.fail)
        self._desk.judged_changed.connect(self._pause.start)

    # --- the form -------------------------------------------------------------------------------
    def _take_facts(self, result: object) -> None:
        if not isinstance(result, packs_work.Catalogue):
            return
        self._empty = result.empty
        self.rule.offer(result.facts)
        if self.form is None:
            self._show(self._empty)

    def _show(self, form: object) -> None:
        """Show another pack, saved or new."""
        self._saved = form  # type: ignore[assignment]
        self._place = 0
        self._put(form)

    def _put(self, form: object) -> None:
        self.form = form  # type: ignore[assignment]
        self.pack.put(self.form)  # type: ignore[arg-type]
        self._fill_rules()
        self._show_rule()
        self._title()
        self.state.say("")
        self._pause.start()

    def _put_rule(self, rule: RuleForm) -> None:
        if self.form is not None:
            rules = (*self.form.rules[: self._place], rule, *self.form.rules[self._place + 1 :])
            self._put(replace(self.form, rules=rules))

    def _retitle(self, title: str) -> None:
        if self.form is not None and self.form.rules:
            rule = self.form.rules[self._place]
            self._put_rule(packs_work.titled(rule, self.form.authority, title))

    def _show_rule(self) -> None:
        rules = self.form.rules if self.form else ()
        self._place = min(self._place, max(len(rules) - 1, 0))
        self.rule.setEnabled(bool(rules))
        if rules:
            self.rule.put(rules[self._place])

    def _fill_rules(self) -> None:
        rules = self.form.rules if self.form else ()
        self.rules.blockSignals(True)  # noqa: FBT003  # Qt's own signature
        while self.rules.count() > len(rules):
            self.rules.takeItem(self.rules.count() - 1)
        while self.rules.count() < len(rules):
            self.rules.addItem(QListWidgetItem())
        for place, rule in enumerate(rules):
            self.rules.item(place).setText(rule.title or rule.id or self.tr("(rule without a title)"))
        self.rules.setCurrentRow(min(self._place, len(rules) - 1))
        self.rules.blockSignals(False)  # noqa: FBT003  # same
        able(self.take, None if len(rules) > 1 else self.tr("A pack has at least one rule"))

    def _choose(self, place: int) -> None:
        if place >= 0 and place != self._place:
            self._place = place
            self.rule.rule = None
            self._show_rule()
            self._look()

    def _add(self) -> None:
        if self.form is not None and self.form.rules:
            self._place = len(self.form.rules)
            self.rule.rule = None
            new = packs_work.new_rule(self.form.rules[-1].source)
            self._put(replace(self.form, rules=(*self.form.rules, new)))

    def _take_out(self) -> None:
        if self.form is not None:
            rules = tuple(rule for place, rule in enumerate(self.form.rules) if place != self._place)
            self.rule.rule = None
            self._put(replace(self.form, rules=rules))

    # --- looking --------------------------------------------------------------------------------
    def _look(self) -> None:
        if self.form is None:
            return
        desk = self._desk
        facts = desk.judged.assessment.facts if desk.judged is not None and not desk.is_stale else None
        task = partial(packs_work.look, self.form, self._place, facts, desk.on, desk.language)
        self.errands.run(_LOOKING, task, partial(self._take_look, facts is not None), newest=True)

    def _take_look(self, has_case: bool, result: object) -> None:  # noqa: FBT001  # a job passes by place
        if not isinstance(result, packs_work.Looked) or result.form is not self.form:
            return
        check = result.check
        here = {key: said for (place, key), said in check.fields.items() if place == self._place}
        self.rule.tell(here)
        self._mark_rules(check)
        self.state.show_check(check, self._place)
        self.state.show_trial(result.tried, has_case=has_case)
        reason = None if check.is_ready else self.tr("Not in order yet; see below what is missing")
        able(self.save, reason, self.tr("Write the files of the pack"))
        able(self.use, reason, self.tr("Write the files, and take the pack into use in this program"))
        self.looked.emit()

    def _mark_rules(self, check: FormCheck) -> None:
        for place, said in enumerate(check.rules):
            item = self.rules.item(place)
            rule = self.form.rules[place] if self.form else None
            name = (rule.title or rule.id) if rule else ""
            item.setText(f"{'✓' if said is None else '✕'}  {name or self.tr('(rule without a title)')}")
            item.setToolTip(plain_tip(said.in_language(self._desk.language)) if said else "")

    # --- files ----------------------------------------------------------------------------------
    @property
    def is_changed(self) -> bool:
        """True if something would be lost."""
        return self.form is not None and self.form != self._saved

    def open_folder(self, folder: Path) -> None:
        """Open a pack for editing, unless the form cannot show all of it."""
        if self.may_leave():
            self.errands.run(_OPENING, partial(packs_work.read_form, folder), self._take_opened)

    def _take_opened(self, form: object) -> None:
        self.rule.rule = None
        self._show(form)
        self.state.say(self.tr("Opened."))

    def _begin(self) -> None:
        if self._empty is not None and self.may_leave():
            self.rule.rule = None
            self._show(self._empty)

    def _ask_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self.tr("Folder of a rule pack"))
        if name:
            self.open_folder(Path(name))

    def _save(self, *, install: bool) -> None:
        if self.form is None:
            return
        parent = None
        if self.form.folder is None:
            name = QFileDialog.getExistingDirectory(self, self.tr("In which folder does the pack come?"))
            if not name:
                return
            parent = Path(name)
        self.errands.run(
            _SAVING, partial(packs_work.save_form, self.form, parent), partial(self._take_saved, install)
        )

    def _take_saved(self, install: bool, form: object) -> None:  # noqa: FBT001  # same
        place = self._place
        self._show(form)
        self.rules.setCurrentRow(place)
        folder = self.form.folder if self.form else None
        self.state.say(self.tr("Saved in %1").replace("%1", str(folder)))
        if install:
            self.install_wanted.emit(folder)

    def may_leave(self) -> bool:
        """Ask whether what was changed may be dropped; yes where nothing was."""
        if not self.is_changed:
            return True
        question = self.tr("The pack was changed and not saved. Drop these changes?")
        answer = QMessageBox.question(self, self.windowTitle(), question)
        if answer is not QMessageBox.StandardButton.Yes:
            return False
        self.rule.rule = None
        self._show(self._saved)
        return True

    def _title(self) -> None:
        name = self.form.name if self.form and self.form.name else self.tr("New rule pack")
        self.setWindowTitle(f"{name}{' *' if self.is_changed else ''}")

    def reject(self) -> None:
        """Close, unless the user would rather keep what was changed."""
        if self.may_leave():
            super().reject()
