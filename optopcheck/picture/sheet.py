"""A flat sheet: filled regions, lines and words, drawn in the order in which they come."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import vtkmodules.vtkRenderingFreeType
import vtkmodules.vtkRenderingOpenGL2  # noqa: F401 - registers the drawing back end
from vtkmodules.vtkRenderingCore import vtkRenderer, vtkTextActor

from optopcheck.domain.mesh import Mesh
from optopcheck.picture.batch import line_data, polydata, surface_actor
from optopcheck.picture.image import averaged, give_memory_back, memory_window, window_pixels
from optopcheck.picture.palette import INK, Colour, fraction

if TYPE_CHECKING:
    from optopcheck.domain.mesh import Floats
    from optopcheck.geometry.region import Region
    from optopcheck.picture.batch import Vtk
    from optopcheck.picture.image import Pixels

_FINE = 2
"""Drawn this many times larger, then averaged."""
_LAYER = 0.01
_DEEP = 1000.0
_ALIGN = {"left": 0, "middle": 1, "right": 2}
PAPER: Colour = (255, 255, 255)


class Sheet:
    """A sheet in pixels, x to the right and y upwards.

    Parameters
    ----------
    width, height
        [pixels].
    """

    def __init__(self, width: int, height: int) -> None:
        self._size = (width, height)
        self._renderer: Vtk = vtkRenderer()
        self._renderer.SetBackground(*fraction(PAPER))
        self._depth = 0.0

    def fill(self, mesh: Mesh, colour: Colour) -> None:
        """Fill triangles; of their corners only x and y count."""
        if not mesh.is_empty:
            self._add(surface_actor(polydata(self._laid(mesh)), colour, lit=False))

    def fill_many(self, mesh: Mesh, colours: np.ndarray[tuple[int, int], np.dtype[np.uint8]]) -> None:
        """Fill triangles with a colour for each (m, 3)."""
        if not mesh.is_empty:
            actor = surface_actor(polydata(self._laid(mesh), colours), lit=False)
            actor.GetMapper().SetScalarModeToUseCellData()
            self._add(actor)

    def lines(self, segments: Floats, colour: Colour, width: float = 1.0) -> None:
        """Draw straight lines (n, 2, 2)."""
        if len(segments) == 0:
            return
        self._depth += _LAYER
        flat = segments.reshape(-1, 2)
        corners = np.column_stack([flat, np.full(len(flat), self._depth)])
        pairs = np.arange(len(flat), dtype=np.int64).reshape(-1, 2)
        actor = surface_actor(line_data(corners, pairs), colour, lit=False)
        actor.GetProperty().SetLineWidth(width * _FINE)
        self._add(actor)

    def box(self, low: tuple[float, float], high: tuple[float, float], colour: Colour) -> None:
        """Fill a box."""
        (x0, y0), (x1, y1) = low, high
        corners = np.array([[x0, y0, 0], [x1, y0, 0], [x1, y1, 0], [x0, y1, 0]], dtype=np.float64)
        self.fill(Mesh(corners, np.array([[0, 1, 2], [0, 2, 3]])), colour)

    def frame(self, low: tuple[float, float], high: tuple[float, float], colour: Colour = INK) -> None:
        """Draw the outline of a box."""
        ring = np.array([low, (high[0], low[1]), high, (low[0], high[1])], dtype=np.float64)
        self.lines(ring_lines(ring), colour)

    def words(
        self,
        place: tuple[float, float],
        text: str,
        size: int = 15,
        *,
        colour: Colour = INK,
        bold: bool = False,
        align: str = "left",
    ) -> None:
        """Write words on the line that starts, is centred or ends at a place."""
        actor = vtkTextActor()
        actor.SetInput(text)
        look = actor.GetTextProperty()
        look.SetFontFamilyToArial()
        look.SetFontSize(size * _FINE)
        look.SetBold(bold)
        look.SetColor(*fraction(colour))
        look.SetJustification(_ALIGN[align])
        actor.SetPosition(place[0] * _FINE, place[1] * _FINE)
        self._renderer.AddViewProp(actor)

    def pixels(self) -> Pixels:
        """Draw the sheet, shape (height, width, 3), the top row first."""
        width, height = self._size
        camera = self._renderer.GetActiveCamera()
        camera.ParallelProjectionOn()
        camera.SetParallelScale(height / 2)
        camera.SetFocalPoint(width / 2, height / 2, 0.0)
        camera.SetPosition(width / 2, height / 2, _DEEP)
        camera.SetClippingRange(_DEEP - self._depth - 1, _DEEP + 1)
        window = memory_window(width * _FINE, height * _FINE)
        window.AddRenderer(self._renderer)
        try:
            window.Render()
            large = window_pixels(window)
        finally:
            self._renderer.ReleaseGraphicsResources(window)
            window.RemoveRenderer(self._renderer)
            window.Finalize()
            give_memory_back()
        return averaged(large, _FINE)

    def _laid(self, mesh: Mesh) -> Mesh:
        self._depth += _LAYER
        return Mesh(
            np.column_stack([mesh.vertices[:, :2], np.full(len(mesh.vertices), self._depth)]), mesh.faces
        )

    def _add(self, actor: Vtk) -> None:
        self._renderer.AddActor(actor)


def ring_lines(ring: Floats) -> Floats:
    """Return the edges of a ring (n, 2), shape (n, 2, 2)."""
    return np.stack([ring, np.roll(ring, -1, axis=0)], axis=1)


def region_lines(region: Region) -> Floats:
    """Return the edges of all rings of a region, shape (n, 2, 2)."""
    return np.concatenate([np.empty((0, 2, 2)), *(ring_lines(ring) for ring, _ in region.rings())])
