"""In the child: whether entities have as many values as their class has attributes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ifcopenshell

from optopcheck.ifc.damage import Damage

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_SHOWN = 3


def wrong_counts(schema: str, counts: Iterable[Sequence[str | int]]) -> tuple[Damage, ...]:
    """Return what has too few or too many values, or is of a class that only others are made of.

    Parameters
    ----------
    schema
        Name of the schema.
    counts
        Class, number of values and the number of the first entity for which that is so. Classes that the
        schema does not know are told by the parser.
    """
    known = ifcopenshell.ifcopenshell_wrapper.schema_by_name(schema)
    wrong, abstract = [], []
    for name, count, first in counts:
        try:
            entity = known.declaration_by_name(str(name)).as_entity()
        except RuntimeError:
            continue
        if entity is None or entity.is_abstract():
            abstract.append(f"#{first} {name}")
        elif entity.attribute_count() != count:
            wrong.append(f"#{first} {name}")
    return tuple(
        Damage(kind, len(found), tuple(found[:_SHOWN]))
        for kind, found in (("attributes", wrong), ("abstract", abstract))
        if found
    )
