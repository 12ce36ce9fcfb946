"""The bad files beside the checkout: no traceback, no endless wait, nothing green that is not sound."""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.fuzz.corpus import SLOWEST, bench
from tests.fuzz.seeds import sound_case
from tests.fuzz.trying import badly_said

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tests.fuzz.trying import Ending

pytestmark = pytest.mark.models
GREEN = frozenset({"fail-grf005-ifc4_blank_map_conversion.ifc"})
"""Nothing of the building is lost: only its place on the map is missing, and no rule here asks for it."""
LONGEST = 5 * SLOWEST
"""A whole office is among them, read and judged on a busy machine [s]."""
PAGE = Path(__file__).with_name("BAD.md")
_SHOWN = 160
_VERDICTS = {"refused": "geweigerd", "named": "nader onderzoek", "green": "voldoet"}
_HEAD = (
    "# The bad files of others",
    "",
    "Written by `python -m tests.fuzz.test_bad_of_others`: each file opened and judged to its end.",
    "Wrong counts what is green without reason, too slow, or said without file or remedy.",
    "",
    "| files | count | refused | with defects | green | wrong | slowest [s] |",
    "|---|---|---|---|---|---|---|",
)
_EACH = ("", "| file | verdict | wrong | what is said first |", "|---|---|---|---|")
SHARED = Path(__file__).parents[3] / "shared" / "bad"


def ended(paths: Iterable[Path]) -> Iterator[tuple[Path, Ending]]:
    """Open and judge files as the model of a case; yield how that ended."""
    with bench() as (place, _):
        case = sound_case(place.folder / "zaak")
        for path in paths:
            yield path, place.judged(replace(case, model=path), path.name)


def wrong(path: Path, end: Ending) -> str | None:
    """Return what is wrong with how a file ended, None if all is well."""
    if end.seconds >= LONGEST:
        return f"took {end.seconds:.0f} s"
    if end.how == "green":
        return None if path.name in GREEN else "green"
    return badly_said(replace(end, file=path.name))


def test_every_tenth(bad: Path) -> None:
    paths = [path for name in ("handmade", "crashers", "gherkin") for path in sorted((bad / name).iterdir())]
    found = list(ended(paths[::10]))

    for path, end in found:
        assert wrong(path, end) is None, path.name
    assert {end.how for _, end in found} >= {"refused", "named"}


@pytest.mark.long
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("name", ["handmade", "crashers", "gherkin"])
def test_all(bad: Path, name: str) -> None:
    for path, end in ended(sorted((bad / name).iterdir())):
        assert wrong(path, end) is None, path.name


def main() -> int:
    """Check all and write BAD.md, a line a file; 1 if one ends wrongly."""
    head, rows, count = list(_HEAD), [], 0
    for name in sys.argv[1:] or ("handmade", "crashers", "gherkin"):
        ends, slowest, bad = Counter[str](), 0.0, 0
        for path, end in ended(sorted((SHARED / name).iterdir())):
            said = wrong(path, end)
            ends[end.how] += 1
            slowest, bad = max(slowest, end.seconds), bad + (said is not None)
            first = (end.text.splitlines() or [""])[0][:_SHOWN].replace("|", "/")
            rows.append(f"| {name}/{path.name} | {_VERDICTS[end.how]} | {said or ''} | {first} |")
        figures = " | ".join(str(ends[how]) for how in ("refused", "named", "green"))
        head.append(f"| {name} | {ends.total()} | {figures} | {bad} | {slowest:.1f} |")
        count += bad
        PAGE.write_text("\n".join([*head, *_EACH, *rows, ""]), encoding="utf-8")
    sys.stdout.write("\n".join([*head, ""]))
    return min(count, 1)


if __name__ == "__main__":
    sys.exit(main())
