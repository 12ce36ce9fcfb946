"""In the child: triangles of parts, written to raw files as they come."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any, BinaryIO

import ifcopenshell
import ifcopenshell.geom
import numpy as np

from optopcheck.ifc.log import name_unnamed
from optopcheck.ifc.scratch import write_whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from optopcheck.domain.mesh import Floats, Ints

EXACT = "opencascade"
FAST = "hybrid-cgal-simple-opencascade"
"""Draws flat bodies with cgal and the rest with opencascade."""
FARTHEST = 1e8
"""No vertex of a building lies further from the zero of its model [m]."""


class ShapeWriter:
    """Append-only files of vertices (float64) and faces (int64); what they hold is said."""

    def __init__(self, folder: Path, name: str, say: Callable[..., None]) -> None:
        # Unbuffered: what was said before a crash is on disk.
        self._vertices: BinaryIO = (folder / f"{name}.vertices").open("wb", buffering=0)
        self._faces: BinaryIO = (folder / f"{name}.faces").open("wb", buffering=0)
        self._say = say

    def write(self, identity: str, vertices: Floats, faces: Ints) -> bool:
        """Write the triangles of one part; False if there are none that a building can have."""
        if not is_possible(vertices, faces):
            return False
        self.write_all([(identity, vertices, faces)])
        return True

    def write_all(self, parts: Sequence[tuple[str, Floats, Ints]]) -> None:
        """Write the triangles of parts that are possible, and say so at once."""
        write_whole(self._vertices, b"".join(vertices.tobytes() for _, vertices, _ in parts))
        write_whole(self._faces, b"".join(faces.tobytes() for _, _, faces in parts))
        self._say(shapes=[(name, len(vertices), len(faces)) for name, vertices, faces in parts])

    def close(self) -> None:
        """Close both files."""
        self._vertices.close()
        self._faces.close()


def is_possible(vertices: Floats, faces: Ints) -> bool:
    """Tell whether a building can have such a part."""
    return len(faces) > 0 and bool(np.isfinite(vertices).all()) and np.abs(vertices).max() <= FARTHEST


def world_triangles(shape: Any) -> tuple[Floats, Ints]:  # noqa: ANN401
    """Return world vertices (n, 3) [m] and faces (m, 3) of a shape of the kernel."""
    local, faces = _triangles(shape.geometry)
    return _moved(local, shape.transformation.matrix), faces


def _triangles(geometry: Any) -> tuple[Floats, Ints]:  # noqa: ANN401
    """Return a view of the vertices, which lasts as long as the geometry, and the faces."""
    local = np.frombuffer(geometry.verts_buffer, dtype=np.float64).reshape(-1, 3)
    faces = np.frombuffer(geometry.faces_buffer, dtype=np.int32).reshape(-1, 3)
    return local, faces.astype(np.int64)


def _moved(local: Floats, stored: Sequence[float]) -> Floats:
    # The kernel stores matrices by column.
    matrix = np.array(stored, dtype=np.float64).reshape(4, 4).T
    return local @ matrix[:3, :3].T + matrix[:3, 3]


def settings() -> Any:  # noqa: ANN401
    """Return the settings of the kernel: placed by us, openings not cut."""
    chosen = ifcopenshell.geom.settings()
    for name, value in SETTINGS.items():
        chosen.set(name, value)
    return chosen


_AT_ZERO = tuple(np.eye(4).ravel())
SETTINGS = {"disable-opening-subtractions": True, "no-normals": True}


def iterate(model: Any, elements: list[Any], kernel: str = EXACT) -> Iterator[Any]:  # noqa: ANN401
    """Yield shapes; elements without a shape are passed over in silence.

    The caller keeps the model alive: an iterator that outlives it crashes.
    """
    if not elements:
        return
    iterator = ifcopenshell.geom.iterator(settings(), model, 1, include=elements, geometry_library=kernel)
    if not iterator.initialize():
        return
    while True:
        yield iterator.get()
        if not iterator.next():
            return


FEW, OF_MANY = 8, 16
"""An iterator goes by all parts of the file before its first shape: so many drawings, or one for so many
parts, are made sooner one by one."""


def draw(
    model: Any,  # noqa: ANN401
    drawings: Sequence[Sequence[int]],
    kernel: str = EXACT,
    *,
    parts: int = 0,
) -> Iterator[tuple[int, Floats, Ints]]:
    """Yield step, world vertices (n, 3) [m] and faces (m, 3); what has no shape is passed over.

    Parameters
    ----------
    model
        The opened model, kept alive by the caller; elements may get the drawing of another in it.
    drawings
        The steps of the elements that share a drawing, which is that of the first; after
        few of them the log names the first where it named nobody.
    kernel
        Of the library.
    parts
        How many the model has.
    """
    if len(drawings) <= max(FEW, parts // OF_MANY):
        for steps in drawings:
            yield from _placed(model, steps, kernel)
            name_unnamed(str(model.by_id(steps[0]).GlobalId))
        return
    for steps in drawings:
        first = model.by_id(steps[0]).Representation
        for step in steps[1:]:
            model.by_id(step).Representation = first
    for shape in iterate(model, [model.by_id(step) for steps in drawings for step in steps], kernel):
        yield shape.id, *world_triangles(shape)


def _placed(model: Any, steps: Sequence[int], kernel: str) -> Iterator[tuple[int, Floats, Ints]]:  # noqa: ANN401
    """Make a drawing, and put it wherever it stands."""
    shape = single(model, model.by_id(steps[0]), kernel)
    if shape is None:
        return
    yield steps[0], *world_triangles(shape)
    chosen = settings()
    local, faces = _triangles(shape.geometry)
    for step in steps[1:]:
        placement = model.by_id(step).ObjectPlacement
        with contextlib.suppress(RuntimeError):
            place = ifcopenshell.geom.create_shape(chosen, placement) if placement else None
            yield step, _moved(local, place.matrix if place else _AT_ZERO), faces


def single(model: Any, element: Any, kernel: str = EXACT) -> Any | None:  # noqa: ANN401
    """Return the shape of one element, None if the kernel cannot make it."""
    del model  # kept alive by the caller
    try:
        return ifcopenshell.geom.create_shape(settings(), element, geometry_library=kernel)
    except RuntimeError:
        return None


def kernel_unit(model: Any, element: Any) -> float:  # noqa: ANN401
    """Return the length unit as the kernel reads it [m]."""
    iterator = ifcopenshell.geom.iterator(settings(), model, 1, include=[element], geometry_library=EXACT)
    return float(iterator.unit_magnitude())
