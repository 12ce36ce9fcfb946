"""No room for temporary files: that is said, and no model is called damaged for it."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import zipfile
from typing import TYPE_CHECKING

import pytest

from optopcheck.domain.job import InputError
from optopcheck.domain.scenario import Scenario
from optopcheck.ifc import read_model
from optopcheck.ifc.scratch import write_whole
from optopcheck.service import CaseInput, write_ifc
from tests.ifc.drawing import Drawing, house
from tests.service.written import assessed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from optopcheck.domain.assessment import Assessment

TOLD = r"tijdelijke bestanden '.*klein' is niet te beschrijven \("


class Narrow:
    """A file that takes three bytes at a time, as a disk does that runs full."""

    def __init__(self) -> None:
        self.content = b""

    def write(self, content: bytes) -> int:
        self.content += bytes(content[:3])
        return min(3, len(content))


def test_what_is_taken_in_parts_is_written_whole() -> None:
    file = Narrow()
    write_whole(file, b"acht bytes en meer")  # type: ignore[arg-type]

    assert file.content == b"acht bytes en meer"


@pytest.fixture
def drawn(tmp_path: Path) -> Path:
    drawing = Drawing()
    house(drawing)
    return drawing.save(tmp_path / "huis.ifc")


@pytest.fixture
def design(drawn: Path) -> Assessment:
    return assessed(drawn, Scenario())


@pytest.fixture(params=["4k", "12k", "24k"])
def little_room(
    design: Assessment, tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Assessment]:
    """Give a folder for temporary files of a few pages, once the design is made."""
    folder = tmp_path / "klein"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={request.param}", "tmpfs", str(folder)]
    if shutil.which("mount") is None or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("no file system can be mounted here")
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield design
    subprocess.run(["umount", str(folder)], check=True)


def test_no_half_variant_is_written(little_room: Assessment, drawn: Path, tmp_path: Path) -> None:
    (tmp_path / "uit.ifc").write_text("oud")
    with pytest.raises(InputError, match=TOLD):
        write_ifc(little_room, CaseInput(drawn), tmp_path / "uit.ifc")

    assert (tmp_path / "uit.ifc").read_text() == "oud"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["huis.ifc", "klein", "uit.ifc"]


@pytest.mark.parametrize("little_room", ["4k"], indirect=True)
@pytest.mark.usefixtures("little_room")
def test_a_model_is_not_called_damaged(drawn: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "huis.ifczip", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.write(drawn, "huis.ifc")

    for path in (drawn, tmp_path / "huis.ifczip"):
        with pytest.raises(InputError, match=TOLD):
            read_model(path)
