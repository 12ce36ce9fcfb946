"""Where the building stands: municipality, position, north, datums, plot."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from optopcheck.domain.mesh import Floats, frozen_floats
from optopcheck.domain.text import Text


class Origin(StrEnum):
    """Where a value comes from."""

    ENTERED = "entered"
    IFC = "ifc"
    DESIGN = "design"
    SURVEYED = "surveyed"
    AHN = "ahn"

    @property
    def is_confirmed(self) -> bool:
        """True if somebody answers for the value; a value read from IFC or AHN waits for that."""
        return self in (Origin.ENTERED, Origin.DESIGN, Origin.SURVEYED)


@dataclass(frozen=True)
class Datum:
    """A height reference (*peil* or *meetniveau*) in the frame of the meshes [m]."""

    value: float
    definition: Text
    origin: Origin
    tolerance: float = 0.0

    def __post_init__(self) -> None:
        frozen_floats([self.value, self.tolerance], 2)
        if self.tolerance < 0:
            raise ValueError(f"a tolerance of {self.tolerance} m is negative")


@dataclass(frozen=True)
class GeoReference:
    """How the local frame lies in the world.

    World = RD offset + local; both frames have y to grid north, so no turn is left.
    """

    epsg: int | None
    """Horizontal system (28992 for RD New), None if unknown."""
    offset: tuple[float, float] = (0.0, 0.0)
    """RD coordinates of the local origin [m]."""
    height_system: str | None = None
    """"NAP" if z is a NAP height, None if z counts from the zero of the model."""
    source: Text = Text("onbekend", "unknown")
    zero_height: float = 0.0
    """Where the zero of the model lies in the heights of the frame [m]."""
    accuracy: float | None = None
    """Of position in the world as the model and the transformation give it [m]; None if unknown."""
    level: int | None = None
    """LoGeoRef, 0 to 50 (Clemen and Görne, Journal of Geodesy, Cartography and Cadastre, 2019)."""


@dataclass(frozen=True, eq=False)
class Site:
    """Place of the building (*perceel*)."""

    municipality: str | None = None
    """CBS code, e.g. ``GM0637``."""
    latitude: float | None = None
    """[deg north, WGS84]."""
    longitude: float | None = None
    """[deg east, WGS84]."""
    true_north: float = 0.0
    """Direction of true north in the local frame, clockwise from +y [deg]."""
    north_source: Text = Text("niet in het model", "not in the model")
    georeference: GeoReference = GeoReference(None)
    plan_datum: Datum | None = None
    """*Peil* of the plan."""
    measuring_level: Datum | None = None
    """*Meetniveau* (Bbl, Bijlage I)."""
    plot_boundary: Floats | None = None
    """Polygon (n, 2) in the local frame [m]."""
    zone: str = "Europe/Amsterdam"
    """IANA time zone."""

    def __post_init__(self) -> None:
        if self.plot_boundary is not None:
            object.__setattr__(self, "plot_boundary", frozen_floats(self.plot_boundary, -1, 2))
        if self.municipality is not None and not is_municipality_code(self.municipality):
            raise ValueError(f"'{self.municipality}' is not a municipality code; write it as GM0637")


def is_municipality_code(code: str) -> bool:
    """Tell whether a text is a CBS municipality code: GM and four digits."""
    return len(code) == len("GM0000") and code.startswith("GM") and code[2:].isdigit()
