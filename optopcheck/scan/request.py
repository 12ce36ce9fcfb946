"""What is asked of a scan."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from optopcheck.domain.job import InputError
from optopcheck.domain.text import Text

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

LINES = (".jsonl", ".ndjson")
_KINDS = (".json", *LINES)


@dataclass(frozen=True)
class ScanRequest:
    """Tiles, rules and the storeys that are tried."""

    tiles: tuple[Path, ...]
    """CityJSON or CityJSONSeq files in RD."""
    municipality: str | None
    on: date
    packs: tuple[str, ...] | None = None
    storeys_added: int = 1
    storey_height: float = 3.0
    programs: bool = True
    """False: rules that are programs take no part; then nothing is green."""
    sources: tuple[tuple[str, str], ...] = ()
    """Files that tiles were made of: name, and what the receipt says of it."""

    def key(self) -> str:
        """Return what results depend on beside the tiles, as a digest."""
        told = [self.municipality, str(self.on), self.packs, self.storeys_added, self.storey_height]
        return hashlib.sha256(json.dumps([*told, self.programs]).encode()).hexdigest()

    @property
    def names(self) -> tuple[str, ...]:
        """Of the tiles: their file names, with their folders where two files have one name."""
        plain = tuple(path.name for path in self.tiles)
        if len(set(plain)) == len(plain):
            return plain
        root = os.path.commonpath([path.parent for path in self.tiles])
        return tuple(path.relative_to(root).as_posix() for path in self.tiles)


def tiles_in(area: Path, work: Path | None = None) -> tuple[Path, ...]:
    """Return the city model files of a folder, sorted by name; a file is returned as it is.

    Parameters
    ----------
    area
        Folder or file.
    work
        Folder of what is kept, which may lie in the area and holds no tile.

    Raises
    ------
    InputError
        If there is none.
    """
    if area.is_file():
        return (area,)
    kept = None if work is None else work.resolve()
    found = tuple(
        path
        for path in sorted(area.rglob("*"))
        if path.suffix.lower() in _KINDS and path.is_file() and kept not in path.resolve().parents
    )
    if not found:
        raise InputError(
            Text(
                f"'{area}' bevat geen CityJSON (.json, .jsonl); geef een map met tegels of een bestand",
                f"'{area}' holds no CityJSON (.json, .jsonl); give a folder of tiles or a file",
            )
        )
    return found
