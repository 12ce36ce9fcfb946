"""One file among several of one building: how it was read, and the boxes of its parts."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from optopcheck.domain.job import InputError
from optopcheck.domain.mesh import Mesh
from optopcheck.domain.text import Text
from optopcheck.geometry.cutting import below
from optopcheck.ifc.crew import Crew
from optopcheck.ifc.frame import Frame, make_frame
from optopcheck.ifc.loading import Job, survey_model
from optopcheck.ifc.loading_options import DEFAULT, Loading
from optopcheck.ifc.preflight import check_is_file, prepare, sha256_of

if TYPE_CHECKING:
    from optopcheck.domain.job import Progress
    from optopcheck.domain.mesh import Floats
    from optopcheck.ifc.loading import Arrived, SketchArrived
    from optopcheck.ifc.survey import ModelFacts, Survey

SAME_BOX = 0.001
"""Two boxes of one element are the same within this [m]."""
TOUCHING = 0.5
"""Parts of one building stand no further apart than this in plan [m]."""
_CHECKING = Text("bestand controleren", "checking the file")
_BLOCK = 512


@dataclass(frozen=True, eq=False)
class Source:
    """A file that was read."""

    file: str
    sha256: str
    survey: Survey

    @property
    def facts(self) -> ModelFacts:
        """What it says beside the geometry."""
        return self.survey.told

    @cached_property
    def frame(self) -> Frame:
        """Its own frame, as if it stood alone."""
        return make_frame(self.facts.world, self.survey.middle)

    @cached_property
    def boxes(self) -> dict[str, Floats]:
        """Lowest and highest corner of each part, shape (2, 3), model coordinates [m]."""
        known = self.survey.shapes
        return {
            part.id: np.array([known[part.id][0].min(axis=0), known[part.id][0].max(axis=0)])
            for part in self.facts.parts
            if part.id in known
        }


def read_source(
    path: Path,
    building: str | None,
    progress: Progress,
    lead: Source | None = None,
    *,
    options: Loading = DEFAULT,
    arrived: Arrived | None = None,
    sketched: SketchArrived | None = None,
) -> Source:
    """Read one file in child processes of its own; an aspect model knows the first file.

    Raises
    ------
    InputError
        If nothing can be read, or the file changes meanwhile.
    """
    progress(_CHECKING, 0.0)
    check_is_file(path)
    sha256 = sha256_of(path)
    told: dict[str, Any] = {"building": building, "like": None, "floor": None}
    if lead is not None:
        told["like"] = (lead.facts.building_id, lead.facts.building_name)
        told["floor"] = lead.facts.plant_floor
    kept = options.kept(sha256, told)
    survey = kept.read() if kept else None
    if survey is None:
        survey = _read(path, told, progress, options, arrived or _nobody, sketched)
        if not _is_still(path, sha256):
            raise InputError(_changed(path.name))
        if kept:
            kept.write(survey)
    elif arrived is not None:
        arrived(survey, ())
        arrived(survey, tuple(survey.shapes))
    _cut(survey)
    return Source(path.name, sha256, survey)


def _is_still(path: Path, sha256: str) -> bool:
    """Tell whether a file is what it was: a receipt and the kept geometry name it by its hash."""
    try:
        return sha256_of(path) == sha256
    except OSError:
        return False


def _changed(file: str) -> Text:
    return Text(
        f"{file} veranderde terwijl het werd gelezen; wacht tot het opgeslagen is en open het opnieuw",
        f"{file} changed while it was read; wait until it is saved and open it again",
    )


def _read(
    path: Path,
    told: dict[str, Any],
    progress: Progress,
    options: Loading,
    arrived: Arrived,
    sketched: SketchArrived | None,
) -> Survey:
    scout = sketched is not None and options.is_worth_a_sketch(path)
    with (
        tempfile.TemporaryDirectory(prefix="optopcheck-") as name,
        # The children start while we look at the file; no byte of it reaches them before.
        Crew(Path(name), {**told, "file": path.name}, options.crew_for(path), scout=scout) as crew,
    ):
        plain = prepare(path, Path(name))
        progress(_CHECKING, 1.0)
        job = Job(plain.resolve(), path.name, Path(name))
        return survey_model(job, crew, progress, arrived=arrived, sketched=sketched or _nobody)


def _cut(survey: Survey) -> None:
    """Take off what a variant that was written into the model cuts off."""
    for identity, height in survey.told.cuts.items():
        if identity in survey.shapes:
            rest = below(Mesh(*survey.shapes[identity]), height)
            if rest is None:
                del survey.shapes[identity]
            else:
                survey.shapes[identity] = rest.vertices, rest.faces


def _nobody(*told: object) -> None:
    del told


def stacked(boxes: dict[str, Floats]) -> Floats:
    """Return boxes as one array, shape (n, 2, 3) [m]."""
    return np.array(list(boxes.values())) if boxes else np.empty((0, 2, 3))


def touching_share(boxes: Floats, others: Floats) -> float:
    """Return which share of boxes (n, 2, 3) lies at others (m, 2, 3), seen from above."""
    count = 0
    for start in range(0, len(boxes), _BLOCK):
        block = boxes[start : start + _BLOCK, None, :, :2]
        apart = np.maximum(block[:, :, 0] - others[None, :, 1, :2], others[None, :, 0, :2] - block[:, :, 1])
        count += int((apart.max(axis=2) <= TOUCHING).any(axis=1).sum())
    return count / len(boxes) if len(boxes) else 1.0


def gap(boxes: Floats, others: Floats) -> Floats:
    """Return how far two groups lie apart along x, y and z, zero where they overlap, shape (3,) [m]."""
    low, high = boxes[:, 0].min(axis=0), boxes[:, 1].max(axis=0)
    other_low, other_high = others[:, 0].min(axis=0), others[:, 1].max(axis=0)
    return np.asarray(np.maximum(0.0, np.maximum(low - other_high, other_low - high)), dtype=np.float64)


def width(boxes: Floats) -> float:
    """Return the longest side in plan of all boxes together [m]."""
    return float((boxes[:, 1].max(axis=0) - boxes[:, 0].min(axis=0))[:2].max())
