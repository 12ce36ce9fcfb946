from __future__ import annotations

import json
import os
import subprocess
import sys
from argparse import ArgumentTypeError
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest

from optopcheck import service
from optopcheck.api.compare import complies, undetermined, violates
from optopcheck.cli.entries import moment
from optopcheck.cli.main import main
from optopcheck.domain.building import StoreyRole
from optopcheck.domain.job import CancelledError, InputError
from optopcheck.domain.repair import AspectFrame, Location, North, Repairs
from optopcheck.domain.rule import Need
from optopcheck.domain.scenario import PitchedRoof, Setback
from optopcheck.domain.site import Origin
from optopcheck.domain.text import Text
from tests.ifc.drawing import Drawing, house
from tests.service import made

if TYPE_CHECKING:
    from tests.cli.conftest import Desk

CHECKOUT = Path(__file__).parents[2]
SAMPLE = CHECKOUT / "resources" / "cases" / "portiekflat"


def one_line(capsys: pytest.CaptureFixture[str]) -> str:
    """Return what stands on the error stream, a single line, and see that nothing else was printed."""
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("optopcheck: ")
    assert captured.err.count("\n") == 1
    assert captured.err.endswith("\n")
    return captured.err


@pytest.mark.parametrize(
    ("finding", "code"),
    [
        (complies("ja"), 0),
        (violates("nee"), 1),
        (undetermined(Need.INPUT, "?"), 2),
    ],
)
def test_exit_code_is_the_verdict(desk: Desk, finding: object, code: int) -> None:
    desk.answer = made.assessment(made.outcome("one", finding))  # type: ignore[arg-type]

    assert main(["check", "flat.ifc"]) == code


def test_no_rule_at_all_exits_2(desk: Desk) -> None:
    desk.answer = made.assessment()

    assert main(["check", "flat.ifc"]) == 2


@pytest.mark.parametrize(
    "argv",
    [
        ["check"],
        ["taart"],
        ["check", "flat.ifc", "--onbekend"],
        ["check", "flat.ifc", "--peil"],
        ["check", "flat.ifc", "--peil", "1.000,5"],
        ["check", "flat.ifc", "--peil", "hoog"],
        ["check", "flat.ifc", "--peil", "nan"],
        ["check", "flat.ifc", "--add-storeys", "-1"],
        ["check", "flat.ifc", "--add-storeys", "1,5"],
        ["check", "flat.ifc", "--setback", "Q=1"],
        ["check", "flat.ifc", "--on", "2026-02-30"],
        ["check", "flat.ifc", "--lang", "de"],
        ["check", "flat.ifc", "--storey-height", "0"],
        ["check", "flat.ifc", "--parapet", "-1"],
        ["check", "flat.ifc", "--peil-origin", "ahn"],
        ["check", "flat.ifc", "--peil-tolerance", "0,1"],
        ["check", "flat.ifc", "--peil-definition", "weg"],
        ["check", "flat.ifc", "--meetniveau-origin", "ahn"],
        ["check", "flat.ifc", "--meetniveau-tolerance", "0.1"],
        ["check", "flat.ifc", "--north", "noordoost"],
        ["check", "flat.ifc", "--north", "400"],
        ["check", "flat.ifc", "--location", "Zoetermeer"],
        ["check", "flat.ifc", "--drop", "a,,b"],
        ["check", "flat.ifc", "--storey-role", "kelder"],
        ["check", "flat.ifc", "--storey-role", "kelder=souterrain"],
        ["check", "flat.ifc", "--storey-role", "=zolder"],
        ["check", "flat.ifc", "--aspect-frame", "beide"],
        ["check", "flat.ifc", "--bears", "1"],
        ["check", "flat.ifc", "--structural-statement", "v.pdf", "--bears", "1", "--by", "A"],
        ["check", "flat.ifc", "--mun", "GM0637"],
        ["measure", "flat.ifc", "--add-storeys", "1"],
    ],
)
@pytest.mark.usefixtures("desk")
def test_a_usage_error_exits_3_with_one_line(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(argv) == 3
    one_line(capsys)


@pytest.mark.parametrize("failure", [RuntimeError("kapot\nop twee regels"), MemoryError(), RecursionError()])
def test_an_uncaught_exception_exits_3_with_one_line(
    desk: Desk, capsys: pytest.CaptureFixture[str], failure: Exception
) -> None:
    desk.failure = failure

    assert main(["check", "flat.ifc"]) == 3
    assert type(failure).__name__ in one_line(capsys)


def test_debug_shows_where(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.failure = RuntimeError("kapot")

    assert main(["check", "flat.ifc", "--debug"]) == 3
    assert "Traceback" in capsys.readouterr().err


@pytest.mark.parametrize("failure", [CancelledError(), KeyboardInterrupt()])
def test_cancelling_exits_3_and_writes_nothing(
    desk: Desk, folder: Path, capsys: pytest.CaptureFixture[str], failure: BaseException
) -> None:
    desk.failure = failure

    assert main(["check", "flat.ifc", "--json", "uit.json"]) == 3
    assert "afgebroken" in one_line(capsys)
    assert list(folder.iterdir()) == []


def test_an_input_error_is_said_in_the_language_asked_for(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.failure = InputError(Text("flat.ifc bevat 2 gebouwen", "flat.ifc holds 2 buildings"))

    assert main(["check", "flat.ifc"]) == 3
    assert "bevat 2 gebouwen" in one_line(capsys)
    assert main(["check", "flat.ifc", "--lang", "en"]) == 3
    assert "holds 2 buildings" in one_line(capsys)


def test_without_command_the_way_is_shown_and_3_returned(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 3
    assert "optopcheck-cli check" in one_line(capsys)


def test_a_reader_that_leaves_the_pipe_gets_no_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def gone(*_: object) -> int:
        raise BrokenPipeError

    monkeypatch.setattr("optopcheck.cli.main.run", gone)
    monkeypatch.setattr("sys.stdout", sys.stdout)
    assert main(["plugins"]) == 3
    assert not capsys.readouterr().err


@pytest.mark.parametrize("argv", [["--help"], ["check", "--help"], ["--version"]])
def test_help_and_version_end_with_0(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(argv)

    assert ended.value.code == 0
    assert capsys.readouterr().out.startswith(("gebruik: optopcheck", "optopcheck 0."))


def test_check_passes_everything_on(desk: Desk, folder: Path) -> None:
    argv = (
        "check flat.ifc --municipality GM0637 --add-storeys 2 --storey-height 2,9 --setback N=1,5;Z=0 "
        "--parapet 0,3 --replace-pitched-roof --building A --peil -4,20 --peil-origin surveyed "
        "--peil-tolerance 0,02 --peil-definition kruin_van_de_weg --meetniveau -4,3 --meetniveau-origin ahn "
        "--meetniveau-tolerance 0.6 --north -12,5 --drop a,b --drop c --storey-role kelder=onderbouw "
        "--location 52.06,4.49 --aspect-frame map --repairs herstel.toml "
        "--neighbours b.json --structural-statement v.pdf --bears 1 --by Jansen --role constructeur "
        "--plan plan.toml --bag-id 0637000000000001 --sun-every 7 "
        "--on 2026-07-02 --json uit.json --lang en --quiet"
    )
    words = [word.replace("_", " ") for word in argv.split()]
    main([words[0], words[1], "dak.ifc", "kelder.ifc", *words[2:]])

    assert desk.inputs == [
        service.CaseInput(
            Path("flat.ifc"),
            "A",
            "GM0637",
            service.DatumInput(-4.2, Origin.SURVEYED, 0.02, "kruin van de weg"),
            Path("b.json"),
            service.StatementInput(Path("v.pdf"), 1, "Jansen", "constructeur"),
            Path("plan.toml"),
            service.DatumInput(-4.3, Origin.AHN, 0.6),
            (Path("dak.ifc"), Path("kelder.ifc")),
            Path("herstel.toml"),
            Repairs(
                North(-12.5),
                Location(52.06, 4.49),
                (("kelder", StoreyRole.SUBSTRUCTURE),),
                ("a", "b", "c"),
                aspect_frame=AspectFrame.MAP,
            ),
            bag_id="0637000000000001",
        )
    ]
    assert desk.walks == [7]
    scenario = desk.scenarios[0]
    assert (scenario.storeys_added, scenario.storey_height, scenario.parapet) == (2, 2.9, 0.3)
    assert scenario.setback == Setback(north=1.5)
    assert scenario.pitched_roof is PitchedRoof.REPLACE
    assert desk.days == [date(2026, 7, 2)]
    assert (folder / "uit.json").is_file()


def test_neighbours_are_fetched_where_asked(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    main(["check", "flat.ifc", "--fetch-neighbours"])
    monkeypatch.setenv("OPTOPCHECK_3DBAG", "https://example.org/3dbag")
    main(["check", "flat.ifc", "--fetch-neighbours"])
    main(["check", "flat.ifc"])

    services = [inputs.neighbours_service for inputs in desk.inputs]
    assert services == ["https://api.3dbag.nl", "https://example.org/3dbag", None]
    assert desk.walks == [None, None, None]


def test_plain_check_adds_one_storey_of_three_metres_today(desk: Desk) -> None:
    main(["check", "flat.ifc"])

    scenario = desk.scenarios[0]
    assert (scenario.storeys_added, scenario.storey_height, scenario.setback) == (1, 3.0, Setback())
    assert scenario.pitched_roof is PitchedRoof.REFUSE
    assert desk.days == [date.today()]  # noqa: DTZ011
    assert desk.inputs[0].plan_datum is None


@pytest.mark.usefixtures("desk")
def test_two_runs_write_the_same_bytes(folder: Path) -> None:
    for name in ("een.json", "twee.json"):
        main(["check", "flat.ifc", "--json", name])

    assert (folder / "een.json").read_bytes() == (folder / "twee.json").read_bytes()
    assert json.loads((folder / "een.json").read_text("utf-8"))["verdict"] == "violates"


def test_a_place_that_cannot_be_written_shows_before_the_work(
    desk: Desk, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for goal in ("weg/uit.json", str(folder)):
        assert main(["check", "flat.ifc", "--json", goal]) == 3
        one_line(capsys)
    assert desk.inputs == []


@pytest.mark.usefixtures("desk")
def test_a_full_disk_exits_3_and_leaves_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> NoReturn:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)

    assert main(["check", "flat.ifc", "--json", "uit.json"]) == 3
    assert "uit.json" in one_line(capsys)
    assert list(folder.iterdir()) == []


@pytest.mark.usefixtures("desk")
def test_quiet_prints_the_verdict_alone(capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "flat.ifc", "--quiet"])

    assert len(capsys.readouterr().out.splitlines()) == 3


@pytest.mark.usefixtures("desk")
def test_measure_exits_0_without_verdict(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["measure", "flat.ifc", "--json", "maten.json", "--peil", "0.30"]) == 0

    out = capsys.readouterr().out
    assert "9,50 ± 0,02 m" in out
    assert "voldoet" not in out
    content = json.loads((folder / "maten.json").read_text("utf-8"))
    assert content["measurements"]["existing"]["building_height"]["value"] == 9.5
    assert "verdict" not in content


def test_measure_takes_several_files_and_repairs(desk: Desk) -> None:
    main(["measure", "a.ifc", "b.ifc", "--north", "30", "--repairs", "herstel.toml", "--quiet"])

    inputs = desk.inputs[0]
    assert (inputs.model, inputs.aspects) == (Path("a.ifc"), (Path("b.ifc"),))
    assert inputs.repairs == Repairs(North(30.0))
    assert inputs.repairs_file == Path("herstel.toml")


def test_a_plain_check_repairs_nothing(desk: Desk) -> None:
    main(["check", "flat.ifc"])

    assert (desk.inputs[0].aspects, desk.inputs[0].repairs, desk.inputs[0].repairs_file) == ((), None, None)


@pytest.mark.usefixtures("desk")
def test_plugins_exits_0(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plugins"]) == 0
    assert "gm0637.one-storey" in capsys.readouterr().out


def test_demo_leaves_json_text_and_dossier_and_exits_0(
    desk: Desk, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["demo", "--out", "nieuw/uit", "--no-reports"]) == 0

    out = capsys.readouterr().out
    text = (folder / "nieuw/uit/portiekflat.txt").read_text("utf-8")
    assert text in out
    assert "voldoet niet" in text.splitlines()[1]
    assert not any(line != line.rstrip() for line in text.splitlines())
    assert json.loads((folder / "nieuw/uit/portiekflat.json").read_text("utf-8"))["verdict"] == "violates"
    assert service.open_dossier(folder / "nieuw/uit/portiekflat.optop").problems == ()
    assert "portiekflat.optop" in out
    assert desk.inputs[0].model.is_file()


def test_demo_hands_in_what_the_sample_holds() -> None:
    inputs = service.sample_case()
    expected = json.loads((SAMPLE / "verwacht.json").read_text("utf-8"))

    assert inputs.plan_datum is not None
    assert inputs.plan_datum.value == expected["place"]["peil_nap"]
    assert inputs.municipality == expected["place"]["municipality"]
    assert inputs.statement is not None
    papers = [inputs.model, inputs.neighbours, inputs.plan, inputs.statement.paper]
    assert all(path is not None and path.is_file() for path in papers)


def test_a_worker_gets_its_arguments(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []

    def start(kind: str, arguments: object) -> int:
        asked.append((kind, arguments))
        return 0

    monkeypatch.setattr(service, "worker", start)

    assert main(["--worker", "ifc", "job.json"]) == 0
    assert asked == [("ifc", ["job.json"])]


def test_an_unknown_worker_exits_3(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--worker"]) == 3
    one_line(capsys)


def run_program(*argv: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "optopcheck", *argv],
        capture_output=True, text=True, check=False, cwd=CHECKOUT, timeout=120, encoding="utf-8",
    )  # fmt: skip


def test_the_process_ends_with_the_code(tmp_path: Path) -> None:
    missing = run_program("check", str(tmp_path / "weg.ifc"))

    assert missing.returncode == 3
    assert "weg.ifc" in missing.stderr
    assert "Traceback" not in missing.stderr
    assert missing.stderr.count("\n") == 1


@pytest.mark.parametrize(("text", "hour"), [("2026-03-21 12:00", 12), ("21-3-2026T09:30", 9)])
def test_a_moment_is_read(text: str, hour: int) -> None:
    found = moment(text)
    assert (found.month, found.day, found.hour) == (3, 21, hour)


@pytest.mark.parametrize("text", ["morgen", "2026-03-21", "2026-03-21 25:00", "2026-02-30 12:00"])
def test_no_moment_is_refused(text: str) -> None:
    with pytest.raises(ArgumentTypeError):
        moment(text)


@pytest.mark.parametrize("command", ["check", "measure"])
def test_a_result_is_never_written_over_its_input(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    model = tmp_path / "flat.ifc"
    model.write_text("ISO-10303-21;", "utf-8")
    link = tmp_path / "andere.json"
    link.symlink_to(model)
    other, repairs = tmp_path / "dak.ifc", tmp_path / "herstel.toml"
    for target in (model, link, other, repairs):
        argv = [command, str(model), str(other), "--repairs", str(repairs), "--json", str(target)]
        assert main(argv) == 3
        assert "in gebruik" in one_line(capsys)
    assert model.read_text("utf-8") == "ISO-10303-21;"


def test_two_results_need_two_names(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = str(tmp_path / "uit")
    assert main(["check", "flat.ifc", "--json", out, "--picture", out]) == 3
    assert "in gebruik" in one_line(capsys)


def test_ids_says_whether_a_model_holds_what_a_check_needs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    drawing = Drawing()
    house(drawing)
    model = drawing.save(tmp_path / "huis.ifc")
    assert main(["ids", str(model), "--quiet"]) == 1
    shown = capsys.readouterr().out
    assert "Geschikt voor een optoptoets (IFC4)" in shown
    assert "Exporteer ruimten als IfcSpace" in shown
    assert main(["ids", str(tmp_path / "weg.ifc")]) == 3
    assert main(["ids", str(model), "--ids", str(model)]) == 3
