"""The children are killed from outside at any moment: the right message or a whole model, never less."""

from __future__ import annotations

import os
import random
import signal
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from optopcheck.domain.job import CancelledError, InputError, no_progress
from optopcheck.ifc import aspect_source
from optopcheck.ifc.aspect_source import read_source
from optopcheck.ifc.crew import Crew
from optopcheck.ifc.loading_options import Loading
from optopcheck.service.sample import sample_case

if TYPE_CHECKING:
    from optopcheck.domain.text import Text
    from optopcheck.ifc.survey import Survey

KILLS = 100
SOON = 1.0
"""A cancelled reading ends within this [s]."""
pytestmark = pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs processes as Linux has them")


class Watched(Crew):
    """A crew that can be attacked, and that remembers who was in it."""

    last: Watched
    everyone: list[int]

    def __init__(self, *arguments: object, **more: object) -> None:
        Watched.last, self.everyone = self, []
        super().__init__(*arguments, **more)  # type: ignore[arg-type]

    def hire(self) -> object:  # type: ignore[override]
        worker = super().hire()
        self.everyone.append(worker.pid)
        return worker


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> type[Watched]:
    monkeypatch.setattr(aspect_source, "Crew", Watched)
    return Watched


def read(path: Path, workers: int) -> Survey:
    return read_source(path, None, no_progress, options=Loading(workers=workers)).survey


def killed_after(path: Path, wait: float, chance: random.Random, before: int) -> Survey | InputError:
    """Read with two children and kill one of them after a while."""

    def strike() -> None:
        time.sleep(wait)
        crew = Watched.last
        if crew is not None and id(crew) != before and crew.members:
            os.kill(chance.choice(crew.members).pid, signal.SIGKILL)

    thread = threading.Thread(target=strike)
    thread.start()
    try:
        return read(path, 2)
    except InputError as error:
        return error
    finally:
        thread.join()


@pytest.mark.long
@pytest.mark.timeout(3000)
def test_a_child_killed_at_a_hundred_moments_costs_a_message_or_nothing(watched: type[Watched]) -> None:
    path = sample_case().model
    start = time.monotonic()
    whole = read(path, 2)
    took = time.monotonic() - start
    chance = random.Random(47)  # noqa: S311 -- moments, not secrets
    seen = {"whole": 0, "message": 0}
    for number in range(KILLS):
        wait = took * chance.random()
        found = killed_after(path, wait, chance, id(watched.last))
        if isinstance(found, InputError):
            assert "portiekflat.ifc kan niet worden gelezen" in found.text.nl
            assert "signal 9" in found.text.nl
            seen["message"] += 1
        else:
            assert found.facts == whole.facts
            assert found.failed == {}, number
            assert list(found.shapes) == list(whole.shapes)
            for name, (vertices, faces) in whole.shapes.items():
                assert found.shapes[name][0].tobytes() == vertices.tobytes()
                assert found.shapes[name][1].tobytes() == faces.tobytes()
            seen["whole"] += 1
        assert not any(alive(pid) for pid in watched.last.everyone)
    # Only before the first facts is there nothing to salvage.
    assert seen["whole"] > seen["message"] > 0


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.9])
def test_cancelling_ends_a_reading_soon_and_all_its_children(watched: type[Watched], share: float) -> None:
    """At the start, and after a share of the reports of progress of a whole reading."""
    counted = [0]

    def count(step: Text, fraction: float) -> None:
        del step, fraction
        counted[0] += 1

    path = sample_case().model
    read_source(path, None, count, options=Loading(workers=2))
    limit, begun = counted[0] * share, [0.0]
    counted[0] = 0

    def cancel(step: Text, fraction: float) -> None:
        count(step, fraction)
        if counted[0] >= limit:
            begun[0] = time.monotonic()
            raise CancelledError

    with pytest.raises(CancelledError):
        read_source(path, None, cancel, options=Loading(workers=2))
    assert time.monotonic() - begun[0] < SOON
    assert watched.last.everyone
    assert not any(alive(pid) for pid in watched.last.everyone)
