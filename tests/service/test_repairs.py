"""The file with repairs: what it may say, and how a slip in it is refused."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import TYPE_CHECKING

import pytest

from optopcheck.domain.building import StoreyRole
from optopcheck.domain.job import InputError
from optopcheck.domain.repair import AspectFrame, Location, North, Repairs
from optopcheck.domain.site import Origin
from optopcheck.domain.text import Text
from optopcheck.service import checked_location, checked_north
from optopcheck.service.repairs import RepairsFile, joined_repairs, place_of, read_repairs

if TYPE_CHECKING:
    from pathlib import Path

WHOLE = """
[opgave]
by = "J. de Vries"
on = 2026-07-02
[noorden]
degrees = -12.5
origin = "surveyed"
[plaats]
at = "93500.5, 452700"
origin = "design"
[bouwlagen]
onderbouw = ["kelder"]
zolder = ["kap", "vliering"]
[bouwdelen]
drop = ["a", "b", "a"]
party_walls = ["c"]
[model]
building = "A"
frame = "map"
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "herstel.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_whole_file(tmp_path: Path) -> None:
    file = read_repairs(write(tmp_path, WHOLE))

    assert file.repairs == Repairs(
        North(-12.5, Origin.SURVEYED),
        Location(93_500.5, 452_700.0, in_rd=True, origin=Origin.DESIGN),
        (
            ("kelder", StoreyRole.SUBSTRUCTURE),
            ("kap", StoreyRole.ATTIC),
            ("vliering", StoreyRole.ATTIC),
        ),
        ("a", "b"),
        ("c",),
        AspectFrame.MAP,
        "A",
        "J. de Vries",
        date(2026, 7, 2),
    )
    assert file.sha256 == hashlib.sha256(WHOLE.encode()).hexdigest()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("degrees = 3", "degrees"),
        ("[noorden]", "[noorden] degrees = None"),
        ('[noorden]\ndegrees = "12,5"', "[noorden] degrees = '12,5'"),
        ("[noorden]\ndegrees = true", "degrees = True"),
        ("[noorden]\ndegrees = nan", "degrees = nan"),
        ("[noorden]\ndegrees = 361", "degrees = 361"),
        ('[noorden]\ndegrees = 1\norigin = "gok"', "[noorden] origin"),
        ("[noorden]\ngraden = 1", "[noorden] graden"),
        ("[plaats]", "[plaats] at"),
        ('[plaats]\nat = "Zoetermeer"', "at = 'Zoetermeer'"),
        ('[bouwlagen]\nsouterrain = ["a"]', "[bouwlagen] souterrain"),
        ('[bouwlagen]\nzolder = "kap"', "[bouwlagen] zolder = 'kap'"),
        ("[bouwdelen]\ndrop = [1]", "[bouwdelen] drop = [1]"),
        ('[bouwdelen]\ndrop = [""]', "[bouwdelen] drop"),
        ('[model]\nframe = "rd"', "[model] frame = 'rd'"),
        ('[opgave]\nby = "A"\non = "gisteren"\n[noorden]\ndegrees = 1', "on = 'gisteren'"),
        ('[opgave]\nby = "A"', "niets hersteld"),
        ("", "leeg"),
        ("[dak]\nweg = true", "[dak]"),
        ("[noorden", "TOML"),
    ],
)
def test_a_slip_is_refused_with_its_key_and_value(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(InputError) as caught:
        read_repairs(write(tmp_path, text))

    assert "herstel.toml" in caught.value.text.nl
    assert words in caught.value.text.nl
    assert caught.value.text.en


@pytest.mark.parametrize(
    ("text", "first", "second", "in_rd"),
    [
        ("52.06,4.49", 52.06, 4.49, False),
        ("52.06 4.49", 52.06, 4.49, False),
        ("52,06; 4,49", 52.06, 4.49, False),
        ("52,06 4,49", 52.06, 4.49, False),
        ("-8.46, 115.1", -8.46, 115.1, False),
        ("93500,452700", 93_500.0, 452_700.0, True),
        ("93500.25; 452700.5", 93_500.25, 452_700.5, True),
    ],
)
def test_a_place_is_read(text: str, first: float, second: float, in_rd: bool) -> None:  # noqa: FBT001
    assert place_of(text) == checked_location(text) == Location(first, second, in_rd=in_rd)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("4.49, 52.06", "verwisseld"),
        ("452700, 93500", "verwisseld"),
        ("52,06", "schrijf"),
        ("52", "schrijf"),
        ("95.0, 4.0", "schrijf"),
        ("400000.0, 800000.0", "schrijf"),
        ("52.06, 4.49, 3", "schrijf"),
        ("nan, 4.49", "schrijf"),
    ],
)
def test_what_is_no_place_is_refused(text: str, words: str) -> None:
    found = place_of(text)
    assert isinstance(found, Text)
    assert words in found.nl
    with pytest.raises(InputError, match="--location"):
        checked_location(text)


@pytest.mark.parametrize("degrees", [361.0, -400.0, float("nan"), float("inf")])
def test_what_is_no_direction_is_refused(degrees: float) -> None:
    with pytest.raises(InputError, match="--north"):
        checked_north(degrees)


def file(repairs: Repairs) -> RepairsFile:
    return RepairsFile("herstel.toml", "0" * 64, repairs)


def test_file_and_options_add_up() -> None:
    written = Repairs(North(3.0), dropped=("a",), by="A", storey_roles=(("k", StoreyRole.ATTIC),))
    direct = Repairs(
        North(3.0), Location(52.0, 4.5), (("k", StoreyRole.ATTIC), ("m", StoreyRole.LAYER)), ("b", "a")
    )
    assert joined_repairs(file(written), direct) == Repairs(
        North(3.0),
        Location(52.0, 4.5),
        (("k", StoreyRole.ATTIC), ("m", StoreyRole.LAYER)),
        ("a", "b"),
        by="A",
    )
    assert joined_repairs(None, None) is None
    assert joined_repairs(None, Repairs()) is None
    assert joined_repairs(file(written), None) == written


@pytest.mark.parametrize(
    ("written", "direct", "words"),
    [
        (Repairs(North(3.0)), Repairs(North(4.0)), "--north"),
        (Repairs(location=Location(52.0, 4.0)), Repairs(location=Location(52.0, 4.1)), "--location"),
        (Repairs(aspect_frame=AspectFrame.MAP), Repairs(aspect_frame=AspectFrame.MODEL), "--aspect-frame"),
        (
            Repairs(storey_roles=(("k", StoreyRole.ATTIC),)),
            Repairs(storey_roles=(("k", StoreyRole.LAYER),)),
            "'k'",
        ),
        (Repairs(party_walls=("w",)), Repairs(dropped=("w",)), "w is zowel"),
    ],
)
def test_file_and_options_may_not_contradict(written: Repairs, direct: Repairs, words: str) -> None:
    with pytest.raises(InputError, match=words):
        joined_repairs(file(written), direct)


def test_one_storey_has_one_role(tmp_path: Path) -> None:
    path = write(tmp_path, '[bouwlagen]\nzolder = ["kap"]\nbouwlaag = ["kap"]')
    with pytest.raises(InputError, match="twee rollen"):
        joined_repairs(read_repairs(path), None)
