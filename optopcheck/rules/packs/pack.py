"""A pack of rules as data, out of its files: the same for a folder, a bundle and a shipped pack."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from optopcheck.api.profile_file import read_profile
from optopcheck.api.toml_values import TomlValues
from optopcheck.domain.text import Text
from optopcheck.rules.bundle import MANIFEST, BundleError, Member
from optopcheck.rules.declared import read_rule_file
from optopcheck.rules.packs.manifest import Manifest, is_of, read_manifest
from optopcheck.rules.packs.scope import scope_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from optopcheck.domain.profile import MeasuringProfile
    from optopcheck.rules.bundle import Identity
    from optopcheck.rules.declared import DataRule, Fill, RuleFile

_RULES, _WHEELS = "rules/", "python/"


@dataclass(frozen=True, eq=False)
class Pack:
    """What a pack holds, read and checked."""

    manifest: Manifest
    rules: tuple[DataRule, ...]
    """In the order of its files."""
    fills: Mapping[str, Fill] = field(default_factory=dict)
    """What it fills in for open norms of others, by ``authority.limit``."""
    profile: MeasuringProfile | None = None
    wheels: Mapping[str, bytes] = field(default_factory=dict)
    """Its programs, by name of the file; nothing of them is run here."""

    @property
    def identity(self) -> Identity:
        """Who the pack is."""
        return self.manifest.identity

    def rule(self, rule_id: str) -> DataRule | None:
        """Return a rule by its id."""
        return next((rule for rule in self.rules if rule.id == rule_id), None)

    @property
    def rule_ids(self) -> tuple[str, ...]:
        """Every rule that it brings or promises."""
        return (*(rule.id for rule in self.rules), *self.manifest.declared)


def read_pack(files: Mapping[str, bytes]) -> Pack:
    """Read the files of a pack.

    Parameters
    ----------
    files
        Content by name, with / between folders; of a bundle the verified bytes.

    Raises
    ------
    InputError
        If anything in it cannot be used; with file, line and remedy. No rule of the pack is used then.
    """
    manifest = read_manifest(files)
    read = tuple(_rule_files(files))
    wheels = {name: content for name, content in files.items() if name.startswith(_WHEELS)}
    _check_parts(manifest, files, bool(read), len(wheels))
    _check_ids(manifest, files, read)
    scope, facts = scope_of(manifest.scope, files, manifest.identity.authority)
    rules = tuple(
        replace(rule, scope=scope, facts={**rule.facts, **facts}) for file in read for rule in file.rules
    )
    return Pack(manifest, rules, _fills(read), _profile(manifest, files), wheels)


def _rule_files(files: Mapping[str, bytes]) -> Iterator[RuleFile]:
    """Yield the files of rules; the sun norms that they name lie beside them."""
    members = {
        name: Member(name, files[name])
        for name in sorted(files)
        if name.startswith(_RULES) and name.endswith(".toml")
    }
    norms = {name for member in members.values() for name in _norms(member)}
    for name, member in members.items():
        if name not in norms:
            folder = PurePosixPath(name).parent
            beside = {
                PurePosixPath(other).name: one
                for other, one in members.items()
                if PurePosixPath(other).parent == folder
            }
            yield read_rule_file(member, beside=beside)


def _norms(member: Member) -> set[str]:
    """Return the files of sun norms that a file of rules names."""
    table = TomlValues(member).get(("norm",))
    names = table.values() if isinstance(table, dict) else ()
    folder = PurePosixPath(member.name).parent
    return {str(folder / name) for name in names if isinstance(name, str)}


def _check_parts(manifest: Manifest, files: Mapping[str, bytes], rules: bool, wheels: int) -> None:  # noqa: FBT001 - a fact of the pack
    file = TomlValues(Member(MANIFEST, files[MANIFEST]))
    if manifest.lang is not None and not rules:
        todo = Text("er is geen rules/*.toml met regels", "there is no rules/*.toml with rules")
        file.refuse(("lang",), todo)
    if manifest.lang is None and rules:
        file.refuse(
            ("lang",),
            Text("er zijn rules/*.toml: schrijf lang = 1", "there are rules/*.toml: write lang = 1"),
        )
    if manifest.lang is None and file.get(("scope",)) is not None:
        todo = Text(
            "het bereik begrenst regels als gegevens; toets het in Python in de regel zelf",
            "a scope bounds rules as data; in Python test it within the rule",
        )
        file.refuse(("scope",), todo)
    if wheels != (0 if manifest.api is None else 1):
        todo = Text(
            "regels in Python horen als één python/NAAM.whl in het pakket, met api = 1",
            "rules in Python belong in the pack as one python/NAME.whl, with api = 1",
        )
        file.refuse(("api",), todo)


def _check_ids(manifest: Manifest, files: Mapping[str, bytes], read: tuple[RuleFile, ...]) -> None:
    own = manifest.identity.authority
    seen = dict.fromkeys(manifest.declared, MANIFEST)
    for file in read:
        for place, rule in enumerate(file.rules):
            path = ("rule", place, "id")
            if not is_of(rule.id, own):
                todo = Text(
                    f'begin met "{own}." (authority in {MANIFEST})',
                    f'begin with "{own}." (authority in {MANIFEST})',
                )
                TomlValues(Member(file.name, files[file.name])).refuse(path, todo)
            if rule.id in seen:
                todo = Text(
                    f"deze id staat al in {seen[rule.id]}; kies een andere",
                    f"this id is in {seen[rule.id]} already; choose another",
                )
                TomlValues(Member(file.name, files[file.name])).refuse(path, todo)
            seen[rule.id] = file.name


def _fills(read: tuple[RuleFile, ...]) -> Mapping[str, Fill]:
    found: dict[str, Fill] = {}
    for file in read:
        for name, fill in file.fills.items():
            if name in found:
                raise BundleError(
                    Text(
                        f"'{file.name}': {name} is al ingevuld; vul een open norm één keer in",
                        f"'{file.name}': {name} is filled in already; fill in an open norm once",
                    )
                )
            found[name] = fill
    return found


def _profile(manifest: Manifest, files: Mapping[str, bytes]) -> MeasuringProfile | None:
    if not manifest.profile:
        return None
    return read_profile(Member(manifest.profile, files[manifest.profile]))
