"""From the user's files to a case: model, datum, papers, neighbours."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.citymodel import read_neighbours
from optopcheck.domain.building import Defect, Severity
from optopcheck.domain.case import Case
from optopcheck.domain.job import InputError, Progress, no_progress
from optopcheck.domain.text import Text
from optopcheck.ifc import read_model
from optopcheck.rules import load_rules
from optopcheck.service import repair_texts
from optopcheck.service.datums import entered_datum, entered_measuring_level, model_datum
from optopcheck.service.facts import measure_situation
from optopcheck.service.inputs import checked_municipality, read_statement
from optopcheck.service.plan import read_plan
from optopcheck.service.plot import plot_remarks
from optopcheck.service.repairing import repaired
from optopcheck.service.repairs import joined_repairs, read_repairs
from optopcheck.service.sunlight import SUN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from optopcheck.citymodel import CityModel
    from optopcheck.domain.building import Building
    from optopcheck.domain.case import StructuralStatement
    from optopcheck.domain.facts import Situation
    from optopcheck.domain.mesh import Floats
    from optopcheck.domain.profile import MeasuringProfile
    from optopcheck.domain.repair import Repairs
    from optopcheck.domain.site import Datum, GeoReference, Site
    from optopcheck.ifc import ReadModel
    from optopcheck.rules import RuleSet
    from optopcheck.service.inputs import CaseInput
    from optopcheck.service.plan import PlanFile
    from optopcheck.service.repairs import RepairsFile

# How far a neighbour may stand and still matter. The length of a shadow grows without bound as the
# sun sets, so a choice is needed: below 5 degrees the sun of a Dutch winter day lasts about half an
# hour and shines through a town that no model holds in full. No law says so; the radius is printed.
LOW_SUN = 5.0
"""[deg]"""
ROOM_TO_ADD = 9.0
"""Height kept free for what a scenario adds later: three storeys [m]."""
FARTHEST = 300.0
"""[m]"""


@dataclass(frozen=True, eq=False)
class OpenedCase:
    """A case with what the receipt must say of its inputs."""

    case: Case
    hashes: Mapping[str, str]
    """SHA-256 by file name."""
    versions: Mapping[str, str]
    measured_existing: Situation
    """Measurements of the existing building, without sun."""
    profile: MeasuringProfile | None
    """The measuring profile used for them."""


def open_case(
    inputs: CaseInput, progress: Progress = no_progress, rules: RuleSet | None = None
) -> OpenedCase:
    """Read the model and the papers, and measure the existing building.

    Raises
    ------
    InputError
        If nothing can be shown; says what to do.
    CancelledError
        If `progress` raised it.
    """
    # The small papers first: a slip in one of them shows before the long work starts.
    municipality = checked_municipality(inputs.municipality)
    statement = read_statement(inputs.statement) if inputs.statement else None
    plan = read_plan(inputs.plan) if inputs.plan else None
    repairs_file = read_repairs(inputs.repairs_file) if inputs.repairs_file else None
    repairs = joined_repairs(repairs_file, inputs.repairs)
    loaded = load_rules() if rules is None else rules
    profile = loaded.profile(municipality)
    model = _read(inputs, repairs, progress)
    found = repaired(model, repairs)
    reference = found.site.georeference
    site = replace(
        found.site,
        municipality=municipality,
        plan_datum=_plan_datum(inputs, reference, profile),
        measuring_level=entered_measuring_level(inputs.measuring_level, profile),
        plot_boundary=plan.plot_boundary(reference, found.to_local) if plan else None,
    )
    limits = plan.placed(reference, found.to_local) if plan else None
    astray = plot_remarks(found.building, site.plot_boundary)
    measured = replace(found.building, defects=(*found.building.defects, *astray))
    existing, footprint = measure_situation(measured, site, profile, progress)
    city, remarks = _surroundings(inputs, measured, site, footprint, progress)
    building = replace(measured, defects=(*measured.defects, *remarks))
    return OpenedCase(
        Case(
            building,
            site,
            city.neighbours if city else (),
            city.credit if city else None,
            statement,
            limits,
            repairs,
        ),
        _hashes(inputs, model, city, statement, plan, repairs_file),
        model.versions,
        replace(existing, building=building),
        profile,
    )


def _plan_datum(inputs: CaseInput, reference: GeoReference, profile: MeasuringProfile | None) -> Datum | None:
    if inputs.plan_datum is None:
        return model_datum(reference, profile)
    return entered_datum(inputs.plan_datum, profile)


def _read(inputs: CaseInput, repairs: Repairs | None, progress: Progress) -> ReadModel:
    """Read the files of the building, of which the repairs may say which building and which frame."""
    written = repairs.building if repairs else None
    if written and inputs.building and written != inputs.building:
        raise InputError(repair_texts.two_buildings(inputs.building, written))
    frame = repairs.aspect_frame if repairs else None
    if frame is not None and not inputs.aspects:
        raise InputError(repair_texts.no_aspects())
    return read_model(
        inputs.model,
        building=inputs.building or written,
        aspects=inputs.aspects,
        aspect_frame=frame,
        progress=progress,
    )


def neighbour_radius(height: float) -> float:
    """Return how far neighbours matter for a building of this height above the ground [m]."""
    return min((max(height, 0.0) + ROOM_TO_ADD) / math.tan(math.radians(LOW_SUN)), FARTHEST)


def _surroundings(
    inputs: CaseInput, building: Building, site: Site, footprint: Floats | None, progress: Progress
) -> tuple[CityModel | None, tuple[Defect, ...]]:
    if inputs.neighbours is None:
        return None, (_NO_NEIGHBOURS,)
    if building.mesh.is_empty:
        return None, (_NO_BUILDING,)
    progress(Text("Omgeving lezen", "Reading the surroundings"), 0.0)
    low, high = building.mesh.bounds
    outline = footprint if footprint is not None else _rectangle(low, high)
    ground = min(low[2], site.plan_datum.value) if site.plan_datum else low[2]
    radius = neighbour_radius(float(high[2] - ground))
    centre = (outline.min(axis=0) + outline.max(axis=0)) / 2
    city = read_neighbours(inputs.neighbours, site, centre, radius, outline)
    return city, (*(_stops_sun(defect) for defect in city.defects), *_remarks(city, radius))


def _stops_sun(defect: Defect) -> Defect:
    """Let an error in the surroundings block the sun studies: a neighbour may be missing."""
    if defect.severity is not Severity.ERROR:
        return defect
    return replace(defect, blocks=defect.blocks | {SUN})


def _rectangle(low: Floats, high: Floats) -> Floats:
    return np.array([[low[0], low[1]], [high[0], low[1]], [high[0], high[1]], [low[0], high[1]]])


_NO_NEIGHBOURS = Defect(
    "no-neighbours",
    Severity.WARNING,
    Text(
        "geen omgeving ingevoerd: buren geven in deze studie geen schaduw en worden niet getoetst",
        "no surroundings given: neighbours cast no shadow in this study and are not tested",
    ),
    Text("geef een CityJSON-bestand met --neighbours", "give a CityJSON file with --neighbours"),
)
_NO_BUILDING = Defect(
    "no-geometry",
    Severity.ERROR,
    Text(
        "het model heeft geen gebouwdelen met vorm; de omgeving is niet gelezen",
        "the model has no building parts with a shape; the surroundings were not read",
    ),
    Text("exporteer het model opnieuw met wanden, vloeren en dak", "export walls, floors and roof again"),
)


def _remarks(city: CityModel, radius: float) -> tuple[Defect, ...]:
    """Say which buildings count as neighbours."""
    reach = Defect(
        "neighbour-radius",
        Severity.NOTE,
        Text(
            f"{len(city.neighbours)} buren binnen {radius:.0f} m meegenomen; verder weg telt niet mee",
            f"{len(city.neighbours)} neighbours within {radius:.0f} m counted; none farther away",
        ),
        Text("geen actie nodig", "nothing to do"),
    )
    if not city.left_out:
        return (reach,)
    taken = Defect(
        "own-building-in-city-model",
        Severity.NOTE,
        Text(
            "staat op de plaats van het gebouw zelf en is weggelaten: " + ", ".join(city.left_out),
            "stands where the building itself is and was left out: " + ", ".join(city.left_out),
        ),
        Text(
            "controleer of dit pand het getoetste gebouw is",
            "check that this is the building under test",
        ),
    )
    return (reach, taken)


def _hashes(
    inputs: CaseInput,
    model: ReadModel,
    city: CityModel | None,
    statement: StructuralStatement | None,
    plan: PlanFile | None,
    repairs: RepairsFile | None,
) -> dict[str, str]:
    """Return the SHA-256 of each input by file name; a name that comes twice gets its part before it."""
    found = [("model", inputs.model.name, model.sha256)]
    found += [(f"aspect {n}", name, digest) for n, (name, digest) in enumerate(model.aspects, 2)]
    if city is not None and inputs.neighbours is not None:
        found.append(("neighbours", inputs.neighbours.name, city.sha256))
    if statement is not None:
        found.append(("statement", statement.file_name, statement.sha256))
    if plan is not None:
        found.append(("plan", plan.name, plan.sha256))
    if repairs is not None:
        found.append(("repairs", repairs.name, repairs.sha256))
    hashes: dict[str, str] = {}
    for part, name, digest in found:
        hashes[f"{part}: {name}" if name in hashes else name] = digest
    return hashes
