"""A number that a rule looked at and that is no quantity of the building: hours of sun, shade on a garden."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from optopcheck.domain.text import Text


@dataclass(frozen=True)
class Stated:
    """What was measured, in a finding that rests on no `Measurement`; it decides nothing by itself."""

    label: Text
    """What it is, and where."""
    value: float
    unit: str
    """Of `value` and `uncertainty`; that of the limit, where the finding has one."""
    uncertainty: float = 0.0

    def __post_init__(self) -> None:
        if not (np.isfinite(self.value) and np.isfinite(self.uncertainty) and self.uncertainty >= 0):
            raise ValueError(f"{self.value} ± {self.uncertainty} is not a number that can be shown")
