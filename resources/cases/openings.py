"""Windows and doors: an opening in the wall, and a product of a shared type that fills it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import portiekflat as flat

if TYPE_CHECKING:
    from drawing import Entity
    from sheet import Sheet


@dataclass
class Joinery:
    """Makes windows and doors, each size once as a type."""

    sheet: Sheet
    types: dict[str, tuple[Entity, Entity]] = field(default_factory=dict)
    made: dict[str, list[Entity]] = field(default_factory=dict)

    def window(
        self, wall: Entity, name: str, level: int, at: tuple[float, float], size: tuple[int, int]
    ) -> Entity:
        """Put a window in a façade wall; `at` = along the wall and above its foot."""
        width, height = size
        hole = self._hole(wall, name, at, size, flat.FACADE)
        kind, shape = self._type(f"raam {width}x{height}", size, 60, 20)
        return self._fill(hole, "IfcWindow", name, level, flat.REVEAL, size, (kind, shape))

    def door(
        self,
        wall: Entity,
        name: str,
        level: int,
        at: tuple[float, float],
        size: tuple[int, int],
        thickness: int,
        *,
        glazed: bool = False,
    ) -> Entity:
        """Put a door in a wall of this thickness: in a façade behind the reveal, elsewhere in the middle."""
        width, height = size
        hole = self._hole(wall, name, at, size, thickness)
        word = "glasdeur" if glazed else "deur"
        kind, shape = self._type(f"{word} {width}x{height}", size, 50, 20 if glazed else 40)
        depth = flat.REVEAL if thickness == flat.FACADE else (thickness - flat.FRAME_DEPTH) / 2
        return self._fill(hole, "IfcDoor", name, level, depth, size, (kind, shape))

    def _hole(
        self, wall: Entity, name: str, at: tuple[float, float], size: tuple[int, int], thickness: int
    ) -> Entity:
        low, box = (at[0], 0, at[1]), (size[0], thickness, size[1])
        return self.sheet.drawing.opening(wall, f"opening {name}", low, box)

    def _type(self, name: str, size: tuple[int, int], frame: int, pane: int) -> tuple[Entity, Entity]:
        if name not in self.types:
            self.types[name] = self._draw_type(name, size, frame, pane)
        return self.types[name]

    def _draw_type(self, name: str, size: tuple[int, int], frame: int, pane: int) -> tuple[Entity, Entity]:
        drawing, (width, height) = self.sheet.drawing, size
        solids = [
            drawing.frame(width, height, frame, flat.FRAME_DEPTH),
            drawing.box(
                (frame, (flat.FRAME_DEPTH - pane) / 2, frame), (width - 2 * frame, pane, height - 2 * frame)
            ),
        ]
        if name.startswith("raam"):
            return drawing.typed(
                "IfcWindowType",
                name,
                solids,
                PredefinedType="WINDOW",
                PartitioningType="SINGLE_PANEL",
            )
        return drawing.typed(
            "IfcDoorType", name, solids, PredefinedType="DOOR", OperationType="SINGLE_SWING_LEFT"
        )

    def _fill(
        self,
        hole: Entity,
        kind: str,
        name: str,
        level: int,
        depth: float,
        size: tuple[int, int],
        type_and_shape: tuple[Entity, Entity],
    ) -> Entity:
        drawing = self.sheet.drawing
        element = drawing.product(
            kind,
            name,
            self.sheet.storeys[level],
            drawing.placement(hole.ObjectPlacement, (0, depth, 0)),
            [],
            Representation=drawing.mapped(type_and_shape[1]),
            OverallWidth=float(size[0]),
            OverallHeight=float(size[1]),
            PredefinedType="WINDOW" if kind == "IfcWindow" else "DOOR",
        )
        drawing.group("IfcRelDefinesByType", type_and_shape[0], element)
        drawing.fill(hole, element)
        self.made.setdefault(kind, []).append(element)
        return element
