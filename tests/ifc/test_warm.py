"""Children that wait for a file: the same bits, used once, and none is left behind."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from optopcheck.domain.job import CancelledError, no_progress
from optopcheck.ifc.aspect_source import read_source
from optopcheck.ifc.loading_options import Loading
from optopcheck.ifc.warm import ROOM, Waiting
from optopcheck.service.sample import sample_case

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from optopcheck.domain.text import Text

LONG, SOON = 30.0, 1.0
pytestmark = pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs processes as Linux has them")


def wait_for(what: Callable[[], bool]) -> bool:
    end = time.monotonic() + LONG
    while not what() and time.monotonic() < end:
        time.sleep(0.02)
    return what()


def runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


@pytest.fixture
def two() -> Iterator[list[Waiting]]:
    """Two that are ready."""
    ROOM.keep(2)
    waiting = list(ROOM._waiting)
    assert wait_for(lambda: ROOM.ready() == 2)
    yield waiting
    ROOM.dismiss()


def test_a_model_read_by_waiting_children_has_the_same_bits(two: list[Waiting]) -> None:
    path = sample_case().model
    warm = read_source(path, None, no_progress).survey
    assert not any(runs(one.child.pid) for one in two)  # both, though the file is small
    assert not any(one.folder.exists() for one in two)
    assert len(ROOM._waiting) == 2
    ROOM.dismiss()
    cold = read_source(path, None, no_progress, options=Loading(workers=1)).survey
    assert warm.facts == cold.facts
    assert (warm.deaths, warm.failed, warm.complaints) == (0, cold.failed, cold.complaints)
    assert list(warm.shapes) == list(cold.shapes)
    for name, (vertices, faces) in cold.shapes.items():
        assert warm.shapes[name][0].tobytes() == vertices.tobytes()
        assert warm.shapes[name][1].tobytes() == faces.tobytes()


def test_one_that_died_while_it_waited_is_not_used(two: list[Waiting]) -> None:
    two[0].child.kill()
    two[0].child.wait()
    assert ROOM.take() is two[1]
    assert not two[0].folder.exists()
    two[1].end()
    assert not runs(two[1].child.pid)
    assert not two[1].folder.exists()


def test_cancelling_ends_those_that_were_waiting(two: list[Waiting]) -> None:
    begun: list[float] = []

    def cancel(step: Text, fraction: float) -> None:
        del step
        if fraction == 1.0:  # the file was checked, the children have it
            begun.append(time.monotonic())
            raise CancelledError

    with pytest.raises(CancelledError):
        read_source(sample_case().model, None, cancel)
    assert time.monotonic() - begun[0] < SOON
    assert not any(runs(one.child.pid) for one in two)
    assert not any(one.folder.exists() for one in two)


def test_they_end_with_a_program_that_is_killed(tmp_path: Path) -> None:
    script = (
        "import sys, time; from optopcheck.ifc.warm import ROOM; ROOM.keep(1); "
        "w = ROOM.waiting()[0]; print(w.child.pid, w.folder, flush=True); time.sleep(60)"
    )
    program = subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, text=True, cwd=tmp_path
    )
    assert program.stdout is not None
    pid, folder = program.stdout.readline().split()
    assert wait_for((Path(folder) / "ready").exists)
    assert runs(int(pid))
    program.kill()
    program.wait()
    program.stdout.close()
    assert wait_for(lambda: not runs(int(pid)))
    assert not Path(folder).exists()


def test_none_is_kept_unless_asked() -> None:
    read_source(sample_case().model, None, no_progress)
    assert ROOM.take() is None
