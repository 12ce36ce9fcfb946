"""The card of a finding: what it shows, what it draws, and where its links lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QUrl
from PySide6.QtGui import QColor, QDesktopServices

from optopcheck.domain.rule import Verdict
from optopcheck.gui.themes import theme

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    from optopcheck.gui.app import Program
    from optopcheck.gui.doubt_bar import DoubtBar
    from optopcheck.gui.window import MainWindow
    from optopcheck.service import Evidence


def choose(window: MainWindow, wanted: Callable[[Evidence], bool]) -> Evidence:
    row = next(row for row, line in enumerate(window.findings.lines()) if wanted(line))
    window.findings.list.setCurrentRow(row)
    return window.findings.lines()[row]


def rule(rule_id: str) -> Callable[[Evidence], bool]:
    return lambda line: line.outcome.rule.id == rule_id


def drawn(bar: DoubtBar) -> np.ndarray:
    image = bar.grab().toImage().convertToFormat(bar.grab().toImage().Format.Format_RGB888)
    flat = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)
    return flat[:, : 3 * image.width()].reshape(image.height(), image.width(), 3).astype(int)


def near(picture: np.ndarray, colour: str) -> np.ndarray:
    wanted = QColor(colour)
    return np.abs(picture - [wanted.red(), wanted.green(), wanted.blue()]).sum(axis=2) < 60


def test_card_shows_all_that_the_service_wrote(sample: Program) -> None:
    for row, line in enumerate(sample.window.findings.lines()):
        sample.window.findings.list.setCurrentRow(row)
        card = sample.window.findings.card
        told = card.text.toPlainText()
        assert card.title.text() == line.title
        assert line.words in card.words.text()
        assert all(part.value in told and part.url in told for part in line.rows)
        assert all(named.name in told for named in line.named)
        assert card.bar.isHidden() is (line.scale is None)


def test_bar_draws_the_value_in_the_colour_of_the_verdict_beyond_the_limit(sample: Program) -> None:
    line = choose(sample.window, rule("nl.pln-building-height"))
    bar = sample.window.findings.card.bar
    assert line.scale is not None
    assert line.verdict is Verdict.VIOLATES

    picture = drawn(bar)
    columns = np.flatnonzero(near(picture[26:36], theme().verdicts[Verdict.VIOLATES]).any(axis=0))
    ratio = picture.shape[1] / bar.width()
    assert abs(columns.mean() / ratio - bar.x(line.scale.value_at)) < 3
    assert columns.min() / ratio > bar.x(line.scale.limit_at)
    assert bar.accessibleDescription() == line.scale.words
    assert line.scale.words in bar.toolTip()
    assert "grens is overschreden" in line.scale.words


def test_nothing_is_drawn_green_but_what_complies(sample: Program) -> None:
    bar = sample.window.findings.card.bar
    seen = set()
    for row, line in enumerate(sample.window.findings.lines()):
        if line.scale is not None:
            sample.window.findings.list.setCurrentRow(row)
            green = near(drawn(bar), theme().verdicts[Verdict.COMPLIES]).any()
            assert bool(green) is (line.verdict is Verdict.COMPLIES)
            seen.add(line.verdict)
    assert seen == {Verdict.COMPLIES, Verdict.VIOLATES, Verdict.UNDETERMINED}


def test_an_article_opens_only_when_it_is_clicked(sample: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    line = choose(sample.window, rule("nl.bbl-facade-class"))
    card = sample.window.findings.card
    assert opened == []

    place = next(i for i, row in enumerate(line.rows) if row.url)
    assert f'href="open:{place}"' in card.text.toHtml()
    card.text.anchorClicked.emit(QUrl(f"open:{place}"))

    assert opened == [line.rows[place].url]


def test_an_address_that_is_no_web_page_is_never_opened(
    sample: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace  # noqa: PLC0415

    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    card = sample.window.findings.card
    line = sample.window.findings.lines()[0]
    card.show_evidence(replace(line, rows=(replace(line.rows[1], url="file:///etc/passwd"),)))

    card.text.anchorClicked.emit(QUrl("open:0"))

    assert opened == []


def test_the_measured_number_leads_to_its_trace(sample: Program) -> None:
    window = sample.window
    line = choose(window, rule("nl.pln-building-height"))
    place = next(i for i, row in enumerate(line.rows) if row.label == "gemeten")

    window.findings.card.text.anchorClicked.emit(QUrl(f"number:{place}"))

    assert window.results.currentWidget() is window.results.numbers
    assert window.evidence.currentWidget() is window.evidence.number
    assert "15,40 ± 0,01 m" in window.results.numbers.trace.toPlainText()
    assert "bouwhoogte" in sample.desk.lighting.counted


def test_an_element_of_the_card_lights_up_and_comes_into_view(sample: Program) -> None:
    window, flown = sample.window, []
    window.visibility.fly_wanted.connect(flown.append)
    line = choose(window, rule("nl.tno-light"))
    sample.desk.show("existing")

    window.findings.card.text.anchorClicked.emit(QUrl("element:2"))

    assert sample.desk.lit == (line.named[2].id,)
    assert flown[-1] == (line.named[2].id,)
    assert window.evidence.currentWidget() is window.evidence.finding


def test_a_level_among_the_elements_stands_for_its_own(sample: Program) -> None:
    window, flown = sample.window, []
    window.visibility.fly_wanted.connect(flown.append)
    line = choose(window, rule("gm0637.one-extra-storey"))
    level = next(s.global_id for s in sample.desk.building.storeys if s.name == "optoplaag 1")
    assert line.elements == (level,)

    added = {e.global_id for e in sample.desk.building.elements if e.storey_id == level}
    assert set(flown[-1]) == added
    window.findings.card.alone.click()
    assert window.visibility.alone == added
    measured = next(row for row in line.rows if row.label == "gemeten")
    assert measured.number == ("storey_count", "proposed")


def test_buttons_fly_and_isolate_or_say_why_not(sample: Program) -> None:
    window, alone = sample.window, []
    window.visibility.isolate_wanted.connect(alone.append)
    card = window.findings.card
    line = choose(window, lambda e: bool(e.elements))
    assert card.fly.isEnabled()
    assert card.all.toolTip() == "Er is niets verborgen"

    card.alone.click()
    assert alone == [line.elements]
    assert sample.desk.lit == line.elements
    assert card.all.isEnabled()
    card.all.click()
    assert not window.visibility.hides_something

    choose(window, lambda e: not e.elements)
    assert not card.fly.isEnabled()
    assert card.fly.toolTip() == "Deze bevinding wijst geen onderdelen van het model aan"


def test_a_finding_on_the_design_brings_the_design_back(sample: Program) -> None:
    window = sample.window
    choose(window, lambda line: line.verdict is None)
    sample.desk.show("existing")
    line = choose(window, rule("nl.pln-building-height"))

    assert line.shown_in == "proposed"
    assert sample.desk.shown == "proposed"
    assert sample.desk.lit == line.elements


def test_every_number_of_a_table_is_traced_in_one_click(sample: Program) -> None:
    results, side = sample.window.results, sample.window.evidence
    counts = []
    for panel in results.traced:
        results.setCurrentWidget(panel)
        table = panel.table
        for row in range(table.rowCount()):
            for column in range(1, table.columnCount()):
                side.setCurrentWidget(side.finding)
                table.setCurrentCell(row, 0)
                table.setCurrentCell(row, column)
                assert side.currentWidget() is side.number
                assert side.number.currentWidget() is panel.source
                notes = getattr(panel, "trace", panel.source)
                assert len(notes.toPlainText()) > 40
        counts.append(table.rowCount())
    assert all(counts)


def test_the_trace_of_a_loss_of_sun_tells_its_spells(sample: Program) -> None:
    sun = sample.window.results.sun
    sample.window.results.setCurrentWidget(sun)

    sun.table.setCurrentCell(0, 4)

    told = sun.source.toPlainText()
    assert "Onzekerheid:" in told
    assert "Bestaand: " in told
    assert " – " in told
    assert sample.desk.lit == (sample.desk.point,)
    assert not sun.bar.isHidden()
