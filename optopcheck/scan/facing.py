"""Facts of a building of a tile, for the very rules that judge one case."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.citymodel.buildings import RawBuilding
from optopcheck.citymodel.receivers import ASSUMPTION
from optopcheck.domain.building import CITY_SOLID, Element, Neighbour, ObservationPoint
from optopcheck.domain.case import Case
from optopcheck.domain.facts import Facts, Situation
from optopcheck.domain.measurement import Measurement, Measurements, Reading, Unmeasured
from optopcheck.domain.quantity import Quantity
from optopcheck.domain.rule import Need
from optopcheck.domain.sunlight import SunStudy
from optopcheck.domain.text import Text
from optopcheck.scan.roofs import Body, body_of
from optopcheck.scan.tiles import soup
from optopcheck.service.city_case import city_building, construction_year, year_fact
from optopcheck.service.city_grade import ROOF, blocked_by, city_addition, graded_measurements
from optopcheck.service.facts import NO_PLAN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from optopcheck.domain.mesh import Floats, Ints, Mesh
    from optopcheck.domain.scenario import Scenario
    from optopcheck.domain.site import Site
    from optopcheck.domain.sunlight import SunNorm
    from optopcheck.scan.light import Loss
    from optopcheck.scan.tiles import Tile

PITCHED = Text(
    "het dak is schuin of te klein: daar past geen laag op",
    "the roof is pitched or too small: no storey fits on it",
)
_STRUCTURES = Text("zonder wat op het dak staat", "without what stands on the roof")
_SMALL = 0.25
"""What stands on the roof and is smaller than this share of it is disputed."""
_NO_POINTS = Text(
    "binnen het bereik van de schaduw liggen geen gevelpunten van buren",
    "within reach of the shadow lie no façade points of neighbours",
)
_NO_LOSS = Text(
    "bij geen gevelpunt van buren is verlies van zon gevonden; de zon zelf is daar niet geteld",
    "at no façade point of neighbours loss of sun was found; the sun itself was not counted there",
)


@dataclass(frozen=True, eq=False)
class Scanned:
    """One building of a tile in the local frame, and the storey on it."""

    tile: Tile
    number: int
    site: Site
    offset: Floats
    """RD of the local origin, shape (3,) [m]."""
    scenario: Scenario

    @property
    def id(self) -> str:
        """Name in the source."""
        return str(self.tile.told[self.number]["id"])

    @cached_property
    def mesh(self) -> Mesh:
        """Its solid."""
        return soup(self.tile.of(self.number) - self.offset)

    @cached_property
    def body(self) -> Body:
        """What its faces tell."""
        return body_of(self.mesh.triangles, self.ground)

    @property
    def ground(self) -> float:
        """Height of the ground [m]."""
        return float(self.tile.ground[self.number])

    @property
    def attributes(self) -> Mapping[str, object]:
        """What the source says of it."""
        found: Mapping[str, object] = self.tile.told[self.number]["attributes"]
        return found

    @property
    def lod(self) -> float | None:
        """Level of detail of the solid."""
        found: float | None = self.tile.told[self.number]["lod"]
        return found

    @cached_property
    def doubts(self) -> tuple[Text, ...]:
        """Why the shape may not be what stands there."""
        return tuple(Text(nl, en) for nl, en in self.tile.told[self.number]["doubts"])

    @property
    def blocked(self) -> Text | None:
        """Return why its height and roof cannot be trusted."""
        return blocked_by(self.lod, self.doubts)

    @property
    def year(self) -> int | None:
        """Year of construction."""
        return construction_year(self.attributes)

    @cached_property
    def added(self) -> Mesh | None:
        """The storeys on the flat roof; None where none fits, or the roof is not known."""
        if self.body.deck is None or self.blocked is not None:
            return None
        rise = self.scenario.storeys_added * self.scenario.storey_height
        return self.body.plan.extruded(self.body.deck, self.body.deck + rise)

    def facts(self, sun: Sunshine) -> Facts:
        """Return the facts that rules see."""
        raw = RawBuilding(self.id, self.mesh, self.attributes, lod=self.lod, lost=self.doubts)
        building, site = city_building(raw), self.site
        case = Case(building, site, sun.neighbours, entered=year_fact(self.year))
        existing = Situation(building, self._measured(self.body.deck), flat_roof=ROOF, sun=sun.before)
        permitted = Situation(None, Measurements.none(NO_PLAN), sun=sun.without(Unmeasured(NO_PLAN)))
        if self.added is None:
            why = Unmeasured(PITCHED) if self.blocked is None else Unmeasured(self.blocked, Need.REPAIR)
            nothing = Measurements.none(why.reason)
            proposed = Situation(None, nothing, sun=sun.without(why))
            return Facts(case, self.scenario, existing, permitted, proposed)
        storey = Element(f"{self.id}/opbouw", CITY_SOLID, "opbouw", self.added, added=True)
        after = replace(building, elements=(*building.elements, storey))
        top = float(self.added.bounds[1, 2])
        proposed = Situation(
            after,
            self._measured(top),
            flat_roof=ROOF,
            sun=sun.after,
            addition=city_addition(self.body.plan.area),
        )
        return Facts(case, self.scenario, existing, permitted, proposed)

    def _measured(self, roof: float | None) -> Measurements:
        return graded_measurements(self._height(roof), self._flat(), self.body.covered)

    def _height(self, roof: float | None) -> Measurement | Unmeasured:
        if self.blocked is not None:
            return Unmeasured(self.blocked, Need.REPAIR)
        datum = self.site.plan_datum
        if datum is None:
            return Unmeasured(Text("het peil is niet bekend", "the plan datum is not known"))
        top = self.body.top if roof is None else max(self.body.top, roof)
        readings: tuple[Reading, ...] = ()
        if roof is not None and top > roof and self.body.structures < _SMALL:
            readings = (Reading(_STRUCTURES, roof - datum.value),)
        return Measurement(Quantity.BUILDING_HEIGHT, top - datum.value, 0.01, datum=datum, readings=readings)

    def _flat(self) -> Measurement | Unmeasured:
        if self.blocked is not None:
            return Unmeasured(self.blocked, Need.REPAIR)
        if self.body.deck is None:
            return Unmeasured(Text("het bovenste dak is niet plat", "the top roof is not flat"))
        return Measurement(Quantity.FLAT_ROOF_AREA, self.body.plan.area, 0.01)


@dataclass(frozen=True, eq=False)
class Sunshine:
    """Studies of the points that lose sun, by norm, and the neighbours they belong to."""

    norms: tuple[SunNorm, ...]
    losses: Mapping[str, Loss]
    points: Mapping[int, ObservationPoint]
    """By the row of `Loss`."""
    near: int
    """Points that were looked at."""
    gap: Text | None = None
    """Why a neighbour may be missing: then nothing is known of the sun."""

    @cached_property
    def neighbours(self) -> tuple[Neighbour, ...]:
        """Owners of the points, by name; their shapes stay in the tile."""
        owners: dict[str, list[ObservationPoint]] = {}
        for row in sorted(self.points):
            owners.setdefault(self.points[row].owner, []).append(self.points[row])
        empty = soup(np.empty((0, 3, 3)))
        return tuple(Neighbour(name, empty, 0.0, tuple(points)) for name, points in owners.items())

    def without(self, why: Unmeasured) -> dict[str, SunStudy | Unmeasured]:
        """Return every norm unmeasured for one reason."""
        return {norm.id: why for norm in self.norms}

    @property
    def before(self) -> dict[str, SunStudy | Unmeasured]:
        """Studies of what stands there."""
        return {norm.id: self._study(norm, after=False) for norm in self.norms}

    @property
    def after(self) -> dict[str, SunStudy | Unmeasured]:
        """Studies with the storey."""
        return {norm.id: self._study(norm, after=True) for norm in self.norms}

    def _study(self, norm: SunNorm, *, after: bool) -> SunStudy | Unmeasured:
        if self.gap is not None:
            return Unmeasured(self.gap, Need.REPAIR)
        loss = self.losses.get(norm.id)
        if loss is None or not len(loss.rows):
            # Nobody loses, but how much sun there is was not counted: never taken for enough.
            return Unmeasured(_NO_LOSS if self.near else _NO_POINTS)
        points = tuple(self.points[int(row)] for row in loss.rows)
        minutes = loss.after if after else loss.before
        return SunStudy(norm, loss.days, points, minutes, loss.tolerance, loss.reachable)


def point_of(label: str, place: Floats) -> ObservationPoint:
    """Return a façade point (2, 3): place and outward normal."""
    owner, facade = label.rpartition("/gevel-")[0], label.rpartition("/")[2]
    return ObservationPoint(label, place[0], place[1], owner, facade, assumption=ASSUMPTION, facade=facade)


def rows_of(losses: Mapping[str, Loss]) -> Ints:
    """Return every point that loses under some norm."""
    found = [loss.rows for loss in losses.values()]
    return np.asarray(np.unique(np.concatenate([np.empty(0, dtype=np.int64), *found])))
