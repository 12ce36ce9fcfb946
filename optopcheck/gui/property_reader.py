"""Reads in the background what the models of a case say of their parts; once for each case."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from optopcheck.domain.text import Text
from optopcheck.gui import work
from optopcheck.gui.errands import Errands

if TYPE_CHECKING:
    from optopcheck.gui.desk import Desk
    from optopcheck.service import Books, CaseInput

_TITLE = Text("Eigenschappen lezen", "Reading the properties")
_Files = tuple[object, ...]


class PropertyReader(QObject):
    """Begins when the first element is looked at; keeps what it read while the models stay the same."""

    changed = Signal()
    """Books were read, or could not be."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._errands = Errands(self)
        self._errands.failed.connect(self._fail)
        self._files: _Files | None = None
        self.books: Books | None = None
        self.failure: Text | None = None
        desk.case_changed.connect(self._forget)

    @property
    def is_busy(self) -> bool:
        """True while a model is being read."""
        return self._errands.is_busy

    def want(self) -> None:
        """Read the models of the case on the desk, if that was not done."""
        opened = self._desk.opened
        if opened is None or self._files == _files(opened.inputs):
            return
        self._files = _files(opened.inputs)
        task = partial(work.read_books, opened.inputs)
        self._errands.run(_TITLE, task, partial(self._take, self._files), newest=True)

    def shut(self) -> None:
        """End the work."""
        self._errands.shut()

    def _take(self, files: _Files, books: object) -> None:
        if files == self._files and isinstance(books, tuple):
            self.books, self.failure = books, None
            self.changed.emit()

    def _fail(self, text: Text) -> None:
        self.failure = text
        self.changed.emit()

    def _forget(self) -> None:
        """Drop what was read of other models."""
        opened = self._desk.opened
        if opened is None or self._files != _files(opened.inputs):
            self._files = self.books = self.failure = None


def _files(inputs: CaseInput) -> _Files:
    """Return what tells models apart: a file that was written anew is another one."""
    paths = (inputs.model, *inputs.aspects)
    return tuple((path, path.stat().st_mtime_ns if path.is_file() else 0) for path in paths)
