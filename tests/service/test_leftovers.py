"""What a killed run left behind goes away; what may be in use, or is not ours, stays."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest

from optopcheck.service.leftovers import OLD, sweep_leftovers

if TYPE_CHECKING:
    from pathlib import Path


def age(path: Path, seconds: float) -> None:
    then = time.time() - seconds
    os.utime(path, (then, then))


def test_only_old_folders_of_ours_go(tmp_path: Path) -> None:
    old, busy, other = tmp_path / "optopcheck-abc", tmp_path / "optopcheck-def", tmp_path / "elders"
    for folder in (old, busy, other):
        folder.mkdir()
        (folder / "model.ifc").write_bytes(b"ISO-10303-21;")
    age(old / "model.ifc", 2 * OLD)
    for folder in (old, busy, other):
        age(folder, 2 * OLD)
    loose = tmp_path / "optopcheck-facts-x"
    loose.write_bytes(b"")
    age(loose, 2 * OLD)

    assert sweep_leftovers(tmp_path) == 2

    assert sorted(path.name for path in tmp_path.iterdir()) == ["elders", "optopcheck-def"]


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    precious = tmp_path / "elders"
    precious.mkdir()
    (precious / "brief.txt").write_text("van iemand")
    age(precious / "brief.txt", 2 * OLD)
    age(precious, 2 * OLD)
    (tmp_path / "optopcheck-link").symlink_to(precious, target_is_directory=True)
    os.utime(tmp_path / "optopcheck-link", (0, 0), follow_symlinks=False)

    assert sweep_leftovers(tmp_path) == 0
    assert (precious / "brief.txt").exists()


@pytest.mark.skipif(os.name != "posix" or os.getuid() != 0, reason="only root can give a file away")
def test_what_another_user_left_stays(tmp_path: Path) -> None:
    folder = tmp_path / "optopcheck-ghi"
    folder.mkdir()
    age(folder, 2 * OLD)
    os.chown(folder, 12345, 12345)

    assert sweep_leftovers(tmp_path) == 0
    assert folder.exists()
