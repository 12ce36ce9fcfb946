"""What a forge reads: the citation is of this version, forms are forms, pages name what exists."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from optopcheck.cli.arguments import make_parser

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
PAGES = ("CONTRIBUTING.md", "SECURITY.md")
FORMS = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml"))
NEEDED = {"cff-version", "message", "title", "authors", "type", "version", "license", "abstract", "keywords"}
"""The first four are what the format asks (Citation File Format 1.2.0)."""


def citation() -> dict[str, str]:
    lines = (ROOT / "CITATION.cff").read_text("utf-8").splitlines()
    found = [re.fullmatch(r"([a-z-]+):(?: (.*))?", line) for line in lines if not line.startswith(" ")]
    assert all(found)
    return {match[1]: (match[2] or "").strip('"') for match in found if match}


def test_the_citation_is_of_this_program() -> None:
    told = citation()
    assert set(told) == NEEDED
    assert (told["cff-version"], told["type"]) == ("1.2.0", "software")
    assert (told["title"], told["version"], told["license"]) == (
        PROJECT["name"],
        PROJECT["version"],
        PROJECT["license"],
    )
    assert re.findall(r"^  - (?!name: )(.*)$", (ROOT / "CITATION.cff").read_text("utf-8"), re.MULTILINE)


@pytest.mark.parametrize("name", PAGES)
def test_what_a_page_names_is_there(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in re.findall(r"make ([a-z-]+)", text):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
    for link in re.findall(r"\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)", text):
        assert (ROOT / link).exists(), link
    for decision in re.findall(r"\b(\d{3}-[a-z-]+\.md)", text):
        assert (ROOT / "packaging" / "decisions" / decision).is_file(), decision
    helped = make_parser().format_help()
    for command in re.findall(r"`optopcheck ([a-z-]+)", text):
        assert command in helped, command


@pytest.mark.parametrize("path", [form for form in FORMS if form.name != "config.yml"], ids=lambda p: p.stem)
def test_a_form_says_what_a_forge_needs(path: Path) -> None:
    text = path.read_text("utf-8")
    for key in ("name", "description", "body"):
        assert re.search(rf"^{key}:", text, re.MULTILINE), key
    assert "\t" not in text
    kinds, identities = re.findall(r"- type: (\w+)", text), re.findall(r"^    id: (\w+)$", text, re.MULTILINE)
    assert set(kinds) <= {"input", "textarea", "dropdown"}
    assert len(kinds) == len(identities) == len(set(identities)) == text.count("      label: ")
    assert "required: true" in text


def test_the_changes_of_the_next_version_can_be_read() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "towncrier", "build", "--draft", "--version", "unreleased"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert "## optopcheck unreleased" in run.stdout
    fragments = list((ROOT / "packaging" / "changes").glob("+*.md"))
    told = len(re.findall(r"^- ", run.stdout, re.MULTILINE))
    assert told == len(fragments) > 50


def test_every_fragment_speaks_both_languages() -> None:
    for path in (ROOT / "packaging" / "changes").glob("+*.md"):
        assert re.match(r"\+[a-z0-9-]+\.(feature|bugfix|doc|removal|misc)\.md$", path.name), path.name
        lines = path.read_text("utf-8").splitlines()
        assert sum(line.startswith("NL: ") for line in lines) >= 1, path.name
        assert not lines[0].startswith("NL: "), path.name
