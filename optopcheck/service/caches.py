"""What this program keeps to be faster the next time: where, how much, and how it goes away."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from optopcheck.citymodel import kept
from optopcheck.domain.text import Text, number
from optopcheck.ifc import clear_kept, kept_size
from optopcheck.report import Section
from optopcheck.rules.trust.store import HOME_VARIABLE

if TYPE_CHECKING:
    from optopcheck.domain.text import Language

_GEOMETRY = Text("Geometrie van gelezen modellen", "Geometry of models that were read")
_CITY = Text("Opgehaalde stukken 3DBAG", "Parts of 3DBAG that were fetched")


@dataclass(frozen=True)
class Cache:
    """One store as it is now."""

    title: Text
    folder: Path
    count: int
    """Of what is kept."""
    size: int
    """[bytes]"""


def geometry_folder() -> Path:
    """Return where geometry is kept: under ``OPTOPCHECK_HOME``, else where the system keeps such things."""
    told = os.environ.get(HOME_VARIABLE)
    return (Path(told) / "cache" if told else kept.cache_folder().parent) / "geometry"


def caches() -> tuple[Cache, ...]:
    """Look at every store."""
    geometry, city = geometry_folder(), kept.cache_folder()
    return (
        Cache(_GEOMETRY, geometry, *kept_size(geometry)),
        Cache(_CITY, city, *kept.kept_size(city)),
    )


def clear_caches() -> tuple[Cache, ...]:
    """Empty every store and return what is left: files that another program holds open."""
    clear_kept(geometry_folder())
    kept.shrink(kept.cache_folder(), 0)
    return caches()


def cache_section(cache: Cache, language: Language) -> Section:
    """Return what a store holds, for people."""
    rows = (
        (Text("map", "folder"), str(cache.folder)),
        (Text("aantal", "count"), str(cache.count)),
        (Text("grootte", "size"), f"{number(cache.size / 2**20, 1, language)} MB"),
    )
    return Section(
        cache.title.in_language(language),
        tuple((label.in_language(language), value) for label, value in rows),
    )
