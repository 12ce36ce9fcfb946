"""Runs rules on many buildings at once: those that live in workers are asked in one go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optopcheck.rules.hosting import HostedCheck, Repeats, ask_many
from optopcheck.rules.hosting.words import not_reproducible
from optopcheck.rules.running import check, speaks

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from datetime import date

    from optopcheck.domain.assessment import Outcome
    from optopcheck.domain.facts import Facts
    from optopcheck.rules.hosting import Host
    from optopcheck.rules.hosting.talks import Answer
    from optopcheck.rules.ruleset import PackRule


def check_many(
    rules: Iterable[PackRule],
    many: Sequence[tuple[str, Facts]],
    on: date,
    repeats: Repeats,
    distrusted: Collection[str] = (),
) -> Iterator[tuple[Outcome, ...]]:
    """Give the outcomes of each building, in order, as `check` does.

    Rules in Python run once on each building and a second time on some: see `Repeats`.

    Parameters
    ----------
    rules
        That take part.
    many
        Name and facts of each building.
    on
        Reference date.
    repeats
        Which buildings are judged twice; takes note of rules that differ.
    distrusted
        Rules that differed elsewhere: theirs is no verdict here either.
    """
    entries = tuple(rules)
    hosts = dict.fromkeys(
        e.rule.check.host for e in entries if isinstance(e.rule.check, HostedCheck) and speaks(e, on)
    )
    names, facts = [name for name, _ in many], tuple(each for _, each in many)
    found = {host: ask_many(host, facts, names, repeats) for host in hosts if facts}
    for at, each in enumerate(facts):
        for host, answers in found.items():
            host.keep(each, _trusted(host, answers[at], distrusted))
        yield check(entries, each, on)


def _trusted(host: Host, answers: tuple[Answer, ...], distrusted: Collection[str]) -> tuple[Answer, ...]:
    return tuple(
        not_reproducible() if rule in distrusted else answer
        for rule, answer in zip(host.ids, answers, strict=True)
    )
