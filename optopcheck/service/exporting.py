"""The result into other programs: BCF for the model checker, IFC for the design."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optopcheck.domain.job import no_progress
from optopcheck.domain.text import Text
from optopcheck.ifc.writer import write_variant
from optopcheck.report import write_bytes
from optopcheck.report.bcf import BCF_VERSIONS, BcfHead, BcfVersion, bcf_bytes
from optopcheck.report.bcf_topics import topics
from optopcheck.report.bcf_view import View
from optopcheck.service.shadow import ground_level
from optopcheck.service.variant import variant_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from optopcheck.domain.assessment import Assessment
    from optopcheck.domain.job import Progress
    from optopcheck.domain.model_frame import ModelFrame
    from optopcheck.domain.text import Language
    from optopcheck.picture.portrait import Portrait
    from optopcheck.service.inputs import CaseInput

__all__ = ["BCF_VERSIONS", "BcfVersion", "write_bcf", "write_ifc"]

_DRAWING = Text("beelden voor BCF tekenen", "drawing the pictures of the BCF")


def write_bcf(
    assessment: Assessment,
    model: str,
    path: Path,
    *,
    version: BcfVersion = "2.1",
    assigned_to: str | None = None,
    language: Language = "nl",
    reviewed: Mapping[str, str] | None = None,
    progress: Progress = no_progress,
) -> int:
    """Write a BCF file with a topic for each finding that needs action; return how many there are.

    Parameters
    ----------
    assessment
        What was found.
    model
        File name of the model that the topics are about.
    path
        The file to write.
    version
        Of BCF; 2.1 opens in most checkers.
    assigned_to
        Who is to act, as the checker knows him: mostly an e-mail address.
    reviewed
        What reviewers wrote; see `reviewed_words`.

    Raises
    ------
    InputError
        If the file cannot be written; nothing half-written is left.
    """
    # VTK takes half a second to load; nothing else here needs it.
    from optopcheck.picture.palette import HIGHLIGHT  # noqa: PLC0415
    from optopcheck.picture.portrait import portraits  # noqa: PLC0415

    found = topics(assessment, language, reviewed=reviewed or {})
    case = assessment.facts.case
    building = assessment.facts.proposed.building or case.building
    taken = portraits(building, case.neighbours, [topic.parts for topic in found], ground=ground_level(case))
    colour = "".join(f"{part:02X}" for part in HIGHLIGHT)
    pictured = []
    for count, (topic, portrait) in enumerate(zip(found, taken, strict=True)):
        progress(_DRAWING, count / len(found))
        pictured.append((topic, _view(portrait, case.frame, colour)))
    head = BcfHead(version, assessment.receipt.reference_date, model, assigned_to)
    content = bcf_bytes(pictured, head)
    progress(_DRAWING, 1.0)  # who cancelled meanwhile gets no file
    write_bytes(path, content)
    return len(found)


def _view(portrait: Portrait, frame: ModelFrame, colour: str) -> View:
    """Return the viewpoint in the coordinates that a viewer of the same model shows."""
    return View(
        frame.to_model(portrait.eye[None])[0],
        frame.directions_to_model(portrait.direction[None])[0],
        frame.directions_to_model(portrait.up[None])[0],
        portrait.angle,
        portrait.aspect,
        portrait.png,
        colour,
    )


def write_ifc(
    assessment: Assessment, inputs: CaseInput, path: Path, progress: Progress = no_progress
) -> tuple[Text, ...]:
    """Write the design into a copy of its model; return what the user must know of it.

    Raises
    ------
    InputError
        If there is no design, what it alters cannot be written, or the file cannot.
    """
    variant, moved = variant_of(assessment)
    repairs = assessment.facts.case.repairs
    building = inputs.building or (repairs.building if repairs else None)
    write_bytes(path, write_variant(inputs.model, variant, building=building, progress=progress))
    told = []
    if moved:
        told.append(
            Text(
                f"{len(moved)} installaties en schoorstenen op het dak staan er nog op hun oude plaats",
                f"{len(moved)} installations and chimneys on the roof are still in their old place",
            )
        )
    if variant.gone or variant.cuts:
        told.append(
            Text(
                f"weg gaan {len(variant.gone)} onderdelen, afgesneden {len(variant.cuts)}: zij staan er nog, "
                "gemerkt als sloop; dit programma meet ze niet mee, een ander misschien wel",
                f"{len(variant.gone)} parts go and {len(variant.cuts)} are cut off: they still stand in it, "
                "marked as demolished; this program does not measure them, another one may",
            )
        )
    if repairs is not None and repairs.dropped:
        told.append(
            Text(
                f"de {len(repairs.dropped)} weggelaten bouwdelen staan nog in het model",
                f"the {len(repairs.dropped)} parts that were left out are still in the model",
            )
        )
    if inputs.aspects:
        told.append(
            Text(
                f"alleen {inputs.model.name} is aangevuld, de andere bestanden van het gebouw niet",
                f"only {inputs.model.name} was added to, not the other files of the building",
            )
        )
    return tuple(told)
