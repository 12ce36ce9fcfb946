"""What a dossier holds, what it notices, and what its id rests on."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from optopcheck.container import ContainerError, new_container
from optopcheck.domain.assessment import LoadedPlugin
from optopcheck.domain.scenario import Scenario, Setback
from optopcheck.domain.text import Text
from optopcheck.dossier import (
    DOSSIER,
    GivenFile,
    NamedVariant,
    changed_facts,
    changed_findings,
    read_dossier,
)
from optopcheck.dossier.findings import StoredRuleError
from optopcheck.dossier.names import input_member, is_plain_name
from optopcheck.dossier.variants import _Kept
from optopcheck.records import KeptArrays, canonical, encode
from tests.dossier import made
from tests.service import made as case

if TYPE_CHECKING:
    from collections.abc import Callable

    from optopcheck.domain.assessment import Assessment, Receipt


def id_of(found: Assessment, **parts: Any) -> str:
    return read_dossier(made.container(found, **parts)).description.report_id


def report_id(**changes: Any) -> str:
    """Return the id of the report with a changed receipt."""
    found = made.assessment()
    receipt: Receipt = replace(found.receipt, **changes)
    return read_dossier(
        made.container(type(found)(found.facts, found.outcomes, receipt))
    ).description.report_id


def test_everything_comes_back() -> None:
    found = made.dossier()

    assert found.problems == ()
    assert changed_findings(made.assessment().outcomes, found.outcomes) == ()
    assert changed_facts(made.assessment().facts, found.facts) == ()
    assert found.assessment.overall == made.assessment().overall
    assert found.description.settings == made.SETTINGS
    (file,) = found.description.inputs
    assert (file.role, file.name) == ("model", "flat (één).ifc")
    assert file.sha256 == hashlib.sha256(made.MODEL).hexdigest()
    assert found.files[file.member or ""] == made.MODEL
    assert found.files["report/rapport.txt"] == b"verslag"


def test_the_id_is_the_hash_of_the_receipt() -> None:
    found = made.dossier()

    assert found.description.report_id == f"sha256:{hashlib.sha256(found.files['receipt.json']).hexdigest()}"


def test_no_binary_float_stands_in_receipt_and_findings() -> None:
    for name in ("receipt.json", "findings.json", "dossier.json"):
        json.loads(made.dossier().files[name], parse_float=pytest.fail)


def test_rules_of_a_dossier_do_not_run() -> None:
    found = made.dossier()

    with pytest.raises(StoredRuleError):
        found.outcomes[0].rule.check(found.facts)


def test_files_can_be_named_only() -> None:
    named = read_dossier(made.container(inputs=(GivenFile("model", "flat.ifc", "a" * 64),)))

    assert named.description.inputs[0].member is None
    assert not any(name.startswith("input/") for name in named.files)


def test_the_same_assessment_gives_the_same_bytes() -> None:
    assert made.container().to_bytes(DOSSIER) == made.container().to_bytes(DOSSIER) == made.content()


def test_the_order_of_packs_and_the_age_of_the_register_are_not_in_the_id() -> None:
    own = made.assessment().receipt.plugins
    other = LoadedPlugin("optopcheck-ander", "2.0", "1" * 64, ())

    assert report_id(plugins=(*own, other)) == report_id(plugins=(other, *own))
    assert report_id(register=Text("register 17, 240 dagen oud")) == report_id()
    named = [replace(other, name=f"{folder}kapot.optrules") for folder in ("/srv/a/", "/srv/b/")]
    assert report_id(plugins=(named[0],)) == report_id(plugins=(named[1],))


@pytest.mark.parametrize(
    "changes",
    [
        {"reference_date": date(2026, 7, 3)},
        {"versions": {"python": "3.12", "optopcheck": "0.1.0"}},
        {"inputs": {"flat.ifc": "b" * 64}},
        {"plugins": ()},
        {"plugins": (LoadedPlugin("optopcheck-proef", "1.0", "1" * 64, ()),)},
        {"plugins": (LoadedPlugin("optopcheck-proef", "1.1", "0" * 64, ()),)},
        {"profile": case.PROFILE},
    ],
)
def test_whatever_can_change_a_finding_is_in_the_id(changes: dict[str, Any]) -> None:
    assert report_id(**changes) != report_id()


def test_facts_findings_and_settings_are_in_the_id() -> None:
    found = made.assessment()
    other_facts = replace(found.facts, scenario=replace(Scenario(), parapet=0.1))
    ids = {
        id_of(found),
        id_of(replace(found, facts=other_facts)),
        id_of(replace(found, outcomes=found.outcomes[1:])),
        id_of(found, settings=replace(made.SETTINGS, sun_every=7)),
    }

    assert len(ids) == 4


def settings_changed(raw: bytes) -> bytes:
    data = json.loads(raw)
    data["settings"]["scenario"]["storeys_added"] = 2
    return json.dumps(data).encode()


def pack_changed(raw: bytes) -> bytes:
    data = json.loads(raw)
    data["packs"][0]["version"] = "9.9"
    return json.dumps(data).encode()


def first_green(raw: bytes) -> bytes:
    return raw.replace(b'"VIOLATES"', b'"COMPLIES"')


TAMPERED: dict[str, tuple[str, Callable[[bytes], bytes], str]] = {
    "a finding": ("findings.json", first_green, "findings.json"),
    "a fact": ("facts.json", lambda raw: raw.replace(b"9.1234", b"8.1234"), "facts.json"),
    "an array": ("arrays/f8.bin", lambda raw: raw[:-1] + bytes([raw[-1] ^ 1]), "facts.json"),
    "the index": ("arrays/index.json", lambda raw: raw[:-1] + b" }", "facts.json"),
    "the model": (input_member("model", 1, "x.ifc"), lambda raw: raw + b" ", "input/01-model.ifc"),
    "the receipt": ("receipt.json", lambda raw: raw.replace(b"2026-07-02", b"2026-07-03"), "receipt.json"),
    "the settings": ("dossier.json", settings_changed, "dossier.json"),
    "a pack": ("dossier.json", pack_changed, "dossier.json"),
    "the day": ("dossier.json", made.edited("dossier.json", reference_date="2020-01-01"), "dossier.json"),
    "the id": ("dossier.json", made.edited("dossier.json", report_id="sha256:0"), "receipt.json"),
}


@pytest.mark.parametrize("name", TAMPERED)
def test_a_file_changed_with_its_record_is_noticed(name: str) -> None:
    file, change, told = TAMPERED[name]
    found = made.forged(file, change)

    assert any(told in problem.nl for problem in found.problems), found.problems


def test_a_file_changed_without_its_record_is_refused() -> None:
    content = made.content().replace(b"made up", b"made on")

    with pytest.raises(ContainerError, match="beschadigd"):
        read_dossier(content)


@pytest.mark.parametrize(
    ("file", "change", "told"),
    [
        ("dossier.json", lambda _: b"{", "dossier.json is niet te lezen"),
        ("dossier.json", lambda _: b"[]", "dossier.json is niet te lezen"),
        ("dossier.json", lambda _: b"[" * 100_000, "dossier.json is niet te lezen"),
        ("dossier.json", made.edited("", format_version=2), "vorm 2, dit programma leest 1"),
        ("dossier.json", made.edited("", format="iets anders"), "dossier.json is niet te lezen"),
    ],
)
def test_what_is_no_description_is_refused(file: str, change: Callable[[bytes], bytes], told: str) -> None:
    with pytest.raises(ContainerError, match=told):
        made.forged(file, change)


@pytest.mark.parametrize(
    ("file", "read"), [("facts.json", "facts"), ("findings.json", "outcomes"), ("receipt.json", "receipt")]
)
@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"null", b'{"record":{},"shared":{"points":7}}'])
def test_parts_that_cannot_be_read_are_told(file: str, read: str, content: bytes) -> None:
    found = made.forged(file, lambda _: content)

    with pytest.raises(ContainerError, match=f"{file} is niet te lezen"):
        getattr(found, read)


def test_no_dossier_without_description() -> None:
    with pytest.raises(ContainerError, match=r"dit is geen dossier: er is geen dossier\.json"):
        read_dossier(new_container({"manifest.toml": b""}, DOSSIER))


@pytest.mark.parametrize(
    "name",
    ["", ".", "..", "/etc/passwd", "a/b", "a\\b", "C:x", "x\0y", "x\ny", "\u202egpj.ifc", "x" * 201, "nul:"],
)
def test_a_name_that_is_a_path_is_refused(name: str) -> None:
    def renamed(raw: bytes) -> bytes:
        data = json.loads(raw)
        data["inputs"][0]["name"] = name
        return json.dumps(data).encode()

    assert not is_plain_name(name)
    with pytest.raises(ContainerError, match="dat is geen bestandsnaam"):
        made.forged("dossier.json", renamed)


def test_members_of_inputs_are_plain_whatever_the_files_are_called() -> None:
    assert input_member("model", 1, "Flat één v2.IFCZIP") == "input/01-model.ifczip"
    assert input_member("neighbours", 2, "buren.city.json") == "input/02-neighbours.city.json"
    assert input_member("statement", 3, "zonder") == "input/03-statement"
    assert input_member("plan", 4, "x.t\u00f6ml") == "input/04-plan"


def test_reports_may_come_later_and_leave_the_id() -> None:
    found = made.dossier()
    more = read_dossier(found.with_files({"report/rapport.pdf": b"%PDF"}))

    assert more.files["report/rapport.pdf"] == b"%PDF"
    assert more.description == found.description
    assert more.problems == ()


def test_variants_come_back_and_leave_the_id() -> None:
    found = made.dossier()
    kept = (
        NamedVariant("terug", Scenario(setback=Setback.all_round(1.25))),
        NamedVariant("twee", Scenario(2)),
    )
    more = read_dossier(found.with_variants(kept))

    assert found.variants == ()
    assert more.variants == kept
    assert more.description == found.description
    assert more.problems == ()
    assert more.with_variants(kept) is more.container


TOO_MANY = tuple(NamedVariant(str(n), Scenario()) for n in range(101))
TWINS = (NamedVariant("een", Scenario()), NamedVariant("een", Scenario(2)))
LONG = (NamedVariant("x" * 201, Scenario()),)


@pytest.mark.parametrize("variants", [TOO_MANY, TWINS, LONG])
def test_variants_that_could_not_be_read_back_are_not_written(variants: tuple[NamedVariant, ...]) -> None:
    with pytest.raises(ContainerError, match="ten hoogste 100 varianten"):
        made.dossier().with_variants(variants)


@pytest.mark.parametrize("variants", [TOO_MANY, TWINS, LONG, None])
def test_variants_that_cannot_be_are_told(variants: tuple[NamedVariant, ...] | None) -> None:
    content = b"null" if variants is None else canonical(encode(_Kept(variants), array=KeptArrays()))
    found = read_dossier(made.dossier().with_files({"variants.json": content}))

    with pytest.raises(ContainerError, match=r"variants\.json is niet te lezen"):
        _ = found.variants


def test_the_description_for_archives_is_valid() -> None:
    files = made.dossier().files
    crate = json.loads(files["ro-crate-metadata.json"])
    entities = {entity["@id"]: entity for entity in crate["@graph"]}
    root, own = entities["./"], entities["ro-crate-metadata.json"]

    assert crate["@context"] == "https://w3id.org/ro/crate/1.1/context"
    assert own["about"] == {"@id": "./"}
    assert own["conformsTo"] == {"@id": "https://w3id.org/ro/crate/1.1"}
    assert root["@type"] == "Dataset"
    assert root["datePublished"] == "2026-07-02"
    assert {"name", "description", "license"} <= root.keys()
    parts = {part["@id"] for part in root["hasPart"]}
    assert parts == set(files) - {"ro-crate-metadata.json"}
    assert all(entities[part]["@type"] == "File" for part in parts)
    assert all(entities[part]["contentSize"] == str(len(files[part])) for part in parts)
    assert len(entities) == len(crate["@graph"])
