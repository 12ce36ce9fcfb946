"""What is added (*optopvariant*)."""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

_TURN, _RIGHT_ANGLE = 360.0, 90.0


class PitchedRoof(StrEnum):
    """What to do with a pitched roof."""

    REFUSE = "refuse"
    REPLACE = "replace"
    """Take the pitched part away and build full storeys in its place."""


class RoofObjects(StrEnum):
    """What to do with chimneys, plant and heads that stand on the roof."""

    RAISE = "raise"
    """They come to stand on the new roof."""
    KEEP_FREE = "keep_free"
    """They stay where they are; the new storey keeps off them."""


@dataclass(frozen=True)
class FacadeSetback:
    """Setback of the façades that face one way, whatever compass side that is."""

    bearing: float
    """Clockwise from true north [deg]."""
    metres: float

    def __post_init__(self) -> None:
        if not (np.isfinite(self.bearing) and 0 <= self.bearing < _TURN):
            raise ValueError(f"a bearing of {self.bearing} degrees is not between 0 and 360")
        if not (np.isfinite(self.metres) and self.metres >= 0):
            raise ValueError(f"a setback of {self.metres} m at {self.bearing} degrees is not a length")


@dataclass(frozen=True)
class RoofForm:
    """A pitched new roof: planes that rise from the eaves of the top storey, and nothing above them."""

    pitch: float
    """Of every plane, with the horizontal [deg]."""
    eaves: float
    """Height of the eaves above the floor of the top storey [m]."""
    gable: bool = False
    """True: only the long façades have a plane, the short ones rise to the ridge."""
    top: float | None = None
    """Height above that floor at which the roof is cut flat; None: the planes meet [m]."""

    def __post_init__(self) -> None:
        if not (np.isfinite(self.pitch) and 0 < self.pitch < _RIGHT_ANGLE):
            raise ValueError(f"a roof pitch of {self.pitch} degrees is not between 0 and 90")
        if not (np.isfinite(self.eaves) and self.eaves >= 0):
            raise ValueError(f"eaves at {self.eaves} m are not possible")
        if self.top is not None and not (np.isfinite(self.top) and self.top > self.eaves):
            raise ValueError(f"a roof cut flat at {self.top} m lies below its eaves at {self.eaves} m")


class _Shown:
    """Shows as it did before a field was added: a design of then keeps its name, and so its GlobalIds."""

    # Without an annotation: it is no field, and no reader of records may take it for one.
    _since = frozenset[str]()
    """Fields that were added later; shown only where they differ from their default."""

    def __repr__(self) -> str:
        shown = [
            f"{f.name}={getattr(self, f.name)!r}"
            for f in fields(self)  # type: ignore[arg-type]  # every class below is a dataclass
            if f.name not in self._since or getattr(self, f.name) != f.default
        ]
        return f"{type(self).__name__}({', '.join(shown)})"


@dataclass(frozen=True, repr=False)
class Setback(_Shown):
    """How far the new façade lies behind the one below (*terugligging*), per side by compass [m]."""

    _since = frozenset({"by_facade"})
    north: float = 0.0
    east: float = 0.0
    south: float = 0.0
    west: float = 0.0
    by_facade: tuple[FacadeSetback, ...] = ()
    """Goes before the side of the compass, for a building that is turned."""

    def __post_init__(self) -> None:
        for side, value in self.by_side.items():
            if not (np.isfinite(value) and value >= 0):
                raise ValueError(f"a setback of {value} m on the {side} side is not a length of zero or more")
        if len({facade.bearing for facade in self.by_facade}) < len(self.by_facade):
            raise ValueError("the same façade has two setbacks")

    @classmethod
    def all_round(cls, metres: float) -> Setback:
        """Return the same setback on every side [m]."""
        return cls(metres, metres, metres, metres)

    @classmethod
    def per_side(cls, sides: Mapping[str, float], by_facade: tuple[FacadeSetback, ...] = ()) -> Setback:
        """Return setbacks by the names of their sides; sides that are not named have none [m]."""
        north, east, south, west = (sides.get(side, 0.0) for side in ("north", "east", "south", "west"))
        return cls(north, east, south, west, by_facade)

    @property
    def by_side(self) -> dict[str, float]:
        """Setback per compass side [m]."""
        return {"north": self.north, "east": self.east, "south": self.south, "west": self.west}

    @property
    def is_uniform(self) -> bool:
        """True if all sides are equal."""
        return len(set(self.by_side.values())) == 1 and not self.by_facade


@dataclass(frozen=True, repr=False)
class Scenario(_Shown):
    """An added volume: n storeys on the flat part of the top roof."""

    _since = frozenset({"roof", "standing", "clearance", "own_design"})
    storeys_added: int = 1
    storey_height: float = 3.0
    """Floor to floor [m]."""
    setback: Setback = Setback()
    parapet: float = 0.0
    """Height of the new roof edge above the new roof [m]."""
    pitched_roof: PitchedRoof = PitchedRoof.REFUSE
    construction: str | None = None
    """E.g. timber frame; for the screening of loads."""
    roof: RoofForm | None = None
    """None: flat."""
    standing: RoofObjects = RoofObjects.RAISE
    clearance: float = 0.0
    """Around what is kept free on the roof [m]."""
    own_design: bool = False
    """True: the designer's own model of the case is the proposal; only the number of storeys is declared."""

    def __post_init__(self) -> None:
        if self.storeys_added < 0:
            raise ValueError(f"cannot add {self.storeys_added} storeys; give 0 or more")
        if not (np.isfinite(self.storey_height) and self.storey_height > 0):
            raise ValueError(f"a storey height of {self.storey_height} m is not possible")
        if not (np.isfinite(self.parapet) and self.parapet >= 0):
            raise ValueError(f"a parapet of {self.parapet} m is not possible")
        if not (np.isfinite(self.clearance) and self.clearance >= 0):
            raise ValueError(f"a clearance of {self.clearance} m is not possible")
        if self.roof is not None and self.roof.eaves > self.storey_height:
            raise ValueError(f"eaves at {self.roof.eaves} m lie above the storey of {self.storey_height} m")
        if self.roof is not None and self.parapet > 0:
            raise ValueError(f"a pitched roof has no parapet of {self.parapet} m")


@dataclass(frozen=True)
class NamedScenario:
    """A scenario that is kept beside others."""

    name: str
    scenario: Scenario

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise ValueError("a variant needs a name")
