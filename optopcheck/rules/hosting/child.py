"""The worker: reads orders on a private line, imports one pack, and runs its rules one by one.

Started as ``python -m optopcheck.rules.hosting.child`` or, in the frozen
application, ``optopcheck-cli --worker rules``.
"""

from __future__ import annotations

import base64
import json
import os
import queue
import sys
import threading
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from optopcheck.api.hookspecs import ENTRY_POINT_GROUP
from optopcheck.domain.rule import Finding, NotApplicable, Rule
from optopcheck.records import encode, encode_rule, written
from optopcheck.rules.hosting.asking import rules_of
from optopcheck.rules.hosting.fence import close_fence, limit_memory, limit_work
from optopcheck.rules.hosting.limits import RUNS
from optopcheck.rules.hosting.references import names_of
from optopcheck.rules.hosting.snapshot import read_many, read_snapshot
from optopcheck.rules.hosting.wheel import WheelImporter
from optopcheck.rules.hosting.words import described, no_rule

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from optopcheck.domain.facts import Facts
    from optopcheck.domain.text import Text


def main(arguments: Sequence[str]) -> int:
    """Serve the parent until it hangs up; return the exit code."""
    del arguments
    given, said = _private_lines()
    fence = close_fence()
    orders: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(given, orders), daemon=True).start()
    worker = _Worker(said, json.loads(orders.get()), fence)
    while True:
        asked = json.loads(orders.get())
        if "items" in asked:
            worker.judge_many(asked)
        else:
            worker.judge(asked)


def _private_lines() -> tuple[BinaryIO, int]:
    """Move the lines to the parent away from where a pack prints and reads; nothing is left there."""
    given, said = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)
    os.close(nothing)
    return os.fdopen(given, "rb"), said


def _listen(given: BinaryIO, orders: queue.SimpleQueue[bytes]) -> None:
    """Pass on each order; the end of the line is the end of this process, whatever a rule is doing."""
    try:
        for line in given:
            orders.put(line)
    finally:
        os._exit(0)


class _Worker:
    """One pack, imported once."""

    def __init__(self, said: int, order: dict[str, Any], fence: tuple[str, ...]) -> None:
        self._said = said
        self._room, self._seconds = int(order["memory"]), float(order["seconds"])
        sys.path[:] = order["paths"]
        limit_memory(self._room)
        limit_work(self._seconds)
        self._rules: list[Rule] = []
        errors: list[Text] = []
        try:
            for item in _registered(order):
                if isinstance(item, Rule):
                    self._rules.append(item)
                else:
                    errors.append(no_rule(type(item).__name__))
            told = [encode_rule(rule) for rule in self._rules]
        except BaseException as error:  # noqa: BLE001 - foreign code may raise anything, SystemExit too
            told, self._rules = [], []
            errors.append(described(error))
        self._say({"rules": told, "errors": [encode(error) for error in errors], "fence": fence})

    def judge(self, order: dict[str, Any]) -> None:
        """Run every rule of the order on the facts, each twice."""
        limit_memory(None)  # the facts may be large; that is no fault of the pack
        facts = read_snapshot(Path(order["facts"]))
        names = names_of(facts)
        limit_memory(self._room)
        limit_work(self._seconds)
        for place in order["rules"]:
            rule, answers = self._rules[place], []
            for run in range(RUNS):
                self._say({"begin": place, "run": run})
                answers.append(_told(_answer(rule, facts, names)))
            same = all(answer == answers[0] for answer in answers)
            self._say({"found": place, "answer": json.loads(answers[0]) if same else {"differs": True}})
        self._say({"end": len(order["rules"])})

    def judge_many(self, order: dict[str, Any]) -> None:
        """Run every rule once on each item of the order; the parent asks again where it wants to compare."""
        limit_memory(None)
        many = read_many(Path(order["facts"]))
        limit_memory(self._room)
        for item in order["items"]:
            limit_work(self._seconds)
            names = names_of(many[item])
            for place, rule in enumerate(self._rules):
                answer = _told(_answer(rule, many[item], names))
                self._say({"found": place, "item": item, "answer": json.loads(answer)})
        self._say({"end": len(order["items"])})

    def _say(self, message: object) -> None:
        line = memoryview(written(message))
        while line:
            line = line[os.write(self._said, line) :]


def _registered(order: dict[str, Any]) -> list[object]:
    """Import the pack and return what it registers."""
    points = [EntryPoint(*point) for point in order["points"]]
    if order["wheel"] is not None:
        importer = WheelImporter(order["name"], base64.b64decode(order["wheel"]))
        # In front: an installed pack of the same name must not run in place of the verified bytes.
        sys.meta_path.insert(0, importer)
        points = [p for p in importer.distribution.entry_points if p.group == ENTRY_POINT_GROUP]
        if not points:
            raise TypeError(f"{order['name']} has no entry point in the group {ENTRY_POINT_GROUP}")
    return [item for point in points for item in rules_of(point)]


def _answer(rule: Rule, facts: Facts, names: Mapping[int, str]) -> dict[str, object]:
    try:
        result: object = rule.check(facts)
        if isinstance(result, Finding):
            return {"finding": encode(_exactly(result, Finding), names)}
        if isinstance(result, NotApplicable):
            return {"na": encode(result)}
        return {"other": type(result).__name__}
    except BaseException as error:  # noqa: BLE001 - same
        return {"raised": encode(described(error))}


def _exactly(result: Finding, kind: type[Finding]) -> Finding:
    """Return the finding; one of a kind of its own could show one thing here and another there."""
    if type(result) is not kind:
        raise TypeError(f"a {type(result).__name__} is no {kind.__name__}")
    return result


def _told(answer: dict[str, object]) -> bytes:
    try:
        return written(answer)
    except BaseException as error:  # noqa: BLE001 - NaN, or a text that is none
        return written({"raised": encode(described(error))})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
