from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from optopcheck.domain.job import InputError
from optopcheck.domain.site import GeoReference
from optopcheck.service.plots import read_plots

if TYPE_CHECKING:
    from pathlib import Path

SQUARE = [[93500, 452700], [93520, 452700], [93520, 452710], [93500, 452710], [93500, 452700]]


def written(folder: Path, *shapes: tuple[dict[str, Any], str, Any]) -> Path:
    features = [
        {"type": "Feature", "properties": marks, "geometry": {"type": kind, "coordinates": corners}}
        for marks, kind, corners in shapes
    ]
    path = folder / "percelen.json"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


def test_plots_come_into_the_frame_of_the_model(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        ({"perceelnummer": 1234}, "Polygon", [SQUARE]),
        ({}, "MultiPolygon", [[SQUARE]]),
        ({"naam": "paal"}, "Point", [93500, 452700]),
    )
    plots = read_plots(path).placed(GeoReference(28992, (93000.0, 452000.0)))
    assert [name for name, _ in plots] == ["1234", "perceel 2"]
    assert plots[0][1].tolist() == [[500, 700], [520, 700], [520, 710], [500, 710]]


def test_a_model_without_rd_takes_no_plots(tmp_path: Path) -> None:
    plots = read_plots(written(tmp_path, ({}, "Polygon", [SQUARE])))
    with pytest.raises(InputError, match=r"percelen\.json.*--location"):
        plots.placed(GeoReference(None))


@pytest.mark.parametrize(
    ("kind", "corners", "why"),
    [
        ("Polygon", [[[4.49, 52.06], [4.5, 52.06], [4.5, 52.07], [4.49, 52.06]]], "geen RD"),
        ("Polygon", [SQUARE[:2]], "geen GeoJSON"),
        ("Polygon", [[["a", "b"], *SQUARE]], "geen GeoJSON"),
        ("Polygon", [[[float("nan"), 452700], *SQUARE]], "geen GeoJSON"),
        ("Point", [93500, 452700], "geen vlak"),
    ],
)
def test_what_is_no_plot_is_refused(tmp_path: Path, kind: str, corners: Any, why: str) -> None:
    with pytest.raises(InputError, match=why):
        read_plots(written(tmp_path, ({}, kind, corners)))


@pytest.mark.parametrize(
    "content", ["", "{", "[]", "{}", '{"type": "FeatureCollection", "features": 3}', '"x"']
)
def test_what_is_no_geojson_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "percelen.json"
    path.write_text(content)
    with pytest.raises(InputError, match=r"percelen\.json"):
        read_plots(path)
