"""The local frame of a model: y to the north of the grid, near its origin, and where that is on earth."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.domain.mesh import turn_about_z
from optopcheck.domain.site import GeoReference, Site
from optopcheck.domain.text import Text
from optopcheck.ifc import fitness
from optopcheck.ifc import place_texts as said
from optopcheck.ifc.earth import Place, locate, tool_default
from optopcheck.ifc.grid import RD_NEW, epsg_of, in_metres, is_nap, on_grid, turn_of
from optopcheck.ifc.implied import CONTEXT, LEVELS, PLACEMENT, implied_conversion
from optopcheck.ifc.north import north_angle, north_apart

if TYPE_CHECKING:
    from optopcheck.domain.building import Defect
    from optopcheck.domain.mesh import Floats
    from optopcheck.ifc.survey import Conversion, World

_NETHERLANDS = ((50.7, 53.6), (3.2, 7.3))
"""Latitude and longitude [deg]."""
FAR = 10_000.0
"""A model further than this from its own zero is moved to a local origin [m]."""
_PLACE_MAY_DIFFER = 50.0
"""Between the stated latitude and longitude and the map conversion [m]."""
_FACTORS_MAY_DIFFER = 1e-3
_ON_MAP, _ON_EARTH, _ADDRESS, _NOWHERE = 50, 20, 10, 0
"""LoGeoRef of a map conversion, of latitude and longitude, of an address, of nothing."""
_WRITTEN_TO = (111_000.0, 1_850.0, 31.0)
"""One degree, one minute, one second of latitude [m]."""
_SITE_TO_BUILDING = 100.0
"""The stated point is one of the site, not of the building; a model that gives both is 106 m off [m]."""


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
    epsg = epsg_of(conversion) if conversion else None
    if conversion is not None and epsg is not None:
        conversion = _sane(conversion, epsg, centre, defects)
        place = locate(epsg, *on_grid(conversion, centre)) if conversion else None
        if conversion is not None and place is not None:
            return _on_map(world, conversion, epsg, place, centre, defects)
    if world.conversion is not None and not defects:
        defects.append(fitness.position("IFC-MAP-UNUSABLE", said.unusable(world.conversion)))
    conversion = implied_conversion(world, centre, defects)
    if conversion is not None:
        place = locate(RD_NEW, *on_grid(conversion, centre))
        if place is not None:
            return _on_map(world, conversion, RD_NEW, place, centre, defects)
    return _on_own_axes(world, centre, defects)


def _anchor(centre: Floats) -> Floats:
    far = bool(np.abs(centre).max() > FAR)
    return np.array([*np.round(centre), 0.0]) if far else np.zeros(3)


def _sane(conversion: Conversion, epsg: int, centre: Floats, defects: list[Defect]) -> Conversion | None:
    """Return the conversion with its unit put right where only one reading lies in the country."""
    if np.ptp(conversion.factors) > _FACTORS_MAY_DIFFER * max(map(abs, conversion.factors)):
        defects.append(fitness.position("IFC-MAP-FACTORS", said.factors_differ(conversion.factors)))
    if epsg != RD_NEW:
        return conversion
    sane, unit = in_metres(conversion, centre)
    if sane is None:
        defects.append(fitness.position("IFC-MAP-OUTSIDE", said.outside(conversion)))
    elif unit is not None:
        defects.append(fitness.position("IFC-MAP-UNIT", said.other_unit(unit)))
    return sane


def _on_map(
    world: World, conversion: Conversion, epsg: int, place: Place, centre: Floats, defects: list[Defect]
) -> Frame:
    turn = turn_of(conversion)
    anchor = _anchor(centre)
    # Lengths stay true; the scale of the grid only counts for where the building is.
    unshifted = turn_about_z(np.array([*centre, 0.0]) - anchor, turn)[:2]
    moved = on_grid(conversion, centre) - unshifted
    offset = np.round(moved)
    nap = is_nap(conversion)
    defects += _contradictions(world, conversion, epsg, place)
    if anchor.any() and conversion.source == PLACEMENT:
        defects.append(fitness.position("IFC-COORDINATES-FAR", said.far(anchor)))
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
            said.on_map(conversion, place.accuracy),
            zero_height=conversion.height if nap else 0.0,
            accuracy=place.accuracy,
            level=LEVELS.get(conversion.source, _ON_MAP),
        ),
    )
    shift = np.array([*(moved - offset), conversion.height if nap else 0.0])
    return Frame(anchor, turn, shift, site, tuple(defects))


def _contradictions(world: World, conversion: Conversion, epsg: int, place: Place) -> list[Defect]:
    found: list[Defect] = []
    if world.context is not None and conversion.source != CONTEXT:
        found.append(said.context_unused(world.context))
    if conversion.source in LEVELS:  # weighed already
        return found
    apart = north_apart(north_angle(world.true_north), conversion, place)
    if apart is not None:
        found.append(fitness.position("IFC-NORTH-CONFLICT", said.north_conflict(apart)))
    if world.latitude is not None and world.longitude is not None:
        origin = locate(epsg, conversion.eastings, conversion.northings) or place
        metres = origin.distance_to(world.latitude, world.longitude)
        if metres > _PLACE_MAY_DIFFER and tool_default(world.latitude, world.longitude) is None:
            found.append(fitness.position("IFC-POSITION-CONFLICT", said.place_conflict(metres)))
    return found


def _on_own_axes(world: World, centre: Floats, defects: list[Defect]) -> Frame:
    stated = north_angle(world.true_north)
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
    if world.context is not None:
        defects.append(said.context_unused(world.context))
    latitude, longitude = _stated_position(world, defects)
    offset = turn_about_z(anchor, turn)
    site = Site(
        latitude=latitude,
        longitude=longitude,
        north_source=source,
        georeference=_without_map(world, offset, known=latitude is not None),
    )
    return Frame(anchor, turn, np.zeros(3), site, tuple(defects))


def _without_map(world: World, offset: Floats, *, known: bool) -> GeoReference:
    where = (float(offset[0]), float(offset[1]))
    if known:
        written = world.angle_parts - 1
        accuracy = max(_WRITTEN_TO[written] if written < len(_WRITTEN_TO) else 0.0, _SITE_TO_BUILDING)
        source = said.on_latitude(accuracy)
        return GeoReference(None, where, None, source, accuracy=accuracy, level=_ON_EARTH)
    if world.address:
        return GeoReference(None, where, None, said.by_address(world.address), level=_ADDRESS)
    source = Text("geen kaartligging in het model", "no map conversion in the model")
    return GeoReference(None, where, None, source, level=_NOWHERE)


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
