"""What lights up in the picture for a number, and the words of the legend beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from optopcheck.domain.measurement import Measurement
from optopcheck.gui import work

if TYPE_CHECKING:
    from optopcheck.domain.facts import Situation
    from optopcheck.domain.mesh import Mesh
    from optopcheck.domain.quantity import Quantity
    from optopcheck.domain.text import Language


@dataclass(frozen=True, eq=False)
class Lighting:
    """Elements, faces and what was left out; the legend is empty where no number was chosen."""

    ids: tuple[str, ...] = ()
    """Elements, storeys, neighbours or observation points."""
    faces: tuple[Mesh, ...] = ()
    """Faces or outlines that made the number."""
    excluded: tuple[str, ...] = ()
    """GlobalIds of what was left out of the number."""
    counted: str = ""
    """What the first colour stands for."""
    left_out: str = ""
    """What the second colour stands for."""


def of_number(
    quantity: Quantity, situation: Situation, language: Language, part: int | None = None
) -> Lighting:
    """Return what lights up for a number, or for one of its parts."""
    value = situation.measured.get(quantity)
    if not isinstance(value, Measurement):
        return Lighting(value.elements, counted=work.counted(quantity, value, language))
    excluded = (*value.excluded, *(e for group in situation.left_out for e in group.elements))
    ids, mesh, words = value.elements, value.geometry, work.counted(quantity, value, language)
    if part is not None:
        chosen = value.parts[part]
        ids, mesh, words = chosen.elements, chosen.geometry, work.counted_part(quantity, chosen, language)
    left_out = work.unlit_words(situation, value.excluded, language)
    return Lighting(ids, () if mesh is None else (mesh,), excluded, words, left_out)
