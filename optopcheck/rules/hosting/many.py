"""One pack asked about many buildings at once: each rule once, and again where its answers are compared.

The facts of all go down in one file. A worker that fails costs the building at which it failed; the others
are asked anew, until it failed too often.
"""

from __future__ import annotations

import queue
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from optopcheck.domain.rule import Finding, Verdict
from optopcheck.domain.text import Text
from optopcheck.records import RecordError
from optopcheck.rules.hosting import words
from optopcheck.rules.hosting.host import turn
from optopcheck.rules.hosting.references import named_parts
from optopcheck.rules.hosting.snapshot import snapshot
from optopcheck.rules.hosting.talks import Answer, Talk, answer_of, converse

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from optopcheck.domain.facts import Facts
    from optopcheck.rules.hosting.host import Host
    from optopcheck.rules.hosting.limits import Limits
    from optopcheck.rules.hosting.process import Mail, WorkerProcess

_FAILURES = 3
"""After so many a pack is not asked any more."""
_SETTLED = (Verdict.COMPLIES, Verdict.VIOLATES)


class JudgingMany(Talk):
    """The worker runs the rules of its pack once on each of the items, in the order given."""

    def __init__(
        self,
        worker: WorkerProcess,
        limits: Limits,
        ids: Sequence[str],
        items: Sequence[int],
        known: Sequence[Mapping[str, object]],
    ) -> None:
        super().__init__(worker, limits)
        self._ids, self.items, self._known = ids, items, known
        self.told: list[list[Any]] = [[]]
        """What was said of each item, rule by rule."""
        self._found: list[list[Answer]] = [[]]
        self._last = self._began = time.monotonic()
        self._heard = False

    @property
    def never_began(self) -> bool:
        """True if the worker was gone before it said a word."""
        return self.is_gone and not self._heard

    @property
    def finished(self) -> int:
        """Number of items that were judged to the end."""
        return len(self._found) - 1

    @property
    def share(self) -> float:
        """Part that is done, 0 to 1."""
        return 1.0 if self.done else self.finished / max(1, len(self.items))

    def answers(self, at: int) -> tuple[Answer, ...]:
        """Return one answer a rule for the item at a place; of the one at which it failed, why."""
        found = tuple(self._found[at]) if at < len(self._found) else ()
        if at < self.finished or self.failure is None:
            return found
        first, failure = len(found), self.failure
        return (
            *found,
            *(words.stopped(failure) for _ in self._ids[first : first + 1]),
            *(words.not_reached(self._ids[first], failure) for _ in self._ids[first + 1 :]),
        )

    def breach(self) -> None:
        """End the talk; nothing that came over this line counts any more."""
        self._found, self.told = [[]], [[]]
        super().breach()

    def _take(self, message: dict[str, Any], at: float) -> None:
        self._last, self._heard = at, True
        place = len(self._found[-1])
        if self.finished == len(self.items):
            if message != {"end": len(self.items)}:
                raise RecordError("out of turn")
            self.done = True
            return
        item = self.items[self.finished]
        if message.keys() != {"found", "item", "answer"} or (message["found"], message["item"]) != (
            place,
            item,
        ):
            raise RecordError("out of turn")
        if place == 0:
            self._began = at
        self._found[-1].append(answer_of(message["answer"], self._known[item]))
        self.told[-1].append(message["answer"])
        if place + 1 == len(self._ids):
            self._found.append([])
            self.told.append([])

    def _patience(self, now: float) -> float | None:
        limit = self.limits.rule if self._heard else self.limits.start
        if now - self._last > limit:
            return limit
        return self.limits.batch if now - self._began > self.limits.batch + self.limits.start else None


@dataclass
class Repeats:
    """Which buildings are judged twice: a sample, and for each rule at least one that it settled."""

    sample: AbstractSet[str]
    """Of the buildings, by name."""
    settled: set[str] = field(default_factory=set)
    """Rules that settled a building that was judged twice."""
    differing: set[str] = field(default_factory=set)
    """Rules of which two answers on the same facts were not the same."""
    repeated: set[str] = field(default_factory=set)
    """Buildings that were judged twice."""
    failures: dict[Host, Text] = field(default_factory=dict)
    """Packs that failed too often, and how."""
    _count: dict[Host, int] = field(default_factory=dict)

    def failed(self, host: Host, reason: Text) -> None:
        """Count a failure of a pack."""
        self._count[host] = self._count.get(host, 0) + 1
        if self._count[host] >= _FAILURES:
            self.failures[host] = reason

    def chosen(self, names: Sequence[str], host: Host, answers: Sequence[Sequence[Answer]]) -> list[int]:
        """Return the buildings to judge again, by their place."""
        found = {k for k, name in enumerate(names) if name in self.sample}
        for place, rule in enumerate(host.ids):
            settling = [k for k, each in enumerate(answers) if _settles(each[place])]
            if rule not in self.settled and settling:
                self.settled.add(rule)
                if not found.intersection(settling):
                    found.add(settling[0])
        self.repeated |= {names[k] for k in found}
        return sorted(found)


def ask_many(
    host: Host, many: tuple[Facts, ...], names: Sequence[str], repeats: Repeats
) -> list[tuple[Answer, ...]]:
    """Return the answers of a pack about each building, one a rule; see `Repeats.differing` as well.

    Parameters
    ----------
    host
        The pack.
    many
        Facts of the buildings.
    names
        Of the buildings.
    repeats
        Which are judged twice; takes note of the rules that differ.
    """
    known = [named_parts(facts) for facts in many]
    try:
        with turn(), snapshot(many) as path:
            asked = _Asked(host, path, known, repeats)
            answers, told = asked.about(range(len(many)))
            again = repeats.chosen(names, host, answers)
            second, told_again = asked.about(again)
    except OSError as error:  # no room for the facts
        reason = words.stopped(words.described(error))
        return [tuple(reason for _ in host.ids) for _ in many]
    for at, item in enumerate(again):
        if not told_again[at]:
            # It failed the second time: what it said the first time counts no more.
            answers[item] = second[at]
        elif told[item]:
            pairs = zip(host.ids, told[item], told_again[at], strict=True)
            repeats.differing.update(rule for rule, one, other in pairs if one != other)
    return answers


@dataclass(frozen=True)
class _Asked:
    """A pack and the file with the facts of many."""

    host: Host
    path: Path
    known: Sequence[Mapping[str, object]]
    repeats: Repeats

    def about(self, items: Sequence[int]) -> tuple[list[tuple[Answer, ...]], list[list[Any]]]:
        """Return the answers about some buildings, and what was said word for word."""
        answers: list[tuple[Answer, ...]] = []
        told: list[list[Any]] = []
        fresh = True
        while len(answers) < len(items):
            left = items[len(answers) :]
            talk = self._talk(left)
            if isinstance(talk, Text):
                answers += [tuple(words.stopped(talk) for _ in self.host.ids)] * len(left)
                told += [[] for _ in left]
                return answers, told
            if talk.never_began and fresh:
                # It may have died while nobody asked: that is no fault of this question.
                fresh = False
                continue
            count = len(left) if talk.failure is None else talk.finished + 1
            answers += [talk.answers(at) for at in range(count)]
            told += [talk.told[at] if at < talk.finished else [] for at in range(count)]
            if talk.failure is not None:
                self.repeats.failed(self.host, talk.failure)
        return answers, told

    def _talk(self, items: Sequence[int]) -> JudgingMany | Text:
        gone = self.repeats.failures.get(self.host)
        if gone is not None:
            return gone
        mail: Mail = queue.SimpleQueue()
        worker = self.host.awake()
        if isinstance(worker, Text):
            return worker
        limits = self.host.limits
        talk = JudgingMany(worker, limits, self.host.ids, items, self.known)
        order = {"facts": str(self.path), "items": list(items)}
        worker.say(order, mail, limits.output * len(items))
        converse([talk], mail, lambda _: None)
        return talk


def _settles(answer: Answer) -> bool:
    return isinstance(answer, Finding) and answer.verdict in _SETTLED
