from __future__ import annotations

import csv
import json
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from optopcheck.domain.building import Building, Element, Neighbour
from optopcheck.domain.case import Case
from optopcheck.domain.job import CancelledError, InputError, no_progress
from optopcheck.domain.site import Datum, Origin, Site
from optopcheck.domain.text import Text
from optopcheck.geometry.region import Region
from optopcheck.service import plates
from optopcheck.service.plates import (
    Drawing,
    ShadowRequest,
    day_frames,
    study_moments,
    write_shadows,
    year_frames,
)
from optopcheck.service.shade import Plot, ShadeScene

if TYPE_CHECKING:
    from pathlib import Path

    from optopcheck.domain.mesh import Mesh

ZONE = ZoneInfo("Europe/Amsterdam")
SITE = Site(latitude=52.06, longitude=4.494, plan_datum=Datum(0.0, Text("peil"), Origin.ENTERED))


def block(low: tuple[float, float], high: tuple[float, float], bottom: float, top: float) -> Mesh:
    ring = np.array([low, (high[0], low[1]), high, (low[0], high[1])], dtype=np.float64)
    return Region.from_ring(ring).extruded(bottom, top)


@pytest.fixture
def scene() -> ShadeScene:
    before = Building("blok", (Element("a", "IfcWall", "a", block((0, 0), (20, 10), 0, 9)),))
    added = Element("b", "IfcWall", "b", block((0, 0), (20, 10), 9, 12), added=True)
    house = Neighbour("buur", block((0, 24), (20, 32), 0, 6), 0.0)
    case = Case(before, SITE, (house,), "© proefstad")
    garden = Plot("tuin", np.array([[0, 12], [20, 12], [20, 24], [0, 24]], dtype=np.float64))
    return ShadeScene(case, before, replace(before, elements=(*before.elements, added)), [garden])


def test_files_tell_the_areas_of_the_pictures(scene: ShadeScene, tmp_path: Path) -> None:
    asked = ShadowRequest((date(2026, 3, 21), date(2026, 12, 21)), ((12, 0), (18, 30)))
    files = write_shadows(scene, asked, tmp_path, "nl", no_progress)
    assert [path.name for path in files] == [
        "schaduw-2026-03-21-1200.png",
        "schaduw-2026-03-21-1830.png",
        "schaduw-2026-12-21-1200.png",
        "schaduw-2026-12-21-1830.png",
        "schaduw.json",
        "schaduw.csv",
    ]
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(path.name for path in files)
    content = json.loads(files[-2].read_text("utf-8"))
    assert content["credit"] == "© proefstad"
    noon, _, _, night = content["instants"]
    assert noon["clock"] == "12:00 (UTC+1)"
    assert noon["picture"] == files[0].name
    shade = scene.at(datetime(2026, 3, 21, 12, tzinfo=ZONE))
    kinds = {found["kind"]: found for found in noon["areas"]}
    assert kinds["ground"]["extra"] == pytest.approx(shade.ground.extra.area, abs=1e-3)
    assert kinds["plot"]["surface"] == "tuin"
    assert 0 < kinds["plot"]["extra"] <= kinds["ground"]["extra"]
    assert kinds["roof"]["extra"] == pytest.approx(shade.extra_on_roofs, abs=1e-3)
    assert not night["sun_is_up"]
    assert night["areas"] == []
    rows = list(csv.DictReader(files[-1].read_text("utf-8").splitlines()))
    assert [(r["day"], r["kind"]) for r in rows[:3]] == [
        ("2026-03-21", k) for k in ("ground", "plot", "roof")
    ]
    assert float(rows[1]["extra_m2"]) == kinds["plot"]["extra"]


def test_words_of_a_plate(scene: ShadeScene) -> None:
    drawing = Drawing.of(scene)
    noon = drawing.plate(scene.at(datetime(2026, 9, 21, 12, tzinfo=ZONE)), "nl").words
    assert noon.clock == "21-09-2026  12:00 (UTC+2)"
    assert noon.across is None
    assert any("© proefstad" in note for note in noon.notes)
    assert "less" not in noon.legend
    assert dict(noon.rows)["extra op tuin"].endswith(" m²")
    assert "   waarvan op deze kaart" not in dict(noon.rows)
    low = drawing.plate(scene.at(datetime(2026, 12, 21, 9, 30, tzinfo=ZONE)), "nl").words
    rows = {label: float(area.removesuffix(" m²").replace(",", ".")) for label, area in low.rows}
    assert 0 <= rows["   waarvan op deze kaart"] < rows["extra op open grond"]
    assert any("buiten de kaart" in note for note in low.notes)
    night = drawing.plate(scene.at(datetime(2026, 12, 21, 18, tzinfo=ZONE)), "nl").words
    assert night.across is not None
    assert "zon is onder" in night.across
    assert night.rows == ()
    english = drawing.plate(scene.at(datetime(2026, 12, 21, 18, tzinfo=ZONE)), "en").words
    assert english.across == "The sun is down: no shadow"


def test_hours_of_sun_are_drawn_as_well(scene: ShadeScene, tmp_path: Path) -> None:
    asked = ShadowRequest((date(2026, 3, 21),), ((12, 0),), hours=True)
    names = [path.name for path in write_shadows(scene, asked, tmp_path, "en", no_progress)]
    assert names[1:4] == [f"zonuren-2026-03-21-{what}.png" for what in ("straks", "verlies", "gevels")]
    assert {path.name for path in tmp_path.iterdir()} == set(names)


def test_frames_of_a_day_begin_and_end_with_the_sun(scene: ShadeScene) -> None:
    """At 6:45 the sun has risen, but stands lower than half a degree."""
    frames = day_frames(scene, date(2026, 3, 21))
    assert (f"{frames[0]:%H:%M}", f"{frames[-1]:%H:%M}") == ("07:00", "18:45")
    assert len(frames) == 12 * 4


def test_frames_of_a_year_keep_the_clock_on_both_sides_of_its_change(scene: ShadeScene) -> None:
    frames = year_frames(scene, 2026, (12, 0))
    assert len(frames) == 53
    assert {f"{when:%H:%M}" for when in frames} == {"12:00"}
    assert {str(when.utcoffset()) for when in frames} == {"1:00:00", "2:00:00"}


def test_study_moments_are_every_clock_on_every_day() -> None:
    moments = study_moments([date(2026, 3, 28), date(2026, 3, 29)], [(9, 0), (15, 30)], "Europe/Amsterdam")
    assert [f"{when:%d %H:%M %z}" for when in moments] == [
        "28 09:00 +0100", "28 15:30 +0100", "29 09:00 +0200", "29 15:30 +0200",
    ]  # fmt: skip


def test_a_stop_half_way_leaves_whole_files_alone(scene: ShadeScene, tmp_path: Path) -> None:
    def stop(_step: Text, share: float) -> None:
        if share > 0:
            raise CancelledError

    with pytest.raises(CancelledError):
        write_shadows(scene, ShadowRequest((date(2026, 3, 21),)), tmp_path, "nl", stop)
    assert [path.name for path in tmp_path.iterdir()] == ["schaduw-2026-03-21-0900.png"]


def test_a_folder_that_is_not_there(scene: ShadeScene, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="andere map"):
        write_shadows(scene, ShadowRequest((date(2026, 3, 21),)), tmp_path / "weg", "nl", no_progress)


def test_a_model_without_a_place_has_no_shadow(scene: ShadeScene) -> None:
    with pytest.raises(InputError, match="--location"):
        ShadeScene(replace(scene.case, site=Site()), scene.before, scene.after)


@pytest.mark.parametrize(("kind", "names"), [("day", "film-dag"), ("year", "film-jaar")])
def test_frames_have_names_that_sort_by_time(
    scene: ShadeScene,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    kind: Literal["day", "year"],
    names: str,
) -> None:
    moments = study_moments([date(2026, 6, 21)], [(9, 45), (10, 0)], "Europe/Amsterdam")
    monkeypatch.setattr(plates, f"{kind}_frames", lambda *_: moments)
    asked = ShadowRequest((date(2026, 3, 21),), ((12, 0),), frames=kind)
    written = [path.name for path in write_shadows(scene, asked, tmp_path, "nl", no_progress)]
    assert [name for name in written if name.startswith("film")] == [
        f"{names}-2026-06-21-0945.png",
        f"{names}-2026-06-21-1000.png",
    ]
    # The areas are those of the plates that were asked for.
    content = json.loads((tmp_path / "schaduw.json").read_text("utf-8"))
    assert [found["picture"] for found in content["instants"]] == ["schaduw-2026-03-21-1200.png"]
