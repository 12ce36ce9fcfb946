"""What is seen: the building per storey, what is added, neighbours, ground, shadow and highlight."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import vtkmodules.vtkRenderingOpenGL2  # noqa: F401 - registers the drawing back end
from vtkmodules.vtkRenderingCore import vtkRenderer

from optopcheck.domain.mesh import merged
from optopcheck.picture import palette
from optopcheck.picture.aim import ray_through
from optopcheck.picture.boxes import box_of
from optopcheck.picture.compass import Compass
from optopcheck.picture.contents import Contents
from optopcheck.picture.cuts import kept_by
from optopcheck.picture.facade import before_wall, drawn_meshes
from optopcheck.picture.ground import Ground
from optopcheck.picture.group import Part, Share
from optopcheck.picture.lights import Lights
from optopcheck.picture.marks import Lit, Marks
from optopcheck.picture.panes import thin_way
from optopcheck.picture.points import Points
from optopcheck.picture.ruler import Ruler
from optopcheck.picture.sharing import lines_before_faces, shares

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from optopcheck.domain.building import Building, Neighbour
    from optopcheck.domain.mesh import Floats, Mesh
    from optopcheck.picture.aim import Hit, Ray
    from optopcheck.picture.batch import Vtk
    from optopcheck.picture.camera import Camera
    from optopcheck.picture.cuts import Cut
    from optopcheck.picture.showing import Showing

_DEFAULT_SUN = (215.0, 42.0)
_NOTHING = np.array([[-10.0, -10.0, 0.0], [10.0, 10.0, 10.0]])
_NEIGHBOURS = "neighbours"
_NO_WINDOW = (1280, 800)
_OUTWARD = 0.25
"""Coloured points stand so far off their façade: a window frame would hide them [m]."""


class Scene:
    """All that is drawn, and the question what lies under the cursor.

    One scene belongs to one `OffscreenView` at a time and to the thread that
    made it.
    """

    def __init__(self, backdrop: palette.Backdrop = palette.DAY) -> None:
        lines_before_faces()
        self.backdrop = backdrop
        self.renderer: Vtk = vtkRenderer()
        self.renderer.GradientBackgroundOn()
        self.renderer.SetBackground(*palette.fraction(backdrop.sky_low))
        self.renderer.SetBackground2(*palette.fraction(backdrop.sky_high))
        self._lights = Lights(self.renderer)
        self._ground = Ground(self.renderer, backdrop)
        self._marks = Marks(self.renderer)
        self._points = Points(self.renderer)
        self._compass = Compass(self.renderer, backdrop)
        self._contents = Contents(self.renderer)
        self._ruler = Ruler(self.renderer)
        self._meshes: dict[str, Mesh] = {}
        self._own: tuple[str, ...] = ()
        self._owners: dict[str, str] = {}
        self._colours: dict[str, palette.Colour] = {}
        self._places: dict[str, Floats] = {}
        self._outside: dict[str, Floats] = {}
        self._lit: tuple[tuple[str, ...], tuple[Mesh, ...], tuple[str, ...]] = ((), (), ())
        self._scale = 1.0
        self._points_wait = False
        """Whether the points have changed since they were drawn: many changes come before one picture."""
        self.size = _NO_WINDOW
        """Width and height of the picture [device pixels]."""
        self.share = 1.0
        """Of width and height that is drawn, and stretched then."""
        self.bounds: Floats = _NOTHING
        self.set_sun(*_DEFAULT_SUN)

    def show(self, building: Building, neighbours: Sequence[Neighbour] = (), *, ground: float | None) -> None:
        """Fill the scene anew; hidden storeys, highlight and camera stay as they are.

        Parameters
        ----------
        building
            Existing, permitted or proposed.
        neighbours
            Drawn in light grey.
        ground
            Height of the ground plane [m]; None draws none.
        """
        drawn = drawn_meshes(building)
        self._meshes = {e.global_id: mesh for e, mesh in zip(building.elements, drawn, strict=True)}
        self._own = tuple(i for i, mesh in self._meshes.items() if not mesh.is_empty)
        self._meshes |= {neighbour.id: neighbour.mesh for neighbour in neighbours}
        around = [n for n in neighbours if not n.mesh.is_empty]
        groups = list(shares(building))
        if around:
            groups.append(_share_of(tuple(around)))
        self._contents.fill(groups, [e.global_id for e in building.elements if e.added])
        points = [*building.observation_points, *(p for n in neighbours for p in n.observation_points)]
        self._places = {point.id: before_wall(point) for point in points}
        self._owners = {point.id: point.owner for point in points}
        self._outside = {point.id: before_wall(point) + point.facing * _OUTWARD for point in points}
        beside = box_of([n.mesh for n in around], _NOTHING)
        self.bounds = box_of(drawn, beside)
        whole = np.stack([self.bounds, beside]) if around else self.bounds[None]
        whole = np.stack([whole[:, 0].min(axis=0), whole[:, 1].max(axis=0)])
        self._ground.show(whole, ground)
        self.highlight(*self._lit)

    def set_storey_visible(self, storey_id: str | None, visible: bool) -> None:  # noqa: FBT001 - a state
        """Show or hide a storey; None stands for what lies on no storey."""
        self._contents.set_visible(storey_id, visible=visible)

    def set_neighbours_visible(self, visible: bool) -> None:  # noqa: FBT001 - a state
        """Show or hide all neighbours."""
        self._contents.set_visible(_NEIGHBOURS, visible=visible)

    def show_shadow(self, mesh: Mesh | None) -> None:
        """Draw the shadow on the ground; its triangles may overlap. None takes it away."""
        self._ground.show_shadow(mesh)

    def set_sun(self, azimuth: float, elevation: float) -> None:
        """Let the light come from the sun: clockwise from +y of the frame, above the horizon [deg]."""
        self._lights.set_sun(azimuth, elevation)

    def set_north(self, degrees: float | None) -> None:
        """Show an arrow to true north, clockwise from +y of the frame [deg]; None hides it."""
        self._compass.set_north(degrees)

    def set_scale(self, scale: float) -> None:
        """Draw lines, markers and compass for this many device pixels per pixel."""
        if scale != self._scale:
            self._scale = scale
            self.highlight(*self._lit)

    def highlight(
        self, global_ids: Collection[str], meshes: Sequence[Mesh] = (), excluded: Collection[str] = ()
    ) -> None:
        """Light up elements and neighbours, and mark observation points; ids unknown here are left out.

        Parameters
        ----------
        global_ids
            What is lit up; pale where `meshes` say more precisely what counts.
        meshes
            Faces or outlines that made a number: seen through whatever stands in front.
        excluded
            Elements that were left out of the number, in a colour of their own.
        """
        self._lit = (tuple(global_ids), tuple(meshes), tuple(excluded))
        self.show_parts(self._contents.showing)

    def _mark(self) -> None:
        global_ids, meshes, excluded = self._lit
        seen = self._contents.is_seen
        self._marks.show(
            Lit(
                tuple(self._known(i for i in global_ids if seen(i))),
                tuple(mesh for mesh in meshes if not mesh.is_empty),
                tuple(self._known(i for i in excluded if seen(i))),
                tuple(self._places[i] for i in global_ids if i in self._places),
            ),
            self._scale,
        )
        self._marks.cut(self._contents.cuts)

    # --- parts, planes, rulers ------------------------------------------------------------------
    def show_parts(self, showing: Showing) -> None:
        """Show, hide and isolate parts; under x-ray what lights up stays solid."""
        chosen = frozenset(self._lit[0]) if showing.xray else frozenset()
        self._contents.show(replace(showing, chosen=chosen))
        self._mark()
        self._points_wait = True

    def storey_of(self, global_ids: Collection[str]) -> tuple[str, ...]:
        """Return the ids of all that lies on the storeys of some elements."""
        return self._contents.beside(global_ids)

    def cut(self, cuts: Sequence[Cut]) -> None:
        """Take away what lies beyond section planes.

        Raises
        ------
        ValueError
            If there are more planes than can be drawn at once.
        """
        self._contents.cut(cuts)
        self._marks.cut(self._contents.cuts)
        self._points_wait = True

    def measure(self, places: Sequence[Floats]) -> None:
        """Draw a line along places (3,) that are being measured; none for ()."""
        self._ruler.show(places, self._scale)

    def set_coarse(self, *, coarse: bool) -> None:
        """Draw quickly while the view moves: the largest parts alone, without lines."""
        self._contents.set_coarse(coarse=coarse)

    def along(self, normal: Floats) -> tuple[float, float]:
        """Return where the building begins and ends along a direction (3,) [m]."""
        box = self.bounds
        corners = np.array([[box[i, 0], box[j, 1], box[k, 2]] for i, j, k in np.ndindex(2, 2, 2)])
        places = corners @ normal
        return float(places.min()), float(places.max())

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of the elements of the building that have a shape."""
        return self._own

    def facing(self, global_ids: Collection[str]) -> Floats | None:
        """Return the level direction (3,) in which most of some parts looks; None where none is known."""
        found = list(self._known(global_ids))
        return thin_way(merged(found)) if found else None

    def colour_points(self, colours: Mapping[str, palette.Colour]) -> None:
        """Draw observation points in colours, by their ids; ids unknown here are left out, {} draws none."""
        self._colours = dict(colours)
        self._points_wait = True

    def _draw_points(self) -> None:
        """Draw the points of what is seen: those of a part that is away would float."""
        if not self._points_wait:
            return
        self._points_wait = False
        places = {i: self._outside[i] for i in self._colours if i in self._outside and self._is_seen(i)}
        self._points.show(places, self._colours, self._scale)

    def _is_seen(self, point_id: str) -> bool:
        """Tell whether the window of a point is solid, else the building it belongs to."""
        for identity in (point_id, self._owners[point_id]):
            if identity in self._meshes:
                return self._contents.is_solid(identity) and self.keeps(self._outside[point_id])
        return self.keeps(self._outside[point_id])

    def point_near(self, camera: Camera, x: float, y: float) -> str | None:
        """Return the id of the coloured point drawn at a pixel, None where none is seen."""
        self._draw_points()
        return self._points.near(camera, self.surface_at, (x, y))

    def look_through(self, other: Scene) -> None:
        """Look with the camera of another scene: both pictures always show the same cut."""
        self.renderer.SetActiveCamera(other.renderer.GetActiveCamera())

    def _known(self, global_ids: Iterable[str]) -> Iterator[Mesh]:
        yield from (m for i in global_ids if (m := self._meshes.get(i)) is not None and not m.is_empty)

    def extent(self, global_ids: Collection[str], meshes: Sequence[Mesh] = ()) -> Floats | None:
        """Return the box (2, 3) around elements, neighbours, points and meshes [m]; None if none is known."""
        found = (*self._known(global_ids), *(mesh for mesh in meshes if not mesh.is_empty))
        corners = [mesh.bounds for mesh in found]
        corners += [np.stack([place] * 2) for i in global_ids if (place := self._places.get(i)) is not None]
        if not corners:
            return None
        return np.stack([np.min(corners, axis=(0, 1)), np.max(corners, axis=(0, 1))])

    def pick(self, x: float, y: float) -> str | None:
        """Return the id of the element or neighbour at a pixel, counted from the top left."""
        hit = self.hit(x, y)
        return None if hit is None else hit.id

    def hit(self, x: float, y: float) -> Hit | None:
        """Return what is met at a pixel that lies nearer than the ground; None where nothing is."""
        return self.first(self.ray(x, y))

    def ray(self, x: float, y: float) -> Ray:
        """Return the line of sight through the middle of a pixel, counted from the top left."""
        return ray_through(self.renderer, self.size, x + 0.5, y + 0.5)

    def first(self, ray: Ray) -> Hit | None:
        """Return what a ray meets before the ground."""
        found, ground = self._contents.first(ray), self._ground.met(ray)
        return None if found is None or (ground is not None and ground < found.distance) else found

    def keeps(self, place: Floats) -> bool:
        """Tell whether no section plane takes a place (3,) away."""
        return bool(kept_by(self._contents.cuts, place[None])[0])

    def surface_at(self, x: float, y: float) -> Floats | None:
        """Return the point (3,) of a surface or the ground at a pixel [m]; None over the background."""
        hit = self.hit(x, y)
        if hit is not None:
            return hit.place
        ray = self.ray(x, y)
        ground = self._ground.met(ray)
        return None if ground is None else ray.start + ground * ray.towards

    def prepare(self) -> None:
        """Adjust to the camera what depends on it; a view calls this before each picture."""
        self._contents.prepare()
        self._draw_points()
        self.renderer.ResetCameraClippingRange()
        self._compass.scale = self._scale * self.share
        self._compass.follow()

    def release(self, window: Vtk) -> None:
        """Give back what a window holds for this scene."""
        self.renderer.ReleaseGraphicsResources(window)


def get_ready(building: Building, neighbours: Sequence[Neighbour] = ()) -> None:
    """Find out what takes long of a picture, where nobody waits for it: `Scene.show` takes it from there."""
    shares(building)
    around = tuple(n for n in neighbours if not n.mesh.is_empty)
    if around:
        _share_of(around)
    # Each mesh keeps its box.
    box_of([*drawn_meshes(building), *(n.mesh for n in around)], _NOTHING)


@lru_cache(maxsize=2)
def _share_of(around: tuple[Neighbour, ...]) -> Share:
    parts = tuple(Part(n.id, n.mesh, palette.neighbour_colours(n.mesh)) for n in around)
    return Share(_NEIGHBOURS, parts, palette.NEIGHBOUR_EDGE, is_new=False)
