"""What is seen: the building per storey, what is added, neighbours, ground, shadow and highlight."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import vtkmodules.vtkRenderingOpenGL2  # noqa: F401 - registers the drawing back end
from vtkmodules.vtkRenderingCore import vtkCellPicker, vtkMapper, vtkRenderer

from optopcheck.picture import palette
from optopcheck.picture.batch import Batch, Part, edge_actor, make_batch
from optopcheck.picture.compass import Compass
from optopcheck.picture.facade import before_wall, drawn_meshes
from optopcheck.picture.ground import Ground
from optopcheck.picture.lights import Lights
from optopcheck.picture.marks import Lit, Marks
from optopcheck.picture.points import Points

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from optopcheck.domain.building import Building, Neighbour
    from optopcheck.domain.mesh import Floats, Mesh
    from optopcheck.picture.batch import Vtk
    from optopcheck.picture.camera import Camera

_DEFAULT_SUN = (215.0, 42.0)
_NOTHING = np.array([[-10.0, -10.0, 0.0], [10.0, 10.0, 10.0]])
_NEIGHBOURS = "neighbours"
_OUTWARD = 0.25
"""Coloured points stand so far off their façade: a window frame would hide them [m]."""


class Scene:
    """All that is drawn, and the question what lies under the cursor.

    One scene belongs to one `OffscreenView` at a time and to the thread that
    made it.
    """

    def __init__(self) -> None:
        _lines_before_faces()
        self.renderer: Vtk = vtkRenderer()
        self.renderer.GradientBackgroundOn()
        self.renderer.SetBackground(*palette.fraction(palette.SKY_LOW))
        self.renderer.SetBackground2(*palette.fraction(palette.SKY_HIGH))
        self._lights = Lights(self.renderer)
        self._ground = Ground(self.renderer)
        self._marks = Marks(self.renderer)
        self._points = Points(self.renderer)
        self._compass = Compass(self.renderer)
        self._picker = vtkCellPicker()
        self._picker.SetTolerance(0.0)
        self._batches: list[Batch] = []
        self._actors: dict[str | None, list[Vtk]] = {}
        self._meshes: dict[str, Mesh] = {}
        self._places: dict[str, Floats] = {}
        self._outside: dict[str, Floats] = {}
        self._hidden: set[str | None] = set()
        self._former: dict[tuple[object, ...], tuple[tuple[Part, ...], Batch, Vtk]] = {}
        self._used: set[tuple[object, ...]] = set()
        self._lit: tuple[tuple[str, ...], tuple[Mesh, ...], tuple[str, ...]] = ((), (), ())
        self._scale = 1.0
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
        self._clear()
        drawn = drawn_meshes(building)
        self._meshes = {e.global_id: mesh for e, mesh in zip(building.elements, drawn, strict=True)}
        self._meshes |= {neighbour.id: neighbour.mesh for neighbour in neighbours}
        new = {e.storey_id for e in building.elements if e.added}
        for storey, glass, parts in _by_storey(building, drawn):
            self._add(storey, parts, palette.GLASS_EDGE if glass else palette.EDGE, before=storey in new)
        around = [n for n in neighbours if not n.mesh.is_empty]
        if around:
            parts = [Part(n.id, n.mesh, palette.neighbour_colours(n.mesh)) for n in around]
            self._add(_NEIGHBOURS, parts, palette.NEIGHBOUR_EDGE)
        self._forget_unused()
        points = [*building.observation_points, *(p for n in neighbours for p in n.observation_points)]
        self._places = {point.id: before_wall(point) for point in points}
        self._outside = {point.id: before_wall(point) + point.facing * _OUTWARD for point in points}
        self.bounds = _bounds(drawn, _bounds([n.mesh for n in around], _NOTHING))
        self._ground.show(_bounds([*drawn, *(n.mesh for n in around)], _NOTHING), ground)
        self.highlight(*self._lit)

    def set_storey_visible(self, storey_id: str | None, visible: bool) -> None:  # noqa: FBT001 - a state
        """Show or hide a storey; None stands for what lies on no storey."""
        self._set_visible(storey_id, visible=visible)

    def set_neighbours_visible(self, visible: bool) -> None:  # noqa: FBT001 - a state
        """Show or hide all neighbours."""
        self._set_visible(_NEIGHBOURS, visible=visible)

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
        self._scale = scale
        self._compass.scale = scale
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
        self._marks.show(
            Lit(
                tuple(self._known(global_ids)),
                tuple(mesh for mesh in meshes if not mesh.is_empty),
                tuple(self._known(excluded)),
                tuple(self._places[i] for i in global_ids if i in self._places),
            ),
            self._scale,
        )

    def colour_points(self, colours: Mapping[str, palette.Colour]) -> None:
        """Draw observation points in colours, by their ids; ids unknown here are left out, {} draws none."""
        places = {i: self._outside[i] for i in colours if i in self._outside}
        self._points.show(places, colours, self._scale)

    def point_near(self, camera: Camera, x: float, y: float) -> str | None:
        """Return the id of the coloured point drawn at a pixel, None where none is seen."""
        return self._points.near(camera, self.surface_at, (x, y))

    def look_through(self, other: Scene) -> None:
        """Look with the camera of another scene: both pictures always show the same cut."""
        self.renderer.SetActiveCamera(other.renderer.GetActiveCamera())

    def _known(self, global_ids: Collection[str]) -> Iterator[Mesh]:
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
        actor, cell, _ = self._hit(x, y)
        batch = next((b for b in self._batches if b.actor is actor), None)
        return None if batch is None else batch.owner(cell)

    def surface_at(self, x: float, y: float) -> Floats | None:
        """Return the point (3,) of a surface or the ground at a pixel [m]; None over the background."""
        actor, _, place = self._hit(x, y)
        return None if actor is None else np.array(place)

    def prepare(self) -> None:
        """Adjust to the camera what depends on it; a view calls this before each picture."""
        self.renderer.ResetCameraClippingRange()
        self._compass.follow()

    def release(self, window: Vtk) -> None:
        """Give back what a window holds for this scene."""
        self.renderer.ReleaseGraphicsResources(window)

    def _hit(self, x: float, y: float) -> tuple[Vtk, int, tuple[float, float, float]]:
        self.renderer.ResetCameraClippingRange()
        height = self.renderer.GetSize()[1]
        # The middle of a pixel; VTK counts upwards from the lower left.
        self._picker.Pick(x + 0.5, height - y - 0.5, 0.0, self.renderer)
        return self._picker.GetActor(), self._picker.GetCellId(), self._picker.GetPickPosition()

    def _add(
        self, group: str | None, parts: Sequence[Part], edge: palette.Colour, *, before: bool = False
    ) -> None:
        batch, lines = self._made(parts, edge)
        self._batches.append(batch)
        for actor in (batch.actor, lines):
            actor.SetVisibility(group not in self._hidden)
            if before:
                # The old roof edge lies in the face of the new façade: the new one is seen.
                actor.GetMapper().SetRelativeCoincidentTopologyPolygonOffsetParameters(0.0, -1.0)
                actor.GetMapper().SetRelativeCoincidentTopologyLineOffsetParameters(0.0, -1.0)
            self._actors.setdefault(group, []).append(actor)
            self.renderer.AddActor(actor)

    def _made(self, parts: Sequence[Part], edge: palette.Colour) -> tuple[Batch, Vtk]:
        """Return the actors of some parts; those of the building before serve again if nothing changed."""
        key = (edge, *((part.id, id(part.mesh)) for part in parts))
        if key not in self._former:
            made = make_batch(parts), edge_actor([part.mesh for part in parts], edge)
            # The parts stay alive with their actors, so that no other mesh takes their identity.
            self._former[key] = (tuple(parts), *made)
        self._used.add(key)
        _, batch, lines = self._former[key]
        return batch, lines

    def _forget_unused(self) -> None:
        self._former = {key: made for key, made in self._former.items() if key in self._used}
        self._used = set()

    def _set_visible(self, group: str | None, *, visible: bool) -> None:
        (self._hidden.discard if visible else self._hidden.add)(group)
        for actor in self._actors.get(group, ()):
            actor.SetVisibility(visible)

    def _clear(self) -> None:
        for actor in (actor for group in self._actors.values() for actor in group):
            self.renderer.RemoveActor(actor)
        self._actors.clear()
        self._batches.clear()


def _lines_before_faces() -> None:
    """Let VTK draw edges just before the faces that they belong to, by no more than a few millimetres."""
    vtkMapper.SetResolveCoincidentTopologyToPolygonOffset()
    vtkMapper.SetResolveCoincidentTopologyPolygonOffsetParameters(0.0, 0.0)
    vtkMapper.SetResolveCoincidentTopologyLineOffsetParameters(0.0, -0.15)
    vtkMapper.SetResolveCoincidentTopologyPointOffsetParameter(-1.0)


def _by_storey(building: Building, drawn: Sequence[Mesh]) -> Iterator[tuple[str | None, bool, list[Part]]]:
    """Yield the parts of each storey, glass apart (True): one actor each."""
    groups: dict[tuple[str | None, bool], list[Part]] = {}
    for element, mesh in zip(building.elements, drawn, strict=True):
        if not mesh.is_empty:
            part = Part(element.global_id, mesh, palette.element_colours(element, mesh))
            groups.setdefault((element.storey_id, palette.is_glass(element)), []).append(part)
    for (storey, glass), parts in groups.items():
        yield storey, glass, parts


def _bounds(meshes: Sequence[Mesh], otherwise: Floats) -> Floats:
    """Return the box around meshes, shape (2, 3) [m]."""
    corners = [mesh.bounds for mesh in meshes if not mesh.is_empty]
    return np.stack([np.min(corners, axis=(0, 1)), np.max(corners, axis=(0, 1))]) if corners else otherwise
