"""A dossier read by its description (optopcheck/dossier/README.md), with the standard library alone."""

from __future__ import annotations

import hashlib
import json
import struct
import zipfile
from pathlib import Path
from typing import Any

import pytest

from optopcheck.service.dossiers import decide, open_dossier

GOLDEN = Path(__file__).parent / "golden" / "huis-0.1.0.optop"
FORMS = {"<f8": "d", "<i8": "q", "|u1": "B", "<M8[s]": "q"}


class Stranger:
    """Somebody with a zip program and a calculator."""

    def __init__(self, path: Path) -> None:
        with zipfile.ZipFile(path) as archive:
            assert archive.testzip() is None
            self.files = {name: archive.read(name) for name in archive.namelist()}
        self.facts = self.json("facts.json")
        self.index = self.json("arrays/index.json")

    def json(self, name: str) -> Any:
        return json.loads(self.files[name])

    def digest(self, name: str) -> str:
        return f"sha256:{hashlib.sha256(self.files[name]).hexdigest()}"

    def facts_digest(self) -> str:
        own = sorted(name for name in self.files if name == "facts.json" or name.startswith("arrays/"))
        text = json.dumps({name: self.digest(name) for name in own}, separators=(",", ":"))
        return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"

    def array(self, data: Any) -> list[Any]:
        if isinstance(data, list):
            return data
        file, first, count = self.index[data["array"]]
        form = FORMS[data["type"]]
        width = struct.calcsize(f"<{form}")
        raw = self.files[f"arrays/{file}.bin"][first * width : (first + count) * width]
        assert hashlib.sha256(raw).hexdigest() == data["array"]
        return list(struct.unpack(f"<{count}{form}", raw))

    def part(self, data: Any) -> Any:
        kind, _, place = data["ref"].partition(".")
        return self.facts["shared"][kind][int(place)]


@pytest.fixture(scope="module")
def stranger() -> Stranger:
    return Stranger(GOLDEN)


def test_every_hash_can_be_made_again(stranger: Stranger) -> None:
    record = stranger.json("RECORD.json")
    told, receipt = stranger.json("dossier.json"), stranger.json("receipt.json")

    assert record == {name: stranger.digest(name) for name in stranger.files if name != "RECORD.json"}
    assert told["report_id"] == stranger.digest("receipt.json")
    assert receipt["findings"] == stranger.digest("findings.json")
    assert receipt["facts"] == stranger.facts_digest()
    for file in told["inputs"]:
        assert hashlib.sha256(stranger.files[file["member"]]).hexdigest() == file["sha256"]


def test_the_geometry_is_that_of_the_house(stranger: Stranger) -> None:
    building = stranger.part(stranger.facts["record"]["case"]["building"])
    corners: list[float] = []
    for element in map(stranger.part, building["elements"]):
        corners += stranger.array(element["mesh"]["vertices"])
    own = open_dossier(GOLDEN).facts.case.building.mesh

    assert sorted(corners) == sorted(own.vertices.ravel().tolist())
    assert max(corners) == pytest.approx(8.0)
    assert len(building["elements"]) == 10


def test_the_height_is_told_with_its_limit(stranger: Stranger) -> None:
    findings = stranger.json("findings.json")["findings"]
    finding = findings["gm0637.dakopbouw-hoogte gm0637-dakopbouw"]["finding"]
    measured = stranger.facts["record"]["proposed"]["measured"]["building_height"]

    assert finding["verdict"] == "COMPLIES"
    assert finding["limit"]["value"] in {"8", "8.0"}
    assert measured["value"] == pytest.approx(6.2)


def test_the_chain_of_decisions_can_be_followed(stranger: Stranger, tmp_path: Path) -> None:
    from datetime import UTC, datetime  # noqa: PLC0415  # to write them, not to read

    path = tmp_path / "x.optop"
    path.write_bytes(GOLDEN.read_bytes())
    for words in ("eerste", "tweede"):
        decide(path, "A. Jansen", words, datetime(2026, 7, 3, tzinfo=UTC))
    lines = Stranger(path).files["decisions.jsonl"].splitlines()

    assert json.loads(lines[0])["previous"] == stranger.json("dossier.json")["report_id"]
    assert json.loads(lines[1])["previous"] == f"sha256:{hashlib.sha256(lines[0]).hexdigest()}"
    assert [json.loads(line)["words"] for line in lines] == ["eerste", "tweede"]
