"""Which packs take part: by switch, by name, by day; and the rest is named with a reason."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from optopcheck.api.testing import make_facts, make_situation
from optopcheck.domain.job import InputError
from optopcheck.domain.rule import NotApplicable, Verdict
from optopcheck.rules import Choice, RuleSet, check, load_rules, of_bundle
from optopcheck.rules.bundle import build_bundle, new_container
from optopcheck.rules.trust import OpenedBundle, open_bundle
from tests.rules.declared.texts import GOOD
from tests.rules.pack_files.made import MANIFEST, changed, files
from tests.rules.test_pack_profiles import PROFILE

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from optopcheck.domain.assessment import LoadedPlugin

ON = date(2026, 7, 2)
NAME = "gm0001-dakopbouwen"


def bundle(given: Mapping[str, bytes]) -> OpenedBundle:
    return open_bundle(new_container(given).to_bytes())


def row(rules: RuleSet, name: str = NAME) -> LoadedPlugin:
    (plugin,) = [plugin for plugin in rules.plugins if plugin.name == name]
    return plugin


def why_aside(rules: RuleSet, name: str = NAME) -> dict[str, str]:
    return {pack.version: pack.reason.nl for pack in rules.aside if pack.name == name}


def ids(rules: RuleSet) -> set[str]:
    return {entry.rule.id for entry in rules}


def test_an_unsigned_bundle_judges_and_is_marked() -> None:
    rules = load_rules(Choice(ON), [bundle(files())])
    plugin = row(rules)

    assert plugin.error is None
    assert plugin.rule_ids == ("gm0001.hoogte", "gm0001.terugligging")
    assert plugin.as_data
    assert plugin.mark is not None
    assert plugin.mark.nl.startswith("niet ondertekend")
    assert f"sha256:{plugin.sha256}" == bundle(files()).digest


VERSIONS = (
    ("1.9.0", "2024-01-01", "2025-12-31"),
    ("1.10.0", "2024-01-01", "2025-12-31"),
    ("2.0.0", "2026-01-01", "2029-12-31"),
    ("2.0.0-1", "2026-01-01", "2029-12-31"),
)


def versions() -> list[OpenedBundle]:
    texts = [
        MANIFEST.replace('1.2.0"', f'{version}"', 1).replace("2024-01-01", first).replace("2029-12-31", last)
        for version, first, last in VERSIONS
    ]
    return [bundle(files(text)) for text in texts]


@pytest.mark.parametrize(
    ("on", "version"),
    [
        (date(2025, 12, 31), "1.10.0"),
        (date(2026, 1, 1), "2.0.0"),
        (date(2031, 1, 1), "2.0.0"),
        (None, "2.0.0"),
    ],
)
def test_of_several_versions_the_reference_date_picks_one(on: date | None, version: str) -> None:
    rules = load_rules(Choice(on), versions())

    assert row(rules).version == version
    assert set(why_aside(rules)) == {v for v, _, _ in VERSIONS} - {version}
    assert all(version in reason for reason in why_aside(rules).values())


def test_outside_the_days_of_the_pack_its_rules_do_not_apply_and_say_when_they_do() -> None:
    text = GOOD.replace("valid_from = 2024-01-01\nvalid_to = 2029-12-31\n", "")
    rules = load_rules(Choice(), [bundle(files(rules__hoogte_toml=text))])
    mine = [entry for entry in rules if entry.pack == NAME]
    (first, _) = check(mine, make_facts(municipality="GM0001"), date(2030, 1, 1))

    assert isinstance(first.result, NotApplicable)
    assert (
        "geldt vanaf 2024-01-01 tot en met 2029-12-31, niet op de toetsdatum 2030-01-01"
        in first.result.reason.nl
    )


def test_what_is_off_waits_until_it_is_switched_on_or_called_by_name() -> None:
    twin, given = "gm0637-data.one-extra-storey", "gm0637-optoppen-data"

    assert twin not in ids(load_rules())
    assert why_aside(load_rules(), given) == {"1.0.0": "staat uit tot iemand het aanzet"}
    assert twin in ids(load_rules(Choice(switched={given: True})))
    assert twin in ids(load_rules(Choice(only=("zoetermeer-data",))))


def test_a_pack_is_switched_off() -> None:
    rules = load_rules(Choice(switched={"optopcheck-zoetermeer": False}))

    assert "gm0637.one-extra-storey" not in ids(rules)
    assert why_aside(rules, "optopcheck-zoetermeer") == {"0.1.0": "uitgezet"}


def test_called_by_name_a_pack_comes_with_the_rules_of_the_state_alone() -> None:
    rules = load_rules(Choice(only=("den-haag",)))

    makers = {entry.rule.maker for entry in rules}
    assert makers == {"gm0518", "nl"}
    assert why_aside(rules, "optopcheck-zoetermeer") == {"0.1.0": "niet gekozen (--packs)"}


def test_what_the_user_leaves_out_is_told_from_what_waits_to_be_switched_on() -> None:
    named = {pack.name: pack for pack in load_rules(Choice(only=("den-haag",))).aside}
    zoetermeer, twin = named["optopcheck-zoetermeer"], named["gm0637-optoppen-data"]
    assert (zoetermeer.authority, zoetermeer.left_out) == ("gm0637", True)
    assert (twin.authority, twin.left_out) == ("gm0637", False)
    (off,) = [
        pack
        for pack in load_rules(Choice(switched={"gm0599-optoppen": False})).aside
        if pack.name == "gm0599-optoppen"
    ]
    assert (off.authority, off.left_out) == ("gm0599", True)


def test_no_switch_reaches_the_rules_of_the_state() -> None:
    assert row(load_rules(Choice(switched={"nl-bbl": False})), "nl-bbl").error is None


def test_a_name_that_is_none_is_refused_with_those_that_are() -> None:
    with pytest.raises(InputError, match="--packs zootermeer") as caught:
        load_rules(Choice(only=("zootermeer",)))

    assert "optopcheck-zoetermeer" in caught.value.text.nl


def test_a_stranger_cannot_take_the_place_of_a_pack_of_the_program() -> None:
    text = MANIFEST.replace("gm0001-dakopbouwen", "gm0637-optoppen-data").replace("gm0001", "gm0637")
    given = files(text, rules__hoogte_toml=GOOD.replace("gm0001.", "gm0637."))
    rules = load_rules(Choice(ON, switched={"gm0637-optoppen-data": True}), [bundle(given)])

    assert row(rules, "gm0637-optoppen-data").version == "1.0.0"
    (refused,) = [plugin for plugin in rules.plugins if plugin.name.startswith("gm0637-optoppen-data (")]
    assert refused.error is not None
    assert "niet van een vertrouwde gemeente" in refused.error.nl
    assert "gm0637.hoogte" not in ids(rules)


def test_a_file_that_the_user_names_cannot_take_the_place_of_the_rules_of_the_state() -> None:
    text = MANIFEST.replace("gm0001-dakopbouwen", "nl-bbl").replace("gm0001", "nl")
    given = bundle(files(text, rules__hoogte_toml=GOOD.replace("gm0001.", "nl.")))
    rules = load_rules(Choice(ON, only=("x",)), files=[of_bundle(given, asked=True, called="x")])

    assert row(rules, "nl-bbl").version == "1.0.0"
    assert "nl.hoogte" not in ids(rules)
    (refused,) = [plugin for plugin in rules.plugins if plugin.name.startswith("nl-bbl (")]
    assert refused.error is not None


def test_the_folder_of_a_pack_of_the_state_is_that_pack(checkout: Path) -> None:
    built = build_bundle(checkout / "plugins" / "national-bbl").container
    mine = of_bundle(open_bundle(built.to_bytes()), asked=True, called="x")

    assert row(load_rules(Choice(ON, only=("x",)), files=[mine]), "nl-bbl").error is None


def test_a_slip_of_the_maker_is_a_row_and_stops_nobody_else() -> None:
    broken = bundle(files(rules__hoogte_toml=GOOD.replace("<= limit", "<= limits")))
    rules = load_rules(Choice(ON), [broken])

    error = row(rules).error
    assert error is not None
    assert "'rules/hoogte.toml', regel 30" in error.nl
    assert row(rules).rule_ids == ()
    assert "nl.tno-light" in ids(rules)


def test_two_packs_cannot_bring_one_rule() -> None:
    other = files(changed('id = "gm0001-dakopbouwen"', 'id = "gm0001-anders"'))
    rules = load_rules(Choice(ON), [bundle(files()), bundle(other)])

    error = row(rules, "gm0001-anders").error
    assert error is not None
    assert "gm0001.hoogte bestaat al in gm0001-dakopbouwen" in error.nl
    assert len([entry for entry in rules if entry.rule.id == "gm0001.hoogte"]) == 1


OPEN = GOOD.replace("gm0001.", "gm0002.").replace(
    'value = 12\nunit = "m"\nplace = "artikel 4.2 onder a"\n'
    'confirmed_by = "gemeenteraad van Voorbeeldstad, 1 januari 2024"',
    'open = true\nunit = "m"\nplace = "artikel 4.2 onder a"',
)
FILL = """lang = 1
[source.uitvoering]
title = "Uitvoeringsregels bouwen"
passage = "De hoogte is ten hoogste 12 m."
url = "https://example.org/uitvoering"
article = "1"
standing = "beleidsregel"

[fill."gm0002.max_height"]
source = "uitvoering"
value = 12
unit = "m"
place = "uitvoeringsregel 1"
confirmed_by = "college, 2 mei 2025"
"""


def opening() -> OpenedBundle:
    return bundle(files(MANIFEST.replace("gm0001", "gm0002"), rules__hoogte_toml=OPEN))


@pytest.mark.parametrize(
    ("fill", "words"),
    [
        (FILL, None),
        (FILL.replace('"m"', '"m2"'), "de open norm is in m"),
        (FILL.replace("max_height", "max_hoogte"), "open zijn: gm0002.max_height"),
    ],
)
def test_what_a_municipality_fills_in_must_be_open_and_of_one_unit(fill: str, words: str | None) -> None:
    error = row(load_rules(Choice(ON), [opening(), bundle(files(rules__in_toml=fill))])).error

    assert (None if error is None else words in error.nl) is (None if words is None else True)


def test_two_packs_of_one_municipality_cannot_both_fill_in_a_norm() -> None:
    other = files(changed('id = "gm0001-dakopbouwen"', 'id = "gm0001-anders"'), rules__hoogte_toml=FILL)
    rules = load_rules(Choice(ON), [opening(), bundle(files(rules__in_toml=FILL)), bundle(other)])

    errors = [plugin.error for plugin in rules.plugins if plugin.name.startswith("gm0001")]
    assert [error is None for error in errors] == [True, False]


@pytest.mark.parametrize(
    ("on", "verdict"),
    [(date(2029, 12, 31), Verdict.COMPLIES), (date(2030, 1, 1), Verdict.UNDETERMINED)],
)
def test_outside_its_days_a_pack_fills_in_nothing(on: date, verdict: Verdict) -> None:
    dates = "valid_from = 2024-01-01\nvalid_to = 2029-12-31\n"
    norm = OPEN.replace("gm0002.", "nl.").replace(dates, "")
    state = MANIFEST.replace("gm0001", "nl").replace(dates, "")
    filling = bundle(files(rules__hoogte_toml=FILL.replace("gm0002", "nl")))
    rules = load_rules(Choice(on), [bundle(files(state, rules__hoogte_toml=norm)), filling])
    (entry,) = [entry for entry in rules if entry.rule.id == "nl.hoogte"]
    low = make_situation(storey_count=5.0, building_height=8.0)
    (outcome,) = check([entry], make_facts(municipality="GM0001", proposed=low), on)

    assert row(rules).error is None
    assert outcome.finding is not None
    assert outcome.finding.verdict is verdict
    assert ("open norm niet ingevuld" in outcome.finding.explanation.nl) is (on.year == 2030)


@pytest.mark.parametrize(
    ("on", "id_"), [(date(2029, 12, 31), "gm0001.plan"), (date(2030, 1, 1), "nl.svbp2012")]
)
def test_outside_its_days_a_pack_does_not_say_how_is_measured(on: date, id_: str) -> None:
    manifest = MANIFEST + 'profile = "meet.toml"\n'
    given = bundle(files(manifest, meet_toml=PROFILE.format(id="gm0001.plan", rise=1.0)))
    profile = load_rules(Choice(on), [given]).profile("GM0001")

    assert profile is not None
    assert profile.id == id_
