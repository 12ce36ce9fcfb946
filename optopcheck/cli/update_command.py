"""Asks whether there is a newer version; tells, and does nothing else."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from optopcheck import service
from optopcheck.cli.progress import shown_progress

if TYPE_CHECKING:
    from argparse import Namespace

NOTHING_NEW, NEWER = 0, 1


def update(arguments: Namespace) -> int:
    """Ask, and tell in one sentence; 1 if there is a newer version."""
    with shown_progress(arguments.lang, quiet=arguments.quiet) as progress:
        answer = service.check_update(progress)
    said = answer.told.in_language(arguments.lang)
    sys.stdout.write(f"{said[:1].upper()}{said[1:]}\n")
    return NEWER if answer.age is service.Age.NEWER else NOTHING_NEW
