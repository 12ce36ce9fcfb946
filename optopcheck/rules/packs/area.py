"""The area of a pack, and whether a building lies in it."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from optopcheck.domain.measurement import Unmeasured
from optopcheck.domain.rule import Need
from optopcheck.domain.text import Text
from optopcheck.geometry.region import Region, unite
from optopcheck.rules.bundle import BundleError
from optopcheck.rules.catalogue.fact import Fact, missing, not_known
from optopcheck.rules.language.kinds import TruthKind
from optopcheck.rules.packs.scope import AREA_LABEL, IN_AREA

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from optopcheck.domain.facts import Facts
    from optopcheck.domain.mesh import Floats
    from optopcheck.rules.language.values import Value

_RD_NEW = 28992
_LOWEST_RD, _HIGHEST_RD = (0.0, 300_000.0), (300_000.0, 650_000.0)
_LEAST_AREA = 1.0
_CORNERS = 3
_SHARE = 1e-3
"""Of the footprint: less than this across the line is the width of the line itself."""
_DEFAULT_ACCURACY = 1.0
"""Of a place in the world that tells none [m]."""


class _CrossedError(Exception):
    """A ring that meets itself."""


def area_fact(name: str, files: Mapping[str, bytes]) -> Fact:
    """Return the fact that a building lies in the area of a file.

    Raises
    ------
    InputError
        If the file holds no area in RD.
    """
    return Fact(IN_AREA, TruthKind(), "", AREA_LABEL, partial(_in_area, _area(name, files)))


def _area(name: str, files: Mapping[str, bytes]) -> Region:
    try:
        rings = tuple(_rings(json.loads(files[name])))
        area = unite(_polygon(ring) for ring in rings)
    except _CrossedError:
        raise BundleError(
            Text(
                f"'{name}': een rand kruist of raakt zichzelf; teken hem opnieuw, zonder kruising",
                f"'{name}': an outline crosses or touches itself; draw it anew, without a crossing",
            )
        ) from None
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError):
        area = Region.empty()
    if area.area < _LEAST_AREA:
        raise BundleError(
            Text(
                f"'{name}': geef een GeoJSON-bestand met een (Multi)Polygon in RD-meters (EPSG:28992)",
                f"'{name}': give a GeoJSON file with a (Multi)Polygon in RD metres (EPSG:28992)",
            )
        )
    return area


def _rings(value: Any) -> Iterator[list[Any]]:  # noqa: ANN401 - JSON may hold anything
    """Yield the rings of every polygon: the outer one and the holes together."""
    kind = value["type"]
    if kind == "FeatureCollection":
        for feature in value["features"]:
            yield from _rings(feature["geometry"])
    elif kind == "Feature":
        yield from _rings(value["geometry"])
    elif kind == "MultiPolygon":
        yield from value["coordinates"]
    elif kind == "Polygon":
        yield value["coordinates"]
    else:
        raise ValueError(kind)


def _polygon(rings: list[Any]) -> Region:
    outer, *holes = (_corners(ring) for ring in rings)
    found = Region.from_ring(outer)
    for hole in holes:
        found = found.without(Region.from_ring(hole))
    return found


def _corners(ring: list[Any]) -> Floats:
    corners = np.asarray([point[:2] for point in ring], dtype=np.float64)
    inside = (corners >= _LOWEST_RD[0]).all() and (corners[:, 0] <= _HIGHEST_RD[0]).all()
    north = (corners[:, 1] >= _LOWEST_RD[1]).all() and (corners[:, 1] <= _HIGHEST_RD[1]).all()
    if len(corners) < _CORNERS or not (inside and north):
        raise ValueError("no RD corners")
    if Region.crosses_itself(corners):
        raise _CrossedError
    return corners


def _in_area(area: Region, facts: Facts) -> Value:
    """Tell whether the building lies in the area; across its line, or too near to it, nobody can tell."""
    reference = facts.case.site.georeference
    if reference.epsg != _RD_NEW:
        why = Text("het model heeft geen ligging in RD", "the model has no place in RD")
        return not_known(AREA_LABEL, why)
    footprint = facts.existing.measured.footprint_area
    if isinstance(footprint, Unmeasured):
        return missing(footprint, AREA_LABEL)
    if footprint.geometry is None:
        return not_known(AREA_LABEL, Text("de plattegrond is niet bekend", "the footprint is not known"))
    mesh = footprint.geometry
    own = unite(Region.from_ring(mesh.vertices[face][:, :2]) for face in mesh.faces).moved(*reference.offset)
    doubt = _DEFAULT_ACCURACY if reference.accuracy is None else reference.accuracy
    line = _SHARE * own.area
    within = own.without(area).area <= line
    without = own.common(area).area <= line
    if not within and not without:
        why = Text("het gebouw ligt op de grens van het gebied", "it lies across the line of the area")
        return not_known(AREA_LABEL, why, Need.JUDGEMENT)
    wide = own.grown(doubt)
    sure = wide.without(area).is_empty if within else wide.common(area).is_empty
    if not sure:
        why = Text(
            "het gebouw ligt zo dicht bij de grens van het gebied dat de plaatsbepaling niet volstaat",
            "it lies so near to the line of the area that its place is not known well enough",
        )
        return not_known(AREA_LABEL, why, Need.PRECISION)
    return within
