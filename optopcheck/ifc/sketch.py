"""In a child of its own: walls, floors and roofs by a faster reader, for a first picture and nothing else.

No number may rest on it: it draws some walls and roofs otherwise than they are measured.
"""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.ifc.scratch import write_whole
from optopcheck.ifc.survey import plain_kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from optopcheck.domain.mesh import Floats, Ints

_DRAWN = re.compile(rb"IFC(?:WALL|SLAB|ROOF|CURTAINWALL|PLATE|COLUMN|BEAM|MEMBER)\w*\s*\(")
_BEFORE = re.compile(rb"#(\d+)\s*=\s*\Z")
_REACH = 40
"""So far before its class the number of an entity is sought."""
_LARGEST = 2**31 - 1
_FIRST, _MANY = 500, 1000
"""So many of many elements come before the others: the reader goes through the file again for those."""


@dataclass(frozen=True, eq=False)
class Sketched:
    """One element as the faster reader draws it."""

    kind: str
    """IFC class."""
    vertices: Floats
    """Shape (n, 3), model coordinates [m]."""
    faces: Ints
    """Shape (m, 3)."""


def make_ready() -> None:
    """Load the faster reader, if it is there."""
    with contextlib.suppress(ImportError):
        import_module("ifclite_geom")


def sketch(path: Path, folder: Path, name: str, say: Callable[..., None]) -> None:
    """Draw what bounds a building into two files and say what is in them: a few elements, then the rest.

    Where the reader is missing, or cannot read the model, nothing is said.
    """
    try:
        from ifclite_geom import geometry_data_buffers  # noqa: PLC0415 -- this process only
    except ImportError:
        return
    text = path.read_bytes()
    # Each once, in the order of the file: what stands together there mostly does so in the building.
    wanted = list(dict.fromkeys(_numbers(text)))
    with (folder / f"{name}.vertices").open("wb") as vertices, (folder / f"{name}.faces").open("wb") as faces:
        first = _FIRST if len(wanted) > _MANY else len(wanted)
        for numbers in filter(None, (wanted[:first], wanted[first:])):
            told = []
            for one in geometry_data_buffers(text, ids=set(numbers))["elements"].values():
                corners = np.frombuffer(one["vertices"], np.float64).reshape(-1, 3)
                triangles = np.frombuffer(one["faces"], np.uint32).reshape(-1, 3)
                if one["global_id"] and len(triangles) and np.isfinite(corners).all():
                    write_whole(vertices, corners.tobytes())
                    write_whole(faces, triangles.astype(np.int64).tobytes())
                    told.append((one["global_id"], plain_kind(one["ifc_type"]), len(corners), len(triangles)))
            vertices.flush()
            faces.flush()
            say(sketch=told)


def _numbers(text: bytes) -> Iterator[int]:
    """Yield the numbers of walls, floors and the like; sought by their classes, which are few."""
    for found in _DRAWN.finditer(text):
        before = _BEFORE.search(text, max(0, found.start() - _REACH), found.start())
        if before and (number := int(before[1])) <= _LARGEST:
            yield number
