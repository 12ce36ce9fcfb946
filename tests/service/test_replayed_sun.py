"""Sun of two dossiers compared: other points or days are never equal, of equal ones the worst is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pytest

from optopcheck.domain.sunlight import SunStudy
from optopcheck.dossier import changed_facts

if TYPE_CHECKING:
    from optopcheck.domain.facts import Facts
    from tests.service import small_case


def study_of(checked: small_case.Checked) -> tuple[str, SunStudy]:
    return next((n, s) for n, s in checked.assessment.facts.proposed.sun.items() if isinstance(s, SunStudy))


def with_study(checked: small_case.Checked, norm: str, study: SunStudy) -> Facts:
    facts = checked.assessment.facts
    return replace(facts, proposed=replace(facts.proposed, sun={**facts.proposed.sun, norm: study}))


def test_other_points_are_never_equal_and_never_within(checked: small_case.Checked) -> None:
    facts = checked.assessment.facts
    norm, study = study_of(checked)
    renamed = replace(study, points=(replace(study.points[0], id="ander"), *study.points[1:]))
    for other in (renamed, study.only([0, 1]), replace(study, days=(date(2026, 1, 1), *study.days[1:]))):
        found = changed_facts(facts, with_study(checked, norm, other))

        assert found
        assert not any(difference.within for difference in found)
    more = changed_facts(with_study(checked, norm, study.only([0, 1])), facts)
    assert [(d.before, d.after) for d in more] == [(2.0, float(len(study.points)))]


def test_of_points_in_both_the_worst_is_told(checked: small_case.Checked) -> None:
    norm, study = study_of(checked)
    table = np.array(study.minutes)
    table[1, 0] += 30
    table[0, 0] += 7
    some = replace(study, minutes=table).only([1, 0])
    found = changed_facts(checked.assessment.facts, with_study(checked, norm, some))

    assert [(d.after or 0) - (d.before or 0) for d in found if d.unit == "min"] == [pytest.approx(30)]
    assert study.points[1].id in found[-1].name
