"""Every pack of data under plugins/: honest about what it is, and each case gives what it says."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

import pytest

from optopcheck.domain.rule import Finding, NotApplicable, Standing, Verdict
from optopcheck.rules.declared.rule import RuleKind
from tests.rules.shipped import MANIFESTS, PLUGINS, TODAY, data_rules, found, python_rules

if TYPE_CHECKING:
    from pathlib import Path

    from optopcheck.domain.text import Text
    from optopcheck.rules.declared.rule import DataRule

DATA = [pack for pack, manifest in MANIFESTS.items() if "lang" in manifest]
TEMPLATES = {"utrecht", "pijnacker-nootdorp", "den-haag-envelop"}
OURS = ["rotterdam", "papendrecht-schooldwarsstraat", "national-bbl", *sorted(TEMPLATES)]
FILES = [path for pack in OURS for path in sorted((PLUGINS / pack / "cases").glob("*/*.toml"))]
CASES = [path for path in FILES if not path.stem.startswith("none-")]
RULES = {rule.id: (pack, rule) for pack in OURS for rule in data_rules(pack).values()}


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_case_gives_what_it_says(path: Path) -> None:
    case = tomllib.loads(path.read_text(encoding="utf-8"))
    result = found(RULES[path.parent.name][1], case["given"], case.get("on", TODAY))

    if isinstance(result, Finding):
        said = {"verdict": result.verdict.value}
        said |= {"need": result.need.value} if result.need else {}
        assert said == case["expect"], result.explanation.nl
        assert result.explanation.en
    else:
        assert case["expect"] == {"verdict": "na"}, result.reason.nl
        assert result.reason.en
    assert path.stem.startswith(f"{case['expect']['verdict']}-")
    assert case["why"].endswith((".", "?"))


@pytest.mark.parametrize("rule_id", RULES)
def test_rule_has_a_case_of_each_outcome_that_it_can_have(rule_id: str) -> None:
    pack, rule = RULES[rule_id]
    folder = PLUGINS / pack / "cases" / rule_id
    shown = {path.stem.split("-")[0] for path in folder.glob("*.toml")} - {"none"}
    excused = {path.stem.removeprefix("none-") for path in folder.glob("none-*.toml")}

    needed = {
        RuleKind.CHECK: {"complies", "violates", "undetermined", "na"},
        RuleKind.JUDGEMENT: {"undetermined", "na"},
        RuleKind.INFORMATION: {"na"},
    }
    assert shown | excused == needed[rule.kind]
    assert shown & excused == set()


def test_no_rule_id_comes_twice_in_all_packs_together() -> None:
    ids = [entry.rule.id for entry in python_rules()]
    ids += [rule_id for pack in DATA for rule_id in data_rules(pack)]
    template = PLUGINS / "template-python" / "bundle" / "manifest.toml"
    ids += tomllib.loads(template.read_text(encoding="utf-8"))["rules"]

    assert len(ids) == len(set(ids))
    assert len(ids) >= 30


@pytest.mark.parametrize("pack", OURS)
def test_manifest_says_who_it_is(pack: str) -> None:
    manifest = MANIFESTS[pack]
    authority = manifest["authority"]

    assert manifest["id"].startswith(f"{authority}-")
    assert re.fullmatch(r"\d+\.\d+\.\d+", manifest["version"])
    assert manifest["changes"][0].startswith(manifest["version"])
    assert "de makers van optopcheck" in manifest["contact"]
    assert manifest.get("off", False) == (pack in TEMPLATES)
    for rule_id in data_rules(pack):
        assert re.match(rf"{authority}(-[a-z]+)?\.", rule_id), rule_id


@pytest.mark.parametrize("rule_id", RULES)
def test_source_says_what_was_read(rule_id: str) -> None:
    source = RULES[rule_id][1].source

    assert source.url.startswith("https://")
    own_plan = source.title.startswith("omgevingsplan")
    assert own_plan or re.search(r"samengevat|niet gezien\)", source.passage), "whose words are these?"
    assert source.note is not None
    assert source.note.en
    assert source.consulted_on is None, "a stored copy has no day on which it was read live"


@pytest.mark.parametrize("rule_id", [i for i, (pack, _) in RULES.items() if pack in TEMPLATES])
def test_a_template_confirms_nothing(rule_id: str) -> None:
    rule = RULES[rule_id][1]

    assert [name for name, limit in rule.limits.items() if limit.limit and limit.limit.confirmed_by] == []


def _texts(rule: DataRule) -> list[Text]:
    said = [rule.title, rule.note, rule.asks, *rule.says.values(), *rule.change.values(), *rule.evidence]
    said += [*rule.assumptions, *(text for stop in rule.first for text in (stop.text, stop.change))]
    return [text for text in said if text is not None]


@pytest.mark.parametrize("rule_id", RULES)
def test_texts_promise_no_permit_and_are_in_both_languages(rule_id: str) -> None:
    texts = _texts(RULES[rule_id][1])

    told = " ".join(text.nl for text in texts).lower()
    assert re.findall(r"vergunbaar|vergund|mag gebouwd|gegarandeerd", told) == []
    assert [text.nl for text in texts if not text.en] == []


def test_what_may_be_green_stands_in_a_plan_or_is_named_practice() -> None:
    green = {path.parent.name for path in CASES if path.stem.startswith("complies-")}
    standings = {rule_id: RULES[rule_id][1].source.standing for rule_id in green}

    assert {i for i, s in standings.items() if s is Standing.PRACTICE} == {"nl.con-statement"}
    assert {i for i, s in standings.items() if s is not Standing.PRACTICE} == {
        f"gm0590-schooldwarsstraat.{name}" for name in ("hoogte", "voorgevel", "oppervlakte", "perceelgrens")
    }


@pytest.mark.parametrize("rule_id", RULES)
def test_elsewhere_and_without_facts_no_rule_says_yes_or_no(rule_id: str) -> None:
    rule = RULES[rule_id][1]
    for place in (None, "GM0003", rule.municipality):
        result = found(rule, {"municipality": place} if place else {})
        assert not isinstance(result, Finding) or result.verdict is Verdict.UNDETERMINED
    if rule.municipality is not None:
        assert isinstance(found(rule, {"municipality": "GM0003"}), NotApplicable)
