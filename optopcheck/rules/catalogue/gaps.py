"""Facts that policy names and this program cannot establish yet: a rule that needs one says so."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from optopcheck.domain.text import Text
from optopcheck.rules.catalogue.fact import Fact, not_known
from optopcheck.rules.language.kinds import Kind, TextKind, TruthKind, number_in

if TYPE_CHECKING:
    from optopcheck.domain.facts import Facts
    from optopcheck.rules.language.values import Value

_TODO = Text(
    "dit programma kan dit nog niet vaststellen; ga het zelf na",
    "this program cannot establish this yet; find it out by hand",
)
_NUMBERS = {
    "proposed.envelope_angle": (
        "deg",
        "steilste hoek vanaf de bestaande dakrand",
        "steepest angle from the roof edge",
    ),
    "proposed.setback_front": ("m", "terugligging aan de voorgevel", "setback at the front façade"),
    "proposed.setback_rear": ("m", "terugligging aan de achtergevel", "setback at the rear façade"),
    "proposed.setback_side": ("m", "terugligging aan de zijgevel", "setback at the side façade"),
    "proposed.addition_area": ("m2", "oppervlakte van de dakopbouw", "area of the rooftop extension"),
    "proposed.addition_roof_share": (
        "1",
        "deel van het dak onder de dakopbouw",
        "share of the roof under the extension",
    ),
    "shade.extra_area": ("m2", "extra schaduw op de grond", "extra shade on the ground"),
    "homes.existing": ("1", "bestaande woningen", "existing homes"),
    "homes.added": ("1", "extra woningen", "extra homes"),
    "parking.balance": (
        "1",
        "parkeerplaatsen over (negatief: tekort)",
        "parking places left (negative: short)",
    ),
    "existing.construction_year": ("1", "bouwjaar", "year built"),
}
_TRUTHS = {
    "existing.is_monument": ("het gebouw is een monument", "the building is a monument"),
    "existing.in_protected_view": (
        "het gebouw ligt in een beschermd gezicht",
        "it lies in a protected townscape",
    ),
    "existing.extended_before": ("het gebouw is eerder opgetopt", "storeys were added before"),
    "existing.has_flat_roof": ("het hele dak is plat", "the whole roof is flat"),
    "existing.has_lift": ("er is een lift", "there is a lift"),
}
_TEXTS = {
    "existing.building_kind": ("soort gebouw", "kind of building"),
    "area.name": (
        "gebied van het beleid waarin het gebouw ligt",
        "area of the policy in which the building lies",
    ),
}


def _gap(name: str, kind: Kind, unit: str, nl: str, en: str) -> Fact:
    label = Text(nl, en)
    return Fact(name, kind, unit, label, partial(_unknown, label), computed=False, note=_TODO)


def _unknown(label: Text, _facts: Facts) -> Value:
    return not_known(label, _TODO)


GAPS = (
    *(_gap(name, number_in(unit), unit, nl, en) for name, (unit, nl, en) in _NUMBERS.items()),
    *(_gap(name, TruthKind(), "", nl, en) for name, (nl, en) in _TRUTHS.items()),
    *(_gap(name, TextKind(), "", nl, en) for name, (nl, en) in _TEXTS.items()),
)
