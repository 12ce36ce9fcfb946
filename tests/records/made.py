"""Facts with all that a small case can hold."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.service import made

if TYPE_CHECKING:
    from optopcheck.domain.facts import Facts


def rich_facts() -> Facts:
    facts = made.defective(made.facts(), made.defect("x", "sun", "building_height"))
    flat = made.flat()
    case = replace(facts.case, building=flat, neighbours=(made.neighbour(),))
    proposed = replace(facts.proposed, building=replace(flat, name="met laag"))
    return replace(facts, case=case, existing=replace(facts.existing, building=flat), proposed=proposed)
