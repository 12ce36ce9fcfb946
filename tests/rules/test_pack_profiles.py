"""Packs that bring measuring profiles: one for each authority, one for each id, and a slip in one is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from optopcheck.rules import load_rules
from tests.rules.packs import good

if TYPE_CHECKING:
    from pathlib import Path

    from optopcheck.domain.assessment import LoadedPlugin
    from tests.rules.packs import Packs

PROFILE = """
format = 1
id = "{id}"
title = "Plan"
source = {{ title = "Plan", passage = "p", url = "https://example.org", article = "2", standing = "wet" }}
plan_datum = {{ definition = "weg", unconfirmed_tolerance = 0.5 }}
subordinate = {{ kinds = [], name_patterns = [] }}
[storeys]
substructure_max_rise = {rise}
min_height = 1.5
min_share = 0.25
attic = "disputed"
small_top_layer = "disputed"
[heights]
roof_edge = "parapet"
governing_eaves = "highest"
min_eaves_share = 0.5
roof_structures = "disputed"
roof_structure_share = 0.25
[areas]
party_walls = "heart"
volume_floor = "underside"
min_usable_height = 1.5
not_usable = []
[[assumption]]
nl = "alles"
about = [
  "plan_datum.definition", "plan_datum.unconfirmed_tolerance", "subordinate.kinds",
  "subordinate.name_patterns", "subordinate.height_cap", "subordinate.projection_cap",
  "storeys.substructure_max_rise", "storeys.min_height", "storeys.min_share", "storeys.attic",
  "storeys.small_top_layer", "heights.roof_edge", "heights.governing_eaves", "heights.min_eaves_share",
  "heights.roof_structures", "heights.roof_structure_share", "areas.party_walls", "areas.volume_floor",
  "areas.min_usable_height", "areas.not_usable",
]
"""


def loaded(name: str) -> LoadedPlugin:
    (plugin,) = [plugin for plugin in load_rules().plugins if plugin.name == name]
    return plugin


def error_of(name: str) -> str:
    error = loaded(name).error
    assert error is not None
    return error.nl


def with_profile(packs: Packs, name: str, rule: str, profile_id: str, rise: float = 1.5) -> Path:
    """Add a pack that measures by a file beside its module; return that file."""
    reading = (
        "from pathlib import Path\nfrom optopcheck.api import read_profile\n"
        f'PROFILE = read_profile(Path(__file__).with_name("{name}.toml"))\n'
    )
    before, after = good(rule).split("@hookimpl")
    source = before + reading + "@hookimpl" + after.replace("check)", "check, profile=PROFILE)")
    file = packs.add(name, source).with_name(f"{name}.toml")
    file.write_text(PROFILE.format(id=profile_id, rise=rise), "utf-8")
    return file


def rise_in(municipality: str) -> float:
    found = load_rules().profile(municipality)
    assert found is not None
    return found.substructure_max_rise


@pytest.mark.parametrize("first_rule", ["gm0001.aap", "gm0001.zwaan"])
def test_of_two_profiles_of_one_authority_the_second_is_refused_whatever_its_rule_is_called(
    packs: Packs, first_rule: str
) -> None:
    with_profile(packs, "test-b", "gm0001.midden", "gm0001.later", rise=9.0)
    with_profile(packs, "test-a", first_rule, "gm0001.eerst", rise=1.0)
    assert loaded("test-a").error is None
    assert "tweede meetprofiel, 'gm0001.later'" in error_of("test-b")
    assert "gm0001 meet al met 'gm0001.eerst' uit test-a" in error_of("test-b")
    assert loaded("test-b").rule_ids == ()
    assert rise_in("GM0001") == 1.0


def test_two_profiles_under_one_id_do_not_pass_for_each_other(packs: Packs) -> None:
    with_profile(packs, "test-a", "gm0001.een", "gm0001.plan", rise=1.0)
    with_profile(packs, "test-b", "gm0002.een", "gm0001.plan", rise=2.0)
    with_profile(packs, "test-c", "gm0003.een", "gm0001.plan", rise=1.0)
    assert "ander meetprofiel onder de naam 'gm0001.plan' van test-a" in error_of("test-b")
    assert loaded("test-c").error is None
    assert rise_in("GM0003") == 1.0
    assert rise_in("GM0002") == rise_in("GM9999") == 1.5


def test_a_slip_in_a_profile_is_told_in_the_row_of_its_pack(packs: Packs) -> None:
    file = with_profile(packs, "test-slip", "gm0001.een", "gm0001.plan")
    file.write_text(file.read_text("utf-8").replace("min_share = 0.25", "min_share = 25"), "utf-8")
    assert error_of("test-slip").startswith("'test-slip.toml', regel 11: storeys.min_share = 25: geef een ")
    error = loaded("test-slip").error
    assert error is not None
    assert error.in_language("en").startswith("'test-slip.toml', line 11: storeys.min_share = 25: give a ")
