"""What a reviewer reads and leaves; nothing that was decided is lost on the way to paper."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import numpy as np
import pytest

from optopcheck import service
from optopcheck.domain.building import Neighbour
from optopcheck.domain.job import CancelledError, InputError
from optopcheck.domain.mesh import Mesh
from optopcheck.picture.camera import Camera
from optopcheck.picture.scene import Scene
from optopcheck.picture.street import EYE_HEIGHT, SIDES, stand_before
from tests.service import small_case

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 7, 3, 10, tzinfo=UTC)
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> small_case.Checked:
    folder = tmp_path_factory.mktemp("zaak")
    packs = [str(small_case.pack(folder / "pakket"))]
    return small_case.checked(small_case.case(folder), packs)


@pytest.fixture
def path(checked: small_case.Checked, tmp_path: Path) -> Path:
    service.save_dossier(tmp_path / "zaak.optop", checked.dossier())
    return tmp_path / "zaak.optop"


def _rule(path: Path) -> str:
    return service.reviewed_findings(service.open_dossier(path))[0].outcome.rule.id


def test_the_last_judgement_counts_and_the_first_one_stays(path: Path) -> None:
    rule = _rule(path)
    assert service.reviewed_findings(service.open_dossier(path))[0].judgement is None
    view = service.View((1.0, -20.5, 1.6), (0.0, 0.0, 4.0))
    service.decide(path, "C. Welstand", "te hoog", NOW, rule, judgement=service.Judgement.REJECTED, view=view)
    service.decide(
        path,
        "C. Welstand",
        "na overleg",
        NOW,
        rule,
        judgement=service.Judgement.ACCEPTED,
        evidence="nota, h. 3",
    )
    service.decide(path, "D. Raad", "let op de dakrand", NOW, rule)
    dossier = service.open_dossier(path)

    found = next(one for one in service.reviewed_findings(dossier) if one.outcome.rule.id == rule)

    assert found.judgement is service.Judgement.ACCEPTED
    assert [d.words for d in found.decisions] == ["te hoog", "na overleg", "let op de dakrand"]
    assert found.decisions[0].view == view
    said = service.reviewed_words(dossier, "nl")[rule]
    assert "niet akkoord: te hoog (C. Welstand, 03-07-2026)" in said
    assert "akkoord: na overleg (bewijs: nota, h. 3)" in said
    assert "let op de dakrand (D. Raad, " in said
    assert service.verify_dossier(path).sound


def test_a_judgement_needs_a_reason_and_a_finding(path: Path) -> None:
    for words, rule in (("", _rule(path)), ("goed", None)):
        with pytest.raises(InputError):
            service.decide(path, "A", words, NOW, rule, judgement=service.Judgement.ACCEPTED)
    assert service.open_dossier(path).decisions == ()


def test_guidance_holds_the_provision_and_what_the_check_says(path: Path) -> None:
    one = service.reviewed_findings(service.open_dossier(path))[0]

    told = dict(service.guidance(one.outcome, "nl"))

    assert told["de bepaling"] == one.outcome.source.passage
    assert told["wat de toets zegt"] == one.outcome.finding.explanation.nl
    assert one.outcome.source.article in told["vindplaats"]


def test_advice_tells_every_finding_and_every_decision(path: Path, tmp_path: Path) -> None:
    rule = _rule(path)
    service.decide(path, "C. Welstand", "past", NOW, rule, judgement=service.Judgement.ACCEPTED)
    service.decide(path, "D. Raad", "onder voorwaarden", NOW)
    dossier = service.open_dossier(path)

    service.write_advice(dossier, tmp_path / "advies.txt", "nl")

    text = (tmp_path / "advies.txt").read_text(encoding="utf-8")
    for one in service.reviewed_findings(dossier):
        assert one.outcome.rule.title.nl in text
    assert dossier.description.report_id in text
    assert "03-07-2026 10:00 (UTC) C. Welstand: akkoord: past" in text
    assert "03-07-2026 10:00 (UTC) D. Raad: onder voorwaarden" in text
    assert text.count("nog niet beoordeeld") == len(service.reviewed_findings(dossier)) - 1


def test_street_views_are_the_same_stand_before_and_after(
    checked: small_case.Checked, tmp_path: Path
) -> None:
    written = service.write_street_views(checked.assessment, tmp_path)

    assert len(written) == 2 * len(SIDES)
    contents = {p.name: p.read_bytes() for p in written}
    assert all(c.startswith(PNG) and len(c) > 5000 for c in contents.values())
    for side in ("noord", "oost", "zuid", "west"):
        assert contents[f"straat-{side}-voor.png"] != contents[f"straat-{side}-na.png"]


def test_street_views_without_a_design_or_cancelled_write_nothing(
    checked: small_case.Checked, tmp_path: Path
) -> None:
    def cancel(*_: object) -> None:
        raise CancelledError

    with pytest.raises(CancelledError):
        service.write_street_views(checked.assessment, tmp_path, cancel)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("side", SIDES)
def test_eye_stands_level_before_the_whole_building(checked: small_case.Checked, side: str) -> None:
    facts = checked.assessment.facts
    buildings = (facts.existing.building, facts.proposed.building)

    stand = stand_before(buildings, side, 0.0)

    assert stand.eye[2] == pytest.approx(EYE_HEIGHT)
    away = {"north": (0, 1), "south": (0, -1), "east": (1, 0), "west": (-1, 0)}[side]
    assert (stand.eye[:2] - stand.target[:2]) @ away > 8.0
    top = np.array(facts.proposed.building.mesh.bounds)[1, 2]
    toward, high = stand.target - stand.eye, np.array([*stand.target[:2], top]) - stand.eye
    cosine = toward @ high / np.linalg.norm(toward) / np.linalg.norm(high)
    assert np.degrees(np.arccos(cosine)) < 25.0


def test_eye_stops_before_a_neighbour(checked: small_case.Checked) -> None:
    facts = checked.assessment.facts
    buildings = (facts.existing.building, facts.proposed.building)
    front = min(building.mesh.bounds[0, 1] for building in buildings)
    free = stand_before(buildings, "south", 0.0)
    x = free.eye[0]
    corners = np.array([[x + a, front - 6.0, z] for a in (-5.0, 5.0) for z in (0.0, 9.0)])
    wall = Neighbour("buur", Mesh(corners, np.array([[0, 1, 2], [1, 3, 2]])), 0.0)
    behind = Neighbour("achter", Mesh(corners + np.array([0.0, 200.0, 0.0]), wall.mesh.faces), 0.0)

    assert stand_before(buildings, "south", 0.0, (behind,)).eye == pytest.approx(free.eye)
    near = stand_before(buildings, "south", 0.0, (behind, wall))

    assert near.eye == pytest.approx([x, front - 5.0, EYE_HEIGHT])
    assert free.eye[1] < front - 6.0


def test_camera_returns_to_where_somebody_stood(checked: small_case.Checked) -> None:
    scene = Scene()
    scene.show(checked.assessment.facts.proposed.building, (), ground=0.0)
    camera = Camera(scene)
    camera.view("iso")
    camera.orbit(120.0, -33.0)
    eye, target, parallel = camera.stand()
    before = camera.pixel_of(np.array([1.0, 2.0, 3.0]))
    camera.view("north")
    assert camera.pixel_of(np.array([1.0, 2.0, 3.0])) != pytest.approx(before)

    camera.stand_at(eye, target, parallel=parallel)

    assert camera.pixel_of(np.array([1.0, 2.0, 3.0])) == pytest.approx(before, abs=1e-6)


@pytest.mark.parametrize(
    ("at", "dutch", "english"),
    [
        ("2026-07-03T10:00:00+00:00", "03-07-2026 10:00 (UTC)", "2026-07-03 10:00 (UTC)"),
        ("2026-12-31T23:59:59+01:00", "31-12-2026 23:59 (UTC+1)", "2026-12-31 23:59 (UTC+1)"),
        ("2026-07-03T10:00:00+05:30", "03-07-2026 10:00 (UTC+5:30)", "2026-07-03 10:00 (UTC+5:30)"),
    ],
)
def test_each_time_has_its_offset(at: str, dutch: str, english: str) -> None:
    decision = service.Decision("C. Welstand", at, "goed")

    assert (service.decided_at(decision, "nl"), service.decided_at(decision, "en")) == (dutch, english)
