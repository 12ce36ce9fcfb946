"""Names that mean the same file on every system, and no other file than their own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from optopcheck.container.limits import ContainerError
from optopcheck.domain.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from optopcheck.container.limits import Limits

_PART = re.compile(r"[A-Za-z0-9._+-]+", re.ASCII)
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE | re.ASCII)
"""Devices of Windows, with any suffix."""


def check_names(names: Iterable[str], limits: Limits) -> None:
    """Refuse a name that could be read in two ways, and two names that could be one file.

    Raises
    ------
    ContainerError
        Names the culprit.
    """
    seen: dict[str, str] = {}
    for name in names:
        _check_name(name, limits)
        low = name.lower()
        if low in seen:
            raise _refused(
                name,
                f"staat er twee keer in, ook als '{seen[low]}'",
                f"is there twice, also as '{seen[low]}'",
            )
        seen[low] = name
    for low, name in seen.items():
        parts = low.split("/")
        for end in range(1, len(parts)):
            if "/".join(parts[:end]) in seen:
                raise _refused(
                    name, "ligt in een map die zelf een bestand is", "lies in a folder that is a file itself"
                )


def _check_name(name: str, limits: Limits) -> None:
    if len(name) > limits.name_length:
        raise _refused(
            name, f"is langer dan {limits.name_length} tekens", f"is longer than {limits.name_length} signs"
        )
    parts = name.split("/")
    if len(parts) > limits.levels:
        raise _refused(
            name, f"ligt dieper dan {limits.levels} niveaus", f"lies deeper than {limits.levels} levels"
        )
    for part in parts:
        if not _PART.fullmatch(part) or part.endswith(".") or not part.strip("."):
            raise _refused(
                name,
                "mag alleen letters, cijfers en . _ + - bevatten, in mappen met /",
                "may only hold letters, digits and . _ + -, in folders with /",
            )
        if _RESERVED.fullmatch(part):
            raise _refused(
                name, "is op Windows de naam van een apparaat", "is the name of a device on Windows"
            )


def _refused(name: str, nl: str, en: str) -> ContainerError:
    # ascii(): a name from outside may hold signs that turn a line around.
    shown = ascii(name[:80])
    return ContainerError(Text(f"de naam {shown} {nl}", f"the name {shown} {en}"))
