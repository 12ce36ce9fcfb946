"""In the child: which elements are drawn alike, number for number, so that the kernel draws them once."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from optopcheck.ifc.attributes import value
from optopcheck.ifc.selection import NO_BODY, has_body, sorted_elements

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

MOST_ENTITIES = 200
MOST_FACES = 12
"""A drawing of more entities or faces is not compared: that costs as much as drawing it again."""
_DEEPEST = 100
_BEAT = 500
"""A sign of life after so many elements."""
_DIGEST = 16
"""Bytes."""
_PRISM = 6.0
"""Faces of a box, and of what is not counted."""
_REFERENCE = re.compile(r"#(\d+)")
_POLYGONS = frozenset({"IfcArbitraryClosedProfileDef", "IfcArbitraryProfileDefWithVoids"})
_BREPS = frozenset(
    {"IfcFacetedBrep", "IfcFacetedBrepWithVoids", "IfcAdvancedBrep", "IfcAdvancedBrepWithVoids"}
)
_SURFACES = frozenset({"IfcFaceBasedSurfaceModel", "IfcShellBasedSurfaceModel"})
_TESSELLATIONS = frozenset(
    {"IfcTriangulatedFaceSet", "IfcTriangulatedIrregularNetwork", "IfcPolygonalFaceSet"}
)
SKINS = _SURFACES | {"IfcTriangulatedFaceSet", "IfcPolygonalFaceSet"}
"""Flat faces that need not close; opencascade turns each at random, the fast kernel as the file does."""


class _TooMuchError(Exception):
    """A drawing that is large, deep, in a circle or broken."""


@dataclass(frozen=True)
class Drawn:
    """What is drawn, of all that is drawn alike."""

    faces: float
    """A rough measure of the work of drawing it."""
    kinds: frozenset[str]
    """Its classes, behind all mappings."""
    flat: bool
    """Whether all of it is flat: prisms on polygons, and flat faces."""


class Drawings:
    """Compares the drawings of elements by all that the file says of them.

    Two drawings are alike if their entities hold the same texts, reference
    by reference; then the kernel makes the same triangles, bit for bit. No
    answer depends on what was asked before, or by which process.

    Parameters
    ----------
    model
        The opened model.
    """

    def __init__(self, model: Any) -> None:  # noqa: ANN401
        self._model = model
        self._known: dict[int, tuple[str, int] | None] = {}
        self._keys: dict[int, str] = {}
        self._weights: dict[int, float] = {}
        self._drawn: dict[str, Drawn] = {}

    def key(self, element: Any) -> str:  # noqa: ANN401
        """Return a word that is the same for all that is drawn alike."""
        step = element.id()
        if step not in self._keys:
            self._keys[step] = self._key(element)
        return self._keys[step]

    def drawn(self, element: Any) -> Drawn:  # noqa: ANN401
        """Return what is drawn of an element."""
        key = self.key(element)
        if key not in self._drawn:
            self._drawn[key] = Drawn(self._weight(element), drawn_kinds(element), is_polygonal(element))
        return self._drawn[key]

    def groups(self, elements: list[Any]) -> list[list[Any]]:
        """Return elements with like drawings together, the lowest id first."""
        found: defaultdict[str, list[Any]] = defaultdict(list)
        for element in elements:
            found[self.key(element)].append(element)
        ordered = (sorted(alike, key=lambda e: int(e.id())) for alike in found.values())
        return sorted(ordered, key=lambda alike: int(alike[0].id()))

    def write(self, path: Path) -> None:
        """Write what was compared."""
        drawn = {key: (one.faces, sorted(one.kinds), one.flat) for key, one in self._drawn.items()}
        path.write_text(json.dumps({"keys": self._keys, "drawn": drawn}), encoding="utf-8")

    def know(self, path: Path) -> None:
        """Take over what another process compared and wrote."""
        told = json.loads(path.read_text(encoding="utf-8"))
        self._keys.update((int(step), key) for step, key in told["keys"].items())
        for key, (faces, kinds, flat) in told["drawn"].items():
            self._drawn[key] = Drawn(faces, frozenset(kinds), flat)

    def _weight(self, element: Any) -> float:  # noqa: ANN401
        step = element.id()
        if step not in self._weights:
            self._weights[step] = weight(element)
        return self._weights[step]

    def _key(self, element: Any) -> str:  # noqa: ANN401
        shape = value(element, "Representation")
        alone = f"#{shape.id()}"
        if self._weight(element) > MOST_FACES:
            return alone
        try:
            views = [self._digest(view.id(), 0)[0] for view in value(shape, "Representations")]
        except (_TooMuchError, RuntimeError):  # RuntimeError: it refers to what is not there
            return alone
        items = [item for view in value(shape, "Representations") for item in value(view, "Items")]
        # Pieces of one colour are welded together, so colours count where there are pieces.
        colours = [_colours(item) for item in items] if len(items) > 1 else []
        return f"{' '.join(views)} {colours or ''}"

    def _digest(self, identity: int, depth: int) -> tuple[str, int]:
        """Return a digest of an entity with all that it refers to, and how many entities that are.

        What is referred to twice counts twice.
        """
        if identity not in self._known:
            if depth > MOST_ENTITIES:
                raise _TooMuchError
            # Text and reference in turns.
            said = _REFERENCE.split(str(self._model.by_id(identity)).partition("=")[2])
            count = 1
            for place in range(1, len(said), 2):
                said[place], behind = self._digest(int(said[place]), depth + 1)
                count += behind
                if count > MOST_ENTITIES:
                    self._known[identity] = None
                    raise _TooMuchError
            digest = blake2b("#".join(said).encode(), digest_size=_DIGEST).hexdigest()
            self._known[identity] = digest, count
        known = self._known[identity]
        if known is None:
            raise _TooMuchError
        return known


def compare(model: Any, path: Path, say: Callable[..., None]) -> None:  # noqa: ANN401
    """Compare all that may be a part of the building, and write it for the child that makes the plan."""
    drawings = Drawings(model)
    elements = [*sorted_elements(model).physical, *model.by_type("IfcSpace")]
    for count, element in enumerate(elements):
        if has_body(element):
            drawings.drawn(element)
        if count % _BEAT == 0:
            say(beat=count)
    drawings.write(path)


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
    kind = item.is_a()
    if kind == "IfcMappedItem" and depth < _DEEPEST:
        source = value(value(item, "MappingSource"), "MappedRepresentation")
        return sum(_faces(part, depth + 1) for part in value(source, "Items") or ())
    if kind in _BREPS:
        outer = value(item, "Outer")
        return _faces_of(outer) if outer is not None else 1.0
    if kind in _SURFACES:
        return sum(_faces_of(shell) for shell in item[0] or ())
    if kind in _TESSELLATIONS:
        return float(len(value(item, "Faces") or value(item, "CoordIndex") or ()))
    return _PRISM


def _faces_of(shell: Any) -> float:  # noqa: ANN401
    """Return to how many faces a shell refers, by its text: to make an object of each takes long."""
    return float(str(shell).partition("=")[2].count("#"))
