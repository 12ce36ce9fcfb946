"""The log holds what went wrong and nothing of the user; it never grows beyond a few small files."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from optopcheck import service
from optopcheck.service import logs


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("OPTOPCHECK_HOME", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("'/mnt/jan.jansen/Mijn zaken/Kerkstraat 12/huis.ifc' is weg", "'‹bestand›.ifc' is weg"),
        (r"open D:\Klanten\Jan\Kerkstraat\huis.ifc mislukt", "open ‹bestand›.ifc mislukt"),
        ("mail j.jansen@voorbeeld.nl", "mail ‹adres›"),
        ('File "/mnt/jan/app/optopcheck/gui/work.py", line 3', 'File "optopcheck/gui/work.py", line 3'),
        ("/mnt/jan/geheim", "‹map›"),
        ("3 / 4 van de ramen, 12,5 m", "3 / 4 van de ramen, 12,5 m"),
        ("KeyError: 'proposed.building_height'", "KeyError: 'proposed.building_height'"),
    ],
)
def test_names_and_folders_are_taken_out(said: str, kept: str) -> None:
    assert logs.scrubbed(said) == kept


def test_failure_is_written_without_its_folder(tmp_path: Path) -> None:
    path = service.start_log()
    try:
        Path("/mnt/jansen/Kerkstraat 12/huis.ifc").read_bytes()
    except OSError:
        logging.getLogger("optopcheck.gui.jobs").exception("opening failed")

    written = path.read_text(encoding="utf-8")
    assert "opening failed" in written
    assert "FileNotFoundError" in written
    assert "jansen" not in written
    assert "Kerkstraat" not in written
    assert str(Path(__file__).parents[2]) not in written
    assert path.is_relative_to(tmp_path)


def test_log_rotates(tmp_path: Path) -> None:
    service.start_log()
    for _ in range(3000):
        logging.getLogger("optopcheck").error("x" * 500)

    files = sorted((tmp_path / "logs").iterdir())
    assert len(files) == 4
    assert sum(f.stat().st_size for f in files) < 1_100_000


def test_started_twice_writes_once() -> None:
    path = service.start_log()
    assert service.start_log() == path
    logging.getLogger("optopcheck").error("once")

    assert path.read_text(encoding="utf-8").count("once") == 1


def test_folder_that_cannot_be_made_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("a file")

    assert service.start_log() is None


def test_details_hold_message_versions_and_the_last_lines() -> None:
    service.start_log()
    logging.getLogger("optopcheck").error("what went wrong")

    told = service.details("Dat lukte niet: x")

    assert told.startswith("Dat lukte niet: x\n")
    assert "ifcopenshell " in told
    assert "what went wrong" in told
