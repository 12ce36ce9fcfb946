"""Whole tasks in the window, each from the first file to the last; the command line finds the same."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from optopcheck import service
from optopcheck.cli.main import main
from optopcheck.domain.rule import Verdict
from optopcheck.domain.scenario import Scenario, Setback
from tests.gui.small import is_ready, small_model
from tests.service.bundles import OTHER, put

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from pytestqt.qtbot import QtBot

    from optopcheck.gui.app import Program

pytestmark = pytest.mark.usefixtures("home")
LONG = 120_000
"""[ms]"""


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """Draw the house of the small case, without its papers."""
    return small_model(tmp_path / "huis.ifc")


def drop(program: Program, path: Path) -> None:
    """Let a file fall on the window."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    modifiers, button = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    program.window.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, mime, button, modifiers))


def ready(program: Program, qtbot: QtBot) -> None:
    """Wait for the verdict on what is on the desk."""
    qtbot.waitUntil(lambda: is_ready(program), timeout=LONG)


def written(program: Program, suffix: str, path: Path, qtbot: QtBot) -> Path:
    """Export to a file."""
    exports = program.window.exports
    export = next(one for one in exports.entries if one.suffix == suffix)
    assert exports.lacks(export) is None
    exports.write(export, path)
    qtbot.waitUntil(lambda: not program.desk.file.errands.is_busy, timeout=LONG)
    return path


def findings(path: Path) -> dict[str, dict[str, Any]]:
    """Return the findings of a result in JSON, by the id of their rule."""
    told = json.loads(path.read_text("utf-8"))["findings"]
    return {one["rule"]["id"] if isinstance(one["rule"], dict) else one["rule"]: one for one in told}


def test_the_architects_task(program: Program, model: Path, tmp_path: Path, qtbot: QtBot) -> None:
    window, desk = program.window, program.desk
    drop(program, model)
    ready(program, qtbot)
    assert window.pages.currentIndex() == 1

    # Place and peil.
    window.inputs.setCurrentWidget(window.case)
    window.case.municipality.setText("GM0637")
    window.case.peil.setText("0,10")
    window.case.apply.click()
    ready(program, qtbot)
    assert desk.opened.case.case.site.municipality == "GM0637"
    assert desk.opened.case.case.site.plan_datum.value == pytest.approx(0.10)

    # The design.
    window.inputs.setCurrentIndex(0)
    window.scenario.storeys.setValue(2)
    window.scenario.setback.setValue(1.25)
    ready(program, qtbot)
    assert desk.scenario == Scenario(2, setback=Setback.all_round(1.25))

    # The findings, each with its evidence.
    lines = window.findings.lines()
    assert "gm0637.one-extra-storey" in {line.outcome.rule.id for line in lines}
    for row, line in enumerate(lines):
        window.findings.list.setCurrentRow(row)
        assert window.findings.card.title.text() == line.title
        assert window.findings.card.text.toPlainText().strip()
    assert desk.judged.assessment.overall.verdict is not Verdict.COMPLIES

    # The dossier and the report.
    with qtbot.waitSignal(desk.file.saved, timeout=LONG):
        desk.file.save(tmp_path / "zaak.optop")
    assert not window.isWindowModified()
    assert service.open_dossier(tmp_path / "zaak.optop").assessment.facts.scenario == desk.scenario
    assert written(program, ".pdf", tmp_path / "rapport.pdf", qtbot).read_bytes().startswith(b"%PDF-")

    # The command line finds the same, field by field.
    window_found = findings(written(program, ".json", tmp_path / "venster.json", qtbot))
    arguments = ["check", str(model), "--municipality", "GM0637", "--peil", "0.10", "--add-storeys", "2"]
    main([*arguments, "--setback", "1.25", "--json", str(tmp_path / "regel.json"), "--quiet"])
    line_found = findings(tmp_path / "regel.json")
    assert list(window_found) == list(line_found)
    assert len(window_found) > 10
    for rule, told in line_found.items():
        assert window_found[rule] == told, rule


def test_the_municipalitys_task(small: Program, tmp_path: Path, qtbot: QtBot) -> None:
    window, desk = small.window, small.desk
    drop(small, put(tmp_path / "regels.optrules", by=OTHER))
    room = window.rules.packs
    qtbot.waitUntil(lambda: room.dialog is not None, timeout=LONG)
    room.dialog.install.click()
    qtbot.waitUntil(lambda: desk.is_stale, timeout=LONG)
    ready(small, qtbot)

    outcome = next(o for o in desk.judged.assessment.outcomes if o.rule.id == "gm0599.hoogte")
    lines = {line.outcome.rule.id: row for row, line in enumerate(window.findings.lines())}
    window.findings.list.setCurrentRow(lines["gm0599.hoogte"])
    # The house stands elsewhere: the rule ran, and says that it is not for here.
    assert outcome.finding is None
    assert window.findings.lines()[lines["gm0599.hoogte"]].words
    assert "gm0599-dakopbouw" in {plugin.name for plugin in desk.judged.assessment.receipt.plugins}
