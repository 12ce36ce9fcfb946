"""A folder becomes a bundle: the same bytes each time, nothing lost in silence."""

from __future__ import annotations

import os
import zipfile
from typing import TYPE_CHECKING

import pytest

from optopcheck.api.toml_values import TomlError
from optopcheck.domain.job import InputError
from optopcheck.rules.bundle import (
    BUNDLE,
    RECORD,
    BundleError,
    build_bundle,
    new_container,
    read_container,
    read_file,
)
from tests.rules.bundle import made

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return laid_out(tmp_path / "pack")


def laid_out(folder: Path) -> Path:
    for name, content in made.files().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def test_the_same_files_give_the_same_bytes(pack: Path, tmp_path: Path) -> None:
    first = build_bundle(pack).container.to_bytes()
    twin = laid_out(tmp_path / "elsewhere" / "copy")
    for path in twin.rglob("*.toml"):
        os.utime(path, (0, 0))
        path.chmod(0o600)

    assert build_bundle(twin).container.to_bytes() == first
    assert read_container(first).files == made.files()


def test_any_zip_program_reads_it(pack: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.optrules"
    path.write_bytes(build_bundle(pack).container.to_bytes())
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        assert set(archive.namelist()) == {*made.files(), RECORD}
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_makers_own_files_stay_out_and_are_named(pack: Path) -> None:
    for name in ("pyproject.toml", "tests/test_a.py", "cases/generate.py", "src/x/__init__.py"):
        (pack / name).parent.mkdir(parents=True, exist_ok=True)
        (pack / name).write_text("x")
    for name in (".DS_Store", "rules/.swp", "Thumbs.db", "cases/__pycache__/a.pyc"):
        (pack / name).parent.mkdir(parents=True, exist_ok=True)
        (pack / name).write_text("x")

    built = build_bundle(pack)

    assert dict(built.container.files) == made.files()
    assert built.left_out == ("cases/generate.py", "pyproject.toml", "src/x/__init__.py", "tests/test_a.py")


@pytest.mark.parametrize(
    "name", ["rules/optop.tml", "rules/optop.toml.bak", "sleutel.key", "pack.optrules", "x"]
)
def test_a_file_of_an_unknown_kind_is_not_lost_in_silence(pack: Path, name: str) -> None:
    (pack / name).write_text("x")

    with pytest.raises(BundleError, match=f"'{name}' hoort niet in een pakket"):
        build_bundle(pack)


@pytest.mark.parametrize("name", ["rules/één.toml", "rules/met spatie.toml", "rules/aux.toml"])
def test_a_name_that_would_be_refused_is_refused_here(pack: Path, name: str) -> None:
    (pack / name).write_text("a = 1\n")

    with pytest.raises(BundleError, match="de naam"):
        build_bundle(pack)


def test_a_link_is_not_followed(pack: Path) -> None:
    (pack / "rules" / "elsewhere.toml").symlink_to(pack / "manifest.toml")

    with pytest.raises(BundleError, match=r"rules/elsewhere\.toml' is een koppeling"):
        build_bundle(pack)


def test_a_file_that_is_no_toml_has_its_line(pack: Path) -> None:
    (pack / "rules" / "b.toml").write_text("a = 1\nb = \n")

    with pytest.raises(TomlError, match=r"'rules/b\.toml', regel 2"):
        build_bundle(pack)


def test_too_large_a_file_is_named(pack: Path) -> None:
    (pack / "rules" / "b.txt").write_bytes(bytes(BUNDLE.member_bytes + 1))

    with pytest.raises(InputError, match=r"b\.txt' is groter dan"):
        build_bundle(pack)


def test_what_would_break_a_limit_is_not_written() -> None:
    many = {f"cases/{n}.toml": b"" for n in range(BUNDLE.members)}
    with pytest.raises(BundleError, match="201 onderdelen"):
        new_container(many).to_bytes()


def test_no_folder_and_no_manifest_are_told(pack: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="geen map"):
        build_bundle(tmp_path / "weg")
    (pack / "manifest.toml").unlink()
    with pytest.raises(InputError, match=r"geen manifest\.toml"):
        build_bundle(pack)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_does_not_hold_the_program(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.optrules")

    with pytest.raises(InputError, match="geen bestand"):
        read_file(tmp_path / "pipe.optrules", 10)


def test_the_size_of_a_file_is_kept(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"12345")

    assert read_file(tmp_path / "a", 5) == b"12345"
    with pytest.raises(InputError, match="groter dan 4"):
        read_file(tmp_path / "a", 4)
    with pytest.raises(InputError, match="geen bestand"):
        read_file(tmp_path / "b", 4)


def test_the_limits_themselves_are_allowed() -> None:
    whole = {f"big{n}.txt": bytes(BUNDLE.member_bytes) for n in range(7)}
    record = len(new_container({**whole, "rest.txt": b""}).record)
    rest = bytes(BUNDLE.member_bytes - record)

    assert len(read_container(new_container({**whole, "rest.txt": rest}).to_bytes()).files) == 8
    with pytest.raises(BundleError, match="16777216"):
        new_container({**whole, "rest.txt": rest + b"x"}).to_bytes()


def test_a_full_bundle_keeps_the_limits() -> None:
    content = {f"cases/{n:03}.txt": bytes(BUNDLE.total_bytes // 199 - 100) for n in range(BUNDLE.members - 1)}

    packed = new_container(content).to_bytes()

    assert len(packed) <= BUNDLE.file_bytes
    assert len(read_container(packed).files) == BUNDLE.members - 1


def test_a_disk_that_fails_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object, **__: object) -> None:
        raise OSError(5, "Input/output error")

    (tmp_path / "a").write_bytes(b"x")
    monkeypatch.setattr("pathlib.Path.open", failing)

    with pytest.raises(InputError, match="niet te lezen: Input/output error"):
        read_file(tmp_path / "a", 10)
