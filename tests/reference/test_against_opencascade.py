"""What we read of real models, by whatever kernel and in how many processes, is what opencascade draws."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from optopcheck.service.sample import sample_case
from tests.bench.agreement import BOX, MODELS, VOLUME, Agreement, compare

if TYPE_CHECKING:
    from pathlib import Path

FILES = sorted([*MODELS.glob("*.ifc"), *MODELS.glob("*.ifczip")]) if MODELS.is_dir() else []


def holds(found: Agreement) -> None:
    assert (found.missing, found.extra) == ((), ())
    assert found.box <= BOX
    assert found.volume <= VOLUME


def test_the_sample_is_what_opencascade_draws() -> None:
    found = compare(sample_case().model)
    holds(found)
    assert found.elements > 800
    assert found.differing == ()
    # Both kernels took part: what the fast one draws has its triangles cut another way.
    assert found.elements / 4 < found.elements - found.same_bits < found.elements


@pytest.mark.long
@pytest.mark.models
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_real_model_is_what_opencascade_draws(path: Path) -> None:
    found = compare(path)
    if not found.refused:
        holds(found)
        assert found.elements > 0
