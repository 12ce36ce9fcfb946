"""A model file into a building and its site."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from optopcheck.domain.building import Building, Defect, Element
from optopcheck.domain.job import InputError, no_progress
from optopcheck.domain.mesh import Mesh, merged
from optopcheck.domain.text import Text
from optopcheck.ifc import aspect_texts, bodies, completeness, fitness, heading
from optopcheck.ifc.aspect_source import Source, read_source
from optopcheck.ifc.aspects import federate
from optopcheck.ifc.damage import damaged
from optopcheck.ifc.flat import flat_parts
from optopcheck.ifc.frame import Frame, make_frame
from optopcheck.ifc.loading_options import DEFAULT, Loading
from optopcheck.ifc.plant import others_left_out, plant_read, plant_unread, standing_out, touching
from optopcheck.ifc.preview import Preview
from optopcheck.ifc.remarks import kernel_remarks
from optopcheck.ifc.storey_checks import naming_defects
from optopcheck.ifc.storeys import disagreeing, elevation, make_storeys
from optopcheck.ifc.whole import whole_defects
from optopcheck.ifc.windows import WindowPoints

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from optopcheck.domain.arrival import Arrived
    from optopcheck.domain.job import Progress
    from optopcheck.domain.repair import AspectFrame
    from optopcheck.domain.site import Site
    from optopcheck.ifc.survey import ModelFacts, Part, Survey

_BUILDING = Text("gebouw samenstellen", "putting the building together")
_WINDOWS = Text("ramen plaatsen", "placing the windows")


@dataclass(frozen=True, eq=False)
class ReadModel:
    """What a model file says."""

    building: Building
    site: Site
    schema: str
    sha256: str
    """Of the file as given."""
    versions: Mapping[str, str]
    """Libraries that read it."""
    tool: str = ""
    """Program that made it, as it says itself."""
    frame: Frame | None = None
    """How its coordinates became those of the building."""
    aspects: tuple[tuple[str, str], ...] = ()
    """Name and SHA-256 of the other files of the building."""


def read_model(
    path: Path,
    *,
    building: str | None = None,
    aspects: Sequence[Path] = (),
    aspect_frame: AspectFrame | None = None,
    progress: Progress = no_progress,
    loading: Loading = DEFAULT,
    arrived: Arrived | None = None,
) -> ReadModel:
    """Read an IFC model.

    Parameters
    ----------
    path
        An .ifc or .ifczip file (IFC2X3, IFC4, IFC4X3_ADD2).
    building
        Name or GlobalId, needed if the model holds several buildings.
    aspects
        Other files of the same building; building, site and frame come from `path`.
    aspect_frame
        Which coordinates are right, where the files contradict each other.
    progress
        Told how far the reading is; may raise `CancelledError`, which stops
        the reading and leaves nothing behind.
    loading
        By how many processes, and where geometry is kept; never changes what is read.
    arrived
        Told which parts of the first file are there, as they come.

    Raises
    ------
    InputError
        If nothing can be read; says what to do. What is merely wrong or
        missing becomes a `Defect` of the building.
    """
    seen = Preview(arrived) if arrived else None
    report = _counted(progress, 1, len(aspects))
    sketched = seen.sketched if seen else None
    lead = read_source(Path(path), building, report, options=loading, arrived=seen, sketched=sketched)
    others = _read_aspects(lead, aspects, progress, loading)
    survey, remarks = federate(lead, others, aspect_frame) if others else (lead.survey, ())
    frame = make_frame(survey.told.world, survey.middle)
    return ReadModel(
        _interpret(survey, frame, remarks, progress),
        frame.site,
        survey.told.schema,
        lead.sha256,
        survey.told.versions,
        survey.told.header.application or survey.told.header.system,
        frame,
        tuple((source.file, source.sha256) for source in others),
    )


def _read_aspects(lead: Source, paths: Sequence[Path], progress: Progress, loading: Loading) -> list[Source]:
    known, found = {lead.sha256}, []
    for count, path in enumerate(paths, 2):
        try:
            report = _counted(progress, count, len(paths))
            source = read_source(Path(path), None, report, lead, options=loading)
        except InputError as error:
            raise InputError(aspect_texts.unusable(Path(path).name, error.text)) from error
        if source.sha256 in known:
            raise InputError(aspect_texts.given_twice(source.file))
        known.add(source.sha256)
        found.append(source)
    return found


def _counted(progress: Progress, number: int, others: int) -> Progress:
    """Say which of several files is read."""
    if not others:
        return progress

    def report(step: Text, fraction: float) -> None:
        which = f"{number}/{others + 1}"
        progress(Text(f"bestand {which}: {step.nl}", f"file {which}: {step.in_language('en')}"), fraction)

    return report


def _interpret(survey: Survey, frame: Frame, remarks: tuple[Defect, ...], progress: Progress) -> Building:
    facts = survey.told
    progress(_BUILDING, 0.0)
    elements = _elements(facts.parts, survey, frame)
    progress(_BUILDING, 0.3)
    spaces = _elements(facts.spaces, survey, frame)
    storeys = make_storeys(facts.levels, frame.lift)
    meshes = {space.global_id: space.mesh for space in spaces}
    rooms = [(part, meshes[part.id]) for part in facts.spaces if part.id in meshes]
    progress(_BUILDING, 0.6)
    windows = WindowPoints(facts.building_name, facts.parts, elements, rooms, storeys)
    glazed = [part for part in facts.parts if part.kind == "IfcWindow"]
    for count, part in enumerate(glazed):
        progress(_WINDOWS, count / len(glazed))
        windows.add(part)
    progress(_BUILDING, 0.8)
    plant, plant_defects = _plant(facts, survey)
    defects = (
        *remarks,
        *_file_defects(facts, survey),
        *plant_defects,
        *_storey_defects(facts),
        *_geometry_defects(facts, survey),
        *frame.defects,
        *_window_defects(windows),
        *whole_defects(facts.parts, elements, spaces, storeys),
        *bodies.origin_markers(facts.parts, survey.shapes),
    )
    elements = (*elements, *_elements(plant, survey, frame))
    elements = tuple(sorted(elements, key=lambda element: element.global_id))
    return Building(facts.building_name, elements, storeys, spaces, tuple(windows.points), defects)


def _elements(parts: tuple[Part, ...], survey: Survey, frame: Frame) -> tuple[Element, ...]:
    pieces: defaultdict[str, list[Mesh]] = defaultdict(list)
    for part in parts:
        if part.id in survey.shapes:
            vertices, faces = survey.shapes[part.id]
            # Frame and pane of a window make one window.
            pieces[part.whole or part.id].append(Mesh(frame.apply(vertices), faces))
    return tuple(
        Element(part.id, part.kind, part.name, merged(pieces[part.id]), part.storey, external=part.external)
        for part in parts
        if part.id in pieces
    )


def _plant(facts: ModelFacts, survey: Survey) -> tuple[tuple[Part, ...], list[Defect]]:
    """Return what stands out above the building beside its body, and what is said of the others."""
    nobodys = {part for part in facts.plant if part.id.partition("#")[0] in facts.homeless}
    loose = [part for part in facts.plant if part not in nobodys]
    high = standing_out(loose, survey.shapes, facts.parts, facts.plant_floor)
    lost = [part for part in loose if part.id not in survey.shapes]
    said = [*([plant_read(high)] if high else []), *([plant_unread(lost)] if lost else [])]
    if others := others_left_out(facts.left_out, high):
        said.append(fitness.left_out(others))
    if strays := {i: name for i, name in facts.strays.items() if i not in {part.id for part in high}}:
        said.append(fitness.strays(strays))
    if facts.homeless:
        said.append(
            fitness.homeless(
                facts.homeless,
                touching(sorted(nobodys, key=lambda part: part.id), survey.shapes, facts.parts),
            )
        )
    return high, said


def _file_defects(facts: ModelFacts, survey: Survey) -> list[Defect]:
    found = fitness.units(facts.units, survey.kernel_unit)
    found += [*heading.foreign_classes(facts.open_errors), *heading.header_gaps(facts.header)]
    if errors := [error for error in facts.open_errors if not heading.is_foreign(error)]:
        found.append(fitness.damaged_text(errors))
    found += damaged(facts.damages)
    if facts.repeated_ids:
        found.append(fitness.repeated_ids(facts.repeated_ids))
    if facts.gone or facts.cuts:
        found.append(fitness.taken_away(facts.gone, len(facts.cuts)))
    return found


def _storey_defects(facts: ModelFacts) -> list[Defect]:
    if not facts.levels:
        return [fitness.no_storeys()]
    found = []
    if lost := [level for level in facts.levels if elevation(level) is None]:
        found.append(fitness.storeys_without_height(lost))
    if wrong := disagreeing(facts.levels):
        found.append(fitness.storeys_disagree(wrong))
    return [*found, *naming_defects(facts.levels)]


def _geometry_defects(facts: ModelFacts, survey: Survey) -> list[Defect]:
    lost = [part for part in (*facts.parts, *facts.spaces) if part.has_body and part.id not in survey.shapes]
    found = [*completeness.unread(lost, survey.failed), *completeness.shapeless(facts.parts, survey.shapes)]
    found += flat_parts(facts.parts, survey.shapes)
    if partly := [p for p in facts.parts if p.id in survey.complaints and p.id in survey.shapes]:
        found.append(completeness.partly_read(partly, survey.complaints))
    found += kernel_remarks(facts.parts, survey.remarks)
    if survey.differing:
        found.append(completeness.kernels_differ(survey.differing))
    if site := [part for part in facts.parts if part.in_site]:
        found.append(fitness.in_site(site))
    return found


def _window_defects(windows: WindowPoints) -> list[Defect]:
    found = []
    if windows.inside:
        found.append(fitness.inner_windows(windows.inside))
    if windows.unread:
        found.append(fitness.windows_unread(windows.unread))
    return found
