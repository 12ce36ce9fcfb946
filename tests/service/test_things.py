"""What is told of one thing: by the model, by its shape, by the design, by the city model."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from optopcheck import service
from optopcheck.domain.job import no_progress
from optopcheck.domain.text import Text
from optopcheck.ifc.properties import PropertyBook
from optopcheck.service.things import thing_card
from tests.ifc.drawing import Drawing, house
from tests.ifc.test_properties import defined, single
from tests.service import made

if TYPE_CHECKING:
    from pathlib import Path

    from optopcheck.domain.case import Case
    from optopcheck.domain.facts import Situation
    from optopcheck.service import Books, ThingCard

PAGE = (
    b'{"kind":"IfcWall","name":"wand","type":["IfcWallType","spouw"],"attributes":[["Tag","W1"]],'
    b'"materials":[["baksteen",25],["beton",75]],"groups":[{"title":"Pset_WallCommon","rows":'
    b'[["IsExternal",true,""],["Dikte",300.0,"mm"],["Leeg",null,""],["Bereik",[1.5,null],"m2"]],'
    b'"quantities":false,"of_type":true},{"title":"Qto","rows":[["NetVolume",0.80213908864,"m3"],'
    b'["Aantal",2,""],["Klein",0.00001234,"m"]],"quantities":true,"of_type":false}]}'
)
BOOKS = (PropertyBook(PAGE, {"wall": (0, len(PAGE))}),)


def _there(*, added: bool = False) -> tuple[Situation, Case]:
    facts = made.facts()
    building = made.flat()
    elements = tuple(replace(e, storey_id="s0", added=added) for e in building.elements)
    case = replace(facts.case, neighbours=(made.neighbour(),), neighbours_credit="© 3DBAG (verzonnen)")
    return replace(facts.existing, building=replace(building, elements=elements)), case


def _card(identity: str, books: Books | None = BOOKS, *, added: bool = False) -> ThingCard:
    situation, case = _there(added=added)
    card = thing_card(identity, situation, case, books, "nl")
    assert card is not None
    return card


def test_the_model_speaks_in_its_own_units() -> None:
    card = _card("wall")
    groups = {g.title: g for g in card.groups}

    assert (card.title, card.kind, card.origin) == ("wand", "IfcWall", "Uit het model.")
    assert ("type", "spouw", "") in groups["Onderdeel"].rows
    assert ("Tag", "W1", "") in groups["Onderdeel"].rows
    assert groups["Materiaal"].rows == (("baksteen", "25", "%"), ("beton", "75", "%"))
    assert groups["Pset_WallCommon"].rows == (
        ("IsExternal", "ja", ""),
        ("Dikte", "300", "mm"),
        ("Leeg", "–", ""),
        ("Bereik", "1,5 … –", "m²"),
    )
    assert groups["Pset_WallCommon"].note == "staat bij het type"
    assert groups["Qto"].rows == (
        ("NetVolume", "0,802", "m³"),
        ("Aantal", "2", ""),
        ("Klein", "1,234e-05", "m"),
    )
    # Quantities go first among what the model says.
    titles = [g.title for g in card.groups]
    assert titles.index("Qto") < titles.index("Pset_WallCommon")


def test_the_shape_gives_heights_and_volume() -> None:
    rows = {name: (value, unit) for name, value, unit in _card("wall").groups[1].rows}

    assert rows["laagste punt"] == ("0,00", "m")
    assert rows["hoogste punt"] == ("9,00", "m")
    assert rows["past in x × y × z"] == ("10,00 × 8,00 × 9,00", "m")
    assert rows["inhoud"] == ("720", "m³")


def test_what_is_not_read_yet_or_not_known_is_said() -> None:
    assert "nog" in _card("wall", None).origin
    assert _card("glass").origin == "Het model zegt hier verder niets over."


def test_what_the_design_added_says_so_and_shows_its_quantities() -> None:
    card = _card("wall", added=True)

    assert card.origin == "Komt uit het ontwerp van deze variant, niet uit het model."
    assert ("inhoud", "720", "m³") in card.groups[1].rows


def test_a_neighbour_shows_its_attributes_and_its_source() -> None:
    situation, case = _there()
    marks = replace(
        made.neighbour(), quality={"b3_rmse": "0.07"}, accuracy=0.2, doubts=(Text("dak hersteld"),)
    )
    card = thing_card("buur", situation, replace(case, neighbours=(marks,)), BOOKS, "nl")

    assert card is not None
    assert card.origin == "Uit het stadsmodel: © 3DBAG (verzonnen)."
    rows = card.groups[0].rows
    assert ("maaiveld", "0,00", "m") in rows
    assert ("hoogste punt", "6,00", "m") in rows
    assert ("twijfel", "dak hersteld", "") in rows
    assert card.groups[1].rows == (("b3_rmse", "0.07", ""),)


def test_levels_and_points_have_a_card_and_others_have_none() -> None:
    situation, case = _there()
    level, point = _card("s0"), _card("theirs")

    assert ("telt als", "bouwlaag", "") in level.groups[0].rows
    assert ("onderdelen", "2", "") in level.groups[0].rows
    assert (point.kind, point.title) == ("meetpunt", "raam theirs")
    assert ("van", "buur", "") in point.groups[0].rows
    assert thing_card("nergens", situation, case, BOOKS, "nl") is None


def test_a_real_file_is_read_through_the_service(tmp_path: Path) -> None:
    drawing = Drawing("IFC4")
    wall = house(drawing)["walls"]["s"]
    defined(drawing, "Pset_Proef", [single(drawing, "Kleur", "IfcLabel", "rood")], wall)
    path = drawing.save(tmp_path / "huis.ifc")
    opened = service.open_case(service.CaseInput(path))

    books = service.read_books(service.CaseInput(path), no_progress)
    existing = replace(made.facts().existing, building=opened.case.building)
    card = service.thing_card(wall.GlobalId, existing, opened.case, books, "nl")

    assert card is not None
    assert ("Kleur", "rood", "") in next(g for g in card.groups if g.title == "Pset_Proef").rows
