"""A failure that nobody foresaw is told in words that say what to do, where that is known."""

from __future__ import annotations

import tempfile

import pytest

from optopcheck.cli.main import main
from optopcheck.service import unforeseen


@pytest.fixture
def _nowhere_to_write(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.setattr(tempfile, "_candidate_tempdir_list", list)


def test_other_failures_are_named() -> None:
    assert unforeseen(ValueError("a\nb")).nl == "onverwachte fout, er is geen oordeel (ValueError: a b)"


@pytest.mark.usefixtures("_nowhere_to_write")
def test_no_folder_for_temporary_files_is_told_plainly() -> None:
    told = unforeseen(FileNotFoundError(2, "No usable temporary directory found"))

    assert "TMPDIR" in told.nl
    assert "FileNotFoundError" not in told.nl + told.en


@pytest.mark.usefixtures("_nowhere_to_write")
def test_command_line_says_it_and_gives_no_verdict(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("optopcheck.cli.main.run", lambda _: tempfile.gettempdir())

    assert main(["demo"]) == 3
    told = capsys.readouterr()
    assert "geen map voor tijdelijke bestanden" in told.err
    assert told.out == ""
