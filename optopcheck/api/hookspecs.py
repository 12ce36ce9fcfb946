"""The one hook that a rule pack implements."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pluggy

if TYPE_CHECKING:
    from collections.abc import Iterable

    from optopcheck.domain.rule import Rule

ENTRY_POINT_GROUP = "optopcheck.v1"
"""Group in the entry points of a pack: names the API version before any of its code runs."""

hookspec = pluggy.HookspecMarker("optopcheck")
hookimpl = pluggy.HookimplMarker("optopcheck")


@hookspec
def register_rules() -> Iterable[Rule]:  # type: ignore[empty-body]
    """Return the rules of this pack."""
