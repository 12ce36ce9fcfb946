"""Makers of rules on the command line: a new pack, its cases, its page, and what they look up."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from optopcheck.cli.main import main
from tests.rules.authoring.made import CASES, pack

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def desk(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder with a sound pack, and a home of its own."""
    monkeypatch.setenv("OPTOPCHECK_HOME", str(folder / "home"))
    write(folder / "pak", pack())
    return folder


@pytest.fixture
def said(desk: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str]]:
    """Run a command of `rules`; give its exit code and all that it printed, on one line."""
    del desk

    def run(*words: str) -> tuple[int, str]:
        code = main(["rules", *words])
        captured = capsys.readouterr()
        return code, " ".join((captured.out + captured.err).split())

    return run


def write(folder: Path, files: dict[str, bytes]) -> None:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


def test_a_sound_pack_passes_as_folder_and_as_bundle(said: Callable[..., tuple[int, str]]) -> None:
    code, told = said("test", "pak")
    assert code == 0
    assert "gm0001.hoogte 1 1 1 1 gm0001.terugligging 1 1 1 1" in told
    assert told.endswith("8 van 8 gevallen goed; elke uitkomst heeft een geval")

    assert said("build", "pak", "--out", "pak.optrules")[0] == 0
    assert said("test", "pak.optrules") == (code, told)


def test_a_case_that_finds_otherwise_fails_with_expected_found_and_reason(
    desk: Path, said: Callable[..., tuple[int, str]]
) -> None:
    path = desk / "pak" / "cases" / "gm0001.hoogte" / "complies-elf-meter.toml"
    path.write_text(path.read_text().replace("11.0", "12.02"))

    code, told = said("test", "pak")
    assert code == 1
    assert "Niet goed: cases/gm0001.hoogte/complies-elf-meter.toml geval Elf meter." in told
    assert "verwacht voldoet gevonden nader onderzoek, binnen de onzekerheid (precision) want " in told
    assert "De marge ligt binnen de onzekerheid" in told
    assert told.endswith("7 van 8 gevallen goed; elke uitkomst heeft een geval")
    assert (
        "expected complies found further study, within the uncertainty"
        in said("test", "pak", "--lang", "en")[1]
    )


@pytest.mark.parametrize("gone", CASES)
def test_a_missing_outcome_fails_and_is_named(
    desk: Path, said: Callable[..., tuple[int, str]], gone: str
) -> None:
    (desk / "pak" / "cases" / f"{gone}.toml").unlink()
    rule, name = gone.split("/")

    code, told = said("test", "pak")
    assert code == 1
    assert f"schrijf cases/{rule}/{name.split('-')[0]}-….toml" in told
    assert told.endswith("7 van 7 gevallen goed; 1 uitkomst zonder geval")
    code, told = said("check", "pak")
    assert code == 0
    assert f"Wat er nog ontbreekt - {rule}: geen geval van" in told


def test_what_cannot_be_read_is_no_failed_test(desk: Path, said: Callable[..., tuple[int, str]]) -> None:
    path = desk / "pak" / "rules" / "regels.toml"
    path.write_text(path.read_text().replace("proposed.building_height", "proposed.hoogte"))

    for command in ("test", "check", "explain"):
        code, told = said(command, "pak")
        assert code == 3, command
        assert "'rules/regels.toml', regel 30" in told
    assert said("test", "weg")[0] == 3


def test_check_says_that_nothing_is_missing(said: Callable[..., tuple[int, str]]) -> None:
    code, told = said("check", "pak")

    assert code == 0
    assert told.endswith("Wat er nog ontbreekt - niets: elke uitkomst heeft een geval")


def test_check_of_a_pack_in_python_does_not_call_it_tested(
    desk: Path, said: Callable[..., tuple[int, str]]
) -> None:
    manifest = pack()["manifest.toml"].decode()
    manifest = manifest.replace("lang = 1", 'api = 1\nrules = ["gm0001.x"]')
    write(desk / "py", {"manifest.toml": manifest.encode(), "python/a-1.0-py3-none-any.whl": b"x"})

    code, told = said("check", "py")
    assert code == 0
    assert "niet bekend: regels in Python toetst hun maker met pytest" in told
    code, told = said("test", "py")
    assert code == 3
    assert "er zijn geen regels als gegevens" in told


def test_a_new_pack_is_made_once(desk: Path, said: Callable[..., tuple[int, str]]) -> None:
    new = ("new", "dak", "--authority", "GM0637", "--name", "Dak op dak")
    code, told = said(*new)
    assert code == 0
    assert os.path.join("dak", "manifest.toml") in told  # noqa: PTH118 - as the user's system writes it
    before = {path: path.read_bytes() for path in (desk / "dak").rglob("*") if path.is_file()}
    assert len(before) >= 12

    code, told = said(*new)
    assert code == 3
    assert "'dak' bestaat al" in told
    assert {path: path.read_bytes() for path in (desk / "dak").rglob("*") if path.is_file()} == before
    code, told = said("test", "dak")
    assert code == 1
    assert "een aanname die niemand heeft bevestigd" in told
    assert said("check", "dak")[0] == 0
    assert said("build", "dak")[0] == 0
    assert (desk / "gm0637-dak-0.1.0.optrules").is_file()


def test_a_new_pack_of_nobody_is_not_begun(desk: Path, said: Callable[..., tuple[int, str]]) -> None:
    code, told = said("new", "dak", "--authority", "zoetermeer", "--name", "Dak")

    assert code == 3
    assert "schrijf de code van de gemeente" in told
    assert not (desk / "dak").exists()
    assert said("new", "dak", "--authority", "gm0637")[0] == 3


def test_a_pack_is_explained_by_folder_bundle_and_id(said: Callable[..., tuple[int, str]]) -> None:
    code, told = said("explain", "pak")
    assert code == 0
    assert "Eis: 'bouwhoogte (voorgesteld)' is ten hoogste 12 m" in told
    assert (
        "Requirement: 'building height (proposed)' is at most 12 m"
        in said("explain", "pak", "--lang", "en")[1]
    )

    assert said("build", "pak", "--out", "pak.optrules")[0] == 0
    assert said("explain", "pak.optrules") == (code, told)
    code, message = said("explain", "gm0001-dakopbouw")
    assert code == 3
    assert "hier zijn: example-dakopbouw, " in message
    assert said("install", "pak.optrules", "--accept")[0] == 0
    assert said("explain", "gm0001-dakopbouw") == (0, told)
    assert said("explain", "gm0637-data")[1].startswith("# Zoetermeer")


def test_one_rule_is_explained_by_its_id(said: Callable[..., tuple[int, str]]) -> None:
    code, told = said("explain", "example.welstand")

    assert code == 0
    assert told.startswith("# Dakopbouwen (voorbeeld om over te nemen)")
    assert "## 1. Past de dakopbouw bij de gevel?" in told
    assert "##" not in told.split("## 1.")[1]
    assert "Bron: Nota dakopbouwen (voorbeeld), hoofdstuk 4 (beleidsregel) > Een dakopbouw" in told


def test_the_newest_installed_version_is_explained(desk: Path, said: Callable[..., tuple[int, str]]) -> None:
    manifest = desk / "pak" / "manifest.toml"
    for version in ("1.9.0", "1.10.0", "1.2.0"):
        manifest.write_text(manifest.read_text().replace(manifest_version(manifest), version))
        assert said("build", "pak", "--out", f"{version}.optrules")[0] == 0
        assert said("install", f"{version}.optrules", "--accept")[0] == 0

    assert "versie 1.10.0" in said("explain", "gm0001-dakopbouw")[1]


def manifest_version(manifest: Path) -> str:
    return manifest.read_text().split('version = "')[1].split('"')[0]


def test_an_altered_bundle_is_neither_tested_nor_explained(
    desk: Path, said: Callable[..., tuple[int, str]]
) -> None:
    said("build", "pak", "--out", "pak.optrules")
    said("keygen", "sleutel", "--no-password")
    said("sign", "pak.optrules", "--key", "sleutel.key")
    content = bytearray((desk / "pak.optrules").read_bytes())
    content[content.index(b"Nota dakopbouwen") + 1] ^= 1
    (desk / "pak.optrules").write_bytes(content)

    for command in ("test", "explain"):
        code, told = said(command, "pak.optrules")
        assert code == 3, command
        assert "Nota" not in told
    assert said("check", "pak.optrules")[0] == 1


@pytest.mark.parametrize(
    ("subject", "begins"),
    [
        ((), "# Regeltaal `lang = 1`"),
        (("taal",), "# Regeltaal `lang = 1`"),
        (("feiten",), "| feit | eenheid of eigenschappen | wat |"),
        (("api",), "# `optopcheck.api`, versie v1"),
        (("schema-rules",), '{ "$schema"'),
        (("schema-manifest",), '{ "$schema"'),
        (("schema-case",), '{ "$schema"'),
    ],
)
def test_reference_is_printed(
    said: Callable[..., tuple[int, str]], subject: tuple[str, ...], begins: str
) -> None:
    code, told = said("docs", *subject)

    assert code == 0
    assert told.startswith(begins)


def test_unknown_reference_is_told(said: Callable[..., tuple[int, str]]) -> None:
    assert said("docs", "onzin")[0] == 3
