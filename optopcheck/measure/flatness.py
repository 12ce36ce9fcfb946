"""Whether the whole roof is flat, as far as the measured roof planes tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from optopcheck.domain.measurement import Unmeasured
from optopcheck.domain.rule import Need
from optopcheck.domain.text import Text
from optopcheck.measure.survey import FLAT_SHARE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from optopcheck.domain.measurement import Measurement, Measurements, PartMeasurement

_NO_ROOF = Unmeasured(Text("geen dakvlak gevonden", "no roof plane was found"), Need.REPAIR)
_DISPUTED = Text("de dakvlakken kennen een andere lezing", "the roof planes have another reading")


def flat_roof(measured: Measurements) -> bool | Unmeasured:
    """Tell whether the whole roof is flat.

    True only where no pitched plane is seen from above at all; false where less than `FLAT_SHARE` of the
    roof is flat. Between these somebody must look: a dormer or a skylight makes no pitched roof.
    """
    pitch, flat = measured.roof_pitch, measured.flat_roof_area
    if isinstance(pitch, Unmeasured):
        return pitch
    if isinstance(flat, Unmeasured):
        # Without a flat top roof: refused for a defect, or because the roof is pitched.
        return False if pitch.value > 0 and flat.need is Need.INPUT else flat
    if flat.readings or (pitch.readings and not pitch.parts):
        return Unmeasured(_DISPUTED, Need.JUDGEMENT)
    return _by_area(pitch, _area(flat.parts), _area(pitch.parts))


def _by_area(pitch: Measurement, level: float, pitched: float) -> bool | Unmeasured:
    if level + pitched <= 0:
        return _NO_ROOF
    if pitch.value == 0 and pitched == 0:
        return True
    if level / (level + pitched) < FLAT_SHARE:
        return False
    elements = tuple(dict.fromkeys(i for part in pitch.parts for i in part.elements))
    return Unmeasured(_partly(pitched, level + pitched), Need.JUDGEMENT, elements)


def _area(parts: Iterable[PartMeasurement]) -> float:
    """Return the area of the shown faces, seen from above, however they are wound [m2]."""
    triangles = [part.geometry.triangles for part in parts if part.geometry is not None]
    corners = np.concatenate([np.empty((0, 3, 3)), *triangles])[:, :, :2]
    along, across = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
    return float(np.abs(along[:, 0] * across[:, 1] - along[:, 1] * across[:, 0]).sum() / 2)


def _partly(pitched: float, whole: float) -> Text:
    percent = round(100 * pitched / whole)
    return Text(
        f"ongeveer {percent}% van het dak is schuin; beoordeel of het dak als plat telt",
        f"about {percent}% of the roof is pitched; judge whether the roof counts as flat",
    )
