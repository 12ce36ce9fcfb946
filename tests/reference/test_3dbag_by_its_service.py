"""Real 3DBAG buildings, once from their file and once over the protocol of the service: the same town."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from optopcheck.citymodel import fetch_area, read_neighbours
from optopcheck.domain.site import GeoReference, Site
from tests.citymodel import bag_server
from tests.citymodel.bag_server import BagServer, serving

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.models

FILES = {"3dbag_delft_subset.city.jsonl": 10, "3dbag_tile901_trimmed.city.jsonl": 52}


@pytest.mark.parametrize("page", [7, 100])
@pytest.mark.parametrize("name", FILES)
def test_fetched_is_what_the_file_holds(
    city: Callable[[str], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, page: int
) -> None:
    header, *features = (json.loads(line) for line in city(name).read_text(encoding="utf-8").splitlines())
    # The older file names its features by the building in them.
    told: list[dict[str, Any]] = [{"id": next(iter(f["CityObjects"])), **f} for f in features if f]
    zero = header["transform"]["translate"]
    monkeypatch.setattr(bag_server, "TRANSLATE", zero)
    places = np.concatenate([np.array(f["vertices"]) for f in told]) * 0.001 + zero
    low, high = places[:, :2].min(axis=0), places[:, :2].max(axis=0)
    site = Site(georeference=GeoReference(28992, (float(low[0]), float(low[1])), "NAP"))

    def read(path: Path) -> Any:
        return read_neighbours(path, site, np.zeros(2), 1e5, np.empty((0, 2)))

    for server in serving(BagServer(told, page)):
        fetched = read(fetch_area(low, high, server.url, tmp_path).path)
        assert len(server.asked) == -(-FILES[name] // page)
    direct = read(city(name))
    assert len(direct.neighbours) == FILES[name]
    assert fetched.credit == direct.credit is not None
    assert [n.id for n in fetched.neighbours] == [n.id for n in direct.neighbours]
    for one, other in zip(fetched.neighbours, direct.neighbours, strict=True):
        np.testing.assert_allclose(one.mesh.vertices, other.mesh.vertices, atol=1e-6)
        assert (one.ground, one.accuracy, one.doubts) == (other.ground, other.accuracy, other.doubts)
        assert len(one.observation_points) == len(other.observation_points)
