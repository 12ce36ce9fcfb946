"""Records to JSON and back: nothing lost, nothing let in."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from optopcheck.domain.building import Defect, Severity, Storey
from optopcheck.domain.facts import Facts
from optopcheck.domain.measurement import Measured, Measurement, Unmeasured
from optopcheck.domain.mesh import Mesh
from optopcheck.domain.quantity import Quantity
from optopcheck.domain.rule import Need
from optopcheck.domain.text import Text
from optopcheck.records import (
    KeptArrays,
    Reading,
    RecordError,
    StoredArrays,
    canonical,
    decimal_text,
    decode,
    decode_shared,
    decode_value,
    encode,
    encode_shared,
    parsed,
)
from tests.records.made import rich_facts
from tests.service import made


def through(facts: Facts) -> tuple[Facts, dict[str, Any], KeptArrays]:
    """Return facts as they come back from their text."""
    arrays = KeptArrays()
    data = json.loads(json.dumps(encode_shared(facts, arrays)))
    return decode_shared(Facts, data, StoredArrays(arrays.index, arrays.files()))[0], data, arrays


def test_facts_come_back_to_the_last_bit() -> None:
    facts = rich_facts()
    back, data, arrays = through(facts)
    again = KeptArrays()

    assert encode_shared(back, again) == data
    assert again.files() == arrays.files()
    old, new = facts.case.building.elements[0].mesh, back.case.building.elements[0].mesh
    assert old.vertices.tobytes() == new.vertices.tobytes()
    assert not new.vertices.flags.writeable
    assert back.case.site.municipality == "GM0637"
    assert back.case.building.defects == facts.case.building.defects
    assert back.scenario == facts.scenario


def test_what_comes_back_often_stands_once() -> None:
    _, data, _ = through(rich_facts())

    assert len(data["shared"]["elements"]) == 2
    record, buildings = data["record"], data["shared"]["buildings"]
    assert record["case"]["building"] == record["existing"]["building"] == {"ref": "buildings.0"}
    assert record["proposed"]["building"] == {"ref": "buildings.2"}
    assert buildings[0]["elements"] == [{"ref": "elements.0"}, {"ref": "elements.1"}]
    assert buildings[2]["elements"] == buildings[0]["elements"]


def test_equal_arrays_are_kept_once() -> None:
    arrays = KeptArrays()
    big = np.arange(40.0).reshape(-1, 2)

    assert arrays(big) == arrays(big.copy())
    assert arrays(big.reshape(-1, 4)) != arrays(big)
    assert len(arrays.files()["f8"]) == big.nbytes


def test_few_numbers_stay_where_a_reader_sees_them() -> None:
    assert KeptArrays()(np.array([1.0, 2.5, -0.0])) == [1.0, 2.5, -0.0]
    assert isinstance(KeptArrays()(np.array([1.0, math.inf])), dict)
    assert isinstance(KeptArrays()(np.empty((0, 3))), dict)


@given(st.lists(st.floats(width=64), max_size=40))
def test_any_floats_come_back_bit_for_bit(values: list[float]) -> None:
    arrays = KeptArrays()
    array = np.array(values, dtype=np.float64)
    data = json.loads(json.dumps(arrays(array)))
    back = StoredArrays(arrays.index, arrays.files())(data, np.float64)

    assert back.tobytes() == array.tobytes()


@given(st.floats())
def test_any_float_of_a_record_comes_back(value: float) -> None:
    reading = Reading(array=StoredArrays({}, {}))
    data = json.loads(json.dumps(encode(value, array=KeptArrays()), allow_nan=False))
    back = decode_value(float, data, reading)

    assert np.float64(back).tobytes() == np.float64(value).tobytes() or (
        math.isnan(value) and math.isnan(back)
    )


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_decimal_is_exactly_the_float(value: float) -> None:
    text = decimal_text(value)

    assert float(text) == value
    assert "e" not in text.lower()
    assert not text.startswith("-0") or value < 0


def test_the_receipt_has_one_way_of_writing() -> None:
    value = {"b": [1, 2.50, True, None], "a\u0301": "e\u0301", "ä": 1e-7}

    assert canonical(value) == (b'{"b":[1,"2.5",true,null],"\xc3\xa1":"\xc3\xa9","\xc3\xa4":"0.0000001"}')
    assert canonical(dict(reversed(value.items()))) == canonical(value)
    assert canonical("\ud800") == b'"?"'


@pytest.mark.parametrize("value", [math.nan, math.inf, {"e\u0301": 1, "\u00e9": 2}, object(), b"x", 2**60])
def test_what_has_no_one_way_is_refused(value: object) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - each says something else
        canonical(value)


def test_a_cycle_is_refused_too() -> None:
    circle: list[object] = []
    circle.append(circle)

    with pytest.raises(ValueError, match="depth"):
        canonical(circle)


@pytest.mark.parametrize(
    "content",
    [b'{"a":1,"a":2}', b"[" * 100_000, b"NaN", b"[1e400", b"9" * 5000, b"\xff", b"", b'{"a":Infinity}'],
)
def test_json_from_outside_is_read_strictly(content: bytes) -> None:
    with pytest.raises(RecordError):
        parsed(content)


def sample_reference() -> tuple[dict[str, Any], KeptArrays]:
    arrays = KeptArrays()
    reference = arrays(np.arange(20.0))
    assert isinstance(reference, dict)
    return reference, arrays


@pytest.mark.parametrize(
    "change",
    [
        {"shape": [21]},
        {"shape": [-1]},
        {"shape": [True, 20]},
        {"shape": "20"},
        {"shape": [2**62, 2**62]},
        {"type": "<i8"},
        {"type": "|O"},
        {"array": "0" * 64},
        {"array": ["x"]},
        {"more": 1},
    ],
)
def test_a_reference_that_lies_is_refused(change: dict[str, Any]) -> None:
    reference, arrays = sample_reference()

    with pytest.raises(RecordError):
        StoredArrays(arrays.index, arrays.files())({**reference, **change}, np.float64)


@pytest.mark.parametrize(
    ("place", "reason"),
    [
        (["f8", 1, 19], "not what its hash says"),
        (["f8", 0, 21], "ends before"),
        (["f8", 2**70, 20], "ends before"),
        (["f8", -20, 20], "no array"),
        (["i8", 0, 20], "no array"),
        (["f8", 0], "no array"),
        ("f8", "no array"),
        (None, "no array"),
    ],
)
def test_an_index_that_lies_is_refused(place: object, reason: str) -> None:
    reference, arrays = sample_reference()

    with pytest.raises(RecordError, match=reason):
        StoredArrays({reference["array"]: place}, arrays.files())(reference, np.float64)


def test_one_changed_byte_of_an_array_is_seen() -> None:
    reference, arrays = sample_reference()
    raw = bytearray(arrays.files()["f8"])
    raw[80] ^= 1

    with pytest.raises(RecordError, match="not what its hash says"):
        StoredArrays(arrays.index, {"f8": bytes(raw)})(reference, np.float64)


@pytest.mark.parametrize("few", [["x"], [[1.0], [1.0, 2.0]], [1.0] * 13, ["nan"], [None], [{}]])
def test_numbers_within_that_are_none_are_refused(few: list[Any]) -> None:
    with pytest.raises(RecordError):
        StoredArrays({}, {})(few, np.float64)


def reading() -> Reading:
    return Reading(array=StoredArrays({}, {}))


def test_a_union_is_known_by_its_fields() -> None:
    measured = Measurement(Quantity.BUILDING_HEIGHT, 9.5, 0.01)
    unmeasured = Unmeasured(Text("geen peil"), Need.REPAIR)

    assert decode_value(Measured, encode(unmeasured, array=KeptArrays()), reading()) == unmeasured
    back = decode_value(Measured, encode(measured, array=KeptArrays()), reading())
    assert (back.quantity, back.value, back.tolerance) == (Quantity.BUILDING_HEIGHT, 9.5, 0.01)
    with pytest.raises(RecordError, match="not one of"):
        decode_value(Measured, {"value": 9.5}, reading())


def test_a_field_of_a_later_version_has_its_default_in_a_file_only() -> None:
    data = {"global_id": "s", "name": "begane grond", "elevation": 0.0}

    assert decode(Storey, data, reading()) == Storey("s", "begane grond", 0.0)
    with pytest.raises(RecordError, match="not the fields of a Storey"):
        decode(Storey, data)
    with pytest.raises(RecordError, match="not the fields of a Storey"):
        decode(Storey, {**data, "colour": "red"}, reading())
    with pytest.raises(RecordError, match="not the fields of a Storey"):
        decode(Storey, {"name": "x"}, reading())


def test_texts_of_a_file_stay_as_they_were_and_those_of_a_worker_do_not() -> None:
    data = {"nl": "om\u202egekeerd", "en": None}

    assert decode(Text, data, reading()).nl == "om\u202egekeerd"
    assert decode(Text, data).nl == "om\ufffdgekeerd"


def test_sets_and_tables_come_back() -> None:
    defect = Defect("x", Severity.NOTE, Text("a"), Text("b"), blocks=frozenset({"sun", "setback"}))
    data = encode(defect, array=KeptArrays())

    assert isinstance(data, dict)
    assert data["blocks"] == ["setback", "sun"]
    assert decode(Defect, data, reading()) == defect
    neighbour = replace(made.neighbour(), quality={"ref": "goed"})
    back, _, _ = through(replace(rich_facts(), case=replace(rich_facts().case, neighbours=(neighbour,))))
    assert back.case.neighbours[0].quality == {"ref": "goed"}


def test_a_worker_still_sends_its_meshes_within() -> None:
    mesh = made.box((0, 0, 0), (1, 1, 1))
    data = encode(mesh)

    assert isinstance(data, dict)
    assert isinstance(data["vertices"], str)
    assert decode(Mesh, data).vertices.tobytes() == mesh.vertices.tobytes()
