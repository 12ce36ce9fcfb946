"""Height references (*peil*, *meetniveau*): as entered, or read from the model and then unconfirmed."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from optopcheck.domain.job import InputError
from optopcheck.domain.site import Datum, Origin
from optopcheck.domain.text import Text, join_texts

if TYPE_CHECKING:
    from optopcheck.domain.profile import MeasuringProfile
    from optopcheck.domain.site import GeoReference
    from optopcheck.service.inputs import DatumInput

_PEIL, _LEVEL = Text("peil", "plan datum"), Text("meetniveau", "measuring level")
_GROUND_AT_ENTRANCE = Text(
    "hoogte van het aansluitende terrein bij de toegang (Bbl, bijlage I)",
    "height of the adjoining ground at the entrance (Bbl, annex I)",
)


def _origins(what: Text) -> dict[Origin, Text]:
    nl, en = what.nl, what.in_language("en")
    return {
        Origin.ENTERED: Text(f"{nl} zoals ingevoerd", f"{en} as entered"),
        Origin.DESIGN: Text(f"{nl} volgens het ontwerp", f"{en} of the design"),
        Origin.SURVEYED: Text(f"ingemeten {nl}", f"surveyed {en}"),
        Origin.AHN: Text(f"{nl} uit het AHN, door niemand bevestigd", f"{en} from AHN, confirmed by nobody"),
        Origin.IFC: Text(
            f"{nl} uit het model, door niemand bevestigd", f"{en} from the model, confirmed by nobody"
        ),
    }


_MODEL_ZERO = Text(
    "nulpunt (0,00) van het model; niemand heeft dit peil bevestigd",
    "zero (0.00) of the model; nobody has confirmed this datum",
)


def entered_datum(given: DatumInput, profile: MeasuringProfile | None) -> Datum | None:
    """Return the plan datum that the user gave; None where nobody can say how sure it is.

    Raises
    ------
    InputError
        If value or tolerance is not a height.
    """
    _refuse_no_height(given, Text("een peil", "a plan datum"), "--peil")
    defined = _definition(given, profile.plan_datum if profile else None)
    return _made(given, _PEIL, defined, profile)


def entered_measuring_level(given: DatumInput | None, profile: MeasuringProfile | None) -> Datum | None:
    """Return the measuring level (*meetniveau*) that the user gave, None where none was given.

    Raises
    ------
    InputError
        If value or tolerance is not a height.
    """
    if given is None:
        return None
    _refuse_no_height(given, Text("een meetniveau", "a measuring level"), "--meetniveau")
    return _made(given, _LEVEL, _definition(given, _GROUND_AT_ENTRANCE), profile)


def _definition(given: DatumInput, usual: Text | None) -> Text | None:
    words = (given.definition or "").strip()
    return Text(f"'{words}'") if words else usual


def _made(
    given: DatumInput, what: Text, defined: Text | None, profile: MeasuringProfile | None
) -> Datum | None:
    tolerance = _tolerance(given.origin, given.tolerance, profile)
    if tolerance is None:
        return None
    return Datum(given.value, _told(_origins(what)[given.origin], defined), given.origin, tolerance)


def _told(origin: Text, defined: Text | None) -> Text:
    """Return where the value comes from, and what it is the height of."""
    return join_texts(origin, defined, separator="; ") if defined else origin


def _refuse_no_height(given: DatumInput, what: Text, option: str) -> None:
    nl, en = what.nl, what.in_language("en")
    if not math.isfinite(given.value):
        raise InputError(
            Text(
                f"{nl} van {given.value} m bestaat niet; geef een getal, bijvoorbeeld {option} -3.00",
                f"{en} of {given.value} m does not exist; give a number, e.g. {option} -3.00",
            )
        )
    if given.tolerance is not None and not (math.isfinite(given.tolerance) and given.tolerance >= 0):
        raise InputError(
            Text(
                f"een onzekerheid van {given.tolerance} m bestaat niet; "
                f"geef nul of meer, bijvoorbeeld {option}-tolerance 0.05",
                f"an uncertainty of {given.tolerance} m does not exist; "
                f"give zero or more, e.g. {option}-tolerance 0.05",
            )
        )


def model_datum(reference: GeoReference, profile: MeasuringProfile | None) -> Datum | None:
    """Return the zero of the model as plan datum, unconfirmed.

    Models for a permit have their zero at peil (BIM basis ILS 3.3); whether
    this one has, nobody has said. None without a profile that tells how sure
    this is.
    """
    tolerance = _tolerance(Origin.IFC, None, profile)
    if tolerance is None or profile is None:
        return None
    return Datum(reference.zero_height, _told(_MODEL_ZERO, profile.plan_datum), Origin.IFC, tolerance)


def _tolerance(origin: Origin, given: float | None, profile: MeasuringProfile | None) -> float | None:
    """Return how sure a height is [m]: one that nobody confirmed is never surer than the profile says."""
    if origin.is_confirmed:
        return given or 0.0
    if profile is None:
        return None
    return max(profile.unconfirmed_datum_tolerance, given or 0.0)
