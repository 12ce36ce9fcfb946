"""What of a building is there while the rest is still read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    from optopcheck.domain.building import Element, Storey

    Arrived: TypeAlias = Callable[["Arrival"], None]
    """``arrived(arrival)``: called in the thread of the job, as `Progress` is."""


@dataclass(frozen=True, eq=False)
class Arrival:
    """Elements that were just read, for a first picture: nothing may be measured on them.

    All arrivals of one reading lie in one frame, which may not be that of the
    building that is read in the end: draw that anew.
    """

    name: str
    """Of the building."""
    storeys: tuple[Storey, ...]
    """All of them, from the first arrival on."""
    elements: tuple[Element, ...]
    """New ones; walls, floors and roofs come first."""
    share: float
    """Of the elements of the building that are there now."""
    sketch: tuple[Element, ...] = ()
    """All that is not there yet and that a faster reader drew; walls and roofs of it may be wrong."""
