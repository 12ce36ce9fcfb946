"""The tutorial of template-data, followed literally: commands run, files written, output compared."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

README = Path(__file__).parents[3] / "plugins" / "template-data" / "README.md"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FILE = re.compile(r"^# bestand: (\S+)$", re.MULTILINE)
EXIT = re.compile(r"^# uitgangscode (\d)$")
COMMANDS = ("new", "test", "docs", "explain", "build", "keygen", "sign", "verify", "install", "list")


@dataclass
class Reader:
    """Someone new, in an empty folder, who does what is written."""

    folder: Path
    program: Path
    seen: str = ""

    def run(self, block: str) -> None:
        self.seen = ""
        lines = block.splitlines()
        for line, after in zip(lines, [*lines[1:], ""], strict=True):
            if EXIT.match(line):
                continue
            said = EXIT.match(after)
            done = subprocess.run(  # noqa: S602 - the commands of our own page
                line, shell=True, cwd=self.folder, env=self.surroundings(), capture_output=True, timeout=120,
                encoding="utf-8", check=False,
            )  # fmt: skip
            self.seen += done.stdout + done.stderr
            assert done.returncode == (int(said[1]) if said else 0), (line, done.stdout, done.stderr)

    def surroundings(self) -> dict[str, str]:
        own = {name: value for name, value in os.environ.items() if not name.startswith("OPTOPCHECK")}
        path = os.pathsep.join([str(self.program.parent), own.get("PATH", "")])
        home = str(self.folder / "home")
        return own | {"PATH": path, "OPTOPCHECK_HOME": home, "PYTHONUTF8": "1", "COLUMNS": "110"}

    def write(self, block: str) -> None:
        named = FILE.search(block)
        assert named is not None, block
        path = self.folder / named[1]
        assert path.parent.is_dir(), f"nobody said to make the folder of {named[1]}"
        path.write_text(block, encoding="utf-8")

    def compare(self, block: str) -> None:
        seen = " ".join(self.seen.split())
        for line in block.splitlines():
            assert " ".join(line.split()) in seen, (line, self.seen)


@pytest.fixture
def program() -> Path:
    name = "optopcheck-cli.exe" if sys.platform == "win32" else "optopcheck-cli"
    path = Path(sys.executable).parent / name
    if not path.exists():
        pytest.skip("optopcheck is not installed beside this Python")
    return path


@pytest.mark.skipif(shutil.which("sh") is None, reason="the page is for a shell that knows rm and mkdir")
def test_from_nothing_to_a_signed_pack_of_three_rules(tmp_path: Path, program: Path) -> None:
    reader = Reader(tmp_path, program)
    kinds = {"sh": reader.run, "toml": reader.write, "text": reader.compare}
    blocks = BLOCK.findall(README.read_text(encoding="utf-8"))
    for kind, block in blocks:
        kinds[kind](block)

    bundle = tmp_path / "gm9999-dakopbouwen-0.1.0.optrules"
    assert bundle.is_file()
    assert len(list((tmp_path / "home" / "bundles").glob("*.optrules"))) == 1
    reader.run(f"optopcheck-cli rules test {bundle.name}\n")
    reader.compare("8 van 8 gevallen goed; elke uitkomst heeft een geval\n")
    for rule in ("gm9999.toename 1 1 2 1", "gm9999.materiaal - - 1 1", "gm9999.melden - - - 1"):
        reader.compare(rule)


def test_the_page_shows_every_command_of_a_maker() -> None:
    text = README.read_text(encoding="utf-8")
    shown = set(re.findall(r"^optopcheck-cli rules (\w+)", text, re.MULTILINE))

    assert shown == set(COMMANDS)
    assert text.count("```") == 2 * len(BLOCK.findall(text))
    assert {kind for kind, _ in BLOCK.findall(text)} == {"sh", "toml", "text"}


def test_the_page_asks_for_half_an_hour() -> None:
    minutes = [
        int(found)
        for found in re.findall(r"^## .*\((\d+) minuten\)$", README.read_text("utf-8"), re.MULTILINE)
    ]

    assert len(minutes) == 6
    assert sum(minutes) == 30
