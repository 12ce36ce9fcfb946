"""What a data rule is judged on: the facts of a building, or the values that a test case gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from optopcheck.domain.measurement import Measurement
from optopcheck.rules.catalogue.entered import plan_limit

if TYPE_CHECKING:
    from optopcheck.domain.facts import Facts
    from optopcheck.domain.rule import LegalSource, Limit
    from optopcheck.rules.catalogue import Fact
    from optopcheck.rules.declared.rule import DataLimit
    from optopcheck.rules.language.values import Value


class View(Protocol):
    """Everything that judging looks at."""

    @property
    def municipality(self) -> str | None:
        """Code of the municipality in which the building stands."""

    @property
    def plan_source(self) -> LegalSource | None:
        """Source of the plan that was entered."""

    def value(self, fact: Fact) -> Value:
        """Return the value of a fact."""

    def filled(self, limit: DataLimit) -> Limit | None:
        """Return what stands in a limit of the rule; None where nobody filled it in."""

    def measurement(self, fact: Fact) -> Measurement | None:
        """Return the measurement behind a fact, with its evidence."""

    def plan_limit(self, name: str) -> Limit | None:
        """Return the limit of the entered plan behind ``plan.name``."""


@dataclass(frozen=True, eq=False)
class FactsView:
    """The facts of a building."""

    facts: Facts

    @property
    def municipality(self) -> str | None:
        """Code of the municipality in which the building stands."""
        return self.facts.case.site.municipality

    @property
    def plan_source(self) -> LegalSource | None:
        """Source of the plan that was entered."""
        plan = self.facts.case.plan_limits
        return None if plan is None else plan.source

    def value(self, fact: Fact) -> Value:
        """Return the value of a fact."""
        return fact.read(self.facts)

    def filled(self, limit: DataLimit) -> Limit | None:
        """Return what the files say, or what another file filled in."""
        return limit.limit

    def measurement(self, fact: Fact) -> Measurement | None:
        """Return the measurement behind a fact, with its evidence."""
        found = fact.measured(self.facts) if fact.measured is not None else None
        return found if isinstance(found, Measurement) else None

    def plan_limit(self, name: str) -> Limit | None:
        """Return the limit of the entered plan behind ``plan.name``."""
        return plan_limit(name, self.facts)
