"""How the shade changes at one instant: on the ground, on plots and on the neighbours' roofs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.domain.job import InputError
from optopcheck.domain.mesh import Floats, merged
from optopcheck.domain.text import Text
from optopcheck.geometry.region import Region
from optopcheck.geometry.snapped import common, united, united_triangles, without
from optopcheck.service.designing import proposed_building
from optopcheck.service.obstacles import obstacles
from optopcheck.service.shadow import LOWEST_SUN, ground_level
from optopcheck.sun.days import clock_time
from optopcheck.sun.position import sun_position
from optopcheck.sun.receivers import Casters, Receiver, roof_receivers
from optopcheck.sun.shadows import Plane, part_between, shadow_region
from optopcheck.sun.sky import sun_vector

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from optopcheck.domain.building import Building, Neighbour
    from optopcheck.domain.case import Case
    from optopcheck.domain.mesh import Mesh
    from optopcheck.domain.scenario import Scenario
    from optopcheck.service.plots import PlotFile

_WALKED = (-0.1, 2.2)
"""A building takes the ground where it stands in this band above it; a balcony higher up does not [m]."""
_REACH, _LEAST_REACH = 4.0, 40.0
"""The map reaches this many heights beyond the building, and at least so far [m]."""
_NORTHWARDS = 0.3
"""How far the map is moved to the north, of half its side."""
_OWN_PLOT = "perceel"


@dataclass(frozen=True, eq=False)
class Plot:
    """A piece of ground (*perceel*) on which the shade is counted."""

    name: str
    ring: Floats
    """Shape (n, 2), in the local frame [m]."""


@dataclass(frozen=True, eq=False)
class Shade:
    """Shade on one surface, as regions in plan."""

    before: Region
    """In the shade of what stands there."""
    extra: Region
    """In the shade after, and not before."""
    less: Region
    """In the shade before, and not after."""

    @classmethod
    def changed(cls, kept: Region, gone: Region, new: Region) -> Shade:
        """Compare the shade of what stays with that of what goes and what comes."""
        before = united(kept, gone) if not gone.is_empty else kept
        extra = without(new, before)
        less = Region.empty() if gone.is_empty else without(before, united(kept, new))
        return cls(before, extra, less)

    def within(self, region: Region) -> Shade:
        """Return the part that lies in a region."""
        return Shade(*(common(part, region) for part in (self.before, self.extra, self.less)))

    def outside(self, region: Region) -> Shade:
        """Return the part that lies out of a region."""
        return Shade(*(without(part, region) for part in (self.before, self.extra, self.less)))


@dataclass(frozen=True, eq=False)
class RoofShade:
    """Shade on one roof plane of a neighbour."""

    roof: Receiver
    shade: Shade

    @property
    def areas(self) -> tuple[float, float, float]:
        """Shade now, extra and less, along the roof [m2]."""
        stretch, shade = self.roof.plane.stretch, self.shade
        return shade.before.area * stretch, shade.extra.area * stretch, shade.less.area * stretch


@dataclass(frozen=True, eq=False)
class PlotShade:
    """Shade on the open ground of a plot."""

    name: str
    open_area: float
    """Ground without buildings [m2]."""
    before: float
    extra: float
    less: float
    """Areas [m2]."""


@dataclass(frozen=True, eq=False)
class ShadeInstant:
    """Shade at one instant; empty everywhere while the sun is down."""

    when: datetime
    clock: str
    """Clock time with its UTC offset."""
    azimuth: float
    """Of the sun in the local frame, clockwise from +y [deg]."""
    bearing: float
    """Of the sun, clockwise from true north [deg]."""
    elevation: float
    """Geometric [deg]."""
    ground: Shade
    """On open ground, however far."""
    roofs: tuple[RoofShade, ...]
    """All on the map, and those farther away on which the shade changes; lowest first."""
    plots: tuple[PlotShade, ...]

    @property
    def is_day(self) -> bool:
        """True while the sun is high enough to draw a shadow."""
        return self.elevation >= LOWEST_SUN

    @property
    def extra_on_roofs(self) -> float:
        """Along the roofs of all neighbours [m2]."""
        return sum(roof.areas[1] for roof in self.roofs)

    @property
    def less_area(self) -> float:
        """Shade that goes, on ground and roofs [m2]."""
        return self.ground.less.area + sum(roof.areas[2] for roof in self.roofs)


class ShadeScene:
    """Two situations of one case, ready to be asked for any instant.

    Parameters
    ----------
    case
        Gives place, north, neighbours and the level of the ground.
    before, after
        Existing, permitted or proposed.
    plots
        On which the shade is counted; the plot of the case comes first.

    Attributes
    ----------
    frame : array (2, 2)
        Lowest and highest corner of the square that a map of it shows [m].
    roofs : tuple of Receiver
        Roof planes of the neighbours, lowest first.

    Raises
    ------
    InputError
        If the place of the model is not known, or neither situation has a shape.
    """

    def __init__(self, case: Case, before: Building, after: Building, plots: Sequence[Plot] = ()) -> None:
        if case.site.latitude is None or case.site.longitude is None:
            raise InputError(_NO_PLACE)
        self._place = (case.site.latitude, case.site.longitude)
        self.case, self.before, self.after = case, before, after
        self.ground = ground_level(case)
        own = case.site.plot_boundary
        self.plots = (*([] if own is None else [Plot(_OWN_PLOT, own)]), *plots)
        kept, gone, new = split_casters(before, after, case.neighbours)
        self._kept, self._gone, self._new = kept.triangles, gone.triangles, new.triangles
        self.roofs = tuple(
            sorted(
                (roof for n in case.neighbours for roof in roof_receivers(n.id, n.mesh, n.ground)),
                key=lambda roof: float(roof.corners[:, 2].mean()),
            )
        )
        self.frame = _frame(before, after, self.ground, case.site.true_north)
        window = Region.from_boxes(self.frame[:1], self.frame[1:])
        self._on_map = [window.distance_to(roof.region) == 0 for roof in self.roofs]
        self.footprint = footprint_on(merged([kept, gone, new]).triangles, self.ground)
        self._open = [without(Region.from_ring(plot.ring), self.footprint) for plot in self.plots]

    def at(self, when: datetime) -> ShadeInstant:
        """Return the shade at an instant with its time zone."""
        instant, bearing, elevation = self._sun(when)
        north = self.case.site.true_north
        ground, roofs = NO_SHADE, tuple[RoofShade, ...]()
        if elevation >= LOWEST_SUN:
            towards = sun_vector(np.array(bearing), np.array(elevation), north)
            ground = self._on_ground(towards)
            roofs = self._on_roofs(towards)
        return ShadeInstant(
            when, clock_time(instant, self.case.site.zone), (bearing + north) % 360, bearing, elevation,
            ground, roofs, self._on_plots(ground),
        )  # fmt: skip

    def is_day(self, when: datetime) -> bool:
        """Tell whether the sun is high enough to draw a shadow."""
        return self._sun(when)[2] >= LOWEST_SUN

    def _sun(self, when: datetime) -> tuple[np.datetime64, float, float]:
        instant = np.datetime64(int(when.timestamp()), "s")
        bearings, elevations = sun_position(np.array([instant]), *self._place)
        return instant, float(bearings[0]), float(elevations[0])

    def _on_ground(self, towards: Floats) -> Shade:
        plane = Plane.level(self.ground)
        parts = (shadow_region(part, towards, plane) for part in (self._kept, self._gone, self._new))
        return Shade.changed(*parts).outside(self.footprint)

    def _on_roofs(self, towards: Floats) -> tuple[RoofShade, ...]:
        kept, gone, new = (Casters(part, towards) for part in (self._kept, self._gone, self._new))
        found = []
        for roof, on_map in zip(self.roofs, self._on_map, strict=True):
            if not roof.plane.faces(towards):
                if on_map:
                    found.append(RoofShade(roof, Shade(roof.region, Region.empty(), Region.empty())))
                continue
            goes, comes = gone.shade_on(roof), new.shade_on(roof)
            if on_map or not (goes.is_empty and comes.is_empty):
                found.append(RoofShade(roof, Shade.changed(kept.shade_on(roof), goes, comes)))
        return tuple(found)

    def _on_plots(self, ground: Shade) -> tuple[PlotShade, ...]:
        shades = [ground.within(region) for region in self._open]
        return tuple(
            PlotShade(plot.name, region.area, s.before.area, s.extra.area, s.less.area)
            for plot, region, s in zip(self.plots, self._open, shades, strict=True)
        )


def shade_scene(case: Case, scenario: Scenario, plots: PlotFile | None = None) -> ShadeScene:
    """Return what stands there and the design under a scenario, ready to be asked for any instant.

    Raises
    ------
    InputError
        If the place of the model is not known, the design cannot be made, or the plots lie in RD and
        the model does not.
    """
    after = proposed_building(case, scenario)
    found = () if plots is None else plots.placed(case.site.georeference)
    return ShadeScene(case, case.building, after, [Plot(name, ring) for name, ring in found])


def split_casters(
    before: Building, after: Building, neighbours: Sequence[Neighbour]
) -> tuple[Mesh, Mesh, Mesh]:
    """Return what casts shadow in both situations, what only before, and what only after."""
    both = {id(e.mesh) for e in before.elements} & {id(e.mesh) for e in after.elements}

    def part(building: Building, *, stays: bool) -> Building:
        return replace(
            building, elements=tuple(e for e in building.elements if (id(e.mesh) in both) == stays)
        )

    return (
        obstacles(part(before, stays=True), neighbours),
        obstacles(part(before, stays=False), ()),
        obstacles(part(after, stays=False), ()),
    )


def _frame(before: Building, after: Building, ground: float, north: float) -> Floats:
    """Return the square that a map of the shade shows, its lowest and highest corner, shape (2, 2) [m]."""
    both = merged([before.mesh, after.mesh])
    if both.is_empty:
        raise InputError(_NO_SHAPE)
    bounds = both.bounds
    low, high = bounds[:, :2]
    half = float((high - low).max()) / 2 + max(_LEAST_REACH, _REACH * float(bounds[1, 2] - ground))
    turn = np.radians(north)
    # North of the tropics shadows fall to the north: the map shows more of it.
    middle = (low + high) / 2 + _NORTHWARDS * half * np.array([np.sin(turn), np.cos(turn)])
    return np.stack([middle - half, middle + half])


def footprint_on(triangles: Floats, ground: float, near: Region | None = None) -> Region:
    """Return the ground that buildings (m, 3, 3) take, in plan: all, or those that meet a region."""
    low, high = (ground + edge for edge in _WALKED)
    return united_triangles(part_between(triangles, low, high)[:, :, :2], near)


_NO_SHAPE = Text(
    "zonder één onderdeel met een vorm is er geen schaduw",
    "without one element with a shape there is no shadow",
)
NO_SHADE = Shade(Region.empty(), Region.empty(), Region.empty())
_NO_PLACE = Text(
    "zonder plaats op aarde is er geen schaduw: geef het model RD-coördinaten of gebruik --location",
    "without a place on earth there is no shadow: give the model RD coordinates or use --location",
)
