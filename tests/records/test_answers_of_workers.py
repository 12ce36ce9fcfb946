"""Records go to JSON and back without loss, and nothing else comes back."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from optopcheck.api.testing import make_facts, make_situation
from optopcheck.domain.measurement import Doubt, Measurement, PartMeasurement, Reading
from optopcheck.domain.mesh import Mesh
from optopcheck.domain.quantity import Quantity
from optopcheck.domain.rule import Finding, LegalSource, Limit, Need, Standing, UsedValue, Verdict
from optopcheck.domain.site import Datum, Origin
from optopcheck.domain.stated import Stated
from optopcheck.domain.text import Text
from optopcheck.records import RecordError, clean, decode, encode, written
from optopcheck.rules.hosting.references import named_parts, names_of
from tests.rules.hosting.same import differences

MESH = Mesh([[0, 0, 0], [1, 0, 0.1], [0, 1 / 3, -0.0]], [[0, 1, 2]])
SOURCE = LegalSource(
    "Plan", "tekst", "https://example.org", "4.2", Standing.LOCAL_PLAN, date(2020, 1, 1), note=Text("let op")
)
PART = PartMeasurement(Text("voor", "front"), 1 / 3, 0.1, ("a", "b"), MESH, Text("deels"), counts=False)
HEIGHT = Measurement(
    Quantity.BUILDING_HEIGHT,
    12.300000000000001,
    0.05,
    ("e1",),
    MESH,
    Text("hoogste punt", "highest point"),
    "profiel",
    Datum(-3.0, Text("peil"), Origin.DESIGN, 0.01),
    ("e2",),
    (Reading(Text("zonder lift"), 11.9, ("e3",)),),
    (PART,),
    (Doubt(Text("dak"), 0.2),),
)
FINDING = Finding(
    Verdict.UNDETERMINED,
    Text("regel één\nregel twee\t€", "line"),
    Need.PRECISION,
    HEIGHT,
    Limit(12, "m", "4.2", "raad"),
    -1e-300,
    0.1 + 0.2,
    ("e1",),
    Text("lager", "lower"),
    SOURCE,
    (UsedValue("limit.x", Text("grens"), Text("12 m"), "4.2"), UsedValue("y", Text("y"), Text("?"))),
    Stated(Text("zon op het slechtste punt", "sun at the worst point"), 1.5, "h", 0.1),
)


def sent(value: object, names: dict[int, str] | None = None) -> Any:
    return json.loads(written(encode(value, names)))


def test_a_finding_with_everything_comes_back_the_same() -> None:
    assert [f.name for f in fields(FINDING) if getattr(FINDING, f.name) in (None, ())] == []
    assert differences(decode(Finding, sent(FINDING)), FINDING) == []


def test_numbers_of_numpy_become_plain_ones() -> None:
    odd = Finding(Verdict.COMPLIES, Text("goed"), margin=np.float64(0.1), uncertainty=np.int64(0))  # type: ignore[arg-type]
    back = decode(Finding, sent(odd))
    assert (type(back.margin), back.margin, back.uncertainty) == (float, 0.1, 0)


def test_what_the_facts_hold_travels_as_a_name_and_is_the_very_same() -> None:
    facts = make_facts(proposed=make_situation(building_height=HEIGHT))
    names, known = names_of(facts), named_parts(facts)
    found = Finding(Verdict.COMPLIES, Text("goed"), measured=HEIGHT)
    told = sent(found, names)
    assert told["measured"] == {"ref": "proposed.building_height"}
    assert decode(Finding, told, known).measured is HEIGHT
    part = Measurement(Quantity.SETBACK, 1.0, 0.0, geometry=MESH, parts=(PART,), datum=HEIGHT.datum)
    copied = decode(Measurement, sent(part, names), known)
    assert copied.geometry is MESH
    assert copied.parts[0] is PART
    assert copied.datum is HEIGHT.datum
    assert len(written(encode(found, names))) < 1000


def changed(**fields_: object) -> dict[str, Any]:
    return {**sent(FINDING), **fields_}


def measured(**fields_: object) -> dict[str, Any]:
    return changed(measured={**sent(HEIGHT), **fields_})


DEEP: Any = []
for _ in range(200):
    DEEP = [DEEP]

WRONG = {
    "nothing": None,
    "a word": "voldoet",
    "a list": [],
    "too few fields": {"verdict": "COMPLIES"},
    "one more field": changed(extra=1),
    "no such verdict": changed(verdict="GREEN"),
    "a verdict by its value": changed(verdict="complies"),
    "a need beside a verdict": changed(verdict="COMPLIES"),
    "no need": changed(need=None),
    "true as a number": changed(margin=True),
    "a number as a text": changed(margin="0.1"),
    "infinity": changed(margin=json.loads("1e999")),
    "a number that no float holds": changed(margin=10**400),
    "a list as a text": changed(explanation={"nl": ["goed"], "en": None}),
    "no explanation": changed(explanation={"nl": "", "en": None}),
    "a plain explanation": changed(explanation="goed"),
    "a text without end": changed(explanation={"nl": "x" * 20_001, "en": None}),
    "elements that are no texts": changed(elements=[1]),
    "elements as one text": changed(elements="e1"),
    "deep": changed(elements=DEEP),
    "a day that is none": changed(source={**sent(SOURCE), "valid_from": "2020-02-30"}),
    "a source that ends before it starts": changed(source={**sent(SOURCE), "valid_to": "2019-01-01"}),
    "a limit without place": changed(limit={"value": 1, "unit": "m", "place": "", "confirmed_by": None}),
    "no such quantity": measured(quantity="HEIGHT"),
    "a tolerance below zero": measured(tolerance=-1),
    "a name of nothing": changed(measured={"ref": "proposed.nothing"}),
    "a name of another kind": measured(geometry={"ref": "proposed.building_height"}),
    "a name that is none": changed(measured={"ref": ["a"]}),
    "a mesh that is no base64": measured(geometry={"vertices": "&", "faces": ""}),
    "a mesh of half numbers": measured(geometry={"vertices": "AAAA", "faces": ""}),
    "a face of nothing": measured(geometry={"vertices": "", "faces": sent(MESH)["faces"]}),
    "a mesh of texts": measured(geometry={"vertices": [1], "faces": None}),
}


@pytest.mark.parametrize("told", WRONG.values(), ids=WRONG.keys())
def test_what_is_no_finding_is_refused(told: object) -> None:
    facts = make_facts(proposed=make_situation(building_height=HEIGHT))
    with pytest.raises(RecordError):
        decode(Finding, told, named_parts(facts))


@given(st.data())
def test_whatever_is_told_gives_a_finding_or_a_refusal(data: st.DataObject) -> None:
    leaf = st.none() | st.booleans() | st.integers() | st.floats() | st.text()
    anything = st.recursive(leaf, lambda v: st.lists(v) | st.dictionaries(st.text(), v), max_leaves=8)
    told = changed(**{data.draw(st.sampled_from([f.name for f in fields(FINDING)])): data.draw(anything)})
    try:
        found = decode(Finding, told)
    except RecordError:
        return
    assert type(found) is Finding
    assert differences(decode(Finding, sent(found)), found) == []


@pytest.mark.parametrize(
    "sign", ["\x00", "\x1b", "\x7f", "\x9b", "\u202e", "\u2066", "\u200f", "\ud800", "\u2028"]
)
def test_what_steers_a_terminal_or_turns_text_is_replaced(sign: str) -> None:
    assert clean(f"voldoet{sign} niet") == "voldoet\N{REPLACEMENT CHARACTER} niet"
    told = sent(Finding(Verdict.COMPLIES, Text(f"a{sign}b"), elements=(f"{sign}",)))
    back = decode(Finding, told)
    assert (back.explanation.nl, back.elements) == ("a\ufffdb", ("\ufffd",))


def test_ordinary_text_stays_as_it_is() -> None:
    text = "één regel\nen nog een,\tmet ‘tekens’ – ≥ 3 m² €"
    assert clean(text) == text


@pytest.mark.parametrize("value", [object(), {1: 2}, b"x", {1}, Finding, lambda: None])
def test_what_is_no_record_is_not_sent(value: object) -> None:
    with pytest.raises(TypeError):
        encode(Finding(Verdict.COMPLIES, Text("goed"), elements=(value,)))  # type: ignore[arg-type]


def test_nan_is_not_sent() -> None:
    with pytest.raises(ValueError, match="JSON compliant"):
        written(encode([float("nan")]))
