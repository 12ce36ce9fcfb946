"""What `doctor` shows, and its exit code."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import pytest
from rich.console import Console

from optopcheck import service
from optopcheck.cli.doctor_command import show
from optopcheck.cli.main import main
from optopcheck.domain.text import Text
from optopcheck.service.doctor import Checkup, Line, State

if TYPE_CHECKING:
    from pathlib import Path


def line(part: str, state: State) -> Line:
    remedy = None if state is State.FINE else Text("doe er iets aan", "do something about it")
    return Line(part, Text(part, part), state, Text("gezegd", "said"), remedy, 0.1)


FINE, NOTE, BROKEN = (line(state.value, state) for state in State)


def shown(*lines: Line, quiet: bool = False) -> list[str]:
    page = io.StringIO()
    show(Checkup(lines), "nl", Console(file=page, width=110, highlight=False), quiet=quiet)
    return page.getvalue().splitlines()


def test_remedies_stand_below_what_needs_them_and_no_line_ends_in_spaces() -> None:
    found = shown(FINE, NOTE, BROKEN)

    assert found[1] == "1 onderdeel werkt niet; wat te doen staat erbij."
    assert [text.split()[:2] for text in found if "gezegd" in text] == [
        ["✓", "goed"],
        ["!", "let"],
        ["✗", "stuk"],
    ]
    assert sum("→ doe er iets aan" in text for text in found) == 2
    assert [text for text in found if text != text.rstrip()] == []


def test_quiet_gives_the_outcome_alone() -> None:
    assert shown(FINE, NOTE, quiet=True)[1:] == ["Alles werkt, met 1 opmerking."]


@pytest.mark.parametrize(("lines", "code"), [((FINE,), 0), ((FINE, NOTE), 0), ((FINE, BROKEN), 1), ((), 1)])
def test_exit_code_is_one_only_where_something_is_broken(
    lines: tuple[Line, ...], code: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(service, "examine", lambda *_: Checkup(lines))
    out = tmp_path / "na.json"

    assert main(["doctor", "--json", str(out), "--quiet"]) == code
    assert [part["state"] for part in json.loads(out.read_text(encoding="utf-8"))["parts"]] == [
        one.state.value for one in lines
    ]
