from __future__ import annotations

from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from optopcheck.domain.job import InputError
from optopcheck.domain.rule import Standing
from optopcheck.domain.site import GeoReference
from optopcheck.service.plan import CONFIRMED_BY, read_plan

if TYPE_CHECKING:
    from optopcheck.domain.case import PlanLimits

SOURCE = """
[source]
title = "Omgevingsplan"
passage = "niet hoger dan"
url = "https://example.org"
article = "art. 3"
standing = "omgevingsplan"
valid_from = 2020-01-01
"""
ZONE = """
[bouwvlak]
article = "art. 3.1"
polygon = [[93500, 452700], [93510.5, 452700], [93510.5, 452710], [93500, 452710], [93500, 452700]]
"""
HEIGHT = """
[bouwhoogte]
max = 12.5
article = "art. 3.2"
"""
RD = GeoReference(28992, (93000.0, 452000.0), "NAP")


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "plan.toml"
    path.write_text(text, encoding="utf-8")
    return path


def limits(path: Path, reference: GeoReference) -> PlanLimits:
    found = read_plan(path).placed(reference)
    assert found is not None
    return found


def refused(tmp_path: Path, text: str) -> str:
    with pytest.raises(InputError) as caught:
        read_plan(write(tmp_path, text)).placed(RD)
    assert "plan.toml" in str(caught.value)
    assert caught.value.text.en
    return str(caught.value)


def test_limits_are_confirmed_and_carry_their_article(tmp_path: Path) -> None:
    text = SOURCE + ZONE + HEIGHT + "[bouwlagen]\nmax = 5\narticle = 'art. 3.3'"
    plan = limits(write(tmp_path, text), RD)

    assert plan.max_building_height is not None
    assert (plan.max_building_height.value, plan.max_building_height.unit) == (12.5, "m")
    assert (plan.max_building_height.place, plan.max_building_height.confirmed_by) == (
        "art. 3.2",
        CONFIRMED_BY,
    )
    assert plan.max_storeys is not None
    assert (plan.max_storeys.value, plan.max_storeys.unit) == (5.0, "1")
    assert plan.max_eaves_height is None
    assert plan.source.standing is Standing.LOCAL_PLAN
    assert plan.source.valid_from == date(2020, 1, 1)


def test_bouwvlak_moves_to_the_local_frame_and_is_not_closed_twice(tmp_path: Path) -> None:
    plan = limits(write(tmp_path, SOURCE + ZONE), RD)

    assert plan.building_zone is not None
    np.testing.assert_allclose(plan.building_zone, [[500, 700], [510.5, 700], [510.5, 710], [500, 710]])
    assert plan.building_zone_article == "art. 3.1"


PLOT = """
[perceel]
polygon = [[93490, 452690], [93520, 452690], [93520, 452720], [93490, 452720]]
"""


def quarter(points: np.ndarray) -> np.ndarray:
    """Turn points (n, 2) by 90 degrees and move them: a model that lies turned in its frame."""
    return np.column_stack([100.0 - points[:, 1], points[:, 0]])


def test_the_plot_moves_to_the_local_frame(tmp_path: Path) -> None:
    file = read_plan(write(tmp_path, SOURCE + HEIGHT + PLOT))
    boundary = file.plot_boundary(RD)

    assert boundary is not None
    np.testing.assert_allclose(boundary, [[490, 690], [520, 690], [520, 720], [490, 720]])
    plan = file.placed(RD)
    assert plan is not None
    assert plan.building_zone is None


def test_a_file_with_the_plot_alone_needs_no_source_and_gives_no_limits(tmp_path: Path) -> None:
    file = read_plan(write(tmp_path, PLOT))

    assert file.placed(RD) is None
    assert file.plot_boundary(RD) is not None
    assert read_plan(write(tmp_path, SOURCE + HEIGHT)).plot_boundary(RD) is None


def test_coordinates_of_the_model_go_the_way_of_the_model(tmp_path: Path) -> None:
    square = 'frame = "model"\npolygon = [[0, 0], [10, 0], [10, 5], [0, 5]]\n'
    file = read_plan(write(tmp_path, SOURCE + f'[bouwvlak]\narticle = "a"\n{square}[perceel]\n{square}'))
    plan, boundary = file.placed(RD, quarter), file.plot_boundary(RD, quarter)

    expected = [[100, 0], [100, 10], [95, 10], [95, 0]]
    assert plan is not None
    assert plan.building_zone is not None
    assert boundary is not None
    np.testing.assert_allclose(plan.building_zone, expected)
    np.testing.assert_allclose(boundary, expected)


def test_a_plot_in_rd_needs_a_model_in_rd(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"\[perceel\].*--location"):
        read_plan(write(tmp_path, PLOT)).plot_boundary(GeoReference(None))


@pytest.mark.parametrize(
    ("table", "value", "words"),
    [
        ("bouwhoogte", "1500", "15.0, niet 1500 cm"),
        ("bouwhoogte", "300.5", "van 1 tot 300"),
        ("bouwhoogte", "0.012", "van 1 tot 300"),
        ("goothoogte", "950", "van 1 tot 300"),
        ("bouwlagen", "101", "bouwlagen van 1 tot 100"),
    ],
)
def test_a_limit_in_another_unit_is_refused_with_a_remedy(
    tmp_path: Path, table: str, value: str, words: str
) -> None:
    said = refused(tmp_path, f"{SOURCE}[{table}]\nmax = {value}\narticle = 'a'")

    assert f"[{table}] max = {value}" in said
    assert words in said


@pytest.mark.parametrize(("table", "value"), [("bouwhoogte", "300"), ("goothoogte", "1"), ("bouwlagen", "1")])
def test_the_bounds_themselves_are_plausible(tmp_path: Path, table: str, value: str) -> None:
    file = read_plan(write(tmp_path, f"{SOURCE}[{table}]\nmax = {value}\narticle = 'a'"))

    assert file.limits[table].value == float(value)


def test_bouwvlak_in_rd_needs_a_model_in_rd(tmp_path: Path) -> None:
    file = read_plan(write(tmp_path, SOURCE + ZONE))

    with pytest.raises(InputError, match='frame = "model"'):
        file.placed(GeoReference(None))


def test_bouwvlak_in_the_coordinates_of_the_model(tmp_path: Path) -> None:
    zone = '[bouwvlak]\narticle = "a"\nframe = "model"\npolygon = [[0, 0], [10, 0], [10, 10]]'
    plan = limits(write(tmp_path, SOURCE + zone), GeoReference(None))

    assert plan.building_zone is not None
    np.testing.assert_allclose(plan.building_zone[2], [10, 10])


def test_a_mark_at_the_start_of_the_file_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    path.write_text(SOURCE + HEIGHT, encoding="utf-8-sig")

    assert read_plan(path).limits["bouwhoogte"].value == 12.5


def test_url_and_passage_may_be_left_out(tmp_path: Path) -> None:
    source = '[source]\ntitle = "Plan"\narticle = "art. 1"\nstanding = "omgevingsplan"\n'

    assert limits(write(tmp_path, source + HEIGHT), RD).source.url == ""


MODEL_ZONE = '[bouwvlak]\narticle = "a"\nframe = "model"\npolygon = '


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("max = ", "TOML"),
        (SOURCE, "bouwhoogte"),
        (HEIGHT, r"[source] title"),
        (SOURCE + HEIGHT.replace("12.5", '"12,5"'), "[bouwhoogte] max = '12,5'"),
        (SOURCE + HEIGHT.replace("12.5", "true"), "[bouwhoogte] max = True"),
        (SOURCE + HEIGHT.replace("12.5", "nan"), "[bouwhoogte] max = nan"),
        (SOURCE + HEIGHT.replace("12.5", "inf"), "[bouwhoogte] max = inf"),
        (SOURCE + HEIGHT.replace("12.5", "-3"), "[bouwhoogte] max = -3"),
        (SOURCE + HEIGHT.replace('"art. 3.2"', '""'), "[bouwhoogte] article"),
        (SOURCE + HEIGHT.replace("bouwhoogte", "bouwhogte"), "[bouwhogte]"),
        (SOURCE + HEIGHT.replace("max", "maximum"), "[bouwhoogte] maximum"),
        (SOURCE + "[bouwlagen]\nmax = 4.5\narticle = 'a'", "[bouwlagen] max = 4.5"),
        ("bouwhoogte = 12" + SOURCE, "bouwhoogte = 12"),
        (SOURCE.replace("2020-01-01", "2020-13-01"), "TOML"),
        (SOURCE.replace("2020-01-01", '"gisteren"') + HEIGHT, "valid_from = 'gisteren'"),
        (SOURCE.replace("2020-01-01", "2020-01-01T10:00:00") + HEIGHT, "valid_from"),
        (SOURCE + "valid_to = 2019-01-01" + HEIGHT, "valid_to"),
        (SOURCE.replace('"omgevingsplan"', '"bestemmingsplan"') + HEIGHT, "standing = 'bestemmingsplan'"),
        (SOURCE + ZONE.replace("93500", "0").replace("93510.5", "0"), "polygon"),
        (SOURCE + '[bouwvlak]\narticle = "a"\npolygon = [[452700, 93500], [452710, 93500], [1, 2]]', "RD"),
        (SOURCE + '[bouwvlak]\narticle = "a"\npolygon = [[1, 2], [3]]', "polygon"),
        (SOURCE + '[bouwvlak]\narticle = "a"\npolygon = []', "polygon"),
        (SOURCE + MODEL_ZONE + "[[0, 0], [1, 1], [2, 2]]", "polygon"),
        (SOURCE + MODEL_ZONE + "[[0, 0], [9, 9], [9, 0], [0, 9]]", "kruisen"),
        (SOURCE + '[bouwvlak]\narticle = "a"', "polygon"),
        (SOURCE + ZONE + 'frame = "wgs84"', "frame = 'wgs84'"),
        (SOURCE + ZONE.replace('article = "art. 3.1"', ""), "[bouwvlak] article"),
        (PLOT.replace("polygon", "grens"), "[perceel] grens"),
        (PLOT.replace("93490, 452690", "452690, 93490"), "[perceel] polygon"),
        ("[perceel]", "[perceel] polygon = None"),
        (HEIGHT + PLOT, "[source] title"),
    ],
)
def test_a_slip_is_refused_with_its_key_and_value(tmp_path: Path, text: str, words: str) -> None:
    assert words in refused(tmp_path, text)


def test_a_missing_plan_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"geen\.toml"):
        read_plan(tmp_path / "geen.toml")


def test_the_plan_of_the_sample_is_read() -> None:
    path = Path(str(files("optopcheck.resources") / "cases/portiekflat/plan.toml"))
    plan = limits(path, GeoReference(28992, (93500.0, 452700.0), "NAP"))

    assert [limit.value for limit in plan.limits()] == [15.0, 13.0, 4.0]
