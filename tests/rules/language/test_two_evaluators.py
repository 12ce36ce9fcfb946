"""Two evaluators that share no line agree, and what they call sure holds in every state of affairs."""

from __future__ import annotations

import time
from collections import Counter
from random import Random

import pytest

from optopcheck.rules.language.checking import check
from optopcheck.rules.language.evaluating import evaluate
from optopcheck.rules.language.parsing import ExpressionError, parse
from optopcheck.rules.language.values import Unknown
from tests.rules.language.generated import KINDS, Maker, facts_by_chance, state_by_chance, value_of
from tests.rules.language.second import Reader, concrete, second_answer

STATES = 6


def answer(text: str, facts: dict[str, object]) -> bool | str:
    """Return what the first evaluator says: True, False, or what it waits for first."""
    node, _ = check(parse(text), KINDS)
    found = evaluate(node, lambda name: value_of(facts[name]))
    if isinstance(found, Unknown):
        return found.need.value
    assert isinstance(found, bool)
    return found


def fits(text: str) -> bool:
    """Tell whether the units fit: a zero that is scaled is a bare number, which a length does not meet."""
    try:
        check(parse(text), KINDS)
    except ExpressionError as error:
        if "zonder eenheid" not in error.text.nl:
            raise
        return False
    return True


def agree(count: int, seed: int) -> Counter[bool | str]:
    chance = Random(seed)  # noqa: S311 - no secret
    tried: Counter[bool | str] = Counter()
    slowest = 0.0
    while tried.total() < count:
        text, facts = Maker(chance).truth(chance.randint(1, 4)), facts_by_chance(chance)
        if len(text) > 400 or not fits(text):
            continue
        start = time.process_time()
        first = answer(text, facts)
        slowest = max(slowest, time.process_time() - start)
        assert first == second_answer(text, facts), (text, facts)
        hold_in_every_state(first, text, facts, chance)
        tried[first] += 1
    assert slowest < 1.0
    return tried


def hold_in_every_state(first: object, text: str, facts: dict[str, object], chance: Random) -> None:
    if not isinstance(first, bool) or "known(it" in text:
        return
    tree = Reader(text).whole()
    for _ in range(STATES):
        state = state_by_chance(chance, facts)
        try:
            holds = concrete(tree, state)
        except (ZeroDivisionError, ValueError):  # a divisor of zero, the least of nothing
            continue
        assert holds == first, (text, facts, state)


def test_two_evaluators_agree_on_2000_expressions() -> None:
    tried = agree(2_000, 1)

    assert set(tried) == {True, False, "input", "precision", "judgement", "repair"}
    assert min(tried.values()) > 20


@pytest.mark.long
@pytest.mark.parametrize("seed", range(2, 6))
def test_two_evaluators_agree_on_20000_expressions(seed: int) -> None:
    tried = agree(5_000, seed)

    assert tried.total() == 5_000
