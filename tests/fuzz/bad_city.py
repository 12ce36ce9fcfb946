"""City models that are damaged, absurd or none at all."""

from __future__ import annotations

import copy
import gzip
import json
import os
from typing import TYPE_CHECKING, Any

from tests.citymodel.towns import town_of
from tests.fuzz.bad import Bad, file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

NAME = "buurt.city.json"


def town() -> dict[str, Any]:
    """Return a sound town of two buildings beside the house."""
    return town_of(buur=((12.0, 0.0, 0.0), (20.0, 6.0, 6.0)), toren=((0.0, 20.0, 0.0), (8.0, 26.0, 20.0)))


def _bad(kind: str, name: str, content: object, said: str = "", ends: str = "bad", suffix: str = "") -> Bad:
    text = content if isinstance(content, bytes | str) else json.dumps(content)
    return Bad(kind, name, file(suffix or NAME, text), said, ends, "neighbours")


def _edited(edit: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
    found = copy.deepcopy(town())
    edit(found)
    return found


def city_models() -> Iterator[Bad]:
    """Yield all of them."""
    yield from _texts()
    yield from _heads()
    yield from _kinds()
    yield from _vertices()
    yield from _boundaries()


def _texts() -> Iterator[Bad]:
    whole = json.dumps(town())
    for share in (1, 25, 50, 75, 90, 99):
        yield _bad("cut off", f"share {share}", whole[: len(whole) * share // 100], "JSON", "refused")
    for name, content, said in (
        ("0 bytes", "", "leeg"),
        ("spaces", "  \n", "leeg"),
        ("list", "[]", "CityJSON"),
        ("number", "3", "CityJSON"),
        ("null", "null", "CityJSON"),
        ("twice", whole + whole, "JSON"),
        ("IFC", "ISO-10303-21;", "JSON"),
        ("XML", '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "JSON"),
        ("trailing comma", whole[:-1] + ",}", "JSON"),
        ("comment", "// " + whole, "JSON"),
        ("nested 100,000", "[" * 100_000 + "]" * 100_000, "diep"),
        ("nested in a key", whole[:-1] + ', "x": ' + "[" * 100_000 + "]" * 100_000 + "}", "diep"),
        ("5,000 digits", whole[:-1] + ', "x": ' + "9" * 5000 + "}", "duizenden"),
        ("key twice", whole[:-1] + ', "vertices": []}', "twee keer"),
        ("latin-1", whole.replace("buur", "b\xfcur").encode("latin-1"), "UTF-8"),
        ("UTF-16", whole.encode("utf-16"), "UTF-8"),
        ("gzip", gzip.compress(whole.encode()), "UTF-8"),
        ("NUL", whole.replace("buur", "b\0uur"), "JSON"),
        ("noise", os.urandom(2000), ""),
    ):
        yield _bad("no city model", name, content, said, "refused")
    yield Bad("no city model", "folder", _folder, ends="refused", role="neighbours")
    yield Bad(
        "no city model",
        "absent",
        lambda folder: folder / "weg.json",
        "niet te lezen",
        "refused",
        "neighbours",
    )
    if hasattr(os, "mkfifo"):
        yield Bad("no city model", "pipe", _pipe, ends="refused", role="neighbours")


def _folder(folder: Path) -> Path:
    (folder / NAME).mkdir()
    return folder / NAME


def _pipe(folder: Path) -> Path:
    os.mkfifo(folder / NAME)
    return folder / NAME


def _heads() -> Iterator[Bad]:
    for version in ("0.9", "1.0", "3.0", "", None, 2.0, [2]):
        said = "versie" if version != 2.0 else ""
        ends = "any" if version == 2.0 else "refused"
        yield _bad(
            "head", f"version {version}", _edited(lambda t, v=version: t.update(version=v)), said, ends
        )
    for kind in ("CityGML", "FeatureCollection", None, 3):
        yield _bad(
            "head", f"type {kind}", _edited(lambda t, k=kind: t.update(type=k)), "geen CityJSON", "refused"
        )
    for name, value in (
        ("none", None),
        ("empty", {}),
        ("scale 0", {"scale": [0, 0, 0], "translate": [0, 0, 0]}),
        ("scale negative", {"scale": [-1, 1, 1], "translate": [0, 0, 0]}),
        ("scale of two", {"scale": [1, 1], "translate": [0, 0, 0]}),
        ("scale words", {"scale": ["a", "b", "c"], "translate": [0, 0, 0]}),
        ("translate NaN", {"scale": [0.001] * 3, "translate": [float("nan")] * 3}),
        ("translate infinite", {"scale": [0.001] * 3, "translate": [float("inf")] * 3}),
        ("translate elsewhere", {"scale": [0.001] * 3, "translate": [400000.0, 452000.0, 0.0]}),
        ("a list", [1, 2, 3]),
    ):
        refused = "any" if name == "translate elsewhere" else "refused"
        yield _bad("transform", name, _edited(lambda t, v=value: t.update(transform=v)), "", refused)
    for name, system in (
        ("none", None),
        ("WGS84", "https://www.opengis.net/def/crs/EPSG/0/4326"),
        ("UTM", "urn:ogc:def:crs:EPSG::25831"),
        ("words", "Rijksdriehoek"),
        ("number", 7415),
        ("list", ["EPSG:7415"]),
    ):
        edit = _edited(lambda t, s=system: t.update(metadata={"referenceSystem": s}))
        yield _bad("coordinate system", name, edit, "coördinatenstelsel", "refused")
    yield _bad(
        "coordinate system",
        "no metadata",
        _edited(lambda t: t.pop("metadata")),
        "coördinatenstelsel",
        "refused",
    )
    for name, objects in (
        ("list", []),
        ("words", "huis"),
        ("of words", {"a": "huis"}),
        ("of nothing", {"a": None}),
    ):
        ends = "any" if not objects else "refused"
        yield _bad("objects", name, _edited(lambda t, o=objects: t.update(CityObjects=o)), "", ends)
    yield _bad("objects", "none", _edited(lambda t: t.update(CityObjects={})), ends="any")


def _kinds() -> Iterator[Bad]:
    for name, kind in (
        ("list", ["Building"]),
        ("none", None),
        ("object", {}),
        ("slip", "Bilding"),
        ("empty", ""),
    ):
        text = _edited(lambda t, k=kind: t["CityObjects"]["buur"].update(type=k))
        yield _bad("class", name, text, "klasse", "named")
        text = _edited(lambda t, k=kind: t["CityObjects"]["buur"]["geometry"][0].update(type=k))
        yield _bad("class", f"of the shape {name}", text, "", "named")


def _vertices() -> Iterator[Bad]:
    for name, value in (
        ("none", None),
        ("words", "hier"),
        ("pairs", [[0, 0]] * 16),
        ("ragged", [[0, 0, 0], [1, 1]] * 8),
        ("of words", [["a", "b", "c"]] * 16),
        ("too few", [[0, 0, 0]] * 3),
    ):
        yield _bad("vertices", name, _edited(lambda t, v=value: t.update(vertices=v)))
    for name, number in (
        ("NaN", float("nan")),
        ("infinite", float("inf")),
        ("1e300", 1e300),
        ("huge", 10**15),
        ("none", None),
        ("words", "3"),
    ):
        text = _edited(lambda t, n=number: t["vertices"][5].__setitem__(2, n))
        yield _bad("one corner", name, text)
    below = _edited(lambda t: [corner.__setitem__(2, corner[2] - 55_000) for corner in t["vertices"]])
    yield _bad("one corner", "all 55 m too low", below, "onder NAP", "named")
    one = _edited(lambda t: [corner.__setitem__(2, -55_000) for corner in t["vertices"][:4]])
    yield _bad("one corner", "ground at -55 m", one, "onder NAP", "named")


def _boundaries() -> Iterator[Bad]:
    def shape(value: object) -> dict[str, Any]:
        return _edited(lambda t: t["CityObjects"]["buur"]["geometry"][0].update(boundaries=value))

    for name, value in (
        ("none", None),
        ("empty", []),
        ("words", "muur"),
        ("numbers", [1, 2, 3]),
        ("too flat", [[0, 1, 2]]),
        ("too deep", [[[[[[0, 1, 2]]]]]]),
        ("index past the end", [[[[0, 1, 999]]]]),
        ("index negative", [[[[0, 1, -1]]]]),
        ("index a fraction", [[[[0, 1, 2.5]]]]),
        ("index words", [[[["a", "b", "c"]]]]),
        ("index huge", [[[[0, 1, 10**20]]]]),
        ("two corners", [[[[0, 1]]]]),
        ("one face", [[[[0, 1, 2, 3]]]]),
        ("same corner", [[[[0, 0, 0]]]]),
        ("true", [[[[True, False, True]]]]),
    ):
        yield _bad("boundaries", name, shape(value))
    geometry: tuple[tuple[str, object, str], ...] = (
        ("no geometry", [], "bad"),
        ("geometry words", "dicht", "bad"),
        ("geometry of words", ["dicht"], "bad"),
        ("kind unknown", [{"type": "Bol", "lod": "2.2", "boundaries": []}], "bad"),
        ("only a plan", [{"type": "MultiSurface", "lod": "0", "boundaries": [[[0, 1, 2, 3]]]}], "bad"),
        (
            "template",
            [
                {
                    "type": "GeometryInstance",
                    "template": 0,
                    "boundaries": [0],
                    "transformationMatrix": [1] * 16,
                }
            ],
            "bad",
        ),
        ("lod of words", [{"type": "Solid", "lod": "hoog", "boundaries": [[[[0, 1, 2]]]]}], "bad"),
    )
    for name, value, ends in geometry:
        yield _bad(
            "geometry",
            name,
            _edited(lambda t, v=value: t["CityObjects"]["buur"].update(geometry=v)),
            "",
            ends,
        )
    for name, relatives in (
        ("parent absent", {"parents": ["weg"]}),
        ("child absent", {"children": ["weg"]}),
        ("own parent", {"parents": ["buur"], "children": ["buur"]}),
    ):
        yield _bad(
            "relatives", name, _edited(lambda t, r=relatives: t["CityObjects"]["buur"].update(r)), ends="any"
        )
    ring = _edited(
        lambda t: [
            t["CityObjects"][a].update(parents=[b], children=[b])
            for a, b in (("buur", "toren"), ("toren", "buur"))
        ]
    )
    yield _bad("relatives", "circle", ring, ends="any")
    lines = [json.dumps({**town(), "CityObjects": {}, "vertices": []}), '{"type":"CityJSONFeature"', "{}"]
    yield _bad("sequence", "line cut off", "\n".join(lines), "regel 2", "refused", "buurt.city.jsonl")
    yield _bad("sequence", "no head", lines[2], "", "refused", "buurt.city.jsonl")
