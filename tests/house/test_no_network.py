"""Nothing is asked of a network while a case is judged, by no process of the program."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

GUARD = """
import os, socket
_real = socket.socket

def _told(what):
    with open(os.environ["OPTOPCHECK_NETWORK_TOLD"], "a") as file:
        file.write(what + "\\n")
    raise OSError("no network in this test: " + what)

def _hook(event, arguments):
    if event in ("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg"):
        if arguments[0].family != socket.AF_UNIX:
            _told(f"{event} {arguments[1:]}")
    elif event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"):
        _told(f"{event} {arguments[:2]}")

import sys
sys.addaudithook(_hook)
"""
ASKING = "import urllib.request; urllib.request.urlopen('http://example.org', timeout=5)"
CHILD = f"import subprocess, sys; sys.exit(subprocess.call([sys.executable, '-c', {ASKING!r}]))"
DEMO = "from optopcheck.cli.main import console; console()"


def run(folder: Path, code: str, *words: str) -> tuple[int, str, str]:
    """Run Python with a guard in it and in all that it starts; return code, errors and what was asked."""
    guard, told = folder / "guard", folder / "told"
    guard.mkdir()
    (guard / "sitecustomize.py").write_text(GUARD)
    told.touch()
    root = str(Path(__file__).parents[2])
    done = subprocess.run(
        [sys.executable, "-c", code, *words],
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join((str(guard), root)),
            "OPTOPCHECK_NETWORK_TOLD": str(told),
            "OPTOPCHECK_HOME": str(folder / "home"),
        },
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stderr, told.read_text()


@pytest.mark.parametrize("code", [ASKING, CHILD])
def test_the_guard_sees_who_asks(tmp_path: Path, code: str) -> None:
    failed, _, told = run(tmp_path, code)

    assert failed
    assert "example.org" in told


@pytest.mark.long
@pytest.mark.timeout(900)
def test_the_sample_case_is_judged_with_all_its_reports_without_network(tmp_path: Path) -> None:
    code, errors, told = run(tmp_path, DEMO, "demo", "--out", "uit", "--quiet")

    assert (code, told) == (0, ""), errors
    assert (tmp_path / "uit" / "portiekflat.pdf").stat().st_size > 10_000


def test_the_installation_is_examined_without_network(tmp_path: Path) -> None:
    code, errors, told = run(tmp_path, DEMO, "doctor", "--quiet")

    assert (code, told) == (0, ""), errors
