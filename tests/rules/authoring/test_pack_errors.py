"""Mistakes of authors in manifest, cases and the whole of a pack: each with file, line and remedy."""

from __future__ import annotations

import re

import pytest

from optopcheck.domain.job import InputError
from optopcheck.rules.authoring import try_pack
from tests.rules.authoring.made import pack, scoped

MANIFEST, RULES = "manifest.toml", "rules/regels.toml"
CASE = "cases/gm0001.hoogte/complies-elf-meter.toml"
LIST = "cases/gm0001.terugligging/complies-ver-terug.toml"
ITEM = '{ side = "noord", setback = 4.0, added = true }'
HEIGHT = '"proposed.building_height" = { value = 11.0, uncertainty = 0.05 }'

# what: (file, old, new, line, words of the remedy)
ERRORS: dict[str, tuple[str, str, str, int, str]] = {
    "no authority": (MANIFEST, 'authority = "gm0001"\n', "", 0, "geef een tekst tussen aanhalingstekens"),
    "name for a code": (MANIFEST, '"gm0001"', '"voorbeeldstad"', 4, "schrijf de code van de gemeente"),
    "code without zero": (MANIFEST, 'authority = "gm0001"', 'authority = "gm1"', 4, 'bijvoorbeeld "gm0637"'),
    "id of another": (MANIFEST, "gm0001-dakopbouw", "gm0002-dakopbouw", 1, 'begin met "gm0001-"'),
    "id in capitals": (MANIFEST, "gm0001-dakopbouw", "gm0001-Dakopbouw", 1, "kleine letters"),
    "version of two numbers": (MANIFEST, '"1.0.0"', '"1.0"', 2, "schrijf drie getallen"),
    "no name": (MANIFEST, 'name = "Dakopbouwen in Voorbeeldstad"', 'name = ""', 3, "geef een tekst"),
    "dates reversed": (MANIFEST, "valid_to = 2029", "valid_to = 2023", 9, "ligt voor valid_from"),
    "day in quotes": (MANIFEST, "2024-01-01", '"1-1-2024"', 8, "zonder aanhalingstekens"),
    "day with a time": (MANIFEST, "= 2024-01-01", "= 2024-01-01T00:00:00", 8, "zonder tijd"),
    "misspelt key": (MANIFEST, "licence", "licentie", 7, "bekend zijn api, authority"),
    "Dutch key": (MANIFEST, "valid_from", "geldig_vanaf", 8, "bekend zijn"),
    "no language": (MANIFEST, "lang = 1\n", "", 0, "schrijf lang = 1"),
    "later language": (MANIFEST, "lang = 1", "lang = 2", 5, "lang = 1"),
    "changes as one text": (MANIFEST, '["1.0.0: eerste versie"]', '"eerste"', 10, "schrijf een lijst"),
    "scope misspelt": (MANIFEST, "building_kinds", "buildings", 14, "bekend zijn area, building_kinds"),
    "area that is not there": (MANIFEST, "gebied.geojson", "wijk.geojson", 13, "bestand"),
    "year as text": (MANIFEST, "built_from = 1945", 'built_from = "1945"', 15, "zonder aanhalingstekens"),
    "years reversed": (MANIFEST, "built_until = 1990", "built_until = 1900", 16, "built_from"),
    "monuments as a word": (MANIFEST, "monuments = false", 'monuments = "nee"', 17, "true"),
    "rule of another maker": (MANIFEST, "gm0001", "gm0002", 26, "gm0002."),
    "no such fact": (CASE, "storeys_added", "lagen_erbij", 8, "rules docs feiten"),
    "misspelt fact": (CASE, "building_height", "building_hight", 9, "bedoelt u proposed.building_height?"),
    "fact in centimetres": (CASE, "value = 11.0", 'value = 1100, unit = "cm"', 9, "dit feit staat in m"),
    "number in quotes": (CASE, "value = 11.0", 'value = "11.0 m"', 9, "zonder eenheid of aanhalingstekens"),
    "decimal comma": (CASE, "value = 11.0", "value = 11,0", 9, "geen geldige TOML"),
    "negative doubt": (CASE, "uncertainty = 0.05", "uncertainty = -0.05", 9, "geef een getal van 0"),
    "misspelt doubt": (CASE, "uncertainty", "onzekerheid", 9, "bekend zijn readings, uncertainty"),
    "truth for a number": (CASE, "storeys_added = 1", "storeys_added = true", 8, "geef een getal"),
    "number for a truth": (CASE, HEIGHT, '"existing.is_monument" = 0', 9, "geef true (ja) of false"),
    "list for a number": (CASE, "storeys_added = 1", "storeys_added = [1]", 8, "geef een getal"),
    "code in small letters": (CASE, '"GM0001"', '"gm0001"', 7, "schrijf GM en vier cijfers"),
    "kind of building in capitals": (CASE, HEIGHT, '"existing.building_kind" = "Flat"', 9, 'als "flat"'),
    "side in Dutch": (CASE, HEIGHT, '"existing.front_side" = "noord"', 9, 'kies uit "north"'),
    "year that cannot be": (
        CASE,
        HEIGHT,
        '"existing.construction_year" = 60',
        9,
        "heel getal van 1000",
    ),
    "fact twice": (CASE, HEIGHT, f"{HEIGHT}\nproposed.building_height = 11.0", 10, "twee keer"),
    "limit of the file": (
        CASE,
        HEIGHT,
        '"limit.max_height" = 12',
        9,
        "een geval vult alleen een open norm in",
    ),
    "no reason why": (CASE, 'why = "Elf meter."\n', "", 0, "why ontbreekt: geef een tekst"),
    "unknown verdict": (CASE, '"complies"', '"voldoet"', 4, "kies uit complies, violates"),
    "verdict of another name": (CASE, '"complies"', '"violates"', 4, "noem het violates-"),
    "need without doubt": (CASE, '"complies"', '"complies"\nneed = "input"', 5, "haal het weg"),
    "day of the case in quotes": (
        CASE,
        "[expect]",
        'on = "2026-01-01"\n[expect]',
        3,
        "zonder aanhalingstekens",
    ),
    "misspelt table": (CASE, "[given]", "[gegeven]", 6, "bekend zijn expect, given, on, why"),
    "item with a misspelt property": (LIST, "setback", "setbak", 9, "bekend zijn added, setback, side"),
    "item that is no table": (LIST, ITEM, "4.0", 9, "tabel"),
    "list without brackets": (
        LIST,
        '[ { side = "noord", setback = 4.0, added = true } ]',
        "4.0",
        9,
        "[ ... ]",
    ),
}


def broken(what: str) -> dict[str, bytes]:
    file, old, new, *_ = ERRORS[what]
    files = scoped()
    text = files[file].decode()
    assert text.count(old) >= 1, old
    return {**files, file: text.replace(old, new, -1 if what == "rule of another maker" else 1).encode()}


def test_there_are_more_than_thirty() -> None:
    assert len(ERRORS) >= 40
    assert len({words for *_, words in ERRORS.values()}) >= 30


@pytest.mark.parametrize("what", ERRORS)
def test_mistake_is_told_with_file_line_and_remedy(what: str) -> None:
    file, _, _, line, words = ERRORS[what]
    with pytest.raises(InputError) as told:
        try_pack(broken(what))
    nl, en = told.value.text.nl, told.value.text.in_language("en")

    named = RULES if what == "rule of another maker" else file
    assert f"'{named}'" in nl, nl
    assert f"'{named}'" in en, en
    at = re.search(r"regel (\d+):", nl)
    if line:
        assert at is not None, nl
        assert int(at[1]) == line, nl
    assert words in nl, nl
    assert nl != en
    assert len(nl) < 800


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("gm0001.hoogt/na-x", "bedoelt u gm0001.hoogte?"),
        ("gm0001.hoogte/geldt-niet", "begin de naam met complies-, violates-"),
        ("gm0001.hoogte/NA-x", "in kleine letters"),
    ],
)
def test_a_case_by_a_wrong_name_is_told(name: str, words: str) -> None:
    files = {**pack(), f"cases/{name}.toml": b'why = "x"\n[expect]\nverdict = "na"\n'}

    with pytest.raises(InputError) as told:
        try_pack(files)
    assert f"'cases/{name}.toml'" in told.value.text.nl
    assert words in told.value.text.nl


def test_an_excuse_needs_its_reason_and_an_outcome() -> None:
    name = "cases/gm0001.hoogte/none-violates.toml"
    with pytest.raises(InputError, match="reason ontbreekt: geef een tekst"):
        try_pack({**pack(), name: b""})
    with pytest.raises(InputError, match="noem het bestand none-complies"):
        try_pack({**pack(), name.replace("violates", "onzin"): b'reason = "x"'})


def test_a_pack_without_rules_is_told() -> None:
    with pytest.raises(InputError, match="regel"):
        try_pack(
            {name: content for name, content in pack().items() if not name.startswith(("rules", "cases"))}
        )
