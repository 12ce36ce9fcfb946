"""Two sets of facts, or of findings, side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.domain.addition import Size
from optopcheck.domain.measurement import Measurement, Unmeasured
from optopcheck.domain.shade import ExtraShade
from optopcheck.domain.sunlight import SunStudy
from optopcheck.domain.text import Text, join_texts
from optopcheck.dossier.findings import told_apart

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from optopcheck.domain.assessment import Outcome
    from optopcheck.domain.facts import Facts, Situation
    from optopcheck.domain.measurement import Measured

SITUATIONS = ("existing", "permitted", "proposed")
# From the design of the reviewer's check (reliability: L2), no limits of any law.
HEIGHT_LIMIT = 0.001
"""[m]"""
SHARE_LIMIT = 0.001
"""Of areas and volumes."""
PITCH_LIMIT = 0.1
"""[deg]"""
SUN_LIMIT = 1.0
"""[min]"""


@dataclass(frozen=True)
class FactDifference:
    """One fact that is not the same."""

    name: str
    """As rules call it, ``proposed.building_height``."""
    label: Text
    before: float | None
    """None: not measured."""
    after: float | None
    unit: str
    limit: float
    """How far it may differ, in its unit."""

    @property
    def within(self) -> bool:
        """Whether it stays within the limit."""
        if self.before is None or self.after is None:
            return False
        return abs(self.after - self.before) <= self.limit


@dataclass(frozen=True, eq=False)
class ChangedFinding:
    """One rule that did not find the same, or stands on one side only."""

    rule: str
    before: Outcome | None
    after: Outcome | None

    @property
    def verdict_changes(self) -> bool:
        """Whether its verdict is another, not only its words or numbers."""
        return _verdict(self.before) != _verdict(self.after)


def changed_findings(before: Iterable[Outcome], after: Iterable[Outcome]) -> tuple[ChangedFinding, ...]:
    """Return the rules whose outcome differs in anything, to the last bit."""
    old, new = tuple(before), tuple(after)
    old_bytes, new_bytes = told_apart(old), told_apart(new)
    by_id = {o.rule.id: o for o in old}, {o.rule.id: o for o in new}
    return tuple(
        ChangedFinding(rule, by_id[0].get(rule), by_id[1].get(rule))
        for rule in sorted(old_bytes.keys() | new_bytes.keys())
        if old_bytes.get(rule) != new_bytes.get(rule)
    )


def changed_facts(before: Facts, after: Facts) -> tuple[FactDifference, ...]:
    """Return every measured quantity and sun study that differs at all."""
    return tuple(
        difference
        for name in SITUATIONS
        for difference in _changed(name, getattr(before, name), getattr(after, name))
    )


def _changed(name: str, before: Situation, after: Situation) -> Iterator[FactDifference]:
    for quantity, measured in before.measured.items():
        again = after.measured.get(quantity)
        old, new = _value(measured), _value(again)
        if old != new or _need(measured) != _need(again):
            limit = _limit(quantity.unit, old)
            yield FactDifference(f"{name}.{quantity.key}", quantity.label, old, new, quantity.unit, limit)
    yield from _changed_sun(name, before.sun, after.sun)
    yield from _changed_shade(name, before.shade, after.shade)


def _changed_sun(
    name: str, before: Mapping[str, SunStudy | Unmeasured], after: Mapping[str, SunStudy | Unmeasured]
) -> Iterator[FactDifference]:
    for norm in sorted(before.keys() | after.keys()):
        old, new = before.get(norm), after.get(norm)
        where, label = f"{name}.sun.{norm}", Text(f"zon onder {norm}", f"sun under {norm}")
        if isinstance(old, SunStudy) and isinstance(new, SunStudy):
            yield from _changed_study(where, label, old, new)
        elif type(old) is not type(new):
            yield FactDifference(where, label, _points(old), _points(new), "1", 0.0)


def _changed_shade(
    name: str, before: Mapping[str, ExtraShade | Unmeasured], after: Mapping[str, ExtraShade | Unmeasured]
) -> Iterator[FactDifference]:
    for moment in sorted(before.keys() | after.keys()):
        old, new = _area(before.get(moment)), _area(after.get(moment))
        if old != new:
            label = Text(f"extra schaduw {moment}", f"extra shade {moment}")
            limit = _limit("m2", old)
            yield FactDifference(f"{name}.shade.{moment}", label, old, new, "m2", limit)


def _area(shade: ExtraShade | Unmeasured | None) -> float | None:
    found = shade.area if isinstance(shade, ExtraShade) else None
    return float(found.value) if isinstance(found, Size) else None


def _changed_study(where: str, label: Text, old: SunStudy, new: SunStudy) -> Iterator[FactDifference]:
    """Yield what differs of the points and days, and of those in both the one that differs most."""
    for what, one, other in (
        (Text("meetpunten", "points"), [p.id for p in old.points], [p.id for p in new.points]),
        (Text("dagen", "days"), list(map(str, old.days)), list(map(str, new.days))),
    ):
        if one != other:
            # Never the same number twice: as many points as before may be other ones.
            shared = len(set(one) & set(other))
            after = float(len(other) if shared == len(one) != len(other) else shared)
            before = float(len(one)) if after != len(one) else None
            yield FactDifference(where, join_texts(label, what, separator=": "), before, after, "1", 0.0)
    rows = {p.id: row for row, p in enumerate(new.points)}
    days = {day: column for column, day in enumerate(new.days)}
    own = [(row, rows[p.id]) for row, p in enumerate(old.points) if p.id in rows]
    both = [(column, days[day]) for column, day in enumerate(old.days) if day in days]
    if not (own and both):
        return
    at = np.ix_([a for a, _ in own], [a for a, _ in both])
    to = np.ix_([b for _, b in own], [b for _, b in both])
    minutes, again = old.minutes[at], new.minutes[to]
    worst = np.unravel_index(np.abs(again - minutes).argmax(), minutes.shape)
    if minutes[worst] != again[worst]:
        point, day = old.points[own[worst[0]][0]], old.days[both[worst[1]][0]]
        told = join_texts(label, f"{point.owner} {point.label}, {day:%d-%m}", separator=": ")
        place = f"{where}.{point.id}.{day}"
        yield FactDifference(place, told, float(minutes[worst]), float(again[worst]), "min", SUN_LIMIT)


def _points(study: SunStudy | Unmeasured | None) -> float | None:
    return float(len(study.points)) if isinstance(study, SunStudy) else None


def _value(measured: Measured) -> float | None:
    return float(measured.value) if isinstance(measured, Measurement) else None


def _need(measured: Measured) -> object:
    return measured.need if isinstance(measured, Unmeasured) else None


def _limit(unit: str, value: float | None) -> float:
    if unit == "m":
        return HEIGHT_LIMIT
    if unit == "deg":
        return PITCH_LIMIT
    return abs(value or 0.0) * SHARE_LIMIT if unit in {"m2", "m3"} else 0.0


def _verdict(outcome: Outcome | None) -> object:
    if outcome is None:
        return None
    finding = outcome.finding
    return "not applicable" if finding is None else (finding.verdict, finding.need)
