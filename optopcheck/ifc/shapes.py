"""In the child: triangles of parts, written to raw files as they come."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO

import ifcopenshell
import ifcopenshell.geom
import numpy as np

from optopcheck.ifc.scratch import write_whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from optopcheck.domain.mesh import Floats, Ints

EXACT = "opencascade"
FAST = "hybrid-cgal-simple-opencascade"
"""Draws flat bodies with cgal and the rest with opencascade."""
FARTHEST = 1e8
"""No vertex of a building lies further from the zero of its model [m]."""


class ShapeWriter:
    """Append-only files of vertices (float64) and faces (int64), one line said per part."""

    def __init__(self, folder: Path, name: str, say: Callable[..., None]) -> None:
        # Unbuffered: what was said before a crash is on disk.
        self._vertices: BinaryIO = (folder / f"{name}.vertices").open("wb", buffering=0)
        self._faces: BinaryIO = (folder / f"{name}.faces").open("wb", buffering=0)
        self._say = say

    def write(self, identity: str, vertices: Floats, faces: Ints) -> bool:
        """Write the triangles of one part; False if there are none that a building can have."""
        if len(faces) == 0 or not np.isfinite(vertices).all() or np.abs(vertices).max() > FARTHEST:
            return False
        write_whole(self._vertices, vertices.tobytes())
        write_whole(self._faces, faces.tobytes())
        self._say(shape=identity, vertices=len(vertices), faces=len(faces))
        return True

    def close(self) -> None:
        """Close both files."""
        self._vertices.close()
        self._faces.close()


def world_triangles(shape: Any) -> tuple[Floats, Ints]:  # noqa: ANN401
    """Return world vertices (n, 3) [m] and faces (m, 3) of a shape of the kernel."""
    geometry = shape.geometry
    local = np.frombuffer(geometry.verts_buffer, dtype=np.float64).reshape(-1, 3)
    faces = np.frombuffer(geometry.faces_buffer, dtype=np.int32).reshape(-1, 3)
    # The kernel stores matrices by column.
    matrix = np.array(shape.transformation.matrix, dtype=np.float64).reshape(4, 4).T
    return local @ matrix[:3, :3].T + matrix[:3, 3], faces.astype(np.int64)


def settings() -> Any:  # noqa: ANN401
    """Return the settings of the kernel: placed by us, openings not cut."""
    chosen = ifcopenshell.geom.settings()
    for name, value in SETTINGS.items():
        chosen.set(name, value)
    return chosen


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


def single(model: Any, element: Any) -> Any | None:  # noqa: ANN401
    """Return the shape of one element, None if the kernel cannot make it."""
    del model  # kept alive by the caller
    try:
        return ifcopenshell.geom.create_shape(settings(), element, geometry_library=EXACT)
    except RuntimeError:
        return None


def kernel_unit(model: Any, element: Any) -> float:  # noqa: ANN401
    """Return the length unit as the kernel reads it [m]."""
    iterator = ifcopenshell.geom.iterator(settings(), model, 1, include=[element], geometry_library=EXACT)
    return float(iterator.unit_magnitude())
