"""A measuring profile out of a file: what is read, and what is refused on which line."""

from __future__ import annotations

import contextlib
import re
import zipfile
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from optopcheck.api import (
    Counting,
    GoverningEaves,
    PartyWalls,
    ProfileError,
    RoofEdge,
    Standing,
    Text,
    VolumeFloor,
    read_profile,
)
from optopcheck.domain.job import InputError

SHIPPED = Path(str(files("optopcheck_national") / "svbp2012.toml")).read_text(encoding="utf-8")
PLAN = """\
format = 1
id = "gm0001.centrum"
title = "Bestemmingsplan Centrum"

[source]
title = "Bestemmingsplan Centrum"
passage = "zie artikel 2"
url = "https://example.org/plan"
article = "artikel 2"
standing = "omgevingsplan"
valid_from = 2020-01-01
valid_to = 2030-12-31
consulted_on = 2026-07-02

[plan_datum]
definition = "de kruin van de weg bij de hoofdtoegang"
unconfirmed_tolerance = 0.3

[subordinate]
kinds = [
    "IfcChimney",
    "IfcRailing",
]
name_patterns = [
    'liftkop',
    'hek(werk)?',
]
height_cap = 3
projection_cap = 1.5

[storeys]
substructure_max_rise = 1.0
min_height = 2.0
min_share = 0.5
attic = "counts"
small_top_layer = "counts"

[heights]
roof_edge = "surface"
governing_eaves = "lowest"
min_eaves_share = 0.3
roof_structures = "left_out"
roof_structure_share = 0.1

[areas]
party_walls = "face"
volume_floor = "plan_datum"
min_usable_height = 2.1
not_usable = ['kluis']
[settled]
plan_datum.definition = "artikel 1"
plan_datum.unconfirmed_tolerance = "artikel 1"
[settled.subordinate]
kinds = "artikel 2.1"
name_patterns = "artikel 2.1"
height_cap = "artikel 2.1"
projection_cap = "artikel 2.1"
[settled.storeys]
substructure_max_rise = "artikel 2.2"
min_height = "artikel 2.2"
min_share = "artikel 2.2"
attic = "artikel 2.2"
small_top_layer = "artikel 2.2"
[settled.heights]
roof_edge = "artikel 2.3"
governing_eaves = "artikel 2.3"
min_eaves_share = "artikel 2.3"
roof_structures = "artikel 2.3"
[settled.areas]
party_walls = "artikel 2.4"
volume_floor = "artikel 2.4"

[[assumption]]
about = ["heights.roof_structure_share", "areas.min_usable_height", "areas.not_usable"]
nl = "Een tiende van het dak is klein; 2,10 m is gebruiksoppervlakte."
en = "A tenth of the roof is small; 2.10 m is usable."
"""


class File:
    """A file that is not on any disk, as in a packaged program."""

    def __init__(self, content: bytes | str, name: str = "plan.toml") -> None:
        self.name = name
        self.content = content.encode() if isinstance(content, str) else content

    def read_bytes(self) -> bytes:
        return self.content


def refused(content: bytes | str) -> Text:
    with pytest.raises(ProfileError) as error:
        read_profile(File(content))
    return error.value.text


def test_every_choice_of_a_plan_is_read() -> None:
    profile = read_profile(File(PLAN))

    assert (profile.id, profile.title) == ("gm0001.centrum", Text("Bestemmingsplan Centrum"))
    source = profile.source
    assert source.standing is Standing.LOCAL_PLAN
    assert (source.valid_from, source.valid_to) == (date(2020, 1, 1), date(2030, 12, 31))
    assert source.consulted_on == date(2026, 7, 2)
    assert profile.plan_datum == Text("de kruin van de weg bij de hoofdtoegang")
    assert profile.unconfirmed_datum_tolerance == 0.3
    parts = profile.subordinate
    assert parts.kinds == ("IfcChimney", "IfcRailing")
    assert parts.name_patterns == ("liftkop", "hek(werk)?")
    assert (parts.cap, parts.projection_cap) == (3.0, 1.5)
    assert (profile.substructure_max_rise, profile.min_storey_height) == (1.0, 2.0)
    assert (profile.min_storey_share, profile.roof_structure_share) == (0.5, 0.1)
    assert (profile.attic, profile.small_top_layer) == (Counting.COUNTS, Counting.COUNTS)
    assert profile.roof_structures is Counting.LEFT_OUT
    assert (profile.roof_edge, profile.governing_eaves) == (RoofEdge.SURFACE, GoverningEaves.LOWEST)
    assert profile.min_eaves_share == 0.3
    assert (profile.party_walls, profile.volume_floor) == (PartyWalls.FACE, VolumeFloor.PLAN_DATUM)
    assert profile.min_usable_height == 2.1
    assert profile.not_usable == ("kluis",)
    assert [text.en for text in profile.assumptions] == ["A tenth of the roof is small; 2.10 m is usable."]


def test_a_file_from_disk_and_one_that_windows_saved_give_the_same(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    path.write_bytes(b"\xef\xbb\xbf" + PLAN.replace("\n", "\r\n").encode())

    assert read_profile(path) == read_profile(File(PLAN))


def test_a_file_within_an_archive_is_read(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "pack.zip", "w") as archive:
        archive.writestr("pack/plan.toml", PLAN)

    assert read_profile(zipfile.Path(tmp_path / "pack.zip", "pack/plan.toml")) == read_profile(File(PLAN))


# What is replaced, by what, the line, and what is told.
MISTAKES = [
    ('id = "gm0001.centrum"', 'id = "Centrum"', 2, "id = 'Centrum': begin met wie het vaststelde"),
    ('id = "gm0001.centrum"\n', "", None, "id ontbreekt: geef een tekst"),
    ("format = 1", "format = 2", 1, "format = 2: dit programma leest format = 1"),
    ("format = 1\n", "", None, "format ontbreekt"),
    ('title = "Bestemmingsplan Centrum"\n\n', "title = 7\n\n", 3, "title = 7: geef een tekst: "),
    ('title = "Bestemmingsplan Centrum"\n\n', 'title = { fr = "x" }\n\n', 3, "title.fr = 'x': onbekend"),
    ('title = "Bestemmingsplan Centrum"\n\n', 'title = { en = "x" }\n\n', 3, "title.nl ontbreekt"),
    ('url = "https://example.org/plan"', 'url = "example.org"', 8, "source.url = 'example.org'"),
    ('article = "artikel 2"', 'article = " "', 9, "source.article = ' ': geef een tekst"),
    ('standing = "omgevingsplan"', 'standing = "heilig"', 10, "kies uit wet, omgevingsplan, verordening"),
    ("2020-01-01", '"2020-01-01"', 11, "geef een dag zonder aanhalingstekens"),
    ("2020-01-01", "2020-01-01T12:00:00", 11, "geef een dag zonder aanhalingstekens"),
    ("2030-12-31", "2019-12-31", 12, "ligt voor valid_from (2020-01-01)"),
    ("standing =", "status =", 10, "source.status = 'omgevingsplan': onbekend; bekend zijn article,"),
    ("[source]", "[bron]", 5, "bron = {'title': 'Bestemmingsplan Centrum', "),
    ("unconfirmed_tolerance = 0.3", "unconfirmed_tolerance = 300", 17, "een getal van 0 tot en met 20"),
    ("unconfirmed_tolerance = 0.3", "unconfirmed_tolerance = nan", 17, "= nan: geef een getal"),
    ("unconfirmed_tolerance = 0.3", "unconfirmed_tolerance = -0.3", 17, "= -0.3: geef een getal"),
    ("unconfirmed_tolerance = 0.3", "unconfirmed_tolerance = true", 17, "= True: geef een getal"),
    ("unconfirmed_tolerance = 0.3\n", "", 15, "plan_datum.unconfirmed_tolerance ontbreekt: geef een getal"),
    ('"IfcRailing"', '"Schoorsteen"', 22, "kinds[2] = 'Schoorsteen': geef een IFC-klasse"),
    ('"IfcRailing"', '"IfcWall"', 22, "kinds[2] = 'IfcWall': zulke delen vormen het gebouw zelf"),
    ('"IfcRailing"', "5", 22, "kinds[2] = 5: geef een tekst"),
    ("'hek(werk)?'", "'hek(werk'", 26, "name_patterns[2] = 'hek(werk': geen geldig patroon"),
    ("'hek(werk)?'", "'(hek)?'", 26, "past op elke naam"),
    ("'hek(werk)?'", "''", 26, "geef een tekst tussen aanhalingstekens"),
    ("height_cap = 3", 'height_cap = "3 m"', 28, "subordinate.height_cap = '3 m': geef een getal van 0"),
    ("height_cap = 3", "cap = 3", 28, "subordinate.cap = 3: onbekend; bekend zijn height_cap, kinds,"),
    ("min_height = 2.0", "min_height = 0", 33, "een getal van 0.10 tot en met 20"),
    ("min_share = 0.5", "min_share = 50", 34, "een getal van 0 tot en met 1"),
    ('attic = "counts"', 'attic = "telt"', 35, "'telt': kies uit counts, left_out, disputed"),
    ('attic = "counts"\n', "", 31, "storeys.attic ontbreekt: kies uit counts, left_out, disputed"),
    ('"surface"', '"gutter"', 39, "'gutter': kies uit parapet, surface"),
    ('"lowest"', '"mean"', 40, "'mean': kies uit highest, lowest"),
    ('"left_out"', "false", 42, "heights.roof_structures = False: kies uit counts"),
    ('"face"', '"middle"', 46, "'middle': kies uit heart, face"),
    ('"plan_datum"', '"ground"', 47, "'ground': kies uit underside, surface, plan_datum"),
    ("[areas]", "[[areas]]", 45, "schrijf een tabel [areas]"),
    ('attic = "artikel 2.2"', "attic = true", 62, "settled.storeys.attic = True: geef een tekst"),
    ('attic = "artikel 2.2"\n', "", 35, "waar de bron dit regelt (storeys.attic = "),
    ("[settled.areas]", "[settled.area]", 69, "settled.area = "),
    ('["heights.roof_structure_share"', '["heights.share"', 74, "about[1] = 'heights.share': onbekend"),
    ('about = ["heights', 'abouts = ["heights', 74, "assumption[1].abouts = "),
    ("about = [", "about = 5 # [", 74, "assumption[1].about = 5: schrijf een lijst"),
    ('nl = "Een tiende', 'de = "Een tiende', 75, "assumption[1].de = "),
    ("[[assumption]]", "[assumption]", 73, "schrijf een lijst"),
    ("kinds = [\n", "kinds = [[\n", 24, "geen geldige TOML"),
    ("min_share = 0.5\n", "min_share = 0.5\nmin_share = 0.6\n", 35, "geen geldige TOML"),
    ("min_share = 0.5", "min_share = inf", 34, "min_share = inf: geef een getal"),
    ("min_share = 0.5", f"min_share = 1{'0' * 400}", 34, "geef een getal van 0 tot en met 1"),
    ("min_share = 0.5", f"min_share = 0x1{'0' * 9000}", 34, "min_share = ...: geef een getal"),
    ("min_share = 0.5", f"min_share = {'9' * 5000}", None, "geen geldige TOML"),
    ("min_share = 0.5", f"min_share = {'[' * 9000}", None, "geen geldige TOML"),
    ("'liftkop'", "'[[lift]'", 25, "geen geldig patroon"),
    ("'liftkop'", "'a{99999999999999}'", 25, "geen geldig patroon"),
]


@pytest.mark.parametrize(("old", "new", "line", "told"), MISTAKES)
def test_a_mistake_is_told_with_file_line_value_and_remedy(
    old: str, new: str, line: int | None, told: str
) -> None:
    assert old in PLAN
    text = refused(PLAN.replace(old, new, 1))

    assert text.nl.startswith(f"'plan.toml', regel {line}: " if line else "'plan.toml': ")
    assert told in text.nl
    assert text.en is not None
    assert text.en.startswith(f"'plan.toml', line {line}: " if line else "'plan.toml': ")
    assert text.en != text.nl.replace("regel", "line")


@given(
    start=st.integers(0, len(PLAN)),
    length=st.integers(0, 30),
    text=st.text("[]{}=\"'#.,a1\n\\ \x00\u00e9", max_size=8),
)
def test_a_damaged_file_is_read_or_refused_and_nothing_else(start: int, length: int, text: str) -> None:
    damaged = PLAN[:start] + text + PLAN[start + length :]
    with contextlib.suppress(ProfileError):
        assert read_profile(File(damaged)).source.article


def test_it_is_an_error_of_the_input_as_any_other() -> None:
    assert issubclass(ProfileError, InputError)
    assert "geen UTF-8" in refused(PLAN.encode().replace(b"kruin", b"kru\xefn")).nl
    assert "regel 16" in refused(PLAN.encode().replace(b"kruin", b"kru\xefn")).nl


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ProfileError, match=r"'weg\.toml': niet te lezen"):
        read_profile(tmp_path / "weg.toml")


def test_a_table_that_is_missing_is_asked_for() -> None:
    text = refused(re.sub(r"\[areas\].*?(?=\[settled\])", "", PLAN, flags=re.DOTALL))

    assert text.nl == "'plan.toml': areas ontbreekt: schrijf een tabel [areas]"


CHOICES = [
    f"{table}.{key}"
    for table, keys in {
        "plan_datum": "definition unconfirmed_tolerance",
        "subordinate": "kinds name_patterns height_cap projection_cap",
        "storeys": "substructure_max_rise min_height min_share attic small_top_layer",
        "heights": "roof_edge governing_eaves min_eaves_share roof_structures roof_structure_share",
        "areas": "party_walls volume_floor min_usable_height not_usable",
    }.items()
    for key in keys.split()
]


@pytest.mark.parametrize("choice", CHOICES)
def test_no_choice_goes_without_a_ground(choice: str) -> None:
    silent = SHIPPED.split("# --- Wat de bron zelf regelt")[0]
    others = ", ".join(f'"{other}"' for other in CHOICES if other != choice)
    grounded = f'{silent}\n[[assumption]]\nabout = [{others}]\nnl = "Gekozen."\n'

    assert f'{choice} = "artikel' in refused(grounded).nl
    assert read_profile(File(grounded.replace("about = [", f'about = ["{choice}", ')))
