"""A number that is no quantity of the building stands in overview, explanation and JSON as any other."""

from __future__ import annotations

import json

import pytest

from optopcheck.domain.rule import Finding, Limit, Verdict
from optopcheck.domain.stated import Stated
from optopcheck.domain.text import Language, Text
from optopcheck.records import decode, encode
from optopcheck.report.text_findings import number_rows, overview
from tests.service import made

SUN = Stated(Text("zon op het ongunstigste punt", "sun at the worst point"), 1.5, "h", 0.25)
LOST = Finding(
    Verdict.VIOLATES,
    Text("te weinig zon", "too little sun"),
    limit=Limit(2.0, "h", "TNO", "TNO"),
    margin=-0.5,
    uncertainty=0.25,
    stated=SUN,
)


@pytest.mark.parametrize(
    ("language", "value", "name"),
    [
        ("nl", "1,50 ± 0,25 h", "zon op het ongunstigste punt"),
        ("en", "1.50 ± 0.25 h", "sun at the worst point"),
    ],
)
def test_measured_limit_and_margin_stand_beside_each_other(language: Language, value: str, name: str) -> None:
    (row,) = overview([made.outcome("sun", LOST)], language).rows
    assert row[2] == value
    assert all(row[2:])
    assert (
        dict(pair[:2] for pair in number_rows(LOST, language))[{"nl": "gemeten", "en": "measured"}[language]]
        == f"{name} {value}"
    )


def test_it_comes_back_from_a_worker_and_from_a_file() -> None:
    written = json.loads(json.dumps(encode(LOST, {})))
    assert decode(Finding, written).stated == SUN
    written["stated"]["uncertainty"] = -1.0
    with pytest.raises(Exception, match="not a number that can be shown"):
        decode(Finding, written)


@pytest.mark.parametrize(("value", "doubt"), [(float("nan"), 0.0), (1.0, float("inf")), (1.0, -0.1)])
def test_what_cannot_be_shown_is_refused(value: float, doubt: float) -> None:
    with pytest.raises(ValueError, match="is not a number"):
        Stated(Text("zon", "sun"), value, "h", doubt)
