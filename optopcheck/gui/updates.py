"""The button that asks for a newer version; nothing asks for it by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from optopcheck.domain.text import Text
from optopcheck.gui import layouts
from optopcheck.gui.errands import Errands
from optopcheck.gui.fields import able, named, soft_label

if TYPE_CHECKING:
    from optopcheck.domain.job import Progress
    from optopcheck.domain.text import Language
    from optopcheck.service import UpdateAnswer

_ASKING = Text("Vragen of er een nieuwe versie is", "Asking whether there is a new version")


class UpdateCheck(QWidget):
    """A button and what came of it; it tells, and downloads nothing."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language
        self.errands = Errands(self)
        self.ask = named(
            QPushButton(self.tr("Is there a newer version?")), self.tr("Ask whether there is a newer version")
        )
        self.told = soft_label(
            self.tr(
                "Asks the makers for one small signed file, only when you press this. Nothing is said about"
                " you, and nothing is downloaded or installed."
            )
        )
        self.told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column = layouts.column(self, spacing=6)
        column.addWidget(self.ask, alignment=Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.told)
        self.ask.clicked.connect(lambda: self.errands.run(_ASKING, check, self._tell, newest=True))
        self.errands.failed.connect(self._say)
        self.errands.busy_changed.connect(self._weigh)

    def _tell(self, found: object) -> None:
        answer: UpdateAnswer = found  # type: ignore[assignment]  # a job returns what its task does
        self._say(answer.told)

    def _say(self, text: Text) -> None:
        said = text.in_language(self._language)
        self.told.setText(f"{said[:1].upper()}{said[1:]}.")

    def _weigh(self) -> None:
        able(self.ask, self.tr("Asking …") if self.errands.is_busy else None)


def check(progress: Progress) -> UpdateAnswer:
    """Ask."""
    from optopcheck import service  # noqa: PLC0415  # the window stands before its libraries are there

    return service.check_update(progress)
