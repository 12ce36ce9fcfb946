"""Buildings of The Hague and Rotterdam: published roof heights, and bodies that are not closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from optopcheck.citymodel import CityBuilding, CityPart, read_buildings
from optopcheck.domain.measurement import Measurement, Unmeasured
from optopcheck.measure.solid import MeasuredSolid, measure_solid

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = [pytest.mark.models, pytest.mark.long]

ROUNDING = 0.0011
"""Heights are published in millimetres [m]."""
RELATIVE = 0.0021
"""A relative height is a difference of two such heights, rounded once more [m]."""
COUNTS = {
    "denhaag.city.json": (844, 1990),
    "DH_01_subs.city.json": (4, 9),
    "denhaag_random_5.city.jsonl": (5, 14),
}
"""Buildings, and solids with published heights."""
OPEN = {
    "delfshaven.city.json": (853, 46),
    "rotterdam_subset.city.json": (16, 0),
    "cjio_delft.city.json": (160, 0),
}
"""Buildings, and how many of them happen to be closed. The last are called Solid, but lack a bottom."""


LOW_PITCHED = frozenset(
    {
        "GUID_999_0190",
        "GUID_999_0173",
        "GUID_7D2E6FEC-ABE4-406F-9AB6-2F10AE66C685",
        "GUID_13A4628A-3852-48B6-8C83-225AAB1FAFC7_2",
        "GUID_FECF6A22-5628-4577-BD8E-714701F84F8A_1",
        "GUID_A57BC44A-FA10-4A6F-89C9-7E83426EC985_1",
        "GUID_333C9DE3-1971-4039-A9F4-9618BFBB5498_1",
    }
)
"""Roofs that end in faces of five to eight degrees: flat by our rule, published with a ridge."""
Solids = list[tuple[CityPart, MeasuredSolid]]


@pytest.fixture(scope="module", params=COUNTS)
def named(request: pytest.FixtureRequest, city: Callable[[str], Path]) -> tuple[str, Path, Solids]:
    name: str = request.param
    return name, city(name), solids(city(name))


def solids(path: Path) -> Solids:
    return [
        (part, measure_solid(part.id, [part.meshes["2"]], lod="2"))
        for building in read_buildings(path)
        for part in building.parts
        if "2" in part.meshes
    ]


def whole(building: CityBuilding) -> MeasuredSolid:
    lod = building.levels[-1]
    return measure_solid(
        building.id, building.meshes(lod), building.ground, building.quality, lod, building.unread(lod)
    )


def test_ridge_of_every_solid_is_its_top(named: tuple[str, Path, Solids]) -> None:
    name, _, found = named
    assert len(found) == COUNTS[name][1]
    off = [abs(solid.top - part.attributes["AbsoluteRidgeHeight"]) for part, solid in found]
    assert max(off) <= ROUNDING


def test_relative_ridge_is_the_height_of_the_body(named: tuple[str, Path, Solids]) -> None:
    """Without a ground level of its own a height counts from the underside, as The Hague does."""
    for part, solid in named[2]:
        assert isinstance(solid.height, Measurement)
        assert solid.height.value == pytest.approx(part.attributes["RelativeRidgeHeight"], abs=RELATIVE)
        ground = part.attributes["AbsoluteRidgeHeight"] - part.attributes["RelativeRidgeHeight"]
        assert solid.base == pytest.approx(ground, abs=RELATIVE)


def test_a_flat_roof_has_no_ridge(named: tuple[str, Path, Solids]) -> None:
    flat = pitched = unclear = 0
    for part, solid in named[2]:
        rise = part.attributes["AbsoluteRidgeHeight"] - part.attributes["AbsoluteEavesHeight"]
        if rise < ROUNDING:
            assert isinstance(solid.ridge, Unmeasured), part.id
            flat += 1
        elif isinstance(solid.ridge, Measurement):
            assert solid.ridge.value == pytest.approx(part.attributes["RelativeRidgeHeight"], abs=RELATIVE)
            pitched += 1
        else:
            assert part.id in LOW_PITCHED
            unclear += 1
    assert flat > 0
    assert pitched > 0
    assert unclear == (len(LOW_PITCHED) if named[0] == "denhaag.city.json" else 0)


def test_every_solid_is_closed_and_buildings_have_all_their_parts(named: tuple[str, Path, Solids]) -> None:
    name, path, found = named
    assert all(solid.is_closed and isinstance(solid.volume, Measurement) for _, solid in found)
    volumes = {part.id: solid.volume for part, solid in found}
    buildings = list(read_buildings(path))
    assert len(buildings) == COUNTS[name][0]
    overlapping = 0
    for building in buildings:
        volume = whole(building).volume
        assert isinstance(volume, Measurement)
        parts = [v.value for p in building.parts if isinstance(v := volumes.get(p.id), Measurement)]
        assert volume.value == pytest.approx(sum(parts))
        overlapping += bool(volume.doubts)
    # Parts that lie in each other are doubted, never silently counted twice.
    assert overlapping == (16 if name == "denhaag.city.json" else 0)


@pytest.mark.parametrize("name", OPEN)
def test_what_is_not_closed_has_no_volume(city: Callable[[str], Path], name: str) -> None:
    buildings = list(read_buildings(city(name)))
    found = [whole(building) for building in buildings]
    assert len(found) == OPEN[name][0]
    assert sum(isinstance(solid.volume, Measurement) for solid in found) == OPEN[name][1]
    for solid in found:
        assert isinstance(solid.volume, Measurement) == solid.is_closed
        if isinstance(solid.volume, Unmeasured):
            assert "niet gesloten" in solid.volume.reason.nl
            low = np.concatenate(
                [m.bounds for b in buildings if b.id == solid.id for m in b.meshes(b.levels[-1])]
            )
            assert (solid.open_at >= low.min(axis=0) - 0.01).all()
            assert (solid.open_at <= low.max(axis=0) + 0.01).all()


def test_a_body_without_a_bottom_is_told_from_its_roof(city: Callable[[str], Path]) -> None:
    for building in read_buildings(city("cjio_delft.city.json")):
        footprint = whole(building).footprint
        assert isinstance(footprint, Measurement)
        assert any("bodem ontbreekt" in doubt.cause.nl for doubt in footprint.doubts), building.id
