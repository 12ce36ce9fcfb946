"""Extra shade on the ground at the instants that rules ask for, and how far each may be off."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import numpy as np

from optopcheck.domain.addition import Size
from optopcheck.domain.measurement import Unmeasured
from optopcheck.domain.mesh import merged
from optopcheck.domain.shade import ExtraShade, PlotExtraShade, ShadeGround
from optopcheck.domain.text import Text, numbers
from optopcheck.geometry.region import Region
from optopcheck.geometry.snapped import common, united, united_triangles, without
from optopcheck.service.gardens import open_part
from optopcheck.service.plan import OWN_PLOT
from optopcheck.service.shade import footprint_on, split_casters
from optopcheck.service.shadow import LOWEST_SUN
from optopcheck.service.sun_doubt import stretched
from optopcheck.service.sunlight import why_no_study
from optopcheck.sun.days import clock_time
from optopcheck.sun.position import sun_position
from optopcheck.sun.shadows import Plane, shadow_region
from optopcheck.sun.sky import sun_vector

if TYPE_CHECKING:
    from collections.abc import Sequence

    from optopcheck.domain.addition import Sized
    from optopcheck.domain.building import Building, Garden
    from optopcheck.domain.case import Case
    from optopcheck.domain.facts import Situation
    from optopcheck.domain.job import Progress
    from optopcheck.domain.mesh import Floats
    from optopcheck.domain.shade import ShadeMoment

_STEPS = (-1.0, -0.5, 0.5, 1.0)
"""Where the ground may lie, as shares of how far it may be off: the area need not change evenly."""
_AROUND = 20.0
"""Neighbours so near to the shade tell how high the ground lies there [m]."""
_SIDES = 90
"""Of the polygon that stands for the circle within which the surroundings are known."""


@dataclass(frozen=True, eq=False)
class ShadeTask:
    """What every instant of a case shares."""

    case: Case
    moments: Sequence[ShadeMoment]
    year: int
    known_to: float = np.inf
    """From the building, how far its surroundings were read [m]."""

    def without(self, why: Unmeasured) -> dict[str, ExtraShade | Unmeasured]:
        """Return every instant unmeasured for one reason."""
        return {moment.id: why for moment in self.moments}

    def compare(
        self, existing: Situation, building: Building, progress: Progress
    ) -> dict[str, ExtraShade | Unmeasured]:
        """Return what a design adds to the shade of the existing building, by the id of the instant.

        Value, and how far it may be off: the ground may lie higher or lower than the datum (as far as the
        height of the building is uncertain, and the ground at the neighbours around the shade differs),
        the neighbours are as tall as their source can tell, and where the shade reaches beyond the
        surroundings that were read it may fall on what nobody knows. The sun is its middle, as in the
        studies of the sun: its own uncertainty moves no shadow by a millimetre.
        """
        if not self.moments:
            return {}
        why = self._gap(building)
        height = existing.measured.building_height
        if why is None and isinstance(height, Unmeasured):
            why = height
        if why is not None or isinstance(height, Unmeasured):
            return self.without(why or Unmeasured(_NO_NEIGHBOURS))
        casters = _Casters(self.case, building)
        step = Text("Extra schaduw meten", "Measuring extra shade")
        found: dict[str, ExtraShade | Unmeasured] = {}
        for count, moment in enumerate(self.moments):
            progress(step, count / len(self.moments))
            found[moment.id] = self._at(moment, casters, height.uncertainty)
        return found

    def _gap(self, building: Building) -> Unmeasured | None:
        why = why_no_study(self.case, building)
        # Of ground on which nobody told what stands, neither the open part nor its shade is known.
        return why or (None if self.case.neighbours else Unmeasured(_NO_NEIGHBOURS))

    def _at(self, moment: ShadeMoment, casters: _Casters, doubt: float) -> ExtraShade | Unmeasured:
        site = self.case.site
        when = datetime(
            self.year, moment.month, moment.day, moment.hour, moment.minute, tzinfo=ZoneInfo(site.zone)
        )
        instant = np.datetime64(int(when.timestamp()), "s")
        place = site.latitude or 0.0, site.longitude or 0.0  # without a place nothing comes this far
        bearings, elevations = sun_position(np.array([instant]), *place)
        bearing, elevation = float(bearings[0]), float(elevations[0])
        clock = clock_time(instant, site.zone)
        bare = ExtraShade(
            moment, date(self.year, moment.month, moment.day), clock, elevation, _low(elevation)
        )
        if elevation < LOWEST_SUN:
            return bare
        towards = sun_vector(np.array(bearing), np.array(elevation), site.true_north)
        if moment.ground is ShadeGround.OPEN:
            return replace(bare, area=self._on_open_ground(casters, towards, doubt))
        return self._on_plots(bare, casters, towards, doubt)

    def _on_open_ground(self, casters: _Casters, towards: Floats, doubt: float) -> Sized:
        datum = self.case.site.plan_datum
        if datum is None:
            return Unmeasured(Text("er is geen peil; geef --peil", "there is no plan datum; give --peil"))
        down, up = self._slope(datum.value, casters.design(towards, datum.value))
        off = max(doubt, datum.tolerance)
        moves = [(down if step < 0 else up) * abs(step) + off * step for step in _STEPS]
        cast, wide = casters.added(towards, datum.value), _edge(doubt, towards)
        built = casters.built(datum.value, cast, max(map(abs, moves)) / float(towards[2]))
        extra = without(cast, built)
        return _size(
            extra.area,
            [without(_on_other_ground(cast, towards, metres), built).area for metres in moves],
            [without(casters.added(towards, datum.value, way), built).area for way in casters.ways],
            [without(casters.added(towards, datum.value, wider=wide), built).area],
            without(extra, self._known).area,
        )

    def _slope(self, level: float, shade: Region) -> tuple[float, float]:
        """Return how far the ground at the neighbours near a shade lies below and above a level [m]."""
        if shade.is_empty:
            return 0.0, 0.0
        low, high = shade.bounds[0] - _AROUND, shade.bounds[1] + _AROUND
        boxes = [(n.ground, n.mesh.bounds[:, :2]) for n in self.case.neighbours if not n.mesh.is_empty]
        grounds = [g - level for g, box in boxes if (box[0] <= high).all() and (box[1] >= low).all()]
        return min([0.0, *grounds]), max([0.0, *grounds])

    def _on_plots(
        self, bare: ExtraShade, casters: _Casters, towards: Floats, doubt: float
    ) -> ExtraShade | Unmeasured:
        gardens = self._gardens(bare.moment)
        if isinstance(gardens, Unmeasured):
            return gardens
        plots: dict[str, PlotExtraShade] = {}
        for garden in gardens:
            free = open_part(garden)
            cast = casters.added(towards, garden.ground)
            extra = common(cast, free)
            moved = [_on_other_ground(cast, towards, doubt * step) for step in _STEPS]
            wider = casters.added(towards, garden.ground, wider=_edge(doubt, towards))
            size = _size(
                extra.area,
                [common(other, free).area for other in moved],
                [common(casters.added(towards, garden.ground, way), free).area for way in casters.ways],
                [common(wider, free).area],
            )
            plots[garden.name] = PlotExtraShade(free.area, size)
        total = Size(
            sum(plot.extra.value for plot in plots.values()), sum(plot.extra.doubt for plot in plots.values())
        )
        assumed = next((g.assumption for g in gardens if g.assumption is not None), None)
        return replace(bare, area=total, plots=plots, assumption=assumed)

    def _gardens(self, moment: ShadeMoment) -> tuple[Garden, ...] | Unmeasured:
        others = {garden.name: garden for garden in self.case.gardens if garden.name != OWN_PLOT}
        if not others:
            return Unmeasured(_NO_PLOTS)
        lacking = [name for name in moment.plots if name not in others]
        if lacking:
            known = ", ".join(others)
            names = ", ".join(lacking)
            return Unmeasured(
                Text(
                    f"het perceel {names} is niet ingevoerd; bekend: {known}",
                    f"the plot {names} was not entered; known: {known}",
                )
            )
        return tuple(others[name] for name in moment.plots or others)

    @cached_property
    def _known(self) -> Region:
        """The ground of which the surroundings were read: a circle around the building."""
        if not np.isfinite(self.known_to):
            return Region.from_ring(_WORLD)
        low, high = self.case.building.mesh.bounds[:, :2]
        # Its outline touches all four sides of this box, so the circle that was read is no smaller.
        radius = self.known_to + float((high - low).max()) / 2
        turns = np.radians(np.arange(0.0, 360.0, 360 / _SIDES))
        return Region.from_ring((low + high) / 2 + radius * np.stack([np.cos(turns), np.sin(turns)], axis=1))


class _Casters:
    """What casts shadow: what stays, what goes, what comes, and the neighbours."""

    def __init__(self, case: Case, after: Building) -> None:
        self._case = case
        kept, gone, new = split_casters(case.building, after, ())
        self._stood = np.concatenate([kept.triangles, gone.triangles])
        self._new = new.triangles
        self._around = {0.0: merged([n.mesh for n in case.neighbours]).triangles}
        self._all = np.concatenate([self._stood, self._new, self._around[0.0]])
        self._alone = dict[tuple[bytes, float, float], Region]()

    @property
    def ways(self) -> tuple[float, ...]:
        """Other heights that the neighbours may have by the accuracy of their source: higher, and lower."""
        return (1.0, -1.0) if any(n.accuracy for n in self._case.neighbours) else ()

    def built(self, ground: float, near: Region, around: float) -> Region:
        """Return the ground that buildings take where a shade may lie, and so far around it [m]."""
        if near.is_empty:
            return near
        wide = near.grown(around)
        # A neighbour whose foot lies deeper has nothing but walls at this level: its roof tells where it is.
        roofs = united_triangles(self._around[0.0][:, :, :2], wide)
        return united(footprint_on(self._all, ground, wide), roofs)

    def design(self, towards: Floats, ground: float) -> Region:
        """Return the shade of what comes."""
        return shadow_region(self._new, towards, Plane.level(ground))

    def added(self, towards: Floats, ground: float, way: float = 0.0, wider: float = 0.0) -> Region:
        """Return what lies in the shade of what comes and of nothing else, in plan, also under buildings.

        Only what may reach that shade is looked at: the rest of the town changes nothing there. With
        `wider` the shade of what comes is so much wider on all sides [m], that of the rest is not.
        """
        place = towards.tobytes(), ground, wider
        if place not in self._alone:
            new = self.design(towards, ground)
            new = new.grown(wider) if wider else new
            self._alone[place] = without(new, self._shade(self._stood, towards, ground, new))
        alone = self._alone[place]
        return without(alone, self._shade(self._neighbours(way), towards, ground, alone))

    def _shade(self, triangles: Floats, towards: Floats, ground: float, near: Region) -> Region:
        return near if near.is_empty else shadow_region(triangles, towards, Plane.level(ground), near)

    def _neighbours(self, way: float) -> Floats:
        if way not in self._around:
            moved = [stretched(n, way * (n.accuracy or 0.0)) for n in self._case.neighbours]
            self._around[way] = merged(moved).triangles
        return self._around[way]


def _on_other_ground(cast: Region, towards: Floats, metres: float) -> Region:
    """Return where a shade lies on ground that is higher: nearer to what casts it.

    What stands lower than that still counts as standing there; it throws its shade on its own foot.
    """
    dx, dy = towards[:2] / towards[2] * metres
    return cast.moved(float(dx), float(dy))


def _size(area: float, *causes: Sequence[float] | float) -> Size:
    """Add up how far each cause moves the area: to one of others, or by so much."""
    doubts = (
        cause if isinstance(cause, float) else max((abs(other - area) for other in cause), default=0.0)
        for cause in causes
    )
    return Size(area, sum(doubts))


def _edge(doubt: float, towards: Floats) -> float:
    """Return how far the edge of a shade may lie elsewhere: its building is known no better than its height.

    A corner that is off by so much, in whichever direction, throws its shadow off by that divided by the
    sine of the sun.
    """
    return doubt / float(towards[2])


def _low(elevation: float) -> Unmeasured:
    return Unmeasured(
        numbers(
            "de zon staat dan op {sun} graden: te laag voor een schaduw met een einde (minder dan {least});"
            " kies een ander uur",
            "the sun is at {sun} degrees then: too low for a shadow with an end (less than {least});"
            " choose another hour",
            1,
            sun=elevation,
            least=LOWEST_SUN,
        )
    )


_WORLD = np.array([[-1e6, -1e6], [1e6, -1e6], [1e6, 1e6], [-1e6, 1e6]])
_NO_NEIGHBOURS = Text(
    "er zijn geen buurgebouwen gegeven: waar open grond ligt en wat al in de schaduw ligt is niet bekend",
    "no buildings around were given: where open ground lies, and what lies in shade already, is not known",
)
_NO_PLOTS = Text(
    "deze regel telt schaduw op percelen van buren, en er is geen ingevoerd: geef [[buurperceel]] in het"
    " bestand van --plan",
    "this rule counts shade on plots of neighbours, and none was given: write [[buurperceel]] in the file"
    " of --plan",
)
