"""What is added on a roof (*dakopbouw*), measured against the roof that carries it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.domain.measurement import Reading, Unmeasured

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Size:
    """A measured value that no plan or standard defines, with its doubt in the same unit."""

    value: float
    doubt: float
    readings: tuple[Reading, ...] = ()

    def __post_init__(self) -> None:
        if not (np.isfinite(self.value) and np.isfinite(self.doubt) and self.doubt >= 0):
            raise ValueError(f"{self.value} ± {self.doubt} is not a size")


Sized = Size | Unmeasured


@dataclass(frozen=True)
class Addition:
    """The added storeys together."""

    area: Sized
    """Seen from above, along the outer faces [m2]."""
    roof_share: Sized
    """Of the flat roof on which it stands, without the structures on that roof [1]."""
    envelope_angle: Sized
    """Steepest line from the edge of the roof to a point of the addition, above the horizontal [deg]."""
    envelope_angles: Mapping[str, Size] | Unmeasured
    """The same from the edges on one side alone, by compass wind [deg]."""
    setbacks: Mapping[str, Size] | Unmeasured
    """From its façade straight outwards to the end of the roof, the least by compass wind [m]."""

    @classmethod
    def none(cls, why: Unmeasured) -> Addition:
        """Return that nothing of it could be measured."""
        return cls(why, why, why, why, why)
