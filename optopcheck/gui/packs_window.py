"""The rule packs: which there are, what they say, and which take part; install by dropping a file."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QPushButton, QSplitter, QTextBrowser, QWidget

from optopcheck.domain.text import Text
from optopcheck.gui import layouts, packs_work
from optopcheck.gui.errands import Errands
from optopcheck.gui.fields import able, named, soft_label
from optopcheck.gui.install_dialog import InstallDialog
from optopcheck.gui.pack_page import capital, page
from optopcheck.gui.packs_table import PacksTable

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDropEvent

    from optopcheck.gui.desk import Desk
    from optopcheck.service import Offer, Section

BUNDLES = (".optrules", ".optreg")
_SIZE = (1080, 720)
_LISTING = Text("Regelpakketten lezen", "Reading the rule packs")
_VERIFYING = Text("Bestand controleren", "Verifying the file")
_CHANGING = Text("Regelpakketten wijzigen", "Changing the rule packs")


class PacksWindow(QDialog):
    """A table of packs above the page of the chosen one; each change assesses the open case again."""

    editor_wanted = Signal(object)
    """Folder of a pack to edit; None: a new one."""
    listed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setWindowTitle(self.tr("Rule packs"))
        self.setAcceptDrops(True)
        self.resize(*_SIZE)
        self.errands = Errands(self)
        self.table = PacksTable(desk.language)
        self.page = named(QTextBrowser(), self.tr("What the chosen pack says"))
        self.page.setOpenExternalLinks(True)
        self.page.document().setDocumentMargin(12)
        self.told = soft_label("")
        self.dialog: InstallDialog | None = None
        self._pages: dict[str, tuple[Section, ...]] = {}
        self._make_buttons()
        self._lay_out()
        self._connect()
        self.refresh()

    def _make_buttons(self) -> None:
        self.install = named(QPushButton(self.tr("&Install …")), self.tr("Install a file"))
        self.remove = named(QPushButton(self.tr("&Remove")), self.tr("Remove the chosen file"))
        self.make = named(QPushButton(self.tr("&New rule pack …")), self.tr("New rule pack"))
        self.edit = named(QPushButton(self.tr("&Edit a pack …")), self.tr("Edit the folder of a pack"))
        self.shut = named(QPushButton(self.tr("Close")), self.tr("Close"))
        for button in (self.install, self.remove, self.make, self.edit, self.shut):
            button.setAutoDefault(False)

    def _lay_out(self) -> None:
        hint = soft_label(
            self.tr("Drop a rule bundle (.optrules) or a register of keys (.optreg) here to install it.")
        )
        rooms = QSplitter(Qt.Orientation.Vertical, childrenCollapsible=False)
        rooms.addWidget(self.table)
        rooms.addWidget(self.page)
        rooms.setSizes([270, 380])
        rooms.setStretchFactor(1, 1)
        buttons = layouts.row(spacing=8)
        for button in (self.install, self.remove):
            buttons.addWidget(button)
        buttons.addStretch(1)
        for button in (self.make, self.edit, self.shut):
            buttons.addWidget(button)
        column = layouts.column(self, spacing=8, margins=(14, 12, 14, 12))
        column.addWidget(hint)
        column.addWidget(rooms, stretch=1)
        column.addWidget(self.told)
        column.addLayout(buttons)

    def _connect(self) -> None:
        self.table.switched.connect(self._switch)
        self.table.chosen.connect(self._show_page)
        self.errands.failed.connect(self._fail)
        self.errands.busy_changed.connect(self._weigh)
        self.install.clicked.connect(self._ask_file)
        self.remove.clicked.connect(self._remove)
        self.make.clicked.connect(lambda: self.editor_wanted.emit(None))
        self.edit.clicked.connect(self._ask_folder)
        self.shut.clicked.connect(self.close)
        self._desk.case_changed.connect(self.refresh)

    # --- the list -------------------------------------------------------------------------------
    def refresh(self) -> None:
        """Read the packs anew, for the day of the open case."""
        task = partial(packs_work.listing, self._desk.on, self._desk.language)
        self.errands.run(_LISTING, task, self._take_listing, newest=True)

    def _take_listing(self, result: object) -> None:
        if isinstance(result, packs_work.Listing):
            self._pages = {pack.key: told for pack, told in zip(result.packs, result.pages, strict=True)}
            self.table.fill(result.packs)
            self.listed.emit()

    def _show_page(self) -> None:
        chosen = self.table.current
        self.page.setHtml(page(self._pages.get(chosen.key, ())) if chosen else "")
        self._weigh()

    def _weigh(self) -> None:
        chosen, busy = self.table.current, self.tr("Busy with the packs") if self.errands.is_busy else None
        for button in (self.install, self.make, self.edit):
            able(button, busy)
        reason = None
        if chosen is None:
            reason = self.tr("No pack is chosen")
        elif chosen.is_managed:
            reason = self.tr("The administrator of this computer put it down; only he can take it away")
        elif not chosen.digest:
            reason = self.tr("Only an installed rule bundle can be removed; switch this pack off instead")
        able(self.remove, busy or reason, self.tr("Take this file away; another version stays"))

    # --- changes --------------------------------------------------------------------------------
    def _change(self, task: object, said: str) -> None:
        self.errands.run(_CHANGING, task, partial(self._changed, said))  # type: ignore[arg-type]

    def _changed(self, said: str, _result: object) -> None:
        self.told.setText(said)
        self._desk.change_rules()
        self.refresh()

    def _fail(self, text: Text) -> None:
        self.told.setText(capital(text.in_language(self._desk.language)))
        self.table.fill(self.table.packs)

    def _switch(self, name: str, is_on: bool) -> None:  # noqa: FBT001  # as the signal gives it
        said = self.tr("%1 takes part") if is_on else self.tr("%1 takes part no longer")
        self._change(partial(packs_work.switch, name, is_on), said.replace("%1", name))

    def _remove(self) -> None:
        chosen = self.table.current
        if chosen is not None and chosen.digest:
            said = self.tr("%1 was removed").replace("%1", f"{chosen.name} {chosen.version}")
            self._change(partial(packs_work.remove, chosen.digest), said)

    # --- install --------------------------------------------------------------------------------
    def offer(self, path: Path) -> None:
        """Verify a file, and ask before anything is kept."""
        task = partial(packs_work.offer, path, date.today(), self._desk.language)  # noqa: DTZ011  # user's day
        self.errands.run(_VERIFYING, task, self._ask_install)

    def _ask_install(self, offered: object) -> None:
        self.dialog = InstallDialog(offered, self._desk.language, self)  # type: ignore[arg-type]
        self.dialog.wanted.connect(self._install)
        self.dialog.finished.connect(self._forget_dialog)
        self.dialog.open()

    def _forget_dialog(self) -> None:
        self.dialog = None

    def _install(self, offered: Offer, yes: bool, python: bool) -> None:  # noqa: FBT001  # same
        today = date.today()  # noqa: DTZ011  # the day on the user's calendar
        said = self.tr("%1 was installed").replace("%1", offered.name)
        self._change(partial(packs_work.install, offered, today, yes, python), said)

    def _ask_file(self) -> None:
        kinds = self.tr("Rule bundles and registers (*.optrules *.optreg)")
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Install a file"), "", kinds)
        if name:
            self.offer(Path(name))

    def _ask_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self.tr("Folder of a rule pack"))
        if name:
            self.editor_wanted.emit(Path(name))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802  # Qt's name
        """Take a bundle or a register."""
        if any(can_install(Path(url.toLocalFile())) for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802  # Qt's name
        """Verify what was dropped."""
        for path in (Path(url.toLocalFile()) for url in event.mimeData().urls()):
            if can_install(path):
                self.offer(path)
        event.acceptProposedAction()


def can_install(path: Path) -> bool:
    """Tell whether a file is one of rules or keys."""
    return path.suffix.lower() in BUNDLES
