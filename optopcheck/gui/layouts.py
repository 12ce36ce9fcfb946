"""Columns, rows and forms with their spacing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QVBoxLayout, QWidget

Margins = tuple[int, int, int, int]
_NONE: Margins = (0, 0, 0, 0)


def column(parent: QWidget | None = None, spacing: int = 0, margins: Margins = _NONE) -> QVBoxLayout:
    """Return a vertical layout; margins left, top, right, bottom [px]."""
    made = QVBoxLayout(parent) if parent is not None else QVBoxLayout()
    made.setSpacing(spacing)
    made.setContentsMargins(*margins)
    return made


def row(parent: QWidget | None = None, spacing: int = 0, margins: Margins = _NONE) -> QHBoxLayout:
    """Return a horizontal layout; margins left, top, right, bottom [px]."""
    made = QHBoxLayout(parent) if parent is not None else QHBoxLayout()
    made.setSpacing(spacing)
    made.setContentsMargins(*margins)
    return made


def form() -> QFormLayout:
    """Return a layout of labels and fields."""
    made = QFormLayout()
    made.setHorizontalSpacing(10)
    made.setVerticalSpacing(7)
    made.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    made.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    return made


def align_labels(form: QFormLayout, width: int = 128) -> None:
    """Give the labels of a form a width, so that forms under one another line up."""
    for row in range(form.rowCount()):
        item = form.itemAt(row, QFormLayout.ItemRole.LabelRole)
        label = item.widget() if item is not None else None
        if label is not None:
            label.setMinimumWidth(width)
