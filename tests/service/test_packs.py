"""The packs of one user: installed, named as a file, switched, revoked; what a report says of them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from optopcheck.domain.job import InputError
from optopcheck.rules.bundle import new_container, read_identity
from optopcheck.rules.trust import sign_container, signing_comment
from optopcheck.service import load_rules, rule_store, switch_pack
from optopcheck.service.packs import register_used
from tests.rules.bundle import made
from tests.rules.pack_files.made import MANIFEST, files
from tests.rules.trust.test_register import packed, text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from optopcheck.rules import RuleSet

ON = date(2026, 7, 2)
NAME = "gm0001-dakopbouwen"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("OPTOPCHECK_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def written(path: Path, given: Mapping[str, bytes], *, signed: bool = False) -> Path:
    container = new_container(given)
    if signed:
        container = sign_container(container, made.OWN, signing_comment(read_identity(given), made.SIGNED_ON))
    path.write_bytes(container.to_bytes())
    return path


def install(path: Path) -> None:
    rule_store().install(path.read_bytes(), ON)


def mark(rules: RuleSet) -> str | None:
    (plugin,) = [plugin for plugin in rules.plugins if plugin.name == NAME]
    assert plugin.error is None
    return None if plugin.mark is None else plugin.mark.nl


def test_an_installed_pack_takes_part_and_says_of_whom_it_is(tmp_path: Path) -> None:
    install(written(tmp_path / "a.optrules", files(), signed=True))

    told = mark(load_rules(ON))
    assert told is not None
    assert told.startswith("onbekende sleutel")


def test_a_file_that_the_user_names_takes_part_without_being_installed(tmp_path: Path) -> None:
    path = written(tmp_path / "proef.optrules", files())
    rules = load_rules(ON, [str(path)])

    assert (mark(rules) or "").startswith("niet ondertekend")
    assert {entry.rule.maker for entry in rules} == {"gm0001", "nl"}
    assert rule_store().bundles() == ()


def test_a_folder_that_the_user_names_wins_from_what_is_installed(tmp_path: Path) -> None:
    install(written(tmp_path / "a.optrules", files()))
    folder = tmp_path / "werk"
    for name, content in files(MANIFEST.replace('"1.2.0"', '"1.1.0"')).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    rules = load_rules(ON, [str(folder)])

    assert [p.version for p in rules.plugins if p.name == NAME] == ["1.1.0"]
    assert [(p.name, p.reason.nl) for p in rules.aside if p.name == NAME] == [
        (NAME, "niet gekozen (--packs)")
    ]


def test_the_makers_folder_judges_unsigned_and_a_file_of_a_stranger_does_not(tmp_path: Path) -> None:
    install(written(tmp_path / "a.optrules", files(), signed=True))
    newer = files(MANIFEST.replace('"1.2.0"', '"1.3.0"'))
    for name, content in newer.items():
        (tmp_path / "werk" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "werk" / name).write_bytes(content)
    file = written(tmp_path / "vreemd.optrules", newer)

    assert (mark(load_rules(ON, [str(tmp_path / "werk")])) or "").startswith("niet ondertekend")
    (plugin,) = [p for p in load_rules(ON, [str(file)]).plugins if p.name == NAME]
    assert plugin.error is not None
    assert "ondertekent haar pakketten" in plugin.error.nl
    assert plugin.rule_ids == ()


@pytest.mark.parametrize("content", [b"", b"PK\3\4 kapot"])
def test_a_file_that_is_no_bundle_is_a_row_with_its_reason(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "kapot.optrules"
    path.write_bytes(content)
    rules = load_rules(ON, [str(path)])

    (error,) = [p.error for p in rules.plugins if p.name == str(path)]
    assert error is not None
    assert error.nl.startswith("gewijzigd")


def test_a_bundle_that_was_damaged_on_disk_is_a_row_with_its_reason(tmp_path: Path, home: Path) -> None:
    install(written(tmp_path / "a.optrules", files()))
    (kept,) = (home / "bundles").iterdir()
    kept.write_bytes(kept.read_bytes()[:-7])
    rules = load_rules(ON)

    assert [p.rule_ids for p in rules.plugins if p.name == "?"] == [()]
    assert any(p.error is not None and p.error.nl.startswith("gewijzigd") for p in rules.plugins)


def test_what_the_user_switched_off_stays_off(tmp_path: Path) -> None:
    install(written(tmp_path / "a.optrules", files()))
    switch_pack(NAME, on=False)
    assert [p.reason.nl for p in load_rules(ON).aside if p.name == NAME] == ["uitgezet"]

    switch_pack(NAME, on=True)
    assert NAME in {p.name for p in load_rules(ON).plugins}


def test_rules_of_the_state_cannot_be_switched_off() -> None:
    with pytest.raises(InputError, match="die doen altijd mee"):
        switch_pack("optopcheck-national", on=False)

    assert rule_store().switched() == {}


def revoke(given: Mapping[str, bytes]) -> None:
    digest = new_container(given).digest
    more = f'[[revoked_bundle]]\ndigest = "{digest}"\nsince = 2026-05-01\nreason = "fout in artikel 4"\n'
    store = rule_store()
    store.trust_root(made.ROOT.public)
    store.take_register(packed(text(more=more)))


def test_a_revoked_pack_stops_and_says_so(tmp_path: Path) -> None:
    install(written(tmp_path / "a.optrules", files(), signed=True))
    revoke(files())

    (plugin,) = [plugin for plugin in load_rules(ON).plugins if plugin.name == NAME]
    assert plugin.error is not None
    assert "fout in artikel 4" in plugin.error.nl
    assert plugin.rule_ids == ()
    told = register_used()
    assert told is not None
    assert told.nl.startswith("register 17 van 12-03-2026, ")


def test_a_revoked_version_gives_way_to_another(tmp_path: Path) -> None:
    newer = files(MANIFEST.replace('"1.2.0"', '"1.3.0"'))
    for number, given in enumerate((files(), newer)):
        install(written(tmp_path / f"{number}.optrules", given))
    revoke(newer)
    rules = load_rules(ON)

    assert [(p.version, p.error) for p in rules.plugins if p.name == NAME] == [("1.2.0", None)]
    (aside,) = [pack for pack in rules.aside if pack.name == NAME]
    assert aside.version == "1.3.0"
    assert "fout in artikel 4" in aside.reason.nl


def test_a_version_that_cannot_be_read_does_not_give_way_to_an_older_one(tmp_path: Path) -> None:
    newer = files(MANIFEST.replace('"1.2.0"', '"1.3.0"'), rules__hoogte_toml="lang = 1\n")
    for number, given in enumerate((files(), newer)):
        install(written(tmp_path / f"{number}.optrules", given))

    (plugin,) = [plugin for plugin in load_rules(ON).plugins if plugin.name == NAME]
    assert (plugin.version, plugin.error is None) == ("1.3.0", False)


def test_without_a_register_the_receipt_names_none() -> None:
    assert register_used() is None
