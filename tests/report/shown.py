"""A building measured by hand, with every kind of evidence that a number may carry."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from optopcheck.api.testing import make_measurements
from optopcheck.domain.building import Building, Element, Storey, StoreyRole
from optopcheck.domain.facts import Situation
from optopcheck.domain.measurement import (
    Doubt,
    LeftOut,
    Measurement,
    PartMeasurement,
    Reading,
    Unmeasured,
)
from optopcheck.domain.quantity import Quantity
from optopcheck.domain.rule import Need
from optopcheck.domain.site import Datum, GeoReference, Origin, Site
from optopcheck.domain.text import Text
from tests.service import made

AHN_DATUM = Datum(0.3, Text("maaiveld volgens AHN", "ground by AHN"), Origin.AHN, 0.5)
ROOM_COUNT = 40
LEVELS = (
    Storey("s0", "begane grond", 0.0, 3.0, StoreyRole.LAYER, Text("hele vloer", "whole floor")),
    Storey("s9", "dak", 9.0, None, StoreyRole.LEVEL, Text("niets erboven", "nothing above")),
)


def building() -> Building:
    block = made.flat()
    chimneys = tuple(
        Element(f"chimney{n}", "IfcChimney", "schoorsteen", made.box((2 * n, 2, 9), (2 * n + 1, 3, 10)))
        for n in range(3)
    )
    shed = Element("shed", "IfcWall", "schuur", made.box((20, 0, 0), (22, 2, 2)))
    return replace(block, elements=(*block.elements, *chimneys, shed), party_walls=("wall",))


def face(corners: tuple[tuple[float, float, float], ...]) -> made.Mesh:
    return made.Mesh(np.array(corners, dtype=np.float64), np.array([[0, 1, 2], [0, 2, 3]]))


SOUTH = face(((0.0, 0.0, 8.0), (10.0, 0.0, 8.0), (10.0, 0.0, 9.0), (0.0, 0.0, 9.0)))
NORTH = face(((0.0, 8.0, 5.0), (10.0, 8.0, 5.0), (10.0, 8.0, 6.0), (0.0, 8.0, 6.0)))


def eaves() -> Measurement:
    """Eaves that differ by façade, with a doubt of the model beside geometry and datum."""
    parts = (
        PartMeasurement(Text("gevel zuid", "façade south"), 8.7, 0.02, ("wall",), SOUTH),
        PartMeasurement(
            Text("gevel noord", "façade north"), 5.7, 0.02, (), NORTH,
            remark=Text("dakkapel", "dormer"), counts=False,
        ),
    )  # fmt: skip
    return Measurement(
        Quantity.EAVES_HEIGHT,
        8.7,
        0.02,
        ("wall", "glass", "a", "b", "c"),
        SOUTH,
        Text("hoogste druiplijn min peil", "highest drip line minus the datum"),
        "proef",
        AHN_DATUM,
        ("chimney0", "chimney1", "chimney2"),
        (Reading(Text("laagste gevel", "lowest façade"), 5.7, ("glass",)),),
        parts,
        (Doubt(Text("de goot ontbreekt", "the gutter is missing"), 0.1),),
    )


def free_height() -> Measurement:
    """Return more rooms than a page should list."""
    rooms = tuple(
        PartMeasurement(Text(f"ruimte {n}", f"room {n}"), 2.4 + n / 100, 0.01) for n in range(ROOM_COUNT)
    )
    return Measurement(Quantity.FREE_HEIGHT, 2.4, 0.01, parts=rooms)


def situation() -> Situation:
    found = make_measurements(
        building_height=made.height(9.1234),
        eaves_height=eaves(),
        storey_count=3.0,
        roof_pitch=(34.96, 0.5),
        free_height=free_height(),
        footprint_area=Unmeasured(
            Text("de gevels sluiten niet", "the façades do not close"), Need.REPAIR, ("wall",)
        ),
    )
    shed = LeftOut(("shed",), Text("staat los van het gebouw", "stands apart from the building"))
    block = replace(building(), defects=(made.defect("gap", "footprint_area", "setback"),))
    return Situation(block, found, LEVELS, left_out=(shed,))


def site() -> Site:
    reference = GeoReference(
        28992, (93500.0, 452700.0), "NAP", Text("uit het model", "from the model"), -3.0, 0.25, 50
    )
    return made.place(
        municipality="GM0637",
        plan_datum=AHN_DATUM,
        georeference=reference,
        true_north=0.7,
        plot_boundary=np.array([[0.0, 0.0], [30.0, 0.0], [30.0, 30.0]]),
    )
