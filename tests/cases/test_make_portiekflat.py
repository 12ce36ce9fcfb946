"""The committed case is what its script makes, byte for byte."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from typing import TYPE_CHECKING, Any

import shapely

if TYPE_CHECKING:
    from pathlib import Path

FILES = ["buren.city.json", "constructieverklaring.pdf", "plan.toml", "portiekflat.ifc", "verwacht.json"]


def test_a_fresh_run_gives_the_committed_bytes(scripts: Path, case: Path, tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-B", scripts / "make_portiekflat.py", tmp_path], check=True, timeout=120)
    assert sorted(p.name for p in tmp_path.iterdir()) == FILES
    assert sorted(p.name for p in case.iterdir()) == FILES
    for name in FILES:
        assert (tmp_path / name).read_bytes() == (case / name).read_bytes(), name


def test_the_plan_lies_just_above_what_stands_there(case: Path, expected: dict[str, Any]) -> None:
    plan = tomllib.loads((case / "plan.toml").read_text(encoding="utf-8"))
    for key, quantity in (
        ("bouwhoogte", "building_height"),
        ("goothoogte", "eaves_height"),
        ("bouwlagen", "storey_count"),
    ):
        before, after = (expected[state][quantity]["value"] for state in ("existing", "proposed"))
        assert before <= plan[key]["max"] < after
        assert plan[key]["article"]
    zone = shapely.Polygon(plan["bouwvlak"]["polygon"])
    footprint = shapely.Polygon(expected["place"]["footprint_rd"])
    assert zone.contains(footprint)
    assert zone.exterior.distance(footprint) > 0.2
    assert "verzonnen" in plan["source"]["title"]


def test_the_statement_is_a_sound_pdf_that_says_it_is_an_example(case: Path) -> None:
    paper = (case / "constructieverklaring.pdf").read_bytes()
    assert paper.startswith(b"%PDF-1.4\n")
    start = int(re.search(rb"startxref\n(\d+)\n%%EOF\n$", paper)[1])
    assert paper[start:].startswith(b"xref\n0 7\n")
    places = [int(m) for m in re.findall(rb"(\d{10}) 00000 n \n", paper[start:])]
    assert [paper[p:].split(b"\n")[0] for p in places] == [b"%d 0 obj" % n for n in range(1, 7)]
    length, stream = re.search(rb"/Length (\d+) >>\nstream\n(.*)\nendstream", paper, re.DOTALL).groups()
    assert int(length) == len(stream)
    for words in (b"VOORBEELD", b"ir. V. Beeld", b"houtskeletbouw", b"verzonnen"):
        assert words in stream
