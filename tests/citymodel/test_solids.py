from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from optopcheck.citymodel import read_buildings
from optopcheck.domain.job import InputError
from optopcheck.domain.measurement import Measurement, Unmeasured
from optopcheck.measure.solid import measure_solid
from tests.citymodel.towns import ORIGIN, box_object, empty_town, town_of, written

if TYPE_CHECKING:
    from pathlib import Path

LOW, HIGH = (0.0, 20.0, 1.0), (6.0, 30.0, 9.0)


def levelled() -> dict[str, Any]:
    """A building of two parts: one at two levels of detail, one at the finer only."""
    town = empty_town()
    fine = box_object(town, LOW, HIGH)
    coarse = box_object(town, LOW, (6.0, 30.0, 8.0), "1.2")
    annex = box_object(town, (6.0, 20.0, 1.0), (10.0, 24.0, 4.0))
    town["CityObjects"] = {
        "huis": {
            "type": "Building",
            "children": ["huis-0", "huis-1"],
            "attributes": {"b3_h_maaiveld": 1.0, "b3_rmse_lod22": 0.04, "naam": "x"},
        },
        "huis-0": {**fine, "type": "BuildingPart", "parents": ["huis"], "attributes": {"nok": 9.0}},
        "huis-1": {**annex, "type": "BuildingPart", "parents": ["huis"]},
        "weg": {"type": "Road"},
    }
    town["CityObjects"]["huis-0"]["geometry"] += coarse["geometry"]
    return town


def test_every_level_and_part_of_a_building(tmp_path: Path) -> None:
    (house,) = read_buildings(written(tmp_path, levelled()))
    assert (house.id, house.levels) == ("huis", ("1.2", "2.2"))
    assert [part.id for part in house.parts if part.meshes] == ["huis-0", "huis-1"]
    assert [len(house.meshes(lod)) for lod in house.levels] == [1, 2]
    assert house.meshes("1.2")[0].bounds[1, 2] == pytest.approx(8.0)
    assert house.ground == 1.0
    assert house.quality == {"b3_rmse_lod22": "0.04"}
    attributes = {part.id: part.attributes for part in house.parts}
    assert attributes["huis-0"] == {"nok": 9.0}
    volume = measure_solid(house.id, house.meshes("2.2"), house.ground, house.quality).volume
    assert isinstance(volume, Measurement)
    assert volume.value == pytest.approx(6 * 10 * 8 + 4 * 4 * 3)


def test_no_place_in_the_world_is_needed(tmp_path: Path) -> None:
    town = town_of(huis=(LOW, HIGH))
    del town["metadata"]["referenceSystem"]
    (house,) = read_buildings(written(tmp_path, town))
    assert house.offset == (ORIGIN[0] + LOW[0], ORIGIN[1] + LOW[1])
    assert house.meshes("2.2")[0].bounds[0, :2] == pytest.approx([0.0, 0.0])
    (there,) = read_buildings(written(tmp_path, town), ORIGIN)
    assert there.meshes("2.2")[0].bounds == pytest.approx(np.array([LOW, HIGH]))


def test_a_level_that_cannot_be_read_says_why_and_takes_the_rest_along(tmp_path: Path) -> None:
    town = levelled()
    town["CityObjects"]["huis-1"]["geometry"][0]["boundaries"][0][0] = [[999, 998, 997]]
    (house,) = read_buildings(written(tmp_path, town))
    assert [reason.nl for reason in house.unread("2.2")] == ["een vlak noemt een hoekpunt dat er niet is"]
    assert house.unread("1.2") == ()
    found = measure_solid(house.id, house.meshes("2.2"), unread=house.unread("2.2"))
    assert isinstance(found.volume, Unmeasured)
    assert found.volume.reason == house.unread("2.2")[0]


def test_a_building_without_a_body_has_no_levels(tmp_path: Path) -> None:
    town = empty_town()
    town["CityObjects"]["leeg"] = {"type": "Building", "geometry": []}
    (house,) = read_buildings(written(tmp_path, town))
    assert (house.levels, house.ground, house.quality) == ((), None, None)


def test_a_broken_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="geen geldige JSON"):
        list(read_buildings(written(tmp_path, '{"type": ')))
