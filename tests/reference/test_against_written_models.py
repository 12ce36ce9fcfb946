"""A variant written into real models: the originals untouched, no new fault, and the same numbers again."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import ifcopenshell
import ifcopenshell.validate
import numpy as np
import pytest

from optopcheck import service
from optopcheck.domain.measurement import Measurement
from tests.service.written import Written, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

WITH_RULES = {"jap_revit2013", "laan_op_zuid_owl"}
"""Of the larger ones the rules of the schema take minutes."""
LEAST_NUMBERS = {"laan_op_zuid_owl": 3}
"""Of a plain block without slabs little is measured."""


def faults(path: Path, *, rules: bool) -> Counter[str]:
    """Count what the validator says, by what it says of which line."""
    log = ifcopenshell.validate.json_logger()
    ifcopenshell.validate.validate(str(path), log, express_rules=rules)
    return Counter(f"{found.get('instance')} {found.get('message')}" for found in log.statements)


# The validator leaves the files of its rules open.
pytestmark = pytest.mark.filterwarnings(
    "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)


@pytest.mark.models
@pytest.mark.parametrize(
    ("name", "schema"),
    [
        ("bimwhale_tall", "IFC2X3"),
        ("demo2_vox", "IFC2X3"),
        ("duplex_a", "IFC2X3"),
        ("jap_revit2013", "IFC2X3"),
        ("laan_op_zuid_owl", "IFC4"),
    ],
)
def test_written_into_a_real_model(
    name: str, schema: str, model: Callable[[str], Path], tmp_path: Path
) -> None:
    check(write(model(name), tmp_path), name, schema)


def test_written_into_the_sample_case(tmp_path: Path) -> None:
    written = write(service.sample_case().model, tmp_path)

    check(written, "portiekflat", "IFC4")
    assert "op hun oude plaats" in written.remarks[0].nl


def check(written: Written, name: str, schema: str) -> None:
    before, after = ifcopenshell.open(str(written.source)), ifcopenshell.open(str(written.result))
    assert before.schema == after.schema == schema
    # Every line of the original is there, to the letter: georeference, units, relations and all.
    assert [str(line) for line in before if str(line) != str(after.by_id(line.id()))] == []
    rules = name in WITH_RULES
    assert faults(written.result, rules=rules) - faults(written.source, rules=rules) == Counter()

    again, compared = written.again.measured_existing.measured, 0
    for quantity, designed in written.proposed.measured.items():
        measured = again.get(quantity)
        if isinstance(designed, Measurement):
            assert isinstance(measured, Measurement), f"{quantity.key}: {measured.reason}"
            assert measured.value == pytest.approx(designed.value, abs=max(designed.tolerance, 1e-9)), (
                quantity
            )
            compared += 1
    assert compared >= LEAST_NUMBERS.get(name, 11)

    building = written.proposed.building
    assert building is not None
    read = {e.global_id: e for e in written.again.case.building.elements}
    added = [e for e in building.elements if e.added]
    assert len(added) > 5
    for element in added:
        found = read[element.global_id]
        assert (found.kind, found.name) == (element.kind, element.name)
        assert np.allclose(found.mesh.bounds, element.mesh.bounds, atol=1e-4)
    assert len(after.by_type("IfcSpace")) > len(before.by_type("IfcSpace"))
