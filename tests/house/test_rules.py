"""No rule without its source, and none without cases that show each outcome."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from optopcheck.api.testing import make_facts, make_situation, quantities_read
from optopcheck.domain.quantity import Quantity
from optopcheck.domain.rule import LegalSource
from optopcheck.rules import PackRule, load_rules
from optopcheck.rules.authoring import try_pack
from optopcheck.rules.bundle import build_bundle
from optopcheck.rules.declared import read_rules

ROOT = Path(__file__).parents[2]
OUTCOMES = ("complies", "violates", "undetermined", "na")
LOADED = load_rules().rules
# Packs of data are off by default: no distribution, read from their files.
AS_DATA = tuple(
    PackRule(rule, path.parents[1].name)
    for path in sorted(ROOT.glob("plugins/*/rules/*.toml"))
    for rule in read_rules(path)
)
RULES = (*LOADED, *AS_DATA)
DATA_PACKS = sorted({path.parents[1] for path in ROOT.glob("plugins/*/rules/*.toml")})


def _cases(rule_id: str) -> Path:
    found = [*ROOT.glob(f"plugins/*/cases/{rule_id}")]
    assert len(found) == 1, f"{rule_id}: expected one folder plugins/<pack>/cases/{rule_id}, found {found}"
    return found[0]


def test_every_pack_is_loaded() -> None:
    loaded = load_rules().plugins
    packs = {f"optopcheck-{path.parent.name}" for path in ROOT.glob("plugins/*/pyproject.toml")}

    assert packs >= {"optopcheck-national", "optopcheck-zoetermeer", "optopcheck-den-haag"}
    assert {plugin.name for plugin in loaded} >= packs
    assert [plugin.error for plugin in loaded if plugin.error is not None] == []


def test_no_rule_id_comes_twice() -> None:
    ids = [pack_rule.rule.id for pack_rule in RULES]

    assert len(ids) == len(set(ids))
    assert "gm0637-data.one-extra-storey" in [entry.rule.id for entry in AS_DATA]


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
@pytest.mark.parametrize("pack_rule", LOADED, ids=lambda pack_rule: pack_rule.rule.id)
def test_rule_shows_every_outcome(pack_rule: PackRule, outcome: str) -> None:
    folder = _cases(pack_rule.rule.id)
    excuse = folder / f"none-{outcome}.toml"
    shown = sorted(folder.glob(f"{outcome}-*.toml"))

    if excuse.exists():
        assert not shown, f"{excuse.name} says there is none, yet there is {shown[0].name}"
        assert tomllib.loads(excuse.read_text(encoding="utf-8"))["reason"].strip()
    else:
        assert shown, f"{folder.relative_to(ROOT)} holds no {outcome}-*.toml and no {excuse.name}"


@pytest.mark.parametrize("pack", DATA_PACKS, ids=lambda pack: pack.name)
def test_pack_of_data_shows_every_outcome_that_its_rules_need(pack: Path) -> None:
    tested = try_pack(build_bundle(pack).container.files)

    assert [(rule.rule.id, rule.missing) for rule in tested.coverage if rule.missing] == []
    assert [(result.case.name, result.found) for result in tested.failed] == []
    assert tested.passed


def test_no_cases_without_a_rule() -> None:
    ids = {pack_rule.rule.id for pack_rule in RULES}

    assert {path.name for path in ROOT.glob("plugins/*/cases/*/")} - ids - {"__pycache__"} == set()
