"""The designer's own model of the new situation (*eigen ontwerp*), and how it differs from the old one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from optopcheck.domain.building import Building
    from optopcheck.domain.text import Text


@dataclass(frozen=True)
class Changes:
    """What two models of one building have in common, and what not; GlobalIds throughout."""

    same: int
    """Parts that are in both, alike to the millimetre."""
    added: tuple[str, ...] = ()
    """Only in the proposal."""
    removed: tuple[str, ...] = ()
    """Only in the existing model."""
    changed: tuple[str, ...] = ()
    """In both under one GlobalId, with another shape or place."""
    renamed: tuple[tuple[str, str], ...] = ()
    """Alike under two GlobalIds, told by their shape: existing, proposal."""
    unmatched: tuple[str, ...] = ()
    """In the proposal, in the place of a part that is gone: new, or the old one drawn anew?"""
    unmatched_before: tuple[str, ...] = ()
    """Those parts that are gone."""


@dataclass(frozen=True, eq=False)
class Proposal:
    """A model of the new situation, in the frame of the case."""

    name: str
    """Of its file."""
    building: Building
    """Parts that did not change are those of the existing building."""
    changes: Changes
    placed: Text
    """By what the two models were laid upon each other."""
