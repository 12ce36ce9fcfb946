from __future__ import annotations

import numpy as np

from optopcheck.domain.mesh import turn_about_z
from optopcheck.domain.model_frame import SAME_FRAME, ModelFrame


def test_the_way_back_undoes_turn_and_shift_of_a_far_model() -> None:
    anchor, image = np.array([1_186_000.0, 450_000.0, 0.0]), np.array([0.25, -0.5, -3.0])
    model = anchor + np.array([[1.0, 2.0, 3.0], [-4.0, 0.5, 9.0]])
    case = turn_about_z(model - anchor, 30.0) + image

    assert np.allclose(ModelFrame(anchor, image, 30.0).to_model(case), model, atol=1e-9)


def test_directions_turn_without_a_shift() -> None:
    frame = ModelFrame(np.array([5.0, 6.0, 7.0]), np.zeros(3), 90.0)

    # The model's x axis became north in the case.
    assert np.allclose(frame.directions_to_model(np.array([[0.0, 1.0, 0.0]])), [[1.0, 0.0, 0.0]])
    assert np.array_equal(SAME_FRAME.to_model(np.array([[1.0, 2.0, 3.0]])), [[1.0, 2.0, 3.0]])
