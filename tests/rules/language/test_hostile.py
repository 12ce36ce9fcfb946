"""Expressions that want to do harm, or to look like something else, are refused or bounded."""

from __future__ import annotations

import time
from fractions import Fraction
from random import Random

import pytest

from optopcheck.domain.rule import Need
from optopcheck.rules.language import tree
from optopcheck.rules.language.checking import read_test
from optopcheck.rules.language.evaluating import MOST_STEPS, evaluate
from optopcheck.rules.language.kinds import Kind, ListKind, TruthKind, number_in
from optopcheck.rules.language.parsing import MOST_CHARACTERS, MOST_DEPTH, MOST_NODES, ExpressionError, parse
from optopcheck.rules.language.values import Items, Unknown, Value, doubtful, exactly

ROW: dict[str, Kind] = {"h": number_in("1"), "ok": TruthKind()}
KINDS: dict[str, Kind] = {"n": number_in("1"), "p": TruthKind(), "rows": ListKind(ROW)}
SECONDS = 1.0

REFUSED = [
    "__import__('os').system('true')",
    "(lambda: n)() > 0",
    "n.__class__.__bases__ == n",
    "().__class__.__mro__[1].__subclasses__()",
    "[x for x in rows][0].h > 0",
    "{**globals()}",
    "open('x').read() == 'x'",
    "eval('1') > 0",
    "exec('p')",
    "getattr(n, 'real') > 0",
    "n if p else print(n)",
    "9 ** 9 ** 9 ** 9 > n",
    "'a' * 999999999 == 'b'",
    "n << 100000 > 0",
    "f'{n.__class__}' == 'x'",
    "(n := 5) > 0",
    "all((n, n), p)",
    "all(rows, (lambda it: it.h)(it))",
    "min(rows, key=n) > 0",
    "await n > 0",
    "(yield n) > 0",
    "p\nimport os",
    "p; n",
    "p # n > 0",
    "p and \\\n n > 0",
    "p or '\\x00' == 'x'",
    "p\u202e and n > 0",
    "р and n > 0",
    "ｐ and n > 0",
    "n > ٣",
    "p and n\u200b > 0",
    "'''p''' == 'p'",
    "'p' 'q' == 'pq'",
    "n > 0x7fffffff",
    "n > 1" + "0" * 300,
    "n > 0." + "1" * 50,
    "n > 1e999999999",
    "p \x00 and n > 0",
    "'" + "x" * 201 + "' == 'x'",
    "(" * 900 + "p" + ")" * 900,
    "-" * 1_900 + "n > 0",
    "not " * 490 + "p",
    "p and " * 400 + "p",
    "+".join(["n"] * 60) + " > 0",
    "n > 0" + " " * MOST_CHARACTERS,
    "all(rows, " * 60 + "p" + ")" * 60,
    "p if " * 200 + "p" + " else p" * 200,
    "[" * 300 + "]" * 300,
]


@pytest.mark.parametrize("text", REFUSED, ids=range(len(REFUSED)))
def test_it_is_refused_with_a_reason_and_at_once(text: str) -> None:
    start = time.process_time()
    with pytest.raises(ExpressionError) as refused:
        read_test(text, KINDS)

    assert time.process_time() - start < SECONDS
    assert refused.value.text.nl
    assert refused.value.text.en
    assert 0 <= refused.value.at <= len(text)


def test_there_are_more_than_enough_of_them() -> None:
    assert len(REFUSED) == len(set(REFUSED)) >= 26


def test_bounds_are_met_exactly() -> None:
    within = "-" * (MOST_DEPTH - 2) + "n > 0"
    assert isinstance(parse(within), tree.Comparison)
    with pytest.raises(ExpressionError, match="diep"):
        parse("-" + within)
    flat = "(n)in(" + "n," * (MOST_NODES - 2) + ")"
    assert isinstance(parse(flat), tree.Membership)
    with pytest.raises(ExpressionError, match="delen"):
        parse(flat.replace("(n)in(", "(n)in(n,"))
    most = " or ".join(["p"] * ((MOST_CHARACTERS - 1) // len("p or ")))
    assert len(most) <= MOST_CHARACTERS
    with pytest.raises(ExpressionError, match="tekens"):
        parse(most + " " * (MOST_CHARACTERS - len(most) + 1))


def rows(count: int) -> Items:
    row: dict[str, Value] = {"h": exactly(Fraction(1, 3)), "ok": True}
    return Items(tuple(row for _ in range(count)))


BOUNDED = {
    "many rows in many rows": ("all(rows, all(rows, all(rows, it.h < 2)))", rows(1_000)),
    "sums of sums": ("sum(rows, sum(rows, sum(rows, it.h))) > 0", rows(1_000)),
    "products that grow": ("n" + " * n" * 30 + " > 0", rows(1)),
    "fractions that grow": (
        "sum(rows, 1 / it.h) > 0",
        Items(tuple({"h": exactly(Fraction(2 * k + 10_001, 10_000)), "ok": True} for k in range(5_000))),
    ),
    "readings that multiply": ("sum(rows, it.h) > 0", Items(
        tuple(
            {"h": doubtful(Fraction(1), Fraction(1), [(f"lezing {k}", Fraction(2))]), "ok": True}
            for k in range(100)
        )
    )),
}  # fmt: skip


@pytest.mark.parametrize("name", BOUNDED)
def test_it_ends_within_a_second_and_never_green(name: str) -> None:
    text, listed = BOUNDED[name]
    read = {"n": exactly(Fraction(10**15 + 1, 10**9 + 7)), "p": True, "rows": listed}
    test = read_test(text, KINDS)
    start = time.process_time()
    found = evaluate(test, read.__getitem__)

    assert time.process_time() - start < SECONDS
    assert isinstance(found, Unknown) or name == "products that grow"
    if isinstance(found, Unknown):
        assert found.need in (Need.REPAIR, Need.JUDGEMENT)


def test_steps_are_counted() -> None:
    test = read_test("all(rows, it.ok)", KINDS)
    read = {"rows": rows(100)}

    assert evaluate(test, read.__getitem__) is True
    few = evaluate(test, read.__getitem__, steps=50)
    assert isinstance(few, Unknown)
    assert few.need is Need.REPAIR
    assert MOST_STEPS == 200_000


def test_every_text_that_is_no_expression_is_refused_by_our_own_error() -> None:
    chance = Random(7)  # noqa: S311 - no secret
    alphabet = "np()[]{}.,:;+-*/%<>=!&|~^@#'\"\\ 019_aitrows\n\té≤\u202e\x00"
    refused = 0
    for _ in range(5_000):
        text = "".join(chance.choice(alphabet) for _ in range(chance.randint(1, 40)))
        try:
            read_test(text, KINDS)
        except ExpressionError:
            refused += 1
    assert refused > 4_900
