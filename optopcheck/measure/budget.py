"""The error budget: per class of defect how far it may move a value, never less than its minimum.

The minima were set on models that were not used to build the method (packaging/decisions/021).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from optopcheck.domain.measurement import Doubt
from optopcheck.domain.text import Text, join_texts, number
from optopcheck.geometry.enclosure import CELL

if TYPE_CHECKING:
    from optopcheck.measure.survey import Survey

OPEN_FACADE = 0.3
"""Where walls do not close, the edge of the floors stands for the façade: a cavity wall apart [m]."""
MISSING_ROOF = 0.5
"""Thickness of a roof with its edge that may still come on top where the model has none [m]."""
NO_ROOMS = 0.12
"""Share of the floor within walls that stairs, shafts and lifts may take."""
_NOTHING = 0.01
MISSING_SKIN = 0.12
"""A leaf of brick with its cavity, outside of the wall that was modelled [m]."""


def extra_cell(survey: Survey) -> float:
    """Half of what the cells of the grid are wider than the finest [m]."""
    return max(0.0, survey.enclosure.grid.cell - CELL) / 2


def open_facades(survey: Survey, perimeter: float) -> tuple[Doubt, ...]:
    """Doubt of an area whose façades do not close [m2]."""
    if not survey.leaking:
        return ()
    cause = Text(
        "de gevels sluiten niet: de rand van de vloeren staat in hun plaats",
        "façades do not close: the edge of the floors stands in their place",
    )
    return (Doubt(cause, OPEN_FACADE * perimeter),)


def wide_grid(survey: Survey, edge: float) -> tuple[Doubt, ...]:
    """Doubt where only wider cells closed the gaps: `edge` is a perimeter [m] or a surface [m2]."""
    extra = extra_cell(survey)
    if survey.leaking or extra == 0:
        return ()
    cell = survey.enclosure.grid.cell
    cause = Text(
        f"kieren tot {number(2 * cell, 2, 'nl')} m zijn dichtgerekend",
        f"gaps up to {number(2 * cell, 2, 'en')} m were taken as closed",
    )
    return (Doubt(cause, extra * edge),)


def cracks(amount: float) -> tuple[Doubt, ...]:
    """Doubt where faces leave cracks, so that only the cells of the grid tell where the outline runs."""
    if amount <= 0:
        return ()
    cause = Text(
        "kieren tussen bouwdelen: daar is de omtrek tot op een cel bekend",
        "cracks between parts: there the outline is known to a cell",
    )
    return (Doubt(cause, amount),)


def inner_walls(amount: float) -> tuple[Doubt, ...]:
    """Doubt of the usable area by walls between rooms [m2]."""
    if amount <= _NOTHING:
        return ()
    cause = Text(
        "binnenwanden tussen ruimten tellen mee als zij niet dragen",
        "inner walls between rooms count where they bear nothing",
    )
    return (Doubt(cause, amount),)


def no_rooms(amount: float) -> tuple[Doubt, ...]:
    """Doubt of the usable area where no rooms tell what is stairs, shaft or lift [m2]."""
    if amount <= 0:
        return ()
    cause = Text(
        "zonder ruimten in het model zijn trappen, schachten en liften niet te onderscheiden",
        "without rooms in the model stairs, shafts and lifts cannot be told apart",
    )
    return (Doubt(cause, NO_ROOMS * amount),)


def no_floor(survey: Survey, amount: float) -> tuple[Doubt, ...]:
    """Doubt of a floor area by levels without a floor, and floors without a level [m2]."""
    if amount <= 0:
        return ()
    names = ", ".join(f"'{survey.name_of(level)}'" for level in survey.floorless)
    heights = [z for z, _ in survey.nameless_floors]
    causes = []
    if names:
        causes.append(Text(f"op {names} ligt geen vloer", f"no floor lies on {names}"))
    if heights:
        at = [", ".join(number(z, 2, language) for z in heights) for language in ("nl", "en")]
        causes.append(Text(f"vloer zonder bouwlaag op {at[0]} m", f"a floor without a storey at {at[1]} m"))
    return (Doubt(join_texts(*causes, separator="; "), amount),)


def not_reached(amount: float) -> tuple[Doubt, ...]:
    """Doubt by covered floor that the body does not reach: rooms that leak."""
    if amount <= 0:
        return ()
    cause = Text(
        "overdekte vloer buiten het gesloten bouwlichaam", "covered floor outside of the closed body"
    )
    return (Doubt(cause, amount),)


def methods_differ(value: float, other: float, bound: float) -> tuple[Doubt, ...]:
    """Doubt by what a second, independent method differs beyond its own known error."""
    beyond = abs(value - other) - bound
    if beyond <= 0:
        return ()
    cause = Text(
        "een tweede, onafhankelijke methode (tellen van cellen) wijkt af",
        "a second, independent method (counting cells) differs",
    )
    return (Doubt(cause, beyond),)


def missing_skin(survey: Survey, surface: float) -> tuple[Doubt, ...]:
    """Doubt where windows stand out from thin walls: the outer leaf is not in the model."""
    if not survey.lacks_outer_skin:
        return ()
    cause = Text(
        "ramen steken buiten de gevels uit: het buitenblad ontbreekt in het model",
        "windows stand out from the façades: the outer leaf is missing from the model",
    )
    return (Doubt(cause, MISSING_SKIN * surface),)


def missing_roof(survey: Survey) -> tuple[Doubt, ...]:
    """Doubt of a height where walls stand around the top floor and no roof lies on them [m]."""
    if not survey.lacks_roof:
        return ()
    cause = Text(
        "boven de bovenste wanden ontbreekt het dak in het model",
        "the roof above the top walls is missing from the model",
    )
    return (Doubt(cause, MISSING_ROOF),)
