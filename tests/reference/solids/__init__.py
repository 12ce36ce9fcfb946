"""Solids and small buildings drawn from numbers, with the true value of each quantity by closed formula."""

from __future__ import annotations

from tests.reference.solids import (
    boxes,
    fabric,
    flaws,
    gables,
    gentle,
    ground,
    plans,
    prescribed,
    projections,
    roofs,
    strays,
    tops,
    towers,
    unsound,
)

SOUND = (
    *boxes.solids(),
    *plans.solids(),
    *tops.solids(),
    *gables.solids(),
    *gentle.solids(),
    *roofs.solids(),
    *projections.solids(),
    *ground.solids(),
    *fabric.solids(),
    *flaws.solids(),
    *strays.solids(),
    *towers.solids(),
)
UNSOUND = unsound.solids()
PRESCRIBED = prescribed.solids()

__all__ = ["PRESCRIBED", "SOUND", "UNSOUND"]
