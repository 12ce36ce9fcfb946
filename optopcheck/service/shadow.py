"""The shadow at one instant, from the same sun as the studies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.service.obstacles import obstacles
from optopcheck.sun.days import clock_time
from optopcheck.sun.position import sun_position
from optopcheck.sun.shadows import shadow_on_ground

if TYPE_CHECKING:
    from datetime import datetime

    from optopcheck.domain.building import Building
    from optopcheck.domain.case import Case
    from optopcheck.domain.mesh import Mesh

LOWEST_SUN = 0.5
"""Below this a shadow has no end that could be drawn [deg]."""


@dataclass(frozen=True, eq=False)
class Shadow:
    """Sun and shadow at one instant."""

    clock: str
    """Clock time with its UTC offset."""
    azimuth: float
    """Of the sun in the local frame, clockwise from +y [deg]."""
    elevation: float
    """Geometric height of the sun [deg]."""
    ground: float
    """Height at which the shadow lies [m]."""
    mesh: Mesh | None
    """Triangles on the ground that may overlap; None while the sun is down."""


def ground_level(case: Case) -> float:
    """Return where the shadow lies: peil, else the lowest point of the building [m]."""
    if case.site.plan_datum is not None:
        return case.site.plan_datum.value
    mesh = case.building.mesh
    return 0.0 if mesh.is_empty else float(mesh.bounds[0, 2])


def cast_shadow(case: Case, building: Building, when: datetime) -> Shadow | None:
    """Cast the shadow of a building and the neighbours on level ground.

    Parameters
    ----------
    case
        Gives place, north, neighbours and the level of the ground.
    building
        Existing, permitted or proposed.
    when
        Instant with its time zone.

    Returns
    -------
    Shadow or None
        None where the place of the model is not known.
    """
    site = case.site
    if site.latitude is None or site.longitude is None:
        return None
    instant = np.datetime64(int(when.timestamp()), "s")
    azimuths, elevations = sun_position(np.array([instant]), site.latitude, site.longitude)
    azimuth, elevation = float(azimuths[0]) + site.true_north, float(elevations[0])
    ground = ground_level(case)
    mesh = None
    if elevation >= LOWEST_SUN:
        mesh = shadow_on_ground(obstacles(building, case.neighbours), azimuth, elevation, ground)
    return Shadow(clock_time(instant, site.zone), azimuth, elevation, ground, mesh)
