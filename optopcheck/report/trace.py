"""Where a number comes from: how it was measured, how far it is sure, of which parts, what was left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from optopcheck.domain.measurement import Measurement
from optopcheck.domain.text import Text
from optopcheck.report import wording
from optopcheck.report.excluded import excluded_rows
from optopcheck.report.sections import Section

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optopcheck.domain.facts import Situation
    from optopcheck.domain.measurement import Measured, PartMeasurement, Unmeasured
    from optopcheck.domain.quantity import Quantity
    from optopcheck.domain.text import Language
    from optopcheck.report.sections import Row

MOST_PARTS = 12
_FIRST_IDS = 3
_NOT_COUNTED = Text("telt niet mee", "does not count")


@dataclass(frozen=True)
class _Teller:
    """Writes rows of a name and a value in one language."""

    language: Language

    def say(self, text: Text) -> str:
        return text.in_language(self.language)

    def row(self, label: Text, *lines: str) -> Iterator[Row]:
        """Yield the lines under one name; nothing where there is nothing to say."""
        for place, line in enumerate(line for line in lines if line):
            yield (self.say(label) if place == 0 else "", line)


def traces(situation: Situation, language: Language) -> Iterator[Section]:
    """Yield the trace of every number that was measured; long lists of parts are cut."""
    for quantity, value in situation.measured.items():
        if isinstance(value, Measurement):
            yield trace(quantity, situation, language, most=MOST_PARTS)


def trace(quantity: Quantity, situation: Situation, language: Language, most: int | None = None) -> Section:
    """Return the trace of one number, or what is known of its absence.

    The detail of the section is the table of its parts, in the order of
    `Measurement.parts`; no more than `most` of them.
    """
    teller = _Teller(language)
    value = situation.measured.get(quantity)
    label = quantity.label.in_language(language)
    definition = tuple(
        teller.row(Text("wijze van meten", "defined as"), quantity.definition.in_language(language))
    )
    if not isinstance(value, Measurement):
        unknown = teller.say(Text("onbekend", "unknown"))
        return Section(f"{label}: {unknown}", (*definition, *_absence(value, teller)), level=2)
    return Section(
        f"{label}: {wording.measurement(value, language)}",
        (*definition, *_rows(value, situation, teller)),
        level=2,
        detail=_parts(value, teller, most) if value.parts else None,
    )


def counted(quantity: Quantity, value: Measured, language: Language) -> str:
    """Return what the picture lights up for a number, in one line; empty where it lights up nothing."""
    label = quantity.label.in_language(language)
    if isinstance(value, Measurement):
        written = wording.measurement(value, language)
        return Text(f"meegeteld: {label} {written}", f"counted: {label} {written}").in_language(language)
    blocks = Text(f"houdt tegen: {label}", f"blocks: {label}").in_language(language)
    return blocks if value.elements else ""


def counted_part(quantity: Quantity, part: PartMeasurement, language: Language) -> str:
    """Return what the picture lights up for one part of a number, in one line."""
    words = Text("meegeteld", "counted") if part.counts else _NOT_COUNTED
    written = wording.with_tolerance(part.value, part.tolerance, quantity.unit, language)
    remark = f" ({part.remark.in_language(language)})" if part.remark else ""
    label, name = quantity.label.in_language(language), part.label.in_language(language)
    return f"{words.in_language(language)}: {label}, {name} {written}{remark}"


def _rows(value: Measurement, situation: Situation, teller: _Teller) -> Iterator[Row]:
    language = teller.language
    yield from teller.row(Text("bepaald als", "taken as"), value.method.in_language(language))
    yield from teller.row(Text("meetprofiel", "measuring profile"), value.profile)
    if value.datum is not None:
        yield from teller.row(Text("peil", "plan datum"), wording.datum(value.datum, language))
    yield from teller.row(Text("onzekerheid", "uncertainty"), *_budget(value, teller))
    yield from teller.row(Text("onderdelen", "elements"), _some_ids(value.elements, teller))
    readings = (
        f"{r.label.in_language(language)}: {wording.amount(r.value, value.unit, language)}"
        for r in value.readings
    )
    yield from teller.row(Text("andere lezing", "other reading"), *readings)
    yield from teller.row(
        Text("niet meegeteld", "left out"), *excluded_rows(value.excluded, situation.building, language)
    )


def _absence(value: Unmeasured, teller: _Teller) -> Iterator[Row]:
    yield from teller.row(Text("waarom", "why"), teller.say(value.reason))
    yield from teller.row(Text("wat nodig is", "what it needs"), teller.say(value.need.label))
    yield from teller.row(Text("onderdelen", "elements"), _some_ids(value.elements, teller))


def _budget(value: Measurement, teller: _Teller) -> Iterator[str]:
    """Yield the uncertainty and what it is the sum of; a doubt stands with its cause."""
    datum = value.datum.tolerance if value.datum else 0.0

    def written(number: float) -> str:
        return wording.amount(number, value.unit, teller.language)

    if value.uncertainty == 0:
        yield teller.say(Text("geen", "none"))
        return
    shares = [(Text("meetkunde van het model", "geometry of the model"), value.tolerance)]
    if datum > 0:
        shares.append((Text("hoogte van het peil", "height of the datum"), datum))
    shares += [(doubt.cause, doubt.amount) for doubt in value.doubts]
    if len(shares) == 1:
        yield f"{written(value.uncertainty)}: {teller.say(shares[0][0])}"
        return
    yield f"{written(value.uncertainty)} {teller.say(Text('bij elkaar', 'in all'))}"
    for cause, amount in shares:
        yield f"– {written(amount)}: {teller.say(cause)}"


def _some_ids(elements: tuple[str, ...], teller: _Teller) -> str:
    if not elements:
        return ""
    rest = len(elements) - _FIRST_IDS
    shown = f"{len(elements)}: {', '.join(elements[:_FIRST_IDS])}"
    return shown + (teller.say(Text(f" en nog {rest}", f" and {rest} more")) if rest > 0 else "")


def _parts(value: Measurement, teller: _Teller, most: int | None) -> Section:
    """Return the parts as a small table; what was cut off is counted in a note."""
    shown = value.parts if most is None or len(value.parts) <= most + 1 else value.parts[:most]
    rest = len(value.parts) - len(shown)
    rows = tuple(_part(part, value, teller) for part in shown)
    has_remarks = any(row[2] for row in rows)
    header = (Text("deel", "part"), Text("waarde", "value"), Text("opmerking", "remark"))
    width = 3 if has_remarks else 2
    more = Text(f"en nog {rest}; alle staan in --json", f"and {rest} more; all are in --json")
    return Section(
        teller.say(Text("delen", "parts")),
        tuple(row[:width] for row in rows),
        tuple(teller.say(label) for label in header[:width]),
        (teller.say(more),) if rest else (),
        level=3,
    )


def _part(part: PartMeasurement, value: Measurement, teller: _Teller) -> Row:
    language = teller.language
    remarks = [] if part.counts else [teller.say(_NOT_COUNTED)]
    if part.remark is not None:
        remarks.append(part.remark.in_language(language))
    written = wording.with_tolerance(part.value, part.tolerance, value.unit, language)
    return (part.label.in_language(language), written, ": ".join(remarks))
