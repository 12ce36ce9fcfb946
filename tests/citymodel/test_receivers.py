from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from optopcheck.citymodel import read_neighbours
from optopcheck.citymodel.receivers import Walls, observation_points
from optopcheck.domain.mesh import Mesh
from optopcheck.domain.rule import LegalSource, Limit, Standing
from optopcheck.domain.sunlight import SunNorm
from optopcheck.domain.text import Text
from optopcheck.sun.study import study_sun
from tests.citymodel.towns import SITE, town_of, written

if TYPE_CHECKING:
    from pathlib import Path

    from optopcheck.domain.building import Neighbour, ObservationPoint

Corner = tuple[float, float, float]


def houses(folder: Path, **boxes: tuple[Corner, Corner]) -> dict[str, Neighbour]:
    path = written(folder, town_of(**boxes))
    model = read_neighbours(path, SITE, np.zeros(2), 500.0, np.empty((0, 2)))
    return {neighbour.id: neighbour for neighbour in model.neighbours}


def facing(points: tuple[ObservationPoint, ...], side: str) -> list[list[float]]:
    return [p.position.tolist() for p in points if f"gevel {side}," in p.label]


def test_each_facade_and_storey_gets_a_point_in_its_middle(tmp_path: Path) -> None:
    points = houses(tmp_path, huis=((0, 0, 1), (6, 10, 9)))["huis"].observation_points
    for side, place in {"zuid": (3, 0), "noord": (3, 10), "west": (0, 5), "oost": (6, 5)}.items():
        found = facing(points, side)
        assert [p[:2] for p in found] == [pytest.approx(place)] * 3
        assert [p[2] for p in found] == pytest.approx([1.75, 4.65, 7.55])
    assert len({p.id for p in points}) == len(points) == 12
    assert all(p.owner == "huis" and p.assumption is not None and p.aperture is None for p in points)
    assert all("0,75 m" in p.assumption.nl and p.assumption.en for p in points if p.assumption)


@pytest.mark.parametrize(("height", "storeys"), [(2.0, 0), (2.6, 1), (5.5, 2), (8.0, 3), (30.0, 10)])
def test_storeys_follow_the_height(tmp_path: Path, height: float, storeys: int) -> None:
    points = houses(tmp_path, huis=((0, 0, 0), (6, 10, height)))["huis"].observation_points
    assert len(facing(points, "zuid")) == storeys


def test_party_walls_get_no_points(tmp_path: Path) -> None:
    row = houses(
        tmp_path,
        links=((0, 0, 0), (6, 10, 6)),
        midden=((6, 0, 0), (12, 10, 6)),
        rechts=((12, 0, 0), (18, 10, 6)),
    )
    points = row["midden"].observation_points
    assert (len(facing(points, "oost")), len(facing(points, "west"))) == (0, 0)
    assert (len(facing(points, "zuid")), len(facing(points, "noord"))) == (2, 2)
    assert len(facing(row["links"].observation_points, "west")) == 2
    assert len(facing(row["links"].observation_points, "oost")) == 0


@pytest.mark.parametrize(("gap", "points"), [(0.1, 0), (0.29, 0), (0.35, 2), (3.0, 2)])
def test_narrow_gap_is_a_party_wall(tmp_path: Path, gap: float, points: int) -> None:
    pair = houses(tmp_path, links=((0, 0, 0), (6, 10, 6)), rechts=((6 + gap, 0, 0), (12, 10, 6)))
    assert len(facing(pair["links"].observation_points, "oost")) == points


def test_point_moves_to_the_free_strip(tmp_path: Path) -> None:
    pair = houses(tmp_path, links=((0, 0, 0), (6, 10, 6)), rechts=((6, 4, 0), (12, 20, 3)))
    low, high = facing(pair["links"].observation_points, "oost")
    assert low == pytest.approx([6, 2, 0.75])  # 4 m of the façade are free
    assert high == pytest.approx([6, 5, 3.65])  # above the lower neighbour all of it


def test_walls_of_one_building_that_meet_get_no_points() -> None:
    left, right = _box((0, 0, 0), (6, 10, 6)), _box((6, 0, 0), (12, 10, 6))
    both = Mesh(np.vstack([left.vertices, right.vertices]), np.vstack([left.faces, right.faces + 8]))
    points = observation_points("huis", both, 0.0, ())
    assert sorted(p.position[0] for p in points if abs(p.facing[0]) > 0.9) == [0, 0, 12, 12]
    # The two fronts lie in one plane and join: one façade of 12 m.
    assert facing(points, "zuid") == [[6, 0, 0.75], [6, 0, pytest.approx(3.65)]]


def test_separate_wings_in_one_plane_are_two_facades() -> None:
    left, right = _box((0, 0, 0), (6, 10, 4)), _box((20, 0, 0), (26, 10, 4))
    both = Mesh(np.vstack([left.vertices, right.vertices]), np.vstack([left.faces, right.faces + 8]))
    assert sorted(facing(observation_points("huis", both, 0.0, ()), "zuid")) == [[3, 0, 0.75], [23, 0, 0.75]]


def test_gable_has_a_point_as_long_as_it_is_wide_enough() -> None:
    gable = Mesh([[0, 0, 0], [8, 0, 0], [8, 0, 3], [4, 0, 8.5], [0, 0, 3]], [[0, 1, 2], [0, 2, 4], [4, 2, 3]])
    assert facing(observation_points("huis", gable, 0.0, ()), "zuid") == [
        [4, 0, 0.75],
        [pytest.approx(4), 0, pytest.approx(3.65)],
        [pytest.approx(4), 0, pytest.approx(6.55)],
    ]


def test_point_stands_before_the_outermost_fold_of_its_wall() -> None:
    # The larger half of this south wall lies 10 cm behind the smaller one.
    folded = Mesh(
        [[0, 0.1, 0], [6, 0.1, 0], [6, 0.1, 3], [0, 0.1, 3], [6, 0, 0], [10, 0, 0], [10, 0, 3], [6, 0, 3]],
        [[0, 1, 2], [0, 2, 3], [4, 5, 6], [4, 6, 7]],
    )
    assert facing(observation_points("huis", folded, 0.0, ()), "zuid") == [[5, 0, 0.75]]


def test_nothing_gives_nothing() -> None:
    assert observation_points("huis", Mesh(np.empty((0, 3)), np.empty((0, 3))), 0.0, ()) == ()
    roof = Mesh([[0, 0, 3], [9, 0, 3], [9, 9, 3]], [[0, 1, 2]])
    assert observation_points("huis", roof, 0.0, [Walls.of(roof)]) == ()


def test_points_see_the_sun_past_their_own_walls(tmp_path: Path) -> None:
    norm = SunNorm(
        "proef",
        Text("proef"),
        LegalSource("proef", "passage", "https://example.org", "1", Standing.PRACTICE),
        Limit(2.0, "h", "1", "proef"),
        ((2, 19),),
        ((2, 19), (10, 21)),
        step=10.0,
    )
    house = houses(tmp_path, huis=((0, 0, 0), (6, 10, 8)))["huis"]
    study = study_sun(norm, house.observation_points, house.mesh, SITE, 2026)
    assert np.array_equal(study.minutes, study.reachable)
    assert study.minutes.max() > 500


def _box(low: Corner, high: Corner) -> Mesh:
    town: dict[str, Any] = town_of(b=(low, high))
    faces = []
    for ((a, b, c, d),) in town["CityObjects"]["b"]["geometry"][0]["boundaries"][0]:
        faces += [[a, b, c], [a, c, d]]
    return Mesh(np.array(town["vertices"]) / 1000, faces)
