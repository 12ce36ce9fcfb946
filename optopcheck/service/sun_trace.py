"""Where the sun of a point on a day comes from: when it shines in each situation, and how sure that is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optopcheck.domain.text import Text
from optopcheck.report import Section, wording
from optopcheck.service.point_days import SITUATIONS, point_day

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from optopcheck.domain.facts import Facts
    from optopcheck.domain.sunlight import SunNorm
    from optopcheck.domain.text import Language
    from optopcheck.report.sections import Row
    from optopcheck.service.point_days import PointDay

_LABELS = {
    "existing": Text("bestaand", "existing"),
    "permitted": Text("toegestaan", "permitted"),
    "proposed": Text("voorgesteld", "proposed"),
}
_HOUR = 60
_DAY = 24 * _HOUR


def sun_trace(facts: Facts, norm: SunNorm, point: str, day: date, language: Language) -> Section | None:
    """Return the trace of what a point gets and loses on a day; None where no situation holds the point."""
    found = point_day(facts, norm.id, point, day)
    if found is None:
        return None
    title = f"{found.name}, {wording.day(day, language)}"
    return Section(title, tuple(_rows(found, norm, language)), level=2)


def _rows(found: PointDay, norm: SunNorm, language: Language) -> Iterator[Row]:
    def say(nl: str, en: str) -> str:
        return Text(nl, en).in_language(language)

    yield say("norm", "norm"), norm.title.in_language(language)
    for name in SITUATIONS:
        if name in found.minutes:
            total = wording.duration(found.minutes[name], language)
            yield _LABELS[name].in_language(language), f"{total}{_when(found, name, language)}"
    if found.loss is not None:
        lost = wording.duration(max(found.loss, 0.0), language)
        yield say("verlies: bestaand min voorgesteld", "loss: existing minus proposed"), lost
    doubt = wording.amount(found.tolerance, "min", language)
    yield (
        say("onzekerheid", "uncertainty"),
        say(f"{doubt} per toestand", f"{doubt} for each situation")
        if found.tolerance
        else say("geen", "none"),
    )
    yield say("klok", "clock"), ", ".join(found.offsets)
    if found.assumption is not None:
        yield say("plaats van het punt", "place of the point"), found.assumption.in_language(language)


def _when(found: PointDay, name: str, language: Language) -> str:
    spells = found.spells.get(name)
    if spells is None:
        return ""
    if not spells:
        return Text(": de hele dag schaduw", ": shade all day").in_language(language)
    return ": " + ", ".join(f"{_clock(begin)} – {_clock(end)}" for begin, end in spells)


def _clock(hours: float) -> str:
    minutes = min(round(hours * _HOUR), _DAY)
    return f"{minutes // _HOUR}:{minutes % _HOUR:02d}"
