"""No rule without its source, and none without cases that show each outcome."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from optopcheck.api.testing import make_facts, make_situation, quantities_read
from optopcheck.domain.quantity import Quantity
from optopcheck.domain.rule import LegalSource
from optopcheck.rules import Choice, PackRule, load_rules
from optopcheck.rules.authoring import try_pack
from optopcheck.rules.packs import read_manifest, shipped_packs

ROOT = Path(__file__).parents[2]
OUTCOMES = ("complies", "violates", "undetermined", "na")
PACKS = {pack.name: pack.files() for pack in shipped_packs()}
# All of them together, those that are off too. In this process: what a rule reads shows only there.
EVERYTHING = Choice(switched={read_manifest(files).identity.id: True for files in PACKS.values()})
LOADED = load_rules(EVERYTHING, hosted=False)
RULES = LOADED.rules
DATA = {entry.rule.id for entry in RULES if not entry.pack.startswith("optopcheck-")}
PYTHON = tuple(entry for entry in RULES if entry.rule.id not in DATA)
# A Python pack that is not installed: a template to copy, with tests of its own.
TEMPLATE = tomllib.loads((ROOT / "plugins/template-python/bundle/manifest.toml").read_text(encoding="utf-8"))
COPIED = set(TEMPLATE["rules"])


def _cases(rule_id: str) -> Path:
    found = [*ROOT.glob(f"plugins/*/cases/{rule_id}")]
    assert len(found) == 1, f"{rule_id}: expected one folder plugins/<pack>/cases/{rule_id}, found {found}"
    return found[0]


def test_every_pack_is_loaded() -> None:
    folders = {path.parent.name for path in ROOT.glob("plugins/*/pyproject.toml")}
    packs = {f"optopcheck-{name}" for name in folders - {"template-python"}}
    data = {read_manifest(files).identity.id for files in PACKS.values()}

    assert packs >= {"optopcheck-national", "optopcheck-zoetermeer", "optopcheck-den-haag"}
    assert {plugin.name for plugin in LOADED.plugins} >= packs | data
    assert [plugin.error for plugin in LOADED.plugins if plugin.error is not None] == []
    assert {"zoetermeer-data", "rotterdam", "national-bbl", "template-data"} <= set(PACKS)


def test_no_rule_id_comes_twice() -> None:
    ids = [*(pack_rule.rule.id for pack_rule in RULES), *COPIED]

    assert len(ids) == len(set(ids))
    assert {"gm0637-data.one-extra-storey", "gm0599-optop.bezonning-omgeving", "nl.bbl-lift"} <= DATA


@pytest.mark.parametrize("pack_rule", RULES, ids=lambda pack_rule: pack_rule.rule.id)
def test_rule_names_its_source(pack_rule: PackRule) -> None:
    source = pack_rule.rule.source

    assert isinstance(source, LegalSource)
    assert source.passage
    assert source.url.startswith("https://")
    assert source.consulted_on is not None or source.note is not None, "who read it, and when?"


@pytest.mark.parametrize("pack_rule", RULES, ids=lambda pack_rule: pack_rule.rule.id)
def test_rule_reads_only_quantities_that_it_declares(pack_rule: PackRule) -> None:
    # The exact set is proven case by case in the tests of each pack.
    rule = pack_rule.rule
    made = {quantity.key: (3.0, 0.5) for quantity in Quantity}
    facts = make_facts(
        municipality=rule.authority.split("-")[0].upper() if rule.authority.startswith("gm") else None,
        existing=make_situation(**made),
        proposed=make_situation(**made),
    )

    assert quantities_read(rule, facts) <= set(rule.quantities)


@pytest.mark.parametrize("outcome", OUTCOMES)
@pytest.mark.parametrize("pack_rule", PYTHON, ids=lambda pack_rule: pack_rule.rule.id)
def test_rule_shows_every_outcome(pack_rule: PackRule, outcome: str) -> None:
    folder = _cases(pack_rule.rule.id)
    excuse = folder / f"none-{outcome}.toml"
    shown = sorted(folder.glob(f"{outcome}-*.toml"))

    if excuse.exists():
        assert not shown, f"{excuse.name} says there is none, yet there is {shown[0].name}"
        assert tomllib.loads(excuse.read_text(encoding="utf-8"))["reason"].strip()
    else:
        assert shown, f"{folder.relative_to(ROOT)} holds no {outcome}-*.toml and no {excuse.name}"


@pytest.mark.parametrize("name", PACKS)
def test_the_cases_of_a_pack_of_data_find_what_they_say_and_leave_out_no_outcome(name: str) -> None:
    tried = try_pack(PACKS[name])

    assert [(result.case.name, result.found) for result in tried.failed] == []
    assert [(each.rule.id, each.missing) for each in tried.coverage if each.missing] == []
    assert tried.passed


def test_no_cases_without_a_rule() -> None:
    ids = {*(pack_rule.rule.id for pack_rule in RULES), *COPIED}

    assert {path.name for path in ROOT.glob("plugins/*/cases/*/")} - ids - {"__pycache__"} == set()
