"""What reviewers decided: a log that only grows, each line holding the hash of the one before."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import cast

from optopcheck.container import ContainerError, digest_of
from optopcheck.domain.text import Text
from optopcheck.records import KeptArrays, Reading, StoredArrays, canonical, decode, encode, parsed

_LONGEST = 20_000
_LATER = ("judgement", "evidence", "view")


class Judgement(Enum):
    """What a reviewer says of a finding; the rule's own verdict stays what it is."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"

    @property
    def label(self) -> Text:
        """In the words of a reviewer."""
        if self is Judgement.ACCEPTED:
            return Text("akkoord", "accepted")
        return Text("niet akkoord", "not accepted")


@dataclass(frozen=True)
class View:
    """Where a reviewer stood when he wrote, in the frame of the facts [m]."""

    eye: tuple[float, float, float]
    target: tuple[float, float, float]
    parallel: bool = False


@dataclass(frozen=True)
class Decision:
    """One entry of a reviewer."""

    by: str
    at: str
    """Day and time with zone, ISO 8601."""
    words: str
    rule: str | None = None
    """Of which finding; None: of the whole."""
    judgement: Judgement | None = None
    """Of the finding; None: a remark."""
    evidence: str | None = None
    """On what the judgement rests, in the reviewer's words."""
    view: View | None = None

    def __post_init__(self) -> None:
        if not self.by.strip() or not self.words.strip():
            raise ValueError("a decision needs who takes it, and words")
        if len(self.words) > _LONGEST:
            raise ValueError(f"a decision of {len(self.words)} signs; {_LONGEST} is the most")
        if self.judgement is not None and self.rule is None:
            raise ValueError("a judgement is of one finding")


def appended(log: bytes, decision: Decision, report_id: str) -> bytes:
    """Return the log with one more line; the first line holds the id of the report.

    Raises
    ------
    ContainerError
        If the log so far is broken.
    """
    previous = check_chain(log, report_id)
    told = encode(decision, array=KeptArrays())
    line = {
        name: value
        for name, value in cast("dict[str, object]", told).items()
        # A plain decision is written as it was before there were judgements.
        if value is not None or name not in _LATER
    }
    return log + canonical({**line, "previous": previous}) + b"\n"


def read_decisions(log: bytes, report_id: str) -> tuple[Decision, ...]:
    """Return all decisions of a sound log.

    Raises
    ------
    ContainerError
        With the number of the first line that does not fit the one before.
    """
    found, previous = [], report_id
    lines = log.split(b"\n")
    if lines.pop():
        raise _broken(len(lines) + 1)
    for number, line in enumerate(lines, 1):
        decision = _read(line, number, previous)
        found.append(decision)
        previous = digest_of(line)
    return tuple(found)


def check_chain(log: bytes, report_id: str) -> str:
    """Return the hash that the next line must hold.

    Raises
    ------
    ContainerError
        As `read_decisions`.
    """
    read_decisions(log, report_id)
    return digest_of(log.split(b"\n")[-2]) if log else report_id


def _read(line: bytes, number: int, previous: str) -> Decision:
    try:
        data = parsed(line)
        if not isinstance(data, dict) or data.pop("previous", None) != previous:
            raise _broken(number)
        if canonical({**data, "previous": previous}) != line:
            raise _broken(number)
        return decode(Decision, data, Reading(array=StoredArrays({}, {})))
    except ValueError as error:
        raise _broken(number) from error


def _broken(number: int) -> ContainerError:
    return ContainerError(
        Text(
            f"het logboek van besluiten is gewijzigd: regel {number} past niet op wat ervoor staat",
            f"the log of decisions was changed: line {number} does not fit what stands before it",
        )
    )
