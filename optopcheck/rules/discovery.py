"""Which installed distributions are rule packs; read from their metadata, nothing is imported."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from importlib.metadata import EntryPoint, distributions
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from optopcheck.api.hookspecs import ENTRY_POINT_GROUP

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.metadata import Distribution

_GROUP_OF_ANY_VERSION = re.compile(r"^optopcheck\.v\d+$")
_HASHED_SUFFIXES = (".py", ".toml")
_MAKER = re.compile(r"nl|pv\d{2}|ws\d{4}|gm\d{4}|example")
"""A keyword of a distribution that names whose rules it holds."""


@dataclass(frozen=True)
class FoundPack:
    """A distribution that names a group of ours in its entry points."""

    name: str
    version: str
    entry_points: tuple[EntryPoint, ...]
    """Those of this API version."""
    other_groups: tuple[str, ...]
    """Groups of API versions that this program does not have."""
    error: str | None = None
    """Why its metadata cannot be read."""
    makers: tuple[str, ...] = ()
    """Whose rules it says to hold, and then no others: the keywords ``gm0637`` of its metadata, sorted."""


def find_packs() -> tuple[FoundPack, ...]:
    """Return the installed rule packs, sorted by name.

    Editable installs are listed twice; of one name the first counts, which is
    also the one that Python would import.
    """
    found: dict[str, FoundPack] = {}
    seen: set[str] = set()
    for distribution in distributions():
        name = _name(distribution)
        if name is None or (key := _normalised(name)) in seen:
            continue
        seen.add(key)
        pack = _pack(name, distribution)
        if pack is not None:
            found[key] = pack
    return tuple(found[key] for key in sorted(found))


def hash_of_packages(entry_points: tuple[EntryPoint, ...]) -> str:
    """Return one SHA-256 over the files of the packages that the entry points name.

    RECORD knows no source files of an editable install, so the files are found
    from the module: all .py and .toml files of its package, sorted by path.
    The same content gives the same hash, however it was installed. Empty if
    there is no such package.
    """
    packages = sorted({point.module.split(".")[0] for point in entry_points})
    total = hashlib.sha256()
    count = 0
    for package in packages:
        for path, content in _files(package):
            total.update(f"{path}\0{hashlib.sha256(content).hexdigest()}\n".encode())
            count += 1
    return total.hexdigest() if count else ""


def _name(distribution: Distribution) -> str | None:
    """Return the name; a broken dist-info folder has none."""
    try:
        name: str | None = distribution.metadata["Name"]
    except (KeyError, AttributeError, TypeError, OSError):
        # OSError: once anybody loads the backport importlib_metadata, its finder answers here too.
        return None
    return name


def _normalised(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _pack(name: str, distribution: Distribution) -> FoundPack | None:
    # Foreign packages with odd metadata are none of our business: look before parsing.
    try:
        written = distribution.read_text("entry_points.txt") or ""
    except (OSError, UnicodeDecodeError):
        return None
    if "optopcheck.v" not in written:
        return None
    version = (distribution.metadata.get_all("Version") or ["?"])[0]
    try:
        points = distribution.entry_points
    except (TypeError, ValueError, AttributeError) as error:
        return FoundPack(name, version, (), (), f"entry_points.txt: {error}")
    own = tuple(point for point in points if point.group == ENTRY_POINT_GROUP)
    other = {p.group for p in points if _GROUP_OF_ANY_VERSION.match(p.group)} - {ENTRY_POINT_GROUP}
    if not own and not other:
        return None
    return FoundPack(name, version, own, tuple(sorted(other)), makers=_makers(distribution))


def _makers(distribution: Distribution) -> tuple[str, ...]:
    """Return the codes among the keywords, which `pip` writes into the metadata."""
    written = ",".join(distribution.metadata.get_all("Keywords") or ())
    words = {word.lower() for word in re.split(r"[\s,;]+", written)}
    return tuple(sorted(word for word in words if _MAKER.fullmatch(word)))


def _files(package: str) -> Iterator[tuple[str, bytes]]:
    """Yield path and content of the files of a top-level package or module, sorted; imports nothing."""
    spec = find_spec(package)
    if spec is None:
        return
    roots = [Path(place) for place in spec.submodule_search_locations or ()]
    if not roots and spec.origin:
        yield Path(spec.origin).name, Path(spec.origin).read_bytes()
    for root in roots:
        files = (p for p in root.rglob("*") if p.suffix in _HASHED_SUFFIXES and p.is_file())
        for relative, path in sorted((p.relative_to(root).as_posix(), p) for p in files):
            yield f"{package}/{relative}", path.read_bytes()
