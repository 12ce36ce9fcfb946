"""The value of an expression over facts: always an answer, in a bounded number of steps."""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING

from optopcheck.domain.rule import Need
from optopcheck.domain.text import Text
from optopcheck.rules.language import tree
from optopcheck.rules.language.values import (
    Budget,
    Items,
    Number,
    TooCostlyError,
    Unknown,
    absolute,
    added,
    combined,
    compared,
    divided,
    exactly,
    larger,
    mapped,
    multiplied,
    negated,
    smaller,
    subtracted,
    together,
    unknown,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from optopcheck.rules.language.values import Span, Value

MOST_STEPS = 200_000
_OPERATIONS: Mapping[str, Callable[[Span, Span], Span | Unknown]] = {
    "+": added,
    "-": subtracted,
    "*": multiplied,
    "/": divided,
    "sum": added,
    "min": smaller,
    "max": larger,
}
_MISFIT = Text("de regel past niet bij de feiten", "the rule does not fit the facts")


def evaluate(node: tree.Node, read: Callable[[str], Value], steps: int = MOST_STEPS) -> Value:
    """Return the value of a checked expression.

    Parameters
    ----------
    node
        Tree that `checking.check` returned.
    read
        Gives the value of a fact or limit by its name; asked once for each name.
    steps
        Most steps that it may take; more is undetermined (REPAIR).
    """
    try:
        return _Evaluator(read, Budget(steps)).value(node, {})
    except TooCostlyError:
        told = Text(
            f"de regel vraagt meer dan {steps} stappen; maak hem eenvoudiger",
            f"the rule takes more than {steps} steps; make it simpler",
        )
        return unknown(Need.REPAIR, told)


class _Evaluator:
    def __init__(self, read: Callable[[str], Value], budget: Budget) -> None:
        self.read = read
        self.budget = budget
        self.found: dict[str, Value] = {}
        self.readers: dict[type[tree.Node], Callable[..., Value]] = {
            tree.Literal: self._literal,
            tree.Name: self._name,
            tree.Minus: partial(self._changed, negated),
            tree.Absolute: partial(self._changed, absolute),
            tree.Negation: self._negation,
            tree.Junction: self._junction,
            tree.Arithmetic: self._arithmetic,
            tree.Comparison: self._comparison,
            tree.Membership: self._membership,
            tree.Choice: self._choice,
            tree.Quantifier: self._quantifier,
            tree.Extreme: self._extreme,
            tree.Known: self._known,
        }

    def value(self, node: tree.Node, item: Mapping[str, Value]) -> Value:
        self.budget.spend()
        return self.readers[type(node)](node, item)

    def _literal(self, node: tree.Literal, _item: Mapping[str, Value]) -> Value:
        return node.value if isinstance(node.value, str | bool) else exactly(node.value)

    def _name(self, node: tree.Name, item: Mapping[str, Value]) -> Value:
        if node.path.startswith("it."):
            return item.get(node.path.removeprefix("it."), unknown(Need.REPAIR, _MISFIT))
        if node.path not in self.found:
            self.found[node.path] = self.read(node.path)
        return self.found[node.path]

    def _changed(
        self,
        operation: Callable[[Span], Span],
        node: tree.Minus | tree.Absolute,
        item: Mapping[str, Value],
    ) -> Value:
        found = self.value(node.operand, item)
        if not isinstance(found, Number):
            return _as_unknown(found)
        self.budget.spend(len(found.worlds))
        return mapped(found, operation)

    def _negation(self, node: tree.Negation, item: Mapping[str, Value]) -> Value:
        found = self.value(node.operand, item)
        return (not found) if isinstance(found, bool) else _as_unknown(found)

    def _junction(self, node: tree.Junction, item: Mapping[str, Value]) -> Value:
        return _decided(node.word == "or", (self.value(operand, item) for operand in node.operands))

    def _arithmetic(self, node: tree.Arithmetic, item: Mapping[str, Value]) -> Value:
        return self._folded(node.sign, (self.value(part, item) for part in (node.left, node.right)))

    def _extreme(self, node: tree.Extreme, item: Mapping[str, Value]) -> Value:
        return self._folded(node.word, (self.value(operand, item) for operand in node.operands))

    def _folded(self, word: str, values: Iterable[Value]) -> Value:
        """Combine numbers from left to right; unknown if one of them is, for all their reasons."""
        total: Number | None = None
        found = list(values)
        missing = together(*found)
        if missing is not None:
            return missing
        for value in found:
            if not isinstance(value, Number):
                return _as_unknown(value)
            result = value if total is None else combined(total, value, _OPERATIONS[word], self.budget)
            if isinstance(result, Unknown):
                return result
            total = result
        return _as_unknown("") if total is None else total

    def _comparison(self, node: tree.Comparison, item: Mapping[str, Value]) -> Value:
        """Compare neighbours of a chain; each operand is evaluated once."""
        values = [self.value(operand, item) for operand in node.operands]
        return _decided(
            one=False,
            answers=(
                self._pair(sign, values[place], values[place + 1], node.text)
                for place, sign in enumerate(node.signs)
            ),
        )

    def _pair(self, sign: str, left: Value, right: Value, text: str) -> Value:
        missing = together(left, right)
        if missing is not None:
            # What nobody has confirmed stays in sight beside what is missing.
            assumed = (Unknown(v.assumed) for v in (left, right) if isinstance(v, Number) and v.assumed)
            return together(missing, *assumed) or missing
        if isinstance(left, Number) and isinstance(right, Number):
            return compared(sign, left, right, text, self.budget)
        if isinstance(left, str) and isinstance(right, str):
            return (left == right) == (sign == "==")
        return unknown(Need.REPAIR, _MISFIT)

    def _membership(self, node: tree.Membership, item: Mapping[str, Value]) -> Value:
        found = self.value(node.item, item)
        answers = (self._pair("==", found, self.value(option, item), node.text) for option in node.options)
        inside = _decided(one=True, answers=answers)
        return (inside != node.negated) if isinstance(inside, bool) else inside

    def _choice(self, node: tree.Choice, item: Mapping[str, Value]) -> Value:
        test = self.value(node.test, item)
        if isinstance(test, bool):
            return self.value(node.then if test else node.otherwise, item)
        either = self.value(node.then, item), self.value(node.otherwise, item)
        if isinstance(either[0], bool | str) and either[0] == either[1]:
            return either[0]
        return together(test, *either) or _as_unknown(test)

    def _quantifier(self, node: tree.Quantifier, _item: Mapping[str, Value]) -> Value:
        items = self._name(node.items, {})
        if not isinstance(items, Items):
            return _as_unknown(items)
        if not items.rows:
            # Of nothing, everything is true: a list that was not found must never comply.
            told = Text(f"de lijst '{node.items.path}' is leeg", f"the list '{node.items.path}' is empty")
            return unknown(Need.INPUT, told)
        if node.body is None:
            return exactly(Fraction(len(items.rows)))
        answers = self._each(node.body, items)
        if node.word in ("all", "any"):
            return _decided(node.word == "any", answers)
        return self._counted(answers) if node.word == "count" else self._folded(node.word, answers)

    def _each(self, body: tree.Node, items: Items) -> Iterator[Value]:
        return (self.value(body, row) for row in items.rows)

    def _counted(self, answers: Iterable[Value]) -> Value:
        found = list(answers)
        return together(*found) or exactly(Fraction(sum(answer is True for answer in found)))

    def _known(self, node: tree.Known, item: Mapping[str, Value]) -> Value:
        found = self._name(node.name, item)
        if not isinstance(found, Unknown):
            return True
        return False if all(reason.absent for reason in found.reasons) else found


def _decided(one: bool, answers: Iterable[Value]) -> Value:  # noqa: FBT001 - `one` is a truth value
    """Return `one` as soon as an answer is it (Kleene's or for True, and for False), else the other."""
    doubts: list[Value] = []
    for answer in answers:
        if answer is one:
            return one
        if not isinstance(answer, bool):
            doubts.append(_as_unknown(answer))
    return together(*doubts) or (not one)


def _as_unknown(value: Value) -> Unknown:
    """Return an unknown as it is; any other value stands where the checker lets none stand."""
    return value if isinstance(value, Unknown) else unknown(Need.REPAIR, _MISFIT)
