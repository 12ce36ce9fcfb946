"""From the assessment of one building to its row, and to the points that lose most."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.domain.measurement import Measurement
from optopcheck.domain.quantity import Quantity
from optopcheck.domain.rule import Finding, Need, Verdict
from optopcheck.domain.text import Text
from optopcheck.scan.columns import BuildingRow, PointRow, Potential, columns
from optopcheck.scan.facing import PITCHED
from optopcheck.scan.light import STEP
from optopcheck.service.city_grade import AREA_DOUBT
from optopcheck.service.structure import screening_data
from optopcheck.structure.screening import Question, screen
from optopcheck.structure.weight import assumed_weight

if TYPE_CHECKING:
    from optopcheck.domain.assessment import Assessment
    from optopcheck.domain.mesh import Floats
    from optopcheck.scan.facing import Scanned, Sunshine
    from optopcheck.structure.data import ScreeningData

STOREY_HEIGHT = 3.0
"""Assumed floor to floor, for an estimate of storeys [m]."""
HOME_AREA, HOME_AREAS = 85.0, (60.0, 120.0)
"""Assumed gross floor area of an added home, and the span of it [m2]."""
_MOST_POINTS = 3

ASSUMPTIONS = (
    Text(
        "Het aantal bouwlagen is dat van 3DBAG (b3_bouwlagen), anders de hoogte gedeeld door 3,00 m; elk één"
        " laag onzeker. Geen regel rekent met deze schatting.",
        "The number of storeys is that of 3DBAG (b3_bouwlagen), else the height divided by 3.00 m; each"
        " uncertain by one storey. No rule uses this estimate.",
    ),
    Text(
        "De laag beslaat het hele platte deel van het bovenste dak, zonder terugligging.",
        "The storey covers the whole flat part of the top roof, without setback.",
    ),
    Text(
        "Een nieuwe woning neemt 85 m² bruto vloer (60 tot 120 m²); of de plattegrond dat toelaat is niet"
        " nagegaan.",
        "A new home takes 85 m² of gross floor (60 to 120 m²); whether the plan allows it was not checked.",
    ),
    Text(
        "Zon is geteld op aangenomen gevelpunten, elke 10 minuten, op de dagen van de norm, tot 300 m; bomen"
        " en terrein zijn geen obstakel. Buiten de opgegeven tegels staat voor de telling niets: aan de rand"
        " van het gebied kan verlies ontbreken.",
        "Sun was counted at assumed façade points, every 10 minutes, on the days of the norm, up to 300 m;"
        " trees and terrain are no obstacles. Beyond the given tiles nothing stands for the count: at the"
        " edge of the area loss may be missing.",
    ),
    Text(
        "Het maaiveld is dat van de bron; niemand heeft dit peil bevestigd. Hoogten zijn ± 0,50 m door de"
        " vorm en ± 0,50 m door het peil.",
        "The ground is that of the source; nobody confirmed this datum. Heights are ± 0.50 m by the shape"
        " and ± 0.50 m by the datum.",
    ),
    Text(
        "Een scan is een zeef: kansrijk is geen oordeel, en geen vergunning.",
        "A scan is a sieve: promising is no verdict and no permit.",
    ),
)


def row_of(scanned: Scanned, sun: Sunshine, assessment: Assessment) -> tuple[BuildingRow, Floats]:
    """Return the row of a building, and its outline in RD (n, 2)."""
    body, overall = scanned.body, assessment.overall
    found = {o.rule.id: o.finding for o in assessment.outcomes if o.finding is not None}
    violated = _ids(found, Verdict.VIOLATES)
    potential, why = _potential(scanned, violated)
    middle = scanned.mesh.bounds.mean(axis=0) + scanned.offset
    height = assessment.facts.existing.measured.building_height
    doubt = height.uncertainty if isinstance(height, Measurement) else None
    values: dict[str, object] = {
        "building_id": scanned.id,
        "tile": scanned.tile.name,
        "x": round(float(middle[0]), 2),
        "y": round(float(middle[1]), 2),
        "verdict": overall.verdict.value,
        "need": overall.need.value if overall.need else None,
        "reason": overall.reason.nl,
        "potential": potential.value,
        "potential_reason": why.nl,
        "rules_comply": _ids(found, Verdict.COMPLIES),
        "rules_violate": violated,
        "rules_undetermined": _needs(found),
        "rules_not_applicable": len(assessment.outcomes) - len(found),
        "level_of_detail": None if scanned.lod is None else f"{scanned.lod:g}",
        "ground_nap": round(scanned.ground, 3),
        "top_nap": round(body.top, 3),
        "height": round(body.top - scanned.ground, 3),
        "height_doubt": None if doubt is None else round(doubt, 3),
        "construction_year": scanned.year,
        "footprint_area": round(body.covered, 2),
        "volume": round(body.volume, 2),
        "flat_roof_share": None if scanned.blocked else round(body.flat_share, 4),
        "quality_flags": "; ".join(t.nl for t in scanned.doubts),
        **_storeys(scanned),
        **_addition(scanned),
        **_sun(scanned, sun),
        **_structure(scanned),
    }
    return _filled(values), _ring(scanned)


def _filled(values: dict[str, object]) -> BuildingRow:
    empty = {c.name: "" if c.kind is str and not _optional(c.name) else None for c in columns(BuildingRow)}
    return BuildingRow(**{**empty, **values})  # type: ignore[arg-type]  # checked by the tests of columns


_OPTIONAL = frozenset({"need", "level_of_detail", "storeys_source", "sun_norm", "sun_loss_at", "structure"})


def _optional(name: str) -> bool:
    return name in _OPTIONAL


def _ids(found: dict[str, Finding], verdict: Verdict) -> str:
    return " ".join(key for key, finding in found.items() if finding.verdict is verdict)


def _needs(found: dict[str, Finding]) -> str:
    return " ".join(f"{key}:{f.need.value}" for key, f in found.items() if f.need is not None)


def _potential(scanned: Scanned, violated: str) -> tuple[Potential, Text]:
    if scanned.blocked is not None:
        return Potential.UNKNOWN, scanned.blocked
    if scanned.added is None:
        return Potential.NO_ROOF, PITCHED
    if violated:
        return Potential.OBJECTION, Text(f"niet voldaan: {violated}", f"not met: {violated}")
    return Potential.CANDIDATE, Potential.CANDIDATE.label


def _storeys(scanned: Scanned) -> dict[str, object]:
    stated = scanned.attributes.get("b3_bouwlagen")
    if isinstance(stated, int | float) and not isinstance(stated, bool) and stated >= 1:
        return {"storeys": float(stated), "storeys_doubt": 1.0, "storeys_source": "3dbag"}
    high = scanned.body.top if scanned.body.deck is None else scanned.body.deck
    count = max(1.0, float(round((high - scanned.ground) / STOREY_HEIGHT)))
    return {"storeys": count, "storeys_doubt": 1.0, "storeys_source": "height"}


def _addition(scanned: Scanned) -> dict[str, object]:
    if scanned.added is None or scanned.body.deck is None:
        return {}
    area = scanned.body.plan.area * scanned.scenario.storeys_added
    top = max(scanned.body.top, float(scanned.added.bounds[1, 2]))
    return {
        "deck_area": round(scanned.body.plan.area, 2),
        "deck_nap": round(scanned.body.deck, 3),
        "proposed_height": round(top - scanned.ground, 3),
        "added_floor_area": round(area, 2),
        "added_floor_area_doubt": round(area * AREA_DOUBT, 2),
        "added_homes": int(area // HOME_AREA),
        "added_homes_low": int(area * (1 - AREA_DOUBT) // HOME_AREAS[1]),
        "added_homes_high": int(area * (1 + AREA_DOUBT) // HOME_AREAS[0]),
    }


def _sun(scanned: Scanned, sun: Sunshine) -> dict[str, object]:
    if sun.gap is not None:
        return {"remarks": sun.gap.nl}
    if scanned.added is None or not sun.losses:
        return {}
    if not sun.near:
        return {"sun_points": 0}
    worst = {key: float((loss.before - loss.after).max(initial=0.0)) for key, loss in sun.losses.items()}
    norm_id = max(sorted(worst), key=lambda key: worst[key])
    loss = sun.losses[norm_id]
    told: dict[str, object] = {
        "sun_norm": norm_id,
        "sun_points": sun.near,
        "sun_points_losing": len(sun.points),
        "sun_points_below": 0,
        "sun_loss": worst[norm_id],
        # A loss that fits between two samples is not seen.
        "sun_loss_doubt": 2.0 * STEP,
    }
    if len(loss.rows):
        row, day = np.unravel_index(int((loss.before - loss.after).argmax()), loss.before.shape)
        hours = next(n for n in sun.norms if n.id == norm_id).hours.value * 60.0
        below = (loss.before >= hours) & (loss.after < hours)
        told["sun_points_below"] = int(below.any(axis=1).sum())
        told["sun_loss_doubt"] = float(loss.tolerance[row, day])
        told["sun_loss_at"] = sun.points[int(loss.rows[row])].owner
    return told


@lru_cache(maxsize=1)
def _screening() -> ScreeningData:
    return screening_data()


def _structure(scanned: Scanned) -> dict[str, object]:
    if scanned.added is None:
        return {}
    storeys = _storeys(scanned)
    count, doubt = float(str(storeys["storeys"])), float(str(storeys["storeys_doubt"]))
    area = scanned.body.covered
    floor = Measurement(Quantity.GROSS_FLOOR_AREA, count * area, doubt * area)
    more = scanned.body.plan.area * scanned.scenario.storeys_added
    after = Measurement(Quantity.GROSS_FLOOR_AREA, count * area + more, doubt * area)
    before = Measurement(Quantity.STOREY_COUNT, count, doubt)
    taller = Measurement(Quantity.STOREY_COUNT, count + scanned.scenario.storeys_added, doubt)
    data = _screening()
    found = screen(Question(floor, after, before, taller, assumed_weight(data), None, scanned.year), data)
    return {
        "structure": found.outcome.value,
        "structure_flags": "; ".join(reason.nl for reason in found.reasons),
    }


def _ring(scanned: Scanned) -> Floats:
    outline = scanned.body.outline
    if outline.is_empty:
        return np.empty((0, 2))
    ring, _ = next(iter(outline.parts()[0].simplified(0.01).rings()))
    return np.asarray(np.round(ring + scanned.offset[:2], 3))


def point_rows(scanned: Scanned, sun: Sunshine) -> tuple[PointRow, ...]:
    """Return the points that lose most, each under the norm and on the day on which it loses most."""
    found: dict[int, PointRow] = {}
    enough = _enough(sun)
    for norm_id, loss in sorted(sun.losses.items()):
        lost = loss.before - loss.after
        for k in np.flatnonzero(lost.max(axis=1, initial=0.0) >= enough).tolist():
            row, day = int(loss.rows[k]), int(lost[k].argmax())
            if row in found and found[row].loss >= lost[k, day]:
                continue
            point = sun.points[row]
            x, y, z = (round(float(v), 2) for v in point.position + scanned.offset)
            found[row] = PointRow(
                scanned.id, point.owner, point.id, norm_id, str(loss.days[day]),
                float(loss.before[k, day]), float(loss.after[k, day]), float(lost[k, day]),
                float(loss.tolerance[k, day]), x, y, z,
            )  # fmt: skip
    return tuple(sorted(found.values(), key=lambda p: (-p.loss, p.point_id))[:_MOST_POINTS])


def _enough(sun: Sunshine) -> float:
    """Return a loss that so many points reach under one norm that no lesser one can be shown [min]."""
    worst = [(loss.before - loss.after).max(axis=1, initial=0.0) for loss in sun.losses.values()]
    return max((float(np.sort(w)[-_MOST_POINTS]) for w in worst if len(w) >= _MOST_POINTS), default=0.0)


def failed_row(name: str, tile: str, error: Exception) -> BuildingRow:
    """Return the row of a building that could not be judged."""
    said = " ".join(f"{type(error).__name__}: {error}".split())[:200]
    return _open_row(name, tile, Text(f"niet te beoordelen: {said}", f"cannot be judged: {said}"))


def unread_row(name: str, tile: str) -> BuildingRow:
    """Return the row of a building without a usable shape."""
    return _open_row(name, tile, Text("geen bruikbare vorm in de bron", "no usable shape in the source"))


def _open_row(name: str, tile: str, why: Text) -> BuildingRow:
    return _filled(
        {
            "building_id": name,
            "tile": tile,
            "verdict": Verdict.UNDETERMINED.value,
            "need": Need.REPAIR.value,
            "reason": why.nl,
            "potential": Potential.UNKNOWN.value,
            "potential_reason": why.nl,
            "rules_not_applicable": 0,
            "remarks": why.nl,
        }
    )
