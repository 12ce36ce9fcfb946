"""Numbers beside the measurements, each with its trace: the addition on its roof, and the structure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from optopcheck.domain.job import InputError
from optopcheck.domain.measurement import Measurement, Unmeasured
from optopcheck.domain.text import Text, number
from optopcheck.report import Section, wording
from optopcheck.service.structure import structure_screening, structure_section

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from optopcheck.domain.addition import Addition, Size, Sized
    from optopcheck.domain.facts import Facts
    from optopcheck.domain.measurement import Measured
    from optopcheck.domain.text import Language
    from optopcheck.report.sections import Row
    from optopcheck.structure import Screening

_WINDS = {
    "north": Text("noord", "north"),
    "north-east": Text("noordoost", "north-east"),
    "east": Text("oost", "east"),
    "south-east": Text("zuidoost", "south-east"),
    "south": Text("zuid", "south"),
    "south-west": Text("zuidwest", "south-west"),
    "west": Text("west", "west"),
    "north-west": Text("noordwest", "north-west"),
}
_PERCENT = 100.0
_FIRST_IDS = 3
_AREA = Text("oppervlakte van de opbouw", "area of the addition")
_SHARE = Text("deel van het platte dak dat zij bedekt", "share of the flat roof that it covers")
_ANGLE = Text("steilste hoek vanaf een dakrand", "steepest angle from a roof edge")
_SETBACK = Text("terugligging", "setback")
_DISTANCE = Text("afstand tot buurpand", "distance to neighbour")
_DEFINED = {
    _AREA: Text("van boven gezien, langs de buitengevels", "seen from above, along the outer faces"),
    _SHARE: Text(
        "van het platte dak tot de buitengevels, zonder de opbouwen die erop staan",
        "of the flat roof up to the outer faces, without the structures on it",
    ),
    _ANGLE: Text(
        "boven de horizon, van de bestaande dakrand tot een punt van de opbouw",
        "above the horizontal, from the existing roof edge to a point of the addition",
    ),
    _SETBACK: Text(
        "van de gevel van de opbouw recht naar buiten tot het einde van het dak, de kleinste aan die zijde",
        "from the façade of the addition straight outwards to the end of the roof, the least on that side",
    ),
    _DISTANCE: Text("in plattegrond, van het bestaande gebouw", "in plan, from the existing building"),
}


@dataclass(frozen=True)
class ExtraNumber:
    """One row: name, value, where it comes from, and what lights up for it."""

    key: str
    label: str
    value: str
    trace: Section
    elements: tuple[str, ...] = ()


@dataclass(frozen=True)
class ExtraNumbers:
    """A table of them with its notes."""

    numbers: tuple[ExtraNumber, ...]
    notes: tuple[str, ...] = ()

    @property
    def section(self) -> Section:
        """The table, without its traces."""
        rows = tuple((found.label, found.value) for found in self.numbers)
        return Section("", rows, ("", "") if rows else (), keys=tuple(n.key for n in self.numbers))


def addition_numbers(facts: Facts, language: Language) -> ExtraNumbers:
    """Return what is measured of the added storeys against their roof, and the distances to neighbours."""
    addition = facts.proposed.addition
    added = _added(facts)
    found = [] if addition is None else [_sized(*entry, added, language) for entry in _sizes(addition)]
    for neighbour, distance in facts.existing.distances.items():
        label = Text(f"{_DISTANCE.nl} {neighbour}", f"{_DISTANCE.en} {neighbour}")
        found.append(_sized(f"distance {neighbour}", label, _DISTANCE, distance, "m", (neighbour,), language))
    none = Text("er is geen opbouw gemeten", "no addition was measured")
    return ExtraNumbers(tuple(found), () if found else (none.in_language(language),))


def _added(facts: Facts) -> tuple[str, ...]:
    building = facts.proposed.building
    return tuple(e.global_id for e in building.elements if e.added) if building is not None else ()


def _sizes(addition: Addition) -> Iterator[tuple[str, Text, Text, Sized, str]]:
    yield "addition_area", _AREA, _AREA, addition.area, "m2"
    yield "addition_roof_share", _SHARE, _SHARE, addition.roof_share, "%"
    yield "envelope_angle", _ANGLE, _ANGLE, addition.envelope_angle, "deg"
    yield from _by_side("setback", _SETBACK, addition.setbacks, "m")
    yield from _by_side("envelope_angle", _ANGLE, addition.envelope_angles, "deg")


def _by_side(
    key: str, what: Text, sizes: Mapping[str, Size] | Unmeasured, unit: str
) -> Iterator[tuple[str, Text, Text, Sized, str]]:
    if isinstance(sizes, Unmeasured):
        yield f"{key} side", Text(f"{what.nl} per zijde", f"{what.en} by side"), what, sizes, unit
        return
    for wind, size in sizes.items():
        side = _WINDS.get(wind, Text(wind, wind))
        label = Text(f"{what.nl}, {side.nl}", f"{what.en}, {side.in_language('en')}")
        yield f"{key} {wind}", label, what, size, unit


def _sized(
    key: str, label: Text, what: Text, size: Sized, unit: str, elements: tuple[str, ...], language: Language
) -> ExtraNumber:
    """Return a size with its definition, its doubt and how it may be read otherwise."""
    name = label.in_language(language)
    rows: list[Row] = [
        (_say("wijze van meten", "defined as", language), _DEFINED[what].in_language(language))
    ]
    if isinstance(size, Unmeasured):
        rows.append((_say("waarom", "why", language), size.reason.in_language(language)))
        rows.append((_say("wat nodig is", "what it needs", language), size.need.label.in_language(language)))
        value = _say("onbekend", "unknown", language)
        return ExtraNumber(key, name, value, Section(f"{name}: {value}", tuple(rows), level=2), size.elements)
    factor = _PERCENT if unit == "%" else 1.0
    value = wording.with_tolerance(size.value * factor, size.doubt * factor, unit, language)
    doubt = (
        wording.amount(size.doubt * factor, unit, language) if size.doubt else _say("geen", "none", language)
    )
    rows.append((_say("onzekerheid", "uncertainty", language), doubt))
    for reading in size.readings:
        told = wording.amount(reading.value * factor, unit, language)
        other = f"{reading.label.in_language(language)}: {told}"
        rows.append((_say("andere lezing", "other reading", language), other))
    if elements:
        rest = len(elements) - _FIRST_IDS
        more = _say(f" en nog {rest}", f" and {rest} more", language) if rest > 0 else ""
        told = f"{len(elements)}: {', '.join(elements[:_FIRST_IDS])}{more}"
        rows.append((_say("onderdelen", "elements", language), told))
    return ExtraNumber(key, name, value, Section(f"{name}: {value}", tuple(rows), level=2), elements)


def screening_numbers(facts: Facts, language: Language) -> ExtraNumbers:
    """Return the screening of the structure; the weight of what stands there is the assumed one."""
    try:
        screening = structure_screening(facts)
    except InputError as error:  # its numbers are not installed, or the construction is not known
        return ExtraNumbers((), (error.text.in_language(language),))
    section = structure_section(screening, facts.case.structural_statement, language)
    inputs = tuple(_inputs(screening, language))
    added = _added(facts)
    numbers = tuple(
        ExtraNumber(
            f"structure {place}",
            row[0],
            row[1],
            Section(f"{row[0]}: {row[1]}", (*inputs, *(("", note) for note in section.notes)), level=2),
            added,
        )
        for place, row in enumerate(section.rows)
    )
    return ExtraNumbers(numbers, section.notes)


def _inputs(screening: Screening, language: Language) -> Iterator[Row]:
    """Yield every number that the screening rests on, with where it comes from."""
    question = screening.question
    measured = (
        (Text("vloer bestaand", "floor existing"), question.floor_before),
        (Text("vloer voorgesteld", "floor proposed"), question.floor_after),
        (Text("bouwlagen bestaand", "storeys existing"), question.storeys_before),
        (Text("bouwlagen voorgesteld", "storeys proposed"), question.storeys_after),
    )
    for label, value in measured:
        yield label.in_language(language), _measured(value, language)
    weight = question.weight
    stands = f"{_range(weight.low, weight.high, language)} kN/m²; {weight.origin.in_language(language)}"
    yield _say("gewicht van wat er staat", "weight of what stands there", language), stands
    built = question.construction
    if built is not None:
        added = f"{_range(built.low, built.high, language)} kN/m²; {built.source}"
        yield _say("gewicht van de laag", "weight of the storey", language), added
    yield _say("grenzen", "limits", language), screening.data.ratio_source


def _measured(value: Measured, language: Language) -> str:
    if isinstance(value, Measurement):
        return wording.measurement(value, language)
    return f"{_say('onbekend', 'unknown', language)}: {value.reason.in_language(language)}"


def _range(low: float, high: float, language: Language) -> str:
    return f"{number(low, 1, language)} – {number(high, 1, language)}"


def _say(nl: str, en: str, language: Language) -> str:
    return Text(nl, en).in_language(language)
