"""The endless run itself: slices differ, can be repeated, and a fault is told so that it can be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.fuzz import __main__ as fuzz

if TYPE_CHECKING:
    import pytest


def test_each_slice_has_a_seed_of_its_own_and_the_next_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    seen: list[tuple[int, int]] = []

    def tried(count: int, seed: int) -> dict[str, int]:
        seen.append((count, seed))
        return {"refused": count}

    monkeypatch.setattr(fuzz, "TARGETS", {"dossier": tried})
    assert fuzz.main(["--start", "7", "--slices", "3"]) == 0

    assert seen == [(fuzz.SLICE, fuzz.FIRST_SEED + n) for n in (7, 8, 9)]
    assert capsys.readouterr().out == f"dossier refused {3 * fuzz.SLICE}\ngo on with --start 10\n"


def test_no_slice_begins_when_the_time_is_up(capsys: pytest.CaptureFixture[str]) -> None:
    assert fuzz.main(["--start", "4", "--seconds", "0"]) == 0
    assert "go on with --start 4" in capsys.readouterr().out


def test_a_fault_is_told_with_how_to_repeat_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(_count: int, _seed: int) -> dict[str, int]:
        raise AssertionError("a mutant passed")

    monkeypatch.setattr(fuzz, "TARGETS", {"bundle": broken})
    assert fuzz.main(["bundle", "--start", "5"]) == 1
    assert "FAILED: python -m tests.fuzz bundle --start 5 --slices 1" in capsys.readouterr().out
