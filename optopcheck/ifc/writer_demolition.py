"""In the child: marks what a design takes away; the marked entities themselves stay as they are."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import numpy as np

from optopcheck.domain.job import InputError
from optopcheck.domain.text import Text
from optopcheck.ifc.demolition import CUT, CUT_HEIGHT, CUT_SET, GONE
from optopcheck.ifc.placement import PlacementError
from optopcheck.ifc.survey import plain_kind

if TYPE_CHECKING:
    from optopcheck.ifc.placement import Placements
    from optopcheck.ifc.writer_relations import Relations
    from optopcheck.ifc.writer_shapes import Shapes

_WITH_STATUS = frozenset(
    {
        "Beam", "BuildingElementProxy", "Chimney", "Column", "Covering", "CurtainWall", "Door", "Footing",
        "Member", "Pile", "Plate", "Railing", "Ramp", "RampFlight", "Roof", "ShadingDevice", "Slab", "Stair",
        "StairFlight", "Wall", "Window",
    }
)  # fmt: skip
"""Classes whose ``Pset_...Common`` holds a Status since IFC4."""
_STATUSES = ("NEW", "EXISTING", "DEMOLISH", "TEMPORARY", "OTHER", "NOTKNOWN", "UNSET")
_WHY = Text("gaat weg voor de optoplaag; in het model zelf is niets gewijzigd").nl


class Marks:
    """Marks what goes in one model."""

    def __init__(self, model: Any, relations: Relations, file: str) -> None:  # noqa: ANN401
        self._model, self._relations, self._file = model, relations, file

    def take_away(self, names: list[str]) -> None:
        """Put what goes in a group, with a property set, and a Status where the schema offers it."""
        if not names:
            return
        things = [self._found(name) for name in names]
        self._group("sloop voor de optoplaag", GONE, things)
        values = {"Status": "DEMOLISH", "Toelichting": _WHY}
        singles = [self._single(name, "IfcText", value) for name, value in values.items()]
        self._relations.describe("gone", things, "Optopcheck sloop", singles)
        if self._model.schema != "IFC2X3":
            self._status(things)

    def cut_off(self, cuts: list[dict[str, Any]], shapes: Shapes, placements: Placements) -> None:
        """Give each part that is cut an opening over all that goes of it."""
        openings = []
        for cut in cuts:
            part = self._found(cut["part"])
            opening = self._opening(cut, part, shapes, placements)
            self._relations.void(cut["id"], part, opening)
            height = self._single(CUT_HEIGHT, "IfcLengthMeasure", cut["height"] / shapes.scale)
            self._relations.describe(f"cut/{cut['id']}", [opening], CUT_SET, [height])
            openings.append(opening)
        if openings:
            self._group("afgesneden voor de optoplaag", CUT, openings)

    def _opening(self, cut: dict[str, Any], part: Any, shapes: Shapes, placements: Placements) -> Any:  # noqa: ANN401
        matrix, above = np.eye(4), getattr(part, "ObjectPlacement", None)
        matrix[:3, 3] = cut["shape"]["corner"]
        try:
            base = np.eye(4) if above is None else placements.world(above)
        except PlacementError:
            above, base = None, np.eye(4)
        return self._relations.entity(
            "IfcOpeningElement",
            cut["id"],
            Name="snede voor de optoplaag",
            ObjectPlacement=shapes.placement(above, np.linalg.inv(base) @ matrix),
            Representation=shapes.body(cut["shape"]),
        )

    def _status(self, things: list[Any]) -> None:
        """Say DEMOLISH in the common set of a class, unless one stands there: a second may not."""
        by_set: dict[str, list[Any]] = defaultdict(list)
        for thing in things:
            kind = plain_kind(thing.is_a()).removeprefix("Ifc")
            if kind in _WITH_STATUS and f"Pset_{kind}Common" not in _sets(thing):
                by_set[f"Pset_{kind}Common"].append(thing)
        make = self._model.create_entity
        for name, found in sorted(by_set.items()):
            known = make("IfcPropertyEnumeration", "PEnum_ElementStatus", [self._label(s) for s in _STATUSES])
            status = make("IfcPropertyEnumeratedValue", "Status", None, [self._label("DEMOLISH")], known)
            self._relations.describe(f"status/{name}", found, name, [status])

    def _group(self, name: str, kind: str, things: list[Any]) -> None:
        group = self._relations.root("IfcGroup", kind, Name=name, ObjectType=kind)
        self._relations.root(
            "IfcRelAssignsToGroup", f"members/{kind}", RelatedObjects=things, RelatingGroup=group
        )

    def _single(self, name: str, kind: str, value: str | float) -> Any:  # noqa: ANN401
        return self._model.create_entity(
            "IfcPropertySingleValue", Name=name, NominalValue=self._model.create_entity(kind, value)
        )

    def _label(self, value: str) -> Any:  # noqa: ANN401
        return self._model.create_entity("IfcLabel", value)

    def _found(self, name: str) -> Any:  # noqa: ANN401
        """Return an entity by its GlobalId, or by the line that tells two of the same id apart."""
        guid, _, line = name.partition("#")
        try:
            return self._model.by_id(int(line)) if line else self._model.by_guid(guid)
        except RuntimeError as error:  # what the library raises for an id that is not there
            raise InputError(
                Text(
                    f"een bouwdeel dat weggaat ({name}) staat niet in {self._file} maar in een ander bestand "
                    "van het gebouw; daarin schrijft optopcheck niet",
                    f"a part that goes ({name}) stands not in {self._file} but in another file of the "
                    "building; optopcheck does not write into that",
                )
            ) from error


def _sets(thing: Any) -> set[str]:  # noqa: ANN401
    found = set()
    for relation in getattr(thing, "IsDefinedBy", None) or ():
        definition = getattr(relation, "RelatingPropertyDefinition", None)
        found.add(str(getattr(definition, "Name", "")))
    return found
