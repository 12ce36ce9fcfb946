"""In the child: what of an element is drawn, by itself or in its pieces."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

# Curves and plans that are drawn beside the body.
_NO_BODY = ("Axis", "FootPrint", "Plan", "Annotation", "Box", "CoG", "Reference", "Clearance", "Lighting")

_FLAT_TYPES = ("Curve", "Curve3D", "GeometricCurveSet", "Point", "PointCloud", "BoundingBox")
_FLAT_ITEMS = ("IfcGeometricCurveSet", "IfcCurve", "IfcPoint", "IfcAnnotationFillArea", "IfcTextLiteral")


def has_body(element: Any) -> bool:  # noqa: ANN401
    """Tell whether a solid or surface is drawn, not only an axis or a plan."""
    shape = getattr(element, "Representation", None)
    views = (shape.Representations or ()) if shape is not None else ()
    return any(_is_solid(view) for view in views if view.RepresentationIdentifier not in _NO_BODY)


def _is_solid(view: Any) -> bool:  # noqa: ANN401
    kind = view.RepresentationType or ""
    if "2D" in kind or kind in _FLAT_TYPES:
        return False
    # A view without items should have had some: it counts as a body that cannot be read.
    return not view.Items or not all(any(item.is_a(flat) for flat in _FLAT_ITEMS) for item in view.Items)


def pieces(element: Any) -> Iterator[Any]:  # noqa: ANN401
    """Yield what an element is put together from, however deep; a circle in the model ends the walk."""
    seen, queue = {element.id()}, [element]
    while queue:
        whole = queue.pop()
        for relation in getattr(whole, "IsDecomposedBy", None) or ():
            fresh = [part for part in relation.RelatedObjects if part.id() not in seen]
            seen.update(part.id() for part in fresh)
            queue += fresh
            yield from fresh
