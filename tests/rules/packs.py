"""Distributions made in a folder on the path, as pip would leave them."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

GOOD = """
from datetime import date
from optopcheck.api import LegalSource, NotApplicable, Rule, Standing, hookimpl

SOURCE = LegalSource("Beleid", "tekst", "https://example.org", "artikel 1", Standing.POLICY_RULE)

def check(facts):
    return NotApplicable("hier niet")

@hookimpl
def register_rules():
    yield Rule("{rule}", "Een regel", SOURCE, check)
"""


def good(rule: str = "gm0001.een") -> str:
    """Return the source of a pack that brings one rule."""
    return GOOD.replace("{rule}", rule)


@dataclass
class Packs:
    """Writes distributions into one folder on `sys.path`."""

    folder: Path
    modules: list[str] = field(default_factory=list)

    def add(
        self,
        name: str,
        source: str,
        *,
        group: str = "optopcheck.v1",
        version: str = "1.0",
        folder: str = "",
        keywords: str = "",
    ) -> Path:
        """Write a distribution with one module and one entry point; return the module's file."""
        place = self.folder / folder if folder else self.folder
        place.mkdir(exist_ok=True)
        module = name.replace("-", "_")
        self.modules.append(module)
        info = place / f"{module}-{version}.dist-info"
        info.mkdir()
        told = f"Keywords: {keywords}\n" if keywords else ""
        metadata = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n{told}"
        (info / "METADATA").write_text(metadata, "utf-8")
        (info / "entry_points.txt").write_text(f"[{group}]\nrules = {module}\n", "utf-8")
        path = place / f"{module}.py"
        path.write_text(source, "utf-8")
        return path


@contextmanager
def packs_on_path(folder: Path) -> Iterator[Packs]:
    """Put a folder first on the path, and take its modules out again."""
    packs = Packs(folder)
    sys.path.insert(0, str(folder))
    try:
        yield packs
    finally:
        sys.path.remove(str(folder))
        for module in packs.modules:
            sys.modules.pop(module, None)
