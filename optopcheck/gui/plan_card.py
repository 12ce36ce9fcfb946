"""Below the list of the plan: all that the scan says of the chosen building, and of itself."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QTabWidget, QTextBrowser

from optopcheck.gui.fields import named
from optopcheck.gui.themes import theme

if TYPE_CHECKING:
    from optopcheck.gui.plan_work import Lines


class PlanCard(QTabWidget):
    """Two pages: the building, and the source with its assumptions and receipt."""

    def __init__(self) -> None:
        super().__init__()
        named(self, self.tr("Building and source"))
        self.setDocumentMode(True)
        self.building = self._page(self.tr("What the scan says of the building"))
        self.source = self._page(self.tr("Assumptions, attribution and receipt of the scan"))
        self.addTab(self.building, self.tr("Building"))
        self.addTab(self.source, self.tr("Source and assumptions"))
        self.tell_building(None)

    def _page(self, name: str) -> QTextBrowser:
        page = named(QTextBrowser(), name)
        page.document().setDocumentMargin(10)
        page.setMinimumHeight(110)
        return page

    def tell_building(self, lines: Lines | None) -> None:
        """Tell of a building; None: none is chosen."""
        if lines is None:
            self.building.setPlainText(self.tr("Choose a building in the plan or in the list."))
            return
        cells = "".join(
            f"<tr><td style='color:{theme().soft_ink}; padding-right:12px'>{escape(name)}</td>"
            f"<td>{'<br>'.join(escape(value) for value in values)}</td></tr>"
            for name, values in lines
        )
        self.building.setHtml(f"<table cellspacing='0' cellpadding='2'>{cells}</table>")

    def tell_source(self, lines: Lines) -> None:
        """Tell where the result comes from, and on what it rests."""
        parts = []
        for title, notes in lines:
            parts.append(f"<p style='margin:8px 0 4px 0'><b>{escape(title)}</b></p>")
            parts += [f"<p style='margin:0 0 4px 0'>{escape(note)}</p>" for note in notes]
        self.source.setHtml("".join(parts))
