"""Rule pack of Voorbeeldstad (GM9999), a town that does not exist: copy it and change every line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optopcheck.api import Quantity, Rule, Text, hookimpl
from optopcheck_template_python.rules import max_height, setback_per_facade
from optopcheck_template_python.sources import ASSUMPTIONS, POLICY

if TYPE_CHECKING:
    from collections.abc import Iterable


@hookimpl
def register_rules() -> Iterable[Rule]:
    """Return the rules of Voorbeeldstad; `quantities` says which measurements each of them reads."""
    yield Rule(
        "example.max-height",
        Text("Hoogte na optoppen", "Height after adding storeys"),
        POLICY,
        max_height,
        assumptions=ASSUMPTIONS,
        quantities=(Quantity.STOREY_COUNT, Quantity.BUILDING_HEIGHT),
    )
    yield Rule(
        "example.setback-per-facade",
        Text("Terugligging van elke gevel", "Setback of every façade"),
        POLICY,
        setback_per_facade,
        assumptions=ASSUMPTIONS,
        quantities=(Quantity.STOREY_COUNT, Quantity.SETBACK),
    )
