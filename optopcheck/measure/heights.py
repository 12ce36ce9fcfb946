"""Heights above the plan datum (*peil*): building and ridge height."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.domain.measurement import Measured, Measurement, Reading, Unmeasured
from optopcheck.domain.mesh import Mesh, turn_about_z
from optopcheck.domain.profile import Counting
from optopcheck.domain.quantity import Quantity
from optopcheck.domain.rule import Need
from optopcheck.domain.text import Text, join_texts, numbers
from optopcheck.measure.belonging import ELEMENT_REACH
from optopcheck.measure.budget import missing_roof
from optopcheck.measure.survey import FACE_TOLERANCE, OTHER_BODIES

if TYPE_CHECKING:
    from optopcheck.domain.building import Element
    from optopcheck.measure.survey import Survey

_TOUCH = 0.001
NO_DATUM = Unmeasured(Text("het peil is niet bekend", "the plan datum is not known"))


def building_height(survey: Survey) -> Measured:
    """*Bouwhoogte*: plan datum to the highest point, subordinate parts left out (SVBP2012, art. 2).

    Stair heads, lift heads and installations on the roof count unless the profile leaves them out; where
    it leaves them disputed, the reading without them stands beside the value.
    """
    datum = survey.plan_datum
    if datum is None:
        return NO_DATUM
    top, elements = _highest(survey.parts)
    if not elements:
        return Unmeasured(Text("het model heeft geen vlakken", "the model has no faces"))
    method = Text(
        "hoogste punt van alle delen die niet ondergeschikt zijn, min peil",
        "highest point of all parts that are not subordinate, minus the plan datum",
    )
    rest, on_roof = _without_structures(survey, top)
    left_out = survey.profile.roof_structures is Counting.LEFT_OUT and bool(on_roof)
    readings: list[Reading] = []
    if left_out:
        top, elements = rest, tuple(e for e in survey.parts if _reaches(e, rest) and e not in on_roof)
        method = join_texts(method, _WITHOUT, separator="; ")
    elif on_roof and survey.profile.roof_structures is Counting.DISPUTED:
        readings.append(Reading(_WITHOUT, rest - datum.value, tuple(e.global_id for e in on_roof)))
    readings += [*_by_name(survey, top), *_with_strays(survey, top), *_with_others(survey, top)]
    readings += _with_dropped(survey, top)
    measured = height_above_datum(survey, Quantity.BUILDING_HEIGHT, top, elements, method, tuple(readings))
    if left_out and isinstance(measured, Measurement):
        return replace(measured, excluded=(*measured.excluded, *(e.global_id for e in on_roof)))
    return measured


def height_above_datum(
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
        doubts=missing_roof(survey),
    )


_WITHOUT = Text(
    "zonder dakopbouwen (trappenhuis, lift, installaties)",
    "without roof structures (stair head, lift head, installations)",
)


def _without_structures(survey: Survey, top: float) -> tuple[float, tuple[Element, ...]]:
    """Return the height without small structures and plant on the roof, and the elements that make them."""
    plant = survey.belonging.plant
    parts = tuple(e for e in survey.parts if e not in plant)
    rest = max((_top_away(e, survey) for e in parts), default=top)
    if top - rest <= FACE_TOLERANCE:
        return top, ()
    return rest, tuple(e for e in survey.parts if float(e.mesh.bounds[1, 2]) > rest + FACE_TOLERANCE)


def _top_away(element: Element, survey: Survey) -> float:
    """Top of an element outside of the disputed structures on the main roof, -inf if it is all in them."""
    top = float(element.mesh.bounds[1, 2])
    roof = survey.main_roof
    if roof is None or top <= roof.level + FACE_TOLERANCE or survey.disputed_structures.is_empty:
        return top
    points = element.mesh.vertices
    away = points[~survey.disputed_structures.covers(points[:, :2])]
    return float(away[:, 2].max()) if len(away) else -np.inf


def _reaches(element: Element, height: float) -> bool:
    return float(element.mesh.bounds[1, 2]) >= height - _TOUCH


def _with_others(survey: Survey, top: float) -> tuple[Reading, ...]:
    """Return the height of a higher building that stands in the same model."""
    higher = [b for b in survey.others if b.top - top > FACE_TOLERANCE]
    if not higher or survey.plan_datum is None:
        return ()
    elements = tuple(i for b in higher for i in b.elements)
    return (Reading(OTHER_BODIES, max(b.top for b in higher) - survey.plan_datum.value, elements),)


def _by_name(survey: Survey, top: float) -> tuple[Reading, ...]:
    named = survey.belonging.disputed
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


def _with_dropped(survey: Survey, top: float) -> tuple[Reading, ...]:
    """Return the height with what the user left out of the building and stands at it."""
    dropped = [e for e in survey.building.dropped if not e.mesh.is_empty]
    at_body = survey.outline.grown(ELEMENT_REACH).meets(e.mesh for e in dropped)
    high, elements = _highest(tuple(e for e, here in zip(dropped, at_body, strict=True) if here))
    if not elements or survey.plan_datum is None or high - top <= FACE_TOLERANCE:
        return ()
    label = Text("met de weggelaten bouwdelen", "with the parts that were left out")
    return (Reading(label, high - survey.plan_datum.value, tuple(e.global_id for e in elements)),)


def ridge_height(survey: Survey) -> Measured:
    """*Nokhoogte*: plan datum to the top of a pitched roof; plans define it, no national text does."""
    datum = survey.plan_datum
    if datum is None:
        return NO_DATUM
    main, planes = survey.main_roof, survey.planes
    if not planes or (main is not None and max(p.highest for p in planes) <= main.level + FACE_TOLERANCE):
        return Unmeasured(
            Text("het bovenste dak is plat: er is geen nok", "the top roof is flat: there is no ridge")
        )
    top = max(plane.highest for plane in planes)
    ridge = np.concatenate([p.triangles for p in planes if p.highest >= top - FACE_TOLERANCE])
    faces = survey.enclosure.triangles[ridge]
    method = Text(
        "hoogste punt van de schuine dakvlakken, min peil",
        "highest point of the pitched roof planes, minus the plan datum",
    )
    measured = height_above_datum(survey, Quantity.RIDGE_HEIGHT, top, (), method)
    if isinstance(measured, Unmeasured):
        return measured
    shown = turn_about_z(faces.reshape(-1, 3), survey.enclosure.grid.direction)
    mesh = Mesh(shown, np.arange(len(shown)).reshape(-1, 3))
    return replace(measured, elements=survey.makers(ridge), geometry=mesh)


def _highest(parts: tuple[Element, ...]) -> tuple[float, tuple[Element, ...]]:
    if not parts:
        return 0.0, ()
    top = max(float(e.mesh.bounds[1, 2]) for e in parts)
    return top, tuple(e for e in parts if e.mesh.bounds[1, 2] >= top - _TOUCH)


def _faces_at(elements: tuple[Element, ...], height: float) -> Mesh | None:
    triangles = [t for e in elements for t in e.mesh.triangles if t[:, 2].max() >= height - _TOUCH]
    if not triangles:
        return None
    corners = np.concatenate(triangles)
    return Mesh(corners, np.arange(len(corners)).reshape(-1, 3))
