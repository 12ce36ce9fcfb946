"""The rule packs in the window: listed, switched, installed, and the open case assessed again."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from optopcheck import service
from optopcheck.domain.job import InputError
from optopcheck.domain.text import Text
from optopcheck.gui import packs_work, work
from optopcheck.gui.packs_table import MAKER, NAME, RULES, STATE, TRUST
from optopcheck.rules.trust import Machine
from optopcheck.service import rule_files
from tests.gui.test_access import unnamed
from tests.service.bundles import OTHER, OWN, ROOT, put, put_register, version

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from optopcheck.domain.job import Progress
    from optopcheck.gui.app import Program
    from optopcheck.gui.packs_window import PacksWindow
    from tests.gui.conftest import Flow

ON = date(2026, 3, 1)


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPTOPCHECK_HOME", str(tmp_path / "home"))


@pytest.fixture
def packs(program: Program, qtbot: QtBot) -> PacksWindow:
    room = program.window.rules.show_packs()
    _settle(room, qtbot)
    return room


def _settle(room: PacksWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not room.errands.is_busy, timeout=60_000)


def _drop(target: object, *paths: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    modifiers, button = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    target.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, mime, button, modifiers))


def _row(room: PacksWindow, name: str, number: str = "1.0.0") -> list[str]:
    room.table.choose(name, number)
    item = room.table.currentItem()
    return [item.text(column) for column in range(room.table.columnCount())]


def _switch(room: PacksWindow, name: str, number: str, state: Qt.CheckState) -> None:
    room.table.choose(name, number)
    room.table.currentItem().setCheckState(NAME, state)


def test_every_pack_is_a_row_with_word_and_mark(packs: PacksWindow, tmp_path: Path, qtbot: QtBot) -> None:
    service.rule_store().trust_root(ROOT.public)
    for offer in (
        service.offer_file(put_register(tmp_path / "r.optreg"), ON),
        service.offer_file(put(tmp_path / "a.optrules", version("1.0.0", "2024-01-01"), OWN), ON),
        service.offer_file(put(tmp_path / "b.optrules", version("2.0.0", "2025-01-01")), ON),
    ):
        service.install_offer(offer, ON, yes=True)
    service.rule_store().install(
        put(tmp_path / "c.optrules", version("3.0.0"), broken=True).read_bytes(), ON, accept=True
    )
    packs.refresh()
    _settle(packs, qtbot)

    signed = _row(packs, "gm0599-dakopbouw", "1.0.0")
    unsigned = _row(packs, "gm0599-dakopbouw", "2.0.0")
    broken = _row(packs, "gm0599-dakopbouw", "3.0.0")
    assert signed[MAKER] == "gm0599 Gemeente Rotterdam"
    assert (signed[TRUST], signed[STATE], signed[RULES]) == ("vertrouwde gemeente", "○ andere versie", "3")
    assert unsigned[MAKER] == "zegt: gm0599"
    # A newer version that cannot be read does not give way: what this one says may no longer hold.
    assert (unsigned[TRUST], unsigned[STATE]) == ("niet ondertekend", "○ andere versie")
    assert (broken[STATE], broken[RULES]) == ("✕ fout", "?")
    assert "'rules/hoogte.toml', regel" in packs.page.toPlainText()
    national = _row(packs, "optopcheck-national", "0.1.0")
    assert national[STATE] == "● ja, altijd"
    icons = {
        packs.table.topLevelItem(n).icon(TRUST).cacheKey() for n in range(packs.table.topLevelItemCount())
    }
    assert len(icons) == 3  # signed, unsigned, with the program


def test_national_pack_has_no_switch_and_says_why(packs: PacksWindow) -> None:
    packs.table.choose("optopcheck-national", "0.1.0")
    item = packs.table.currentItem()

    assert not item.flags() & Qt.ItemFlag.ItemIsUserCheckable
    assert "rijk" in item.toolTip(NAME)
    assert "rijk" in packs.page.toPlainText()


def test_page_of_a_pack_shows_sources(packs: PacksWindow) -> None:
    packs.table.choose("gm0637-optoppen-data", "1.0.0")

    page = packs.page.toPlainText()
    for words in (
        "Volkshuisvestingsprogramma Zoetermeer",
        "noot 8",
        "structural_statement.bears_extra_storeys >= storeys_added",
        "programma",
        "EUPL-1.2",
    ):
        assert words in page


def test_switching_assesses_the_open_case_again(sample: Program, flow: Flow, qtbot: QtBot) -> None:
    desk = sample.desk
    room = sample.window.rules.show_packs()
    _settle(room, qtbot)
    assert any(rule.rule.id == "gm0637.one-extra-storey" for rule in flow.judged.assessment.outcomes)

    _switch(room, "optopcheck-zoetermeer", "0.1.0", Qt.CheckState.Unchecked)
    qtbot.waitUntil(lambda: desk.is_stale, timeout=60_000)
    assert sample.window.banner.words.text() in {"Niet getoetst", "Bezig met toetsen …"}
    qtbot.waitUntil(lambda: not desk.is_stale and desk.job is None, timeout=60_000)

    ids = {outcome.rule.id for outcome in desk.judged.assessment.outcomes}
    assert "gm0637.one-extra-storey" not in ids
    assert "nl.pln-building-height" in ids
    assert "optopcheck-zoetermeer" not in {p.name for p in desk.judged.assessment.receipt.plugins}
    assert not any(
        line.outcome.rule.id == "gm0637.one-extra-storey" for line in sample.window.findings.lines()
    )


def test_dropped_bundle_is_shown_first_and_installed_on_yes(
    sample: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    desk = sample.desk
    _drop(sample.window, put(tmp_path / "a.optrules", by=OTHER))
    room = sample.window.rules.packs
    qtbot.waitUntil(lambda: room.dialog is not None, timeout=60_000)
    dialog = room.dialog
    assert OTHER.public.fingerprint in dialog.page.toPlainText()
    assert dialog.words.text() == "Onbekende sleutel"
    assert service.rule_store().bundles() == ()
    assert unnamed(dialog) == []

    dialog.install.click()
    qtbot.waitUntil(lambda: desk.is_stale, timeout=60_000)
    qtbot.waitUntil(lambda: not desk.is_stale and desk.job is None, timeout=60_000)

    assert "gm0599.hoogte" in {outcome.rule.id for outcome in desk.judged.assessment.outcomes}
    assert "Dakopbouwen in Rotterdam 1.0.0 (onbekende sleutel)" in sample.window.banner.trust.text()
    assert sample.window.banner.trust.isVisible()
    line = next(x for x in sample.window.findings.lines() if x.outcome.rule.id == "gm0599.hoogte")
    assert line.mark.startswith("onbekende sleutel")
    _settle(room, qtbot)
    assert _row(room, "gm0599-dakopbouw")[TRUST] == "onbekende sleutel"


def test_nothing_is_kept_without_a_yes(packs: PacksWindow, tmp_path: Path, qtbot: QtBot) -> None:
    _drop(packs, put(tmp_path / "a.optrules"))
    qtbot.waitUntil(lambda: packs.dialog is not None)

    packs.dialog.leave.click()

    assert packs.dialog is None
    assert service.rule_store().bundles() == ()


def test_altered_bundle_cannot_be_installed(packs: PacksWindow, tmp_path: Path, qtbot: QtBot) -> None:
    path = put(tmp_path / "a.optrules", by=OWN)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)

    _drop(packs, path)
    qtbot.waitUntil(lambda: packs.dialog is not None)

    assert not packs.dialog.install.isEnabled()
    assert packs.dialog.words.text() == "Kan niet worden geïnstalleerd"
    assert packs.dialog.reason.text().startswith("Gewijzigd: ")
    packs.dialog.reject()


def test_question_and_programs_each_need_a_yes(packs: PacksWindow, tmp_path: Path, qtbot: QtBot) -> None:
    service.install_offer(service.offer_file(put(tmp_path / "a.optrules", by=OWN), ON), ON)
    _drop(packs, put(tmp_path / "b.optrules", version("1.1.0"), OTHER, program=True))
    qtbot.waitUntil(lambda: packs.dialog is not None)
    dialog = packs.dialog

    assert not dialog.install.isEnabled()
    assert dialog.install.toolTip() == "Beantwoord eerst de vraag"
    dialog.yes.setChecked(True)
    assert not dialog.install.isEnabled()
    assert dialog.install.toolTip() == "Sta eerst de programma's toe"
    dialog.python.setChecked(True)
    assert dialog.install.isEnabled()
    dialog.python.setChecked(False)
    dialog.reject()


def test_removed_bundle_is_gone_and_told(packs: PacksWindow, tmp_path: Path, qtbot: QtBot) -> None:
    service.install_offer(service.offer_file(put(tmp_path / "a.optrules"), ON), ON)
    packs.refresh()
    _settle(packs, qtbot)
    packs.table.choose("optopcheck-national", "0.1.0")
    assert not packs.remove.isEnabled()
    assert "zet dit pakket uit" in packs.remove.toolTip()

    packs.table.choose("gm0599-dakopbouw", "1.0.0")
    packs.remove.click()
    _settle(packs, qtbot)

    assert service.rule_store().bundles() == ()
    assert all(pack.name != "gm0599-dakopbouw" for pack in packs.table.packs)
    assert packs.told.text() == "gm0599-dakopbouw 1.0.0 is verwijderd"


def test_failure_leaves_the_list_as_it_is(
    packs: PacksWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_name: str, _on: object, _progress: Progress) -> None:
        raise _full()

    monkeypatch.setattr(packs_work, "switch", full)
    _switch(packs, "optopcheck-zoetermeer", "0.1.0", Qt.CheckState.Unchecked)
    _settle(packs, qtbot)

    assert packs.told.text() == "Schijf vol"
    packs.table.choose("optopcheck-zoetermeer", "0.1.0")
    assert packs.table.currentItem().checkState(NAME) is Qt.CheckState.Checked


def _full() -> InputError:
    return InputError(Text("schijf vol", "disk full"))


def test_rules_that_cannot_be_loaded_leave_no_verdict(
    sample: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> work.Rules:
        raise _full()

    monkeypatch.setattr(work, "load_rules", broken)
    with qtbot.waitSignal(sample.desk.noticed):
        sample.desk.change_rules()
    assert sample.desk.is_stale

    # Assessing once more must not take the old rules for the new ones.
    with qtbot.waitSignal(sample.desk.noticed):
        sample.desk.assess()
    assert sample.desk.is_stale
    assert sample.window.banner.words.text() == "Niet getoetst"


def test_change_while_a_case_is_opened_reaches_that_case(
    program: Program, flow: Flow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, loaded = program.desk, []
    monkeypatch.setattr(work, "open_sample", lambda *_, **__: flow.opened)
    monkeypatch.setattr(work, "assess", lambda opened, *_: loaded.append(opened.rules) or flow.judged)
    fresh = service.RuleSet()
    monkeypatch.setattr(work, "load_rules", lambda *_: work.Rules(fresh))

    desk.open_sample()
    desk.change_rules()
    qtbot.waitUntil(lambda: desk.judged is not None and desk.job is None)

    assert loaded == [fresh]
    assert desk.rules is fresh


def test_rules_of_another_day_are_loaded_anew(sample: Program) -> None:
    assert sample.desk._rules_for(sample.desk.on) is sample.desk.rules
    assert sample.desk._rules_for(date(2019, 1, 1)) is None


def test_dialog_can_be_used_without_a_mouse(packs: PacksWindow) -> None:
    assert unnamed(packs) == []
    assert all(b.toolTip() for b in (packs.remove,) if not b.isEnabled())


def test_markup_of_a_pack_is_shown_and_never_followed(
    packs: PacksWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    name = "<b>Veilig</b> <img src='file:///geheim.png'>"
    hostile = replace(version("1.0.0"), name=name, contact="<a href='https://kwaad.example'>hier</a>")
    _drop(packs, put(tmp_path / "a.optrules", hostile))
    qtbot.waitUntil(lambda: packs.dialog is not None)
    assert name in packs.dialog.page.toPlainText()
    assert packs.dialog.reason.textFormat() is Qt.TextFormat.PlainText
    packs.dialog.install.click()
    _settle(packs, qtbot)

    assert _row(packs, "gm0599-dakopbouw")[NAME] == name
    assert name in packs.page.toPlainText()
    assert "<a href='https://kwaad.example'>hier</a>" in packs.page.toPlainText()
    assert "kwaad.example'" not in packs.page.toHtml().split("href=")[-1]
    assert "&lt;" not in packs.table.currentItem().text(NAME)


@pytest.mark.skipif(sys.platform == "win32", reason="asks who owns a file")
def test_a_pack_of_the_administrator_says_so_and_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: Program, qtbot: QtBot
) -> None:
    folder = tmp_path / "machine"
    for part in ("bundles", "roots"):
        (folder / part).mkdir(parents=True)
        (folder / part).chmod(0o755)
    folder.chmod(0o755)
    put_register(folder / "register.optreg")
    (folder / "roots" / "root.pub").write_bytes(ROOT.public.to_file())
    path = put(folder / "bundles" / "a.optrules", by=OWN)
    for file in folder.rglob("*.*"):
        file.chmod(0o644)
    machine = Machine(folder, frozenset({0, os.getuid()}))
    monkeypatch.setattr(rule_files, "this_machine", lambda: machine)
    room = program.window.rules.show_packs()
    _settle(room, qtbot)
    row = _row(room, "gm0599-dakopbouw")
    assert row[STATE] == "● ja, beheerd"
    assert row[TRUST] == "vertrouwde gemeente"
    item = room.table.currentItem()
    assert not item.flags() & Qt.ItemFlag.ItemIsUserCheckable
    assert not room.remove.isEnabled()
    assert "beheerder" in room.remove.toolTip()
    assert "beheerd" in room.page.toPlainText()

    folder.chmod(0o777)
    room.refresh()
    _settle(room, qtbot)
    broken = next(pack for pack in room.table.packs if pack.is_managed)
    assert _row(room, broken.name, "?")[STATE] == "✕ fout"
    assert "telt niet" in room.table.currentItem().toolTip(STATE)
    assert path.exists()
