"""Rules in workers beside the same rules here: ``python -m tests.bench.hosted_rules [--small]``.

It prints and writes figures (HOSTED_RULES.md) and asserts results, never times.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from optopcheck import service
from optopcheck.api.testing import make_facts
from optopcheck.domain.scenario import Scenario
from optopcheck.rules import check, load_rules
from optopcheck.rules.hosting import close_all
from optopcheck.rules.hosting.snapshot import snapshot
from tests.bench.flat_block import draw_block
from tests.rules.hosting.same import differences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optopcheck.domain.facts import Facts
    from optopcheck.rules import RuleSet

HERE = Path(__file__).parent
GOAL = 0.3
"""What workers may add to an assessment [s]."""


@dataclass(frozen=True, eq=False)
class Situation:
    """Facts, and how long they took to make."""

    name: str
    facts: Facts
    assessing: float | None
    """Wall time of the assessment that made them, rules included [s]."""


def main(arguments: list[str]) -> int:
    """Run everything; raises if a finding differs."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.hosted_rules", description=__doc__)
    parser.add_argument("--small", action="store_true", help="facts made by hand: to try the bench itself")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--out", type=Path, default=HERE / "HOSTED_RULES.md")
    options = parser.parse_args(arguments)
    made = [Situation("made by hand", make_facts(), None)] if options.small else [*_situations()]
    text = (
        "\n".join([*_head(options.rounds), *_starts(options.rounds), *_checks(made, options.rounds)]) + "\n"
    )
    options.out.write_text(text, encoding="utf-8")
    sys.stdout.write(text)
    close_all()
    return 0


def _situations() -> Iterator[Situation]:
    yield _assessed("sample, with neighbours and sun", service.sample_case())
    with tempfile.TemporaryDirectory(prefix="optopcheck-bench-") as folder:
        path = Path(folder) / "flat.ifc"
        elements = draw_block(path, 12, 20).elements
        yield _assessed(f"gallery flat, {elements} elements", service.CaseInput(path, municipality="GM0637"))


def _assessed(name: str, inputs: service.CaseInput) -> Situation:
    rules = load_rules(hosted=False)
    opened = service.open_case(inputs, rules=rules)
    began = time.perf_counter()
    facts = service.assess(opened, Scenario(), service.SAMPLE_DAY, rules=rules).facts
    return Situation(name, facts, time.perf_counter() - began)


def _head(rounds: int) -> Iterator[str]:
    yield "# Bench of the rules in workers"
    yield ""
    machine = f"{os.cpu_count()} {platform.machine()} cores, Python {platform.python_version()}"
    yield f"{datetime.now(UTC).date()}, {machine}, load {os.getloadavg()[0]:.1f} at the start."
    yield f"Medians of {rounds} interleaved rounds, wall time. Made by `make bench`."


def _starts(rounds: int) -> Iterator[str]:
    """Tell how long loading takes: here, in workers that must start, and in workers that are there."""
    took: dict[str, list[float]] = {"in this process": [], "workers, cold": [], "workers, warm": []}
    for _ in range(rounds):
        close_all()
        for name, times in took.items():
            began = time.perf_counter()
            load_rules(hosted=name != "in this process")
            times.append(time.perf_counter() - began)
    packs = sum(not plugin.error for plugin in load_rules().plugins)
    yield ""
    yield f"## Loading {packs} packs"
    yield ""
    yield "| where | wall [s] |"
    yield "|---|---|"
    for name, times in took.items():
        yield f"| {name} | {statistics.median(times):.3f} |"


def _checks(made: list[Situation], rounds: int) -> Iterator[str]:
    here, there = load_rules(hosted=False), load_rules()
    yield ""
    yield f"## Running {len(there.rules)} rules on one assessment, workers warm"
    yield ""
    yield f"In workers each rule runs twice. Goal: at most {GOAL:.2f} s more."
    yield ""
    yield "| facts | snapshot [MiB] | here [s] | in workers [s] | ratio | more [s] | of the assessment |"
    yield "|---|---|---|---|---|---|---|"
    for situation in made:
        one, other = _medians(situation.facts, here, there, rounds)
        with snapshot(situation.facts) as path:
            size = path.stat().st_size / 2**20
        share = f"{(other - one) / situation.assessing:.1%}" if situation.assessing else ""
        yield (
            f"| {situation.name} | {size:.1f} | {one:.4f} | {other:.4f} | {other / one:.1f}x"
            f" | {other - one:.3f} | {share} |"
        )


def _medians(facts: Facts, here: RuleSet, there: RuleSet, rounds: int) -> tuple[float, float]:
    """Run both in turns; raises if they differ."""
    took: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        fresh = replace(facts)  # workers answer the very same facts from memory
        found = []
        for times, rules in zip(took, (here, there), strict=True):
            began = time.perf_counter()
            found.append(check(rules, fresh, service.SAMPLE_DAY))
            times.append(time.perf_counter() - began)
        for one, other in zip(*found, strict=True):
            if differences(one.result, other.result):
                raise AssertionError(f"{one.rule.id} finds something else in its worker")
    return statistics.median(took[0]), statistics.median(took[1])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
