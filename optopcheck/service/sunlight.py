"""Sun studies of one situation: which parts cast shadow, which points are counted, and why not."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from optopcheck.domain.job import InputError, Progress
from optopcheck.domain.measurement import Unmeasured
from optopcheck.domain.mesh import merged
from optopcheck.domain.quantity import Quantity
from optopcheck.domain.rule import Need
from optopcheck.domain.sunlight import SunStudy
from optopcheck.domain.text import Text
from optopcheck.service.obstacles import casts, obstacles
from optopcheck.service.sun_doubt import Around
from optopcheck.service.sun_places import places_for
from optopcheck.sun.study import study_added, study_sun

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from optopcheck.domain.building import Building, Neighbour, ObservationPoint
    from optopcheck.domain.case import Case
    from optopcheck.domain.mesh import Mesh
    from optopcheck.domain.sunlight import SunNorm

SUN = "sun"
"""Stands in `Defect.blocks` beside the keys of `Quantity`: an obstacle may be missing."""
# Whatever leaves the shape of the whole unknown leaves its shadow unknown.
_WHOLE_SHAPE = Quantity.GROSS_VOLUME.key


@dataclass(frozen=True, eq=False)
class SunTask:
    """What every study of a case shares."""

    case: Case
    norms: Sequence[SunNorm]
    year: int

    def without(self, reason: Text, need: Need = Need.INPUT) -> dict[str, SunStudy | Unmeasured]:
        """Return every norm unmeasured for one reason."""
        return {norm.id: Unmeasured(reason, need) for norm in self.norms}

    def study(
        self,
        building: Building,
        points: Sequence[ObservationPoint],
        label: Text,
        progress: Progress,
        before: Mapping[str, SunStudy | Unmeasured] | None = None,
    ) -> dict[str, SunStudy | Unmeasured]:
        """Count the sun on the points under each norm, with this building and the neighbours as obstacles.

        `before` holds the studies of the existing building. Where the other one is that building with
        something added, only what the addition can change is counted; the outcome is the same.
        """
        gap = self._gap(building, points)
        if gap is not None:
            return {norm.id: gap for norm in self.norms}
        return {
            norm.id: self._under(
                norm, building, points, _named(progress, norm, label), (before or {}).get(norm.id)
            )
            for norm in self.norms
        }

    def _under(
        self,
        norm: SunNorm,
        building: Building,
        points: Sequence[ObservationPoint],
        told: Progress,
        known: SunStudy | Unmeasured | None,
    ) -> SunStudy | Unmeasured:
        places = places_for(norm, points)
        if isinstance(places, Unmeasured):
            return places
        if isinstance(known, SunStudy) and known.samples is not None:
            study = self._changed(known, places, building, told)
        else:
            study = self._one(norm, places, _shade(building, self.case.neighbours), told)
        if isinstance(study, Unmeasured):
            return study
        around = Around(self.case.neighbours, building, self.case.site, self.year)
        return around.with_doubt(study, known if isinstance(known, SunStudy) else None)

    def _changed(
        self, known: SunStudy, points: Sequence[ObservationPoint], building: Building, told: Progress
    ) -> SunStudy | Unmeasured:
        existing, meshes = self.case.building, {id(e.mesh) for e in building.elements}
        left = tuple(n for n, e in enumerate(existing.elements) if casts(e) and id(e.mesh) in meshes)
        stood = {id(e.mesh) for e in existing.elements}
        added = merged([e.mesh for e in building.elements if casts(e) and id(e.mesh) not in stood])
        gone = merged([e.mesh for e in existing.elements if casts(e) and id(e.mesh) not in meshes])
        shade = _left(existing, left, self.case.neighbours)
        try:
            return study_added(known, points, shade, added, self.case.site, self.year, told, gone)
        except InputError as error:
            return Unmeasured(error.text)

    def _gap(self, building: Building, points: Sequence[ObservationPoint]) -> Unmeasured | None:
        why = why_no_study(self.case, building)
        if why is not None:
            return why
        if not points:
            return Unmeasured(
                Text(
                    "er zijn geen meetpunten: het model heeft geen ramen en er zijn geen buren",
                    "there are no observation points: the model has no windows and there are no neighbours",
                )
            )
        return None

    def _one(
        self, norm: SunNorm, points: Sequence[ObservationPoint], shade: Mesh, progress: Progress
    ) -> SunStudy | Unmeasured:
        try:
            return study_sun(norm, points, shade, self.case.site, self.year, progress)
        except InputError as error:
            return Unmeasured(error.text)


def why_no_study(case: Case, building: Building) -> Unmeasured | None:
    """Return why neither sun nor shade of a building can be told: no place, or a shape that is not known."""
    site = case.site
    if site.latitude is None or site.longitude is None:
        return Unmeasured(
            Text(
                "het model noemt geen plaats op aarde (geen RD, geen breedte- en lengtegraad)",
                "the model names no place on earth (no RD, no latitude and longitude)",
            )
        )
    # A missing obstacle would only ever add sun, so the study would look too good.
    blocking = (*building.blocked(_WHOLE_SHAPE), *case.building.blocked(SUN))
    if blocking:
        return Unmeasured(blocking[0].message, Need.REPAIR, blocking[0].elements)
    return None


@lru_cache(maxsize=4)
def _shade(building: Building, neighbours: tuple[Neighbour, ...]) -> Mesh:
    """Keep the mesh: the next norm and the next variant ask for it again."""
    return obstacles(building, neighbours)


@lru_cache(maxsize=4)
def _left(building: Building, parts: tuple[int, ...], neighbours: tuple[Neighbour, ...]) -> Mesh:
    """Return what casts shadow of some elements of a building, by their places, and the neighbours.

    GlobalIds would not do: a damaged model may hold one twice.
    """
    return obstacles(replace(building, elements=tuple(building.elements[n] for n in parts)), neighbours)


def neighbour_points(case: Case) -> tuple[ObservationPoint, ...]:
    """Return the observation points of all neighbours, in their order."""
    return tuple(point for neighbour in case.neighbours for point in neighbour.observation_points)


def _named(progress: Progress, norm: SunNorm, label: Text) -> Progress:
    """Name norm and situation in each step of the study."""
    step = Text(
        f"Zon tellen: {norm.title.nl}, {label.nl}",
        f"Counting sun: {norm.title.in_language('en')}, {label.in_language('en')}",
    )

    def report(_inner: Text, fraction: float) -> None:
        progress(step, fraction)

    return report
