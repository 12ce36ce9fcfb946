"""What a user knows of a building of a city model: heights, plan, statement and facts beside the solid."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from optopcheck.domain.job import InputError
from optopcheck.domain.text import Text
from optopcheck.service.datums import entered_datum, entered_measuring_level
from optopcheck.service.gardens import placed_gardens

if TYPE_CHECKING:
    from collections.abc import Mapping

    from optopcheck.domain.case import Case, StructuralStatement
    from optopcheck.domain.entered import EnteredFact
    from optopcheck.domain.mesh import Floats
    from optopcheck.domain.profile import MeasuringProfile
    from optopcheck.domain.site import Site
    from optopcheck.service.inputs import DatumInput
    from optopcheck.service.plan import PlanFile


@dataclass(frozen=True, eq=False)
class CityPapers:
    """Read papers, and values that were entered."""

    plan_datum: DatumInput | None = None
    measuring_level: DatumInput | None = None
    statement: StructuralStatement | None = None
    plan: PlanFile | None = None
    entered: Mapping[str, EnteredFact] = field(default_factory=dict)
    hashes: Mapping[str, str] = field(default_factory=dict)
    """SHA-256 of the papers by file name."""

    def completed(self, site: Site, profile: MeasuringProfile | None) -> Site:
        """Return the site with the heights and the plot that were entered."""
        reference, plan = site.georeference, self.plan
        datum = site.plan_datum if self.plan_datum is None else entered_datum(self.plan_datum, profile)
        return replace(
            site,
            plan_datum=datum,
            measuring_level=entered_measuring_level(self.measuring_level, profile),
            plot_boundary=plan.plot_boundary(reference, _in_no_model) if plan else None,
        )

    def put_in(self, case: Case, footprint: Floats) -> Case:
        """Return the case with its papers; a fact that a person entered stands before that of the source."""
        reference, plan = case.site.georeference, self.plan
        plots = plan.plots(reference, _in_no_model) if plan else ()
        return replace(
            case,
            structural_statement=self.statement,
            plan_limits=plan.placed(reference, _in_no_model) if plan else None,
            gardens=placed_gardens(plots, footprint, case.building, case.site, case.neighbours),
            entered={**case.entered, **self.entered},
        )


NO_PAPERS = CityPapers()


def _in_no_model(points: Floats) -> Floats:
    """Refuse coordinates of a model that is not there."""
    raise InputError(
        Text(
            f"een veelhoek van {len(points)} hoeken in het plan staat in de assen van een model, maar dit"
            " gebouw komt uit een stadsmodel: schrijf de veelhoek in RD",
            f"a polygon of {len(points)} corners in the plan is in the axes of a model, but this building"
            " comes from a city model: write the polygon in RD",
        )
    )
