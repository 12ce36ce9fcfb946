"""Neighbours from a city model file: obstacles, and receivers of shadow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from optopcheck.citymodel.buildings import RawBuilding, collect
from optopcheck.citymodel.document import read_document, refusal
from optopcheck.citymodel.quality import accuracy, doubtful, doubts, quality_marks, with_doubts
from optopcheck.citymodel.receivers import Walls, observation_points
from optopcheck.citymodel.target import TargetId, is_target
from optopcheck.domain.building import Defect, Neighbour, Severity
from optopcheck.domain.job import InputError
from optopcheck.domain.text import Text, numbers
from optopcheck.geometry.region import Region
from optopcheck.geometry.sampling import normals_and_areas

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from optopcheck.citymodel.document import Document
    from optopcheck.domain.building import ObservationPoint
    from optopcheck.domain.mesh import Floats, Mesh
    from optopcheck.domain.site import Site

CREDIT_3DBAG = "© 3DBAG by tudelft3d and 3DGI, CC BY 4.0, https://3dbag.nl"

_RD, _RD_NAP = 28992, 7415
_GROUND_KEYS = ("b3_h_maaiveld", "h_maaiveld", "TerrainHeight")
_ANNEX_AREA, _ANNEX_HEIGHT = 25.0, 4.0
"""Smaller and lower than this is taken for a shed [m2, m]."""


@dataclass(frozen=True, eq=False)
class CityModel:
    """What a city model file says about the surroundings."""

    neighbours: tuple[Neighbour, ...]
    credit: str | None
    """Attribution that the source asks for."""
    defects: tuple[Defect, ...]
    sha256: str
    left_out: tuple[str, ...]
    """Buildings taken for the studied building itself."""


def read_neighbours(
    path: Path,
    site: Site,
    around: Floats,
    radius: float,
    own_footprint: Floats,
    *,
    low_sun: float | None = None,
    bag_id: str | None = None,
) -> CityModel:
    """Read the buildings around a place.

    Parameters
    ----------
    path : Path
        CityJSON 1.1 or 2.0 (.json) or CityJSONSeq (.jsonl), in RD (EPSG:28992 or 7415).
    site : Site
        Its georeference places the local frame.
    around : array (2,)
        Centre in the local frame [m].
    radius : float
        Buildings whose bounding box comes within this distance are read [m].
    own_footprint : array (n, 2)
        Outline of the studied building in the local frame [m].
    low_sun : float, optional
        Lowest sun that counts [deg]; buildings farther away whose shadow then still comes within the
        radius are read as obstacles, without points.
    bag_id : str, optional
        Number of the studied building in the BAG; else it is found by its place alone.

    Returns
    -------
    CityModel
        In the order of the file. A defect of severity ERROR means that an obstacle may be missing.

    Raises
    ------
    InputError
        If the file, its coordinate system or the place of the studied building is unusable.
    """
    check_site(site)
    document = read_document(path)
    _check_system(document, path)
    found, defects = collect(document, site.georeference.offset, around, radius, low_sun)
    own = Region.from_ring(own_footprint) if len(own_footprint) > 2 else Region.empty()  # noqa: PLR2004
    target = TargetId.of(bag_id)
    same = [is_target(building.mesh, own) or target.fits(building.id) for building in found]
    neighbours, sheds = _neighbours(found, same, radius)
    return CityModel(
        neighbours,
        credit_of(document, found),
        (
            *defects,
            *_remarks(document, found, sheds),
            *target.remarks(found, own),
            *doubtful(neighbours),
        ),
        document.sha256,
        tuple(b.id for b, is_target in zip(found, same, strict=True) if is_target),
    )


def check_site(site: Site) -> None:
    """Refuse a place that is not in RD and NAP.

    Raises
    ------
    InputError
        Says what to do.
    """
    if site.georeference.epsg not in (_RD, _RD_NAP):
        raise InputError(
            Text(
                "het model heeft geen RD-ligging, dus de buren zijn niet te plaatsen; "
                "geef het model een IfcMapConversion naar EPSG:28992, of laat de buren weg",
                "the model has no place in RD, so the neighbours cannot be placed; "
                "give the model an IfcMapConversion to EPSG:28992, or leave the neighbours out",
            )
        )
    if site.georeference.height_system != "NAP":
        raise InputError(
            Text(
                "de hoogte van het model ten opzichte van NAP is onbekend, dus de buren zijn niet te "
                "plaatsen; geef de IfcMapConversion een OrthogonalHeight in NAP, of laat de buren weg",
                "the height of the model against NAP is unknown, so the neighbours cannot be placed; "
                "give the IfcMapConversion an OrthogonalHeight in NAP, or leave the neighbours out",
            )
        )


def _check_system(document: Document, path: Path) -> None:
    if document.epsg not in (_RD, _RD_NAP):
        name = "onbekend" if document.epsg is None else f"EPSG:{document.epsg}"
        name_en = "unknown" if document.epsg is None else f"EPSG:{document.epsg}"
        raise refusal(
            path,
            f"het coördinatenstelsel is {name}; nodig is RD in metadata.referenceSystem (EPSG:7415 of 28992)",
            f"the coordinate system is {name_en}; metadata.referenceSystem must be RD (EPSG:7415 or 28992)",
        )


def _neighbours(
    found: Sequence[RawBuilding], same: Sequence[bool], radius: float
) -> tuple[tuple[Neighbour, ...], tuple[str, ...]]:
    """Make neighbours of all but the studied building; also name those taken for sheds."""
    walls = [Walls.of(building.mesh) for building in found]
    boxes = np.array([building.mesh.bounds for building in found]).reshape(-1, 2, 3)
    neighbours, sheds = [], []
    for number, building in enumerate(found):
        if same[number]:
            continue
        ground = _ground(building)
        points: tuple[ObservationPoint, ...] = ()
        told = building.attributes
        why = doubts(told)
        if building.away > radius:
            pass
        elif _is_shed(building.mesh):
            sheds.append(building.id)
        else:
            others = [walls[k] for k in _touching(boxes, number)]
            points = with_doubts(observation_points(building.id, building.mesh, ground, others), why)
        neighbours.append(
            Neighbour(building.id, building.mesh, ground, points, quality_marks(told), accuracy(told), why)
        )
    return tuple(neighbours), tuple(sheds)


def _touching(boxes: Floats, number: int) -> list[int]:
    low, high = boxes[number] + [[-1.0], [1.0]]
    near = ((boxes[:, 0] <= high) & (boxes[:, 1] >= low)).all(axis=1)
    near[number] = False
    return [int(k) for k in np.flatnonzero(near)]


def _ground(building: RawBuilding) -> float:
    low, high = building.mesh.bounds[:, 2]
    stated = stated_ground(building.attributes, low, high)
    return float(low) if stated is None else stated


def stated_ground(attributes: Mapping[str, Any], low: float, high: float) -> float | None:
    """Return the ground level that the source states for a building between two heights [m]."""
    for key in _GROUND_KEYS:
        value = attributes.get(key)
        # A ground level above the roof, or far below the walls, is a slip of the source.
        if isinstance(value, int | float) and low - 5.0 <= value < high:
            return float(value)
    return None


def _is_shed(mesh: Mesh) -> bool:
    normals, areas = normals_and_areas(mesh.triangles)
    covered = (np.clip(normals[:, 2], 0.0, None) * areas).sum()
    return bool(covered < _ANNEX_AREA and np.ptp(mesh.bounds[:, 2]) < _ANNEX_HEIGHT)


def credit_of(document: Document, found: Sequence[RawBuilding]) -> str | None:
    """Return the credit that the source asks for; None where it asks for none."""
    return CREDIT_3DBAG if _is_3dbag(document, found) else None


def _is_3dbag(document: Document, found: Sequence[RawBuilding]) -> bool:
    by_metadata = "3dbag" in repr(document.metadata).lower().replace(" ", "")
    # A BAG number alone says nothing of the shape; these names are 3DBAG's, new and old.
    return by_metadata or any(
        key.startswith(("b3_", "h_dak_")) for building in found for key in building.attributes
    )


def _remarks(document: Document, found: Sequence[RawBuilding], sheds: tuple[str, ...]) -> list[Defect]:
    out = []
    if found and document.epsg == _RD:
        out.append(
            Defect(
                "city-heights-assumed",
                Severity.NOTE,
                Text(
                    "de buren noemen geen hoogtestelsel; hun hoogten zijn als NAP gelezen",
                    "the neighbours name no height system; their heights are read as NAP",
                ),
                Text("gebruik een bestand in EPSG:7415", "use a file in EPSG:7415"),
            )
        )
    if sheds:
        out.append(
            Defect(
                "city-sheds",
                Severity.NOTE,
                numbers(
                    "{n} gebouw(en) kleiner dan {area} m2 en lager dan {height} m kregen geen meetpunten "
                    "(aangenomen: bijgebouw)",
                    "{n} building(s) smaller than {area} m2 and lower than {height} m got no observation "
                    "points (assumed: shed)",
                    0,
                    n=len(sheds),
                    area=_ANNEX_AREA,
                    height=_ANNEX_HEIGHT,
                ),
                Text("controleer of daar iemand woont", "check whether somebody lives there"),
                sheds,
            )
        )
    return out
