"""Is every part read? One that is not makes heights and volumes unknown, never smaller."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optopcheck.domain.building import Defect, Severity
from optopcheck.domain.text import Text
from optopcheck.ifc.fitness import ALL_MEASURED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from optopcheck.ifc.survey import Part

# A missing one of these changes no outline of the building.
_NOT_SHELL = (
    "IfcWindow", "IfcDoor", "IfcRailing", "IfcCovering", "IfcStair", "IfcStairFlight", "IfcRamp",
    "IfcRampFlight", "IfcFurniture", "IfcSpace", "IfcShadingDevice",
)  # fmt: skip
# Without one of these the outline is another; coverings, windows and doors lie on or in them.
_BOUNDING = (
    "IfcWall", "IfcSlab", "IfcRoof", "IfcColumn", "IfcBeam", "IfcMember", "IfcPlate", "IfcCurtainWall",
)  # fmt: skip
_SHOWN = 5


def is_shell(part: Part) -> bool:
    """Tell whether the outline of the building depends on an element."""
    return not part.plant and part.kind not in _NOT_SHELL


def unread(parts: Sequence[Part], reasons: Mapping[str, str]) -> list[Defect]:
    """Return the elements that have a drawing and gave no geometry: shell parts block, others are noted."""
    shell = [part for part in parts if is_shell(part)]
    plant = [part for part in parts if part.plant]
    other = [part for part in parts if not part.plant and not is_shell(part)]
    sorts = (
        ("IFC-GEOMETRY-UNREAD", Severity.ERROR, shell, ALL_MEASURED),
        ("IFC-PLANT-UNREAD", Severity.WARNING, plant, frozenset[str]()),
        ("IFC-GEOMETRY-UNREAD-MINOR", Severity.NOTE, other, frozenset[str]()),
    )
    return [
        _unread(code, severity, found, reasons, blocks) for code, severity, found, blocks in sorts if found
    ]


def shapeless(parts: Sequence[Part]) -> list[Defect]:
    """Return the shell parts of which nothing is drawn, nor of their pieces: a layer that was hidden."""
    empty = [p for p in parts if p.kind in _BOUNDING and not p.has_body and not p.has_parts]
    if not empty:
        return []
    shown = ", ".join(f"{part.kind} '{part.name or part.id}'" for part in empty[:_SHOWN])
    more = f" (+{len(empty) - _SHOWN})" if len(empty) > _SHOWN else ""
    return [
        Defect(
            "IFC-NO-SHAPE",
            Severity.ERROR,
            Text(
                f"van {len(empty)} bouwdelen bevat het model geen vorm: {shown}{more}",
                f"the model holds no shape of {len(empty)} parts: {shown}{more}",
            ),
            Text("zet de laag aan en exporteer opnieuw", "turn the layer on and export again"),
            tuple(part.id for part in empty),
            ALL_MEASURED,
        )
    ]


def plant_left_out(count: int) -> Defect:
    """Return: there are too many installations to read, and one may be the highest point."""
    return Defect(
        "IFC-PLANT-LEFT-OUT",
        Severity.WARNING,
        Text(
            f"{count} installaties en liften zijn niet gelezen; wat daarvan op het dak staat, telt niet mee",
            f"{count} installations and lifts were not read; those on the roof do not count",
        ),
        Text(
            "exporteer van de installaties alleen wat op het dak staat",
            "export of the installations only those on the roof",
        ),
    )


def _unread(
    code: str, severity: Severity, parts: Sequence[Part], reasons: Mapping[str, str], blocks: frozenset[str]
) -> Defect:
    shown = "; ".join(
        f"{part.kind} '{part.name}' {part.id}" + (f" ({reasons[part.id]})" if reasons.get(part.id) else "")
        for part in parts[:_SHOWN]
    )
    more = f" (+{len(parts) - _SHOWN})" if len(parts) > _SHOWN else ""
    return Defect(
        code,
        severity,
        Text(
            f"van {len(parts)} bouwdelen kon de geometrie niet worden gelezen: {shown}{more}",
            f"the geometry of {len(parts)} parts could not be read: {shown}{more}",
        ),
        Text(
            "herstel deze bouwdelen in het ontwerpprogramma en exporteer opnieuw",
            "repair these parts in the design program and export again",
        ),
        tuple(part.id for part in parts),
        blocks,
    )


def partly_read(parts: Sequence[Part], reasons: Mapping[str, str]) -> Defect:
    """Return: the kernel gave a shape and logged an error for it; it may be incomplete."""
    shell = any(is_shell(part) for part in parts)
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
