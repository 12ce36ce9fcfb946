"""What the exports do: each the same call of the service as the command line makes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from optopcheck.domain.job import InputError
from optopcheck.domain.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from PySide6.QtGui import QImage

    from optopcheck.domain.assessment import Assessment
    from optopcheck.domain.job import Progress
    from optopcheck.domain.text import Language
    from optopcheck.gui.work import Opened
    from optopcheck.service import CaseInput

_STEP = Text("Schrijven", "Writing")


@dataclass(frozen=True, eq=False)
class Source:
    """What is exported, as it lay on the desk when it was asked for."""

    opened: Opened
    assessment: Assessment
    language: Language
    reviewed: Mapping[str, str] = field(default_factory=dict)
    """The reviewer's words by the id of the rule."""
    author: str = ""
    """Who makes the report; empty: nobody is named."""


def report(source: Source, path: Path, progress: Progress, *, is_copy: bool = False) -> Text | None:
    """Write the report, as PDF or HTML by its name; `is_copy`: without attachments, for portals."""
    from optopcheck import service  # noqa: PLC0415  # loaded by the time a case is open

    form = service.PdfForm.COPY if is_copy else service.PdfForm.FULL
    style = service.ReportStyle(author=source.author)
    service.write_report(
        source.assessment, path, source.language, form, style, reviewed=source.reviewed, progress=progress
    )
    return None


def bcf(source: Source, path: Path, progress: Progress) -> Text | None:
    """Write a topic for each finding that needs action."""
    from optopcheck import service  # noqa: PLC0415  # same

    model = source.opened.inputs.model.name
    count = service.write_bcf(
        source.assessment,
        model,
        path,
        language=source.language,
        reviewed=source.reviewed,
        progress=progress,
    )
    return Text(f"{count} punten", f"{count} topics")


def ifc(source: Source, path: Path, progress: Progress) -> Text | None:
    """Write a copy of the model with the design in it."""
    from optopcheck import service  # noqa: PLC0415  # same

    told = service.write_ifc(source.assessment, source.opened.inputs, path, progress)
    if not told:
        return None
    return Text("; ".join(one.nl for one in told), "; ".join(one.in_language("en") for one in told))


def glb(source: Source, path: Path, progress: Progress) -> Text | None:
    """Write the situations for presentation."""
    from optopcheck import service  # noqa: PLC0415  # same

    progress(_STEP, 0.1)
    service.write_glb(source.assessment, path)
    return None


def cityjson(source: Source, path: Path, progress: Progress) -> Text | None:
    """Write the situations for GIS."""
    from optopcheck import service  # noqa: PLC0415  # same

    progress(_STEP, 0.1)
    service.write_cityjson(source.assessment, path)
    return None


def json(source: Source, path: Path, progress: Progress) -> Text | None:
    """Write the assessment in the published form."""
    from optopcheck import service  # noqa: PLC0415  # same

    progress(_STEP, 0.1)
    service.write_json(source.assessment, path)
    return None


def plates(source: Source, folder: Path, progress: Progress) -> Text | None:
    """Write the study plates of the year with the areas of shade."""
    from optopcheck import service  # noqa: PLC0415  # same

    facts = source.assessment.facts
    scene = service.shade_scene(facts.case, facts.scenario)
    year = source.opened.on.year
    asked = service.ShadowRequest(tuple(date(year, *day) for day in service.STUDY_DAYS))
    files = service.write_shadows(scene, asked, folder, source.language, progress)
    return Text(f"{len(files)} bestanden", f"{len(files)} files")


def picture(image: QImage, path: Path, progress: Progress) -> Text | None:
    """Write the picture as it is seen.

    Raises
    ------
    InputError
        If the file cannot be written.
    """
    progress(_STEP, 0.1)
    if not image.save(str(path), "PNG"):  # type: ignore[call-overload]  # its stub wants bytes
        raise InputError(
            Text(
                f"'{path}' is niet geschreven; kies een andere map",
                f"'{path}' was not written; choose another folder",
            )
        )
    return None


def check_goal(inputs: CaseInput, path: Path) -> None:
    """Refuse to write over a file of the case.

    Raises
    ------
    InputError
        With the file that would be lost.
    """
    goal = path.resolve()
    if any(goal == own.resolve() for own in _own(inputs)):
        raise InputError(
            Text(
                f"'{path.name}' is een bestand van deze zaak; kies een andere naam",
                f"'{path.name}' is a file of this case; choose another name",
            )
        )


def _own(inputs: CaseInput) -> Iterator[Path]:
    yield inputs.model
    yield from inputs.aspects
    yield from inputs.city_tiles
    single = (inputs.neighbours, inputs.plan, inputs.repairs_file, inputs.facts_file)
    yield from (path for path in single if path is not None)
    if inputs.statement is not None:
        yield inputs.statement.paper
