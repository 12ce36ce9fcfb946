"""The parts of one storey as few actors, of which each part can be shown, hidden or made to shine through."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.domain.mesh import Mesh, merged
from optopcheck.picture.batch import line_actor, line_data, polydata, set_faces, set_lines, surface_actor
from optopcheck.picture.edges import owned_edges
from optopcheck.picture.palette import GHOST

if TYPE_CHECKING:
    from optopcheck.domain.mesh import Floats, Ints
    from optopcheck.picture.batch import Vtk
    from optopcheck.picture.palette import Colour, Colours
    from optopcheck.picture.showing import Flags

_GHOST_FACES, _GHOST_LINES = 0.07, 0.22
"""Opacity of what shines through: in one colour, so that the order of drawing does not matter."""


@dataclass(frozen=True, eq=False)
class Part:
    """One thing that can be picked."""

    id: str
    mesh: Mesh
    colours: Colours


@dataclass(frozen=True, eq=False)
class Share:
    """Parts that are drawn together, with what takes long to find out of them."""

    storey: str | None
    parts: tuple[Part, ...]
    edge: Colour
    """Of their lines."""
    is_new: bool
    """Seen before what stood there, where both lie in one plane."""
    lines: tuple[Floats, Ints, Ints] = field(init=False)
    """See `owned_edges`."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "lines", owned_edges([part.mesh for part in self.parts]))


class Group:
    """Parts drawn together; the actors serve again while their parts stay the same."""

    def __init__(self, share: Share) -> None:
        parts, edge = share.parts, share.edge
        self.parts = parts
        self.ids = tuple(part.id for part in parts)
        self._edge = edge
        whole = merged(part.mesh for part in parts)
        self._vertices, self._faces = whole.vertices, whole.faces
        self._colours = np.concatenate([part.colours for part in parts])
        self._owners = np.repeat(np.arange(len(parts)), [len(part.mesh.faces) for part in parts])
        self._corners, self._pairs, self._line_owners = share.lines
        self._solid = polydata(whole, self._colours)
        self._lines = line_data(self._corners, self._pairs)
        self.surface: Vtk = surface_actor(self._solid)
        self.surface.GetMapper().SetScalarModeToUseCellData()
        self.edges: Vtk = line_actor(self._lines, edge)
        self._ghosts: tuple[Vtk, Vtk] | None = None
        self._shown = self._faint = np.zeros(0, dtype=np.bool_)
        self.show(np.ones(len(parts), dtype=np.bool_), np.zeros(len(parts), dtype=np.bool_))

    @property
    def ghosts(self) -> tuple[Vtk, ...]:
        """What shines through, as actors."""
        return self._ghosts or ()

    @property
    def solid(self) -> Flags:
        """Which parts (n,) are seen and can be picked."""
        return self._shown

    @property
    def faint(self) -> Flags:
        """Which parts (n,) shine through."""
        return self._faint

    def show(self, solid: Flags, faint: Flags) -> None:
        """Choose for each part (n,) whether it is drawn, and whether it shines through."""
        if not np.array_equal(solid, self._shown):
            kept = solid[self._owners]
            set_faces(self._solid, self._faces[kept], self._colours[kept])
            set_lines(self._lines, self._pairs[solid[self._line_owners]])
        if not np.array_equal(faint, self._faint):
            self._ghosts = self._made_ghosts(faint) if faint.any() else None
        self._shown, self._faint = solid, faint

    def _made_ghosts(self, faint: Flags) -> tuple[Vtk, Vtk]:
        data = polydata(Mesh(self._vertices, self._faces[faint[self._owners]]))
        lines = line_data(self._corners, self._pairs[faint[self._line_owners]])
        ghosts = surface_actor(data, GHOST, lit=False), line_actor(lines, GHOST)
        for actor, opacity in zip(ghosts, (_GHOST_FACES, _GHOST_LINES), strict=True):
            actor.GetProperty().SetOpacity(opacity)
        return ghosts
