"""What is shipped is locked by hashes that count, may be shipped, and stands on the bill of materials."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import subprocess
import sys
import zipfile
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

ROOT = Path(__file__).parents[2]
PACKAGING = ROOT / "packaging"
sys.path.insert(0, str(PACKAGING))

import licence_list  # noqa: E402
import lock_file  # noqa: E402
import sbom  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator

LOCKS = ("requirements.lock", "audit.lock", "app/requirements.lock")


@pytest.fixture(scope="module", autouse=True)
def _path() -> Iterator[None]:
    yield
    sys.path.remove(str(PACKAGING))


@pytest.fixture(scope="module")
def pins() -> tuple[lock_file.Pin, ...]:
    return lock_file.shipped(lock_file.read_lock(PACKAGING / "requirements.lock"))


@pytest.mark.parametrize("name", LOCKS)
def test_lock_is_read_whole(name: str) -> None:
    text = (PACKAGING / name).read_text(encoding="utf-8")
    found = lock_file.read_lock(PACKAGING / name)

    assert len(found) == len(re.findall(r"^[a-z0-9].*==", text, re.MULTILINE))
    assert sum(len(pin.hashes) for pin in found) == text.count("--hash=sha256:")


def test_pin_without_a_hash_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.lock").write_text("numpy==2.4.6\n    # via optopcheck (pyproject.toml)\n")

    with pytest.raises(ValueError, match=r"numpy==2\.4\.6"):
        lock_file.read_lock(tmp_path / "a.lock")


def test_what_is_shipped_is_what_the_program_needs_and_no_tool(pins: tuple[lock_file.Pin, ...]) -> None:
    names = {pin.name for pin in pins}

    assert {"numpy", "vtk", "shiboken6", "cffi", "xmlschema", "matplotlib"} <= names
    assert names.isdisjoint({"pytest", "hypothesis", "mypy", "cyclonedx-python-lib", "pip-audit", "requests"})


def test_everything_shipped_has_a_licence_on_the_list_that_is_allowed(
    pins: tuple[lock_file.Pin, ...],
) -> None:
    listed, allowed = licence_list.listed(), licence_list.rules()["allowed"]

    assert {pin.name for pin in pins} - set(listed) == set(), "add a row to packaging/THIRD_PARTY.md"
    assert set(listed) - {pin.name for pin in pins} == set(), "not shipped any more"
    refused = {n: one for n, one in listed.items() if not licence_list.is_allowed(one, allowed)}
    assert refused == {}, "packaging/licences.toml allows this only with a reason"
    assert all(len(reason) > 10 for reason in allowed.values())


def test_list_says_what_the_packages_say(pins: tuple[lock_file.Pin, ...]) -> None:
    listed = licence_list.listed()
    differing, silent = {}, set()
    for name in {pin.name for pin in pins}:
        try:
            version(name)
        except PackageNotFoundError:
            continue
        said = licence_list.stated(name)
        if said is None:
            silent.add(name)
        elif listed[name] not in {said, *re.split(r" OR ", said)}:
            differing[name] = (listed[name], said)

    assert differing == {}
    assert silent <= {"embreex"}  # only the text of its licence, which is BSD-2-Clause


@pytest.mark.parametrize(
    ("expression", "allowed"),
    [
        ("MIT", True),
        ("MIT AND BSD-3-Clause", True),
        ("MIT AND SSPL-1.0", False),
        ("GPL-3.0-only OR MIT", True),
        ("GPL-3.0-only", False),
        ("(MIT)", True),
        ("", False),
        ("?", False),
    ],
)
def test_licences_joined_by_and_must_all_be_allowed(expression: str, allowed: bool) -> None:  # noqa: FBT001
    assert licence_list.is_allowed(expression, licence_list.rules()["allowed"]) is allowed


def test_application_holds_the_versions_of_the_lock_and_nothing_that_is_not_listed(
    pins: tuple[lock_file.Pin, ...],
) -> None:
    packed = lock_file.read_lock(PACKAGING / "app" / "requirements.lock")
    wanted = {(pin.name, pin.version) for pin in lock_file.shipped(packed)}

    assert len(wanted) > 30
    assert wanted <= {(pin.name, pin.version) for pin in pins}
    tools = {pin.name for pin in packed} - {name for name, _ in wanted}
    assert "pyinstaller" in tools
    assert tools.isdisjoint(licence_list.listed())


def test_bill_of_an_application_names_what_came_from_the_system(tmp_path: Path) -> None:
    table = tmp_path / "of-the-system.tsv"
    table.write_text(
        "libgio-2.0.so.0\tlibglib2.0-0\t2.74.6-2\nlibglib-2.0.so.0\tlibglib2.0-0\t2.74.6-2\n",
        encoding="utf-8",
    )
    plain, whole = (
        {(str(one.name), str(one.version)) for one in bom.components}
        for bom in (sbom.bill(), sbom.bill(bundled=table))
    )

    assert {name for name, _ in whole - plain} == {"libglib2.0-0", "pyinstaller-bootloader"}
    assert ("libglib2.0-0", "2.74.6-2") in whole


def test_both_copies_of_the_list_are_the_same() -> None:
    shown = ROOT / "resources" / "about" / "THIRD_PARTY.md"

    assert shown.read_bytes() == (PACKAGING / "THIRD_PARTY.md").read_bytes()


def test_bill_of_materials_is_valid_complete_and_the_same_each_time(
    pins: tuple[lock_file.Pin, ...], tmp_path: Path
) -> None:
    from cyclonedx.schema import SchemaVersion  # noqa: PLC0415
    from cyclonedx.validation.json import JsonStrictValidator  # noqa: PLC0415

    for name in ("een", "twee"):
        assert sbom.main([str(tmp_path / name)]) == 0
    text = (tmp_path / "een" / "sbom.cdx.json").read_text(encoding="utf-8")
    told = json.loads(text)
    found = {(one["name"], one["version"]): one for one in told["components"]}

    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    assert text == (tmp_path / "twee" / "sbom.cdx.json").read_text(encoding="utf-8")
    assert {(pin.name, pin.version) for pin in pins} == set(found) - {sbom.FONT[:2]}
    for pin in pins:
        one = found[pin.name, pin.version]
        assert one["purl"] == f"pkg:pypi/{pin.name}@{pin.version}"
        assert {h["content"] for h in one["hashes"]} == set(pin.hashes)
        assert one["licenses"]
    assert "MIT License" in (tmp_path / "een" / "licences.txt").read_text(encoding="utf-8")


# --- the hashes count ---------------------------------------------------------------------------
FLAGS = re.search(r"-m pip install (.*?) -r packaging/requirements\.lock",
                  (PACKAGING / "setup.sh").read_text(encoding="utf-8").replace("\\\n", ""))  # fmt: skip


def wheel(folder: Path) -> str:
    """Write a wheel of nothing; return its hash."""
    path = folder / "nietsdan-1.0-py3-none-any.whl"
    info = "nietsdan-1.0.dist-info"
    files = {
        "nietsdan.py": b"",
        f"{info}/METADATA": b"Metadata-Version: 2.1\nName: nietsdan\nVersion: 1.0\n",
        f"{info}/WHEEL": b"Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(
        f"{name},sha256={base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b'=').decode()},{len(content)}\n"
        for name, content in files.items()
    )
    with zipfile.ZipFile(path, "w") as whole:
        for name, content in (*files.items(), (f"{info}/RECORD", f"{record}{info}/RECORD,,\n".encode())):
            whole.writestr(name, content)
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize("kind", ["right", "wrong", "none"])
def test_setup_takes_only_what_has_the_hash_of_the_lock(tmp_path: Path, kind: str) -> None:
    """With the flags of setup.sh as they stand there."""
    assert FLAGS is not None
    digest = wheel(tmp_path)
    hashed = {"right": f" --hash=sha256:{digest}", "wrong": f" --hash=sha256:{digest[::-1]}", "none": ""}[
        kind
    ]
    (tmp_path / "a.lock").write_text(f"nietsdan==1.0{hashed}\n")
    done = subprocess.run(
        [
            *(sys.executable, "-m", "pip", "install", *FLAGS[1].split()),
            *("--no-index", "--find-links", str(tmp_path), "--target", str(tmp_path / "hier")),
            *("-r", str(tmp_path / "a.lock")),
        ],
        env={"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "PIP_CONFIG_FILE": "/dev/null"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode == 0) is (kind == "right"), done.stderr
    assert (tmp_path / "hier" / "nietsdan.py").exists() is (kind == "right")
    if kind != "right":
        assert "hash" in done.stderr.lower()
