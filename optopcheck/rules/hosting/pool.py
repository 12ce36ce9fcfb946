"""The workers of this program: one per pack, kept alive between calls, gone with the program."""

from __future__ import annotations

import atexit
import os
from collections import OrderedDict
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from optopcheck.domain.text import Text
from optopcheck.rules.discovery import hash_of_packages
from optopcheck.rules.hosting import words
from optopcheck.rules.hosting.host import Host, Order
from optopcheck.rules.hosting.limits import LIMITS, Limits
from optopcheck.rules.hosting.process import paths

if TYPE_CHECKING:
    from collections.abc import Iterable

    from optopcheck.domain.rule import Rule
    from optopcheck.rules.discovery import FoundPack

_MOST = 16
"""Workers that are alive at once; beyond this the one that was used longest ago is ended."""
_POOL: OrderedDict[object, Host] = OrderedDict()


@dataclass(frozen=True)
class Hosted:
    """What a pack brings whose code runs in a worker."""

    rules: tuple[Rule, ...]
    """With a `check` that asks the worker."""
    errors: tuple[Text, ...] = ()
    """What is wrong with the pack; its sound rules are there all the same."""


def start_distributions(packs: Iterable[FoundPack], limits: Limits = LIMITS) -> None:
    """Start the workers of packs side by side; does not wait for them, so that they load while others do."""
    for pack in packs:
        if pack.entry_points:
            # Whatever is wrong with it is told when it is loaded.
            with suppress(Exception):
                _host_of(pack, limits).start()


def host_distribution(pack: FoundPack, limits: Limits = LIMITS) -> Hosted:
    """Return the rules of an installed pack; its code is imported in its worker alone.

    A pack whose files changed gets a new worker.
    """
    return _named(_host_of(pack, limits))


def start_wheels(wheels: Iterable[tuple[str, bytes]], limits: Limits = LIMITS) -> None:
    """Start the workers of verified wheels, by file name and content, as `start_distributions` does."""
    for name, wheel in wheels:
        with suppress(Exception):
            _host_of_wheel(name, wheel, limits).start()


def host_wheel(name: str, wheel: bytes, declared: tuple[str, ...], limits: Limits = LIMITS) -> Hosted:
    """Return the rules of a verified wheel, imported from memory in its worker alone.

    Parameters
    ----------
    name : str
        File name of the wheel, for messages.
    wheel : bytes
        The verified bytes.
    declared : tuple of str
        Rule ids that the manifest lists: no other rule is taken, and one that is not there is told.
    """
    return _declared(_named(_host_of_wheel(name, wheel, limits)), declared)


def close_all() -> None:
    """End every worker."""
    while _POOL:
        _POOL.popitem()[1].close()


def _forget_all() -> None:
    """Leave the workers to the parent: two processes on one line would mix their answers."""
    while _POOL:
        _POOL.popitem()[1].forget()


atexit.register(close_all)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget_all)


def _host_of(pack: FoundPack, limits: Limits) -> Host:
    digest = hash_of_packages(pack.entry_points)
    points = tuple((point.name, point.value, point.group) for point in pack.entry_points)
    order = Order(pack.name, points, paths=paths())
    return _kept((order, pack.version, digest, limits), order, limits)


def _host_of_wheel(name: str, wheel: bytes, limits: Limits) -> Host:
    order = Order(name, wheel=wheel, paths=paths())
    return _kept((order, limits), order, limits)


def _kept(key: object, order: Order, limits: Limits) -> Host:
    host = _POOL.pop(key, None) or Host(order, limits)
    _POOL[key] = host
    while len(_POOL) > _MOST:
        _POOL.popitem(last=False)[1].close()
    return host


def _named(host: Host) -> Hosted:
    rules, errors = host.named()
    if not rules:
        # Nothing to ask of it; also, a pack that failed is tried anew the next time.
        host.close()
    if not rules and not errors:
        # An empty list looks clean, and nothing was checked.
        errors = (words.no_rules(),)
    return Hosted(rules, errors)


def _declared(hosted: Hosted, declared: tuple[str, ...]) -> Hosted:
    found = {rule.id for rule in hosted.rules}
    foreign = (
        Text(
            f"regel {name} staat niet in het manifest en is geweigerd",
            f"rule {name} is not in the manifest and is refused",
        )
        for name in sorted(found - set(declared))
    )
    lacking = (
        Text(
            f"regel {name} staat in het manifest, maar het pakket brengt hem niet",
            f"rule {name} is in the manifest, but the pack does not bring it",
        )
        for name in sorted(set(declared) - found)
    )
    own = tuple(rule for rule in hosted.rules if rule.id in declared)
    return Hosted(own, (*hosted.errors, *foreign, *lacking))
