"""Another north or place than the model names: the building turns, +y stays to the north of the frame."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.domain.job import InputError
from optopcheck.domain.mesh import turn_about_z
from optopcheck.domain.model_frame import ModelFrame
from optopcheck.domain.text import Text
from optopcheck.ifc.earth import locate
from optopcheck.service.repairs import lies_in_rd

if TYPE_CHECKING:
    from collections.abc import Callable

    from optopcheck.domain.building import Building
    from optopcheck.domain.mesh import Floats
    from optopcheck.domain.repair import Location, Repairs
    from optopcheck.domain.site import Site
    from optopcheck.ifc import ReadModel
    from optopcheck.ifc.frame import Frame

RD_NEW = 28992
_ENTERED_NORTH = Text("noorden opgegeven door de gebruiker", "north given by the user")
_ENTERED_PLACE = Text(
    "plaats van het nulpunt in RD, opgegeven door de gebruiker", "place of the zero in RD, given by the user"
)
_REPLACED = Text(
    "kaartligging vervangen door een opgegeven plaats", "map conversion replaced by a given place"
)
_LEAST_TURN = 1e-9
"""[deg]"""


@dataclass(frozen=True, eq=False)
class Place:
    """How the building of a model turns, and the site that goes with it."""

    site: Site
    extra_turn: float
    """Counter-clockwise about the pivot, on top of what the reader did [deg]."""
    pivot: Floats
    """Shape (3,) [m]."""
    _read: Callable[[Floats], Floats]

    def turned(self, building: Building) -> Building:
        """Return the building, its spaces and observation points turned."""
        if abs(self.extra_turn) < _LEAST_TURN:
            return building
        return building.transformed(self._points, lambda d: turn_about_z(d, self.extra_turn))

    def _points(self, points: Floats) -> Floats:
        moved: Floats = turn_about_z(points - self.pivot, self.extra_turn) + self.pivot
        return moved

    def frame(self, read: Frame | None) -> ModelFrame:
        """Return the way back to the coordinates of the model from what the reader and this place did."""
        anchor = np.zeros(3) if read is None else read.anchor
        image = self._read(anchor[None])
        turn = (0.0 if read is None else read.turn) + self.extra_turn
        return ModelFrame(anchor, (self._points(image) if self.extra_turn else image)[0], turn)

    def to_local(self, points: Floats) -> Floats:
        """Map points (n, 2) in the coordinates of the model into the frame of the building [m]."""
        read = self._read(np.column_stack([points, np.zeros(len(points))]))
        local = self._points(read) if self.extra_turn else read
        return np.asarray(local[:, :2], dtype=np.float64)


def placed(model: ReadModel, repairs: Repairs | None) -> Place:
    """Return where the model lies by its repairs.

    Raises
    ------
    InputError
        If the place that was given puts the building outside RD.
    """
    site, read, zero = model.site, _reader(model), np.zeros(3)
    if repairs is None:
        return Place(site, 0.0, zero, read)
    turn = model.frame.turn if model.frame else 0.0
    # Clockwise from +y of the model; the reader turned the model counter-clockwise by `turn`.
    north = repairs.north.degrees if repairs.north else turn + site.true_north
    if repairs.north:
        site = replace(site, north_source=_ENTERED_NORTH)
    where = repairs.location
    if where is not None and where.in_rd:
        return _in_rd(model, site, where, north - turn, read)
    if where is not None:
        site = _on_earth(site, where)
    extra = north - turn - site.true_north
    if site.georeference.epsg is None:
        offset = turn_about_z(np.array([*site.georeference.offset, 0.0]), extra)
        reference = replace(site.georeference, offset=(float(offset[0]), float(offset[1])))
        return Place(replace(site, georeference=reference), extra, zero, read)
    return Place(site, extra, _pivot(model, read), read)


def _reader(model: ReadModel) -> Callable[[Floats], Floats]:
    return model.frame.apply if model.frame else lambda points: points


def _pivot(model: ReadModel, read: Callable[[Floats], Floats]) -> Floats:
    """Return what stays on its place of the map: the zero of the model, unless it is far away."""
    far = model.frame is not None and bool(model.frame.anchor.any())
    return np.zeros(3) if far else np.array([*read(np.zeros((1, 3)))[0, :2], 0.0])


def _on_earth(site: Site, where: Location) -> Site:
    reference = site.georeference
    if reference.epsg is not None:
        # Its place on the map is what the user puts right.
        reference = replace(reference, epsg=None, source=_REPLACED, accuracy=None, level=None)
    return replace(site, latitude=where.first, longitude=where.second, georeference=reference)


def _in_rd(
    model: ReadModel, site: Site, where: Location, left_to_turn: float, read: Callable[[Floats], Floats]
) -> Place:
    """Put the zero of the model on a point of RD; +y becomes grid north."""
    there = locate(RD_NEW, where.first, where.second)
    convergence = there.true_north if there else 0.0
    extra = left_to_turn - convergence
    zero = turn_about_z(read(np.zeros((1, 3))), extra)[0]
    offset = np.array([where.first, where.second]) - zero[:2]
    mesh = model.building.mesh
    middle = np.zeros(3) if mesh.is_empty else turn_about_z(mesh.bounds.mean(axis=0), extra)
    x, y = (float(value) for value in offset + middle[:2])
    place = locate(RD_NEW, x, y)
    if place is None or not lies_in_rd(x, y):
        raise InputError(
            Text(
                f"met de nul van het model op RD {where.first:.0f}, {where.second:.0f} ligt het gebouw "
                "buiten Nederland; het model ligt ver van zijn nulpunt: geef breedte en lengte",
                f"with the zero of the model on RD {where.first:.0f}, {where.second:.0f} the building lies "
                "outside the Netherlands; the model is far from its zero: give latitude and longitude",
            )
        )
    reference = replace(
        site.georeference,
        epsg=RD_NEW,
        offset=(float(offset[0]), float(offset[1])),
        source=_ENTERED_PLACE,
        accuracy=None,
        level=None,
    )
    found = replace(
        site,
        latitude=place.latitude,
        longitude=place.longitude,
        true_north=convergence,
        georeference=reference,
    )
    return Place(found, extra, np.zeros(3), read)
