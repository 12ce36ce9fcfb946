"""What a rule cannot reach from its worker, tried by a rule that tries."""

from __future__ import annotations

import json
import os
import socket
import sys
from typing import TYPE_CHECKING, Any

import pytest

from optopcheck.api.testing import make_facts
from optopcheck.domain.rule import Finding
from tests.rules.hosting.zoo import pack

if TYPE_CHECKING:
    from pathlib import Path

    from tests.rules.hosting.conftest import HostSource

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="the fence is that of Linux")

TRY = """
def tried(attempt):
    try:
        return repr(attempt())
    except BaseException as error:
        return type(error).__name__
"""


def try_in_worker(host_source: HostSource, **attempts: str) -> dict[str, Any]:
    """Let a rule try each expression; return what came of it."""
    lines = "".join(f"{name!r}: tried(lambda: {attempt}), " for name, attempt in attempts.items())
    body = f"import json, subprocess, socket, ctypes\nreturn complies(json.dumps({{{lines}}}))"
    (rule,) = host_source(pack("gm0001.probeert", body, TRY)).rules
    found = rule.check(make_facts())
    assert isinstance(found, Finding)
    told: dict[str, Any] = json.loads(found.explanation.nl)
    return told


@on_linux
def test_nothing_is_written_removed_or_made(host_source: HostSource, tmp_path: Path) -> None:
    there = tmp_path / "bestaat.txt"
    there.write_text("blijft", "utf-8")
    told = try_in_worker(
        host_source,
        make=f"open({str(tmp_path / 'nieuw')!r}, 'w')",
        write=f"open({str(there)!r}, 'a')",
        cut=f"os.truncate({str(there)!r}, 0)",
        remove=f"os.unlink({str(there)!r})",
        move=f"os.rename({str(there)!r}, {str(there)!r} + 'x')",
        folder=f"os.mkdir({str(tmp_path / 'map')!r})",
        link=f"os.symlink('/', {str(tmp_path / 'link')!r})",
        read=f"open({str(there)!r}).read()",
    )
    assert there.read_text("utf-8") == "blijft"
    assert [path.name for path in tmp_path.iterdir() if path.name in ("nieuw", "map", "link")] == []
    assert {told[name] for name in told if name != "read"} == {"PermissionError"}
    assert told["read"] == repr("blijft"), "reading is not fenced off: the decision says so"


@on_linux
def test_no_other_process_and_no_network(host_source: HostSource) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        told = try_in_worker(
            host_source,
            fork="os.fork()",
            spawn="os.posix_spawn('/bin/true', ['true'], {})",
            program="os.execv('/bin/true', ['true'])",
            run="subprocess.run(['/bin/true'])",
            system="os.system('true')",
            call=f"socket.create_connection(('127.0.0.1', {port}), 1)",
            datagram="socket.socket(socket.AF_INET, socket.SOCK_DGRAM)",
            parent="os.kill(os.getppid(), 0)",
            trace="ctypes.CDLL(None).ptrace(16, os.getppid(), 0, 0)",
            memory="open(f'/proc/{os.getppid()}/mem', 'r+b')",
        )
    refused = {"PermissionError"}
    assert {told[name] for name in told if name not in ("system", "trace")} == refused
    assert told["system"] != "0"
    assert told["trace"] == "-1"


def test_nothing_of_the_environment_and_no_streams(
    host_source: HostSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GEHEIM", "sleutel")
    told = try_in_worker(
        host_source,
        seen="os.environ.get('GEHEIM')",
        home="os.environ.get('HOME')",
        printed="print('hallo')",
        asked="sys.stdin.read()",
        place="os.getcwd()",
    )
    assert told["seen"] == told["home"] == told["printed"] == "None"
    assert told["asked"] == repr("")
    assert told["place"] != repr(str(os.getcwd()))  # noqa: PTH109 - as the rule sees it


def test_threads_and_late_imports_work(host_source: HostSource) -> None:
    told = try_in_worker(
        host_source,
        thread="__import__('concurrent.futures').futures.ThreadPoolExecutor().submit(lambda: 7).result()",
        late="__import__('decimal').Decimal('1.10')",
    )
    assert told == {"thread": "7", "late": "Decimal('1.10')"}


def test_the_libraries_of_the_program_can_be_imported_late(host_source: HostSource) -> None:
    told = try_in_worker(
        host_source,
        polygons="__import__('shapely').Point(0, 0).buffer(1).area > 3",
        arrays="__import__('numpy').linalg.inv([[2.0]]).item()",
        zone="__import__('zoneinfo').ZoneInfo('Europe/Amsterdam').key",
    )
    assert told == {"polygons": "True", "arrays": "0.5", "zone": "'Europe/Amsterdam'"}
