"""Whatever comes over the line, the talk goes on or ends with a reason; nothing is believed out of turn."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from optopcheck.api import NotApplicable, complies
from optopcheck.domain.rule import Finding, Need, Verdict
from optopcheck.records import encode
from optopcheck.rules.hosting import LIMITS
from optopcheck.rules.hosting.process import Event, Heard
from optopcheck.rules.hosting.talks import Judging, Naming

if TYPE_CHECKING:
    from optopcheck.rules.hosting.process import WorkerProcess

GREEN = {"finding": encode(complies("goed"))}
BEGIN = [{"begin": 0, "run": 0}, {"begin": 0, "run": 1}]
RIGHT: list[Any] = [*BEGIN, {"found": 0, "answer": GREEN}, {"end": 1}]


class Silent:
    """Stands for a worker process."""

    def __init__(self) -> None:
        self.ended = False
        self.started = time.monotonic()

    def settle(self) -> None:
        pass

    def end(self) -> int:
        self.ended = True
        return -9


def hear(talk: Naming | Judging, *lines: object) -> None:
    for line in lines:
        what = line if isinstance(line, bytes | Event) else json.dumps(line).encode()
        talk.hear(Heard(talk.worker, time.monotonic(), what))


def judging(*ids: str) -> Judging:
    return Judging(cast("WorkerProcess", Silent()), LIMITS, ids or ("gm0001.a",), {})


def needs(talk: Judging) -> list[Need | None]:
    return [answer.need for answer in talk.answers if isinstance(answer, Finding)]


def test_in_turn_an_answer_counts() -> None:
    talk = judging()
    hear(talk, *RIGHT)
    assert talk.done
    assert talk.failure is None
    (answer,) = talk.answers
    assert isinstance(answer, Finding)
    assert answer.verdict is Verdict.COMPLIES
    assert not talk.worker.ended


@pytest.mark.parametrize(
    "lines",
    [
        [{"found": 0, "answer": GREEN}],
        [*BEGIN, {"found": 1, "answer": GREEN}],
        [*BEGIN, {"found": 0, "answer": GREEN}, {"found": 0, "answer": GREEN}],
        [*BEGIN, {"found": 0, "answer": GREEN}, {"begin": 1, "run": 0}],
        [*BEGIN, {"found": 0, "answer": GREEN}, {"end": 2}],
        [{"end": 1}],
        [{"end": 0}],
        [{"begin": 0, "run": 1}],
        [{"begin": 0, "run": 0}, {"begin": 0, "run": 0}],
        [*BEGIN, {"found": 0, "answer": GREEN, "more": 1}],
        [*BEGIN, {"found": 0, "answer": {**GREEN, "na": {}}}],
        [*BEGIN, {"found": 0, "answer": {"green": True}}],
        [*BEGIN, {"found": 0, "answer": []}],
        [*BEGIN, {"found": 0, "answer": {}}],
        [*BEGIN, []],
        [*BEGIN, None],
        [*BEGIN, "voldoet"],
        [*BEGIN, b"\xff\xfe"],
        [*BEGIN, b"[" * 100_000],
        [*BEGIN, b""],
    ],
)
def test_out_of_turn_voids_everything_and_ends_the_worker(lines: list[object]) -> None:
    talk = judging()
    hear(talk, *lines, *RIGHT)
    assert talk.done
    assert talk.worker.ended
    assert needs(talk) == [Need.REPAIR]


def test_one_run_is_not_enough() -> None:
    talk = judging()
    hear(talk, BEGIN[0], {"found": 0, "answer": GREEN}, {"end": 1})
    assert needs(talk) == [Need.REPAIR]


def test_an_answer_that_cannot_be_shown_costs_that_rule_alone() -> None:
    talk = judging("gm0001.a", "gm0001.b")
    second = [{"begin": 1, "run": 0}, {"begin": 1, "run": 1}, {"found": 1, "answer": GREEN}, {"end": 2}]
    hear(talk, *BEGIN, {"found": 0, "answer": {"finding": {"verdict": "COMPLIES"}}}, *second)
    assert needs(talk) == [Need.REPAIR, None]


def test_what_was_answered_before_the_end_stands() -> None:
    talk = judging("gm0001.a", "gm0001.b", "gm0001.c")
    hear(talk, *RIGHT[:-1], {"begin": 1, "run": 0}, Event.ENDED)
    assert needs(talk) == [None, Need.REPAIR, Need.REPAIR]
    assert not talk.never_began


def test_a_worker_that_was_gone_already_never_began() -> None:
    talk = judging()
    hear(talk, Event.ENDED)
    assert talk.never_began


@pytest.mark.parametrize(
    ("lines", "later", "seconds"),
    [
        ([], LIMITS.start + 1, "30 s"),
        ([BEGIN[0]], LIMITS.rule + 1, "10 s"),
        (BEGIN, LIMITS.rule + 1, "10 s"),
        (BEGIN, LIMITS.batch + 1, "10 s"),
    ],
)
def test_the_clock_ends_a_talk(lines: list[object], later: float, seconds: str) -> None:
    talk = judging()
    hear(talk, *lines)
    talk.look_at_clock(time.monotonic())
    assert not talk.done
    talk.look_at_clock(time.monotonic() + later)
    assert talk.done
    (answer,) = talk.answers
    assert isinstance(answer, Finding)
    assert seconds in answer.explanation.nl


def test_a_naming_that_was_heard_in_time_is_not_late_afterwards() -> None:
    talk = Naming(cast("WorkerProcess", Silent()), LIMITS)
    hear(talk, {"rules": [], "errors": [], "fence": []})
    talk.look_at_clock(time.monotonic() + 999)
    assert talk.failure is None


@given(st.lists(st.sampled_from([*RIGHT, []]) | st.binary(max_size=40), max_size=6))
def test_no_sequence_of_lines_breaks_the_parent_or_turns_green_by_itself(lines: list[object]) -> None:
    talk = judging()
    hear(talk, *lines)
    if talk.done and talk.failure is None:
        assert lines[:4] == RIGHT
    elif talk.done:
        assert needs(talk) == [Need.REPAIR]
    naming = Naming(cast("WorkerProcess", Silent()), LIMITS)
    hear(naming, *lines)
    assert naming.rules == []


def test_not_applicable_comes_over_as_well() -> None:
    talk = judging()
    hear(talk, *BEGIN, {"found": 0, "answer": {"na": encode(NotApplicable("hier niet"))}}, {"end": 1})
    assert talk.answers == (NotApplicable("hier niet"),)  # type: ignore[arg-type]
