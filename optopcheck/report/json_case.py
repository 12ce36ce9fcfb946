"""What belongs to a case beside building, site and papers, as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optopcheck.report import values
from optopcheck.report.entered import entered_json

if TYPE_CHECKING:
    from optopcheck.domain.case import Case
    from optopcheck.domain.repair import Location, North, Repairs
    from optopcheck.report.values import Json


def case(made: Case) -> Json:
    """Return the plot, what the user put right, and the facts that were entered."""
    plot = made.site.plot_boundary
    return {
        "plot_boundary": None if plot is None else [values.rounded_all(corner) for corner in plot],
        "repairs": None if made.repairs is None else _repairs(made.repairs),
        **({"entered": entered_json(made.entered)} if made.entered else {}),
    }


def _repairs(made: Repairs) -> Json:
    return {
        "north": None if made.north is None else _north(made.north),
        "location": None if made.location is None else _location(made.location),
        "storey_roles": {name: role.value for name, role in made.storey_roles},
        "dropped": list(made.dropped),
        "party_walls": list(made.party_walls),
        "aspect_frame": None if made.aspect_frame is None else made.aspect_frame.value,
        "building": made.building,
        "by": made.by,
        "on": values.day(made.on),
    }


def _north(north: North) -> Json:
    return {"degrees": values.rounded(north.degrees), "origin": north.origin.value}


def _location(where: Location) -> Json:
    return {
        "system": "RD" if where.in_rd else "WGS84",
        "first": values.rounded(where.first),
        "second": values.rounded(where.second),
        "origin": where.origin.value,
    }
