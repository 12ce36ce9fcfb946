"""The rules that were loaded, and what they bring with them: norms and measuring profiles."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from optopcheck.domain.assessment import SetAside

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from optopcheck.domain.assessment import LoadedPlugin
    from optopcheck.domain.profile import MeasuringProfile
    from optopcheck.domain.rule import Rule
    from optopcheck.domain.shade import ShadeMoment
    from optopcheck.domain.sunlight import SunNorm
    from optopcheck.rules.bundle import Container

__all__ = ["NATIONAL", "PackRule", "RuleSet", "SetAside", "in_order"]

NATIONAL = "nl"


@dataclass(frozen=True, eq=False)
class PackRule:
    """A rule and the distribution that brought it."""

    rule: Rule
    pack: str
    valid_from: date | None = None
    """First day for which the pack was made, inclusive."""
    valid_to: date | None = None


@dataclass(frozen=True, eq=False)
class RuleSet:
    """All packs that were found and all rules that they brought, sorted by id."""

    plugins: tuple[LoadedPlugin, ...] = ()
    rules: tuple[PackRule, ...] = ()
    aside: tuple[SetAside, ...] = ()
    bundles: tuple[Container, ...] = ()
    """Of the packs of data that took part, and of the programs that came in a bundle."""

    def __iter__(self) -> Iterator[PackRule]:
        return iter(self.rules)

    @property
    def norms(self) -> tuple[SunNorm, ...]:
        """The distinct sun norms of all rules, sorted by id."""
        by_id = {norm.id: norm for entry in self.rules for norm in entry.rule.norms}
        return tuple(by_id[key] for key in sorted(by_id))

    def norms_for(self, municipality: str | None) -> tuple[SunNorm, ...]:
        """Return the norms for one place: those of another municipality say nothing there."""
        by_id = {norm.id: norm for entry in self._speaking(municipality) for norm in entry.rule.norms}
        return tuple(by_id[key] for key in sorted(by_id))

    def shades_for(self, municipality: str | None) -> tuple[ShadeMoment, ...]:
        """Return the distinct instants at which rules look at the shade in one place, sorted by id."""
        by_id = {shade.id: shade for entry in self._speaking(municipality) for shade in entry.rule.shades}
        return tuple(by_id[key] for key in sorted(by_id))

    def _speaking(self, municipality: str | None) -> Iterator[PackRule]:
        own = (municipality or "").lower()
        return (e for e in self.rules if not e.rule.authority.startswith("gm") or e.rule.maker == own)

    def profile(self, municipality: str | None) -> MeasuringProfile | None:
        """Return the measuring profile of the municipality's own rules, else the national one.

        An authority has one: loading refuses a rule that brings a second.
        """
        for authority in ((municipality or "").lower(), NATIONAL):
            for entry in self.rules:
                if entry.rule.profile is not None and entry.rule.maker == authority:
                    return entry.rule.profile
        return None


def in_order(rules: Iterable[PackRule]) -> tuple[PackRule, ...]:
    """Sort by id as a reader does: 5m before 12-5m."""
    return tuple(sorted(rules, key=_natural_order))


def _natural_order(entry: PackRule) -> list[int | str]:
    """Sort ids as a reader does: 5m before 12-5m."""
    return [int(part) if part.isdigit() else part for part in re.split(r"(\d+)", entry.rule.id)]
