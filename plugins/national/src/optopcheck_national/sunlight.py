"""SUN-01 and SUN-02: possible sun before and after under the TNO norms.

A finding is evidence for a weighing by the authority: the decrease itself is
always printed, because permits were annulled where it was not established.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from optopcheck.api import (
    Finding,
    Need,
    Rule,
    Stated,
    SunStudy,
    Text,
    Unmeasured,
    Verdict,
    join_texts,
    undetermined,
)
from optopcheck_national.norms import TNO_LIGHT, TNO_STRICT
from optopcheck_national.sentences import sentence
from optopcheck_national.sun_pairs import State, pair
from optopcheck_national.sun_words import (
    ASSUMED,
    NO_NEIGHBOUR_POINTS,
    NO_NEIGHBOURS,
    STATE_WORDS,
    about_assumed,
    about_fallen,
    about_known,
    closing,
    left_out,
)

if TYPE_CHECKING:
    from optopcheck.api import Facts, SunNorm
    from optopcheck_national.sun_pairs import Pairs

_MINUTES = 60.0
_WORST_POINT = Text("zon op het ongunstigste punt", "sun at the worst point")

ASSUMPTIONS = (
    Text(
        "De norm geldt voor woonkamers; welke ruimte achter een raam ligt is vaak niet bekend,"
        " daarom zijn alle ramen getoetst.",
        "The norm is for living rooms; which room lies behind a window is often unknown,"
        " so all windows were tested.",
    ),
    Text(
        "Gevels die op een getoetste dag geen zon kunnen krijgen (noordgevels) tellen niet mee.",
        "Façades that cannot get sun on a tested day (north façades) do not count.",
    ),
    Text("Voor- en achtergevel worden niet opgeteld.", "Front and rear façades are not added up."),
    Text("Bomen en terrein zijn geen obstakel.", "Trees and terrain are no obstacles."),
)


def sun_under(norm: SunNorm, facts: Facts) -> Finding:
    """Judge the sun on every observation point under one norm."""
    existing, proposed = facts.existing.sun.get(norm.id), facts.proposed.sun.get(norm.id)
    for study in (existing, proposed):
        gap = _gap(study, norm)
        if gap is not None:
            return gap
    if not isinstance(existing, SunStudy) or not isinstance(proposed, SunStudy):
        return _told(Need.INPUT, norm, Text("Er is geen bezonningsstudie.", "There is no sun study."))
    if existing.days != proposed.days or not all(norm.is_kept_by(s.norm) for s in (existing, proposed)):
        differ = Text(
            "De twee bezonningsstudies horen niet bij dezelfde norm en dagen.",
            "The two sun studies do not belong to the same norm and days.",
        )
        return _told(Need.REPAIR, norm, differ)
    return _judged(norm, pair(existing, proposed, norm.hours.value * _MINUTES), facts)


def _gap(study: SunStudy | Unmeasured | None, norm: SunNorm) -> Finding | None:
    if isinstance(study, Unmeasured):
        return undetermined(study.need, join_texts(sentence(study.reason), closing(norm)), limit=norm.hours)
    if study is None:
        return _told(Need.INPUT, norm, Text("Er is geen bezonningsstudie.", "There is no sun study."))
    return None


def _told(need: Need, norm: SunNorm, reason: Text) -> Finding:
    return undetermined(need, join_texts(reason, closing(norm)), limit=norm.hours)


def _judged(norm: SunNorm, everything: Pairs, facts: Facts) -> Finding:
    counted = everything.only(everything.sunny)
    skipped = left_out(len(everything.points) - len(counted.points))
    if not counted.points:
        nothing = Text("Er is geen meetpunt dat zon kan krijgen.", "No observation point can get sun.")
        return _told(Need.INPUT, norm, join_texts(nothing, *skipped))
    known, assumed = counted.only(counted.known), counted.only(~counted.known)
    worst = State(int(known.states().max())) if known.points else State.ENOUGH
    missing = _missing(facts, everything, assumed)
    verdict, need = _verdict(worst, missing)
    shown = known if known.points else assumed
    rows = _worst_rows(shown, worst if known.points else None)
    margins = (shown.after - shown.required)[rows]
    place = np.unravel_index(int(margins.argmin()), margins.shape)
    doubt = float(shown.after_doubt[rows][place]) / _MINUTES
    return Finding(
        verdict,
        join_texts(
            *about_fallen(counted),
            *([STATE_WORDS[worst], *about_known(known)] if known.points else []),
            *missing,
            *(about_assumed(assumed) if assumed.points else ()),
            *skipped,
            closing(norm, counted.days),
        ),
        need=need,
        limit=norm.hours,
        margin=float(margins[place]) / _MINUTES,
        uncertainty=doubt,
        stated=Stated(_WORST_POINT, float(shown.after[rows][place]) / _MINUTES, norm.hours.unit, doubt),
        # What loses its sun first: a picture of the finding must show that.
        elements=tuple(
            dict.fromkeys(
                (*(loss.point.id for loss in counted.fallen()), *(shown.points[row].id for row in rows))
            )
        ),
    )


def _missing(facts: Facts, everything: Pairs, assumed: Pairs) -> tuple[Text, ...]:
    """Tell what must be entered before the rule can be green or red."""
    reasons = []
    studied = {point.id for point in everything.points}
    if not facts.case.neighbours:
        reasons.append(NO_NEIGHBOURS)
    elif not any(p.id in studied for n in facts.case.neighbours for p in n.observation_points):
        reasons.append(NO_NEIGHBOUR_POINTS)
    if assumed.points:
        reasons.append(ASSUMED)
    return tuple(reasons)


def _verdict(worst: State, missing: tuple[Text, ...]) -> tuple[Verdict, Need | None]:
    # Without neighbours the sun of today is not known, so neither is what the plan takes away.
    if worst is State.BELOW_BY_PLAN and NO_NEIGHBOURS not in missing:
        return Verdict.VIOLATES, None
    if missing:
        return Verdict.UNDETERMINED, Need.INPUT
    if worst is State.BELOW_NOT_BY_PLAN:
        return Verdict.UNDETERMINED, Need.JUDGEMENT
    if worst is State.WITHIN_DOUBT:
        return Verdict.UNDETERMINED, Need.PRECISION
    return Verdict.COMPLIES, None


def _worst_rows(pairs: Pairs, state: State | None) -> list[int]:
    """Return the rows of the points in the worst state; where all is well, the one with the least sun."""
    if state is not None and state is not State.ENOUGH:
        return [row for row, value in enumerate(pairs.states()) if value == state]
    return [int(pairs.after.min(axis=1).argmin())]


def _rule(rule_id: str, norm: SunNorm) -> Rule:
    title = Text(
        f"Bezonning: {norm.title.nl}, {norm.hours.value:.0f} uur",
        f"Sunlight: {norm.title.in_language('en')}, {norm.hours.value:.0f} hours",
    )
    return Rule(
        rule_id,
        title,
        norm.source,
        lambda facts: sun_under(norm, facts),
        norms=(norm,),
        assumptions=(*norm.assumptions, *ASSUMPTIONS),
    )


SUN_RULES = (_rule("nl.tno-light", TNO_LIGHT), _rule("nl.tno-strict", TNO_STRICT))
