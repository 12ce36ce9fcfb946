"""The promise of v1: names and fields may be added, never taken away or renamed."""

from __future__ import annotations

import dataclasses
import inspect

import pytest

from optopcheck import api
from optopcheck.api import hookspecs, testing

HEIGHT = api.Quantity.BUILDING_HEIGHT
# fmt: off
PROMISED = [
    "API_VERSION", "ENTRY_POINT_GROUP", "Case", "Counting", "Datum", "Doubt", "EnteredFact", "Facts",
    "Finding", "GoverningEaves", "LeftOut", "LegalSource", "Limit", "PartMeasurement", "PartyWalls",
    "RoofEdge",
    "VolumeFloor", "ProfileError", "read_profile",
    "Baseline", "CountedFacades", "ExcessRule", "SunNormError", "read_sun_norm",
    "ExtraShade", "PlotExtraShade", "ShadeGround", "ShadeMoment",
    "GardenSun", "LossMeasure", "garden_sun", "point_losses",
    "Measured", "Measurement", "Measurements", "MeasuringProfile", "Need", "NotApplicable",
    "ObservationPoint", "Origin", "PlanLimits", "PointPosition", "Quantity", "Reading", "Rule", "Scenario",
    "Setback", "Site", "Situation", "Standing", "Stated", "Storey", "StoreyRole", "StructuralStatement",
    "SubordinateParts", "SunNorm", "SunStudy", "Text", "Unmeasured", "Verdict", "at_least", "at_most",
    "between", "complies", "hookimpl", "join_texts", "number", "numbers", "undetermined", "violates",
]
# fmt: on

FIELDS = {
    "Case": "building site neighbours neighbours_credit structural_statement plan_limits repairs gardens"
    " entered frame proposal",
    "EnteredFact": "value source note",
    "Facts": "case scenario existing permitted proposed",
    "Finding": "verdict explanation need measured limit margin uncertainty elements what_would_change source"
    " used stated",
    "LegalSource": "title passage url article standing valid_from valid_to consulted_on note",
    "Limit": "value unit place confirmed_by",
    "Measurement": "quantity value tolerance elements geometry method profile datum excluded readings parts"
    " doubts",
    "NotApplicable": "reason",
    "Rule": "id title source check norms profile assumptions quantities shades",
    "ShadeMoment": "month day hour minute ground plots",
    "ExtraShade": "moment on clock elevation area plots assumption",
    "PlotExtraShade": "open_area extra",
    "Scenario": "storeys_added storey_height setback parapet pitched_roof construction roof standing "
    "clearance own_design",
    "Situation": "building measured storeys sun left_out addition flat_roof distances shade",
    "Stated": "label value unit uncertainty",
    "StructuralStatement": "bears_extra_storeys by role sha256 file_name dated",
    "SunNorm": "id title source hours days period minimum_elevation step position facades_summed sampled"
    " height facades baseline tolerance not_worse excess assumptions grid share days_fixed",
    "ExcessRule": "about most measure at",
    "GardenSun": "garden day area before after unsure",
    "SunStudy": "norm days points minutes tolerance reachable intervals samples method doubt",
    "Unmeasured": "reason need elements",
}


def test_names_are_pinned() -> None:
    assert sorted(api.__all__) == sorted(PROMISED)
    assert all(hasattr(api, name) for name in api.__all__)


@pytest.mark.parametrize("name", FIELDS)
def test_fields_are_pinned_in_their_order(name: str) -> None:
    assert [field.name for field in dataclasses.fields(getattr(api, name))] == FIELDS[name].split()


def test_the_group_names_the_version() -> None:
    assert f"optopcheck.{api.API_VERSION}" == api.ENTRY_POINT_GROUP == "optopcheck.v1"


def test_there_is_one_hook_without_arguments() -> None:
    hooks = [name for name, item in vars(hookspecs).items() if hasattr(item, "optopcheck_spec")]
    assert hooks == ["register_rules"]
    assert not inspect.signature(hookspecs.register_rules).parameters


def test_values_of_verdict_need_and_standing_are_pinned() -> None:
    assert [v.value for v in api.Verdict] == ["complies", "violates", "undetermined"]
    assert [n.value for n in api.Need] == ["input", "precision", "judgement", "repair"]
    assert [s.value for s in api.Standing] == [
        "wet", "omgevingsplan", "verordening", "beleidsregel", "programma", "ontwerp", "praktijk",
        "eigen aanname",
    ]  # fmt: skip


def test_facts_made_by_hand_hold_what_was_given() -> None:
    facts = testing.make_facts(storeys=(4, 6), municipality="GM0637")
    added = facts.storeys_added
    assert isinstance(added, api.Measurement)
    assert added.value == 2
    assert isinstance(facts.proposed.measured.building_height, api.Unmeasured)
    assert isinstance(testing.make_facts(storeys=None).storeys_added, api.Unmeasured)


def test_measurements_made_by_hand_refuse_an_unknown_quantity() -> None:
    made = testing.make_measurements(
        building_height=(12.0, 0.05), eaves_height=api.Unmeasured(api.Text("nee"))
    )
    assert isinstance(made.building_height, api.Measurement)
    assert made.building_height.uncertainty == 0.05
    with pytest.raises(TypeError, match="heigth"):
        testing.make_measurements(heigth=1.0)


def test_the_quantities_that_a_rule_reads_are_told() -> None:
    source = api.LegalSource("Beleid", "tekst", "https://example.org", "1", api.Standing.POLICY_RULE)

    def check(facts: api.Facts) -> api.NotApplicable:
        return api.NotApplicable(str(facts.storeys_added) + str(facts.permitted.measured.get(HEIGHT)))

    rule = api.Rule("gm0001.een", api.Text("een"), source, check)
    nothing = api.Rule("gm0001.twee", api.Text("twee"), source, lambda _: api.NotApplicable("nee"))
    facts = testing.make_facts()

    assert testing.quantities_read(rule, facts) == {HEIGHT, api.Quantity.STOREY_COUNT}
    assert testing.quantities_read(nothing, facts) == frozenset()


def test_a_rule_that_looks_at_everything_reads_everything() -> None:
    source = api.LegalSource("Beleid", "tekst", "https://example.org", "1", api.Standing.POLICY_RULE)
    rule = api.Rule(
        "gm0001.alles",
        api.Text("alles"),
        source,
        lambda facts: api.NotApplicable(str(len(list(facts.existing.measured.items())))),
    )

    assert testing.quantities_read(rule, testing.make_facts()) == set(api.Quantity)
