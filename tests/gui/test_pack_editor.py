"""The form of a rule pack: fields make records, slips are told, and what is saved can be opened again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMessageBox

from optopcheck.domain.rule import Standing
from optopcheck.rules.bundle import build_bundle
from optopcheck.rules.packs import read_pack
from optopcheck.service import save_form, sentence_of
from tests.gui.test_access import unnamed
from tests.service.pack_forms import filled

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from optopcheck.gui.app import Program
    from optopcheck.gui.pack_editor import PackEditor


@pytest.fixture
def editor(program: Program, qtbot: QtBot) -> Iterator[PackEditor]:
    room = program.window.rules.show_editor()
    _settle(room, qtbot)
    yield room
    room._saved = room.form  # nothing to ask at the end


def _settle(room: PackEditor, qtbot: QtBot) -> None:
    """Wait until the form is checked as it is now."""
    qtbot.waitUntil(lambda: room.form is not None and not room._pause.isActive(), timeout=60_000)
    qtbot.waitUntil(lambda: not room.errands.is_busy, timeout=60_000)


def _type(field: object, text: str) -> None:
    field.clear()
    QTest.keyClicks(field, text)


def _fill_in(room: PackEditor) -> None:
    _type(room.pack.authority, "GM0599")
    _type(room.pack.name, "Dakopbouwen in Rotterdam")
    _type(room.rule.title, "Hoogte van de dakopbouw")
    source = room.rule.source
    _type(source.title, "Nota dakopbouwen")
    _type(source.article, "4.2")
    source.passage.setPlainText("Ten hoogste 12,5 m.")
    _type(source.url, "https://example.org/nota")
    room.rule.sentence.fact.setCurrentIndex(room.rule.sentence.fact.findData("proposed.building_height"))
    room.rule.sentence.fact.activated.emit(room.rule.sentence.fact.currentIndex())
    _type(room.rule.sentence.value, "12,5")
    _type(room.rule.sentence.place, "artikel 4.2 onder a")


def test_pack_is_made_from_scratch_and_saved(
    editor: PackEditor, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not editor.save.isEnabled()
    assert editor.save.toolTip() == "Nog niet in orde; zie hieronder wat er ontbreekt"
    assert editor.state.check.text().startswith(
        "✕ Nog in te vullen bij deze regel: titel, id, titel van de bron"
    )

    _fill_in(editor)
    _settle(editor, qtbot)
    assert editor.form.id == "gm0599-dakopbouwen-in-rotterdam"
    assert editor.form.rules[0].id == "gm0599.hoogte-van-de-dakopbouw"
    assert editor.rule.sentence.made.text() == "proposed.building_height <= limit.max_building_height"
    assert editor.rule.sentence.warning.isVisible()  # nobody confirmed the number yet
    assert editor.state.check.text() == "✓ Het pakket is in orde en kan worden opgeslagen."
    assert editor.windowTitle().endswith(" *")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    editor.save.click()
    _settle(editor, qtbot)

    folder = tmp_path / "gm0599-dakopbouwen-in-rotterdam"
    pack = read_pack(build_bundle(folder).container.files)
    limit = pack.rules[0].limits["max_building_height"].limit
    assert (limit.value, limit.unit, limit.confirmed_by) == (12.5, "m", None)
    assert not editor.is_changed
    assert str(folder) in editor.state.said.text()


def test_slip_is_told_under_the_expression(editor: PackEditor, qtbot: QtBot) -> None:
    _fill_in(editor)
    editor.rule.is_free.setChecked(True)
    _type(editor.rule.require.line, "proposed.building_heigt <= limit.max_building_height")
    _settle(editor, qtbot)

    assert editor.rule.require.error.isVisible()
    assert "bedoelt u proposed.building_height" in editor.rule.require.error.text()
    assert not editor.save.isEnabled()
    assert editor.rules.item(0).text().startswith("✕")
    assert not editor.rule.is_sentence.isEnabled()
    assert "meer dan één vergelijking" in editor.rule.is_sentence.toolTip()

    _type(editor.rule.require.line, "proposed.building_height <= limit.max_building_height")
    _settle(editor, qtbot)
    assert not editor.rule.require.error.isVisible()
    assert editor.save.isEnabled()
    assert sentence_of(editor.form.rules[0]).fact == "proposed.building_height"


def test_limits_of_an_expression_are_typed_in_a_table(editor: PackEditor, qtbot: QtBot) -> None:
    _fill_in(editor)
    editor.rule.is_free.setChecked(True)
    editor.rule.limits.add.click()
    table = editor.rule.limits.table
    for column, text in enumerate(("min_setback", "1,5", "m", "artikel 4.3", "raad")):
        table.item(1, column).setText(text)
    _type(
        editor.rule.require.line,
        "proposed.building_height <= limit.max_building_height and proposed.setback >= limit.min_setback",
    )
    _settle(editor, qtbot)

    assert [limit.name for limit in editor.form.rules[0].limits] == ["max_building_height", "min_setback"]
    assert editor.state.check.text().startswith("✓")


def test_kind_changes_what_is_asked(editor: PackEditor, qtbot: QtBot) -> None:
    _fill_in(editor)
    editor.rule.kind.setCurrentIndex(1)
    editor.rule.kind.activated.emit(1)
    assert not editor.rule.require.isVisible()
    assert editor.rule.asks.isVisible()
    editor.rule.asks.setPlainText("Past het bij de straat?")
    editor.rule.evidence.setPlainText("foto\n\ntekening\n")
    _settle(editor, qtbot)

    rule = editor.form.rules[0]
    assert (rule.kind, rule.require, rule.limits) == ("judgement", "", ())
    assert (rule.asks, rule.evidence) == ("Past het bij de straat?", ("foto", "tekening"))
    assert editor.state.check.text().startswith("✓")


def test_weak_standing_is_told(editor: PackEditor) -> None:
    assert not editor.rule.source.weak.isVisible()
    place = list(Standing).index(Standing.DRAFT)
    editor.rule.source.standing.setCurrentIndex(place)
    editor.rule.source.standing.activated.emit(place)

    assert editor.form.rules[0].source.standing is Standing.DRAFT
    assert editor.rule.source.weak.isVisible()


def test_saved_pack_is_opened_again(editor: PackEditor, tmp_path: Path, qtbot: QtBot) -> None:
    folder = save_form(filled(), tmp_path).folder
    editor.open_folder(folder)
    qtbot.waitUntil(lambda: editor.form.folder == folder)
    _settle(editor, qtbot)

    assert editor.pack.name.text() == "Dakopbouwen in Rotterdam"
    assert [editor.rules.item(n).text() for n in range(3)] == [
        "✓  Hoogte van de dakopbouw",
        "✓  Vooroverleg",
        "✓  Welstand",
    ]
    assert editor.rule.sentence.value.text() == "12,5"
    assert editor.rule.sentence.by.text() == "gemeenteraad, 1-1-2024"
    assert editor.rule.source.first.text() == "01-02-2024"
    assert not editor.is_changed
    editor.rules.setCurrentRow(2)
    assert editor.rule.asks.words == "Past de dakopbouw bij de straat?"


def test_pack_that_does_not_fit_is_not_opened(editor: PackEditor, tmp_path: Path, qtbot: QtBot) -> None:
    folder = save_form(filled(), tmp_path).folder
    path = folder / "rules" / "hoogte.toml"
    path.write_text(
        f"{path.read_text(encoding='utf-8')}shows = 'proposed.building_height'\n", encoding="utf-8"
    )

    with qtbot.waitSignal(editor.errands.failed):
        editor.open_folder(folder)

    assert "zou verloren gaan" in editor.state.said.text()
    assert editor.form.folder is None


def test_trial_speaks_of_the_open_case(sample: Program, tmp_path: Path, qtbot: QtBot) -> None:
    form = replace(filled(), authority="gm0637", id="gm0637-hoogte")
    rules = tuple(replace(rule, id=rule.id.replace("gm0599", "gm0637"), unless="") for rule in form.rules)
    folder = save_form(replace(form, rules=rules), tmp_path).folder
    room = sample.window.rules.show_editor(folder)
    qtbot.waitUntil(lambda: room.form is not None and room.form.folder == folder, timeout=60_000)
    _settle(room, qtbot)

    assert room.state.trial.text().startswith("Proef op de geopende zaak: Voldoet niet aan beleid.")
    _type(room.rule.sentence.value, "30")
    _settle(room, qtbot)
    assert room.state.trial.text().startswith("Proef op de geopende zaak: Voldoet aan beleid.")
    room.rule.sentence.by.setFocus()
    _type(room.rule.sentence.by, " ")
    _settle(room, qtbot)
    assert "Nader onderzoek" in room.state.trial.text()
    room._saved = room.form


def test_without_a_case_there_is_no_trial(editor: PackEditor, qtbot: QtBot) -> None:
    _fill_in(editor)
    _settle(editor, qtbot)

    assert editor.state.trial.text().startswith("Proef: open en toets een zaak")


def test_unsaved_form_is_not_dropped_without_asking(
    editor: PackEditor, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    no, yes = QMessageBox.StandardButton.No, QMessageBox.StandardButton.Yes
    monkeypatch.setattr(QMessageBox, "question", lambda *words: asked.append(words[2]) or no)
    _type(editor.pack.name, "Half af")
    editor.close()
    assert editor.isVisible()
    program.window.close()
    assert program.window.isVisible()
    assert len(asked) == 2

    monkeypatch.setattr(QMessageBox, "question", lambda *_: yes)
    editor.close()
    assert not editor.isVisible()
    assert editor.pack.name.text() == ""


def test_rules_are_added_and_taken_out(editor: PackEditor, qtbot: QtBot) -> None:
    _fill_in(editor)
    assert not editor.take.isEnabled()
    editor.add.click()
    assert editor.rules.count() == 2
    assert editor.rule.source.title.text() == "Nota dakopbouwen"
    _type(editor.rule.title, "Terugligging")
    assert [rule.id for rule in editor.form.rules] == [
        "gm0599.hoogte-van-de-dakopbouw",
        "gm0599.terugligging",
    ]
    editor.take.click()
    _settle(editor, qtbot)

    assert [rule.id for rule in editor.form.rules] == ["gm0599.hoogte-van-de-dakopbouw"]
    assert editor.rule.title.text() == "Hoogte van de dakopbouw"


def test_every_field_has_a_name_and_the_wheel_changes_nothing(editor: PackEditor) -> None:
    assert unnamed(editor) == []
    editor.rule.is_free.setChecked(True)
    editor.rule.kind.setCurrentIndex(1)
    editor.rule.kind.activated.emit(1)
    assert unnamed(editor) == []
    assert editor.rule.kind.focusPolicy() is Qt.FocusPolicy.StrongFocus
