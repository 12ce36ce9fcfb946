"""An expression in plain words, for those who do not read expressions."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, localcontext
from fractions import Fraction
from functools import reduce
from typing import TYPE_CHECKING

from optopcheck.domain.text import Text, join_texts
from optopcheck.rules.catalogue.fact import decimal
from optopcheck.rules.declared.wording import both
from optopcheck.rules.language import tree
from optopcheck.rules.language.kinds import TruthKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optopcheck.domain.text import Language
    from optopcheck.rules.declared.rule import DataLimit, DataRule

_DIGITS = 60
_SIGNS = {
    "<": ("{} is minder dan {}", "{} is less than {}"),
    "<=": ("{} is ten hoogste {}", "{} is at most {}"),
    ">": ("{} is meer dan {}", "{} is more than {}"),
    ">=": ("{} is ten minste {}", "{} is at least {}"),
    "==": ("{} is gelijk aan {}", "{} equals {}"),
    "!=": ("{} is niet gelijk aan {}", "{} does not equal {}"),
}
_OPERATIONS = {
    "+": ("{} plus {}", "{} plus {}"),
    "-": ("{} min {}", "{} minus {}"),
    "*": ("{} maal {}", "{} times {}"),
    "/": ("{} gedeeld door {}", "{} divided by {}"),
}
_JOINTS = {"and": ("{} en {}", "{} and {}"), "or": ("{} of {}", "{} or {}")}
_LISTED = {
    "and": Text("al het volgende geldt", "all of the following holds"),
    "or": Text("een van de volgende geldt", "one of the following holds"),
}
_QUANTIFIERS = {
    "all": ("voor elk van {} geldt: {}", "for each of {} holds: {}"),
    "any": ("voor ten minste één van {} geldt: {}", "for at least one of {} holds: {}"),
    "count": ("het aantal van {} waarvoor geldt: {}", "the number of {} for which holds: {}"),
    "sum": ("de som over {} van {}", "the sum over {} of {}"),
    "min": ("de kleinste over {} van {}", "the smallest over {} of {}"),
    "max": ("de grootste over {} van {}", "the largest over {} of {}"),
}
_OF_ITEMS = {
    "name": Text("naam", "name"),
    "role": Text("soort laag", "kind of level"),
    "height": Text("hoogte", "height"),
    "floor": Text("vloerhoogte", "floor height"),
    "floor_above_measuring_level": Text("vloer boven meetniveau", "floor above the measuring level"),
    "added": Text("het is nieuw", "it is new"),
    "side": Text("zijde", "side"),
    "setback": Text("terugligging", "setback"),
    "pitch": Text("helling", "pitch"),
    "area": Text("oppervlakte", "area"),
    "distance": Text("afstand", "distance"),
    "owner": Text("van wie", "whose"),
    "own": Text("het hoort bij het gebouw zelf", "it belongs to the building itself"),
    "existed": Text("het bestond al", "it existed before"),
    "before": Text("zon ervoor", "sun before"),
    "after": Text("zon erna", "sun after"),
    "decrease": Text("afname van zon", "loss of sun"),
    "reachable": Text("haalbare zon", "reachable sun"),
    "day": Text("dag", "day"),
    "open_area": Text("onbebouwde oppervlakte", "open area"),
    "extra_area": Text("extra schaduw", "extra shade"),
}


def in_words(rule: DataRule, node: tree.Node) -> Text:
    """Return an expression of a rule in words."""
    return _Words(rule).of(node)


def in_lines(rule: DataRule, node: tree.Node, depth: int = 0) -> Iterator[tuple[int, Text]]:
    """Yield an expression as lines with their depth: what is joined by and, or by or, is a list."""
    if not isinstance(node, tree.Junction):
        yield depth, in_words(rule, node)
        return
    yield depth, _LISTED[node.word]
    for operand in node.operands:
        yield from in_lines(rule, operand, depth + 1)


def limit_words(limit: DataLimit) -> Text:
    """Return a limit as its number with unit, and what keeps it from deciding."""
    found = limit.limit
    if found is None:
        return Text("een open norm, nog niet ingevuld", "an open norm, not filled in yet")
    unit = "" if found.unit == "1" else f" {found.unit}"
    return both(lambda language: plain_number(found.value, language) + unit)


def plain_number(value: Fraction | float, language: Language) -> str:
    """Write a number with all the decimals that it was written with, and no more."""
    exact = decimal(value) if isinstance(value, float) else value
    with localcontext(prec=_DIGITS):
        written = f"{Decimal(exact.numerator) / Decimal(exact.denominator):f}"
    written = written.rstrip("0").rstrip(".") if "." in written else written
    return written.replace(".", ",") if language == "nl" else written


def _say(pattern: tuple[str, str], *parts: Text) -> Text:
    return Text(
        pattern[0].format(*(part.nl for part in parts)),
        pattern[1].format(*(part.in_language("en") for part in parts)),
    )


def _joined(pattern: tuple[str, str], parts: list[Text]) -> Text:
    return reduce(lambda told, part: _say(pattern, told, part), parts)


@dataclass(frozen=True, eq=False)
class _Words:
    rule: DataRule

    def of(self, node: tree.Node) -> Text:  # noqa: C901, PLR0911, PLR0912 - one answer for each kind of node
        match node:
            case tree.Literal():
                return _literal(node)
            case tree.Name(path):
                return self.name(path)
            case tree.Known(name):
                return _say(("{} is ingevoerd", "{} was entered"), self.name(name.path))
            case tree.Negation(tree.Known(name)):
                return _say(("{} is niet ingevoerd", "{} was not entered"), self.name(name.path))
            case tree.Negation(operand):
                return _say(("niet: {}", "not: {}"), self.part(operand))
            case tree.Minus(operand):
                return _say(("min {}", "minus {}"), self.part(operand))
            case tree.Absolute(operand):
                return _say(("{}, zonder minteken", "{}, without its sign"), self.part(operand))
            case tree.Junction(word, operands):
                return _joined(_JOINTS[word], [self.part(one) for one in operands])
            case tree.Comparison() | tree.Membership():
                return self.compared(node)
            case tree.Arithmetic(sign, left, right):
                return _say(_OPERATIONS[sign], self.part(left), self.part(right))
            case tree.Choice(test, then, otherwise):
                pattern = ("{} als {}, en anders {}", "{} if {}, and else {}")
                return _say(pattern, self.part(then), self.part(test), self.part(otherwise))
            case tree.Quantifier(word, items, body):
                return self.quantified(word, items, body)
            case tree.Extreme(word, operands):
                least = ("de kleinste van {}", "the smallest of {}")
                most = ("de grootste van {}", "the largest of {}")
                parts = join_texts(*(self.part(one) for one in operands), separator=", ")
                return _say(least if word == "min" else most, parts)

    def part(self, node: tree.Node) -> Text:
        """Return a part of something larger, in brackets where it could be read otherwise."""
        told = self.of(node)
        return _say(("({})", "({})"), told) if _is_loose(node) else told

    def name(self, path: str) -> Text:
        if path.startswith("limit."):
            return limit_words(self.rule.limits[path.removeprefix("limit.")])
        if path.startswith("it."):
            return _OF_ITEMS.get(path.removeprefix("it."), Text(path))
        fact = self.rule.facts[path]
        # What is said of a truth is a sentence already; other labels are names of things.
        return fact.label if isinstance(fact.kind, TruthKind) else _say(("'{}'", "'{}'"), fact.label)

    def compared(self, node: tree.Comparison | tree.Membership) -> Text:
        if isinstance(node, tree.Membership):
            no = ("{} is geen van: {}", "{} is none of: {}")
            yes = ("{} is een van: {}", "{} is one of: {}")
            options = join_texts(*(self.of(one) for one in node.options), separator=", ")
            return _say(no if node.negated else yes, self.part(node.item), options)
        parts = [self.part(one) for one in node.operands]
        pairs = zip(parts, node.signs, parts[1:], strict=False)
        return _joined(_JOINTS["and"], [_say(_SIGNS[sign], a, b) for a, sign, b in pairs])

    def quantified(self, word: str, items: tree.Name, body: tree.Node | None) -> Text:
        listed = self.name(items.path)
        if body is None:
            return _say(("het aantal van {}", "the number of {}"), listed)
        return _say(_QUANTIFIERS[word], listed, self.of(body))


def _is_loose(node: tree.Node) -> bool:
    """Tell whether words beside it could be read as part of it."""
    match node:
        case tree.Literal() | tree.Name() | tree.Known() | tree.Negation(tree.Known()):
            return False
        case tree.Comparison(operands):
            return len(operands) > len(("left", "right"))
        case _:
            return True


def _literal(node: tree.Literal) -> Text:
    value = node.value
    if isinstance(value, bool):
        return Text("ja", "yes") if value else Text("nee", "no")
    if isinstance(value, str):
        return Text(f"'{value}'")
    return both(lambda language: plain_number(Fraction(value), language))
