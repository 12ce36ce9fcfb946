"""Geometry of one city object to a mesh: level of detail, surfaces, triangles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from optopcheck.domain.mesh import Mesh
from optopcheck.domain.text import Text
from optopcheck.geometry.sampling import cross_of
from optopcheck.geometry.triangulate import triangulate_polygon

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optopcheck.citymodel.document import Json
    from optopcheck.domain.mesh import Floats, Ints

_BEST_LOD = 2.2
_CORNERS = 3
_SURFACES = {"MultiSurface", "CompositeSurface"}
_SOLIDS = {"MultiSolid", "CompositeSolid"}


class BadGeometryError(Exception):
    """The geometry of one city object cannot be used."""

    def __init__(self, text: Text) -> None:
        self.text = text
        super().__init__(text.nl)


def object_mesh(city_object: Json, vertices: Floats) -> Mesh | None:
    """Return the mesh of the best level of detail.

    The order is 2.2, other 2.x, 3.x, 1.3, 1.2, other 1.x; a footprint (0.x) is no obstacle.

    Parameters
    ----------
    city_object : dict
        As in the file.
    vertices : array (n, 3)
        [m]; NaN where unusable.

    Returns
    -------
    Mesh or None
        None without geometry at level 1 or higher.

    Raises
    ------
    BadGeometryError
        If the geometry names vertices that do not exist, or is no geometry.
    """
    geometries = _list(city_object.get("geometry"))
    ranked = [(rank, geometry) for geometry in geometries if (rank := _rank(geometry)) is not None]
    if not ranked:
        return None
    best = max(rank for rank, _ in ranked)
    return _checked_mesh([geometry for rank, geometry in ranked if rank == best], vertices)


def best_level(city_object: Json) -> float | None:
    """Return the level of detail that `object_mesh` takes; None without geometry at level 1 or higher."""
    ranked = [rank for g in _list(city_object.get("geometry")) if (rank := _rank(g)) is not None]
    return max(ranked)[1] if ranked else None


def _checked_mesh(geometries: list[Json], vertices: Floats) -> Mesh:
    try:
        return _mesh([p for geometry in geometries for p in _polygons(geometry)], vertices)
    except (TypeError, IndexError, KeyError, AttributeError) as error:
        raise BadGeometryError(Text("de geometrie is onleesbaar", "its geometry is unreadable")) from error


def level_meshes(city_object: Json, vertices: Floats) -> dict[str, Mesh | Text]:
    """Return a mesh for each level of detail from 1, or why there is none.

    Parameters
    ----------
    city_object : dict
        As in the file.
    vertices : array (n, 3)
        [m]; NaN where unusable.
    """
    found: dict[str, list[Json]] = {}
    for geometry in _list(city_object.get("geometry")):
        if _rank(geometry) is not None:
            found.setdefault(str(geometry["lod"]), []).append(geometry)
    return {lod: _mesh_or_reason(geometries, vertices) for lod, geometries in found.items()}


def _mesh_or_reason(geometries: list[Json], vertices: Floats) -> Mesh | Text:
    try:
        return _checked_mesh(geometries, vertices)
    except BadGeometryError as error:
        return error.text


def known_corners(city_object: Json, vertices: Floats) -> Floats:
    """Return the usable corners of all geometry, whatever its level, shape (k, 3) [m]."""
    found: list[int] = []
    waiting = [g.get("boundaries") for g in _list(city_object.get("geometry")) if isinstance(g, dict)]
    while waiting:
        item = waiting.pop()
        if isinstance(item, list):
            waiting.extend(item)
        elif type(item) is int and 0 <= item < len(vertices):
            found.append(item)
    corners = vertices[found]
    return corners[np.isfinite(corners).all(axis=1)]


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _rank(geometry: object) -> tuple[int, float] | None:
    if not isinstance(geometry, dict) or str(geometry.get("type")) not in _SURFACES | _SOLIDS | {"Solid"}:
        return None
    try:
        lod = float(str(geometry.get("lod")))
    except ValueError:
        return None
    if not 1 <= lod < 4:  # noqa: PLR2004 - levels of CityGML
        return None
    second = 2 <= lod < 3  # noqa: PLR2004 - same
    return (3 if lod == _BEST_LOD else 2 if second else 1 if lod > 2 else 0), lod  # noqa: PLR2004 - same


def _polygons(geometry: Json) -> Iterator[list[Any]]:
    """Yield each surface as its rings; of a solid the outer shell."""
    boundaries, kind = geometry["boundaries"], geometry["type"]
    if kind in _SURFACES:
        yield from boundaries
    elif kind == "Solid":
        yield from boundaries[0]
    else:
        for solid in boundaries:
            yield from solid[0]


def _mesh(polygons: list[list[Any]], vertices: Floats) -> Mesh:
    faces: list[Ints] = [np.empty((0, 3), dtype=np.int64)]
    for polygon in polygons:
        rings = [_ring(ring, vertices) for ring in polygon]
        if rings and len(rings[0]) >= _CORNERS:
            rings = [rings[0], *(hole for hole in rings[1:] if len(hole) >= _CORNERS)]
            corners = np.concatenate(rings)
            faces.append(corners[triangulate_polygon([vertices[ring] for ring in rings])])
    used, renumbered = np.unique(np.concatenate(faces), return_inverse=True)
    mesh = Mesh(vertices[used], renumbered.reshape(-1, 3))
    return Mesh(mesh.vertices, mesh.faces[:, ::-1]) if _inside_out(mesh) else mesh


def _ring(ring: list[Any], vertices: Floats) -> Ints:
    """Check a ring and drop corners that repeat the one before, a closing point among them."""
    if not all(type(index) is int and 0 <= index < len(vertices) for index in ring):
        raise BadGeometryError(
            Text("een vlak noemt een hoekpunt dat er niet is", "a surface names a vertex that does not exist")
        )
    indices = np.array(ring, dtype=np.int64)
    places = vertices[indices]
    if not np.isfinite(places).all():
        raise BadGeometryError(
            Text("een hoekpunt heeft geen bruikbare coördinaten", "a vertex has no usable coordinates")
        )
    kept: Ints = indices[(places != np.concatenate([places[-1:], places[:-1]])).any(axis=1)]
    return kept


def _inside_out(mesh: Mesh) -> bool:
    """Tell whether the faces look inwards: by the volume they enclose about their middle."""
    if mesh.is_empty:
        return False
    a, b, c = np.moveaxis(mesh.triangles - mesh.bounds.mean(axis=0), 1, 0)
    return bool((a * cross_of(b, c)).sum() < 0)
