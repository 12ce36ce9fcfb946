"""The order and the numbers of the entities in a file change no measured value and no verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from optopcheck.domain.measurement import Measurement
from tests.ifc.shuffling import shuffled
from tests.service import small_case

if TYPE_CHECKING:
    from pathlib import Path

    from optopcheck import service
    from optopcheck.domain.facts import Situation
    from optopcheck.domain.rule import Finding

STORED = 4
"""Decimals in which facts are stored."""


def values(situation: Situation) -> dict[str, Any]:
    """Return each quantity as it is stored; one that is not known by its reason."""
    found = vars(situation.measured)
    return {
        name: (round(one.value, STORED), round(one.tolerance, STORED), sorted(one.elements))
        if isinstance(one, Measurement)
        else str(one)
        for name, one in found.items()
    }


def told(finding: Finding | None) -> object:
    return finding and (finding.verdict, finding.need, finding.explanation, sorted(finding.elements))


def outcome(inputs: service.CaseInput, pack: Path) -> dict[str, Any]:
    found = small_case.checked(inputs, [str(pack)]).assessment
    return {
        "existing": values(found.facts.existing),
        "proposed": values(found.facts.proposed),
        "findings": [(one.rule.id, told(one.finding)) for one in found.outcomes],
        "verdict": found.overall.verdict,
    }


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_other_order_of_entities_gives_the_same_values_and_verdicts(tmp_path: Path, seed: int) -> None:
    inputs, pack = small_case.case(tmp_path), small_case.pack(tmp_path / "pakket")
    first = outcome(inputs, pack)
    before = inputs.model.read_bytes()
    inputs.model.write_bytes(shuffled(before, seed))

    assert inputs.model.read_bytes() != before
    assert outcome(inputs, pack) == first
    assert any(isinstance(value, tuple) for value in first["proposed"].values())
    assert any(finding is not None for _, finding in first["findings"])


def test_shuffling_keeps_every_entity_and_every_string() -> None:
    text = b"DATA;\n#1=IFCA('it''s #2; no ref',#2);\n#2=IFCB(\n(1.,2.));\nENDSEC;\nEND-ISO-10303-21;\n"
    made = shuffled(text, 5)

    assert made.count(b"=IFC") == 2
    assert b"'it''s #2; no ref'" in made
    assert shuffled(text, 5) == made
    with pytest.raises(ValueError, match="no entity"):
        shuffled(text.replace(b"#2=IFCB", b"IFCB"), 5)
