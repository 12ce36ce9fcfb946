"""The examination of the installation: what breaks, hangs or dies is named, and nothing else goes with it."""

from __future__ import annotations

import json
import sys
import time
from typing import TYPE_CHECKING

import pytest

from optopcheck.domain.job import CancelledError
from optopcheck.domain.text import Text
from optopcheck.service.doctor import Checkup, Line, State, checkup_json, examine, parts, premises
from optopcheck.service.doctor.catalogue import PARTS, Part
from optopcheck.service.doctor.child import probes
from optopcheck.service.doctor.memory import Memory, memory_now
from optopcheck.service.doctor.releases import asked_for, is_met

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

REMEDY = Text("doe iets", "do something")
THREE = tuple(Part(name, Text(name, name), REMEDY) for name in ("eerste", "tweede", "derde"))
CHILD = """
import json, os, signal, sys, time
for name in sys.argv[1:]:
    print(json.dumps({"begin": name}), flush=True)
    if name == "tweede":
        %s
    print(json.dumps({"end": name, "state": "fine", "said": ["ja", "yes"], "remedy": None}), flush=True)
"""


def child_that(does: str) -> object:
    def command(names: Sequence[str]) -> list[str]:
        return [sys.executable, "-c", CHILD % does, *names]

    return command


def tried(does: str, patience: float = 20.0) -> Checkup:
    return examine(parts=THREE, command=child_that(does), patience=patience)  # type: ignore[arg-type]


def states(checkup: Checkup) -> dict[str, State]:
    return {line.part: line.state for line in checkup.lines}


def test_the_real_installation_is_examined_part_by_part() -> None:
    found = examine()

    assert [line.part for line in found.lines] == [part.name for part in PARTS]
    # The screen of a test machine is none, and the fence is that of its kernel.
    assert {n for n, s in states(found).items() if s is not State.FINE} <= {
        "window",
        "fence",
        "memory",
        "disk",
    }
    assert found.worst is not State.BROKEN
    assert all(line.took < 60 for line in found.lines)
    assert {line.part for line in found.lines if line.remedy} == {
        line.part for line in found.lines if line.state is not State.FINE
    }


def test_every_part_has_a_probe_and_both_languages() -> None:
    assert {part.name for part in PARTS} == set(probes())
    assert [p.name for p in PARTS if not (p.title.en and p.remedy.en)] == []


@pytest.mark.parametrize(
    ("does", "said"),
    [
        ("os.kill(os.getpid(), signal.SIGSEGV)", "valt om (signaal 11)"),
        ("os._exit(7)", "valt om (code 7)"),
        ("sys.exit('/mnt/jansen/qt.so ontbreekt')", "valt om (code 1): ‹bestand›.so ontbreekt"),
    ],
)
def test_part_that_takes_the_child_with_it_is_broken_and_the_others_are_still_tried(
    does: str, said: str
) -> None:
    found = tried(does)

    assert states(found) == {"eerste": State.FINE, "tweede": State.BROKEN, "derde": State.FINE}
    assert found.lines[1].said.nl == said
    assert found.lines[1].remedy == REMEDY
    assert found.worst is State.BROKEN


def test_part_that_hangs_is_given_up_and_leaves_no_child() -> None:
    start = time.monotonic()
    found = tried("time.sleep(600)", patience=2.0)

    assert time.monotonic() - start < 30
    assert states(found) == {"eerste": State.FINE, "tweede": State.BROKEN, "derde": State.FINE}
    assert found.lines[1].said.in_language("en") == "does not answer within 2 s"


def test_child_that_cannot_be_started_breaks_each_part_and_raises_nothing() -> None:
    found = examine(parts=THREE, command=lambda names: ["/is/er/niet", *names])

    assert set(states(found).values()) == {State.BROKEN}
    assert len(found.lines) == 3


def test_noise_of_a_library_is_no_answer() -> None:
    found = examine(
        parts=(Part("python", Text("Python"), REMEDY),),
        command=lambda names: [
            sys.executable,
            "-c",
            (
                "import os, sys; from optopcheck.service.doctor import child, parts, premises;"
                "premises.python = lambda: (os.write(1, b'VTK zegt iets\\n'), premises.time_zone())[1];"
                "child.main(sys.argv[1:])"
            ),
            *names,
        ],
    )

    assert found.lines[0].state is State.FINE
    assert found.lines[0].said.nl.startswith("Europe/Amsterdam")


def test_cancelling_stops_it() -> None:
    def cancel(step: Text, fraction: float) -> None:
        del step, fraction
        raise CancelledError

    start = time.monotonic()
    with pytest.raises(CancelledError):
        examine(cancel, parts=THREE, command=child_that("time.sleep(600)"))  # type: ignore[arg-type]
    assert time.monotonic() - start < 10


def test_nothing_tried_is_not_fine() -> None:
    assert Checkup(()).worst is State.BROKEN


def test_json_holds_every_line() -> None:
    line = Line("disk", Text("schijf", "disk"), State.NOTE, Text("vol", "full"), REMEDY, 0.123)
    told = json.loads(checkup_json(Checkup((line,)), "en"))

    assert told["state"] == "note"
    assert told["headline"] == "everything works, with 1 note"
    assert told["parts"] == [
        {
            "part": "disk",
            "title": "disk",
            "state": "note",
            "said": "full",
            "remedy": "do something",
            "seconds": 0.12,
        }
    ]


def test_folder_that_cannot_be_written_is_broken(tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("")

    assert premises.folder(tmp_path / "nieuw").state is State.FINE
    assert list((tmp_path / "nieuw").iterdir()) == []
    assert premises.folder(tmp_path / "bestand").state is State.BROKEN


def test_little_memory_is_a_note_and_unknown_memory_is_never_fine(monkeypatch: pytest.MonkeyPatch) -> None:
    gib = 2**30
    assert premises.memory(Memory(16 * gib, 8 * gib)).state is State.FINE
    assert premises.memory(Memory(16 * gib, gib // 2)).state is State.NOTE
    monkeypatch.setattr(premises, "memory_now", lambda: None)
    assert premises.memory().state is State.NOTE


def test_memory_is_read_as_linux_tells_it(tmp_path: Path) -> None:
    info = tmp_path / "meminfo"
    info.write_text("MemTotal:  2000 kB\nMemFree: 1 kB\nMemAvailable:   500 kB\n")

    assert memory_now(info) == Memory(2000 * 1024, 500 * 1024)


def test_full_disk_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for free, state in ((10.0, State.FINE), (1.0, State.NOTE), (0.1, State.BROKEN)):
        usage = type("Usage", (), {"free": int(free * 2**30)})
        monkeypatch.setattr(premises.shutil, "disk_usage", lambda *_, usage=usage: usage)
        assert premises.disk({"map": tmp_path / "nog" / "niet"}).state is state


def test_library_of_another_version_is_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(premises, "requires", lambda _: ["numpy>=99", "bestaatniet>=1", "rich>=1"])
    told = premises.libraries()

    assert told.state is State.BROKEN
    assert "bestaatniet, numpy" in told.said.nl
    assert "rich" not in told.said.nl


def test_ray_engine_that_misses_is_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    from optopcheck.geometry.rays import Obstacles  # noqa: PLC0415

    assert parts.rays().state is State.FINE
    monkeypatch.setattr(Obstacles, "blocked", lambda _, origins, __: origins[:, 0] > 1)
    assert parts.rays().state is State.BROKEN


def test_coordinates_a_street_away_are_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    assert parts.coordinates().state is State.FINE
    monkeypatch.setattr(parts, "_AMERSFOORT", (155_000.0, 463_000.0, 52.1562, 5.3872))
    assert parts.coordinates().state is State.BROKEN


@pytest.mark.parametrize(
    ("version", "condition", "met"),
    [
        ("2.4.6", ">=2.4,<3", True),
        ("3.0", ">=2.4,<3", False),
        ("2.3.9", ">=2.4,<3", False),
        ("0.9.0.post1", "==0.9.0.post1", True),
        ("0.9.0", "==0.9.0.post1", False),
        ("6.12.0", ">=6.8,!=6.12.0,<6.13", False),
        ("6.11.3", ">=6.8,!=6.12.0,<6.13", True),
        ("1.0", "~=1.0", False),
        ("1.0", "onzin", False),
        ("1.10", ">=1.9", True),
    ],
)
def test_conditions_on_versions(version: str, condition: str, met: bool) -> None:  # noqa: FBT001
    assert is_met(version, condition) is met


def test_requirements_of_extras_do_not_count() -> None:
    assert asked_for(["numpy<3,>=2.4", 'pytest>=9; extra == "dev"']) == [("numpy", "<3,>=2.4")]
