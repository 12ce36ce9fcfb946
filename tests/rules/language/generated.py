"""Expressions and facts made by chance: every form of the language, numbers that often touch."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from optopcheck.domain.rule import Need
from optopcheck.domain.text import Text
from optopcheck.rules.language.kinds import ListKind, TextKind, TruthKind, number_in
from optopcheck.rules.language.values import Items, Reason, Unknown, doubtful
from tests.rules.language.second import Fact, Missing

if TYPE_CHECKING:
    from random import Random

    from optopcheck.rules.language.kinds import Kind
    from optopcheck.rules.language.values import Value

LENGTHS = ("a", "b", "c", "limit.x")
COUNTS = ("n", "k")
ROW: dict[str, Kind] = {"h": number_in("m"), "ok": TruthKind(), "s": TextKind()}
KINDS: dict[str, Kind] = {
    **{name: number_in("m") for name in LENGTHS},
    **{name: number_in("1") for name in COUNTS},
    "p": TruthKind(),
    "q": TruthKind(),
    "t": TextKind(),
    "xs": ListKind(ROW),
    "ys": ListKind(ROW),
}
NEEDS = ("input", "precision", "judgement", "repair")
FORMS = (
    *("and", "or", "not", "compare", "compare", "compare", "chain", "in", "if", "list", "known", "text"),
)
SIGNS = ("<", "<=", ">", ">=", "==", "!=")


@dataclass
class Maker:
    """Makes one expression by chance."""

    chance: Random

    def truth(self, depth: int, *, item: bool = False) -> str:
        if depth <= 0:
            return self.chance.choice(["it.ok"] if item else ["p", "q", "true", "false", "p", "q"])
        form = self.chance.choice(
            [
                "and",
                "or",
                "not",
                "compare",
                "compare",
                "compare",
                "chain",
                "in",
                "if",
                "list",
                "known",
                "text",
            ]
        )
        return getattr(self, f"_{form}")(depth - 1, item=item)

    def _and(self, depth: int, *, item: bool) -> str:
        parts = [self.truth(depth, item=item) for _ in range(self.chance.randint(2, 3))]
        return f"({' and '.join(parts)})"

    def _or(self, depth: int, *, item: bool) -> str:
        parts = [self.truth(depth, item=item) for _ in range(self.chance.randint(2, 3))]
        return f"({' or '.join(parts)})"

    def _not(self, depth: int, *, item: bool) -> str:
        return f"(not {self.truth(depth, item=item)})"

    def _compare(self, depth: int, *, item: bool) -> str:
        kind = self.chance.choice(["m", "m", "1"])
        sides = [self.number(kind, min(depth, 2), item=item) for _ in range(2)]
        return f"({sides[0]} {self.chance.choice(SIGNS)} {sides[1]})"

    def _chain(self, depth: int, *, item: bool) -> str:
        parts = [self.number("m", min(depth, 1), item=item) for _ in range(3)]
        one, other = self.chance.choice(SIGNS), self.chance.choice(SIGNS)
        return f"({parts[0]} {one} {parts[1]} {other} {parts[2]})"

    def _in(self, depth: int, *, item: bool) -> str:
        word = self.chance.choice(["in", "not in"])
        if self.chance.random() < 0.5:
            options = ", ".join(self.chance.choice(['"u"', '"v"', '"w"']) for _ in range(2))
            return f"({'it.s' if item else 't'} {word} ({options}))"
        options = ", ".join(self.number("m", 0, item=item) for _ in range(2))
        return f"({self.number('m', min(depth, 1), item=item)} {word} [{options}])"

    def _if(self, depth: int, *, item: bool) -> str:
        parts = [self.truth(depth, item=item) for _ in range(3)]
        return f"({parts[0]} if {parts[1]} else {parts[2]})"

    def _list(self, depth: int, *, item: bool) -> str:
        del item
        word, name = self.chance.choice(["all", "any"]), self.chance.choice(["xs", "ys"])
        return f"{word}({name}, {self.truth(min(depth, 2), item=True)})"

    def _known(self, _depth: int, *, item: bool) -> str:
        return f"known({self.chance.choice(['it.h', 'it.ok'] if item else ['a', 'p', 't', 'n'])})"

    def _text(self, _depth: int, *, item: bool) -> str:
        name = "it.s" if item else "t"
        if self.chance.random() < 0.3:
            name = f"({name} if {self.truth(0, item=item)} else 'u')"
        word = self.chance.choice("uv")
        return f"({name} {self.chance.choice(['==', '!='])} '{word}')"

    def number(self, kind: str, depth: int, *, item: bool = False) -> str:
        if depth <= 0:
            return self._leaf(kind, item=item)
        return self.chance.choice(
            [self._sum, self._scaled, self._sized, self._extreme, self._chosen, self._told]
        )(kind, depth - 1, item=item)

    def _leaf(self, kind: str, *, item: bool) -> str:
        if kind == "1":
            return self.chance.choice(["n", "k", "1", "2", "0", "0.5"])
        return self.chance.choice(["it.h", *LENGTHS] if item else [*LENGTHS, "0"])

    def _sum(self, kind: str, depth: int, *, item: bool) -> str:
        sides = [self.number(kind, depth, item=item) for _ in range(2)]
        return f"({sides[0]} {self.chance.choice('+-')} {sides[1]})"

    def _scaled(self, kind: str, depth: int, *, item: bool) -> str:
        side = self.number(kind, depth, item=item)
        if self.chance.random() < 0.4:
            # Divisors without other readings: which world fails first is no part of the language.
            return f"({side} / {self.chance.choice(['k', '2', '(k - 1)', '0.5'])})"
        return f"({self.chance.choice(['2', '1.5', 'n', 'k'])} * {side})"

    def _sized(self, kind: str, depth: int, *, item: bool) -> str:
        side = self.number(kind, depth, item=item)
        return self.chance.choice([f"abs({side})", f"(-{side})"])

    def _extreme(self, kind: str, depth: int, *, item: bool) -> str:
        sides = ", ".join(self.number(kind, depth, item=item) for _ in range(2))
        return f"{self.chance.choice(['min', 'max'])}({sides})"

    def _chosen(self, kind: str, depth: int, *, item: bool) -> str:
        sides = [self.number(kind, depth, item=item) for _ in range(2)]
        return f"({sides[0]} if {self.truth(1, item=item)} else {sides[1]})"

    def _told(self, kind: str, depth: int, *, item: bool) -> str:
        del depth, item
        name = self.chance.choice(["xs", "ys"])
        if kind == "1":
            return self.chance.choice([f"count({name})", f"count({name}, {self.truth(1, item=True)})"])
        return f"{self.chance.choice(['sum', 'min', 'max'])}({name}, {self.number('m', 0, item=True)})"


def facts_by_chance(chance: Random) -> dict[str, Any]:
    """Return facts as the second evaluator takes them."""
    found: dict[str, Any] = {
        name: _number(chance, name, readings=name in ("a", "b", "n")) for name in LENGTHS
    }
    found |= {name: _number(chance, name, readings=name == "n") for name in COUNTS}
    found |= {name: _plain(chance, chance.random() < 0.5) for name in ("p", "q")}
    found["t"] = _plain(chance, chance.choice("uvw"))
    for name in ("xs", "ys"):
        rows = [_row(chance, f"{name}{place}") for place in range(chance.randint(0, 3))]
        found[name] = _plain(chance, rows, missing=0.1)
    return found


def _row(chance: Random, name: str) -> dict[str, Any]:
    return {
        "h": _number(chance, name, readings=False),
        "ok": _plain(chance, chance.random() < 0.5),
        "s": _plain(chance, chance.choice("uv")),
    }


def _missing(chance: Random) -> Missing:
    absent = chance.random() < 0.5
    return Missing(frozenset({"input" if absent else chance.choice(NEEDS)}), absent)


def _plain(chance: Random, value: Any, missing: float = 0.2) -> Any:
    return _missing(chance) if chance.random() < missing else value


def _number(chance: Random, name: str, *, readings: bool) -> Any:
    if chance.random() < 0.12:
        return _missing(chance)
    value = Fraction(chance.randint(-2, 6), 2)
    doubt = chance.choice([Fraction(0), Fraction(0), Fraction(1, 10), Fraction(1, 2), Fraction(1)])
    other = ()
    if readings and chance.random() < 0.5:
        # `shared` is disputed by several facts at once, `name` by one alone.
        labels = chance.sample(["shared", name], chance.randint(1, 2))
        other = tuple((label, value + Fraction(chance.randint(-3, 3), 2)) for label in labels)
    return Fact(value, doubt, other, assumed=chance.random() < 0.08)


def value_of(fact: Any) -> Value:
    """Return a fact as the first evaluator takes it."""
    if isinstance(fact, Missing):
        reasons = tuple(Reason(Need(need), Text(need), absent=fact.absent) for need in sorted(fact.needs))
        return Unknown(reasons)
    if isinstance(fact, list):
        return Items(tuple({name: value_of(value) for name, value in row.items()} for row in fact))
    if isinstance(fact, Fact):
        number = doubtful(fact.value, fact.doubt, fact.readings)
        if not fact.assumed:
            return number
        return replace(number, assumed=(Reason(Need.JUDGEMENT, Text("aanname")),))
    return fact  # type: ignore[no-any-return]


def state_by_chance(chance: Random, facts: dict[str, Any]) -> dict[str, Any]:
    """Return one state of affairs that the facts allow: exact values in one consistent world."""
    labels = {"shared"} if chance.random() < 0.5 else set()
    own = {name for name in facts if chance.random() < 0.5}
    state: dict[str, Any] = {}
    for name, fact in facts.items():
        state[name] = _state(chance, fact, name, labels, own)
        state[f"known {name}"] = not isinstance(fact, Missing)
    return state


def _state(chance: Random, fact: Any, name: str, labels: set[str], own: set[str]) -> Any:
    if isinstance(fact, Missing):
        return _anything(chance, name)
    if isinstance(fact, list):
        return [{key: _state(chance, value, key, labels, own) for key, value in row.items()} for row in fact]
    if not isinstance(fact, Fact):
        return fact
    readings = dict(fact.readings)
    middle = fact.value
    if "shared" in readings and "shared" in labels:
        middle = readings["shared"]
    elif name in readings and name in own:
        middle = readings[name]
    if fact.assumed:
        return middle + Fraction(chance.randint(-8, 8), 4)
    return middle + fact.doubt * Fraction(chance.randint(-10, 10), 10)


def _anything(chance: Random, name: str) -> Any:
    """Return any value of the kind of a fact that is not known."""
    if name in ("xs", "ys"):
        return [
            {key: _anything(chance, key) for key in ("h", "ok", "s")} for _ in range(chance.randint(0, 3))
        ]
    if name in ("p", "q", "ok"):
        return chance.random() < 0.5
    return chance.choice("uvw") if name in ("t", "s") else Fraction(chance.randint(-8, 24), 4)
