"""Peil and meetniveau: where they come from, how sure they are, and what that does to a verdict."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from optopcheck.api.compare import at_most
from optopcheck.api.testing import make_facts, make_situation
from optopcheck.domain.building import Storey, StoreyRole
from optopcheck.domain.job import InputError
from optopcheck.domain.measurement import Measurement
from optopcheck.domain.quantity import Quantity
from optopcheck.domain.rule import Finding, Limit, Need, NotApplicable, Verdict
from optopcheck.domain.site import Datum, GeoReference, Origin, Site
from optopcheck.domain.text import Text
from optopcheck.rules import load_rules
from optopcheck.service import DatumInput
from optopcheck.service.datums import entered_datum, entered_measuring_level, model_datum
from tests.service import made

PROFILE = replace(made.PROFILE, plan_datum=Text("kruin van de weg bij de ingang", "crown of the road"))
DOUBT = PROFILE.unconfirmed_datum_tolerance


def peil(*given: Any) -> Datum:
    found = entered_datum(DatumInput(*given), PROFILE)
    assert found is not None
    return found


def level(*given: Any) -> Datum:
    found = entered_measuring_level(DatumInput(*given), PROFILE)
    assert found is not None
    return found


@pytest.mark.parametrize("make", [peil, level])
@pytest.mark.parametrize(
    ("origin", "tolerance", "expected"),
    [
        (Origin.ENTERED, None, 0.0),
        (Origin.DESIGN, None, 0.0),
        (Origin.SURVEYED, None, 0.0),
        (Origin.SURVEYED, 0.05, 0.05),
        (Origin.ENTERED, 0.8, 0.8),
        (Origin.AHN, None, DOUBT),
        (Origin.AHN, 0.05, DOUBT),
        (Origin.AHN, 0.8, 0.8),
        (Origin.IFC, None, DOUBT),
        (Origin.IFC, 0.8, 0.8),
    ],
)
def test_what_nobody_confirmed_is_never_surer_than_the_profile_says(
    make: Any, origin: Origin, tolerance: float | None, expected: float
) -> None:
    found = make(-3.0, origin, tolerance)

    assert (found.value, found.origin, found.tolerance) == (-3.0, origin, expected)


def test_the_definition_is_that_of_the_user_or_else_of_the_profile() -> None:
    assert peil(0.0).definition.nl == "peil zoals ingevoerd; kruin van de weg bij de ingang"
    assert peil(0.0).definition.in_language("en") == "plan datum as entered; crown of the road"
    own = peil(0.0, Origin.SURVEYED, None, " bovenkant stoep ").definition.nl
    assert own == "ingemeten peil; 'bovenkant stoep'"
    zero = model_datum(GeoReference(None), PROFILE)
    assert zero is not None
    assert zero.definition.nl.endswith("heeft dit peil bevestigd; kruin van de weg bij de ingang")
    # What peil means says nothing of the measuring level.
    assert "kruin" not in level(0.0).definition.nl
    assert "bijlage I" in level(0.0, Origin.AHN).definition.nl
    assert "meetniveau uit het AHN" in level(0.0, Origin.AHN).definition.nl


def test_without_a_profile_nobody_knows_how_sure_an_unconfirmed_height_is() -> None:
    assert entered_datum(DatumInput(0.0, Origin.AHN, 0.1), None) is None
    assert entered_measuring_level(DatumInput(0.0, Origin.AHN), None) is None
    assert model_datum(GeoReference(None), None) is None
    sure = entered_datum(DatumInput(0.0, Origin.SURVEYED, 0.02), None)
    assert sure is not None
    assert (sure.tolerance, sure.definition.nl) == (0.02, "ingemeten peil")


@pytest.mark.parametrize(
    "given",
    [DatumInput(float("nan")), DatumInput(0.0, tolerance=-0.1), DatumInput(0.0, tolerance=float("inf"))],
)
def test_what_is_no_height_is_refused_with_its_option(given: DatumInput) -> None:
    with pytest.raises(InputError, match="--peil"):
        entered_datum(given, PROFILE)
    with pytest.raises(InputError, match="--meetniveau"):
        entered_measuring_level(given, PROFILE)


@pytest.mark.parametrize(
    ("datum", "near", "far"),
    [
        (peil(0.0, Origin.SURVEYED), Verdict.COMPLIES, Verdict.COMPLIES),
        (peil(0.0, Origin.SURVEYED, 0.5), Verdict.UNDETERMINED, Verdict.COMPLIES),
        (peil(0.0, Origin.AHN), Verdict.UNDETERMINED, Verdict.COMPLIES),
        (peil(0.0, Origin.AHN, 0.01), Verdict.UNDETERMINED, Verdict.COMPLIES),
        (peil(0.0, Origin.IFC), Verdict.UNDETERMINED, Verdict.COMPLIES),
        (peil(0.0, Origin.AHN, 2.0), Verdict.UNDETERMINED, Verdict.UNDETERMINED),
    ],
)
def test_a_height_near_its_limit_is_as_sure_as_its_peil(datum: Datum, near: Verdict, far: Verdict) -> None:
    limit = Limit(12.0, "m", "art. 3", "ingevoerd voor dit perceel")
    for value, verdict in ((11.6, near), (10.5, far)):
        measured = Measurement(Quantity.BUILDING_HEIGHT, value, 0.01, datum=datum)
        found = at_most(measured, limit)
        assert found.verdict is verdict
        assert found.need is (Need.PRECISION if verdict is Verdict.UNDETERMINED else None)


def threshold(before: float, after: float, measuring_level: Datum | None) -> Finding | NotApplicable:
    """Check the threshold of 13 m as the installed pack does."""
    rule = next(entry.rule for entry in load_rules() if entry.rule.id == "nl.bbl-threshold-13m")
    old = (Storey("s0", "bg", 0.0, role=StoreyRole.LAYER), Storey("s1", "v", before, role=StoreyRole.LAYER))
    new = (*old, Storey("s2", "optop", after, role=StoreyRole.LAYER))
    facts = make_facts(
        site=Site("GM0637", measuring_level=measuring_level),
        existing=make_situation(storeys=old),
        proposed=make_situation(storeys=new),
    )
    return rule.check(facts)


@pytest.mark.parametrize("origin", [Origin.AHN, Origin.IFC])
def test_a_threshold_of_the_bbl_is_as_sure_as_its_measuring_level(origin: Origin) -> None:
    assert isinstance(threshold(9.0, 12.7, level(0.0, Origin.SURVEYED)), NotApplicable)
    unsure = threshold(9.0, 12.7, level(0.0, origin))
    assert isinstance(unsure, Finding)
    assert (unsure.verdict, unsure.need) == (Verdict.UNDETERMINED, Need.PRECISION)
    assert unsure.uncertainty == pytest.approx(DOUBT + 0.02)
    assert isinstance(threshold(9.0, 12.3, level(0.0, origin)), NotApplicable)
    # A larger doubt of the survey itself counts as well.
    wide = threshold(9.0, 12.3, level(0.0, origin, 0.9))
    assert isinstance(wide, Finding)
    assert wide.need is Need.PRECISION
