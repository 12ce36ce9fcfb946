"""Lays a report out with rich: on the terminal, in a pipe, or as plain text for a file."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from optopcheck.domain.rule import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from optopcheck.service import Section, TextReport

WIDTH = 110
"""Of a page that is no terminal [characters]."""
_JOINT_WIDTH = 46
_STYLES = {Verdict.COMPLIES: "bold green", Verdict.VIOLATES: "bold red", Verdict.UNDETERMINED: "bold yellow"}


def show(report: TextReport, *, headline_only: bool = False) -> None:
    """Print a report on the standard output: coloured for eyes, plain for a pipe."""
    console = screen()
    if headline_only:
        print_headline(report, console)
    elif console.is_terminal:
        print_report(report, console)
        # The verdict has scrolled away by now.
        console.print()
        print_headline(report, console)
    else:
        sys.stdout.write(plain(report))


def show_section(section: Section) -> None:
    """Print one section on the standard output."""
    print_section(section, screen())


def plain(report: TextReport) -> str:
    """Return the report as text without colours, lines without spaces at their end."""
    page = io.StringIO()
    print_report(report, Console(file=page, width=WIDTH, highlight=False, color_system=None))
    return "\n".join(line.rstrip() for line in page.getvalue().splitlines()) + "\n"


def screen() -> Console:
    """Return the standard output as eyes or a pipe want it."""
    # A code page that lacks a sign must not end the program.
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    console = Console(highlight=False)
    return console if console.is_terminal else Console(highlight=False, width=WIDTH)


def _words(text: str, style: str = "") -> Text:
    """Return words without signs that move the cursor: a pack of a stranger must not paint over our line."""
    return Text("".join(c if c.isprintable() or c in "\n\u00a0" else "\ufffd" for c in text), style=style)


def print_report(report: TextReport, console: Console) -> None:
    """Print the verdict first, then every section."""
    print_headline(report, console)
    for section in report.sections:
        console.print()
        print_section(section, console)


def print_headline(report: TextReport, console: Console) -> None:
    """Print title, verdict and reason."""
    style = _STYLES[report.verdict] if report.verdict else "bold"
    console.print(_words(report.title, "bold"))
    console.print(_words(report.headline, style))
    if report.reason:
        console.print(_words(report.reason))


def print_section(section: Section, console: Console) -> None:
    """Print a title, its table and its notes."""
    style = _STYLES[section.verdict] if section.verdict else "bold" if section.level == 1 else ""
    console.print(_words(section.title, style))
    for part in _parts(section):
        console.print(Padding(part, (0, 0, 0, 2)))


def _parts(section: Section) -> Iterator[RenderableType]:
    if section.rows:
        yield _table(section) if section.header else _named(section)
    if section.detail is not None:
        for part in _parts(section.detail):
            yield Padding(part, (0, 0, 0, 2))
    for note in section.notes:
        yield _listed(note)


def _table(section: Section) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim")
    for place, name in enumerate(section.header):
        right = section.numeric and place > 0
        # Names told as one take more lines before they push the numbers away.
        most = _JOINT_WIDTH if place == 0 and section.joint_from is not None else None
        table.add_column(name, justify="right" if right else "left", overflow="fold", max_width=most)
    for row in _joint(section):
        table.add_row(*(_words(cell) for cell in row))
    return table


def _joint(section: Section) -> list[tuple[str, ...]]:
    """Tell rows as one that are alike but for their first cell, where the section allows it."""
    start = len(section.rows) if section.joint_from is None else section.joint_from
    groups: dict[tuple[str, ...], list[str]] = {}
    for first, *rest in section.rows[start:]:
        groups.setdefault(tuple(rest), []).append(first)
    return [*section.rows[:start], *((", ".join(names), *rest) for rest, names in groups.items())]


def _named(section: Section) -> Table:
    """Lay out rows of a name and a value."""
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(style="dim", max_width=40)
    table.add_column(overflow="fold")
    for row in section.rows:
        table.add_row(*(_words(cell) for cell in row))
    return table


def _listed(note: str) -> Table:
    grid = Table.grid(padding=(0, 1))
    grid.add_row("-", _words(note))
    return grid
