"""A second evaluator of lang = 1, made apart from the first: no line of it is shared.

It reads the text by precedence climbing of its own, not by Python's parser. A
comparison picks one world for every fact that stands in it, in every consistent
way, and takes the corners of the doubts by trying each end of each number; the
first evaluator carries worlds and spans along instead. Truth is decided by
trying both values of whatever is undetermined.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import product
from typing import Any

TOKEN = re.compile(
    r"\s*(?:(\d+(?:\.\d+)?)|(\"[^\"]*\"|'[^']*')|([a-z_][a-z0-9_.]*)|(<=|>=|==|!=|[-+*/<>(),\[\]]))"
)
PRIORITY = ("repair", "input", "precision", "judgement")
COMPARE = {
    "<": lambda d: d < 0,
    "<=": lambda d: d <= 0,
    ">": lambda d: d > 0,
    ">=": lambda d: d >= 0,
    "==": lambda d: d == 0,
    "!=": lambda d: d != 0,
}
LIST_NAMES = ("xs", "ys", "items", "empty", "unknown_list")
LISTS = ("all", "any", "count", "sum", "min", "max")


@dataclass(frozen=True)
class Fact:
    """A number: base value, doubt on either side, other values by label, and whether nobody confirmed it."""

    value: Fraction
    doubt: Fraction = Fraction(0)
    readings: tuple[tuple[str, Fraction], ...] = ()
    assumed: bool = False


@dataclass(frozen=True)
class Missing:
    needs: frozenset[str]
    absent: bool = False


Facts = dict[str, Any]


# --- reading -------------------------------------------------------------------------------


class Reader:
    def __init__(self, text: str) -> None:
        self.tokens: list[tuple[str, str]] = []
        at = 0
        while text[at:].strip():
            found = TOKEN.match(text, at)
            assert found is not None, text[at:]
            kind = ("number", "text", "word", "sign")[[g is not None for g in found.groups()].index(True)]
            self.tokens.append((kind, found[0].strip()))
            at = found.end()
        self.place = 0

    def peek(self) -> str:
        return self.tokens[self.place][1] if self.place < len(self.tokens) else ""

    def take(self, expected: str | None = None) -> tuple[str, str]:
        token = self.tokens[self.place]
        assert expected is None or token[1] == expected, (token, expected)
        self.place += 1
        return token

    def whole(self) -> Any:
        node = self.choice()
        assert self.place == len(self.tokens)
        return node

    def choice(self) -> Any:
        then = self.disjunction()
        if self.peek() != "if":
            return then
        self.take()
        test = self.disjunction()
        self.take("else")
        return ("if", test, then, self.choice())

    def disjunction(self) -> Any:
        parts = [self.conjunction()]
        while self.peek() == "or":
            self.take()
            parts.append(self.conjunction())
        return parts[0] if len(parts) == 1 else ("or", *parts)

    def conjunction(self) -> Any:
        parts = [self.negation()]
        while self.peek() == "and":
            self.take()
            parts.append(self.negation())
        return parts[0] if len(parts) == 1 else ("and", *parts)

    def negation(self) -> Any:
        if self.peek() == "not":
            self.take()
            return ("not", self.negation())
        return self.comparison()

    def comparison(self) -> Any:
        left = self.sum()
        if self.peek() in ("in", "not"):
            negated = self.peek() == "not"
            if negated:
                self.take()
            self.take("in")
            close = {"(": ")", "[": "]"}[self.take()[1]]
            options = [self.choice()]
            while self.peek() == ",":
                self.take()
                if self.peek() == close:
                    break
                options.append(self.choice())
            self.take(close)
            return ("not", ("in", left, *options)) if negated else ("in", left, *options)
        pairs = []
        while self.peek() in COMPARE:
            sign = self.take()[1]
            right = self.sum()
            pairs.append(("compare", sign, left, right))
            left = right
        if not pairs:
            return left
        return pairs[0] if len(pairs) == 1 else ("and", *pairs)

    def sum(self) -> Any:
        node = self.term()
        while self.peek() in ("+", "-"):
            node = (self.take()[1], node, self.term())
        return node

    def term(self) -> Any:
        node = self.sign()
        while self.peek() in ("*", "/"):
            node = (self.take()[1], node, self.sign())
        return node

    def sign(self) -> Any:
        if self.peek() == "-":
            self.take()
            return ("minus", self.sign())
        return self.atom()

    def atom(self) -> Any:
        kind, text = self.take()
        if kind == "number":
            return ("literal", Fraction(text))
        if kind == "text":
            return ("literal", text[1:-1])
        if text == "(":
            node = self.choice()
            self.take(")")
            return node
        if text in ("true", "false"):
            return ("literal", text == "true")
        if self.peek() == "(":
            self.take()
            arguments = [self.choice()]
            while self.peek() == ",":
                self.take()
                arguments.append(self.choice())
            self.take(")")
            return ("call", text, *arguments)
        return ("name", text)


# --- judging -------------------------------------------------------------------------------


@dataclass
class Second:
    """Evaluates one tree over facts; answers True, False or the set of what it waits for."""

    facts: Facts
    item: dict[str, Any] = field(default_factory=dict)

    def look(self, name: str) -> Any:
        return self.item[name[3:]] if name.startswith("it.") else self.facts[name]

    def truth(self, node: Any) -> bool | frozenset[str]:
        return getattr(self, f"_{node[0]}")(node)

    def _literal(self, node: Any) -> Any:
        return node[1]

    def _name(self, node: Any) -> Any:
        found = self.look(node[1])
        return found.needs if isinstance(found, Missing) else found

    def _tried(self, parts: list[Any], decide: Any) -> Any:
        """Try both values of all that is undetermined; the answer if it is always the same."""
        answers = {
            decide(values)
            for values in product(*[(part,) if isinstance(part, bool) else (True, False) for part in parts])
        }
        if len(answers) == 1:
            return answers.pop()
        return frozenset().union(*(part for part in parts if not isinstance(part, bool)))

    def _not(self, node: Any) -> Any:
        return self._tried([self.truth(node[1])], lambda values: not values[0])

    def _and(self, node: Any) -> Any:
        return self._tried([self.truth(part) for part in node[1:]], all)

    def _or(self, node: Any) -> Any:
        return self._tried([self.truth(part) for part in node[1:]], any)

    def _if(self, node: Any) -> Any:
        test = self.truth(node[1])
        if isinstance(test, bool):
            return self.truth(node[2] if test else node[3])
        parts = [test, self.truth(node[2]), self.truth(node[3])]
        return self._tried(parts, lambda values: values[1] if values[0] else values[2])

    def _in(self, node: Any) -> Any:
        return self._tried([self._compare(("compare", "==", node[1], o)) for o in node[2:]], any)

    def _call(self, node: Any) -> Any:
        word, *arguments = node[1:]
        if word == "known":
            found = self.look(arguments[0][1])
            return (False if found.absent else found.needs) if isinstance(found, Missing) else True
        rows = self.look(arguments[0][1])
        if isinstance(rows, Missing):
            return rows.needs
        if not rows:
            return frozenset({"input"})
        parts = [Second(self.facts, row).truth(arguments[1]) for row in rows]
        return self._tried(parts, all if word == "all" else any)

    # Comparisons: every world of every fact in it, every corner of every doubt.

    def _compare(self, node: Any) -> Any:
        _, sign, left, right = node
        sides = [self._spread(left), self._spread(right)]
        texts = [side for side in sides if isinstance(side, str)]
        waits = frozenset().union(*(s for s in sides if isinstance(s, frozenset)))
        leaves = [leaf for s in sides if not isinstance(s, frozenset | str) for leaf in self._leaves(s)]
        assumed = any(leaf.assumed for leaf in leaves)
        if waits:
            return waits | ({"judgement"} if assumed else frozenset())
        if len(texts) == 2:
            return COMPARE[sign](0 if texts[0] == texts[1] else 1)
        answers = []
        for world in self._worlds(leaves):
            low, high = self._range(("-", sides[0], sides[1]), world)
            sure = low == high or not low <= 0 <= high
            answers.append(COMPARE[sign](low) if sure else None)
        needs = {"judgement"} if assumed else set()
        if answers[0] is not None and (not answers[0]) in answers:
            needs.add("judgement")
        elif None in answers:
            needs.add("precision")
        return frozenset(needs) or answers[0]

    def _spread(self, node: Any) -> Any:  # noqa: PLR0911 - one return a form
        """Return a numeric tree with facts for leaves; a text; or what is waited for."""
        kind = node[0]
        if kind == "literal":
            return Fact(node[1]) if isinstance(node[1], Fraction) else node[1]
        if kind == "name":
            found = self.look(node[1])
            return found.needs if isinstance(found, Missing) else found
        if kind == "if":
            test = self.truth(node[1])
            if isinstance(test, bool):
                return self._spread(node[2] if test else node[3])
            sides = [self._spread(part) for part in node[2:]]
            if isinstance(sides[0], str) and sides[0] == sides[1]:
                return sides[0]
            return test.union(*(side for side in sides if isinstance(side, frozenset)))
        if kind == "call":
            return self._spread_call(node)
        parts = [self._spread(part) for part in node[1:]]
        waits = frozenset().union(*(part for part in parts if isinstance(part, frozenset)))
        if waits:
            return waits
        if kind == "/":
            low, high = self._range(parts[1], {})
            if low <= 0 <= high:
                return frozenset({"repair" if low == high else "precision"})
        return (kind, *parts)

    def _spread_call(self, node: Any) -> Any:
        word, *arguments = node[1:]
        listed = (
            word in LISTS
            and arguments[0][0] == "name"
            and isinstance(self.look(arguments[0][1]), list | Missing)
        )
        if not listed or (word in ("min", "max") and self._is_number(arguments[0])):
            parts = [self._spread(part) for part in arguments]
        else:
            rows = self.look(arguments[0][1])
            if isinstance(rows, Missing):
                return rows.needs
            if not rows:
                return frozenset({"input"})
            if word == "count":
                return self._counted(rows, arguments[1:])
            parts = [Second(self.facts, row)._spread(arguments[1]) for row in rows]
        waits = frozenset().union(*(part for part in parts if isinstance(part, frozenset)))
        return waits or (word, *parts)

    def _is_number(self, node: Any) -> bool:
        return node[1] not in LIST_NAMES

    def _counted(self, rows: list[Any], test: list[Any]) -> Any:
        if not test:
            return Fact(Fraction(len(rows)))
        answers = [Second(self.facts, row).truth(test[0]) for row in rows]
        waits = frozenset().union(*(a for a in answers if not isinstance(a, bool)))
        return waits or Fact(Fraction(answers.count(True)))

    def _leaves(self, tree: Any) -> list[Fact]:
        if isinstance(tree, Fact):
            return [tree]
        return [leaf for part in tree[1:] for leaf in self._leaves(part)]

    def _worlds(self, leaves: list[Fact]) -> list[dict[Fact, str | None]]:
        """Return every consistent choice of a reading for each fact, the base first."""
        disputed = list(dict.fromkeys(leaf for leaf in leaves if leaf.readings))
        labels = {leaf: {label for label, _ in leaf.readings} for leaf in disputed}
        found = []
        for choice in product(*[(None, *(label for label, _ in leaf.readings)) for leaf in disputed]):
            chosen = dict(zip(disputed, choice, strict=True))
            agrees = all(
                (chosen[one] in labels[other]) == (chosen[other] in labels[one])
                and (chosen[one] not in labels[other] or chosen[one] == chosen[other])
                for one in disputed
                for other in disputed
            )
            if agrees:
                found.append(chosen)
        return found

    def _range(self, tree: Any, world: dict[Fact, str | None]) -> tuple[Fraction, Fraction]:
        """Return least and greatest over both ends of every leaf; absolute values are taken by themselves."""
        leaves: list[tuple[Fraction, Fraction]] = []
        shape = self._shaped(tree, world, leaves)
        found = [_worked(shape, corner) for corner in product(*leaves)]
        return min(found), max(found)

    def _shaped(self, tree: Any, world: Any, leaves: list[tuple[Fraction, Fraction]]) -> Any:
        if isinstance(tree, Fact):
            label = world.get(tree)
            middle = dict(tree.readings)[label] if label is not None else tree.value
            ends = (middle,) if not tree.doubt else (middle - tree.doubt, middle + tree.doubt)
            leaves.append(ends)
            return len(leaves) - 1
        if tree[0] == "abs":
            low, high = self._range(tree[1], world)
            least = Fraction(0) if low <= 0 <= high else min(abs(low), abs(high))
            leaves.append((least, max(abs(low), abs(high))))
            return len(leaves) - 1
        return (tree[0], *(self._shaped(part, world, leaves) for part in tree[1:]))


def _worked(shape: Any, corner: tuple[Fraction, ...]) -> Fraction:
    if isinstance(shape, int):
        return corner[shape]
    word, *parts = shape
    values = [_worked(part, corner) for part in parts]
    return WORK[word](values)


WORK = {
    "+": lambda v: v[0] + v[1],
    "-": lambda v: v[0] - v[1],
    "*": lambda v: v[0] * v[1],
    "/": lambda v: v[0] / v[1],
    "minus": lambda v: -v[0],
    "sum": sum,
    "min": min,
    "max": max,
}


def second_answer(text: str, facts: Facts) -> bool | str:
    """Return True, False, or the first need of an undetermined test."""
    found = Second(facts).truth(Reader(text).whole())
    if isinstance(found, bool):
        return found
    return min(found, key=PRIORITY.index)


# --- one concrete state of affairs ----------------------------------------------------------


def concrete(node: Any, facts: Facts, item: dict[str, Any] | None = None) -> Any:  # noqa: PLR0911 - same
    """Return the plain value of a tree where every fact is one exact value."""
    kind, *rest = node
    here = item or {}
    if kind == "literal":
        return rest[0]
    if kind == "name":
        return here[rest[0][3:]] if rest[0].startswith("it.") else facts[rest[0]]
    if kind == "if":
        return concrete(rest[1] if concrete(rest[0], facts, here) else rest[2], facts, here)
    if kind == "compare":
        left, right = (concrete(part, facts, here) for part in rest[1:])
        return COMPARE[rest[0]](left - right if isinstance(left, Fraction | int) else int(left != right))
    if kind == "call":
        return _concrete_call(rest, facts, here)
    values = [concrete(part, facts, here) for part in rest]
    if kind == "in":
        return values[0] in values[1:]
    return {"and": all, "or": any, "not": lambda v: not v[0], **WORK}[kind](values)


def _concrete_call(rest: list[Any], facts: Facts, here: dict[str, Any]) -> Any:
    word, *arguments = rest
    if word == "known":
        return facts[f"known {arguments[0][1]}"]
    first = concrete(arguments[0], facts, here)
    if isinstance(first, list):
        if word == "count" and len(arguments) == 1:
            return Fraction(len(first))
        values = [concrete(arguments[1], facts, row) for row in first]
    else:
        values = [first, *(concrete(part, facts, here) for part in arguments[1:])]
    if word == "count":
        return Fraction(values.count(True))
    return {"all": all, "any": any, "abs": lambda v: abs(v[0]), **WORK}[word](values)
