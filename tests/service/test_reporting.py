from __future__ import annotations

import re
import sys
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from optopcheck.api.testing import make_facts, make_situation
from optopcheck.domain.case import Case
from optopcheck.domain.job import CancelledError, InputError
from optopcheck.domain.scenario import Scenario
from optopcheck.domain.site import Datum, Origin
from optopcheck.domain.text import Text
from optopcheck.optop import add_storeys
from optopcheck.report import PdfForm
from optopcheck.service import report_shade, reporting
from optopcheck.service.report_drawings import elevation_drawing
from optopcheck.service.report_pictures import _side
from optopcheck.service.shadow import cast_shadow
from tests.report import papers
from tests.service import made

if TYPE_CHECKING:
    from pathlib import Path

    from optopcheck.domain.assessment import Assessment

PEIL = Datum(0.0, Text("peil"), Origin.ENTERED)


def built(**place: Any) -> Assessment:
    """A flat beside its neighbour, with the storey that is added."""
    site = made.place(municipality="GM0637", plan_datum=PEIL, **place)
    before = made.flat()
    after = add_storeys(before, Scenario(), site)
    facts = make_facts(
        municipality="GM0637",
        site=site,
        existing=make_situation(building_height=made.height(9.0)),
        proposed=make_situation(building_height=made.height(12.0)),
    )
    facts = replace(
        facts,
        case=Case(before, site, (made.neighbour(),), "© 3DBAG by tudelft3d and 3DGI"),
        existing=replace(facts.existing, building=before),
        proposed=replace(facts.proposed, building=after),
    )
    return made.assessment(*made.many_sided().outcomes, made=facts)


@pytest.fixture(scope="module")
def shown() -> reporting.Illustrations:
    return reporting.report_pictures(built())


def test_every_kind_of_picture_is_made(shown: reporting.Illustrations) -> None:
    assert shown.cover is not None
    assert shown.cover.content.startswith(b"\x89PNG")
    assert [drawing.name for drawing in shown.drawings] == ["situatie.svg", "aanzicht.svg"]
    assert list(shown.evidence) == ["gm0637.height"]
    # On 21 December the sun is down at 18:00, and too low at 9:00.
    assert [p.name[8:] for p in shown.plates][-2:] == ["2026-12-21-1200.svg", "2026-12-21-1500.svg"]
    assert len(shown.plates) == 10
    assert len(shown.losses) == 2
    assert shown.missing == ()
    assert len(shown.files()) == 1 + 2 + 1 + 10 + 2 + 2


def test_drawings_are_sound_and_to_scale(shown: reporting.Illustrations) -> None:
    for drawing in (*shown.drawings, *shown.plates, *shown.losses):
        root = ET.fromstring(drawing.content)  # noqa: S314 - our own
        text = drawing.content.decode()

        assert float((root.get("width") or "").removesuffix("mm")) == pytest.approx(drawing.width, abs=0.01)
        assert re.search(r">1 : \d+<", text), drawing.name
        assert ("rotate(" in text) == (drawing.name != "aanzicht.svg")


def test_elevation_tells_heights_and_the_side(shown: reporting.Illustrations) -> None:
    elevation = shown.drawings[1]

    assert "Aanzicht vanuit het zuiden, schaal 1 : 150 op A4" in elevation.caption.nl
    assert b"bestaand 9,00 m" in elevation.content
    assert b"voorgesteld 12,00 m" in elevation.content


def test_a_turned_north_turns_the_side_that_is_named() -> None:
    made_so = reporting.elevation_drawing(built(true_north=90.0), "nl")

    assert made_so is not None
    # North lies along +x here, so the side at -y is the east.
    assert "vanuit het oosten" in made_so.caption.nl


def test_extra_shade_is_that_of_a_box(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report_shade, "PLATE_DAYS", ((3, 21),))
    assessment = built()
    facts = assessment.facts
    alone = replace(facts.case, neighbours=())
    shown = reporting.report_pictures(replace(assessment, facts=replace(facts, case=alone)))
    noon = next(p for p in shown.plates if p.name == "schaduw-2026-03-21-1200.svg")
    shadow = cast_shadow(alone, made.flat(), datetime(2026, 3, 21, 12, tzinfo=ZoneInfo(alone.site.zone)))
    assert shadow is not None
    turn, up = np.radians([shadow.azimuth, shadow.elevation])
    # A box that grows sweeps its plan along the sun: its width and depth across that way count.
    expected = 3.0 / np.tan(up) * (10.0 * abs(np.cos(turn)) + 8.0 * abs(np.sin(turn)))

    assert f"extra schaduw {expected:.0f} m² op grond, 0 m² op daken" in noon.caption.nl
    assert "21-03-2026, 12:00 (UTC+1)" in noon.caption.nl


def test_maps_credit_who_made_the_surroundings(shown: reporting.Illustrations) -> None:
    assert shown.legend is not None
    assert shown.loss_legend is not None
    for made_so in (shown.drawings[0], shown.legend, shown.loss_legend):
        assert made_so.caption.nl.endswith("buren: © 3DBAG by tudelft3d and 3DGI")


def test_two_runs_draw_the_same(shown: reporting.Illustrations) -> None:
    again = reporting.report_pictures(built())

    assert again.files() == shown.files()


def test_both_kinds_are_written_alike_twice(tmp_path: Path, shown: reporting.Illustrations) -> None:
    for name in ("a.pdf", "a.html"):
        contents = []
        for folder in ("een", "twee"):
            path = tmp_path / folder / name
            path.parent.mkdir(exist_ok=True)
            reporting.write_report(built(), path, shown=shown)
            contents.append(path.read_bytes())
        assert contents[0] == contents[1]
        assert contents[0].startswith(b"%PDF-1.7" if name == "a.pdf" else b"<!doctype html>")
    copy = tmp_path / "kopie.pdf"
    reporting.write_report(built(), copy, form=PdfForm.COPY, shown=shown)
    assert len(copy.read_bytes()) < len((tmp_path / "een" / "a.pdf").read_bytes())


def test_without_a_graphics_library_the_report_is_written_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "optopcheck.picture.scene", None)
    path = tmp_path / "a.pdf"
    reporting.write_report(built(), path)
    text = " ".join(papers.pages(path.read_bytes()))

    assert "beelden: op deze computer zijn geen beelden te maken" in text
    assert "Situatie, schaal 1 : 150" in text


def test_an_empty_picture_is_no_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    from optopcheck.picture.image import OffscreenView  # noqa: PLC0415

    def black(_self: object) -> np.ndarray[Any, Any]:
        return np.zeros((640 * 2, 1500 * 2, 3), dtype=np.uint8)

    monkeypatch.setattr(OffscreenView, "render", black)
    found = reporting.report_pictures(built())

    assert found.cover is None
    assert "geen beelden" in found.missing[0].nl


def test_a_place_that_is_not_known_leaves_the_shade_out() -> None:
    found = reporting.report_pictures(built(latitude=None, longitude=None))

    assert (found.plates, found.losses) == ((), ())
    assert "zonder plaats op aarde" in found.missing[0].nl
    assert found.cover is not None


def test_a_design_that_was_refused_still_gets_a_report(tmp_path: Path) -> None:
    assessment = built()
    facts = replace(assessment.facts, proposed=replace(assessment.facts.proposed, building=None))
    path = tmp_path / "a.html"
    reporting.write_report(replace(assessment, facts=facts), path)

    assert "er is geen ontwerp gemaakt" in path.read_text("utf-8")


def test_another_suffix_is_refused_before_any_work(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"een rapport heet \.pdf of \.html"):
        reporting.write_report(built(), tmp_path / "a.docx")


def test_a_folder_that_does_not_exist_leaves_nothing(tmp_path: Path, shown: reporting.Illustrations) -> None:
    with pytest.raises(InputError, match="is niet geschreven"):
        reporting.write_report(built(), tmp_path / "weg" / "a.html", shown=shown)
    assert list(tmp_path.iterdir()) == []


def test_it_can_be_cancelled() -> None:
    def stop(_step: Text, fraction: float) -> None:
        if fraction > 0:
            raise CancelledError

    with pytest.raises(CancelledError):
        reporting.report_pictures(built(), progress=stop)


def test_a_tower_is_no_taller_on_paper_than_a_map() -> None:
    tower = made.flat(60.0)
    assessment = built()
    facts = assessment.facts
    raised = add_storeys(tower, Scenario(), facts.case.site)
    facts = replace(
        facts,
        existing=replace(facts.existing, building=tower),
        proposed=replace(facts.proposed, building=raised),
    )
    drawn = elevation_drawing(replace(assessment, facts=facts), "nl")

    assert drawn is not None
    assert "schaal 1 : 750 " in drawn.caption.nl
    assert float(ET.fromstring(drawn.content).get("height", "").removesuffix("mm")) < 125.0  # noqa: S314


def test_lost_sun_is_seen_from_the_side_that_loses_it() -> None:
    case = built().facts.case
    points = [point for n in case.neighbours for point in n.observation_points]
    side = _side(case, tuple(point.id for point in points))

    assert points
    assert side is not None
    x, y = np.sin(np.radians(side)), np.cos(np.radians(side))
    assert float(points[0].facing[:2] @ [x, y]) == pytest.approx(1.0)
    # What rests on the building itself is seen from the usual corner.
    assert _side(case, ("glass",)) is None
