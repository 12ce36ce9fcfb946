from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest

from optopcheck.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Desk


@pytest.mark.parametrize("version", ["2.1", "3.0"])
def test_check_writes_bcf(desk: Desk, folder: Path, capsys: pytest.CaptureFixture[str], version: str) -> None:
    code = main(["check", "flat.ifc", "--bcf", "punten.bcf", "--bcf-version", version, "--bcf-to", "a@b.nl"])

    assert code == 1
    assert capsys.readouterr().out.endswith("\npunten.bcf\n")
    with zipfile.ZipFile(folder / "punten.bcf") as archive:
        assert f'VersionId="{version}"' in archive.read("bcf.version").decode()
        markups = [archive.read(name).decode() for name in archive.namelist() if name.endswith("markup.bcf")]
    assert len(markups) == 3
    assert all("<Filename>flat.ifc</Filename>" in text for text in markups)
    assert all("<AssignedTo>a@b.nl</AssignedTo>" in text for text in markups)
    assert desk.inputs[0].model.name == "flat.ifc"


def test_bcf_without_a_folder_is_refused_before_the_work(
    desk: Desk, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "flat.ifc", "--bcf", "weg/punten.bcf"]) == 3
    assert "--bcf 'weg/punten.bcf'" in capsys.readouterr().err
    assert desk.inputs == []
    assert list(folder.iterdir()) == []


def test_bcf_over_the_model_is_refused(desk: Desk, folder: Path) -> None:
    assert main(["check", "flat.ifc", "--bcf", "flat.ifc"]) == 3
    assert desk.inputs == []
    assert list(folder.iterdir()) == []
