"""The scope of a pack: area, kinds of building, years and monuments, as tests before its rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optopcheck.domain.text import Text
from optopcheck.rules.catalogue import FACTS, Fact
from optopcheck.rules.catalogue.fact import not_known
from optopcheck.rules.declared.rule import Condition, ScopeTest
from optopcheck.rules.language.checking import read_test
from optopcheck.rules.language.kinds import TruthKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from optopcheck.rules.packs.manifest import PackScope


IN_AREA = "scope.in_area"
AREA_LABEL = Text("ligging in het gebied van het pakket", "place within the area of the pack")
_OF_AN_AREA = ("pv", "ws")
"""Authorities of which no case tells whether they rule there, as it does of a municipality."""
_NO_AREA = Text(
    "een provincie of waterschap spreekt niet overal: het pakket noemt zijn gebied niet ([scope] area)",
    "a province or water board does not speak everywhere: the pack names no area ([scope] area)",
)


def scope_of(
    scope: PackScope, files: Mapping[str, bytes], authority: str
) -> tuple[tuple[ScopeTest, ...], Mapping[str, Fact]]:
    """Return the bounds of a pack's scope, and the facts that only they need.

    Raises
    ------
    InputError
        If the area cannot be used.
    """
    facts: dict[str, Fact] = {}
    if scope.area is not None:
        # The geometry library is slow to load, and each worker of a pack comes by here.
        from optopcheck.rules.packs.area import area_fact  # noqa: PLC0415  # see above

        facts[IN_AREA] = area_fact(scope.area, files)
    elif authority[:2] in _OF_AN_AREA:
        facts[IN_AREA] = Fact(IN_AREA, TruthKind(), "", AREA_LABEL, lambda _: not_known(AREA_LABEL, _NO_AREA))
    return tuple(_tests(scope, facts)), facts


def _tests(scope: PackScope, facts: Mapping[str, Fact]) -> Iterator[ScopeTest]:
    for name in facts:
        outside = Text(
            "het gebouw ligt buiten het gebied van dit beleid", "it lies outside the area of the policy"
        )
        yield ScopeTest(_condition(name, facts), outside)
    if scope.building_kinds:
        listed = ", ".join(scope.building_kinds)
        test = " or ".join(f"existing.building_kind == '{kind}'" for kind in scope.building_kinds)
        yield _of_building(test, Text(f"geldt alleen voor: {listed}", f"is for these alone: {listed}"))
    if scope.built_from is not None:
        year = scope.built_from
        words = Text(f"geldt vanaf bouwjaar {year}", f"is for buildings from the year {year}")
        yield _of_building(f"existing.construction_year >= {year}", words)
    if scope.built_until is not None:
        year = scope.built_until
        words = Text(f"geldt tot en met bouwjaar {year}", f"is for buildings up to the year {year}")
        yield _of_building(f"existing.construction_year <= {year}", words)
    if scope.monuments is False:
        words = Text(
            "het gebouw is een monument; die vallen erbuiten", "it is a monument; those are left out"
        )
        yield _of_building("not existing.is_monument", words)


def _of_building(test: str, outside: Text) -> ScopeTest:
    return ScopeTest(_condition(test, FACTS), outside)


def _condition(text: str, facts: Mapping[str, Fact]) -> Condition:
    return Condition(text, read_test(text, {name: fact.kind for name, fact in facts.items()}))
