"""What policies ask, written as expressions: heights against the surroundings, thresholds, envelopes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from optopcheck.api.testing import make_facts, make_situation
from optopcheck.domain.addition import Addition, Size
from optopcheck.domain.building import Neighbour, Storey, StoreyRole
from optopcheck.domain.entered import EnteredFact
from optopcheck.domain.mesh import Mesh
from optopcheck.domain.rule import Finding, Need, NotApplicable, Verdict
from optopcheck.domain.site import Datum, Origin, Site
from optopcheck.domain.text import Text
from optopcheck.rules.declared import read_rules
from tests.rules.declared.texts import GOOD

if TYPE_CHECKING:
    from optopcheck.domain.facts import Facts

_LIMIT = """[limit.{name}]
value = {value}
unit = "{unit}"
place = "artikel {name}"
confirmed_by = "gemeenteraad"

"""


def rule(require: str, applies: str | None = None, **limits: tuple[float, str]) -> str:
    head = GOOD[: GOOD.index("[limit.max_height]")]
    written = "".join(_LIMIT.format(name=n, value=v, unit=u) for n, (v, u) in limits.items())
    return (
        f'{head}{written}[[rule]]\nid = "gm0001.proef"\ntitle = "Proef"\nsource = "nota"\n'
        + (f'applies_when = "{applies}"\n' if applies else "")
        + f'require = "{require}"\n'
    )


def judged(text: str, given: Facts) -> Finding | NotApplicable:
    return read_rules(text)[0].check(given)


def verdict(text: str, given: Facts) -> tuple[Verdict, Need | None]:
    found = judged(text, given)
    assert isinstance(found, Finding), found
    return found.verdict, found.need


COMPLIES, VIOLATES = (Verdict.COMPLIES, None), (Verdict.VIOLATES, None)


def around(*heights_and_distances: tuple[float, float], height: float = 15.0, doubt: float = 0.6) -> Facts:
    mesh = np.array([[0.0, 0, 0], [1, 0, 0], [0, 1, 1]])
    neighbours = tuple(
        Neighbour(f"n{k}", Mesh(mesh * [1, 1, top], np.array([[0, 1, 2]])), 0.0, accuracy=0.1)
        for k, (top, _) in enumerate(heights_and_distances)
    )
    distances = {f"n{k}": Size(away, doubt) for k, (_, away) in enumerate(heights_and_distances)}
    before = replace(make_situation(), distances=distances)
    made = make_facts(
        municipality="GM0001", existing=before, proposed=make_situation(building_height=(height, 0.05))
    )
    return replace(made, case=replace(made.case, neighbours=neighbours))


# Higher than one and a half times the buildings within a radius of its own height.
NEAR = "it.distance <= proposed.building_height"
MEAN = f"sum(neighbours, it.height if {NEAR} else 0) / count(neighbours, {NEAR})"
SURROUNDINGS = rule(f"proposed.building_height <= limit.factor * ({MEAN})", factor=(1.5, "1"))
HIGHEST = rule(
    f"proposed.building_height <= limit.factor * max(neighbours, it.height if {NEAR} else 0)",
    factor=(1.5, "1"),
)


def test_against_the_mean_height_within_its_own_height() -> None:
    # Mean of 9 and 12 is 10.5: at most 15.75. The tower of 60 m stands too far away to count.
    assert verdict(SURROUNDINGS, around((9, 5), (12, 8), (60, 40))) == COMPLIES
    assert verdict(SURROUNDINGS, around((9, 5), (9, 8), (60, 40))) == VIOLATES
    assert verdict(SURROUNDINGS, around((9, 5), (9, 8), (60, 10))) == COMPLIES


def test_against_the_highest_within_its_own_height() -> None:
    assert verdict(HIGHEST, around((11, 5), (6, 8), (60, 40))) == COMPLIES
    assert verdict(HIGHEST, around((9, 5), (6, 8), (60, 40))) == VIOLATES


def test_a_building_at_the_edge_of_the_circle_leaves_it_open() -> None:
    assert verdict(SURROUNDINGS, around((9, 5), (12, 8), (60, 15.3))) == (
        Verdict.UNDETERMINED,
        Need.PRECISION,
    )


def test_an_empty_circle_is_no_yes() -> None:
    assert verdict(SURROUNDINGS, around((9, 50), (12, 80)))[0] is Verdict.UNDETERMINED
    assert verdict(HIGHEST, around())[0] is Verdict.UNDETERMINED


def test_a_distance_that_was_not_measured_leaves_it_open() -> None:
    given = around((9, 5))
    blank = replace(given, existing=replace(given.existing, distances={}))

    assert verdict(HIGHEST, blank) == (Verdict.UNDETERMINED, Need.INPUT)


# A rule that begins where the top floor comes to lie higher than a threshold.
CROSSES = "existing.highest_floor <= limit.threshold and proposed.highest_floor > limit.threshold"
LIFT = rule("existing.has_lift", CROSSES, threshold=(12.5, "m"))


def floors(*, top_before: float, top_after: float, **entered: bool) -> Facts:
    def storeys(top: float) -> tuple[Storey, ...]:
        return tuple(Storey(f"s{z}", f"{z}", z, 3.0, StoreyRole.LAYER) for z in (0.0, top))

    datum = Datum(0.0, Text("maaiveld"), Origin.SURVEYED, 0.01)
    facts = {f"existing.{name}": EnteredFact(value, "eigenaar") for name, value in entered.items()}
    return make_facts(
        site=Site("GM0001", measuring_level=datum),
        existing=make_situation(storeys=storeys(top_before), storey_count=2.0),
        proposed=make_situation(storeys=storeys(top_after), storey_count=2.0),
        entered=facts,
    )


def test_a_threshold_is_crossed_or_not() -> None:
    crossed = {"top_before": 11.0, "top_after": 14.0}

    assert verdict(LIFT, floors(**crossed, has_lift=True)) == COMPLIES  # type: ignore[arg-type]
    assert verdict(LIFT, floors(**crossed, has_lift=False)) == VIOLATES  # type: ignore[arg-type]
    assert verdict(LIFT, floors(**crossed)) == (Verdict.UNDETERMINED, Need.INPUT)
    assert isinstance(judged(LIFT, floors(top_before=8.0, top_after=11.0)), NotApplicable)
    assert isinstance(judged(LIFT, floors(top_before=13.0, top_after=16.0)), NotApplicable)


def test_a_floor_within_its_doubt_of_the_threshold_leaves_it_open() -> None:
    found = verdict(LIFT, floors(top_before=9.5, top_after=12.51, has_lift=True))

    assert found == (Verdict.UNDETERMINED, Need.PRECISION)


ENVELOPE = rule("proposed.envelope_angle <= limit.angle", angle=(40, "deg"))
SHARE = rule(
    "proposed.addition_roof_share <= limit.share and proposed.setback_front >= limit.front",
    "existing.has_flat_roof and existing.construction_year < limit.year and not existing.is_monument",
    share=(0.7, "1"),
    front=(2, "m"),
    year=(1990, "1"),
)


def extension(angle: float, share: float = 0.5, front: float = 2.5, **entered: float | str) -> Facts:
    sides = {wind: Size(front, 0.02) for wind in ("north", "east", "south", "west")}
    added = Addition(Size(90.0, 0.4), Size(share, 0.01), Size(angle, 0.5), {}, sides)
    facts = {f"existing.{name}": EnteredFact(value, "BAG") for name, value in entered.items()}
    return make_facts(
        municipality="GM0001",
        existing=replace(make_situation(), flat_roof=True),
        proposed=replace(make_situation(), addition=added),
        entered=facts,
    )


@pytest.mark.parametrize(
    ("angle", "expected"),
    [(38.0, COMPLIES), (41.0, VIOLATES), (40.2, (Verdict.UNDETERMINED, Need.PRECISION)), (90.0, VIOLATES)],
)
def test_an_envelope_of_forty_degrees(angle: float, expected: tuple[Verdict, Need | None]) -> None:
    assert verdict(ENVELOPE, extension(angle)) == expected


def test_share_and_setback_of_older_buildings_that_are_no_monument() -> None:
    known: dict[str, float | str] = {"construction_year": 1965.0, "front_side": "north", "is_monument": False}

    assert verdict(SHARE, extension(30.0, **known)) == COMPLIES
    assert verdict(SHARE, extension(30.0, share=0.8, **known)) == VIOLATES
    assert verdict(SHARE, extension(30.0, front=1.0, **known)) == VIOLATES
    assert isinstance(judged(SHARE, extension(30.0, **{**known, "construction_year": 1995.0})), NotApplicable)
    assert isinstance(judged(SHARE, extension(30.0, **{**known, "is_monument": True})), NotApplicable)
    for name in known:
        rest = {key: value for key, value in known.items() if key != name}
        assert verdict(SHARE, extension(30.0, **rest)) == (Verdict.UNDETERMINED, Need.INPUT)
