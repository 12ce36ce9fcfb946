from __future__ import annotations

import time
from typing import TYPE_CHECKING

import numpy as np
import pytest

from optopcheck.domain.job import InputError
from optopcheck.picture import image
from optopcheck.picture.image import memory_window, picture_of, window_kind, write_png
from optopcheck.sun.shadows import shadow_on_ground

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from optopcheck.domain.building import Building, Neighbour
    from tests.picture.conftest import Studio


def read_png(path: Path) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    """Read by a hand that is not ours."""
    from vtkmodules.util.numpy_support import vtk_to_numpy  # noqa: PLC0415 - used here alone
    from vtkmodules.vtkIOImage import vtkPNGReader  # noqa: PLC0415 - same

    reader = vtkPNGReader()
    reader.SetFileName(str(path))
    reader.Update()
    data = reader.GetOutput()
    width, height, _ = data.GetDimensions()
    flat = vtk_to_numpy(data.GetPointData().GetScalars())
    return np.asarray(flat.reshape(height, width, 3)[::-1], dtype=np.uint8)


def test_a_png_holds_the_pixels(tmp_path: Path) -> None:
    pixels = np.random.default_rng(1).integers(0, 256, (37, 53, 3), dtype=np.uint8)
    write_png(pixels, tmp_path / "beeld.png")
    assert (read_png(tmp_path / "beeld.png") == pixels).all()
    assert [p.name for p in tmp_path.iterdir()] == ["beeld.png"]


def test_a_png_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    path = tmp_path / "nergens" / "beeld.png"
    with pytest.raises(InputError, match=r"beeld\.png"):
        write_png(np.zeros((2, 2, 3), dtype=np.uint8), path)


def test_a_picture_for_paper(tmp_path: Path, extended: Building, neighbour: Neighbour) -> None:
    path = tmp_path / "plaat.png"
    shadow = shadow_on_ground(extended.mesh, 190.0, 38.0, 0.0)
    picture_of(extended, [neighbour], shadow, path, (320, 200), sun=(190.0, 38.0), north=1.0)
    pixels = read_png(path)
    assert pixels.shape == (200, 320, 3)
    assert len(np.unique(pixels.reshape(-1, 3), axis=0)) > 100


def test_resize(studio: Studio, block: Building) -> None:
    studio.show(block)
    for width, height in ((640, 400), (1, 1), (333, 77)):
        studio.view.resize(width, height)
        assert studio.picture().shape == (height, width, 3)


def test_a_draft_looks_nearly_the_same(studio: Studio, block: Building) -> None:
    studio.show(block)
    fine = studio.view.render().astype(int)
    draft = studio.view.render(draft=True).astype(int)
    assert np.abs(fine - draft).mean() < 3


@pytest.mark.models
@pytest.mark.parametrize(
    "name", ["duplex_a", pytest.param("schependomlaan_ROOT_merged", marks=pytest.mark.long)]
)
def test_speed_of_a_real_model(studio: Studio, model: Callable[[str], Path], name: str) -> None:
    from optopcheck.ifc import read_model  # noqa: PLC0415 - slow to load

    building = read_model(model(name)).building
    studio.view.resize(1280, 800)
    begin = time.perf_counter()
    studio.show(building)
    shown = time.perf_counter()
    studio.picture()
    first = time.perf_counter()
    studio.camera.orbit(5, 0)
    pixels = studio.picture()
    after = time.perf_counter()
    print(f"show {shown - begin:.3f} s, first {first - shown:.3f} s, next {after - first:.3f} s")  # noqa: T201
    assert len(np.unique(pixels.reshape(-1, 3), axis=0)) > 200


def test_graphics_are_looked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each look makes a window and tries it, and nothing else goes on meanwhile."""
    kind = window_kind()
    monkeypatch.delattr(image, "vtkRenderWindow")
    assert type(memory_window(8, 8)) is kind
