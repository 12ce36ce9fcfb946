"""How the coordinates of the model became those of the case, and the way back."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from optopcheck.domain.mesh import Floats, frozen_floats, turn_about_z


@dataclass(frozen=True, eq=False)
class ModelFrame:
    """A turn about z and a shift: what leads back to the coordinates that a viewer of the model shows.

    Those are what the placements of the model add up to, in metres; no map conversion is applied to them.
    """

    anchor: Floats
    """A point of the model, shape (3,) [m]; near the building, so that far models keep their digits."""
    image: Floats
    """The same point in the frame of the case, shape (3,) [m]."""
    turn: float
    """From model to case, counter-clockwise about z [deg]."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "anchor", frozen_floats(self.anchor, 3))
        object.__setattr__(self, "image", frozen_floats(self.image, 3))

    def to_model(self, points: Floats) -> Floats:
        """Map points (n, 3) of the case into the model [m]."""
        return self.directions_to_model(points - self.image) + self.anchor

    def directions_to_model(self, directions: Floats) -> Floats:
        """Turn directions (n, 3) of the case into the model."""
        # A turn by zero would still cost the last digit.
        return turn_about_z(directions, -self.turn) if self.turn else directions


SAME_FRAME = ModelFrame(np.zeros(3), np.zeros(3), 0.0)
"""Of a building that no model file lies behind."""
