"""Sections of the service as a page to read in the window."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from optopcheck.gui.themes import theme

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from optopcheck.service import Section

_CODE = {"uitdrukking", "expression"}
_NAMES = 112
"""Least width of the first column [px]."""
_MONO = "font-family:monospace;font-size:12px"


def page(sections: Iterable[Section]) -> str:
    """Return the sections as HTML."""
    return "".join(part for section in sections for part in _section(section))


def _section(section: Section) -> Iterator[str]:
    size = "14px" if section.level == 1 else "13px"
    title = escape(capital(section.title))
    yield f"<p style='font-size:{size};font-weight:600;margin:10px 0 3px 0'>{title}</p>"
    if section.rows:
        yield "<table cellspacing='0' cellpadding='2'>"
        if section.header:
            cells = "".join(
                f"<td style='color:{theme().soft_ink}'>{escape(h)}&nbsp;&nbsp;</td>" for h in section.header
            )
            yield f"<tr>{cells}</tr>"
        before = ""
        for row in section.rows:
            yield _row(row, before)
            before = row[0]
        yield "</table>"
    for note in section.notes:
        yield f"<p style='margin:3px 0 0 2px'>{escape(capital(note))}</p>"
    yield f"<p style='margin:4px 0 0 0;font-size:2px;border-bottom:1px solid {theme().line}'></p>"


def _row(row: tuple[str, ...], before: str) -> str:
    name = "" if row[0] == before else capital(row[0])
    style = _MONO if row[0] in _CODE else ""
    rest = "".join(f"<td style='{style}'>{linked(cell)}</td>" for cell in row[1:])
    soft = f"color:{theme().soft_ink};white-space:nowrap"
    head = f"<td width='{_NAMES}' style='{soft}'>{escape(name)}&nbsp;&nbsp;</td>"
    return f"<tr>{head}{rest}</tr>"


def plain_tip(text: str) -> str:
    """Return a tip that shows the words of a pack as they are: a tip takes markup for an order."""
    return f"<qt>{escape(text)}</qt>".replace("\n", "<br>") if text else ""


def linked(text: str) -> str:
    """Escape a text; an address becomes a link."""
    if text.startswith(("https://", "http://")) and " " not in text:
        return f"<a href='{escape(text)}'>{escape(text)}</a>"
    return escape(text)


def capital(text: str) -> str:
    """Begin with a capital, unless it is a name of the program: ids keep their letters."""
    first = text.split(" ", 1)[0]
    return text if any(c in "._" or c.isdigit() for c in first) else text[:1].upper() + text[1:]
