"""In the child: what a design takes away, marked in the copy of its model, and read back from there.

Nothing that stands in the model is changed. What goes is put in a group, and bears a property set; what is
cut off gets an opening, as any viewer shows it, whose height the reader takes for its own cut.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

GONE, CUT = "optopcheck: sloop", "optopcheck: snede"
"""ObjectType of the two groups: who else uses such words means something else."""
CUT_SET, CUT_HEIGHT = "Optopcheck snede", "Hoogte in het model"


@dataclass(frozen=True)
class Demolition:
    """What the model says of it."""

    gone: frozenset[int] = frozenset()
    """Entities that are no longer there: parts, rooms, storeys."""
    cuts: dict[int, float] = field(default_factory=dict)
    """World height [m] above which an entity is no longer there."""

    def kept(self, things: list[Any]) -> list[Any]:
        """Return what is still there, in its order."""
        return [thing for thing in things if thing.id() not in self.gone] if self.gone else things


def read_demolition(model: Any, scale: float) -> Demolition:  # noqa: ANN401 -- ifcopenshell is untyped
    """Return what a variant that optopcheck wrote takes away; of any other model that is nothing.

    Parameters
    ----------
    model
        The opened model.
    scale
        Metres per unit of length.
    """
    gone: set[int] = set()
    cuts: dict[int, float] = {}
    for group in model.by_type("IfcGroup"):
        if group.ObjectType == GONE:
            gone |= {thing.id() for thing in _members(group)}
        elif group.ObjectType == CUT:
            for opening in _members(group):
                height = _height(opening)
                for relation in getattr(opening, "VoidsElements", None) or ():
                    if height is not None:
                        cuts[relation.RelatingBuildingElement.id()] = height * scale
    return Demolition(frozenset(gone), cuts)


def _members(group: Any) -> Iterator[Any]:  # noqa: ANN401
    for relation in getattr(group, "IsGroupedBy", None) or ():
        yield from relation.RelatedObjects or ()


def _height(opening: Any) -> float | None:  # noqa: ANN401
    for relation in getattr(opening, "IsDefinedBy", None) or ():
        found = getattr(relation, "RelatingPropertyDefinition", None)
        if found is not None and found.is_a("IfcPropertySet") and found.Name == CUT_SET:
            for single in found.HasProperties:
                if single.Name == CUT_HEIGHT:
                    return float(single.NominalValue.wrappedValue)
    return None
