"""Makes the golden dossier of this version; run once a release as a program: OUT.

Its rules are data only, and are enclosed: it must replay for ever, whatever becomes of the packs.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from optopcheck import service
from optopcheck.container import new_container
from optopcheck.domain.scenario import Scenario
from optopcheck.rules import Choice, of_bundle
from optopcheck.rules.candidates import shipped
from optopcheck.rules.loading import load_candidates
from optopcheck.rules.trust import open_bundle
from tests.citymodel.towns import town_of, written
from tests.service import small_case

PLUGINS = Path(__file__).parents[3] / "plugins"
SHIPPED = ("nl-bbl", "gm0637-optoppen-data")
SUN = """
[limit.zon]
value = 2
unit = "h"
place = "artikel 4.3"
confirmed_by = "gemeenteraad (verzonnen)"

[norm]
licht = "tno_licht.toml"

[[rule]]
id = "gm0637.zon"
title = "Zon op de ramen"
source = "nota"
require = "all(sun.licht.points, it.after >= limit.zon)"
"""


def rules(folder: Path) -> service.RuleSet:
    """Return packs of data alone: shipped ones, and one with a profile and a sun norm."""
    small_case.pack(folder)
    own = {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*.toml"))}
    national = PLUGINS / "national" / "src" / "optopcheck_national"
    own["svbp2012.toml"] = (national / "svbp2012.toml").read_bytes()
    own["manifest.toml"] += b'profile = "svbp2012.toml"\n'
    own["rules/tno_licht.toml"] = (national / "tno_light.toml").read_bytes()
    own["rules/hoogte.toml"] += SUN.encode()
    bundle = of_bundle(open_bundle(new_container(own).to_bytes()), asked=True)
    packs = [c for c in shipped() if c.name in SHIPPED]
    return load_candidates([*packs, bundle], Choice(small_case.ON))


def main(out: Path) -> None:
    """Check the small case and save its dossier."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        inputs = small_case.case(folder)
        north, south = ((2.0, 16.0, 0.0), (10.0, 24.0, 9.0)), ((0.0, -20.0, 0.0), (8.0, -12.0, 12.0))
        city = written(folder, town_of(noord=north, zuid=south), "buren.city.json")
        given = service.CaseInput(**{**vars(inputs), "neighbours": city})
        loaded = rules(folder / "pakket")
        opened = service.open_case(given, rules=loaded)
        found = service.assess(opened, Scenario(), small_case.ON, rules=loaded)
        service.save_dossier(out, service.make_dossier(given, opened, found, loaded))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
