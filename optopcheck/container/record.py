"""RECORD.json: the hash of every other file, written in one way only."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from optopcheck.container.limits import ContainerError
from optopcheck.domain.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

RECORD = "RECORD.json"
SIGNATURE = "RECORD.json.minisig"
PUBLIC_KEY = "RECORD.json.pub"
OWN_NAMES = (RECORD, SIGNATURE, PUBLIC_KEY)
"""What the record does not list: itself, and what vouches for it."""


def digest_of(content: bytes) -> str:
    """Return ``sha256:`` and the hash in hexadecimals."""
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def record_of(files: Mapping[str, bytes]) -> bytes:
    """Return the canonical record: sorted keys, no spaces, ASCII (RFC 8785 for such names)."""
    hashes = {name: digest_of(content) for name, content in files.items()}
    return json.dumps(hashes, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode("ascii")


def check_record(record: bytes, files: Mapping[str, bytes]) -> None:
    """Refuse a record that is not, byte for byte, the one of these files.

    It is made again and compared, never parsed: a record has no second way of writing.

    Raises
    ------
    ContainerError
        Names the files whose hash is not there.
    """
    if record == record_of(files):
        return
    lines = {name: f'"{name}":"{digest_of(content)}"'.encode("ascii") for name, content in files.items()}
    changed = ", ".join(sorted(name for name, line in lines.items() if line not in record)) or RECORD
    raise ContainerError(
        Text(
            f"gewijzigd na het maken: {changed}; vraag de maker om het oorspronkelijke bestand",
            f"changed after it was made: {changed}; ask its maker for the original file",
        )
    )
