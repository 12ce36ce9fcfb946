"""The sound inputs that are damaged: a house of two storeys that ends green, and the papers to it."""

from __future__ import annotations

import functools
import itertools
import re
import tempfile
import uuid
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from unittest import mock

import ifcopenshell.guid

from optopcheck import service
from optopcheck.domain.scenario import Scenario
from optopcheck.domain.site import Origin
from tests.ifc.drawing import Drawing
from tests.service import small_case

if TYPE_CHECKING:
    from optopcheck.domain.assessment import Overall

HEIGHT = 2.8
HIGHEST = 99.0
"""Every limit; only what is unknown keeps the house from being green [m]."""


@functools.cache
def house_text(schema: str = "IFC4") -> bytes:
    """Return the sound model, the same bytes each time."""
    with (
        mock.patch.object(
            ifcopenshell.guid,
            "new",
            side_effect=(ifcopenshell.guid.compress(uuid.UUID(int=n << 8).hex) for n in itertools.count(1)),
        ),
        tempfile.TemporaryDirectory() as folder,
    ):
        drawing = Drawing(schema, "mm")
        building = drawing.building("woonhuis")
        for level in range(2):
            _storey(drawing, building, level)
        if schema != "IFC2X3":
            drawing.map_conversion(0.0, *small_case.RD, 0.0, "NAP")
        text = drawing.save(Path(folder) / "huis.ifc").read_bytes()
    return re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", b"2026-01-01T00:00:00", text)


def _storey(drawing: Drawing, building: object, level: int) -> None:
    z = level * HEIGHT
    storey = drawing.storey(building, f"laag {level}", z)
    tall = HEIGHT - 0.2
    walls = {
        side: drawing.box("IfcWall", storey, (*at, z), (*size, tall), f"{side}{level}")
        for side, at, size in (
            ("zuid", (0, 0), (8, 0.3)), ("noord", (0, 5.7), (8, 0.3)),
            ("west", (0, 0.3), (0.3, 5.4)), ("oost", (7.7, 0.3), (0.3, 5.4)),
        )
    }  # fmt: skip
    drawing.window(storey, walls["zuid"], (3, 0.1, z + 0.9), (1.5, 0.1, 1.2), f"raam{level}")
    drawing.box("IfcSlab", storey, (0, 0, z - 0.2), (8, 6, 0.2), f"vloer{level}")
    if level:
        drawing.box("IfcSlab", storey, (0, 0, z + tall), (8, 6, 0.2), "dak")


def sound_case(folder: Path) -> service.CaseInput:
    """Write the house and its papers into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "huis.ifc").write_bytes(house_text())
    (folder / "plan.toml").write_text(small_case.PLAN.format(limit=HIGHEST), encoding="utf-8")
    (folder / "verklaring.pdf").write_bytes(b"%PDF-1.4 verzonnen")
    return service.CaseInput(
        folder / "huis.ifc",
        municipality="GM0637",
        plan_datum=service.DatumInput(0.0, Origin.DESIGN),
        plan=folder / "plan.toml",
        statement=service.StatementInput(folder / "verklaring.pdf", 1, "ir. V. Beeld", "constructeur"),
    )


EXTRA = """\

[limit.{name}]
value = 9999
unit = "{unit}"
place = "artikel 4.3"
confirmed_by = "gemeenteraad (verzonnen)"

[[rule]]
id = "gm0637.dakopbouw-{id}"
title = {{ nl = "{name}", en = "{name}" }}
source = "nota"
require = "proposed.{name} <= limit.{name}"
"""
ASKED = {"storey_count": "1", "gross_floor_area": "m2", "planning_volume": "m3", "eaves_height": "m"}


def _extra() -> str:
    return "".join(
        EXTRA.format(name=name, id=name.replace("_", "-"), unit=unit) for name, unit in ASKED.items()
    )


class Judge:
    """Tells how a case ends under a few rules that the sound house keeps, and that need all its numbers."""

    def __init__(self, folder: Path) -> None:
        pack = small_case.pack(folder / "pakket", HIGHEST)
        rules = pack / "rules" / "hoogte.toml"
        rules.write_text(rules.read_text() + _extra())
        loaded = service.load_rules(small_case.ON, [str(pack)])
        profile = loaded.profile(None)
        own = [entry for entry in loaded.rules if entry.pack == "gm0637-dakopbouw"]
        first = replace(own[0], rule=replace(own[0].rule, profile=profile))
        # As if it were signed by the municipality: who made it is not what is tried here.
        plugins = tuple(replace(p, mark=None, bends=None) for p in loaded.plugins if p.name == own[0].pack)
        self.rules = service.RuleSet(plugins, (first, *own[1:]))

    def opened(self, inputs: service.CaseInput) -> service.OpenedCase:
        """Open a case with these rules."""
        return service.open_case(inputs, rules=self.rules)

    def overall(self, opened: service.OpenedCase) -> Overall:
        """Return how the case with one storey on top ends."""
        return service.assess(opened, Scenario(), small_case.ON, rules=self.rules).overall
