"""Gardens in the report: how much of each keeps the hours of the norm."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import jsonschema
import numpy as np
import pytest

from optopcheck.api import Limit, PointPosition, complies
from optopcheck.domain.text import Text
from optopcheck.report import assessment_json, schema, text_report
from tests.service import made

if TYPE_CHECKING:
    from optopcheck.domain.assessment import Assessment
    from optopcheck.domain.sunlight import SunStudy

NORM = replace(
    made.NORM,
    position=PointPosition.GARDEN,
    grid=1.0,
    height=0.3,
    share=Limit(50.0, "%", "art. 5", "gemeente"),
)


def study(rows: list[tuple[float, float]]) -> SunStudy:
    """Four square metres for each point, on two days."""
    found = made.study({f"p{n}": row for n, row in enumerate(rows)}, NORM)
    points = tuple(replace(point, garden="Laan 2", area=4.0) for point in found.points)
    return replace(found, points=points)


def assessed(before: SunStudy, after: SunStudy) -> Assessment:
    facts = made.facts()
    facts = replace(
        facts,
        existing=replace(facts.existing, sun={NORM.id: before}),
        proposed=replace(facts.proposed, sun={NORM.id: after}),
    )
    return made.assessment(made.outcome("sun", complies(Text("ja")), norms=(NORM,)), made=facts)


BEFORE = study([(200.0, 300.0), (150.0, 300.0), (20.0, 300.0)])
AFTER = study([(180.0, 300.0), (119.5, 300.0), (20.0, 80.0)])


def test_each_garden_stands_on_its_worst_day() -> None:
    report = text_report(assessed(BEFORE, AFTER))
    (table,) = [s for s in report.sections if s.title == "Bezonning: zon licht, tuinen"]
    assert table.rows == (("Laan 2", "19-02-2026", "12,0 m²", "8,0 m²", "4,0 ± 4,0 m²", "33 %"),)
    (note,) = table.notes
    assert note == "oppervlakte met 2 uur zon op de dag waarop dat het minst is; de norm vraagt 50 %"


def test_each_day_is_in_the_json() -> None:
    content = assessment_json(assessed(BEFORE, AFTER))
    assert list(jsonschema.Draft202012Validator(schema()).iter_errors(content)) == []
    days = {found["day"]: (found["before"], found["after"]) for found in content["sun"][NORM.id]["gardens"]}
    assert days == {"2026-02-19": (8.0, 4.0), "2026-10-21": (12.0, 8.0)}


@pytest.mark.parametrize(
    "after",
    [replace(AFTER, points=AFTER.points[::-1]), AFTER.only([0, 1])],
)
def test_other_points_are_not_compared(after: SunStudy) -> None:
    assert assessment_json(assessed(BEFORE, after))["sun"][NORM.id]["gardens"] == []


def test_a_study_of_some_points_keeps_their_rows() -> None:
    some = AFTER.only([2, 0])
    assert [point.id for point in some.points] == ["p2", "p0"]
    np.testing.assert_array_equal(some.minutes, [[20.0, 80.0], [180.0, 300.0]])
