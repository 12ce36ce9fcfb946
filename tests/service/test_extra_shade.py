"""Extra shade at an instant: by hand on a plain block, equal to the plates, with what it leaves open."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from optopcheck.domain.addition import Size
from optopcheck.domain.building import Garden, Neighbour
from optopcheck.domain.case import Case
from optopcheck.domain.job import InputError
from optopcheck.domain.measurement import Measurement, Unmeasured
from optopcheck.domain.rule import Need
from optopcheck.domain.scenario import Scenario
from optopcheck.domain.shade import ExtraShade, ShadeGround, ShadeMoment
from optopcheck.domain.site import Site
from optopcheck.domain.text import Text
from optopcheck.rules import PackRule, RuleSet
from optopcheck.service import gather_facts
from optopcheck.service.shade import ShadeScene
from tests.blocks import PEIL, PROFILE, flat, rectangle
from tests.service import made

if TYPE_CHECKING:
    from optopcheck.domain.facts import Facts

NOON = ShadeMoment(3, 21, 12, 0, ShadeGround.OPEN)
MORNING = ShadeMoment(12, 21, 10, 30, ShadeGround.OPEN)
NIGHT = ShadeMoment(12, 21, 22, 0, ShadeGround.OPEN)
LOW = ShadeMoment(12, 21, 9, 0, ShadeGround.OPEN)
GARDENS = ShadeMoment(3, 21, 12, 0, ShadeGround.NEIGHBOURS)
ALL = (NOON, MORNING, NIGHT, LOW, GARDENS)
PLACE = {"latitude": 52.06, "longitude": 4.49}
SITE = Site("GM0637", plan_datum=PEIL, **PLACE)
AWAY = Neighbour("ver", rectangle(6, 8).moved(150, -150).extruded(0.0, 7.0), 0.0)
NORTH = Neighbour("noord", rectangle(12, 6).moved(4, 14).extruded(0.0, 4.0), 0.0)
CASE = Case(flat(), SITE, neighbours=(AWAY,))
RING = np.array([[0.0, 10.5], [20.0, 10.5], [20.0, 25.0], [0.0, 25.0]])
WITH_GARDEN = replace(CASE, gardens=(Garden("tuin 1", RING, 0.0), Garden("tuin 2", RING + 100.0, 0.0)))


def facts(
    case: Case = CASE, scenario: Scenario | None = None, moments: tuple[ShadeMoment, ...] = ALL
) -> Facts:
    rule = replace(made.rule("proef", profile=PROFILE), shades=moments)
    return gather_facts(case, scenario or Scenario(), RuleSet((), (PackRule(rule, "proef"),)), 2026)


def extra(found: Facts, moment: ShadeMoment = NOON) -> ExtraShade:
    shade = found.proposed.shade[moment.id]
    assert isinstance(shade, ExtraShade), shade
    return shade


def size(found: Facts, moment: ShadeMoment = NOON) -> Size:
    area = extra(found, moment).area
    assert isinstance(area, Size), area
    return area


def unmeasured(found: Facts, moment: ShadeMoment = NOON) -> Unmeasured:
    shade = found.proposed.shade[moment.id]
    why = shade.area if isinstance(shade, ExtraShade) else shade
    assert isinstance(why, Unmeasured), why
    return why


FACTS = facts()


@pytest.mark.parametrize("moment", [NOON, MORNING])
def test_a_straight_storey_adds_its_height_times_its_width_across_the_sun(moment: ShadeMoment) -> None:
    shade, building = extra(FACTS, moment), FACTS.proposed.building
    assert building is not None
    scene = ShadeScene(CASE, CASE.building, building)
    when = datetime(2026, moment.month, moment.day, moment.hour, moment.minute, tzinfo=ZoneInfo(SITE.zone))
    azimuth = np.radians(scene.at(when).azimuth)
    across = 20 * abs(np.cos(azimuth)) + 10 * abs(np.sin(azimuth))
    taller = building.mesh.bounds[1, 2] - CASE.building.mesh.bounds[1, 2]

    expected = across * taller / np.tan(np.radians(shade.elevation))

    assert taller > 2
    assert size(FACTS, moment).value == pytest.approx(expected, rel=1e-4)
    assert size(FACTS, moment).value == pytest.approx(scene.at(when).ground.extra.area, abs=1e-3)


def test_the_clock_is_that_of_the_place_with_its_offset() -> None:
    summer = ShadeMoment(6, 21, 12, 0, ShadeGround.OPEN)
    found = facts(moments=(NOON, summer))

    assert extra(found).clock == "12:00 (UTC+1)"
    assert extra(found, summer).clock == "12:00 (UTC+2)"
    assert extra(found).on.isoformat() == "2026-03-21"
    assert extra(found).elevation == pytest.approx(37.4, abs=0.3)


@pytest.mark.parametrize(("moment", "less"), [(NOON, 5.0), (MORNING, 0.0)])
def test_with_neighbours_it_is_what_the_plates_show(moment: ShadeMoment, less: float) -> None:
    """At noon a neighbour stands in the new shade; in the low sun of the morning it falls beyond."""
    case = replace(CASE, neighbours=(NORTH, AWAY))
    found = facts(case)
    building = found.proposed.building
    assert building is not None
    when = datetime(2026, moment.month, moment.day, moment.hour, moment.minute, tzinfo=ZoneInfo(SITE.zone))
    shown = ShadeScene(case, case.building, building).at(when)

    assert size(found, moment).value == pytest.approx(shown.ground.extra.area, abs=1e-3)
    assert 1.0 < size(found, moment).value <= size(FACTS, moment).value - less + 1e-6


def test_the_doubt_covers_a_ground_that_lies_elsewhere() -> None:
    """Where the ground at a neighbour lies lower, the area may be that on the lower ground."""
    farther = rectangle(12, 6).moved(4, 23)
    sunk = Neighbour("noord", farther.extruded(-1.0, 4.0), -1.0)
    case = replace(CASE, neighbours=(sunk, AWAY))
    level, lower = facts(case), facts(replace(case, site=replace(SITE, plan_datum=replace(PEIL, value=-1.0))))

    off = abs(size(level).value - size(lower).value)
    assert off > 1.0
    assert size(level).doubt >= off - 1e-3
    assert (
        size(level).doubt
        > size(facts(replace(CASE, neighbours=(replace(sunk, ground=0.0), AWAY)))).doubt + 1.0
    )


def test_the_doubt_covers_taller_and_lower_neighbours() -> None:
    low, same, high = (
        Neighbour("noord", rectangle(12, 6).moved(4, 14).extruded(0.0, top), 0.0) for top in (2.5, 3.0, 3.5)
    )
    found = size(facts(replace(CASE, neighbours=(replace(same, accuracy=0.5), AWAY))))
    areas = [size(facts(replace(CASE, neighbours=(other, AWAY)))).value for other in (low, high)]
    sure = size(facts(replace(CASE, neighbours=(same, AWAY))))

    assert max(abs(area - found.value) for area in areas) > 1.0
    assert all(abs(area - found.value) <= found.doubt for area in areas)
    assert found.value == sure.value
    assert found.doubt > sure.doubt + 1.0


def test_the_doubt_is_never_nothing_and_grows_as_the_sun_sinks() -> None:
    height = FACTS.existing.measured.building_height
    assert isinstance(height, Measurement)
    assert 0 < size(FACTS).doubt / size(FACTS).value < 0.05
    assert size(FACTS, MORNING).doubt > size(FACTS).doubt

    unsure = replace(SITE, plan_datum=replace(PEIL, tolerance=0.5))
    assert size(facts(replace(CASE, site=unsure))).doubt > 10 * size(FACTS).doubt


def test_shade_beyond_the_surroundings_that_were_read_is_doubt() -> None:
    """At half a degree of sun it reaches for a kilometre; of most of it nobody knows what stands there."""
    found = size(FACTS, LOW)

    assert extra(FACTS, LOW).elevation < 1.0
    assert found.value > 1000
    assert found.doubt > 0.5 * found.value


def test_at_night_there_is_no_shade_to_measure() -> None:
    why = unmeasured(FACTS, NIGHT)

    assert why.need is Need.INPUT
    assert "te laag" in why.reason.nl
    assert extra(FACTS, NIGHT).elevation < -30


def test_on_the_gardens_that_were_entered() -> None:
    found = extra(facts(WITH_GARDEN), GARDENS)
    one, two = found.plots["tuin 1"], found.plots["tuin 2"]

    assert one.open_area == pytest.approx(20 * 14.5)
    assert 10 < one.extra.value < one.open_area
    assert two.extra.value == 0
    assert isinstance(found.area, Size)
    assert found.area.value == one.extra.value
    assert one.extra.value < size(FACTS).value
    assert found.assumption is None


def test_a_garden_on_assumed_ground_says_so_and_a_built_part_does_not_count() -> None:
    why = Text("aangenomen", "assumed")
    built = replace(WITH_GARDEN.gardens[0], built=(RING[:, :] * [0.5, 1.0],), assumption=why)
    half = extra(facts(replace(WITH_GARDEN, gardens=(built,))), GARDENS)

    assert half.assumption == why
    assert half.plots["tuin 1"].open_area == pytest.approx(10 * 14.5)
    whole = extra(facts(WITH_GARDEN), GARDENS).plots["tuin 1"].extra.value
    assert 0 < half.plots["tuin 1"].extra.value < whole


@pytest.mark.parametrize(
    ("case", "moment", "said"),
    [
        (replace(CASE, neighbours=()), NOON, "geen buurgebouwen"),
        (replace(CASE, site=Site("GM0637", plan_datum=PEIL)), NOON, "geen plaats op aarde"),
        (replace(CASE, site=Site("GM0637", **PLACE)), NOON, "peil"),
        (CASE, GARDENS, "[[buurperceel]]"),
        (WITH_GARDEN, replace(GARDENS, plots=("tuin 9",)), "tuin 9"),
    ],
    ids=["no neighbours", "no place", "no datum", "no plots", "another plot"],
)
def test_what_is_missing_is_told(case: Case, moment: ShadeMoment, said: str) -> None:
    why = unmeasured(facts(case, moments=(moment,)), moment)

    assert why.need is Need.INPUT
    assert said in why.reason.nl


def test_a_broken_model_waits_for_repair() -> None:
    broken = made.defect("x", "sun")
    case = replace(CASE, building=replace(CASE.building, defects=(broken,)))

    assert unmeasured(facts(case)).need is Need.REPAIR


def test_only_a_design_has_it_and_only_where_a_rule_asks() -> None:
    assert FACTS.existing.shade == {} == FACTS.permitted.shade
    assert set(FACTS.proposed.shade) == {moment.id for moment in ALL}
    assert facts(moments=()).proposed.shade == {}
    assert facts(scenario=Scenario(storeys_added=0)).proposed.shade == {}


def test_two_rules_with_one_instant_ask_once_and_other_municipalities_ask_nothing() -> None:
    own = replace(made.rule("een", profile=PROFILE), shades=(NOON,))
    rules = tuple(
        PackRule(replace(own, id=name, shades=shades), "proef")
        for name, shades in (("nl.een", (NOON,)), ("gm0637.twee", (NOON, LOW)), ("gm0363.drie", (NIGHT,)))
    )
    loaded = RuleSet((), rules)

    assert loaded.shades_for("GM0637") == (NOON, LOW)
    assert loaded.shades_for(None) == (NOON,)


def test_a_design_within_the_shade_that_is_there_adds_nothing_for_sure() -> None:
    """A tower stands between all of it and the ground: zero, without a doubt that would never let it pass."""
    hides = Neighbour("toren", rectangle(60, 30).moved(-20, 10.5).extruded(0.0, 40.0), 0.0)
    hidden = size(facts(replace(CASE, neighbours=(hides, AWAY))))

    assert hidden.value == 0
    assert hidden.doubt == 0
    low = replace(hides, mesh=rectangle(60, 3).moved(-20, 20.5).extruded(0.0, 3.0))
    assert size(facts(replace(CASE, neighbours=(low, AWAY)))).doubt > 0


def test_buildings_without_a_shape_are_told_and_do_not_break() -> None:
    nothing = replace(CASE.building, elements=())

    with pytest.raises(InputError, match="zonder één onderdeel met een vorm"):
        ShadeScene(CASE, nothing, nothing)
