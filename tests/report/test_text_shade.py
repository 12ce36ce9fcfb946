"""Extra shade in the report: told where a rule asks for it, with clock, doubt and reason."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from optopcheck.domain.measurement import Unmeasured
from optopcheck.domain.shade import ShadeGround, ShadeMoment
from optopcheck.domain.text import Text
from optopcheck.dossier import changed_facts
from optopcheck.report import report_document, text_report
from optopcheck.report.document import Table
from optopcheck.report.json_report import assessment_json
from optopcheck.report.text_shade import shade
from tests.records.made import NOON, PLOTS, SHADE
from tests.service import made

if TYPE_CHECKING:
    from optopcheck.domain.text import Language

NEVER = ShadeMoment(12, 21, 22, 0, ShadeGround.OPEN)


def assessed(*moments: ShadeMoment):  # type: ignore[no-untyped-def]  # noqa: ANN201 - of the helper
    found = made.many_sided()
    facts = replace(
        found.facts,
        proposed=replace(found.facts.proposed, shade={**SHADE, NEVER.id: Unmeasured(Text("nacht", "night"))}),
    )
    first = replace(found.outcomes[0], rule=replace(found.outcomes[0].rule, shades=moments))
    return replace(found, facts=facts, outcomes=(first, *found.outcomes[1:]))


def test_each_instant_is_told_with_clock_and_doubt() -> None:
    checked = assessed(NOON, PLOTS, NEVER)
    (section,) = shade(checked.facts, checked.outcomes, "nl")

    assert section.rows == (
        ("21-03-2026 12:00 (UTC+1)", "open grond", "3,25 ± 0,02 m²", "38,2°"),
        ("21-12-2026 09:30 (UTC+1)", "percelen van buren", "3,25 ± 0,02 m²", "4,0°"),
        ("", "tuin 1", "3,25 ± 0,02 m²", ""),
        ("op 21 december om 22:00", "open grond", "nacht", ""),
    )
    assert section.title in {told.title for told in text_report(checked).sections}


@pytest.mark.parametrize(("language", "title"), [("nl", "Extra schaduw op de grond"), ("en", "Extra shade")])
def test_the_report_on_paper_holds_it(language: Language, title: str) -> None:
    (table,) = (
        block
        for block in report_document(assessed(NOON, PLOTS), language).blocks
        if isinstance(block, Table) and block.caption.startswith(title)
    )

    assert [row[0][:10] for row in table.rows if row[0]] == (
        ["21-03-2026", "21-12-2026"] if language == "nl" else ["2026-03-21", "2026-12-21"]
    )
    assert len(table.widths) == len(table.header)
    assert min(table.widths) > 0  # columns of words; left to themselves they run over each other
    assert table.rows[0][2] == ("3,25 ± 0,02 m²" if language == "nl" else "3.25 ± 0.02 m²")


def test_an_assumed_ground_is_told_beside_the_number() -> None:
    checked = assessed(PLOTS)
    why = Text("hoogte van de tuin aangenomen", "height of the garden assumed")
    shown = {PLOTS.id: replace(SHADE[PLOTS.id], assumption=why)}  # type: ignore[type-var]
    facts = replace(checked.facts, proposed=replace(checked.facts.proposed, shade=shown))
    (section,) = shade(facts, checked.outcomes, "nl")

    assert section.notes[1:] == ("hoogte van de tuin aangenomen",)


def test_what_no_rule_asks_for_is_not_told() -> None:
    checked = assessed()

    assert shade(checked.facts, checked.outcomes, "nl") == ()
    assert "Extra schaduw op de grond" not in {told.title for told in text_report(checked).sections}


def test_json_holds_it_by_instant() -> None:
    told = assessment_json(assessed(NOON, PLOTS))["shade"]
    assert isinstance(told, dict)

    assert told[NOON.id] == {
        "day": "2026-03-21",
        "clock": "12:00 (UTC+1)",
        "sun_height": 38.2,
        "ground": "open",
        "extra_area": {"value": 3.25, "uncertainty": 0.02, "unit": "m2"},
        "plots": {},
        "assumption": None,
    }
    assert told[PLOTS.id]["plots"]["tuin 1"]["open_area"] == 80.0
    assert told[NEVER.id] == {"reason": {"nl": "nacht", "en": "night"}}


def test_two_sets_of_facts_that_differ_in_it_are_told_apart() -> None:
    facts = assessed(NOON).facts
    other = replace(
        SHADE[NOON.id],  # type: ignore[type-var]
        area=replace(SHADE[NOON.id].area, value=4.0),  # type: ignore[union-attr]
    )
    changed = replace(facts, proposed=replace(facts.proposed, shade={**facts.proposed.shade, NOON.id: other}))

    assert changed_facts(facts, facts) == ()
    (difference,) = changed_facts(facts, changed)
    assert (difference.before, difference.after, difference.unit) == (3.25, 4.0, "m2")
    assert not difference.within
