from __future__ import annotations

import os
from typing import TYPE_CHECKING, NoReturn

import pytest

from optopcheck.domain.job import InputError
from optopcheck.report import saving, write_bytes, write_text

if TYPE_CHECKING:
    from pathlib import Path


def disk_full(*_: object, **__: object) -> NoReturn:
    raise OSError(28, "No space left on device")


def test_writes_and_replaces(tmp_path: Path) -> None:
    goal = tmp_path / "uit.txt"
    write_text(goal, "één")
    write_text(goal, "twee")

    assert goal.read_bytes() == b"twee"
    assert [path.name for path in tmp_path.iterdir()] == ["uit.txt"]


@pytest.mark.parametrize("call", ["replace", "fsync"])
def test_a_failing_disk_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    goal = tmp_path / "uit.txt"
    write_text(goal, "oud")
    monkeypatch.setattr(os, call, disk_full)

    with pytest.raises(InputError, match=r"uit\.txt.*niet geschreven.*No space left"):
        write_text(goal, "nieuw")

    assert goal.read_text() == "oud"
    assert [path.name for path in tmp_path.iterdir()] == ["uit.txt"]


def test_a_cancel_while_writing_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_handle: int) -> NoReturn:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)

    with pytest.raises(KeyboardInterrupt):
        write_text(tmp_path / "uit.txt", "x")
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="weg"):
        write_text(tmp_path / "weg" / "uit.txt", "x")


@pytest.mark.skipif(os.name != "posix", reason="rights as POSIX has them")
def test_a_private_file_is_for_its_owner(tmp_path: Path) -> None:
    write_bytes(tmp_path / "a.key", b"\0secret", private=True)
    write_bytes(tmp_path / "a.pub", b"open")

    assert (tmp_path / "a.key").read_bytes() == b"\0secret"
    assert (tmp_path / "a.key").stat().st_mode & 0o077 == 0
    assert (tmp_path / "a.pub").stat().st_mode & 0o044 == 0o044


@pytest.mark.skipif(os.name != "posix", reason="rights as POSIX has them")
def test_the_file_has_the_rights_of_a_new_file(tmp_path: Path) -> None:
    goal, plain = tmp_path / "uit.txt", tmp_path / "gewoon.txt"
    write_text(goal, "x")
    plain.write_text("x")

    assert goal.stat().st_mode == plain.stat().st_mode


def test_a_file_that_is_held_for_a_moment_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    goal = tmp_path / "uit.txt"
    write_text(goal, "oud")
    own, tries = os.replace, []

    def held(name: str, path: Path) -> None:
        tries.append(name)
        if len(tries) < 3:
            raise PermissionError(13, "Permission denied")
        own(name, path)

    monkeypatch.setattr(saving, "WAITS", (0.0, 0.0))
    monkeypatch.setattr(os, "replace", held)
    write_text(goal, "nieuw")

    assert goal.read_text() == "nieuw"
    tries.clear()
    monkeypatch.setattr(saving, "WAITS", (0.0,))
    with pytest.raises(InputError, match="Permission denied"):
        write_text(goal, "weer")
    assert goal.read_text() == "nieuw"
    assert [path.name for path in tmp_path.iterdir()] == ["uit.txt"]


def test_the_last_version_stays_beside_only_where_it_is_asked_for(tmp_path: Path) -> None:
    goal = tmp_path / "uit.bin"
    for content in (b"1", b"2", b"3"):
        write_bytes(goal, content, keep_last=True)

    assert (goal.read_bytes(), (tmp_path / "uit.bin.bak").read_bytes()) == (b"3", b"2")
    write_bytes(goal, b"4")
    assert (tmp_path / "uit.bin.bak").read_bytes() == b"2"
