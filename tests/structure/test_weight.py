from __future__ import annotations

import pytest

from optopcheck.service.structure import screening_data
from optopcheck.structure import Solid, Weight, assumed_weight, weight_of

DATA = screening_data()


def test_the_weight_follows_from_volumes_and_densities() -> None:
    # 30 m3 of concrete and 50 m3 of brick over 200 m2: (72 + 90) t x 9.81 / 200 = 7.95.
    solids = (Solid(30.0, (("Beton C20/25", 1.0, None),)), Solid(50.0, (("baksteen", 1.0, None),)))
    found = weight_of(solids, 200.0, DATA)
    expected = (30 * 2400 + 50 * 1800) * 9.81e-3 / 200

    assert expected == pytest.approx(7.95, abs=0.01)
    assert (found.low, found.high) == pytest.approx((expected * 0.85, expected * 1.15))
    assert "100% van het volume" in found.origin.nl


def test_what_the_model_says_of_a_density_goes_before_its_name() -> None:
    found = weight_of((Solid(10.0, (("beton", 1.0, 1000.0),)),), 10.0, DATA)

    assert (found.low + found.high) / 2 == pytest.approx(9.81)


def test_layers_count_by_their_share_and_a_cavity_weighs_nothing() -> None:
    layers = (("baksteen", 0.25, None), ("luchtspouw", 0.5, None), ("beton", 0.25, None))
    found = weight_of((Solid(10.0, layers),), 10.0, DATA)

    assert (found.low + found.high) / 2 == pytest.approx((0.25 * 1800 + 0.25 * 2400) * 9.81e-3)


def test_too_little_known_falls_back_to_the_assumption() -> None:
    mostly_unknown = (Solid(5.0, (("beton", 1.0, None),)), Solid(5.0, (("xyz", 1.0, None),)), Solid(1.0))

    assert weight_of(mostly_unknown, 10.0, DATA) == assumed_weight(DATA)
    assert weight_of((), 10.0, DATA) == assumed_weight(DATA)
    assert weight_of((Solid(5.0, (("beton", 1.0, None),)),), 0.0, DATA) == assumed_weight(DATA)


def test_a_small_unknown_part_widens_the_range() -> None:
    known = weight_of((Solid(9.0, (("hout", 1.0, None),)),), 10.0, DATA)
    with_unknown = weight_of((Solid(9.0, (("hout", 1.0, None),)), Solid(1.0)), 10.0, DATA)

    assert with_unknown.low == known.low
    assert with_unknown.high == pytest.approx(known.high * 10 / 9)


def test_more_than_the_usual_weight_is_not_believed() -> None:
    found = weight_of((Solid(100.0, (("staal", 1.0, None),)),), 10.0, DATA)

    assert found.high == DATA.existing_high


@pytest.mark.parametrize(
    ("name", "density"),
    [
        ("Masonry - Concrete Block", 1400.0),
        ("gasbeton 100", 700.0),
        ("Concrete - Cast In Situ", 2400.0),
        ("Misc. Air Layers - Air Space", 0.0),
        ("Stair finish", None),
        ("purple paint", None),
        ("PUR-schuim, PUR", 40.0),
    ],
)
def test_names_as_models_write_them(name: str, density: float | None) -> None:
    assert DATA.density(name) == density


def test_a_weight_is_above_zero() -> None:
    with pytest.raises(ValueError, match="is no weight"):
        Weight(0.0, 1.0, assumed_weight(DATA).origin)
