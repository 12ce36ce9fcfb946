"""Tells what takes the room in the application, as a table."""

# ruff: noqa: INP001, T201 - a script beside the package; it prints

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

MEGABYTE = 1_000_000
_LEAST = 1.0
"""Smaller parts are told together [MB]."""


def parts(folder: Path) -> Counter[str]:
    """Return the bytes of each part of a built application; a link takes none."""
    total: Counter[str] = Counter()
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            total[_part(path.relative_to(folder).parts)] += path.stat().st_size
    return total


def _part(names: tuple[str, ...]) -> str:
    if names[0] != "_internal":
        return names[0]
    name = names[1]
    if name.endswith(".dist-info"):
        return "told of distributions"
    if len(names) == len(("_internal", "library")) and (
        ".so" in name or name.endswith((".dll", ".dylib", ".pyd"))
    ):
        return "libraries of the system and of Python"
    return name.removesuffix(".libs")


def table(folder: Path) -> str:
    """Return the table in Markdown, largest first."""
    total = parts(folder)
    lines = ["| part | MB |", "|---|---:|"]
    small = 0.0
    for name, size in total.most_common():
        if size >= _LEAST * MEGABYTE:
            lines.append(f"| {name} | {size / MEGABYTE:.1f} |")
        else:
            small += size
    lines += [
        f"| all smaller parts | {small / MEGABYTE:.1f} |",
        f"| **together** | **{total.total() / MEGABYTE:.0f}** |",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    print(table(Path(sys.argv[1])))
