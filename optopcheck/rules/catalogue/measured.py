"""Measured quantities of each situation, how they grow, and heights against NAP and the measuring level."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from optopcheck.domain.building import StoreyRole
from optopcheck.domain.measurement import Measurement, Unmeasured
from optopcheck.domain.quantity import Quantity
from optopcheck.domain.rule import Need
from optopcheck.domain.text import Text
from optopcheck.rules.catalogue.fact import (
    Fact,
    from_measured,
    missing,
    not_known,
    number_fact,
    told,
    unconfirmed,
)
from optopcheck.rules.language.kinds import number_in
from optopcheck.rules.language.values import Budget, Number, Unknown, combined, subtracted, together

if TYPE_CHECKING:
    from optopcheck.domain.facts import Facts, Situation
    from optopcheck.domain.measurement import Measured
    from optopcheck.domain.site import Datum
    from optopcheck.rules.language.values import Value

FLOOR_DOUBT = 0.02
"""Doubt of a floor height in a model, as the national pack takes it [m]."""
SITUATIONS = {
    "existing": Text("bestaand", "existing"),
    "permitted": Text("toegestaan", "permitted"),
    "proposed": Text("voorgesteld", "proposed"),
}
_STEPS = 10_000
_INHABITED = (StoreyRole.LAYER, StoreyRole.ATTIC)


def situation_of(facts: Facts, key: str) -> Situation:
    """Return one of the three situations by its name."""
    return {"existing": facts.existing, "permitted": facts.permitted, "proposed": facts.proposed}[key]


def _measured(key: str, quantity: Quantity, facts: Facts) -> Measured:
    return situation_of(facts, key).measured.get(quantity)


def _quantity(key: str, quantity: Quantity) -> Fact:
    name = SITUATIONS[key]
    label = Text(
        f"{quantity.label.nl} ({name.nl})", f"{quantity.label.in_language('en')} ({name.in_language('en')})"
    )
    measured = partial(_measured, key, quantity)
    return Fact(
        f"{key}.{quantity.key}",
        number_in(quantity.unit),
        quantity.unit,
        label,
        lambda facts: from_measured(measured(facts), label),
        (quantity,),
        measured,
    )


def _difference(before: Measured, after: Measured, label: Text) -> Value:
    """Return after minus before; a datum that both share is no doubt of the difference."""
    if isinstance(before, Measurement) and isinstance(after, Measurement) and before.datum == after.datum:
        before, after = replace(before, datum=None), replace(after, datum=None)
    old, new = from_measured(before, label), from_measured(after, label)
    if isinstance(old, Number) and isinstance(new, Number):
        return combined(new, old, subtracted, Budget(_STEPS))
    return together(old, new) or old


def _growth(quantity: Quantity) -> Fact:
    label = Text(f"toename {quantity.label.nl}", f"growth of {quantity.label.in_language('en')}")

    def read(facts: Facts) -> Value:
        return _difference(
            facts.existing.measured.get(quantity), facts.proposed.measured.get(quantity), label
        )

    return number_fact(f"increase.{quantity.key}", quantity.unit, label, read, quantity)


STOREYS_ADDED = Text("toegevoegde bouwlagen", "added storeys")


def _storeys_added(facts: Facts) -> Value:
    return _difference(
        facts.existing.measured.storey_count, facts.proposed.measured.storey_count, STOREYS_ADDED
    )


def _above_nap(key: str, quantity: Quantity, label: Text, facts: Facts) -> Value:
    measured = _measured(key, quantity, facts)
    if isinstance(measured, Unmeasured):
        return missing(measured, label)
    if facts.case.site.georeference.height_system != "NAP" or measured.datum is None:
        why = Text(
            "het model zegt niet hoe hoog het boven NAP ligt", "the model does not tell its height above NAP"
        )
        return not_known(label, why)
    # The datum cancels out: the top stands where it stands.
    level = measured.datum.value
    shifted = replace(
        measured,
        value=measured.value + level,
        datum=None,
        readings=tuple(replace(r, value=r.value + level) for r in measured.readings),
    )
    return from_measured(shifted, label)


def _nap(key: str, quantity: Quantity) -> Fact:
    name = SITUATIONS[key]
    label = Text(
        f"{quantity.label.nl} boven NAP ({name.nl})",
        f"{quantity.label.in_language('en')} above NAP ({name.in_language('en')})",
    )
    read = partial(_above_nap, key, quantity, label)
    return number_fact(f"{key}.{quantity.key}_nap", "m", label, read, quantity)


def above(elevation: float, datum: Datum | None, label: Text) -> Value:
    """Return the height of a floor above a datum; nobody's datum decides nothing."""
    if datum is None:
        return not_known(
            label,
            Text(
                "het vlak waarvan gemeten wordt is niet opgegeven", "the level to measure from is not given"
            ),
        )
    height = told(elevation - datum.value, FLOOR_DOUBT + datum.tolerance, "m")
    if datum.origin.is_confirmed:
        return height
    why = Text(
        f"het vlak waarvan gemeten wordt is niet bevestigd ({datum.origin.value})",
        f"the level to measure from is not confirmed ({datum.origin.value})",
    )
    return unconfirmed(height, why, label)


def floors_unknown(situation: Situation, label: Text) -> Unknown | None:
    """Return why the floors of a situation cannot be told; None if they can."""
    count = situation.measured.storey_count
    if isinstance(count, Unmeasured):
        return missing(count, label)
    if not situation.storeys or any(storey.role is None for storey in situation.storeys):
        return not_known(label, Text("de vloeren zijn niet beoordeeld", "the floors were not judged"))
    if count.readings or count.uncertainty > 0:
        why = Text("welke lagen meetellen is omstreden", "which levels count is disputed by another reading")
        return not_known(label, why, Need.JUDGEMENT)
    return None


def _highest_floor(key: str, label: Text, facts: Facts) -> Value:
    situation = situation_of(facts, key)
    why = floors_unknown(situation, label)
    if why is not None:
        return why
    floors = [storey.elevation for storey in situation.storeys if storey.role in _INHABITED]
    if not floors:
        return not_known(label, Text("er is geen vloer van een bouwlaag", "there is no floor of a storey"))
    return above(max(floors), facts.case.site.measuring_level, label)


def _floor(key: str) -> Fact:
    name = SITUATIONS[key]
    label = Text(
        f"hoogste vloer boven meetniveau ({name.nl})",
        f"top floor above the measuring level ({name.in_language('en')})",
    )
    read = partial(_highest_floor, key, label)
    return number_fact(f"{key}.highest_floor", "m", label, read, Quantity.STOREY_COUNT)


_HEIGHTS = (Quantity.BUILDING_HEIGHT, Quantity.EAVES_HEIGHT, Quantity.RIDGE_HEIGHT)

MEASURED_FACTS = (
    Fact(
        "storeys_added",
        number_in("1"),
        "1",
        STOREYS_ADDED,
        _storeys_added,
        (Quantity.STOREY_COUNT,),
        lambda facts: facts.storeys_added,
    ),
    *(_quantity(key, quantity) for key in SITUATIONS for quantity in Quantity),
    *(_growth(quantity) for quantity in Quantity if quantity not in (Quantity.SETBACK, Quantity.ROOF_PITCH)),
    *(_nap(key, quantity) for key in ("existing", "proposed") for quantity in _HEIGHTS),
    *(_floor(key) for key in ("existing", "proposed")),
)
