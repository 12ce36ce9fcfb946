"""The files speak of the product alone: no place of a machine, no word of the workplace."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
SKIPPED_FOLDERS = re.compile(
    r"^(\.git|\.venv|build|dist|out|__pycache__|\..+_cache|\.hypothesis|.+\.egg-info)$"
)
SPOKEN = {".md", ".toml", ".sh", ".py", ".txt", ".json", ".rst", ".cfg", ""}
MACHINE_PATHS = re.compile(r"(?<![\w.])/(work|root|tmp)/|/opt/(pypi|wheels)|/home/\w+/")
WORKPLACE_WORDS = re.compile(r"\b(sub)?agents?\b|\bprompts?\b|\bsessions?\b|\bissues?\b", re.IGNORECASE)
ALLOWED = re.compile(
    r"scope=\"session\"|session-scoped|tool\.towncrier\.issue_format|issue_format|\"User-Agent\""
)
HEADINGS = ("## Question", "## Decision", "## Reason", "## Alternatives")


def _folders(folder: Path) -> Iterator[Path]:
    for entry in sorted(folder.iterdir()):
        if entry.is_dir() and not SKIPPED_FOLDERS.match(entry.name):
            yield from _folders(entry)
        elif entry.is_file():
            yield entry


def _lines() -> Iterator[tuple[str, str]]:
    for path in _folders(ROOT):
        # Licences are not our text; this file has to name what it refuses.
        ours = path.name != "LICENSE" and path.parent.name != "licences"
        if path.suffix in SPOKEN and ours and path != Path(__file__):
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                yield f"{path.relative_to(ROOT)}:{number}", line


def test_no_path_of_a_machine() -> None:
    assert [f"{place}: {line}" for place, line in _lines() if MACHINE_PATHS.search(line)] == []


def test_no_word_of_the_workplace() -> None:
    spoken = ((place, ALLOWED.sub("", line)) for place, line in _lines())

    assert [f"{place}: {line}" for place, line in spoken if WORKPLACE_WORDS.search(line)] == []


def test_decisions_answer_their_four_questions() -> None:
    decisions = sorted((ROOT / "packaging" / "decisions").glob("*.md"))

    assert [path.name[:3] for path in decisions] == [f"{n:03}" for n in range(1, len(decisions) + 1)]
    for path in decisions:
        text = path.read_text(encoding="utf-8")
        assert [h for h in HEADINGS if h not in text] == [], f"{path.name} lacks a heading"


def test_fragments_have_a_kind_and_both_languages() -> None:
    for path in (ROOT / "packaging" / "changes").glob("*.md"):
        assert re.fullmatch(r"[\w+-]+\.(feature|bugfix|removal|doc|misc)\.md", path.name), path.name
        assert "NL:" in path.read_text(encoding="utf-8"), f"{path.name} lacks its line for Dutch readers"
