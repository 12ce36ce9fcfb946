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

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tests.fuzz.trying import Ending

pytestmark = pytest.mark.models
GREEN = frozenset({"fail-grf005-ifc4_blank_map_conversion.ifc"})
"""Nothing of the building is lost: only its place on the map is missing, and no rule here asks for it."""
LONGEST = 5 * SLOWEST
"""A whole office is among them, read and judged on a busy machine [s]."""
SHARED = Path(__file__).parents[3] / "shared" / "bad"


def ended(paths: Iterable[Path]) -> Iterator[tuple[Path, Ending]]:
    """Open and judge files as the model of a case; yield how that ended."""
    with bench() as (place, _):
        case = sound_case(place.folder / "zaak")
        for path in paths:
            yield path, place.judged(replace(case, model=path), path.name)


def check(path: Path, end: Ending) -> None:
    assert end.seconds < LONGEST, path.name
    assert end.how != "green" or path.name in GREEN, path.name
    assert "Traceback" not in end.text
    if end.how == "refused":
        assert path.name in end.text
        assert "\n" not in end.text


def test_every_tenth(bad: Path) -> None:
    paths = [path for name in ("handmade", "crashers", "gherkin") for path in sorted((bad / name).iterdir())]
    found = list(ended(paths[::10]))

    for path, end in found:
        check(path, end)
    assert {end.how for _, end in found} >= {"refused", "named"}


@pytest.mark.long
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("name", ["handmade", "crashers", "gherkin"])
def test_all(bad: Path, name: str) -> None:
    for path, end in ended(sorted((bad / name).iterdir())):
        check(path, end)


def main() -> None:
    """Print a table of all: ``python -m tests.fuzz.test_bad_of_others``."""
    sys.stdout.write("| files | count | refused | with defects | green | slowest [s] |\n")
    sys.stdout.write("|---|---|---|---|---|---|\n")
    for name in ("handmade", "crashers", "gherkin"):
        found = list(ended(sorted((SHARED / name).iterdir())))
        counts, slowest = Counter(end.how for _, end in found), max(end.seconds for _, end in found)
        figures = " | ".join(str(counts[how]) for how in ("refused", "named", "green"))
        sys.stdout.write(f"| {name} | {len(found)} | {figures} | {slowest:.1f} |\n")
        sys.stdout.writelines(f"green: {path.name}\n" for path, end in found if end.how == "green")


if __name__ == "__main__":
    main()
