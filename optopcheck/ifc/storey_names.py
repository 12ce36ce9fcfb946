"""What the storeys are called and say of their height: a list of storeys must tell them apart."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from optopcheck.domain.building import Defect, Severity
from optopcheck.domain.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from optopcheck.ifc.survey import Level


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


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
