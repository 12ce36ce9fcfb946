from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from optopcheck.domain.job import InputError
from optopcheck.ifc import stored_quantities
from optopcheck.ifc.stored_quantities import child_command, read_stored_quantities
from optopcheck.service.worker import worker
from tests.ifc.drawing import Drawing, house

FROZEN = (
    "import sys; from optopcheck.service.worker import worker; sys.exit(worker(sys.argv[2], sys.argv[3:]))"
)


def test_an_unknown_worker_is_refused() -> None:
    with pytest.raises(InputError, match="onbekende werker 'niets'"):
        worker("niets", [])


def test_the_command_of_a_frozen_program(monkeypatch: pytest.MonkeyPatch) -> None:
    assert child_command(Path("job"))[1:] == ["-P", "-m", "optopcheck.ifc.quantities_loader", "job"]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", "/opt/optopcheck/optopcheck")
    assert child_command(Path("job")) == [
        "/opt/optopcheck/optopcheck-cli",
        "--worker",
        "ifc-quantities",
        "job",
    ]


def test_the_frozen_way_reads_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drawing = Drawing()
    house(drawing)
    path = drawing.save(tmp_path / "huis.ifc")
    command = [sys.executable, "-c", FROZEN, "--worker", "ifc-quantities"]
    monkeypatch.setattr(stored_quantities, "child_command", lambda job: [*command, str(job)])
    assert read_stored_quantities(path).units.length == 1.0


def test_a_worker_whose_parent_is_gone_ends(tmp_path: Path) -> None:
    drawing = Drawing()
    house(drawing)
    folder = tmp_path / "private"
    folder.mkdir()
    path = drawing.save(folder / "huis.ifc")
    job = folder / "job.json"
    job.write_text(f'{{"model": "{path}", "file": "huis.ifc", "folder": "{folder}"}}')
    done = subprocess.run(
        child_command(job), stdin=subprocess.DEVNULL, capture_output=True, timeout=60, check=False
    )
    assert done.returncode == 1
    assert not folder.exists()
