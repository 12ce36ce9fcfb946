"""The report of a problem holds what helps, and nobody's folders."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest

from optopcheck import service
from optopcheck.cli.main import main
from optopcheck.domain.text import Text
from optopcheck.service.doctor import Checkup, Line, State

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("OPTOPCHECK_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def test_report_holds_what_was_said_versions_installation_and_log() -> None:
    service.start_log()
    logging.getLogger("optopcheck").error("over '/mnt/jansen/Kerkstraat 12/huis.ifc'")
    line = Line(
        "disk",
        Text("schijf", "disk"),
        State.NOTE,
        Text("/mnt/jansen/x.tmp vol", "full"),
        Text("ruim op"),
        0.0,
    )

    told = service.problem_report("het beeld bleef zwart", Checkup((line,)), "nl")

    assert "het beeld bleef zwart" in told
    assert "ifcopenshell " in told
    assert "let op: schijf: ‹bestand›.tmp vol" in told
    assert "over '‹bestand›.ifc'" in told
    assert "jansen" not in told
    assert "Kerkstraat" not in told


def test_log_of_an_older_version_is_scrubbed_on_its_way_out(home: Path) -> None:
    (home / "logs").mkdir(parents=True)
    (home / "logs" / "optopcheck.log.1").write_text("a /mnt/jansen/a.ifc\n")
    (home / "logs" / "optopcheck.log").write_text("b j.jansen@voorbeeld.nl\n")

    told = service.problem_report("", None, "en")

    assert told.endswith("a ‹bestand›.ifc\nb ‹adres›\n")
    assert "write here what you did" in told


def test_command_leaves_one_file_and_sends_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "melding.txt"

    assert main(["report-problem", "--out", str(out), "--said", "stuk", "--no-doctor"]) == 0
    assert "stuk" in out.read_text(encoding="utf-8")
    assert "Er is niets verstuurd" in capsys.readouterr().out


def test_failure_of_the_command_line_is_in_the_log_without_its_folder(
    home: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(_: object) -> int:
        raise ValueError(f"over {tmp_path}/Kerkstraat/huis.ifc")

    monkeypatch.setattr("optopcheck.cli.commands.plugins", broken)

    assert main(["plugins"]) == 3
    assert "onverwachte fout" in capsys.readouterr().err
    written = (home / "logs" / "optopcheck.log").read_text(encoding="utf-8")
    assert "ValueError" in written
    assert "optopcheck/cli/main.py" in written
    assert "Kerkstraat" not in written


def test_command_line_runs_where_no_log_can_be_kept(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    home.write_text("a file")
    monkeypatch.setattr("optopcheck.cli.commands.plugins", lambda _: 1 // 0)

    assert main(["plugins"]) == 3
    assert len(capsys.readouterr().err.splitlines()) == 1
