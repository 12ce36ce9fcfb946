"""A BCF file as the checkers read it: by the published schema of 2.1, and by an independent reader."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET
import zipfile
from dataclasses import replace
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from optopcheck.api.compare import complies, undetermined, violates
from optopcheck.domain.building import Building, Element
from optopcheck.domain.rule import Need
from optopcheck.domain.text import Text
from optopcheck.report.bcf import BcfHead, BcfVersion, bcf_bytes
from optopcheck.report.bcf_topics import MOST_COMPONENTS, Topic, topics
from optopcheck.report.bcf_view import View
from tests.report import bcf_form
from tests.service import made

WALL = "0C$zvOvhbRfAZGU15elmAq"
ROOF = "1oPGXrp6jM4Pq$3RGUIw9B"
STOREY = "2oPGXrp6jM4Pq$3RGUIw9B"
VERSIONS: tuple[BcfVersion, ...] = ("2.1", "3.0")
PNG = b"\x89PNG\r\n\x1a\n picture"
VIEW = View(
    np.array([1.0, 2.5, 30.0]),
    np.array([0.6, 0.8, 0.0]),
    np.array([0.0, 0.0, 1.0]),
    45.0,
    4 / 3,
    PNG,
    "146EF0",
)


def broken(name: str, *elements: str, text: str = "te hoog") -> made.Outcome:
    return made.outcome(name, replace(violates(Text(text)), elements=elements), made.LAW)


def several() -> tuple[Topic, ...]:
    waits = undetermined(Need.INPUT, Text("er is geen peil"))
    return topics(
        made.assessment(
            made.outcome("fine", complies(Text("goed"))),
            made.outcome("paper", waits),
            broken("height", WALL, ROOF, "buur", text="te hoog & <te breed> \x0b"),
            made.outcome("eaves", waits),
        )
    )


def packed(version: BcfVersion, found: tuple[Topic, ...] | None = None) -> bytes:
    head = BcfHead(version, date(2026, 7, 2), "flat.ifc", "architect@example.nl")
    return bcf_bytes([(topic, VIEW) for topic in (several() if found is None else found)], head)


def opened(content: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(content))


def parsed(archive: zipfile.ZipFile, name: str) -> ET.Element:
    return ET.fromstring(archive.read(name))  # noqa: S314 -- our own


def test_only_what_needs_action_is_a_topic_and_the_worst_comes_first() -> None:
    found = several()

    assert [topic.title for topic in found] == [
        f"Voldoet niet: regel height [{WALL}] (+1)",
        "Nader onderzoek: regel paper; regel eaves",
    ]
    assert [(topic.kind, topic.priority) for topic in found] == [("Error", "High"), ("Request", "Normal")]
    assert found[0].components == (WALL, ROOF)
    assert found[0].parts == (WALL, ROOF, "buur")
    assert "buur" in found[0].description
    assert found[1].labels == ("gm0637", "nader onderzoek", "er ontbreekt iets")
    assert "gm0637.paper" in found[1].description
    assert "gm0637.eaves" in found[1].description


def test_rules_that_wait_for_input_without_a_part_are_one_topic() -> None:
    waiting = [made.outcome(f"r{k}", undetermined(Need.INPUT, Text(f"stuk {k} ontbreekt"))) for k in range(4)]
    about = replace(undetermined(Need.INPUT, Text("raam onbekend")), elements=(WALL,))
    found = topics(made.assessment(*waiting, made.outcome("window", about)))

    assert [topic.title for topic in found] == [
        "Nader onderzoek: 4 regels wachten op invoer",
        f"Nader onderzoek: regel window [{WALL}]",
    ]
    for k in range(4):
        assert f"regel r{k}: stuk {k} ontbreekt\nregel: gm0637.r{k}; " in found[0].description


def test_nothing_to_do_gives_no_topic() -> None:
    assert topics(made.assessment(made.outcome("fine", complies(Text("goed"))))) == ()


def test_a_norm_of_practice_is_for_a_human_to_weigh() -> None:
    (found,) = topics(made.assessment(made.outcome("sun", violates(Text("te weinig")), made.ADVICE)))

    assert (found.kind, found.priority) == ("Inquiry", "Normal")
    assert found.title.startswith("Voldoet niet aan de norm Zon licht (geen wettelijke norm): ")


def test_more_topics_than_can_be_worked_through_end_in_one_that_lists_the_rest() -> None:
    many = made.assessment(*(broken(f"r{k}", text=f"reden {k}") for k in range(9)))
    found = topics(many, most=4)

    assert len(found) == 4
    assert found[-1].title == "Nog 6 punten: zie het rapport"
    assert found[-1].description.splitlines() == [f"regel r{k} (gm0637.r{k})" for k in range(3, 9)]
    assert found[-1].kind == "Error"
    assert len(topics(many, most=9)) == 9


@pytest.mark.parametrize("most", [4, 50])
def test_no_word_of_a_reviewer_is_lost(most: int) -> None:
    rules = [f"gm0637.r{k}" for k in range(9)]
    words = {rule: f"woorden over {rule}" for rule in rules}
    many = made.assessment(*(broken(f"r{k}", text=f"reden {k}") for k in range(9)))

    found = topics(
        many, most=most, reviewed={**words, "": "over het geheel", "gm0637.weg": "geldt hier niet"}
    )

    assert found[0].title == "Opmerkingen van de beoordelaar"
    assert found[0].comment == "over het geheel\ngm0637.weg: geldt hier niet"
    comments = "\n".join(topic.comment for topic in found)
    assert [comments.count(said) for said in words.values()] == [1] * 9
    assert len(found) == min(most, 9) + 1
    assert found[1].comment.endswith(words[rules[0]])


def test_without_words_of_a_reviewer_there_is_no_topic_of_them() -> None:
    (found,) = topics(made.assessment(broken("height")))

    assert found.title.startswith("Voldoet niet")


def test_parts_of_one_topic_are_capped_and_that_is_told() -> None:
    parts = [f"0{k:021d}" for k in range(MOST_COMPONENTS + 5)]
    (found,) = topics(made.assessment(broken("height", *parts)))

    assert found.components == tuple(parts[:MOST_COMPONENTS])
    assert f"de eerste {MOST_COMPONENTS} van {MOST_COMPONENTS + 5} onderdelen" in found.description


def test_a_storey_is_shown_by_what_was_added_on_it() -> None:
    block = made.box((0, 0, 0), (1, 1, 1))
    old = Element(WALL, "IfcWall", "oud", block, STOREY)
    new = Element(ROOF, "IfcSlab", "dak", block, STOREY, added=True)
    facts = made.facts()
    building = Building("flat", (old, new), (made.Storey(STOREY, "laag", 0.0),))
    facts = replace(facts, proposed=replace(facts.proposed, building=building))
    (found,) = topics(made.assessment(broken("storeys", STOREY), made=facts))

    assert found.components == (STOREY, ROOF)
    assert "--ifc-out" in found.comment


def test_ids_follow_from_content_and_change_with_the_model() -> None:
    first = several()
    other = made.assessment(broken("height", WALL))
    changed = replace(other, receipt=replace(other.receipt, inputs={"flat.ifc": "b" * 64}))

    assert [topic.guid for topic in several()] == [topic.guid for topic in first]
    assert topics(other)[0].guid != topics(changed)[0].guid


@pytest.mark.parametrize("version", VERSIONS)
def test_the_same_bytes_on_two_runs(version: BcfVersion) -> None:
    assert packed(version) == packed(version)


@pytest.mark.parametrize("version", VERSIONS)
def test_laid_out_as_the_checkers_in_use_want_it(version: BcfVersion) -> None:
    archive = opened(packed(version))
    first = several()[0]
    markup = parsed(archive, f"{first.guid}/markup.bcf")
    view = parsed(archive, f"{first.guid}/viewpoint.bcfv")

    assert archive.namelist()[0] == "bcf.version"
    assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert archive.read(f"{first.guid}/snapshot.png") == PNG
    assert [e.text for e in markup.iter("Snapshot")] == ["snapshot.png"]
    assert [e.text for e in markup.iter("Viewpoint") if e.text and e.text.strip()] == ["viewpoint.bcfv"]
    points_to = next(e for e in markup.iter("Comment") if "Guid" in e.attrib).find("Viewpoint")
    assert points_to is not None
    assert points_to.attrib["Guid"] == view.attrib["Guid"]
    assert [e.attrib["IfcGuid"] for e in view.iter("Component")] == [WALL, ROOF] * 2
    assert [e.attrib["Color"] for e in view.iter("Color") if "Color" in e.attrib] == ["146EF0"]
    assert markup.findtext("Topic/AssignedTo") == "architect@example.nl"
    assert (markup.findtext("Topic/Description") or "").startswith("te hoog & <te breed> \ufffd")


def test_against_the_published_schema_of_2_1(tmp_path: Path) -> None:
    xmlschema = pytest.importorskip("xmlschema")
    found = find_spec("bcf_api_xml")
    if found is None or found.origin is None:
        pytest.skip("bcf-api-xml, which brings the schemas of BCF 2.1, is not installed")
    folder = Path(found.origin).parent / "Schemas"
    opened(packed("2.1")).extractall(tmp_path)
    for kind, name in (("markup", "markup.bcf"), ("visinfo", "viewpoint.bcfv"), ("version", "bcf.version")):
        schema = xmlschema.XMLSchema(str(folder / f"{kind}.xsd"))
        files = sorted(tmp_path.rglob(name))
        assert files
        for file in files:
            assert [str(error) for error in schema.iter_errors(str(file))] == []


KINDS = {
    "bcf.version": "Version",
    "extensions.xml": "Extensions",
    "markup.bcf": "Markup",
    "viewpoint.bcfv": "VisualizationInfo",
}


def by_the_classes(archive: zipfile.ZipFile, version: BcfVersion) -> dict[str, list[str]]:
    """Return what is wrong in each document, by classes that were generated from the schemas."""
    model = pytest.importorskip(f"bcf.v{version[0]}.model", reason="bcf-client is not installed")
    found = {}
    for name in archive.namelist():
        kind = KINDS.get(name.rpartition("/")[2])
        if kind is not None:
            found[name] = list(bcf_form.faults(parsed(archive, name), getattr(model, kind)))
    return found


@pytest.mark.parametrize("version", VERSIONS)
def test_in_the_form_of_the_schemas_from_which_the_reader_was_made(version: BcfVersion) -> None:
    found = by_the_classes(opened(packed(version)), version)

    assert len(found) == (5 if version == "2.1" else 6)
    assert [fault for faults in found.values() for fault in faults] == []


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("<Title>", "<Titel>", "not known"),
        ("<Priority>High</Priority>", "", ""),
        ("<Author>optopcheck</Author>", "", "Author is there 0 times"),
        ('TopicType="Error" ', "", "@TopicType is missing"),
        ("<Author>optopcheck</Author>", "<Author> </Author>", "may not be ''"),
        ('Topic Guid="', 'Topic Guid="X', "may not be 'X"),
        ("<Index>0</Index>\n    <Labels>", "<Labels>", ""),
        ("<Comments>", "<Viewpoints></Viewpoints><Comments>", "out of order"),
    ],
)
def test_the_form_is_held_against_what_is_wrong(before: str, after: str, told: str) -> None:
    """The test above can fail: each of these documents is one that the schema of 3.0 refuses, or allows."""
    model = pytest.importorskip("bcf.v3.model", reason="bcf-client is not installed")
    text = opened(packed("3.0")).read(f"{several()[0].guid}/markup.bcf").decode()
    assert before in text
    changed = text.replace(before, after).replace("</Title>", "</Titel>" if "Titel" in after else "</Title>")
    found = list(bcf_form.faults(ET.fromstring(changed), model.Markup))  # noqa: S314 -- our own

    assert bool(found) is bool(told)
    assert told in "".join(found)


@pytest.mark.parametrize("version", VERSIONS)
def test_nobody_is_not_somebody_to_act(version: BcfVersion) -> None:
    head = BcfHead(version, date(2026, 7, 2), "flat.ifc", "  ")
    found = opened(bcf_bytes([(topic, VIEW) for topic in several()], head))

    assert [fault for faults in by_the_classes(found, version).values() for fault in faults] == []
    assert b"AssignedTo" not in found.read(f"{several()[0].guid}/markup.bcf")


def _read(content: bytes, path: Path) -> Any:
    loader = pytest.importorskip("bcf.bcfxml", reason="bcf-client, the independent reader, is not installed")
    path.write_bytes(content)
    return loader.load(path)


def test_read_back_by_an_independent_reader_2_1(tmp_path: Path) -> None:
    wall = several()[0]
    with _read(packed("2.1"), tmp_path / "a.bcf") as read:
        assert read.version.version_id == "2.1"
        assert set(read.topics) == {topic.guid for topic in several()}
        handler = read.topics[wall.guid]
        (view,) = handler.viewpoints.values()
        camera = view.visualization_info.perspective_camera
        assert handler.topic.title == wall.title
        assert handler.topic.labels == list(wall.labels)
        assert [c.comment for c in handler.comments] == [wall.comment]
        assert view.snapshot == PNG
        assert (camera.camera_view_point.x, camera.camera_view_point.z) == (1.0, 30.0)
        assert camera.field_of_view == 45.0
        assert [c.ifc_guid for c in view.visualization_info.components.selection.component] == [WALL, ROOF]


def test_read_back_by_an_independent_reader_3_0(tmp_path: Path) -> None:
    wall = several()[0]
    with _read(packed("3.0"), tmp_path / "a.bcf") as read:
        assert read.version.version_id == "3.0"
        handler = read.topics[wall.guid]
        (view,) = handler.viewpoints.values()
        camera = view.visualization_info.perspective_camera
        assert handler.topic.topic_type in read.extensions.topic_types.topic_type
        assert handler.topic.topic_status in read.extensions.topic_statuses.topic_status
        assert set(wall.labels) <= set(read.extensions.topic_labels.topic_label)
        assert handler.topic.labels.label == list(wall.labels)
        assert [c.comment for c in handler.topic.comments.comment] == [wall.comment]
        assert camera.aspect_ratio == pytest.approx(4 / 3, abs=1e-6)
        assert view.visualization_info.components.coloring.color[0].color == "146EF0"
