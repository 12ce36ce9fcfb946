from __future__ import annotations

import numpy as np
import pytest

from optopcheck.domain.building import Building
from optopcheck.service.plot import plot_remarks
from tests.service import made

PLOT = np.array([[-5.0, -5.0], [20.0, -5.0], [20.0, 20.0], [-5.0, 20.0]])


@pytest.mark.parametrize("offset", [(0.0, 0.0), (-14.0, 0.0), (0.0, 12.0)])
def test_a_building_on_or_over_its_plot_is_no_defect(offset: tuple[float, float]) -> None:
    assert plot_remarks(made.flat(), PLOT - np.array(offset)) == ()


@pytest.mark.parametrize(
    ("offset", "words"), [((100.0, 0.0), "85,00 m"), ((0.0, -40.0), "19,90 m"), ((-23.0, 17.0), "5,00 m")]
)
def test_a_plot_of_somewhere_else_blocks_its_distance_alone(offset: tuple[float, float], words: str) -> None:
    (defect,) = plot_remarks(made.flat(), PLOT + np.array(offset))

    assert defect.blocks == {"plot_distance"}
    assert words in defect.message.nl


def test_without_plot_or_shape_there_is_nothing_to_say() -> None:
    assert plot_remarks(made.flat(), None) == ()
    assert plot_remarks(Building("leeg", ()), PLOT) == ()
