"""A building of a scan in words: the cells of its line, what is told when it is pointed at, and all of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from optopcheck.domain.rule import Need
from optopcheck.domain.text import Text, number
from optopcheck.scan.columns import BuildingRow, columns
from optopcheck.scan.styles import CLASSES, class_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from optopcheck.domain.text import Language
    from optopcheck.rules import RuleSet
    from optopcheck.scan.columns import PointRow
    from optopcheck.scan.reading import ScanResult

UNKNOWN = "–"


@dataclass(frozen=True)
class Head:
    """A column of the list."""

    key: str
    """Of `BuildingRow`, or ``class``."""
    title: Text
    about: Text
    decimals: int | None = None
    """None: words."""
    unit: str = ""

    @property
    def heading(self) -> Text:
        """What stands above the column, with its unit."""
        if not self.unit:
            return self.title
        return Text(f"{self.title.nl} [{self.unit}]", f"{self.title.in_language('en')} [{self.unit}]")


HEADS = (
    Head(
        "class",
        Text("Oordeel", "Verdict"),
        Text("oordeel, en wat er van kan komen", "verdict, and what may come of it"),
    ),
    Head("building_id", Text("Pand", "Building"), Text("naam in de bron", "name in the source")),
    Head("height", Text("Hoogte", "Height"), Text("boven maaiveld", "above the ground"), 1, "m"),
    Head("storeys", Text("Lagen", "Storeys"), Text("geschat, ± 1", "estimated, ± 1"), 0),
    Head(
        "deck_area",
        Text("Dakvlak", "Roof"),
        Text("plat dak waarop de laag komt", "flat roof on which the storey comes"),
        0,
        "m²",
    ),
    Head(
        "added_homes",
        Text("Woningen", "Homes"),
        Text("erbij, geschat; zie de aannamen", "added, estimated; see the assumptions"),
        0,
    ),
    Head(
        "sun_loss",
        Text("Zonverlies", "Sun lost"),
        Text("grootste verlies bij een buur op een dag", "greatest loss of a neighbour on a day"),
        0,
        "min",
    ),
    Head("construction_year", Text("Bouwjaar", "Built"), Text("in de bron", "in the source"), 0),
)
"""Of the list, from left to right."""
NEEDS: Mapping[str, Text] = {
    Need.INPUT.value: Text("er ontbreekt iets", "something is missing"),
    Need.PRECISION.value: Text("binnen de onzekerheid", "within the uncertainty"),
    Need.JUDGEMENT.value: Text("een mens oordeelt", "a person judges"),
    Need.REPAIR.value: Text("model of regel herstellen", "repair model or rule"),
}
_WORDS = {key: words for key, _, words in CLASSES}
_DECIMALS = {"m": 2, "m2": 1, "m3": 0, "min": 0, "1": 0}
_UNITS = {"m2": "m²", "m3": "m³", "1": ""}
_APART = {"building_id", "x", "y", "verdict", "need", "potential"}
_RULES = ("rules_comply", "rules_violate", "rules_undetermined")
_POINTS = Text("gevelpunten die het meest verliezen", "façade points that lose most")


def class_words(row: BuildingRow, language: Language) -> str:
    """Return the verdict of a building, and of an undetermined one what may come of it."""
    return _WORDS[class_of(row.verdict, row.potential)].in_language(language)


def cell(row: BuildingRow, head: Head, language: Language) -> str:
    """Return a cell of the list; a dash where it is not known."""
    if head.key == "class":
        return class_words(row, language)
    value = getattr(row, head.key)
    if value is None:
        return UNKNOWN
    return str(value) if head.decimals is None else number(value, head.decimals, language)


def pointed(row: BuildingRow, language: Language) -> str:
    """Return what is told of a building that is pointed at."""
    known = (head for head in HEADS[2:7] if getattr(row, head.key) is not None)
    told = (
        f"{head.title.in_language(language).lower()} {cell(row, head, language)} {head.unit}".strip()
        for head in known
    )
    return "; ".join([f"{row.building_id}: {class_words(row, language)}", *told])


def full(
    row: BuildingRow, points: Sequence[PointRow], language: Language
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return all that a scan says of a building: what it is, and the values, one or more."""
    need = NEEDS[row.need].in_language(language) if row.need else ""
    told = [(Text("oordeel", "verdict"), (class_words(row, language),))]
    if need:
        told.append((Text("nodig", "needed"), (need,)))
    lines: list[tuple[str, tuple[str, ...]]] = [(name.in_language(language), values) for name, values in told]
    for column in columns(BuildingRow):
        value = getattr(row, column.name)
        if column.name in _APART or value in (None, "") or column.name.endswith(("_doubt", "_low", "_high")):
            continue
        name = (column.told.alias if language == "nl" else column.name).replace("_", " ")
        if column.name in _RULES:
            lines.append((name, tuple(_rule(told, language) for told in str(value).split())))
        else:
            lines.append((name, (_value(row, column.name, column.told.unit, language),)))
    if points:
        lines.append((_POINTS.in_language(language), tuple(_point(p, language) for p in points)))
    return tuple(lines)


def _rule(told: str, language: Language) -> str:
    """Return a rule with what it waits for, in words."""
    name, _, need = told.rpartition(":")
    return f"{name} ({NEEDS[need].in_language(language)})" if need in NEEDS and name else told


def _value(row: BuildingRow, name: str, unit: str, language: Language) -> str:
    value = getattr(row, name)
    if not isinstance(value, int | float) or name == "construction_year":
        return str(value)
    decimals = 2 if name == "flat_roof_share" else _DECIMALS.get(unit, 0)
    told = number(value, decimals, language)
    doubt = getattr(row, f"{name}_doubt", None)
    if doubt is not None:
        told += f" ± {number(doubt, decimals, language)}"
    low, high = getattr(row, f"{name}_low", None), getattr(row, f"{name}_high", None)
    if low is not None and high is not None:
        told += f" ({low}–{high})"
    return f"{told} {_UNITS.get(unit, unit)}".strip()


def _point(point: PointRow, language: Language) -> str:
    before, after, loss, doubt = (
        number(v, 0, language) for v in (point.minutes_before, point.minutes_after, point.loss, point.doubt)
    )
    return f"{point.owner_id}, {point.day}: {before} → {after} min (−{loss} ± {doubt})"


def source_notes(result: ScanResult, language: Language) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return assumptions, attribution, receipt, and which tiles are missing, each with its lines."""
    unread = tuple(result.named("unread").values())
    credits_ = result.credits or (
        Text("dit bestand noemt geen bronvermelding", "this file names no attribution").in_language(language),
    )
    rest = tuple(f"{key}: {value}" for key, value in result.receipt if key != "credit")
    found = [
        (Text("Niet gelezen tegels: ontbreken in alles", "Tiles not read: missing in all of it"), unread),
        (Text("Aannamen", "Assumptions"), tuple(t.in_language(language) for t in result.assumptions)),
        (Text("Bronvermelding", "Attribution"), credits_),
        (Text("Verantwoording", "Receipt"), rest),
    ]
    return tuple((title.in_language(language), lines) for title, lines in found if lines)


def other_packs(result: ScanResult, rules: RuleSet) -> Text | None:
    """Say that other rule packs take part now than in the scan; None if they are the same."""
    then = {name: value.split(";")[0] for name, value in result.named("pack").items()}
    now = {f"{pack.name} {pack.version}": pack.sha256 for pack in rules.plugins}
    if then == now:
        return None
    names = sorted({key.split(" ", maxsplit=1)[0] for key in then.keys() ^ now.keys()} | {
        key.split(" ", maxsplit=1)[0] for key in then.keys() & now.keys() if then[key] != now[key]
    })  # fmt: skip
    told = ", ".join(names)
    return Text(
        f"er doen nu andere regelpakketten mee dan in de scan ({told}): bevindingen kunnen afwijken",
        f"other rule packs take part now than in the scan ({told}): findings may differ",
    )
