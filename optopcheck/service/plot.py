"""Whether the building stands on the plot that was entered for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from optopcheck.domain.building import Defect, Severity
from optopcheck.domain.quantity import Quantity
from optopcheck.domain.text import Text, numbers

if TYPE_CHECKING:
    from optopcheck.domain.building import Building
    from optopcheck.domain.mesh import Floats


def plot_remarks(building: Building, boundary: Floats | None) -> tuple[Defect, ...]:
    """Return what is wrong where the building stands wholly outside the box around the plot.

    A plot of somewhere else lies far from the building, and far complies.
    """
    if boundary is None or building.mesh.is_empty:
        return ()
    low, high = building.mesh.bounds[:, :2]
    apart = np.maximum(0.0, np.maximum(low - boundary.max(axis=0), boundary.min(axis=0) - high))
    if not apart.any():
        return ()
    return (
        Defect(
            "plot-elsewhere",
            Severity.ERROR,
            numbers(
                "het gebouw staat niet op het ingevoerde perceel, maar {m} m ernaast",
                "the building does not stand on the plot that was given, but {m} m beside it",
                m=float(np.hypot(*apart)),
            ),
            Text(
                "controleer de veelhoek van [perceel], zijn frame en de ligging van het model",
                "check the polygon of [perceel], its frame and the place of the model",
            ),
            blocks=frozenset({Quantity.PLOT_DISTANCE.key}),
        ),
    )
