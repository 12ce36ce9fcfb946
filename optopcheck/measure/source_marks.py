"""What a city model says of its own quality, turned into doubts.

References
----------
.. [1] 3DBAG, attributes, https://docs.3dbag.nl/en/schema/attributes/
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from optopcheck.domain.measurement import Doubt
from optopcheck.domain.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

_ONE_STOREY = 3.0
"""How far a roof may have moved where the source says that the building changed or is unsure [m]."""
_YES, _NO = frozenset({"true", "1", "yes"}), frozenset({"false", "0", "no", "uncertain"})


@dataclass(frozen=True)
class SourceMarks:
    """Quality marks of one building at one level of detail."""

    errors: tuple[str, ...] = ()
    """Codes of val3dity: the body is invalid."""
    rmse: float | None = None
    """Of the roof against the point cloud it was made from [m]."""
    changed: bool = False
    """The building changed between two surveys of the country."""
    unreliable: bool = False
    """The source itself calls the reconstruction possibly wrong, or its point cloud outdated."""
    overlap: float = 0.0
    """Area shared with another building of the register [m2]."""

    def height_doubts(self) -> tuple[Doubt, ...]:
        """Return how far the roof may lie elsewhere [m]."""
        return tuple(Doubt(cause, amount) for cause, amount in self._roof())

    def volume_doubts(self, plan: float) -> tuple[Doubt, ...]:
        """Return what that means over an area [m3]; plan in m2."""
        return tuple(Doubt(cause, amount * plan) for cause, amount in self._roof())

    def area_doubts(self) -> tuple[Doubt, ...]:
        """Return how much of the plan may belong to another building [m2]."""
        if self.overlap <= 0:
            return ()
        cause = Text(
            "het pand overlapt in de BAG een ander pand", "the building overlaps another one in the register"
        )
        return (Doubt(cause, self.overlap),)

    def _roof(self) -> list[tuple[Text, float]]:
        found = []
        if self.rmse is not None:
            cause = Text(
                "afwijking van het dak ten opzichte van de puntenwolk (rmse van de bron)",
                "deviation of the roof from the point cloud (rmse of the source)",
            )
            found.append((cause, self.rmse))
        if self.changed:
            cause = Text(
                "het pand is volgens de bron veranderd tussen twee hoogtemetingen",
                "by the source the building changed between two height surveys",
            )
            found.append((cause, _ONE_STOREY))
        elif self.unreliable:
            cause = Text(
                "de bron noemt de reconstructie mogelijk onjuist of verouderd",
                "the source calls the reconstruction possibly wrong or outdated",
            )
            found.append((cause, _ONE_STOREY))
        return found


def read_marks(quality: Mapping[str, str] | None, lod: str) -> SourceMarks:
    """Read the marks of 3DBAG, of now and of before 2023, for a level of detail such as 2.2."""
    marks = {_plain(name): value for name, value in (quality or {}).items()}
    level = lod.replace(".", "")
    return SourceMarks(
        tuple(re.findall(r"\d+", marks.get(f"val3dity_lod{level}", ""))),
        _amount(marks.get(f"rmse_lod{level}")),
        any(name.startswith("mutatie_ahn") and value.lower() in _YES for name, value in marks.items()),
        any(marks.get(name, "").lower() in _NO for name in ("kwaliteitsindicator", "pw_actueel")),
        _amount(marks.get("bag_bag_overlap")) or 0.0,
    )


def _plain(name: str) -> str:
    return name.removeprefix("b3_").replace("_codes_", "_")


def _amount(text: str | None) -> float | None:
    try:
        value = float(text or "nan")
    except ValueError:
        return None
    return value if math.isfinite(value) and value >= 0 else None
