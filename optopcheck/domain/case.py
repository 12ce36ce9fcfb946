"""The case (*zaak*): what the user opens and saves."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from optopcheck.domain.entered import refused
from optopcheck.domain.mesh import Floats, frozen_floats
from optopcheck.domain.model_frame import SAME_FRAME, ModelFrame
from optopcheck.domain.site import Site

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from optopcheck.domain.building import Building, Garden, Neighbour
    from optopcheck.domain.entered import EnteredFact
    from optopcheck.domain.proposal import Proposal
    from optopcheck.domain.repair import Repairs
    from optopcheck.domain.rule import LegalSource, Limit


@dataclass(frozen=True)
class StructuralStatement:
    """A signed statement on the structure (*constructieve verklaring*): recorded, never judged."""

    bears_extra_storeys: int
    by: str
    role: str
    sha256: str
    """Of the paper."""
    file_name: str
    dated: date | None = None

    def __post_init__(self) -> None:
        if self.bears_extra_storeys < 0:
            raise ValueError("a structure cannot bear fewer than zero extra storeys")
        if not self.by.strip() or not self.role.strip():
            raise ValueError("a structural statement needs the name and the role of who makes it")


@dataclass(frozen=True, eq=False)
class PlanLimits:
    """What the plan allows on this plot (*planregels*); each limit with its article."""

    source: LegalSource
    building_zone: Floats | None = None
    """*Bouwvlak*: polygon (n, 2) in the local frame [m]."""
    building_zone_article: str | None = None
    max_building_height: Limit | None = None
    max_eaves_height: Limit | None = None
    max_storeys: Limit | None = None

    def __post_init__(self) -> None:
        if self.building_zone is not None:
            polygon = frozen_floats(self.building_zone, -1, 2)
            if len(polygon) < len("abc") or np.ptp(polygon, axis=0).min() <= 0:
                raise ValueError("the bouwvlak needs at least three corners that span an area")
            if not self.building_zone_article:
                raise ValueError("the bouwvlak needs its article")
            object.__setattr__(self, "building_zone", polygon)

    def limits(self) -> Iterator[Limit]:
        """Yield the limits that were entered."""
        for limit in (self.max_building_height, self.max_eaves_height, self.max_storeys):
            if limit is not None:
                yield limit

    def places(self) -> frozenset[str]:
        """Articles of everything that was entered, the building zone included."""
        zone = {self.building_zone_article} if self.building_zone_article else set()
        return frozenset({limit.place for limit in self.limits()} | zone)


@dataclass(frozen=True, eq=False)
class Case:
    """Site, existing building, neighbours and papers."""

    building: Building
    site: Site = Site()
    neighbours: tuple[Neighbour, ...] = ()
    neighbours_credit: str | None = None
    """Attribution that the source of the neighbours asks for."""
    structural_statement: StructuralStatement | None = None
    plan_limits: PlanLimits | None = None
    repairs: Repairs | None = None
    """What the user put right in the model."""
    gardens: tuple[Garden, ...] = ()
    """The plot itself and those of neighbours, as they were entered."""
    entered: Mapping[str, EnteredFact] = field(default_factory=dict)
    """What a person knows, by the name that rules give it."""
    frame: ModelFrame = SAME_FRAME
    """How the coordinates of the model became those of the building."""
    proposal: Proposal | None = None
    """The designer's own model of the new situation."""

    def __post_init__(self) -> None:
        why = refused(self.entered)
        if why is not None:
            raise ValueError(str(why))
