"""A server on this machine that speaks as the 3DBAG service: pages of CityJSONFeatures, and one by name."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator

RD_NAP = "http://www.opengis.net/def/crs/EPSG/0/7415"
TRANSLATE = [94000.0, 452000.0, 0.0]
_QUADS = [[0, 3, 2, 1], [4, 5, 6, 7], [0, 1, 5, 4], [1, 2, 6, 5], [2, 3, 7, 6], [3, 0, 4, 7]]


def name_of(number: int) -> str:
    return f"NL.IMBAG.Pand.{number:016d}"


def feature(number: int, x: float, y: float, height: float = 9.0, **attributes: Any) -> dict[str, Any]:
    """Return a house of 6 by 8 m; numbers are millimetres from TRANSLATE."""
    plan = [(x, y), (x + 6, y), (x + 6, y + 8), (x, y + 8)]
    corners = [(*place, z) for z in (0.0, height) for place in plan]
    name = name_of(number)
    solid = {"type": "Solid", "lod": "2.2", "boundaries": [[[quad] for quad in _QUADS]]}
    return {
        "type": "CityJSONFeature",
        "id": name,
        "CityObjects": {
            name: {
                "type": "Building",
                "attributes": {"b3_h_maaiveld": 0.0, **attributes},
                "children": [f"{name}-0"],
                "geometry": [],
            },
            f"{name}-0": {"type": "BuildingPart", "parents": [name], "geometry": [solid]},
        },
        "vertices": [[round(1000 * metres) for metres in corner] for corner in corners],
    }


@dataclass
class BagServer:
    """What it holds, how it misbehaves, and what it was asked."""

    features: list[dict[str, Any]] = field(default_factory=list)
    page: int = 100
    """Most features in one answer, whatever is asked."""
    shift: float = 0.0
    """Each page counts its vertices from this much farther east than the one before [m]."""
    fails: list[int] = field(default_factory=list)
    """Codes to answer with before anything else."""
    body: bytes | None = None
    """Answer with this instead."""
    lost: int = 0
    """Features that are counted but never given."""
    asked: list[str] = field(default_factory=list)
    url: str = ""

    def answer(self, path: str) -> tuple[int, Any]:
        parts = urlsplit(path)
        query = {key: values[0] for key, values in parse_qs(parts.query).items()}
        known = {"bbox", "offset", "limit", "crs", "bbox-crs"}
        if not set(query) <= known or query.get("bbox-crs") not in (None, RD_NAP):
            return 400, {"code": 400}
        prefix = "/collections/pand/items"
        if parts.path.startswith(f"{prefix}/"):
            return self._one(unquote(parts.path.removeprefix(f"{prefix}/")))
        return (200, self._page(query)) if parts.path == prefix else (404, {"code": 404})

    def _one(self, name: str) -> tuple[int, Any]:
        found = [item for item in self.features if item["id"] == name]
        if not found:
            return 404, {"code": 404}
        return 200, {"id": name, "feature": found[0], "metadata": _metadata(0.0), "links": []}

    def _page(self, query: dict[str, str]) -> dict[str, Any]:
        # Without its coordinate system the box is read as degrees, in which nothing lies.
        box = [float(x) for x in query["bbox"].split(",")] if query.get("bbox-crs") == RD_NAP else [0.0] * 4
        inside = [item for item in self.features if _meets(item, box)]
        given = inside[: len(inside) - self.lost]
        first, size = int(query.get("offset", "1")), min(int(query.get("limit", "10")), self.page)
        east = self.shift * (first // self.page)
        links = [{"rel": "self", "href": "here"}]
        if first + size < len(inside):  # as the service does it: the last feature may fall off
            links.append(
                {"rel": "next", "href": f"{self.url}?bbox={query['bbox']}&offset={first + size}&limit={size}"}
            )
        return {
            "type": "FeatureCollection",
            "numberMatched": len(inside),
            "numberReturned": len(given[first - 1 : first - 1 + size]),
            "metadata": _metadata(east),
            "features": [_moved(item, east) for item in given[first - 1 : first - 1 + size]],
            "links": links,
        }


def _metadata(east: float) -> dict[str, Any]:
    translate = [TRANSLATE[0] + east, *TRANSLATE[1:]]
    return {
        "type": "CityJSON",
        "version": "2.0",
        "transform": {"scale": [0.001, 0.001, 0.001], "translate": translate},
        "metadata": {"title": "3DBAG", "referenceSystem": "https://www.opengis.net/def/crs/EPSG/0/7415"},
    }


def _moved(item: dict[str, Any], east: float) -> dict[str, Any]:
    vertices = [[x - round(east * 1000), y, z] for x, y, z in item["vertices"]]
    return {**item, "vertices": vertices}


def _meets(item: dict[str, Any], box: list[float]) -> bool:
    xs = [TRANSLATE[0] + v[0] / 1000 for v in item["vertices"]]
    ys = [TRANSLATE[1] + v[1] / 1000 for v in item["vertices"]]
    return min(xs) <= box[2] and max(xs) >= box[0] and min(ys) <= box[3] and max(ys) >= box[1]


def serving(server: BagServer) -> Iterator[BagServer]:
    """Serve until the caller is done."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            server.asked.append(self.path)
            code, told = (server.fails.pop(0), {}) if server.fails else server.answer(self.path)
            content = json.dumps(told).encode() if server.body is None else server.body
            self.send_response(code)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Keep the test's output clean."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        server.url = f"http://127.0.0.1:{http.server_port}"
        thread = Thread(target=http.serve_forever, daemon=True)
        thread.start()
        yield server
        http.shutdown()
        thread.join()
