"""What a finding shows beside its verdict: a comparison that the rule makes itself."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from optopcheck.domain.text import Text
from optopcheck.rules.declared.rule import Shown
from optopcheck.rules.language import tree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optopcheck.api.toml_lines import Path
    from optopcheck.api.toml_values import TomlValues
    from optopcheck.rules.declared.rule import DataRule

_ORDERED = ("<", "<=", ">", ">=")


def check_shown(file: TomlValues, path: Path, rule: DataRule) -> None:
    """Refuse a margin of what the rule does not look at: it would stand beside another verdict."""
    stops = (((*path, "first", place), stop.shows) for place, stop in enumerate(rule.first))
    for place, shown in ((path, rule.shows), *stops):
        if shown is None or shown.limit is None:
            continue
        if not any(compares(test.node, shown) for test in rule.tests):
            todo = Text(
                f"de regel vergelijkt {shown.fact} nergens met {shown.limit}; toon wat de regel toetst",
                f"the rule compares {shown.fact} with {shown.limit} nowhere; show what it checks",
            )
            file.refuse((*place, "shows"), todo)
        alone = rule.require is None or shown_of(rule.require.node) == shown
        if shown.limit.startswith("plan.") and not alone:
            # Else the plan would lend its article and standing to another requirement.
            todo = Text(
                f'een grens van het plan staat alleen in haar eis: require = "feit <= {shown.limit}";'
                " zet de rest in een eigen regel",
                f'a limit of the plan stands alone in its requirement: require = "fact <= {shown.limit}";'
                " put the rest in a rule of its own",
            )
            file.refuse((*path, "require"), todo)


def shown_of(node: tree.Node) -> Shown | None:
    """Return the fact and limit of a plain comparison; None if it is none."""
    match node:
        case tree.Name(fact) if not fact.startswith(("limit.", "plan.")):
            return Shown(fact)
        case tree.Comparison((tree.Name(fact), tree.Name(limit)), (sign,)) if (
            sign in _ORDERED
            and limit.startswith(("limit.", "plan."))
            and not fact.startswith(("limit.", "plan."))
        ):
            return Shown(fact, sign, limit)
        case _:
            return None


def compares(node: tree.Node, shown: Shown) -> bool:
    """Tell whether an expression compares this fact with this limit, in either order."""
    pair = {shown.fact, shown.limit}
    return any(
        {getattr(side, "path", None) for side in sides} == pair
        for part in tree.walk(node)
        if isinstance(part, tree.Comparison)
        for sides in pairwise(part.operands)
    )


def parts_that_must_hold(node: tree.Node) -> Iterator[tree.Node]:
    """Yield the parts of an ``and``, or the whole."""
    if isinstance(node, tree.Junction) and node.word == "and":
        for part in node.operands:
            yield from parts_that_must_hold(part)
    else:
        yield node


def shown_in(node: tree.Node) -> Shown | None:
    """Return the first plain comparison that must hold for the whole to hold; None if there is none.

    One that stands in an or, a not or a list need not hold, so its margin would say nothing.
    """
    found = (shown_of(part) for part in parts_that_must_hold(node))
    return next((shown for shown in found if shown is not None and shown.limit is not None), None)
