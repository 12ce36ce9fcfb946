"""Packs of the administrator: they run for every user as if installed, and he cannot lose them."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from optopcheck.domain.job import InputError
from optopcheck.domain.rule import Need, Verdict
from optopcheck.rules.trust import Machine
from optopcheck.service import (
    ListedPack,
    PackOrigin,
    list_packs,
    load_rules,
    pack_sources,
    remove_pack,
    rule_files,
    rule_store,
    switch_pack,
)
from tests.service import small_case
from tests.service.bundles import OTHER, OWN, ROOT, TODAY, put, put_register, version
from tests.service.small_case import ON

if TYPE_CHECKING:
    from pathlib import Path

    from optopcheck.rules import RuleSet

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="asks who owns a file")
NAME = "gm0599-dakopbouw"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a user without anything on a computer with an administrator's register."""
    monkeypatch.setenv("OPTOPCHECK_HOME", str(tmp_path / "home"))
    place = tmp_path / "machine"
    for part in ("bundles", "roots"):
        (place / part).mkdir(parents=True)
    put_register(place / "register.optreg")
    (place / "roots" / "root.pub").write_bytes(ROOT.public.to_file())
    owners = frozenset({0, os.getuid()})
    monkeypatch.setattr(rule_files, "this_machine", lambda: Machine(place, owners))
    lock(place)
    return place


def lock(place: Path) -> None:
    for path in (place, *place.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)


@pytest.fixture
def managed(folder: Path) -> Path:
    path = put(folder / "bundles" / "rotterdam.optrules", by=OWN)
    lock(folder)
    return path


def listed(name: str = NAME) -> list[ListedPack]:
    return [pack for pack in list_packs(TODAY) if pack.name == name]


def loaded(rules: RuleSet) -> list[tuple[str, str]]:
    return [(plugin.version, plugin.sha256) for plugin in rules.plugins if plugin.name == NAME]


def test_it_takes_part_with_the_hash_that_an_installed_one_has(
    managed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ((_, here),) = loaded(load_rules(TODAY))
    (plugin,) = [p for p in load_rules(TODAY).plugins if p.name == NAME]
    assert plugin.error is None
    assert plugin.mark is None

    monkeypatch.setattr(rule_files, "this_machine", lambda: None)
    monkeypatch.setenv("OPTOPCHECK_HOME", str(tmp_path / "another"))
    rule_store().install(managed.read_bytes(), TODAY)
    assert loaded(load_rules(TODAY)) == [("1.0.0", here)]


def test_the_list_says_managed_and_the_user_cannot_take_it_away(managed: Path) -> None:
    (pack,) = listed()
    assert (pack.origin, pack.is_managed, pack.takes_part, pack.is_on) == (
        PackOrigin.MANAGED,
        True,
        True,
        True,
    )
    assert pack.publisher == "gm0599 Gemeente Rotterdam"
    assert pack.locked is not None
    assert "beheerder" in pack.locked.nl
    assert pack.digest == ""
    with pytest.raises(InputError, match="beheerd"):
        switch_pack(NAME, on=False)
    remove_pack(f"sha256:{pack.key}")
    assert managed.exists()
    assert listed()[0].takes_part


def test_a_switch_of_before_does_not_hold(managed: Path) -> None:
    del managed
    rule_store().switch(NAME, on=False)
    assert len(loaded(load_rules(TODAY))) == 1


def test_a_newer_one_of_the_user_makes_way(managed: Path, tmp_path: Path) -> None:
    del managed
    newer = put(tmp_path / "b.optrules", version("2.0.0"), by=OWN)
    rule_store().install(newer.read_bytes(), TODAY)
    assert [number for number, _ in loaded(load_rules(TODAY))] == ["1.0.0"]
    own = next(pack for pack in listed() if pack.version == "2.0.0")
    assert not own.takes_part
    assert own.aside is not None
    assert "beheerder" in own.aside.nl
    assert own.digest


def test_the_same_file_twice_counts_once_and_the_copy_can_be_removed(managed: Path) -> None:
    rule_store().install(managed.read_bytes(), TODAY)
    assert len(loaded(load_rules(TODAY))) == 1
    assert {(pack.origin, pack.takes_part) for pack in listed()} == {
        (PackOrigin.MANAGED, True),
        (PackOrigin.BUNDLE, False),
    }
    assert len({pack.key for pack in listed()}) == 2
    remove_pack(next(pack.digest for pack in listed() if pack.digest))
    assert [pack.origin for pack in listed()] == [PackOrigin.MANAGED]


def test_the_first_start_counts_them(managed: Path) -> None:
    del managed
    told = pack_sources()
    assert any("1 beheerd" in place.nl for place in told.places)
    assert ("GM0599", "Gemeente Rotterdam") in told.municipalities or "GM0599" in dict(told.municipalities)


def failed(rules: RuleSet) -> list[str]:
    return [plugin.error.nl for plugin in rules.plugins if plugin.error is not None]


@pytest.mark.parametrize("harm", ["open", "link", "altered", "unknown", "unsigned"])
def test_what_does_not_count_is_said_and_nothing_is_green(folder: Path, tmp_path: Path, harm: str) -> None:
    path = put(folder / "bundles" / "a.optrules", by={"unknown": OTHER, "unsigned": None}.get(harm, OWN))
    lock(folder)
    if harm == "open":
        folder.chmod(0o777)
    elif harm == "link":
        path.rename(tmp_path / "elsewhere")
        path.symlink_to(tmp_path / "elsewhere")
    elif harm == "altered":
        content = bytearray(path.read_bytes())
        content[len(content) // 3] ^= 1
        path.write_bytes(content)
    rules = load_rules(ON)
    assert loaded(rules) == []
    assert len(failed(rules)) == 1
    row = next(pack for pack in list_packs(TODAY) if pack.is_managed)
    assert row.error is not None
    assert not row.takes_part


def test_a_folder_that_does_not_count_leaves_nothing_green(managed: Path, tmp_path: Path) -> None:
    inputs = small_case.case(tmp_path)
    sound = small_case.checked(inputs, None).assessment
    managed.chmod(0o666)
    broken = replace(sound, receipt=replace(sound.receipt, plugins=load_rules(ON).plugins))
    assert sound.overall.need is not Need.REPAIR
    assert (broken.overall.verdict, broken.overall.need) == (Verdict.UNDETERMINED, Need.REPAIR)
    assert "rotterdam.optrules" in broken.overall.reason.nl
