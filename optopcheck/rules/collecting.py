"""Accepts rules one by one; tells why one is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optopcheck.domain.rule import Rule
from optopcheck.domain.text import Text
from optopcheck.rules.ruleset import PackRule

if TYPE_CHECKING:
    from optopcheck.rules.bundle import Identity


class Collector:
    """The rules accepted so far; tells why one is refused."""

    def __init__(self) -> None:
        self.rules: list[PackRule] = []

    def add(self, item: object, pack: str, identity: Identity | None = None) -> Text | None:
        """Accept a rule, or return the reason for refusing it."""
        if not isinstance(item, Rule):
            return Text(
                f"register_rules gaf een {type(item).__name__} in plaats van een Rule",
                f"register_rules gave a {type(item).__name__} instead of a Rule",
            )
        reason = self._taken(item) or self._other_norm(item) or self._other_profile(item)
        if reason is None:
            first, last = (identity.valid_from, identity.valid_to) if identity else (None, None)
            self.rules.append(PackRule(item, pack, first, last))
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
            if entry.rule.maker == rule.maker:
                return Text(
                    f"regel {rule.id} brengt een tweede meetprofiel, '{rule.profile.id}', en is geweigerd:"
                    f" {rule.maker} meet al met '{first.id}' uit {entry.pack}",
                    f"rule {rule.id} brings a second measuring profile, '{rule.profile.id}', and is refused:"
                    f" {rule.maker} measures with '{first.id}' of {entry.pack} already",
                )
        return None

    def ids_of(self, pack: str) -> tuple[str, ...]:
        """Return the rules that a pack brought, sorted."""
        return tuple(sorted(entry.rule.id for entry in self.rules if entry.pack == pack))
