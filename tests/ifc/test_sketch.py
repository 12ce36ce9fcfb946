"""A faster reader sketches a first picture; what it does, or fails to do, changes no bit of what is read."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from optopcheck.domain.job import no_progress
from optopcheck.ifc import loading_options, process, sketch
from optopcheck.ifc.aspect_source import read_source
from optopcheck.ifc.crew import Crew
from optopcheck.ifc.loading import Job, survey_model
from optopcheck.ifc.loading_options import Loading
from optopcheck.ifc.preview import Preview
from optopcheck.ifc.survey import ModelFacts, Survey
from optopcheck.service.sample import sample_case
from tests.ifc.test_loading import CHILD, FACTS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from optopcheck.ifc.sketch import Sketched

WALLS = {"IfcWall", "IfcSlab", "IfcRoof", "IfcColumn", "IfcBeam", "IfcMember", "IfcPlate", "IfcCurtainWall"}


@pytest.fixture(autouse=True)
def of_every_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading_options, "_SKETCHED", {".ifc": 0})


def read(path: Path, sketched: Callable[[dict[str, Sketched]], None] | None) -> Survey:
    return read_source(path, None, no_progress, options=Loading(workers=1), sketched=sketched).survey


def test_it_draws_what_bounds_the_building_where_it_stands() -> None:
    lots: list[dict[str, Sketched]] = []
    survey = read(sample_case().model, lots.append)
    drawn = {name: part for lot in lots for name, part in lot.items()}
    wanted = {part.id for part in survey.told.parts if part.kind in WALLS and part.id in survey.shapes}
    assert wanted
    assert drawn.keys() >= wanted
    for name in wanted:
        ours, theirs = survey.shapes[name][0], drawn[name].vertices
        assert np.abs(ours.min(axis=0) - theirs.min(axis=0)).max() < 0.01
        assert np.abs(ours.max(axis=0) - theirs.max(axis=0)).max() < 0.01
        assert drawn[name].faces.max() < len(theirs)


def test_what_is_read_is_the_same_with_and_without() -> None:
    path = sample_case().model
    with_it, without = read(path, lambda parts: None), read(path, None)  # noqa: ARG005 -- called so
    assert with_it.facts == without.facts
    assert list(with_it.shapes) == list(without.shapes)
    for name, (vertices, faces) in without.shapes.items():
        assert np.array_equal(with_it.shapes[name][0], vertices)
        assert np.array_equal(with_it.shapes[name][1], faces)


def test_a_large_model_comes_in_two_lots(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sketch, "_FIRST", 5)
    monkeypatch.setattr(sketch, "_MANY", 10)
    said: list[list[Any]] = []
    sketch.sketch(sample_case().model, tmp_path, "x", lambda **told: said.append(told["sketch"]))
    assert len(said) == 2
    assert len(said[0]) <= 5 < len(said[1])
    assert len({one[0] for lot in said for one in lot}) == len(said[0]) + len(said[1])
    rows = sum(one[2] for lot in said for one in lot)
    assert (tmp_path / "x.vertices").stat().st_size == rows * 24


@pytest.mark.parametrize("missing", [True, False])
def test_without_the_reader_or_walls_nothing_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, missing: bool
) -> None:
    if missing:
        monkeypatch.setitem(sys.modules, "ifclite_geom", None)
    path = tmp_path / "m.ifc"
    path.write_bytes(sample_case().model.read_bytes() if missing else b"#1=IFCDOOR();")
    sketch.make_ready()
    sketch.sketch(path, tmp_path, "x", lambda **told: pytest.fail(str(told)))


SCOUT = """
if job["name"] == "scout":
    for line in sys.stdin:
        ACT
"""


@pytest.mark.parametrize(
    ("act", "seen"),
    [
        ("shape('a'); say(sketch=[['a', 'IfcWall', 3, 1]]); time.sleep(60)", [["a"]]),
        ("die()", []),
        ("raise ValueError('kan niet')", []),
        ("say(done=True)", []),
        ("time.sleep(60)", []),
        ("say(sketch=[])", []),
        ("say(sketch=[['a', 'IfcWall', 9, 9]]); time.sleep(60)", []),
        ("say(sketch=[['a', 'IfcWall']]); say(sketch=7); say(sketch=[['a', 1, 'x', None]])", []),
        ("print('geen bericht', flush=True); say(refused=['x', 'y'])", []),
    ],
)
def test_whatever_becomes_of_the_scout_the_model_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, act: str, seen: list[list[str]]
) -> None:
    script = tmp_path / "child.py"
    text = CHILD.replace("FACTS_HERE", repr(json.dumps(FACTS))).replace("MODE_HERE", "exact")
    # The readers wait a little, as the library makes them do.
    slow = "def gather(): time.sleep(0.7)\n"
    script.write_text(text.replace("BODY_HERE", slow + SCOUT.replace("ACT", act)))
    monkeypatch.setattr(process, "worker_command", lambda job: [sys.executable, str(script), str(job)])
    (tmp_path / "m.ifc").write_text("x")
    lots: list[list[str]] = []
    with Crew(tmp_path, {}, 2, scout=True) as crew:
        survey = survey_model(
            Job(tmp_path / "m.ifc", "m.ifc", tmp_path),
            crew,
            no_progress,
            sketched=lambda parts: lots.append(list(parts)),
        )
        assert crew.scout is None  # true shapes are there: it was called back
    assert list(survey.shapes) == ["a", "b", "x", "y", "z"]
    assert (survey.deaths, lots) == (0, seen)


def test_a_sketch_gives_way_to_what_is_read() -> None:
    triangle = (np.array([[0.0, 0, 0], [2, 0, 0], [0, 0, 1]]), np.array([[0, 1, 2]]))
    part = {"kind": "IfcWall", "name": "", "storey": None, "has_body": True}
    told = ModelFacts.from_json({**FACTS, "parts": [{**part, "id": name} for name in ("a", "b")]})
    survey, came = Survey(told), []
    preview = Preview(came.append)

    preview.sketched({name: sketch.Sketched("IfcWall", *triangle) for name in ("a", "b", "elders")})
    survey.shapes["a"] = triangle
    preview(survey, ("a",))
    survey.shapes["b"] = triangle
    preview(survey, ("b",))

    names = [([e.global_id for e in one.elements], [e.global_id for e in one.sketch]) for one in came]
    assert names == [([], ["a", "b", "elders"]), (["a"], ["b"]), (["b"], [])]
    assert [one.share for one in came] == [0.0, 0.5, 1.0]
    assert np.array_equal(came[1].elements[0].mesh.vertices, came[1].sketch[0].mesh.vertices)
