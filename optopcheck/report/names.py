"""What the ids of a finding stand for: elements, storeys, neighbours and observation points by name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from optopcheck.domain.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from optopcheck.domain.building import Building
    from optopcheck.domain.facts import Facts
    from optopcheck.domain.text import Language


@dataclass(frozen=True)
class Named:
    """An id, and what it is called."""

    id: str
    name: str
    kind: str
    """IFC class, or what else it is."""


class Names:
    """The names of everything that facts hold."""

    def __init__(self, facts: Facts, language: Language) -> None:
        self.language = language
        self._known: dict[str, Named] = {}
        self._proposed: set[str] = set()
        for neighbour in facts.case.neighbours:
            self._put(neighbour.id, neighbour.id, Text("buurpand", "neighbour"))
            for point in neighbour.observation_points:
                self._put(point.id, f"{point.owner}: {point.label}", Text("meetpunt", "point"))
        for situation in (facts.existing, facts.permitted, facts.proposed):
            for named in self._of(situation.building):
                self._known[named.id] = named
                if situation is facts.proposed:
                    self._proposed.add(named.id)

    def of(self, identity: str) -> Named:
        """Return what an id stands for; the id itself where nothing is known of it."""
        return self._known.get(identity) or Named(identity, identity, "")

    def any_proposed(self, ids: Iterable[str]) -> bool:
        """Tell whether the design holds one of them."""
        return any(identity in self._proposed for identity in ids)

    def _put(self, identity: str, name: str, kind: Text) -> None:
        self._known[identity] = Named(identity, name, kind.in_language(self.language))

    def _of(self, building: Building | None) -> Iterator[Named]:
        if building is None:
            return
        level, point = Text("verdieping", "level"), Text("meetpunt", "point")
        for element in (*building.elements, *building.spaces):
            yield Named(element.global_id, element.name or "–", element.kind)
        for storey in building.storeys:
            yield Named(storey.global_id, storey.name, level.in_language(self.language))
        for place in building.observation_points:
            name = f"{place.owner}: {place.label}"
            yield Named(place.id, name, point.in_language(self.language))
