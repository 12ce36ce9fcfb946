"""One user's way through the program, timed step by step: ``python -m tests.bench.program_once MODEL HOME``.

It prints JSON: wall and cpu time of each step [s]. MODEL ``sample`` is the sample case.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from optopcheck import service
from optopcheck.domain.scenario import Scenario, Setback
from optopcheck.ifc import Loading, read_model
from optopcheck.measure import measure_building
from optopcheck.rules import check
from optopcheck.service.sample import sample_case
from tests.bench.clock import Sample, timed
from tests.blocks import PEIL, PROFILE

if TYPE_CHECKING:
    from collections.abc import Callable

STEPS = (
    "load",
    "reopen",
    "measure",
    "packs of rules",
    "existing situation, sun first pass",
    "sun of a change",
    "assess a change",
    "rules",
    "report, HTML",
    "report, PDF",
)
_SETBACK = 1.25


def steps(name: str, home: Path) -> dict[str, Sample]:
    """Do everything once."""
    inputs = sample_case() if name == "sample" else service.CaseInput(Path(name))
    day, found = service.SAMPLE_DAY, dict[str, Sample]()

    def step(title: str, call: Callable[[], Any]) -> Any:
        found[title], result = timed(call)
        return result

    loading = Loading(cache=home / "geometry")
    step("load", lambda: read_model(inputs.model, loading=loading))
    building = step("reopen", lambda: read_model(inputs.model, loading=loading)).building
    step("measure", lambda: measure_building(building, plan_datum=PEIL, profile=PROFILE))
    rules = step("packs of rules", lambda: service.load_rules(day))
    opened = service.open_case(inputs, rules=rules)
    first = step(
        "existing situation, sun first pass", lambda: service.assess(opened, Scenario(), day, rules=rules)
    )
    changed = Scenario(1, 3.0, Setback.all_round(_SETBACK))
    norms = service.studied_norms(first.facts)
    if norms:
        step(
            "sun of a change",
            lambda: service.preview_sun(first.facts, changed, rules, day.year, norm_id=norms[0].id),
        )
    after = step("assess a change", lambda: service.assess(opened, changed, day, rules=rules, earlier=first))
    step("rules", lambda: check(rules, after.facts, day))
    step("report, HTML", lambda: service.write_report(after, home / "rapport.html", "nl"))
    step("report, PDF", lambda: service.write_report(after, home / "rapport.pdf", "nl"))
    return found


def main(arguments: list[str]) -> int:
    """Do it, and print what it took."""
    name, home = arguments
    found = steps(name, Path(home))
    told = {title: [sample.wall, sample.cpu, sample.peak] for title, sample in found.items()}
    sys.stdout.write(json.dumps(told) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
