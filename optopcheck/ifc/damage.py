"""What is wrong with the text of a model, told in words: found before the IFC library sees it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

from optopcheck.domain.building import Defect, Severity
from optopcheck.domain.text import Text
from optopcheck.ifc.fitness import ALL_MEASURED

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_SHOWN = 5
_EXPORT = Text(
    "exporteer het model opnieuw uit het ontwerpprogramma; verander het bestand niet met de hand",
    "export the model again from the design program; do not change the file by hand",
)
_WORDS = {
    "illegal": Text("hier staat wat in IFC niet kan", "here stands what IFC does not allow"),
    "brackets": Text("haakjes die niet sluiten", "brackets that do not close"),
    "unclosed": Text("een tekst of commentaar die niet eindigt", "a string or comment that does not end"),
    "sections": Text(
        "de indeling van het bestand (HEADER, DATA, ENDSEC) klopt niet",
        "the sections of the file (HEADER, DATA, ENDSEC) are wrong",
    ),
    "twice": Text("dit nummer komt twee keer voor", "this number occurs twice"),
    "number": Text("dit nummer bestaat niet in IFC", "IFC has no such number"),
    "dangling": Text("verwijst naar iets wat er niet is", "refers to what is not there"),
    "circle": Text("verwijst in een kring naar zichzelf", "refers to itself in a circle"),
    "part": Text("is een onderdeel van zichzelf", "is a part of itself"),
    "deep": Text("is te diep genest", "is nested too deep"),
    "point": Text(
        "een punt of richting zonder geldige getallen", "a point or direction without valid numbers"
    ),
    "flat": Text(
        "een plaatsing in de ruimte met een punt in het vlak", "a placement in space at a flat point"
    ),
    "attributes": Text("een verkeerd aantal waarden", "a wrong number of values"),
    "abstract": Text("een klasse die zo niet mag voorkomen", "a class that may not occur as such"),
}
"""What the kinds of damage are called."""


@dataclass(frozen=True)
class Damage:
    """One kind of damage, with the places where it was met."""

    kind: str
    count: int
    places: tuple[str, ...] = ()
    """The first of them as ``#12``, with the line where it is known: ``#12 (regel 34)``."""
    numbers: tuple[int, ...] = field(default=(), compare=False, repr=False)
    """Entities that no kernel may see, nor what refers to them."""

    @property
    def text(self) -> Text:
        """What is wrong, and where."""
        words = _WORDS[self.kind]
        where = ", ".join(self.places)
        more = f" (+{self.count - len(self.places)})" if self.count > len(self.places) else ""
        english = where.replace("regel ", "line ")
        return Text(f"{words.nl}: {where}{more}", f"{words.in_language('en')}: {english}{more}")


NOT_SOUGHT = 0
"""No entity has this number."""


@dataclass(frozen=True)
class Looked:
    """What a look at the text of a model found."""

    damages: tuple[Damage, ...] = ()
    trouble: frozenset[int] = frozenset()
    """Numbers of all that leads into a circle or is nested too deep: the kernel may not see it."""
    counts: tuple[tuple[str, int, int], ...] = ()
    """Class, number of its values and the first entity for which that is so, or `NOT_SOUGHT`."""
    is_sound: bool = False
    """Whether nothing is wrong, and it is sure that the library has no word to say of any line."""

    @property
    def first(self) -> Text | None:
        """The worst damage, None if there is none."""
        return self.damages[0].text if self.damages else None

    def write(self, path: Path) -> None:
        """Write it for the others."""
        told = {**asdict(self), "trouble": sorted(self.trouble)}
        path.write_text(json.dumps(told), encoding="utf-8")

    @classmethod
    def read(cls, path: Path) -> Looked:
        """Read what `write` wrote."""
        told = json.loads(path.read_text(encoding="utf-8"))
        return cls(
            tuple(
                Damage(damage["kind"], damage["count"], tuple(damage["places"])) for damage in told["damages"]
            ),
            frozenset(told["trouble"]),
            tuple((kind, values, number) for kind, values, number in told["counts"]),
            told["is_sound"],
        )


NOTHING = Looked()
"""A text in which we see nothing."""


def and_damaged(refusal: Text, damage: Text) -> Text:
    """Add to a refusal what is wrong with the text of the file."""
    return Text(
        f"{refusal.nl}. In het bestand: {damage.nl}",
        f"{refusal.in_language('en')}. In the file: {damage.in_language('en')}",
    )


def damaged(found: Sequence[Damage]) -> list[Defect]:
    """Return: the text of the file is damaged, so what is missing is unknown."""
    if not found:
        return []
    said = [damage.text for damage in found[:_SHOWN]]
    return [
        Defect(
            "IFC-TEXT-DAMAGED",
            Severity.ERROR,
            Text(
                "het bestand is beschadigd, onbekend is wat daardoor ontbreekt: "
                + "; ".join(text.nl for text in said),
                "the file is damaged, what is missing because of it is unknown: "
                + "; ".join(text.in_language("en") for text in said),
            ),
            _EXPORT,
            blocks=ALL_MEASURED,
        )
    ]
