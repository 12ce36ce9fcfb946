from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

import pytest

from optopcheck.domain.profile import MeasuringProfile, SubordinateParts
from optopcheck.domain.rule import LegalSource, Limit, NotApplicable, Rule, Standing
from optopcheck.domain.sunlight import SunNorm
from optopcheck.domain.text import Text
from optopcheck.rules import PackRule, RuleSet
from optopcheck.rules import load_rules as load_hosted
from tests.rules.packs import good

if TYPE_CHECKING:
    from pathlib import Path

    from optopcheck.domain.assessment import LoadedPlugin
    from tests.rules.packs import Packs

SOURCE = LegalSource("Beleid", "tekst", "https://example.org", "artikel 1", Standing.POLICY_RULE)


def load_rules() -> RuleSet:
    """Load in this process: what a worker makes of the same packs is tested beside it (hosting)."""
    return load_hosted(hosted=False)


def loaded(name: str) -> LoadedPlugin:
    (plugin,) = [plugin for plugin in load_rules().plugins if plugin.name == name]
    return plugin


def ids() -> set[str]:
    return {entry.rule.id for entry in load_rules()}


def error_of(name: str) -> str:
    error = loaded(name).error
    assert error is not None
    return error.nl


def test_a_good_pack_is_loaded_with_version_and_hash(packs: Packs) -> None:
    packs.add("test-good", good(), version="2.3")
    plugin = loaded("test-good")
    assert (plugin.version, plugin.rule_ids, plugin.error) == ("2.3", ("gm0001.een",), None)
    assert len(plugin.sha256) == 64
    assert "gm0001.een" in ids()


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("import nergens_te_vinden", "ModuleNotFoundError"),
        ("dit is geen python", "SyntaxError"),
        ("raise SystemExit(3)", "SystemExit: 3"),
        ("raise BaseException('zomaar')", "BaseException: zomaar"),
        (good().replace("def register_rules", "def register_rule"), "register_rule"),
        (good().replace("def register_rules()", "def register_rules(facts)"), "facts"),
        (good().replace("@hookimpl", ""), "no register_rules"),
        (good().replace("yield Rule", "raise ValueError('kapot')\n    yield Rule"), "ValueError: kapot"),
        (good().replace("gm0001.een", "geen nummer"), "is not a rule id"),
        (good().replace('yield Rule("gm0001.een", "Een regel", SOURCE, check)', 'yield "regel"'), "str"),
        (good().replace("yield Rule", "return 5\n    Rule").replace("    yield", "    return"), "TypeError"),
    ],
)
def test_a_broken_pack_is_a_row_and_the_others_stay(packs: Packs, source: str, told: str) -> None:
    packs.add("test-broken", source)
    packs.add("test-good", good("gm0002.goed"))
    assert told in error_of("test-broken")
    assert "Traceback" not in error_of("test-broken")
    assert loaded("test-broken").rule_ids == ()
    assert loaded("test-good").error is None
    assert "gm0002.goed" in ids()


def test_ctrl_c_is_not_an_error_of_a_pack(packs: Packs) -> None:
    packs.add("test-stopped", "raise KeyboardInterrupt")
    with pytest.raises(KeyboardInterrupt):
        load_rules()


def test_a_pack_for_a_later_version_is_told_and_not_imported(packs: Packs, tmp_path: Path) -> None:
    mark = tmp_path / "imported"
    packs.add("test-later", f"open({str(mark)!r}, 'w').close()", group="optopcheck.v2")
    assert "optopcheck.v2" in error_of("test-later")
    assert "optopcheck.v1" in error_of("test-later")
    assert not mark.exists()


def test_other_groups_are_none_of_our_business(packs: Packs) -> None:
    packs.add("test-foreign", "raise ValueError", group="pytest11_other")
    assert "test-foreign" not in {plugin.name for plugin in load_rules().plugins}


def test_a_rule_that_is_none_is_refused_and_the_rest_stays(packs: Packs) -> None:
    packs.add("test-half", good() + "    yield 42\n")
    plugin = loaded("test-half")
    assert plugin.rule_ids == ("gm0001.een",)
    assert "int" in error_of("test-half")


def test_of_two_rules_with_one_id_the_second_is_refused(packs: Packs) -> None:
    packs.add("test-a", good())
    packs.add("test-b", good())
    assert loaded("test-a").error is None
    assert "gm0001.een bestaat al in test-a" in error_of("test-b")
    assert [entry.pack for entry in load_rules() if entry.rule.id == "gm0001.een"] == ["test-a"]


def test_of_the_same_distribution_twice_the_first_counts(
    packs: Packs, monkeypatch: pytest.MonkeyPatch
) -> None:
    packs.add("test-twice", good("gm0001.eerst"), version="1.0")
    second = packs.add("test-twice", good("gm0001.later"), version="2.0", folder="later")
    monkeypatch.setattr(sys, "path", [*sys.path, str(second.parent)])
    plugin = loaded("test-twice")
    assert (plugin.version, plugin.rule_ids, plugin.error) == ("1.0", ("gm0001.eerst",), None)


def test_two_norms_under_one_id_do_not_pass_for_each_other(packs: Packs) -> None:
    norm = (
        "from optopcheck.api import Limit, SunNorm, Text\nDAY = ((2, 19),)\n"
        'NORM = SunNorm("zon", Text("Zon"), SOURCE, Limit({h}, "h", "hier", "wij"), DAY, DAY * 2)\n'
    )

    def pack(rule: str, hours: int) -> str:
        before, after = good(rule).split("@hookimpl")
        return (
            before
            + norm.replace("{h}", str(hours))
            + "@hookimpl"
            + after.replace("check)", "check, norms=(NORM,))")
        )

    packs.add("test-norm-a", pack("gm0001.zon", 2))
    packs.add("test-norm-b", pack("gm0002.zon", 3))
    packs.add("test-norm-c", pack("gm0003.zon", 2))
    assert "andere norm" in error_of("test-norm-b")
    assert loaded("test-norm-c").error is None
    assert [norm.hours.value for norm in load_rules().norms if norm.id == "zon"] == [2.0]


def test_hash_changes_with_the_content_and_not_with_the_place(packs: Packs, tmp_path: Path) -> None:
    path = packs.add("test-hash", good())
    first = loaded("test-hash").sha256
    path.write_text(good() + "# anders\n", "utf-8")
    assert loaded("test-hash").sha256 != first
    path.write_text(good(), "utf-8")
    other = tmp_path / "elders"
    other.mkdir()
    shutil.move(path, other / path.name)
    sys.modules.pop("test_hash", None)
    sys.path.insert(0, str(other))
    try:
        assert loaded("test-hash").sha256 == first
    finally:
        sys.path.remove(str(other))


def test_hash_of_a_package_takes_all_its_sources(packs: Packs) -> None:
    module = packs.add("test-package", good())
    package = module.with_suffix("")
    package.mkdir()
    shutil.move(module, package / "__init__.py")
    first = loaded("test-package").sha256
    (package / "data").mkdir()
    (package / "data" / "grens.toml").write_text("max = 12", "utf-8")
    second = loaded("test-package").sha256
    (package / "leesmij.txt").write_text("telt niet", "utf-8")
    assert first != second == loaded("test-package").sha256


def test_a_broken_dist_info_of_somebody_else_is_passed_by(packs: Packs, tmp_path: Path) -> None:
    (tmp_path / "leeg-1.0.dist-info").mkdir()
    packs.add("test-good", good())
    assert loaded("test-good").error is None


def test_a_broken_dist_info_is_passed_by_when_the_backport_is_loaded(packs: Packs, tmp_path: Path) -> None:
    """As a scan over several processes has it: dask loads the backport on Python 3.11."""
    pytest.importorskip("importlib_metadata", reason="nothing here needs the backport on this Python")
    (tmp_path / "leeg-1.0.dist-info").mkdir()
    packs.add("test-good", good())
    assert loaded("test-good").error is None


def test_a_pack_with_unreadable_metadata_is_a_row(packs: Packs, tmp_path: Path) -> None:
    packs.add("test-garbled", good())
    points = tmp_path / "test_garbled-1.0.dist-info" / "entry_points.txt"
    points.write_text("[optopcheck.v1]\nzonder is-teken\n", "utf-8")
    assert "entry_points.txt" in error_of("test-garbled")


def test_metadata_of_somebody_else_that_is_no_text_is_passed_by(packs: Packs, tmp_path: Path) -> None:
    packs.add("test-binary", good())
    (tmp_path / "test_binary-1.0.dist-info" / "entry_points.txt").write_bytes(b"\xff\xfe\x00")
    assert "test-binary" not in {plugin.name for plugin in load_rules().plugins}


def test_rules_are_sorted_and_the_set_is_true_when_empty() -> None:
    found = [entry.rule.id for entry in load_rules()]
    assert found.index("nl.bbl-threshold-5m") < found.index("nl.bbl-threshold-12-5m")
    assert found[0].startswith("gm")
    assert found[-1].startswith("nl.")
    assert list(RuleSet()) == []


def test_the_shipped_packs_load() -> None:
    rules = load_rules()
    assert {"optopcheck-national", "optopcheck-zoetermeer"} <= {
        p.name for p in rules.plugins if p.error is None
    }
    assert {norm.id for norm in rules.norms} >= {"tno-light", "tno-strict"}


def profile(name: str) -> MeasuringProfile:
    return MeasuringProfile(name, Text(name), SOURCE, SubordinateParts((), ()), 0.5, 1.5, 1.5, 0.25, 0.25)


def rule_of(rule_id: str, name: str | None) -> PackRule:
    return PackRule(
        Rule(
            rule_id,
            Text("regel"),
            SOURCE,
            lambda _: NotApplicable("hier niet"),
            profile=name and profile(name),
        ),
        "proef",
    )


def test_the_profile_is_the_municipality_s_own_else_the_national_one() -> None:
    rules = RuleSet(
        (), (rule_of("gm0001.a", "eigen"), rule_of("gm0002.b", None), rule_of("nl.c", "landelijk"))
    )
    for municipality, wanted in {"GM0001": "eigen", "GM0002": "landelijk", None: "landelijk"}.items():
        found = rules.profile(municipality)
        assert found is not None
        assert found.id == wanted
    assert RuleSet((), (rule_of("gm0001.a", "eigen"),)).profile("GM0002") is None
    assert RuleSet().profile(None) is None


def test_norms_are_distinct_by_id() -> None:
    norm = SunNorm("z", Text("z"), SOURCE, Limit(2.0, "h", "hier", "wij"), ((2, 19),), ((2, 19), (2, 19)))
    entries = tuple(
        PackRule(Rule(f"nl.{name}", Text(name), SOURCE, lambda _: NotApplicable("nee"), norms=(norm,)), "p")
        for name in ("a", "b")
    )
    assert RuleSet((), entries).norms == (norm,)
