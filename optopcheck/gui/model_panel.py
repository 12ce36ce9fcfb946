"""The model in the window: search it, walk through it, show and hide what it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QHeaderView, QMenu, QPushButton, QTreeView, QWidget

from optopcheck.gui import layouts, work
from optopcheck.gui.fields import able, named, soft_label
from optopcheck.gui.model_tree import COUNT, ID_ROLE, NAME, ModelTree, Place
from optopcheck.gui.search_field import SearchField

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from optopcheck.domain.facts import Situation
    from optopcheck.gui.desk import Desk
    from optopcheck.gui.visibility import Visibility

_LATER = 40
"""After another building is shown, before its tree is [ms]."""


class ModelPanel(QWidget):
    """Level, class, element: boxes show and hide, choosing lights up, Enter in the search goes on."""

    chosen = Signal(str)
    """Id of the element or level that the user chose here."""

    def __init__(self, desk: Desk, visibility: Visibility) -> None:
        super().__init__()
        self._desk, self._visibility = desk, visibility
        self._shown: tuple[Situation, object] | None = None
        self._hits: list[Place] = []
        self._at = -1
        self.search = SearchField(self.tr("Search the model"), self.tr("Name, class or GlobalId"))
        self.search.setToolTip(self.tr("Enter goes to the next hit, Shift+Enter back (Ctrl+F)"))
        self.hits = soft_label("")
        self.all = named(QPushButton(self.tr("Show all")), self.tr("Show all parts of the model"))
        self.tree = _Tree(self)
        self.model = ModelTree(visibility, self)
        self.tree.setModel(self.model)
        self._lay_out()
        self._connect()
        self._fill()

    def _lay_out(self) -> None:
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(COUNT, QHeaderView.ResizeMode.ResizeToContents)
        # To measure a column, look at the rows on the screen only.
        header.setResizeContentsPrecision(0)
        self.hits.setWordWrap(False)
        self._below = QWidget()
        below = layouts.row(self._below, spacing=6, margins=(8, 0, 8, 4))
        below.addWidget(self.hits, stretch=1)
        below.addWidget(self.all)
        top = layouts.row(margins=(8, 8, 8, 4))
        top.addWidget(self.search)
        column = layouts.column(self)
        column.addLayout(top)
        column.addWidget(self._below)
        column.addWidget(self.tree, stretch=1)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._seek)
        self.search.stepped.connect(self._next)
        self.search.down.connect(self.tree.setFocus)
        self.all.clicked.connect(self._visibility.show_all)
        self.tree.selectionModel().currentChanged.connect(self._choose)
        self.tree.customContextMenuRequested.connect(self._offer)
        self._visibility.changed.connect(self._weigh)
        # In a turn of its own: the rest of the window changes in this one, the picture in the next.
        self._turn = QTimer(self, singleShot=True, interval=_LATER)
        self._turn.timeout.connect(self._fill)
        self._desk.shown_changed.connect(self._turn.start)
        self._desk.lit_changed.connect(self._follow)
        key = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        key.activated.connect(self.focus_search)

    # --- filling --------------------------------------------------------------------------------
    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  # Qt's name
        """Be filled when looked at."""
        super().showEvent(event)
        self.catch_up()

    def catch_up(self) -> None:
        """Fill the tree now, if that still waits."""
        if self._turn.isActive():
            self._turn.stop()
            self._fill()

    def _fill(self) -> None:
        """Serve the building that is shown; what was open stays open."""
        situation, opened = self._desk.situation(self._desk.shown), self._desk.opened
        if situation is None or situation.building is None or opened is None:
            return
        if self._shown == (situation, opened):
            return
        self._shown = (situation, opened)
        open_rows = self.tree.open_rows()
        self.model.fill(work.outline(situation, opened, self._desk.language))
        self.tree.open_again(open_rows)
        self._seek(self.search.text())
        self._follow()
        self._weigh()

    def _weigh(self) -> None:
        why = None if self._visibility.hides_something else self.tr("Nothing is hidden")
        able(self.all, why, self.tr("Show everything that was hidden"))
        self._below.setVisible(why is None or bool(self.hits.text()))
        self.tree.viewport().update()

    # --- choosing -------------------------------------------------------------------------------
    def _choose(self, index: QModelIndex, _before: QModelIndex) -> None:
        if not index.isValid():
            return
        identity = index.siblingAtColumn(NAME).data(ID_ROLE)
        # A class has no id: all of its elements light up.
        self._desk.light((identity,) if identity else self.model.ids(index))
        if identity:
            self.chosen.emit(identity)

    def _follow(self) -> None:
        """Mark what is lit, wherever it was chosen."""
        if self._turn.isActive():
            # The tree is still that of another building; once it is filled it follows.
            return
        lit = self._desk.lit
        current = self.tree.currentIndex().siblingAtColumn(NAME)
        if current.isValid() and lit in ((current.data(ID_ROLE),), self.model.ids(current)):
            return
        index = self.model.find(lit[0]) if len(lit) == 1 else QModelIndex()
        self._mark(index)

    def _mark(self, index: QModelIndex) -> None:
        picker = self.tree.selectionModel()
        picker.blockSignals(True)  # noqa: FBT003  # Qt's own signature
        if index.isValid():
            self.tree.setCurrentIndex(index)
            self.tree.scrollTo(index)
        else:
            picker.clear()
        picker.blockSignals(False)  # noqa: FBT003  # same
        self.tree.viewport().update()

    def _offer(self, where: QPoint) -> None:
        """Offer at the mouse what can be done with a row."""
        index = self.tree.indexAt(where)
        if index.isValid():
            menu = QMenu(self.tree)
            menu.addActions(self.actions_for(index))
            menu.exec(self.tree.viewport().mapToGlobal(where))
            menu.deleteLater()

    def actions_for(self, index: QModelIndex) -> list[QAction]:
        """Return what can be done with the elements at or below a row."""
        ids, seen = self.model.ids(index), self._visibility
        offered = (
            (self.tr("Fly there"), lambda: seen.fly(ids)),
            (self.tr("Show this alone"), lambda: seen.isolate(ids)),
            (self.tr("Hide"), lambda: seen.set_elements(ids, visible=False)),
            (self.tr("Show all"), seen.show_all),
        )
        actions = []
        for word, what in offered:
            action = QAction(word, self)
            action.triggered.connect(lambda *_, done=what: done())
            actions.append(action)
        return actions

    # --- search ---------------------------------------------------------------------------------
    def focus_search(self) -> None:
        """Put the cursor in the search."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _seek(self, words: str) -> None:
        self._hits, self._at = self.model.search(words), -1
        self._tell()

    def _tell(self) -> None:
        if not self.search.text().strip():
            self.hits.setText("")
        elif not self._hits:
            self.hits.setText(self.tr("nothing found"))
        elif self._at < 0:
            self.hits.setText(self.tr("%1 found").replace("%1", str(len(self._hits))))
        else:
            told = self.tr("%1 of %2").replace("%1", str(self._at + 1))
            self.hits.setText(told.replace("%2", str(len(self._hits))))
        self._weigh()

    def _next(self, step: int) -> None:
        """Go to the next hit, and round at the end: it is chosen and comes into view."""
        if not self._hits:
            return
        self._at = (self._at + step) % len(self._hits) if self._at >= 0 or step > 0 else len(self._hits) - 1
        index = self.model.at(self._hits[self._at])
        self.tree.setCurrentIndex(index)
        self.tree.scrollTo(index)
        self._visibility.fly(self.model.ids(index))
        self._tell()


class _Tree(QTreeView):
    """Rows of one height: the tree need not ask for each."""

    def __init__(self, panel: QWidget) -> None:
        super().__init__(panel)
        named(self, self.tr("The model by level and class"))
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setIndentation(14)

    def open_rows(self) -> set[tuple[str, ...]]:
        """Return the titles of the levels and classes that stand open."""
        model = self.model()
        found: set[tuple[str, ...]] = set()
        for i in range(model.rowCount()):
            level = model.index(i, 0)
            if self.isExpanded(level):
                found.add((str(level.data()),))
                classes = (model.index(j, 0, level) for j in range(model.rowCount(level)))
                found |= {(str(level.data()), str(c.data())) for c in classes if self.isExpanded(c)}
        return found

    def open_again(self, rows: set[tuple[str, ...]]) -> None:
        """Open the levels and classes of these titles."""
        model = self.model()
        for i in range(model.rowCount()):
            level = model.index(i, 0)
            if (str(level.data()),) in rows:
                self.setExpanded(level, True)  # noqa: FBT003  # Qt's own signature
                for j in range(model.rowCount(level)):
                    if (str(level.data()), str(model.index(j, 0, level).data())) in rows:
                        self.setExpanded(model.index(j, 0, level), True)  # noqa: FBT003  # same
