from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pikepdf
import pytest

from optopcheck import service
from optopcheck.cli.main import main
from tests.report import papers

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Desk


@pytest.fixture(autouse=True)
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Draw nothing, and count how often that was asked."""
    asked: list[str] = []

    def draw(_assessment: object, language: str, _progress: object) -> service.Illustrations:
        asked.append(language)
        return service.Illustrations()

    monkeypatch.setattr(service, "report_pictures", draw)
    return asked


@pytest.mark.usefixtures("desk")
def test_check_writes_each_report_with_one_set_of_pictures(
    folder: Path, drawn: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    wanted = ["--report", "a.pdf", "--report", "a.html", "--report-copy", "kopie.pdf"]

    assert main(["check", "flat.ifc", *wanted, "--lang", "en"]) == 1
    assert drawn == ["en"]
    assert capsys.readouterr().out.endswith("\na.pdf\na.html\nkopie.pdf\n")
    assert sorted(path.name for path in folder.iterdir()) == ["a.html", "a.pdf", "kopie.pdf"]
    with pikepdf.open(folder / "a.pdf") as whole, pikepdf.open(folder / "kopie.pdf") as copy:
        assert (len(whole.attachments), len(copy.attachments)) == (1, 0)
    assert "What is still needed" in (folder / "a.html").read_text("utf-8")


@pytest.mark.usefixtures("desk")
def test_the_attached_assessment_is_the_one_that_json_writes(folder: Path) -> None:
    main(["check", "flat.ifc", "--report", "a.pdf", "--json", "a.json"])

    with pikepdf.open(folder / "a.pdf") as opened:
        attached = opened.attachments["beoordeling.json"].get_file().read_bytes()
    assert attached == (folder / "a.json").read_bytes()


@pytest.mark.usefixtures("desk")
def test_demo_leaves_a_report_beside_its_dossier_and_in_it(folder: Path, drawn: list[str]) -> None:
    assert main(["demo", "--out", "uit"]) == 0
    report = (folder / "uit/portiekflat.pdf").read_bytes()
    inside = service.open_dossier(folder / "uit/portiekflat.optop").reports

    assert "1 Samenvatting" in papers.pages(report)[0]
    assert drawn == ["nl"]
    assert inside["rapport.pdf"] == report
    assert b"Samenvatting" in inside["rapport.html"]


@pytest.mark.usefixtures("desk")
def test_demo_writes_the_report_that_was_asked_for(folder: Path) -> None:
    assert main(["demo", "--out", "uit", "--report", "demo.pdf"]) == 0
    assert "1 Samenvatting" in papers.pages((folder / "demo.pdf").read_bytes())[0]
    assert not (folder / "uit/portiekflat.pdf").exists()


@pytest.mark.usefixtures("desk")
def test_demo_takes_what_check_takes(folder: Path) -> None:
    (folder / "uit").mkdir()
    wanted = ["--dossier", "zaak.optop", "--bcf", "uit/p.bcf"]

    assert main(["demo", "--out", "uit", "--no-reports", *wanted]) == 0

    assert not (folder / "uit/portiekflat.optop").exists()
    inside = service.open_dossier(folder / "zaak.optop").reports
    assert inside["punten.bcf"] == (folder / "uit/p.bcf").read_bytes()
    assert "rapport.pdf" not in inside
    assert main(["demo", "--out", "uit", "--bcf", "nergens/p.bcf"]) == 3


@pytest.mark.usefixtures("desk")
def test_house_style_is_used(folder: Path) -> None:
    (folder / "stijl.toml").write_text('[style]\nname = "Gemeente Voorbeeld"\n', "utf-8")
    main(["check", "flat.ifc", "--report", "a.pdf", "--report-style", "stijl.toml"])

    with pikepdf.open(io.BytesIO((folder / "a.pdf").read_bytes())) as opened, opened.open_metadata() as told:
        assert list(told["dc:creator"]) == ["Gemeente Voorbeeld"]


def test_without_report_nothing_is_drawn(desk: Desk, drawn: list[str]) -> None:
    main(["check", "flat.ifc"])

    assert (len(desk.days), drawn) == (1, [])


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (["--report", "a.docx"], "een rapport heet .pdf of .html"),
        (["--report-copy", "a.html"], "een kopie heet .pdf"),
        (["--report", "weg/a.pdf"], "de map bestaat niet"),
        (["--report", "a.pdf", "--report", "a.pdf"], "al in gebruik"),
        (["--report", "a.pdf", "--report-copy", "./a.pdf"], "al in gebruik"),
        (["--report", "a.pdf", "--report-style", "geen.toml"], "niet te lezen"),
    ],
)
def test_a_mistake_shows_before_the_work(
    desk: Desk, options: list[str], why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "flat.ifc", *options]) == 3
    assert why in capsys.readouterr().err
    assert desk.inputs == []
