"""What holds of every comparison with a limit, whatever the numbers."""

from __future__ import annotations

import os

from hypothesis import given, settings
from hypothesis import strategies as st

from optopcheck.api import Limit, Measurement, Quantity, Verdict, at_least, at_most

MORE = int(os.environ.get("OPTOPCHECK_EXAMPLES", "1"))
metres = st.floats(0.0, 100.0)
doubts = st.floats(0.0, 5.0)
quick = settings(max_examples=100 * MORE, deadline=None)
ORDER = (Verdict.VIOLATES, Verdict.UNDETERMINED, Verdict.COMPLIES)


def verdict(value: float, doubt: float, limit: float, *, most: bool = True) -> Verdict:
    said = Limit(limit, "m", "artikel 4.2", "de gemeente")
    measured = Measurement(Quantity.BUILDING_HEIGHT, value, doubt)
    return (at_most if most else at_least)(measured, said).verdict


@quick
@given(metres, doubts, metres, st.floats(0.0, 50.0))
def test_a_wider_limit_never_makes_it_worse(value: float, doubt: float, limit: float, more: float) -> None:
    before, after = verdict(value, doubt, limit), verdict(value, doubt, limit + more)
    assert ORDER.index(after) >= ORDER.index(before)
    before, after = (verdict(value, doubt, x, most=False) for x in (limit + more, limit))
    assert ORDER.index(after) >= ORDER.index(before)


@quick
@given(metres, doubts, metres, st.floats(0.0, 50.0))
def test_a_higher_building_never_gets_a_better_verdict(
    value: float, doubt: float, limit: float, more: float
) -> None:
    before, after = verdict(value, doubt, limit), verdict(value + more, doubt, limit)
    assert ORDER.index(after) <= ORDER.index(before)


@quick
@given(value=metres, doubt=doubts, limit=metres, more=doubts, most=st.booleans())
def test_more_doubt_keeps_the_verdict_or_makes_it_undetermined(
    *, value: float, doubt: float, limit: float, more: float, most: bool
) -> None:
    before, after = (verdict(value, d, limit, most=most) for d in (doubt, doubt + more))
    assert after in {before, Verdict.UNDETERMINED}


@quick
@given(metres, doubts, metres)
def test_green_means_that_no_value_within_the_doubt_is_over_the_limit(
    value: float, doubt: float, limit: float
) -> None:
    if verdict(value, doubt, limit) is Verdict.COMPLIES:
        assert value + doubt <= limit
    if verdict(value, doubt, limit) is Verdict.VIOLATES:
        assert value - doubt >= limit
    if value + doubt < limit - 1e-6:
        assert verdict(value, doubt, limit) is Verdict.COMPLIES
