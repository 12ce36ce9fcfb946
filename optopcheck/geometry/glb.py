"""Meshes into one binary glTF file (GLB), by trimesh: for presentations and viewers on the web."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from optopcheck.domain.mesh import Floats, Mesh

_DULL = 0.9


@dataclass(frozen=True, eq=False)
class GlbPart:
    """A mesh with a name and a colour; the same part may stand in several scenes."""

    name: str
    mesh: Mesh
    """z up [m]; glTF has y up, which the file is written in."""
    colour: tuple[int, int, int, int]
    """Red, green, blue and opacity, 0 to 255."""
    extras: Mapping[str, str] = field(default_factory=dict)
    """What a viewer shows of it."""


@dataclass(frozen=True, eq=False)
class GlbScene:
    """Parts that are seen together."""

    name: str
    parts: Sequence[GlbPart]


def glb_bytes(scenes: Sequence[GlbScene], extras: Mapping[str, object]) -> bytes:
    """Return the file; a viewer opens the first scene and offers the others.

    Parameters
    ----------
    scenes
        At least one with a part that has faces.
    extras
        Of the whole file: coordinate system, credit.

    Raises
    ------
    ValueError
        If there is nothing to show.
    """
    parts = {id(part): part for scene in scenes for part in scene.parts if not part.mesh.is_empty}
    if not parts:
        raise ValueError("nothing to show")
    import trimesh  # noqa: PLC0415 -- 0.5 s that the start of the program need not pay

    drawn, looks = trimesh.Scene(), _Looks()
    names: dict[str, GlbPart] = {}
    for number, part in enumerate(parts.values()):
        name = f"part-{number}"
        names[name] = part
        mesh = trimesh.Trimesh(_y_up(part.mesh.vertices), part.mesh.faces, process=False)
        mesh.visual = trimesh.visual.TextureVisuals(material=looks.of(part.colour))
        drawn.add_geometry(mesh, node_name=name, geom_name=name)

    def arrange(tree: dict[str, Any]) -> None:
        _arrange(tree, names, scenes, dict(extras))

    written: bytes = drawn.export(file_type="glb", tree_postprocessor=arrange)
    return written


def _arrange(
    tree: dict[str, Any], names: Mapping[str, GlbPart], scenes: Sequence[GlbScene], extras: dict[str, object]
) -> None:
    """Give the nodes their names, and each scene its own."""
    index: dict[int, int] = {}
    for number, node in enumerate(tree["nodes"]):
        part = names.get(node.get("name", ""))
        if part is not None:
            index[id(part)] = number
            node["name"] = part.name
            node["extras"] = dict(part.extras)
    tree["scenes"] = [
        {"name": scene.name, "nodes": [index[id(part)] for part in scene.parts if id(part) in index]}
        for scene in scenes
    ]
    # A scene may not be empty of nodes.
    tree["scenes"] = [scene for scene in tree["scenes"] if scene["nodes"]]
    tree["scene"] = 0
    tree["asset"]["extras"] = extras
    _drop_root(tree, set(index.values()))


def _drop_root(tree: dict[str, Any], kept: set[int]) -> None:
    """Take away the node under which trimesh hangs everything: its parts are roots now."""
    nodes = [number for number in range(len(tree["nodes"])) if number in kept]
    place = {number: k for k, number in enumerate(nodes)}
    tree["nodes"] = [tree["nodes"][number] for number in nodes]
    for scene in tree["scenes"]:
        scene["nodes"] = [place[number] for number in scene["nodes"]]


class _Looks:
    """One material for each colour."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int, int, int], Any] = {}

    def of(self, colour: tuple[int, int, int, int]) -> Any:  # noqa: ANN401 -- trimesh is untyped
        from trimesh.visual.material import PBRMaterial  # noqa: PLC0415 -- as above

        if colour not in self._known:
            opaque = colour[3] == 255  # noqa: PLR2004 -- the whole of a byte
            self._known[colour] = PBRMaterial(
                name="#" + "".join(f"{part:02x}" for part in colour),
                baseColorFactor=list(colour),
                metallicFactor=0.0,
                roughnessFactor=_DULL,
                alphaMode="OPAQUE" if opaque else "BLEND",
                doubleSided=True,
            )
        return self._known[colour]


def _y_up(points: Floats) -> Floats:
    return np.column_stack([points[:, 0], points[:, 2], -points[:, 1]])
