"""Buildings counted by neighbourhood: each belongs where a point of its footprint lies."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import numpy as np

from optopcheck.domain.job import InputError
from optopcheck.domain.text import Text
from optopcheck.geometry.region import Region
from optopcheck.scan.columns import BuildingRow, Potential, Told
from optopcheck.scan.gpkg_shapes import find_layer, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from optopcheck.domain.mesh import Floats
    from optopcheck.scan.gpkg_shapes import Polygon

_NAMES = ("buurtnaam", "wijknaam", "naam", "name", "statnaam", "buurtcode", "code", "id")
_RD_MARKS = ("28992", "7415")
_LEAST = 3


def _told(alias: str, nl: str, en: str, unit: str = "1") -> Told:
    return Told(alias, Text(nl, en), unit)


@dataclass(frozen=True)
class NeighbourhoodRow:
    """What a scan finds in one neighbourhood."""

    name: Annotated[str, Told("naam", Text("naam in de bron", "name in the source"))]
    buildings: Annotated[int, _told("panden", "panden met hun punt hierin", "with their point here")]
    complies: Annotated[int, _told("voldoet", "panden die voldoen", "buildings that comply")]
    violates: Annotated[int, _told("voldoet_niet", "panden die niet voldoen", "buildings that violate")]
    undetermined: Annotated[int, _told("nader_onderzoek", "panden met nader onderzoek", "undetermined ones")]
    candidates: Annotated[int, _told("kansrijk", "panden waar een laag past", "buildings that take a storey")]
    objections: Annotated[
        int, _told("met_bezwaar", "past, maar een regel staat in de weg", "fits, but a rule is in the way")
    ]
    unknown: Annotated[int, _told("dak_onbekend", "dakvorm onbekend of niet gelezen", "roof unknown")]
    added_floor_area: Annotated[
        float, _told("bvo_erbij", "bruto vloer waar een laag past", "gross floor area where one fits", "m2")
    ]
    homes: Annotated[int, _told("woningen", "geschat, waar een laag past", "estimated, where one fits")]
    homes_low: Annotated[int, _told("woningen_laag", "laagste schatting", "lowest estimate")]
    homes_high: Annotated[int, _told("woningen_hoog", "hoogste schatting", "highest estimate")]


@dataclass(frozen=True, eq=False)
class Neighbourhood:
    """A named area in RD."""

    name: str
    polygons: tuple[Polygon, ...]

    def region(self) -> Region:
        """Return the area without its holes."""
        whole = Region.empty()
        for outer, *holes in self.polygons:
            part = Region.from_ring(outer)
            for hole in holes:
                part = part.without(Region.from_ring(hole))
            whole = whole.united(part)
        return whole


@dataclass(frozen=True, eq=False)
class Summary:
    """The rows of all neighbourhoods, in the order of their file."""

    areas: tuple[Neighbourhood, ...]
    rows: tuple[NeighbourhoodRow, ...]
    outside: int
    """Buildings whose point lies in none."""
    nowhere: int
    """Buildings without a footprint, which belong to none."""
    shared: int
    """Buildings whose point lies in several: counted in the first."""


def read_neighbourhoods(path: Path, layer: str | None = None) -> tuple[Neighbourhood, ...]:
    """Read polygons in RD of a GeoPackage or a GeoJSON file.

    Raises
    ------
    InputError
        If the file cannot be read, holds no polygons or is not in RD.
    """
    found = _of_geojson(path) if path.suffix.lower() in (".geojson", ".json") else _of_geopackage(path, layer)
    areas = tuple(Neighbourhood(name, polygons) for name, polygons in found)
    if not areas:
        raise _refused(path, "bevat geen vlakken", "holds no polygons")
    return areas


def _of_geopackage(path: Path, layer: str | None) -> Iterator[tuple[str, tuple[Polygon, ...]]]:
    chosen = find_layer(path, layer)
    for number, (values, polygons) in enumerate(rows_of(chosen), 1):
        if polygons is None:
            raise _refused(path, f"rij {number} heeft geen leesbaar vlak", f"row {number} has no polygon")
        yield _name(values, number), polygons


def _of_geojson(path: Path) -> Iterator[tuple[str, tuple[Polygon, ...]]]:
    try:
        told = json.loads(path.read_bytes())
        system = str(((told.get("crs") or {}).get("properties") or {}).get("name", ""))
        parts = [(part.get("properties") or {}, part["geometry"]) for part in told["features"]]
        shapes = [(values, _rings(geometry)) for values, geometry in parts]
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise _refused(path, "is geen GeoJSON met vlakken", "is no GeoJSON with polygons") from error
    if not system.endswith(_RD_MARKS):
        raise _refused(
            path,
            "noemt RD niet (crs EPSG:28992); zet het om, of geef een GeoPackage",
            "does not name RD (crs EPSG:28992); convert it, or give a GeoPackage",
        )
    for number, (values, polygons) in enumerate(shapes, 1):
        yield _name(values, number), polygons


def _rings(geometry: dict[str, Any]) -> tuple[Polygon, ...]:
    given = geometry["coordinates"]
    parts = {"Polygon": [given], "MultiPolygon": given}[geometry["type"]]
    polygons = tuple(tuple(np.array(ring, dtype=np.float64)[:-1, :2] for ring in part) for part in parts)
    if not all(len(ring) >= _LEAST and np.isfinite(ring).all() for part in polygons for ring in part):
        raise ValueError(geometry["type"])
    return polygons


def _name(values: dict[str, Any], number: int) -> str:
    found = {key.lower(): value for key, value in values.items()}
    given = next((found[key] for key in _NAMES if found.get(key) not in (None, "")), None)
    return f"buurt {number}" if given is None else str(given)


def _refused(path: Path, nl: str, en: str) -> InputError:
    return InputError(Text(f"{path.name} {nl}", f"{path.name} {en}"))


def summarise(
    areas: Sequence[Neighbourhood], rows: Sequence[BuildingRow], outlines: Sequence[Floats]
) -> Summary:
    """Count the buildings of each neighbourhood.

    Parameters
    ----------
    areas
        Neighbourhoods; where two overlap the first one counts.
    rows
        Of the buildings.
    outlines
        Their rings (n, 2) in RD.
    """
    regions = {k: Region.from_ring(ring) for k, ring in enumerate(outlines) if len(ring) >= _LEAST}
    inner = {k: region.inner_point for k, region in regions.items() if not region.is_empty}
    known, places = np.array(list(inner), dtype=np.int64), np.array(list(inner.values())).reshape(-1, 2)
    owner = np.full(len(known), -1)
    times = np.zeros(len(known), dtype=np.int64)
    for number, area in enumerate(areas):
        inside = area.region().covers(places)
        times += inside
        owner[inside & (owner < 0)] = number
    found = tuple(
        _row(area.name, [rows[k] for k in known[owner == number]]) for number, area in enumerate(areas)
    )
    return Summary(
        tuple(areas), found, int((owner < 0).sum()), len(rows) - len(known), int((times > 1).sum())
    )


def _row(name: str, rows: Sequence[BuildingRow]) -> NeighbourhoodRow:
    verdicts, potentials = Counter(r.verdict for r in rows), Counter(r.potential for r in rows)
    fits = [row for row in rows if row.potential == Potential.CANDIDATE.value]
    return NeighbourhoodRow(
        name,
        len(rows),
        verdicts["complies"],
        verdicts["violates"],
        verdicts["undetermined"],
        potentials[Potential.CANDIDATE.value],
        potentials[Potential.OBJECTION.value],
        potentials[Potential.UNKNOWN.value],
        round(sum(row.added_floor_area or 0.0 for row in fits), 1),
        *(
            sum(getattr(r, key) or 0 for r in fits)
            for key in ("added_homes", "added_homes_low", "added_homes_high")
        ),
    )
