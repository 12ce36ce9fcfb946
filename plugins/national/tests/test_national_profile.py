"""The national profile: what the file says is what is measured, and what is assumed is told."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from optopcheck.api import (
    Counting,
    GoverningEaves,
    MeasuringProfile,
    PartyWalls,
    RoofEdge,
    Standing,
    SubordinateParts,
    VolumeFloor,
)
from optopcheck_national.profile import NATIONAL_PROFILE

FILE = tomllib.loads((files("optopcheck_national") / "svbp2012.toml").read_text(encoding="utf-8"))


def test_the_file_holds_the_values_that_were_measured_with_before_it_was_a_file() -> None:
    profile = NATIONAL_PROFILE

    assert profile == MeasuringProfile(
        id="nl.svbp2012",
        title=profile.title,
        source=profile.source,
        subordinate=SubordinateParts(
            kinds=(
                "IfcChimney",
                "IfcStackTerminal",
                "IfcCommunicationsAppliance",
                "IfcAudioVisualAppliance",
            ),
            name_patterns=(
                r"schoorste(en|nen)|chimney",
                r"antenne|antenna|schotel|satellite",
                r"rookgasafvoer|flue",
                r"ventilatie(kanaal|kanalen|pijp|kap|doorvoer)|vent ?(pipe|cowl)|dakdoorvoer",
                r"bliksemafleid|lightning",
            ),
            cap=None,
            projection_cap=None,
        ),
        unconfirmed_datum_tolerance=0.5,
        substructure_max_rise=1.5,
        min_storey_height=1.5,
        min_storey_share=0.25,
        roof_structure_share=0.25,
        assumptions=profile.assumptions,
        plan_datum=profile.plan_datum,
        roof_edge=RoofEdge.PARAPET,
        governing_eaves=GoverningEaves.HIGHEST,
        min_eaves_share=0.5,
        attic=Counting.DISPUTED,
        small_top_layer=Counting.DISPUTED,
        roof_structures=Counting.DISPUTED,
        party_walls=PartyWalls.HEART,
        volume_floor=VolumeFloor.UNDERSIDE,
        min_usable_height=1.5,
        not_usable=profile.not_usable,
    )
    assert any("vide" in pattern for pattern in profile.not_usable)
    assert (profile.title.nl, profile.title.en) == ("SVBP2012, landelijk", "SVBP2012, national")


def test_its_source_is_practice_and_sends_the_reader_to_the_plan() -> None:
    source = NATIONAL_PROFILE.source

    assert source.standing is Standing.PRACTICE
    assert source.title == "SVBP2012, wijze van meten"
    assert source.passage.startswith("Bouwhoogte: van peil tot het hoogste punt, ondergeschikte")
    assert "  " not in source.passage
    assert source.note is not None
    assert "verschillen per plan" in source.note.nl
    assert "elk plan omschrijft het zelf" in NATIONAL_PROFILE.plan_datum.nl


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("plan_datum.definition", "meestal vanaf de hoofdtoegang"),
        ("plan_datum.unconfirmed_tolerance", "0,50 m onzeker"),
        ("subordinate.name_patterns", "dakdoorvoeren, ventilatiekappen"),
        ("subordinate.height_cap", "zonder grens aan hun hoogte"),
        ("subordinate.projection_cap", "hoe weinig het ook uitsteekt"),
        ("storeys.substructure_max_rise", "1,50 m boven peil"),
        ("storeys.min_height", "lager dan 1,50 m"),
        ("storeys.min_share", "een kwart van de grootste"),
        ("storeys.attic", "betwist"),
        ("storeys.small_top_layer", "betwist"),
        ("heights.roof_edge", "bovenkant van de dakrand"),
        ("heights.governing_eaves", "De hoogste goot geldt"),
        ("heights.min_eaves_share", "de helft van haar gevel"),
        ("heights.roof_structures", "beide lezingen"),
        ("heights.roof_structure_share", "een kwart van het hoofddak"),
        ("areas.min_usable_height", "1,50 m"),
    ],
)
def test_what_no_text_settles_is_told_as_an_assumption(key: str, told: str) -> None:
    about = [item for item in FILE["assumption"] if key in item.get("about", ())]

    assert len(about) == 1
    assert told in about[0]["nl"]
    assert about[0]["nl"] in [text.nl for text in NATIONAL_PROFILE.assumptions]


def test_what_the_texts_settle_is_named_with_its_place() -> None:
    settled = {
        f"{table}.{key}": place for table, keys in FILE["settled"].items() for key, place in keys.items()
    }

    assert set(settled) == {
        "plan_datum.definition",
        "subordinate.kinds",
        "areas.party_walls",
        "areas.volume_floor",
    }
    assert "hart van de scheidsmuren" in settled["areas.party_walls"]
    assert "onderzijde van de begane-grondvloer" in settled["areas.volume_floor"]


def test_every_assumption_speaks_both_languages() -> None:
    assert len(NATIONAL_PROFILE.assumptions) == 13
    assert all(text.en and text.en != text.nl for text in NATIONAL_PROFILE.assumptions)
