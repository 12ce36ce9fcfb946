"""The facts of an assessment as JSON: measurements, storeys, sun, site, defects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optopcheck.domain.addition import Size
from optopcheck.domain.measurement import Unmeasured
from optopcheck.report import values
from optopcheck.report.gardens import garden_json
from optopcheck.report.sun_table import PointSun, study_points

if TYPE_CHECKING:
    from collections.abc import Mapping

    from optopcheck.domain.addition import Sized
    from optopcheck.domain.building import Defect, Storey
    from optopcheck.domain.case import Case, PlanLimits
    from optopcheck.domain.facts import Facts, Situation
    from optopcheck.domain.scenario import Scenario
    from optopcheck.domain.shade import ExtraShade
    from optopcheck.domain.site import Site
    from optopcheck.domain.sunlight import SunNorm, SunStudy
    from optopcheck.report.values import Json


def situations(facts: Facts) -> dict[str, Situation]:
    """Return the three situations by name."""
    return {"existing": facts.existing, "permitted": facts.permitted, "proposed": facts.proposed}


def storey(level: Storey) -> Json:
    """Return a level with its role and the reason for it."""
    return {
        "global_id": level.global_id,
        "name": level.name,
        "elevation": values.rounded(level.elevation),
        "height": values.rounded_or_none(level.height),
        "role": None if level.role is None else level.role.value,
        "reason": values.text_or_none(level.reason),
    }


def scenario(made: Scenario) -> Json:
    """Return what is added."""
    return {
        "storeys_added": made.storeys_added,
        "storey_height": values.rounded(made.storey_height),
        "setback": {side: values.rounded(metres) for side, metres in made.setback.by_side.items()},
        "setback_by_facade": [
            {"bearing": values.rounded(facade.bearing), "setback": values.rounded(facade.metres)}
            for facade in made.setback.by_facade
        ],
        "parapet": values.rounded(made.parapet),
        "pitched_roof": made.pitched_roof.value,
        "construction": made.construction,
        "roof": None
        if made.roof is None
        else {
            "pitch": values.rounded(made.roof.pitch),
            "eaves": values.rounded(made.roof.eaves),
            "gable": made.roof.gable,
            "top": values.rounded_or_none(made.roof.top),
        },
        "on_the_roof": made.standing.value,
        "clearance": values.rounded(made.clearance),
        "own_design": made.own_design,
    }


def site(place: Site) -> Json:
    """Return place, north, datums and how the local frame lies in the world."""
    reference = place.georeference
    return {
        "municipality": place.municipality,
        "latitude": values.rounded_or_none(place.latitude),
        "longitude": values.rounded_or_none(place.longitude),
        "true_north": values.rounded(place.true_north),
        "north_source": values.text(place.north_source),
        "georeference": {
            "epsg": reference.epsg,
            "offset": values.rounded_all(reference.offset),
            "height_system": reference.height_system,
            "zero_height": values.rounded(reference.zero_height),
            "accuracy": values.rounded_or_none(reference.accuracy),
            "level": reference.level,
            "source": values.text(reference.source),
        },
        "plan_datum": values.datum(place.plan_datum),
        "measuring_level": values.datum(place.measuring_level),
        "plot_boundary": None
        if place.plot_boundary is None
        else [values.rounded_all(corner) for corner in place.plot_boundary],
        "zone": place.zone,
    }


def papers(case: Case) -> Json:
    """Return what was entered beside the model."""
    statement = case.structural_statement
    return {
        "structural_statement": None
        if statement is None
        else {
            "bears_extra_storeys": statement.bears_extra_storeys,
            "by": statement.by,
            "role": statement.role,
            "sha256": statement.sha256,
            "file_name": statement.file_name,
            "dated": values.day(statement.dated),
        },
        "plan_limits": None if case.plan_limits is None else _plan(case.plan_limits),
    }


def _plan(plan: PlanLimits) -> Json:
    zone = plan.building_zone
    return {
        "source": values.source(plan.source),
        "building_zone": None if zone is None else [values.rounded_all(corner) for corner in zone],
        "building_zone_article": plan.building_zone_article,
        "max_building_height": values.limit(plan.max_building_height),
        "max_eaves_height": values.limit(plan.max_eaves_height),
        "max_storeys": values.limit(plan.max_storeys),
    }


def defect(found: Defect) -> Json:
    """Return a defect of the input."""
    return {
        "code": found.code,
        "severity": found.severity.value,
        "message": values.text(found.message),
        "remedy": values.text(found.remedy),
        "elements": list(found.elements),
        "blocks": sorted(found.blocks),
    }


def sun(facts: Facts, norms: Mapping[str, SunNorm]) -> Json:
    """Return per norm the minutes before, after and permitted at each point; `norms` by id."""
    named = situations(facts)
    ids = sorted({norm_id for situation in named.values() for norm_id in situation.sun})
    return {
        norm_id: _norm(norms.get(norm_id), {name: s.sun.get(norm_id) for name, s in named.items()})
        for norm_id in ids
    }


def _norm(norm: SunNorm | None, studies: Mapping[str, SunStudy | Unmeasured | None]) -> Json:
    return {
        **({} if norm is None else _about(norm)),
        "reasons": {
            name: values.text(study.reason)
            for name, study in studies.items()
            if isinstance(study, Unmeasured)
        },
        "points": [_point(point) for point in study_points(studies)],
        "gardens": garden_json(studies),
    }


def _about(norm: SunNorm) -> Json:
    return {
        "title": values.text(norm.title),
        "standing": norm.source.standing.value,
        "hours": values.limit(norm.hours),
        "minimum_elevation": values.rounded(norm.minimum_elevation),
        "step": values.rounded(norm.step),
    }


def _point(row: PointSun) -> Json:
    point = row.point
    return {
        "id": point.id,
        "owner": point.owner,
        "label": point.label,
        "storey": point.storey_id,
        "dwelling": point.dwelling,
        "position": values.rounded_all(point.position),
        "facing": values.rounded_all(point.facing),
        "assumption": values.text_or_none(point.assumption),
        "garden": point.garden,
        "habitable": point.habitable,
        "worst_day": None if row.most_affected is None else row.most_affected.day.isoformat(),
        "darkest_day": None if row.darkest is None else row.darkest.day.isoformat(),
        "minutes": [
            {
                "day": day.day.isoformat(),
                "before": values.rounded_or_none(day.before),
                "after": values.rounded_or_none(day.after),
                "permitted": values.rounded_or_none(day.permitted),
                "decrease": values.rounded_or_none(day.decrease),
                "decrease_percent": values.rounded_or_none(day.decrease_percent),
                "decrease_from_permitted": values.rounded_or_none(day.decrease_from_permitted),
                "reachable": values.rounded(day.reachable),
                "tolerance": values.rounded(day.tolerance),
            }
            for day in row.days
        ],
    }


def shade(facts: Facts) -> Json:
    """Return what the design adds to the shade on the ground, by the instants that rules ask for."""
    if facts.proposed is facts.existing:
        return {}
    return {moment: _instant(found) for moment, found in sorted(facts.proposed.shade.items())}


def _instant(found: ExtraShade | Unmeasured) -> Json:
    if isinstance(found, Unmeasured):
        return {"reason": values.text(found.reason)}
    return {
        "day": found.on.isoformat(),
        "clock": found.clock,
        "sun_height": values.rounded(found.elevation),
        "ground": found.moment.ground.value,
        "extra_area": _sized(found.area),
        "plots": {
            name: {"open_area": values.rounded(plot.open_area), "extra_area": _sized(plot.extra)}
            for name, plot in found.plots.items()
        },
        "assumption": values.text_or_none(found.assumption),
    }


def _sized(size: Sized) -> Json:
    if isinstance(size, Size):
        return {"value": values.rounded(size.value), "uncertainty": values.rounded(size.doubt), "unit": "m2"}
    return {"reason": values.text(size.reason)}
