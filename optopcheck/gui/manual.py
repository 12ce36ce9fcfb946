"""The manual in a window of its own: chapters, text, and a field that finds words."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, QUrl
from PySide6.QtGui import QImage, QTextBlock, QTextCursor, QTextDocument
from PySide6.QtWidgets import QComboBox, QLabel, QListWidget, QSplitter, QTextBrowser, QWidget

from optopcheck.gui import layouts
from optopcheck.gui.fields import named
from optopcheck.gui.search_field import SearchField

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable

    from optopcheck.domain.text import Language

_SIZE = (940, 720)
"""[px]"""
_PICTURE = 620
"""Width of a picture in the text [px]."""
_CHAPTER = 2
"""Level of the headings that the list shows."""
_LANGUAGE, _API = "rules/language/README.md", "api/README.md"
"""What makers of rule packs read, as it lies in the package; the second is made from the code."""


class Manual(QWidget):
    """Shows the manual in the language of the window; it is a file, so it works without network."""

    def __init__(self, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle(self.tr("Manual"))
        self.resize(*_SIZE)
        self._own = language
        self.books = named(QComboBox(), self.tr("Book"))
        for title, place in (
            (self.tr("Manual"), ""),
            (self.tr("Language of the rules"), _LANGUAGE),
            (self.tr("Rules in Python: the interface"), _API),
        ):
            if not place or _book(place).is_file():
                self.books.addItem(title, place)
        self.chapters = named(QListWidget(), self.tr("Chapters of the manual"))
        self.text = named(QTextBrowser(), self.tr("Text of the manual"))
        self.text.setOpenExternalLinks(True)
        self.field = SearchField(self.tr("Find in the manual"), self.tr("Find words"))
        self.found = QLabel()
        self._lay_out()
        self._read()
        self.books.currentIndexChanged.connect(self._read)
        self.chapters.currentRowChanged.connect(self._go)
        self.field.stepped.connect(self.find_next)
        self.field.down.connect(self.chapters.setFocus)
        self.field.textEdited.connect(self.find_first)

    def _lay_out(self) -> None:
        head = layouts.row(spacing=8)
        head.addWidget(self.books)
        head.addWidget(self.field, stretch=1)
        head.addWidget(self.found)
        split = QSplitter(Qt.Orientation.Horizontal, childrenCollapsible=False)
        split.addWidget(self.chapters)
        split.addWidget(self.text)
        split.setSizes([210, _SIZE[0] - 210])
        column = layouts.column(self, spacing=8, margins=(10, 10, 10, 10))
        column.addLayout(head)
        column.addWidget(split, stretch=1)

    def _read(self) -> None:
        folder, place = files("optopcheck.resources") / "manual", self.books.currentData()
        book = _book(place) if place else folder / f"{self._own}.md"
        self.text.setSearchPaths([str(folder)])
        self.text.document().setDocumentMargin(14)
        self.text.setMarkdown(book.read_text(encoding="utf-8"))
        self._shrink_pictures()
        with QSignalBlocker(self.chapters):
            self.chapters.clear()
            self.chapters.addItems([block.text() for block in self._heads()])
        self.text.moveCursor(QTextCursor.MoveOperation.Start)

    def _blocks(self) -> Iterator[QTextBlock]:
        block = self.text.document().begin()
        while block.isValid():
            yield block
            block = block.next()

    def _heads(self) -> list[QTextBlock]:
        return [block for block in self._blocks() if block.blockFormat().headingLevel() == _CHAPTER]

    def _shrink_pictures(self) -> None:
        """Show a picture of the whole window as wide as the text."""
        for block in self._blocks():
            step = block.begin()
            while not step.atEnd():
                fragment = step.fragment()
                if fragment.charFormat().isImageFormat():
                    image = fragment.charFormat().toImageFormat()
                    self._add_picture(image.name())
                    image.setWidth(_PICTURE)
                    cursor = QTextCursor(self.text.document())
                    cursor.setPosition(fragment.position())
                    cursor.setPosition(
                        fragment.position() + fragment.length(), QTextCursor.MoveMode.KeepAnchor
                    )
                    cursor.setCharFormat(image)
                step += 1

    def _add_picture(self, name: str) -> None:
        """Make it smaller with care: the text does so roughly, and small letters are lost."""
        ratio = self.devicePixelRatioF()
        full = QImage(str(files("optopcheck.resources") / "manual" / name))
        small = full.scaledToWidth(round(_PICTURE * ratio), Qt.TransformationMode.SmoothTransformation)
        self.text.document().addResource(QTextDocument.ResourceType.ImageResource, QUrl(name), small)

    def open_at(self, chapter: int) -> None:
        """Open a chapter of the manual itself."""
        self.books.setCurrentIndex(0)
        self.chapters.setCurrentRow(chapter)

    # --- reading --------------------------------------------------------------------------------
    def _go(self, place: int) -> None:
        heads = self._heads()
        if 0 <= place < len(heads):
            self.text.setTextCursor(QTextCursor(heads[place]))
            layout = self.text.document().documentLayout()
            layout.pageCount()  # lays out all of it: what is not laid out yet would move the place
            self.text.verticalScrollBar().setValue(round(layout.blockBoundingRect(heads[place]).top()))

    def find_first(self) -> None:
        """Find what was typed, from the start."""
        self.text.moveCursor(QTextCursor.MoveOperation.Start)
        self.find_next(1)

    def find_next(self, step: int) -> None:
        """Go to the next place of the words (1) or the one before (-1); beyond the last is the first."""
        words, flags = self.field.text().strip(), QTextDocument.FindFlag(0)
        start = QTextCursor.MoveOperation.Start
        if step < 0:
            flags, start = QTextDocument.FindFlag.FindBackward, QTextCursor.MoveOperation.End
        if words and not self.text.find(words, flags):
            self.text.moveCursor(start)
            self.text.find(words, flags)
        lost = bool(words) and not self.text.textCursor().hasSelection()
        self.found.setText(self.tr("Not in the manual") if lost else "")


def _book(place: str) -> Traversable:
    """Return a page of the package, asked of the program itself: what lies deeper would be loaded with it."""
    return files("optopcheck").joinpath(*place.split("/"))
