"""Every text of the window is translated, and what ships is what stands in the source."""

from __future__ import annotations

import importlib.util
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import QTranslator

if TYPE_CHECKING:
    from types import ModuleType

FOLDER = Path(__file__).parents[2] / "resources" / "translations"


def _messages(path: Path) -> dict[tuple[str, str], str | None]:
    """Return the translation by context and source, None where it is unfinished."""
    found = {}
    for context in ET.parse(path).getroot().iter("context"):  # noqa: S314 - our own file
        for message in context.iter("message"):
            said = message.find("translation")
            done = said.text if said.get("type") is None else None
            found[context.findtext("name"), message.findtext("source")] = done
    return found


def _script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_translations", FOLDER / "make_translations.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_text_is_translated(tmp_path: Path) -> None:
    tool = Path(sys.executable).parent / "pyside6-lupdate"
    if not (tool.exists() or shutil.which("pyside6-lupdate")):
        pytest.skip("pyside6-lupdate is not installed")
    copy = tmp_path / "app_nl.ts"
    shutil.copy(FOLDER / "app_nl.ts", copy)

    _script().gather(copy)

    fresh = _messages(copy)
    assert {source for (_, source), said in fresh.items() if not said} == set()
    assert fresh == _messages(FOLDER / "app_nl.ts")
    assert len(fresh) > 150


def test_built_file_is_up_to_date() -> None:
    translator = QTranslator()
    assert translator.load(str(FOLDER / "app_nl.qm"))

    texts = _messages(FOLDER / "app_nl.ts")
    assert {s: translator.translate(c, s) for (c, s) in texts} == {s: said for (_, s), said in texts.items()}
