"""Real buildings whose trades came in files of their own."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from optopcheck.domain.building import Severity
from optopcheck.domain.job import InputError
from optopcheck.domain.measurement import Measurement
from optopcheck.ifc import ReadModel, read_model
from optopcheck.measure import measure_building
from optopcheck.rules import load_rules
from tests.blocks import PEIL

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ROOT = (
    "sdl_ROOT-kalkzandsteen",
    "sdl_ROOT-Vebo",
    "sdl_ROOT-breedplaatvloeren",
    "sdl_ROOT-houten_kozijnen",
    "sdl_ROOT-kanaalplaatvloer",
    "sdl_ROOT-kapconstructie_dakkapellen_platdak",
    "sdl_ROOT-prefab_balkons",
    "sdl_ROOT-prefab_vloer_lifttop",
    "sdl_ROOT-staal",
)
XELLA = (
    "sdl_XELLA-Begane_grond",
    "sdl_XELLA-1e_verdieping",
    "sdl_XELLA-2e_verdieping",
    "sdl_XELLA-3e_verdieping",
)
GEELEN = (
    "sdl_GEELEN-Breedplaat_V1",
    "sdl_GEELEN-Breedplaat_V2",
    "sdl_GEELEN-Breedplaat_V3",
    "sdl_GEELEN-Dakvloer",
)
pytestmark = pytest.mark.models


def together(model: Callable[[str], Path], *names: str) -> ReadModel:
    return read_model(model(names[0]), aspects=[model(name) for name in names[1:]])


def measured(read: ReadModel) -> dict[str, Any]:
    found = measure_building(read.building, plan_datum=PEIL, profile=load_rules().profile(None)).measurements
    return {
        name: (value.value, value.tolerance, value.elements)
        if isinstance(value := getattr(found, name), Measurement)
        else value.reason.nl
        for name in (field.name for field in fields(found))
    }


def codes(read: ReadModel) -> set[str]:
    return {defect.code for defect in read.building.defects}


@pytest.mark.long
@pytest.mark.parametrize("order", [ROOT, ROOT[::-1]], ids=["walls first", "steel first"])
def test_nine_trades_are_the_merged_building(model: Callable[[str], Path], order: tuple[str, ...]) -> None:
    merged = read_model(model("schependomlaan_ROOT_merged"))
    trades = together(model, *order)

    assert len(trades.building.elements) == len(merged.building.elements) == 755
    for ours, theirs in zip(trades.building.elements, merged.building.elements, strict=True):
        assert (ours.global_id, ours.storey_id) == (theirs.global_id, theirs.storey_id)
        assert np.array_equal(ours.mesh.vertices, theirs.mesh.vertices)
    assert [s.name for s in trades.building.storeys] == [s.name for s in merged.building.storeys]
    assert len(trades.building.observation_points) == len(merged.building.observation_points) == 67
    for point, other in zip(
        trades.building.observation_points, merged.building.observation_points, strict=True
    ):
        assert point.id == other.id
        assert np.allclose(point.position, other.position, atol=1e-9)
    # Eight of the nine bring the origin marker once more.
    assert codes(trades) - codes(merged) == {"IFC-ASPECT-MERGED"}
    assert measured(trades) == measured(merged)
    assert len(trades.aspects) == 8


@pytest.mark.long
def test_storeys_in_files_of_their_own_stack(model: Callable[[str], Path]) -> None:
    """Given out of order, each of another export: they join from below."""
    read = together(model, XELLA[0], *XELLA[:0:-1])

    assert len(read.building.elements) == 750 + 711 + 560 + 240
    assert read.building.mesh.bounds[1, 2] == pytest.approx(12.6, abs=0.01)
    # Walls alone: what is wrong is what no wall supplier can help.
    assert {d.code for d in read.building.blocked("building_height")} <= {"IFC-ROOF-NONE"}


@pytest.mark.long
def test_slabs_of_a_supplier_with_an_unnamed_building_and_no_north(model: Callable[[str], Path]) -> None:
    read = together(model, ROOT[0], *GEELEN)

    assert {"IFC-ASPECT-MERGED", "IFC-ASPECT-BUILDING"} <= codes(read)
    assert not any(defect.severity is Severity.ERROR for defect in read.building.defects)
    assert len([s for s in read.building.storeys if s.name == "Level 2"]) == 4
    assert len(read.building.elements) == 135 + 279 + 171 + 178 + 136


def test_architecture_structure_and_installations(model: Callable[[str], Path]) -> None:
    """A georeferenced set of one house; the installations hold no building part but the marker."""
    read = together(model, "pcert_architecture", "pcert_structural", "pcert_hvac")
    alone = [read_model(model(name)) for name in ("pcert_architecture", "pcert_structural")]

    # Two beam shoes stand out where no roof is drawn over them, in the file of the structure alone.
    apart = [e for a in alone for e in a.building.elements if e.kind != "IfcDiscreteAccessory"]
    assert {e.global_id for e in read.building.elements} == {e.global_id for e in apart}
    assert [s.name for s in read.building.storeys] == ["00 groundfloor"]
    assert not any(defect.severity is Severity.ERROR for defect in read.building.defects)
    assert "IFC-ASPECT-DIFFERS" not in codes(read)


def test_a_file_with_terrain_alone_is_named(model: Callable[[str], Path]) -> None:
    with pytest.raises(InputError, match=r"pcert_landscaping\.ifc bevat geen gebouw.*laat het dan weg"):
        together(model, "pcert_architecture", "pcert_landscaping")


def test_one_building_in_two_units_counts_once(model: Callable[[str], Path]) -> None:
    read = together(model, "p1_cm", "p1_mm")
    alone = read_model(model("p1_cm"))

    assert len(read.building.elements) == len(alone.building.elements) == 7
    assert read.building.mesh.bounds.tolist() == alone.building.mesh.bounds.tolist()
    assert codes(read) - codes(alone) == {"IFC-ASPECT-MERGED"}


@pytest.mark.parametrize(
    ("lead", "other", "count"),
    [("pcert_architecture", "bimwhale_tall", 8), ("fzk_ac20", "tower_of_pisa", 82)],
)
def test_another_building_is_not_merged(
    model: Callable[[str], Path], lead: str, other: str, count: int
) -> None:
    read = together(model, lead, other)

    assert len(read.building.elements) == count
    (defect,) = [d for d in read.building.defects if d.severity is Severity.ERROR]
    assert f"{other}.ifc" in defect.message.nl
    assert read.building.blocked("building_height") == (defect,)
