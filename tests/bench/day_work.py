"""One kind of work done all day in one process: ``python -m tests.bench.day_work KIND COUNT FOLDER``.

It prints JSON: what the process held after each step.
"""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from optopcheck import service
from optopcheck.domain.job import InputError, no_progress
from optopcheck.domain.scenario import Scenario, Setback
from optopcheck.ifc import clear_kept
from optopcheck.service.sample import sample_case
from tests.bench.census import Census, Held, as_json
from tests.citymodel.towns import town_of, written
from tests.service import small_case

if TYPE_CHECKING:
    from collections.abc import Iterator

MODELS = Path(__file__).parents[3] / "shared" / "models" / "ifc"
REAL = ("duplex_a.ifc", "demo2_vox.ifc", "fourwalls_roof.ifc", "openhouse_ifc4.ifc")
_ENCLOSED_EVERY = 10
_WIDEST = 3.0
"""Of the setback that is dragged [m]."""
TOWN = {"noord": ((2.0, 16.0, 0.0), (10.0, 24.0, 9.0)), "zuid": ((0.0, -20.0, 0.0), (8.0, -12.0, 12.0))}


def models(folder: Path) -> tuple[service.CaseInput, ...]:
    """Return what is opened in turn: the sample, a small house, and real models where they are."""
    found = [sample_case(), small_case.case(folder)]
    found += [service.CaseInput(MODELS / name) for name in REAL if (MODELS / name).is_file()]
    broken = folder / "kapot.ifc"
    broken.write_bytes(found[1].model.read_bytes()[:-400])
    return (*found, service.CaseInput(broken))


def opening(count: int, folder: Path) -> Iterator[Held]:
    """Open a model and let go of it; every other round what was kept of it is cleared first."""
    cases = models(folder)
    service.load_rules()  # its workers stay
    census = Census()
    for number in range(count):
        if number // len(cases) % 2 == 0:
            clear_kept(service.caches()[0].folder)
        case = cases[number % len(cases)]
        try:
            opened = service.open_case(case)
        except InputError:
            opened = None  # one of them is broken on purpose
        del opened
        yield census.look()


def dragging(count: int, folder: Path) -> Iterator[Held]:
    """Drag the setback of the sample up and down, and look at the sun of each step."""
    del folder
    rules = service.load_rules(service.SAMPLE_DAY)
    opened = service.open_case(sample_case(), no_progress, rules)
    found = service.assess(opened, Scenario(), service.SAMPLE_DAY, no_progress, rules)
    norm = service.studied_norms(found.facts)[0].id
    census = Census()
    for number in range(count):
        share = abs((number / 50.0) % 2.0 - 1.0)
        depth = round(_WIDEST * share, 3) + number / 1e6  # never the same twice: nothing may be remembered
        scenario = Scenario(1, 3.0, Setback(depth, depth, depth, depth))
        year = service.SAMPLE_DAY.year
        service.preview_sun(found.facts, scenario, rules, year, no_progress, norm)
        yield census.look()


def assessing(count: int, folder: Path) -> Iterator[Held]:
    """Assess the small house among neighbours by all packs, each time higher; keep some as dossier."""
    town = written(folder, town_of(**TOWN), "buren.city.json")
    inputs = replace(small_case.case(folder), neighbours=town)
    rules = service.load_rules(small_case.ON)
    opened = service.open_case(inputs, no_progress, rules)
    census = Census()
    for number in range(count):
        scenario = Scenario(1, 2.6 + number / 1000.0, Setback(0.5, 0.5, 0.5, 0.5))
        found = service.assess(opened, scenario, small_case.ON, no_progress, rules)
        if number % _ENCLOSED_EVERY == 0:
            made = service.make_dossier(inputs, opened, found, rules)
            service.save_dossier(folder / "zaak.optop", made)
        del found
        yield census.look()


def reporting(count: int, folder: Path) -> Iterator[Held]:
    """Write the report of the small house with its pictures, again and again."""
    inputs = small_case.case(folder)
    rules = service.load_rules(small_case.ON)
    opened = service.open_case(inputs, no_progress, rules)
    found = service.assess(opened, Scenario(), small_case.ON, no_progress, rules)
    census = Census()
    for _ in range(count):
        service.write_report(found, folder / "rapport.html", "nl")
        yield census.look()


WORK = {"opening": opening, "dragging": dragging, "assessing": assessing, "reporting": reporting}


def main(arguments: list[str]) -> int:
    """Do the work; print what was held after each step."""
    kind, count, folder = arguments
    held = list(WORK[kind](int(count), Path(folder)))
    sys.stdout.write(json.dumps(as_json(held)) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
