"""What is added (*optopvariant*)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np


class PitchedRoof(StrEnum):
    """What to do with a pitched roof."""

    REFUSE = "refuse"
    REPLACE = "replace"
    """Take the pitched part away and build full storeys in its place."""


@dataclass(frozen=True)
class Setback:
    """How far the new façade lies behind the one below (*terugligging*), per side by compass [m]."""

    north: float = 0.0
    east: float = 0.0
    south: float = 0.0
    west: float = 0.0

    def __post_init__(self) -> None:
        for side, value in self.by_side.items():
            if not (np.isfinite(value) and value >= 0):
                raise ValueError(f"a setback of {value} m on the {side} side is not a length of zero or more")

    @classmethod
    def all_round(cls, metres: float) -> Setback:
        """Return the same setback on every side [m]."""
        return cls(metres, metres, metres, metres)

    @property
    def by_side(self) -> dict[str, float]:
        """Setback per compass side [m]."""
        return {"north": self.north, "east": self.east, "south": self.south, "west": self.west}

    @property
    def is_uniform(self) -> bool:
        """True if all sides are equal."""
        return len(set(self.by_side.values())) == 1


@dataclass(frozen=True)
class Scenario:
    """An added volume: n storeys on the flat part of the top roof."""

    storeys_added: int = 1
    storey_height: float = 3.0
    """Floor to floor [m]."""
    setback: Setback = Setback()
    parapet: float = 0.0
    """Height of the new roof edge above the new roof [m]."""
    pitched_roof: PitchedRoof = PitchedRoof.REFUSE
    construction: str | None = None
    """E.g. timber frame; for the screening of loads."""

    def __post_init__(self) -> None:
        if self.storeys_added < 0:
            raise ValueError(f"cannot add {self.storeys_added} storeys; give 0 or more")
        if not (np.isfinite(self.storey_height) and self.storey_height > 0):
            raise ValueError(f"a storey height of {self.storey_height} m is not possible")
        if not (np.isfinite(self.parapet) and self.parapet >= 0):
            raise ValueError(f"a parapet of {self.parapet} m is not possible")
