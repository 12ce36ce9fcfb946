"""Extra shade on the ground at one instant of each year (*extra schaduw*): what is asked, what came out."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.domain.text import MONTHS, Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from optopcheck.domain.addition import Size, Sized

_PLAIN_YEAR = 2025
"""Without a 29 February: a rule speaks of days that each year has."""
_HOURS, _MINUTES = 24, 60


class ShadeGround(StrEnum):
    """On which ground the shade is counted."""

    OPEN = "open"
    """All ground without buildings, however far the shadow reaches."""
    NEIGHBOURS = "neighbours"
    """The plots of neighbours that were entered, without what is built on them."""

    @property
    def label(self) -> Text:
        """What the reader is told."""
        return _GROUND_LABELS[self]


_GROUND_LABELS = {
    ShadeGround.OPEN: Text("open grond", "open ground"),
    ShadeGround.NEIGHBOURS: Text("percelen van buren", "plots of neighbours"),
}


@dataclass(frozen=True)
class ShadeMoment:
    """Day and clock time of each year at which a rule looks at the shade, and on which ground."""

    month: int
    day: int
    hour: int
    """Of the clock at the place of the building."""
    minute: int
    ground: ShadeGround
    plots: tuple[str, ...] = ()
    """Names of the plots of neighbours that count; none: all that were entered."""

    def __post_init__(self) -> None:
        date(_PLAIN_YEAR, self.month, self.day)
        if not (0 <= self.hour < _HOURS and 0 <= self.minute < _MINUTES):
            raise ValueError(f"{self.hour}:{self.minute} is no time of the clock")
        if self.plots and self.ground is not ShadeGround.NEIGHBOURS:
            raise ValueError("plots go with the ground of neighbours alone")

    @property
    def id(self) -> str:
        """Name that tells it from every other: ``03-21 12:00 open``."""
        named = "".join(f"; {name}" for name in self.plots)
        return f"{self.month:02d}-{self.day:02d} {self.hour:02d}:{self.minute:02d} {self.ground}{named}"

    @property
    def words(self) -> Text:
        """Day and clock time as people write them."""
        month, clock = MONTHS[self.month - 1], f"{self.hour}:{self.minute:02d}"
        return Text(
            f"op {self.day} {month.nl} om {clock}", f"on {self.day} {month.in_language('en')} at {clock}"
        )


@dataclass(frozen=True)
class PlotExtraShade:
    """Extra shade on the open ground of one plot."""

    open_area: float
    """Ground without buildings [m2]."""
    extra: Size
    """[m2]"""


@dataclass(frozen=True)
class ExtraShade:
    """Ground that lies in the shade with the design, and not without it, at one instant."""

    moment: ShadeMoment
    on: date
    clock: str
    """Clock time with its UTC offset."""
    elevation: float
    """Of the middle of the sun, geometric [deg]."""
    area: Sized
    """[m2]"""
    plots: Mapping[str, PlotExtraShade] = field(default_factory=dict)
    """By name; empty where all open ground counts."""
    assumption: Text | None = None
    """Why the height of the ground is assumed, so that nothing is decided by it."""

    def __post_init__(self) -> None:
        if not np.isfinite(self.elevation):
            raise ValueError(f"a sun at {self.elevation} deg is nowhere")
