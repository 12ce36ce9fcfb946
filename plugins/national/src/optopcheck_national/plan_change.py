"""What would make a breach of the plan comply: how much the design must lose, in both languages."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from optopcheck.api import Need, Text, Verdict, join_texts, numbers

if TYPE_CHECKING:
    from optopcheck.api import Finding

_CENTIMETRES = 100.0
_FLOAT_NOISE = 1e-6
"""0.6500000001 m is 0.65 m, not 0.66 m."""
_TIED = (Need.INPUT, Need.REPAIR)
"""No design answers these."""


def what_would_change(finding: Finding) -> Text | None:
    """Tell how much the measured quantity must lose to lie below its limit under every reading."""
    measured, limit = finding.measured, finding.limit
    if measured is None or limit is None or finding.verdict is Verdict.COMPLIES or finding.need in _TIED:
        return None
    highest = max([measured.value, *(reading.value for reading in measured.readings)])
    lose = highest - limit.value + measured.uncertainty
    if lose <= 0:
        return None
    if measured.unit == "1":
        return _fewer(math.ceil(lose - _FLOAT_NOISE))
    told = _lower(measured.quantity.label, lose, measured.uncertainty)
    if highest == measured.value:
        return told
    # Else the reader holds the number against the margin, which is of another reading.
    return join_texts(told, numbers("(gelezen als {h} m)", "(read as {h} m)", 2, h=highest))


def move_inside(distance: float) -> Text:
    """Tell how far the added storey must move away from where it leaves the building zone [m]."""
    return numbers(
        "de nieuwe laag daar meer dan {d} m verder terugleggen",
        "setting the new storey back there by more than {d} m",
        2,
        d=up_to_centimetre(distance),
    )


def _fewer(storeys: int) -> Text:
    if storeys == 1:
        return Text("één bouwlaag minder", "one storey less")
    return Text(f"{storeys} bouwlagen minder", f"{storeys} storeys less")


def _lower(label: Text, lose: float, doubt: float) -> Text:
    nl, en = f"de {label.nl}", f"the {label.in_language('en')}"
    least = f"{nl} ten minste {{d}} m verlagen", f"lowering {en} by at least {{d}} m"
    # With exactly that much the margin would still lie within the uncertainty.
    more = (
        f"{nl} meer dan {{d}} m verlagen, waarvan {{u}} m voor de onzekerheid",
        f"lowering {en} by more than {{d}} m, of which {{u}} m for the uncertainty",
    )
    return numbers(*(more if doubt > 0 else least), 2, d=up_to_centimetre(lose), u=doubt)


def up_to_centimetre(metres: float) -> float:
    """Round up to a centimetre: less would not do."""
    return math.ceil(metres * _CENTIMETRES - _FLOAT_NOISE) / _CENTIMETRES
