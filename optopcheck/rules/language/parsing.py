"""From the text of an expression to its tree; whatever the language does not know is refused here.

Python's own parser reads the text, nothing of it is ever run: the nodes of the
white list become nodes of `tree`, any other node is an error with its place.
"""

from __future__ import annotations

import ast
import re
import unicodedata
import warnings
from fractions import Fraction
from typing import TYPE_CHECKING, NoReturn

from optopcheck.domain.text import Text
from optopcheck.rules.language import tree

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_CHARACTERS = 2_000
MOST_NODES = 400
MOST_DEPTH = 40
FUNCTIONS = ("all", "any", "count", "sum", "min", "max", "abs", "known")

_TEXT = re.compile(r'"[^"]{0,200}"' + r"|'[^']{0,200}'")
_QUOTED = re.compile(r'"[^"]*"' + r"|'[^']*'")
_NUMBER = re.compile(r"\d{1,12}(\.\d{1,9})?")
_NAME = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*")
_BINARY: dict[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
_SIGNS: dict[type[ast.cmpop], str] = {
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Eq: "==",
    ast.NotEq: "!=",
}
_HINTS = (
    (re.compile(r"[≤≥≠×÷−–]"), Text("schrijf <=, >=, !=, *, / en -", "write <=, >=, !=, *, / and -")),
    (re.compile(r"\d,\d"), Text("schrijf een getal met een punt: 12.5", "write a number with a point: 12.5")),
    (re.compile(r"&|\||!(?!=)"), Text("schrijf and, or en not", "write and, or and not")),
    (re.compile(r"(?<![<>=!])=(?!=)"), Text("vergelijk met ==", "compare with ==")),
    (
        re.compile(r"\d\s*(m|m2|m3|cm|mm|h|%|°)(?![\w.])"),
        Text(
            "zet een getal met eenheid in een tabel [limit.NAAM]",
            "put a number with a unit in a table [limit.NAME]",
        ),
    ),
    (re.compile(r"(?i)\b(en|of|niet)\b"), Text("schrijf and, or en not", "write and, or and not")),
)
_EXAMPLES = Text("zie de voorbeelden van de taal", "see the examples of the language")


class ExpressionError(Exception):
    """An expression that the language does not know: what is wrong, what to do, and where."""

    def __init__(self, text: Text, at: int = 0) -> None:
        self.text = text
        self.at = at
        """Place in the expression, from 0."""
        super().__init__(text.nl)


def parse(text: str) -> tree.Node:
    """Return the tree of an expression.

    Raises
    ------
    ExpressionError
        If the text is too long or too deep, or holds anything that the language does not know.
    """
    if len(text) > MOST_CHARACTERS:
        raise ExpressionError(
            Text(
                f"{len(text)} tekens; {MOST_CHARACTERS} is het meeste, maak er meer regels van",
                f"{len(text)} characters; {MOST_CHARACTERS} is the most, make more rules of it",
            )
        )
    line = re.sub(r"[\r\n\t]", " ", text)
    if not line.strip():
        raise ExpressionError(Text("de uitdrukking is leeg", "the expression is empty"))
    bare = _QUOTED.sub(lambda found: " " * len(found[0]), line)
    _check_characters(line, bare)
    shift = len(line) - len(line.lstrip())
    return _Reader(line.strip(), shift).node(_parsed(line.strip(), bare), 1)


def _check_characters(line: str, bare: str) -> None:
    """Refuse what could read otherwise than it looks: comments, escapes, hidden or look-alike letters."""
    for at, character in enumerate(line):
        if character == "\\" or not character.isprintable():
            name = unicodedata.name(character, f"U+{ord(character):04X}")
            raise ExpressionError(
                Text(f"het teken {name} kan niet; haal het weg", f"no {name} here; take it away"), at
            )
    for at, character in enumerate(bare):
        if character == "#" or not character.isascii():
            hint = _hint(bare) or Text("haal het weg", "take it away")
            raise ExpressionError(
                Text(
                    f"het teken {character} kan hier niet; {hint.nl}",
                    f"no {character} here; {hint.in_language('en')}",
                ),
                at,
            )


def _parsed(line: str, bare: str) -> ast.expr:
    try:
        with warnings.catch_warnings():
            # What Python warns of means something else than its writer thinks.
            warnings.simplefilter("error")
            return ast.parse(line, mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError, Warning) as error:
        hint = _hint(bare) or _EXAMPLES
        told = error.msg if isinstance(error, SyntaxError) else "te diep, too deep"
        at = max((error.offset or 1) - 1, 0) if isinstance(error, SyntaxError) else 0
        raise ExpressionError(
            Text(
                f"geen geldige uitdrukking ({told}); {hint.nl}",
                f"not a valid expression ({told}); {hint.in_language('en')}",
            ),
            at,
        ) from None


def _hint(bare: str) -> Text | None:
    return next((hint for pattern, hint in _HINTS if pattern.search(bare)), None)


class _Reader:
    """Makes the tree of one expression and counts what it costs."""

    def __init__(self, line: str, shift: int) -> None:
        self.data = line.encode()
        self.shift = shift
        self.count = 0
        self.readers: dict[type[ast.expr], Callable[..., tree.Node]] = {
            ast.Constant: self._literal,
            ast.Name: self._name,
            ast.Attribute: self._name,
            ast.UnaryOp: self._unary,
            ast.BoolOp: self._junction,
            ast.BinOp: self._arithmetic,
            ast.Compare: self._comparison,
            ast.IfExp: self._choice,
            ast.Call: self._call,
        }

    def node(self, found: ast.expr, depth: int) -> tree.Node:
        self.count += 1
        if self.count > MOST_NODES or depth > MOST_DEPTH:
            self._stop(
                found,
                f"te veel of te diep genest (meer dan {MOST_NODES} delen of {MOST_DEPTH} diep);"
                " maak er meer regels van",
                f"too much or too deep (over {MOST_NODES} parts or {MOST_DEPTH} deep); make more rules of it",
            )
        reader = self.readers.get(type(found))
        if reader is None:
            self._unknown(found)
        return reader(found, depth)

    def _stop(self, found: ast.expr, nl: str, en: str) -> NoReturn:
        raise ExpressionError(Text(nl, en), self._at(found))

    def _unknown(self, found: ast.expr) -> NoReturn:
        written = self._written(found)
        words = ", ".join(FUNCTIONS)
        hint = _hint(written) if isinstance(found, ast.Tuple | ast.BinOp) else None
        if hint is not None:
            self._stop(found, f"'{written}': {hint.nl}", f"'{written}': {hint.in_language('en')}")
        self._stop(
            found,
            f"'{written}' kent de taal niet; zij kent feiten, grenzen, + - * /, vergelijken, and, or, not,"
            f" if-else, in en {words}",
            f"the language has no '{written}'; it has facts, limits, + - * /, comparing, and, or, not,"
            f" if-else, in and {words}",
        )

    def _at(self, found: ast.expr) -> int:
        return self.shift + len(self.data[: found.col_offset].decode(errors="replace"))

    def _written(self, found: ast.expr) -> str:
        return self.data[found.col_offset : found.end_col_offset].decode(errors="replace")

    def _literal(self, found: ast.Constant, _depth: int) -> tree.Node:
        written = self._written(found)
        if _NUMBER.fullmatch(written):
            # From the text, never from the binary float that Python made of it.
            return tree.Literal(Fraction(written), self._at(found))
        if _TEXT.fullmatch(written):
            return tree.Literal(written[1:-1], self._at(found))
        if isinstance(found.value, bool):
            self._stop(found, "schrijf true of false, klein", "write true or false, in small letters")
        return self._unknown(found)

    def _name(self, found: ast.Name | ast.Attribute, _depth: int) -> tree.Node:
        # What is written counts: Python reads look-alike letters as plain ones, and `a . b` as `a.b`.
        written = self._written(found)
        if not _NAME.fullmatch(written):
            self._unknown(found)
        if written in ("true", "false"):
            return tree.Literal(written == "true", self._at(found))
        return tree.Name(written, self._at(found))

    def _unary(self, found: ast.UnaryOp, depth: int) -> tree.Node:
        if isinstance(found.op, ast.Not):
            return tree.Negation(self.node(found.operand, depth + 1), self._at(found))
        if isinstance(found.op, ast.USub):
            return tree.Minus(self.node(found.operand, depth + 1), self._at(found))
        return self._unknown(found)

    def _each(self, found: list[ast.expr], depth: int) -> tuple[tree.Node, ...]:
        return tuple(self.node(part, depth + 1) for part in found)

    def _junction(self, found: ast.BoolOp, depth: int) -> tree.Node:
        word = "and" if isinstance(found.op, ast.And) else "or"
        return tree.Junction(word, self._each(found.values, depth), self._at(found))

    def _arithmetic(self, found: ast.BinOp, depth: int) -> tree.Node:
        sign = _BINARY.get(type(found.op))
        if sign is None:
            self._unknown(found)
        left, right = self._each([found.left, found.right], depth)
        return tree.Arithmetic(sign, left, right, self._at(found))

    def _comparison(self, found: ast.Compare, depth: int) -> tree.Node:
        if any(isinstance(op, ast.In | ast.NotIn) for op in found.ops):
            return self._membership(found, depth)
        signs = tuple(_SIGNS[type(op)] for op in found.ops if type(op) in _SIGNS)
        if len(signs) != len(found.ops):
            self._unknown(found)
        operands = self._each([found.left, *found.comparators], depth)
        return tree.Comparison(operands, signs, self._at(found), self._written(found))

    def _membership(self, found: ast.Compare, depth: int) -> tree.Node:
        right = found.comparators[0]
        if len(found.ops) != 1 or not isinstance(right, ast.List | ast.Tuple) or not right.elts:
            self._stop(found, "schrijf: feit in (waarde, waarde)", "write: fact in (value, value)")
        item, *options = self._each([found.left, *right.elts], depth)
        negated = isinstance(found.ops[0], ast.NotIn)
        return tree.Membership(item, tuple(options), negated, self._at(found), self._written(found))

    def _choice(self, found: ast.IfExp, depth: int) -> tree.Node:
        test, then, otherwise = self._each([found.test, found.body, found.orelse], depth)
        return tree.Choice(test, then, otherwise, self._at(found))

    def _call(self, found: ast.Call, depth: int) -> tree.Node:
        word = self._written(found.func)
        if word not in FUNCTIONS or found.keywords:
            self._unknown(found)
        made = _called(word, self._each(found.args, depth), self._at(found))
        if made is None:
            nl, en = _USES[word]
            self._stop(found, f"schrijf {nl}", f"write {en}")
        return made


_USES = {
    "all": ("all(lijst, eis aan it)", "all(list, test of it)"),
    "any": ("any(lijst, eis aan it)", "any(list, test of it)"),
    "count": ("count(lijst, eis aan it) of count(lijst)", "count(list, test of it) or count(list)"),
    "sum": ("sum(lijst, getal van it)", "sum(list, number of it)"),
    "min": (
        "min(lijst, getal van it) of min(getal, getal)",
        "min(list, number of it) or min(number, number)",
    ),
    "max": (
        "max(lijst, getal van it) of max(getal, getal)",
        "max(list, number of it) or max(number, number)",
    ),
    "abs": ("abs(getal)", "abs(number)"),
    "known": ("known(feit)", "known(fact)"),
}


def _called(word: str, arguments: tuple[tree.Node, ...], at: int) -> tree.Node | None:
    """Return the node of a call; None if its arguments do not fit. ``min(list, x)`` is told by `checking`."""
    match word, arguments:
        case ("abs", (operand,)):
            return tree.Absolute(operand, at)
        case ("known", (tree.Name() as name,)):
            return tree.Known(name, at)
        case ("count", (tree.Name() as items,)):
            return tree.Quantifier(word, items, None, at)
        case (("all" | "any" | "count" | "sum"), (tree.Name() as items, body)):
            return tree.Quantifier(word, items, body, at)
        case (("min" | "max"), (_, _, *_)):
            return tree.Extreme(word, arguments, at)
        case _:
            return None
