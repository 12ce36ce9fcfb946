"""A tile of a city model as arrays: read once, kept on disk, mapped again as its neighbours' surroundings."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from optopcheck.citymodel.buildings import PARTS, collect, root_of
from optopcheck.citymodel.document import read_document
from optopcheck.citymodel.quality import doubts
from optopcheck.citymodel.reader import credit_of, stated_ground
from optopcheck.citymodel.receivers import FacadePlace, Walls, facade_places
from optopcheck.citymodel.surfaces import known_corners
from optopcheck.domain.job import InputError
from optopcheck.domain.mesh import Mesh, frozen_floats
from optopcheck.domain.text import Text
from optopcheck.geometry.sampling import normals_and_areas
from optopcheck.report import write_bytes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from optopcheck.citymodel.buildings import RawBuilding
    from optopcheck.citymodel.document import Document
    from optopcheck.domain.mesh import Floats, Ints

_EVERYWHERE = 1e9
_RD = (28992, 7415)
_SHED_AREA, _SHED_HEIGHT = 25.0, 4.0
"""Smaller and lower than this nobody lives in: no points [m2, m]."""
_TOUCH = 1.0


@dataclass(frozen=True, eq=False)
class Tile:
    """Buildings of one file, in RD and NAP."""

    name: str
    sha256: str
    told: tuple[dict[str, Any], ...]
    """Of each building: id, lod, attributes, and what is doubtful or lost of its shape."""
    unread: tuple[str, ...]
    """Buildings of the file without a usable shape."""
    gaps: Floats | None
    """Where something stands of which a shape is missing, boxes (k, 2, 2) in RD; None: it may be anywhere."""
    credit: str | None
    """Of the source, where it asks for one."""
    starts: Ints
    """Where the triangles of each building begin, shape (n + 1,)."""
    triangles: Floats
    """Shape (m, 3, 3) [m]."""
    ground: Floats
    """Shape (n,) [m]."""
    boxes: Floats
    """Shape (n, 2, 3) [m]."""
    point_starts: Ints
    points: Floats
    """Façade points: place and outward normal, shape (p, 2, 3)."""
    labels: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.told)

    def of(self, number: int) -> Floats:
        """Return the triangles of a building."""
        return self.triangles[self.starts[number] : self.starts[number + 1]]


def read_tile(path: Path) -> Tile:
    """Read a tile and place points on its façades.

    Raises
    ------
    InputError
        If the file cannot be read as a whole, or is not in RD.
    """
    document = read_document(path)
    if document.epsg not in _RD and document.epsg is not None:
        raise InputError(
            Text(
                f"{path.name} staat niet in RD (EPSG:7415 of 28992)",
                f"{path.name} is not in RD (EPSG:7415 or 28992)",
            )
        )
    found, _ = collect(document, (0.0, 0.0), np.zeros(2), _EVERYWHERE)
    incomplete = _incomplete(document, found)
    grounds = [_ground(b) for b in found]
    points = _points(found, grounds)
    triangles = [b.mesh.triangles for b in found]
    return Tile(
        path.name,
        document.sha256,
        tuple(_told(b) for b in found),
        tuple(name for name in incomplete if name not in {b.id for b in found}),
        _gaps(list(incomplete.values())),
        credit_of(document, found),
        np.cumsum([0, *map(len, triangles)]),
        np.concatenate([np.empty((0, 3, 3)), *triangles]),
        np.array(grounds, dtype=np.float64),
        np.array([b.mesh.bounds for b in found], dtype=np.float64).reshape(-1, 2, 3),
        np.cumsum([0, *(len(p) for p in points)]),
        _placed(points),
        tuple(p.point_id(b.id) for b, each in zip(found, points, strict=True) for p in each),
    )


def _incomplete(document: Document, found: Sequence[RawBuilding]) -> dict[str, Floats]:
    """Return the buildings that lack a shape or a part of it, and the corners (k, 3) that they name [m]."""
    whole = {b.id for b in found if not b.lost}
    corners: dict[str, list[Floats]] = {}
    for feature in document.features:
        for name, item in feature.objects.items():
            if item.get("type") in PARTS and (root := root_of(name, feature.objects)) not in whole:
                corners.setdefault(root, []).append(known_corners(item, feature.vertices))
    return {name: np.concatenate(each) for name, each in corners.items()}


def _gaps(corners: Sequence[Floats]) -> Floats | None:
    """Return where a shape is missing, boxes (k, 2, 2) in RD; None if one of them may be anywhere."""
    if not all(len(each) for each in corners):
        return None
    boxes = [np.stack([each.min(axis=0)[:2], each.max(axis=0)[:2]]) for each in corners]
    return np.array(boxes, dtype=np.float64).reshape(-1, 2, 2)


def _ground(building: RawBuilding) -> float:
    low, high = building.mesh.bounds[:, 2]
    stated = stated_ground(building.attributes, float(low), float(high))
    return float(low) if stated is None else stated


def _told(building: RawBuilding) -> dict[str, Any]:
    keep = {k: v for k, v in building.attributes.items() if isinstance(v, str | int | float | bool)}
    why = [[t.nl, t.en] for t in (*building.lost, *doubts(building.attributes))]
    return {"id": building.id, "lod": building.lod, "attributes": keep, "doubts": why}


def _points(found: Sequence[RawBuilding], grounds: Sequence[float]) -> list[tuple[FacadePlace, ...]]:
    walls = [Walls.of(b.mesh) for b in found]
    boxes = np.array([b.mesh.bounds for b in found]).reshape(-1, 2, 3)
    out: list[tuple[FacadePlace, ...]] = []
    for number, building in enumerate(found):
        if _is_shed(building.mesh):
            out.append(())
            continue
        low, high = boxes[number] + [[-_TOUCH], [_TOUCH]]
        near = ((boxes[:, 0] <= high) & (boxes[:, 1] >= low)).all(axis=1)
        near[number] = False
        others = [walls[k] for k in np.flatnonzero(near)]
        out.append(tuple(facade_places(building.mesh, grounds[number], others)))
    return out


def _placed(points: Sequence[tuple[FacadePlace, ...]]) -> Floats:
    """Return place and normal of each point (p, 2, 3); one that is not finite would be missed in silence."""
    places = np.array([[p.position, p.facing] for each in points for p in each])
    return frozen_floats(places.reshape(-1, 2, 3), -1, 2, 3)


def _is_shed(mesh: Mesh) -> bool:
    normals, areas = normals_and_areas(mesh.triangles)
    covered = float((np.clip(normals[:, 2], 0.0, None) * areas).sum())
    return covered < _SHED_AREA and float(np.ptp(mesh.bounds[:, 2])) < _SHED_HEIGHT


_ARRAYS = ("starts", "triangles", "ground", "boxes", "point_starts", "points")


def save_tile(folder: Path, tile: Tile) -> None:
    """Keep a tile; its description comes last, so that a half-kept tile is none."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in _ARRAYS:
        np.save(folder / f"{name}.npy", getattr(tile, name))
    told = {
        "name": tile.name,
        "sha256": tile.sha256,
        "told": tile.told,
        "unread": tile.unread,
        "labels": tile.labels,
        "gaps": None if tile.gaps is None else tile.gaps.tolist(),
        "credit": tile.credit,
    }
    write_bytes(folder / "tile.json", json.dumps(told, ensure_ascii=False).encode())


def load_tile(folder: Path) -> Tile:
    """Return a kept tile; its large arrays are mapped."""
    told = json.loads((folder / "tile.json").read_bytes())
    arrays = {name: np.load(folder / f"{name}.npy", mmap_mode="r") for name in _ARRAYS}
    gaps = None if told["gaps"] is None else np.array(told["gaps"], dtype=np.float64).reshape(-1, 2, 2)
    return Tile(
        told["name"], told["sha256"], tuple(told["told"]), tuple(told["unread"]), gaps, told["credit"],
        labels=tuple(told["labels"]), **arrays,
    )  # fmt: skip


def soup(triangles: Floats) -> Mesh:
    """Return triangles (m, 3, 3) as a mesh."""
    return Mesh(triangles.reshape(-1, 3), np.arange(3 * len(triangles)).reshape(-1, 3))
