"""The reviewer's task: see what changed, judge with a reason, remark at a viewpoint, write the advice."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from optopcheck import service
from optopcheck.container import new_container, read_container
from optopcheck.domain.rule import Need
from optopcheck.dossier import DOSSIER
from optopcheck.gui.memory import Memory
from tests.gui.small import CHANGED, is_ready
from tests.gui.test_access import unnamed
from tests.service import small_case

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from optopcheck.gui.app import Program

LONG = 120_000
"""[ms]"""


@pytest.fixture(autouse=True)
def nobody() -> Iterator[None]:
    Memory().reviewer = ""
    yield
    Memory().reviewer = ""


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("versies")
    packs, inputs = [str(small_case.pack(folder / "pakket"))], small_case.case(folder)
    found = {}
    for name, scenario in (("eerste", None), ("tweede", CHANGED)):
        path = folder / f"{name}.optop"
        service.save_dossier(path, small_case.checked(inputs, packs, scenario).dossier())
        found[name] = path.read_bytes()
    return found


@pytest.fixture
def review(home: Path, program: Program, versions: dict[str, bytes], tmp_path: Path, qtbot: QtBot) -> Program:
    """Give the program with the second version under review."""
    del home
    for name, content in versions.items():
        (tmp_path / f"{name}.optop").write_bytes(content)
    program.desk.file.review(tmp_path / "tweede.optop")
    qtbot.waitUntil(lambda: program.desk.file.reviewing and is_ready(program), timeout=LONG)
    return program


def _judge(program: Program, words: str, button: str, qtbot: QtBot) -> None:
    panel = program.window.review
    panel.reviewer.setText("C. Welstand")
    panel.reason.setPlainText(words)
    # What was asked before may not be at its very end yet.
    qtbot.waitUntil(getattr(panel, button).isEnabled, timeout=LONG)
    with qtbot.waitSignal(program.desk.file.review_changed, timeout=LONG):
        getattr(panel, button).click()
    qtbot.waitUntil(lambda: not program.desk.file.errands.is_busy, timeout=LONG)


def _choose(program: Program, *, judgement: bool) -> str:
    """Choose a finding that people must judge, or one that they need not; return the id of its rule."""
    found = program.window.review.list
    for row in range(found.count()):
        found.setCurrentRow(row)
        if (found.current.outcome.finding.need is Need.JUDGEMENT) == judgement:
            return str(found.current.outcome.rule.id)
    raise AssertionError("no such finding in the dossier")


def test_dossier_is_read_only_and_says_so(review: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    window, desk = review.window, review.desk
    assert window.file.review.isVisible()
    assert "tweede.optop" in window.file.review.text.text()
    assert window.review.isVisible()
    assert not window.findings.isVisible()
    assert not window.scenario.isEnabled()
    assert not window.case.isEnabled()
    assert window.scenario.toolTip()
    assert window.storeys.isEnabled()
    assert not window.variants.keep.isEnabled()
    assert window.variants.table.item(0, 1).text() == "getoetst"
    assert not window.menus.save.isEnabled()
    before = desk.file.path.read_bytes()
    judged = desk.judged

    desk.set_scenario(small_case.Scenario())
    desk.assess()

    assert desk.scenario == CHANGED
    assert desk.judged is judged
    assert desk.job is None
    assert desk.file.path.read_bytes() == before
    assert unnamed(window) == []
    monkeypatch.setattr(desk, "assess", lambda: None)
    window.file.end_review.click()
    assert window.scenario.isEnabled()
    assert window.findings.isVisible()
    desk.set_scenario(small_case.Scenario())
    assert desk.scenario == small_case.Scenario()


def test_judgement_needs_name_and_reason(review: Program, qtbot: QtBot) -> None:
    panel = review.window.review
    assert not panel.accept.isEnabled()
    assert "naam" in panel.accept.toolTip()
    panel.reviewer.setText("C. Welstand")
    assert not panel.reject.isEnabled()
    assert panel.hint.isVisible()
    panel.evidence.setText("welstandsnota, blz. 3")
    panel.reason.setPlainText("past in het straatbeeld")
    rule = panel.list.current.outcome.rule.id

    with qtbot.waitSignal(review.desk.file.review_changed, timeout=LONG):
        QTest.keyClick(panel.accept, Qt.Key.Key_Space)

    (decision,) = service.open_dossier(review.desk.file.path).decisions
    assert (decision.by, decision.words, decision.rule) == ("C. Welstand", "past in het straatbeeld", rule)
    assert decision.judgement is service.Judgement.ACCEPTED
    assert decision.evidence == "welstandsnota, blz. 3"
    assert panel.reason.toPlainText() == ""
    assert panel.list.current.outcome.rule.id == rule
    assert panel.list.currentItem().text().startswith("akkoord")
    assert "past in het straatbeeld" in panel.history.item(0).text()
    assert Memory().reviewer == "C. Welstand"


def test_history_grows_and_nothing_is_overwritten(review: Program, qtbot: QtBot) -> None:
    panel = review.window.review
    _judge(review, "te hoog", "reject", qtbot)
    _judge(review, "na overleg akkoord", "accept", qtbot)

    decisions = service.open_dossier(review.desk.file.path).decisions
    assert [d.words for d in decisions] == ["te hoog", "na overleg akkoord"]
    assert panel.history.count() == 2
    assert "na overleg akkoord" in panel.history.item(0).text()
    assert panel.list.currentItem().text().startswith("akkoord")
    assert service.verify_dossier(review.desk.file.path).sound


def test_guidance_is_shown_and_what_it_rests_on_lights_up(review: Program) -> None:
    panel = review.window.review
    for row in range(panel.list.count()):
        panel.list.setCurrentRow(row)
        outcome = panel.list.current.outcome
        assert outcome.source.passage[:40] in panel.guide.toPlainText()
        assert review.desk.lit == outcome.finding.elements


def test_remark_keeps_the_viewpoint(review: Program, qtbot: QtBot) -> None:
    panel, camera = review.window.review, review.window.view.viewport.camera
    camera.view("iso")
    camera.orbit(200, 20)
    eye, target, _ = camera.stand()
    _judge(review, "hier valt het op", "remark", qtbot)
    camera.view("north")

    panel.history.itemActivated.emit(panel.history.item(0))

    found = camera.stand()
    assert np.allclose(found[0], eye)
    assert np.allclose(found[1], target)
    assert service.open_dossier(review.desk.file.path).decisions[0].view is not None


def test_changes_since_the_earlier_version_are_shown(review: Program, tmp_path: Path, qtbot: QtBot) -> None:
    window = review.window
    window.review.compare_with(tmp_path / "eerste.optop")
    qtbot.waitUntil(window.side.isVisible, timeout=LONG)

    text = window.side.text.toPlainText()
    assert "eerste.optop" in window.side.title.text()
    assert "laaghoogte" in text.lower() or "2,9" in text
    assert "terugligging" in text.lower() or "0,75" in text


def test_advice_report_and_street_views_hold_the_decisions(
    review: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    panel = review.window.review
    _judge(review, "past hier wonderwel", "accept", qtbot)
    folder = tmp_path / "straat"
    folder.mkdir()
    for name in ("advies.txt", "advies.html"):
        with qtbot.waitSignal(review.desk.noticed, timeout=LONG) as told:
            panel.write_advice(tmp_path / name)
        assert told.args[0].place == tmp_path / name
        assert "past hier wonderwel" in (tmp_path / name).read_text(encoding="utf-8")
    with qtbot.waitSignal(review.desk.noticed, timeout=LONG):
        panel.write_street_views(folder)
    assert len(list(folder.glob("*.png"))) == 8


def test_broken_log_is_refused(home: Path, program: Program, tmp_path: Path, qtbot: QtBot) -> None:
    del home
    (tmp_path / "vals.optop").write_bytes(b"PK\x05\x06" + bytes(18))

    with qtbot.waitSignal(program.desk.noticed, timeout=LONG) as told:
        program.desk.file.review(tmp_path / "vals.optop")

    assert told.args[0].is_failure
    assert not program.desk.file.reviewing
    assert not program.window.file.review.isVisible()


def test_bcf_of_the_reviewer_holds_the_remarks(review: Program, tmp_path: Path, qtbot: QtBot) -> None:
    window, file = review.window, review.desk.file
    rule = window.review.list.current.outcome.rule.id
    _judge(review, "de kap past niet in de straat", "reject", qtbot)
    export = next(one for one in window.exports.entries if one.suffix == ".bcf")

    window.exports.write(export, tmp_path / "punten.bcf")
    qtbot.waitUntil(lambda: not file.errands.is_busy, timeout=LONG)

    with zipfile.ZipFile(tmp_path / "punten.bcf") as bcf:
        marks = [bcf.read(name).decode() for name in bcf.namelist() if name.endswith("markup.bcf")]
    (mark,) = [mark for mark in marks if "de kap past niet in de straat" in mark]
    assert rule in mark
    assert "C. Welstand" in mark


def test_the_reviewers_task(
    home: Path, program: Program, versions: dict[str, bytes], tmp_path: Path, qtbot: QtBot
) -> None:
    """One walk: open, see what changed, judge, look from the street, remark, hand over; and read it again."""
    del home
    for name, content in versions.items():
        (tmp_path / f"{name}.optop").write_bytes(content)
    dossier = tmp_path / "tweede.optop"
    window, desk, panel = program.window, program.desk, program.window.review
    desk.file.review(dossier)
    qtbot.waitUntil(lambda: desk.file.reviewing and is_ready(program), timeout=LONG)
    judged = desk.judged

    panel.compare_with(tmp_path / "eerste.optop")
    qtbot.waitUntil(window.side.isVisible, timeout=LONG)
    assert "eerste.optop" in window.side.title.text()

    assert not panel.reject.isEnabled()
    first = _choose(program, judgement=False)
    _judge(program, "de opbouw oogt te zwaar", "reject", qtbot)
    second = _choose(program, judgement=True)
    assert panel.guide.toPlainText().strip()
    panel.evidence.setText("welstandsnota, blz. 3")
    _judge(program, "past in het straatbeeld", "accept", qtbot)

    camera = window.view.viewport.camera
    camera.view("iso")
    eye = camera.stand()[0]
    _judge(program, "let op de dakrand", "remark", qtbot)

    street = tmp_path / "straat"
    street.mkdir()
    for write, goal in ((panel.write_street_views, street), (panel.write_advice, tmp_path / "advies.html")):
        with qtbot.waitSignal(desk.noticed, timeout=LONG) as told:
            write(goal)
        assert not told.args[0].is_failure
    window.exports.write(
        next(one for one in window.exports.entries if one.suffix == ".bcf"), tmp_path / "punten.bcf"
    )
    qtbot.waitUntil(lambda: not desk.file.errands.is_busy, timeout=LONG)
    assert len(list(street.glob("*.png"))) == 8
    advice = (tmp_path / "advies.html").read_text(encoding="utf-8")
    assert "de opbouw oogt te zwaar" in advice
    assert zipfile.is_zipfile(tmp_path / "punten.bcf")

    assert desk.judged is judged
    window.file.end_review.click()
    desk.file.review(dossier)
    qtbot.waitUntil(lambda: desk.file.reviewing and is_ready(program), timeout=LONG)
    decisions = service.open_dossier(dossier).decisions
    assert [(d.rule, d.words, d.by) for d in decisions] == [
        (first, "de opbouw oogt te zwaar", "C. Welstand"),
        (second, "past in het straatbeeld", "C. Welstand"),
        (second, "let op de dakrand", "C. Welstand"),
    ]
    assert np.allclose(decisions[2].view.eye, eye)
    assert service.verify_dossier(dossier).sound


def _forged(content: bytes) -> bytes:
    """Return a dossier that says of every breach that it complies, its record made to fit."""
    files = dict(read_container(content, DOSSIER).files)
    for name, was, told in (
        ("findings.json", b'"VIOLATES"', b'"COMPLIES"'),
        ("assessment.json", b'"violates"', b'"complies"'),
    ):
        assert was in files[name], name
        files[name] = files[name].replace(was, told)
    return new_container(files, DOSSIER).to_bytes(DOSSIER)


@pytest.fixture(scope="module")
def too_high(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("te-hoog")
    packs = [str(small_case.pack(folder / "pakket", limit=3.0))]
    service.save_dossier(folder / "zaak.optop", small_case.checked(small_case.case(folder), packs).dossier())
    return (folder / "zaak.optop").read_bytes()


@pytest.mark.parametrize("is_forged", [False, True])
def test_a_dossier_is_computed_again_before_it_is_believed(
    home: Path,
    program: Program,
    too_high: bytes,
    tmp_path: Path,
    qtbot: QtBot,
    *,
    is_forged: bool,
) -> None:
    del home
    path = tmp_path / "zaak.optop"
    path.write_bytes(_forged(too_high) if is_forged else too_high)
    window, file = program.window, program.desk.file
    file.review(path)
    qtbot.waitUntil(lambda: file.reviewing and is_ready(program), timeout=LONG)
    said = window.file.review.text
    assert "niet nagerekend" in said.text()

    window.file.recompute.click()
    qtbot.waitUntil(lambda: file.recomputed is not None, timeout=LONG)

    assert ("IETS ANDERS" in said.text()) == is_forged
    assert ("dezelfde bevindingen" in said.text()) != is_forged
    # The pack of the dossier is unsigned.
    assert ("NIEMAND STAAT HIER IN VOOR gm0637-dakopbouw" in said.text()) != is_forged
    assert not window.file.recompute.isVisible()
    assert "zaak.optop" in window.side.title.text()
    assert path.name in [found.name for found in tmp_path.iterdir()]


def test_a_file_that_was_exchanged_vouches_for_nothing(
    home: Path, program: Program, too_high: bytes, tmp_path: Path, qtbot: QtBot
) -> None:
    del home
    path = tmp_path / "zaak.optop"
    path.write_bytes(_forged(too_high))
    window, file = program.window, program.desk.file
    file.review(path)
    qtbot.waitUntil(lambda: file.reviewing and is_ready(program), timeout=LONG)

    path.write_bytes(too_high)
    window.file.recompute.click()
    qtbot.waitUntil(lambda: file.recomputed is not None, timeout=LONG)

    assert "GEWIJZIGD SINDS" in window.file.review.text.text()


def test_a_pack_that_is_not_here_makes_no_equal_and_no_other_findings(
    home: Path,
    program: Program,
    too_high: bytes,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    del home
    path = tmp_path / "zaak.optop"
    path.write_bytes(too_high)
    window, file = program.window, program.desk.file
    file.review(path)
    qtbot.waitUntil(lambda: file.reviewing and is_ready(program), timeout=LONG)
    real = service.replay

    def without(*asked: Any, **more: Any) -> Any:
        found = real(*asked, **more)
        return replace(found, packs=tuple(replace(pack, runs=False) for pack in found.packs))

    monkeypatch.setattr(service, "replay", without)
    window.file.recompute.click()
    assert not window.file.recompute.isEnabled()
    qtbot.waitUntil(lambda: file.recomputed is not None, timeout=LONG)

    assert "NIET GEHEEL NA TE REKENEN" in window.file.review.text.text()
