"""Facts made by hand, for the unit tests of a rule pack."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from optopcheck.domain.building import Building
from optopcheck.domain.case import Case
from optopcheck.domain.facts import Facts, Situation
from optopcheck.domain.measurement import Measured, Measurement, Measurements, Unmeasured
from optopcheck.domain.quantity import Quantity
from optopcheck.domain.scenario import Scenario
from optopcheck.domain.site import Site
from optopcheck.domain.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from optopcheck.domain.building import Storey
    from optopcheck.domain.case import PlanLimits, StructuralStatement
    from optopcheck.domain.entered import EnteredFact
    from optopcheck.domain.rule import Rule
    from optopcheck.domain.sunlight import SunStudy

NOT_MADE = Text("niet gegeven in deze proef", "not given in this test")


def measurement(quantity: Quantity, value: float, tolerance: float = 0.0) -> Measurement:
    """Return a measurement without evidence, in the unit of the quantity."""
    return Measurement(quantity, value, tolerance)


def make_measurements(**values: float | tuple[float, float] | Measured) -> Measurements:
    """Return measurements by key: a number, (number, tolerance) or a measurement; the rest is unmeasured."""
    made: dict[str, Measured] = {}
    for quantity in Quantity:
        value = values.pop(quantity.key, None)
        if value is None:
            made[quantity.key] = Unmeasured(NOT_MADE)
        elif isinstance(value, Measurement | Unmeasured):
            made[quantity.key] = value
        elif isinstance(value, tuple):
            made[quantity.key] = measurement(quantity, *value)
        else:
            made[quantity.key] = measurement(quantity, value)
    if values:
        raise TypeError(f"unknown quantities: {', '.join(sorted(values))}")
    return Measurements(**made)


def make_situation(
    sun: Mapping[str, SunStudy | Unmeasured] | None = None,
    storeys: tuple[Storey, ...] = (),
    **values: float | tuple[float, float] | Measured,
) -> Situation:
    """Return a situation with the given measurements."""
    return Situation(Building("proef", ()), make_measurements(**values), storeys, sun or {})


def make_facts(
    *,
    municipality: str | None = "GM0000",
    storeys: tuple[int, int] | None = (4, 5),
    scenario: Scenario | None = None,
    structural_statement: StructuralStatement | None = None,
    plan_limits: PlanLimits | None = None,
    existing: Situation | None = None,
    permitted: Situation | None = None,
    proposed: Situation | None = None,
    site: Site | None = None,
    entered: Mapping[str, EnteredFact] | None = None,
) -> Facts:
    """Return facts for a test.

    ``storeys`` are the measured storeys existing and proposed, None leaves
    them unmeasured; a situation given whole takes precedence.
    """
    before, after = storeys if storeys is not None else (None, None)
    return Facts(
        Case(
            Building("proef", ()),
            site or Site(municipality=municipality),
            structural_statement=structural_statement,
            plan_limits=plan_limits,
            entered=entered or {},
        ),
        scenario or Scenario(),
        existing or _with_storeys(before),
        permitted or make_situation(),
        proposed or _with_storeys(after),
    )


def _with_storeys(count: int | None) -> Situation:
    return make_situation() if count is None else make_situation(storey_count=float(count))


def quantities_read(rule: Rule, facts: Facts) -> frozenset[Quantity]:
    """Return the quantities that a rule reads of these facts: over its cases, what `Rule.quantities` says."""
    read: set[Quantity] = set()
    by_key = {quantity.key: quantity for quantity in Quantity}

    class Watched(Measurements):
        def __getattribute__(self, name: str) -> object:
            if name in by_key:
                read.add(by_key[name])
            return super().__getattribute__(name)

    def watched(situation: Situation) -> Situation:
        values = {quantity.key: found for quantity, found in situation.measured.items()}
        return replace(situation, measured=Watched(**values))

    rule.check(
        replace(
            facts,
            existing=watched(facts.existing),
            permitted=watched(facts.permitted),
            proposed=watched(facts.proposed),
        )
    )
    return frozenset(read)
