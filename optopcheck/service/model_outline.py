"""A model as it is looked through: level, class, element; and the surroundings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from optopcheck.domain.text import Text
from optopcheck.report import wording
from optopcheck.report.class_names import class_words
from optopcheck.report.names import Named
from optopcheck.report.text_measured import ROLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from optopcheck.domain.building import Element, Neighbour, Storey
    from optopcheck.domain.facts import Situation
    from optopcheck.domain.text import Language

_DIGITS = re.compile(r"(\d+)")


@dataclass(frozen=True)
class OutlineClass:
    """The elements of one class on one level, by name."""

    kind: str
    """IFC class; empty for neighbours."""
    title: str
    elements: tuple[Named, ...]


@dataclass(frozen=True)
class OutlineLevel:
    """A level with its classes; also what stands on no level, and the surroundings."""

    id: str | None
    """GlobalId of the storey; None for what lies on none."""
    title: str
    elevation: str
    role: str
    """What it counts as."""
    reason: str
    """Why it counts so, or what the group is."""
    classes: tuple[OutlineClass, ...]
    is_around: bool = False
    """True for the surroundings, which are shown and hidden as a whole."""

    @property
    def count(self) -> int:
        """How many elements it holds."""
        return sum(len(found.elements) for found in self.classes)

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of all its elements."""
        return tuple(e.id for found in self.classes for e in found.elements)


def model_outline(
    situation: Situation, neighbours: Sequence[Neighbour], language: Language
) -> tuple[OutlineLevel, ...]:
    """Return the levels of a situation from the top down, what lies on none, and the surroundings."""
    building = situation.building
    if building is None:
        return ()
    by_storey: dict[str | None, list[Element]] = {}
    for element in building.elements:
        by_storey.setdefault(element.storey_id, []).append(element)
    storeys = situation.storeys or building.storeys
    known = {storey.global_id for storey in storeys}
    levels = [
        _level(storey, by_storey.get(storey.global_id, ()), language)
        for storey in sorted(storeys, key=lambda s: -s.elevation)
    ]
    loose = [e for storey, elements in by_storey.items() if storey not in known for e in elements]
    if loose:
        title = Text("zonder verdieping", "without level").in_language(language)
        why = Text("onderdelen die het model op geen verdieping plaatst", "parts that lie on no level")
        levels.append(OutlineLevel(None, title, "", "", why.in_language(language), _classes(loose, language)))
    if neighbours:
        levels.append(_around(neighbours, language))
    return tuple(levels)


def _level(storey: Storey, elements: Iterable[Element], language: Language) -> OutlineLevel:
    role = ROLES[storey.role].in_language(language) if storey.role else ""
    unknown = Text("nog niet beoordeeld", "not judged yet")
    reason = (storey.reason or unknown).in_language(language)
    elevation = wording.amount(storey.elevation, "m", language)
    name = storey.name or storey.global_id
    return OutlineLevel(storey.global_id, name, elevation, role, reason, _classes(elements, language))


def _classes(elements: Iterable[Element], language: Language) -> tuple[OutlineClass, ...]:
    by_kind: dict[str, list[Named]] = {}
    for element in elements:
        found = Named(element.global_id, element.name or "–", element.kind)
        by_kind.setdefault(element.kind, []).append(found)
    made = (
        OutlineClass(kind, class_words(kind).in_language(language), tuple(sorted(found, key=_by_name)))
        for kind, found in by_kind.items()
    )
    return tuple(sorted(made, key=lambda c: (c.title, c.kind)))


def _around(neighbours: Iterable[Neighbour], language: Language) -> OutlineLevel:
    kind = Text("buurpand", "neighbour").in_language(language)
    found = tuple(sorted((Named(n.id, n.id, kind) for n in neighbours), key=_by_name))
    title = Text("Omgeving", "Surroundings").in_language(language)
    why = Text("buurpanden uit het stadsmodel", "neighbours of the city model").in_language(language)
    classes = (OutlineClass("", Text("buurpanden", "neighbours").in_language(language), found),)
    return OutlineLevel(None, title, "", "", why, classes, is_around=True)


def _by_name(named: Named) -> tuple[list[tuple[int, str]], str]:
    """Sort as people count: window 1.9 before window 1.10."""
    parts = _DIGITS.split(named.name.casefold())
    return [(int(part), "") if part.isdecimal() else (0, part) for part in parts], named.id
