from __future__ import annotations

import csv
import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from optopcheck.citymodel import read_neighbours
from optopcheck.domain.building import Severity
from optopcheck.domain.job import InputError
from optopcheck.domain.site import GeoReference, Site

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from optopcheck.citymodel import CityModel

pytestmark = pytest.mark.models
HEIGHT_TOLERANCE = 0.002  # [m]; the files are in millimetres
VOLUME_TOLERANCE = 0.002  # share; what 3DBAG publishes against its own geometry


def read(path: Path, around: tuple[float, float], radius: float = 1e5) -> CityModel:
    site = Site(georeference=GeoReference(28992, around, "NAP"))
    return read_neighbours(path, site, np.zeros(2), radius, np.empty((0, 2)))


def known(reference: Path, file: str) -> dict[str, dict[str, str]]:
    with (reference / "cityjson_heights_volumes.tsv").open(encoding="utf-8") as lines:
        return {row["id"]: row for row in csv.DictReader(lines, delimiter="\t") if row["file"] == file}


@pytest.mark.parametrize(
    ("name", "around", "count", "is_3dbag"),
    [
        ("cjio_delft.city.json", (84880.0, 447590.0), 160, False),
        ("3dbag_delft_subset.city.jsonl", (85000.0, 446400.0), 10, True),
        ("3dbag_tile901_trimmed.city.jsonl", (82000.0, 447600.0), 52, True),
        ("denhaag_random_5.city.jsonl", (78700.0, 458000.0), 5, False),
    ],
)
def test_all_buildings_come_with_their_credit(
    city: Callable[[str], Path],
    name: str,
    around: tuple[float, float],
    count: int,
    is_3dbag: bool,  # noqa: FBT001
) -> None:
    model = read(city(name), around)
    assert len(model.neighbours) == count
    bad = [d for d in model.defects if d.severity is not Severity.NOTE]
    # Roofs of the trimmed tile whose root mean square is above half a metre, counted in the file.
    assert [(d.code, len(d.elements)) for d in bad] == ([("city-doubtful", 5)] if "tile901" in name else [])
    assert (model.credit is not None) == is_3dbag
    assert all(np.abs(n.mesh.vertices[:, :2]).max() < 2000 for n in model.neighbours)
    assert sum(len(n.observation_points) for n in model.neighbours) > count


def test_den_haag_within_a_radius(city: Callable[[str], Path]) -> None:
    path, around = city("denhaag.city.json"), (78640.0, 457940.0)
    model = read(path, around, radius=100.0)
    assert 30 < len(model.neighbours) < 200
    ridges = _ridges(json.loads(path.read_text(encoding="utf-8"))["CityObjects"])
    tops = {n.id: n.mesh.bounds[1, 2] for n in model.neighbours}
    off = [abs(top - max(ridges[name])) for name, top in tops.items() if name in ridges]
    assert len(off) > 30
    assert max(off) <= HEIGHT_TOLERANCE


def _ridges(objects: dict[str, Any]) -> dict[str, list[float]]:
    found = defaultdict(list)
    for name, item in objects.items():
        ridge = (item.get("attributes") or {}).get("AbsoluteRidgeHeight")
        if ridge is not None:
            found[(item.get("parents") or [name])[0]].append(ridge)
    return found


def test_3dbag_heights_volumes_and_ground(city: Callable[[str], Path], reference: Path) -> None:
    name = "3dbag_delft_subset.city.jsonl"
    rows = known(reference, name)
    for neighbour in read(city(name), (85000.0, 446400.0)).neighbours:
        row = rows[neighbour.id]
        a, b, c = np.moveaxis(neighbour.mesh.triangles - neighbour.mesh.bounds.mean(axis=0), 1, 0)
        volume = (a * np.cross(b, c)).sum() / 6
        assert volume == pytest.approx(float(row["b3_volume_lod22"]), rel=VOLUME_TOLERANCE)
        assert neighbour.mesh.bounds[1, 2] == pytest.approx(
            float(row["geom_zmax_lod2.2"]), abs=HEIGHT_TOLERANCE
        )
        assert neighbour.ground == pytest.approx(float(row["b3_h_maaiveld"]))
        assert neighbour.quality is not None
        assert "b3_val3dity_lod22" in neighbour.quality


def test_rotterdam_must_first_say_where_it_is(city: Callable[[str], Path], tmp_path: Path) -> None:
    path, around = city("rotterdam_subset.city.json"), (90600.0, 435600.0)
    with pytest.raises(InputError, match="coördinatenstelsel is onbekend"):
        read(path, around)
    town = json.loads(path.read_text(encoding="utf-8"))
    town["metadata"] = {"referenceSystem": "https://www.opengis.net/def/crs/EPSG/0/7415"}
    placed = tmp_path / "rotterdam.city.json"
    placed.write_text(json.dumps(town), encoding="utf-8")
    model = read(placed, around)
    assert len(model.neighbours) == 16
    ground = {name: item["attributes"]["TerrainHeight"] for name, item in town["CityObjects"].items()}
    assert [n.ground for n in model.neighbours] == [ground[n.id] for n in model.neighbours]
