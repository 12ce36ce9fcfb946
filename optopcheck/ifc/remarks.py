"""What the kernel remarks on shapes that it drew whole: notes, in plain words, with the parts to look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optopcheck.domain.building import Defect, Severity
from optopcheck.domain.text import Text

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from optopcheck.ifc.survey import Part

_CUT = Text("een afsnijding of opening die niets wegneemt", "a cut or opening that takes nothing away")
_CROSSING = Text(
    "randen van een vlak die elkaar kruisen of dubbel liggen", "edges of a face that cross or lie double"
)
_SMALL = Text("punten of randen die samenvallen", "points or edges that fall together")
WORDS = {
    "GEO121": _CUT,
    "GEO132": _CUT,
    "GEO163": Text("vlakken die niet vlak zijn", "faces that are not flat"),
    "GEO169": _CROSSING,
    "GEO170": _CROSSING,
    "GEO200": Text("een vlak zonder oppervlakte", "a face without area"),
    "GEO276": _SMALL,
    "GEO279": _SMALL,
    "GEO280": _SMALL,
    "GEO281": _SMALL,
}
"""By the code of the warning: `optopcheck.ifc.log.REMARKS`."""
_SHOWN = 3


def kernel_remarks(parts: Sequence[Part], remarks: Mapping[str, Collection[str]]) -> list[Defect]:
    """Return a note for each kind of remark, with the parts that it is about."""
    concerned: dict[Text, list[Part]] = {}
    for part in parts:
        for words in dict.fromkeys(WORDS[code] for code in sorted(remarks.get(part.id, ()))):
            concerned.setdefault(words, []).append(part)
    return [_note(words, concerned[words]) for words in dict.fromkeys(WORDS.values()) if words in concerned]


def _note(words: Text, parts: Sequence[Part]) -> Defect:
    shown = "; ".join(f"{part.kind} '{part.name}' {part.id}" for part in parts[:_SHOWN])
    more = f" (+{len(parts) - _SHOWN})" if len(parts) > _SHOWN else ""
    count = len(parts)
    return Defect(
        "IFC-KERNEL-REMARK",
        Severity.NOTE,
        Text(
            f"{words.nl}, bij {count} {'bouwdeel' if count == 1 else 'bouwdelen'}: {shown}{more}",
            f"{words.in_language('en')}, at {count} part{'' if count == 1 else 's'}: {shown}{more}",
        ),
        Text(
            "de vorm is geheel gelezen; kijk of deze bouwdelen getekend zijn zoals u bedoelde",
            "the shape was read whole; see whether these parts are drawn as you meant them",
        ),
        tuple(part.id for part in parts),
    )
