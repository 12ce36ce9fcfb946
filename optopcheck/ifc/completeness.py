"""Is every part read? One that is not makes heights and volumes unknown, never smaller."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optopcheck.domain.building import Defect, Severity
from optopcheck.domain.text import Text
from optopcheck.ifc.fitness import ALL_MEASURED

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from optopcheck.ifc.survey import Part

# A missing one of these changes no outline of the building.
_NOT_SHELL = (
    "IfcWindow", "IfcDoor", "IfcRailing", "IfcCovering", "IfcStair", "IfcStairFlight", "IfcRamp",
    "IfcRampFlight", "IfcFurniture", "IfcSpace", "IfcShadingDevice",
)  # fmt: skip
_BOUNDING = (
    "IfcWall", "IfcSlab", "IfcRoof", "IfcCurtainWall", "IfcColumn", "IfcBeam", "IfcPlate", "IfcMember",
)  # fmt: skip
_SHOWN = 5


def is_shell(kind: str) -> bool:
    """Tell whether the outline of the building depends on an element of this class."""
    return kind not in _NOT_SHELL


def unread(parts: Sequence[Part], reasons: Mapping[str, str]) -> list[Defect]:
    """Return the elements that have a drawing and gave no geometry: shell parts block, others are noted."""
    shell = [part for part in parts if is_shell(part.kind)]
    other = [part for part in parts if not is_shell(part.kind)]
    return [
        *([_unread("IFC-GEOMETRY-UNREAD", Severity.ERROR, shell, reasons, ALL_MEASURED)] if shell else []),
        *(
            [_unread("IFC-GEOMETRY-UNREAD-MINOR", Severity.NOTE, other, reasons, frozenset())]
            if other
            else []
        ),
    ]


def shapeless(parts: Sequence[Part], read: Container[str]) -> list[Defect]:
    """Return the bounding elements of which nothing is drawn: a layer that was hidden.

    Parameters
    ----------
    parts
        All elements of the building.
    read
        Ids of those that gave geometry.
    """
    there = drawn(parts, read)
    empty = [p for p in parts if p.kind in _BOUNDING and not p.has_body and p.id not in there]
    if not empty:
        return []
    return [_unread("IFC-NO-SHAPE", Severity.ERROR, empty, {}, ALL_MEASURED)]


def drawn(parts: Sequence[Part], read: Container[str]) -> set[str]:
    """Return the ids of elements that gave geometry, or one of their pieces did, however deep."""
    wholes = {part.id: part.piece_of for part in parts}
    there: set[str] = set()
    for part in parts:
        step: str | None = part.id if part.id in read else None
        while step is not None and step not in there:
            there.add(step)
            step = wholes.get(step)
    return there


def _unread(
    code: str, severity: Severity, parts: Sequence[Part], reasons: Mapping[str, str], blocks: frozenset[str]
) -> Defect:
    shown = _shown(parts, reasons)
    return Defect(
        code,
        severity,
        Text(
            f"van {len(parts)} bouwdelen kon de geometrie niet worden gelezen: {shown}",
            f"the geometry of {len(parts)} parts could not be read: {shown}",
        ),
        Text(
            "herstel deze bouwdelen in het ontwerpprogramma en exporteer opnieuw",
            "repair these parts in the design program and export again",
        ),
        tuple(part.id for part in parts),
        blocks,
    )


def _shown(parts: Sequence[Part], reasons: Mapping[str, str]) -> str:
    """Return the first parts by class, name, GlobalId and reason."""
    shown = "; ".join(
        f"{part.kind} '{part.name}' {part.id}" + (f" ({reasons[part.id]})" if reasons.get(part.id) else "")
        for part in parts[:_SHOWN]
    )
    return shown + (f" (+{len(parts) - _SHOWN})" if len(parts) > _SHOWN else "")


def partly_read(parts: Sequence[Part], reasons: Mapping[str, str]) -> Defect:
    """Return: the kernel gave a shape and logged an error for it; it may be incomplete."""
    shell = any(is_shell(part.kind) for part in parts)
    defect = _unread("IFC-GEOMETRY-PARTLY", Severity.WARNING, parts, reasons, frozenset())
    return Defect(
        defect.code,
        Severity.ERROR if shell else Severity.NOTE,
        Text(
            defect.message.nl.replace("kon de geometrie niet", "kon de geometrie niet geheel"),
            defect.message.in_language("en").replace("could not be read", "could not be read completely"),
        ),
        defect.remedy,
        defect.elements,
        ALL_MEASURED if shell else frozenset(),
    )


def mended(parts: Sequence[Part], reasons: Mapping[str, str]) -> Defect:
    """Return: the kernel gave a shape at a second try; nothing of it is known to be missing."""
    return Defect(
        "IFC-GEOMETRY-MENDED",
        Severity.WARNING,
        Text(
            f"van {len(parts)} bouwdelen is de tekening niet zuiver; de rekenkern heeft ze hersteld: "
            f"{_shown(parts, reasons)}",
            f"the drawing of {len(parts)} parts is not clean; the kernel mended them: "
            f"{_shown(parts, reasons)}",
        ),
        Text(
            "kijk of deze bouwdelen goed getekend zijn; herstel ze anders in het ontwerpprogramma",
            "see whether these parts are drawn well; repair them in the design program if not",
        ),
        tuple(part.id for part in parts),
    )


def kernels_differ(names: Sequence[str]) -> Defect:
    """Return: two kernels draw an element of the sample differently, so the exact one drew all."""
    shown = ", ".join(names[:_SHOWN]) + (f" (+{len(names) - _SHOWN})" if len(names) > _SHOWN else "")
    return Defect(
        "IFC-KERNELS-DIFFER",
        Severity.NOTE,
        Text(
            f"twee rekenkernen tekenen {len(names)} bouwdelen verschillend ({shown}); "
            "daarom is het hele bestand met de nauwkeurige gelezen",
            f"two kernels draw {len(names)} parts differently ({shown}); "
            "therefore the exact one read the whole file",
        ),
        Text(
            "kijk of deze bouwdelen goed getekend zijn; aan de uitkomst verandert dit niets",
            "see whether these parts are drawn well; it changes nothing in the result",
        ),
        tuple(names),
    )
