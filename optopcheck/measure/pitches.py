"""Roof pitch (*dakhelling*) per roof plane."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from optopcheck.domain.measurement import Measured, Measurement, PartMeasurement, Reading, Unmeasured
from optopcheck.domain.mesh import Mesh, turn_about_z
from optopcheck.domain.quantity import Quantity
from optopcheck.domain.rule import Need
from optopcheck.domain.text import Text, numbers
from optopcheck.geometry.planes import continues
from optopcheck.measure.facades import turned_vector, wind_name, wind_of
from optopcheck.measure.survey import FACE_TOLERANCE

if TYPE_CHECKING:
    from optopcheck.geometry.planes import RoofPlane
    from optopcheck.measure.survey import Survey


def roof_pitch(survey: Survey) -> Measured:
    """*Dakhelling*: angle of a roof plane with the horizontal (SVBP2012, art. 2); the steepest of all planes.

    Zero where every roof is flat; the flattest pitched plane is the other reading.
    """
    planes = survey.planes
    if not planes:
        return _flat(survey)
    steepest = max(planes, key=lambda p: p.pitch)
    flattest = min(planes, key=lambda p: p.pitch)
    doubt = max(_doubt(p) for p in planes)
    readings: tuple[Reading, ...] = ()
    if steepest.pitch - flattest.pitch > doubt:
        label = Text("het flauwste schuine dakvlak", "the flattest pitched plane")
        readings = (Reading(label, flattest.pitch, survey.makers(flattest.triangles)),)
    return Measurement(
        Quantity.ROOF_PITCH,
        steepest.pitch,
        _doubt(steepest) + _bend(steepest, planes),
        elements=survey.makers(steepest.triangles),
        geometry=_faces(survey, steepest),
        method=_CURVED
        if _bend(steepest, planes) > 0
        else Text(
            "hoek van elk schuin dakvlak dat van boven te zien is; het steilste telt",
            "angle of each pitched plane seen from above; the steepest counts",
        ),
        profile=survey.profile.id,
        readings=readings,
        parts=tuple(_part(survey, plane) for plane in planes),
    )


def _flat(survey: Survey) -> Measured:
    if not survey.roofs:
        return Unmeasured(Text("geen dakvlak gevonden", "no roof plane was found"), Need.REPAIR)
    roof = survey.roofs[0]
    return Measurement(
        Quantity.ROOF_PITCH,
        0.0,
        0.0,
        geometry=roof.region.flat_mesh(roof.level),
        method=Text("alle daken zijn plat", "all roofs are flat"),
        profile=survey.profile.id,
    )


def _part(survey: Survey, plane: RoofPlane) -> PartMeasurement:
    wind = wind_name(wind_of(turned_vector(plane.fall, survey.enclosure.grid.direction)))
    return PartMeasurement(
        Text(f"dakvlak op het {wind.nl}", f"plane facing {wind.en}"),
        plane.pitch,
        _doubt(plane),
        survey.makers(plane.triangles),
        _faces(survey, plane),
        numbers("{a} m² langs de helling", "{a} m² along the slope", a=plane.area),
    )


def _doubt(plane: RoofPlane) -> float:
    """Doubt of a pitch by the doubt of the faces over the extent of the plane [deg]."""
    return float(np.degrees(np.arctan2(2 * FACE_TOLERANCE, np.sqrt(plane.area))))


_CURVED = Text(
    "het dak is gebogen: hoek van zijn steilste vlakje, op de knik met het volgende na",
    "the roof is curved: angle of its steepest facet, to the bend with the next one",
)


def _bend(plane: RoofPlane, planes: tuple[RoofPlane, ...]) -> float:
    """Bend to the next facet where a plane ends a curved roof of three facets or more, else zero [deg]."""
    for near in planes:
        if near is plane or not continues(plane, near):
            continue
        if any(far is not plane and far is not near and continues(near, far) for far in planes):
            cosine = float(plane.normal @ near.normal)
            return float(np.degrees(np.arccos(min(cosine, 1.0))))
    return 0.0


def _faces(survey: Survey, plane: RoofPlane) -> Mesh:
    corners = survey.enclosure.triangles[plane.triangles].reshape(-1, 3)
    shown = turn_about_z(corners, survey.enclosure.grid.direction)
    return Mesh(shown, np.arange(len(shown)).reshape(-1, 3))
