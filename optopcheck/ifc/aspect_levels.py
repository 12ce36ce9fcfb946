"""The storeys of several files: which ones are the same."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from optopcheck.ifc.agreement import SAME_LEVEL
from optopcheck.ifc.storeys import elevation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from optopcheck.ifc.survey import Level

NEAR_LEVEL = 0.5
"""Storeys of one name at heights within this are the same [m]."""


@dataclass(frozen=True)
class MatchedLevels:
    """Storeys after a file joined."""

    all: tuple[Level, ...]
    names: dict[str, str]
    """GlobalId of a storey of the file to that of the storey it became."""
    by_id: int
    by_height: tuple[str, ...]
    """Names of storeys that were matched by height, or by name and height."""
    added: tuple[str, ...]
    """Names of storeys that no other file has."""


def matched(known: Sequence[Level], theirs: Sequence[Level], lift: float) -> MatchedLevels:
    """Match the storeys of a file with the known ones.

    By GlobalId, else by height, else by name and about the same height.

    Parameters
    ----------
    known
        Storeys so far.
    theirs
        Storeys of the file.
    lift
        What is added to their heights [m].
    """
    names: dict[str, str] = {}
    by_height: list[str] = []
    added: list[Level] = []
    ids = {level.id for level in known}
    for level in theirs:
        if level.id in ids:
            continue
        moved = _lifted(level, lift)
        same = _same_height(moved, known) or _same_name(moved, known)
        if same is None:
            added.append(moved)
        else:
            names[level.id] = same.id
            by_height.append(level.name)
    return MatchedLevels(
        (*known, *added),
        names,
        sum(level.id in ids for level in theirs),
        tuple(by_height),
        tuple(level.name for level in added),
    )


def _lifted(level: Level, lift: float) -> Level:
    if not lift:
        return level
    placed = None if level.placed is None else level.placed + lift
    return replace(level, placed=placed, stated=tuple(value + lift for value in level.stated))


def _apart(level: Level, other: Level) -> float:
    ours, theirs = elevation(level), elevation(other)
    return float("inf") if ours is None or theirs is None else abs(ours - theirs)


def _same_height(level: Level, known: Sequence[Level]) -> Level | None:
    nearest = min(known, key=lambda other: _apart(level, other), default=None)
    return nearest if nearest is not None and _apart(level, nearest) <= SAME_LEVEL else None


def _same_name(level: Level, known: Sequence[Level]) -> Level | None:
    name = _plain(level.name)
    hits = [other for other in known if name and _plain(other.name) == name]
    nearest = min(hits, key=lambda other: _apart(level, other), default=None)
    return nearest if nearest is not None and _apart(level, nearest) <= NEAR_LEVEL else None


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
