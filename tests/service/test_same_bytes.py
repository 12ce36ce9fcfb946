"""The same case gives the same dossier, byte for byte: threads, hash seed and language change nothing."""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from optopcheck.container import read_container
from optopcheck.domain.sunlight import SunStudy
from optopcheck.dossier import DOSSIER, read_dossier
from tests.citymodel.towns import town_of, written
from tests.service import small_case
from tests.service.circumstances import run_under

_LONG = 5
"""Fewer bytes stand in any file by chance."""
RUNS: dict[str, tuple[int, dict[str, str]]] = {
    "one thread": (1, {"OMP_NUM_THREADS": "1", "PYTHONHASHSEED": "0", "LC_ALL": "C"}),
    "eight threads": (8, {"OMP_NUM_THREADS": "4", "PYTHONHASHSEED": "4711", "LC_ALL": "C.UTF-8"}),
    "another zone and language": (
        2,
        {"PYTHONHASHSEED": "random", "LC_ALL": "nl_NL.UTF-8", "LANG": "tr_TR.UTF-8", "TZ": "Asia/Tokyo"},
    ),
}


def run(folder: Path, out: Path, name: str, checkout: Path) -> bytes:
    run_under("tests.service.one_dossier", folder, out, RUNS[name], checkout)
    return out.read_bytes()


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("zaak")
    small_case.case(folder)
    small_case.pack(folder / "pakket")
    written(
        folder,
        town_of(noord=((2.0, 16.0, 0.0), (10.0, 24.0, 9.0)), zuid=((0.0, -20.0, 0.0), (8.0, -12.0, 12.0))),
        "buren.city.json",
    )
    return folder


def is_text(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


@pytest.fixture(scope="module")
def first(case: Path, checkout: Path) -> bytes:
    return run(case, case / "eerste.optop", "one thread", checkout)


@pytest.mark.parametrize("name", list(RUNS)[1:])
def test_other_circumstances_give_the_same_bytes(
    case: Path, first: bytes, tmp_path: Path, name: str, checkout: Path
) -> None:
    elsewhere = tmp_path / "een andere map"
    shutil.copytree(case, elsewhere)
    second = run(elsewhere, tmp_path / "tweede.optop", name, checkout)
    files = [read_container(content, DOSSIER).files for content in (first, second)]

    assert {n for n in files[0] if files[0][n] != files[1].get(n)} == set()
    assert second == first


WITH_THREADS = """
import os, sys
os.cpu_count = lambda: int(sys.argv.pop(1))
THREADS = os.cpu_count()
os.cpu_count = lambda: THREADS
from optopcheck.cli.main import console
console()
"""


@pytest.mark.long
@pytest.mark.timeout(1500)
def test_the_sample_case_leaves_the_same_bytes_with_its_reports(tmp_path: Path) -> None:
    """Nothing replaced: threads, zone, language, seed of hashes and folder differ, and no byte does."""
    written = []
    for number, (threads, more) in enumerate(RUNS.values()):
        folder = tmp_path / f"map {number}"
        folder.mkdir()
        done = subprocess.run(
            [sys.executable, "-c", WITH_THREADS, str(threads), "demo", "--out", "uit", "--quiet"],
            cwd=folder,
            env=os.environ | more | {"OPTOPCHECK_HOME": str(folder / "thuis")},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        written.append({path.name: path.read_bytes() for path in (folder / "uit").iterdir()})
    members = [dict(read_container(files["portiekflat.optop"], DOSSIER).files) for files in written]

    assert set(written[0]) == {f"portiekflat.{kind}" for kind in ("json", "txt", "optop", "pdf")}
    assert {"receipt.json", "report/rapport.pdf", "report/rapport.html"} <= set(members[0])
    for files, inside in zip(written[1:], members[1:], strict=True):
        assert [n for n in members[0] if inside.get(n) != members[0][n]] == []
        assert [n for n in written[0] if files.get(n) != written[0][n]] == []


def test_no_folder_user_or_machine_stands_in_it(case: Path, first: bytes) -> None:
    files = read_container(first, DOSSIER).files
    words = [word.encode() for word in (str(case), str(Path.home()), platform.node()) if word]
    # As a word of its own: a machine called vm is in no packed byte that happens to read so.
    told = [re.compile(rb"(?<![0-9A-Za-z])" + re.escape(word) + rb"(?![0-9A-Za-z])") for word in words]
    texts = {name: content for name, content in files.items() if is_text(content)}

    assert len(texts) > 5
    assert [(n, t.pattern) for n, content in texts.items() for t in told if t.search(content)] == []
    assert [word for word in words if len(word) >= _LONG and any(word in c for c in files.values())] == []
    assert [word for word in words if len(word) >= _LONG and word in first] == []


def test_the_case_casts_shadow_and_counts_it(first: bytes) -> None:
    found = read_dossier(first)
    studies = [s for s in found.facts.proposed.sun.values() if isinstance(s, SunStudy)]

    assert len(found.facts.case.neighbours) == 2
    assert any((study.minutes < study.reachable).any() for study in studies)
