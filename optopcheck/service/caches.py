"""Geometry of models that were read before: where it is kept, what it takes, and how it goes away."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from optopcheck.citymodel.kept import cache_folder
from optopcheck.domain.text import Text, number
from optopcheck.ifc import clear_kept, kept_size
from optopcheck.report import Section
from optopcheck.rules.trust.store import HOME_VARIABLE

if TYPE_CHECKING:
    from optopcheck.domain.text import Language


@dataclass(frozen=True)
class GeometryCache:
    """The cache as it is now."""

    folder: Path
    models: int
    size: int
    """[bytes]"""


def geometry_folder() -> Path:
    """Return where geometry is kept: under ``OPTOPCHECK_HOME``, else where the system keeps such things."""
    told = os.environ.get(HOME_VARIABLE)
    return (Path(told) / "cache" if told else cache_folder().parent) / "geometry"


def geometry_cache() -> GeometryCache:
    """Look at the cache."""
    return GeometryCache(geometry_folder(), *kept_size(geometry_folder()))


def clear_geometry() -> GeometryCache:
    """Remove all kept geometry and return what is left: files that another program holds open."""
    clear_kept(geometry_folder())
    return geometry_cache()


def cache_section(cache: GeometryCache, language: Language) -> Section:
    """Return what the cache holds, for people."""
    rows = (
        (Text("map", "folder"), str(cache.folder)),
        (Text("modellen", "models"), str(cache.models)),
        (Text("grootte", "size"), f"{number(cache.size / 2**20, 1, language)} MB"),
    )
    return Section(
        Text("Bewaarde geometrie", "Kept geometry").in_language(language),
        tuple((label.in_language(language), value) for label, value in rows),
    )
