"""Expressions on extra shade, by both evaluators: the engine on real facts, the second on numbers by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

from optopcheck.api.testing import make_facts, make_situation
from optopcheck.domain.addition import Size
from optopcheck.domain.measurement import Unmeasured
from optopcheck.domain.rule import Need
from optopcheck.domain.shade import ExtraShade, PlotExtraShade, ShadeGround, ShadeMoment
from optopcheck.domain.text import Text
from optopcheck.rules.catalogue import facts_of
from optopcheck.rules.language.checking import read_test
from optopcheck.rules.language.evaluating import evaluate
from optopcheck.rules.language.kinds import number_in
from optopcheck.rules.language.parsing import ExpressionError
from optopcheck.rules.language.values import Unknown, exactly
from tests.rules.language.second import Fact, Missing, second_answer

if TYPE_CHECKING:
    from optopcheck.domain.facts import Facts

NOON = ShadeMoment(3, 21, 12, 0, ShadeGround.OPEN)
NIGHT = ShadeMoment(12, 21, 22, 0, ShadeGround.OPEN)
GARDENS = ShadeMoment(6, 21, 18, 0, ShadeGround.NEIGHBOURS)
ASSUMED = ShadeMoment(6, 21, 9, 0, ShadeGround.NEIGHBOURS, ("tuin 1",))
NOTHING = ShadeMoment(9, 21, 9, 0, ShadeGround.OPEN)
SHADES = {"noon": NOON, "night": NIGHT, "gardens": GARDENS, "assumed": ASSUMED, "nothing": NOTHING}
DAY = date(2026, 3, 21)
LOW = Unmeasured(Text("te laag"))
PLOTS = {
    "tuin 1": PlotExtraShade(80.0, Size(12.0, 0.5)),
    "tuin 2": PlotExtraShade(100.0, Size(30.0, 0.5)),
}
FOUND = {
    NOON.id: ExtraShade(NOON, DAY, "12:00 (UTC+1)", 37.4, Size(201.3, 1.2)),
    NIGHT.id: ExtraShade(NIGHT, DAY, "22:00 (UTC+1)", -48.2, LOW),
    GARDENS.id: ExtraShade(GARDENS, DAY, "18:00 (UTC+2)", 34.1, Size(42.0, 1.0), PLOTS),
    ASSUMED.id: ExtraShade(ASSUMED, DAY, "09:00 (UTC+2)", 34.0, Size(12.0, 0.5), {}, Text("aangenomen")),
}
LIMITS = {"limit.two_hundred": (200, "m2"), "limit.two_hundred_ten": (210, "m2"), "limit.twenty": (20, "m2"),
          "limit.ten": (10, "m2"), "limit.sun": (15, "deg")}  # fmt: skip


def _facts() -> Facts:
    return make_facts(proposed=replace(make_situation(), shade=FOUND))


def _second() -> dict[str, Any]:
    low, unknown = Missing(frozenset({"input"})), Missing(frozenset({"input"}))
    rows = [
        {"name": "tuin 1", "open_area": Fact(Fraction(80)), "extra_area": Fact(Fraction(12), Fraction(1, 2))},
        {
            "name": "tuin 2",
            "open_area": Fact(Fraction(100)),
            "extra_area": Fact(Fraction(30), Fraction(1, 2)),
        },
    ]
    return {
        "shade.noon.extra_area": Fact(Fraction("201.3"), Fraction("1.2")),
        "shade.noon.sun_height": Fact(Fraction("37.4"), Fraction("0.01")),
        "shade.noon.clock": "21-03-2026 12:00 (UTC+1)",
        "shade.night.extra_area": low,
        "shade.night.sun_height": Fact(Fraction("-48.2"), Fraction("0.01")),
        "shade.gardens.extra_area": Fact(Fraction(42), Fraction(1)),
        "shade.gardens.plots": rows,
        "shade.assumed.extra_area": Fact(Fraction(12), Fraction(1, 2), (), True),  # noqa: FBT003 - assumed
        "shade.nothing.extra_area": unknown,
        **{name: Fact(Fraction(value)) for name, (value, _) in LIMITS.items()},
    }


CASES = [
    ("shade.noon.extra_area <= limit.two_hundred_ten", "true"),
    ("shade.noon.extra_area <= limit.two_hundred", "false"),
    ("shade.noon.extra_area <= limit.two_hundred_ten - limit.ten", "false"),
    ("shade.noon.extra_area - limit.two_hundred <= limit.ten / 10", "precision"),
    ("shade.noon.extra_area * 2 <= 2 * limit.two_hundred_ten", "true"),
    ("shade.noon.sun_height >= limit.sun", "true"),
    ("shade.night.sun_height >= limit.sun", "false"),
    ("shade.night.extra_area <= limit.two_hundred", "input"),
    ("shade.night.sun_height >= limit.sun and shade.night.extra_area <= limit.ten", "false"),
    ("shade.nothing.extra_area <= limit.two_hundred", "input"),
    ("shade.nothing.extra_area <= limit.ten or shade.noon.extra_area <= limit.two_hundred_ten", "true"),
    ("all(shade.gardens.plots, it.extra_area <= limit.twenty)", "false"),
    ("any(shade.gardens.plots, it.extra_area > limit.twenty)", "true"),
    ("count(shade.gardens.plots, it.extra_area > limit.twenty) == 1", "true"),
    ("all(shade.gardens.plots, it.extra_area / it.open_area <= 0.2)", "false"),
    ("sum(shade.gardens.plots, it.extra_area) <= 2 * limit.twenty", "false"),
    ("shade.gardens.extra_area <= 2 * limit.twenty + limit.ten", "true"),
    ("shade.assumed.extra_area <= limit.twenty", "input"),
    ("shade.noon.clock == '21-03-2026 12:00 (UTC+1)'", "true"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "gives"), CASES, ids=[text for text, _ in CASES])
def test_both_evaluators_agree(text: str, gives: str) -> None:
    known, facts = facts_of({}, SHADES), _facts()
    kinds = {name: fact.kind for name, fact in known.items()}
    kinds |= {name: number_in(unit) for name, (_, unit) in LIMITS.items()}

    def read(name: str) -> Any:
        return exactly(Fraction(LIMITS[name][0])) if name in LIMITS else known[name].read(facts)

    found = evaluate(read_test(text, kinds), read)
    said = found.need.value if isinstance(found, Unknown) else str(found).lower()

    assert said == gives
    if "assumed" not in text:  # the second knows one sort of assumption: a limit that nobody confirmed
        assert str(second_answer(text, _second())).lower() == gives


@pytest.mark.parametrize(
    "text",
    [
        "shade.noon.extra_area <= 250",
        "shade.noon.extra_area <= limit.sun",
        "shade.noon.plots == 1",
        "shade.elsewhere.extra_area <= limit.ten",
        "shade.extra_area <= limit.ten",
    ],
)
def test_what_is_no_such_fact_or_unit_is_refused(text: str) -> None:
    kinds = {name: fact.kind for name, fact in facts_of({}, SHADES).items()}
    kinds |= {name: number_in(unit) for name, (_, unit) in LIMITS.items()}
    with pytest.raises(ExpressionError):
        read_test(text, kinds)


def test_without_an_addition_and_without_a_study_it_waits_for_input() -> None:
    bare = make_facts()
    fact = facts_of({}, SHADES)["shade.noon.extra_area"]
    for facts, said in (
        (bare, "niet gemeten"),
        (replace(bare, proposed=bare.existing), "geen laag toegevoegd"),
    ):
        value = fact.read(facts)
        assert isinstance(value, Unknown)
        assert value.need is Need.INPUT
        assert said in value.reasons[0].text.nl
