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
SHARED = Path(__file__).parents[3] / "shared" / "bad"


def ended(paths: Iterable[Path]) -> Iterator[tuple[Path, Ending]]:
    """Open and judge files as the model of a case; yield how that ended."""
    with bench() as (place, _):
        case = sound_case(place.folder / "zaak")
        for path in paths:
            yield path, place.judged(replace(case, model=path), path.name)


def wrong(path: Path, end: Ending) -> str | None:
    """Return what is wrong with how a file ended, None if all is well."""
    if end.seconds > LONGEST:
        return f"{end.seconds:.0f} s"
    if end.how == "green" and path.name not in GREEN:
        return "green"
    if end.how == "refused" and path.name not in end.text:
        return "does not name the file"
    return badly_said(end)


def test_every_tenth(bad: Path) -> None:
    paths = [path for name in ("handmade", "crashers", "gherkin") for path in sorted((bad / name).iterdir())]
    found = list(ended(paths[::10]))

    assert {path.name: told for path, end in found if (told := wrong(path, end))} == {}
    assert {end.how for _, end in found} >= {"refused", "named"}


@pytest.mark.long
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("name", ["handmade", "crashers", "gherkin"])
def test_all(bad: Path, name: str) -> None:
    found = ended(sorted((bad / name).iterdir()))
    assert {path.name: told for path, end in found if (told := wrong(path, end))} == {}


HEAD = """# The bad files of others

`python -m tests.fuzz.test_bad_of_others` opens each file in `../shared/bad` as the model of a sound
case, judges it to the end, and writes this page. Wrong counts a traceback, a wait of more than
{longest:.0f} s, a *voldoet*, and a refusal that does not
name the file and say what to do.

| files | count | refused | with defects or undetermined | green | wrong | slowest [s] |
|---|---|---|---|---|---|---|
"""


def main() -> int:
    """Write the table of all; 1 if one ends wrong."""
    page, bad = HEAD.format(longest=LONGEST), 0
    ends: list[str] = []
    for name in ("handmade", "crashers", "gherkin"):
        found = list(ended(sorted((SHARED / name).iterdir())))
        counts, slowest = Counter(end.how for _, end in found), max(end.seconds for _, end in found)
        told = {path.name: said for path, end in found if (said := wrong(path, end))}
        figures = " | ".join(str(counts[how]) for how in ("refused", "named", "green"))
        page += f"| {name} | {len(found)} | {figures} | {len(told)} | {slowest:.1f} |\n"
        ends += [f"- green: `{path.name}`" for path, end in found if end.how == "green"]
        ends += [f"- **wrong**: `{file}`: {said}" for file, said in told.items()]
        bad += len(told)
    page += "\n" + "\n".join(ends) + "\n"
    sys.stdout.write(page)
    (Path(__file__).parent / "OTHERS.md").write_text(page, encoding="utf-8")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
