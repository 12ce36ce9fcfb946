"""Makes a bundle of the folder of a rule pack."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from optopcheck.api.toml_values import TomlValues
from optopcheck.container import BUNDLE, Container, new_container, read_file
from optopcheck.container import ContainerError as BundleError
from optopcheck.domain.job import InputError
from optopcheck.domain.text import Text
from optopcheck.rules.bundle.identity import Identity, Member, read_identity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_SHIPPED = {".toml", ".md", ".txt", ".json", ".geojson", ".whl"}
_PLAIN_NAMES = {"LICENSE", "LICENCE", "COPYING"}
_MAKERS_OWN = {"tests", "src", "build", "dist", "pyproject.toml"}
"""At the top of a pack folder: what makes the pack, and is no part of it."""
_MAKERS_SUFFIXES = {".py", ".pyc"}
_SYSTEM_NAMES = {"__pycache__", "Thumbs.db", "desktop.ini"}


@dataclass(frozen=True)
class Built:
    """A new, unsigned bundle, and what of the folder is not in it."""

    container: Container
    identity: Identity
    left_out: tuple[str, ...]


def build_bundle(folder: Path) -> Built:
    """Return the bundle of a folder: the same files give the same bytes.

    Files of the pack's maker stay out and are named; a file of an unknown kind is refused, since a
    misspelt suffix would lose a rule.

    Raises
    ------
    InputError
        If a file cannot be part of a bundle; names it.
    """
    if not folder.is_dir():
        raise InputError(Text(f"'{folder}' is geen map", f"'{folder}' is no folder"))
    files: dict[str, bytes] = {}
    left_out: list[str] = []
    for name, path in _found(folder, folder):
        if _is_makers(name, path):
            left_out.append(name)
        else:
            files[name] = _content(name, path)
    identity = read_identity(files)
    check_texts(files)
    return Built(new_container(files), identity, tuple(left_out))


def check_texts(files: Mapping[str, bytes]) -> None:
    """Refuse a TOML file that is none.

    Raises
    ------
    TomlError
        Names file and line.
    """
    for name, content in files.items():
        if name.endswith(".toml"):
            TomlValues(Member(name, content))


def _found(folder: Path, top: Path) -> Iterator[tuple[str, Path]]:
    """Yield every file with its name inside the bundle, sorted; what the system left there is passed over."""
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or path.name in _SYSTEM_NAMES:
            continue
        name = path.relative_to(top).as_posix()
        if path.is_symlink():
            raise BundleError(
                Text(
                    f"'{name}' is een koppeling; zet het bestand zelf in de map",
                    f"'{name}' is a link; put the file itself in the folder",
                )
            )
        if path.is_dir():
            yield from _found(path, top)
        else:
            yield name, path


def _is_makers(name: str, path: Path) -> bool:
    return name.split("/", maxsplit=1)[0] in _MAKERS_OWN or path.suffix in _MAKERS_SUFFIXES


def _content(name: str, path: Path) -> bytes:
    if path.suffix not in _SHIPPED and path.name not in _PLAIN_NAMES:
        kinds = " ".join(sorted(_SHIPPED))
        raise BundleError(
            Text(
                f"'{name}' hoort niet in een pakket (wel: {kinds}); hernoem het of haal het weg",
                f"'{name}' does not belong in a bundle (these do: {kinds}); rename it or take it away",
            )
        )
    return read_file(path, BUNDLE.member_bytes)
