"""The frozen cases of lang = 1, by both evaluators."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from optopcheck.domain.rule import Need
from optopcheck.domain.text import Text
from optopcheck.rules.language.checking import read_test
from optopcheck.rules.language.evaluating import evaluate
from optopcheck.rules.language.kinds import Kind, ListKind, TextKind, TruthKind, number_in
from optopcheck.rules.language.parsing import ExpressionError
from optopcheck.rules.language.values import Items, Reason, Unknown, Value, doubtful
from tests.rules.language.second import Fact, Missing, second_answer

FILE = Path(__file__).parent / "lang1.toml"
SUITE = tomllib.loads(FILE.read_text(encoding="utf-8"))
CASES = [(group["name"], *case) for group in SUITE["group"] for case in group["cases"]]
FROZEN = "d129dea6cdb7d5c4e6b2b2f5afe6b04fb8b82c44cb8b6d6e204967aa0336367d"

ROW: dict[str, Kind] = {
    "name": TextKind(),
    "h": number_in("m"),
    "ok": TruthKind(),
    "w": number_in("m"),
}
NAMED: dict[str, Kind] = {"truth": TruthKind(), "text": TextKind(), "list": ListKind(ROW)}


def _missing(need: str, *, absent: bool = False) -> Unknown:
    return Unknown((Reason(Need(need), Text(need), absent=absent),))


def _number(given: dict[str, Any]) -> Value:
    readings = [(label, Fraction(value)) for label, value in given.get("readings", {}).items()]
    number = doubtful(Fraction(given["value"]), Fraction(given.get("doubt", "0")), readings)
    if given.get("confirmed", True):
        return number
    return replace(number, assumed=(Reason(Need.JUDGEMENT, Text("niet bevestigd")),))


def _row(row: dict[str, Any]) -> dict[str, Value]:
    height = doubtful(Fraction(row["h"]), Fraction(0))
    return {"name": row["name"], "h": height, "ok": row.get("ok", _missing("input")), "w": _missing("input")}


def kinds() -> dict[str, Kind]:
    found: dict[str, Kind] = {name: number_in(given["unit"]) for name, given in SUITE["numbers"].items()}
    for name, given in SUITE["missing"].items():
        found[name] = NAMED[given["kind"]] if given["kind"] in NAMED else number_in(given["kind"])
    for name, value in SUITE["plain"].items():
        choices = SUITE["choices"].get(name)
        text = TextKind(tuple(choices) if choices else None)
        found[name] = TruthKind() if isinstance(value, bool) else text
    return {**found, **dict.fromkeys(SUITE["lists"], ListKind(ROW))}


def values() -> dict[str, Value]:
    found: dict[str, Value] = {name: _number(given) for name, given in SUITE["numbers"].items()}
    for name, given in SUITE["missing"].items():
        found[name] = _missing(given["need"], absent=given.get("absent", False))
    lists = {name: Items(tuple(_row(row) for row in rows)) for name, rows in SUITE["lists"].items()}
    return {**found, **SUITE["plain"], **lists}


def second_facts() -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, given in SUITE["numbers"].items():
        readings = tuple((label, Fraction(value)) for label, value in given.get("readings", {}).items())
        doubt = Fraction(given.get("doubt", "0"))
        found[name] = Fact(Fraction(given["value"]), doubt, readings, not given.get("confirmed", True))
    for name, given in SUITE["missing"].items():
        found[name] = Missing(frozenset({given["need"]}), given.get("absent", False))
    nothing = Missing(frozenset({"input"}))
    for name, rows in SUITE["lists"].items():
        found[name] = [
            {**row, "h": Fact(Fraction(row["h"])), "ok": row.get("ok", nothing), "w": nothing} for row in rows
        ]
    return {**found, **SUITE["plain"]}


KINDS, VALUES, SECOND = kinds(), values(), second_facts()


def test_suite_is_frozen() -> None:
    # A case that changes its answer changes what rules in force mean: write new cases in a new file.
    assert hashlib.sha256(FILE.read_bytes()).hexdigest() == FROZEN
    assert len(CASES) >= 300
    assert {case[2] for case in CASES} == {
        "true", "false", "input", "precision", "judgement", "repair", "refused"
    }  # fmt: skip


@pytest.mark.parametrize(("group", "text", "gives"), CASES, ids=[f"{c[0]}: {c[1]}" for c in CASES])
def test_case(group: str, text: str, gives: str) -> None:
    del group
    if gives == "refused":
        with pytest.raises(ExpressionError) as refused:
            read_test(text, KINDS)
        assert refused.value.text.nl
        assert refused.value.text.en
        return
    found = evaluate(read_test(text, KINDS), VALUES.__getitem__)
    said = found.need.value if isinstance(found, Unknown) else str(found).lower()
    assert said == gives
    assert str(second_answer(text, SECOND)).lower() == gives
