"""Progress bars on the error stream, if somebody looks at it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

from optopcheck.domain.job import no_progress

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optopcheck.domain import job
    from optopcheck.domain.text import Language, Text


@contextmanager
def shown_progress(language: Language, *, quiet: bool) -> Iterator[job.Progress]:
    """Give a progress function: bars on a terminal, silence in a pipe or when quiet."""
    console = Console(stderr=True)
    if quiet or not console.is_terminal:
        yield no_progress
        return
    with bars_on(console, language) as progress:
        yield progress


@contextmanager
def bars_on(console: Console, language: Language) -> Iterator[job.Progress]:
    """Give a progress function that draws on a console; the bars go when the work is done."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bars:
        yield _Bars(bars, language)


class _Bars:
    """One bar a step; a step that gives way to the next is full."""

    def __init__(self, bars: Progress, language: Language) -> None:
        self.bars = bars
        self.language = language
        self.step: Text | None = None
        self.task: TaskID | None = None

    def __call__(self, step: Text, fraction: float) -> None:
        if step != self.step or self.task is None:
            if self.task is not None:
                self.bars.update(self.task, completed=1.0)
            self.step = step
            self.task = self.bars.add_task(step.in_language(self.language), total=1.0)
        self.bars.update(self.task, completed=fraction)
