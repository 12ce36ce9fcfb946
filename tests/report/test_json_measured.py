"""The JSON of measurements carries all that a number knows of itself."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from optopcheck.domain.quantity import Quantity
from optopcheck.report import json_text, measurements_json, schema, write_measurements
from tests.report import shown
from tests.report.test_json_report import strict

if TYPE_CHECKING:
    from pathlib import Path


def written(*, triangles: bool = False) -> dict[str, Any]:
    text = json_text(measurements_json(shown.situation(), shown.site(), triangles=triangles))
    content: dict[str, Any] = json.loads(text)
    return content


def eaves(*, triangles: bool = False) -> dict[str, Any]:
    found: dict[str, Any] = written(triangles=triangles)["measurements"]["existing"]["eaves_height"]
    return found


def validator() -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(strict(schema("measurements")))


@pytest.mark.parametrize("triangles", [False, True])
def test_output_is_as_published(triangles: bool) -> None:  # noqa: FBT001 - a parameter
    jsonschema.Draft202012Validator.check_schema(schema("measurements"))

    assert [error.message for error in validator().iter_errors(written(triangles=triangles))] == []


@pytest.mark.parametrize("key", ["left_out", "elements", "site", "measurements"])
def test_schema_misses_what_is_left_out(key: str) -> None:
    content = written()
    del content[key]

    assert not validator().is_valid(content)


def test_both_schemas_say_the_same_of_what_they_share() -> None:
    one, other = schema("assessment")["$defs"], schema("measurements")["$defs"]

    assert isinstance(one, dict)
    assert isinstance(other, dict)
    assert {name: one[name] for name in other} == other


def test_all_that_the_schema_knows_of_a_measurement_is_written() -> None:
    definitions: Any = schema("measurements")["$defs"]

    assert set(eaves()) == set(definitions["measurement"]["properties"])
    assert set(written()["measurements"]["existing"]["footprint_area"]) == set(
        definitions["unmeasured"]["properties"]
    )
    assert set(written()["measurements"]["existing"]) == {quantity.key for quantity in Quantity}
    assert set(written()["site"]) == set(definitions["site"]["properties"])


def test_budget_parts_and_readings_are_those_of_the_measurement() -> None:
    found, value = eaves(), shown.eaves()

    assert found["budget"] == {
        "geometry": 0.02,
        "datum": 0.5,
        "doubts": [{"cause": {"nl": "de goot ontbreekt", "en": "the gutter is missing"}, "amount": 0.1}],
        "total": 0.62,
    }
    assert found["uncertainty"] == found["budget"]["total"]
    assert [part["value"] for part in found["parts"]] == [part.value for part in value.parts]
    assert [part["counts"] for part in found["parts"]] == [True, False]
    assert found["parts"][1]["remark"]["en"] == "dormer"
    assert found["excluded"] == list(value.excluded)
    assert found["definition"]["nl"] == Quantity.EAVES_HEIGHT.definition.nl


def test_geometry_is_a_box_and_a_count_unless_asked_for() -> None:
    box = {"box": [[0.0, 0.0, 8.0], [10.0, 0.0, 9.0]], "triangle_count": 2}

    assert eaves()["geometry"] == box
    assert eaves()["parts"][0]["geometry"] == box
    assert written()["measurements"]["existing"]["free_height"]["geometry"] is None
    assert eaves(triangles=True)["geometry"]["triangles"] == shown.SOUTH.triangles.tolist()
    assert eaves(triangles=True)["parts"][1]["geometry"]["triangles"] == shown.NORTH.triangles.tolist()


def test_what_is_left_out_is_there_with_reason_and_name() -> None:
    content = written()

    assert content["left_out"]["existing"][0]["elements"] == ["shed"]
    assert content["left_out"]["existing"][0]["reason"]["en"] == "stands apart from the building"
    assert content["elements"]["shed"] == {"kind": "IfcWall", "name": "schuur"}
    assert content["elements"]["chimney1"]["name"] == "schoorsteen"
    assert content["party_walls"] == ["wall"]


def test_place_says_how_well_it_is_known() -> None:
    site = written()["site"]

    assert (site["georeference"]["accuracy"], site["georeference"]["level"]) == (0.25, 50)
    assert site["plot_boundary"] == [[0.0, 0.0], [30.0, 0.0], [30.0, 30.0]]


def test_file_holds_the_text(tmp_path: Path) -> None:
    goal = tmp_path / "maten.json"
    write_measurements(shown.situation(), shown.site(), goal, triangles=True)

    assert goal.read_text("utf-8") == json_text(
        measurements_json(shown.situation(), shown.site(), triangles=True)
    )
