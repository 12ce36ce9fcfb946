"""The commands on dossiers, nothing replaced: from a model file to a dossier, and what is told of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NoReturn

import pytest

from optopcheck import service
from optopcheck.cli.main import main
from optopcheck.container import new_container
from optopcheck.domain.job import InputError
from optopcheck.domain.text import Text
from optopcheck.dossier import DOSSIER
from tests.report import papers
from tests.service import small_case

if TYPE_CHECKING:
    from pathlib import Path

Said = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("zaak")
    small_case.case(folder)
    small_case.pack(folder / "pakket")
    assert main(["check", *words(folder), "--dossier", str(folder / "huis.optop")]) == 2
    return folder


def words(folder: Path) -> list[str]:
    given = ["--municipality", "GM0637", "--peil", "0", "--on", "2026-07-02", "--quiet"]
    paper = [
        "--structural-statement",
        str(folder / "verklaring.pdf"),
        "--bears",
        "1",
        "--by",
        "B",
        "--role",
        "c",
    ]
    rules = ["--plan", str(folder / "plan.toml"), "--packs", str(folder / "pakket")]
    return [str(folder / "huis.ifc"), *given, *paper, *rules]


@pytest.fixture
def dossier(case: Path, tmp_path: Path) -> str:
    path = tmp_path / "huis.optop"
    path.write_bytes((case / "huis.optop").read_bytes())
    return str(path)


def test_what_check_leaves_replays(dossier: str, capsys: Said) -> None:
    assert main(["replay", dossier, "--facts"]) == 0
    told = capsys.readouterr().out
    assert "gelijk" in told
    assert "NIET" not in told
    assert main(["replay", dossier, "--quiet", "--lang", "en"]) == 0
    assert "equal" in capsys.readouterr().out


def test_the_same_check_leaves_the_same_bytes(case: Path, tmp_path: Path, capsys: Said) -> None:
    main(["check", *words(case), "--dossier", str(tmp_path / "weer.optop")])
    told = capsys.readouterr().out
    digest = service.open_dossier(tmp_path / "weer.optop").description.report_id.removeprefix("sha256:")

    assert f"{digest[:8]} {digest[8:16]}" in told
    assert (tmp_path / "weer.optop").read_bytes() == (case / "huis.optop").read_bytes()


def test_the_dossier_is_told_apart_from_one_of_another_variant(
    case: Path, dossier: str, capsys: Said
) -> None:
    other = f"{dossier}.optop"
    main(["check", *words(case), "--parapet", "0,5", "--no-inputs", "--no-reports", "--dossier", other])
    capsys.readouterr()

    assert main(["diff", dossier, dossier]) == 0
    assert main(["diff", dossier, other]) == 1
    told = capsys.readouterr().out
    assert "dakrand [m]" in told
    assert "0,5" in told
    assert main(["diff", dossier, other, "--quiet"]) == 1
    assert capsys.readouterr().out == "verschilt\n"
    assert main(["replay", other]) == 3
    assert "zit niet in dit dossier" in capsys.readouterr().err
    assert main(["replay", other, "--inputs", str(case)]) == 0


def test_the_reports_are_in_it_and_another_one_is_told(dossier: str, tmp_path: Path, capsys: Said) -> None:
    path = tmp_path / "huis.optop"
    found = service.open_dossier(path)
    crate = json.loads(found.files["ro-crate-metadata.json"])["@graph"]
    parts = {part["@id"]: part["encodingFormat"] for part in crate if part["@type"] == "File"}

    assert sorted(found.reports) == ["rapport.html", "rapport.pdf"]
    assert found.reports["rapport.pdf"].startswith(b"%PDF-")
    assert "Samenvatting" in found.reports["rapport.html"].decode()
    assert (parts["report/rapport.pdf"], parts["report/rapport.html"]) == ("application/pdf", "text/html")
    assert not (tmp_path / "huis.optop.bak").exists()
    other = tmp_path / "ander.optop"
    other.write_bytes(found.with_reports({"rapport.html": b"<p>voldoet</p>"}).to_bytes(DOSSIER))
    assert main(["verify", str(other)]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "rapport.html, rapport.pdf" in told
    assert "het rapportkenmerk telt geen rapport mee" in told
    assert main(["diff", dossier, str(other)]) == 1
    told = " ".join(capsys.readouterr().out.split())
    assert "zelfde rapportkenmerk, ander rapport" in told
    assert "rapport.pdf" not in told
    assert main(["replay", str(other), "--facts"]) == 0


def test_a_dossier_without_reports_is_the_same_work(case: Path, dossier: str, tmp_path: Path) -> None:
    bare = str(tmp_path / "kaal.optop")
    assert main(["check", *words(case), "--no-reports", "--dossier", bare]) == 2

    assert service.open_dossier(tmp_path / "kaal.optop").reports == {}
    assert main(["diff", dossier, bare]) == 0


def test_what_is_written_beside_it_goes_in_as_it_is(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "report_pictures", lambda *_: service.Illustrations())
    paths = {
        "rapport.pdf": tmp_path / "mijn rapport (één).pdf",
        "rapport-kopie.pdf": tmp_path / "kopie.PDF",
        "punten.bcf": tmp_path / "punten.bcf",
    }
    pdf, copy, bcf = map(str, paths.values())
    more = ["--report", pdf, "--report-copy", copy, "--bcf", bcf, "--dossier", str(tmp_path / "x.optop")]
    assert main(["check", *words(case), *more]) == 2
    found = service.open_dossier(tmp_path / "x.optop")

    assert sorted(found.reports) == ["punten.bcf", "rapport-kopie.pdf", "rapport.html", "rapport.pdf"]
    for name, path in paths.items():
        assert found.reports[name] == path.read_bytes()
    assert service.verify_dossier(tmp_path / "x.optop").sound


def test_a_report_that_cannot_be_written_leaves_the_dossier(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    def full(*_: object) -> NoReturn:
        raise InputError(Text("de schijf is vol", "the disk is full"))

    monkeypatch.setattr(service, "report_pictures", lambda *_: service.Illustrations())
    monkeypatch.setattr(service, "enclose_reports", full)
    assert main(["check", *words(case), "--dossier", str(tmp_path / "x.optop")]) == 3
    assert "de schijf is vol" in capsys.readouterr().err
    assert service.verify_dossier(tmp_path / "x.optop").sound


def test_verify_tells_sound_from_changed(dossier: str, tmp_path: Path, capsys: Said) -> None:
    assert main(["verify", dossier]) == 0
    assert "klopt" in capsys.readouterr().out
    files = dict(service.open_dossier(tmp_path / "huis.optop").files)
    findings = json.loads(files["findings.json"])
    findings["findings"].popitem()
    files["findings.json"] = json.dumps(findings).encode()
    (tmp_path / "b.optop").write_bytes(new_container(files, DOSSIER).to_bytes(DOSSIER))

    assert main(["verify", str(tmp_path / "b.optop")]) == 1
    assert "klopt NIET" in capsys.readouterr().out
    assert main(["replay", str(tmp_path / "b.optop"), "--facts"]) == 1


def test_a_broken_file_is_1_and_a_missing_one_3(dossier: str, tmp_path: Path, capsys: Said) -> None:
    content = (tmp_path / "huis.optop").read_bytes()
    (tmp_path / "half.optop").write_bytes(content[: len(content) // 2])

    assert main(["verify", str(tmp_path / "half.optop")]) == 1
    assert "geen zip-bestand, afgekapt" in capsys.readouterr().out
    assert main(["replay", str(tmp_path / "half.optop")]) == 3
    assert main(["verify", str(tmp_path / "weg.optop")]) == 3
    assert main(["diff", dossier, str(tmp_path / "weg.optop")]) == 3
    assert capsys.readouterr().out == ""


def test_sign_and_decide(dossier: str, tmp_path: Path, capsys: Said) -> None:
    key = str(tmp_path / "maker")
    assert main(["rules", "keygen", key, "--no-password"]) == 0
    capsys.readouterr()

    assert main(["sign", dossier, "--key", f"{key}.key", "--on", "2026-07-03"]) == 0
    assert "2026-07-03, sleutel" in capsys.readouterr().out.replace("\n", " ")
    assert main(["decide", dossier, "--by", "A. Jansen", "--words", "akkoord", "--rule", "gm0637.x"]) == 3
    assert main(["decide", dossier, "--by", "A. Jansen", "--words", "akkoord"]) == 0
    told = capsys.readouterr().out
    assert "akkoord" in told
    assert "de handtekening gold zonder dit besluit" in told
    assert main(["verify", dossier, "--lang", "en"]) == 0
    told = capsys.readouterr().out
    assert "A. Jansen" in told
    assert "none" in told


def test_words_that_steer_a_terminal_do_not_reach_it(dossier: str, capsys: Said) -> None:
    assert main(["decide", dossier, "--by", "A\x1b[2J", "--words", "om\u202egekeerd"]) == 0
    assert main(["verify", dossier]) == 0
    told = capsys.readouterr().out

    assert "\x1b" not in told
    assert "\u202e" not in told


@pytest.mark.parametrize("place", ["weg/x.optop", "."])
def test_a_dossier_without_a_place_is_told_before_the_work(case: Path, place: str, capsys: Said) -> None:
    assert main(["check", *words(case), "--dossier", str(case / place)]) == 3
    assert "--dossier" in capsys.readouterr().err


def test_a_dossier_does_not_overwrite_an_input(case: Path, capsys: Said) -> None:
    assert main(["check", *words(case), "--dossier", str(case / "plan.toml")]) == 3
    assert "in gebruik als invoer" in capsys.readouterr().err


def test_a_report_of_a_dossier_holds_what_reviewers_wrote(
    case: Path, dossier: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    monkeypatch.setattr(service, "report_pictures", lambda *_: service.Illustrations())
    main(["check", *words(case), "--report", str(tmp_path / "toets.pdf")])
    rule = "gm0637.dakopbouw-hoogte"
    assert main(["decide", dossier, "--by", "A. Jansen", "--words", "past in de straat", "--rule", rule]) == 0
    assert main(["decide", dossier, "--by", "B. Bos", "--words", "aanhouden"]) == 0
    assert main(["report", dossier, "--report", str(tmp_path / "besluit.pdf")]) == 0
    capsys.readouterr()
    first, second = (
        " ".join(papers.pages((tmp_path / f"{name}.pdf").read_bytes())) for name in ("toets", "besluit")
    )

    assert "past in de straat" not in first
    assert "past in de straat (A. Jansen, " in second
    assert "Over het geheel: aanhouden (B. Bos, " in second
    # The same assessment, so the same number on its pages.
    assert first.split("kenmerk ")[1][:19] == second.split("kenmerk ")[1][:19]


def test_a_report_needs_a_place_other_than_the_dossier(dossier: str, tmp_path: Path, capsys: Said) -> None:
    odd = tmp_path / "huis.pdf"
    odd.write_bytes(b"")

    assert main(["report", dossier]) == 3
    assert "geef met --report waar het rapport komt" in capsys.readouterr().err
    assert main(["report", str(odd), "--report", str(odd)]) == 3
    assert "zou het dossier overschrijven" in capsys.readouterr().err


def test_of_a_dossier_that_does_not_hold_comes_no_report(
    dossier: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    monkeypatch.setattr("optopcheck.dossier.Dossier.problems", (Text("een bestand is verwisseld"),))

    assert main(["report", dossier, "--report", str(tmp_path / "a.pdf")]) == 3
    assert "er komt geen rapport van: een bestand is verwisseld" in capsys.readouterr().err
    assert not (tmp_path / "a.pdf").exists()
