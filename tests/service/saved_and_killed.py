"""Saves a dossier over and over in a child that is killed; run as a program: FOLDER ROUNDS SEED.

A process of its own, since it forks: nothing of the tests around it may be copied. Each round saves
decision after decision into one file and tells its parent the number once `decide` returned. The
parent kills it at a moment of chance, and holds what is on disk against what was acknowledged.
"""

from __future__ import annotations

import json
import os
import random
import select
import signal
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from optopcheck.service.dossiers import decide, open_dossier
from optopcheck.service.journals import left_journals, start_journal
from tests.dossier import made

LONGEST = 0.06
"""After the first save is done [s]."""


def save_on(path: Path, told: int) -> None:
    """Save for ever; write a byte for each decision that is on disk."""
    journal = start_journal()
    number = len(open_dossier(path).decisions)
    while True:
        number += 1
        journal.append({"decision": number})
        os.write(told, b"j")
        decide(path, "A. Jansen", f"besluit {number}", datetime.now(UTC))
        os.write(told, b"d")


def one_round(path: Path, dice: random.Random) -> tuple[int, int]:
    """Return how many decisions and journal lines a child had acknowledged when it was killed."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        try:
            save_on(path, write)
        finally:
            os._exit(1)
    os.close(write)
    select.select([read], [], [], 30)
    time.sleep(dice.uniform(0, LONGEST))
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    heard = b""
    while part := os.read(read, 4096):
        heard += part
    os.close(read)
    if not os.WIFSIGNALED(status):
        raise RuntimeError("the child ended by itself")
    return heard.count(b"d"), heard.count(b"j")


def main(folder: Path, rounds: int, seed: int) -> dict[str, int]:
    """Return what was found over all rounds."""
    dice = random.Random(seed)  # noqa: S311 - chance, no secret
    path = folder / "zaak.optop"
    found = dict.fromkeys(("broken", "lost", "mid_save", "journal_lost", "bak_broken"), 0)
    for _ in range(rounds):
        path.write_bytes(made.content())
        decisions, lines = one_round(path, dice)
        saved = open_dossier(path)
        found["broken"] += bool(saved.problems)
        found["lost"] += len(saved.decisions) < decisions
        found["mid_save"] += any(p.suffix == ".part" for p in folder.iterdir())
        kept = folder / "zaak.optop.bak"
        if kept.exists():
            found["bak_broken"] += bool(open_dossier(kept).problems)
        (left,) = left_journals() or (None,)
        found["journal_lost"] += lines > 0 and (left is None or len(left.actions) < lines)
        if left is not None:
            left.path.unlink()
        for rest in [*folder.glob(".*.part"), kept]:
            rest.unlink(missing_ok=True)
    return found


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))))
