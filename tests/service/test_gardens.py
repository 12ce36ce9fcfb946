"""Gardens from the plan file: their ground, the grid on what lies open, and the sun counted there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from optopcheck.api import ExcessRule, LossMeasure, PointPosition, Text, garden_sun
from optopcheck.domain.building import Building, Element, Garden, Neighbour
from optopcheck.domain.case import Case
from optopcheck.domain.job import InputError
from optopcheck.domain.measurement import Unmeasured
from optopcheck.domain.rule import Need
from optopcheck.domain.scenario import Scenario
from optopcheck.domain.site import Datum, GeoReference, Origin
from optopcheck.domain.sunlight import SunStudy
from optopcheck.rules import PackRule, RuleSet
from optopcheck.service import gather_facts
from optopcheck.service.gardens import garden_points, placed_gardens
from optopcheck.service.plan import OWN_PLOT, read_plan
from optopcheck.service.sun_places import places_for
from tests.service import made

if TYPE_CHECKING:
    from pathlib import Path

NORM = replace(
    made.NORM,
    id="tuin",
    position=PointPosition.GARDEN,
    grid=1.0,
    height=0.3,
    minimum_elevation=10.0,
    step=5.0,
)
NORTH = np.array([[0.0, 10.0], [10.0, 10.0], [10.0, 22.0], [0.0, 22.0]])
SITE = made.place(plan_datum=Datum(0.0, Text("peil"), Origin.ENTERED), municipality="GM0637")
PLOTS = """
[perceel]
polygon = [[93000, 452000], [93030, 452000], [93030, 452010]]

[[buurperceel]]
name = "Laan 2"
polygon = [[93000, 452010], [93010, 452010], [93010, 452022], [93000, 452022]]
maaiveld = -0.4

[[buurperceel]]
name = "Laan 4"
frame = "model"
polygon = [[10, 10], [20, 10], [20, 22], [10, 22]]
"""


def plan(folder: Path, text: str) -> Path:
    path = folder / "plan.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_plots_of_the_file(tmp_path: Path) -> None:
    found = read_plan(plan(tmp_path, PLOTS)).plots(GeoReference(28992, (93000.0, 452000.0), "NAP"))
    assert [(name, ground) for name, _, ground in found] == [
        (OWN_PLOT, None),
        ("Laan 2", -0.4),
        ("Laan 4", None),
    ]
    assert found[1][1].tolist() == NORTH.tolist()
    assert found[2][1].tolist() == [[10, 10], [20, 10], [20, 22], [10, 22]]


@pytest.mark.parametrize(
    ("right", "wrong", "todo"),
    [
        ('name = "Laan 4"', 'name = "Laan 2"', "heet al zo"),
        ('name = "Laan 4"', "", "tekst tussen aanhalingstekens"),
        ("maaiveld = -0.4", 'maaiveld = "0,4"', "hoogte in meters"),
        ("maaiveld = -0.4", "maaiveld = 4000", "hoogte in meters"),
        ("maaiveld = -0.4", "peil = 1", "onbekend"),
    ],
)
def test_a_mistake_in_a_plot_is_told(tmp_path: Path, right: str, wrong: str, todo: str) -> None:
    with pytest.raises(InputError, match=todo):
        read_plan(plan(tmp_path, PLOTS.replace(right, wrong)))


def test_one_plot_between_single_brackets_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"\[\[buurperceel\]\], met dubbele haken"):
        read_plan(plan(tmp_path, '[buurperceel]\nname = "Laan 2"'))


def test_the_ground_is_entered_or_assumed_and_says_so() -> None:
    shed = Neighbour("huis", made.box((30, 10, 1), (36, 18, 9)), 1.2)
    own = np.array([[0.0, 0.0], [10.0, 0.0], [10.0, 8.0], [0.0, 8.0]])
    plots = [(OWN_PLOT, own, None), ("Laan 2", NORTH, -0.4), ("Laan 4", NORTH + np.array([25.0, 0.0]), None)]
    mine, sure, guessed = placed_gardens(plots, own, made.flat(), SITE, [shed])
    assert (mine.ground, mine.assumption and mine.assumption.nl) == (0.0, "aangenomen hoogte: het peil")
    assert (sure.ground, sure.assumption) == (-0.4, None)
    assert guessed.ground == 1.2
    assert guessed.assumption is not None
    assert "naaste buurgebouw" in guessed.assumption.nl
    assert [len(garden.built) for garden in (mine, sure, guessed)] == [1, 1, 2]
    alone = placed_gardens(plots[:1], own, made.flat(), made.place(), [])
    assert alone[0].assumption is not None
    assert "laagste punt" in alone[0].assumption.nl


def test_the_grid_covers_what_lies_open() -> None:
    garden = Garden("Laan 2", NORTH, 0.5, (np.array([[0.0, 10.0], [4.0, 10.0], [4.0, 14.0], [0.0, 14.0]]),))
    points = garden_points([garden], [NORM])
    assert len(points) == 120 - 16
    assert sum(point.area or 0 for point in points) == pytest.approx(104.0)
    places = np.array([point.position for point in points])
    assert places[:, 2] == pytest.approx(0.8)
    assert not ((places[:, 0] < 4) & (places[:, 1] < 14)).any()
    assert {tuple(point.facing) for point in points} == {(0.0, 0.0, 1.0)}
    assert len({point.id for point in points}) == len(points)
    assert {point.garden for point in points} == {"Laan 2"}


def test_a_garden_smaller_than_the_grid_has_one_point() -> None:
    strip = np.array([[0.0, 0.0], [0.4, 0.0], [0.4, 9.0], [0.0, 9.0]])
    built = np.array([[0.0, 0.0], [0.4, 0.0], [0.4, 8.8], [0.0, 8.8]])
    (point,) = garden_points([Garden("gang", strip, 0.0, (built,))], [NORM])
    assert point.area == pytest.approx(0.08)
    assert 8.8 <= point.position[1] <= 9.0


def test_a_garden_that_is_built_over_has_none() -> None:
    assert garden_points([Garden("vol", NORTH, 0.0, (NORTH,))], [NORM]) == ()


def test_norms_with_the_same_grid_share_points_and_others_have_their_own() -> None:
    garden = Garden("Laan 2", NORTH, 0.0)
    same, coarse = replace(NORM, id="tuin-b"), replace(NORM, id="tuin-c", grid=2.0)
    assert len(garden_points([garden], [NORM, same])) == 120
    points = garden_points([garden], [NORM, coarse, made.NORM])
    assert len(points) == 120 + 30
    placed = {norm.id: places_for(norm, points) for norm in (NORM, coarse, made.NORM)}
    counts = {name: len(found) for name, found in placed.items() if not isinstance(found, Unmeasured)}
    assert counts == {"tuin": 120, "tuin-c": 30}
    # A norm for windows does not count in gardens.
    assert isinstance(placed["zon-licht"], Unmeasured)


def _study(points: Any, norm: Any) -> SunStudy:
    ones = np.ones((len(points), 1))
    return SunStudy(norm, made.DAYS[:1], points, ones, ones, ones)


def test_a_norm_for_gardens_without_plots_says_what_to_enter() -> None:
    found = places_for(NORM, (made.point("a"),))
    assert isinstance(found, Unmeasured)
    assert "[[buurperceel]]" in found.reason.nl


def test_what_no_study_can_count_is_said() -> None:
    shade = ExcessRule(Text("proef"), None, LossMeasure.SHADED_AREA, ("21 maart 12:00",))
    norm = replace(NORM, excess=shade)
    points = garden_points([Garden("Laan 2", NORTH, 0.0)], [norm])
    found = places_for(norm, points)
    assert isinstance(found, Unmeasured)
    assert found.need is Need.JUDGEMENT
    assert "kan het programma nog niet tellen" in found.reason.nl


def test_an_added_storey_takes_sun_from_the_garden_behind_it() -> None:
    def block(height: float) -> Building:
        # A long row: no sun comes round its ends.
        return Building("rij", (Element("w", "IfcWall", "wand", made.box((-60, 0, 0), (70, 8, height))),))

    rules = RuleSet((), (PackRule(made.rule("one", profile=made.PROFILE, norms=(NORM,)), "proef"),))

    def sun(building: Building) -> SunStudy:
        case = Case(building, SITE, gardens=(Garden("Laan 2", NORTH, 0.0),))
        found = gather_facts(case, Scenario(storeys_added=0), rules, 2026).existing.sun["tuin"]
        assert isinstance(found, SunStudy)
        return found

    before, after = sun(block(3.0)), sun(block(6.0))
    assert len(before.points) == 120
    assert (after.minutes <= before.minutes).all()
    february, october = garden_sun(before, after)
    # At noon on 19 February, 26.8 degrees high, a wall of 3 m shades 5.3 m (at 0.3 m up) and one of 6 m
    # 11.3 m; the sun stands lower in the rest of its two hours, so the shade that counts is a bit longer.
    # The garden begins 2 m behind the wall and is 12 m deep.
    assert february.area == pytest.approx(120.0)
    assert 80.0 <= february.before <= 90.0
    assert 10.0 <= february.after <= 30.0
    assert october.lost > 50.0
