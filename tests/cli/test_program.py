"""``optopcheck``: which words open the window, and which are the command line."""

from __future__ import annotations

import sys

import pytest

from optopcheck import __main__ as program
from optopcheck.cli import main as cli
from optopcheck.gui import app


@pytest.fixture
def began(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, list[str]]]:
    shells: list[tuple[str, list[str]]] = []

    def window(words: list[str]) -> int:
        shells.append(("window", words))
        return 0

    monkeypatch.setattr(app, "main", window)
    monkeypatch.setattr(cli, "console", lambda: shells.append(("cli", sys.argv[1:])))
    return shells


@pytest.mark.parametrize(
    "words", [[], ["flat.ifc"], ["FLAT.IFC"], ["zaak.optop"], ["regels.optrules"], ["sleutels.optreg"]]
)
def test_a_file_opens_the_window(
    began: list[tuple[str, list[str]]], monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["optopcheck", *words])

    with pytest.raises(SystemExit) as end:
        program.main()

    assert end.value.code == 0
    assert began == [("window", words)]


@pytest.mark.parametrize("words", [["check", "flat.ifc"], ["demo"], ["--help"]])
def test_a_command_is_the_command_line(
    began: list[tuple[str, list[str]]], monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["optopcheck", *words])

    program.main()

    assert began == [("cli", words)]
