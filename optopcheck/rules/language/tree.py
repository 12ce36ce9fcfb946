"""An expression of the rule language as a tree: nothing but data, made by `parsing` alone."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, get_args

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction


@dataclass(frozen=True)
class Literal:
    """A number, text or truth as written."""

    value: Fraction | str | bool
    at: int = 0
    """Place in the text of the expression, from 0."""


@dataclass(frozen=True)
class Name:
    """A fact, a limit or, within a list, a property of one item: ``it.height``."""

    path: str
    at: int = 0


@dataclass(frozen=True)
class Minus:
    """``- x``."""

    operand: Node
    at: int = 0


@dataclass(frozen=True)
class Absolute:
    """``abs(x)``."""

    operand: Node
    at: int = 0


@dataclass(frozen=True)
class Negation:
    """``not x``."""

    operand: Node
    at: int = 0


@dataclass(frozen=True)
class Junction:
    """``x and y and ...`` or ``x or y or ...``."""

    word: str
    operands: tuple[Node, ...]
    at: int = 0


@dataclass(frozen=True)
class Arithmetic:
    """``x + y``, ``x - y``, ``x * y``, ``x / y``."""

    sign: str
    left: Node
    right: Node
    at: int = 0


@dataclass(frozen=True)
class Comparison:
    """``x <= y``, or a chain ``x <= y < z``."""

    operands: tuple[Node, ...]
    signs: tuple[str, ...]
    at: int = 0
    text: str = ""
    """As written, for messages."""


@dataclass(frozen=True)
class Membership:
    """``x in (a, b)``."""

    item: Node
    options: tuple[Node, ...]
    negated: bool = False
    at: int = 0
    text: str = ""


@dataclass(frozen=True)
class Choice:
    """``x if test else y``."""

    test: Node
    then: Node
    otherwise: Node
    at: int = 0


@dataclass(frozen=True)
class Quantifier:
    """``all(list, test)`` and its kin; `body` is None in ``count(list)``."""

    word: str
    items: Name
    body: Node | None
    at: int = 0


@dataclass(frozen=True)
class Extreme:
    """``min(x, y, ...)`` or ``max(x, y, ...)``."""

    word: str
    operands: tuple[Node, ...]
    at: int = 0


@dataclass(frozen=True)
class Known:
    """``known(fact)``."""

    name: Name
    at: int = 0


Node = (
    Literal
    | Name
    | Minus
    | Absolute
    | Negation
    | Junction
    | Arithmetic
    | Comparison
    | Membership
    | Choice
    | Quantifier
    | Extreme
    | Known
)
_NODES = get_args(Node)


def children(node: Node) -> Iterator[Node]:
    """Yield the parts of a node, from left to right."""
    for field in fields(node):
        found = getattr(node, field.name)
        for part in found if isinstance(found, tuple) else (found,):
            if isinstance(part, _NODES):
                yield part


def walk(node: Node) -> Iterator[Node]:
    """Yield a node and everything in it."""
    yield node
    for child in children(node):
        yield from walk(child)


def names(*nodes: Node) -> tuple[str, ...]:
    """Return the facts and limits that expressions name, each once, in their order; not those of items."""
    found = dict.fromkeys(part.path for node in nodes for part in walk(node) if isinstance(part, Name))
    return tuple(path for path in found if path.split(".", 1)[0] != "it")
