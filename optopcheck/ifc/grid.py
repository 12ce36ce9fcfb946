"""Map conversions: which grid they name, and where on it a model point lies."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.domain.mesh import turn_about_z

if TYPE_CHECKING:
    from optopcheck.domain.mesh import Floats
    from optopcheck.ifc.survey import Conversion

RD_NEW, RD_NEW_NAP, NAP = 28992, 7415, 5709
_RD_RANGE = ((-7_000.0, 300_000.0), (289_000.0, 629_000.0))
"""No x of the country is a y of it."""
_SCALE_OF_A_GRID = 0.1
"""Map scales differ less than this from one; more is a unit written as a scale."""


def epsg_of(conversion: Conversion) -> int | None:
    """Return the horizontal system that a conversion names, None if it names none that is known."""
    text = conversion.crs
    code = re.search(r"EPSG\D{0,3}(\d{4,5})", text, re.IGNORECASE) or re.match(r"\s*(\d{4,5})\b", text)
    if code:
        return RD_NEW if int(code[1]) == RD_NEW_NAP else int(code[1])
    return RD_NEW if re.search(r"amersfoort|\bRD[ _-]?(new|nieuw)\b", text, re.IGNORECASE) else None


def is_nap(conversion: Conversion) -> bool:
    """Tell whether the heights of a conversion are called NAP."""
    text = f"{conversion.vertical} {conversion.crs}"
    return bool(re.search(rf"\bNAP\b|normaal amsterdams|\b({NAP}|{RD_NEW_NAP})\b", text, re.IGNORECASE))


def in_rd(point: Floats) -> bool:
    """Tell whether a point (2,) [m] can be one of the Netherlands in RD."""
    return all(low <= value <= high for value, (low, high) in zip(point, _RD_RANGE, strict=True))


def turn_of(conversion: Conversion) -> float:
    """Return how far the model is turned to lie on the grid, counter-clockwise [deg]."""
    return math.degrees(math.atan2(conversion.ordinate, conversion.abscissa))


def on_grid(conversion: Conversion, point: Floats) -> Floats:
    """Return where a model point (2,) [m] lies on the map [m]; the zero of the model may be far away."""
    stretched = np.array([*(point * _grid_scales(conversion)), 0.0])
    turned = turn_about_z(stretched, turn_of(conversion))[:2]
    return np.array([conversion.eastings, conversion.northings]) + turned


def _grid_scales(conversion: Conversion) -> Floats:
    """Return the true scales of the grid along x and y of the model.

    Many models write 1000, 0.001 or 1 for the same thing: that is a unit, not a scale.
    """
    scale = 1.0 if conversion.scale is None else conversion.scale
    scales = np.array(conversion.factors[:2]) * scale
    return np.where(np.abs(scales - 1.0) < _SCALE_OF_A_GRID, scales, 1.0)


def in_metres(conversion: Conversion, centre: Floats) -> tuple[Conversion | None, str | None]:
    """Put the unit of an RD conversion right where only one reading lies in the country.

    Returns
    -------
    tuple
        The conversion, None if no reading lies there; and the unit that was
        put in place, None if nothing had to be changed.
    """
    if in_rd(on_grid(conversion, centre)):
        return conversion, None
    for factor in (1e-3 / conversion.map_unit, 1.0 / conversion.map_unit):
        moved = replace(
            conversion,
            eastings=conversion.eastings * factor,
            northings=conversion.northings * factor,
            height=conversion.height * factor,
        )
        if in_rd(on_grid(moved, centre)):
            return moved, "mm" if factor * conversion.map_unit < 1 else "m"
    return None, None
