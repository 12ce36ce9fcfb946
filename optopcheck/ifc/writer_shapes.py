"""In the child: placements and bodies, in the unit of the model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from optopcheck.domain.mesh import Floats

_STRAIGHT = 1e-12


class Shapes:
    """Makes geometry in one model.

    Parameters
    ----------
    model
        The opened model.
    scale
        Metres per unit of length.
    """

    def __init__(self, model: Any, scale: float) -> None:  # noqa: ANN401
        self._model, self.scale = model, scale
        self._context = _body_context(model)

    def placement(self, above: Any, matrix: Floats) -> Any:  # noqa: ANN401
        """Return a placement within another (None: the world) by its matrix (4, 4) [m]."""
        model = self._model
        axes: dict[str, Any] = {"Location": self._point(matrix[:3, 3])}
        if np.abs(matrix[:3, :3] - np.eye(3)).max() > _STRAIGHT:
            axes["Axis"] = model.create_entity("IfcDirection", _floats(matrix[:3, 2]))
            axes["RefDirection"] = model.create_entity("IfcDirection", _floats(matrix[:3, 0]))
        return model.create_entity(
            "IfcLocalPlacement",
            PlacementRelTo=above,
            RelativePlacement=model.create_entity("IfcAxis2Placement3D", **axes),
        )

    def body(self, shape: dict[str, Any]) -> Any:  # noqa: ANN401
        """Return the representation of a prism or of triangles, from the corner of its box."""
        corner = np.array(shape["corner"])
        if "prism" in shape:
            kind, items = "SweptSolid", [self._swept(p, corner, shape["height"]) for p in shape["prism"]]
        else:
            kind, items = "Brep", [self._brep(np.array(shape["vertices"]) - corner, shape["faces"])]
        body = self._model.create_entity("IfcShapeRepresentation", self._context, "Body", kind, items)
        return self._model.create_entity("IfcProductDefinitionShape", Representations=[body])

    def _swept(self, profile: dict[str, Any], corner: Floats, height: float) -> Any:  # noqa: ANN401
        model = self._model
        outer = self._ring(profile["outer"], corner)
        if profile["holes"]:
            holes = [self._ring(hole, corner) for hole in profile["holes"]]
            area = model.create_entity("IfcArbitraryProfileDefWithVoids", "AREA", None, outer, holes)
        else:
            area = model.create_entity("IfcArbitraryClosedProfileDef", "AREA", None, outer)
        at = model.create_entity("IfcAxis2Placement3D", Location=self._point(np.zeros(3)))
        up = model.create_entity("IfcDirection", (0.0, 0.0, 1.0))
        return model.create_entity("IfcExtrudedAreaSolid", area, at, up, float(height / self.scale))

    def _ring(self, ring: list[list[float]], corner: Floats) -> Any:  # noqa: ANN401
        points = [self._point(np.array(point) - corner[:2]) for point in ring]
        return self._model.create_entity("IfcPolyline", [*points, points[0]])

    def _brep(self, vertices: Floats, faces: list[list[int]]) -> Any:  # noqa: ANN401
        model = self._model
        points = [self._point(vertex) for vertex in vertices]
        made = []
        for face in faces:
            loop = model.create_entity("IfcPolyLoop", [points[k] for k in face])
            bound = model.create_entity("IfcFaceOuterBound", loop, True)  # noqa: FBT003 -- the schema's
            made.append(model.create_entity("IfcFace", [bound]))
        return model.create_entity("IfcFacetedBrep", model.create_entity("IfcClosedShell", made))

    def _point(self, place: Floats) -> Any:  # noqa: ANN401
        return self._model.create_entity("IfcCartesianPoint", _floats(place / self.scale))


def _floats(values: Floats) -> tuple[float, ...]:
    # Below a micrometre lies only what turning back and forth left.
    return tuple(round(float(value), 9) + 0.0 for value in values)


def _body_context(model: Any) -> Any:  # noqa: ANN401
    contexts = sorted(model.by_type("IfcGeometricRepresentationContext"), key=lambda c: c.id())
    for found in contexts:
        if found.is_a("IfcGeometricRepresentationSubContext") and found.ContextIdentifier == "Body":
            return found
    spatial = [c for c in contexts if (c.ContextType or "").lower() in ("model", "design")]
    whole = [c for c in contexts if not c.is_a("IfcGeometricRepresentationSubContext")]
    return next(iter(spatial or whole or contexts))
