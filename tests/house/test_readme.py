"""The README shows what is: the help as printed, the pack as tested, packages and links that exist."""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
LONGEST_EXAMPLE = 40


@pytest.fixture(scope="module")
def writer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("readme_help", ROOT / "packaging" / "readme_help.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.skipif(sys.version_info >= (3, 13), reason="argparse lays its help out otherwise since 3.13")
def test_help_is_what_the_program_prints(writer: ModuleType) -> None:
    shown = writer.command_help("check")

    assert "--municipality" in shown
    assert f"<!-- help:check -->\n```text\n{shown}\n```" in README, "run: make readme"


def test_pack_is_the_one_that_is_tested() -> None:
    block = re.search(r"<!-- pack:example -->\n```python\n(.*?)\n```", README, re.DOTALL)

    assert block is not None, "run: make readme"
    assert block[1] + "\n" == (ROOT / "tests" / "typing" / "example_pack.py").read_text(encoding="utf-8")
    assert len([line for line in block[1].splitlines() if line]) <= LONGEST_EXAMPLE


def test_every_room_of_the_house_is_on_the_plan() -> None:
    plan = README.split("## The house")[1].split("## ")[0]
    rooms = [path.parent.name for path in ROOT.glob("optopcheck/*/__init__.py")]

    assert [room for room in rooms if not re.search(rf"\b{room}/", plan)] == []


def test_links_lead_somewhere() -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)]+)\)", README)

    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_every_run_time_dependency_has_its_licence_on_file() -> None:
    listed = (ROOT / "packaging" / "THIRD_PARTY.md").read_text(encoding="utf-8").lower()
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    needed = re.search(r"^dependencies = \[\n(.*?)^\]", project, re.DOTALL | re.MULTILINE)

    assert needed is not None
    names = re.findall(r'^\s*"([A-Za-z0-9-]+)', needed[1], re.MULTILINE)
    assert [name for name in names if name.lower() not in listed] == []
