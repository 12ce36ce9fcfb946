"""Extra shade on the ground at the instants that rules ask for, as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optopcheck.domain.addition import Size
from optopcheck.domain.measurement import Unmeasured
from optopcheck.domain.text import Text, number
from optopcheck.report.sections import Section

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from optopcheck.domain.addition import Sized
    from optopcheck.domain.assessment import Outcome
    from optopcheck.domain.facts import Facts
    from optopcheck.domain.shade import ExtraShade, ShadeMoment
    from optopcheck.domain.text import Language
    from optopcheck.report.sections import Row

_HEADER = (
    Text("moment", "instant"),
    Text("op", "on"),
    Text("extra schaduw", "extra shade"),
    Text("zonshoogte", "height of the sun"),
)
_HOW = Text(
    "grond in de schaduw met het ontwerp en zonder niet; daken, gevels, bomen en schuttingen tellen niet",
    "ground in the shade with the design and not without; roofs, façades, trees and fences do not count",
)


def shade(facts: Facts, outcomes: Iterable[Outcome], language: Language) -> tuple[Section, ...]:
    """Return what the design adds to the shade; nothing where no rule asks for it, or nothing is added."""
    asked = {moment.id: moment for outcome in outcomes for moment in outcome.rule.shades}
    found = facts.proposed.shade if facts.proposed is not facts.existing else {}
    told = [(asked[key], found[key]) for key in sorted(asked.keys() & found.keys())]
    if not told:
        return ()
    rows = tuple(row for moment, area in told for row in _rows(moment, area, language))
    header = tuple(label.in_language(language) for label in _HEADER)
    title = Text("Extra schaduw op de grond", "Extra shade on the ground").in_language(language)
    assumed = (area.assumption for _, area in told if not isinstance(area, Unmeasured) and area.assumption)
    notes = tuple(note.in_language(language) for note in dict.fromkeys((_HOW, *assumed)))
    return (Section(title, rows, header, notes),)


def _rows(moment: ShadeMoment, found: ExtraShade | Unmeasured, language: Language) -> Iterator[Row]:
    ground = moment.ground.label.in_language(language)
    if isinstance(found, Unmeasured):
        yield moment.words.in_language(language), ground, found.reason.in_language(language), ""
        return
    when = f"{found.on:%d-%m-%Y} {found.clock}" if language == "nl" else f"{found.on} {found.clock}"
    sun = f"{number(found.elevation, 1, language)}°"
    yield when, ground, _size(found.area, language), sun
    for name, plot in found.plots.items():
        yield "", name, _size(plot.extra, language), ""


def _size(size: Sized, language: Language) -> str:
    if not isinstance(size, Size):
        return size.reason.in_language(language)
    return f"{number(size.value, 2, language)} ± {number(size.doubt, 2, language)} m²"
