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
from optopcheck.rules.hosting import HostedCheck, close_all
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
    yield f"In workers each rule runs twice. Goal: at most {GOAL:.2f} s more. Share: of the whole assessment."
    yield ""
    yield "| facts | snapshot [MiB] | here [s] | workers [s] | ratio | more [s] | cpu, all [s] | share |"
    yield "|---|---|---|---|---|---|---|---|"
    for situation in made:
        one, other = _compared(situation.facts, here, there, rounds)
        with snapshot(situation.facts) as path:
            size = path.stat().st_size / 2**20
        more = other.wall - one.wall
        share = f"{more / situation.assessing:.1%}" if situation.assessing else ""
        yield (
            f"| {situation.name} | {size:.1f} | {one.wall:.4f} | {other.wall:.4f}"
            f" | {other.wall / one.wall:.1f}x | {more:.3f} | {other.cpu:.3f} | {share} |"
        )


@dataclass(frozen=True)
class Cost:
    """Of one way to run all rules on one assessment."""

    wall: float
    """Median [s]."""
    cpu: float
    """Of this process and the workers together, mean: their clocks tick coarsely [s]."""


def _compared(facts: Facts, here: RuleSet, there: RuleSet, rounds: int) -> tuple[Cost, Cost]:
    """Run both in turns; raises if they differ."""
    walls: tuple[list[float], list[float]] = ([], [])
    cpus = [0.0, 0.0]
    check(there, facts, service.SAMPLE_DAY)
    for _ in range(rounds):
        fresh = replace(facts)  # workers answer the very same facts from memory
        found = []
        for way, rules in enumerate((here, there)):
            began, cpu = time.perf_counter(), _cpu(there)
            found.append(check(rules, fresh, service.SAMPLE_DAY))
            walls[way].append(time.perf_counter() - began)
            cpus[way] += (_cpu(there) - cpu) / rounds
        for one, other in zip(*found, strict=True):
            if differences(one.result, other.result):
                raise AssertionError(f"{one.rule.id} finds something else in its worker")
    here_, there_ = (Cost(statistics.median(wall), cpu) for wall, cpu in zip(walls, cpus, strict=True))
    return here_, there_


def _cpu(rules: RuleSet) -> float:
    """Return what this process and the workers have computed so far [s]; without them where Linux is not."""
    checks = (entry.rule.check for entry in rules)
    pids = {each.host.pid for each in checks if isinstance(each, HostedCheck)}
    stats = [Path(f"/proc/{pid}/stat") for pid in pids]
    ticks = sum(sum(map(int, stat.read_text("ascii").split()[13:15])) for stat in stats if stat.exists())
    return time.process_time() + ticks / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
