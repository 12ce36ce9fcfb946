"""The packs that come with the program, as files; the one place that knows where they lie."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import optopcheck
from optopcheck.rules.bundle import MANIFEST

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from importlib.resources.abc import Traversable

PACKAGE = "optopcheck.packs"
_MAKERS_OWN = {"tests", "src", "build", "dist", "__pycache__"}
_SHIPPED = (".toml", ".md", ".geojson", ".json", ".txt")


def packs_folder() -> Traversable:
    """Return the folder of all packs: a package of the program, or ``plugins/`` beside its source."""
    try:
        return files(PACKAGE)
    except ModuleNotFoundError:
        return Path(optopcheck.__file__).parents[1] / "plugins"


def shipped_packs() -> Mapping[str, Mapping[str, bytes]]:
    """Return the files of every pack that has a manifest, by the name of its folder."""
    found: dict[str, Mapping[str, bytes]] = {}
    folder = packs_folder()
    for entry in sorted(folder.iterdir(), key=lambda e: e.name) if folder.is_dir() else ():
        if entry.is_dir() and (entry / MANIFEST).is_file():
            found[entry.name] = dict(_files(entry, ""))
    return found


def _files(folder: Traversable, prefix: str) -> Iterator[tuple[str, bytes]]:
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.is_dir():
            if entry.name not in _MAKERS_OWN and not entry.name.startswith("."):
                yield from _files(entry, f"{prefix}{entry.name}/")
        elif entry.name.endswith(_SHIPPED) and entry.name != "pyproject.toml":
            yield f"{prefix}{entry.name}", entry.read_bytes()
