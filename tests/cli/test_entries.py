from __future__ import annotations

from argparse import ArgumentTypeError
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from optopcheck.cli import entries
from optopcheck.domain.scenario import Setback


@pytest.mark.parametrize(("written", "days"), [("1", 1), (" 7 ", 7), ("31", 31)])
def test_a_walk_through_the_days_takes_whole_steps(written: str, days: int) -> None:
    assert entries.step(written) == days


@pytest.mark.parametrize("written", ["0", "32", "-1", "1,5", "wekelijks"])
def test_other_walks_are_refused(written: str) -> None:
    with pytest.raises(ArgumentTypeError):
        entries.step(written)


@pytest.mark.parametrize(
    ("text", "value"), [("9,8", 9.8), ("9.8", 9.8), ("3", 3.0), (" -0,30 ", -0.3), ("+1.5", 1.5)]
)
def test_a_comma_and_a_point_are_both_a_decimal_sign(text: str, value: float) -> None:
    assert entries.length(text) == value


@pytest.mark.parametrize(
    "text", ["1.000,5", "1,000.5", "1.000.000", "nan", "inf", "1e3", "", "9,", ",5", "drie", "1 5", "٣"]
)
def test_anything_else_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ArgumentTypeError, match="9,8"):
        entries.length(text)


def test_both_signs_are_called_ambiguous() -> None:
    with pytest.raises(ArgumentTypeError, match="dubbelzinnig"):
        entries.length("1.000,5")


@given(st.integers(-(10**6), 10**6), st.integers(0, 99))
def test_both_spellings_are_the_same_number(whole: int, cents: int) -> None:
    assert entries.length(f"{whole},{cents:02}") == entries.length(f"{whole}.{cents:02}")


@pytest.mark.parametrize(
    ("text", "setback"),
    [
        ("1,5", Setback.all_round(1.5)),
        ("0", Setback()),
        ("N=1.5,S=0", Setback(north=1.5)),
        ("N=1,5,Z=2", Setback(north=1.5, south=2.0)),
        ("n=1; o=2; z=3; w=4", Setback(1.0, 2.0, 3.0, 4.0)),
        ("E=2", Setback(east=2.0)),
    ],
)
def test_setback_all_round_or_by_side(text: str, setback: Setback) -> None:
    assert entries.setback(text) == setback


@pytest.mark.parametrize("text", ["Q=1", "N=1,N=2", "Z=1,S=2", "N=", "=1", "-1", "N=-1", "1,2,3"])
def test_a_setback_that_makes_no_sense_is_refused(text: str) -> None:
    with pytest.raises(ArgumentTypeError):
        entries.setback(text)


@pytest.mark.parametrize("text", ["2026-07-02", "2-7-2026", "02-07-2026"])
def test_a_day_is_read_as_written_in_the_netherlands_too(text: str) -> None:
    assert entries.day(text) == date(2026, 7, 2)


@pytest.mark.parametrize("text", ["2026-02-30", "31-6-2026", "morgen", "07/02/2026"])
def test_a_day_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(ArgumentTypeError, match="2026-07-02"):
        entries.day(text)


def test_a_negative_number_is_no_option() -> None:
    assert entries.pointed(["--peil", "-4,20", "--by", "a,b"]) == ["--peil", "-4.20", "--by", "a,b"]


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("existing.has_lift=ja", ("existing.has_lift", "ja")),
        (" area.name = Kern = Noord ", ("area.name", "Kern = Noord")),
        ("parking.balance=-4,5", ("parking.balance", "-4,5")),
    ],
)
def test_a_fact_is_a_name_with_a_value(text: str, pair: tuple[str, str]) -> None:
    assert entries.fact(text) == pair


@pytest.mark.parametrize("text", ["existing.has_lift", "=ja", "existing.has_lift=", "", " = "])
def test_half_a_fact_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ArgumentTypeError, match=r"existing\.has_lift=nee"):
        entries.fact(text)
