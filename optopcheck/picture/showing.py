"""Which parts are seen, which only shine through, and which are away: a value."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Showing:
    """What was hidden and isolated, by ids of elements and neighbours; everything is seen without."""

    hidden: frozenset[str] = frozenset()
    isolated: frozenset[str] = frozenset()
    """Only these are seen; all of them if it is empty."""
    chosen: frozenset[str] = frozenset()
    """Stay solid under x-ray where nothing is isolated."""
    xray: bool = False
    """The rest shines through instead of being away."""

    @property
    def is_plain(self) -> bool:
        """True if everything is seen."""
        return not (self.hidden or self.isolated or self.xray)

    def hide(self, ids: Collection[str]) -> Showing:
        """Return the same without some parts."""
        return replace(self, hidden=self.hidden | set(ids), isolated=self.isolated - set(ids))

    def isolate(self, ids: Collection[str]) -> Showing:
        """Return the same with some parts alone, also those that were hidden."""
        return replace(self, isolated=frozenset(ids), hidden=self.hidden - set(ids))

    def flags(self, ids: Sequence[str], known: Collection[str]) -> tuple[Flags, Flags]:
        """Tell of parts (n,) which are solid and which shine through.

        Parameters
        ----------
        ids
            The parts that are asked for.
        known
            All parts of the scene; an isolation of none of them does not count.
        """
        alone = self.isolated.intersection(known)
        there = np.array([i not in self.hidden for i in ids], dtype=np.bool_)
        if not self.xray:
            solid = there & np.array([not alone or i in alone for i in ids], dtype=np.bool_)
            return solid, np.zeros(len(ids), dtype=np.bool_)
        kept = alone or self.chosen
        solid = there & np.array([i in kept for i in ids], dtype=np.bool_)
        return solid, there & ~solid
