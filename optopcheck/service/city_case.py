"""A building of a city model as a case: its solid is the existing building, until an IFC replaces it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.citymodel import read_neighbours
from optopcheck.citymodel.buildings import NONE_NEAR, collect
from optopcheck.citymodel.document import read_document
from optopcheck.citymodel.quality import doubts
from optopcheck.citymodel.reader import CREDIT_3DBAG, stated_ground
from optopcheck.domain.building import CITY_SOLID, Building, Defect, Element, Severity
from optopcheck.domain.case import Case
from optopcheck.domain.entered import EnteredFact
from optopcheck.domain.job import InputError
from optopcheck.domain.site import Datum, GeoReference, Origin, Site
from optopcheck.domain.text import Text
from optopcheck.ifc.earth import locate
from optopcheck.service.city_grade import BLOCKED, blocked_by
from optopcheck.service.city_knowledge import NO_PAPERS, CityPapers
from optopcheck.service.facts import measure_situation
from optopcheck.service.inputs import sha256 as sha256_of
from optopcheck.service.opened import OpenedCase
from optopcheck.service.packs import load_rules
from optopcheck.service.surroundings import reach_of, stops_sun

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path
    from typing import Any

    from optopcheck.citymodel import CityModel
    from optopcheck.citymodel.buildings import RawBuilding
    from optopcheck.domain.building import Neighbour
    from optopcheck.domain.job import Progress
    from optopcheck.domain.mesh import Floats
    from optopcheck.domain.profile import MeasuringProfile
    from optopcheck.rules import RuleSet

RD = 28992
_EVERYWHERE = 1e7
YEAR_KEYS = ("oorspronkelijkbouwjaar", "bouwjaar", "yearOfConstruction", "construction_year")
GROUND = Text(
    "maaiveld uit het stadsmodel, door niemand bevestigd", "ground of the city model, confirmed by nobody"
)
_SOURCE = Text("stadsmodel (RD)", "city model (RD)")
_GRADE = Defect(
    "city-model-grade",
    Severity.NOTE,
    Text(
        "het bestaande gebouw komt uit een stadsmodel: geen vloeren, goten, ruimten of delen onder de grond",
        "the existing building comes from a city model: no floors, gutters, rooms or parts below the ground",
    ),
    Text("geef een IFC-model om dit te verfijnen", "give an IFC model to refine this"),
)


@dataclass(frozen=True, eq=False)
class CityPlace:
    """Where a building of a city model stands."""

    municipality: str | None
    offset: tuple[float, float]
    """RD of the local origin [m]."""

    def site(self, ground: float, profile: MeasuringProfile | None) -> Site:
        """Return the site of a building whose ground lies at a height [m]; its datum waits for somebody."""
        place = locate(RD, *self.offset)
        doubt = profile.unconfirmed_datum_tolerance if profile is not None else None
        return Site(
            municipality=self.municipality,
            latitude=place.latitude if place else None,
            longitude=place.longitude if place else None,
            true_north=place.true_north if place else 0.0,
            north_source=_SOURCE,
            georeference=GeoReference(RD, self.offset, "NAP", _SOURCE, zero_height=ground),
            plan_datum=None if doubt is None else Datum(ground, GROUND, Origin.AHN, doubt),
        )


def city_building(found: RawBuilding) -> Building:
    """Return a building with the solid of a city model as its only element."""
    why = blocked_by(found.lod, (*found.lost, *doubts(found.attributes)))
    element = Element(found.id, CITY_SOLID, "LoD" if found.lod is None else f"LoD{found.lod:g}", found.mesh)
    return Building(found.id, (element,), defects=(_GRADE,) if why is None else (_GRADE, _doubtful(why)))


def _doubtful(why: Text) -> Defect:
    return Defect(
        "city-shape-doubtful",
        Severity.WARNING,
        why,
        Text("vergelijk met wat er staat, of geef een IFC-model", "compare with what stands there"),
        blocks=BLOCKED,
    )


def construction_year(attributes: Mapping[str, Any]) -> int | None:
    """Return the year of construction that a source states; None where it is no year."""
    for key in YEAR_KEYS:
        try:
            year = int(float(attributes[key]))
        except (KeyError, TypeError, ValueError, OverflowError):
            continue
        if 1005 < year <= 2100:  # noqa: PLR2004 - 1005 is what the BAG writes where it does not know
            return year
    return None


def year_fact(year: int | None) -> dict[str, EnteredFact]:
    """Return the year of construction as a fact with its source."""
    if year is None:
        return {}
    return {"existing.construction_year": EnteredFact(float(year), source="stadsmodel (BAG)")}


def open_city_case(
    tiles: Sequence[Path],
    building_id: str,
    municipality: str | None,
    progress: Progress,
    rules: RuleSet | None = None,
    papers: CityPapers = NO_PAPERS,
) -> OpenedCase:
    """Open a building of a city model as a case.

    Parameters
    ----------
    tiles
        The file that holds it comes first; the others hold what stands around it.
    building_id
        As the file names it.
    municipality
        CBS code.
    progress
        Told how far it is.
    rules
        Those that will be asked; all that are installed if None.
    papers
        What the user knows of it.

    Raises
    ------
    InputError
        If the file cannot be read, or holds no such building.
    """
    progress(Text("Stadsmodel lezen", "Reading the city model"), 0.0)
    loaded = load_rules() if rules is None else rules
    profile = loaded.profile(municipality)
    found, sha256, offset = _found(tiles[0], building_id)
    low, high = found.mesh.bounds
    stated = stated_ground(found.attributes, float(low[2]), float(high[2]))
    ground = float(low[2]) if stated is None else stated
    site = papers.completed(CityPlace(municipality, offset).site(ground, profile), profile)
    building = city_building(found)
    existing, footprint = measure_situation(building, site, profile, progress)
    norms = loaded.norms_for(municipality)
    reach = reach_of(building, site, norms, shades=bool(loaded.shades_for(municipality)))
    outline = footprint if footprint is not None else np.array([low[:2], [high[0], low[1]], high[:2]])
    centre = (outline.min(axis=0) + outline.max(axis=0)) / 2
    radius = reach.metres + float(np.linalg.norm(outline - centre, axis=1).max())
    cities, unread = _read_around(tiles, partial(_neighbours, site, centre, radius, outline, reach.low_sun))
    around = _around(list(cities.values()))
    defects = (*building.defects, *_of_neighbours(list(cities.values())), *unread)
    complete = replace(building, defects=defects)
    case = papers.put_in(
        Case(
            complete,
            site,
            around,
            CREDIT_3DBAG if any(city.credit for city in cities.values()) else None,
            entered=year_fact(construction_year(found.attributes)),
        ),
        outline,
    )
    hashes = {tiles[0].name: sha256}
    for number, path in enumerate(tiles[1:], 2):
        key = f"tile {number}: {path.name}" if path.name in hashes else path.name
        hashes[key] = cities[path].sha256 if path in cities else _hash_of(path)
    measured = replace(existing, building=complete)
    return OpenedCase(case, {**hashes, **papers.hashes}, {}, measured, profile, None)


def _neighbours(
    site: Site, centre: Floats, radius: float, outline: Floats, low_sun: float, tile: Path
) -> CityModel:
    return read_neighbours(tile, site, centre, radius, outline, low_sun=low_sun)


def _read_around(
    tiles: Sequence[Path], read: Callable[[Path], CityModel]
) -> tuple[dict[Path, CityModel], tuple[Defect, ...]]:
    """Return what each tile holds, and that those beside the first that cannot be read are missing."""
    found: dict[Path, CityModel] = {tiles[0]: read(tiles[0])}
    missing = []
    for tile in tiles[1:]:
        try:
            found[tile] = read(tile)
        except InputError as error:
            missing.append(_not_there(tile, error))
    return found, tuple(missing)


def _hash_of(path: Path) -> str:
    """Return the hash of a file that is no city model; empty where it is not there."""
    try:
        return sha256_of(path.read_bytes())
    except OSError:
        return ""


def _not_there(tile: Path, error: InputError) -> Defect:
    """Say that neighbours may be missing: then no sun is counted."""
    said = error.text
    return stops_sun(
        Defect(
            "city-tile-unread",
            Severity.ERROR,
            Text(
                f"tegel {tile.name} rond het gebouw is niet gelezen ({said.nl}): buren kunnen ontbreken",
                f"tile {tile.name} around the building was not read ({said.in_language('en')}): neighbours"
                " may be missing",
            ),
            Text("zet een goede tegel op die plaats", "put a good tile in that place"),
        )
    )


def _found(path: Path, building_id: str) -> tuple[RawBuilding, str, tuple[float, float]]:
    document = read_document(path)
    everything, _ = collect(document, (0.0, 0.0), np.zeros(2), _EVERYWHERE)
    building = next((b for b in everything if b.id == building_id), None)
    if building is None:
        raise InputError(
            Text(f"{path.name} bevat geen pand {building_id}", f"{path.name} holds no building {building_id}")
        )
    x, y = np.floor(building.mesh.bounds.mean(axis=0)[:2])
    offset = (float(x), float(y))
    here, _ = collect(document, offset, np.zeros(2), _EVERYWHERE)
    return next(b for b in here if b.id == building_id), document.sha256, offset


def _of_neighbours(cities: Sequence[CityModel]) -> tuple[Defect, ...]:
    """Return what is wrong around the building; an empty tile is no fault where another holds a neighbour."""
    found = [defect for city in cities for defect in city.defects]
    if any(city.neighbours for city in cities):
        found = [defect for defect in found if defect.code != NONE_NEAR]
    return tuple(stops_sun(defect) for defect in dict.fromkeys(found))


def _around(cities: Sequence[CityModel]) -> tuple[Neighbour, ...]:
    """Return the neighbours of all tiles; one that stands in two tiles counts once."""
    known: dict[str, Neighbour] = {}
    for city in cities:
        for neighbour in city.neighbours:
            known.setdefault(neighbour.id, neighbour)
    return tuple(known.values())
