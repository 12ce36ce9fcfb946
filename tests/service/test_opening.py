from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import numpy as np
import pytest

from optopcheck.api.testing import make_measurements
from optopcheck.citymodel import CityModel, read_neighbours
from optopcheck.domain.building import Building
from optopcheck.domain.job import InputError
from optopcheck.domain.site import GeoReference, Origin
from optopcheck.ifc import ReadModel
from optopcheck.measure import MeasuredBuilding
from optopcheck.rules import PackRule, RuleSet
from optopcheck.service import (
    CaseInput,
    DatumInput,
    StatementInput,
    facts,
    measure_existing,
    open_case,
    surroundings,
)
from optopcheck.service import opening as module
from optopcheck.service.inputs import sha256
from tests.citymodel.bag_server import BagServer, feature, name_of, serving
from tests.service import made

if TYPE_CHECKING:
    from optopcheck.domain.facts import Situation
    from optopcheck.service import OpenedCase

RULES = RuleSet((), (PackRule(made.rule("one", profile=made.PROFILE), "proef"),))
OUTLINE = np.array([[0.0, 0.0], [10.0, 0.0], [10.0, 8.0], [0.0, 8.0]])


class Readers:
    """Stand-ins for the readers, that keep what they were asked."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.building, self.site = made.flat(), made.place()
        self.city = CityModel((made.neighbour(),), "© 3DBAG", (), "c" * 64, ())
        self.asked: list[Any] = []
        self.more: dict[str, Any] = {}
        self.measured = 0
        monkeypatch.setattr(module, "read_model", self.model)
        monkeypatch.setattr(surroundings, "read_neighbours", self.neighbours)
        monkeypatch.setattr(facts, "measure_building", self.measure)

    def model(self, *_: Any, **__: Any) -> ReadModel:
        return ReadModel(self.building, self.site, "IFC4", "a" * 64, {"ifcopenshell": "9"})

    def neighbours(self, _path: Path, _site: Any, *asked: Any, **more: Any) -> CityModel:
        self.asked, self.more = list(asked), more
        return self.city

    def measure(self, building: Building, **_: Any) -> MeasuredBuilding:
        self.measured += 1
        return MeasuredBuilding(make_measurements(storey_count=3.0), building.storeys, OUTLINE)


@pytest.fixture
def readers(monkeypatch: pytest.MonkeyPatch) -> Readers:
    return Readers(monkeypatch)


def opened(**inputs: Any) -> OpenedCase:
    return open_case(CaseInput(Path("flat.ifc"), **({"municipality": "GM0637"} | inputs)), rules=RULES)


def codes(case: OpenedCase) -> list[str]:
    return [defect.code for defect in case.case.building.defects]


@pytest.mark.usefixtures("readers")
def test_entered_datum_is_sure_and_one_from_ahn_is_not() -> None:
    sure = opened(plan_datum=DatumInput(0.3)).case.site.plan_datum
    unsure = opened(plan_datum=DatumInput(0.3, Origin.AHN)).case.site.plan_datum

    assert sure is not None
    assert (sure.value, sure.tolerance, sure.origin) == (0.3, 0.0, Origin.ENTERED)
    assert unsure is not None
    assert unsure.tolerance == made.PROFILE.unconfirmed_datum_tolerance


@pytest.mark.parametrize(("system", "zero"), [(None, 0.0), ("NAP", 2.9)])
def test_datum_from_the_model_is_its_zero_and_unconfirmed(
    readers: Readers, system: str | None, zero: float
) -> None:
    readers.site = made.place(georeference=GeoReference(None, (0.0, 0.0), system, zero_height=zero))
    datum = opened().case.site.plan_datum

    assert datum is not None
    assert (datum.value, datum.origin, datum.tolerance) == (zero, Origin.IFC, 0.5)
    assert "niemand heeft dit peil bevestigd" in datum.definition.nl


@pytest.mark.usefixtures("readers")
def test_no_datum_without_profile() -> None:
    inputs = CaseInput(Path("flat.ifc"))
    assert open_case(inputs, rules=RuleSet((), ())).case.site.plan_datum is None


@pytest.mark.usefixtures("readers")
def test_a_datum_that_is_no_number_is_refused() -> None:
    with pytest.raises(InputError, match="--peil"):
        opened(plan_datum=DatumInput(float("nan")))


def test_neighbours_are_asked_around_the_outline_within_the_reach(readers: Readers) -> None:
    case = opened(neighbours=Path("buren.city.json"), plan_datum=DatumInput(0.0))
    centre, radius, outline = readers.asked

    np.testing.assert_allclose(centre, [5, 4])
    # From the outline: its corners lie the root of 41 from the middle.
    reach = (9.0 + surroundings.ROOM_TO_ADD) / np.tan(np.radians(surroundings.LOW_SUN))
    assert radius == pytest.approx(reach + np.sqrt(41))
    assert outline is OUTLINE
    assert readers.more == {"low_sun": surroundings.LOW_SUN, "bag_id": None}
    assert case.case.neighbours[0].id == "buur"
    assert case.case.neighbours_credit == "© 3DBAG"
    assert codes(case) == ["neighbour-radius"]


@pytest.mark.parametrize(
    ("height", "lowest", "radius", "cut"),
    [
        (-5.0, (), 102.9, False),
        (9.0, (0.0, 10.0), 205.7, False),
        (9.0, (10.0,), 102.1, False),
        (9.0, (30.0, 10.0), 102.1, False),
        (40.0, (0.0,), 300.0, True),
        (40.0, (10.0,), 277.9, False),
    ],
)
def test_reach_follows_from_height_and_lowest_counted_sun(
    height: float,
    lowest: tuple[float, ...],
    radius: float,
    cut: bool,  # noqa: FBT001
) -> None:
    norms = [replace(made.NORM, minimum_elevation=degrees) for degrees in lowest]
    reach = surroundings.Reach.of(height, norms)
    assert reach.metres == pytest.approx(radius, abs=0.1)
    assert reach.is_cut == cut


@pytest.mark.parametrize(("lowest", "told"), [(0.0, True), (10.0, False)])
@pytest.mark.usefixtures("readers")
def test_lower_sun_that_a_norm_counts_is_told(lowest: float, told: bool) -> None:  # noqa: FBT001
    norm = replace(made.NORM, minimum_elevation=lowest)
    rules = RuleSet((), (PackRule(made.rule("one", profile=made.PROFILE, norms=(norm,)), "proef"),))
    inputs = CaseInput(Path("flat.ifc"), municipality="GM0637", neighbours=Path("buren.city.json"))
    (radius,) = open_case(inputs, rules=rules).case.building.defects
    assert ("telt ook lagere zon" in radius.message.nl) == told


def test_a_shadow_that_is_cut_off_is_told(readers: Readers) -> None:
    readers.building = made.flat(40.0)
    case = opened(neighbours=Path("buren.city.json"), plan_datum=DatumInput(0.0))
    assert codes(case) == ["neighbour-radius", "neighbour-radius-cut"]
    radius, cut = (defect.message.nl for defect in case.case.building.defects)
    assert "meetpunten tot 300 m" in radius
    assert "49 m hoogte (9 m voor wat erop komt) bij een zon van 9 graden" in radius
    assert "onder 9,3 graden zon reikt zij verder" in cut


def test_neighbours_are_fetched_around_the_building(
    readers: Readers, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    server = BagServer([feature(1, 30.0, 0.0)])
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    readers.site = made.place(georeference=GeoReference(28992, (94000.0, 452000.0), "NAP"))
    monkeypatch.setattr(surroundings, "read_neighbours", read_neighbours)
    for running in serving(server):
        case = opened(neighbours_service=running.url, bag_id="0518000000000001")
    assert [n.id for n in case.case.neighbours] == [name_of(1)]
    assert case.case.neighbours_credit is not None
    assert {"city-fetched", "bag-not-found", "neighbour-radius"} <= set(codes(case))
    (kept,) = tmp_path.rglob("*.jsonl")
    assert case.hashes[kept.name] == sha256(kept.read_bytes())
    box = server.asked[0].partition("bbox=")[2].partition("&")[0]
    west, south, east, north = map(int, box.split(","))
    assert (west + east, south + north) == (2 * 94005, 2 * 452004)
    assert (east - west) / 2 == pytest.approx(205.7 + 41**0.5 + surroundings.BEYOND, abs=1)


@pytest.mark.usefixtures("readers")
def test_neighbours_come_from_one_source() -> None:
    with pytest.raises(InputError, match="niet beide"):
        opened(neighbours=Path("buren.city.json"), neighbours_service="https://example.org")


@pytest.mark.usefixtures("readers")
def test_without_a_place_nothing_is_fetched() -> None:
    with pytest.raises(InputError, match="ten opzichte van NAP"):
        opened(neighbours_service="http://127.0.0.1:9")


def test_own_building_in_the_city_model_is_told(readers: Readers) -> None:
    readers.city = replace(readers.city, left_out=("NL.IMBAG.Pand.1",), defects=(made.defect("city"),))
    case = opened(neighbours=Path("buren.city.json"))

    assert codes(case) == ["city", "neighbour-radius", "own-building-in-city-model"]
    assert "NL.IMBAG.Pand.1" in case.case.building.defects[-1].message.nl
    assert case.case.building.blocked("sun")[0].code == "city"


@pytest.mark.usefixtures("readers")
def test_without_surroundings_the_reader_is_warned() -> None:
    assert codes(opened()) == ["no-neighbours"]


def test_a_building_without_shape_has_no_surroundings(readers: Readers) -> None:
    readers.building = Building("leeg", ())
    case = opened(neighbours=Path("buren.city.json"))

    assert codes(case) == ["no-geometry"]
    assert readers.asked == []


def test_hashes_by_name_and_versions(readers: Readers, tmp_path: Path) -> None:
    paper = tmp_path / "flat.ifc"
    paper.write_bytes(b"x")
    case = opened(neighbours=Path("buren.city.json"), statement=StatementInput(paper, 1, "A", "constructeur"))

    assert list(case.hashes) == ["flat.ifc", "buren.city.json", "statement: flat.ifc"]
    assert case.hashes["buren.city.json"] == readers.city.sha256
    assert case.versions == {"ifcopenshell": "9"}


def test_existing_is_measured_once_and_knows_all_defects(readers: Readers) -> None:
    case = opened()
    again = measure_existing(case, RULES)

    assert readers.measured == 1
    assert again is case.measured_existing
    assert again.building is case.case.building


def test_another_profile_measures_anew(readers: Readers) -> None:
    other = replace(made.PROFILE, id="anders")
    rules = RuleSet((), (PackRule(made.rule("one", profile=other), "proef"),))
    case = opened()
    again: Situation = measure_existing(case, rules)

    assert again is not case.measured_existing
    assert readers.measured == 2


def test_a_slip_in_a_paper_shows_before_the_model_is_read(
    readers: Readers, monkeypatch: pytest.MonkeyPatch
) -> None:
    def too_early(*_: object, **__: object) -> NoReturn:
        raise AssertionError("the model was read")

    monkeypatch.setattr(module, "read_model", too_early)

    with pytest.raises(InputError, match=r"geen\.toml"):
        opened(plan=Path("geen.toml"))
    with pytest.raises(InputError, match=r"geen\.pdf"):
        opened(statement=StatementInput(Path("geen.pdf"), 1, "A", "B"))
    with pytest.raises(InputError, match="GM0637"):
        opened(municipality="Zoetermeer")
    assert readers.measured == 0


@pytest.mark.usefixtures("readers")
def test_the_measuring_level_is_what_was_entered_and_nothing_else() -> None:
    peil = DatumInput(0.0)
    assert opened(plan_datum=peil).case.site.measuring_level is None
    level = opened(plan_datum=peil, measuring_level=DatumInput(-0.2)).case.site.measuring_level
    assert level is not None
    assert (level.value, level.origin, level.tolerance) == (-0.2, Origin.ENTERED, 0.0)
    with pytest.raises(InputError, match="--meetniveau"):
        opened(measuring_level=DatumInput(float("inf")))
