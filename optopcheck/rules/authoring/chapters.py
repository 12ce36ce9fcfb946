"""What is told of a pack, as chapters of lines: each shell lays them out its own way."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class LineKind(StrEnum):
    """How a line is meant."""

    TEXT = "text"
    QUOTE = "quote"
    """Words of the source."""
    CODE = "code"
    """As it stands in the file of rules."""
    NAMED = "named"
    """Something that the file calls by the label."""
    ID = "id"
    """The id of a rule, and its kind."""


@dataclass(frozen=True)
class Line:
    """A paragraph, or an item of the list below it."""

    text: str = ""
    label: str = ""
    """What the text is of; without text the line heads a list."""
    depth: int = 0
    """0: a paragraph; 1 and more: an item of a list, or of one within it."""
    kind: LineKind = LineKind.TEXT
    joint: str = ": "
    """Between label and text."""
    warning: str = ""
    """What the reader may not miss."""
    name: str = ""
    """What a table calls it, where it says that of itself and has no label."""


@dataclass(frozen=True)
class Chapter:
    """A pack, or one rule of it."""

    title: str
    lines: tuple[Line, ...]
    level: int = 2
    """1 for the pack itself."""


def markdown(chapters: Iterable[Chapter]) -> str:
    """Lay chapters out as Markdown that also reads well as plain text."""
    lines: list[str] = []
    for chapter in chapters:
        lines += [*([""] if lines else []), f"{'#' * chapter.level} {chapter.title}"]
        before = 0
        for line in chapter.lines:
            # A paragraph stands apart, and so does the list that follows one.
            lines += [""] if line.depth == 0 or before == 0 else []
            lines.append(_written(line))
            before = line.depth
    return "".join(f"{_on_one_line(line)}\n" for line in lines)


def _written(line: Line) -> str:
    text = f"{line.text}, **{line.warning}**" if line.warning else line.text
    item = f"{'  ' * (line.depth - 1)}- " if line.depth else ""
    match line.kind:
        case LineKind.QUOTE:
            return f"{item}> {text}" if not line.depth else f"{item}{text}"
        case LineKind.CODE:
            return f"{item}`{text}`"
        case LineKind.NAMED:
            return f"{item}`{line.label}`" + (f": {text}" if text else "")
        case LineKind.ID:
            return f"{item}`{line.label}`, {text}"
        case LineKind.TEXT:
            return item + (f"{line.label}{line.joint}{text}".rstrip() if line.label else text)


def _on_one_line(line: str) -> str:
    """Return a line without signs that move the cursor of a screen, or turn the words around."""
    return "".join(sign if sign.isprintable() else " " for sign in line).rstrip()


def in_rows(chapter: Chapter, names: dict[LineKind, str]) -> Iterator[tuple[str, str]]:
    """Yield the lines of a chapter as name and value; `names` of the kinds that have none of their own.

    Items of a list stand under the name of the paragraph above them.
    """
    group = ""
    for line in chapter.lines:
        text = f"{line.text}, {line.warning}" if line.warning else line.text
        if line.depth == 0 and line.kind is LineKind.TEXT:
            group = line.label
        if line.kind in (LineKind.QUOTE, LineKind.CODE):
            yield names[line.kind], text
        elif line.kind is LineKind.ID:
            yield names[line.kind], f"{line.label}, {text}"
        elif line.kind is LineKind.NAMED and not group and text:
            yield line.label, text
        elif line.kind is LineKind.NAMED:
            yield group, f"{line.label}: {text}" if text else line.label
        elif text:
            yield line.label or line.name or group, text
