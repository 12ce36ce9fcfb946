"""Each fact: it answers whatever is missing, in its own kind and unit, and says what it reads."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from optopcheck.api.testing import make_facts, make_situation, measurement
from optopcheck.domain.addition import Addition, Size
from optopcheck.domain.building import (
    Building,
    Defect,
    Element,
    Neighbour,
    ObservationPoint,
    Severity,
    Storey,
    StoreyRole,
)
from optopcheck.domain.entered import ENTERABLE
from optopcheck.domain.facts import Facts
from optopcheck.domain.measurement import Doubt, Measurement, PartMeasurement, Reading, Unmeasured
from optopcheck.domain.mesh import Mesh
from optopcheck.domain.quantity import Quantity
from optopcheck.domain.rule import LegalSource, Limit, Need, Standing
from optopcheck.domain.site import Datum, GeoReference, Origin, Site
from optopcheck.domain.sunlight import Baseline, SunNorm, SunStudy
from optopcheck.domain.text import Text
from optopcheck.rules.catalogue import FACTS, Fact, facts_of, show_catalogue
from optopcheck.rules.catalogue.fact import doubt_of, exact, from_measured
from optopcheck.rules.language.kinds import ListKind, NumberKind, TextKind, TruthKind
from optopcheck.rules.language.values import Items, Number, Unknown, Value

LABEL = Text("proef", "test")
SOURCE = LegalSource("norm", "tekst", "https://example.org", "1", Standing.PRACTICE)
NORM = SunNorm(
    "proef", Text("proef", "test"), SOURCE, Limit(2.0, "h", "norm", "norm"), ((2, 19),), ((2, 19), (10, 21))
)

SIDES = {"north": Size(3.0, 0.1), "east": Size(1.0, 0.1), "south": Size(0.0, 0.1), "west": Size(2.0, 0.1)}
ADDITION = Addition(Size(100.0, 0.5), Size(0.5, 0.01), Size(40.0, 0.5), {}, SIDES)


def square(top: float) -> Mesh:
    return Mesh(np.array([[0.0, 0, 0], [1, 0, 0], [0, 1, top]]), np.array([[0, 1, 2]]))


def point(name: str, owner: str, assumption: Text | None = None) -> ObservationPoint:
    return ObservationPoint(name, np.zeros(3), np.array([0.0, -1, 0]), owner, name, assumption=assumption)


def study(points: list[ObservationPoint], minutes: list[float]) -> SunStudy:
    table = np.array(minutes)[:, None]
    return SunStudy(NORM, (date(2026, 2, 19),), tuple(points), table, np.ones_like(table), table + 60)


def whole(**more: Any) -> Facts:
    """Return facts in which everything that can be known is known."""
    points = [point("raam", "buur-1"), point("nieuw", "proef")]
    made = {quantity.key: (3.0, 0.5) for quantity in Quantity} | {"storey_count": 4.0}
    datum = Datum(1.0, Text("peil", "datum"), Origin.SURVEYED, 0.01)
    parts = (PartMeasurement(Text("noordgevel", "north façade"), 3.0, 0.02, ("nieuw",)),)
    measured: dict[str, Any] = {
        key: Measurement(Quantity[key.upper()], value[0], value[1], datum=datum, parts=parts)
        if isinstance(value, tuple)
        else value
        for key, value in made.items()
    }
    storeys = tuple(Storey(f"s{n}", f"laag {n}", 3.0 * n, 3.0, StoreyRole.LAYER) for n in range(4))
    before = make_situation({NORM.id: study(points[:1], [150.0])}, storeys, **measured)
    top = Storey("s4", "laag 4", 12.0, 3.0, StoreyRole.LAYER)
    after = make_situation(
        {NORM.id: study(points, [120.0, 300.0])}, (*storeys, top), **{**measured, "storey_count": 5.0}
    )
    site = Site(
        "GM0001",
        plan_datum=datum,
        measuring_level=datum,
        georeference=GeoReference(28992, height_system="NAP"),
    )
    facts = make_facts(site=site, existing=before, permitted=before, proposed=after)
    neighbour = Neighbour("buur-1", square(9.0), 0.0, (points[0],), accuracy=0.1)
    facts = replace(
        facts,
        existing=replace(before, flat_roof=True, distances={"buur-1": Size(5.0, 0.5)}),
        proposed=replace(after, addition=ADDITION),
    )
    return replace(facts, case=replace(facts.case, neighbours=(neighbour,)), **more)


ALL = facts_of({"licht": NORM})
NOTHING = Facts(
    make_facts().case,
    make_facts().scenario,
    make_situation(),
    make_situation(),
    replace(make_situation(), building=None),
)


def fits(value: Value, fact: Fact) -> bool:
    kinds = {NumberKind: Number, TextKind: str, TruthKind: bool, ListKind: Items}
    return isinstance(value, Unknown | kinds[type(fact.kind)])


@pytest.mark.parametrize("name", ALL)
def test_every_fact_answers_in_its_kind_also_of_nothing(name: str) -> None:
    fact = ALL[name]
    for facts in (whole(), NOTHING):
        value = fact.read(facts)
        assert fits(value, fact)
        if isinstance(value, Unknown):
            assert all(reason.text.nl and reason.text.en for reason in value.reasons)
        if isinstance(value, Items) and isinstance(fact.kind, ListKind):
            assert all(set(row) == set(fact.kind.fields) for row in value.rows)
    assert fact.label.en


def test_only_what_nobody_entered_stays_unknown_on_whole_facts() -> None:
    unknown = {name for name, fact in ALL.items() if isinstance(fact.read(whole()), Unknown)}
    entered = {
        name for name in ALL if name.startswith(("plan.", "structural_statement.")) or name in ENTERABLE
    }

    sides = {
        f"proposed.{what}_{side}"
        for what in ("setback", "envelope_angle")
        for side in ("front", "rear", "side")
    }  # the front is entered
    assert unknown == entered | sides


def read(name: str, facts: Facts) -> Number:
    value = ALL[name].read(facts)
    assert isinstance(value, Number), value
    return value


def row(name: str, facts: Facts, place: int = 0) -> Any:
    value = ALL[name].read(facts)
    assert isinstance(value, Items), value
    return value.rows[place]


def test_numbers_are_the_decimals_that_were_meant() -> None:
    assert exact(0.1 + 0.2, "m") == (Fraction(3, 10), 0)
    assert exact(12.00004, "m") == (Fraction(12), Fraction(4, 100_000))
    assert exact(1e300, "m")[0] == Fraction(10**300)


@pytest.mark.parametrize(
    ("amount", "doubt"), [(0.7 + 0.1, "0.8"), (0.1 + 0.2, "0.3"), (0.0, "0"), (1e-12, "0.000000001")]
)
def test_a_doubt_is_neither_lost_nor_lessened_by_its_last_bit(amount: float, doubt: str) -> None:
    # 0.7 + 0.1 is a little less than 0.8: at a margin of 0.8 it would pass for sure.
    assert doubt_of(amount) == Fraction(doubt)


def test_what_rounding_moves_joins_the_doubt() -> None:
    value = from_measured(measurement(Quantity.BUILDING_HEIGHT, 12.00004, 0.05), LABEL)

    assert isinstance(value, Number)
    assert (value.base.low, value.base.high) == (Fraction("11.94996"), Fraction("12.05004"))
    assert value.base.low <= Fraction("12.00004") - Fraction("0.05")
    assert value.base.high >= Fraction("12.00004") + Fraction("0.05")


def test_the_doubt_is_the_whole_error_budget_and_readings_keep_their_labels() -> None:
    datum = Datum(0.0, Text("peil"), Origin.ENTERED, 0.02)
    measured = Measurement(
        Quantity.BUILDING_HEIGHT,
        12.0,
        0.01,
        datum=datum,
        doubts=(Doubt(Text("scheur"), 0.03),),
        readings=(Reading(Text("met lift"), 14.0),),
    )
    value = from_measured(measured, LABEL)

    assert isinstance(value, Number)
    assert value.base.high - value.base.value == Fraction("0.06")
    assert [(set(w.labels), w.span.value) for w in value.worlds] == [(set(), 12), ({"met lift"}, 14)]


def test_growth_leaves_out_the_datum_that_both_share() -> None:
    growth = read("increase.building_height", whole())
    apart = read("proposed.building_height", whole())

    assert growth.base.value == 0
    assert growth.base.high == 1
    assert apart.base.high - apart.base.value == Fraction("0.51")


def test_growth_over_two_datums_keeps_the_doubt_of_both() -> None:
    facts = whole()
    other = Datum(2.0, Text("ander peil"), Origin.SURVEYED, 0.2)
    height = replace(facts.proposed.measured.building_height, datum=other)
    measured = replace(facts.proposed.measured, building_height=height)
    moved = replace(facts, proposed=replace(facts.proposed, measured=measured))

    assert read("increase.building_height", moved).base.high == Fraction("1.21")


def test_a_part_is_as_unsure_as_the_datum_of_the_whole() -> None:
    height = row("proposed.eaves", whole())["height"]
    floor = row("proposed.storeys", whole())["floor"]

    assert height.base.high - height.base.value == Fraction("0.03")
    assert floor.base.high - floor.base.value == Fraction("0.03")


def test_heights_above_nap_and_the_measuring_level() -> None:
    assert read("proposed.building_height_nap", whole()).base.value == 4
    assert read("proposed.building_height_nap", whole()).base.high == Fraction("4.5")
    assert read("existing.highest_floor", whole()).base.value == 8
    assert read("proposed.highest_floor", whole()).base.value == 11
    assert row("proposed.storeys", whole(), 4)["added"] is True
    assert row("proposed.storeys", whole(), 3)["added"] is False


def with_site(site: Site) -> Facts:
    facts = whole()
    return replace(facts, case=replace(facts.case, site=site))


def test_a_level_that_nobody_confirmed_decides_nothing() -> None:
    level = Datum(1.0, Text("maaiveld"), Origin.AHN, 0.1)
    value = read("proposed.highest_floor", with_site(Site(measuring_level=level)))

    assert [reason.need for reason in value.assumed] == [Need.JUDGEMENT]
    assert isinstance(ALL["proposed.highest_floor"].read(with_site(Site())), Unknown)
    assert isinstance(ALL["proposed.building_height_nap"].read(with_site(Site())), Unknown)


def test_disputed_floors_are_not_counted_out() -> None:
    facts = whole()
    reading = Reading(Text("zolder"), 6.0)
    disputed = Measurement(Quantity.STOREY_COUNT, 5.0, 0.0, readings=(reading,))
    measured = replace(facts.proposed.measured, storey_count=disputed)
    other = replace(facts, proposed=replace(facts.proposed, measured=measured))
    value = ALL["proposed.highest_floor"].read(other)

    assert isinstance(value, Unknown)
    assert value.need is Need.JUDGEMENT


def test_a_neighbour_is_as_sure_as_its_source() -> None:
    facts = whole()
    sure = row("neighbours", facts)["height"]
    vague = replace(facts.case.neighbours[0], accuracy=None)
    unsure = row("neighbours", replace(facts, case=replace(facts.case, neighbours=(vague,))))["height"]

    assert (sure.base.low, sure.base.value, sure.base.high) == (Fraction("8.8"), 9, Fraction("9.2"))
    assert not sure.assumed
    assert unsure.assumed
    assert row("neighbours", facts)["distance"].base.value == 5
    alone = replace(facts, existing=replace(facts.existing, distances={}))
    assert isinstance(row("neighbours", alone)["distance"], Unknown)


@pytest.mark.parametrize(("code", "known"), [("city-lost", False), ("bag-elsewhere", False), ("IFC-X", True)])
def test_of_incomplete_surroundings_nothing_is_sure(code: str, known: bool) -> None:  # noqa: FBT001
    facts = whole()
    defect = Defect(code, Severity.ERROR, Text("niet alle buren zijn gelezen", "not all read"), Text("lees"))
    broken = replace(facts, case=replace(facts.case, building=Building("proef", (), defects=(defect,))))
    value = ALL["neighbours"].read(broken)

    assert isinstance(value, Items) == known
    if isinstance(value, Unknown):
        assert (value.need, value.reasons[0].text) == (Need.REPAIR, defect.message)


def test_sun_of_each_point_before_and_after() -> None:
    old = row("sun.licht.points", whole())

    assert (old["before"].base.value, old["after"].base.value) == (Fraction("2.5"), 2)
    assert old["decrease"].base.value == Fraction("0.5")
    assert (old["own"], old["existed"]) == (False, True)
    assert old["decrease"].base.high - old["decrease"].base.low == pytest.approx(4 / 60)
    new = row("sun.licht.points", whole(), 1)
    assert (new["own"], new["existed"]) == (True, False)
    assert isinstance(new["before"], Unknown)
    assert row("sun.licht.point_days", whole())["day"] == "2026-02-19"


def test_an_assumed_point_decides_nothing() -> None:
    facts = whole()
    guess = [point("raam", "buur-1", Text("geschat", "guessed"))]
    after = replace(facts.proposed, sun={NORM.id: study(guess, [120.0])})
    sun = row("sun.licht.points", replace(facts, proposed=after))["after"]

    assert [reason.need for reason in sun.assumed] == [Need.INPUT]


@pytest.mark.parametrize(
    ("neighbours", "words"),
    [
        ((), "geen buurgebouwen gegeven"),
        ((Neighbour("buur-2", square(9.0), 0.0),), "hebben geen meetpunten"),
    ],
)
def test_without_points_of_neighbours_sun_says_nothing(neighbours: tuple[Neighbour, ...], words: str) -> None:
    facts = whole()
    value = ALL["sun.licht.points"].read(replace(facts, case=replace(facts.case, neighbours=neighbours)))

    assert isinstance(value, Unknown)
    assert value.need is Need.INPUT
    assert words in value.reasons[0].text.nl


def test_studies_of_other_days_are_not_laid_beside_each_other() -> None:
    facts = whole()
    later = replace(facts.proposed.sun[NORM.id], days=(date(2026, 3, 21),))
    after = replace(facts.proposed, sun={NORM.id: later})
    value = ALL["sun.licht.points"].read(replace(facts, proposed=after))

    assert isinstance(value, Unknown)
    assert value.need is Need.REPAIR


def test_a_norm_may_compare_with_what_the_plan_allows() -> None:
    facts = whole()
    lower = study([point("raam", "buur-1")], [130.0])
    facts = replace(facts, permitted=replace(facts.permitted, sun={NORM.id: lower}))
    allowed = facts_of({"licht": replace(NORM, baseline=Baseline.PERMITTED)})["sun.licht.points"].read(facts)

    assert isinstance(allowed, Items)
    before = allowed.rows[0]["before"]
    assert isinstance(before, Number)
    assert before.base.value == pytest.approx(130 / 60)
    assert row("sun.licht.points", facts)["before"].base.value == Fraction("2.5")


def test_a_study_that_failed_passes_on_its_reason() -> None:
    facts = whole()
    no_north = Unmeasured(Text("geen noorden", "no north"), Need.REPAIR)
    broken = replace(facts.proposed, sun={NORM.id: no_north})
    value = ALL["sun.licht.points"].read(replace(facts, proposed=broken))

    assert isinstance(value, Unknown)
    assert value.need is Need.REPAIR


def test_new_rooms_are_told_from_old_ones() -> None:
    facts = whole()
    assert row("proposed.rooms", facts)["added"] is False
    element = replace_added(facts)
    assert row("proposed.rooms", element)["added"] is True


def replace_added(facts: Facts) -> Facts:
    new = Element("nieuw", "IfcSpace", "kamer", square(1.0), added=True)
    return replace(facts, proposed=replace(facts.proposed, building=Building("proef", (), spaces=(new,))))


def test_the_list_in_the_reference_is_made_from_the_code() -> None:
    page = Path(__file__).parents[3] / "optopcheck" / "rules" / "language" / "README.md"
    text = page.read_text(encoding="utf-8")

    # print(show_catalogue("nl")) and put it between the marks
    assert show_catalogue("nl") in text
    assert show_catalogue("en") in text
    for name in FACTS:
        assert f"`{name}`" in text
