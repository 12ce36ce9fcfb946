"""A pack whose rules run in a worker: rules to show at once, answers when they are asked."""

from __future__ import annotations

import base64
import queue
import threading
import weakref
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from optopcheck.domain.job import Progress, no_progress
from optopcheck.domain.rule import Rule
from optopcheck.domain.text import Text
from optopcheck.records import RecordError, decode_value, rule_fields
from optopcheck.rules.hosting import words
from optopcheck.rules.hosting.limits import LIMITS, Limits
from optopcheck.rules.hosting.process import Mail, WorkerProcess
from optopcheck.rules.hosting.references import named_parts
from optopcheck.rules.hosting.snapshot import snapshot
from optopcheck.rules.hosting.talks import TICK, Judging, Naming, converse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from optopcheck.domain.facts import Facts
    from optopcheck.rules.hosting.talks import Answer

_STEP = Text("Regels toetsen", "Checking the rules")
_TURN = threading.Lock()


@dataclass(frozen=True)
class Order:
    """What a worker needs to import its pack."""

    name: str
    """Of the distribution, or the file name of the wheel."""
    points: tuple[tuple[str, str, str], ...] = ()
    """Entry points of a distribution: name, value, group."""
    wheel: bytes | None = None
    paths: tuple[str, ...] = ()
    """Where the worker imports from."""

    def message(self, limits: Limits) -> dict[str, object]:
        """Return it as the first message to a worker."""
        return {
            "name": self.name,
            "points": self.points,
            "wheel": None if self.wheel is None else base64.b64encode(self.wheel).decode("ascii"),
            "paths": self.paths,
            "memory": limits.memory,
            "seconds": limits.batch,
        }


class Host:
    """One pack and its worker, which is started when it is needed, and again after it died."""

    def __init__(self, order: Order, limits: Limits = LIMITS) -> None:
        self.order, self.limits = order, limits
        self.ids: tuple[str, ...] = ()
        self._worker: WorkerProcess | None = None
        self._naming: Naming | None = None
        self._mail: Mail = queue.SimpleQueue()
        self._first: list[Any] | None = None
        self._judged: weakref.ref[Facts] | None = None
        self._answers: tuple[Answer, ...] = ()

    @property
    def pid(self) -> int | None:
        """Number of the worker's process, None if there is none."""
        return None if self._worker is None else self._worker.pid

    def start(self) -> None:
        """Start the worker if there is none; does not wait for it.

        Raises
        ------
        OSError
            If it cannot be started.
        """
        if self._worker is not None and self._worker.is_alive() and not self._worker.ended:
            return
        self.close()
        self._mail = queue.SimpleQueue()
        self._worker = WorkerProcess(self._mail, self.limits.output)
        self._naming = Naming(self._worker, self.limits)
        self._worker.say(self.order.message(self.limits), self._mail, self.limits.output)

    def close(self) -> None:
        """End the worker; a later question starts it again."""
        if self._worker is not None:
            self._worker.end()
        self._worker = self._naming = None

    def forget(self) -> None:
        """Leave the worker to the process that started it."""
        self._worker = self._naming = None

    def named(self) -> tuple[tuple[Rule, ...], tuple[Text, ...]]:
        """Return the rules of the pack and what was wrong with it; waits for the worker."""
        with turn():
            reason = self._wake()
        if reason is not None or self._naming is None:
            return (), (reason or words.ended(None),)
        rules: dict[int, Rule] = {}
        errors = list(self._naming.errors)
        for place, told in enumerate(self._naming.rules):
            try:
                rules[place] = self._rule(place, told)
            except RecordError as error:
                errors.append(words.one_line(Text(str(error))))
        self._first = self._naming.rules
        self.ids = tuple(
            rules[place].id if place in rules else "?" for place in range(len(self._naming.rules))
        )
        return tuple(rules.values()), tuple(errors)

    def answers(self, facts: Facts) -> tuple[Answer, ...]:
        """Return one answer a rule, in the order in which the pack named them."""
        if not self.has_judged(facts):
            ask([self], facts)
        return self._answers

    def has_judged(self, facts: Facts) -> bool:
        """Tell whether these very facts were the last ones."""
        return self._judged is not None and self._judged() is facts

    def keep(self, facts: Facts, answers: tuple[Answer, ...]) -> None:
        """Remember the answers to the last facts."""
        self._judged, self._answers = weakref.ref(facts), answers

    def prepare(self, known: dict[str, object], path: Path, mail: Mail) -> Judging | Text:
        """Send the facts to the worker; return the talk, or why there is none."""
        reason = self._wake()
        if reason is not None or self._worker is None:
            return reason or words.ended(None)
        talk = Judging(self._worker, self.limits, self.ids, known)
        order = {"facts": str(path), "rules": list(range(len(self.ids)))}
        self._worker.say(order, mail, self.limits.output)
        return talk

    def awake(self) -> WorkerProcess | Text:
        """Return a worker that has named its rules, or why there is none; only in one's `turn`."""
        return self._wake() or self._worker or words.ended(None)

    def _wake(self) -> Text | None:
        """Have a worker that has named its rules; return why that cannot be."""
        try:
            self.start()
        except OSError as error:
            return words.described(error)
        if self._naming is None:
            return words.ended(None)
        converse([self._naming], self._mail, lambda _: None)
        if self._naming.failure is None and self._first not in (None, self._naming.rules):
            self.close()
            return words.other_rules()
        return self._naming.failure

    def _rule(self, place: int, told: object) -> Rule:
        wanted = rule_fields()
        if not isinstance(told, dict) or set(told) != set(wanted):
            raise RecordError("not the fields of a Rule")
        values = {name: decode_value(kind, told[name], {}) for name, kind in wanted.items()}
        try:
            return Rule(check=HostedCheck(self, place), **values)
        except (ValueError, TypeError) as error:
            raise RecordError(str(error)) from error


@dataclass(frozen=True, eq=False)
class HostedCheck:
    """The function of a rule that runs elsewhere."""

    host: Host
    place: int

    def __call__(self, facts: Facts) -> Answer:
        """Return what the rule found."""
        return self.host.answers(facts)[self.place]


def ask(hosts: Iterable[Host], facts: Facts, progress: Progress = no_progress) -> None:
    """Have each host judge the facts, side by side; `HostedCheck` then answers at once.

    Raises
    ------
    CancelledError
        If `progress` raised it; the workers that were busy are ended.
    """
    with turn(progress):
        waiting = [host for host in dict.fromkeys(hosts) if not host.has_judged(facts)]
        if waiting:
            _ask(waiting, facts, progress)


def _ask(hosts: list[Host], facts: Facts, progress: Progress) -> None:
    known = named_parts(facts)
    talks: dict[Host, Judging | Text]
    try:
        with snapshot(facts) as path:
            talks = _judged(hosts, known, path, progress)
            # A worker may have died while nobody asked: that is no fault of this question.
            dead = [host for host, talk in talks.items() if isinstance(talk, Judging) and talk.never_began]
            if dead:
                talks |= _judged(dead, known, path, progress)
    except OSError as error:  # no room for the facts
        talks = dict.fromkeys(hosts, words.described(error))
    for host, talk in talks.items():
        if isinstance(talk, Text):
            host.keep(facts, tuple(words.stopped(talk) for _ in host.ids))
        else:
            host.keep(facts, talk.answers)


def _judged(
    hosts: list[Host], known: dict[str, object], path: Path, progress: Progress
) -> dict[Host, Judging | Text]:
    """Put the question to all hosts and hear them out; a text says why one could not be asked."""
    mail: Mail = queue.SimpleQueue()
    for host in hosts:
        with suppress(OSError):  # told when it is asked
            host.start()
    talks = {host: host.prepare(known, path, mail) for host in hosts}
    held = [talk for talk in talks.values() if isinstance(talk, Judging)]
    converse(held, mail, lambda part: progress(_STEP, part))
    return talks


@contextmanager
def turn(progress: Progress = no_progress) -> Iterator[None]:
    """Wait for the workers to be free: two assessments at once would mix their answers."""
    while not _TURN.acquire(timeout=TICK):
        progress(_STEP, 0.0)
    try:
        yield
    finally:
        _TURN.release()
