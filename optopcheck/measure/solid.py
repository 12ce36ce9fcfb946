"""A building that is one solid, as city models have it: heights, footprint and volume.

The volume is what stands above the ground in the city model. It is neither the planning volume
(which begins under the ground floor) nor the gross volume of NEN 2580 (which holds the basement):
it is kept apart from the measurements that rules see.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.domain.measurement import Doubt, Measured, Measurement, Unmeasured
from optopcheck.domain.mesh import Floats, Mesh, merged
from optopcheck.domain.quantity import Quantity
from optopcheck.domain.rule import Need
from optopcheck.domain.site import Datum, Origin
from optopcheck.domain.text import Text, join_texts, numbers
from optopcheck.geometry.closedness import (
    QUANTUM,
    Closedness,
    examine,
    parts_by_corner,
    signed_volume,
    surface,
)
from optopcheck.geometry.projection import seen_from_above, seen_from_below
from optopcheck.geometry.sampling import normals_and_areas
from optopcheck.geometry.solid_union import united_volume
from optopcheck.measure.source_marks import SourceMarks, read_marks

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from optopcheck.domain.building import Neighbour
    from optopcheck.geometry.region import Region

_GROUND_DOUBT = 0.1
"""Systematic and random error of the national height model together [m] (AHN: 5 cm each)."""
_ROOF_OVERHANG = 0.5
"""How far a roof outline may stand out from façades that are not drawn [m]."""
_LEVEL = 0.99
"""Cosine of the steepest fall of a flat roof, eight degrees."""
_STEEP = 0.02
"""Cosine of a façade, about one degree off plumb."""
_FINEST = "2.2"


@dataclass(frozen=True, eq=False)
class MeasuredSolid:
    """What was measured of one building of a city model."""

    id: str
    base: float
    """Lowest point of the body in the frame of the mesh, NAP in a city model [m]; NaN without faces."""
    top: float
    """Highest point, likewise."""
    height: Measured
    """*Bouwhoogte* above the ground level; roof structures and chimneys as far as the source has them."""
    ridge: Measured
    footprint: Measured
    volume: Measured
    """Of the body above the ground; no volume of the plan or of NEN 2580."""
    open_at: Floats
    """Edges at which the body is not closed, shape (k, 2, 3) [m]."""

    @property
    def is_closed(self) -> bool:
        """True if no edge is open, turned or crowded."""
        return len(self.open_at) == 0


def measure_neighbour(neighbour: Neighbour) -> MeasuredSolid:
    """Measure a building of the surroundings, as `citymodel` reads it."""
    parts = parts_by_corner(neighbour.mesh)
    if not all(examine(part).is_closed for part in parts):
        parts = (neighbour.mesh,)
    return measure_solid(neighbour.id, parts, neighbour.ground, neighbour.quality)


def measure_solid(
    name: str,
    parts: Sequence[Mesh],
    ground: float | None = None,
    quality: Mapping[str, str] | None = None,
    lod: str = _FINEST,
    unread: Sequence[Text] = (),
) -> MeasuredSolid:
    """Measure one building of one or more solids.

    Parameters
    ----------
    name : str
        Of the building.
    parts : sequence of Mesh
        The solids, each closed in itself; they may touch.
    ground : float, optional
        Ground level of the source [m]; without it heights count from the lowest point.
    quality : mapping, optional
        What the source says of its own quality, by its own names.
    lod : str
        Level of detail of the parts: it picks the marks.
    unread : sequence of Text
        Why other parts of the building could not be read; what is left is no whole building.

    Notes
    -----
    A body that the source itself found invalid is not measured at all: it is reported with the codes.
    """
    filled = [part for part in parts if not part.is_empty]
    if not filled:
        reason = Unmeasured(
            Text("er is geen lichaam om te meten", "there is no body to measure"), Need.REPAIR
        )
        return _all(name, np.nan, np.nan, reason, np.empty((0, 2, 3)))
    marks = read_marks(quality, lod)
    solid = _Solid(name, filled, [examine(part) for part in filled], ground, marks)
    if marks.errors or unread:
        reason = _invalid(name, marks) if marks.errors else Unmeasured(unread[0], Need.REPAIR, (name,))
        return _all(name, solid.base, solid.top, reason, solid.open_at)
    height = solid.height()
    return MeasuredSolid(
        name,
        solid.base,
        solid.top,
        height,
        solid.ridge(height),
        solid.footprint(),
        solid.volume(),
        solid.open_at,
    )


def _all(name: str, base: float, top: float, reason: Unmeasured, open_at: Floats) -> MeasuredSolid:
    return MeasuredSolid(name, base, top, reason, reason, reason, reason, open_at)


def _invalid(name: str, marks: SourceMarks) -> Unmeasured:
    codes = ", ".join(marks.errors)
    return Unmeasured(
        Text(
            f"de bron keurt het lichaam zelf af (val3dity {codes}); meet dit gebouw op een andere manier",
            f"the source itself rejects the body (val3dity {codes}); measure this building in another way",
        ),
        Need.REPAIR,
        (name,),
    )


class _Solid:
    """One building with what its quantities share."""

    def __init__(
        self,
        name: str,
        parts: Sequence[Mesh],
        found: Sequence[Closedness],
        ground: float | None,
        marks: SourceMarks,
    ) -> None:
        self._name, self._parts, self._found = name, parts, found
        self._ground, self._marks = ground, marks
        heights = np.array([part.bounds[:, 2] for part in parts])
        self.base, self.top = float(heights[:, 0].min()), float(heights[:, 1].max())
        self.open_at = np.concatenate([closedness.bad_edges for closedness in found])
        self._below, self._above = seen_from_below(parts), seen_from_above(parts)

    def height(self) -> Measured:
        datum = self._datum()
        value = self.top - datum.value
        if value <= 0:
            return Unmeasured(
                numbers(
                    "de top ligt {h} m onder het maaiveld van de bron",
                    "the top lies {h} m below the ground level of the source",
                    h=-value,
                ),
                Need.REPAIR,
                (self._name,),
            )
        return Measurement(
            Quantity.BUILDING_HEIGHT,
            value,
            QUANTUM,
            elements=(self._name,),
            geometry=_faces_at(self._parts, self.top),
            method=Text(
                "hoogste punt van het lichaam in het stadsmodel, min het maaiveld",
                "highest point of the body in the city model, minus the ground level",
            ),
            datum=datum,
            doubts=(*self._marks.height_doubts(), *self._sunk(datum)),
        )

    def _datum(self) -> Datum:
        if self._ground is None:
            return Datum(
                self.base,
                Text(
                    "onderkant van het lichaam; de bron noemt geen maaiveld",
                    "underside of the body; the source names no ground level",
                ),
                Origin.AHN,
                _GROUND_DOUBT,
            )
        return Datum(
            self._ground,
            Text("maaiveld volgens het stadsmodel", "ground level by the city model"),
            Origin.AHN,
            _GROUND_DOUBT,
        )

    def _sunk(self, datum: Datum) -> tuple[Doubt, ...]:
        off = abs(datum.value - self.base)
        if off <= 2 * QUANTUM:
            return ()
        cause = Text(
            "het lichaam begint niet op het maaiveld van de bron",
            "the body does not begin at the ground level of the source",
        )
        return (Doubt(cause, off),)

    def ridge(self, height: Measured) -> Measured:
        if isinstance(height, Unmeasured):
            return height
        if not _is_pitched(self._parts, self.top):
            return Unmeasured(
                Text("het hoogste vlak van het lichaam is plat", "the highest face of the body is flat")
            )
        return Measurement(
            Quantity.RIDGE_HEIGHT,
            height.value,
            height.tolerance,
            elements=height.elements,
            geometry=height.geometry,
            method=Text(
                "hoogste punt van de schuine dakvlakken in het stadsmodel, min het maaiveld",
                "top of the sloping roof faces in the city model, minus the ground level",
            ),
            datum=height.datum,
            doubts=height.doubts,
        )

    def footprint(self) -> Measured:
        region, doubts = self._plan()
        if region.is_empty:
            return Unmeasured(
                Text("het lichaam heeft geen liggend vlak", "the body has no lying face"), Need.REPAIR
            )
        return Measurement(
            Quantity.FOOTPRINT_AREA,
            region.area,
            QUANTUM / 2 * region.perimeter,
            elements=(self._name,),
            geometry=region.flat_mesh(self.base),
            method=Text(
                "omtrek van de vlakken die naar beneden kijken, neerwaarts geprojecteerd",
                "outline of the faces that look down, projected down",
            ),
            doubts=(*doubts, *self._marks.area_doubts()),
        )

    def _plan(self) -> tuple[Region, tuple[Doubt, ...]]:
        below, above = self._below, self._above
        if below.is_empty:
            cause = Text(
                "de bodem ontbreekt: omtrek van het dak, dat kan oversteken",
                "the bottom is missing: outline of the roof, which may overhang",
            )
            return above, (Doubt(cause, _ROOF_OVERHANG * above.perimeter),)
        off = below.without(above).area + above.without(below).area
        if off <= QUANTUM * max(below.perimeter, above.perimeter):
            return below, ()
        cause = Text(
            "van onderen en van boven gezien is de omtrek verschillend",
            "seen from below and from above the outline differs",
        )
        return below, (Doubt(cause, off),)

    def volume(self) -> Measured:
        broken = next((found for found in self._found if not found.is_closed), None)
        if broken is not None:
            return Unmeasured(_why_open(broken), Need.REPAIR, (self._name,))
        bodies = [body for found in self._found for body in found.bodies]
        region, _ = self._plan()
        return Measurement(
            Quantity.GROSS_VOLUME,
            sum(signed_volume(body) for body in bodies),
            QUANTUM / 2 * sum(surface(body) for body in bodies),
            elements=(self._name,),
            geometry=merged(bodies),
            method=Text(
                "divergentiesom over het gesloten lichaam van het stadsmodel, boven het maaiveld; "
                "geen inhoud volgens plan of NEN 2580",
                "divergence sum over the closed body of the city model, above the ground; "
                "no volume by plan or NEN 2580",
            ),
            doubts=(*self._marks.volume_doubts(region.area), *_overlaps(bodies)),
        )


def _faces_at(parts: Sequence[Mesh], height: float) -> Mesh:
    """Faces with a corner at a height."""
    whole = merged(parts)
    at = (np.abs(whole.triangles[:, :, 2] - height) <= QUANTUM).any(axis=1)
    return Mesh(whole.vertices, whole.faces[at])


def _is_pitched(parts: Sequence[Mesh], top: float) -> bool:
    """Tell whether a sloping roof face reaches the top."""
    normals, _ = normals_and_areas(_faces_at(parts, top).triangles)
    return bool(((normals[:, 2] > _STEEP) & (normals[:, 2] < _LEVEL)).any())


def _overlaps(bodies: Sequence[Mesh]) -> tuple[Doubt, ...]:
    """Doubt what several bodies hold twice."""
    if not _boxes_meet(bodies):
        return ()
    total = sum(signed_volume(body) for body in bodies)
    united = united_volume(bodies)
    off = total if united is None else total - united
    if off <= QUANTUM / 2 * sum(surface(body) for body in bodies):
        return ()
    cause = Text("delen van het gebouw overlappen elkaar", "parts of the building overlap each other")
    return (Doubt(cause, off),)


def _boxes_meet(bodies: Sequence[Mesh]) -> bool:
    boxes = np.array([body.bounds for body in bodies])
    low, high = boxes[:, 0] + QUANTUM, boxes[:, 1] - QUANTUM
    meet = ((low[:, None] < high[None]) & (high[:, None] > low[None])).all(axis=2)
    return bool(np.count_nonzero(meet) > len(bodies))


def _why_open(found: Closedness) -> Text:
    """Say why a body is not closed, and where the first bad edge lies."""
    if len(found.bad_edges) == 0:
        if found.inverted:
            return Text(
                f"{found.inverted} deel/delen van het lichaam staan binnenstebuiten of zijn een holte",
                f"{found.inverted} part(s) of the body are inside out or a cavity",
            )
        return Text("het lichaam heeft ergens geen dikte", "the body has no thickness somewhere")
    counts = Text(
        f"het lichaam is niet gesloten: {len(found.open_edges)} open, {len(found.turned_edges)} verkeerd om, "
        f"{len(found.crowded_edges)} meervoudige randen;",
        f"the body is not closed: {len(found.open_edges)} open, {len(found.turned_edges)} turned, "
        f"{len(found.crowded_edges)} crowded edges;",
    )
    x, y, z = found.bad_edges[0].mean(axis=0)
    where = numbers(
        "bijvoorbeeld bij x {x}, y {y}, hoogte {z} m",
        "for instance at x {x}, y {y}, height {z} m",
        x=x,
        y=y,
        z=z,
    )
    return join_texts(counts, where)
