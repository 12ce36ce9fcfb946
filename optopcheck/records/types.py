"""The types of the fields of every record, as Python objects."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import Any, get_type_hints

from optopcheck.domain import (
    addition,
    assessment,
    building,
    case,
    entered,
    facts,
    measurement,
    mesh,
    model_frame,
    profile,
    proposal,
    quantity,
    repair,
    rule,
    scenario,
    shade,
    site,
    stated,
    sunlight,
    text,
)

# Annotations of the domain are read late: many of their names are imported for type checkers alone.
_NAMES: dict[str, Any] = {
    name: kind
    for module in (
        *(addition, assessment, building, case, entered, facts, measurement, mesh, model_frame),
        *(profile, proposal, quantity, repair, rule, scenario, shade, site, stated, sunlight, text),
    )
    for name, kind in vars(module).items()
} | {"Callable": Callable, "Mapping": Mapping, "date": date}


@cache
def types_of(kind: type) -> dict[str, Any]:
    """Return the type of each field of a record."""
    return get_type_hints(kind, localns=_NAMES)


@cache
def rule_fields() -> dict[str, Any]:
    """Return the fields of a rule that can be told, with their types."""
    return {name: kind for name, kind in types_of(rule.Rule).items() if name != "check"}
