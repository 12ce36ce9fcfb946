"""Ten buildings of a real tile, scanned and opened one by one: equal findings and numbers."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from optopcheck.domain.job import no_progress
from optopcheck.domain.measurement import Measurement, Unmeasured
from optopcheck.domain.scenario import Scenario
from optopcheck.scan import ScanRequest, case_of, run_scan
from optopcheck.scan.judging import rules_for
from optopcheck.service.assessing import assess

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from optopcheck.domain.assessment import Assessment
    from optopcheck.scan import BuildingRow

pytestmark = pytest.mark.models
_SAME, _DECK_LEVEL = 0.01, 0.05
"""Heights of the same faces, and of the level chosen for a roof of several faces [m]."""
_AREA = 0.02
_PLACE = "GM0637"


def _found_by_scan(row: BuildingRow) -> dict[str, tuple[str, str | None]]:
    found: dict[str, tuple[str, str | None]] = {}
    for told in row.rules_undetermined.split():
        rule, _, need = told.rpartition(":")
        found[rule] = ("undetermined", need)
    found |= dict.fromkeys(row.rules_comply.split(), ("complies", None))
    return found | dict.fromkeys(row.rules_violate.split(), ("violates", None))


def _found_alone(assessment: Assessment) -> dict[str, tuple[str, str | None]]:
    return {
        o.rule.id: (o.finding.verdict.value, o.finding.need.value if o.finding.need else None)
        for o in assessment.outcomes
        if o.finding is not None
    }


def _greatest_loss(assessment: Assessment, norm: str) -> float | None:
    before, after = (s.sun[norm] for s in (assessment.facts.existing, assessment.facts.proposed))
    if isinstance(before, Unmeasured) or isinstance(after, Unmeasured):
        return None
    rows = {point.id: row for row, point in enumerate(before.points)}
    lost = [
        float((before.minutes[rows[p.id]] - after.minutes[k]).max())
        for k, p in enumerate(after.points)
        if p.id in rows
    ]
    return max(lost)


def test_ten_buildings(city: Callable[[str], Path], tmp_path: Path) -> None:
    tile = city("3dbag_delft_subset.city.jsonl").resolve()
    request = ScanRequest((tile,), _PLACE, date(2026, 11, 26))
    rules = rules_for(request)[0]
    losses = 0

    rows = run_scan(request, tmp_path).buildings
    for row in rows:
        opened = case_of(row, [tile], _PLACE, no_progress, rules)
        alone = assess(opened, Scenario(), request.on, rules=rules)
        before, after = alone.facts.existing.measured, alone.facts.proposed.measured

        assert _found_by_scan(row) == _found_alone(alone)
        assert (row.verdict, row.need) == (alone.overall.verdict, alone.overall.need)
        assert isinstance(before.building_height, Measurement)
        assert row.height == pytest.approx(before.building_height.value, abs=_SAME)
        assert row.height_doubt == pytest.approx(before.building_height.uncertainty, abs=_SAME)
        assert isinstance(before.footprint_area, Measurement)
        assert row.footprint_area == pytest.approx(before.footprint_area.value, rel=_AREA)
        if row.deck_area is None:
            assert isinstance(after.building_height, Unmeasured)
            continue
        assert isinstance(after.building_height, Measurement)
        assert isinstance(before.flat_roof_area, Measurement)
        assert row.proposed_height == pytest.approx(after.building_height.value, abs=_DECK_LEVEL)
        assert row.deck_area == pytest.approx(before.flat_roof_area.value, rel=_AREA)
        if row.sun_loss is None or row.sun_norm is None:
            assert row.sun_points == 0
            assert not any(_greatest_loss(alone, norm) for norm in alone.facts.existing.sun)
            continue
        lost = _greatest_loss(alone, row.sun_norm)
        if lost is not None and row.sun_loss_doubt is not None:
            losses += lost > 0
            assert row.sun_loss == pytest.approx(lost, abs=row.sun_loss_doubt + 1.0)

    assert len(rows) == 10
    assert losses > 0
