"""The neighbours are closed solids with true attributes, and the added storey matters to the row."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pvlib
import pytest
import shapely
import trimesh

if TYPE_CHECKING:
    from numpy.typing import NDArray

TARGET, EAST_FLAT = "NL.IMBAG.Pand.0637109999000001", "NL.IMBAG.Pand.0637109999000002"


def vertices(city: dict[str, Any]) -> NDArray[np.float64]:
    """RD and NAP coordinates, shape (n, 3) [m]."""
    transform = city["transform"]
    return np.array(city["vertices"]) * transform["scale"] + transform["translate"]


def faces(city: dict[str, Any], name: str, lod: str) -> list[list[int]]:
    found = next(g for g in city["CityObjects"][f"{name}-0"]["geometry"] if g["lod"] == lod)
    (shell,) = found["boundaries"]
    assert len(found["semantics"]["values"][0]) == len(shell)
    return [ring for (ring,) in shell]


def mesh(city: dict[str, Any], name: str, lod: str) -> trimesh.Trimesh:
    fans = [[ring[0], *pair] for ring in faces(city, name, lod) for pair in pairwise(ring[1:])]
    return trimesh.Trimesh(vertices(city), fans, process=False)


def buildings(city: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {
        name: found["attributes"]
        for name, found in city["CityObjects"].items()
        if found["type"] == "Building"
    }


def solids(city: dict[str, Any]) -> list[tuple[str, str]]:
    return [
        (name, geometry["lod"])
        for name in buildings(city)
        for geometry in city["CityObjects"][f"{name}-0"]["geometry"]
    ]


def test_it_says_what_it_is(neighbours: dict[str, Any]) -> None:
    assert (neighbours["type"], neighbours["version"]) == ("CityJSON", "2.0")
    assert neighbours["metadata"]["referenceSystem"].endswith("/EPSG/0/7415")
    low, high = np.array(neighbours["metadata"]["geographicalExtent"]).reshape(2, 3)
    assert vertices(neighbours).min(axis=0) == pytest.approx(low)
    assert vertices(neighbours).max(axis=0) == pytest.approx(high)
    assert len(buildings(neighbours)) == 10
    for name, found in buildings(neighbours).items():
        assert found["identificatie"] == name
        assert neighbours["CityObjects"][name]["children"] == [f"{name}-0"]
        assert neighbours["CityObjects"][f"{name}-0"]["parents"] == [name]


def test_solids_are_closed_and_as_large_as_their_attributes(neighbours: dict[str, Any]) -> None:
    for name, lod in solids(neighbours):
        found = buildings(neighbours)[name]
        rings = faces(neighbours, name, lod)
        edges = [edge for ring in rings for edge in zip(ring, [*ring[1:], ring[0]], strict=True)]
        assert len(set(edges)) == len(edges), f"{name} {lod}: an edge runs the same way twice"
        assert {(b, a) for a, b in edges} == set(edges), f"{name} {lod}: an open edge"
        solid = mesh(neighbours, name, lod)
        key = "volume_lod12" if lod == "1.2" else "volume_lod22"
        # Corners are rounded to millimetres.
        assert solid.volume == pytest.approx(found.get(key, found["volume_lod12"]), rel=1e-3)
        used = solid.vertices[np.unique(solid.faces)]
        assert used[:, 2].min() == pytest.approx(found["h_maaiveld"], abs=1e-3)
        top = "h_70p" if lod == "1.2" else "h_max"
        assert used[:, 2].max() == pytest.approx(found[top], abs=1e-3)


def test_semantics_fit_the_faces(neighbours: dict[str, Any]) -> None:
    for name, lod in solids(neighbours):
        geometry = next(g for g in neighbours["CityObjects"][f"{name}-0"]["geometry"] if g["lod"] == lod)
        kinds = [s["type"] for s in geometry["semantics"]["surfaces"]]
        for ring, kind in zip(faces(neighbours, name, lod), geometry["semantics"]["values"][0], strict=True):
            a, b, c = vertices(neighbours)[ring[:3]]
            up = np.sign(np.round(np.cross(b - a, c - a)[2], 1))
            assert up == {"GroundSurface": -1, "RoofSurface": 1, "WallSurface": 0}[kinds[kind]]


def test_the_target_lies_on_the_model_and_the_others_beside_it(
    neighbours: dict[str, Any], expected: dict[str, Any]
) -> None:
    footprint = shapely.Polygon(expected["place"]["footprint_rd"])
    for name in buildings(neighbours):
        (((ring,),),) = (g["boundaries"] for g in neighbours["CityObjects"][name]["geometry"])
        other = shapely.Polygon(vertices(neighbours)[ring][:, :2])
        if name == TARGET:
            assert other.symmetric_difference(footprint).area < 0.1
        else:
            assert 10 < other.distance(footprint) < 25
    roof = expected["place"]["peil_nap"] + expected["existing"]["building_height"]["readings"]["roof_deck"]
    assert mesh(neighbours, TARGET, "1.2").triangles[..., 2].max() == pytest.approx(roof)


def test_the_added_storey_takes_sun_from_the_row_and_most_houses_keep_two_hours(
    neighbours: dict[str, Any], expected: dict[str, Any]
) -> None:
    """Count minutes on 19 February in front of each house, 0.75 m up, by another way than the program's."""
    place = expected["place"]
    houses = [name for name in buildings(neighbours) if name not in (TARGET, EAST_FLAT)]
    turn = np.radians(place["turn_from_grid_east"])
    outward = np.array([np.sin(turn), -np.cos(turn), 0.0])
    points = [front(neighbours, name) + 0.001 * outward for name in houses]
    beams = sunbeams(place, outward)
    east = mesh(neighbours, EAST_FLAT, "2.2")
    hours = {}
    for state in ("existing", "proposed"):
        eaves = expected[state]["eaves_height"]["value"]
        block = trimesh.creation.extrude_polygon(shapely.Polygon(place["footprint_rd"]), eaves)
        block.apply_translation((0, 0, place["peil_nap"]))
        scene = trimesh.util.concatenate([block, east])
        scene.apply_translation((-place["origin_rd"][0], -place["origin_rd"][1], 0))
        local = np.array(points) - [*place["origin_rd"], 0]
        free = [~scene.ray.intersects_any(np.tile(p, (len(beams), 1)), beams) for p in local]
        hours[state] = np.sum(free, axis=1) / 60
    lost = hours["existing"] - hours["proposed"]
    assert (hours["existing"] > 3.5).all()
    assert (lost >= 0).all()
    assert (lost > 0.5).sum() >= 6
    assert 6 <= (hours["proposed"] > 2).sum() < len(houses)


def front(city: dict[str, Any], name: str) -> NDArray[np.float64]:
    """Middle of the south façade, 0.75 m above the ground."""
    ((ring,),) = city["CityObjects"][name]["geometry"][0]["boundaries"]
    west, east = vertices(city)[ring[:2]]
    return (west + east) / 2 + [0, 0, 0.75]


def sunbeams(place: dict[str, Any], outward: NDArray[np.float64]) -> NDArray[np.float64]:
    """Directions to the sun for each minute that it shines on a façade, in the RD grid."""
    times = pd.date_range("2026-02-19", periods=24 * 60, freq="min", tz="UTC")
    sun = pvlib.solarposition.get_solarposition(times, place["latitude"], place["longitude"])
    height = np.radians(sun["elevation"].to_numpy())
    bearing = np.radians(sun["azimuth"].to_numpy() + place["true_north_from_grid_north"])
    beams = np.stack(
        [np.sin(bearing) * np.cos(height), np.cos(bearing) * np.cos(height), np.sin(height)], axis=1
    )
    return beams[(height > 0) & (beams @ outward > 0)]
