"""Facts: the case under a scenario, measured in three situations."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from optopcheck.domain.addition import Addition
from optopcheck.domain.facts import Facts, Situation
from optopcheck.domain.job import InputError, Progress, no_progress
from optopcheck.domain.measurement import Measurement, Measurements, Unmeasured
from optopcheck.domain.rule import Need
from optopcheck.domain.text import Text
from optopcheck.measure import (
    flat_roof,
    measure_addition,
    measure_building,
    neighbour_distances,
    permitted_measurements,
)
from optopcheck.optop import permitted_building
from optopcheck.service.city_grade import graded, graded_addition
from optopcheck.service.designing import joined_to_what_stands, proposed_building
from optopcheck.service.extra_shade import ShadeTask
from optopcheck.service.gardens import garden_points
from optopcheck.service.sunlight import SunTask, neighbour_points
from optopcheck.service.surroundings import reach_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from optopcheck.domain.addition import Sized
    from optopcheck.domain.building import Building, ObservationPoint
    from optopcheck.domain.case import Case
    from optopcheck.domain.mesh import Floats
    from optopcheck.domain.profile import MeasuringProfile
    from optopcheck.domain.scenario import Scenario
    from optopcheck.domain.site import Site
    from optopcheck.domain.sunlight import SunNorm, SunStudy
    from optopcheck.rules import RuleSet

_EXISTING = Text("bestaand", "existing")
_PERMITTED = Text("toegestaan", "permitted")
_PROPOSED = Text("voorgesteld", "proposed")
_NO_RECEIVERS = Text(
    "het toegestane volume heeft zelf geen ramen en er zijn geen meetpunten bij buren",
    "the permitted volume has no windows and there are no points at neighbours",
)
NO_DATUM = Unmeasured(Text("er is geen peil; geef --peil", "there is no plan datum; give --peil"))
_NOT_YET = Text("wordt nog gemeten", "not measured yet")
NO_PLAN = Text("geen planregels ingevoerd", "no plan limits were entered")


def measure_situation(
    building: Building, site: Site, profile: MeasuringProfile | None, progress: Progress = no_progress
) -> tuple[Situation, Floats | None]:
    """Measure a building; return it with its footprint, polygon (n, 2) [m] or None."""
    try:
        measured = measure_building(
            building,
            plan_datum=site.plan_datum,
            profile=profile,
            zero_height=site.georeference.zero_height,
            plot_boundary=site.plot_boundary,
            progress=progress,
        )
    except InputError as error:
        return Situation(building, Measurements.none(error.text, Need.REPAIR), building.storeys), None
    situation = Situation(
        building,
        measured.measurements,
        measured.storeys,
        left_out=measured.left_out,
        flat_roof=flat_roof(measured.measurements),
    )
    return graded(situation), measured.footprint


def gather_facts(
    case: Case,
    scenario: Scenario,
    rules: RuleSet,
    year: int,
    progress: Progress = no_progress,
    existing: Situation | None = None,
    earlier: Facts | None = None,
    sun_every: int | None = None,
) -> Facts:
    """Measure and study the existing, the permitted and the proposed situation.

    `existing` is the measured existing situation, where it was measured before;
    `earlier` holds facts of the same case, year and rules under another
    scenario: only the proposed situation differs from them. With `sun_every`
    each n-th day of the period of a norm is studied beside its own days.
    """
    norms = rules.norms_for(case.site.municipality)
    if sun_every is not None:
        norms = tuple(norm.scanned(sun_every) for norm in norms)
    profile = rules.profile(case.site.municipality)
    maker = _Maker(case, profile, SunTask(case, norms, year), progress, _shade_task(case, rules, norms, year))
    if earlier is not None:
        return Facts(
            case, scenario, earlier.existing, earlier.permitted, maker.proposed(scenario, earlier.existing)
        )
    before = maker.existing(existing)
    return Facts(case, scenario, before, maker.permitted(), maker.proposed(scenario, before))


def preview_sun(
    earlier: Facts,
    scenario: Scenario,
    rules: RuleSet,
    year: int,
    progress: Progress = no_progress,
    norm_id: str | None = None,
) -> Facts:
    """Return the facts with only the sun of another scenario: fast enough to follow a hand that drags.

    Nothing is measured: every quantity of the proposed situation is left open. With `norm_id` that norm
    alone is studied.
    """
    case = earlier.case
    norms = [n for n in rules.norms_for(case.site.municipality) if norm_id in {None, n.id}]
    maker = _Maker(case, None, SunTask(case, norms, year), progress)
    return Facts(
        case, scenario, earlier.existing, earlier.permitted, maker.sun_only(scenario, earlier.existing)
    )


def _shade_task(case: Case, rules: RuleSet, norms: Sequence[SunNorm], year: int) -> ShadeTask:
    moments = rules.shades_for(case.site.municipality)
    if not moments or case.building.mesh.is_empty:
        return ShadeTask(case, moments, year)
    return ShadeTask(case, moments, year, reach_of(case.building, case.site, norms, shades=True).metres)


@dataclass(frozen=True, eq=False)
class _Maker:
    """Makes the situations of one case."""

    case: Case
    profile: MeasuringProfile | None
    sun: SunTask
    progress: Progress
    shade: ShadeTask | None = None

    def existing(self, measured: Situation | None) -> Situation:
        building = self.case.building
        bare = measured or self._measured(building, _EXISTING)
        bare = replace(bare, distances=self._distances(bare, building))
        return self._with_sun(bare, building, self._all_points(building), _EXISTING)

    def _distances(self, bare: Situation, building: Building) -> Mapping[str, Sized]:
        around, footprint = self.case.neighbours, bare.measured.footprint_area
        if isinstance(footprint, Unmeasured):
            return {neighbour.id: footprint for neighbour in around}
        found = neighbour_distances(footprint, building, around)
        return {neighbour.id: size for neighbour, size in zip(around, found, strict=True)}

    def permitted(self) -> Situation:
        """Return the plan maximum; its façades are not drawn, so only the neighbours' points count."""
        limits, datum = self.case.plan_limits, self.case.site.plan_datum
        if limits is None:
            return self._nothing(NO_PLAN)
        measured = permitted_measurements(limits, datum)
        building = permitted_building(limits, datum) if datum else NO_DATUM
        if isinstance(building, Unmeasured):
            return Situation(None, measured, sun=self.sun.without(building.reason, building.need))
        bare = Situation(building, measured)
        points = self._points_around()
        if not points:
            return Situation(building, measured, sun=self.sun.without(_NO_RECEIVERS))
        return self._with_sun(bare, building, points, _PERMITTED)

    def proposed(self, scenario: Scenario, existing: Situation) -> Situation:
        """Return the design; where it cannot be made, the reason stands in every place."""
        try:
            building = proposed_building(self.case, scenario)
        except InputError as error:
            return self._no_design(error.text)
        if building is self.case.building:
            return existing
        bare = _unless_lost(self._measured(building, _PROPOSED), existing, scenario)
        bare = replace(
            bare,
            addition=self._addition(existing, bare, scenario),
            shade=self.shade.compare(existing, building, self.progress) if self.shade else {},
        )
        return self._with_sun(bare, building, self._all_points(building), _PROPOSED, existing.sun)

    def sun_only(self, scenario: Scenario, existing: Situation) -> Situation:
        """Return the design with its sun alone."""
        try:
            building = proposed_building(self.case, scenario)
        except InputError as error:
            return self._no_design(error.text)
        if building is self.case.building:
            return existing
        bare = Situation(building, Measurements.none(_NOT_YET), building.storeys)
        return self._with_sun(bare, building, self._all_points(building), _PROPOSED, existing.sun)

    def _addition(self, existing: Situation, bare: Situation, scenario: Scenario) -> Addition:
        own = self.case.proposal if scenario.own_design else None
        joined = joined_to_what_stands(own, existing) if own is not None else None
        if joined is not None:
            return Addition.none(joined)
        return graded_addition(measure_addition(existing, bare, self.case.site.true_north), bare)

    def _measured(self, building: Building, label: Text) -> Situation:
        self.progress(
            Text(f"Meten: {label.nl}", f"Measuring: {label.in_language('en')}"),
            0.0,
        )
        return measure_situation(building, self.case.site, self.profile, self.progress)[0]

    def _with_sun(
        self,
        bare: Situation,
        building: Building,
        points: Sequence[ObservationPoint],
        label: Text,
        before: Mapping[str, SunStudy | Unmeasured] | None = None,
    ) -> Situation:
        studies = self.sun.study(building, points, label, self.progress, before)
        return replace(bare, building=building, sun=studies)

    def _nothing(self, reason: Text, need: Need = Need.INPUT) -> Situation:
        return Situation(None, Measurements.none(reason, need), sun=self.sun.without(reason, need))

    def _no_design(self, reason: Text) -> Situation:
        shade = self.shade.without(Unmeasured(reason)) if self.shade else {}
        return replace(self._nothing(reason), shade=shade)

    def _all_points(self, building: Building) -> tuple[ObservationPoint, ...]:
        return (*building.observation_points, *self._points_around())

    def _points_around(self) -> tuple[ObservationPoint, ...]:
        return (*neighbour_points(self.case), *garden_points(self.case.gardens, self.sun.norms))


def _unless_lost(proposed: Situation, existing: Situation, scenario: Scenario) -> Situation:
    """Refuse the numbers of a design in which the added storeys are not found back."""
    before, after = existing.measured.storey_count, proposed.measured.storey_count
    if not (isinstance(before, Measurement) and isinstance(after, Measurement)):
        return proposed
    counts = [after.value, *(reading.value for reading in after.readings)]
    if scenario.own_design or scenario.storeys_added == 0 or max(counts) > before.value:
        return proposed
    reason = Text(
        "de toegevoegde laag is in het ontwerp niet teruggevonden: het model houdt waarschijnlijk meer dan "
        "één gebouw; laat de andere weg (--drop)",
        "the added storey was not found in the design: the model probably holds more than one building; "
        "leave the others out (--drop)",
    )
    return replace(proposed, measured=Measurements.none(reason, Need.REPAIR))
