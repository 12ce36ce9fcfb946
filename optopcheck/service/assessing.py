"""The assessment: facts, findings, and the receipt with which they can be made again."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

import optopcheck
from optopcheck.domain.assessment import Assessment, Receipt
from optopcheck.domain.job import Progress, no_progress
from optopcheck.domain.text import Text
from optopcheck.rules import check
from optopcheck.service.facts import gather_facts, measure_situation
from optopcheck.service.packs import load_rules, register_used

if TYPE_CHECKING:
    from datetime import date

    from optopcheck.domain.facts import Situation
    from optopcheck.domain.scenario import Scenario
    from optopcheck.rules import RuleSet
    from optopcheck.service.opened import OpenedCase

# The libraries whose release can change a number.
_DECISIVE = ("ifcopenshell", "numpy", "manifold3d", "shapely", "trimesh", "embreex", "sunposition", "pyproj")


def assess(
    opened: OpenedCase,
    scenario: Scenario,
    on: date,
    progress: Progress = no_progress,
    rules: RuleSet | None = None,
    earlier: Assessment | None = None,
    sun_every: int | None = None,
) -> Assessment:
    """Check the scenario against all rules in force on the reference date.

    Of an `earlier` assessment of the same case, year and packs the existing and
    the permitted situation are kept: a changed scenario changes neither. With
    `sun_every` each n-th day of the period of a sun norm is studied as well.
    """
    loaded = load_rules(on) if rules is None else rules
    existing = measure_existing(opened, loaded, progress)
    known = earlier.facts if earlier is not None and _still_holds(earlier, opened, loaded, on) else None
    facts = gather_facts(
        opened.case, scenario, loaded, on.year, progress, existing, None if sun_every else known, sun_every
    )
    progress(Text("Regels toetsen", "Checking the rules"), 0.0)
    outcomes = check(loaded, facts, on, progress)
    progress(Text("Regels toetsen", "Checking the rules"), 1.0)
    return Assessment(facts, outcomes, receipt(opened, loaded, on))


def _still_holds(earlier: Assessment, opened: OpenedCase, rules: RuleSet, on: date) -> bool:
    receipt = earlier.receipt
    return (
        earlier.facts.case is opened.case
        and receipt.reference_date.year == on.year
        and receipt.plugins == rules.plugins
    )


def measure_existing(
    opened: OpenedCase, rules: RuleSet | None = None, progress: Progress = no_progress
) -> Situation:
    """Return the measured existing building; measured anew only if the rules bring another profile."""
    case = opened.case
    profile = opened.profile if rules is None else rules.profile(case.site.municipality)
    if profile == opened.profile:
        return opened.measured_existing
    return measure_situation(case.building, case.site, profile, progress)[0]


def versions_now() -> dict[str, str]:
    """Return the versions of the program and of the libraries whose release can change a number."""
    return {
        "python": platform.python_version(),
        "optopcheck": optopcheck.__version__,
        **{name: found for name in _DECISIVE if (found := _version(name)) is not None},
    }


def receipt(opened: OpenedCase, rules: RuleSet, on: date) -> Receipt:
    """Return versions, hashes, the reference date and the measuring profile."""
    versions = {
        **versions_now(),
        **opened.versions,
        **{plugin.name: plugin.version for plugin in rules.plugins},
    }
    return Receipt(
        on,
        dict(sorted(versions.items())),
        dict(sorted(opened.hashes.items())),
        rules.plugins,
        rules.profile(opened.case.site.municipality),
        register_used(),
        rules.aside,
    )


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
