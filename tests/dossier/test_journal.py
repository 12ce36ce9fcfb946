"""The journal: on disk at once, cut off without harm, of one run at a time."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

import pytest

from optopcheck.domain.job import InputError
from optopcheck.dossier import Journal, is_in_use, read_journal
from optopcheck.service.journals import forget_journal, left_journals, start_journal

if TYPE_CHECKING:
    from pathlib import Path

ACTIONS = [{"do": "open", "model": "a" * 64}, {"do": "lagen", "n": 2}, {"do": "één", "x": [1, "2.5"]}]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("OPTOPCHECK_HOME", str(tmp_path))
    return tmp_path


def written(path: Path) -> bytes:
    journal = Journal(path)
    for action in ACTIONS:
        journal.append(action)
    journal.close(saved=False)
    return path.read_bytes()


def test_actions_come_back(tmp_path: Path) -> None:
    written(tmp_path / "j")
    found = read_journal(tmp_path / "j")

    assert list(found.actions) == ACTIONS
    assert not found.torn


def test_cut_off_anywhere_the_whole_lines_remain(tmp_path: Path) -> None:
    content = written(tmp_path / "j")
    for end in range(len(content)):
        (tmp_path / "k").write_bytes(content[:end])
        found = read_journal(tmp_path / "k")

        assert list(found.actions) == ACTIONS[: content[:end].count(b"\n")]
        assert found.torn == (end > 0 and content[end - 1 : end] != b"\n")


def test_a_torn_line_is_cut_away_before_the_next(tmp_path: Path) -> None:
    path = tmp_path / "j"
    path.write_bytes(written(path)[:-4])
    journal = Journal(path)
    journal.append({"do": "verder"})
    journal.close(saved=False)

    assert list(read_journal(path).actions) == [*ACTIONS[:2], {"do": "verder"}]


@pytest.mark.parametrize("at", [0, 1, 2])
def test_a_changed_line_ends_it(tmp_path: Path, at: int) -> None:
    lines = written(tmp_path / "j").splitlines(keepends=True)
    lines[at] = lines[at].replace(b'"do"', b'"d0"')
    (tmp_path / "j").write_bytes(b"".join(lines))

    # Its own chain still holds; the next line does not fit it.
    assert len(read_journal(tmp_path / "j").actions) == at + 1
    assert read_journal(tmp_path / "j").torn == (at < 2)


@pytest.mark.parametrize("content", [b"\0" * 4096, b"[]\n", b"{}\n", b"[" * 9999 + b"\n", b'{"after":1}\n'])
def test_what_is_no_journal_holds_nothing(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "j").write_bytes(content)

    assert read_journal(tmp_path / "j").actions == ()
    assert read_journal(tmp_path / "j").torn


def test_a_full_disk_is_told_and_the_journal_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal = Journal(tmp_path / "j")
    journal.append(ACTIONS[0])
    own = os.write

    def half(handle: int, data: bytes) -> int:
        if handle != journal._handle:
            return own(handle, data)
        if len(data) > 20:
            return own(handle, bytes(data)[:20])
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as full:
        full.setattr(os, "write", half)
        with pytest.raises(InputError, match=r"No space left on device.*bewaar het dossier zelf"):
            journal.append(ACTIONS[1])
    assert list(read_journal(tmp_path / "j").actions) == ACTIONS[:1]
    journal.append(ACTIONS[2])
    journal.close(saved=False)

    assert list(read_journal(tmp_path / "j").actions) == [ACTIONS[0], ACTIONS[2]]


def test_one_session_at_a_time(tmp_path: Path) -> None:
    first = Journal(tmp_path / "j")
    first.append(ACTIONS[0])

    assert is_in_use(tmp_path / "j")
    with pytest.raises(InputError, match="niet bij te houden"):
        Journal(tmp_path / "j")
    first.close(saved=False)
    assert not is_in_use(tmp_path / "j")
    assert not is_in_use(tmp_path / "geen")


def test_only_what_a_session_left_is_offered(home: Path) -> None:
    running, ended, empty, saved = (start_journal() for _ in range(4))
    for journal in (running, ended, saved):
        journal.append(ACTIONS[0])
    ended.append(ACTIONS[1])
    ended.close(saved=False)
    empty.close(saved=False)
    saved.close(saved=True)

    (left,) = left_journals()
    assert left.path == ended.path
    assert list(left.actions) == ACTIONS[:2]
    assert not left.torn
    assert not saved.path.exists()
    forget_journal(left)
    assert left_journals() == ()
    running.close(saved=True)
    assert home in running.path.parents


def test_a_folder_that_cannot_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("x")

    with pytest.raises(InputError, match="niet bij te houden"):
        Journal(tmp_path / "bestand" / "j")
