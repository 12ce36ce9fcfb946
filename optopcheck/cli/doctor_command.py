"""Examines the installation and shows it: a part per line, what to do below the parts that need it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Words

import optopcheck
from optopcheck import service
from optopcheck.cli.layout import screen
from optopcheck.cli.progress import shown_progress
from optopcheck.domain.text import Text

if TYPE_CHECKING:
    from argparse import Namespace

    from rich.console import Console

    from optopcheck.domain.text import Language
    from optopcheck.service.doctor import Checkup, Line

IN_ORDER, NOT_IN_ORDER = 0, 1
_STYLES = {"fine": "green", "note": "yellow", "broken": "bold red"}
_MARKS = {"fine": "✓", "note": "!", "broken": "✗"}
_TITLE = Text("Installatie van optopcheck", "Installation of optopcheck")


def doctor(arguments: Namespace) -> int:
    """Examine the installation; 0 if it works, with or without notes, 1 if a part is broken."""
    with shown_progress(arguments.lang, quiet=arguments.quiet) as progress:
        found = service.examine(progress)
    if arguments.json is not None:
        service.write_text(arguments.json, service.checkup_json(found, arguments.lang))
    show(found, arguments.lang, screen(), quiet=arguments.quiet)
    return NOT_IN_ORDER if found.worst is service.State.BROKEN else IN_ORDER


def show(checkup: Checkup, language: Language, console: Console, *, quiet: bool = False) -> None:
    """Print the outcome in one line, and the parts below it."""
    console.print(Words(f"{_TITLE.in_language(language)} {optopcheck.__version__}", style="bold"))
    console.print(
        Words(_sentence(checkup.headline.in_language(language)), style=_STYLES[checkup.worst.value])
    )
    if quiet:
        return
    console.print()
    with console.capture() as laid:
        console.print(Padding(_table(checkup, language), (0, 0, 0, 2)))
    # rich fills each line to the width of the table.
    lines = [line.rstrip() for line in laid.get().splitlines()]
    console.print(Words.from_ansi("\n".join(lines)))


def _table(checkup: Checkup, language: Language) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for line in checkup.lines:
        table.add_row(_mark(line, language), line.title.in_language(language), _said(line, language))
    return table


def _mark(line: Line, language: Language) -> Words:
    """Say the state by a sign, a word and a colour: one of them always gets through."""
    state = line.state.value
    sign = _MARKS[state] if _can_print(_MARKS[state]) else " "
    return Words(f"{sign} {line.state.label.in_language(language)}", style=_STYLES[state])


def _can_print(sign: str) -> bool:
    try:
        sign.encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        return False
    return True


def _said(line: Line, language: Language) -> Words:
    said = Words(line.said.in_language(language))
    if line.remedy is not None:
        said.append(f"\n→ {line.remedy.in_language(language)}", style="bold")
    return said


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."
