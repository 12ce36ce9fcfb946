"""The viewpoint of a BCF topic: camera, and the parts that are selected and coloured."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from optopcheck.report.bcf_topics import stable_guid
from optopcheck.report.bcf_xml import Node, decimal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from optopcheck.domain.mesh import Floats
    from optopcheck.report.bcf_topics import Topic


@dataclass(frozen=True, eq=False)
class View:
    """A camera in the coordinates of the model, and the picture that it took."""

    eye: Floats
    """Shape (3,) [m]."""
    direction: Floats
    """Unit vector to what is looked at, shape (3,)."""
    up: Floats
    """Unit vector, shape (3,)."""
    angle: float
    """Height of the field of view [deg]; 45 to 60 in BCF 2.1."""
    aspect: float
    """Width by height."""
    snapshot: bytes
    """PNG."""
    colour: str
    """In which the parts are lit up, six hexadecimal digits."""


def viewpoint(topic: Topic, view: View, version: str) -> Node:
    """Return the document of a viewpoint."""
    return Node(
        "VisualizationInfo",
        {"Guid": view_guid(topic)},
        [_components(topic, view, version), _camera(view, version)],
    )


def view_guid(topic: Topic) -> str:
    """Return the id of the viewpoint of a topic."""
    return stable_guid("viewpoint", topic.guid)


def _components(topic: Topic, view: View, version: str) -> Node:
    hints = {"SpacesVisible": "false", "SpaceBoundariesVisible": "false", "OpeningsVisible": "false"}
    hint = Node("ViewSetupHints", hints)
    inside = [hint] if version == "3.0" else []
    parts = [Node("Component", {"IfcGuid": name}) for name in topic.components]
    children = [] if inside else [hint]
    if parts:
        children.append(Node("Selection", children=parts))
    children.append(Node("Visibility", {"DefaultVisibility": "true"}, inside))
    if parts:
        children.append(Node("Coloring", children=[_coloured(parts, view.colour, version)]))
    return Node("Components", children=children)


def _coloured(parts: Sequence[Node], colour: str, version: str) -> Node:
    inner = [Node("Components", children=list(parts))] if version == "3.0" else list(parts)
    return Node("Color", {"Color": colour}, inner)


def _camera(view: View, version: str) -> Node:
    children = [
        _triple("CameraViewPoint", view.eye),
        _triple("CameraDirection", view.direction),
        _triple("CameraUpVector", view.up),
        Node("FieldOfView", text=decimal(view.angle)),
    ]
    if version == "3.0":
        children.append(Node("AspectRatio", text=decimal(view.aspect)))
    return Node("PerspectiveCamera", children=children)


def _triple(name: str, values: Floats) -> Node:
    pairs = zip("XYZ", values, strict=True)
    return Node(name, children=[Node(axis, text=decimal(value)) for axis, value in pairs])
