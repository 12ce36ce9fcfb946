"""Lists: storeys, façades, roof planes, rooms, boundaries, and the buildings around."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from optopcheck.domain.building import Severity, StoreyRole
from optopcheck.domain.measurement import Unmeasured
from optopcheck.domain.quantity import Quantity
from optopcheck.domain.rule import Need
from optopcheck.domain.text import Text
from optopcheck.rules.catalogue.fact import Fact, from_size, missing, not_known, told, unconfirmed
from optopcheck.rules.catalogue.measured import (
    FLOOR_DOUBT,
    SITUATIONS,
    above,
    floors_unknown,
    situation_of,
)
from optopcheck.rules.language.kinds import Kind, ListKind, TextKind, TruthKind, number_in
from optopcheck.rules.language.values import Items, Number

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from optopcheck.domain.building import Neighbour, Storey
    from optopcheck.domain.facts import Facts
    from optopcheck.domain.measurement import Measurement, PartMeasurement
    from optopcheck.rules.language.values import Value

_SIGMAS = 2.0
"""The stated accuracy of a city model is a root mean square; twice that holds for nearly every height."""
_OTHER_READING = Text(
    "de meting kent een andere lezing, niet per deel", "the measurement has another reading, not part by part"
)


@dataclass(frozen=True)
class _Parts:
    """A quantity whose parts are a list."""

    name: str
    quantity: Quantity
    property: str
    title: str
    label: Text


_PARTS = (
    _Parts(
        "facades", Quantity.SETBACK, "setback", "side", Text("terugligging per gevel", "setback by façade")
    ),
    _Parts("eaves", Quantity.EAVES_HEIGHT, "height", "side", Text("goothoogte per gevel", "eaves by façade")),
    _Parts("roof_planes", Quantity.ROOF_PITCH, "pitch", "name", Text("dakvlakken", "roof planes")),
    _Parts("rooms", Quantity.FREE_HEIGHT, "height", "name", Text("ruimten", "rooms")),
    _Parts("floors", Quantity.GROSS_FLOOR_AREA, "area", "name", Text("vloeren", "floors")),
    _Parts("boundaries", Quantity.PLOT_DISTANCE, "distance", "side", Text("perceelgrenzen", "boundaries")),
)


def _list(name: str, label: Text, kinds: Mapping[str, Kind]) -> tuple[str, Kind, str, Text]:
    units = ", ".join(f"it.{field} {_unit(kind)}".strip() for field, kind in kinds.items())
    return name, ListKind(kinds), units, label


def _unit(kind: Kind) -> str:
    unit = getattr(kind, "unit", None)
    return f"[{unit}]" if unit is not None else ""


def _parts_of(key: str, parts: _Parts) -> Fact:
    situation = SITUATIONS[key]
    label = Text(
        f"{parts.label.nl} ({situation.nl})",
        f"{parts.label.in_language('en')} ({situation.in_language('en')})",
    )
    kinds: dict[str, Kind] = {
        parts.title: TextKind(),
        parts.property: number_in(parts.quantity.unit),
        "added": TruthKind(),
    }
    return Fact(
        *_list(f"{key}.{parts.name}", label, kinds),
        partial(_read_parts, key, parts, label),
        (parts.quantity,),
        lambda facts: situation_of(facts, key).measured.get(parts.quantity),
    )


def _read_parts(key: str, parts: _Parts, label: Text, facts: Facts) -> Value:
    measured = situation_of(facts, key).measured.get(parts.quantity)
    if isinstance(measured, Unmeasured):
        return missing(measured, label)
    added = _added_elements(facts) if key == "proposed" else frozenset()
    rows: list[Mapping[str, Value]] = [
        {
            parts.title: part.label.nl,
            parts.property: _part_value(measured, part, label),
            "added": bool(added & frozenset(part.elements)),
        }
        for part in measured.parts
        if part.counts
    ]
    return Items(tuple(rows))


def _part_value(measured: Measurement, part: PartMeasurement, label: Text) -> Number:
    rest = max(measured.uncertainty - measured.tolerance, 0.0)
    value = told(part.value, part.tolerance + rest, measured.unit)
    # A reading is told of the whole alone: by its parts nothing is sure then.
    return unconfirmed(value, _OTHER_READING, label) if measured.readings else value


def _added_elements(facts: Facts) -> frozenset[str]:
    """Return the GlobalIds of elements and rooms that are new, or stand on a new storey."""
    building = facts.proposed.building
    if building is None:
        return frozenset()
    old = {storey.global_id for storey in facts.existing.storeys}
    new = {e.storey_id for e in building.elements if e.added and e.storey_id is not None} - old
    everything = (*building.elements, *building.spaces)
    return frozenset(e.global_id for e in everything if e.added or e.storey_id in new)


_STOREY_KINDS: Mapping[str, Kind] = {
    "name": TextKind(),
    "role": TextKind(tuple(role.value for role in StoreyRole)),
    "height": number_in("m"),
    "floor": number_in("m"),
    "floor_above_measuring_level": number_in("m"),
    "added": TruthKind(),
}


def _storeys_of(key: str) -> Fact:
    situation = SITUATIONS[key]
    label = Text(f"lagen ({situation.nl})", f"levels ({situation.in_language('en')})")
    return Fact(
        *_list(f"{key}.storeys", label, _STOREY_KINDS),
        partial(_read_storeys, key, label),
        (Quantity.STOREY_COUNT,),
        lambda facts: situation_of(facts, key).measured.storey_count,
    )


def _read_storeys(key: str, label: Text, facts: Facts) -> Value:
    situation = situation_of(facts, key)
    why = floors_unknown(situation, label)
    if why is not None:
        return why
    old = {storey.global_id for storey in facts.existing.storeys}
    return Items(tuple(_storey(storey, old, label, facts) for storey in situation.storeys))


def _storey(storey: Storey, old: set[str], label: Text, facts: Facts) -> Mapping[str, Value]:
    site = facts.case.site
    height: Value = (
        not_known(label, Text(f"de hoogte van {storey.name} is niet bekend", f"height of {storey.name}"))
        if storey.height is None
        else told(storey.height, FLOOR_DOUBT, "m")
    )
    return {
        "name": storey.name,
        "role": storey.role.value if storey.role else "",
        "height": height,
        "floor": above(storey.elevation, site.plan_datum, label),
        "floor_above_measuring_level": above(storey.elevation, site.measuring_level, label),
        "added": storey.global_id not in old,
    }


_NEIGHBOURS = Text("buurgebouwen", "buildings around")
_NO_NEIGHBOURS = Text("er zijn geen buurgebouwen gegeven", "no buildings around were given")
_OF_SURROUNDINGS = ("city-", "bag-")
"""Defects by which a building around may be missing: of an incomplete list nothing is sure."""
_NO_DISTANCE = Text("de afstand is niet gemeten", "the distance was not measured")


def _read_neighbours(facts: Facts) -> Value:
    for defect in facts.case.building.defects:
        if defect.severity is Severity.ERROR and defect.code.startswith(_OF_SURROUNDINGS):
            return not_known(_NEIGHBOURS, defect.message, Need.REPAIR)
    if not facts.case.neighbours:
        return not_known(_NEIGHBOURS, _NO_NEIGHBOURS)
    return Items(tuple(_neighbour(neighbour, facts) for neighbour in facts.case.neighbours))


def _neighbour(neighbour: Neighbour, facts: Facts) -> Mapping[str, Value]:
    return {
        "name": neighbour.id,
        "height": _neighbour_height(neighbour),
        "distance": _neighbour_distance(neighbour, facts),
    }


def _neighbour_distance(neighbour: Neighbour, facts: Facts) -> Value:
    size = facts.existing.distances.get(neighbour.id, Unmeasured(_NO_DISTANCE))
    distance = from_size(size, "m", _NEIGHBOURS)
    return _as_sure(distance, neighbour.doubts) if isinstance(distance, Number) else distance


def _neighbour_height(neighbour: Neighbour) -> Value:
    if neighbour.mesh.is_empty:
        return not_known(_NEIGHBOURS, Text(f"{neighbour.id} heeft geen vorm", f"{neighbour.id} has no shape"))
    top = float(neighbour.mesh.vertices[:, 2].max())
    height = told(top - neighbour.ground, _SIGMAS * (neighbour.accuracy or 0.0), "m")
    doubts = list(neighbour.doubts)
    if neighbour.accuracy is None:
        doubts.append(
            Text(
                f"de bron zegt niet hoe nauwkeurig {neighbour.id} is",
                f"the source does not say how accurate {neighbour.id} is",
            )
        )
    return _as_sure(height, doubts)


def _as_sure(value: Number, doubts: Iterable[Text]) -> Number:
    for doubt in doubts:
        value = unconfirmed(value, doubt, _NEIGHBOURS)
    return value


LIST_FACTS = (
    *(_parts_of(key, parts) for key in ("existing", "proposed") for parts in _PARTS),
    *(_storeys_of(key) for key in ("existing", "proposed")),
    Fact(
        *_list(
            "neighbours",
            _NEIGHBOURS,
            {"name": TextKind(), "height": number_in("m"), "distance": number_in("m")},
        ),
        _read_neighbours,
        note=Text(
            "hoogte boven het maaiveld daar; afstand van omtrek tot omtrek; gelezen zover de schaduw reikt, "
            "ten hoogste 300 m",
            "height above the ground there; distance from outline to outline; read as far as the shadow "
            "reaches, at most 300 m",
        ),
    ),
)
