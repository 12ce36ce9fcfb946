"""What is said between the program and a worker: naming the rules, and judging the facts."""

from __future__ import annotations

import json
import queue
import time
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any

from optopcheck.domain.rule import Finding, NotApplicable
from optopcheck.domain.text import Text
from optopcheck.records import RecordError, decode, decode_value
from optopcheck.rules.hosting import words
from optopcheck.rules.hosting.limits import RUNS
from optopcheck.rules.hosting.process import Event

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from optopcheck.rules.hosting.limits import Limits
    from optopcheck.rules.hosting.process import Heard, Mail, WorkerProcess

TICK = 0.1
"""Time between looks at the clock and at the user's wish to cancel [s]."""
Answer = Finding | NotApplicable


class Talk(ABC):
    """One exchange with one worker, that ends in an answer or in a reason."""

    def __init__(self, worker: WorkerProcess, limits: Limits) -> None:
        self.worker = worker
        self.limits = limits
        self.done = False
        self.failure: Text | None = None
        self.is_gone = False
        """True if the worker ended itself."""

    def hear(self, heard: Heard) -> None:
        """Take what the worker said; whatever is not its turn ends the talk and the worker."""
        if self.done:
            return
        if heard.what is Event.TOO_MUCH:
            self.fail(words.too_long(self.limits.output))
        elif heard.what is Event.ENDED:
            self.hung_up()
        elif isinstance(heard.what, bytes):
            try:
                message = json.loads(heard.what)
                if not isinstance(message, dict):
                    raise RecordError("not a message")
                self._take(message, heard.at)
            except (ValueError, TypeError, KeyError, RecursionError):
                self.breach()

    def look_at_clock(self, now: float) -> None:
        """End the talk if the worker takes too long."""
        if self.done:
            return
        patience = self._patience(now)
        if self.worker.ended:  # it hung up before this talk began
            self.hung_up()
        elif patience is not None:
            self.fail(words.too_slow(patience))

    def fail(self, reason: Text) -> None:
        """End the talk and the worker."""
        self.done, self.failure = True, reason
        self.worker.end()

    def hung_up(self) -> None:
        """End the talk, as the worker ended itself."""
        self.worker.settle()
        self.is_gone = True
        self.fail(words.ended(self.worker.end()))

    def breach(self) -> None:
        """End the talk, as what came over the line was not the worker's to say."""
        self.fail(words.out_of_turn())

    @abstractmethod
    def _take(self, message: dict[str, Any], at: float) -> None:
        """Take one message; raises for what is none."""

    @abstractmethod
    def _patience(self, now: float) -> float | None:
        """Return the limit that has run out [s]."""

    @property
    @abstractmethod
    def share(self) -> float:
        """Part that is done, 0 to 1."""


class Naming(Talk):
    """The worker starts, imports its pack and names its rules."""

    def __init__(self, worker: WorkerProcess, limits: Limits) -> None:
        super().__init__(worker, limits)
        self.rules: list[Any] = []
        self.errors: tuple[Text, ...] = ()
        self.fence: tuple[str, ...] = ()

    @property
    def share(self) -> float:
        """Part that is done, 0 to 1."""
        return float(self.done)

    def _take(self, message: dict[str, Any], at: float) -> None:
        del at
        if set(message) != {"rules", "errors", "fence"} or not isinstance(message["rules"], list):
            raise RecordError("not a list of rules")
        self.rules = message["rules"]
        errors = decode_value(tuple[Text, ...], message["errors"], {})
        self.errors = tuple(words.one_line(error) for error in errors)
        self.fence = decode_value(tuple[str, ...], message["fence"], {})
        self.done = True

    def _patience(self, now: float) -> float | None:
        return self.limits.start if now - self.worker.started > self.limits.start else None


class Judging(Talk):
    """The worker runs the rules of its pack, one by one, in the order given."""

    def __init__(
        self, worker: WorkerProcess, limits: Limits, ids: Sequence[str], known: Mapping[str, object]
    ) -> None:
        super().__init__(worker, limits)
        self._ids, self._known = ids, known
        self._found: list[Answer] = []
        self._begun = self._last = time.monotonic()
        self._runs = 0
        self._heard = False

    @property
    def never_began(self) -> bool:
        """True if the worker was gone before it said a word."""
        return self.is_gone and not self._heard

    @property
    def answers(self) -> tuple[Answer, ...]:
        """One answer a rule: those that came, and the reason why the others did not."""
        if self.failure is None:
            return tuple(self._found)
        first = len(self._found)
        return (
            *self._found,
            *(words.stopped(self.failure) for _ in self._ids[first : first + 1]),
            *(words.not_reached(self._ids[first], self.failure) for _ in self._ids[first + 1 :]),
        )

    @property
    def share(self) -> float:
        """Part that is done, 0 to 1."""
        return 1.0 if self.done else len(self._found) / max(1, len(self._ids))

    def breach(self) -> None:
        """End the talk; nothing that came over this line counts any more."""
        self._found.clear()
        super().breach()

    def _take(self, message: dict[str, Any], at: float) -> None:
        place = len(self._found)
        self._last, self._heard = at, True
        may_begin = place < len(self._ids) and self._runs < RUNS
        if may_begin and message == {"begin": place, "run": self._runs}:
            self._runs += 1
        elif self._runs == RUNS and message.keys() == {"found", "answer"} and message["found"] == place:
            self._found.append(answer_of(message["answer"], self._known))
            self._runs = 0
        elif message == {"end": len(self._ids)} and place == len(self._ids):
            self.done = True
        else:
            raise RecordError("out of turn")

    def _patience(self, now: float) -> float | None:
        rule = self.limits.rule if self._runs else self.limits.start
        if now - self._last > rule:
            return rule
        return self.limits.batch if now - self._begun > self.limits.batch else None


def answer_of(told: object, known: Mapping[str, object]) -> Answer:
    """Rebuild the answer of one rule; what cannot be shown becomes a finding that says so.

    Raises
    ------
    ValueError
        If it is no answer at all.
    """
    if not isinstance(told, dict):
        raise RecordError("not an answer")
    ((kind, content),) = told.items()
    try:
        if kind == "finding":
            return decode(Finding, content, known)
        if kind == "na":
            return decode(NotApplicable, content)
        if kind == "raised":
            return words.crashed(words.one_line(decode(Text, content)))
        if kind == "other":
            return words.gave_no_finding(words.one_line(Text(decode(str, content))).nl)
    except RecordError as error:
        return words.unreadable(words.one_line(Text(str(error))))
    if kind == "differs":
        return words.not_reproducible()
    raise RecordError(f"an answer of kind {kind}")


def converse(talks: Sequence[Talk], mail: Mail, look: Callable[[float], None]) -> None:
    """Hold talks side by side until each has ended.

    `look` is called throughout with the part that is done, and may raise; then
    the workers that were still busy are ended.
    """
    by_worker = {id(talk.worker): talk for talk in talks}
    try:
        while not all(talk.done for talk in talks):
            look(sum(talk.share for talk in talks) / len(talks))
            try:
                heard = mail.get(timeout=TICK)
            except queue.Empty:
                for talk in talks:
                    talk.look_at_clock(time.monotonic())
                continue
            talk_of = by_worker.get(id(heard.worker))
            if talk_of is not None:
                talk_of.hear(heard)
    finally:
        for talk in talks:
            if not talk.done:
                talk.worker.end()
