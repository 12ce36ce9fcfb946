"""Colours of the picture: an architect's model in warm white, with one accent for what is added."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from optopcheck.picture.panes import Flags, glass_faces

if TYPE_CHECKING:
    from optopcheck.domain.building import Element
    from optopcheck.domain.mesh import Mesh

Colour = tuple[int, int, int]
Colours = NDArray[np.uint8]

WALL: Colour = (245, 240, 230)
ROOF: Colour = (176, 169, 160)
ADDED: Colour = (224, 122, 47)
ADDED_ROOF: Colour = (214, 112, 42)
GLASS: Colour = (126, 152, 172)
FRAME: Colour = (252, 251, 248)
ADDED_FRAME: Colour = (250, 236, 222)
DOOR: Colour = (172, 152, 134)
METAL: Colour = (178, 181, 184)
BRICK: Colour = (186, 148, 128)
NEIGHBOUR: Colour = (222, 223, 224)
NEIGHBOUR_ROOF: Colour = (198, 200, 203)
GROUND: Colour = (229, 228, 219)
SHADOW: Colour = (158, 160, 164)
EDGE: Colour = (104, 98, 92)
GLASS_EDGE: Colour = (142, 140, 138)
NEIGHBOUR_EDGE: Colour = (172, 174, 177)
HIGHLIGHT: Colour = (20, 110, 240)
HIGHLIGHT_PALE: Colour = (164, 200, 250)
LEFT_OUT: Colour = (246, 208, 20)
"""Yellow beside blue: told apart with every common deficiency of colour vision."""
LEFT_OUT_EDGE: Colour = (200, 150, 0)
SKY_LOW: Colour = (243, 245, 247)
SKY_HIGH: Colour = (190, 208, 226)
INK: Colour = (62, 66, 72)
GHOST: Colour = (92, 104, 118)
"""Of what shines through."""
CUT: Colour = (74, 70, 66)
ADDED_CUT: Colour = (150, 70, 18)
"""Of what a section plane cuts, as a draughtsman fills it."""
RULER: Colour = (150, 20, 110)
"""Of what is being measured: no verdict, no highlight, no sun."""
NORTH: Colour = (196, 62, 48)


@dataclass(frozen=True)
class Backdrop:
    """What stands behind and below a building, and what is written on it."""

    sky_low: Colour = SKY_LOW
    sky_high: Colour = SKY_HIGH
    ground: Colour = GROUND
    shadow: Colour = SHADOW
    ink: Colour = INK
    north: Colour = NORTH


DAY = Backdrop()
DUSK = Backdrop(
    sky_low=(52, 60, 69),
    sky_high=(24, 29, 35),
    ground=(84, 88, 90),
    shadow=(47, 50, 54),
    ink=(222, 228, 234),
    north=(244, 128, 112),
)
"""Beside dark panels; the building keeps its colours."""

_KINDS: tuple[tuple[str, Colour], ...] = (
    ("IfcDoor", DOOR),
    ("IfcRailing", METAL),
    ("IfcStair", METAL),
    ("IfcRamp", METAL),
    ("IfcMember", METAL),
    ("IfcChimney", BRICK),
)
_ROOFING = ("IfcSlab", "IfcRoof", "IfcCovering")
_ROOF_SLOPE = 0.35
"""Vertical part of the normal from which a face of a slab is drawn as roof or floor."""


def fraction(colour: Colour) -> tuple[float, float, float]:
    """Return a colour in the range of VTK, 0 to 1."""
    red, green, blue = colour
    return red / 255, green / 255, blue / 255


def element_colours(element: Element, mesh: Mesh) -> Colours:
    """Return a colour for each face (m, 3): roofs and floors darker, what is added in the accent."""
    if is_glass(element):
        frame = ADDED_FRAME if element.added else FRAME
        # Moved before its wall it is flatter, and its pane shows less; a leaf in its place has own faces.
        own = element.mesh if len(element.mesh.faces) == len(mesh.faces) else mesh
        return _choose(glass_faces(own), GLASS, frame)
    body, top = (ADDED, ADDED_ROOF) if element.added else (_of_kind(element.kind), ROOF)
    return _two(body, top, mesh) if element.kind.startswith(_ROOFING) else _flat(body, mesh)


def neighbour_colours(mesh: Mesh) -> Colours:
    """Return a colour for each face (m, 3)."""
    return _two(NEIGHBOUR, NEIGHBOUR_ROOF, mesh)


def is_glass(element: Element) -> bool:
    """Tell whether an element is drawn as glass."""
    return element.kind.startswith("IfcWindow")


def _of_kind(kind: str) -> Colour:
    return next((colour for start, colour in _KINDS if kind.startswith(start)), WALL)


def _flat(colour: Colour, mesh: Mesh) -> Colours:
    return np.full((len(mesh.faces), 3), colour, dtype=np.uint8)


def _two(body: Colour, top: Colour, mesh: Mesh) -> Colours:
    a, b, c = np.moveaxis(mesh.triangles, 1, 0)
    normals = np.cross(b - a, c - a)
    # Either way up: the winding of a model is not to be trusted.
    level = np.abs(normals[:, 2]) > _ROOF_SLOPE * np.linalg.norm(normals, axis=1)
    return _choose(level, top, body)


def _choose(flags: Flags, yes: Colour, no: Colour) -> Colours:
    return np.where(flags[:, None], np.array(yes, dtype=np.uint8), np.array(no, dtype=np.uint8))
