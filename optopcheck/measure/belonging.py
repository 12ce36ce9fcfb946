"""Who counts: parts of the building, subordinate parts, and loose parts beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.domain.building import SHELL_KINDS

if TYPE_CHECKING:
    from optopcheck.domain.building import Element
    from optopcheck.domain.profile import SubordinateParts
    from optopcheck.measure.survey import Survey

ELEMENT_REACH = 1.5
"""Elements further from the body than this do not belong to it [m]."""
LOOSE_REACH = 0.3
"""Trees, poles and other things that bound no building belong to it only where they touch it [m]."""
LARGE_PART = 4.0
"""A chimney or cowl is smaller in plan than this [m2]."""
_PLANT = (
    "IfcDistribution", "IfcFlow", "IfcEnergy", "IfcUnitary", "IfcTransport", "IfcElectric", "IfcAir",
    "IfcChiller", "IfcCooling", "IfcCondenser", "IfcFan", "IfcTank", "IfcBoiler", "IfcSolar", "IfcDuct",
    "IfcPipe", "IfcEvaporative", "IfcUnit", "IfcBuildingElementProxy",
)  # fmt: skip
_LOOSE = (
    "IfcFurni", "IfcSystemFurniture", "IfcGeographic", "IfcCivil", "IfcDiscreteAccessory", "IfcFastener",
    "IfcMechanicalFastener", "IfcVibration", "IfcSign", "IfcKerb", "IfcPavement", "IfcEarthworks", "IfcRail",
    "IfcTrack", "IfcCourse", "IfcGeotechnical", "IfcMooring", "IfcNavigation", "IfcImpactProtection",
)  # fmt: skip
"""Classes of what is no building, which stand on one all the same where an export gave them wrongly."""


@dataclass(frozen=True, eq=False)
class Belonging:
    """The elements of a building, sorted."""

    parts: tuple[Element, ...]
    """At the body and not subordinate."""
    subordinate: tuple[Element, ...]
    """Left out by the profile."""
    disputed: tuple[Element, ...]
    """Called subordinate, or no building by their class, but counted: for what or how large they are,
    or how high they rise."""
    plant: tuple[Element, ...]
    """Installations and lifts above the roof: they count until a plan leaves them out."""
    strays: tuple[Element, ...]
    """Away from the body."""


def sort_elements(survey: Survey) -> Belonging:
    """Sort the elements of a building under its profile."""
    rules = survey.profile.subordinate
    roof = _roof_height(survey)
    drawn = tuple(e for e in survey.building.elements if not e.mesh.is_empty)
    called = {e.global_id for e in drawn if _is_called(e, rules)}
    counted = {e.global_id for e in drawn if e.global_id in called and _counts_after_all(e, rules, roof)}
    left = [e for e in drawn if e.global_id in called - counted]
    rest = [e for e in drawn if e.global_id not in called - counted]
    reach = survey.outline.grown(ELEMENT_REACH).meets(e.mesh for e in rest)
    touch = survey.outline.grown(LOOSE_REACH).meets(e.mesh for e in rest)
    near = [t if e.kind not in SHELL_KINDS else r for e, r, t in zip(rest, reach, touch, strict=True)]
    if survey.outline.is_empty:
        # No body and no floor to stand at: then everything counts.
        near = [True] * len(rest)
    parts = tuple(e for e, here in zip(rest, near, strict=True) if here)
    return Belonging(
        parts,
        tuple(left),
        tuple(e for e in parts if e.global_id in counted or _is_loose(e)),
        tuple(e for e in parts if _is_plant(e) and float(e.mesh.bounds[1, 2]) > roof),
        tuple(e for e, here in zip(rest, near, strict=True) if not here),
    )


def _roof_height(survey: Survey) -> float:
    """Height of the main roof, or of the top of the body where it is pitched [m]."""
    main = survey.main_roof
    if main is not None:
        return main.level
    return max((plane.highest for plane in survey.planes), default=np.inf)


def _is_called(element: Element, rules: SubordinateParts) -> bool:
    return element.kind in rules.kinds or any(
        re.search(pattern, element.name, re.IGNORECASE) for pattern in rules.name_patterns
    )


def _counts_after_all(element: Element, rules: SubordinateParts, roof: float) -> bool:
    """Tell whether a part counts though it is called subordinate.

    A wall, slab or roof is never left out for its name alone, nothing as large as a room for its kind,
    and nothing that rises further than the cap above the roof.
    """
    by_kind = element.kind in rules.kinds
    too_high = rules.cap is not None and float(element.mesh.bounds[1, 2]) > roof + rules.cap
    return (element.kind in SHELL_KINDS and not by_kind) or _plan_size(element) > LARGE_PART or too_high


def _is_plant(element: Element) -> bool:
    return element.kind.startswith(_PLANT)


def _is_loose(element: Element) -> bool:
    # IfcRailing is a part of a building, IfcRail is not.
    return element.kind.startswith(_LOOSE) and not element.kind.startswith("IfcRailing")


def _plan_size(element: Element) -> float:
    """Area of the box around an element, seen from above [m2]."""
    width, depth, _ = element.mesh.bounds[1] - element.mesh.bounds[0]
    return float(width * depth)
