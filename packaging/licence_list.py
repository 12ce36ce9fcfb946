"""Licences of what is shipped: by the list for people, by the packages themselves, and which are allowed."""

# ruff: noqa: INP001 - beside the package, used by its scripts and tests

from __future__ import annotations

import re
import tomllib
from importlib.metadata import metadata
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
WHOLE = {
    "LGPL-3.0": ("LGPL-3.txt", "GPL-3.txt"),
    "MPL-2.0": ("MPL-2.0.txt",),
}
"""Licences whose text goes along whole, whether or not a package brings it."""
_SPDX = re.compile(r"[A-Za-z0-9.+-]+")
_LONGEST = 120
"""A longer entry is the text of a licence, not its name [characters]."""


def listed(path: Path = HERE / "THIRD_PARTY.md") -> dict[str, str]:
    """Return the licence of each package in the list for people, by its name as in the lock.

    Several packages in one row have as many licences, or the same.
    """
    found: dict[str, str] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if not line.startswith("|") or cells[0] == "package" or set(cells[0]) == {"-"}:
            continue
        names = [name.strip().lower() for name in cells[0].split(",")]
        licences = [one.strip() for one in re.sub(r"\(.*?\)", "", cells[-1]).split(",")]
        each = licences if len(licences) == len(names) else licences * len(names)
        found |= dict(zip(names, each, strict=True))
    return found


def whole(licence: str) -> tuple[Path, ...]:
    """Return the files with the text of a licence that must go along whole; none for any other."""
    return tuple(
        HERE / "licences" / name for start, names in WHOLE.items() if start in licence for name in names
    )


def rules() -> dict[str, dict[str, str]]:
    """Return what is allowed with its reason, and how older packages name it."""
    found: dict[str, dict[str, str]] = tomllib.loads((HERE / "licences.toml").read_text(encoding="utf-8"))
    return found


def is_allowed(expression: str, allowed: dict[str, str]) -> bool:
    """Tell whether a licence is allowed: all of what is joined by AND, one of what is joined by OR."""
    choices = [part.strip(" ()") for part in re.split(r"\bOR\b", expression)]
    return any(
        all(one.strip(" ()") in allowed for one in re.split(r"\bAND\b", choice)) and _SPDX.search(choice)
        for choice in choices
    )


def stated(name: str) -> str | None:
    """Return what an installed package states of itself by the standard or its classifiers, or None."""
    told: Any = metadata(name)
    expression = told.get("License-Expression")
    if expression:
        return str(expression)
    kept, plain = rules()["as_classifier"], str(told.get("License") or "").strip()
    if plain in rules()["allowed"]:
        return plain
    classes = [one for one in told.get_all("Classifier", []) if one.startswith("License")]
    found = [kept.get(one.rpartition(" :: ")[2]) for one in classes]
    if found:
        return found[0] or "?"
    plain = kept.get(plain, plain)
    return plain if plain and len(plain) < _LONGEST and "\n" not in plain else None
