"""The style sheet of the window; the verdict colours stand for verdicts alone."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QPalette

from optopcheck.gui.themes import put_on

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from optopcheck.gui.themes import Theme

LIT = "#146ef0"
LEFT_OUT = "#f6d014"
LEFT_OUT_EDGE = "#c89600"
RULER = "#96146e"
"""As the picture draws them; a test holds them to its palette, which loads with VTK."""


def sheet(t: Theme) -> str:
    """Return the style sheet of a look."""
    return f"{_grounds(t)}{_controls(t)}{_fields(t)}"


def _grounds(t: Theme) -> str:
    return f"""
QMainWindow, QStatusBar, QMenuBar {{ background: {t.desk}; }}
QWidget {{ color: {t.ink}; }}
QWidget:disabled {{ color: {t.faint_ink}; }}
QMenuBar::item {{ padding: 4px 9px; background: transparent; }}
QMenuBar::item:selected, QMenu::item:selected {{ background: {t.pale_accent}; color: {t.ink}; }}
QStatusBar {{ border-top: 1px solid {t.line}; }}
QStatusBar::item {{ border: none; }}
QTabWidget::pane {{ border: 1px solid {t.line}; background: {t.paper}; top: -1px; }}
QTabBar::tab {{ padding: 6px 11px; border: 1px solid transparent; color: {t.soft_ink}; }}
QTabBar::tab:selected {{ background: {t.paper}; border-color: {t.line}; border-bottom-color: {t.paper};
  color: {t.ink}; font-weight: 600; }}
QTabBar::tab:disabled {{ color: {t.faint_ink}; }}
QTabBar::tab:focus {{ color: {t.accent}; }}
QTabBar QToolButton {{ padding: 0; border-radius: 0; background: {t.desk}; }}
QScrollArea, QTreeView, QListWidget, QTableWidget, QTextBrowser {{ background: {t.paper}; border: none; }}
QScrollArea > QWidget > QWidget {{ background: {t.paper}; }}
QScrollArea#room, QScrollArea#room > QWidget > QWidget {{ background: {t.desk}; }}
QCheckBox::indicator, QTreeView::indicator {{ width: 13px; height: 13px; border: 1px solid {t.edge};
  border-radius: 3px; background: {t.paper}; }}
QCheckBox::indicator:checked, QTreeView::indicator:checked {{ background: {t.accent};
  border-color: {t.accent}; image: url("{_tick(t)}"); }}
QCheckBox::indicator:focus {{ border: 2px solid {t.accent}; }}
QCheckBox::indicator:disabled, QTreeView::indicator:disabled {{ background: {t.desk};
  border-color: {t.line}; image: none; }}
QCheckBox::indicator:checked:disabled, QTreeView::indicator:checked:disabled {{ background: {t.faint_ink};
  border-color: {t.faint_ink}; image: url("{_tick(t)}"); }}
QSlider::groove:horizontal {{ height: 4px; border-radius: 2px; background: {t.line}; }}
QSlider::sub-page:horizontal {{ border-radius: 2px; background: {t.accent}; }}
QSlider::handle:horizontal {{ width: 14px; margin: -6px 0; border-radius: 7px; background: {t.paper};
  border: 2px solid {t.accent}; }}
QSlider::handle:horizontal:focus {{ background: {t.accent}; }}
QSlider::sub-page:horizontal:disabled {{ background: {t.line}; }}
QSlider::handle:horizontal:disabled {{ background: {t.desk}; border-color: {t.edge}; }}
QTableWidget {{ gridline-color: {t.desk}; selection-background-color: {t.pale_accent};
  selection-color: {t.ink}; }}
QTableWidget::item {{ padding: 2px 8px; }}
QTreeView::item {{ padding: 3px 0; }}
QTreeView::item:selected, QListWidget::item:selected {{ background: {t.pale_accent}; color: {t.ink}; }}
"""


def _controls(t: Theme) -> str:
    return f"""
QHeaderView::section {{ background: {t.paper}; color: {t.soft_ink}; border: none;
  border-bottom: 1px solid {t.line}; padding: 4px 8px; }}
QPushButton, QToolButton {{ background: {t.paper}; border: 1px solid {t.edge}; border-radius: 4px;
  padding: 4px 11px; }}
QPushButton:hover, QToolButton:hover {{ border-color: {t.accent}; }}
QPushButton:focus, QToolButton:focus {{ border: 2px solid {t.accent}; padding: 3px 10px; }}
QPushButton:disabled, QToolButton:disabled {{ color: {t.faint_ink}; background: {t.desk};
  border-color: {t.line}; }}
QPushButton:checked, QToolButton:checked {{ background: {t.pale_accent}; border-color: {t.accent};
  color: {t.ink}; }}
QPushButton[main="true"] {{ background: {t.accent}; border-color: {t.accent}; color: {t.on_accent};
  font-weight: 600; }}
QPushButton[main="true"]:disabled {{ background: {t.desk}; border-color: {t.line}; color: {t.faint_ink}; }}
"""


def _fields(t: Theme) -> str:
    return f"""
QLineEdit {{ background: {t.paper}; border: 1px solid {t.edge}; border-radius: 4px; padding: 3px 6px;
  min-height: 20px; selection-background-color: {t.accent}; }}
QPlainTextEdit {{ background: {t.paper}; border: 1px solid {t.edge}; border-radius: 4px; padding: 1px 2px;
  selection-background-color: {t.accent}; }}
QPlainTextEdit:focus {{ border: 2px solid {t.accent}; padding: 0 1px; }}
QPlainTextEdit:disabled {{ color: {t.faint_ink}; background: {t.desk}; }}
QLineEdit:focus {{ border: 2px solid {t.accent}; padding: 2px 5px; }}
QLineEdit:disabled {{ color: {t.faint_ink}; background: {t.desk}; }}
QAbstractSpinBox, QComboBox {{ min-height: 20px; }}
QAbstractSpinBox QLineEdit {{ border: none; padding: 0 2px; min-height: 18px; background: transparent; }}
QLineEdit[wrong="true"] {{ border-color: {t.soft_ink}; border-style: dashed; }}
QToolTip {{ background: {t.tip}; color: {t.on_tip}; border: none; padding: 5px; }}
QSplitter::handle {{ background: {t.desk}; }}
QScrollBar:vertical {{ background: transparent; width: 11px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 11px; margin: 0; }}
QScrollBar::handle {{ background: {t.handle}; border-radius: 4px; margin: 2px; min-height: 28px;
  min-width: 28px; }}
QScrollBar::handle:hover {{ background: {t.edge}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QProgressBar {{ border: 1px solid {t.line}; border-radius: 4px; background: {t.paper}; max-height: 12px; }}
QProgressBar::chunk {{ background: {t.accent}; border-radius: 3px; }}
QLabel[soft="true"]:enabled {{ color: {t.soft_ink}; }}
QLabel[head="true"] {{ font-weight: 600; }}
QFrame[card="true"] {{ background: {t.paper}; border: 1px solid {t.line}; }}
QFrame[notice="true"] {{ background: {t.pale_accent}; border: none; border-bottom: 1px solid {t.line}; }}
"""


def _tick(t: Theme) -> str:
    return (Path(str(files("optopcheck.resources"))) / "icons" / f"tick-{t.name}.svg").as_posix()


def dress(app: QApplication, chosen: Theme) -> None:
    """Give the application one of its two calm looks."""
    put_on(chosen)
    made = sheet(chosen)
    if app.styleSheet() == made:
        return
    app.setStyle("Fusion")
    palette = QPalette(QColor(chosen.desk))
    role = QPalette.ColorRole
    for name, colour in (
        (role.Base, chosen.paper),
        (role.AlternateBase, chosen.desk),
        (role.Window, chosen.desk),
        (role.Button, chosen.desk),
        (role.Text, chosen.ink),
        (role.WindowText, chosen.ink),
        (role.ButtonText, chosen.ink),
        (role.Highlight, chosen.accent),
        (role.HighlightedText, chosen.on_accent),
        (role.PlaceholderText, chosen.placeholder),
        (role.Link, chosen.accent),
        (role.LinkVisited, chosen.accent),
        (role.ToolTipBase, chosen.tip),
        (role.ToolTipText, chosen.on_tip),
    ):
        palette.setColor(name, QColor(colour))
    for name in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, QColor(chosen.faint_ink))
    app.setPalette(palette)
    app.setStyleSheet(made)
