"""The card of a finding: source, passage, validity, assumptions, and whose rule it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from optopcheck.domain.text import Text
from optopcheck.gui import readout, rule_card

if TYPE_CHECKING:
    from optopcheck.domain.assessment import LoadedPlugin
    from optopcheck.gui.window import MainWindow
    from tests.gui.conftest import Flow

ZOETERMEER = "gm0637.one-extra-storey"


def _marked(flow: Flow, mark: Text | None) -> tuple[LoadedPlugin, ...]:
    plugins = flow.judged.assessment.receipt.plugins
    return tuple(replace(p, mark=mark) if ZOETERMEER in p.rule_ids else p for p in plugins)


def test_every_card_names_source_passage_and_pack(window: MainWindow) -> None:
    for line in window.findings.lines():
        names = [name for name, _ in line.card]
        values = dict(line.card)
        source = line.outcome.source
        assert source.title in values["vindplaats"]
        assert source.article in values["vindplaats"]
        assert source.standing.value in values["vindplaats"]
        assert values["vindplaats"].endswith(source.url)
        assert values.get("passage", "") == source.passage
        assert line.outcome.pack in values["pakket"]
        assert [v for n, v in line.card if n == "aanname"] == [a.nl for a in line.outcome.rule.assumptions]
        assert names.index("vindplaats") < names.index("pakket")
        assert line.mark == ""


def test_source_begins_on_its_day(window: MainWindow) -> None:
    line = next(line for line in window.findings.lines() if line.outcome.rule.id == ZOETERMEER)

    assert line.outcome.source.valid_from == date(2026, 7, 2)
    assert dict(line.card)["geldig"] == "02-07-2026 – heden"


def test_unknown_maker_is_told_on_the_card_and_in_the_banner(window: MainWindow, flow: Flow) -> None:
    mark = Text("niet ondertekend: niemand staat in voor de inhoud", "unsigned: nobody vouches for it")
    receipt = replace(flow.judged.assessment.receipt, plugins=_marked(flow, mark))
    assessment = replace(flow.judged.assessment, receipt=receipt)

    marked = {line.outcome.rule.id: line.mark for line in readout.lines(assessment, "nl")}

    assert marked.pop(ZOETERMEER) == mark.nl
    assert set(marked.values()) == {""}
    told = rule_card.marks(receipt.plugins, "nl")
    assert told == (
        "Van wie deze regels zijn is niet vastgesteld: optopcheck-zoetermeer 0.1.0 (niet ondertekend)"
    )
    banner = window.banner
    assert not banner.trust.isVisibleTo(banner)
    # Without the line on makers the mark still stands at the left, and the words have the room.
    assert banner._mark.x() < 40
    assert banner.words.width() > banner.width() / 2


@pytest.mark.parametrize("stale", [False, True])
def test_banner_shows_the_mark_of_what_counts_alone(window: MainWindow, flow: Flow, *, stale: bool) -> None:
    desk, mark = window._desk, Text("niet ondertekend: niemand staat in voor de inhoud")
    receipt = replace(flow.judged.assessment.receipt, plugins=_marked(flow, mark))
    desk.judged = replace(flow.judged, assessment=replace(flow.judged.assessment, receipt=receipt))
    desk.is_stale = stale
    try:
        desk.judged_changed.emit()

        assert window.banner.trust.isVisibleTo(window.banner) is not stale
        assert window.banner.trust.text().startswith("Van wie deze regels zijn") is not stale
    finally:
        desk.judged, desk.is_stale = flow.judged, False
        desk.judged_changed.emit()
