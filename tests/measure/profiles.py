"""Measuring profiles for tests: one that turns every knob the other way than the national one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from optopcheck.domain.profile import (
    Counting,
    GoverningEaves,
    MeasuringProfile,
    PartyWalls,
    RoofEdge,
    SubordinateParts,
    VolumeFloor,
)
from optopcheck.domain.rule import LegalSource, Standing
from optopcheck.domain.text import Text

TURNED = MeasuringProfile(
    id="gm0000.andersom",
    title=Text("alles andersom", "everything the other way"),
    source=LegalSource("Plan Andersom", "", "", "artikel 2", Standing.LOCAL_PLAN),
    subordinate=SubordinateParts(("IfcRailing",), ("liftkop",), cap=1.0, projection_cap=1.5),
    unconfirmed_datum_tolerance=0.1,
    substructure_max_rise=0.8,
    min_storey_height=2.0,
    min_storey_share=0.6,
    roof_structure_share=0.05,
    plan_datum=Text("kruin van de weg", "crown of the road"),
    roof_edge=RoofEdge.SURFACE,
    governing_eaves=GoverningEaves.LOWEST,
    min_eaves_share=0.2,
    attic=Counting.COUNTS,
    small_top_layer=Counting.LEFT_OUT,
    roof_structures=Counting.COUNTS,
    party_walls=PartyWalls.FACE,
    volume_floor=VolumeFloor.PLAN_DATUM,
    min_usable_height=2.1,
    not_usable=("kluis",),
)


def profile(**changes: Any) -> MeasuringProfile:
    """Return the turned profile with some knobs set; those of `SubordinateParts` by their own names."""
    parts = {
        key: changes.pop(key) for key in ("kinds", "name_patterns", "cap", "projection_cap") if key in changes
    }
    return replace(TURNED, subordinate=replace(TURNED.subordinate, **parts), **changes)
