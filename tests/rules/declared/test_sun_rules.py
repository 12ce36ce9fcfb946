"""A rule on sun: its norm lies beside the file, and each point is held to the hours."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

from optopcheck.api.testing import make_situation
from optopcheck.domain.building import Neighbour, ObservationPoint
from optopcheck.domain.mesh import Mesh
from optopcheck.domain.rule import Finding, Need, Verdict
from optopcheck.domain.sunlight import SunStudy
from optopcheck.rules.declared import read_rules
from tests.rules.declared.test_judging import facts

if TYPE_CHECKING:
    from pathlib import Path

SUN = """
lang = 1
norm = { licht = "tno_light.toml" }

[source.nota]
title = "Nota zon"
passage = "Geen meetpunt zakt onder 2 uur."
url = "https://example.org/nota"
article = "2"
standing = "beleidsregel"

[limit.hours]
value = 120
unit = "min"
place = "artikel 2"
confirmed_by = "gemeenteraad"

[[rule]]
id = "gm0001.zon"
title = "Zon"
source = "nota"
require = "all(sun.licht.points, it.after >= limit.hours)"
"""


def test_a_sun_norm_lies_beside_the_file_and_is_asked_for(tmp_path: Path, checkout: Path) -> None:
    norm = checkout / "plugins" / "national" / "src" / "optopcheck_national" / "tno_light.toml"
    (tmp_path / "tno_light.toml").write_bytes(norm.read_bytes())
    file = tmp_path / "zon.toml"
    file.write_text(SUN, encoding="utf-8")
    (rule,) = read_rules(file)
    (same,) = read_rules(SUN, beside={"tno_light.toml": norm})

    assert [found.id for found in rule.norms] == ["tno-light"] == [found.id for found in same.norms]
    none = rule.check(facts())
    assert isinstance(none, Finding)
    assert (none.verdict, none.need) == (Verdict.UNDETERMINED, Need.INPUT)
    point = ObservationPoint("raam", np.zeros(3), np.array([0.0, -1, 0]), "buur", "raam")
    for minutes, verdict in (
        (150.0, Verdict.COMPLIES),
        (90.0, Verdict.VIOLATES),
        (120.5, Verdict.UNDETERMINED),
    ):
        result = rule.check(sunlit(rule.norms[0], point, minutes))
        assert isinstance(result, Finding)
        assert result.verdict is verdict


def sunlit(norm: Any, point: ObservationPoint, minutes: float) -> Any:
    days = tuple(date(2026, month, day) for month, day in norm.days)
    shape = (1, len(days))
    study = SunStudy(norm, days, (point,), np.full(shape, minutes), np.ones(shape), np.full(shape, 400.0))
    given = facts(proposed=make_situation({norm.id: study}), existing=make_situation({norm.id: study}))
    mesh = Mesh(np.array([[0.0, 0, 0], [1, 0, 0], [0, 1, 9]]), np.array([[0, 1, 2]]))
    neighbour = Neighbour("buur", mesh, 0.0, (point,))
    return replace(given, case=replace(given.case, neighbours=(neighbour,)))
