"""Asks one entry point of a pack for its rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pluggy

from optopcheck.api import hookspecs

if TYPE_CHECKING:
    from collections.abc import Iterable
    from importlib.metadata import EntryPoint


def rules_of(point: EntryPoint) -> tuple[object, ...]:
    """Import a pack and ask for its rules, in a plugin manager of its own.

    With a shared manager the first pack that raises stops the others, and a
    wrapper of one pack can rewrite the answer of another.

    Raises
    ------
    BaseException
        Whatever the pack raises.
    """
    manager = pluggy.PluginManager("optopcheck")
    manager.add_hookspecs(hookspecs)
    manager.register(point.load(), point.name)
    manager.check_pending()
    answers: list[Iterable[object]] = manager.hook.register_rules()
    if not answers:
        raise TypeError(f"'{point.value}' has no register_rules marked with hookimpl")
    return tuple(rule for answer in answers for rule in answer)
