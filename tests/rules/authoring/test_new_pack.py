"""A new pack is a copy of the template in which nothing decides until its maker says so."""

from __future__ import annotations

import tomllib
from datetime import date

import pytest

from optopcheck.domain.job import InputError
from optopcheck.domain.rule import Need
from optopcheck.rules.authoring import SCHEMAS, Expected, new_pack, try_pack
from optopcheck.rules.authoring.new_pack import SCHEMA_FOLDER
from optopcheck.rules.packs import read_pack, shipped_packs

TODAY = date(2026, 3, 4)
ASKED = '# confirmed_by = "wie voor dit getal instaat, en sinds wanneer"'


def made(
    folder: str = "dakopbouwen", authority: str = "gm0637", name: str = "Dakopbouwen"
) -> dict[str, bytes]:
    return dict(new_pack(folder, authority, name, TODAY))


def test_the_template_itself_passes_and_is_off() -> None:
    (template,) = (pack.files() for pack in shipped_packs() if pack.name == "template-data")
    tested = try_pack(template)

    assert tested.passed
    assert tested.pack.manifest.off
    assert [(rule.id, rule.kind.value) for rule in tested.pack.rules] == [
        ("example.hoogte", "check"),
        ("example.welstand", "judgement"),
        ("example.buren", "information"),
    ]


def test_code_ids_name_and_day_are_filled_in() -> None:
    files = made()
    pack = read_pack(files)
    manifest = tomllib.loads(files["manifest.toml"].decode())

    assert (pack.identity.id, pack.identity.version) == ("gm0637-dakopbouwen", "0.1.0")
    assert (pack.identity.authority, pack.identity.name) == ("gm0637", "Dakopbouwen")
    assert pack.identity.valid_from == TODAY
    assert not pack.manifest.off
    assert [rule.id for rule in pack.rules] == ["gm0637.hoogte", "gm0637.welstand", "gm0637.buren"]
    assert manifest["changes"] == ["0.1.0: eerste opzet"]
    cases = [name for name in files if name.startswith("cases/")]
    assert {name.split("/")[1] for name in cases} == {rule.id for rule in pack.rules}
    assert not [
        name for name, content in files.items() if b"example." in content.replace(b"example.org", b"")
    ]


def test_no_number_of_the_template_decides() -> None:
    files = made()
    tested = try_pack(files)

    assert all(
        limit.limit and limit.limit.confirmed_by is None for limit in tested.pack.rules[0].limits.values()
    )
    assert {result.found for result in tested.results} == {Expected.UNDETERMINED, Expected.NA}
    assert [(r.case.expects, r.found, r.need) for r in tested.failed] == [
        (Expected.COMPLIES, Expected.UNDETERMINED, Need.JUDGEMENT),
        (Expected.VIOLATES, Expected.UNDETERMINED, Need.JUDGEMENT),
    ]


def test_with_the_limits_confirmed_it_passes_but_for_nothing() -> None:
    files = made()
    rules = files["rules/dakopbouw.toml"].decode()
    assert rules.count(ASKED) == 1
    files["rules/dakopbouw.toml"] = rules.replace(ASKED, 'confirmed_by = "de raad, 1 maart 2026"').encode()

    assert try_pack(files).passed


def test_the_words_that_ask_who_confirms_confirm_nothing() -> None:
    files = made()
    rules = files["rules/dakopbouw.toml"].decode()
    files["rules/dakopbouw.toml"] = rules.replace(ASKED, ASKED[2:]).encode()

    with pytest.raises(InputError, match="laat confirmed_by dan weg"):
        read_pack(files)


@pytest.mark.parametrize("authority", ["gm0637", "pv12", "ws0123", "nl", "example"])
def test_every_kind_of_maker_gets_a_pack_that_is_read(authority: str) -> None:
    pack = read_pack(made(authority=authority))

    assert {rule.id.split(".")[0] for rule in pack.rules} == {authority}
    assert pack.identity.id == f"{authority}-dakopbouwen"


@pytest.mark.parametrize(
    ("folder", "identity"),
    [
        ("GM0637-Mijn Pakket!", "gm0637-mijn-pakket"),
        ("gm0637-dakopbouwen", "gm0637-dakopbouwen"),
        ("élan", "gm0637-lan"),
        ("...", "gm0637-pakket"),
    ],
)
def test_the_pack_is_called_by_its_folder(folder: str, identity: str) -> None:
    assert read_pack(made(folder)).identity.id == identity


@pytest.mark.parametrize("name", ['Met "aanhalingstekens"', "C:\\optop", r"\1 \g<0>", "Vóór €5", "tab\tin"])
def test_any_name_is_kept_as_it_is(name: str) -> None:
    assert read_pack(made(name=name)).identity.name == name


@pytest.mark.parametrize("authority", ["zoetermeer", "gm637", "", "GM0637x"])
def test_another_authority_is_told(authority: str) -> None:
    with pytest.raises(InputError, match=r"schrijf de code van de gemeente|geef een tekst"):
        made(authority=authority)


def test_an_empty_name_is_told() -> None:
    with pytest.raises(InputError, match="geef een tekst"):
        made(name=" ")


def test_each_file_names_its_schema_which_lies_beside_it() -> None:
    files = made()
    assert {name for name in files if name.startswith(SCHEMA_FOLDER)} == {
        f"{SCHEMA_FOLDER}/{name}-1.json" for name in SCHEMAS
    }
    for name, content in files.items():
        if name.endswith(".toml"):
            first = content.decode().splitlines()[0]
            kind = {"manifest.toml": "manifest", "rules": "rules", "cases": "case"}[name.split("/")[0]]
            up = "../" * name.count("/")
            assert first == f"#:schema {up}{SCHEMA_FOLDER}/{kind}-1.json"
