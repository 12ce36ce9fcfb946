"""What a rule found where it learnt words alone, kept for the next building that tells it the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from optopcheck.domain.rule import NotApplicable, Verdict
from optopcheck.rules.declared.judging import judge_seen
from optopcheck.rules.declared.view import FactsView
from optopcheck.rules.language.values import Unknown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from optopcheck.domain.facts import Facts
    from optopcheck.domain.rule import Finding
    from optopcheck.rules.declared.rule import DataRule
    from optopcheck.rules.language.values import Value

_MOST = 4
"""Buildings of a town differ in little of what its rules ask first."""


class Recalling:
    """Judges facts by one rule, as `judge` does.

    A scan asks the same of tens of thousands of buildings of which most facts are unknown in the same way.
    What rests on a number, an entered plan or a list is never kept, and neither is a verdict.
    """

    def __init__(self, rule: DataRule) -> None:
        self.rule = rule
        # Replaced as a whole, never changed: several threads may judge.
        self._kept: tuple[_Kept, ...] = ()

    def __call__(self, facts: Facts) -> Finding | NotApplicable:
        """Return what the rule finds."""
        view = FactsView(facts)
        has_plan = facts.case.plan_limits is not None
        if not has_plan:
            for kept in self._kept:
                if kept.holds(view):
                    return kept.found
        found, seen = judge_seen(self.rule, view)
        told = {name: value for name, value in seen.items() if name in self.rule.facts}
        if not has_plan and _decides_nothing(found) and all(_is_words(v) for v in told.values()):
            self._kept = (_Kept(self.rule, view.municipality, told, found), *self._kept[: _MOST - 1])
        return found


@dataclass(frozen=True, eq=False)
class _Kept:
    """A finding and all that it was found on; limits go by the rule and the municipality."""

    rule: DataRule
    municipality: str | None
    told: Mapping[str, Value]
    found: Finding | NotApplicable

    def holds(self, view: FactsView) -> bool:
        """Tell whether these facts tell the rule the very same."""
        return view.municipality == self.municipality and all(
            view.value(self.rule.facts[name]) == value for name, value in self.told.items()
        )


def _decides_nothing(found: Finding | NotApplicable) -> bool:
    return isinstance(found, NotApplicable) or found.verdict is Verdict.UNDETERMINED


def _is_words(value: Value) -> bool:
    return isinstance(value, str | bool | Unknown)
