"""What is fetched does not fill the disk."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

from optopcheck.citymodel import kept

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def fetched(folder: Path, name: str, days: float, size: int = 100) -> Path:
    path = folder / name
    path.write_bytes(bytes(size))
    then = time.time() - days * 24 * 3600
    os.utime(path, (then, then))
    return path


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_what_was_fetched_longest_ago_goes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "MOST", 250)
    monkeypatch.setattr(kept, "cache_folder", lambda: tmp_path)
    for name, days in (("3dbag_a.json", 1), ("3dbag_b.json", 3), ("3dbag_c.json", 2)):
        fetched(tmp_path, name, days)
    kept.keep(tmp_path / "3dbag_d.json", bytes(100))
    assert names(tmp_path) == {"3dbag_a.json", "3dbag_d.json"}


def test_one_that_is_larger_than_all_room_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "MOST", 250)
    monkeypatch.setattr(kept, "cache_folder", lambda: tmp_path)
    fetched(tmp_path, "3dbag_a.json", 1)
    kept.keep(tmp_path / "3dbag_d.json", bytes(1000))
    assert names(tmp_path) == {"3dbag_d.json"}


def test_what_a_killed_run_left_goes_and_what_is_being_written_stays(tmp_path: Path) -> None:
    fetched(tmp_path, "3dbag_old.part", 2)
    fetched(tmp_path, "3dbag_now.part", 0)
    fetched(tmp_path, "3dbag_a.json", 1)
    assert kept.shrink(tmp_path, 1000) == 100
    assert names(tmp_path) == {"3dbag_now.part", "3dbag_a.json"}
    assert kept.shrink(tmp_path, 0) == 100
    assert names(tmp_path) == {"3dbag_now.part"}


def test_in_a_folder_of_the_user_nothing_is_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "MOST", 250)
    fetched(tmp_path, "3dbag_a.json", 3, 1000)
    fetched(tmp_path, "notities.txt", 3)
    kept.keep(tmp_path / "3dbag_d.json", bytes(1000))
    assert names(tmp_path) == {"3dbag_a.json", "3dbag_d.json", "notities.txt"}
    kept.shrink(tmp_path, 0)
    assert names(tmp_path) == {"notities.txt"}
