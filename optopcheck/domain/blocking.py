"""Which rules a defect of the model stops: those that read a quantity it blocks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from optopcheck.domain.quantity import Quantity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from optopcheck.domain.building import Defect
    from optopcheck.domain.rule import Rule

SUN_KEYS = frozenset({"sun", Quantity.GROSS_VOLUME.key})
"""What a sun study waits for: the obstacles around, and the shape of the whole."""


@dataclass(frozen=True)
class BlockedRules:
    """A defect, and the rules that cannot judge until it is settled."""

    defect: Defect
    rules: tuple[str, ...]
    """Ids, sorted; empty where the defect stops no rule that is loaded."""


def blocked_rules(rules: Iterable[Rule], defects: Iterable[Defect]) -> tuple[BlockedRules, ...]:
    """Return for each defect the rules that it blocks, in the order of the defects.

    A rule is blocked through the quantities that it names (`Rule.quantities`),
    a rule that reads sun or shade also by what makes their study impossible. A
    rule that names nothing is not listed: what it reads is not known.
    """
    reads = {rule.id: _keys(rule) for rule in rules}
    return tuple(
        BlockedRules(defect, tuple(sorted(rule for rule, keys in reads.items() if keys & defect.blocks)))
        for defect in defects
    )


def _keys(rule: Rule) -> frozenset[str]:
    keys = frozenset(quantity.key for quantity in rule.quantities)
    return keys | SUN_KEYS if rule.norms or rule.shades else keys
