"""In the child: attributes by their place in the class; the library takes ten times as long by name.

Where a class has no such attribute, the library even looks through its rules for one that computes it.
"""

from __future__ import annotations

from typing import Any

_FORWARD, _INVERSE = 1, 2
_BY_NAME, _BACKWARDS, _ABSENT = -1, -2, -3
_places: dict[tuple[str, str], int] = {}


def value(entity: Any, name: str) -> Any:  # noqa: ANN401 -- ifcopenshell is untyped
    """Return an attribute, also an inverse one; None where the class has none of that name.

    Parameters
    ----------
    entity
        Of an opened model.
    name
        Of the attribute.
    """
    kind = entity.is_a(True)  # noqa: FBT003 -- with its schema; the library takes no name for it
    place = _places.get((kind, name))
    if place is None:
        place = _places[kind, name] = _place(entity, name)
    if place >= 0:
        return entity.get_argument(place)
    if place == _BACKWARDS:
        return entity._get_inverse(name)  # noqa: SLF001 -- what the library itself calls
    return None if place == _ABSENT else getattr(entity, name, None)


def _place(entity: Any, name: str) -> int:  # noqa: ANN401
    category = entity.get_attribute_category(name)
    if category == _FORWARD:
        return int(entity.get_argument_index(name))
    return _BACKWARDS if category == _INVERSE else _BY_NAME if hasattr(entity, name) else _ABSENT
