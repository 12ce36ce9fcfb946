"""A building by level and class: nothing lost, nothing twice."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from optopcheck.domain.building import Element
from optopcheck.domain.facts import Situation
from optopcheck.domain.mesh import Mesh
from optopcheck.service import model_outline
from tests.gui.large_model import ELEMENTS, large_situation
from tests.service import made

_NOTHING = Mesh(np.zeros((0, 3)), np.zeros((0, 3), np.int64))


def _situation() -> Situation:
    facts = made.facts()
    levels = facts.existing.storeys
    elements = (
        Element("w10", "IfcWindow", "raam 10", _NOTHING, "s0"),
        Element("w9", "IfcWindow", "raam 9", _NOTHING, "s0"),
        Element("d", "IfcDoor", "deur", _NOTHING, "s0"),
        Element("loose", "IfcBeam", "", _NOTHING, None),
        Element("lost", "IfcBeam", "balk", _NOTHING, "weg"),
    )
    building = replace(made.flat(), elements=elements, storeys=levels)
    return Situation(building, facts.existing.measured, levels)


def test_levels_stand_from_the_top_down_with_what_they_count_as() -> None:
    top, ground, loose, around = model_outline(_situation(), (made.neighbour(),), "nl")

    assert (top.title, top.role, top.count) == ("dak", "geen bouwlaag", 0)
    assert (ground.title, ground.elevation, ground.role, ground.reason) == (
        "begane grond", "0,00 m", "bouwlaag", "hele vloer",
    )  # fmt: skip
    assert [(c.title, c.kind, len(c.elements)) for c in ground.classes] == [
        ("deuren", "IfcDoor", 1),
        ("ramen", "IfcWindow", 2),
    ]
    # As people count, not as letters do.
    assert [e.name for e in ground.classes[1].elements] == ["raam 9", "raam 10"]
    assert loose.title == "zonder verdieping"
    assert sorted(loose.ids) == ["loose", "lost"]
    assert {e.name for e in loose.classes[0].elements} == {"–", "balk"}
    assert around.is_around
    assert around.ids == ("buur",)


def test_every_element_stands_in_it_once() -> None:
    situation = large_situation()
    assert situation.building is not None
    ids = [i for level in model_outline(situation, (), "en") for i in level.ids]

    assert len(ids) == ELEMENTS
    assert sorted(ids) == sorted(e.global_id for e in situation.building.elements)


def test_no_building_has_no_levels() -> None:
    assert model_outline(replace(_situation(), building=None), (made.neighbour(),), "nl") == ()
