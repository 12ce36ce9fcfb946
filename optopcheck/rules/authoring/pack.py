"""A pack of data rules as its maker works on it: read from its files, before anybody installs it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from optopcheck.api.toml_values import TomlValues
from optopcheck.domain.job import InputError
from optopcheck.domain.text import Text
from optopcheck.rules.authoring.manifest import Manifest, read_manifest
from optopcheck.rules.bundle import Identity, Member, read_identity
from optopcheck.rules.declared import read_rule_file

if TYPE_CHECKING:
    from collections.abc import Mapping

    from optopcheck.domain.rule import Limit
    from optopcheck.rules.declared import RuleFile
    from optopcheck.rules.declared.rule import DataRule

RULES = "rules/"


@dataclass(frozen=True, eq=False)
class AuthoredPack:
    """Who a pack is, its rules, and what it fills in for open norms of others."""

    identity: Identity
    manifest: Manifest
    rules: tuple[DataRule, ...]
    fills: Mapping[str, Limit] = field(default_factory=dict)

    def rule(self, rule_id: str) -> DataRule | None:
        """Return a rule by its id."""
        return next((rule for rule in self.rules if rule.id == rule_id), None)


def read_authored(files: Mapping[str, bytes]) -> AuthoredPack:
    """Read a pack from its files, by their names inside the pack.

    Raises
    ------
    InputError
        With file, line and remedy of what cannot be used.
    """
    identity, manifest = read_identity(files), read_manifest(files)
    members = {name: Member(name, files[name]) for name in sorted(files) if _in_rules(name)}
    norms = {named for member in members.values() for named in _norms(member)}
    sources = [member for name, member in members.items() if name not in norms]
    if not sources and not manifest.python:
        raise InputError(
            Text(
                "er is geen regelbestand; leg ten minste één bestand .toml in de map rules/",
                "there is no file of rules; put at least one .toml file in the folder rules/",
            )
        )
    fills = {key: limit for one in sources for key, limit in _read(one, members, {}).fills.items()}
    read = [(source, _read(source, members, fills)) for source in sources]
    _check_ids(read, identity.authority)
    return AuthoredPack(identity, manifest, tuple(rule for _, file in read for rule in file.rules), fills)


def _in_rules(name: str) -> bool:
    return name.startswith(RULES) and name.endswith(".toml")


def _norms(member: Member) -> set[str]:
    """Return the sun norms that a file of rules names: they lie beside it and hold no rules."""
    table = TomlValues(member).get(("norm",))
    names = table.values() if isinstance(table, dict) else ()
    folder = PurePosixPath(member.name).parent
    return {str(folder / name) for name in names if isinstance(name, str)}


def _read(source: Member, members: Mapping[str, Member], fills: Mapping[str, Limit]) -> RuleFile:
    folder = PurePosixPath(source.name).parent
    beside = {
        PurePosixPath(name).name: member
        for name, member in members.items()
        if PurePosixPath(name).parent == folder
    }
    return read_rule_file(source, beside=beside, filled=fills)


def _check_ids(read: list[tuple[Member, RuleFile]], authority: str) -> None:
    seen: dict[str, str] = {}
    for source, file in read:
        for place, rule in enumerate(file.rules):
            path = ("rule", place, "id")
            if rule.id.split(".")[0].split("-")[0] != authority:
                todo = Text(
                    f'begin met "{authority}." (authority in manifest.toml)',
                    f'begin with "{authority}." (authority in manifest.toml)',
                )
                TomlValues(source).refuse(path, todo)
            if rule.id in seen:
                todo = Text(
                    f"deze id staat al in {seen[rule.id]}; kies een andere",
                    f"this id is in {seen[rule.id]} already; choose another",
                )
                TomlValues(source).refuse(path, todo)
            seen[rule.id] = source.name
