"""Every building of a city model file with all its levels of detail: to be measured, not to cast shadow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from optopcheck.citymodel.buildings import PARTS, root_of
from optopcheck.citymodel.document import read_document
from optopcheck.citymodel.quality import quality_marks
from optopcheck.citymodel.reader import stated_ground
from optopcheck.citymodel.surfaces import level_meshes
from optopcheck.domain.mesh import Mesh

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from optopcheck.citymodel.document import Feature
    from optopcheck.domain.mesh import Floats
    from optopcheck.domain.text import Text


@dataclass(frozen=True, eq=False)
class CityPart:
    """A building or one part of it (*BuildingPart*) as the file has it."""

    id: str
    attributes: Mapping[str, Any]
    """Its own; those of the whole stand at the building."""
    meshes: Mapping[str, Mesh]
    """By level of detail, as the file writes it; z from the file, x and y from `offset`."""
    unread: Mapping[str, Text]
    """Why a level of detail could not be read."""


@dataclass(frozen=True, eq=False)
class CityBuilding:
    """A building with its parts."""

    id: str
    attributes: Mapping[str, Any]
    parts: tuple[CityPart, ...]
    offset: tuple[float, float]
    """Of x and y in the coordinate system of the file [m]."""

    @property
    def levels(self) -> tuple[str, ...]:
        """Levels of detail from coarse to fine, e.g. 1.2, 1.3, 2.2."""
        return tuple(sorted({lod for part in self.parts for lod in (*part.meshes, *part.unread)}))

    def meshes(self, lod: str) -> tuple[Mesh, ...]:
        """Meshes of the parts at a level of detail."""
        return tuple(part.meshes[lod] for part in self.parts if lod in part.meshes)

    def unread(self, lod: str) -> tuple[Text, ...]:
        """Return why parts of this level are missing; then the rest is no whole building."""
        return tuple(part.unread[lod] for part in self.parts if lod in part.unread)

    @property
    def ground(self) -> float | None:
        """Ground level that the source states (*maaiveld*) [m]."""
        heights = [m.bounds[:, 2] for p in self.parts for m in p.meshes.values() if not m.is_empty]
        if not heights:
            return None
        return stated_ground(self.attributes, float(np.min(heights)), float(np.max(heights)))

    @property
    def quality(self) -> Mapping[str, str] | None:
        """Quality marks that the source gives, by their own names."""
        return quality_marks(self.attributes)


def read_buildings(path: Path, offset: tuple[float, float] | None = None) -> Iterator[CityBuilding]:
    """Read every building of a CityJSON or CityJSONSeq file.

    Parameters
    ----------
    path : Path
        CityJSON 1.1 or 2.0. No coordinate system is needed: a building is measured by itself.
    offset : (float, float), optional
        Local origin in the coordinate system of the file [m]; else near the first corner of the file.

    Yields
    ------
    CityBuilding
        In the order of the file.

    Raises
    ------
    InputError
        If the file cannot be read as a whole.
    """
    document = read_document(path)
    if offset is None:
        offset = _near(document.features)
    for feature in document.features:
        yield from _buildings(feature, offset)


def _near(features: tuple[Feature, ...]) -> tuple[float, float]:
    for feature in features:
        corners = feature.vertices[np.isfinite(feature.vertices).all(axis=1)]
        if len(corners):
            x, y = np.floor(corners[0, :2])
            return float(x), float(y)
    return 0.0, 0.0


def _buildings(feature: Feature, offset: tuple[float, float]) -> Iterator[CityBuilding]:
    local = feature.vertices - np.array([*offset, 0.0])
    names: dict[str, list[str]] = {}
    for name, item in feature.objects.items():
        if str(item.get("type")) in PARTS:
            names.setdefault(root_of(name, feature.objects), []).append(name)
    for root, members in names.items():
        parts = tuple(_part(name, feature, local) for name in members)
        yield CityBuilding(root, _attributes(feature.objects.get(root)), parts, offset)


def _part(name: str, feature: Feature, local: Floats) -> CityPart:
    item = feature.objects[name]
    found = level_meshes(item, local)
    return CityPart(
        name,
        _attributes(item),
        {lod: mesh for lod, mesh in found.items() if isinstance(mesh, Mesh) and not mesh.is_empty},
        {lod: reason for lod, reason in found.items() if not isinstance(reason, Mesh)},
    )


def _attributes(item: object) -> Mapping[str, Any]:
    found = item.get("attributes") if isinstance(item, dict) else None
    return found if isinstance(found, dict) else {}
