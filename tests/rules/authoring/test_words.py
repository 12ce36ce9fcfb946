"""An expression in words says what it means, and no two expressions sound alike."""

from __future__ import annotations

from dataclasses import fields, replace
from random import Random
from typing import Any

import pytest

from optopcheck.domain.text import Text
from optopcheck.rules.authoring.words import in_words, plain_number
from optopcheck.rules.catalogue import Fact
from optopcheck.rules.declared import read_rule_file
from optopcheck.rules.declared.rule import DataLimit
from optopcheck.rules.language import tree
from optopcheck.rules.language.checking import check
from optopcheck.rules.language.parsing import ExpressionError, parse
from tests.rules.declared.texts import GOOD, changed
from tests.rules.language.generated import KINDS, Maker

HEIGHT = 'require = "proposed.building_height <= limit.max_height"'
NOT_USED = "limit.max_height"


def words(expression: str) -> Text:
    """Return a requirement of the sound file in words; a limit that it does not name is used elsewhere."""
    more = "" if NOT_USED in expression else f'unless = "proposed.ridge_height <= {NOT_USED}"\n'
    (rule, _) = read_rule_file(changed(f"{HEIGHT}\n", f'require = "{expression}"\n{more}')).rules
    assert rule.require is not None
    return in_words(rule, rule.require.node)


@pytest.mark.parametrize(
    ("expression", "nl"),
    [
        ("proposed.building_height <= limit.max_height", "'bouwhoogte (voorgesteld)' is ten hoogste 12 m"),
        (
            "1 <= storeys_added <= 3",
            "1 is ten hoogste 'toegevoegde bouwlagen' en 'toegevoegde bouwlagen' is ten hoogste 3",
        ),
        (
            "all(proposed.facades, it.setback >= limit.max_height) or existing.is_monument",
            (
                "(voor elk van 'terugligging per gevel (voorgesteld)' geldt: terugligging is ten minste 12 m)"
                " of het gebouw is een monument"
            ),
        ),
        (
            "not (existing.is_monument or storeys_added > 2)",
            "niet: (het gebouw is een monument of 'toegevoegde bouwlagen' is meer dan 2)",
        ),
        ("not known(structural_statement.by)", "'wie de constructieve verklaring gaf' is niet ingevoerd"),
        (
            "structural_statement.role in ('a', 'b')",
            "'in welke rol de verklaring is gegeven' is een van: 'a', 'b'",
        ),
        (
            "increase.footprint_area / existing.footprint_area < 0.125",
            (
                "('toename bebouwde oppervlakte' gedeeld door 'bebouwde oppervlakte (bestaand)')"
                " is minder dan 0,125"
            ),
        ),
        (
            "count(proposed.storeys, it.added) == storeys_added",
            (
                "(het aantal van 'lagen (voorgesteld)' waarvoor geldt: het is nieuw) is gelijk aan"
                " 'toegevoegde bouwlagen'"
            ),
        ),
        (
            "proposed.building_height > existing.building_height if existing.is_monument else true",
            (
                "'bouwhoogte (voorgesteld)' is meer dan 'bouwhoogte (bestaand)'"
                " als het gebouw is een monument, en anders ja"
            ),
        ),
    ],
)
def test_words_say_what_is_meant(expression: str, nl: str) -> None:
    assert words(expression).nl == nl


def test_english_words() -> None:
    assert words("max(proposed.rooms, it.height) >= limit.max_height and storeys_added != 2").en == (
        "(the largest over 'rooms (proposed)' of height) is at least 12 m"
        " and 'added storeys' does not equal 2"
    )


@pytest.mark.parametrize(
    ("value", "nl"),
    [
        (12.0, "12"),
        (0.1, "0,1"),
        (120.0, "120"),
        (0.0000001, "0,0000001"),
        (1_000_000.0, "1000000"),
        (-3.5, "-3,5"),
    ],
)
def test_a_number_keeps_all_its_decimals(value: float, nl: str) -> None:
    assert plain_number(value, "nl") == nl
    assert plain_number(value, "en") == nl.replace(",", ".")


def _bare(node: Any) -> object:
    """Return a tree without places, a chain told as what it stands for."""
    if isinstance(node, tuple):
        return tuple(_bare(part) for part in node)
    if isinstance(node, tree.Comparison) and len(node.signs) > 1:
        pairs = zip(node.operands, node.signs, node.operands[1:], strict=False)
        return _bare(tree.Junction("and", tuple(tree.Comparison((a, b), (sign,)) for a, sign, b in pairs)))
    if not hasattr(node, "at"):
        return (type(node).__name__, node)
    parts = [getattr(node, f.name) for f in fields(node) if f.name not in ("at", "text")]
    return (type(node).__name__, *(_bare(part) for part in parts))


def test_no_two_of_3000_expressions_sound_alike() -> None:
    made = {
        name: Fact(name, kind, "", Text(f"feit {name}", f"fact {name}"), lambda _: True)
        for name, kind in KINDS.items()
    }
    (rule, _) = read_rule_file(GOOD).rules
    rule = replace(rule, facts=made, limits={"x": DataLimit("x", "m", "artikel 1", None)})
    chance, told, tried = Random(7), dict[str, object](), 0  # noqa: S311 - no secret
    while tried < 3_000:
        text = Maker(chance).truth(chance.randint(1, 4))
        try:
            node, _ = check(parse(text), KINDS)
        except ExpressionError:
            continue
        said = in_words(rule, node)
        assert said.en is not None
        assert told.setdefault(said.nl, _bare(node)) == _bare(node), (text, said.nl)
        assert told.setdefault(said.en, _bare(node)) == _bare(node), (text, said.en)
        tried += 1
    assert len(told) > 3_000
