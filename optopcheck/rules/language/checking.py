"""Whether an expression fits together: names that exist, kinds and units that go with each other."""

from __future__ import annotations

from dataclasses import fields, replace
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, NoReturn, get_args

from optopcheck.domain.text import Text
from optopcheck.rules.language import tree
from optopcheck.rules.language.kinds import ONE, Kind, ListKind, NumberKind, TextKind, TruthKind
from optopcheck.rules.language.parsing import ExpressionError, parse

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from optopcheck.rules.language.kinds import Unit

TRUTH = TruthKind()


def check(node: tree.Node, kinds: Mapping[str, Kind]) -> tuple[tree.Node, Kind]:
    """Return the tree with its lists told apart, and the kind of its value.

    Raises
    ------
    ExpressionError
        At the first name, kind or unit that does not fit.
    """
    resolved = _resolved(node, kinds)
    return resolved, _Checker(kinds).kind(resolved, None)


def read_test(text: str, kinds: Mapping[str, Kind]) -> tree.Node:
    """Return the checked tree of a test: it is true or false, and names a fact.

    Raises
    ------
    ExpressionError
        See `parsing.parse` and `check`.
    """
    resolved, kind = check(parse(text), kinds)
    if not isinstance(kind, TruthKind):
        told = _described(kind)
        raise ExpressionError(
            Text(
                f"dit geeft {told.nl}; een eis is waar of onwaar: vergelijk met iets",
                f"this gives {told.in_language('en')}; a test is true or false: compare it",
            )
        )
    if all(path.startswith("limit.") for path in tree.names(resolved)):
        raise ExpressionError(
            Text("dit noemt geen enkel feit en is altijd hetzelfde", "this names no fact and never changes")
        )
    return resolved


def _resolved(node: Any, kinds: Mapping[str, Kind]) -> Any:  # noqa: ANN401 - nodes of every class
    """Turn ``min(list, x)`` into the quantifier that it is; only the kinds tell it from two numbers."""
    if isinstance(node, tuple):
        return tuple(_resolved(part, kinds) for part in node)
    if not isinstance(node, get_args(tree.Node)):
        return node
    node = replace(node, **{f.name: _resolved(getattr(node, f.name), kinds) for f in fields(node)})
    match node:
        case tree.Extreme(word, (tree.Name(path) as first, body), at) if isinstance(
            kinds.get(path), ListKind
        ):
            return tree.Quantifier(word, first, body, at)
    return node


def _described(kind: Kind) -> Text:
    match kind:
        case NumberKind(None):
            return Text("een getal", "a number")
        case NumberKind(unit):
            return Text(f"een getal in {unit}", f"a number in {unit}")
        case TruthKind():
            return Text("waar of onwaar", "true or false")
        case TextKind():
            return Text("een tekst", "a text")
        case ListKind():
            return Text("een lijst", "a list")


class _Checker:
    def __init__(self, kinds: Mapping[str, Kind]) -> None:
        self.kinds = kinds
        self.readers: dict[type[tree.Node], Callable[..., Kind]] = {
            tree.Literal: self._literal,
            tree.Name: self._name,
            tree.Minus: self._sized,
            tree.Absolute: self._sized,
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

    def kind(self, node: tree.Node, item: ListKind | None) -> Kind:
        """Return the kind of a value; `item` is the list whose item is called ``it``."""
        return self.readers[type(node)](node, item)

    def _literal(self, node: tree.Literal, _item: ListKind | None) -> Kind:
        if isinstance(node.value, bool):
            return TRUTH
        if isinstance(node.value, str):
            return TextKind()
        return NumberKind(ONE if node.value else None)

    def _name(self, node: tree.Name, item: ListKind | None) -> Kind:
        if node.path.split(".", 1)[0] == "it":
            return self._property(node, item)
        found = self.kinds.get(node.path)
        if found is None:
            _refuse_name(node, list(self.kinds))
        return found

    def _property(self, node: tree.Name, item: ListKind | None) -> Kind:
        if item is None:
            _refuse(
                node,
                "'it' staat alleen in all, any, count, sum, min en max van een lijst",
                "'it' stands only in all, any, count, sum, min and max of a list",
            )
        found = item.fields.get(node.path.removeprefix("it."))
        if found is None:
            _refuse_name(node, [f"it.{name}" for name in item.fields])
        return found

    def _number(self, node: tree.Node, item: ListKind | None) -> Unit | None:
        kind = self.kind(node, item)
        if not isinstance(kind, NumberKind):
            told = _described(kind)
            _refuse(
                node,
                f"hier moet een getal staan, dit is {told.nl}",
                f"a number is asked here, this is {told.in_language('en')}",
            )
        return kind.unit

    def _truth(self, node: tree.Node, item: ListKind | None) -> Kind:
        kind = self.kind(node, item)
        if not isinstance(kind, TruthKind):
            told = _described(kind)
            _refuse(
                node,
                f"hier moet waar of onwaar staan, dit is {told.nl}: vergelijk met iets",
                f"true or false is asked here, this is {told.in_language('en')}: compare it",
            )
        return kind

    def _sized(self, node: tree.Minus | tree.Absolute, item: ListKind | None) -> Kind:
        return NumberKind(self._number(node.operand, item))

    def _negation(self, node: tree.Negation, item: ListKind | None) -> Kind:
        return self._truth(node.operand, item)

    def _junction(self, node: tree.Junction, item: ListKind | None) -> Kind:
        for operand in node.operands:
            self._truth(operand, item)
        return TRUTH

    def _arithmetic(self, node: tree.Arithmetic, item: ListKind | None) -> Kind:
        left, right = self._number(node.left, item), self._number(node.right, item)
        if node.sign in "+-":
            return NumberKind(_same_unit(node, left, right))
        return NumberKind((left or ONE).times(right or ONE, 1 if node.sign == "*" else -1))

    def _comparison(self, node: tree.Comparison, item: ListKind | None) -> Kind:
        found = [self.kind(operand, item) for operand in node.operands]
        for place, sign in enumerate(node.signs):
            _check_comparable(
                node.operands[place], node.operands[place + 1], found[place], found[place + 1], sign
            )
        return TRUTH

    def _membership(self, node: tree.Membership, item: ListKind | None) -> Kind:
        kind = self.kind(node.item, item)
        for option in node.options:
            _check_comparable(node.item, option, kind, self.kind(option, item), "==")
        return TRUTH

    def _choice(self, node: tree.Choice, item: ListKind | None) -> Kind:
        self._truth(node.test, item)
        then, otherwise = self.kind(node.then, item), self.kind(node.otherwise, item)
        match then, otherwise:
            case (NumberKind(left), NumberKind(right)):
                return NumberKind(_same_unit(node, left, right))
            case (TruthKind(), TruthKind()):
                return TRUTH
            case (TextKind(), TextKind()):
                return TextKind()
            case _:
                pass
        one, other = _described(then), _described(otherwise)
        return _refuse(
            node,
            f"voor en na else moet iets van dezelfde soort staan, niet {one.nl} en {other.nl}",
            f"both sides of else must be of one kind, not {one.in_language('en')}"
            f" and {other.in_language('en')}",
        )

    def _quantifier(self, node: tree.Quantifier, item: ListKind | None) -> Kind:
        items = self.kind(node.items, item)
        if not isinstance(items, ListKind):
            told = _described(items)
            _refuse(
                node.items,
                f"'{node.items.path}' is geen lijst maar {told.nl}",
                f"'{node.items.path}' is no list but {told.in_language('en')}",
            )
        if node.body is None:
            return NumberKind(ONE)
        if node.word in ("all", "any", "count"):
            self._truth(node.body, items)
            return TRUTH if node.word != "count" else NumberKind(ONE)
        return NumberKind(self._number(node.body, items))

    def _extreme(self, node: tree.Extreme, item: ListKind | None) -> Kind:
        unit = self._number(node.operands[0], item)
        for operand in node.operands[1:]:
            unit = _same_unit(node, unit, self._number(operand, item))
        return NumberKind(unit)

    def _known(self, node: tree.Known, item: ListKind | None) -> Kind:
        if node.name.path.startswith("limit."):
            _refuse(node, "een grens is altijd bekend", "a limit is always known")
        self.kind(node.name, item)
        return TRUTH


def _refuse(node: tree.Node, nl: str, en: str) -> NoReturn:
    raise ExpressionError(Text(nl, en), node.at)


def _refuse_name(node: tree.Name, known: list[str]) -> NoReturn:
    near = get_close_matches(node.path, known, 3, 0.5)
    nl = f"bedoelt u {' of '.join(near)}?" if near else "zie de lijst van feiten"
    en = f"do you mean {' or '.join(near)}?" if near else "see the list of facts"
    _refuse(node, f"'{node.path}' is geen bekend feit; {nl}", f"'{node.path}' is no known fact; {en}")


def _same_unit(node: tree.Node, left: Unit | None, right: Unit | None) -> Unit | None:
    if left is None or right is None or left == right:
        return right if left is None else left
    if ONE in (left, right):
        unit = right if left == ONE else left
        _refuse(
            node,
            f"een getal zonder eenheid tegenover een maat in {unit}: zet het getal in een tabel [limit.NAAM]"
            f' met unit = "{unit}" en de plaats in de bron, en schrijf hier limit.NAAM',
            f"a number without unit against one in {unit}: put the number in a table [limit.NAME] with"
            f' unit = "{unit}" and its place in the source, and write limit.NAME here',
        )
    _refuse(
        node,
        f"eenheden verschillen: {left} en {right}; vergelijk gelijke maten",
        f"units differ: {left} and {right}; compare like with like",
    )


def _check_comparable(left: tree.Node, right: tree.Node, first: Kind, second: Kind, sign: str) -> None:
    match first, second:
        case (NumberKind(one), NumberKind(other)):
            _same_unit(left, one, other)
        case (TextKind(), TextKind()) if sign in ("==", "!="):
            _check_choice(first, right)
            _check_choice(second, left)
        case _:
            this, that = _described(first), _described(second)
            _refuse(
                left,
                f"{this.nl} en {that.nl} zijn zo niet te vergelijken ({sign})",
                f"{this.in_language('en')} and {that.in_language('en')} do not compare so ({sign})",
            )


def _check_choice(kind: TextKind, other: tree.Node) -> None:
    """Refuse a text that the fact never has: such a test would be false for ever."""
    if not isinstance(other, tree.Literal):
        return
    if not kind.form.has(str(other.value)):
        todo = kind.form.todo
        _refuse(
            other,
            f"'{other.value}' komt zo niet voor; {todo.nl}",
            f"'{other.value}' never comes so; {todo.in_language('en')}",
        )
    if kind.choices is None or other.value in kind.choices:
        return
    options = ", ".join(kind.choices)
    _refuse(
        other,
        f"'{other.value}' komt niet voor; kies uit {options}",
        f"'{other.value}' never comes; choose from {options}",
    )
