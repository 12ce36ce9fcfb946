"""In the child: parts that are put together, or contained, in a circle."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from optopcheck.ifc.damage import Damage

if TYPE_CHECKING:
    from collections.abc import Iterator

_WHOLES = (
    ("IfcRelAggregates", "RelatingObject", "RelatedObjects"),
    ("IfcRelNests", "RelatingObject", "RelatedObjects"),
    ("IfcRelContainedInSpatialStructure", "RelatingStructure", "RelatedElements"),
    ("IfcRelVoidsElement", "RelatingBuildingElement", "RelatedOpeningElement"),
)
_SHOWN = 3


def circles(model: Any) -> frozenset[int]:  # noqa: ANN401 -- ifcopenshell is untyped
    """Return the numbers of the things that are a part of themselves, by however many steps."""
    wholes: dict[int, set[int]] = {}
    for part, whole in _pairs(model):
        wholes.setdefault(part, set()).add(whole)
    # What has no whole is in no circle, nor is what only such things are made into.
    left = True
    while left:
        left = False
        for part in list(wholes):
            wholes[part] = {whole for whole in wholes[part] if whole in wholes}
            if not wholes[part]:
                del wholes[part]
                left = True
    return frozenset(part for part in wholes if _returns(part, wholes))


def _returns(start: int, wholes: dict[int, set[int]]) -> bool:
    seen: set[int] = set()
    ahead = list(wholes[start])
    while ahead:
        step = ahead.pop()
        if step == start:
            return True
        if step not in seen:
            seen.add(step)
            ahead += wholes.get(step, ())
    return False


def _pairs(model: Any) -> Iterator[tuple[int, int]]:  # noqa: ANN401
    for kind, whole, parts in _WHOLES:
        for relation in model.by_type(kind):
            one: Any = getattr(relation, whole, None)
            many: Any = getattr(relation, parts, None)
            for part in many if isinstance(many, tuple) else (many,):
                if hasattr(one, "id") and hasattr(part, "id"):
                    yield part.id(), one.id()


def circle_damage(numbers: frozenset[int]) -> tuple[Damage, ...]:
    """Return them as damage."""
    if not numbers:
        return ()
    return (Damage("part", len(numbers), tuple(f"#{number}" for number in sorted(numbers)[:_SHOWN])),)
