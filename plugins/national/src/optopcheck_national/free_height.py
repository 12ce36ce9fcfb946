"""BBL-02: the free height (*vrije hoogte*) in the added storey, against both levels of the Bbl."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from optopcheck.api import (
    Finding,
    LegalSource,
    Limit,
    Measurement,
    Need,
    NotApplicable,
    Quantity,
    Rule,
    Standing,
    Text,
    Unmeasured,
    Verdict,
    at_least,
    join_texts,
    numbers,
    undetermined,
)
from optopcheck_national.plan_change import up_to_centimetre

if TYPE_CHECKING:
    from optopcheck.api import Facts, Measured, PartMeasurement

NEW_BUILD = Limit(2.6, "m", "Bbl art. 4.164 lid 4, tabel 4.162 (nieuwbouw)", "Bbl art. 4.164 lid 4")
ALTERATION = Limit(2.1, "m", "Bbl art. 5.17 (verbouw)", "Bbl art. 5.17")

SOURCE = LegalSource(
    title="Besluit bouwwerken leefomgeving",
    passage=(
        "Een verblijfsgebied en een verblijfsruimte van een woonfunctie zijn boven de vloer ten minste 2,6 m"
        " hoog; bij verbouw ten minste 2,1 m (samengevat)."
    ),
    url="https://wetten.overheid.nl/BWBR0041297",
    article="art. 4.164 lid 4 met tabel 4.162, en art. 5.17",
    standing=Standing.LAW,
    consulted_on=date(2026, 11, 23),
    note=Text(
        "Gelezen zijn opgeslagen kopieën: art. 4.164 in de tekst van 1 januari 2026, art. 5.17 in die van"
        " 1 januari 2025. In 2025 is een lagere plafondhoogte aangekondigd; latere wijzigingen zijn niet"
        " nagegaan.",
        "Read were stored copies: art. 4.164 in the text of 1 January 2026, art. 5.17 in that of"
        " 1 January 2025. A lower ceiling was announced in 2025; later changes were not checked.",
    ),
)
ASSUMPTIONS = (
    Text(
        "Elke ruimte van de nieuwe laag is getoetst als verblijfsruimte van een woning; wat een toilet,"
        " badkamer of berging is, is niet uit het model gelezen.",
        "Every room of the new storey is tested as a habitable room of a dwelling; which one is a toilet,"
        " bathroom or store is not read from the model.",
    ),
    Text(
        "Optoppen is verbouw: of voor een nieuwe laag 2,6 m (nieuwbouw) of 2,1 m (verbouw) geldt is"
        " omstreden.",
        "Adding storeys is alteration: whether 2.6 m (new-build) or 2.1 m (alteration) holds for a new storey"
        " is disputed.",
    ),
)

NOT_MODELLED = Text(
    "De vrije hoogte van de nieuwe laag volgt uit laaghoogte en vloerdikte en is niet gemodelleerd.",
    "The free height of the new storey follows from storey height and floor thickness and is not modelled.",
)
_GAPS = Text(
    "Niet van elke ruimte en laag die erbij komt is de vrije hoogte gemeten.",
    "Not of every room and storey that is added the free height is measured.",
)
_BETWEEN = Text(
    "De laagste ruimte haalt het niveau voor verbouw (2,1 m) en niet dat voor nieuwbouw (2,6 m).",
    "The lowest room reaches the level for alteration (2.1 m) and not that for new-build (2.6 m).",
)


@dataclass(frozen=True)
class _Added:
    """What is added, by GlobalId."""

    storeys: frozenset[str]
    rooms: frozenset[str]
    room_storeys: dict[str, str | None]

    def rooms_of(self, part: PartMeasurement) -> frozenset[str]:
        return self.rooms & frozenset(part.elements)


def free_height(facts: Facts) -> Finding | NotApplicable:
    """Compare the rooms of the added storey with the new-build level and with that for alteration."""
    if facts.scenario.storeys_added == 0:
        return NotApplicable(Text("er wordt geen bouwlaag toegevoegd", "no storey is added"))
    measured = facts.proposed.measured.free_height
    added = _added(facts)
    if isinstance(measured, Unmeasured) or not added.rooms:
        return _not_modelled(facts, measured)
    new = [part for part in measured.parts if added.rooms_of(part)]
    parts = [part for part in new if part.counts]
    if not parts:
        return _not_modelled(facts, measured)
    seen = frozenset().union(*(added.rooms_of(part) for part in new))
    whole = seen == added.rooms and added.storeys <= {added.room_storeys[room] for room in seen}
    return _judged(measured, sorted(parts, key=lambda part: part.value), whole=whole)


def _added(facts: Facts) -> _Added:
    """Return the storeys that parts were added on, and the rooms that are new or stand on one."""
    building = facts.proposed.building
    if building is None:
        return _Added(frozenset(), frozenset(), {})
    old = {storey.global_id for storey in facts.existing.storeys}
    new = {e.storey_id for e in building.elements if e.added and e.storey_id is not None} - old
    rooms = {
        room.global_id: room.storey_id for room in building.spaces if room.added or room.storey_id in new
    }
    return _Added(frozenset(new), frozenset(rooms), rooms)


def _not_modelled(facts: Facts, measured: Measured) -> Finding:
    height = facts.scenario.storey_height
    left = height - NEW_BUILD.value
    hint = numbers(
        "Indicatie: de laag is {h} m hoog; voor 2,6 m vrije hoogte blijft {d} m over voor vloer en plafond.",
        "Indication: the storey is {h} m high; for 2.6 m of free height {d} m is left for floor and ceiling.",
        2,
        h=height,
        d=max(left, 0.0),
    )
    reason = (measured.reason,) if isinstance(measured, Unmeasured) else ()
    return undetermined(
        Need.INPUT,
        join_texts(NOT_MODELLED, *reason, hint),
        limit=NEW_BUILD,
        what_would_change=Text(
            "de ruimten van de nieuwe laag in het model (IfcSpace)",
            "the rooms of the new storey in the model",
        ),
    )


def _judged(measured: Measurement, parts: list[PartMeasurement], *, whole: bool) -> Finding:
    """Judge by the lowest room; red only if even the highest one is too low, for the others may be stores."""
    lowest, highest = (_as_measurement(measured, part) for part in (parts[0], parts[-1]))
    new_build, alteration = (_told(at_least(lowest, limit), parts) for limit in (NEW_BUILD, ALTERATION))
    if new_build.verdict is Verdict.COMPLIES:
        return new_build if whole else _held(new_build, Need.INPUT, _GAPS)
    if new_build.need is Need.PRECISION:
        return _higher(new_build, lowest)
    if alteration.verdict is Verdict.COMPLIES:
        return _higher(_held(new_build, Need.JUDGEMENT, _BETWEEN), lowest)
    if alteration.need is Need.PRECISION:
        return _higher(alteration, lowest)
    if whole and at_least(highest, ALTERATION).verdict is Verdict.VIOLATES:
        return _higher(alteration, lowest)
    return _higher(_held(alteration, Need.JUDGEMENT, _too_low(measured, parts)), lowest)


def _as_measurement(measured: Measurement, part: PartMeasurement) -> Measurement:
    return replace(
        measured,
        value=part.value,
        tolerance=part.tolerance,
        elements=part.elements,
        geometry=part.geometry,
        readings=(),
        parts=(),
    )


def _held(finding: Finding, need: Need, reason: Text) -> Finding:
    explanation = join_texts(finding.explanation, reason)
    return replace(finding, verdict=Verdict.UNDETERMINED, need=need, explanation=explanation)


def _told(finding: Finding, parts: list[PartMeasurement]) -> Finding:
    label = parts[0].label
    named = Text(
        f"Getoetst zijn {len(parts)} ruimten van de nieuwe laag; de laagste is {label.nl}.",
        f"Tested are {len(parts)} rooms of the new storey; the lowest is {label.in_language('en')}.",
    )
    return replace(finding, explanation=join_texts(finding.explanation, named))


def _higher(finding: Finding, lowest: Measurement) -> Finding:
    """Tell what reaches the level for new-build, which is enough under any reading."""
    change = numbers(
        "de laagste ruimte meer dan {d} m hoger: dan is ook het niveau voor nieuwbouw gehaald",
        "the lowest room higher by more than {d} m: then the level for new-build is reached as well",
        2,
        d=up_to_centimetre(NEW_BUILD.value - lowest.value + lowest.uncertainty),
    )
    return replace(finding, what_would_change=change)


def _too_low(measured: Measurement, parts: list[PartMeasurement]) -> Text:
    low = [
        part.label
        for part in parts
        if at_least(_as_measurement(measured, part), ALTERATION).verdict is Verdict.VIOLATES
    ]
    names = join_texts(*low, separator=", ")
    return Text(
        f"Lager dan 2,1 m: {names.nl}; of dat verblijfsruimten zijn moet een mens nagaan.",
        f"Lower than 2.1 m: {names.in_language('en')}; whether these are habitable rooms a human must check.",
    )


FREE_HEIGHT_RULES = (
    Rule(
        "nl.bbl-free-height",
        Text("Bbl: vrije hoogte van de nieuwe laag", "Bbl: free height of the new storey"),
        SOURCE,
        free_height,
        assumptions=ASSUMPTIONS,
        quantities=(Quantity.FREE_HEIGHT,),
    ),
)
