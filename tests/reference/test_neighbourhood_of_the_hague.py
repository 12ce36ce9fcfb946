"""A block of The Hague gets one storey among 844 real buildings: the sun around it before and after."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from optopcheck.cli.main import main
from tests.reference.neighbourhood import BLOCK, draw_block, outline_of, rectangle_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = [pytest.mark.models, pytest.mark.long]

FEBRUARY = "2026-02-19"
HAAGSE, LIGHT = "gm0518.haagse-norm", "tno-light"
RULE = "gm0518.haagse-bezonningsnorm"


@pytest.fixture(scope="module")
def told(city: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Check the block as a user does, on the command line, and read what was written."""
    folder, town = tmp_path_factory.mktemp("blok"), city("denhaag.city.json")
    model, out = draw_block(town, folder / "blok.ifc"), folder / "uit.json"
    plan = folder / "plan.toml"
    height = outline_of(town)[2]
    ring = ", ".join(f"[{x:.6f}, {y:.6f}]" for x, y in rectangle_of(town))
    plan.write_text(
        f"""[source]\ntitle = "proef"\narticle = "art. 1"\nstanding = "omgevingsplan"\n
[bouwvlak]\narticle = "art. 1.1"\npolygon = [{ring}]\n
[bouwhoogte]\nmax = {height + 1.5:.2f}\narticle = "art. 1.2"\n""",
        encoding="utf-8",
    )
    code = main(
        [
            *("check", str(model), "--municipality", "GM0518", "--peil", "3.59", "--on", "2026-11-25"),
            *("--neighbours", str(town), "--plan", str(plan), "--json", str(out), "--quiet"),
        ]
    )
    assert code == 1  # higher than the plan of this test allows
    found: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    return found


def on(told: dict[str, Any], norm: str, day: str = FEBRUARY) -> list[tuple[float, str, dict[str, Any]]]:
    """Return loss, point and minutes of a day, the greatest loss first."""
    rows = [
        (minutes["decrease"], point["id"], minutes)
        for point in told["sun"][norm]["points"]
        for minutes in point["minutes"]
        if minutes["day"] == day and minutes["decrease"] is not None
    ]
    return sorted(rows, key=lambda row: (-row[0], row[1]))


def test_the_block_is_drawn_where_it_stands(told: dict[str, Any]) -> None:
    defects = {defect["code"]: defect["message"]["nl"] for defect in told["defects"]}
    assert BLOCK in defects["own-building-in-city-model"]
    assert "meetpunten tot 221 m" in defects["neighbour-radius"]
    assert not any("block" in code for code in defects)


def test_the_ten_most_affected_points_on_19_february(told: dict[str, Any]) -> None:
    for norm, count in ((LIGHT, 10), (HAAGSE, 4)):
        losers = [row for row in on(told, norm) if row[0] > 5]
        assert len(losers) >= count
        for loss, _, minutes in losers[:10]:
            assert loss == pytest.approx(minutes["before"] - minutes["after"])
            assert minutes["decrease_percent"] == pytest.approx(100 * loss / minutes["before"], abs=1e-3)
            # One storey of three metres does not take more than an hour of February from anybody here.
            assert 5 < loss < 60


def test_the_permitted_storey_and_a_half_lies_between(told: dict[str, Any]) -> None:
    for norm in (LIGHT, HAAGSE):
        rows = on(told, norm)
        known = [m for _, _, m in rows if m["permitted"] is not None]
        assert len(known) > 1000
        assert all(m["after"] <= m["permitted"] <= m["before"] for m in known)
        assert any(m["after"] < m["permitted"] < m["before"] for m in known)


def test_nobody_gains_sun_and_the_south_loses_none(told: dict[str, Any], city: Callable[[str], Path]) -> None:
    assert min(row[0] for row in on(told, LIGHT)) >= 0
    points = {point["id"]: np.array(point["position"]) for point in told["sun"][LIGHT]["points"]}
    corners, _, _ = outline_of(city("denhaag.city.json"))
    southmost = corners[:, 1].min() - told["site"]["georeference"]["offset"][1]
    losers = [points[name] for loss, name, _ in on(told, LIGHT) if loss > 0]
    # In February the sun rises in the east-southeast and sets in the west-southwest.
    assert len(losers) > 10
    assert min(place[1] for place in losers) > southmost


def test_the_haagse_norm_counts_no_sun_below_ten_degrees(told: dict[str, Any]) -> None:
    light = {name: m for _, name, m in on(told, LIGHT)}
    for _, name, minutes in on(told, HAAGSE):
        assert minutes["before"] <= light[name]["before"]
        assert minutes["reachable"] <= 7.63 * 60 + 1


def test_points_with_assumed_floors_decide_nothing(told: dict[str, Any]) -> None:
    (finding,) = [f for f in told["findings"] if f["rule"] == RULE]
    assert (finding["verdict"], finding["need"]) == ("undetermined", "input")
    assert "niet geraadpleegd" in finding["explanation"]["nl"]
