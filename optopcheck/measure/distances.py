"""Distance to the plot boundary (*afstand tot de perceelgrens*)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from optopcheck.domain.measurement import Measured, Measurement, PartMeasurement, Reading, Unmeasured
from optopcheck.domain.quantity import Quantity
from optopcheck.domain.text import Text, numbers
from optopcheck.geometry.region import Region
from optopcheck.measure.areas import outline_doubt, whole_outline
from optopcheck.measure.facades import edges_of, ribbons, wind_name, wind_of

if TYPE_CHECKING:
    from optopcheck.domain.mesh import Floats
    from optopcheck.measure.survey import Survey

_SHARED = 1e-3


def plot_distance(survey: Survey, plot: Floats | None) -> Measured:
    """Shortest distance of any point of the building to the boundary of its plot.

    `plot` is the polygon (n, 2) in the frame of the case [m]. Negative where the building reaches over it.
    """
    if plot is None:
        return Unmeasured(
            Text("er is geen perceelgrens ingevoerd", "no plot boundary was entered"),
        )
    outline, parcel = whole_outline(survey), Region.from_ring(plot)
    if outline.is_empty:
        return Unmeasured(Text("het gebouw heeft geen gesloten omtrek", "the building has no closed outline"))
    edges = [(start, end, outward) for start, end, outward in edges_of(parcel)]
    distances = [_to_line(outline, parcel, start, end) for start, end, _ in edges]
    least = int(np.argmin(distances))
    doubt = outline_doubt(survey)
    ground = survey.plan_datum.value if survey.plan_datum else 0.0
    shown = [ribbons([(start, end, ground + 0.5)]) for start, end, _ in edges]
    return Measurement(
        Quantity.PLOT_DISTANCE,
        distances[least],
        doubt,
        geometry=shown[least],
        method=Text(
            "kortste afstand in het platte vlak van de gevels tot de ingevoerde perceelgrens",
            "shortest distance in plan from the façades to the plot boundary as entered",
        ),
        profile=survey.profile.id,
        readings=_with_projections(survey, parcel, distances[least]),
        parts=tuple(
            PartMeasurement(
                _side(wind_of(outward)),
                distance,
                doubt,
                geometry=mesh,
                remark=numbers("{l} m lang", "{l} m long", l=float(np.linalg.norm(end - start))),
            )
            for (start, end, outward), distance, mesh in zip(edges, distances, shown, strict=True)
        ),
    )


def _side(wind: int) -> Text:
    name = wind_name(wind)
    return Text(f"grens op het {name.nl}", f"boundary on the {name.en}")


def _to_line(outline: Region, parcel: Region, start: Floats, end: Floats) -> float:
    """Distance to one boundary line; negative by how far the building reaches over it."""
    over = outline.without(parcel)
    line = Region.strip(start, end, _SHARED)
    distance = outline.distance_to(line)
    if over.area <= _SHARED or distance > _SHARED:
        return distance
    outward = np.array([end[1] - start[1], start[0] - end[0]]) / np.linalg.norm(end - start)
    corners = np.concatenate([ring for ring, _ in over.rings()])
    return min(0.0, -float(((corners - start) @ outward).max()))


def _with_projections(survey: Survey, parcel: Region, distance: float) -> tuple[Reading, ...]:
    """Return the distance with balconies, galleries and roof overhangs, where that is less."""
    points = np.concatenate([e.mesh.vertices[:, :2] for e in survey.parts] or [np.empty((0, 2))])
    if len(points) == 0:
        return ()
    apart = parcel.distance_to_outline(points)
    nearest = float(np.where(parcel.covers(points), apart, -apart).min())
    if distance - nearest <= outline_doubt(survey):
        return ()
    label = Text("met balkons, galerijen en dakoverstekken", "with balconies, galleries and roof overhangs")
    return (Reading(label, nearest),)
