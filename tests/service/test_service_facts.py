from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from optopcheck.api.testing import make_measurements
from optopcheck.domain.case import Case, PlanLimits
from optopcheck.domain.facts import Situation
from optopcheck.domain.job import CancelledError, InputError
from optopcheck.domain.measurement import Measurement, Unmeasured
from optopcheck.domain.rule import Need
from optopcheck.domain.scenario import Scenario
from optopcheck.domain.site import Datum, Origin
from optopcheck.domain.sunlight import SunStudy
from optopcheck.domain.text import Text
from optopcheck.measure import MeasuredBuilding
from optopcheck.optop import OptopRefusedError
from optopcheck.rules import PackRule, RuleSet
from optopcheck.service import designing, gather_facts, sunlight
from optopcheck.service import facts as module
from tests.service import made

if TYPE_CHECKING:
    from collections.abc import Sequence

    from optopcheck.domain.building import Building
    from optopcheck.domain.mesh import Mesh
    from optopcheck.domain.sunlight import SunNorm

RULES = RuleSet((), (PackRule(made.rule("one", profile=made.PROFILE, norms=(made.NORM,)), "proef"),))
DATUM = Datum(0.0, Text("peil"), Origin.ENTERED)
LIMITS = PlanLimits(made.LAW, np.array([[0, 0], [10, 0], [10, 8]]), "a", made.ENTERED)


class Engines:
    """Stand-ins for measuring, adding and counting sun, that keep what they were asked."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.measured: list[str] = []
        self.profiles: list[Any] = []
        self.lost = False
        self.norms: list[SunNorm] = []
        self.studies: list[tuple[tuple[str, ...], Mesh]] = []
        monkeypatch.setattr(module, "measure_building", self.measure)
        monkeypatch.setattr(designing, "add_storeys", self.add)
        monkeypatch.setattr(module, "permitted_building", self.permit)
        monkeypatch.setattr(sunlight, "study_sun", self.study)

    def measure(self, building: Building, *, profile: Any, **_: Any) -> MeasuredBuilding:
        self.measured.append(building.name)
        self.profiles.append(profile)
        count = 4.0 if building.name == "higher" and not self.lost else 3.0
        return MeasuredBuilding(make_measurements(storey_count=count), building.storeys, None)

    def add(self, existing: Building, scenario: Scenario, _site: Any) -> Building:
        if scenario.storeys_added == 0:
            return existing
        points = (*existing.observation_points, made.point("new", "optop"))
        return replace(existing, name="higher", observation_points=points)

    def permit(self, _limits: PlanLimits, _datum: Datum) -> Building:
        return replace(made.flat(), name="prism")

    def study(self, norm: Any, points: Sequence[Any], shade: Mesh, *_: Any) -> SunStudy:
        self.studies.append((tuple(p.id for p in points), shade))
        self.norms.append(norm)
        return made.study({p.id: (100.0, 100.0) for p in points}, norm)


@pytest.fixture
def engines(monkeypatch: pytest.MonkeyPatch) -> Engines:
    return Engines(monkeypatch)


def case(**changes: Any) -> Case:
    building, site = (
        changes.pop("building", made.flat()),
        changes.pop("site", made.place(plan_datum=DATUM, municipality="GM0637")),
    )
    return Case(building, site, **({"neighbours": (made.neighbour(),)} | changes))


def no_sun(situation: Situation) -> str:
    study = situation.sun["zon-licht"]
    assert isinstance(study, Unmeasured)
    return study.reason.nl


def reason(situation: Situation) -> str:
    found = {m.reason.nl for _, m in situation.measured.items() if isinstance(m, Unmeasured)}
    assert len(found) == 1
    sun = situation.sun["zon-licht"]
    assert isinstance(sun, Unmeasured)
    assert sun.reason.nl in found
    return found.pop()


def test_three_situations_with_the_points_of_each(engines: Engines) -> None:
    facts = gather_facts(case(plan_limits=LIMITS), Scenario(), RULES, 2026)

    assert engines.measured == ["flat", "higher"]
    assert [points for points, _ in engines.studies] == [
        ("own", "theirs"),
        ("theirs",),
        ("own", "new", "theirs"),
    ]
    assert engines.profiles == [made.PROFILE] * 2
    assert facts.proposed.building is not None
    assert isinstance(facts.permitted.sun["zon-licht"], SunStudy)
    height = facts.permitted.measured.building_height
    assert isinstance(height, Measurement)
    assert LIMITS.max_building_height is not None
    assert (height.value, height.tolerance) == (LIMITS.max_building_height.value, 0.0)


def test_a_storey_that_is_not_found_back_leaves_no_number(engines: Engines) -> None:
    engines.lost = True
    facts = gather_facts(case(), Scenario(), RULES, 2026)

    unmeasured = [m for _, m in facts.proposed.measured.items() if isinstance(m, Unmeasured)]
    assert len(unmeasured) == len(list(facts.proposed.measured.items()))
    assert {m.need for m in unmeasured} == {Need.REPAIR}
    assert "niet teruggevonden" in unmeasured[0].reason.nl
    assert isinstance(facts.existing.measured.storey_count, Measurement)


def test_windows_cast_no_shadow_and_neighbours_do(engines: Engines) -> None:
    gather_facts(case(), Scenario(), RULES, 2026)
    wall = made.box((0, 0, 0), (10, 8, 9))

    assert [len(shade.faces) for _, shade in engines.studies] == [24, 24]
    np.testing.assert_allclose(engines.studies[0][1].vertices[:8], wall.vertices)


def test_without_plan_the_permitted_situation_says_so(engines: Engines) -> None:
    facts = gather_facts(case(), Scenario(), RULES, 2026)

    assert reason(facts.permitted) == "geen planregels ingevoerd"
    assert len(engines.studies) == 2


def test_each_so_many_days_of_the_period_are_studied_where_asked(engines: Engines) -> None:
    gather_facts(case(), Scenario(), RULES, 2026, sun_every=31)
    assert [len(norm.days) for norm in engines.norms] == [9, 9]


def test_without_datum_nothing_is_permitted(engines: Engines) -> None:
    facts = gather_facts(
        case(plan_limits=LIMITS, site=made.place(municipality="GM0637")), Scenario(), RULES, 2026
    )

    assert "peil" in no_sun(facts.permitted)
    assert facts.permitted.building is None
    assert engines.measured == ["flat", "higher"]


def test_a_plan_without_shape_says_why(engines: Engines, monkeypatch: pytest.MonkeyPatch) -> None:
    why = Unmeasured(Text("geen bouwvlak"), Need.INPUT)
    monkeypatch.setattr(module, "permitted_building", lambda *_: why)
    facts = gather_facts(case(plan_limits=LIMITS), Scenario(), RULES, 2026)

    assert no_sun(facts.permitted) == "geen bouwvlak"
    assert len(engines.studies) == 2


def test_a_refused_roof_leaves_the_rest_measured(engines: Engines, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> Building:
        raise OptopRefusedError(Text("schuin dak", "pitched roof"))

    monkeypatch.setattr(designing, "add_storeys", refuse)
    facts = gather_facts(case(), Scenario(), RULES, 2026)

    assert reason(facts.proposed) == "schuin dak"
    assert facts.proposed.building is None
    assert facts.proposed.measured.storey_count.need is Need.INPUT  # type: ignore[union-attr]
    assert isinstance(facts.storeys_added, Unmeasured)
    assert engines.measured == ["flat"]
    assert isinstance(facts.existing.sun["zon-licht"], SunStudy)


def test_nothing_added_is_the_existing_situation(engines: Engines) -> None:
    facts = gather_facts(case(), Scenario(storeys_added=0), RULES, 2026)

    assert facts.proposed is facts.existing
    assert engines.measured == ["flat"]


def test_what_was_measured_before_is_not_measured_again(engines: Engines) -> None:
    before = Situation(made.flat(), make_measurements(storey_count=9.0))
    facts = gather_facts(case(), Scenario(), RULES, 2026, existing=before)

    assert engines.measured == ["higher"]
    assert facts.existing.measured is before.measured
    assert "zon-licht" in facts.existing.sun


@pytest.mark.parametrize(
    ("changes", "words", "need"),
    [
        ({"site": made.place(latitude=None, municipality="GM0637")}, "plaats op aarde", Need.INPUT),
        (
            {"building": replace(made.flat(), observation_points=()), "neighbours": ()},
            "meetpunten",
            Need.INPUT,
        ),
        ({"building": replace(made.flat(), defects=(made.defect("x", "gross_volume"),))}, "dak", Need.REPAIR),
        ({"building": replace(made.flat(), defects=(made.defect("city", "sun"),))}, "dak", Need.REPAIR),
    ],
)
def test_no_study_without_place_points_or_whole_shape(
    engines: Engines, changes: dict[str, Any], words: str, need: Need
) -> None:
    facts = gather_facts(case(**changes), Scenario(storeys_added=0), RULES, 2026)
    sun = facts.existing.sun["zon-licht"]

    assert isinstance(sun, Unmeasured)
    assert words in sun.reason.nl
    assert sun.need is need
    assert engines.studies == []


def test_a_defect_that_leaves_the_shape_whole_does_not_stop_the_sun(engines: Engines) -> None:
    building = replace(made.flat(), defects=(made.defect("x", "storey_count"),))
    facts = gather_facts(case(building=building), Scenario(), RULES, 2026)

    assert isinstance(facts.existing.sun["zon-licht"], SunStudy)
    assert engines.studies


def test_a_study_or_measuring_that_refuses_becomes_a_reason(
    engines: Engines, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> SunStudy:
        raise InputError(Text("kan niet", "cannot"))

    monkeypatch.setattr(sunlight, "study_sun", refuse)
    monkeypatch.setattr(module, "measure_building", refuse)
    facts = gather_facts(case(), Scenario(), RULES, 2026)

    assert reason(facts.existing) == "kan niet"
    assert engines.studies == []


def test_progress_names_the_stage_and_can_cancel(engines: Engines) -> None:
    steps: list[str] = []

    def progress(step: Text, _fraction: float) -> None:
        assert step.en
        steps.append(step.nl)
        if "voorgesteld" in step.nl:
            raise CancelledError

    with pytest.raises(CancelledError):
        gather_facts(case(), Scenario(), RULES, 2026, progress)
    assert steps == ["Meten: bestaand", "Meten: voorgesteld"]
    assert engines.measured == ["flat"]
