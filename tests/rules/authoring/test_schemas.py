"""The published schemas accept every shipped pack, refuse what the readers refuse, and name the same keys."""

from __future__ import annotations

import json
import re
import tomllib
from datetime import date, datetime
from typing import Any

import jsonschema
import pytest

from optopcheck.api.toml_grounds import SOURCE_KEYS
from optopcheck.domain.job import InputError
from optopcheck.domain.rule import Need, Standing
from optopcheck.rules.authoring import SCHEMAS, Expected, schema_text, try_pack
from optopcheck.rules.declared.rule import Outcome, RuleKind
from optopcheck.rules.language.kinds import UNITS
from optopcheck.rules.packs import read_pack, shipped_packs
from tests.rules.authoring.made import pack, scoped
from tests.rules.authoring.test_pack_errors import ERRORS, broken
from tests.rules.declared.test_author_errors import ERRORS as RULE_ERRORS
from tests.rules.declared.texts import GOOD, changed

SCHEMA: dict[str, dict[str, Any]] = {name: json.loads(schema_text(name)) for name in SCHEMAS}
PACKS = {pack.name: pack.files() for pack in shipped_packs()}
KNOWN = re.compile(r"bekend zijn (.*)$")
# Fit for a schema, yet refused: names that must fit together, order of days, expressions.
BEYOND = {
    *("id of another", "dates reversed", "area that is not there", "years reversed", "rule of another maker"),
    *("no such fact", "misspelt fact", "fact in centimetres", "truth for a number", "number for a truth"),
    *("list for a number", "fact twice", "limit of the file", "verdict of another name", "number in quotes"),
    *("item with a misspelt property", "list without brackets", "decimal comma", "day with a time"),
    *("kind of building in capitals", "side in Dutch", "year that cannot be"),
    *("misspelt doubt", "negative doubt", "day of the case in quotes"),
}


def plain(value: Any) -> Any:
    """Return TOML data as a schema sees it: a day as its text."""
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items()}
    if isinstance(value, list):
        return [plain(part) for part in value]
    return value.isoformat() if isinstance(value, date | datetime) else value


def kind_of(name: str, files: dict[str, bytes]) -> str | None:
    if name == "manifest.toml":
        return "manifest"
    if name.startswith("cases/"):
        return "case"
    is_rules = name.startswith("rules/") and b"\nformat = " not in files[name]
    return "rules" if is_rules and name.endswith(".toml") else None


def validate(kind: str, text: str) -> None:
    jsonschema.validate(plain(tomllib.loads(text)), SCHEMA[kind], jsonschema.Draft202012Validator)


@pytest.mark.parametrize("kind", SCHEMAS)
def test_schema_is_sound(kind: str) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA[kind])
    assert SCHEMA[kind]["$id"] == f"urn:optopcheck:schema:{kind}-1"


@pytest.mark.parametrize("name", PACKS)
def test_every_shipped_pack_fits(name: str) -> None:
    files = dict(PACKS[name])
    tried = 0
    for path, content in files.items():
        kind = kind_of(path, files) if path.endswith(".toml") else None
        if kind is not None and "lang" in tomllib.loads(files["manifest.toml"].decode()):
            validate(kind, content.decode())
            tried += 1
    assert tried > 0


def test_there_are_shipped_packs() -> None:
    assert {"template-data", "zoetermeer-data"} <= set(PACKS)


def test_the_sound_pack_fits() -> None:
    for name, content in scoped().items():
        kind = kind_of(name, scoped())
        if kind is not None:
            validate(kind, content.decode())


@pytest.mark.parametrize("what", sorted(set(ERRORS) - BEYOND))
def test_a_schema_refuses_the_mistakes_that_it_can_see(what: str) -> None:
    file = ERRORS[what][0]
    kind = kind_of(file, broken(what))

    assert kind is not None
    with pytest.raises((jsonschema.ValidationError, tomllib.TOMLDecodeError)):
        validate(kind, broken(what)[file].decode())


def test_a_schema_sees_half_of_the_mistakes_in_rules() -> None:
    seen = 0
    for old, new, *_ in RULE_ERRORS.values():
        try:
            validate("rules", changed(old, new))
        except (jsonschema.ValidationError, tomllib.TOMLDecodeError):
            seen += 1
    assert seen >= 25


def keys(kind: str, *path: str) -> set[str]:
    place: Any = SCHEMA[kind]
    for step in path:
        place = place[step]
    return set(place["properties"])


def known(files: dict[str, bytes]) -> set[str]:
    """Return the keys that the reader says it knows, of a file with one too many."""
    with pytest.raises(InputError) as told:
        try_pack(files)
    found = KNOWN.search(told.value.text.nl)
    assert found is not None, told.value.text.nl
    return set(found[1].split(", "))


def rules_with(text: str, old: str = "lang = 1\n") -> dict[str, bytes]:
    return pack(rules__regels=GOOD.replace(old, old + text, 1))


@pytest.mark.parametrize(
    ("where", "files"),
    [
        ((), rules_with("onzin = 1\n")),
        (("$defs", "source"), rules_with("onzin = 1\n", "[source.nota]\n")),
        (("$defs", "limit"), rules_with("onzin = 1\n", "[limit.max_height]\n")),
        (("$defs", "rule"), rules_with("onzin = 1\n", "[[rule]]\n")),
        (("$defs", "first"), rules_with("first = [{ onzin = 1 }]\n", 'source = "nota"\n')),
        (("$defs", "outcomes"), rules_with('says = { onzin = "x" }\n', 'source = "nota"\n')),
        (("$defs", "fill"), pack(rules__regels=GOOD + '[fill."nl.x"]\nsource = "nota"\nonzin = 1\n')),
    ],
)
def test_reader_and_schema_of_rules_know_the_same_keys(
    where: tuple[str, ...], files: dict[str, bytes]
) -> None:
    assert known(files) == keys("rules", *where)


def test_reader_and_schema_of_manifest_and_case_know_the_same_keys() -> None:
    def more(name: str, text: str) -> dict[str, bytes]:
        return {**pack(), name: pack()[name] + text.encode()}

    case = "cases/gm0001.hoogte/complies-elf-meter.toml"
    bound = scoped() | {"manifest.toml": scoped()["manifest.toml"] + b"onzin = 1\n"}
    assert known(bound) == keys("manifest", "$defs", "scope")
    top = {**pack(), "manifest.toml": b"onzin = 1\n" + pack()["manifest.toml"]}
    assert known(top) == keys("manifest")
    assert known({**pack(), case: b"onzin = 1\n" + pack()[case]}) == keys("case") - {"reason"}
    assert known(more(case, "[expect.onzin]\n")) == keys("case", "properties", "expect")
    value = more(case, '"declared.parapet" = { onzin = 1 }\n')
    assert known(value) == set(SCHEMA["case"]["$defs"]["number"]["oneOf"][1]["properties"])


def test_choices_of_the_schema_are_those_of_the_code() -> None:
    of = SCHEMA["rules"]["$defs"]

    assert of["unit"]["enum"] == list(UNITS)
    assert set(of["need"]["enum"]) == {need.value for need in Need}
    assert set(of["source"]["properties"]) == set(SOURCE_KEYS)
    assert of["source"]["properties"]["standing"]["enum"] == [s.value for s in Standing]
    assert of["rule"]["properties"]["kind"]["enum"] == [kind.value for kind in RuleKind]
    assert set(of["outcomes"]["properties"]) == {outcome.value for outcome in Outcome}
    expect = SCHEMA["case"]["properties"]["expect"]["properties"]
    assert expect["verdict"]["enum"] == [kind.value for kind in Expected]
    assert set(expect["need"]["enum"]) == {need.value for need in Need}


@pytest.mark.parametrize(
    "code", ["gm0637", "pv12", "ws0123", "nl", "example", "gm1", "GM0637", "be", "gm06370"]
)
def test_schema_and_readers_take_the_same_makers(code: str) -> None:
    files = {name: content.replace(b"gm0001", code.encode()) for name, content in pack().items()}
    try:
        read_pack({name: files[name] for name in files if not name.startswith("cases/")})
        taken = True
    except InputError:
        taken = False
    for kind, name in (("manifest", "manifest.toml"), ("rules", "rules/regels.toml")):
        try:
            validate(kind, files[name].decode())
        except jsonschema.ValidationError:
            assert not taken, (code, name)
        else:
            assert taken, (code, name)
