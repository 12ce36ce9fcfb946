"""A variant written into a copy of its model: new storeys, parts and rooms; what stood there stays."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from optopcheck.domain.job import no_progress
from optopcheck.domain.text import Text
from optopcheck.ifc.asking import ask
from optopcheck.ifc.preflight import prepare
from optopcheck.ifc.prisms import prism_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from optopcheck.domain.job import Progress
    from optopcheck.domain.mesh import Mesh
    from optopcheck.ifc.prisms import Prism

_WRITING = Text("variant in het model schrijven", "writing the variant into the model")


@dataclass(frozen=True)
class NewStorey:
    """A storey to write."""

    global_id: str
    name: str
    elevation: float
    """Height in the model [m]."""


@dataclass(frozen=True, eq=False)
class NewPart:
    """A wall, slab or window to write; its mesh in the coordinates of the model [m]."""

    global_id: str
    kind: str
    """``IfcWall``, ``IfcSlab`` or ``IfcWindow``."""
    name: str
    storey: str
    mesh: Mesh
    role: str | None = None
    """Of a slab: ``ROOF`` or ``FLOOR``."""


@dataclass(frozen=True, eq=False)
class NewOpening:
    """The hole of a window in a wall."""

    global_id: str
    wall: str
    window: str
    mesh: Mesh
    width: float
    height: float


@dataclass(frozen=True, eq=False)
class NewSpace:
    """A room to write."""

    global_id: str
    name: str
    storey: str
    mesh: Mesh


@dataclass(frozen=True, eq=False)
class NewCut:
    """What is cut off from a part that stands there, all above a height."""

    global_id: str
    """Of the opening."""
    part: str
    height: float
    """In the model [m]."""
    mesh: Mesh
    """The box that goes."""


@dataclass(frozen=True, eq=False)
class Variant:
    """What is added to a model."""

    storeys: tuple[NewStorey, ...]
    parts: tuple[NewPart, ...]
    openings: tuple[NewOpening, ...]
    spaces: tuple[NewSpace, ...]
    properties: Mapping[str, str]
    """Of everything that is added."""
    on: date
    """When it was made: no time of day is written."""
    key: str
    """Names the variant, for the ids of relations."""
    gone: tuple[str, ...] = ()
    """Parts, rooms and storeys of the model that are no longer there."""
    cuts: tuple[NewCut, ...] = ()


def write_variant(
    path: Path, variant: Variant, *, building: str | None = None, progress: Progress = no_progress
) -> bytes:
    """Return the text of the model with the variant in it, in the schema and units of the model.

    Parameters
    ----------
    path
        An .ifc or .ifczip file; it is not changed.
    variant
        In the coordinates of the model.
    building
        Name or GlobalId, needed if the model holds several buildings.
    progress
        May raise `CancelledError`.

    Raises
    ------
    InputError
        If the model cannot be written: it already holds the variant, its unit of length is unusable, or
        what goes stands in another file.
    """
    path = Path(path)
    with tempfile.TemporaryDirectory(prefix="optopcheck-") as name:
        folder = Path(name)
        plain = prepare(path, folder).resolve()
        written = folder / "variant.ifc"
        job: dict[str, Any] = {
            "model": str(plain),
            "file": path.name,
            "folder": name,
            "building": building,
            "written": str(written),
            "variant": _order(variant),
        }
        ask(job, folder, _WRITING, progress)
        return written.read_bytes()


def _order(variant: Variant) -> dict[str, Any]:
    return {
        "key": variant.key,
        "day": (variant.on.year, variant.on.month, variant.on.day),
        "properties": dict(variant.properties),
        "storeys": [{"id": s.global_id, "name": s.name, "elevation": s.elevation} for s in variant.storeys],
        "parts": [
            {
                **_solid(part.global_id, part.name, part.mesh),
                "kind": part.kind,
                "storey": part.storey,
                "role": part.role,
            }
            for part in variant.parts
        ],
        "openings": [
            {
                **_solid(hole.global_id, "", hole.mesh),
                "wall": hole.wall,
                "window": hole.window,
                "size": (hole.width, hole.height),
            }
            for hole in variant.openings
        ],
        "spaces": [
            {**_solid(room.global_id, room.name, room.mesh), "storey": room.storey} for room in variant.spaces
        ],
        "gone": list(variant.gone),
        "cuts": [
            {**_solid(cut.global_id, "", cut.mesh), "part": cut.part, "height": cut.height}
            for cut in variant.cuts
        ],
    }


def _solid(identity: str, name: str, mesh: Mesh) -> dict[str, Any]:
    prism = prism_of(mesh)
    shape: dict[str, Any] = {"corner": mesh.bounds[0].tolist()}
    if prism is None:
        shape |= {"vertices": mesh.vertices.tolist(), "faces": mesh.faces.tolist()}
    else:
        shape |= {"prism": _profiles(prism), "height": prism.high - prism.low}
        shape |= {"area": prism.area, "perimeter": prism.perimeter}
    return {"id": identity, "name": name, "shape": shape}


def _profiles(prism: Prism) -> list[dict[str, Any]]:
    return [
        {"outer": profile.outer.tolist(), "holes": [hole.tolist() for hole in profile.holes]}
        for profile in prism.profiles
    ]
