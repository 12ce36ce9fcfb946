"""What the user puts right in a model (*herstel*): kept in the case with its origin, never in the file."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.domain.site import Origin

if TYPE_CHECKING:
    from datetime import date

    from optopcheck.domain.building import StoreyRole


class AspectFrame(StrEnum):
    """Which coordinates of several files of one building are right."""

    MODEL = "model"
    """Those of the models: all files share the zero and the axes of the first one."""
    MAP = "map"
    """Those of the map: each file lies where its own map conversion says."""


@dataclass(frozen=True)
class North:
    """A direction of true north."""

    degrees: float
    """Clockwise from +y of the model [deg]."""
    origin: Origin = Origin.ENTERED

    def __post_init__(self) -> None:
        if not np.isfinite(self.degrees):
            raise ValueError(f"{self.degrees} is not a direction")


@dataclass(frozen=True)
class Location:
    """A place on earth: latitude and longitude, or the RD coordinates of the zero of the model."""

    first: float
    """[deg north, WGS84], or RD x [m]."""
    second: float
    """[deg east, WGS84], or RD y [m]."""
    in_rd: bool = False
    origin: Origin = Origin.ENTERED

    def __post_init__(self) -> None:
        if not np.isfinite([self.first, self.second]).all():
            raise ValueError(f"{self.first}, {self.second} is not a place")


@dataclass(frozen=True)
class Repairs:
    """Everything that the user put right, by whom and when; None or empty: as the model has it."""

    north: North | None = None
    location: Location | None = None
    storey_roles: tuple[tuple[str, StoreyRole], ...] = ()
    """GlobalId or name of a storey with its role."""
    dropped: tuple[str, ...] = ()
    """GlobalIds of elements that are no part of the building."""
    party_walls: tuple[str, ...] = ()
    """GlobalIds of walls shared with a neighbour (*scheidingsmuur*)."""
    aspect_frame: AspectFrame | None = None
    building: str | None = None
    """Which building, where the model holds more than one."""
    by: str | None = None
    on: date | None = None

    @property
    def is_empty(self) -> bool:
        """True if nothing is put right."""
        return not (
            self.north
            or self.location
            or self.storey_roles
            or self.dropped
            or self.party_walls
            or self.aspect_frame
            or self.building
        )
