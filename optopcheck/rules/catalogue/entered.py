"""What the user entered: the place, the design as declared, the plan, and the structural statement."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from optopcheck.domain.text import Text
from optopcheck.rules.catalogue.fact import Fact, entered, not_known, number_fact, unconfirmed
from optopcheck.rules.language.kinds import TextForm, TextKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from optopcheck.domain.case import PlanLimits, StructuralStatement
    from optopcheck.domain.facts import Facts
    from optopcheck.domain.rule import Limit
    from optopcheck.domain.scenario import Scenario
    from optopcheck.rules.language.values import Value

_PLACE = Text("gemeente", "municipality")
_STATEMENT = Text("constructieve verklaring", "structural statement")


def _municipality(facts: Facts) -> Value:
    found = facts.case.site.municipality
    return found or not_known(
        _PLACE, Text("de gemeente is niet opgegeven", "no municipality given"), absent=True
    )


def _declared(name: str, unit: str, label: Text, value: Callable[[Scenario], float]) -> Fact:
    return number_fact(f"declared.{name}", unit, label, partial(_said, name, label, value))


def _said(name: str, label: Text, value: Callable[[Scenario], float], facts: Facts) -> Value:
    scenario = facts.scenario
    if scenario.own_design and name != "storeys_added":
        why = Text("het ontwerp is een eigen model", "the design is a model of its own")
        return not_known(label, why, absent=True)
    if scenario.setback.by_facade and name.startswith("setback"):
        why = Text("de terugligging is per gevel opgegeven", "the setback is given per façade")
        return not_known(label, why, absent=True)
    return entered(value(scenario))


def _statement(value: Callable[[StructuralStatement], Value], facts: Facts) -> Value:
    statement = facts.case.structural_statement
    if statement is None:
        why = Text("er is geen constructieve verklaring", "there is no structural statement")
        return not_known(_STATEMENT, why, absent=True)
    return value(statement)


PLAN_LIMITS: dict[str, tuple[str, Text, Callable[[PlanLimits], Limit | None]]] = {
    "plan.max_building_height": (
        "m",
        Text("maximum bouwhoogte van het plan", "maximum building height of the plan"),
        lambda plan: plan.max_building_height,
    ),
    "plan.max_eaves_height": (
        "m",
        Text("maximum goothoogte van het plan", "maximum eaves height of the plan"),
        lambda plan: plan.max_eaves_height,
    ),
    "plan.max_storeys": (
        "1",
        Text("maximum aantal bouwlagen van het plan", "maximum number of storeys of the plan"),
        lambda plan: plan.max_storeys,
    ),
}


def plan_limit(name: str, facts: Facts) -> Limit | None:
    """Return the limit of the entered plan behind a fact; None if it was not entered, or is no such fact."""
    if name not in PLAN_LIMITS or facts.case.plan_limits is None:
        return None
    return PLAN_LIMITS[name][2](facts.case.plan_limits)


def _plan(name: str, label: Text, facts: Facts) -> Value:
    plan, limit = facts.case.plan_limits, plan_limit(name, facts)
    if plan is None or limit is None:
        return not_known(label, Text(f"{label.nl} is niet ingevoerd", "not entered"), absent=True)
    value = entered(limit.value)
    if limit.confirmed_by is None or not plan.source.standing.may_judge:
        why = Text(
            f"de grens of het plan draagt geen oordeel ({plan.source.standing.value})",
            f"the limit or the plan carries no verdict ({plan.source.standing.value})",
        )
        return unconfirmed(value, why, label)
    return value


ENTERED_FACTS = (
    Fact(
        "municipality",
        TextKind(form=TextForm.CODE),
        "",
        _PLACE,
        _municipality,
        note=Text("GM en vier cijfers", "GM0637"),
    ),
    _declared(
        "storeys_added",
        "1",
        Text("opgegeven extra bouwlagen", "declared extra storeys"),
        lambda s: s.storeys_added,
    ),
    _declared(
        "storey_height",
        "m",
        Text("opgegeven laaghoogte", "declared storey height"),
        lambda s: s.storey_height,
    ),
    _declared("parapet", "m", Text("opgegeven dakrand", "declared parapet"), lambda s: s.parapet),
    _declared(
        "setback_north",
        "m",
        Text("opgegeven terugligging noord", "declared setback north"),
        lambda s: s.setback.north,
    ),
    _declared(
        "setback_east",
        "m",
        Text("opgegeven terugligging oost", "declared setback east"),
        lambda s: s.setback.east,
    ),
    _declared(
        "setback_south",
        "m",
        Text("opgegeven terugligging zuid", "declared setback south"),
        lambda s: s.setback.south,
    ),
    _declared(
        "setback_west",
        "m",
        Text("opgegeven terugligging west", "declared setback west"),
        lambda s: s.setback.west,
    ),
    number_fact(
        "structural_statement.bears_extra_storeys",
        "1",
        Text(
            "bouwlagen die de constructie volgens de verklaring draagt",
            "storeys that the statement says it bears",
        ),
        partial(_statement, lambda statement: entered(statement.bears_extra_storeys)),
    ),
    Fact(
        "structural_statement.by",
        TextKind(),
        "",
        Text("wie de constructieve verklaring gaf", "who made the structural statement"),
        partial(_statement, lambda statement: statement.by),
    ),
    Fact(
        "structural_statement.role",
        TextKind(),
        "",
        Text("in welke rol de verklaring is gegeven", "in which role the statement was made"),
        partial(_statement, lambda statement: statement.role),
    ),
    *(
        number_fact(name, unit, label, partial(_plan, name, label))
        for name, (unit, label, _) in PLAN_LIMITS.items()
    ),
)
