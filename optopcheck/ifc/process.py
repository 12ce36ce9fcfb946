"""The parent's side of a child that has the IFC library: how it is started and heard."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from optopcheck.domain.job import InputError
from optopcheck.domain.text import Text

if TYPE_CHECKING:
    import queue
    from collections.abc import Iterator


@dataclass(frozen=True)
class Patience:
    """How long and how often the parent tries."""

    silence: float = 60.0
    """Without a word from the child for this long it is hanging [s]."""
    per_megabyte: float = 1.0
    """Added while the file is opened: that is one long silence [s/MB]."""
    retries: int = 8
    """Children that may die over one model, before it is given up."""


def worker_command(job_file: Path) -> list[str]:
    """Return the command that starts the child."""
    if getattr(sys, "frozen", False):
        program = Path(sys.executable).with_name("optopcheck-cli" + Path(sys.executable).suffix)
        return [str(program), "--worker", "ifc", str(job_file)]
    # -P: a folder called optopcheck where the user works is not the program.
    return [sys.executable, "-P", "-m", "optopcheck.ifc.loader", str(job_file)]


def start_child(command: list[str], errors: BinaryIO) -> subprocess.Popen[bytes]:
    """Start a child that lives as long as its standard input stays open.

    Raises
    ------
    InputError
        If it cannot be started.
    """
    try:
        return subprocess.Popen(  # noqa: S603 -- our own program
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            env=_environment(),
        )
    except OSError as error:
        raise InputError(
            Text(
                f"de IFC-lezer {command[0]} kan niet worden gestart ({error}); installeer optopcheck opnieuw",
                f"the IFC reader {command[0]} cannot be started ({error}); install optopcheck again",
            )
        ) from error


def lines_of(child: subprocess.Popen[bytes]) -> Iterator[bytes]:
    """Yield each line of a child until it ends."""
    # The parent may close it while we wait.
    with contextlib.suppress(OSError, ValueError):
        yield from child.stdout or ()


def pump(child: subprocess.Popen[bytes], lines: queue.SimpleQueue[bytes | None]) -> None:
    """Put each line of a child in a queue, and None when it ends."""
    for line in lines_of(child):
        lines.put(line)
    lines.put(None)


def _environment() -> dict[str, str]:
    """Return the environment of the child; it finds this package as the parent does."""
    root = str(Path(__file__).parents[2])
    rest = os.environ.get("PYTHONPATH")
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (root, rest))), "OMP_NUM_THREADS": "1"}


def broke_down(file: str, how: str) -> Text:
    """Say that the child died over a file, and how."""
    return Text(
        f"{file} kan niet worden gelezen: de IFC-lezer is gestopt ({how}). "
        "Het bestand is waarschijnlijk beschadigd; exporteer het opnieuw",
        f"{file} cannot be read: the IFC reader stopped ({how}). "
        "The file is probably damaged; export it again",
    )
