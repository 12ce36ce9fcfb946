"""SUN-03: sun on the façades of the neighbours under the Haagse bezonningsnorm."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optopcheck.api import (
    Baseline,
    Finding,
    Need,
    NotApplicable,
    Stated,
    SunStudy,
    Text,
    Unmeasured,
    Verdict,
    join_texts,
    undetermined,
)
from optopcheck_den_haag.homes import Homes, State, count_of_homes, homes_of
from optopcheck_den_haag.norm import HAAGSE_NORM
from optopcheck_den_haag.words import (
    ASSUMED,
    CLOSING,
    NO_STUDY,
    NOTHING_LIT,
    OTHER_POINTS,
    STATE_WORDS,
    about,
    about_assumed,
    left_out,
)

if TYPE_CHECKING:
    from optopcheck.api import Facts, SunNorm

MUNICIPALITY = "GM0518"
_MINUTES = 60.0
_WORST_HOME = Text("zon op de gevels van de ongunstigste woning", "sun on the façades of the worst home")
_NEEDS = {
    State.WITHIN_DOUBT: Need.PRECISION,
    State.EXCESS_UNKNOWN: Need.JUDGEMENT,
    State.DEPENDS: Need.JUDGEMENT,
}


def enough_sun(facts: Facts, norm: SunNorm = HAAGSE_NORM) -> Finding | NotApplicable:
    """Ask two hours of sun on front and rear together, or no loss where there is less today."""
    outside = _outside(facts.case.site.municipality)
    if outside is not None:
        return outside
    if facts.scenario.storeys_added < 1:
        return NotApplicable(Text("er wordt geen bouwlaag toegevoegd", "no storey is added"))
    baseline = facts.permitted if norm.baseline is Baseline.PERMITTED else facts.existing
    before, after = baseline.sun.get(norm.id), facts.proposed.sun.get(norm.id)
    for study in (before, after):
        if isinstance(study, Unmeasured):
            return _told(study.need, norm, study.reason)
    if not isinstance(before, SunStudy) or not isinstance(after, SunStudy):
        return _told(Need.INPUT, norm, NO_STUDY)
    if not _same(before, after, norm):
        return _told(Need.REPAIR, norm, OTHER_POINTS)
    return _judged(norm, homes_of(before, after), count_of_homes(after))


def _outside(municipality: str | None) -> NotApplicable | None:
    if municipality == MUNICIPALITY:
        return None
    if municipality is None:
        return NotApplicable(Text("de gemeente is niet opgegeven", "the municipality was not given"))
    return NotApplicable(
        Text(
            f"het gebouw staat niet in Den Haag ({MUNICIPALITY}) maar in {municipality}",
            f"the building is not in The Hague ({MUNICIPALITY}) but in {municipality}",
        )
    )


def _same(before: SunStudy, after: SunStudy, norm: SunNorm) -> bool:
    points = [[point.id for point in study.points] for study in (before, after)]
    kept = all(norm.is_kept_by(study.norm) for study in (before, after))
    return points[0] == points[1] and before.days == after.days and kept


def _told(need: Need, norm: SunNorm, reason: Text) -> Finding:
    return undetermined(need, join_texts(reason, CLOSING), limit=norm.hours)


def _judged(norm: SunNorm, everything: Homes, count: int) -> Finding:
    skipped = left_out(count - len(everything.homes))
    if not everything.homes:
        return _told(Need.INPUT, norm, join_texts(NOTHING_LIT, *skipped))
    known, assumed = everything.only(known=True), everything.only(known=False)
    verdict, need = _verdict(norm, known, assumed)
    shown = known if known.homes else assumed
    worst = shown.in_state(shown.state())
    sides = worst[0].worst(norm)
    day = sides.worst_day(norm)
    sun, doubt = float(sides.after[day]) / _MINUTES, float(sides.after_doubt[day]) / _MINUTES
    margin = sun - norm.hours.value
    return Finding(
        verdict,
        join_texts(
            *([STATE_WORDS[known.state()], *about(known)] if known.homes else []),
            *([ASSUMED, *about_assumed(assumed)] if assumed.homes else []),
            *skipped,
            CLOSING,
        ),
        need=need,
        limit=norm.hours,
        # Who had too little and loses nothing complies: a margin below zero would say otherwise.
        margin=None if verdict is Verdict.COMPLIES and margin < 0 else margin,
        uncertainty=doubt,
        stated=Stated(_WORST_HOME, sun, norm.hours.unit, doubt),
        elements=tuple(point.id for home in worst for point in home.worst(norm).points),
    )


def _verdict(norm: SunNorm, known: Homes, assumed: Homes) -> tuple[Verdict, Need | None]:
    state = known.state()
    if norm.hours.confirmed_by is None:
        return Verdict.UNDETERMINED, Need.JUDGEMENT
    if state is State.LOST:
        return Verdict.VIOLATES, None
    if assumed.homes:
        return Verdict.UNDETERMINED, Need.INPUT
    if state is State.ENOUGH:
        return Verdict.COMPLIES, None
    return Verdict.UNDETERMINED, _NEEDS[state]
