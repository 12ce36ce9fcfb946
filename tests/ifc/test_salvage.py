"""One element that crashes the kernel and one that fails: the others are given, the two are named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from optopcheck.domain.job import no_progress
from optopcheck.ifc import aspect_source, read_model
from optopcheck.ifc.damage import NOTHING, Looked
from tests.ifc.drawing import Drawing

if TYPE_CHECKING:
    from pathlib import Path

GOOD = 21


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """Draw 21 good walls, one whose body contains itself, and one without depth."""
    drawing = Drawing("IFC4", "mm")
    storey = drawing.storey(drawing.building("rij"), "begane grond", 0.0)
    for k in range(GOOD):
        drawing.box("IfcWall", storey, (k, 0, 0), (0.8, 0.3, 3), f"goed {k}")
    failing = drawing.box("IfcWall", storey, (0, 5, 0), (0.8, 0.3, 3), "mislukt")
    failing.Representation.Representations[0].Items[0].Depth = 0.0
    deadly = drawing.box("IfcWall", storey, (0, 9, 0), (0.8, 0.3, 3), "dodelijk")
    view = deadly.Representation.Representations[0]
    solid = view.Items[0]
    ring = drawing.make("IfcBooleanResult", "UNION", solid, solid)
    other = drawing.make("IfcBooleanResult", "UNION", ring, solid)
    ring.FirstOperand = other
    view.RepresentationType, view.Items = "CSG", [other]
    return drawing.save(tmp_path / "rij.ifc")


def test_all_good_elements_are_there_and_the_two_are_named(broken: Path) -> None:
    building = read_model(broken).building

    assert sorted(e.name for e in building.elements) == sorted(f"goed {k}" for k in range(GOOD))
    (unread,) = [d for d in building.defects if d.code == "IFC-GEOMETRY-UNREAD"]
    assert len(unread.elements) == 2
    assert "'mislukt'" in unread.message.nl
    assert "'dodelijk'" in unread.message.nl
    assert {"building_height", "gross_volume", "storey_count"} <= unread.blocks


def test_it_is_so_too_where_the_kernel_does_crash(broken: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the look at the text beforehand the circle reaches the kernel, and the child dies over it."""

    def blind(path: Path) -> Looked:
        NOTHING.write(path)
        return NOTHING

    monkeypatch.setattr(Looked, "read", blind)
    found = aspect_source.read_source(broken, None, no_progress).survey

    assert found.deaths > 0
    assert len(found.shapes) == GOOD
    assert len(found.failed) == 2
    assert any("signal" in reason for reason in found.failed.values())
