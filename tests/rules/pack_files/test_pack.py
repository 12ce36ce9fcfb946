"""A pack out of its files: what it says of itself, and what is refused with line and remedy."""

from __future__ import annotations

from datetime import date

import pytest

from optopcheck.domain.job import InputError
from optopcheck.domain.rule import Limit, Standing
from optopcheck.domain.text import Text
from optopcheck.rules.packs import read_manifest, read_pack
from tests.rules.declared.texts import GOOD
from tests.rules.pack_files.made import MANIFEST, area, changed, files, square

FILL = """lang = 1
[source.uitvoering]
title = "Uitvoeringsregels bouwen"
passage = "De hoogte is ten hoogste 12 m."
url = "https://example.org/uitvoering"
article = "1"
standing = "beleidsregel"

[fill."nl.parkeernorm"]
source = "uitvoering"
value = 1.2
unit = "1"
place = "Nota parkeren 2024"
confirmed_by = "college, 2 mei 2025"
"""


def test_a_pack_brings_its_rules_and_what_it_says_of_itself() -> None:
    pack = read_pack(files())
    manifest = pack.manifest

    assert pack.rule_ids == ("gm0001.hoogte", "gm0001.terugligging")
    assert (manifest.identity.id, manifest.identity.version) == ("gm0001-dakopbouwen", "1.2.0")
    assert (manifest.identity.valid_from, manifest.identity.valid_to) == (
        date(2024, 1, 1),
        date(2029, 12, 31),
    )
    assert (manifest.lang, manifest.api, manifest.off) == (1, None, False)
    assert manifest.contact == "omgeving@voorbeeldstad.example"
    assert manifest.changes == (Text("1.2.0: terugligging erbij"), Text("1.0.0: eerste", "1.0.0: first"))
    assert pack.profile is None


def test_what_it_fills_in_for_others_is_kept_by_name() -> None:
    pack = read_pack(files(rules__parkeren_toml=FILL))

    fill = pack.fills["nl.parkeernorm"]
    assert list(pack.fills) == ["nl.parkeernorm"]
    assert fill.limit == Limit(1.2, "1", "Nota parkeren 2024", "college, 2 mei 2025")
    assert (fill.source.title, fill.source.standing) == ("Uitvoeringsregels bouwen", Standing.POLICY_RULE)
    assert len(pack.rules) == 2


AREA = MANIFEST + '[scope]\narea = "a.geojson"\n'
IN_DEGREES = '{"type": "Polygon", "coordinates": [[[4, 52], [5, 52], [5, 53]]]}'
MISTAKES: dict[str, tuple[dict[str, str | bytes], str]] = {
    "no lang and no api": ({"manifest": changed("lang = 1\n", "")}, "lang ontbreekt: schrijf lang = 1"),
    "later lang": (
        {"manifest": changed("lang = 1", "lang = 2")},
        "'manifest.toml', regel 5: lang = 2: dit programma",
    ),
    "truth for a version": ({"manifest": changed("lang = 1", "lang = true")}, "regel 5: lang = True"),
    "misspelt key": ({"manifest": changed("licence", "license")}, "regel 9: license = 'CC0-1.0': onbekend"),
    "days reversed": ({"manifest": changed("valid_to = 2029", "valid_to = 2019")}, "regel 7: valid_to"),
    "off in words": ({"manifest": MANIFEST + 'off = "ja"\n'}, "off = 'ja': geef true"),
    "rules in the manifest": ({"manifest": MANIFEST + 'rules = ["gm0001.x"]\n'}, "rules/*.toml"),
    "python without a wheel": (
        {"manifest": changed("lang = 1", "lang = 1\napi = 1\nrules = ['gm0001.x']")},
        "api = 1",
    ),
    "python that names no rule": ({"manifest": changed("lang = 1", "api = 1")}, "noem de id van elke regel"),
    "python rule of another": (
        {"manifest": changed("lang = 1", "lang = 1\napi = 1\nrules = ['gm0002.x']")},
        "regel 7: rules[1] = 'gm0002.x': schrijf de id van een regel van gm0001",
    ),
    "wheel without api": ({"python__regels-1.0-py3-none-any.whl": b"PK"}, "met api = 1"),
    "no rule file": (
        {"rules__hoogte_toml": 'format = "optopcheck-sun-norm-1"\n'},
        "lang ontbreekt: schrijf bovenaan lang = 1",
    ),
    "rule of another authority": (
        {"rules__ander_toml": GOOD.replace("gm0001.", "gm0002.")},
        "'rules/ander.toml', regel 26: rule[1].id = 'gm0002.hoogte': begin met \"gm0001.\"",
    ),
    "id in two files": (
        {"rules__zelfde_toml": GOOD},
        "'rules/zelfde.toml', regel 26: rule[1].id = 'gm0001.hoogte': deze id staat al in",
    ),
    "filled in twice": (
        {"rules__een_toml": FILL, "rules__twee_toml": FILL},
        "'rules/twee.toml': nl.parkeernorm is al ingevuld",
    ),
    "profile that is not there": (
        {"manifest": MANIFEST + 'profile = "meet.toml"\n'},
        "profile = 'meet.toml': dit bestand",
    ),
    "slip in a rule": (
        {"rules__hoogte_toml": GOOD.replace("<= limit", "<= limits")},
        "'rules/hoogte.toml', regel 30",
    ),
    "scope with a misspelt bound": (
        {"manifest": MANIFEST + "[scope]\nbuild_from = 1900\n"},
        "regel 12: scope.build_from",
    ),
    "half a year": ({"manifest": MANIFEST + "[scope]\nbuilt_from = 1900.5\n"}, "geef een heel jaartal"),
    "no kinds": ({"manifest": MANIFEST + "[scope]\nbuilding_kinds = []\n"}, "ten minste één soort"),
    "kind with a quote": (
        {"manifest": MANIFEST + '[scope]\nbuilding_kinds = ["o\'"]\n'},
        "zonder aanhalingsteken",
    ),
    "kind in capitals": (
        {"manifest": MANIFEST + '[scope]\nbuilding_kinds = ["flat", "Portiekflat"]\n'},
        "schrijf kleine letters",
    ),
    "area that is not there": ({"manifest": AREA}, "regel 12: scope.area"),
    "area in degrees": (
        {"manifest": AREA, "a.geojson": IN_DEGREES},
        "in RD-meters",
    ),
    "area whose outline crosses itself": (
        {"manifest": AREA, "a.geojson": area(*(square(0, 100)[corner] for corner in (0, 2, 1, 3)))},
        "kruist of raakt zichzelf",
    ),
    "area that is none": ({"manifest": AREA, "a.geojson": "[1, 2"}, "GeoJSON"),
}


@pytest.mark.parametrize(("given", "words"), MISTAKES.values(), ids=MISTAKES)
def test_a_makers_slip_is_told_with_place_and_remedy(given: dict[str, str | bytes], words: str) -> None:
    with pytest.raises(InputError) as caught:
        read_pack(files(**given))  # type: ignore[arg-type] # the manifest is a text in each

    assert words in caught.value.text.nl
    assert caught.value.text.in_language("en") != caught.value.text.nl


def test_a_pack_in_python_names_its_rules() -> None:
    text = changed("lang = 1", "api = 1\nrules = ['gm0001.hoogte', 'gm0001-data.x']")

    assert read_manifest({"manifest.toml": text.encode()}).declared == ("gm0001.hoogte", "gm0001-data.x")
