"""The plan datum (*peil*): as entered, or read from the model and then unconfirmed."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from optopcheck.domain.job import InputError
from optopcheck.domain.site import Datum, Origin
from optopcheck.domain.text import Text

if TYPE_CHECKING:
    from optopcheck.domain.profile import MeasuringProfile
    from optopcheck.domain.site import GeoReference

_ENTERED = {
    Origin.ENTERED: Text("peil zoals ingevoerd", "plan datum as entered"),
    Origin.DESIGN: Text("peil volgens het ontwerp", "plan datum of the design"),
    Origin.SURVEYED: Text("ingemeten peil", "surveyed plan datum"),
    Origin.AHN: Text("peil uit het AHN, door niemand bevestigd", "plan datum from AHN, confirmed by nobody"),
    Origin.IFC: Text(
        "peil uit het model, door niemand bevestigd", "plan datum from the model, confirmed by nobody"
    ),
}

_MODEL_ZERO = Text(
    "nulpunt (0,00) van het model; niemand heeft dit peil bevestigd",
    "zero (0.00) of the model; nobody has confirmed this datum",
)


def entered_datum(value: float, origin: Origin, profile: MeasuringProfile | None) -> Datum | None:
    """Return the plan datum that the user gave; None where nobody can say how sure it is.

    Raises
    ------
    InputError
        If the value is not a height.
    """
    _refuse_no_height(value, Text("een peil", "a plan datum"), "--peil -3.00")
    tolerance = _tolerance(origin, profile)
    return None if tolerance is None else Datum(value, _ENTERED[origin], origin, tolerance)


def entered_measuring_level(value: float | None) -> Datum | None:
    """Return the measuring level (*meetniveau*) that the user gave, None where none was given.

    Raises
    ------
    InputError
        If the value is not a height.
    """
    if value is None:
        return None
    _refuse_no_height(value, Text("een meetniveau", "a measuring level"), "--meetniveau -3.00")
    return Datum(value, Text("meetniveau zoals ingevoerd", "measuring level as entered"), Origin.ENTERED)


def _refuse_no_height(value: float, what: Text, example: str) -> None:
    if not math.isfinite(value):
        raise InputError(
            Text(
                f"{what.nl} van {value} m bestaat niet; geef een getal, bijvoorbeeld {example}",
                f"{what.en} of {value} m does not exist; give a number, e.g. {example}",
            )
        )


def model_datum(reference: GeoReference, profile: MeasuringProfile | None) -> Datum | None:
    """Return the zero of the model as plan datum, unconfirmed.

    Models for a permit have their zero at peil (BIM basis ILS 3.3); whether
    this one has, nobody has said. None without a profile that tells how sure
    this is.
    """
    tolerance = _tolerance(Origin.IFC, profile)
    return None if tolerance is None else Datum(reference.zero_height, _MODEL_ZERO, Origin.IFC, tolerance)


def _tolerance(origin: Origin, profile: MeasuringProfile | None) -> float | None:
    if origin.is_confirmed:
        return 0.0
    return profile.unconfirmed_datum_tolerance if profile else None
