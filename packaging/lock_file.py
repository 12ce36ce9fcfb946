"""The lock: what is pinned, by which hashes, and what of it reaches a user."""

# ruff: noqa: INP001 - beside the package, used by its scripts and tests

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

PROGRAM = "optopcheck (pyproject.toml)"
"""How the lock names what the program itself asks for; tools have their group behind it."""
_PIN = re.compile(r"(?P<name>[a-z0-9._-]+)==(?P<version>[^ ;\\]+)(?: *; *(?P<when>[^\\]+?))? *\\")


@dataclass(frozen=True)
class Pin:
    """One package of the lock, at one version."""

    name: str
    version: str
    when: str
    """The condition on system or Python; empty for always."""
    hashes: tuple[str, ...]
    by: frozenset[str]
    """Who asks for it."""


def read_lock(path: Path) -> tuple[Pin, ...]:
    """Return all packages of a lock; one name may come in several versions, each with its condition.

    Raises
    ------
    ValueError
        If something is in it that is no pin with hashes.
    """
    blocks = re.split(r"\n(?=[a-z0-9])", path.read_text(encoding="utf-8"))
    return tuple(_pin(block, path.name) for block in blocks)


def _pin(block: str, place: str) -> Pin:
    first, *rest = block.splitlines()
    pin = _PIN.fullmatch(first)
    hashes = re.findall(r"--hash=sha256:([0-9a-f]{64})", block)
    if pin is None or not hashes:
        raise ValueError(f"{place}: no pin with hashes: {first}")
    said = (re.sub(r"^ *# *(via)? *", "", line) for line in rest if line.lstrip().startswith("#"))
    return Pin(pin["name"], pin["version"], pin["when"] or "", tuple(hashes), frozenset(filter(None, said)))


def shipped(pins: Iterable[Pin]) -> tuple[Pin, ...]:
    """Return what reaches a user: asked for by the program, or by what it asks for."""
    everything = tuple(pins)
    reached: set[str] = set()
    wanted = {PROGRAM}
    while wanted:
        wanted = {pin.name for pin in everything if pin.by & wanted} - reached
        reached |= wanted
    return tuple(pin for pin in everything if pin.name in reached)
