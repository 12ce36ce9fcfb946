"""City objects put together to buildings, each with one mesh in the local frame."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from optopcheck.citymodel.surfaces import BadGeometryError, best_level, known_corners, object_mesh
from optopcheck.domain.building import Defect, Severity
from optopcheck.domain.mesh import Mesh, merged
from optopcheck.domain.text import Text, numbers

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from optopcheck.citymodel.document import Document, Feature, Json
    from optopcheck.domain.mesh import Floats

NONE_NEAR = "city-none-near"
"""Code of the defect of a file without a building within reach."""
PARTS = {"Building", "BuildingPart", "BuildingInstallation"}
_OTHERS = {
    "Bridge", "BridgePart", "BridgeInstallation", "BridgeConstructiveElement", "BridgeRoom",
    "BridgeFurniture", "BuildingConstructiveElement", "BuildingFurniture", "BuildingStorey", "BuildingRoom",
    "BuildingUnit",
    "CityFurniture", "CityObjectGroup", "GenericCityObject", "LandUse", "OtherConstruction", "PlantCover",
    "SolitaryVegetationObject", "TINRelief", "TransportSquare", "Railway", "Road", "Waterway", "Tunnel",
    "TunnelPart", "TunnelInstallation", "TunnelConstructiveElement", "TunnelHollowSpace", "TunnelFurniture",
    "WaterBody",
}  # fmt: skip
"""The other classes of CityJSON; those of an extension begin with a plus."""
_UNKNOWN = Text(
    "het is van een klasse die CityJSON niet kent", "it is of a class that CityJSON does not know"
)
_TWICE = Text("het gebouw staat er twee keer in", "the building stands in it twice")
_NO_BODY = Text(
    "er is geen vorm op detailniveau 1 of hoger, alleen een grondvlak of niets",
    "there is no shape at level of detail 1 or higher, only a footprint or nothing",
)
_LEAST_HEIGHT = 0.5
"""What is lower is no body of a building [m]."""
_LOWEST = -20.0
"""No ground of the country lies lower, in NAP; its lowest is at -7 [m]."""
_FLAT = Text("het is plat: muren of dak ontbreken", "it is flat: walls or roof are missing")
_DEEP = Text(
    "het ligt meer dan 20 m onder NAP: zijn hoogten kloppen niet",
    "it lies more than 20 m below NAP: its heights are wrong",
)
_REFETCH = Text(
    "haal het bestand opnieuw op; de schaduw van dit gebouw ontbreekt of is onvolledig",
    "fetch the file again; the shadow of this building is missing or incomplete",
)


@dataclass(frozen=True, eq=False)
class RawBuilding:
    """A building as the file has it."""

    id: str
    mesh: Mesh
    """In the local frame, not empty."""
    attributes: Mapping[str, Any]
    away: float = 0.0
    """Of the box around it from the place that was asked for [m]."""
    lod: float | None = None
    """Coarsest level of detail among its parts; None where a part names none."""
    lost: tuple[Text, ...] = ()
    """Why a part of it is missing, or its shape cannot be that of a building here."""


def collect(
    document: Document,
    offset: tuple[float, float],
    around: Floats,
    radius: float,
    low_sun: float | None = None,
) -> tuple[tuple[RawBuilding, ...], tuple[Defect, ...]]:
    """Put together the buildings within a radius.

    With a lowest sun that counts [deg], also those farther away that are tall
    enough to throw their shadow into it.

    Returns
    -------
    Buildings in the order of the file, and what is wrong with them.
    """
    slope = None if low_sun is None else float(np.tan(np.radians(low_sun)))
    gathered = _Gathered(np.array([*offset, 0.0]), around, radius, slope)
    for feature in document.features:
        gathered.add(feature)
    return tuple(gathered.buildings), gathered.defects()


class _Gathered:
    """Buildings so far, and the objects that could not be used, by reason."""

    def __init__(self, origin: Floats, around: Floats, radius: float, slope: float | None) -> None:
        self.buildings: list[RawBuilding] = []
        self._origin, self._around, self._radius, self._slope = origin, around, radius, slope
        self._nearest = np.inf
        self._lost: dict[Text, list[str]] = {}
        self._unused: Counter[str] = Counter()
        self._seen: Counter[str] = Counter()

    def add(self, feature: Feature) -> None:
        """Add the buildings of a feature that lie within the radius."""
        local = feature.vertices - self._origin
        parts: dict[str, list[str]] = {}
        for name, item in feature.objects.items():
            kind = str(item.get("type"))
            if kind in PARTS:
                parts.setdefault(root_of(name, feature.objects), []).append(name)
            elif kind in _OTHERS or kind.startswith("+"):
                self._unused[kind[:40]] += 1
            else:
                self._lost.setdefault(_UNKNOWN, []).append(name)
        for root, names in parts.items():
            self._add_building(
                root, [feature.objects[name] for name in names], feature.objects.get(root), local
            )

    def _add_building(self, root: str, parts: Sequence[Json], head: Json | None, local: Floats) -> None:
        corners = np.concatenate([known_corners(part, local) for part in parts])
        away = self._distance(corners)
        self._nearest = min(self._nearest, away)
        if away > self._radius + self._shadow(corners):
            return
        mesh, reasons = _merged(parts, local)
        reasons += _odd(mesh)
        lost = tuple(reasons)
        self._seen[root] += 1
        if self._seen[root] > 1:
            reasons.append(_TWICE)
            root = f"{root}#{self._seen[root]}"
        for reason in reasons:
            self._lost.setdefault(reason, []).append(root)
        if not mesh.is_empty:
            attributes = (head or {}).get("attributes")
            known = attributes if isinstance(attributes, dict) else {}
            levels = [level for part in parts if (level := best_level(part)) is not None]
            self.buildings.append(RawBuilding(root, mesh, known, away, min(levels, default=None), lost))

    def _shadow(self, corners: Floats) -> float:
        """Length of the longest shadow that counts [m]; 0 where no sun was given."""
        if self._slope is None or len(corners) == 0:
            return 0.0
        return float(np.ptp(corners[:, 2])) / self._slope

    def _distance(self, corners: Floats) -> float:
        """Distance of the box around corners; 0 if there is none, since it may lie anywhere."""
        if len(corners) == 0:
            return 0.0
        low, high = corners[:, :2].min(axis=0), corners[:, :2].max(axis=0)
        return float(np.linalg.norm(np.maximum(np.maximum(low - self._around, self._around - high), 0.0)))

    def defects(self) -> tuple[Defect, ...]:
        """Say what is wrong."""
        out = [_lost(reason, names) for reason, names in self._lost.items()]
        if self._unused:
            out.append(_unused(self._unused))
        if not self.buildings:
            out.append(_none_near(self._nearest, self._radius))
        return tuple(out)


def root_of(name: str, objects: Mapping[str, Json]) -> str:
    """Follow the parents of a part up to its building; a part without one stands alone."""
    seen = {name}
    while True:
        parents = objects[name].get("parents")
        above = parents[0] if isinstance(parents, list) and parents else None
        if not isinstance(above, str) or above not in objects or above in seen:
            return name
        seen.add(above)
        name = above


def _merged(parts: Iterable[Json], local: Floats) -> tuple[Mesh, list[Text]]:
    """Merge the parts that have a body; also return why others could not be used."""
    meshes, reasons = [], []
    for part in parts:
        try:
            mesh = object_mesh(part, local)
        except BadGeometryError as error:
            reasons.append(error.text)
        else:
            if mesh is not None and not mesh.is_empty:
                meshes.append(mesh)
    if not meshes and not reasons:
        reasons.append(_NO_BODY)
    return merged(meshes), reasons


def _odd(mesh: Mesh) -> list[Text]:
    """Return why a body cannot be the whole of a building in this country."""
    if mesh.is_empty:
        return []
    low, high = mesh.bounds[:, 2]
    found = []
    if high - low < _LEAST_HEIGHT:
        found.append(_FLAT)
    if low < _LOWEST:
        found.append(_DEEP)
    return found


def _lost(reason: Text, names: Sequence[str]) -> Defect:
    shown = ", ".join(names[:3]) + (", ..." if len(names) > 3 else "")  # noqa: PLR2004 - enough to find them
    twice = reason is _TWICE
    return Defect(
        "city-twice" if twice else "city-lost",
        Severity.WARNING if twice else Severity.ERROR,
        Text(
            f"buurgebouw {shown} ({len(names)} in totaal): {reason.nl}",
            f"neighbour {shown} ({len(names)} in all): {reason.in_language('en')}",
        ),
        _REFETCH,
        tuple(names),
    )


def _unused(kinds: Counter[str]) -> Defect:
    listed = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items()))
    return Defect(
        "city-not-buildings",
        Severity.NOTE,
        Text(
            f"alleen gebouwen werpen schaduw; niet gebruikt: {listed}",
            f"only buildings cast shadow; not used: {listed}",
        ),
        Text("beoordeel of bruggen of bomen ertoe doen", "judge whether bridges or trees matter"),
    )


def _none_near(nearest: float, radius: float) -> Defect:
    message = Text("het bestand bevat geen gebouwen", "the file holds no buildings")
    if np.isfinite(nearest):
        message = numbers(
            "er staat geen gebouw binnen {radius} m; het dichtstbijzijnde is op {nearest} m",
            "there is no building within {radius} m; the nearest is {nearest} m away",
            0,
            radius=radius,
            nearest=nearest,
        )
    return Defect(
        NONE_NEAR,
        Severity.ERROR,
        message,
        Text(
            "controleer de RD-ligging van het model en het gebied van het bestand",
            "check the model's place in RD and the area of the file",
        ),
    )
