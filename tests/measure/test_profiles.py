"""The profile for tests differs from the national one in every knob, so that a test can tell them apart."""

from __future__ import annotations

import dataclasses

import pytest

from optopcheck.domain.profile import MeasuringProfile, SubordinateParts
from optopcheck_national.profile import NATIONAL_PROFILE
from tests.measure.profiles import TURNED, profile

KNOBS = [f.name for f in dataclasses.fields(MeasuringProfile) if f.name not in ("subordinate", "assumptions")]
PART_KNOBS = [f.name for f in dataclasses.fields(SubordinateParts)]


@pytest.mark.parametrize("knob", KNOBS)
def test_knob_is_turned(knob: str) -> None:
    assert getattr(TURNED, knob) != getattr(NATIONAL_PROFILE, knob)


@pytest.mark.parametrize("knob", PART_KNOBS)
def test_knob_of_the_subordinate_parts_is_turned(knob: str) -> None:
    assert getattr(TURNED.subordinate, knob) != getattr(NATIONAL_PROFILE.subordinate, knob)


def test_one_knob_is_set_and_the_others_stay() -> None:
    changed = profile(cap=None, min_storey_share=0.9)

    assert changed.subordinate == dataclasses.replace(TURNED.subordinate, cap=None)
    assert dataclasses.replace(changed, subordinate=TURNED.subordinate, min_storey_share=0.6) == TURNED
