"""The application as somebody else meets it: another folder, another user, and nothing in the environment."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

BUILT = Path(os.environ.get("OPTOPCHECK_APP") or Path(__file__).parents[2] / "dist" / "optopcheck")
NOBODY = 65534
LINES = {"capture_output": True, "text": True, "encoding": "utf-8", "stdin": subprocess.DEVNULL}


@dataclass(frozen=True)
class Application:
    """A copy of the built application, and the desk of the user who runs it."""

    folder: Path
    desk: Path

    def __call__(
        self, *words: object, more: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run the console program with nothing in the environment but a home."""
        command = [str(self.folder / "optopcheck-cli"), *map(str, words)]
        env = {"HOME": str(self.desk), "OPTOPCHECK_HOME": str(self.desk / "home"), **(more or {})}
        return subprocess.run(
            command, cwd=self.desk, env=env, timeout=280, check=False, **LINES, **somebody()
        )


@dataclass(frozen=True)
class Source:
    """This checkout, at a desk of its own."""

    desk: Path

    def __call__(self, *words: object) -> subprocess.CompletedProcess[str]:
        command = [str(Path(sys.executable).with_name("optopcheck-cli")), *map(str, words)]
        env = {**os.environ, "OPTOPCHECK_HOME": str(self.desk / "home")}
        return subprocess.run(command, cwd=self.desk, env=env, timeout=280, check=False, **LINES)


def somebody() -> dict[str, object]:
    """Return what makes a process another user's, where this one may do so."""
    if sys.platform == "win32" or os.geteuid() != 0:
        return {}
    return {"user": NOBODY, "group": NOBODY, "extra_groups": []}


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


@pytest.fixture(scope="session")
def elsewhere() -> Iterator[Path]:
    """Give a folder that all users can enter, far from the checkout; its name is not plain ASCII."""
    if not BUILT.exists():
        pytest.skip("no application in dist/: build it with `make app`")
    place = Path(tempfile.mkdtemp(prefix="optop app é "))
    place.chmod(0o755)
    shutil.copytree(BUILT, place / "program", symlinks=True, copy_function=_link)
    yield place
    shutil.rmtree(place, ignore_errors=True)


@pytest.fixture
def app(elsewhere: Path) -> Application:
    return Application(elsewhere / "program", _desk(elsewhere))


@pytest.fixture
def source(elsewhere: Path) -> Source:
    return Source(_desk(elsewhere))


def _desk(elsewhere: Path) -> Path:
    desk = Path(tempfile.mkdtemp(dir=elsewhere, prefix="desk "))
    desk.chmod(0o777)
    return desk
