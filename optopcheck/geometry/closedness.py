"""Whether a mesh is the skin of closed bodies, and where it is not.

Only then is the divergence sum a volume. The signed volume of an open mesh
depends on where the origin lies, and its absolute value hides that.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.domain.mesh import Mesh
from optopcheck.geometry.sampling import normals_and_areas

if TYPE_CHECKING:
    from optopcheck.domain.mesh import Floats, Ints

QUANTUM = 1e-3
"""Corners nearer than this are one corner: city models are written in millimetres [m]."""
_PAIR = 2


@dataclass(frozen=True, eq=False)
class Closedness:
    """What stands between a mesh and a volume; nothing does if it is closed."""

    bodies: tuple[Mesh, ...]
    """The separate closed bodies; empty if the mesh is not closed."""
    open_edges: Floats
    """Edges of one face only: holes, and corners that lie on another's edge; shape (k, 2, 3) [m]."""
    turned_edges: Floats
    """Edges whose two faces run the same way: one of them looks inwards; shape (k, 2, 3) [m]."""
    crowded_edges: Floats
    """Edges of more than two faces: the skin touches or repeats itself; shape (k, 2, 3) [m]."""
    inverted: int = 0
    """Bodies that look inwards: cavities, or skins turned inside out."""
    flat: int = 0
    """Bodies without thickness: a sheet with a front and a back."""

    @property
    def is_closed(self) -> bool:
        """True if the divergence sum over the bodies is a volume."""
        return bool(self.bodies)

    @property
    def bad_edges(self) -> Floats:
        """Every edge that keeps the mesh from being closed, shape (k, 2, 3) [m]."""
        return np.concatenate([self.open_edges, self.turned_edges, self.crowded_edges])


def examine(mesh: Mesh) -> Closedness:
    """Weld corners within a millimetre and look at every edge.

    A face that shrinks to a line or a point is dropped: its edges cancel out.
    """
    found = _examine(mesh, 0.0)
    # A corner may lie on the very border between two steps of the rounding.
    return found if found.is_closed or mesh.is_empty else _better(found, _examine(mesh, QUANTUM / 2))


def _better(one: Closedness, other: Closedness) -> Closedness:
    return other if other.is_closed or len(other.bad_edges) < len(one.bad_edges) else one


def _examine(mesh: Mesh, phase: float) -> Closedness:
    vertices, faces = _welded(mesh, phase)
    nothing = np.empty((0, 2, 3))
    if len(faces) == 0:
        return Closedness((), nothing, nothing, nothing)
    edges, owner, balance, count = _edges(faces)
    places = vertices[edges]
    troubles = (count == 1, (count == _PAIR) & (balance != 0), count > _PAIR)
    holes, turned, crowded = (places[trouble] for trouble in troubles)
    if np.any(troubles):
        return Closedness((), holes, turned, crowded)
    bodies = _split(vertices, faces, owner)
    volumes = np.array([signed_volume(body) for body in bodies])
    thin = np.abs(volumes) <= QUANTUM * np.array([surface(body) for body in bodies]) / 2
    inverted, flat = int(np.count_nonzero((volumes < 0) & ~thin)), int(np.count_nonzero(thin))
    return Closedness(() if inverted or flat else bodies, holes, turned, crowded, inverted, flat)


def _welded(mesh: Mesh, phase: float) -> tuple[Floats, Ints]:
    """Corners by millimetre, counted from the first one, and the faces that keep three corners."""
    if mesh.is_empty:
        return np.empty((0, 3)), np.empty((0, 3), dtype=np.int64)
    steps = np.floor((mesh.vertices - mesh.vertices[0] + phase) / QUANTUM + 0.5).astype(np.int64)
    _, first, where = np.unique(steps, axis=0, return_index=True, return_inverse=True)
    faces: Ints = where.ravel()[mesh.faces]
    whole = (faces != np.roll(faces, 1, axis=1)).all(axis=1)
    return mesh.vertices[first], faces[whole]


def _edges(faces: Ints) -> tuple[Ints, Ints, Ints, Ints]:
    """Undirected edges (e, 2), the edge of each face side (m, 3), and per edge its balance and count."""
    directed = np.stack([faces, np.roll(faces, -1, axis=1)], axis=2).reshape(-1, 2)
    edges, where = np.unique(np.sort(directed, axis=1), axis=0, return_inverse=True)
    where = where.ravel()
    ways = np.where(directed[:, 0] < directed[:, 1], 1, -1)
    balance = np.bincount(where, ways, minlength=len(edges)).astype(np.int64)
    return edges, where.reshape(-1, 3), balance, np.bincount(where, minlength=len(edges))


def _split(vertices: Floats, faces: Ints, owner: Ints) -> tuple[Mesh, ...]:
    """Separate the bodies: faces that share an edge belong together."""
    order = np.argsort(owner.ravel(), kind="stable")
    pairs = (order // 3).reshape(-1, _PAIR)
    labels = _labels(len(faces), pairs)
    return tuple(_trimmed(vertices, faces[labels == label]) for label in np.unique(labels))


def _labels(count: int, pairs: Ints) -> Ints:
    """Give linked items (k, 2) the smallest number of their group."""
    labels = np.arange(count)
    while True:
        low = labels[pairs].min(axis=1)
        after = labels.copy()
        np.minimum.at(after, pairs[:, 0], low)
        np.minimum.at(after, pairs[:, 1], low)
        after = after[after]
        if (after == labels).all():
            return labels
        labels = after


def _trimmed(vertices: Floats, faces: Ints) -> Mesh:
    used, renumbered = np.unique(faces, return_inverse=True)
    return Mesh(vertices[used], renumbered.reshape(-1, 3))


def parts_by_corner(mesh: Mesh) -> tuple[Mesh, ...]:
    """Split a mesh into what shares no corner by number, as `merged` put it together."""
    if mesh.is_empty:
        return ()
    links = np.concatenate([mesh.faces[:, :2], mesh.faces[:, 1:]])
    labels = _labels(len(mesh.vertices), links)[mesh.faces[:, 0]]
    return tuple(_trimmed(mesh.vertices, mesh.faces[labels == label]) for label in np.unique(labels))


def signed_volume(mesh: Mesh) -> float:
    """Divergence sum about the middle [m3]; a volume only for a closed body that looks outwards."""
    if mesh.is_empty:
        return 0.0
    a, b, c = np.moveaxis(mesh.triangles - mesh.bounds.mean(axis=0), 1, 0)
    return float((a * np.cross(b, c)).sum() / 6.0)


def surface(mesh: Mesh) -> float:
    """Area of all faces [m2]."""
    return float(normals_and_areas(mesh.triangles)[1].sum())
