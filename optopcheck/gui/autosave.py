"""Keeps what the user did in a journal on disk, so that a crash takes at most the last move."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from optopcheck.domain.text import Text
from optopcheck.gui.errands import Errands

if TYPE_CHECKING:
    from optopcheck.service import Journal, Work

_NOTING = Text("Bijhouden", "Keeping")


class Autosave(QObject):
    """One journal for each case; written in the background, the newest state counts."""

    failed = Signal(object)
    """`Text` for the user; once for each case."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._journal: Journal | None = None
        self._told = False
        self._errands = Errands(self)
        self._errands.failed.connect(self._fail)

    @property
    def is_busy(self) -> bool:
        """True until what was noted is on disk."""
        return self._errands.is_busy

    def note(self, work: Work | None) -> None:
        """Keep a state of the work; None: nothing is unsaved."""
        if work is not None or self._journal is not None or self._errands.is_busy:
            self._errands.run(_NOTING, lambda _: self._append(work), _nothing, newest=True)

    def take_over(self, journal: Journal) -> None:
        """Go on with a journal that is there."""
        self._journal = journal

    def leave(self, *, saved: bool) -> None:
        """End the journal of this case; once its work is saved, or wanted no more, nothing of it is left."""
        self._errands.finish()
        journal, self._journal, self._told = self._journal, None, False
        if journal is not None:
            from optopcheck import service  # noqa: PLC0415  # loaded by the time there is a journal

            service.end_journal(journal, saved=saved)

    def _append(self, work: Work | None) -> None:
        from optopcheck import service  # noqa: PLC0415  # same

        if self._journal is None:
            self._journal = service.start_journal()
        self._journal.append(service.saved_action() if work is None else service.work_action(work))

    def _fail(self, text: Text) -> None:
        if not self._told:
            self._told = True
            self.failed.emit(text)


def _nothing(result: object) -> None:
    del result
