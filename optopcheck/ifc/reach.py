"""How far the shape of an element can reach from where it is placed, without drawing it: never too little."""

from __future__ import annotations

from typing import Any

import numpy as np

from optopcheck.ifc.selection import NO_BODY

_MOST = 400
"""A shape of more entities than this is drawn: looking at all of them takes as long."""
_NESTED = 4.0
"""Placements within one item: of a solid, of its profile, of a directrix, of an operand."""
FAR = float("inf")


class Reach:
    """Bounds on shapes; what many elements share is looked at once.

    Parameters
    ----------
    model
        The opened model.
    scale
        Metres per unit.
    """

    def __init__(self, model: Any, scale: float) -> None:  # noqa: ANN401
        self._model, self._scale = model, scale
        self._known: dict[int, float] = {}

    def of(self, element: Any) -> float:  # noqa: ANN401
        """Return the radius of a ball around its placement that holds its shape [m]; `FAR` if not known."""
        shape = getattr(element, "Representation", None)
        views = (shape.Representations or ()) if shape is not None else ()
        drawn = (view for view in views if view.RepresentationIdentifier not in NO_BODY)
        return self._scale * max((self._of_view(view) for view in drawn), default=0.0)

    def _of_view(self, view: Any) -> float:  # noqa: ANN401
        if view.id() not in self._known:
            self._known[view.id()] = FAR  # a view that holds itself has no end
            self._known[view.id()] = max((self._of_item(item) for item in view.Items or ()), default=FAR)
        return self._known[view.id()]

    def _of_item(self, item: Any) -> float:  # noqa: ANN401
        if not item.is_a("IfcMappedItem"):
            return self._of_shape(item)
        target, source = item.MappingTarget, item.MappingSource
        scales = (getattr(target, name, None) for name in ("Scale", "Scale2", "Scale3"))
        larger = max((abs(scale) for scale in scales if scale is not None), default=1.0)
        within = _size(source.MappingOrigin) + self._of_view(source.MappedRepresentation)
        return _size(target) + max(larger, 1.0) * within

    def _of_shape(self, item: Any) -> float:  # noqa: ANN401
        parts = self._model.traverse(item)
        if len(parts) > _MOST:
            return FAR
        places = {p.id() for p in map(_location, parts) if p is not None}
        frames = points = lengths = 0.0
        for part in parts:
            if part.is_a("IfcCartesianPoint"):
                away = float(np.linalg.norm(part.Coordinates))
                frames, points = (
                    (max(frames, away), points) if part.id() in places else (frames, max(points, away))
                )
            elif part.is_a("IfcCartesianPointList"):
                points = max(points, float(np.linalg.norm(part.CoordList, axis=1).max(initial=0.0)))
            elif not part.is_a("IfcDirection"):
                lengths = max([lengths, *(abs(value) for value in part if isinstance(value, float))])
        return _NESTED * frames + points + 2.0 * lengths


def _location(part: Any) -> Any | None:  # noqa: ANN401
    """Return the point at which a placement or a transformation lies, None of anything else."""
    if part.is_a("IfcPlacement"):
        return part.Location
    return part.LocalOrigin if part.is_a("IfcCartesianTransformationOperator") else None


def _size(frame: Any) -> float:  # noqa: ANN401
    place = _location(frame)
    return 0.0 if place is None else float(np.linalg.norm(getattr(place, "Coordinates", FAR)))
