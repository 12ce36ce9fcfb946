"""What a source says of its own quality reaches the points and the defects; which building is the target."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from optopcheck.citymodel import read_neighbours
from optopcheck.citymodel.quality import accuracy, doubts
from optopcheck.domain.building import Severity
from optopcheck.domain.job import InputError
from tests.citymodel.bag_server import name_of
from tests.citymodel.towns import SITE, box_object, empty_town, town_of, written

if TYPE_CHECKING:
    from pathlib import Path

    from optopcheck.citymodel import CityModel

OWN = np.array([[0.0, 0.0], [10.0, 0.0], [10.0, 8.0], [0.0, 8.0]])


@pytest.mark.parametrize(
    ("attributes", "words"),
    [
        ({"b3_kwaliteitsindicator": False}, "keurt haar eigen vorm af"),
        ({"b3_val3dity_lod22": "[203, 307]"}, "val3dity"),
        ({"val3dity_codes_lod22": '["102"]'}, "val3dity"),
        ({"b3_mutatie_ahn3_ahn4": True}, "veranderd"),
        ({"pw_actueel": "no"}, "ouder dan het gebouw"),
        ({"reconstruction_skipped": True}, "niet uit metingen"),
        ({"b3_rmse_lod22": 0.82}, "0,82 m naast"),
        ({"b3_nodata_fractie_ahn4": 0.4, "b3_nodata_fractie_ahn3": 0.0, "b3_pw_bron": "AHN4"}, "40 %"),
    ],
)
def test_what_the_source_doubts_is_told(attributes: dict[str, Any], words: str) -> None:
    (told,) = doubts(attributes)
    assert words in told.nl
    assert told.en


@pytest.mark.parametrize(
    "attributes",
    [
        {},
        {"b3_kwaliteitsindicator": True, "b3_val3dity_lod22": "[]", "b3_mutatie_ahn3_ahn4": False},
        {"b3_rmse_lod22": 0.03, "b3_rmse_lod12": 3.2, "pw_actueel": "yes"},
        {"b3_nodata_fractie_ahn3": 0.9, "b3_nodata_fractie_ahn4": 0.0, "b3_pw_bron": "AHN4"},
        {"b3_rmse_lod22": None, "b3_val3dity_lod22": None},
    ],
)
def test_a_good_building_has_no_doubts(attributes: dict[str, Any]) -> None:
    assert doubts(attributes) == ()


def test_accuracy_is_that_of_the_finest_shape() -> None:
    assert accuracy({"b3_rmse_lod12": 3.2, "b3_rmse_lod22": 0.1}) == pytest.approx(0.1)
    assert accuracy({"rmse_lod22": 0.2}) == pytest.approx(0.2)
    assert accuracy({"b3_rmse_lod22": True}) is None


def test_doubt_reaches_points_and_defects(tmp_path: Path) -> None:
    town = town_of(goed=((0, 30, 0), (6, 40, 9)), slecht=((20, 30, 0), (26, 40, 9)))
    town["CityObjects"]["slecht"]["attributes"] = {"b3_kwaliteitsindicator": False, "b3_rmse_lod22": 0.9}
    model = read_neighbours(written(tmp_path, town), SITE, np.zeros(2), 100.0, np.empty((0, 2)))
    good, bad = model.neighbours
    assert (good.doubts, good.accuracy) == ((), None)
    assert bad.accuracy == pytest.approx(0.9)
    assert len(bad.doubts) == 2
    told = [[p.assumption.nl for p in n.observation_points if p.assumption] for n in (good, bad)]
    assert [len(texts) for texts in told] == [len(n.observation_points) for n in (good, bad)]
    assert all("vorm van het gebouw onzeker" in text for text in told[1])
    assert not any("onzeker" in text for text in told[0])
    found = [d for d in model.defects if d.code == "city-doubtful"]
    assert [(d.severity, d.elements) for d in found] == [(Severity.WARNING, ("slecht",))] * 2


def _target(tmp_path: Path, bag_id: str | None, own: Any = OWN) -> CityModel:
    town = empty_town()
    town["CityObjects"] = {
        name_of(1): box_object(town, (0, 0, 0), (10, 8, 9)),
        name_of(2): box_object(town, (40, 0, 0), (50, 8, 9)),
    }
    path = written(tmp_path, town)
    return read_neighbours(path, SITE, np.zeros(2), 100.0, np.asarray(own), bag_id=bag_id)


@pytest.mark.parametrize("bag_id", [None, name_of(1), "0000000000000001"])
def test_the_studied_building_is_left_out(tmp_path: Path, bag_id: str | None) -> None:
    model = _target(tmp_path, bag_id)
    assert model.left_out == (name_of(1),)
    assert [n.id for n in model.neighbours] == [name_of(2)]
    assert not [d for d in model.defects if d.code.startswith("bag-")]


def test_a_number_finds_the_building_whose_footprint_is_unknown(tmp_path: Path) -> None:
    assert _target(tmp_path, name_of(2), np.empty((0, 2))).left_out == (name_of(2),)


def test_a_number_that_lies_elsewhere_is_an_error(tmp_path: Path) -> None:
    model = _target(tmp_path, name_of(2))
    (defect,) = [d for d in model.defects if d.code.startswith("bag-")]
    assert (defect.code, defect.severity) == ("bag-elsewhere", Severity.ERROR)
    assert "--location" in defect.remedy.nl


def test_a_number_that_is_not_there_is_told(tmp_path: Path) -> None:
    model = _target(tmp_path, name_of(7))
    assert [d.code for d in model.defects if d.code.startswith("bag-")] == ["bag-not-found"]
    assert model.left_out == (name_of(1),)


def test_a_number_of_another_kind_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="16 cijfers"):
        _target(tmp_path, "pand 7")


def test_a_tower_far_away_casts_shadow_but_has_no_points(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        town_of(
            dichtbij=((0, 50, 0), (10, 60, 9)),
            toren=((0, 400, 0), (10, 410, 60)),
            laag=((40, 400, 0), (50, 410, 9)),
        ),
    )

    def read(low_sun: float | None) -> CityModel:
        return read_neighbours(path, SITE, np.zeros(2), 100.0, np.empty((0, 2)), low_sun=low_sun)

    assert [n.id for n in read(None).neighbours] == ["dichtbij"]
    near, tower = read(5.0).neighbours
    assert (near.id, tower.id) == ("dichtbij", "toren")
    assert near.observation_points
    assert tower.observation_points == ()
    # At 15 degrees the shadow of sixty metres is 224 m long: it stays outside.
    assert [n.id for n in read(15.0).neighbours] == ["dichtbij"]
