"""The measuring profile (*meetprofiel*): how a plan measures, as data from a rule pack."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from optopcheck.domain.text import Text

if TYPE_CHECKING:
    from optopcheck.domain.rule import LegalSource


class Counting(StrEnum):
    """Whether something counts; a plan that is silent leaves it disputed, with both readings."""

    COUNTS = "counts"
    LEFT_OUT = "left_out"
    DISPUTED = "disputed"


class RoofEdge(StrEnum):
    """What is the eaves of a flat roof."""

    PARAPET = "parapet"
    """Top of the parapet or fascia (*dakrand, boeiboord*)."""
    SURFACE = "surface"
    """The roof surface itself."""


class GoverningEaves(StrEnum):
    """Which façade governs the eaves height where they differ."""

    HIGHEST = "highest"
    LOWEST = "lowest"


class PartyWalls(StrEnum):
    """Where areas and volumes end at a wall that is shared with the neighbour."""

    HEART = "heart"
    """The middle of the wall (*hart van de scheidingsmuur*)."""
    FACE = "face"


class VolumeFloor(StrEnum):
    """Where the planning volume begins."""

    UNDERSIDE = "underside"
    """Underside of the ground floor (*onderzijde begane-grondvloer*)."""
    SURFACE = "surface"
    """Top of the ground floor."""
    PLAN_DATUM = "plan_datum"


@dataclass(frozen=True)
class SubordinateParts:
    """Which parts are *ondergeschikte bouwonderdelen*, as data."""

    kinds: tuple[str, ...]
    """IFC classes that never count, e.g. IfcChimney."""
    name_patterns: tuple[str, ...]
    """Regular expressions on the element's name, case-insensitive."""
    cap: float | None = None
    """A part that rises further than this above the roof counts after all [m]; None: no cap."""
    projection_cap: float | None = None
    """A bay that stands out no further than this from the façade is left out [m]; None: all count."""


@dataclass(frozen=True)
class MeasuringProfile:
    """How a plan measures (*meetprofiel*): data from a rule pack."""

    id: str
    title: Text
    source: LegalSource
    subordinate: SubordinateParts
    unconfirmed_datum_tolerance: float
    """Doubt of a datum that nobody confirmed (IFC, AHN) [m]."""
    substructure_max_rise: float
    """A layer whose ceiling floor lies no higher than this above peil is *onderbouw* [m]."""
    min_storey_height: float
    """Below this clear height a space between floors is no storey [m]."""
    min_storey_share: float
    """A storey covers at least this share of the largest one."""
    roof_structure_share: float
    """A part on the main roof smaller than this share of it is a disputed roof structure."""
    assumptions: tuple[Text, ...] = ()
    """What the plan does not say and the profile had to choose."""
    plan_datum: Text = Text(
        "het plan noemt zijn peil; dit profiel kent het niet",
        "the plan names its datum; this profile does not know it",
    )
    """Definition of *peil*."""
    roof_edge: RoofEdge = RoofEdge.PARAPET
    governing_eaves: GoverningEaves = GoverningEaves.HIGHEST
    min_eaves_share: float = 0.0
    """Eaves shorter than this share of their façade belong to a dormer and do not govern."""
    attic: Counting = Counting.DISPUTED
    """A layer under a pitched roof (*zolder*)."""
    small_top_layer: Counting = Counting.DISPUTED
    """A top layer that is set back so far that it is smaller than `min_storey_share`."""
    roof_structures: Counting = Counting.DISPUTED
    """Stair heads, lift heads and installations on the main roof, in the building height."""
    party_walls: PartyWalls = PartyWalls.FACE
    volume_floor: VolumeFloor = VolumeFloor.UNDERSIDE
    min_usable_height: float = 1.5
    """Floor under a lower ceiling is no usable area [m] (NEN 2580)."""
    not_usable: tuple[str, ...] = ()
    """Regular expressions on the name of a room that is no usable area: shafts, lifts, voids."""
