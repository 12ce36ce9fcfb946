"""The twin: the same rule as data and in Python finds the same, on every case and on a grid of facts."""

from __future__ import annotations

import runpy
import tomllib
from dataclasses import fields
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from optopcheck.api import (
    Finding,
    Measurement,
    Need,
    NotApplicable,
    Quantity,
    Reading,
    Rule,
    Scenario,
    StructuralStatement,
    Text,
    Unmeasured,
)
from optopcheck.api.testing import make_facts, make_situation, quantities_read
from optopcheck.rules import load_rules
from optopcheck.rules.authoring import try_pack
from optopcheck.rules.bundle import build_bundle
from optopcheck.rules.declared import read_rules
from optopcheck_zoetermeer import register_rules

PACK = Path(__file__).parents[1]
THEIRS = sorted((PACK.parent / "zoetermeer" / "cases").glob("*/*.toml"))
(PYTHON,) = register_rules()
(DATA,) = read_rules(PACK / "rules" / "one-extra-storey.toml")
FILES = sorted((PACK / "cases").glob("*/*.toml"))
COMPARED = tuple(field.name for field in fields(Finding) if field.name not in ("measured", "used"))


def facts_of(given: dict[str, Any]) -> Any:
    bears, storeys = given.get("bears"), given.get("storeys")
    return make_facts(
        municipality=given.get("municipality"),
        storeys=tuple(storeys) if storeys else None,
        scenario=Scenario(storeys_added=given["declared"]),
        structural_statement=None
        if bears is None
        else StructuralStatement(bears, "J. de Vries", "constructeur", "00", "verklaring.pdf"),
    )


def _measured(found: Measurement | None) -> object:
    """Return what can be compared: a measurement is made anew each time it is asked for."""
    if found is None:
        return None
    return found.quantity, found.value, found.uncertainty, found.elements, found.method


def assert_same(facts: Any) -> None:
    python, data = PYTHON.check(facts), DATA.check(facts)
    assert type(data) is type(python)
    if isinstance(python, Finding) and isinstance(data, Finding):
        for name in COMPARED:
            assert getattr(data, name) == getattr(python, name), name
        assert _measured(data.measured) == _measured(python.measured)
    else:
        assert data == python


def test_cases_are_those_of_the_python_pack() -> None:
    written = runpy.run_path(str(PACK / "cases" / "generate.py"))["files"]()
    ours = {path.relative_to(PACK / "cases").as_posix(): path.read_text(encoding="utf-8") for path in FILES}

    assert ours == written, "run: python cases/generate.py"
    assert len(ours) >= 10
    assert len(ours) == len(THEIRS)


def test_cases_find_what_they_say_and_show_every_outcome() -> None:
    tested = try_pack(build_bundle(PACK).container.files)

    assert [result.case.name for result in tested.failed] == []
    assert tested.passed
    assert len(tested.results) == len(FILES)


@pytest.mark.parametrize("path", THEIRS, ids=lambda path: path.stem)
def test_case_gives_what_it_says_and_what_python_finds(path: Path) -> None:
    case = tomllib.loads(path.read_text(encoding="utf-8"))
    facts = facts_of(case["given"])
    found = DATA.check(facts)

    if isinstance(found, Finding):
        need = found.need.value if found.need else None
        assert (found.verdict.value, need) == (case["expect"]["verdict"], case["expect"].get("need"))
    else:
        assert case["expect"]["verdict"] == "na"
    assert_same(facts)


def test_every_mix_of_exact_facts_is_judged_alike() -> None:
    tried = 0
    for before, after, declared, bears, place in product(
        (None, 3, 4), (4, 5, 6), (0, 1, 2), (None, 0, 1, 2), ("GM0637", "GM0546", None)
    ):
        storeys = None if before is None else [before, after]
        assert_same(
            facts_of({"municipality": place, "storeys": storeys, "declared": declared, "bears": bears})
        )
        tried += 1
    assert tried == 324


def _with_reading(count: float, other: float) -> Any:
    reading = Reading(Text("met souterrain", "with basement"), other)
    return make_situation(storey_count=Measurement(Quantity.STOREY_COUNT, count, 0.0, readings=(reading,)))


STATEMENT = StructuralStatement(1, "J. de Vries", "constructeur", "00", "verklaring.pdf")


@pytest.mark.parametrize(
    ("existing", "proposed"),
    [
        (_with_reading(4, 5), _with_reading(5, 6)),
        (_with_reading(4, 4), _with_reading(5, 6)),
        (_with_reading(4, 5), make_situation(storey_count=5.0)),
        (make_situation(storey_count=4.0), make_situation(storey_count=(5.0, 1.0))),
        (
            make_situation(storey_count=Unmeasured(Text("geen lagen", "none"), Need.REPAIR)),
            make_situation(storey_count=5.0),
        ),
    ],
)
def test_doubt_and_other_readings_are_judged_alike(existing: Any, proposed: Any) -> None:
    assert_same(
        make_facts(
            municipality="GM0637",
            existing=existing,
            proposed=proposed,
            scenario=Scenario(storeys_added=1),
            structural_statement=STATEMENT,
        )
    )


def test_it_lists_the_facts_and_limits_that_it_used() -> None:
    found = DATA.check(facts_of({"municipality": "GM0637", "storeys": [4, 5], "declared": 1, "bears": 1}))

    assert isinstance(found, Finding)
    assert [(used.name, used.value.nl, used.place) for used in found.used] == [
        ("storeys_added", "1", None),
        ("declared.storeys_added", "1", None),
        ("limit.one_extra_storey", "1", "brief 2026-0000314341, noot 8"),
        ("structural_statement.bears_extra_storeys", "1", None),
        ("structural_statement.by", "J. de Vries", None),
        ("structural_statement.role", "constructeur", None),
    ]


def test_records_agree_but_for_the_id() -> None:
    def rest(rule: Rule) -> object:
        return rule.title, rule.source, rule.assumptions, rule.quantities, rule.norms

    assert rest(DATA) == rest(PYTHON)
    assert DATA.id == PYTHON.id.replace("gm0637.", "gm0637-data.")


def test_it_is_off_by_default() -> None:
    assert DATA.id not in {entry.rule.id for entry in load_rules()}


def test_it_reads_the_quantities_that_it_declares() -> None:
    read = [quantities_read(DATA, facts_of(tomllib.loads(p.read_text("utf-8"))["given"])) for p in THEIRS]

    assert set(DATA.quantities) == frozenset().union(*read)


def test_elsewhere_it_says_nothing() -> None:
    found = DATA.check(facts_of({"municipality": "GM0599", "storeys": [4, 5], "declared": 1, "bears": 1}))
    assert isinstance(found, NotApplicable)


def test_an_unsure_count_beside_another_declaration_is_green_in_neither() -> None:
    facts = make_facts(
        municipality="GM0637",
        existing=make_situation(storey_count=4.0),
        proposed=make_situation(storey_count=(6.0, 1.0)),
        scenario=Scenario(storeys_added=1),
        structural_statement=STATEMENT,
    )
    python, data = PYTHON.check(facts), DATA.check(facts)

    assert isinstance(python, Finding)
    assert isinstance(data, Finding)
    assert (python.need, data.need) == (Need.REPAIR, Need.PRECISION)
