"""Loads rule packs one by one; a pack that fails is a row with its error."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from optopcheck.api import hookspecs
from optopcheck.domain.assessment import LoadedPlugin
from optopcheck.domain.rule import Rule
from optopcheck.domain.text import Text, join_texts
from optopcheck.rules.discovery import FoundPack, find_packs, hash_of_packages
from optopcheck.rules.hosting import host_distribution, start_distributions
from optopcheck.rules.hosting.asking import rules_of
from optopcheck.rules.hosting.words import described, no_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optopcheck.domain.profile import MeasuringProfile
    from optopcheck.domain.sunlight import SunNorm

NATIONAL = "nl"


@dataclass(frozen=True, eq=False)
class PackRule:
    """A rule and the distribution that brought it."""

    rule: Rule
    pack: str


@dataclass(frozen=True, eq=False)
class RuleSet:
    """All packs that were found and all rules that they brought, sorted by id."""

    plugins: tuple[LoadedPlugin, ...] = ()
    rules: tuple[PackRule, ...] = ()

    def __iter__(self) -> Iterator[PackRule]:
        return iter(self.rules)

    @property
    def norms(self) -> tuple[SunNorm, ...]:
        """The distinct sun norms of all rules, sorted by id."""
        by_id = {norm.id: norm for entry in self.rules for norm in entry.rule.norms}
        return tuple(by_id[key] for key in sorted(by_id))

    def norms_for(self, municipality: str | None) -> tuple[SunNorm, ...]:
        """Return the norms for one place: those of another municipality say nothing there."""
        own = (municipality or "").lower()
        by_id = {
            norm.id: norm
            for entry in self.rules
            if not entry.rule.authority.startswith("gm") or entry.rule.authority.split("-")[0] == own
            for norm in entry.rule.norms
        }
        return tuple(by_id[key] for key in sorted(by_id))

    def profile(self, municipality: str | None) -> MeasuringProfile | None:
        """Return the measuring profile of the municipality's own rules, else the national one.

        An authority has one: loading refuses a rule that brings a second.
        """
        for authority in ((municipality or "").lower(), NATIONAL):
            for entry in self.rules:
                if entry.rule.profile is not None and entry.rule.authority == authority:
                    return entry.rule.profile
        return None


def load_rules(*, hosted: bool = True) -> RuleSet:
    """Load every installed rule pack, each by itself; never raises for what a pack does.

    Their code runs in workers; in this process only where a test wants that.
    """
    collector = _Collector()
    packs = find_packs()
    if hosted:
        start_distributions(packs)
    plugins = tuple(_load(pack, collector, hosted=hosted) for pack in packs)
    return RuleSet(plugins, tuple(sorted(collector.rules, key=_natural_order)))


def _natural_order(entry: PackRule) -> list[int | str]:
    """Sort ids as a reader does: 5m before 12-5m."""
    return [int(part) if part.isdigit() else part for part in re.split(r"(\d+)", entry.rule.id)]


class _Collector:
    """The rules accepted so far; tells why one is refused."""

    def __init__(self) -> None:
        self.rules: list[PackRule] = []

    def add(self, item: object, pack: str) -> Text | None:
        """Accept a rule, or return the reason for refusing it."""
        if not isinstance(item, Rule):
            return no_rule(type(item).__name__)
        reason = self._taken(item) or self._other_norm(item) or self._other_profile(item)
        if reason is None:
            self.rules.append(PackRule(item, pack))
        return reason

    def _taken(self, rule: Rule) -> Text | None:
        first = next((entry for entry in self.rules if entry.rule.id == rule.id), None)
        if first is None:
            return None
        return Text(
            f"regel {rule.id} bestaat al in {first.pack}; deze tweede is geweigerd",
            f"rule {rule.id} exists already in {first.pack}; this second one is refused",
        )

    def _other_norm(self, rule: Rule) -> Text | None:
        """Studies are kept by norm id: two norms under one id would pass for each other."""
        known = {norm.id: norm for entry in self.rules for norm in entry.rule.norms}
        clash = next((n.id for n in rule.norms if known.get(n.id, n) != n), None)
        if clash is None:
            return None
        return Text(
            f"regel {rule.id} brengt een andere norm onder de naam '{clash}' en is geweigerd",
            f"rule {rule.id} brings another norm under the name '{clash}' and is refused",
        )

    def _other_profile(self, rule: Rule) -> Text | None:
        """One id is one profile, and an authority measures by one: else the order of packs would decide."""
        if rule.profile is None:
            return None
        for entry in self.rules:
            first = entry.rule.profile
            if first is None or first == rule.profile:
                continue
            if first.id == rule.profile.id:
                return Text(
                    f"regel {rule.id} brengt een ander meetprofiel onder de naam '{first.id}' van"
                    f" {entry.pack} en is geweigerd",
                    f"rule {rule.id} brings another measuring profile under the name '{first.id}' of"
                    f" {entry.pack} and is refused",
                )
            if entry.rule.authority == rule.authority:
                return Text(
                    f"regel {rule.id} brengt een tweede meetprofiel, '{rule.profile.id}', en is geweigerd:"
                    f" {rule.authority} meet al met '{first.id}' uit {entry.pack}",
                    f"rule {rule.id} brings a second measuring profile, '{rule.profile.id}', and is refused:"
                    f" {rule.authority} measures with '{first.id}' of {entry.pack} already",
                )
        return None


def _load(pack: FoundPack, collector: _Collector, *, hosted: bool) -> LoadedPlugin:
    """Load one pack; whatever it raises becomes its error."""
    digest = ""
    items: tuple[object, ...] = ()
    errors: list[Text] = []
    try:
        if pack.error is not None:
            errors.append(Text(pack.error))
        elif not pack.entry_points:
            errors.append(_other_version(pack))
        digest = hash_of_packages(pack.entry_points)
        if hosted and pack.entry_points:
            found = host_distribution(pack)
            items, errors = found.rules, [*errors, *found.errors]
        else:
            items = tuple(item for point in pack.entry_points for item in rules_of(point))
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # noqa: BLE001 - foreign code may raise anything, SystemExit too
        errors.append(described(error))
    errors += [reason for item in items if (reason := collector.add(item, pack.name)) is not None]
    return LoadedPlugin(
        pack.name,
        pack.version,
        digest,
        tuple(sorted(entry.rule.id for entry in collector.rules if entry.pack == pack.name)),
        join_texts(*errors, separator="; ") if errors else None,
    )


def _other_version(pack: FoundPack) -> Text:
    groups = ", ".join(pack.other_groups)
    return Text(
        f"gemaakt voor {groups}, dit programma heeft {hookspecs.ENTRY_POINT_GROUP};"
        " installeer een passende versie",
        f"made for {groups}, this program has {hookspecs.ENTRY_POINT_GROUP}; install a matching version",
    )
