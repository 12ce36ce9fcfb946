"""Mutants without end: ``python -m tests.fuzz``, or ``make fuzz``.

Works in slices of a fixed number of mutants, each with a seed of its own, so that a run can be stopped, gone
on with (``--start``), and a slice that fails can be repeated by itself (``--start N --slices 1``).
"""

from __future__ import annotations

import argparse
import sys
import time
import traceback
from collections import Counter
from typing import TYPE_CHECKING

from tests.fuzz import (
    test_bundle_mutants,
    test_city_mutants,
    test_dossier_mutants,
    test_model_mutants,
    test_packed_mutants,
    test_table_mutants,
)

if TYPE_CHECKING:
    from collections.abc import Callable

TARGETS: dict[str, Callable[[int, int], dict[str, int]]] = {
    "bundle": test_bundle_mutants.tried,
    "dossier": test_dossier_mutants.tried,
    "ifczip": test_packed_mutants.tried,
    "citymodel": test_city_mutants.tried,
    "tables": test_table_mutants.tried,
    "ifc": test_model_mutants.tried,
}
SLICE = 200
"""Mutants of each kind."""
FIRST_SEED = 1_000_000
"""Far from the seeds of the tests."""


def main(arguments: list[str]) -> int:
    """Run slices until the time is up; 1 if one fails."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("targets", nargs="*", default=[], metavar="WHAT", help=", ".join(TARGETS))
    parser.add_argument("--start", type=int, default=0, help="first slice (0)")
    parser.add_argument("--slices", type=int, default=None, help="at most so many")
    parser.add_argument("--seconds", type=float, default=300.0, help="no slice begins later (300)")
    asked = parser.parse_args(arguments)
    unknown = set(asked.targets) - TARGETS.keys()
    if unknown:
        parser.error(f"unknown: {', '.join(sorted(unknown))}")
    begun, number, found = time.monotonic(), asked.start, Counter[str]()
    while time.monotonic() - begun < asked.seconds and number - asked.start != asked.slices:
        for name in asked.targets or TARGETS:
            try:
                figures = TARGETS[name](SLICE, FIRST_SEED + number)
            except Exception:  # noqa: BLE001 - whatever it is, it is what was looked for
                traceback.print_exc()
                sys.stdout.write(f"FAILED: python -m tests.fuzz {name} --start {number} --slices 1\n")
                return 1
            found.update({f"{name} {kind}": count for kind, count in figures.items()})
        number += 1
    told = ", ".join(f"{kind} {count}" for kind, count in sorted(found.items()))
    sys.stdout.write(f"{told}\ngo on with --start {number}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
