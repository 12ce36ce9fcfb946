"""Heights above the plan datum (*peil*): building, eaves and ridge height."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from optopcheck.domain.measurement import Measured, Measurement, Reading, Unmeasured
from optopcheck.domain.mesh import Floats, Mesh
from optopcheck.domain.quantity import Quantity
from optopcheck.domain.rule import Need
from optopcheck.domain.text import Text, numbers
from optopcheck.geometry.region import Region
from optopcheck.measure.survey import FACE_TOLERANCE

if TYPE_CHECKING:
    from optopcheck.domain.building import Element
    from optopcheck.geometry.roofs import FlatRoof
    from optopcheck.measure.survey import Survey

_STRUCTURE_REACH = 0.3
_EDGE_BAND = 0.6
_ABOVE_ROOF = 0.5
_TOUCH = 0.001
_NO_DATUM = Unmeasured(Text("het peil is niet bekend", "the plan datum is not known"))


def building_height(survey: Survey) -> Measured:
    """*Bouwhoogte*: plan datum to the highest point, subordinate parts left out (SVBP2012, art. 2).

    Stair and lift heads count; the reading without them stands beside it.
    """
    if survey.plan_datum is None:
        return _NO_DATUM
    top, elements = _highest(survey.parts)
    if not elements:
        return Unmeasured(Text("het model heeft geen vlakken", "the model has no faces"))
    method = Text(
        "hoogste punt van alle delen die niet ondergeschikt zijn, min peil",
        "highest point of all parts that are not subordinate, minus the plan datum",
    )
    readings = (*_without_structures(survey, top), *_by_name(survey, top), *_with_strays(survey, top))
    return _height(survey, Quantity.BUILDING_HEIGHT, top, elements, method, readings)


def _height(
    survey: Survey,
    quantity: Quantity,
    top: float,
    makers: tuple[Element, ...],
    method: Text,
    readings: tuple[Reading, ...] = (),
) -> Measured:
    """Put a height above the plan datum together with the faces that made it."""
    datum = survey.plan_datum
    value = top - (datum.value if datum else 0.0)
    if value <= 0:
        return Unmeasured(
            numbers(
                "het hoogste punt ligt {h} m onder peil: controleer het peil en zijn hoogtestelsel",
                "the highest point lies {h} m below the plan datum: check the datum and its height system",
                h=-value,
            ),
            Need.REPAIR,
        )
    return Measurement(
        quantity,
        value,
        FACE_TOLERANCE,
        elements=tuple(e.global_id for e in makers),
        geometry=_faces_at(makers, top),
        method=method,
        profile=survey.profile.id,
        datum=datum,
        excluded=survey.subordinate,
        readings=readings,
    )


def _without_structures(survey: Survey, top: float) -> tuple[Reading, ...]:
    roof = survey.main_roof
    if roof is None or survey.plan_datum is None:
        return ()
    small = disputed_structures(roof, survey.profile.roof_structure_share)
    if small.is_empty:
        return ()
    around = small.grown(_STRUCTURE_REACH)
    rest = max(
        (float(p[:, 2].max()) for e in survey.parts if len(p := _away_from(e.mesh, around))), default=top
    )
    if top - rest <= FACE_TOLERANCE:
        return ()
    on_it = tuple(e.global_id for e in survey.parts if e.mesh.bounds[1, 2] > rest + FACE_TOLERANCE)
    label = Text(
        "zonder dakopbouwen (trappenhuis, lift, installaties)",
        "without roof structures (stair head, lift head, installations)",
    )
    return (Reading(label, rest - survey.plan_datum.value, on_it),)


def _by_name(survey: Survey, top: float) -> tuple[Reading, ...]:
    named = tuple(e for e in survey.parts if survey.is_disputed_subordinate(e))
    rest, _ = _highest(tuple(e for e in survey.parts if e not in named))
    if not named or survey.plan_datum is None or top - rest <= FACE_TOLERANCE:
        return ()
    label = Text(
        "zonder delen die naar hun naam of soort ondergeschikt zijn",
        "without parts that are subordinate by their name or kind",
    )
    return (Reading(label, rest - survey.plan_datum.value, tuple(e.global_id for e in named)),)


def _with_strays(survey: Survey, top: float) -> tuple[Reading, ...]:
    high, elements = _highest(survey.strays)
    if not elements or survey.plan_datum is None or high - top <= FACE_TOLERANCE:
        return ()
    label = Text("met losse delen naast het bouwlichaam", "with loose parts beside the body")
    return (Reading(label, high - survey.plan_datum.value, tuple(e.global_id for e in elements)),)


def disputed_structures(roof: FlatRoof, share: float) -> Region:
    """Return the structures on a roof that are small enough to be disputed."""
    small = Region.empty()
    for part in roof.structures.parts():
        if part.area < share * roof.region.area:
            small = small.united(part)
    return small


def eaves_height(survey: Survey) -> Measured:
    """*Goothoogte*: plan datum to the top of gutter, drip line or fascia; of a flat roof its edge."""
    if survey.plan_datum is None:
        return _NO_DATUM
    roof = survey.main_roof
    if roof is None or not survey.is_flat:
        return Unmeasured(
            Text(
                "het dak is geheel of deels schuin: daarvan wordt de goothoogte nog niet gemeten",
                "the roof is pitched in whole or in part: its eaves height is not measured yet",
            )
        )
    elements = tuple(e for e in survey.parts if len(_on_edge(e.mesh, roof)))
    top = max((float(_on_edge(e.mesh, roof)[:, 2].max()) for e in elements), default=roof.level)
    makers = tuple(e for e in elements if _on_edge(e.mesh, roof)[:, 2].max() >= top - _TOUCH)
    method = Text(
        "hoogste punt van de rand van het bovenste platte dak (boeiboord of dakrand), min peil",
        "highest point of the edge of the top flat roof (fascia or parapet), minus the plan datum",
    )
    return _height(survey, Quantity.EAVES_HEIGHT, top, makers, method, _higher_edges(survey, roof))


def _higher_edges(survey: Survey, roof: FlatRoof) -> tuple[Reading, ...]:
    """Return the edge of a higher, smaller flat roof: a plan may count it as the eaves."""
    higher = [r for r in survey.roofs if r.level > roof.level]
    if not higher or survey.plan_datum is None:
        return ()
    label = Text("met de dakrand van de opbouw", "with the roof edge of the structure on top")
    return (Reading(label, max(r.level for r in higher) - survey.plan_datum.value),)


def ridge_height(survey: Survey) -> Measured:
    """*Nokhoogte*: plan datum to the top of a pitched roof."""
    if survey.plan_datum is None:
        return _NO_DATUM
    if survey.main_roof is not None:
        return Unmeasured(
            Text("het bovenste dak is plat: er is geen nok", "the top roof is flat: there is no ridge")
        )
    top, elements = _highest(survey.parts)
    method = Text(
        "hoogste punt van het schuine dak, min peil", "top of the pitched roof, minus the plan datum"
    )
    return _height(survey, Quantity.RIDGE_HEIGHT, top, elements, method)


def _highest(parts: tuple[Element, ...]) -> tuple[float, tuple[Element, ...]]:
    if not parts:
        return 0.0, ()
    top = max(float(e.mesh.bounds[1, 2]) for e in parts)
    return top, tuple(e for e in parts if e.mesh.bounds[1, 2] >= top - _TOUCH)


def _away_from(mesh: Mesh, region: Region) -> Floats:
    points = mesh.vertices
    return np.asarray(points[~region.covers(points[:, :2])], dtype=np.float64)


def _on_edge(mesh: Mesh, roof: FlatRoof) -> Floats:
    """Vertices above a roof along its outline, structures left out."""
    points = mesh.vertices
    points = points[points[:, 2] >= roof.level - _ABOVE_ROOF]
    if len(points) == 0:
        return points
    near = roof.region.distance_to_outline(points[:, :2]) <= _EDGE_BAND
    free = ~roof.structures.grown(_STRUCTURE_REACH).covers(points[:, :2])
    return points[near & free]


def _faces_at(elements: tuple[Element, ...], height: float) -> Mesh | None:
    triangles = [t for e in elements for t in e.mesh.triangles if t[:, 2].max() >= height - _TOUCH]
    if not triangles:
        return None
    corners = np.concatenate(triangles)
    return Mesh(corners, np.arange(len(corners)).reshape(-1, 3))
