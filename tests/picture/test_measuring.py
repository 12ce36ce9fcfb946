"""Measuring in the picture: where a pixel snaps to, and what is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from optopcheck.picture.cuts import Cut
from optopcheck.picture.measuring import Ruling
from optopcheck.picture.palette import RULER
from optopcheck.picture.snap import Snap, snap_at
from tests.picture.test_scene import exactly, projected

if TYPE_CHECKING:
    from optopcheck.domain.building import Building
    from tests.picture.conftest import Studio


@pytest.fixture
def south(studio: Studio, block: Building) -> Studio:
    studio.show(block)
    studio.camera.view("south")
    studio.picture()
    return studio


def at(studio: Studio, place: tuple[float, float, float], dx: float = 0, dy: float = 0) -> Snap | None:
    """Come near, and point beside a place."""
    studio.camera.zoom(4.0, *projected(studio, np.array(place)))
    studio.picture()
    x, y = projected(studio, np.array(place))
    return snap_at(studio.scene, studio.camera, x + dx - 0.5, y + dy - 0.5)


def test_near_a_corner_the_corner_is_meant(south: Studio) -> None:
    found = at(south, (0.0, 0.0, 8.4), 3, 4)
    assert found is not None
    assert (found.kind, found.id) == ("vertex", "dak")
    assert found.place == pytest.approx([0.0, 0.0, 8.4], abs=1e-9)


def test_beside_the_silhouette_the_corner_is_meant_as_well(south: Studio) -> None:
    found = at(south, (20.0, 0.0, 8.4), 4, -4)
    assert found is not None
    assert found.kind == "vertex"
    assert found.place == pytest.approx([20.0, 0.0, 8.4])


def test_near_an_edge_the_edge_is_meant(south: Studio) -> None:
    found = at(south, (10.0, 0.0, 8.4), 0, 3)
    assert found is not None
    assert found.kind == "edge"
    assert found.place == pytest.approx([10.0, 0.0, 8.4], abs=0.05)
    assert found.place[[1, 2]] == pytest.approx([0.0, 8.4], abs=1e-9)


def test_amid_a_wall_its_face_is_meant(south: Studio) -> None:
    found = at(south, (15.0, 0.0, 4.1))
    assert found is not None
    assert (found.kind, found.id) == ("face", "gevel1")
    assert found.place == pytest.approx([15.0, 0.0, 4.1], abs=1e-6)


def test_beside_the_building_the_ground_is_meant(studio: Studio, block: Building) -> None:
    studio.show(block)
    studio.picture()
    found = at(studio, (10.0, -6.0, 0.0))
    assert found is not None
    assert (found.kind, found.id) == ("ground", None)
    assert found.place == pytest.approx([10.0, -6.0, 0.0], abs=1e-6)


def test_over_the_sky_nothing_is_meant(south: Studio) -> None:
    assert snap_at(south.scene, south.camera, 2, 2) is None


def test_a_hidden_corner_is_not_meant(south: Studio) -> None:
    # The inner corner of the wall lies 0.3 m behind its face.
    found = at(south, (0.3, 0.3, 4.0))
    assert found is not None
    assert found.place[1] == pytest.approx(0.0, abs=1e-9)


def test_a_corner_that_a_plane_took_away_is_not_meant(south: Studio) -> None:
    south.scene.cut([Cut((0.0, 0.0, 1.0), 8.3)])
    found = at(south, (0.0, 0.0, 8.29), 2, 2)
    assert found is not None
    assert found.place[2] <= 8.3 + 1e-9


def point(*place: float) -> Snap:
    return Snap(np.array(place), "vertex", "dak")


def test_a_distance_is_told_in_its_parts() -> None:
    done = Ruling("distance").with_point(point(0, 0, 0)).with_point(point(3.0, 4.0, 1234.567))
    assert done.is_complete
    assert done.label().nl == "1234,58 m"
    assert (
        done.words().nl
        == "afstand 1234,58 m · horizontaal 5,00 m · verticaal +1234,57 m (hoekpunt – hoekpunt)"
    )
    assert done.words().en.startswith("distance 1234.58 m · horizontal 5.00 m · vertical +1234.57 m")
    assert done.where() == pytest.approx([1.5, 2.0, 617.2835])


def test_a_level_line_has_no_minus_zero() -> None:
    done = Ruling("distance").with_point(point(0, 0, 1e-5)).with_point(point(2, 0, 0))
    assert "verticaal 0,00 m" in done.words().nl


def test_an_angle_asks_for_three_points() -> None:
    ruling = Ruling("angle")
    said = []
    for place in ((5.0, 0.0, 0.0), (0.0, 0.0, 0.0), (0.0, 2.0, 0.0)):
        said.append(ruling.words().nl)
        assert ruling.label() is None
        ruling = ruling.with_point(point(*place))
    assert len(set(said)) == 3
    assert ruling.label().nl == "90,0°"
    assert ruling.words().nl.startswith("hoek 90,0° (")


def test_an_angle_of_points_that_coincide_is_none() -> None:
    ruling = Ruling("angle", (point(1, 1, 1), point(1, 1, 1), point(0, 0, 0)))
    assert ruling.label() is None
    assert "geen hoek" in ruling.words().nl


def test_a_point_after_the_last_begins_anew() -> None:
    done = Ruling("distance", (point(0, 0, 0), point(1, 0, 0)))
    assert len(done.with_point(point(2, 0, 0)).points) == 1


def test_the_line_is_drawn_through_what_stands_in_front(south: Studio) -> None:
    south.scene.measure([np.array([2.0, 9.0, 1.0]), np.array([18.0, 9.0, 7.0])])
    assert exactly(south.picture(), RULER).sum() > 100
    south.scene.measure(())
    assert not exactly(south.picture(), RULER).any()
