"""Writes what went wrong into one file that its user reads before sending it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from optopcheck import service
from optopcheck.cli.progress import shown_progress
from optopcheck.domain.text import Text

if TYPE_CHECKING:
    from argparse import Namespace

DONE = 0
_READ_IT = Text(
    "Lees het door en stuur het naar wie optopcheck voor u beheert. Er staan geen namen van mappen,"
    " bestanden of personen in, behalve wat u er zelf bij schrijft. Er is niets verstuurd.",
    "Read it and send it to who keeps optopcheck for you. No names of folders, files or people stand in it,"
    " but for what you add yourself. Nothing was sent.",
)


def report_problem(arguments: Namespace) -> int:
    """Write the report; say where it is."""
    found = None
    if not arguments.no_doctor:
        with shown_progress(arguments.lang, quiet=arguments.quiet) as progress:
            found = service.examine(progress)
    service.write_text(arguments.out, service.problem_report(arguments.said, found, arguments.lang))
    sys.stdout.write(f"{arguments.out}\n")
    if not arguments.quiet:
        sys.stdout.write(f"{_READ_IT.in_language(arguments.lang)}\n")
    return DONE
