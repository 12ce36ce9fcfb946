"""Elements of real models as we read them, against opencascade: ``python -m tests.bench.agreement``."""

from __future__ import annotations

import sys
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import ifcopenshell
import numpy as np

from optopcheck.domain.job import InputError, no_progress
from optopcheck.ifc.aspect_source import read_source
from optopcheck.ifc.loading_options import Loading
from optopcheck.ifc.preflight import prepare
from optopcheck.ifc.shapes import iterate, world_triangles
from optopcheck.ifc.sound import extent, is_sound

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optopcheck.ifc.sound import Extent

HERE = Path(__file__).parent
MODELS = HERE.parents[2] / "shared" / "models" / "ifc"
BOX, VOLUME = 0.001, 0.001
"""What may differ: a corner of a box [m], and the share of a volume."""


@dataclass(frozen=True)
class Agreement:
    """One model."""

    name: str
    elements: int = 0
    same_bits: int = 0
    missing: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    box: float = 0.0
    """Largest difference of a corner [m]."""
    volume: float = 0.0
    """Largest difference where opencascade draws a closed body, as a share."""
    area: float = 0.0
    """The same for areas."""
    differing: tuple[str, ...] = ()
    """Elements for which the file was switched over to the exact kernel."""
    without: int = 0
    """Elements that opencascade does not close: they have no volume there, and its sum differs."""
    healed: int = 0
    """Of all that it does not close, those that are closed here."""
    refused: str = ""


def compare(path: Path, workers: int = 2) -> Agreement:
    """Read a model as the program does, and each of its elements with opencascade alone."""
    try:
        survey = read_source(path, None, no_progress, options=Loading(workers=workers)).survey
    except InputError as error:
        return Agreement(path.name, refused=error.text.in_language("en"))
    with tempfile.TemporaryDirectory() as folder:
        plain = _plain(ifcopenshell.open(str(prepare(path, Path(folder)))), survey.told)
    both = [(survey.shapes[name], plain[name]) for name in plain if name in survey.shapes]
    equal = [all(np.array_equal(a, b) for a, b in zip(ours, theirs, strict=True)) for ours, theirs in both]
    other = [pair for pair, same in zip(both, equal, strict=True) if not same]
    drawn = [(extent(*a), extent(*b)) for a, b in other]
    closed = [is_sound(*b) for _, b in other]
    return Agreement(
        path.name,
        len(plain),
        sum(equal),
        tuple(sorted(plain.keys() - survey.shapes.keys())),
        tuple(sorted(survey.shapes.keys() - plain.keys())),
        max((float(np.abs(a.box - b.box).max()) for a, b in drawn), default=0.0),
        max(
            (_apart(a, b) for (a, b), is_closed in zip(drawn, closed, strict=True) if is_closed), default=0.0
        ),
        max((abs(a.area - b.area) / max(b.area, 1e-9) for a, b in drawn), default=0.0),
        survey.differing,
        sum(not is_closed and _apart(a, b) > VOLUME for (a, b), is_closed in zip(drawn, closed, strict=True)),
        sum(not is_closed and is_sound(*a) for (a, _), is_closed in zip(other, closed, strict=True)),
    )


def _apart(one: Extent, other: Extent) -> float:
    """Return by which share volumes differ, whichever way the faces look."""
    return abs(abs(one.volume) - abs(other.volume)) / max(abs(other.volume), 1e-9)


def _plain(model: Any, facts: Any) -> dict[str, Any]:
    """Draw all elements with opencascade; what is drawn alike is not drawn once."""
    parts = [part for part in (*facts.parts, *facts.spaces, *facts.plant) if part.has_body]
    wanted = {}
    for part in parts:
        guid, _, step = part.id.partition("#")
        element = model.by_id(int(step)) if step else model.by_guid(guid)
        wanted[element.id()] = (part.id, element)
    found = {}
    for shape in iterate(model, [element for _, element in wanted.values()]):
        vertices, faces = world_triangles(shape)
        if len(faces):
            found[wanted[shape.id][0]] = (vertices, faces)
    return found


def table(found: list[Agreement]) -> Iterator[str]:
    """Write a line per model."""
    yield (
        "| model | elements | same bits | missing | box [mm] | area [%] | volume [%] "
        "| no volume there, differs | closed only here | switched over |"
    )
    yield "|---" * 10 + "|"
    for one in found:
        if one.refused:
            yield f"| {one.name} | refused: {one.refused[:60]} | | | | | | | | |"
            continue
        figures = f"{one.box * 1000:.4f} | {one.area * 100:.4f} | {one.volume * 100:.5f}"
        figures += f" | {one.without or ''} | {one.healed or ''}"
        switched = f"{len(one.differing)} differ" if one.differing else ""
        counts = f"{one.elements} | {one.same_bits} | {len(one.missing)}"
        yield f"| {one.name} | {counts} | {figures} | {switched} |"


def main() -> int:
    """Compare all models and write AGREEMENT.md; 1 if one lies outside."""
    found = []
    for path in sorted([*MODELS.glob("*.ifc"), *MODELS.glob("*.ifczip")]):
        found.append(compare(path))
        sys.stderr.write(f"{found[-1]}\n")
    total = sum(one.elements for one in found)
    head = (
        "# Geometry against opencascade alone",
        "",
        (
            f"{datetime.now(UTC).date()}, ifcopenshell {ifcopenshell.version}: "
            f"{total:,} elements of {len(found)} files."
        ),
        "Largest difference of any element of a file; *same bits*: all vertices and triangles are alike.",
        "Volumes are compared where opencascade closes a body. The faces of a surface model it turns at",
        "random: the sum over them hangs on where the element stands, and is no volume; see decision 068.",
        "",
    )
    text = "\n".join([*head, *table(found)]) + "\n"
    (HERE / "AGREEMENT.md").write_text(text, encoding="utf-8")
    sys.stdout.write(text)
    return int(any(one.missing or one.extra or one.box > BOX or one.volume > VOLUME for one in found))


if __name__ == "__main__":
    sys.exit(main())
