from __future__ import annotations

import os
import zipfile
from typing import TYPE_CHECKING

import pytest

from optopcheck.domain.job import InputError
from optopcheck.ifc import read_model
from optopcheck.ifc.preflight import prepare, sha256_of

if TYPE_CHECKING:
    from pathlib import Path

GOOD = (
    b"ISO-10303-21;\nHEADER;\nFILE_DESCRIPTION((''),'2;1');\nFILE_NAME('','',(''),(''),'','','');\n"
    b"FILE_SCHEMA(('IFC4'));\nENDSEC;\nDATA;\nENDSEC;\nEND-ISO-10303-21;\n"
)


def refusal(path: Path) -> str:
    """Return the one line with which a file is refused; nothing of it may be a traceback."""
    with pytest.raises(InputError) as caught:
        read_model(path)
    text = caught.value.text
    assert text.en
    assert "\n" not in text.nl
    assert path.name in text.nl
    return text.nl


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("leeg.ifc", b"", "is leeg"),
        ("brief.ifc", b"Geachte heer, mevrouw,\n" * 50, "is geen IFC-bestand"),
        ("bom.ifc", b"\xef\xbb\xbf" + GOOD, "BOM"),
        ("zip.ifc", b"PK\x03\x04rest", "noem het .ifczip"),
        ("half.ifc", GOOD[:-20], "afgekapt"),
        ("dubbel.ifc", GOOD + GOOD, "twee modellen"),
        ("oud.ifc", GOOD.replace(b"IFC4", b"IFC2X_FINAL"), "schema 'IFC2X_FINAL'"),
        ("geen.ifc", GOOD.replace(b"'IFC4'", b""), "schema ''"),
        ("model.rvt", GOOD, "soort '.rvt'"),
        ("nep.ifczip", b"geen zip", "geen leesbaar zipbestand"),
    ],
)
def test_a_file_that_is_no_model_is_refused(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert said in refusal(path)


def test_a_file_without_a_building_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "kaal.ifc"
    path.write_bytes(GOOD)
    assert "bevat geen gebouw" in refusal(path)


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    assert "bestaat niet" in refusal(tmp_path / "weg.ifc")
    folder = tmp_path / "map.ifc"
    folder.mkdir()
    assert "is een map" in refusal(folder)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_a_pipe_is_refused_without_waiting(tmp_path: Path) -> None:
    pipe = tmp_path / "pijp.ifc"
    os.mkfifo(pipe)
    assert "geen gewoon bestand" in refusal(pipe)


def pack(path: Path, *members: tuple[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return path


def test_a_zip_must_hold_one_model(tmp_path: Path) -> None:
    assert "geen .ifc" in refusal(pack(tmp_path / "nul.ifczip", ("lees.txt", b"x")))
    two = pack(tmp_path / "twee.ifczip", ("a.ifc", GOOD), ("b.ifc", GOOD))
    assert "2 modellen: a.ifc, b.ifc" in refusal(two)


def test_a_zip_bomb_is_refused_unopened(tmp_path: Path) -> None:
    bomb = pack(tmp_path / "bom.ifczip", ("a.ifc", GOOD + b" " * 50_000_000))
    assert "geen gewoon model" in refusal(bomb)


def test_shadow_copies_of_a_mac_do_not_count(tmp_path: Path) -> None:
    path = pack(tmp_path / "mac.ifczip", ("__MACOSX/._m.ifc", b"x"), ("m.ifc", GOOD), ("._m.ifc", b"x"))
    folder = tmp_path / "folder"
    folder.mkdir()
    assert prepare(path, folder).read_bytes() == GOOD
    assert [p.name for p in folder.iterdir()] == ["model.ifc"]
    assert len(sha256_of(path)) == 64
