"""The surroundings of a case: how far they matter, from which source, and what is said of them."""

from __future__ import annotations

import math
import os
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.citymodel import SERVICE, Fetched, check_site, fetch_area, read_neighbours
from optopcheck.citymodel.buildings import NONE_NEAR
from optopcheck.domain.building import Defect, Severity
from optopcheck.domain.job import InputError
from optopcheck.domain.text import Text, join_texts, numbers
from optopcheck.service.sunlight import SUN

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from optopcheck.citymodel import CityModel
    from optopcheck.domain.building import Building
    from optopcheck.domain.job import Progress
    from optopcheck.domain.mesh import Floats
    from optopcheck.domain.site import Site
    from optopcheck.domain.sunlight import SunNorm
    from optopcheck.service.inputs import CaseInput

# How far a neighbour may stand and still matter. The length of a shadow grows without bound as the
# sun sets, so a choice is needed: below 5 degrees the sun of a Dutch winter day lasts about half an
# hour and shines through a town that no model holds in full. No law says so; the radius is printed.
LOW_SUN = 5.0
"""[deg]"""
ROOM_TO_ADD = 9.0
"""Height kept free for what a scenario adds later: three storeys [m]."""
FARTHEST = 300.0
"""[m]"""
BEYOND = 150.0
"""Around the reach, fetched for towers that throw their shadow into it [m]."""


SERVICE_VARIABLE = "OPTOPCHECK_3DBAG"
"""Environment variable with the address of another 3DBAG service, of a municipality for one."""


def bag_service() -> str:
    """Return the address of the 3DBAG service."""
    return os.environ.get(SERVICE_VARIABLE) or SERVICE


@dataclass(frozen=True)
class Reach:
    """How far the shadow of a building matters, and why."""

    height: float
    """Of the building above the ground, with room for what is added [m]."""
    low_sun: float
    """Lowest sun for which it is followed [deg]."""
    lowest: float = LOW_SUN
    """Lowest sun that a norm counts [deg]."""

    @classmethod
    def of(cls, height: float, norms: Sequence[SunNorm], *, shades: bool = False) -> Reach:
        """Follow the lowest sun that a norm counts, but not below `LOW_SUN`; for `shades` any sun counts."""
        lowest = 0.0 if shades else min((norm.minimum_elevation for norm in norms), default=0.0)
        return cls(max(height, 0.0) + ROOM_TO_ADD, max(lowest, LOW_SUN), lowest)

    @property
    def metres(self) -> float:
        """From the outline of the building."""
        return min(self.height / math.tan(math.radians(self.low_sun)), FARTHEST)

    @property
    def is_cut(self) -> bool:
        """True where the shadow would reach farther than is followed."""
        return self.height / math.tan(math.radians(self.low_sun)) > FARTHEST

    @property
    def followed_from(self) -> float:
        """Sun from which the whole shadow is followed [deg]."""
        return math.degrees(math.atan2(self.height, self.metres))


@dataclass(frozen=True, eq=False)
class Surroundings:
    """What was read, and what the reader must know of it."""

    city: CityModel | None = None
    path: Path | None = None
    remarks: tuple[Defect, ...] = ()
    tiles: tuple[tuple[Path, str], ...] = ()
    """Other tiles that were read, each with its SHA-256."""


def read_surroundings(
    inputs: CaseInput,
    building: Building,
    site: Site,
    footprint: Floats | None,
    norms: Sequence[SunNorm],
    progress: Progress,
    *,
    shades: bool = False,
) -> Surroundings:
    """Read or fetch the neighbours of a building, for `shades` as far as any sun throws its shadow.

    Raises
    ------
    InputError
        If they cannot be read or fetched, or the building has no place in RD.
    """
    if inputs.neighbours is not None and inputs.neighbours_service is not None:
        raise InputError(_TWO_SOURCES)
    if inputs.neighbours is None and inputs.neighbours_service is None:
        return Surroundings(remarks=(_NO_NEIGHBOURS,))
    if building.mesh.is_empty:
        return Surroundings(remarks=(_NO_BUILDING,))
    progress(Text("Omgeving lezen", "Reading the surroundings"), 0.0)
    low, high = building.mesh.bounds
    outline = footprint if footprint is not None else _rectangle(low, high)
    reach = reach_of(building, site, norms, shades=shades)
    centre = (outline.min(axis=0) + outline.max(axis=0)) / 2
    radius = reach.metres + float(np.linalg.norm(outline - centre, axis=1).max())
    path, told = _source(inputs, site, centre, radius + BEYOND, progress)
    place, sun = (site, centre, radius, outline), reach.low_sun
    first = read_neighbours(path, *place, low_sun=sun, bag_id=inputs.bag_id)
    more = [tile for tile in inputs.city_tiles if tile != path]
    others = tuple((tile, read_neighbours(tile, *place, low_sun=sun)) for tile in more)
    city = _joined(first, [model for _, model in others])
    remarks = (
        *(stops_sun(defect) for defect in city.defects),
        *told,
        *_reach_words(city, reach),
        *_left_out(city),
    )
    return Surroundings(city, path, remarks, tuple((tile, model.sha256) for tile, model in others))


def _joined(first: CityModel, others: Sequence[CityModel]) -> CityModel:
    """Return the surroundings of several tiles as one; who stands in two of them counts once."""
    if not others:
        return first
    known = {neighbour.id: neighbour for neighbour in first.neighbours}
    for neighbour in (n for model in others for n in model.neighbours):
        known.setdefault(neighbour.id, neighbour)
    models = (first, *others)
    defects = tuple(dict.fromkeys(defect for model in models for defect in model.defects))
    if known:
        # An empty tile is no fault where another holds a neighbour.
        defects = tuple(defect for defect in defects if defect.code != NONE_NEAR)
    return replace(
        first,
        neighbours=tuple(known.values()),
        credit=next((model.credit for model in models if model.credit), None),
        defects=defects,
        left_out=tuple(dict.fromkeys(name for model in models for name in model.left_out)),
    )


def reach_of(building: Building, site: Site, norms: Sequence[SunNorm], *, shades: bool = False) -> Reach:
    """Return how far the shadow of a building matters."""
    low, high = building.mesh.bounds[:, 2]
    ground = min(low, site.plan_datum.value) if site.plan_datum else low
    return Reach.of(float(high - ground), norms, shades=shades)


def _source(
    inputs: CaseInput, site: Site, centre: Floats, half: float, progress: Progress
) -> tuple[Path, tuple[Defect, ...]]:
    """Return the file, fetched first where the user asked for that."""
    if inputs.neighbours is not None:
        return inputs.neighbours, ()
    check_site(site)
    middle = centre + np.asarray(site.georeference.offset)
    found = fetch_area(middle - half, middle + half, inputs.neighbours_service or "", progress=progress)
    return found.path, (_fetched(found),)


def _fetched(found: Fetched) -> Defect:
    day = f"{found.on:%d-%m-%Y}"
    return Defect(
        "city-fetched-before" if found.stale else "city-fetched",
        Severity.WARNING if found.stale else Severity.NOTE,
        Text(
            f"gebouwen van 3DBAG, opgehaald op {day}"
            + (" (de dienst antwoordt nu niet)" if found.stale else "")
            + f" en bewaard als {found.path.name}",
            f"buildings of 3DBAG, fetched on {day}"
            + (" (the service does not answer now)" if found.stale else "")
            + f" and kept as {found.path.name}",
        ),
        Text(
            # No path: it would carry the name of a user into the facts and every report.
            "bewaar een dossier (--dossier) om later op dezelfde buren te toetsen",
            "keep a dossier (--dossier) to check against the same neighbours later",
        ),
    )


def stops_sun(defect: Defect) -> Defect:
    """Let an error in the surroundings block the sun studies: a neighbour may be missing."""
    if defect.severity is not Severity.ERROR:
        return defect
    return replace(defect, blocks=defect.blocks | {SUN})


def _rectangle(low: Floats, high: Floats) -> Floats:
    return np.array([[low[0], low[1]], [high[0], low[1]], [high[0], high[1]], [low[0], high[1]]])


_TWO_SOURCES = Text(
    "de buren komen uit een bestand of van 3DBAG; geef --neighbours of --fetch-neighbours, niet beide",
    "the neighbours come from a file or from 3DBAG; give --neighbours or --fetch-neighbours, not both",
)
_NO_NEIGHBOURS = Defect(
    "no-neighbours",
    Severity.WARNING,
    Text(
        "geen omgeving ingevoerd: buren geven in deze studie geen schaduw en worden niet getoetst",
        "no surroundings given: neighbours cast no shadow in this study and are not tested",
    ),
    Text(
        "geef een CityJSON-bestand met --neighbours, of haal 3DBAG op met --fetch-neighbours",
        "give a CityJSON file with --neighbours, or fetch 3DBAG with --fetch-neighbours",
    ),
)
_NO_BUILDING = Defect(
    "no-geometry",
    Severity.ERROR,
    Text(
        "het model heeft geen gebouwdelen met vorm; de omgeving is niet gelezen",
        "the model has no building parts with a shape; the surroundings were not read",
    ),
    Text("exporteer het model opnieuw met wanden, vloeren en dak", "export walls, floors and roof again"),
)


_LOWER = Text(
    "een norm telt ook lagere zon: die schaduw reikt verder en is daar niet nagegaan",
    "a norm counts lower sun as well: that shadow reaches farther and was not followed there",
)


def _reach_words(city: CityModel, reach: Reach) -> tuple[Defect, ...]:
    """Say which buildings count, how far, and from what that follows."""
    towers = sum(not neighbour.observation_points for neighbour in city.neighbours)
    told = numbers(
        "{n} buren meegenomen, waarvan {towers} alleen als schaduw; meetpunten tot {radius} m van het gebouw,"
        " zo ver reikt {height} m hoogte ({room} m voor wat erop komt) bij een zon van {sun} graden;"
        " het terrein is vlak, per buur op zijn eigen maaiveld",
        "{n} neighbours counted, {towers} of them as shadow alone; points up to {radius} m from the building:"
        " so far reaches a height of {height} m ({room} m for what is added) under a sun of {sun} degrees;"
        " the terrain is level, for each neighbour at its own ground",
        0,
        n=len(city.neighbours),
        towers=towers,
        radius=reach.metres,
        height=reach.height,
        room=ROOM_TO_ADD,
        sun=reach.followed_from,
    )
    if reach.lowest < reach.low_sun and not reach.is_cut:
        told = join_texts(told, _LOWER, separator="; ")
    nothing = Text("geen actie nodig", "nothing to do")
    found = Defect("neighbour-radius", Severity.NOTE, told, nothing)
    return (found, _cut(reach)) if reach.is_cut else (found,)


def _cut(reach: Reach) -> Defect:
    return Defect(
        "neighbour-radius-cut",
        Severity.WARNING,
        numbers(
            "de schaduw van dit gebouw is gevolgd tot {m} m; onder {sun} graden zon reikt zij verder",
            "the shadow of this building was followed up to {m} m; below {sun} degrees of sun it goes on",
            1,
            m=FARTHEST,
            sun=reach.followed_from,
        ),
        Text(
            "beoordeel of verder weg iemand zon verliest in het begin of eind van de dag",
            "judge whether somebody farther away loses sun at the start or end of the day",
        ),
    )


def _left_out(city: CityModel) -> tuple[Defect, ...]:
    if not city.left_out:
        return ()
    return (
        Defect(
            "own-building-in-city-model",
            Severity.NOTE,
            Text(
                "staat op de plaats van het gebouw zelf en is weggelaten: " + ", ".join(city.left_out),
                "stands where the building itself is and was left out: " + ", ".join(city.left_out),
            ),
            Text(
                "controleer of dit pand het getoetste gebouw is",
                "check that this is the building under test",
            ),
        ),
    )
