"""Mistakes that authors make: each told with file, line and remedy, in both languages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from optopcheck.rules.declared import RuleFileError, TextSource, read_rules
from tests.rules.declared.texts import GOOD, changed

if TYPE_CHECKING:
    from pathlib import Path

HEIGHT = 'require = "proposed.building_height <= limit.max_height"'
ALL = 'require = "all(proposed.facades, it.setback >= limit.min_setback)"'
NEXT = '\n[[rule]]\nid = "gm0001.t'
CONFIRMED = 'confirmed_by = "gemeenteraad van Voorbeeldstad, 1 januari 2024"'
OLD_SOURCE = GOOD[GOOD.index("[source.nota]") : GOOD.index("[limit.max")].replace("nota]", "oud]")
MANY = "storeys_added > 1 or " * 100

# what: (old, new, line, words of the message)
ERRORS: dict[str, tuple[str, str, int, str]] = {
    "no TOML": ('title = "Nota', "title = Nota", 5, "geen geldige TOML"),
    "no lang": ("lang = 1\n", "", 0, "lang ontbreekt: schrijf bovenaan lang = 1"),
    "later lang": ("lang = 1", "lang = 2", 1, "schrijf bovenaan lang = 1"),
    "unknown top key": ("place =", "plaats =", 2, "bekend zijn"),
    "id without authority": ("gm0001.hoogte", "hoogte", 26, "schrijf wie de regel maakt"),
    "id in capitals": ("gm0001.hoogte", "GM0001.Hoogte", 26, "kleine letters"),
    "id twice": ("gm0001.terugligging", "gm0001.hoogte", 33, "kies een andere"),
    "two authorities": ("gm0001.terugligging", "gm0002.terugligging", 33, "begin met gm0001."),
    "no title": (
        'title = { nl = "Hoogte", en = "Height" }\n',
        "",
        25,
        "title ontbreekt: geef een tekst: ",
    ),
    "no source": (
        'source = "nota"\napplies',
        "applies",
        25,
        "source ontbreekt: geef een tekst tussen aanhalingstekens",
    ),
    "misspelt source": ('source = "nota"\napplies', 'source = "noot"\napplies', 28, "kies uit nota"),
    "source without article": ('article = "4.2"\n', "", 4, "source.nota.article ontbreekt"),
    "source without passage": ('passage = "Een', 'pasage = "Een', 6, "onbekend"),
    "date reversed": ("valid_to = 2029", "valid_to = 2019", 11, "ligt voor valid_from"),
    "date in quotes": ("valid_from = 2024-01-01", 'valid_from = "2024-01-01"', 10, "zonder aanhalingstekens"),
    "unknown standing": ('standing = "beleidsregel"', 'standing = "regel"', 9, "kies uit wet"),
    "address without https": ("https://example.org", "example.org", 7, "https://"),
    "limit without place": ('place = "artikel 4.2 onder a"\n', "", 13, "limit.max_height.place ontbreekt"),
    "limit without unit": ('unit = "m"\nplace = "artikel 4.2 onder a"', 'place = "a"', 13, "unit ontbreekt"),
    "limit in centimetres": ('unit = "m"', 'unit = "cm"', 15, "reken om naar m"),
    "limit in percent": ('unit = "m"', 'unit = "%"', 15, "reken om naar 1"),
    "limit as text": ("value = 12", 'value = "12"', 14, "zonder aanhalingstekens"),
    "limit with comma": ("value = 12", "value = 12,5", 14, "geen geldige TOML"),
    "limit that is no number": ("value = 12", "value = nan", 14, "geef een getal"),
    "nobody named": ('confirmed_by = "gemeenteraad', 'confirmed_by = ""\nx = "gemeenteraad', 18, "onbekend"),
    "empty confirmation": (CONFIRMED, 'confirmed_by = " "', 17, "geef een tekst"),
    "limit that no rule uses": (
        HEIGHT,
        'require = "proposed.building_height > 0"',
        13,
        "geen regel gebruikt dit",
    ),
    "limit by a wrong name": ('limit.max_height"', 'limit.max_hight"', 30, "bedoelt u limit.max_height"),
    "name with a dash": ("[limit.max_height]", "[limit.max-height]", 13, "kleine letters, cijfers en _"),
    "unknown fact": (HEIGHT, 'require = "proposed.bouwhoogte <= limit.max_height"', 30, "geen bekend feit"),
    "misspelt fact": (
        "proposed.building_height",
        "proposed.building_heigth",
        30,
        "bedoelt u proposed.building_height",
    ),
    "wrong unit": ("proposed.building_height", "proposed.gross_volume", 30, "eenheden verschillen: m3 en m"),
    "number without a place": (HEIGHT, 'require = "proposed.building_height <= 12"', 30, "[limit.NAAM]"),
    "number with its unit": (HEIGHT, 'require = "proposed.building_height <= 12 m"', 30, "[limit.NAAM]"),
    "decimal comma": (HEIGHT, 'require = "proposed.building_height <= 12,5"', 30, "met een punt: 12.5"),
    "Dutch word": (HEIGHT, HEIGHT[:-1] + ' en storeys_added <= 1"', 30, "schrijf and, or en not"),
    "sign of the school": (HEIGHT, HEIGHT.replace("<=", "≤"), 30, "schrijf <="),
    "single equals": ('applies_when = "storeys_added >= 1"', 'applies_when = "storeys_added = 1"', 29, "=="),
    "no comparison": (HEIGHT, 'require = "proposed.building_height"', 30, "waar of onwaar: vergelijk"),
    "no fact": (HEIGHT, 'require = "limit.max_height > 0"', 30, "noemt geen enkel feit"),
    "text that never comes": (
        ALL,
        "require = \"any(proposed.storeys, it.role == 'dak')\"",
        36,
        "kies uit bouwlaag",
    ),
    "list without it": (
        ALL,
        'require = "all(proposed.facades, setback >= limit.min_setback)"',
        36,
        "geen bekend feit",
    ),
    "it without a list": (ALL, 'require = "it.setback >= limit.min_setback"', 36, "'it' staat alleen"),
    "list as number": (ALL, 'require = "proposed.facades >= limit.min_setback"', 36, "een lijst"),
    "check without requirement": (
        HEIGHT + "\n",
        "",
        25,
        "require ontbreekt: geef een tekst tussen aanhalingstekens",
    ),
    "misspelt key of a rule": ("unless =", "tenzij =", 37, "bekend zijn"),
    "unknown kind": (
        'source = "nota"\nrequire',
        'source = "nota"\nkind = "toets"\nrequire',
        36,
        "kies uit check",
    ),
    "judgement with requirement": (
        'source = "nota"\nrequire',
        'source = "nota"\nkind = "judgement"\nasks = "Past het?"\nrequire',
        38,
        "hoort niet bij kind",
    ),
    "question without text": (ALL + "\n", 'kind = "judgement"\n', 32, "asks ontbreekt: geef een tekst"),
    "unknown outcome": (NEXT, '\n[rule.says]\nvoldoet = "ja"\n' + NEXT, 33, "bekend zijn"),
    "text that turns the direction of reading": (
        NEXT,
        '\n[rule.says]\ncomplies = "goed \\u202e"\n' + NEXT,
        33,
        "onzichtbaar teken in (U+202E)",
    ),
    "text that moves the cursor": (
        'title = "Terugligging"',
        'title = "Terug\\u001b[31m"',
        34,
        "onzichtbaar teken in (U+001B)",
    ),
    "unknown fact in a text": (
        NEXT,
        '\n[rule.says]\ncomplies = "hoogte {hoogte}"\n' + NEXT,
        33,
        "geen bekend feit",
    ),
    "shows no comparison": (
        HEIGHT,
        HEIGHT + '\nshows = "storeys_added + 1"',
        31,
        "een feit tegenover een grens",
    ),
    "confirmed by a place kept open": (
        'confirmed_by = "gemeenteraad van Voorbeeldstad, 1 januari 2024"',
        'confirmed_by = "nog te bevestigen"',
        17,
        "laat confirmed_by dan weg",
    ),
    "confirmed by a question mark": (
        'confirmed_by = "gemeenteraad van Voorbeeldstad, 1 januari 2024"',
        'confirmed_by = "?"',
        17,
        "laat confirmed_by dan weg",
    ),
    "shows what the rule does not compare": (
        HEIGHT,
        HEIGHT + '\nshows = "existing.building_height <= limit.max_height"',
        31,
        "vergelijkt existing.building_height nergens met limit.max_height",
    ),
    "shows a plan that does not decide": (
        HEIGHT,
        HEIGHT[:-1]
        + ' and proposed.building_height <= plan.max_building_height"'
        + '\nshows = "proposed.building_height <= plan.max_building_height"',
        30,
        "staat alleen in haar eis",
    ),
    "municipality by its name": (
        HEIGHT,
        HEIGHT[:-1] + " or municipality != 'Voorbeeldstad'\"",
        30,
        "schrijf GM en vier cijfers",
    ),
    "kind of building in capitals": (
        HEIGHT,
        HEIGHT[:-1] + " or existing.building_kind != 'Portiekflat'\"",
        30,
        "schrijf kleine letters",
    ),
    "plan limit in passing": (
        HEIGHT,
        HEIGHT[:-1] + ' or proposed.building_height <= plan.max_building_height"',
        30,
        "in een eigen regel",
    ),
    "unknown need": (
        NEXT,
        '\n[[rule.first]]\nwhen = "storeys_added > 1"\nneed = "oordeel"\nsays = "x"\n' + NEXT,
        34,
        "kies uit input",
    ),
    "norm that is not there": (
        'place = "V',
        'norm = { licht = "licht.toml" }\nplace = "V',
        2,
        "leg het naast dit bestand",
    ),
    "open norm with a value": ("value = 12", "value = 12\nopen = true", 14, "open norm heeft geen waarde"),
    "unused source": ("[limit.max_height]", OLD_SOURCE + "[limit.max_height]", 13, "geen regel gebruikt dit"),
    "expression too long": (HEIGHT, f'require = "{MANY}storeys_added > 2"', 30, "2000 is het meeste"),
}


def test_the_sound_file_is_read() -> None:
    assert [rule.id for rule in read_rules(GOOD)] == ["gm0001.hoogte", "gm0001.terugligging"]


def test_there_are_more_than_thirty() -> None:
    assert len(ERRORS) >= 50


@pytest.mark.parametrize("what", ERRORS)
def test_mistake_is_told_with_line_and_remedy(what: str) -> None:
    old, new, line, words = ERRORS[what]
    with pytest.raises(RuleFileError) as told:
        read_rules(TextSource("beleid.toml", changed(old, new)))

    nl, en = told.value.text.nl, told.value.text.in_language("en")
    assert nl.startswith("'beleid.toml'")
    assert en.startswith("'beleid.toml'")
    found = re.search(r"regel (\d+)", nl.split(":")[0])
    assert (int(found[1]) if found else 0) == line, nl
    assert words in nl
    assert nl != en
    assert len(nl) < 700


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(RuleFileError, match="niet te lezen"):
        read_rules(tmp_path / "weg.toml")


def test_a_norm_outside_the_folder_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "licht.toml").write_text("geheim", encoding="utf-8")
    inner = tmp_path / "pakket"
    inner.mkdir()
    file = inner / "regels.toml"
    file.write_text(
        GOOD.replace("place =", 'norm = { licht = "../licht.toml" }\nplace =', 1), encoding="utf-8"
    )
    with pytest.raises(RuleFileError, match="leg het naast dit bestand"):
        read_rules(file)
