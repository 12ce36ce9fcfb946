"""A wheel is imported from memory: its modules, its files, its metadata, and nothing that is not its own."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest

from optopcheck.api.testing import make_facts
from optopcheck.domain.rule import Finding, NotApplicable
from optopcheck.rules.hosting import close_all, host, host_wheel, start_wheels
from tests.rules.hosting.zoo import HEAD, pack

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.rules.packs import Packs

NAME = "optopcheck_proef-1.0-py3-none-any.whl"
RULE = "gm0001.proef"
SOURCE = (
    HEAD
    + """
from importlib.metadata import version, distribution
from importlib.resources import files
from optopcheck_proef.deel.grens import LIMIT

def check(facts):
    read = (files("optopcheck_proef") / "deel" / "grens.toml").read_text("utf-8").strip()
    points = [p.name for p in distribution("optopcheck-proef").entry_points]
    return complies(f"{LIMIT} {read} {version('optopcheck_proef')} {points} {__file__}")

@hookimpl
def register_rules():
    yield rule("gm0001.proef", check)
"""
)


@pytest.fixture(autouse=True)
def _end_workers() -> Iterator[None]:
    yield
    close_all()


def wheel(files: dict[str, str] | None = None, *, points: str = "", **more: str) -> bytes:
    """Return a wheel; without files one that is right."""
    info = "optopcheck_proef-1.0.dist-info"
    content = {
        "optopcheck_proef/__init__.py": SOURCE,
        "optopcheck_proef/deel/__init__.py": "",
        "optopcheck_proef/deel/grens.py": "LIMIT = 12",
        "optopcheck_proef/deel/grens.toml": "max = 12\n",
        f"{info}/METADATA": "Metadata-Version: 2.1\nName: optopcheck-proef\nVersion: 1.0\n",
        f"{info}/entry_points.txt": points or "[optopcheck.v1]\nproef = optopcheck_proef\n",
        **(files or {}),
        **more,
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in content.items():
            archive.writestr(name, text)
    return out.getvalue()


def test_modules_files_and_metadata_come_from_memory() -> None:
    hosted = host_wheel(NAME, wheel(), (RULE,))
    assert hosted.errors == ()
    (rule,) = hosted.rules
    found = rule.check(make_facts())
    assert isinstance(found, Finding)
    numbers, _, place = found.explanation.nl.rpartition(" ")
    assert numbers == "12 max = 12 1.0 ['proef']"
    assert place.endswith(f"{NAME}/optopcheck_proef/__init__.py")


def test_the_verified_bytes_run_also_where_a_pack_of_that_name_is_installed(packs: Packs) -> None:
    packs.add("optopcheck-proef", pack(RULE, 'return NotApplicable("de geïnstalleerde")'))
    hosted = host_wheel(NAME, wheel(), (RULE,))
    assert isinstance(hosted.rules[0].check(make_facts()), Finding)
    other = wheel({"optopcheck_proef/__init__.py": pack(RULE, 'return NotApplicable("de andere")')})
    assert isinstance(host_wheel(NAME, other, (RULE,)).rules[0].check(make_facts()), NotApplicable)


def test_workers_started_ahead_are_the_ones_that_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    # Made once: a wheel holds its time, and one of another second is another wheel.
    sound = wheel()
    start_wheels([(NAME, sound), ("kapot.whl", b"geen zip")])
    # The worker of a broken wheel may have ended by now: it is started again, and fails again.
    assert "is geen wheel" in host_wheel("kapot.whl", b"geen zip", (RULE,)).errors[0].nl
    started: list[object] = []
    monkeypatch.setattr(host, "WorkerProcess", lambda *_: started.append(1))
    assert [rule.id for rule in host_wheel(NAME, sound, (RULE,)).rules] == [RULE]
    assert started == []


@pytest.mark.parametrize(
    ("declared", "kept", "told"),
    [
        ((RULE, "gm0001.meer"), 1, "gm0001.meer staat in het manifest, maar"),
        ((), 0, f"{RULE} staat niet in het manifest"),
        (("gm0001.anders",), 0, f"{RULE} staat niet in het manifest"),
    ],
)
def test_only_what_the_manifest_lists_is_taken(declared: tuple[str, ...], kept: int, told: str) -> None:
    hosted = host_wheel(NAME, wheel(), declared)
    assert len(hosted.rules) == kept
    assert any(told in error.nl for error in hosted.errors), hosted.errors


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"geen zip", "is geen wheel"),
        (wheel()[:-30], "is geen wheel"),
        (wheel({"json/__init__.py": ""}), "een module 'json'"),
        (wheel({"optopcheck/domain/rule.py": ""}), "een module 'optopcheck'"),
        (wheel({"numpy.py": ""}), "een module 'numpy'"),
        (wheel({"pluggy/__init__.py": ""}), "een module 'pluggy'"),
        (wheel({"optopcheck_proef/snel.so": ""}), "alleen Python-broncode"),
        (wheel({"tweede-1.0.dist-info/METADATA": ""}), "meer dan één"),
        (wheel(points="[optopcheck.v2]\nproef = optopcheck_proef\n"), "optopcheck.v1"),
        (wheel({"optopcheck_proef/__init__.py": "raise ValueError('kapot')"}), "ValueError: kapot"),
        (wheel({"optopcheck_proef/__init__.py": "kapot("}), "SyntaxError"),
        (wheel({"optopcheck_proef/__init__.py": "import os; os._exit(4)"}), "code 4"),
    ],
)
def test_a_wheel_that_is_not_right_is_told(content: bytes, told: str) -> None:
    hosted = host_wheel(NAME, content, (RULE,))
    assert hosted.rules == ()
    assert told in hosted.errors[0].nl, hosted.errors
    assert all("\n" not in error.nl for error in hosted.errors)
