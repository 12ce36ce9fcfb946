"""Is the length unit right? Doors, storeys and the whole have sizes that a building can have."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.domain.building import Defect, Severity
from optopcheck.domain.text import Text, numbers
from optopcheck.ifc.fitness import ALL_MEASURED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from optopcheck.domain.building import Element, Storey

HIGHEST = 500.0
"""No building here is higher [m]."""
SMALLEST = 3.0
"""No building is smaller in all directions [m]."""
LOWEST_WITH_WALLS = 2.0
"""No building with walls is lower; a model of one floor is [m]."""
DOOR_HEIGHTS = (1.2, 6.0)
"""Half of the doors of a building are no lower and no higher [m]: a door in feet read as metres is 6.6."""
LARGEST_GAP = 1.5
"""Of three storeys some two lie further apart than this [m]."""
_SOME_STOREYS = 3
_WALLS = ("IfcWall", "IfcCurtainWall")
_REMEDY = Text(
    "exporteer opnieuw met de lengte-eenheid waarin het model getekend is",
    "export again with the length unit in which the model is drawn",
)


def size_defects(elements: Sequence[Element], storeys: Sequence[Storey]) -> list[Defect]:
    """Return what makes the length unit doubtful: in another unit the same model could comply.

    Parameters
    ----------
    elements
        With meshes in metres, as the unit of the model gives them.
    storeys
        From low to high.
    """
    if not elements:
        return []
    boxes = np.array([element.mesh.bounds for element in elements])
    extent = boxes[:, 1].max(axis=0) - boxes[:, 0].min(axis=0)
    walled = any(element.kind in _WALLS for element in elements)
    height = float(extent[2])
    if not extent.max() >= SMALLEST or height > HIGHEST or (walled and height < LOWEST_WITH_WALLS):
        return [_doubtful("IFC-SIZE", _whole(extent))]
    if not walled and height < LOWEST_WITH_WALLS:
        return [_one_layer(height)]
    return [*_doors(elements), *_gaps(storeys)]


def _doors(elements: Sequence[Element]) -> list[Defect]:
    heights = [float(np.ptp(e.mesh.bounds[:, 2])) for e in elements if e.kind == "IfcDoor"]
    if not heights or DOOR_HEIGHTS[0] <= median(heights) <= DOOR_HEIGHTS[1]:
        return []
    said = numbers(
        "de deuren zijn {h} m hoog (de middelste van alle); klopt de lengte-eenheid?",
        "the doors are {h} m high (the median); is the length unit right?",
        h=median(heights),
    )
    return [_doubtful("IFC-SIZE-DOORS", said)]


def _gaps(storeys: Sequence[Storey]) -> list[Defect]:
    levels = sorted({storey.elevation for storey in storeys})
    largest = max(np.diff(levels), default=0.0)
    if len(levels) < _SOME_STOREYS or largest >= LARGEST_GAP:
        return []
    said = numbers(
        "tussen geen twee bouwlagen zit meer dan {g} m; klopt de lengte-eenheid?",
        "no two storeys lie more than {g} m apart; is the length unit right?",
        g=float(largest),
    )
    return [_doubtful("IFC-SIZE-STOREYS", said)]


def _whole(extent: np.ndarray[tuple[int], np.dtype[np.float64]]) -> Text:
    return numbers(
        "het model is {x} x {y} m en {z} m hoog; klopt de lengte-eenheid?",
        "the model is {x} x {y} m and {z} m high; is the length unit right?",
        x=float(extent[0]),
        y=float(extent[1]),
        z=float(extent[2]),
    )


def _doubtful(code: str, said: Text) -> Defect:
    return Defect(code, Severity.ERROR, said, _REMEDY, blocks=ALL_MEASURED)


def _one_layer(height: float) -> Defect:
    return Defect(
        "IFC-ONE-LAYER",
        Severity.WARNING,
        numbers(
            "het model is maar {h} m hoog en heeft geen wanden: een losse laag van een gebouw?",
            "the model is only {h} m high and has no walls: one layer of a building?",
            h=height,
        ),
        Text("geef ook de andere bestanden van het gebouw", "give the other files of the building too"),
    )
