"""A made-up house with its papers and a pack of rules, small enough to be checked in two seconds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from optopcheck import service
from optopcheck.domain.scenario import Scenario
from optopcheck.domain.site import Origin
from tests.ifc.drawing import Drawing, house

if TYPE_CHECKING:
    from pathlib import Path

    from optopcheck.container import Container
    from optopcheck.domain.assessment import Assessment

ON = date(2026, 7, 2)
RD = (94_000.0, 452_000.0)
"""Where the made-up town of the tests stands."""
MANIFEST = """\
id = "gm0637-dakopbouw"
version = "{version}"
name = "Dakopbouwen (verzonnen)"
authority = "gm0637"
lang = 1
valid_from = 2026-01-01
"""
RULES = """\
lang = 1
place = "Zoetermeer"

[source.nota]
title = "Nota dakopbouwen (verzonnen)"
passage = "Een dakopbouw maakt het gebouw ten hoogste {limit} m hoog."
url = "https://example.org/nota-dakopbouwen"
article = "hoofdstuk 4"
standing = "beleidsregel"
valid_from = 2026-01-01

[limit.max_height]
value = {limit}
unit = "m"
place = "artikel 4.2 onder a"
confirmed_by = "gemeenteraad (verzonnen)"

[[rule]]
id = "gm0637.dakopbouw-hoogte"
title = {{ nl = "Hoogte van de dakopbouw", en = "Height of the rooftop extension" }}
source = "nota"
applies_when = "storeys_added >= 1"
require = "proposed.building_height <= limit.max_height"
"""
PLAN = """\
[source]
title = "Verzonnen plan"
passage = "Een gebouw wordt ten hoogste {limit} m hoog."
url = ""
article = "art. 4"
standing = "omgevingsplan"
valid_from = 2024-01-01

[bouwhoogte]
max = {limit}
article = "art. 4 b"
"""


@dataclass(frozen=True, eq=False)
class Checked:
    """The small case as it was checked."""

    inputs: service.CaseInput
    opened: service.OpenedCase
    rules: service.RuleSet
    assessment: Assessment

    def dossier(self, *, enclose: bool = True) -> Container:
        return service.make_dossier(self.inputs, self.opened, self.assessment, self.rules, enclose=enclose)


def pack(folder: Path, limit: float = 8.0, version: str = "1.0.0") -> Path:
    """Write a pack whose one rule the house with a storey keeps up to 6.20 m."""
    (folder / "rules").mkdir(parents=True, exist_ok=True)
    (folder / "manifest.toml").write_text(MANIFEST.format(version=version))
    (folder / "rules" / "hoogte.toml").write_text(RULES.format(limit=limit))
    return folder


def case(folder: Path, limit: float = 9.0) -> service.CaseInput:
    """Draw the house and write its papers."""
    drawing = Drawing()
    house(drawing)
    drawing.map_conversion(0.0, *RD, 0.0, "NAP")
    (folder / "plan.toml").write_text(PLAN.format(limit=limit))
    (folder / "verklaring.pdf").write_bytes(b"%PDF-1.4 verzonnen")
    return service.CaseInput(
        drawing.save(folder / "huis.ifc"),
        municipality="GM0637",
        plan_datum=service.DatumInput(0.0, Origin.DESIGN),
        plan=folder / "plan.toml",
        statement=service.StatementInput(folder / "verklaring.pdf", 1, "ir. V. Beeld", "constructeur"),
    )


def checked(inputs: service.CaseInput, packs: list[str] | None, scenario: Scenario | None = None) -> Checked:
    rules = service.load_rules(ON, packs)
    opened = service.open_case(inputs, rules=rules)
    found = service.assess(opened, scenario or Scenario(), ON, rules=rules)
    return Checked(inputs, opened, rules, found)
