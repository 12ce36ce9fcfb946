"""The local frame of a model: y to the north of the grid, near its origin, and where that is on earth."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.domain.mesh import turn_about_z
from optopcheck.domain.site import GeoReference, Site
from optopcheck.domain.text import Text
from optopcheck.ifc import fitness
from optopcheck.ifc import place_texts as said
from optopcheck.ifc.earth import Place, locate, tool_default

if TYPE_CHECKING:
    from optopcheck.domain.building import Defect
    from optopcheck.domain.mesh import Floats
    from optopcheck.ifc.survey import Conversion, World

RD_NEW, RD_NEW_NAP, NAP = 28992, 7415, 5709
_RD_RANGE = ((-7_000.0, 300_000.0), (289_000.0, 629_000.0))
_NETHERLANDS = ((50.7, 53.6), (3.2, 7.3))
"""Latitude and longitude [deg]."""
FAR = 10_000.0
"""A model further than this from its own zero is moved to a local origin [m]."""
_SCALE_OF_A_GRID = 0.1
"""Map scales differ less than this from one; more is a unit written as a scale."""
_NORTH_MAY_DIFFER = 2.0
"""Between the stated true north and that of the grid [deg]."""
_PLACE_MAY_DIFFER = 50.0
"""Between the stated latitude and longitude and the map conversion [m]."""


@dataclass(frozen=True, eq=False)
class Frame:
    """How model coordinates become local ones, and the site that goes with them."""

    anchor: Floats
    """Model point that is subtracted first, shape (3,) [m]: keeps the digits of far models."""
    turn: float
    """Then turned counter-clockwise about z [deg]."""
    shift: Floats
    """Then moved, shape (3,) [m]."""
    site: Site
    defects: tuple[Defect, ...] = ()

    def apply(self, points: Floats) -> Floats:
        """Map model points (n, 3) [m] into the frame."""
        local = points - self.anchor
        # A turn by zero would still cost the last digit.
        return (turn_about_z(local, self.turn) if self.turn else local) + self.shift

    @property
    def lift(self) -> float:
        """What is added to a height of the model [m]."""
        return float(self.shift[2])


def make_frame(world: World, centre: Floats) -> Frame:
    """Choose the frame.

    Parameters
    ----------
    world
        What the model says about its place.
    centre
        Middle of its elements in model coordinates, shape (2,) [m].
    """
    defects: list[Defect] = []
    conversion = world.conversion
    epsg = _epsg(conversion) if conversion else None
    if conversion is not None and epsg is not None:
        conversion = _sane(conversion, epsg, centre, defects)
        place = locate(epsg, *_on_grid(conversion, centre)) if conversion else None
        if conversion is not None and place is not None:
            return _on_map(world, conversion, epsg, place, centre, defects)
    if world.conversion is not None and not defects:
        defects.append(fitness.position("IFC-MAP-UNUSABLE", said.unusable(world.conversion)))
    return _on_own_axes(world, centre, defects)


def _anchor(centre: Floats) -> Floats:
    far = bool(np.abs(centre).max() > FAR)
    return np.array([*np.round(centre), 0.0]) if far else np.zeros(3)


def _epsg(conversion: Conversion) -> int | None:
    text = conversion.crs
    code = re.search(r"EPSG\D{0,3}(\d{4,5})", text, re.IGNORECASE) or re.match(r"\s*(\d{4,5})\b", text)
    if code:
        return RD_NEW if int(code[1]) == RD_NEW_NAP else int(code[1])
    return RD_NEW if re.search(r"amersfoort|\bRD[ _-]?(new|nieuw)\b", text, re.IGNORECASE) else None


def _is_nap(conversion: Conversion) -> bool:
    text = f"{conversion.vertical} {conversion.crs}"
    return bool(re.search(rf"\bNAP\b|normaal amsterdams|\b({NAP}|{RD_NEW_NAP})\b", text, re.IGNORECASE))


def _sane(conversion: Conversion, epsg: int, centre: Floats, defects: list[Defect]) -> Conversion | None:
    """Return the conversion with its unit put right where only one reading lies in the country."""
    if epsg != RD_NEW or _in_rd(_on_grid(conversion, centre)):
        return conversion
    for factor in (1e-3 / conversion.map_unit, 1.0 / conversion.map_unit):
        moved = replace(
            conversion,
            eastings=conversion.eastings * factor,
            northings=conversion.northings * factor,
            height=conversion.height * factor,
        )
        if _in_rd(_on_grid(moved, centre)):
            unit = "mm" if factor * conversion.map_unit < 1 else "m"
            defects.append(
                fitness.position(
                    "IFC-MAP-UNIT",
                    Text(
                        f"de eenheid van de kaartligging klopt niet; als {unit} ligt hij in Nederland",
                        f"the unit of the map conversion is wrong; as {unit} it lies in the Netherlands",
                    ),
                )
            )
            return moved
    defects.append(fitness.position("IFC-MAP-OUTSIDE", said.outside(conversion)))
    return None


def _in_rd(point: Floats) -> bool:
    return all(low <= value <= high for value, (low, high) in zip(point, _RD_RANGE, strict=True))


def _on_map(
    world: World, conversion: Conversion, epsg: int, place: Place, centre: Floats, defects: list[Defect]
) -> Frame:
    turn = _turn(conversion)
    anchor = _anchor(centre)
    # Lengths stay true; the scale of the grid only counts for where the building is.
    unshifted = turn_about_z(np.array([*centre, 0.0]) - anchor, turn)[:2]
    moved = _on_grid(conversion, centre) - unshifted
    offset = np.round(moved)
    nap = _is_nap(conversion)
    defects += _contradictions(world, conversion, epsg, turn, place)
    if not nap and conversion.height:
        defects.append(said.heights_unknown(conversion.height))
    site = Site(
        latitude=place.latitude,
        longitude=place.longitude,
        true_north=place.true_north,
        north_source=Text(
            f"kaartligging ({conversion.source}) met meridiaanconvergentie",
            f"map conversion ({conversion.source}) with meridian convergence",
        ),
        georeference=GeoReference(
            epsg,
            (float(offset[0]), float(offset[1])),
            "NAP" if nap else None,
            Text(
                f"{conversion.source}; breedte en lengte op ongeveer 1 m nauwkeurig",
                f"{conversion.source}; latitude and longitude to about 1 m",
            ),
            zero_height=conversion.height if nap else 0.0,
        ),
    )
    shift = np.array([*(moved - offset), conversion.height if nap else 0.0])
    return Frame(anchor, turn, shift, site, tuple(defects))


def _turn(conversion: Conversion) -> float:
    return math.degrees(math.atan2(conversion.ordinate, conversion.abscissa))


def _on_grid(conversion: Conversion, centre: Floats) -> Floats:
    """Return where the middle of the building lies on the map [m]; the zero of the model may be far away."""
    turned = turn_about_z(np.array([*centre, 0.0]), _turn(conversion))[:2]
    return np.array([conversion.eastings, conversion.northings]) + turned * _grid_scale(conversion)


def _grid_scale(conversion: Conversion) -> float:
    """Return the true scale of the grid; many models write 1000, 0.001 or 1 for the same thing."""
    scale = 1.0 if conversion.scale is None else conversion.scale
    return scale if abs(scale - 1.0) < _SCALE_OF_A_GRID else 1.0


def _contradictions(
    world: World, conversion: Conversion, epsg: int, turn: float, place: Place
) -> list[Defect]:
    found: list[Defect] = []
    stated = _north_angle(world.true_north)
    default = stated is not None and abs(stated) < 1e-6  # noqa: PLR2004 -- written by tools that do not know
    if stated is not None and not default:
        # Clockwise from +y of the model; turning the model counter-clockwise lessens it.
        apart = (stated - turn - place.true_north + 180.0) % 360.0 - 180.0
        if abs(apart) > _NORTH_MAY_DIFFER:
            found.append(fitness.position("IFC-NORTH-CONFLICT", said.north_conflict(apart)))
    if world.latitude is not None and world.longitude is not None:
        origin = locate(epsg, conversion.eastings, conversion.northings) or place
        metres = origin.distance_to(world.latitude, world.longitude)
        if metres > _PLACE_MAY_DIFFER and tool_default(world.latitude, world.longitude) is None:
            found.append(fitness.position("IFC-POSITION-CONFLICT", said.place_conflict(metres)))
    return found


def _on_own_axes(world: World, centre: Floats, defects: list[Defect]) -> Frame:
    stated = _north_angle(world.true_north)
    turn = stated or 0.0
    anchor = _anchor(centre)
    if stated is None:
        defects.append(fitness.position("IFC-NORTH-NONE", said.no_north()))
        source = Text(
            "niet in het model; de y-as is als noorden genomen", "not in the model; y was taken as north"
        )
    else:
        source = Text("TrueNorth van het model", "TrueNorth of the model")
    if anchor.any():
        defects.append(fitness.position("IFC-COORDINATES-FAR", said.far(anchor)))
    latitude, longitude = _stated_position(world, defects)
    offset = turn_about_z(anchor, turn)
    site = Site(
        latitude=latitude,
        longitude=longitude,
        north_source=source,
        georeference=GeoReference(
            None,
            (float(offset[0]), float(offset[1])),
            None,
            Text("geen kaartligging in het model", "no map conversion in the model"),
        ),
    )
    return Frame(anchor, turn, np.zeros(3), site, tuple(defects))


def _north_angle(direction: tuple[float, ...] | None) -> float | None:
    """Return the direction of true north in the model, clockwise from +y [deg]; None if unusable."""
    if direction is None or len(direction) < len("xy"):
        return None
    x, y = direction[:2]
    # Some Revit versions write (2, x, y): no direction in the plane.
    flat = all(abs(z) < 1e-6 for z in direction[2:])  # noqa: PLR2004
    if not flat or not math.isfinite(x + y) or math.hypot(x, y) == 0:
        return None
    angle = math.degrees(math.atan2(x, y))
    return 0.0 if abs(angle) < 1e-9 else angle  # noqa: PLR2004 -- cos(90) as tools write it


def _stated_position(world: World, defects: list[Defect]) -> tuple[float | None, float | None]:
    latitude, longitude = world.latitude, world.longitude
    if latitude is None or longitude is None:
        defects.append(fitness.position("IFC-POSITION-NONE", said.no_position()))
        return None, None
    tool = tool_default(latitude, longitude)
    usable = abs(latitude) <= 90 and abs(longitude) <= 180  # noqa: PLR2004 -- degrees of the earth
    if tool is not None or not usable:
        defects.append(
            fitness.position("IFC-POSITION-DEFAULT", said.default_position(latitude, longitude, tool))
        )
        return None, None
    if not all(
        low <= value <= high for value, (low, high) in zip((latitude, longitude), _NETHERLANDS, strict=True)
    ):
        defects.append(fitness.position("IFC-POSITION-ABROAD", said.abroad(latitude, longitude)))
    return latitude, longitude
