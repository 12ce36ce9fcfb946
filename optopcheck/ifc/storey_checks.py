"""Are the storeys what they say: names that tell them apart, and heights where their parts are."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from optopcheck.domain.building import Defect, Severity
from optopcheck.domain.text import Text, numbers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from optopcheck.domain.building import Element, Storey
    from optopcheck.domain.mesh import Floats
    from optopcheck.ifc.survey import Level

_AWAY = 2.0
"""Between a storey and the nearest of its parts [m]; a roof alone may lie higher."""
_SOME = 5
"""Fewer parts say nothing of their storey."""


def naming_defects(levels: Sequence[Level]) -> list[Defect]:
    """Return storeys of one name, and storeys that leave their Elevation empty.

    Levels of several files of one building may be given together.
    """
    return [*_same_names(levels), *_without_elevation(levels)]


def _same_names(levels: Sequence[Level]) -> list[Defect]:
    # The same storey may stand in several files: it counts once.
    once = {level.id: level for level in levels}.values()
    counts = Counter(_plain(level.name) for level in once)
    same = [level for level in once if counts[_plain(level.name)] > 1]
    if not same:
        return []
    names = ", ".join(f"'{name}'" for name in dict.fromkeys(level.name for level in same))
    return [
        Defect(
            "IFC-STOREYS-SAME-NAME",
            Severity.WARNING,
            Text(
                f"{len(same)} bouwlagen zijn alleen aan hun hoogte te onderscheiden, zij heten {names}",
                f"{len(same)} storeys can be told apart by their height only, they are called {names}",
            ),
            Text("geef elke bouwlaag een eigen naam", "give every storey a name of its own"),
            tuple(level.id for level in same),
        )
    ]


def _without_elevation(levels: Sequence[Level]) -> list[Defect]:
    silent = [level for level in levels if not level.stated and level.placed is not None]
    if not silent:
        return []
    return [
        Defect(
            "IFC-STOREYS-NO-ELEVATION",
            Severity.NOTE,
            Text(
                f"van {len(silent)} bouwlagen is Elevation leeg; hun plaatsing geeft de hoogte",
                f"Elevation of {len(silent)} storeys is empty; their placement gives the height",
            ),
            Text("vul Elevation in", "fill in Elevation"),
            tuple(level.id for level in silent),
        )
    ]


def misplaced(storeys: Sequence[Storey], elements: Sequence[Element]) -> list[Defect]:
    """Return storeys that lie clearly below or above all of their elements: their height is not theirs."""
    bounds: defaultdict[str, list[Floats]] = defaultdict(list)
    for element in elements:
        if element.storey_id is not None:
            bounds[element.storey_id].append(element.mesh.bounds[:, 2])
    away = {}
    for storey in storeys:
        found = bounds.get(storey.global_id, [])
        if len(found) < _SOME:
            continue
        low, high = min(z[0] for z in found), max(z[1] for z in found)
        if low - storey.elevation > _AWAY or storey.elevation - high > _AWAY:
            away[storey] = float(low)
    if not away:
        return []
    storey, low = next(iter(away.items()))
    name = storey.name.replace("{", "(").replace("}", ")")  # braces are places to fill in
    return [
        Defect(
            "IFC-STOREYS-AWAY",
            Severity.ERROR,
            numbers(
                f"{len(away)} bouwlagen liggen niet waar hun bouwdelen zijn: "
                f"'{name}' op {{z}} m, de bouwdelen vanaf {{low}} m",
                f"{len(away)} storeys do not lie where their parts are: "
                f"'{name}' at {{z}} m, the parts from {{low}} m",
                z=storey.elevation,
                low=low,
            ),
            Text("geef elke bouwlaag haar eigen hoogte", "give every storey its own height"),
            tuple(storey.global_id for storey in away),
            frozenset({"storey_count", "gross_floor_area", "usable_floor_area", "free_height"}),
        )
    ]


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
