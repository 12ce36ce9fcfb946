from __future__ import annotations

import io
import json
import struct
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import trimesh

from optopcheck.citymodel import read_buildings, read_neighbours
from optopcheck.domain.building import Aperture, Building, Element
from optopcheck.domain.job import InputError
from optopcheck.domain.site import GeoReference
from optopcheck.service.presenting import write_cityjson, write_glb
from tests.service import made

if TYPE_CHECKING:
    from pathlib import Path

    from optopcheck.domain.assessment import Assessment

NAP = GeoReference(28992, (90_000.0, 450_000.0), "NAP")
ROOF = 12.0


def three(reference: GeoReference = NAP) -> Assessment:
    """A block of 10 x 8 x 9 m, its design 3 m higher, and a plan maximum of 10 x 8 x 10 m."""
    found = made.many_sided()
    block = made.flat()
    layer = Element("new", "IfcWall", "laag", made.box((0, 0, 9), (10, 8, ROOF)), "s2", added=True)
    prism = Building(
        "plan", (Element("max", "IfcBuildingElementProxy", "plan", made.box((0, 0, 0), (10, 8, 10))),)
    )
    facts = found.facts
    case = replace(
        facts.case,
        building=block,
        neighbours=(made.neighbour(),),
        neighbours_credit="bron",
        site=made.place(georeference=reference),
    )
    facts = replace(
        facts,
        case=case,
        existing=replace(facts.existing, building=block),
        permitted=replace(facts.permitted, building=prism),
        proposed=replace(facts.proposed, building=replace(block, elements=(*block.elements, layer))),
    )
    return replace(found, facts=facts)


def tree(path: Path) -> dict[str, Any]:
    content = path.read_bytes()
    (length,) = struct.unpack("<I", content[12:16])
    return json.loads(content[20 : 20 + length])  # type: ignore[no-any-return]


def test_each_situation_is_a_scene_and_the_design_is_the_first(tmp_path: Path) -> None:
    path = tmp_path / "a.glb"
    write_glb(three(), path)
    found = tree(path)
    names = {scene["name"]: [found["nodes"][n]["name"] for n in scene["nodes"]] for scene in found["scenes"]}

    assert found["scene"] == 0
    assert names == {
        "voorgesteld": ["wand", "raam", "laag", "buur"],
        "bestaand": ["wand", "raam", "buur"],
        "toegestaan": ["plan", "buur"],
    }
    # What situations share is written once.
    assert len(found["nodes"]) == len(found["meshes"]) == 5
    (layer,) = [node for node in found["nodes"] if node["name"] == "laag"]
    assert layer["extras"] == {"GlobalId": "new", "class": "IfcWall", "storey": "laag 2"}
    assert found["asset"]["extras"]["offset"] == [90_000.0, 450_000.0]
    assert found["asset"]["extras"]["credit"] == "bron"
    looks = {m["name"]: m.get("alphaMode", "OPAQUE") for m in found["materials"]}
    assert looks["#146ef06e"] == "BLEND"


def test_glb_is_y_up_in_metres_as_another_reader_sees_it(tmp_path: Path) -> None:
    path = tmp_path / "a.glb"
    write_glb(three(), path)
    scene = trimesh.load_scene(io.BytesIO(path.read_bytes()), file_type="glb")

    # The first scene: block and added layer, with the neighbour to the north (minus z).
    assert np.allclose(scene.bounds, [[0.0, 0.0, -28.0], [10.0, ROOF, 0.1]])


def test_a_window_within_its_wall_is_seen(tmp_path: Path) -> None:
    found = three()
    block = found.facts.case.building
    inside = replace(block.elements[1], mesh=made.box((4, 0.1, 1), (6, 0.15, 2)))
    point = replace(made.point("glass"), position=np.array([5.0, 0.1, 1.0]), aperture=Aperture(2.0, 1.0, 0.1))
    building = replace(block, elements=(block.elements[0], inside), observation_points=(point,))
    facts = replace(found.facts, case=replace(found.facts.case, building=building, neighbours=()))
    write_glb(replace(found, facts=facts), tmp_path / "a.glb")
    content = tree(tmp_path / "a.glb")
    existing = next(scene for scene in content["scenes"] if scene["name"] == "bestaand")
    (node,) = [content["nodes"][n] for n in existing["nodes"] if content["nodes"][n]["name"] == "raam"]
    corners = content["meshes"][node["mesh"]]["primitives"][0]["attributes"]["POSITION"]

    # The wall begins at y = 0, which is z = 0 in the file; south of it is +z.
    assert content["accessors"][corners]["min"][2] > 0.0


def test_cityjson_is_read_back_by_our_own_reader_where_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "a.city.json"
    write_cityjson(three(), path)
    found = {b.id: b for b in read_buildings(path, (90_000.0, 450_000.0))}
    content = json.loads(path.read_text(encoding="utf-8"))

    assert content["metadata"]["referenceSystem"] == "https://www.opengis.net/def/crs/EPSG/0/7415"
    assert content["metadata"]["geographicalExtent"] == [90000.0, 449999.9, 0.0, 90010.0, 450008.0, 12.0]
    assert set(found) == {"optopcheck-voorgesteld", "optopcheck-bestaand", "optopcheck-toegestaan"}
    tops = {name: float(b.parts[0].meshes[b.levels[0]].bounds[1, 2]) for name, b in found.items()}
    assert tops == {
        "optopcheck-voorgesteld": ROOF,
        "optopcheck-bestaand": 9.0,
        "optopcheck-toegestaan": 10.0,
    }
    assert found["optopcheck-voorgesteld"].attributes["building_height_m"] == 12.4
    assert found["optopcheck-voorgesteld"].attributes["storey_count"] == 4.0
    assert found["optopcheck-toegestaan"].levels == ("1.2",)
    kinds = {name: item["geometry"][0]["type"] for name, item in content["CityObjects"].items()}
    assert kinds["optopcheck-toegestaan"] == "Solid"
    assert kinds["optopcheck-bestaand"] == "MultiSurface"
    city = read_neighbours(path, made.place(georeference=NAP), np.zeros(2), 50.0, np.zeros((0, 2)))
    assert [n.id for n in city.neighbours] == list(content["CityObjects"])
    assert [d for d in city.defects if d.code == "city-lost"] == []


@pytest.mark.parametrize(
    ("reference", "system"),
    [
        (GeoReference(28992, (90_000.0, 450_000.0)), "https://www.opengis.net/def/crs/EPSG/0/28992"),
        (GeoReference(None, (5.0, 6.0)), None),
    ],
)
def test_no_more_is_said_of_the_place_than_is_known(
    reference: GeoReference, system: str | None, tmp_path: Path
) -> None:
    path = tmp_path / "a.city.json"
    write_cityjson(three(reference), path)
    content = json.loads(path.read_text(encoding="utf-8"))

    assert content["metadata"].get("referenceSystem") == system
    assert content["transform"]["translate"][:2] == ([90_000.0, 450_000.0] if system else [0.0, 0.0])


def test_one_part_that_is_open_is_no_solid(tmp_path: Path) -> None:
    found = three()
    block = made.box((0, 0, 0), (10, 8, 10))
    opened = Building(
        "open", (Element("e", "IfcRoof", "dak", type(block)(block.vertices, block.faces[:-1])),)
    )
    facts = replace(found.facts, case=replace(found.facts.case, building=opened))
    write_cityjson(replace(found, facts=facts), tmp_path / "a.json")
    content = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))

    assert content["CityObjects"]["optopcheck-bestaand"]["geometry"][0]["type"] == "MultiSurface"


def test_the_same_bytes_each_time(tmp_path: Path) -> None:
    for write, name in ((write_glb, "glb"), (write_cityjson, "json")):
        one, two = tmp_path / f"one.{name}", tmp_path / f"two.{name}"
        for path in (one, two):
            write(three(), path)
        assert one.read_bytes() == two.read_bytes()


def test_nothing_to_show_is_told(tmp_path: Path) -> None:
    found = three()
    empty = Building("leeg", ())
    facts = replace(
        found.facts,
        case=replace(found.facts.case, building=empty, neighbours=()),
        permitted=replace(found.facts.permitted, building=None),
        proposed=replace(found.facts.proposed, building=None),
    )
    for write in (write_glb, write_cityjson):
        with pytest.raises(InputError, match="niets om te tonen"):
            write(replace(found, facts=facts), tmp_path / "a")
