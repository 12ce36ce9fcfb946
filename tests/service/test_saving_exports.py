"""Exports killed, on a full disk, in a read-only folder: what was there stays, nothing half looks whole."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from optopcheck.domain.job import InputError
from optopcheck.report import saving
from tests.service import exported_and_killed
from tests.service.test_saving_dossiers import POSIX, failing, mounted

if TYPE_CHECKING:
    from optopcheck.domain.assessment import Assessment

FEW, MANY = 16, 200
KINDS = tuple(exported_and_killed.exports(Path("huis.ifc")))


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Assessment]:
    model, (design, _) = exported_and_killed.designs(tmp_path_factory.mktemp("huis"))
    return model, design


def killed(folder: Path, rounds: int, seed: int, checkout: Path) -> dict[str, int]:
    run = subprocess.run(
        [sys.executable, "-m", "tests.service.exported_and_killed", str(folder), str(rounds), str(seed)],
        cwd=checkout,
        env=os.environ | {"OPTOPCHECK_HOME": str(folder / "thuis")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    found: dict[str, int] = json.loads(run.stdout)
    print(found)  # noqa: T201 - the figures are told in decisions/042
    return found


@POSIX
def test_killed_at_any_moment_nothing_half_bears_a_name(tmp_path: Path, checkout: Path) -> None:
    found = killed(tmp_path, FEW, 42, checkout)

    assert (found["half"], found["strange"], found["alike"]) == (0, 0, 0)


@POSIX
@pytest.mark.long
@pytest.mark.timeout(3000)
def test_killed_two_hundred_times_while_exporting(tmp_path: Path, checkout: Path) -> None:
    found = killed(tmp_path, MANY, 2042, checkout)

    assert (found["half"], found["strange"], found["alike"]) == (0, 0, 0)
    assert found["mid_write"] > 0, "no kill landed within a write: the test tries nothing"


@pytest.mark.parametrize("name", KINDS)
def test_a_full_and_a_read_only_disk_leave_what_was_there(
    drawn: tuple[Path, Assessment], tmp_path: Path, name: str
) -> None:
    model, design = drawn
    write = exported_and_killed.exports(model)[name]
    with mounted(tmp_path / "klein", "size=128k") as disk:
        path = disk / name
        old = exported_and_killed.dossiers.content()
        path.write_bytes(old)
        (disk / "vol.bin").write_bytes(bytes(128 * 1024 - 4096 - -(-len(old) // 4096) * 4096))
        with pytest.raises(InputError, match=r"niet geschreven \(No space left on device\); kies een andere"):
            write(design, path)
        assert path.read_bytes() == old
        assert sorted(p.name for p in disk.iterdir()) == sorted([name, "vol.bin"])

        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        with pytest.raises(InputError, match=r"niet geschreven \(Read-only file system\); kies een andere"):
            write(design, path)
        assert path.read_bytes() == old


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("call", ["fsync", "replace", "fdopen"])
def test_each_failing_call_leaves_the_old_file(
    drawn: tuple[Path, Assessment], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, call: str
) -> None:
    model, design = drawn
    write, path = exported_and_killed.exports(model)[name], tmp_path / name
    path.write_bytes(exported_and_killed.dossiers.content())
    old, whole, given = path.read_bytes(), saving._replace, []

    def broken(*content: object, **more: object) -> None:
        with monkeypatch.context() as context:
            given.append(errno.ENOSPC)
            context.setattr(saving.os, call, failing(errno.ENOSPC))
            whole(*content, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(saving, "_replace", broken)
    with pytest.raises(InputError, match=rf"{name}' is niet geschreven \(.+\); kies een andere map"):
        write(design, path)

    assert given == [errno.ENOSPC]
    assert path.read_bytes() == old
    assert [p.name for p in tmp_path.iterdir()] == [name]
