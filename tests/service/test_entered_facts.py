"""Facts from a file and from the command line: read, refused with line and remedy, and joined."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from optopcheck.domain.entered import EnteredFact
from optopcheck.domain.job import InputError
from optopcheck.service import checked_fact
from optopcheck.service.entered_facts import BY_HAND, FactsFile, joined_facts, read_facts

if TYPE_CHECKING:
    from pathlib import Path

SOUND = """\
# wat het model niet vertelt
[existing.construction_year]
value = 1965
source = "BAG, geraadpleegd 2 januari 2026"

["existing.is_monument"]
value = false
source = "gemeentelijk monumentenregister"
note = "ook geen rijksmonument"

[parking]
places = { value = 30, source = "telling 3 maart 2026" }
demand = { value = 32.4, source = "parkeernota, tabel 2" }

[existing.front_side]
value = "zuidwest"
source = "straatzijde"
"""


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "feiten.toml"
    path.write_text(text, encoding="utf-8")
    return path


def refusal(tmp_path: Path, text: str) -> str:
    with pytest.raises(InputError) as caught:
        read_facts(written(tmp_path, text))
    assert caught.value.text.en is not None
    return caught.value.text.nl


def test_a_file_of_facts_in_three_spellings(tmp_path: Path) -> None:
    found = read_facts(written(tmp_path, SOUND))

    assert found.facts == {
        "existing.construction_year": EnteredFact(1965.0, "BAG, geraadpleegd 2 januari 2026"),
        "existing.is_monument": EnteredFact(
            value=False, source="gemeentelijk monumentenregister", note="ook geen rijksmonument"
        ),
        "parking.places": EnteredFact(30.0, "telling 3 maart 2026"),
        "parking.demand": EnteredFact(32.4, "parkeernota, tabel 2"),
        "existing.front_side": EnteredFact("south-west", "straatzijde"),
    }
    assert (found.name, found.sha256) == ("feiten.toml", hashlib.sha256(SOUND.encode()).hexdigest())


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("value = 1965", "value = 19650", 3, "van 1000 tot en met 2100"),
        ("value = 1965", 'value = "1965"', 3, "een heel getal"),
        ("value = 1965", "value = 1965-01-01", 3, "een heel getal"),
        ("value = 1965\n", "", 2, "existing.construction_year.value ontbreekt"),
        ("value = false", 'value = "nee"', 7, "true of false"),
        ("value = false", "value = 0", 7, "true of false"),
        ('source = "straatzijde"', "", 15, "source"),
        ('source = "straatzijde"', 'source = " "', 17, "source"),
        ('"zuidwest"', '"achter"', 16, "kies uit noord"),
        ("existing.construction_year", "existing.bouwjaar", 2, "existing.construction_year (bouwjaar)"),
        ("existing.construction_year", "existing.year", 2, "bedoeld is misschien existing.construction_year"),
        ("existing.construction_year", "existing.kleur", 2, "bekend zijn area.name"),
        ("[existing.construction_year]", "[construction_year]", 2, "misschien existing.construction_year"),
        ("note =", "opmerking =", 9, "onbekend; bekend zijn note, source, value"),
        ("{ value = 30, source", "{ value = -1, source", 12, "van 0 tot en met 100000"),
        ('{ value = 30, source = "telling 3 maart 2026" }', "30", 12, "schrijf { value = ..., source"),
        ("value = 1965", "value = 1965,0", 3, "geen geldige TOML"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_what_to_do(
    tmp_path: Path, old: str, new: str, line: int, words: str
) -> None:
    assert SOUND.count(old) == 1
    said = refusal(tmp_path, SOUND.replace(old, new))

    assert said.startswith(f"'feiten.toml', regel {line}: ")
    assert words in said


def test_a_fact_that_stands_there_twice_is_refused(tmp_path: Path) -> None:
    twice = '[homes.added]\nvalue = 4\nsource = "plan"\n["homes.added"]\nvalue = 5\nsource = "plan"\n'

    assert "twee keer" in refusal(tmp_path, twice)


@pytest.mark.parametrize("text", ["# niets\n", "[existing]\n"])
def test_a_file_without_facts_is_refused(tmp_path: Path, text: str) -> None:
    assert "geen enkel feit" in refusal(tmp_path, text)


def test_an_empty_or_missing_file_is_named(tmp_path: Path) -> None:
    assert "leeg" in refusal(tmp_path, "")
    with pytest.raises(InputError, match=r"weg\.toml"):
        read_facts(tmp_path / "weg.toml")


def test_a_balance_beside_its_parts_is_refused(tmp_path: Path) -> None:
    more = '["parking.balance"]\nvalue = -2\nsource = "telling"\n'

    assert "niet beide" in refusal(tmp_path, SOUND + more)


@pytest.mark.parametrize(
    ("name", "typed", "value"),
    [
        ("existing.has_lift", "ja", True),
        ("existing.has_lift", "Nee", False),
        ("existing.has_lift", "true", True),
        ("existing.construction_year", " 1965 ", 1965.0),
        ("parking.demand", "12,6", 12.6),
        ("parking.demand", "12.6", 12.6),
        ("parking.balance", "-4,5", -4.5),
        ("area.name", "Kern Noord", "Kern Noord"),
        ("existing.building_kind", "Galerijflat", "galerijflat"),
        ("existing.front_side", "noordoost", "north-east"),
        ("existing.front_side", "north", "north"),
    ],
)
def test_a_fact_as_it_is_typed(name: str, typed: str, value: object) -> None:
    assert checked_fact(name, typed) == (name, EnteredFact(value, BY_HAND))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "typed", "words"),
    [
        ("existing.has_lift", "misschien", "geef ja of nee"),
        ("existing.has_lift", "1", "geef ja of nee"),
        ("existing.construction_year", "1965,5", "heel getal"),
        ("existing.construction_year", "rond 1965", "bouwjaar"),
        ("parking.demand", "1.000,5", "een getal"),
        ("parking.demand", "1.200", "zonder punt voor duizendtallen"),
        ("parking.demand", "nan", "een getal"),
        ("parking.demand", "1e3", "een getal"),
        ("existing.front_side", "straat", "kies uit"),
        ("bouwjaar", "1965", "existing.construction_year (bouwjaar)"),
        ("lift", "ja", "existing.has_lift"),
        ("existing.kleur", "rood", "bekend zijn"),
    ],
)
def test_a_fact_that_cannot_be_is_refused_with_what_to_type(name: str, typed: str, words: str) -> None:
    with pytest.raises(InputError) as caught:
        checked_fact(name, typed)

    assert f"--fact {name}" in caught.value.text.nl
    assert words in caught.value.text.nl
    assert caught.value.text.en is not None


def facts_file(**facts: float) -> FactsFile:
    entered = {name.replace("__", "."): EnteredFact(value, "nota") for name, value in facts.items()}
    return FactsFile("feiten.toml", "0" * 64, entered)


def test_file_and_command_line_add_up_in_the_order_of_their_names() -> None:
    found = joined_facts(facts_file(homes__existing=24.0), [checked_fact("homes.added", "4")])

    assert list(found.items()) == [
        ("homes.added", EnteredFact(4.0, BY_HAND)),
        ("homes.existing", EnteredFact(24.0, "nota")),
    ]
    assert joined_facts(None, []) == {}


def test_the_same_value_twice_keeps_the_source_of_the_file() -> None:
    found = joined_facts(facts_file(homes__added=4.0), [checked_fact("homes.added", "4")])

    assert found == {"homes.added": EnteredFact(4.0, "nota")}


@pytest.mark.parametrize("typed", [["5"], ["4", "5"]])
def test_two_values_of_one_fact_are_refused_with_who_said_what(typed: list[str]) -> None:
    file = facts_file(homes__added=4.0) if len(typed) == 1 else None

    with pytest.raises(InputError) as caught:
        joined_facts(file, [checked_fact("homes.added", value) for value in typed])
    assert "homes.added is twee keer anders opgegeven: 4.0" in caught.value.text.nl
    assert f"5.0 ({BY_HAND})" in caught.value.text.nl


def test_a_balance_on_the_command_line_beside_places_in_the_file_is_refused() -> None:
    with pytest.raises(InputError, match="niet beide"):
        joined_facts(facts_file(parking__places=30.0), [checked_fact("parking.balance", "3")])
