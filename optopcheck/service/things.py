"""All that is known of one thing in the picture: what the model says, its shape, or where it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from optopcheck.domain.text import Text, number
from optopcheck.geometry.closedness import examine, signed_volume
from optopcheck.ifc.properties import PropertyBook, read_properties
from optopcheck.report import wording
from optopcheck.report.class_names import class_words
from optopcheck.report.text_measured import ROLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from optopcheck.domain.building import Building, Element, Neighbour, ObservationPoint, Storey
    from optopcheck.domain.case import Case
    from optopcheck.domain.facts import Situation
    from optopcheck.domain.job import Progress
    from optopcheck.domain.mesh import Mesh
    from optopcheck.domain.text import Language
    from optopcheck.ifc.properties import Plain, Property, PropertyPage
    from optopcheck.service.inputs import CaseInput

_DECIMALS, _SMALL = 3, 1e-3
_SYMBOLS = {"m2": "m²", "m3": "m³", "DEGREE": "°", "degree": "°", "rad": "rad"}
_UP = 2
ThingRow = tuple[str, str, str]
"""Name, value and unit."""


@dataclass(frozen=True)
class ThingGroup:
    """A property set, a set of quantities, or what is known from elsewhere."""

    title: str
    rows: tuple[ThingRow, ...]
    note: str = ""
    """Where it comes from, if not from the element itself."""


@dataclass(frozen=True)
class ThingCard:
    """One thing and what is known of it."""

    id: str
    title: str
    kind: str
    origin: str
    """Model, design or city model, in a sentence."""
    groups: tuple[ThingGroup, ...]


Books = tuple[PropertyBook, ...]


def read_books(inputs: CaseInput, progress: Progress) -> Books:
    """Read what each model of a case says of its parts.

    Raises
    ------
    InputError
        If a model cannot be read.
    """
    if inputs.is_of_city_model:
        return ()
    return tuple(read_properties(path, progress) for path in (inputs.model, *inputs.aspects))


def thing_card(
    identity: str, situation: Situation, case: Case, books: Books | None, language: Language
) -> ThingCard | None:
    """Return the card of an element, a level, a neighbour or an observation point; None if there is no such.

    Parameters
    ----------
    identity
        GlobalId, or id of a neighbour or point.
    situation
        The one that is looked at.
    case
        Holds the surroundings.
    books
        What the models say; None while that is not read.
    language
        Of the texts.
    """
    teller = _Teller(language)
    building = situation.building
    if building is not None:
        for element in (*building.elements, *building.spaces):
            if element.global_id == identity:
                return teller.element(element, building, _page(books, identity), is_read=books is not None)
        for storey in situation.storeys or building.storeys:
            if storey.global_id == identity:
                return teller.storey(storey, building, _page(books, identity))
    for neighbour in case.neighbours:
        if neighbour.id == identity:
            return teller.neighbour(neighbour, case.neighbours_credit)
    points = (*(building.observation_points if building else ()), *_points(case))
    found = next((point for point in points if point.id == identity), None)
    return None if found is None else teller.point(found)


def _page(books: Books | None, identity: str) -> PropertyPage | None:
    return next((page for book in books or () if (page := book.page(identity)) is not None), None)


def _points(case: Case) -> Iterator[ObservationPoint]:
    for neighbour in case.neighbours:
        yield from neighbour.observation_points


@dataclass(frozen=True)
class _Teller:
    language: Language

    def say(self, nl: str, en: str) -> str:
        return Text(nl, en).in_language(self.language)

    def element(
        self, element: Element, building: Building, page: PropertyPage | None, *, is_read: bool
    ) -> ThingCard:
        storey = next((s.name for s in building.storeys if s.global_id == element.storey_id), "")
        kind = class_words(element.kind).in_language(self.language)
        rows = [
            (self.say("soort", "kind"), kind, ""),
            (self.say("verdieping", "level"), storey or self.say("geen", "none"), ""),
        ]
        if page is not None and page.type is not None:
            rows.append((self.say("type", "type"), page.type[1] or page.type[0], ""))
        rows += [(name, value, "") for name, value in (page.attributes if page else ())]
        groups = [ThingGroup(self.say("Onderdeel", "Element"), tuple(rows)), self._shape(element.mesh)]
        groups += self._of_model(page)
        origin = self._origin(element, page, is_read=is_read)
        return ThingCard(element.global_id, element.name or "–", element.kind, origin, tuple(groups))

    def _origin(self, element: Element, page: PropertyPage | None, *, is_read: bool) -> str:
        if element.added:
            return self.say(
                "Komt uit het ontwerp van deze variant, niet uit het model.",
                "Comes from the design of this variant, not from the model.",
            )
        if not is_read:
            return self.say("Uit het model; eigenschappen zijn nog niet gelezen.",
                            "From the model; properties are not read yet.")  # fmt: skip
        if page is None:
            return self.say("Het model zegt hier verder niets over.", "The model says nothing more of it.")
        return self.say("Uit het model.", "From the model.")

    def _shape(self, mesh: Mesh) -> ThingGroup:
        title = self.say("Uit de vorm bepaald", "Taken from its shape")
        if mesh.is_empty:
            none = self.say("geen vorm in het model", "no shape in the model")
            return ThingGroup(title, ((self.say("vorm", "shape"), none, ""),))
        low, high = (float(value) for value in mesh.bounds[:, _UP])
        x, y, z = (
            wording.visible(float(side), "m", self.language) for side in mesh.bounds[1] - mesh.bounds[0]
        )
        rows = [
            self._amount(self.say("laagste punt", "lowest point"), low, "m"),
            self._amount(self.say("hoogste punt", "highest point"), high, "m"),
            (self.say("past in x × y × z", "fits in x × y × z"), f"{x} × {y} × {z}", "m"),
        ]
        bodies = examine(mesh).bodies
        if bodies:
            volume = abs(sum(signed_volume(body) for body in bodies))
            rows.append((self.say("inhoud", "volume"), _written(volume, self.language), "m³"))
        note = self.say("hoogten in het stelsel van het model", "heights in the frame of the model")
        return ThingGroup(title, tuple(rows), note)

    def _amount(self, name: str, value: float, unit: str) -> ThingRow:
        return (name, wording.visible(value, unit, self.language), _SYMBOLS.get(unit, unit))

    def _of_model(self, page: PropertyPage | None) -> Iterator[ThingGroup]:
        if page is None:
            return
        if page.materials:
            rows = tuple((name or "–", str(share), "%") for name, share in page.materials)
            yield ThingGroup(self.say("Materiaal", "Material"), rows)
        of_type = self.say("staat bij het type", "stands at the type")
        for group in sorted(page.groups, key=lambda g: not g.quantities):
            rows = tuple(self._property(row) for row in group.rows)
            yield ThingGroup(group.title, rows, of_type if group.of_type else "")

    def _property(self, row: Property) -> ThingRow:
        return (row.name, self._plain(row.value), _SYMBOLS.get(row.unit, row.unit))

    def _plain(self, value: Plain) -> str:
        if value is None or value == "":
            return "–"
        if isinstance(value, bool):
            return self.say("ja", "yes") if value else self.say("nee", "no")
        if isinstance(value, list):
            return " … ".join(self._plain(end) for end in value)
        return value if isinstance(value, str) else _written(value, self.language)

    def storey(self, storey: Storey, building: Building, page: PropertyPage | None) -> ThingCard:
        role = ROLES[storey.role].in_language(self.language) if storey.role else "–"
        reason = storey.reason.in_language(self.language) if storey.reason else "–"
        count = sum(e.storey_id == storey.global_id for e in building.elements)
        rows = [
            self._amount(self.say("vloer", "floor"), storey.elevation, "m"),
            (self.say("telt als", "counts as"), role, ""),
            (self.say("omdat", "because"), reason, ""),
            (self.say("onderdelen", "elements"), str(count), ""),
        ]
        if storey.height is not None:
            rows.insert(1, self._amount(self.say("hoogte", "height"), storey.height, "m"))
        kind = self.say("verdieping", "level")
        groups = (ThingGroup(kind.capitalize(), tuple(rows)), *self._of_model(page))
        return ThingCard(storey.global_id, storey.name, kind, "", groups)

    def neighbour(self, neighbour: Neighbour, credit: str | None) -> ThingCard:
        kind = self.say("buurpand", "neighbour")
        rows = [self._amount(self.say("maaiveld", "ground"), neighbour.ground, "m")]
        if not neighbour.mesh.is_empty:
            top = float(neighbour.mesh.bounds[1, _UP])
            rows.append(self._amount(self.say("hoogste punt", "highest point"), top, "m"))
        if neighbour.accuracy is not None:
            name = self.say("nauwkeurigheid van de hoogten", "accuracy of the heights")
            rows.append(self._amount(name, neighbour.accuracy, "m"))
        count = len(neighbour.observation_points)
        rows.append((self.say("meetpunten", "observation points"), str(count), ""))
        doubt = self.say("twijfel", "doubt")
        rows += [(doubt, text.in_language(self.language), "") for text in neighbour.doubts]
        groups = [ThingGroup(kind.capitalize(), tuple(rows))]
        marks = tuple((name, value, "") for name, value in (neighbour.quality or {}).items())
        if marks:
            groups.append(ThingGroup(self.say("Kwaliteit volgens de bron", "Quality by its source"), marks))
        source = credit or self.say("bron niet genoemd", "source not named")
        origin = self.say(f"Uit het stadsmodel: {source}.", f"From the city model: {source}.")
        return ThingCard(neighbour.id, neighbour.id, kind, origin, tuple(groups))

    def point(self, point: ObservationPoint) -> ThingCard:
        kind = self.say("meetpunt", "observation point")
        rows = [
            (self.say("van", "of"), point.owner, ""),
            self._amount(self.say("hoogte", "height"), float(point.position[_UP]), "m"),
            *self._told(point),
        ]
        origin = point.assumption.in_language(self.language) if point.assumption else ""
        group = ThingGroup(kind.capitalize(), tuple(rows))
        return ThingCard(point.id, point.label, kind, origin, (group,))

    def _told(self, point: ObservationPoint) -> Iterable[ThingRow]:
        if point.dwelling:
            yield (self.say("woning", "dwelling"), point.dwelling, "")
        if point.garden:
            yield (self.say("tuin", "garden"), point.garden, "")
        if point.habitable is not None:
            yield (self.say("verblijfsruimte", "habitable room"), self._plain(point.habitable), "")


def _written(value: float, language: Language) -> str:
    """Write a number as the model gives it, without digits that say nothing."""
    if isinstance(value, int):
        return str(value)
    if 0 < abs(value) < _SMALL:
        told = f"{value:.4g}"
        return told.replace(".", ",") if language == "nl" else told
    told = number(value, _DECIMALS, language)
    return told.rstrip("0").rstrip(",.")
