"""Two sets of facts, or of findings, side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.domain.measurement import Measurement, Unmeasured
from optopcheck.domain.sunlight import SunStudy
from optopcheck.domain.text import Text
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


def _changed_sun(
    name: str, before: Mapping[str, SunStudy | Unmeasured], after: Mapping[str, SunStudy | Unmeasured]
) -> Iterator[FactDifference]:
    for norm in sorted(before.keys() | after.keys()):
        old, new = before.get(norm), after.get(norm)
        label = Text(f"zon onder {norm}", f"sun under {norm}")
        where = f"{name}.sun.{norm}"
        if not (isinstance(old, SunStudy) and isinstance(new, SunStudy)):
            if type(old) is not type(new):
                yield FactDifference(where, label, _points(old), _points(new), "", 0.0)
        elif old.days != new.days or [p.id for p in old.points] != [p.id for p in new.points]:
            yield FactDifference(where, label, _points(old), None, "", 0.0)
        elif not np.array_equal(old.minutes, new.minutes):
            # The one point and day that differ most stand for the study.
            worst = np.unravel_index(np.abs(new.minutes - old.minutes).argmax(), old.minutes.shape)
            place = f"{where}.{old.points[worst[0]].id}.{old.days[worst[1]]}"
            yield FactDifference(
                place, label, float(old.minutes[worst]), float(new.minutes[worst]), "min", SUN_LIMIT
            )


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
