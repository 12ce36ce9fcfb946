"""From the user's files to a case: model, datum, papers, neighbours."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from optopcheck.domain.case import Case
from optopcheck.domain.job import InputError, Progress, no_progress
from optopcheck.ifc import Loading, read_model
from optopcheck.service import repair_texts
from optopcheck.service.caches import geometry_folder
from optopcheck.service.city_papers import is_city_model, open_city_input
from optopcheck.service.datums import entered_datum, entered_measuring_level, model_datum
from optopcheck.service.entered_facts import joined_facts, read_facts
from optopcheck.service.facts import measure_situation
from optopcheck.service.gardens import placed_gardens
from optopcheck.service.inputs import checked_municipality, read_statement
from optopcheck.service.opened import OpenedCase
from optopcheck.service.packs import load_rules
from optopcheck.service.plan import read_plan
from optopcheck.service.plot import plot_remarks
from optopcheck.service.proposals import read_proposal
from optopcheck.service.repairing import repaired
from optopcheck.service.repairs import joined_repairs, read_repairs
from optopcheck.service.surroundings import read_surroundings

if TYPE_CHECKING:
    from optopcheck.domain.arrival import Arrived
    from optopcheck.domain.case import StructuralStatement
    from optopcheck.domain.profile import MeasuringProfile
    from optopcheck.domain.repair import Repairs
    from optopcheck.domain.site import Datum, GeoReference
    from optopcheck.ifc import ReadModel
    from optopcheck.rules import RuleSet
    from optopcheck.service.entered_facts import FactsFile
    from optopcheck.service.inputs import CaseInput
    from optopcheck.service.plan import PlanFile
    from optopcheck.service.proposals import ReadProposal
    from optopcheck.service.repairs import RepairsFile
    from optopcheck.service.surroundings import Surroundings


def open_case(
    inputs: CaseInput,
    progress: Progress = no_progress,
    rules: RuleSet | None = None,
    arrived: Arrived | None = None,
) -> OpenedCase:
    """Read the model and the papers, and measure the existing building.

    Parameters
    ----------
    inputs
        What the user gave.
    progress
        Told how far it is.
    rules
        Those that will be asked; all that are installed if None.
    arrived
        Told which elements are there, as they come: for a first picture.

    Raises
    ------
    InputError
        If nothing can be shown; says what to do.
    CancelledError
        If `progress` raised it.
    """
    if is_city_model(inputs.model):
        return open_city_input(inputs, progress, rules)
    # The small papers first: a slip in one of them shows before the long work starts.
    municipality = checked_municipality(inputs.municipality)
    statement = read_statement(inputs.statement) if inputs.statement else None
    plan = read_plan(inputs.plan) if inputs.plan else None
    repairs_file = read_repairs(inputs.repairs_file) if inputs.repairs_file else None
    repairs = joined_repairs(repairs_file, inputs.repairs)
    facts_file = read_facts(inputs.facts_file) if inputs.facts_file else None
    entered = joined_facts(facts_file, inputs.facts)
    loaded = load_rules() if rules is None else rules
    profile = loaded.profile(municipality)
    model = _read(inputs, repairs, progress, arrived)
    found = repaired(model, repairs)
    design = read_proposal(inputs.proposal, inputs, found, progress) if inputs.proposal else None
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
    norms = loaded.norms_for(municipality)
    shades = bool(loaded.shades_for(municipality))
    around = read_surroundings(inputs, measured, site, footprint, norms, progress, shades=shades)
    city = around.city
    building = replace(measured, defects=(*measured.defects, *around.remarks))
    plots = plan.plots(reference, found.to_local) if plan else ()
    gardens = placed_gardens(plots, footprint, building, site, city.neighbours if city else ())
    return OpenedCase(
        Case(
            building,
            site,
            city.neighbours if city else (),
            city.credit if city else None,
            statement,
            limits,
            repairs,
            gardens,
            entered,
            frame=found.frame,
            proposal=design.proposal if design else None,
        ),
        _hashes(inputs, model, around, statement, plan, (repairs_file, facts_file)) | _own_hash(design),
        model.versions,
        replace(existing, building=building),
        profile,
        around.path,
    )


def _own_hash(design: ReadProposal | None) -> dict[str, str]:
    return {} if design is None else {f"proposal: {design.proposal.name}": design.sha256}


def _plan_datum(inputs: CaseInput, reference: GeoReference, profile: MeasuringProfile | None) -> Datum | None:
    if inputs.plan_datum is None:
        return model_datum(reference, profile)
    return entered_datum(inputs.plan_datum, profile)


def _read(
    inputs: CaseInput, repairs: Repairs | None, progress: Progress, arrived: Arrived | None
) -> ReadModel:
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
        loading=Loading(cache=geometry_folder()),
        arrived=arrived,
    )


def _hashes(
    inputs: CaseInput,
    model: ReadModel,
    around: Surroundings,
    statement: StructuralStatement | None,
    plan: PlanFile | None,
    more: tuple[RepairsFile | None, FactsFile | None],
) -> dict[str, str]:
    """Return the SHA-256 of each input by file name; a name that comes twice gets its part before it."""
    found = [("model", inputs.model.name, model.sha256)]
    found += [(f"aspect {n}", name, digest) for n, (name, digest) in enumerate(model.aspects, 2)]
    if around.city is not None and around.path is not None:
        found.append(("neighbours", around.path.name, around.city.sha256))
    found += [(f"tile {n}", path.name, digest) for n, (path, digest) in enumerate(around.tiles, 2)]
    if statement is not None:
        found.append(("statement", statement.file_name, statement.sha256))
    if plan is not None:
        found.append(("plan", plan.name, plan.sha256))
    for part, file in zip(("repairs", "facts"), more, strict=True):
        if file is not None:
            found.append((part, file.name, file.sha256))
    hashes: dict[str, str] = {}
    for part, name, digest in found:
        hashes[f"{part}: {name}" if name in hashes else name] = digest
    return hashes
