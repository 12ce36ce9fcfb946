"""The pictures of the manual are those that its script took, and they show the window of today."""

from __future__ import annotations

import hashlib
import json
import struct
import subprocess
import sys
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

if TYPE_CHECKING:
    from pathlib import Path

STATES = {
    "start",
    "loading",
    "sample",
    "evidence",
    "sun",
    "variants",
    "packs",
    "plan",
    "reviewer",
    "schependomlaan",
    "dark",
}


@pytest.fixture(scope="module")
def pictures(checkout: Path) -> Path:
    return checkout / "resources" / "manual" / "pictures"


@pytest.fixture(scope="module")
def kept(pictures: Path) -> dict[str, dict[str, object]]:
    found: dict[str, dict[str, object]] = json.loads((pictures / "states.json").read_text("utf-8"))
    return found


def test_every_state_has_its_picture(pictures: Path, kept: dict[str, dict[str, object]]) -> None:
    assert set(kept) == STATES == {path.stem for path in pictures.glob("*.png")}
    for name, state in kept.items():
        content = (pictures / f"{name}.png").read_bytes()
        assert content[:8] == b"\x89PNG\r\n\x1a\n"
        assert list(struct.unpack(">II", content[16:24])) == state["size"], name
        assert hashlib.sha256(content).hexdigest() == state["sha256"], name


def test_no_two_states_look_the_same(kept: dict[str, dict[str, object]]) -> None:
    assert len({str(state["sha256"]) for state in kept.values()}) == len(kept)


def test_what_the_buttons_say_is_still_a_text_of_the_window(
    checkout: Path, kept: dict[str, dict[str, object]]
) -> None:
    tree = ET.parse(checkout / "resources" / "translations" / "app_nl.ts")  # noqa: S314  # our own
    dutch = {t.text for t in tree.iter("translation")}
    for word in (
        "Kan hier een laag op?",
        "Bevindingen",
        "Voorgesteld",
        "Varianten",
        "Huidig ontwerp bewaren",
    ):
        assert any(word in str(state["words"]) for state in kept.values()), word
        assert word in dutch, f"{word}: take the pictures again (make pictures)"


@pytest.mark.long
@pytest.mark.timeout(900)
def test_taken_again_the_same_is_read(
    checkout: Path, pictures: Path, kept: dict[str, dict[str, object]]
) -> None:
    """The states are made again; the pictures themselves differ by a pixel on another machine."""
    before = {path.name: path.read_bytes() for path in pictures.iterdir()}
    script = checkout / "resources" / "manual" / "make_pictures.py"
    try:
        subprocess.run(
            ["bash", checkout / "packaging" / "on_xvfb.sh", sys.executable, script, "start", "sample"],
            check=True,
            cwd=checkout,
        )
        again = json.loads((pictures / "states.json").read_text("utf-8"))
    finally:
        for name, content in before.items():
            (pictures / name).write_bytes(content)

    assert {name: again[name]["words"] for name in ("start", "sample")} == {
        name: kept[name]["words"] for name in ("start", "sample")
    }
