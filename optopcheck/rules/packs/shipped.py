"""The packs of data that come with the program: the folders of `plugins/` that have a manifest."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from optopcheck.rules.bundle import MANIFEST, build_bundle

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_PLACE = "optopcheck.packs"
RULES = "rules"
"""Folder of the files of rules."""


@dataclass(frozen=True)
class ShippedPack:
    """A folder of the program."""

    name: str
    folder: Path

    def files(self) -> Mapping[str, bytes]:
        """Return its files, as a bundle of it would hold them.

        Raises
        ------
        InputError
            If a file cannot be part of a bundle.
        """
        return build_bundle(self.folder).container.files


def shipped_packs() -> tuple[ShippedPack, ...]:
    """Return the shipped packs of data, sorted by name; none where the program came without them."""
    return tuple(_found())


def _found() -> Iterator[ShippedPack]:
    try:
        folder = Path(str(files(_PLACE)))
    except ModuleNotFoundError:
        return
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        # A pack of programs has a manifest too; it takes part once it is installed.
        if (path / MANIFEST).is_file() and (path / RULES).is_dir():
            yield ShippedPack(path.name, path)
