"""Colours and the style sheet of the window; the verdict colours stand for verdicts alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QPalette

from optopcheck.domain.rule import Verdict

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

INK = "#1f2933"
SOFT_INK = "#52606d"
FAINT_INK = "#8a949e"
"""Of what is disabled."""
PAPER = "#ffffff"
DESK = "#f3f5f7"
LINE = "#d5dbe1"
ACCENT = "#1f5c99"
PALE_ACCENT = "#e3eef9"
LIT = "#146ef0"
LEFT_OUT = "#f6d014"
LEFT_OUT_EDGE = "#c89600"
RULER = "#96146e"
"""As the picture draws them; a test holds them to its palette, which loads with VTK."""

VERDICT_COLOURS: dict[Verdict | None, str] = {
    Verdict.COMPLIES: "#1a7f37",
    Verdict.VIOLATES: "#b42318",
    Verdict.UNDETERMINED: "#9a6700",
    None: "#6b7580",
}
"""None is a rule that does not apply. Each has at least 4.5:1 against white."""
VERDICT_GROUNDS: dict[Verdict | None, str] = {
    Verdict.COMPLIES: "#e9f6ec",
    Verdict.VIOLATES: "#fdeeec",
    Verdict.UNDETERMINED: "#fdf5e0",
    None: "#eceff2",
}

_SHEET = f"""
QMainWindow, QStatusBar, QMenuBar {{ background: {DESK}; }}
QWidget {{ color: {INK}; }}
QWidget:disabled {{ color: {FAINT_INK}; }}
QMenuBar::item {{ padding: 4px 9px; background: transparent; }}
QMenuBar::item:selected, QMenu::item:selected {{ background: {PALE_ACCENT}; color: {INK}; }}
QStatusBar {{ border-top: 1px solid {LINE}; }}
QStatusBar::item {{ border: none; }}
QTabWidget::pane {{ border: 1px solid {LINE}; background: {PAPER}; top: -1px; }}
QTabBar::tab {{ padding: 6px 11px; border: 1px solid transparent; color: {SOFT_INK}; }}
QTabBar::tab:selected {{ background: {PAPER}; border-color: {LINE}; border-bottom-color: {PAPER};
  color: {INK}; font-weight: 600; }}
QTabBar::tab:disabled {{ color: {FAINT_INK}; }}
QTabBar::tab:focus {{ color: {ACCENT}; }}
QScrollArea, QTreeView, QListWidget, QTableWidget, QTextBrowser {{ background: {PAPER}; border: none; }}
QScrollArea > QWidget > QWidget {{ background: {PAPER}; }}
QTableWidget {{ gridline-color: {DESK}; selection-background-color: {PALE_ACCENT}; selection-color: {INK}; }}
QTableWidget::item {{ padding: 2px 8px; }}
QTreeView::item {{ padding: 3px 0; }}
QTreeView::item:selected, QListWidget::item:selected {{ background: {PALE_ACCENT}; color: {INK}; }}
QHeaderView::section {{ background: {PAPER}; color: {SOFT_INK}; border: none;
  border-bottom: 1px solid {LINE}; padding: 4px 8px; }}
QPushButton, QToolButton {{ background: {PAPER}; border: 1px solid #b8c1ca; border-radius: 4px;
  padding: 4px 11px; }}
QPushButton:hover, QToolButton:hover {{ border-color: {ACCENT}; }}
QPushButton:focus, QToolButton:focus {{ border: 2px solid {ACCENT}; padding: 3px 10px; }}
QPushButton:disabled, QToolButton:disabled {{ color: {FAINT_INK}; background: {DESK}; border-color: {LINE}; }}
QPushButton:checked, QToolButton:checked {{ background: {PALE_ACCENT}; border-color: {ACCENT};
  color: {INK}; }}
QPushButton[main="true"] {{ background: {ACCENT}; border-color: {ACCENT}; color: white; font-weight: 600; }}
QPushButton[main="true"]:disabled {{ background: {DESK}; border-color: {LINE}; color: {FAINT_INK}; }}
QLineEdit {{ background: {PAPER}; border: 1px solid #b8c1ca; border-radius: 4px; padding: 3px 6px;
  min-height: 20px; selection-background-color: {ACCENT}; }}
QPlainTextEdit {{ background: {PAPER}; border: 1px solid #b8c1ca; border-radius: 4px; padding: 1px 2px;
  selection-background-color: {ACCENT}; }}
QPlainTextEdit:focus {{ border: 2px solid {ACCENT}; padding: 0 1px; }}
QPlainTextEdit:disabled {{ color: {FAINT_INK}; background: {DESK}; }}
QLineEdit:focus {{ border: 2px solid {ACCENT}; padding: 2px 5px; }}
QLineEdit:disabled {{ color: {FAINT_INK}; background: {DESK}; }}
QAbstractSpinBox, QComboBox {{ min-height: 20px; }}
QAbstractSpinBox QLineEdit {{ border: none; padding: 0 2px; min-height: 18px; background: transparent; }}
QLineEdit[wrong="true"] {{ border-color: {SOFT_INK}; border-style: dashed; }}
QToolTip {{ background: {INK}; color: white; border: none; padding: 5px; }}
QSplitter::handle {{ background: {DESK}; }}
QScrollBar:vertical {{ background: transparent; width: 11px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 11px; margin: 0; }}
QScrollBar::handle {{ background: #c3cbd3; border-radius: 4px; margin: 2px; min-height: 28px;
  min-width: 28px; }}
QScrollBar::handle:hover {{ background: #9aa5b1; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QProgressBar {{ border: 1px solid {LINE}; border-radius: 4px; background: {PAPER}; max-height: 12px; }}
QProgressBar::chunk {{ background: {ACCENT}; border-radius: 3px; }}
QLabel[soft="true"]:enabled {{ color: {SOFT_INK}; }}
QLabel[head="true"] {{ font-weight: 600; }}
QFrame[card="true"] {{ background: {PAPER}; border: 1px solid {LINE}; }}
QFrame[notice="true"] {{ background: {PALE_ACCENT}; border: none; border-bottom: 1px solid {LINE}; }}
"""


def dress(app: QApplication) -> None:
    """Give the application its one calm light look, whatever the desktop's own theme is."""
    if app.styleSheet() == _SHEET:
        return
    app.setStyle("Fusion")
    palette = QPalette(QColor(DESK))
    for role, colour in (
        (QPalette.ColorRole.Base, PAPER),
        (QPalette.ColorRole.Window, DESK),
        (QPalette.ColorRole.Text, INK),
        (QPalette.ColorRole.WindowText, INK),
        (QPalette.ColorRole.ButtonText, INK),
        (QPalette.ColorRole.Highlight, ACCENT),
        (QPalette.ColorRole.PlaceholderText, "#7b8794"),
        (QPalette.ColorRole.Link, ACCENT),
    ):
        palette.setColor(role, QColor(colour))
    app.setPalette(palette)
    app.setStyleSheet(_SHEET)
