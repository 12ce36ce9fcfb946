"""A small sound pack, to break in one place."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.rules.declared.texts import GOOD

if TYPE_CHECKING:
    from collections.abc import Mapping

MANIFEST = """\
id = "gm0001-dakopbouwen"
version = "1.2.0"
name = "Dakopbouwen in Voorbeeldstad"
authority = "gm0001"
lang = 1
valid_from = 2024-01-01
valid_to = 2029-12-31
contact = "omgeving@voorbeeldstad.example"
licence = "CC0-1.0"
changes = ["1.2.0: terugligging erbij", { nl = "1.0.0: eerste", en = "1.0.0: first" }]
"""


def files(manifest: str = MANIFEST, **more: str | bytes) -> Mapping[str, bytes]:
    """Return a pack; `more` adds or replaces files, ``__`` stands for /, ``_toml`` for .toml."""
    added = {name.replace("__", "/").replace("_toml", ".toml"): content for name, content in more.items()}
    texts = {"manifest.toml": manifest, "rules/hoogte.toml": GOOD, **added}
    return {name: c.encode() if isinstance(c, str) else c for name, c in texts.items()}


def changed(old: str, new: str) -> str:
    """Return the manifest with one thing changed."""
    assert MANIFEST.count(old) == 1, old
    return MANIFEST.replace(old, new)


def area(*corners: tuple[float, float], kind: str = "Polygon") -> str:
    """Return a GeoJSON file with one polygon, its ring closed."""
    ring = [list(corner) for corner in (*corners, corners[0])]
    coordinates = [ring] if kind == "Polygon" else [[ring]]
    geometry = {"type": kind, "coordinates": coordinates}
    return json.dumps({"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": geometry}]})


def square(low: float, high: float) -> tuple[tuple[float, float], ...]:
    """Return the corners of a square around (92 000, 452 000) in RD [m]."""
    x, y = 92_000.0, 452_000.0
    return (x + low, y + low), (x + high, y + low), (x + high, y + high), (x + low, y + high)
