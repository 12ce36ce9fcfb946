"""Numbers, days and phrases as the reader of a report sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optopcheck.domain.given_names import given_name
from optopcheck.domain.site import Origin
from optopcheck.domain.text import Text, number

if TYPE_CHECKING:
    from datetime import date

    from optopcheck.domain.measurement import Measurement
    from optopcheck.domain.rule import Limit
    from optopcheck.domain.site import Datum
    from optopcheck.domain.stated import Stated
    from optopcheck.domain.text import Language

_DECIMALS = {"m": 2, "m2": 1, "m3": 1, "1": 0, "deg": 1, "h": 2, "min": 0}
_UNITS = {"m2": "m²", "m3": "m³", "1": "", "deg": "°", "h": "h"}
_MOST_DECIMALS = 9
_HOUR = 60
_NOTHING = 1e-9

ORIGIN_LABELS = {
    Origin.ENTERED: Text("ingevoerd", "entered"),
    Origin.IFC: Text("uit het model", "from the model"),
    Origin.DESIGN: Text("ontwerp", "design"),
    Origin.SURVEYED: Text("ingemeten", "surveyed"),
    Origin.AHN: Text("AHN", "AHN"),
}


def visible(value: float, unit: str, language: Language) -> str:
    """Write a number with the decimals of its unit, more where it would show as zero and is not."""
    # What is left of a sum after rounding is zero, of either sign.
    value = 0.0 if abs(value) < _NOTHING else value
    decimals = _DECIMALS.get(unit, 2)
    # A count that is no whole number must show that it is none.
    if unit == "1" and not float(value).is_integer():
        decimals = 2
    while value != 0 and decimals < _MOST_DECIMALS and float(f"{value:.{decimals}f}") == 0:
        decimals += 1
    return number(value, decimals, language)


def with_unit(written: str, unit: str) -> str:
    """Put the unit behind a number; a count has none."""
    # The sign of degrees stands against its number.
    gap = "" if unit == "deg" else " "
    return f"{written}{gap}{_UNITS.get(unit, unit)}".rstrip()


def amount(value: float, unit: str, language: Language) -> str:
    """Write a value with its unit."""
    return with_unit(visible(value, unit, language), unit)


def measurement(value: Measurement, language: Language) -> str:
    """Write a measurement with its uncertainty."""
    return with_tolerance(value.value, value.uncertainty, value.unit, language)


def stated(value: Stated, language: Language) -> str:
    """Write a number that is no quantity of the building, with its uncertainty."""
    return with_tolerance(value.value, value.uncertainty, value.unit, language)


def with_tolerance(value: float, tolerance: float, unit: str, language: Language) -> str:
    """Write a value and how far it may be off, with the unit."""
    written = visible(value, unit, language)
    if tolerance > 0:
        written += f" ± {visible(tolerance, unit, language)}"
    return with_unit(written, unit)


def limit(value: Limit, language: Language) -> str:
    """Write a limit value with its place and who answers for it."""
    if value.confirmed_by == value.place:
        return f"{amount(value.value, value.unit, language)} ({value.place})"
    nobody = Text("door niemand bevestigd", "confirmed by nobody")
    who = given_name(value.confirmed_by) if value.confirmed_by else nobody
    confirmed = who.in_language(language)
    return f"{amount(value.value, value.unit, language)} ({value.place}; {confirmed})"


def capital(text: str) -> str:
    """Begin a sentence with a capital; a name such as that of a file stays as it is."""
    first = text.split(" ", 1)[0].rstrip(",:;")
    return text[:1].upper() + text[1:] if first.isalpha() and first.islower() else text


def duration(minutes: float, language: Language) -> str:
    """Write a stretch of time in hours and whole minutes; less than a minute keeps its decimals."""
    if 0 < abs(minutes) < 1 or minutes < 0:
        return amount(minutes, "min", language)
    hours, rest = divmod(round(minutes), _HOUR)
    sign = Text("u", "h").in_language(language)
    return f"{hours} {sign} {rest:02d} min" if hours else f"{rest} min"


def signed(value: float, unit: str, language: Language) -> str:
    """Write a difference with its sign; less than its last decimal is noise, not a difference."""
    written = number(value, _DECIMALS.get(unit, 2), language)
    rises = value > 0 and any(digit in written for digit in "123456789")
    return with_unit(f"+{written}" if rises else written, unit)


def day(value: date, language: Language) -> str:
    """Write a day as the language does."""
    return value.strftime("%d-%m-%Y") if language == "nl" else value.isoformat()


def datum(value: Datum, language: Language) -> str:
    """Write a height reference with its origin."""
    written = visible(value.value, "m", language)
    if value.tolerance > 0:
        written += f" ± {visible(value.tolerance, 'm', language)}"
    label = ORIGIN_LABELS[value.origin].in_language(language)
    return f"{written} m ({label}): {value.definition.in_language(language)}"
