"""How measure, doubt and limit lie on the line, and what is said of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from optopcheck.api.compare import at_least, at_most, complies
from optopcheck.api.testing import measurement
from optopcheck.domain.quantity import Quantity
from optopcheck.domain.rule import Finding, Limit, Verdict
from optopcheck.report.doubt_scale import doubt_scale

if TYPE_CHECKING:
    from optopcheck.domain.measurement import Measurement

LIMIT = Limit(12.0, "m", "art. 3", "raad")


def height(value: float, doubt: float = 0.05) -> Measurement:
    return measurement(Quantity.BUILDING_HEIGHT, value, doubt)


@pytest.mark.parametrize(("value", "outside"), [(11.5, False), (12.4, True)])
def test_at_most_is_broken_on_the_right(value: float, *, outside: bool) -> None:
    scale = doubt_scale(at_most(height(value), LIMIT), "nl")

    assert scale is not None
    assert scale.beyond == (scale.limit_at, 1.0)
    assert (scale.lowest_at > scale.limit_at) is outside
    assert scale.lowest_at < scale.value_at < scale.highest_at


@pytest.mark.parametrize(("value", "outside"), [(12.5, False), (11.6, True)])
def test_at_least_is_broken_on_the_left(value: float, *, outside: bool) -> None:
    scale = doubt_scale(at_least(height(value), LIMIT), "nl")

    assert scale is not None
    assert scale.beyond == (0.0, scale.limit_at)
    assert (scale.highest_at < scale.limit_at) is outside


def test_words_tell_whether_the_doubt_can_turn_it() -> None:
    told = {v: doubt_scale(at_most(height(v), LIMIT), "nl") for v in (11.5, 11.96, 12.03, 12.4)}
    words = {value: scale.words for value, scale in told.items() if scale is not None}

    assert words[11.5] == (
        "gemeten 11,50 m; met de onzekerheid 11,45 m tot 11,55 m; grens 12,00 m; "
        "de grens is niet overschreden, ook met de onzekerheid"
    )
    assert words[12.4].endswith("de grens is overschreden, ook met de onzekerheid")
    for near in (11.96, 12.03):
        assert words[near].endswith("de grens ligt binnen dit bereik: de meting beslist niet")
    english = doubt_scale(at_most(height(12.4), LIMIT), "en")
    assert english is not None
    assert english.words.startswith(
        "measured 12.40 m; with the uncertainty 12.35 m to 12.45 m; limit 12.00 m"
    )
    assert (english.value_text, english.limit_text) == ("12.40 ± 0.05 m", "limit 12.00 m")


def test_a_margin_alone_is_drawn_from_zero() -> None:
    finding = Finding(Verdict.VIOLATES, complies("x").explanation, limit=LIMIT, margin=-0.4, uncertainty=0.1)

    scale = doubt_scale(finding, "nl")

    assert scale is not None
    assert scale.beyond == (0.0, scale.limit_at)
    assert scale.highest_at < scale.limit_at
    assert scale.value_text == "marge -0,40 ± 0,10 m"
    assert scale.words.startswith("marge -0,40 m; met de onzekerheid -0,50 m tot -0,30 m; grens 12,00 m")


def test_a_margin_that_does_not_follow_from_the_numbers_shades_no_side() -> None:
    finding = replace(at_most(height(11.0), LIMIT), margin=7.0)

    scale = doubt_scale(finding, "nl")

    assert scale is not None
    assert scale.beyond is None
    assert "overschreden" not in scale.words


def test_nothing_to_compare_gives_no_scale() -> None:
    assert doubt_scale(complies("ja"), "nl") is None
    assert doubt_scale(complies("ja", height(3.0)), "nl") is None
    assert doubt_scale(Finding(Verdict.COMPLIES, complies("x").explanation, limit=LIMIT), "nl") is None


def test_an_exact_count_has_no_range() -> None:
    count = measurement(Quantity.STOREY_COUNT, 4.0, 0.0)
    scale = doubt_scale(at_most(count, Limit(4.0, "1", "art. 3", "raad")), "nl")

    assert scale is not None
    assert scale.lowest_at == scale.value_at == scale.highest_at == scale.limit_at
    assert scale.words == "gemeten 4; grens 4; de grens is niet overschreden"


@given(
    value=st.floats(0.01, 500),
    limit=st.floats(0.01, 500),
    doubt=st.floats(0, 50),
    most=st.booleans(),
)
def test_every_place_lies_on_the_line_and_the_wrong_side_holds_what_is_wrong(
    value: float,
    limit: float,
    doubt: float,
    most: bool,  # noqa: FBT001
) -> None:
    compare = at_most if most else at_least
    finding = compare(height(value, doubt), Limit(limit, "m", "art. 3", "raad"))
    scale = doubt_scale(finding, "nl")

    assert scale is not None
    places = (scale.lowest_at, scale.value_at, scale.highest_at, scale.limit_at)
    assert all(0.0 <= place <= 1.0 for place in places)
    assert sorted(places[:3]) == list(places[:3])
    if scale.beyond is not None and finding.margin is not None:
        inside = scale.beyond[0] < scale.value_at <= scale.beyond[1]
        if scale.beyond[0] == 0.0:
            inside = scale.value_at < scale.beyond[1]
        assert inside is (finding.margin < 0)
    if finding.verdict is not Verdict.UNDETERMINED and doubt > 0:
        assert not scale.lowest_at <= scale.limit_at <= scale.highest_at
