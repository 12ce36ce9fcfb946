"""Saving a dossier: killed, on a full disk, in a folder of another: the last good one always opens."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NoReturn

import pytest

from optopcheck.domain.job import InputError
from optopcheck.dossier import DOSSIER, read_dossier
from optopcheck.service.dossiers import decide, open_dossier, save_dossier
from tests.dossier import made

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from optopcheck.container import Container

NOW = datetime(2026, 7, 3, 10, tzinfo=UTC)
FEW, MANY = 20, 200
POSIX = pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
ERRNOS = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS)
"""Errors that a disk gives."""


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    path = tmp_path / "zaak" / "zaak.optop"
    path.parent.mkdir()
    save_dossier(path, made.container())
    return path


def second() -> Container:
    return made.dossier().with_files({"report/tweede.txt": b"tweede"})


def test_the_version_before_stays_beside_it(saved: Path) -> None:
    decide(saved, "A", "eerste", NOW)
    decide(saved, "A", "tweede", NOW)

    assert [d.words for d in open_dossier(saved).decisions] == ["eerste", "tweede"]
    assert [d.words for d in open_dossier(saved.with_name("zaak.optop.bak")).decisions] == ["eerste"]
    assert sorted(p.name for p in saved.parent.iterdir()) == ["zaak.optop", "zaak.optop.bak"]


def killed(folder: Path, rounds: int, seed: int, checkout: Path) -> dict[str, int]:
    work = folder / "werk"
    work.mkdir()
    run = subprocess.run(
        [sys.executable, "-m", "tests.service.saved_and_killed", str(work), str(rounds), str(seed)],
        cwd=checkout,
        env=os.environ | {"OPTOPCHECK_HOME": str(folder / "thuis")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    found: dict[str, int] = json.loads(run.stdout)
    return found


@POSIX
def test_killed_at_any_moment_nothing_acknowledged_is_lost(tmp_path: Path, checkout: Path) -> None:
    found = killed(tmp_path, FEW, 39, checkout)

    assert {k: v for k, v in found.items() if k != "mid_save"} == dict.fromkeys(
        ("broken", "lost", "journal_lost", "bak_broken"), 0
    )


@POSIX
@pytest.mark.long
@pytest.mark.timeout(1200)
def test_killed_two_hundred_times(tmp_path: Path, checkout: Path) -> None:
    found = killed(tmp_path, MANY, 2039, checkout)

    print(found)  # noqa: T201 - the figures are told in decisions/039
    assert {k: v for k, v in found.items() if k != "mid_save"} == dict.fromkeys(
        ("broken", "lost", "journal_lost", "bak_broken"), 0
    )
    assert found["mid_save"] > 0, "no kill landed within a save: the test tries nothing"


def failing(number: int) -> Callable[..., NoReturn]:
    def fail(*_: object, **__: object) -> NoReturn:
        raise OSError(number, os.strerror(number))

    return fail


@pytest.mark.parametrize("number", ERRNOS, ids=errno.errorcode.get)
@pytest.mark.parametrize("call", ["os.fsync", "os.replace", "os.fdopen", "tempfile.mkstemp"])
def test_each_failing_call_leaves_the_old_version_and_nothing_else(
    saved: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int
) -> None:
    before = saved.read_bytes()
    module = {"os": os, "tempfile": tempfile}[call.partition(".")[0]]
    with monkeypatch.context() as broken:
        broken.setattr(module, call.partition(".")[2], failing(number))
        with pytest.raises(InputError, match=r"zaak\.optop' is niet geschreven .*kies een andere map"):
            save_dossier(saved, second())

    assert saved.read_bytes() == before
    assert [p.name for p in saved.parent.iterdir()] == ["zaak.optop"]
    save_dossier(saved, second())
    assert "report/tweede.txt" in open_dossier(saved).files


def test_a_disk_without_links_keeps_a_copy(saved: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = saved.read_bytes()
    monkeypatch.setattr(os, "link", failing(errno.EPERM))
    save_dossier(saved, second())

    assert saved.with_name("zaak.optop.bak").read_bytes() == before
    assert open_dossier(saved).problems == ()


def test_a_full_disk_at_the_copy_leaves_the_old_version(saved: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = saved.read_bytes()
    monkeypatch.setattr(os, "link", failing(errno.EPERM))
    monkeypatch.setattr(shutil, "copyfile", failing(errno.ENOSPC))

    with pytest.raises(InputError, match="No space left"):
        save_dossier(saved, second())
    assert saved.read_bytes() == before


def test_what_is_on_disk_is_read_back(saved: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = second().to_bytes(DOSSIER)

    def lying(path: Path, _content: bytes, *, keep_last: bool) -> None:
        assert keep_last
        path.write_bytes(other)

    monkeypatch.setattr("optopcheck.service.dossiers.write_bytes", lying)
    with pytest.raises(InputError, match="anders op de schijf dan het is geschreven"):
        save_dossier(saved, made.container())


@contextmanager
def mounted(folder: Path, options: str) -> Iterator[Path]:
    folder.mkdir(exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    if shutil.which("mount") is None or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("no file system can be mounted here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def test_on_a_full_disk_the_old_version_stays_and_opens(tmp_path: Path) -> None:
    size = len(made.content())
    with mounted(tmp_path / "klein", f"size={max(size * 2, 1 << 18)}") as disk:
        path = disk / "zaak.optop"
        save_dossier(path, made.container())
        big = made.dossier().with_files({"report/groot.txt": bytes(max(size * 2, 1 << 18))})
        with pytest.raises(InputError, match=r"zaak\.optop' is niet geschreven \(No space left on device\)"):
            save_dossier(path, big)

        assert path.read_bytes() == made.content()
        assert [p.name for p in disk.iterdir()] == ["zaak.optop"]
        decide(path, "A", "past nog", NOW)
        assert len(open_dossier(path).decisions) == 1


def test_in_a_folder_that_is_read_only_nothing_is_lost(tmp_path: Path) -> None:
    with mounted(tmp_path / "vast", "size=4m") as disk:
        path = disk / "zaak.optop"
        save_dossier(path, made.container())
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        with pytest.raises(
            InputError, match=r"niet geschreven \(Read-only file system\); kies een andere map"
        ):
            decide(path, "A", "kan niet", NOW)

        assert open_dossier(path).decisions == ()


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="niet geschreven"):
        save_dossier(tmp_path / "weg" / "zaak.optop", made.container())


@POSIX
def test_two_who_decide_at_once_lose_nothing(saved: Path, checkout: Path) -> None:
    program = (
        "import sys, pathlib, datetime\n"
        "from optopcheck.service import decide\n"
        "for n in range(15):\n"
        "    decide(pathlib.Path(sys.argv[1]), sys.argv[2], str(n), datetime.datetime.now(datetime.UTC))\n"
    )
    both = [
        subprocess.Popen([sys.executable, "-c", program, str(saved), name], cwd=checkout) for name in "AB"
    ]

    assert [one.wait() for one in both] == [0, 0]
    found = [(d.by, d.words) for d in open_dossier(saved).decisions]
    assert sorted(found) == sorted((name, str(n)) for name in "AB" for n in range(15))


def test_a_decision_needs_a_rule_that_is_there(saved: Path) -> None:
    with pytest.raises(InputError, match=r"geen regel 'gm0637\.niets'"):
        decide(saved, "A", "x", NOW, "gm0637.niets")
    with pytest.raises(InputError, match="naam en woorden"):
        decide(saved, " ", "x", NOW)
    assert decide(saved, "A", "x", NOW, "gm0637.height").decisions[0].rule == "gm0637.height"
    assert read_dossier(saved.read_bytes()).problems == ()
