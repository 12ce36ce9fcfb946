"""The rooftop extension: its area and share, how far it lies back on each side, and its envelope."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from optopcheck.domain.addition import Addition
from optopcheck.domain.entered import FRONT, opposite
from optopcheck.domain.measurement import Unmeasured
from optopcheck.domain.quantity import Quantity
from optopcheck.domain.rule import Need
from optopcheck.domain.text import Text
from optopcheck.rules.catalogue.fact import Fact, from_size, missing, not_known, number_fact
from optopcheck.rules.catalogue.said import said
from optopcheck.rules.language.kinds import TruthKind
from optopcheck.rules.language.values import Budget, Number, Unknown, combined, larger, smaller, together

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from optopcheck.domain.addition import Size, Sized
    from optopcheck.domain.facts import Facts
    from optopcheck.rules.language.values import Span, Value

_NOTHING = Text("er wordt geen laag toegevoegd", "no storey is added")
_NOT_MEASURED = Text("de opbouw is niet gemeten", "the addition was not measured")
_NO_NORTH = "IFC-NORTH"
"""Defects of a model that does not tell for sure where north is."""
_STEPS = 10_000
_ON_ROOF = (Quantity.FLAT_ROOF_AREA, Quantity.STOREY_COUNT, Quantity.SETBACK)


def _addition(facts: Facts) -> Addition:
    found, proposed = facts.proposed.addition, facts.proposed
    if found is not None:
        return found
    if proposed is facts.existing:
        return Addition.none(Unmeasured(_NOTHING))
    why = proposed.measured.setback
    if proposed.building is None and isinstance(why, Unmeasured):
        return Addition.none(why)
    return Addition.none(Unmeasured(_NOT_MEASURED))


def _sized(
    name: str,
    unit: str,
    label: Text,
    size: Callable[[Addition], Sized],
    *quantities: Quantity,
    note: Text | None = None,
) -> Fact:
    def read(facts: Facts) -> Value:
        return from_size(size(_addition(facts)), unit, label)

    return number_fact(name, unit, label, read, *quantities, note=note)


@dataclass(frozen=True)
class _Sides:
    """A size by compass wind, and which of two sides counts."""

    unit: str
    sizes: Callable[[Addition], Mapping[str, Size] | Unmeasured]
    of_two: Callable[[Span, Span], Span]

    def read(self, label: Text, turns: tuple[int, ...], facts: Facts) -> Value:
        """Return the size on the sides so many eighths of a turn from the front."""
        found, front = self.sizes(_addition(facts)), said(FRONT, facts)
        if isinstance(found, Unmeasured):
            return missing(found, label)
        if not isinstance(front, str):
            return front
        if any(defect.code.startswith(_NO_NORTH) for defect in facts.case.building.defects):
            return not_known(label, _WHERE_IS_NORTH)
        one, *others = (_on_side(found, opposite(front, turn), self.unit, label) for turn in turns)
        for other in others:
            if isinstance(one, Unknown) or isinstance(other, Unknown):
                return together(one, other) or one
            one = combined(one, other, self.of_two, Budget(_STEPS))
        return one


_SETBACKS = _Sides("m", lambda addition: addition.setbacks, smaller)
_ANGLES = _Sides("deg", lambda addition: addition.envelope_angles, larger)
_WHERE_IS_NORTH = Text(
    "het model zegt niet zeker waar het noorden is; geef --north",
    "the model does not tell for sure where north is; give --north",
)


def _on_side(found: Mapping[str, Size], wind: str, unit: str, label: Text) -> Number | Unknown:
    """Return the size on one side; not known where a slanting façade may belong to it too."""
    slanting = [other for other in (opposite(wind, 1), opposite(wind, 7)) if other in found]
    size = found.get(wind)
    if size is not None and not slanting:
        value = from_size(size, unit, label)
        return value if isinstance(value, Number) else not_known(label, _NOT_MEASURED)
    names = ", ".join(found)
    if size is not None:
        why = Text(
            f"ook een schuine gevel kan bij deze zijde horen (gevels: {names})",
            f"a slanting façade may belong to this side too (façades: {names})",
        )
        return not_known(label, why, Need.JUDGEMENT)
    why = Text(
        f"de opbouw heeft aan deze zijde geen gevel of dakrand; kies {FRONT} uit: {names}",
        f"the addition has no façade or roof edge on this side; choose {FRONT} from: {names}",
    )
    return not_known(label, why)


def _side(sides: _Sides, name: str, label: Text, *turns: int) -> Fact:
    note = Text(f"vraagt {FRONT}", f"needs {FRONT}")
    read = partial(sides.read, label, turns)
    quantities = _ON_ROOF if sides is _SETBACKS else (*_ON_ROOF, Quantity.EAVES_HEIGHT)
    return number_fact(name, sides.unit, label, read, *quantities, note=note)


_FLAT = Text("het hele dak is plat", "the whole roof is flat")


def _has_flat_roof(facts: Facts) -> Value:
    flat = facts.existing.flat_roof
    if isinstance(flat, bool):
        return flat
    return missing(flat, _FLAT) if flat is not None else not_known(_FLAT, _NOT_MEASURED)


ADDED_FACTS = (
    _sized(
        "proposed.addition_area",
        "m2",
        Text("oppervlakte van de dakopbouw", "area of the rooftop extension"),
        lambda addition: addition.area,
        *_ON_ROOF,
        note=Text("van boven gezien, langs de buitengevels", "seen from above, along the outer faces"),
    ),
    _sized(
        "proposed.addition_roof_share",
        "1",
        Text(
            "deel van het platte dak (tot de buitengevels, zonder opbouwen) dat de dakopbouw bedekt",
            "share of the flat roof (to the outer faces, without structures) that the extension covers",
        ),
        lambda addition: addition.roof_share,
        *_ON_ROOF,
    ),
    _sized(
        "proposed.envelope_angle",
        "deg",
        Text(
            "steilste hoek boven de horizon vanaf enige bestaande dakrand tot de dakopbouw",
            "steepest angle above the horizontal from any existing roof edge to the extension",
        ),
        lambda addition: addition.envelope_angle,
        *_ON_ROOF,
        Quantity.EAVES_HEIGHT,
        note=Text(
            "90 in het vlak van een gevel, ook van een muur met de buren",
            "90 flush with a façade, and with a wall to the neighbours too",
        ),
    ),
    _side(
        _SETBACKS, "proposed.setback_front", Text("terugligging aan de voorgevel", "setback at the front"), 0
    ),
    _side(
        _SETBACKS, "proposed.setback_rear", Text("terugligging aan de achtergevel", "setback at the rear"), 4
    ),
    _side(
        _SETBACKS,
        "proposed.setback_side",
        Text("terugligging aan de zijgevels, de kleinste", "setback at the sides, the smallest"),
        2,
        6,
    ),
    _side(
        _ANGLES,
        "proposed.envelope_angle_front",
        Text("steilste hoek vanaf de dakrand aan de voorkant", "steepest angle from the edge at the front"),
        0,
    ),
    _side(
        _ANGLES,
        "proposed.envelope_angle_rear",
        Text("steilste hoek vanaf de dakrand aan de achterkant", "steepest angle from the edge at the rear"),
        4,
    ),
    _side(
        _ANGLES,
        "proposed.envelope_angle_side",
        Text("steilste hoek vanaf de dakrand opzij, de grootste", "steepest angle from the side edges"),
        2,
        6,
    ),
    Fact(
        "existing.has_flat_roof",
        TruthKind(),
        "",
        _FLAT,
        _has_flat_roof,
        (Quantity.ROOF_PITCH, Quantity.FLAT_ROOF_AREA),
        note=Text("een klein schuin deel vraagt een oordeel", "a small pitched part asks for a judgement"),
    ),
)
