"""The day of a point on the clock, also on days on which the clock changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from optopcheck.domain.case import Case
from optopcheck.domain.scenario import Scenario
from optopcheck.domain.site import Datum, Origin
from optopcheck.domain.sunlight import SunStudy
from optopcheck.domain.text import Text
from optopcheck.rules import PackRule, RuleSet
from optopcheck.service import gather_facts, losses, point_day, studied_norms
from tests.service import made

NORM = replace(made.NORM, days=((3, 28), (3, 29), (10, 24), (10, 25)))
RULES = RuleSet((), (PackRule(made.rule("one", profile=made.PROFILE, norms=(NORM,)), "proef"),))
SITE = made.place(plan_datum=Datum(0.0, Text("peil"), Origin.ENTERED), municipality="GM0637")
FACTS = gather_facts(Case(made.flat(), SITE, neighbours=(made.neighbour(),)), Scenario(), RULES, 2026)


@pytest.mark.parametrize(
    ("day", "offsets", "hours_from_utc"),
    [
        (date(2026, 3, 28), ("UTC+1",), 1),
        (date(2026, 3, 29), ("UTC+1", "UTC+2"), 2),
        (date(2026, 10, 24), ("UTC+2",), 2),
        (date(2026, 10, 25), ("UTC+2", "UTC+1"), 1),
    ],
)
def test_spells_are_told_by_the_clock(day: date, offsets: tuple[str, ...], hours_from_utc: int) -> None:
    found = point_day(FACTS, NORM.id, "own", day)
    assert found is not None
    assert found.offsets == offsets
    study = FACTS.existing.sun[NORM.id]
    assert isinstance(study, SunStudy)
    assert study.intervals is not None
    spells = study.intervals.of(study.index("own") or 0, study.days.index(day))
    wanted = [
        tuple(
            (int(t.astype("datetime64[s]").astype(np.int64)) % 86400) / 3600 + hours_from_utc for t in spell
        )
        for spell in spells
    ]
    assert np.allclose(found.spells["existing"], wanted, atol=1e-9)
    total = sum(b - a for a, b in found.spells["existing"]) * 60
    assert total == pytest.approx(found.minutes["existing"], abs=0.05)


def test_losses_are_before_less_after_on_the_worst_day() -> None:
    (norm,) = studied_norms(FACTS)
    assert norm == NORM
    before, after = FACTS.existing.sun[NORM.id], FACTS.proposed.sun[NORM.id]
    assert isinstance(before, SunStudy)
    assert isinstance(after, SunStudy)
    found = {loss.id: loss for loss in losses(FACTS, NORM.id)}
    assert set(found) == {p.id for p in after.points}
    for point in before.points:
        less = before.minutes[before.index(point.id) or 0] - after.minutes[after.index(point.id) or 0]
        assert found[point.id].loss == pytest.approx(float(less.max()))
        assert found[point.id].day == after.days[int(less.argmax())]
    new = [loss for loss in found.values() if loss.before is None]
    assert new
    assert all(loss.loss == 0.0 for loss in new)
    assert losses(FACTS, "geen norm") == ()


def test_a_point_that_nobody_knows_has_no_day() -> None:
    assert point_day(FACTS, NORM.id, "weg", date(2026, 3, 28)) is None
    assert point_day(FACTS, NORM.id, "own", date(2026, 5, 1)) is None
