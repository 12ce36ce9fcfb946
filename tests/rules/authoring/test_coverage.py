"""Each rule shows every outcome that it can have, or says why it cannot."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from optopcheck.domain.job import InputError
from optopcheck.rules.authoring import Expected, read_authored, try_pack
from tests.rules.authoring.made import CASES, HERE, case, pack
from tests.rules.declared.texts import GOOD

if TYPE_CHECKING:
    from pathlib import Path

ALL = 'require = "all(proposed.facades, it.setback >= limit.min_setback)"'
UNLESS = "unless = \"structural_statement.role == 'monumentencommissie'\"\n"
ASKS = 'applies_when = "storeys_added >= 1 and limit.min_setback > 0"\nasks = "Past het?"'
JUDGEMENT = GOOD.replace(ALL, f'kind = "judgement"\n{ASKS}').replace(UNLESS, "")


def without(*names: str) -> dict[str, bytes]:
    return pack(**{f"cases/{name}": "" for name in names})


@pytest.mark.parametrize("outcome", list(Expected))
def test_an_outcome_without_a_case_is_missing(outcome: Expected) -> None:
    gone = [name for name in CASES if name.startswith(f"gm0001.hoogte/{outcome}")]
    tested = try_pack(without(*gone))

    assert not tested.failed
    assert not tested.passed
    assert [(rule.rule.id, rule.missing) for rule in tested.coverage] == [
        ("gm0001.hoogte", (outcome,)),
        ("gm0001.terugligging", ()),
    ]


def test_a_reason_may_stand_for_a_case() -> None:
    gone = "gm0001.hoogte/violates-dertien-meter"
    files = without(gone) | {"cases/gm0001.hoogte/none-violates.toml": b'reason = "Kan niet."\n'}
    tested = try_pack(files)

    assert tested.passed
    assert tested.coverage[0].excuses == {Expected.VIOLATES: "Kan niet."}


def test_a_reason_beside_a_case_is_refused() -> None:
    with pytest.raises(InputError, match=r"none-violates\.toml' zegt dat er geen geval is"):
        try_pack({**pack(), "cases/gm0001.hoogte/none-violates.toml": b'reason = "Kan niet."\n'})


def test_a_judgement_needs_two_outcomes_and_information_one() -> None:
    none = {f"cases/{name}": "" for name in CASES if "terugligging" in name}
    asked = case("undetermined", HERE, "judgement")
    nowhere = case("na", 'municipality = "GM0002"')
    both = {"cases/gm0001.terugligging/undetermined-x": asked, "cases/gm0001.terugligging/na-x": nowhere}

    assert try_pack(pack(rules__regels=JUDGEMENT, **none)).coverage[1].missing == (
        Expected.UNDETERMINED,
        Expected.NA,
    )
    assert try_pack(pack(rules__regels=JUDGEMENT, **none, **both)).passed
    told = JUDGEMENT.replace('"judgement"', '"information"')
    assert try_pack(pack(rules__regels=told, **none)).coverage[1].missing == (Expected.NA,)
    only = {"cases/gm0001.terugligging/na-x": nowhere}
    assert try_pack(pack(rules__regels=told, **none, **only)).passed


def test_nothing_checked_is_not_passed() -> None:
    files = pack(**{"rules/regels": "", **{f"cases/{name}": "" for name in CASES}})
    python = files["manifest.toml"].replace(b"lang = 1", b'api = 1\nrules = ["gm0001.x"]')
    tested = try_pack({**files, "manifest.toml": python, "python/a.whl": b"x"})

    assert tested.coverage == ()
    assert not tested.passed


def test_a_norm_beside_the_rules_is_no_file_of_rules(checkout: Path) -> None:
    norm = (checkout / "plugins/national/src/optopcheck_national/tno_light.toml").read_bytes()
    rules = GOOD.replace('place = "V', 'norm = { licht = "licht.toml" }\nplace = "V', 1)
    pack_read = read_authored({**pack(rules__regels=rules), "rules/licht.toml": norm})

    assert [rule.id for rule in pack_read.rules] == ["gm0001.hoogte", "gm0001.terugligging"]
    assert "sun.licht.points" in pack_read.rules[0].facts
