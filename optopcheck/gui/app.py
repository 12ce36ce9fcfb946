"""Entry of the window: application, language, first file."""

from __future__ import annotations

import os
import sys
import threading
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTimer, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from optopcheck.gui import work
from optopcheck.gui.desk import Desk
from optopcheck.gui.memory import Memory
from optopcheck.gui.style import dress
from optopcheck.gui.themes import theme, theme_for
from optopcheck.gui.window import MainWindow

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from optopcheck.domain.text import Language
    from optopcheck.gui.themes import ThemeChoice

_LOOK_AFTER = 300
"""The window stands before earlier work is looked for [ms]."""
_LATER = 10_000
"""With a file to read first, all is made ready for the next one after this [ms]."""
_LOCALES = {"nl": "nl_NL", "en": "en_GB"}


def main(argv: Sequence[str]) -> int:
    """Open the window, with a file if one is named; return when it is closed."""
    memory = Memory()
    if memory.scale and "QT_SCALE_FACTOR" not in os.environ:
        # Qt reads it once, when the application is made.
        os.environ["QT_SCALE_FACTOR"] = str(memory.scale / 100)
    app = QApplication.instance() or QApplication([sys.argv[0] if sys.argv else "optopcheck"])
    if not isinstance(app, QApplication):
        raise TypeError("another Qt application without windows runs in this process")
    program = Program(app, memory)
    if not (argv or memory.has_started):
        program.window.tell_settings(first=True)
    program.window.show()
    if argv:
        # After the first picture of the window: it stands before the long work begins.
        QTimer.singleShot(0, program.window, lambda: program.window.take(Path(argv[0])))
    QTimer.singleShot(_LOOK_AFTER, program.desk.file, program.desk.file.look_for_left)
    # Not while the first file is read: it would take the time that it is to save.
    QTimer.singleShot(_LATER if argv else _LOOK_AFTER, program.window, partial(_get_ready, program.desk.on))
    return app.exec()


def _get_ready(on: date) -> None:
    """Load beside the window what the first file would wait for."""
    # Not a job: nobody waits for it when the window closes.
    threading.Thread(target=partial(work.get_ready_for_first, on), daemon=True).start()


class Program(QObject):
    """The application with its language; another language is another window over the same desk."""

    def __init__(self, app: QApplication, memory: Memory) -> None:
        super().__init__()
        self._app, self._memory = app, memory
        self._translators: tuple[QTranslator, ...] = ()
        app.setApplicationName("optopcheck")
        app.setOrganizationName("optopcheck")
        app.setWindowIcon(QIcon(str(resource("icons/optopcheck.svg"))))
        dress(app, theme_for(memory.theme))
        app.styleHints().colorSchemeChanged.connect(self._follow_system)
        self.desk = Desk(memory.language)
        self._install(memory.language)
        self.window = self._make_window()
        app.aboutToQuit.connect(self.close)

    def speak(self, language: str) -> None:
        """Change the language: the same desk under a new window."""
        chosen: Language = "en" if language == "en" else "nl"
        if chosen == self.desk.language or not self.window.rules.may_leave():
            return
        self._memory.language = chosen
        self._install(chosen)
        self.desk.speak(chosen)
        self._renew()

    def wear(self, choice: ThemeChoice) -> None:
        """Change the look: the same desk under a new window."""
        if not self.window.rules.may_leave():
            return
        self._memory.theme = choice
        if theme_for(choice) is not theme():
            dress(self._app, theme_for(choice))
            self._renew()

    def _follow_system(self) -> None:
        if self._memory.theme == "system":
            self.wear("system")

    def _renew(self) -> None:
        old = self.window
        self.window = self._make_window()
        self.window.setGeometry(old.geometry())
        if old.pages.currentWidget() is old.settings:
            self.window.tell_settings(first=old.settings.is_first)
        self.window.show()
        old.file.let_go()
        old.close()
        old.deleteLater()

    def close(self) -> None:
        """End the work in the background and take the texts back."""
        self.window.file.let_go()
        self.window.close()
        self.desk.close()
        self.desk.file.leave(keep=True)
        self._app.styleHints().colorSchemeChanged.disconnect(self._follow_system)
        for translator in self._translators:
            self._app.removeTranslator(translator)
        self._translators = ()

    def _make_window(self) -> MainWindow:
        window = MainWindow(self.desk, self._memory)
        window.language_wanted.connect(self.speak)
        window.theme_wanted.connect(self.wear)
        return window

    def _install(self, language: Language) -> None:
        for translator in self._translators:
            self._app.removeTranslator(translator)
        QLocale.setDefault(QLocale(_LOCALES[language]))
        found = [QTranslator(self), QTranslator(self)]
        found[0].load(f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
        found[1].load(str(resource(f"translations/app_{language}.qm")))
        for translator in found:
            self._app.installTranslator(translator)
        self._translators = tuple(found)


def resource(name: str) -> Path:
    """Return the path of a file that ships with the program."""
    return Path(str(files("optopcheck.resources") / name))
