"""In the child: which elements are drawn alike, number for number, so that the kernel draws them once."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from optopcheck.ifc.attributes import value
from optopcheck.ifc.selection import NO_BODY

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_ENTITIES = 200
MOST_FACES = 12
"""A drawing of more entities or faces is not compared: that costs as much as drawing it again."""
_DEEPEST = 100
_PRISM = 6.0
"""Faces of a box, and of what is not counted."""
_REFERENCE = re.compile(r"#(\d+)")
_POLYGONS = frozenset({"IfcArbitraryClosedProfileDef", "IfcArbitraryProfileDefWithVoids"})
SKINS = frozenset(
    {
        "IfcFaceBasedSurfaceModel",
        "IfcShellBasedSurfaceModel",
        "IfcTriangulatedFaceSet",
        "IfcPolygonalFaceSet",
    }
)
"""Flat faces that need not close; opencascade turns each at random, the fast kernel as the file does."""


class _TooMuchError(Exception):
    """A drawing that is large, deep, in a circle or broken."""


class Drawings:
    """Compares the drawings of elements by all that the file says of them.

    Two drawings are alike if their entities hold the same texts, reference
    by reference; then the kernel makes the same triangles, bit for bit.

    Parameters
    ----------
    model
        The opened model.
    """

    def __init__(self, model: Any) -> None:  # noqa: ANN401
        self._model = model
        self._known: dict[int, int] = {}
        self._texts: dict[tuple[Any, ...], int] = {}
        self._left = 0
        self._weights: dict[int, float] = {}

    def weight(self, element: Any) -> float:  # noqa: ANN401
        """Return a rough measure of the work of drawing an element: its faces."""
        number = element.id()
        if number not in self._weights:
            self._weights[number] = weight(element)
        return self._weights[number]

    def groups(self, elements: list[Any]) -> list[list[Any]]:
        """Return elements with like drawings together, the lowest id first."""
        found: defaultdict[object, list[Any]] = defaultdict(list)
        for element in elements:
            found[self._key(element)].append(element)
        ordered = (sorted(alike, key=lambda e: int(e.id())) for alike in found.values())
        return sorted(ordered, key=lambda alike: int(alike[0].id()))

    def _key(self, element: Any) -> object:  # noqa: ANN401
        shape = value(element, "Representation")
        if self.weight(element) > MOST_FACES:
            return shape.id()
        self._left = MOST_ENTITIES
        try:
            views = [self._number(view.id(), 0) for view in value(shape, "Representations")]
        except (_TooMuchError, RuntimeError):  # RuntimeError: it refers to what is not there
            return shape.id()
        items = [item for view in value(shape, "Representations") for item in value(view, "Items")]
        # Pieces of one colour are welded together, so colours count where there are pieces.
        colours = [_colours(item) for item in items] if len(items) > 1 else []
        return tuple(views), tuple(colours)

    def _number(self, identity: int, depth: int) -> int:
        """Return the number of an entity: the same for all that hold the same."""
        known = self._known.get(identity)
        if known is None:
            self._left -= 1
            if self._left < 0 or depth > _DEEPEST:
                raise _TooMuchError
            # Text and reference in turns.
            said = _REFERENCE.split(str(self._model.by_id(identity)).partition("=")[2])
            said[1::2] = [self._number(int(to), depth + 1) for to in said[1::2]]
            known = self._known[identity] = self._texts.setdefault(tuple(said), len(self._texts))
        return known


def _colours(item: Any) -> tuple[int, ...]:  # noqa: ANN401
    styled = value(item, "StyledByItem") or ()
    return tuple(colour.id() for style in styled for colour in style.Styles or ())


def is_polygonal(element: Any) -> bool:  # noqa: ANN401
    """Tell whether all that is drawn of an element is flat: prisms on polygons, and flat faces."""
    leaves = list(_leaves(element))
    return bool(leaves) and all(_is_flat(item) for item in leaves)


def drawn_kinds(element: Any) -> frozenset[str]:  # noqa: ANN401
    """Return the classes of what is drawn of an element, behind all mappings."""
    return frozenset("" if item is None else str(item.is_a()) for item in _leaves(element))


def _leaves(element: Any) -> Iterator[Any]:  # noqa: ANN401
    """Yield what is drawn of an element, None for what is empty or too deep."""
    views = value(value(element, "Representation"), "Representations")
    for view in views:
        if value(view, "RepresentationIdentifier") not in NO_BODY:
            for item in value(view, "Items") or (None,):
                yield from _behind(item, 0)


def _behind(item: Any, depth: int) -> Iterator[Any]:  # noqa: ANN401
    if item is None or depth > _DEEPEST or not item.is_a("IfcMappedItem"):
        yield None if depth > _DEEPEST else item
        return
    source = value(value(item, "MappingSource"), "MappedRepresentation")
    for part in value(source, "Items") or (None,):
        yield from _behind(part, depth + 1)


def _is_flat(item: Any) -> bool:  # noqa: ANN401
    if item is None:
        return False
    kind = item.is_a()
    if kind == "IfcExtrudedAreaSolid":
        return _is_polygon(value(item, "SweptArea"))
    return kind == "IfcFacetedBrep" or kind in SKINS


def _is_polygon(profile: Any) -> bool:  # noqa: ANN401
    if profile is None or value(profile, "ProfileType") != "AREA":
        return False
    if profile.is_a() == "IfcRectangleProfileDef":
        return True
    if profile.is_a() not in _POLYGONS:
        return False
    curves = (profile.OuterCurve, *(getattr(profile, "InnerCurves", None) or ()))
    return all(curve is not None and curve.is_a("IfcPolyline") for curve in curves)


def weight(element: Any) -> float:  # noqa: ANN401
    """Return a rough measure of the work of drawing an element: its faces."""
    views = value(value(element, "Representation"), "Representations")
    return sum(_faces(item, 0) for view in views for item in value(view, "Items") or ())


def _faces(item: Any, depth: int) -> float:  # noqa: ANN401
    if item.is_a("IfcExtrudedAreaSolid"):
        return _PRISM
    if item.is_a("IfcMappedItem") and depth < _DEEPEST:
        source = value(value(item, "MappingSource"), "MappedRepresentation")
        return sum(_faces(part, depth + 1) for part in value(source, "Items") or ())
    if item.is_a("IfcManifoldSolidBrep"):
        outer = value(item, "Outer")
        return float(len(value(outer, "CfsFaces") or ())) if outer is not None else 1.0
    if item.is_a("IfcShellBasedSurfaceModel") or item.is_a("IfcFaceBasedSurfaceModel"):
        return float(sum(len(value(shell, "CfsFaces")) for shell in item[0] or ()))
    if item.is_a("IfcTessellatedFaceSet"):
        return float(len(value(item, "Faces") or value(item, "CoordIndex") or ()))
    return _PRISM
