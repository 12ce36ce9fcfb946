from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import pytest

from optopcheck.rules.discovery import find_packs
from optopcheck.rules.hosting import LIMITS, Hosted, HostedCheck, Limits, host_distribution

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optopcheck.domain.rule import Rule
    from optopcheck.rules.hosting import Host
    from tests.rules.packs import Packs


class HostSource(Protocol):
    def __call__(self, source: str, limits: Limits = LIMITS, name: str = "test-hosted") -> Hosted: ...


def host_of(rule: Rule) -> Host:
    """Return the host in which a rule lives."""
    assert isinstance(rule.check, HostedCheck)
    return rule.check.host


@pytest.fixture
def host_source(packs: Packs) -> Iterator[HostSource]:
    """Write a pack, load it in a worker, and end the worker with the test."""
    hosts: list[Host] = []

    def hosted(source: str, limits: Limits = LIMITS, name: str = "test-hosted") -> Hosted:
        packs.add(name, source)
        (pack,) = [pack for pack in find_packs() if pack.name == name]
        found = host_distribution(pack, limits)
        hosts.extend(host_of(rule) for rule in found.rules)
        return found

    yield hosted
    for host in hosts:
        host.close()
