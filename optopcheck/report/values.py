"""Domain values as JSON values: rounded alike on every machine, no path, no time of day."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from optopcheck.domain.rule import LegalSource, Limit
    from optopcheck.domain.site import Datum
    from optopcheck.domain.text import Text

Json = dict[str, object]

# Far below any tolerance, far above the noise of the last bits.
DECIMALS = 6


def rounded(value: float) -> float:
    """Return the value to 1e-6, without a minus zero."""
    return round(float(value), DECIMALS) + 0.0


def rounded_or_none(value: float | None) -> float | None:
    """Return the value to 1e-6, None unchanged."""
    return None if value is None else rounded(value)


def rounded_all(values: Iterable[float]) -> list[float]:
    """Return a list of values to 1e-6."""
    return [rounded(value) for value in values]


def text(message: Text) -> Json:
    """Return both languages; Dutch where no English text exists."""
    return {"nl": message.nl, "en": message.in_language("en")}


def text_or_none(message: Text | None) -> Json | None:
    """Return both languages, None unchanged."""
    return None if message is None else text(message)


def day(value: date | None) -> str | None:
    """Return an ISO day."""
    return None if value is None else value.isoformat()


def datum(value: Datum | None) -> Json | None:
    """Return a height reference."""
    if value is None:
        return None
    return {
        "value": rounded(value.value),
        "unit": "m",
        "definition": text(value.definition),
        "origin": value.origin.value,
        "confirmed": value.origin.is_confirmed,
        "tolerance": rounded(value.tolerance),
    }


def source(value: LegalSource) -> Json:
    """Return where a rule stands."""
    return {
        "title": value.title,
        "passage": value.passage,
        "url": value.url,
        "article": value.article,
        "standing": value.standing.value,
        "valid_from": day(value.valid_from),
        "valid_to": day(value.valid_to),
        "consulted_on": day(value.consulted_on),
        "note": text_or_none(value.note),
    }


def limit(value: Limit | None) -> Json | None:
    """Return a limit value."""
    if value is None:
        return None
    return {
        "value": rounded(value.value),
        "unit": value.unit,
        "place": value.place,
        "confirmed_by": value.confirmed_by,
    }
