"""Storeys that lie open: no roof on their walls, or no floor under them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optopcheck.domain.text import Text

if TYPE_CHECKING:
    from optopcheck.measure.survey import Survey


def open_reason(survey: Survey) -> Text:
    """Return which storeys lie open, and what is missing."""
    rooms = [(survey.name_of(level), survey.open_rooms[level.global_id]) for level in survey.open_levels]
    roofless = ", ".join(f"'{name}'" for name, room in rooms if room.lacks_roof)
    bare = ", ".join(f"'{name}'" for name, room in rooms if not room.lacks_roof)
    if roofless:
        return Text(
            f"boven de muren van {roofless} ligt geen dak of vloer; vul het model aan",
            f"no roof or floor lies on the walls of {roofless}; complete the model",
        )
    return Text(
        f"onder de muren van {bare} ligt geen vloer; vul het model aan",
        f"no floor lies under the walls of {bare}; complete the model",
    )
