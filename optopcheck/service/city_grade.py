"""What a city model can tell of a building, and how sure: the same for one case and for a whole city.

A solid at LoD2 has a top, a foot, a volume and roof planes; no floors, gutters or rooms, and nothing
below the ground: what rests on those is *nader onderzoek* until somebody enters it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from optopcheck.citymodel import footprint
from optopcheck.domain.addition import Addition, Size
from optopcheck.domain.building import CITY_SOLID
from optopcheck.domain.measurement import Doubt, Measurement, Measurements, Unmeasured
from optopcheck.domain.quantity import Quantity
from optopcheck.domain.rule import Need
from optopcheck.domain.text import Text
from optopcheck.geometry.region import unite

if TYPE_CHECKING:
    from collections.abc import Sequence

    from optopcheck.domain.facts import Situation
    from optopcheck.domain.measurement import Measured

HEIGHT_DOUBT = 0.5
"""Of a roof in a city model: parapets, plant and what was levelled when the solid was made [m]."""
AREA_DOUBT = 0.1
"""Share of an area or volume by which outlines from the air and from plans differ."""
_SHAPE = Text("vorm uit een stadsmodel", "shape from a city model")
_SEEN = Text("het lichaam van het stadsmodel, van boven gezien", "the solid of the city model from above")
_MISSING = {
    "eaves_height": Text("een stadsmodel kent geen goot of dakrand", "a city model has no gutter or parapet"),
    "ridge_height": Text(
        "een nok in een stadsmodel is een benadering", "a ridge in a city model is an approximation"
    ),
    "storey_count": Text("een stadsmodel kent geen vloeren", "a city model has no floors"),
    "planning_volume": Text(
        "de onderzijde van de begane-grondvloer is in een stadsmodel niet bekend",
        "a city model does not tell the underside of the ground floor",
    ),
    "gross_volume": Text(
        "een stadsmodel kent niets onder de grond", "a city model has nothing below the ground"
    ),
    "gross_floor_area": Text("een stadsmodel kent geen vloeren", "a city model has no floors"),
    "roof_pitch": Text(
        "dakhelling, dakkapellen en opbouwen zijn in een stadsmodel benaderd",
        "pitch, dormers and structures of a roof are approximated in a city model",
    ),
    "usable_floor_area": Text("een stadsmodel kent geen ruimten", "a city model has no rooms"),
    "free_height": Text("een stadsmodel kent geen ruimten", "a city model has no rooms"),
    "setback": Text("een stadsmodel kent geen bouwlagen", "a city model has no storeys"),
    "plot_distance": Text(
        "er is geen perceelgrens ingevoerd, en gevels in een stadsmodel zijn benaderd",
        "no plot boundary was entered, and façades in a city model are approximated",
    ),
}
ROOF = Unmeasured(
    Text(
        "of het hele dak plat is, laat een stadsmodel niet zien",
        "whether the whole roof is flat, a city model does not show",
    )
)
_ADDITION = Unmeasured(Text("aan een stadsmodel niet te meten", "cannot be measured on a city model"))
_COARSE = Text(
    "het stadsmodel heeft hier geen dakvorm (detailniveau 1): hoogte en plat dak zijn niet te meten",
    "the city model has no roof shape here (level of detail 1): height and flat roof cannot be measured",
)


def graded(situation: Situation) -> Situation:
    """Return a situation as sure as a city model allows; one from another source stays as it is."""
    if situation.building is None or not situation.building.is_of_city_model:
        return situation
    solids = [e.mesh for e in situation.building.elements if e.kind == CITY_SOLID]
    covered = unite(footprint(mesh) for mesh in solids).area
    measured = graded_measurements(
        situation.measured.building_height, situation.measured.flat_roof_area, covered
    )
    return replace(situation, measured=measured, storeys=(), flat_roof=ROOF)


def graded_measurements(height: Measured, flat_roof: Measured, covered: float) -> Measurements:
    """Return what is measured of a solid of a city model, with its doubt, and why the rest is not.

    Parameters
    ----------
    height
        Building height [m].
    flat_roof
        Flat part of the top roof [m2].
    covered
        Area that the solid covers, seen from above [m2].
    """
    found: dict[str, Measured] = {key: Unmeasured(why) for key, why in _MISSING.items()}
    found["building_height"] = _doubted(height, HEIGHT_DOUBT)
    found["flat_roof_area"] = _doubted(flat_roof)
    # Of a shape in doubt the outline is as doubtful.
    blocked = isinstance(height, Unmeasured) and height.need is Need.REPAIR
    area = Measurement(Quantity.FOOTPRINT_AREA, covered, 0.0, method=_SEEN)
    found["footprint_area"] = height if blocked else _doubted(area)
    return Measurements(**found)


def _doubted(found: Measured, amount: float | None = None) -> Measured:
    if isinstance(found, Unmeasured):
        return found
    doubt = Doubt(_SHAPE, abs(found.value) * AREA_DOUBT if amount is None else amount)
    return replace(found, doubts=(*found.doubts, doubt))


def graded_addition(found: Addition, situation: Situation) -> Addition:
    """Return what is added on a solid of a city model: its area with its doubt, and nothing finer."""
    if situation.building is None or not situation.building.is_of_city_model:
        return found
    return city_addition(found.area.value) if isinstance(found.area, Size) else Addition.none(found.area)


def city_addition(area: float) -> Addition:
    """Return an addition on a solid of a city model, by its area [m2]."""
    return replace(Addition.none(_ADDITION), area=Size(area, area * AREA_DOUBT))


def is_coarse(lod: float | None) -> bool:
    """Tell whether a shape is a block without a roof of its own."""
    return lod is None or lod < 2.0  # noqa: PLR2004 - level of CityGML


def blocked_by(lod: float | None, doubts: Sequence[Text]) -> Text | None:
    """Return why neither height nor roof of a shape can be trusted; None if they can."""
    if is_coarse(lod):
        return _COARSE
    return next(iter(doubts), None)


BLOCKED = frozenset({"building_height", "flat_roof_area", "footprint_area"})
"""What a shape in doubt does not tell."""
