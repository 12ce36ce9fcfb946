"""What a manifest says beside who the pack is: for whom, by whom, and what changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from optopcheck.api.toml_values import TomlValues
from optopcheck.domain.text import Text
from optopcheck.rules.bundle import MANIFEST, Member

if TYPE_CHECKING:
    from collections.abc import Mapping

MANIFEST_KEYS = (
    *("id", "version", "name", "authority", "lang", "api", "contact", "licence", "changes"),
    *("valid_from", "valid_to", "off", "profile", "rules", "scope"),
)
SCOPE_KEYS = ("area", "building_kinds", "built_from", "built_until", "monuments")
_FIRST_YEAR, _LAST_YEAR = 1000, 3000


@dataclass(frozen=True)
class PackScope:
    """For which buildings a pack speaks; None or empty where it does not say."""

    area: str | None = None
    """File with the area."""
    building_kinds: tuple[str, ...] = ()
    built_from: int | None = None
    built_until: int | None = None
    monuments: bool | None = None
    """False: not for monuments."""


@dataclass(frozen=True)
class Manifest:
    """The part of a manifest that readers of the pack want to see."""

    contact: str | None = None
    licence: str | None = None
    changes: tuple[str, ...] = ()
    off: bool = False
    """Off until the user switches it on."""
    python: bool = False
    """True where the pack brings rules in Python."""
    profile: str | None = None
    scope: PackScope = PackScope()


def read_manifest(files: Mapping[str, bytes]) -> Manifest:
    """Read the rest of ``manifest.toml``; `read_identity` reads who the pack is.

    Raises
    ------
    TomlError
        With the line of a value that cannot be, or of a key that nobody knows.
    """
    file = TomlValues(Member(MANIFEST, files[MANIFEST]))
    file.only((), MANIFEST_KEYS)
    if file.get(("lang",)) is None and file.get(("api",)) is None:
        todo = Text(
            "schrijf lang = 1 (regels als gegevens) of api = 1 (regels in Python)",
            "write lang = 1 (rules as data) or api = 1 (rules in Python)",
        )
        file.refuse(("lang",), todo)
    for key in ("lang", "api"):
        if file.get((key,)) not in (None, 1):
            file.refuse((key,), Text(f"schrijf {key} = 1", f"write {key} = 1"))
    return Manifest(
        contact=_words(file, "contact"),
        licence=_words(file, "licence"),
        changes=tuple(file.words(path) for path in file.items(("changes",), optional=True)),
        off=file.get(("off",)) is not None and file.flag(("off",)),
        python=file.get(("api",)) is not None,
        profile=_beside(file, ("profile",), files),
        scope=_scope(file, files),
    )


def _words(file: TomlValues, key: str) -> str | None:
    return None if file.get((key,)) is None else file.words((key,))


def _beside(file: TomlValues, path: tuple[str, ...], files: Mapping[str, bytes]) -> str | None:
    """Return the name of a file that must be in the pack."""
    if file.get(path) is None:
        return None
    name = file.words(path)
    if name not in files:
        todo = Text("dit bestand is er niet; leg het naast manifest.toml", "no such file; put it beside this")
        file.refuse(path, todo)
    return name


def _scope(file: TomlValues, files: Mapping[str, bytes]) -> PackScope:
    if file.get(("scope",)) is None:
        return PackScope()
    file.only(("scope",), SCOPE_KEYS)
    first, last = _year(file, "built_from"), _year(file, "built_until")
    if first is not None and last is not None and last < first:
        todo = Text(f"ligt voor built_from ({first})", f"is before built_from ({first})")
        file.refuse(("scope", "built_until"), todo)
    monuments = file.get(("scope", "monuments"))
    kinds = file.items(("scope", "building_kinds"), optional=True)
    return PackScope(
        area=_beside(file, ("scope", "area"), files),
        building_kinds=tuple(file.words(path) for path in kinds),
        built_from=first,
        built_until=last,
        monuments=None if monuments is None else file.flag(("scope", "monuments")),
    )


def _year(file: TomlValues, key: str) -> int | None:
    path = ("scope", key)
    return None if file.get(path) is None else int(file.number(path, _FIRST_YEAR, _LAST_YEAR))
