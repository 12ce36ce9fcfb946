"""The manifest of a pack: who made it, for what, and since when."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from optopcheck.api.toml_values import TomlValues
from optopcheck.domain.text import Text
from optopcheck.rules.bundle import MANIFEST, Identity, Member, read_identity
from optopcheck.rules.language.kinds import TextForm

if TYPE_CHECKING:
    from collections.abc import Mapping

LANG = 1
"""Version of the rule language that this program reads."""
API = 1
"""Version of `optopcheck.api` that this program has."""
KEYS = (
    *("id", "version", "name", "authority", "lang", "api", "valid_from", "valid_to"),
    *("contact", "licence", "changes", "off", "profile", "rules", "scope"),
)
"""All that a manifest may say."""
SCOPE_KEYS = ("area", "building_kinds", "built_from", "built_until", "monuments")
_MOST_RULES = 500
_FIRST_YEAR, _LAST_YEAR = 1000, 2200
_ID = re.compile(r"[a-z0-9]+(-[a-z]+)?\.[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)


@dataclass(frozen=True)
class PackScope:
    """For which buildings a pack speaks; None or empty where it does not say."""

    area: str | None = None
    """Name of the file with the area."""
    building_kinds: tuple[str, ...] = ()
    built_from: int | None = None
    built_until: int | None = None
    monuments: bool | None = None
    """False: not for monuments."""


@dataclass(frozen=True)
class Manifest:
    """What a pack says of itself."""

    identity: Identity
    lang: int | None
    """None: it holds no rules as data."""
    api: int | None
    """None: it holds no rules in Python."""
    contact: str = ""
    licence: str = ""
    changes: tuple[Text, ...] = ()
    off: bool = False
    """Whether it waits for the user to switch it on."""
    profile: str = ""
    """Name of the file of its measuring profile."""
    declared: tuple[str, ...] = ()
    """Rules in Python that it promises: one that is silent is undetermined."""
    scope: PackScope = PackScope()


def read_manifest(files: Mapping[str, bytes]) -> Manifest:
    """Read the manifest of a pack.

    Raises
    ------
    InputError
        If there is none, or a value cannot be used; with file, line and remedy.
    """
    identity = read_identity(files)
    file = TomlValues(Member(MANIFEST, files[MANIFEST]))
    file.only((), KEYS)
    lang, api = _version(file, "lang", LANG), _version(file, "api", API)
    if lang is None and api is None:
        todo = Text(
            f"schrijf lang = {LANG} (regels als gegevens) of api = {API} (regels in Python)",
            f"write lang = {LANG} (rules as data) or api = {API} (rules in Python)",
        )
        file.refuse(("lang",), todo)
    return Manifest(
        identity,
        lang,
        api,
        file.words(("contact",), optional=True),
        file.words(("licence",), optional=True),
        tuple(file.text(path) for path in file.items(("changes",), optional=True)),
        file.get(("off",)) is not None and file.flag(("off",)),
        _beside(file, ("profile",), files) or "",
        _declared(file, identity, api),
        _scope(file, files),
    )


def _version(file: TomlValues, key: str, known: int) -> int | None:
    value = file.get((key,))
    if value is None:
        return None
    if value != known or isinstance(value, bool):
        todo = Text(
            f"dit programma leest alleen {key} = {known}; neem een nieuwer programma, of een passend pakket",
            f"this program reads {key} = {known} alone; take a newer program, or a matching pack",
        )
        file.refuse((key,), todo)
    return known


def _declared(file: TomlValues, identity: Identity, api: int | None) -> tuple[str, ...]:
    paths = file.items(("rules",), optional=True)
    if api is None and paths:
        todo = Text(
            "dit is voor regels in Python (api = 1); regels als gegevens staan in rules/*.toml",
            "this is for rules in Python (api = 1); rules as data stand in rules/*.toml",
        )
        file.refuse(("rules",), todo)
    if api is not None and not 0 < len(paths) <= _MOST_RULES:
        todo = Text(
            "noem de id van elke regel in Python: een regel die zwijgt valt dan op",
            "name the id of every rule in Python: a rule that is silent shows then",
        )
        file.refuse(("rules",), todo)
    own = Text(
        f'schrijf de id van een regel van {identity.authority}: "{identity.authority}.naam"',
        f'write the id of a rule of {identity.authority}: "{identity.authority}.name"',
    )
    found = tuple(file.matching(path, _ID, own) for path in paths)
    for path, rule_id in zip(paths, found, strict=True):
        if not is_of(rule_id, identity.authority):
            file.refuse(path, own)
    return found


def _beside(file: TomlValues, path: tuple[str, ...], files: Mapping[str, bytes]) -> str | None:
    """Return the name of a file that must be in the pack."""
    if file.get(path) is None:
        return None
    name = file.words(path)
    if name not in files:
        todo = Text(
            "dit bestand zit niet in het pakket; leg het naast manifest.toml",
            "this file is not in the pack; put it beside manifest.toml",
        )
        file.refuse(path, todo)
    return name


def _scope(file: TomlValues, files: Mapping[str, bytes]) -> PackScope:
    file.only(("scope",), SCOPE_KEYS, optional=True)
    first, last = _year(file, "built_from"), _year(file, "built_until")
    if first is not None and last is not None and last < first:
        todo = Text(f"ligt voor built_from ({first})", f"is before built_from ({first})")
        file.refuse(("scope", "built_until"), todo)
    monuments = file.get(("scope", "monuments"))
    return PackScope(
        _beside(file, ("scope", "area"), files),
        _kinds(file),
        first,
        last,
        None if monuments is None else file.flag(("scope", "monuments")),
    )


def _kinds(file: TomlValues) -> tuple[str, ...]:
    path = ("scope", "building_kinds")
    kinds = tuple(file.words(item) for item in file.items(path, optional=True))
    # They become texts of the rule language, which knows no escapes.
    if file.get(path) is not None and (not kinds or any(set("'\"\\") & set(kind) for kind in kinds)):
        todo = Text(
            'noem ten minste één soort, zonder aanhalingsteken: ["portiekflat"]',
            'name at least one kind, without a quote: ["portiekflat"]',
        )
        file.refuse(path, todo)
    for item, kind in zip(file.items(path, optional=True), kinds, strict=True):
        if not TextForm.SMALL.has(kind):
            todo = Text(
                "schrijf kleine letters: zo wordt het soort gebouw bewaard",
                "write small letters: a kind of building is kept so",
            )
            file.refuse(item, todo)
    return kinds


def _year(file: TomlValues, key: str) -> int | None:
    path = ("scope", key)
    if file.get(path) is None:
        return None
    year = file.number(path, _FIRST_YEAR, _LAST_YEAR)
    if not year.is_integer():
        file.refuse(path, Text("geef een heel jaartal", "give a whole year"))
    return int(year)


def is_of(rule_id: str, authority: str) -> bool:
    """Tell whether a rule is of an authority: ``gm0637.x`` and ``gm0637-data.x`` are of gm0637."""
    return rule_id.split(".", 1)[0].split("-", 1)[0] == authority
