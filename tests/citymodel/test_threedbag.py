"""The 3DBAG client, against a server on this machine that speaks the same protocol."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from optopcheck.citymodel import kept, read_neighbours, threedbag
from optopcheck.citymodel.threedbag import fetch_area, fetch_building
from optopcheck.domain.job import CancelledError, InputError
from tests.citymodel.bag_server import BagServer, feature, name_of, serving
from tests.citymodel.towns import SITE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optopcheck.domain.text import Text

LOW, HIGH = np.array([93990.0, 451990.0]), np.array([94500.0, 452200.0])


@pytest.fixture
def server() -> Iterator[BagServer]:
    yield from serving(BagServer([feature(n, 12.0 * n, 0.0) for n in range(7)]))


def names(path: Path) -> list[str]:
    model = read_neighbours(path, SITE, np.zeros(2), 1e4, np.empty((0, 2)))
    return [neighbour.id for neighbour in model.neighbours]


def test_an_area_is_fetched_in_pages_and_read_as_neighbours(server: BagServer, tmp_path: Path) -> None:
    server.page = 3
    found = fetch_area(LOW, HIGH, server.url, tmp_path)
    assert found.again
    model = read_neighbours(found.path, SITE, np.zeros(2), 1e4, np.empty((0, 2)))
    assert [n.id for n in model.neighbours] == [name_of(n) for n in range(7)]
    assert model.neighbours[6].mesh.bounds[0].tolist() == pytest.approx([72.0, 0.0, 0.0])
    assert model.credit is not None
    assert model.credit.startswith("© 3DBAG by tudelft3d and 3DGI")
    assert len(server.asked) == 3
    # The link to the next page leaves the coordinate system of the box out; each question needs it.
    assert all("bbox-crs=" in path and "7415" in path for path in server.asked)


@pytest.mark.parametrize("page", [1, 2, 3, 6, 7])
def test_no_page_size_loses_a_building(server: BagServer, tmp_path: Path, page: int) -> None:
    # With six to a page the service does not link the page with the seventh.
    server.page = page
    assert names(fetch_area(LOW, HIGH, server.url, tmp_path).path) == [name_of(n) for n in range(7)]


def test_pages_may_count_their_vertices_from_other_places(server: BagServer, tmp_path: Path) -> None:
    server.page, server.shift = 3, 250.0
    found = fetch_area(LOW, HIGH, server.url, tmp_path)
    model = read_neighbours(found.path, SITE, np.zeros(2), 1e4, np.empty((0, 2)))
    west = [float(n.mesh.bounds[0, 0]) for n in model.neighbours]
    assert west == pytest.approx([12.0 * n for n in range(7)], abs=1e-6)


def test_only_what_lies_in_the_box_is_asked(server: BagServer, tmp_path: Path) -> None:
    found = fetch_area(LOW, np.array([94020.5, 452200.0]), server.url, tmp_path)
    assert names(found.path) == [name_of(0), name_of(1)]


def test_an_area_without_buildings_is_an_answer(server: BagServer, tmp_path: Path) -> None:
    found = fetch_area(LOW + 5000, HIGH + 5000, server.url, tmp_path)
    assert found.path.read_text(encoding="utf-8").count("\n") == 1


def test_the_same_place_is_not_asked_twice(server: BagServer, tmp_path: Path) -> None:
    first = fetch_area(LOW, HIGH, server.url, tmp_path)
    asked = len(server.asked)
    second = fetch_area(LOW, HIGH, server.url, tmp_path)
    assert (second.path, second.again, len(server.asked)) == (first.path, False, asked)


def test_another_service_is_another_file(server: BagServer, tmp_path: Path) -> None:
    first = fetch_area(LOW, HIGH, server.url, tmp_path)
    asked = len(server.asked)
    assert fetch_area(LOW, HIGH, f"{server.url}/", tmp_path).path == first.path
    assert len(server.asked) == asked
    other = server.url.replace("127.0.0.1", "localhost")
    assert fetch_area(LOW, HIGH, other, tmp_path).path != first.path
    assert len(server.asked) > asked


def _grow_old(path: Path) -> None:
    old = time.time() - kept.FRESH - 60
    os.utime(path, (old, old))


def test_an_old_file_is_fetched_again(server: BagServer, tmp_path: Path) -> None:
    first = fetch_area(LOW, HIGH, server.url, tmp_path)
    _grow_old(first.path)
    server.features = server.features[:2]
    assert names(fetch_area(LOW, HIGH, server.url, tmp_path).path) == [name_of(0), name_of(1)]


def test_an_old_file_serves_without_network_and_says_so(server: BagServer, tmp_path: Path) -> None:
    first = fetch_area(LOW, HIGH, server.url, tmp_path)
    _grow_old(first.path)
    server.fails = [503, 503]
    again = fetch_area(LOW, HIGH, server.url, tmp_path)
    assert (again.path, again.again, again.stale) == (first.path, False, True)
    assert len(names(again.path)) == 7


def test_without_network_it_says_how_to_get_the_file(tmp_path: Path) -> None:
    with pytest.raises(InputError) as error:
        fetch_area(LOW, HIGH, "http://127.0.0.1:9", tmp_path)
    assert "geen verbinding" in error.value.text.nl
    assert "3dbag.nl/nl/download" in error.value.text.nl
    assert "--neighbours" in error.value.text.nl
    assert "no connection" in error.value.text.in_language("en")
    assert list(tmp_path.iterdir()) == []


def test_a_busy_service_is_asked_once_more(server: BagServer, tmp_path: Path) -> None:
    server.fails = [503]
    assert len(names(fetch_area(LOW, HIGH, server.url, tmp_path).path)) == 7


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"<html>", "geen JSON"),
        (b"[1]", "geen JSON-object"),
        (b'{"features": []}', "niet hoeveel"),
        (b'{"numberMatched": 2, "features": [1]}', "geen CityJSONFeatures"),
        (b'{"numberMatched": 2, "features": []}', "2 gebouwen aangekondigd, 0 ontvangen"),
        (b'{"numberMatched": 1, "features": [{"id": "a", "CityObjects": {}}]}', "transform"),
        (b'{"numberMatched": 9999999, "features": []}', "te veel"),
    ],
)
def test_a_wrong_answer_is_refused_and_not_kept(
    server: BagServer, tmp_path: Path, body: bytes, words: str
) -> None:
    server.body = body
    with pytest.raises(InputError, match=words):
        fetch_area(LOW, HIGH, server.url, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_building_that_is_announced_but_not_given_is_missed(server: BagServer, tmp_path: Path) -> None:
    server.lost = 1
    with pytest.raises(InputError, match="7 gebouwen aangekondigd, 6 ontvangen"):
        fetch_area(LOW, HIGH, server.url, tmp_path)


def test_an_answer_without_end_is_cut_off(
    server: BagServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("optopcheck.citymodel.asking._MOST_BYTES", 1000)
    with pytest.raises(InputError, match="groter dan"):
        fetch_area(LOW, HIGH, server.url, tmp_path)


def test_a_question_that_takes_too_long_stops(
    server: BagServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("optopcheck.citymodel.asking._ALL_TOGETHER", 0.0)
    with pytest.raises(InputError, match="duurt te lang"):
        fetch_area(LOW, HIGH, server.url, tmp_path)


def test_only_the_web_is_asked(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="https"):
        fetch_area(LOW, HIGH, "file:///etc", tmp_path)


def test_fetching_can_be_cancelled(server: BagServer, tmp_path: Path) -> None:
    def stop(_: Text, __: float) -> None:
        raise CancelledError

    with pytest.raises(CancelledError):
        fetch_area(LOW, HIGH, server.url, tmp_path, stop)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("written", ["0000000000000003", name_of(3)])
def test_one_building_by_its_number(server: BagServer, tmp_path: Path, written: str) -> None:
    found = fetch_building(written, server.url, tmp_path)
    assert names(found.path) == [name_of(3)]
    assert server.asked == [f"/collections/pand/items/{name_of(3)}"]


def test_a_number_that_is_none_or_unknown_is_refused(server: BagServer, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="16 cijfers"):
        fetch_building("12345", server.url, tmp_path)
    with pytest.raises(InputError, match="fout 404"):
        fetch_building(name_of(99), server.url, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_told(server: BagServer, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    with pytest.raises(InputError, match="niet te bewaren"):
        fetch_area(LOW, HIGH, server.url, tmp_path / "taken")


def test_the_cache_lies_where_the_system_wants_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert kept.cache_folder() == tmp_path / "optopcheck" / "3dbag"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    assert kept.cache_folder() == Path.home() / ".cache" / "optopcheck" / "3dbag"


def test_the_public_service_is_the_default() -> None:
    assert threedbag.SERVICE == "https://api.3dbag.nl"
