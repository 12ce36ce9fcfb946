"""Key outcomes of the pack of Rotterdam, on facts as the program makes them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from optopcheck.api import Facts, Finding, Need, NotApplicable, Rule, Verdict
from optopcheck.api.testing import make_facts, make_situation
from optopcheck.domain.building import Neighbour
from optopcheck.domain.mesh import Mesh
from optopcheck.rules.declared import read_rules

PACK = Path(__file__).parents[1]
RULES: dict[str, Rule] = {
    rule.id: rule for path in (PACK / "rules").glob("*.toml") for rule in read_rules(path)
}


def facts(height: Any = (13.0, 0.05), added: int = 1, municipality: str = "GM0599") -> Facts:
    return make_facts(
        municipality=municipality,
        existing=make_situation(storey_count=4.0),
        proposed=make_situation(storey_count=4.0 + added, building_height=height),
    )


def undetermined(rule_id: str, given: Facts) -> Finding:
    result = RULES[rule_id].check(given)
    assert isinstance(result, Finding)
    assert result.verdict is Verdict.UNDETERMINED
    return result


def test_it_holds_five_rules() -> None:
    assert set(RULES) == {
        f"gm0599-optop.{name}"
        for name in ("bezonning-omgeving", "bezonning-binnenterrein", "parkeren", "welstand", "versoepeling")
    }


def test_in_a_courtyard_or_not_is_asked_of_a_human() -> None:
    found = undetermined("gm0599-optop.bezonning-binnenterrein", facts())

    assert found.need is Need.JUDGEMENT
    assert "binnenterrein" in found.explanation.nl
    assert "13,00 ± 0,05 m" in found.explanation.nl
    assert found.what_would_change is not None
    assert "situatietekening" in found.what_would_change.nl
    assert isinstance(RULES["gm0599-optop.bezonning-binnenterrein"].check(facts(9.0)), NotApplicable)


def test_without_buildings_around_the_scope_is_open() -> None:
    assert undetermined("gm0599-optop.bezonning-omgeving", facts()).need is Need.INPUT


def test_with_a_low_building_at_an_unknown_distance_it_is_never_out_of_scope() -> None:
    mesh = Mesh(np.array([[0.0, 0, 0], [1, 0, 0], [0, 1, 3]]), np.array([[0, 1, 2]]))
    given = facts()
    low = replace(given, case=replace(given.case, neighbours=(Neighbour("schuur", mesh, 0.0),)))

    assert undetermined("gm0599-optop.bezonning-omgeving", low).need in (Need.INPUT, Need.JUDGEMENT)


@pytest.mark.parametrize("rule_id", ["gm0599-optop.parkeren", "gm0599-optop.welstand"])
def test_what_was_not_read_is_for_a_human(rule_id: str) -> None:
    found = undetermined(rule_id, facts())

    assert found.need is Need.JUDGEMENT
    assert found.what_would_change is not None


@pytest.mark.parametrize("rule_id", RULES)
def test_no_storey_or_another_town_is_not_its_concern(rule_id: str) -> None:
    assert isinstance(RULES[rule_id].check(facts(added=0)), NotApplicable)
    assert isinstance(RULES[rule_id].check(facts(municipality="GM0637")), NotApplicable)
