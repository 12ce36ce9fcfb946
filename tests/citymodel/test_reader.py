from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from optopcheck.citymodel import read_neighbours
from optopcheck.domain.building import Severity
from optopcheck.domain.job import InputError
from optopcheck.domain.mesh import turn_about_z
from optopcheck.domain.site import GeoReference, Site
from tests.citymodel.towns import ORIGIN, SITE, box_object, empty_town, town_of, written

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from optopcheck.citymodel import CityModel

NOWHERE = np.empty((0, 2))
HOUSE = ((0.0, 20.0, 1.0), (6.0, 30.0, 9.0))


def read(path: Path, site: Site = SITE, radius: float = 100.0, own: Any = NOWHERE) -> CityModel:
    return read_neighbours(path, site, np.zeros(2), radius, np.asarray(own, dtype=np.float64))


def codes(model: CityModel) -> list[str]:
    return [defect.code for defect in model.defects]


def test_box_comes_back_in_the_local_frame(tmp_path: Path) -> None:
    model = read(written(tmp_path, town_of(huis=HOUSE)))
    (house,) = model.neighbours
    assert house.id == "huis"
    assert house.mesh.bounds == pytest.approx(np.array(HOUSE))
    assert len(house.mesh.faces) == 12
    assert house.ground == 1.0
    assert model.defects == ()
    assert model.credit is None
    assert len(model.sha256) == 64


def test_sequence_gives_the_same(tmp_path: Path) -> None:
    town = town_of(huis=HOUSE, schuur=((20, 20, 1), (30, 24, 6)))
    header = empty_town()
    features = []
    for name in town["CityObjects"]:
        part = empty_town()
        low, high = (HOUSE, ((20, 20, 1), (30, 24, 6)))[name == "schuur"]
        features.append(
            {
                "type": "CityJSONFeature",
                "id": name,
                "CityObjects": {name: box_object(part, low, high)},
                "vertices": part["vertices"],
            }
        )
    lines = "\n".join(json.dumps(part) for part in [header, *features]) + "\n\n"
    one, other = read(written(tmp_path, town)), read(written(tmp_path, lines, "buurt.city.jsonl"))
    assert [n.id for n in one.neighbours] == [n.id for n in other.neighbours] == ["huis", "schuur"]
    for a, b in zip(one.neighbours, other.neighbours, strict=True):
        assert np.array_equal(a.mesh.triangles, b.mesh.triangles)


@pytest.mark.parametrize(
    ("lods", "best"),
    [
        (["0", "1.2", "1.3", "2.2"], "2.2"),
        (["1.2", "1.3", "2.0"], "2.0"),
        (["3", "2.1"], "2.1"),
        (["1", "1.2"], "1.2"),
    ],
)
def test_best_level_of_detail(tmp_path: Path, lods: list[str], best: str) -> None:
    town = empty_town()
    parts = [box_object(town, (0, 20, 0), (6, 30, 4 + k), lod) for k, lod in enumerate(lods)]
    town["CityObjects"]["huis"] = parts[0] | {"geometry": [g for part in parts for g in part["geometry"]]}
    (house,) = read(written(tmp_path, town)).neighbours
    assert house.mesh.bounds[1, 2] == 4 + lods.index(best)


def test_parts_join_their_building(tmp_path: Path) -> None:
    town = town_of(laag=((0, 20, 0), (6, 30, 4)), hoog=((6, 20, 0), (12, 30, 9)))
    for name in ("laag", "hoog"):
        town["CityObjects"][name] |= {"type": "BuildingPart", "parents": ["huis"]}
    town["CityObjects"]["huis"] = {
        "type": "Building",
        "children": ["laag", "hoog"],
        "attributes": {"b3_h_maaiveld": -0.4, "b3_val3dity_lod22": "[]", "b3_rmse_lod22": 0.02, "b3_x": 1},
    }
    model = read(written(tmp_path, town))
    (house,) = model.neighbours
    assert house.id == "huis"
    assert house.mesh.bounds.tolist() == [[0, 20, 0], [12, 30, 9]]
    assert house.ground == -0.4
    assert house.quality == {"b3_val3dity_lod22": "[]", "b3_rmse_lod22": "0.02"}
    assert model.credit is not None
    assert "3DBAG" in model.credit
    assert "https://3dbag.nl" in model.credit


@pytest.mark.parametrize("kind", ["MultiSurface", "CompositeSurface", "MultiSolid", "CompositeSolid"])
@pytest.mark.parametrize("inwards", [False, True])
def test_kinds_of_geometry(tmp_path: Path, kind: str, inwards: bool) -> None:  # noqa: FBT001
    town = town_of(huis=HOUSE)
    geometry = town["CityObjects"]["huis"]["geometry"][0]
    shell = geometry["boundaries"][0]
    if inwards:
        shell = [[ring[::-1] for ring in surface] for surface in shell]
    geometry |= {"type": kind, "boundaries": shell if "Surface" in kind else [[shell]]}
    (house,) = read(written(tmp_path, town)).neighbours
    a, b, c = np.moveaxis(house.mesh.triangles, 1, 0)
    assert (a * np.cross(b, c)).sum() / 6 == pytest.approx(6 * 10 * 8)


def test_only_what_is_near(tmp_path: Path) -> None:
    town = town_of(dichtbij=HOUSE, ver=((0, 150, 0), (6, 160, 9)), om_ons_heen=((-500, -9, 0), (500, -8, 3)))
    near = read(written(tmp_path, town), radius=100.0)
    assert [n.id for n in near.neighbours] == ["dichtbij", "om_ons_heen"]
    none = read(written(tmp_path, town_of(ver=((0, 150, 0), (6, 160, 9)))), radius=100.0)
    assert codes(none) == ["city-none-near"]
    assert "150 m" in none.defects[0].message.nl
    assert none.defects[0].severity is Severity.ERROR


def test_the_studied_building_itself_is_left_out(tmp_path: Path) -> None:
    town = town_of(
        zelf=((-5, -5, 0), (5, 5, 12)),
        deel=((4, -5, 0), (7, 5, 12)),  # a third of it is ours
        trapje=((-1, -6, 0), (1, -4.5, 2)),
        buur=((5, -5, 0), (15, 5, 12)),
    )
    model = read(written(tmp_path, town), own=[[-5, -5], [5, -5], [5, 5], [-5, 5]])
    assert model.left_out == ("zelf",)
    assert [n.id for n in model.neighbours] == ["deel", "trapje", "buur"]


def test_each_part_of_the_studied_building_is_left_out(tmp_path: Path) -> None:
    # One block of three porches, three buildings in the register; and a block around a small model.
    porches = town_of(a=((-15, -5, 0), (-5, 5, 9)), b=((-5, -5, 0), (5, 5, 9)), c=((5, -5, 0), (15, 5, 9)))
    block = [[-15, -5], [15, -5], [15, 5], [-15, 5]]
    assert read(written(tmp_path, porches), own=block).left_out == ("a", "b", "c")
    around = town_of(blok=((-15, -5, 0), (15, 5, 9)))
    assert read(written(tmp_path, around), own=[[-5, -5], [5, -5], [5, 5], [-5, 5]]).left_out == ("blok",)


def test_buildings_twice_both_cast_shadow(tmp_path: Path) -> None:
    parts = []
    for x in (0.0, 8.0):
        part = empty_town()
        part["CityObjects"]["huis"] = box_object(part, (x, 20, 0), (x + 6, 30, 9))
        parts.append(json.dumps(part | {"type": "CityJSONFeature"}))
    model = read(written(tmp_path, "\n".join([json.dumps(empty_town()), *parts]), "b.jsonl"))
    assert [n.id for n in model.neighbours] == ["huis", "huis#2"]
    assert codes(model) == ["city-twice"]


def test_no_place_in_rd_no_neighbours(tmp_path: Path) -> None:
    path = written(tmp_path, town_of(huis=HOUSE))
    with pytest.raises(InputError, match="geen RD-ligging"):
        read(path, Site())
    with pytest.raises(InputError, match="NAP is onbekend"):
        read(path, replace(SITE, georeference=GeoReference(28992, ORIGIN)))


def test_heights_without_a_system_are_said(tmp_path: Path) -> None:
    town = town_of(huis=HOUSE)
    town["metadata"]["referenceSystem"] = "urn:ogc:def:crs:EPSG::28992"
    assert codes(read(written(tmp_path, town))) == ["city-heights-assumed"]


def _without(key: str) -> Callable[[dict[str, Any]], None]:
    return lambda town: town.pop(key) and None


def _with(**changes: Any) -> Callable[[dict[str, Any]], None]:
    return lambda town: town.update(changes)


REFUSED = {
    "no transform": (_without("transform"), "transform"),
    "scale zero": (_with(transform={"scale": [0, 1, 1], "translate": [0, 0, 0]}), "transform"),
    "scale text": (_with(transform={"scale": ["x", 1, 1], "translate": [0, 0, 0]}), "transform"),
    "transform list": (_with(transform=[1, 2, 3]), "transform"),
    "huge translate": (_with(transform={"scale": [1, 1, 1], "translate": [10**400, 0, 0]}), "transform"),
    "no metadata": (_without("metadata"), "coördinatenstelsel is onbekend"),
    "metadata list": (_with(metadata=[]), "coördinatenstelsel is onbekend"),
    "UTM": (
        _with(metadata={"referenceSystem": "https://www.opengis.net/def/crs/EPSG/0/25831"}),
        "EPSG:25831",
    ),
    "CRS number": (_with(metadata={"referenceSystem": 7415}), "onbekend"),
    "version 1.0": (_with(version="1.0"), "versie '1.0'"),
    "no version": (_without("version"), "versie"),
    "GeoJSON": (_with(type="FeatureCollection"), "geen CityJSON"),
    "vertices text": (_with(vertices="abc"), "vertices"),
    "vertices ragged": (_with(vertices=[[1, 2, 3], [1, 2]]), "vertices"),
    "vertices pairs": (_with(vertices=[[1, 2]]), "vertices"),
    "vertices object": (_with(vertices={"a": 1}), "vertices"),
    "vertex of 400 digits": (_with(vertices=[[10**400, 2, 3]]), "vertices"),
    "objects list": (_with(CityObjects=[1]), "CityObjects"),
    "object number": (_with(CityObjects={"a": 1}), "CityObjects"),
}


@pytest.mark.parametrize("damage", REFUSED)
def test_damaged_file_is_refused_by_name(tmp_path: Path, damage: str) -> None:
    change, told = REFUSED[damage]
    town = town_of(huis=HOUSE)
    change(town)
    with pytest.raises(InputError, match=told) as caught:
        read(written(tmp_path, town))
    assert caught.value.text.nl.startswith("buurt.city.json: ")
    assert caught.value.text.en is not None


UNREADABLE = {
    "empty": ("", "leeg"),
    "blank": (" \n\n", "leeg"),
    "cut off": (json.dumps(town_of(huis=HOUSE))[:-40], "geen geldige JSON"),
    "two documents": ("{}{}", "geen geldige JSON"),
    "a list": ("[1]", "geen CityJSON"),
    "deep": ("[" * 100_000, "te diep"),
    "deep objects": ('{"a":' * 100_000, "te diep"),
    "5000 digits": ('{"type": "CityJSON", "version": ' + "1" * 5000 + "}", "duizenden cijfers"),
    "a name twice": ('{"type": "CityJSON", "CityObjects": {"a": {}, "a": {}}}', "'a' staat er twee keer"),
    "XML": ("<CityModel/>", "geen geldige JSON"),
}


@pytest.mark.parametrize("suffix", ["json", "jsonl"])
@pytest.mark.parametrize("damage", UNREADABLE)
def test_unreadable_file_is_refused(tmp_path: Path, damage: str, suffix: str) -> None:
    text, told = UNREADABLE[damage]
    with pytest.raises(InputError, match=told):
        read(written(tmp_path, text, f"buurt.city.{suffix}"))


def test_no_file_no_text_no_header(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="niet te lezen"):
        read(tmp_path / "weg.json")
    with pytest.raises(InputError, match="niet te lezen"):
        read(tmp_path)
    (tmp_path / "utf16.json").write_bytes(json.dumps(empty_town()).encode("utf-16"))
    with pytest.raises(InputError, match="UTF-8"):
        read(tmp_path / "utf16.json")
    with pytest.raises(InputError, match="begint met een regel"):
        read(written(tmp_path, '{"type": "CityJSONFeature"}', "b.jsonl"))


def test_no_object_at_all(tmp_path: Path) -> None:
    model = read(written(tmp_path, empty_town()))
    assert model.neighbours == ()
    assert codes(model) == ["city-none-near"]


def _geometry(**changes: Any) -> Callable[[dict[str, Any]], None]:
    return lambda town: town["CityObjects"]["kapot"]["geometry"][0].update(changes)


def _vertex(text: str) -> Callable[[dict[str, Any]], None]:
    def change(town: dict[str, Any]) -> None:
        town["vertices"][9] = [0, 0, text]

    return change


LOST = {
    "index too large": (_geometry(boundaries=[[[[0, 1, 999]]]]), "hoekpunt dat er niet is"),
    "index negative": (_geometry(boundaries=[[[[0, 1, -1]]]]), "hoekpunt dat er niet is"),
    "index text": (_geometry(boundaries=[[[["a", 1, 2]]]]), "hoekpunt dat er niet is"),
    "index fraction": (_geometry(boundaries=[[[[0.5, 1, 2]]]]), "hoekpunt dat er niet is"),
    "index true": (_geometry(boundaries=[[[[True, 1, 2]]]]), "hoekpunt dat er niet is"),
    "index of 400 digits": (_geometry(boundaries=[[[[10**400, 1, 2]]]]), "hoekpunt dat er niet is"),
    "too shallow": (_geometry(boundaries=[[0, 1, 2]]), "onleesbaar"),
    "no boundaries": (_geometry(boundaries=None), "onleesbaar"),
    "empty boundaries": (_geometry(boundaries=[]), "onleesbaar"),
    "empty shell": (_geometry(boundaries=[[]]), "geen vorm"),
    "two corners": (_geometry(boundaries=[[[[8, 9]]]]), "geen vorm"),
    "one place": (_geometry(boundaries=[[[[8, 8, 8]]]]), "geen vorm"),
    "footprint alone": (_geometry(lod="0"), "geen vorm"),
    "no level": (_geometry(lod=None), "geen vorm"),
    "template": (_geometry(type="GeometryInstance"), "geen vorm"),
    "no geometry": (lambda town: town["CityObjects"]["kapot"].pop("geometry") and None, "geen vorm"),
    "geometry text": (lambda town: town["CityObjects"]["kapot"].update(geometry="x"), "geen vorm"),
    "NaN": (_vertex("NaN"), "geen bruikbare coördinaten"),
    "Infinity": (_vertex("-Infinity"), "geen bruikbare coördinaten"),
    "1e400": (_vertex("1e400"), "geen bruikbare coördinaten"),
    "1e300": (_vertex("1e300"), "geen bruikbare coördinaten"),
    "null": (_vertex("null"), "geen bruikbare coördinaten"),
    "outside the country": (_vertex("9999999999"), "geen bruikbare coördinaten"),
}


@pytest.mark.parametrize("damage", LOST)
def test_lost_building_is_named_and_the_others_stay(tmp_path: Path, damage: str) -> None:
    change, told = LOST[damage]
    town = town_of(heel=HOUSE, kapot=((20, 20, 0), (26, 30, 9)))
    change(town)
    text = json.dumps(town)
    for number in ("NaN", "-Infinity", "1e400", "1e300", "null", "9999999999"):
        text = text.replace(f'"{number}"', number)  # as a number, which json.dumps would not write
    model = read(written(tmp_path, text))
    assert [n.id for n in model.neighbours] == ["heel"]
    (defect,) = model.defects
    assert defect.severity is Severity.ERROR
    assert defect.elements == ("kapot",)
    assert "kapot" in defect.message.nl
    assert told in defect.message.nl


def test_building_lost_far_away_is_no_matter(tmp_path: Path) -> None:
    town = town_of(heel=HOUSE, kapot=((2000, 20, 0), (2006, 30, 9)))
    town["CityObjects"]["kapot"]["geometry"][0]["lod"] = "0"
    assert read(written(tmp_path, town)).defects == ()


def test_what_is_no_building_is_said(tmp_path: Path) -> None:
    town = town_of(heel=HOUSE, brug=((20, 20, 0), (26, 30, 9)))
    town["CityObjects"]["brug"]["type"] = "Bridge"
    model = read(written(tmp_path, town))
    assert [n.id for n in model.neighbours] == ["heel"]
    assert codes(model) == ["city-not-buildings"]
    assert "1 Bridge" in model.defects[0].message.nl


@pytest.mark.parametrize("parents", [["weg"], ["kring"], [3], "huis", []])
def test_part_without_a_building_stands_alone(tmp_path: Path, parents: Any) -> None:
    town = town_of(kring=HOUSE)
    town["CityObjects"]["kring"] |= {"type": "BuildingPart", "parents": parents, "attributes": "x"}
    (house,) = read(written(tmp_path, town)).neighbours
    assert house.id == "kring"


def test_shed_casts_shadow_and_receives_none(tmp_path: Path) -> None:
    model = read(written(tmp_path, town_of(huis=HOUSE, schuur=((0, 40, 1), (4, 43, 3.5)))))
    house, shed = model.neighbours
    assert house.observation_points
    assert not shed.mesh.is_empty
    assert shed.observation_points == ()
    assert codes(model) == ["city-sheds"]
    assert model.defects[0].elements == ("schuur",)


@pytest.mark.parametrize("ground", [None, "x", 50.0, -60.0])
def test_ground_that_cannot_be_is_not_believed(tmp_path: Path, ground: Any) -> None:
    town = town_of(huis=HOUSE)
    town["CityObjects"]["huis"]["attributes"] = {"b3_h_maaiveld": ground}
    (house,) = read(written(tmp_path, town)).neighbours
    assert house.ground == 1.0


def test_turned_town_gives_turned_walls(tmp_path: Path) -> None:
    town = town_of(huis=HOUSE)
    turned = turn_about_z(np.array(town["vertices"], dtype=np.float64), 30.0)
    town["vertices"] = np.round(turned).astype(int).tolist()
    here = read(written(tmp_path, town_of(huis=HOUSE))).neighbours[0]
    there = read(written(tmp_path, town)).neighbours[0]
    one = sorted(turn_about_z(p.position, 30.0).tolist() for p in here.observation_points)
    assert np.array(one) == pytest.approx(
        np.array(sorted(p.position.tolist() for p in there.observation_points)), abs=2e-3
    )
