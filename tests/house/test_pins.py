"""Pins that have a reason (packaging/decisions/003): the reason still holds."""

from __future__ import annotations

import re
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCK = ROOT / "packaging" / "requirements.lock"


def test_qt_signals_leave_the_references_of_true_alone() -> None:
    # PySide6 6.12.0 drops one at each emit on Python 3.10 and 3.11, and aborts after some 580.
    core = pytest.importorskip("PySide6.QtCore")

    class Bell(core.QObject):  # type: ignore[misc, name-defined]
        rang = core.Signal()

    bell = Bell()
    before = sys.getrefcount(True)  # noqa: FBT003 - it is the object that is counted
    for _ in range(100):
        bell.rang.emit()

    assert abs(sys.getrefcount(True) - before) < 20  # noqa: FBT003 - same


def _locked() -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9._-]+)==(\S+)", LOCK.read_text(encoding="utf-8"), re.MULTILINE))


def _required() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    return {re.split(r"[^A-Za-z0-9._-]", entry, maxsplit=1)[0].lower() for entry in wanted}


def test_lock_holds_every_requirement() -> None:
    assert _required() - set(_locked()) == set()


def test_lock_names_no_place_and_hashes_everything() -> None:
    lines = LOCK.read_text(encoding="utf-8").splitlines()
    pins = [number for number, line in enumerate(lines) if re.match(r"^[a-z0-9]", line)]

    assert [line for line in lines if "://" in line or " @ " in line or line.startswith(("-", "/"))] == []
    assert [lines[n] for n in pins if "--hash=sha256:" not in lines[n + 1]] == []


def test_model_reader_is_the_version_that_was_measured() -> None:
    assert version("ifcopenshell") == "0.9.0.post1" == _locked()["ifcopenshell"]
