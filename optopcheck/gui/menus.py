"""The menus; every action has a key, and one that cannot be used says why."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence

from optopcheck.domain.text import Text
from optopcheck.gui.memory import SCALES
from optopcheck.gui.shortcuts import next_part

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QMenu

    from optopcheck.gui.desk import Desk
    from optopcheck.gui.exports import Export
    from optopcheck.gui.window import MainWindow

_Key = QKeySequence.StandardKey


class Menus(QObject):
    """Fills the menu bar of a window and keeps it in step with the desk."""

    def __init__(self, window: MainWindow, desk: Desk) -> None:
        super().__init__(window)
        self._window, self._desk = window, desk
        self._fill_file()
        self._fill_edit()
        self._fill_exports()
        self._fill_view()
        self._fill_rules()
        self._fill_help()
        desk.scenario_changed.connect(self._weigh)
        desk.case_changed.connect(self._weigh)
        desk.job_changed.connect(self._weigh)
        desk.file.review_changed.connect(self._weigh)
        self._weigh()

    def _fill_file(self) -> None:
        menu = self._menu(self.tr("&File"))
        window = self._window
        self._add(menu, self.tr("&Open …"), window.ask_model, _Key.Open)
        self._add(menu, self.tr("&Sample case"), self._desk.open_sample, "Ctrl+Shift+O")
        self._add(menu, self.tr("Open a sca&n …"), window.scans.ask, "Ctrl+Shift+P")
        self._recent = menu.addMenu(self.tr("Opened &last"))
        self._recent.setToolTipsVisible(True)
        self._recent.aboutToShow.connect(self._fill_recent)
        menu.addSeparator()
        self.refine = self._add(
            menu, self.tr("Refine with an &IFC …"), window.file.ask_refine, "Ctrl+Shift+I"
        )
        self._add(menu, self.tr("&Review a dossier …"), window.file.ask_review, "Ctrl+Shift+R")
        menu.addSeparator()
        self.save = self._add(menu, self.tr("&Save the dossier"), window.file.save, _Key.Save)
        self.save_as = self._add(menu, self.tr("Save &as …"), window.file.save_as, "Ctrl+Shift+S")
        menu.addSeparator()
        self._add(menu, self.tr("Se&ttings …"), window.tell_settings, "Ctrl+,")
        self._add(menu, self.tr("&Quit"), window.close, "Ctrl+Q")

    def _fill_recent(self) -> None:
        self._recent.clear()
        for path in self._window.recent():
            action = self._recent.addAction(path.name)
            action.setToolTip(str(path))
            action.triggered.connect(lambda *_, chosen=path: self._window.take(chosen))
        if self._recent.isEmpty():
            self._recent.addAction(self.tr("nothing yet")).setEnabled(False)

    def _fill_edit(self) -> None:
        menu = self._menu(self.tr("&Edit"))
        self.undo = self._add(menu, self.tr("&Undo the scenario"), self._desk.undo, _Key.Undo)
        self.redo = self._add(menu, self.tr("&Redo the scenario"), self._desk.redo, _Key.Redo)
        menu.addSeparator()
        self.assess = self._add(menu, self.tr("&Assess again"), self._desk.assess, "F5")
        self.cancel = self._add(menu, self.tr("&Cancel the job"), self._desk.cancel, "Ctrl+.")

    def _fill_exports(self) -> None:
        menu = self._menu(self.tr("E&xport"))
        exports = self._window.exports
        self.exports: list[tuple[Export, QAction]] = []
        for place, export in enumerate(exports.entries):
            key = f"Ctrl+Shift+{(place + 1) % 10}"
            action = self._add(menu, export.title, partial(exports.ask, export), key)
            self.exports.append((export, action))
        exports.weighed.connect(self._weigh)

    def _fill_view(self) -> None:
        menu = self._menu(self.tr("&View"))
        view = self._window.view.viewport
        self._add(menu, self.tr("Show &everything"), view.fit, "Ctrl+0")
        self._add(menu, self.tr("Show what is &lit"), view.fit_to_lit, "Ctrl+E")
        menu.addSeparator()
        self._choice(
            menu.addMenu(self.tr("&Language")),
            (("nl", "Nederlands"), ("en", "English")),
            self._desk.language,
            self._window.language_wanted.emit,
        )
        self._choice(
            menu.addMenu(self.tr("&Theme")),
            (
                ("system", self.tr("As the system")),
                ("light", self.tr("Light")),
                ("dark", self.tr("Dark")),
            ),
            self._window.memory.theme,
            self._window.theme_wanted.emit,
        )
        sizes = (("0", self.tr("As the system")), *((str(scale), f"{scale} %") for scale in SCALES))
        self._choice(menu.addMenu(self.tr("&Size")), sizes, str(self._window.memory.scale), self._scale)

    def _choice(
        self,
        menu: QMenu,
        options: Sequence[tuple[str, str]],
        current: str,
        choose: Callable[[str], object],
    ) -> None:
        """Fill a menu of which one entry holds."""
        group = QActionGroup(self)
        for code, name in options:
            action = QAction(name, self, checkable=True, checked=code == current)
            action.triggered.connect(lambda *_, chosen=code: choose(chosen))
            group.addAction(action)
            menu.addAction(action)

    def _scale(self, percent: str) -> None:
        self._window.memory.scale = int(percent)
        self._desk.tell_of(
            Text(
                "De nieuwe grootte geldt zodra u optopcheck opnieuw opent.",
                "The new size holds once you open optopcheck again.",
            )
        )

    def _fill_rules(self) -> None:
        menu = self._menu(self.tr("&Rules"))
        rules = self._window.rules
        self.packs = self._add(menu, self.tr("Rule &packs …"), rules.show_packs, "Ctrl+R")
        self._add(menu, self.tr("&New rule pack …"), rules.show_editor, "Ctrl+Shift+N")

    def _fill_help(self) -> None:
        menu = self._menu(self.tr("&Help"))
        window = self._window
        self._add(menu, self.tr("&Manual"), window.tell_manual, QKeySequence.StandardKey.HelpContents)
        self._add(menu, self.tr("&Find anything …"), window.finder.toggle, "Ctrl+K")
        self._add(menu, self.tr("&Keys"), window.tell_keys, "?")
        self._add(menu, self.tr("&Next part of the window"), partial(next_part, window, 1), "F6")
        self._add(menu, self.tr("&Previous part of the window"), partial(next_part, window, -1), "Shift+F6")
        menu.addSeparator()
        self._add(menu, self.tr("&Report a problem …"), window.tell_problem, "Ctrl+F1")
        self._add(menu, self.tr("&About optopcheck"), window.tell_about, "Shift+F1")

    def _menu(self, title: str) -> QMenu:
        menu = self._window.menuBar().addMenu(title)
        menu.setToolTipsVisible(True)
        return menu

    def _add(
        self, menu: QMenu, title: str, what: Callable[[], object], key: QKeySequence.StandardKey | str
    ) -> QAction:
        action = menu.addAction(title)
        if isinstance(key, _Key):
            # All that a system knows for it: redo is Ctrl+Y for one hand and Ctrl+Shift+Z for another.
            action.setShortcuts(key)
        else:
            action.setShortcut(QKeySequence(key))
        action.triggered.connect(lambda *_: what())
        return action

    def _weigh(self) -> None:
        desk = self._desk
        closed = None if desk.opened else self.tr("No case is open")
        fixed = self.tr("The dossier is under review and stays as it is") if desk.file.reviewing else None
        _able(self.undo, None if desk.can_undo else self.tr("The scenario was not changed yet"))
        _able(self.redo, None if desk.can_redo else self.tr("Nothing was undone"))
        _able(self.assess, closed or fixed)
        has_model = desk.opened is not None and not desk.opened.inputs.is_of_city_model
        own = self.tr("The building has a model already") if has_model else None
        _able(self.refine, closed or fixed or own)
        _able(self.save, closed or fixed)
        _able(self.save_as, closed)
        for export, action in self.exports:
            _able(action, self._window.exports.lacks(export))
        _able(self.cancel, None if desk.job else self.tr("No job is running"))


def _able(action: QAction, reason: str | None) -> None:
    action.setEnabled(reason is None)
    action.setToolTip(reason or action.text().replace("&", ""))
