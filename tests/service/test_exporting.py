from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from optopcheck.domain.job import InputError
from optopcheck.domain.mesh import turn_about_z
from optopcheck.domain.model_frame import ModelFrame
from optopcheck.service.exporting import write_bcf
from tests.service import made

if TYPE_CHECKING:
    from pathlib import Path

    from optopcheck.domain.assessment import Assessment
    from optopcheck.domain.mesh import Floats


def framed(frame: ModelFrame) -> Assessment:
    found = made.many_sided()
    case = replace(found.facts.case, building=made.flat(), frame=frame)
    return replace(found, facts=replace(found.facts, case=case))


def cameras(path: Path) -> list[Floats]:
    """Eye, direction and up of each viewpoint, shape (3, 3)."""
    with zipfile.ZipFile(path) as archive:
        texts = [archive.read(n).decode() for n in archive.namelist() if n.endswith("viewpoint.bcfv")]
    found = [re.findall(r"<[XYZ]>([^<]+)</[XYZ]>", text) for text in texts]
    return [np.array([float(value) for value in values]).reshape(3, 3) for values in found]


def test_the_camera_stands_where_a_viewer_of_the_same_model_shows_it(tmp_path: Path) -> None:
    frame = ModelFrame(np.array([93_000.0, 452_000.0, 0.0]), np.array([0.5, 0.25, -3.0]), 40.0)
    there, here = tmp_path / "model.bcf", tmp_path / "local.bcf"
    assert write_bcf(framed(frame), "flat.ifc", there) == 3
    write_bcf(framed(ModelFrame(np.zeros(3), np.zeros(3), 0.0)), "flat.ifc", here)

    for model, local in zip(cameras(there), cameras(here), strict=True):
        back = np.array([turn_about_z(model[0] - frame.anchor, 40.0) + frame.image])
        assert np.allclose(back, local[0], atol=1e-5)
        assert np.allclose(turn_about_z(model[1:], 40.0), local[1:], atol=1e-5)


def test_two_runs_write_the_same_bytes(tmp_path: Path) -> None:
    one, two = tmp_path / "one.bcf", tmp_path / "two.bcf"
    for path in (one, two):
        write_bcf(made.many_sided(), "flat.ifc", path, version="3.0", assigned_to="a@example.nl")

    assert one.read_bytes() == two.read_bytes()
    assert len(one.read_bytes()) > 10_000


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="niet geschreven"):
        write_bcf(made.many_sided(), "flat.ifc", tmp_path / "weg" / "a.bcf")
