"""All bad inputs of ours, each given to the application: ``python -m tests.fuzz.corpus`` prints the table.

They are made when they are needed; nothing of them is kept. What each of them must end in stands beside it.
"""

from __future__ import annotations

import functools
import sys
import tempfile
from collections import defaultdict
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from unittest import mock

from optopcheck.ifc import loading, process
from tests.fuzz.bad import Bad, file
from tests.fuzz.bad_city import city_models
from tests.fuzz.bad_ifc import models
from tests.fuzz.bad_papers import containers, papers
from tests.fuzz.seeds import house_text
from tests.fuzz.trying import Bench, Ending, complaint
from tests.fuzz.zygote import quick_children

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SILENCE = 10.0
"""A child that says nothing for this long is hanging [s]; the application waits a minute."""
SLOWEST = 60.0
"""No input may take longer [s]."""
_PAGE = Path(__file__).with_name("CORPUS.md")
_ROLES = {
    "model": "IFC", "neighbours": "CityJSON", "plan": "plan (TOML)", "facts_file": "facts (TOML)",
    "repairs_file": "repairs (TOML)", "statement": "statement", "rules": "pack (.optrules)",
    "dossier": "dossier (.optop)",
}  # fmt: skip


@functools.cache
def all_bad() -> tuple[Bad, ...]:
    """Return every bad input."""
    return (*models(), *city_models(), *papers(), *containers())


@contextmanager
def bench() -> Iterator[tuple[Bench, Ending]]:
    """Give a bench with quick children, and how the sound house ends on it."""
    patience = functools.partial(process.Patience, silence=SILENCE)
    with (
        quick_children(),
        mock.patch.object(loading, "Patience", patience),
        tempfile.TemporaryDirectory(prefix="optopcheck-corpus-") as folder,
    ):
        place = Bench.at(Path(folder))
        yield place, place.tried(Bad("sound", "house", file("huis.ifc", house_text())))


def table(rows: dict[tuple[str, str], list[tuple[Ending, str | None]]]) -> str:
    """Return the page."""
    lines = [
        "# The bad inputs of ours",
        "",
        "Made by `tests/fuzz/bad_*.py`, tried by `python -m tests.fuzz.corpus`, which writes this page.",
        "Green counts inputs that end as *voldoet*: odd ones of which nothing was lost, with the numbers of",
        "the sound house. Wrong counts what did not end as it should, a message that names no file or no",
        "remedy included.",
        "",
        "| input | what is wrong | count | refused | with defects | green, whole | wrong | slowest [s] |",
        "|---|---|---|---|---|---|---|---|",
    ]
    total: list[tuple[Ending, str | None]] = []
    for (role, kind), ends in rows.items():
        total += ends
        lines.append(f"| {_ROLES[role]} | {kind} | {_figures(ends)} |")
    lines.append(f"| **all** | | {_figures(total)} |")
    return "\n".join(lines) + "\n"


def _figures(ends: list[tuple[Ending, str | None]]) -> str:
    hows = [end.how for end, _ in ends]
    wrong = sum(said is not None for _, said in ends)
    counts = [len(ends), hows.count("refused"), hows.count("named"), hows.count("green"), wrong]
    return " | ".join(map(str, counts)) + f" | {max(end.seconds for end, _ in ends):.1f}"


def tried(inputs: Iterable[Bad]) -> Iterator[tuple[Bad, Ending, str | None]]:
    """Try inputs one after the other; tell how each ended, and what is wrong with that."""
    with bench() as (place, sound):
        for bad in inputs:
            end = place.tried(bad)
            said = complaint(bad, end, sound)
            yield bad, end, said or ("too slow" if end.seconds > SLOWEST else None)


def main() -> int:
    """Try all and write the page; 1 if one ends wrongly."""
    rows: defaultdict[tuple[str, str], list[tuple[Ending, str | None]]] = defaultdict(list)
    wrong = 0
    for bad, end, said in tried(all_bad()):
        rows[bad.role, bad.kind].append((end, said))
        if said is not None:
            wrong += 1
            sys.stdout.write(f"{bad.id}: {said}: {end.text[:300]!r}\n")
    page = table(rows)
    _PAGE.write_text(page, encoding="utf-8")
    sys.stdout.write(page)
    return min(wrong, 1)


if __name__ == "__main__":
    sys.exit(main())
