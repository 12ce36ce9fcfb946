"""The facts on disk are the facts; large arrays are mapped, and the file is private and gone."""

from __future__ import annotations

import stat
import sys
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pytest

from optopcheck.api.testing import make_facts, make_situation
from optopcheck.domain.building import ObservationPoint
from optopcheck.domain.rule import LegalSource, Limit, Standing
from optopcheck.domain.sunlight import SunNorm, SunStudy
from optopcheck.domain.text import Text
from optopcheck.rules.hosting.snapshot import read_snapshot, snapshot
from tests.records.test_answers_of_workers import HEIGHT
from tests.rules.hosting.same import differences

if TYPE_CHECKING:
    from optopcheck.domain.facts import Facts

SOURCE = LegalSource("Norm", "tekst", "https://example.org", "1", Standing.PRACTICE)
NORM = SunNorm("zon", Text("Zon"), SOURCE, Limit(2, "h", "1", "wij"), ((2, 19),), ((2, 19), (10, 21)))
POINT = ObservationPoint("p", np.zeros(3), np.array([0.0, 1.0, 0.0]), "buur", "raam")


def with_study() -> Facts:
    minutes = np.arange(3000.0).reshape(3000, 1)
    study = SunStudy(NORM, (date(2026, 2, 19),), (POINT,) * 3000, minutes, minutes * 0, minutes)
    return make_facts(proposed=make_situation({"zon": study}, building_height=HEIGHT))


def test_facts_come_back_the_same_and_large_arrays_are_views() -> None:
    facts = with_study()
    with snapshot(facts) as path:
        back = read_snapshot(path)
        assert differences(back.case, facts.case) == []
        assert differences(back.proposed.measured, facts.proposed.measured) == []
        there, here = back.proposed.sun["zon"], facts.proposed.sun["zon"]
        assert differences(there, here) == []
        assert isinstance(there, SunStudy)
        assert not there.minutes.flags.owndata
    with pytest.raises(ValueError, match="read-only"):
        there.minutes[0, 0] = 1.0
    height = back.proposed.measured.building_height
    assert height.geometry is height.parts[0].geometry  # type: ignore[union-attr]


@pytest.mark.skipif(sys.platform == "win32", reason="permissions as POSIX has them")
def test_the_file_is_private_and_gone_afterwards() -> None:
    with snapshot(with_study()) as path:
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert not path.exists()


def test_the_file_is_gone_after_trouble() -> None:
    with pytest.raises(RuntimeError), snapshot(with_study()) as path:
        raise RuntimeError
    assert not path.exists()
