"""A variant written into a model, and that model opened again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from optopcheck import service
from optopcheck.domain.assessment import Assessment, Receipt
from optopcheck.domain.facts import Facts, Situation
from optopcheck.domain.measurement import Measurements
from optopcheck.domain.scenario import Scenario, Setback
from optopcheck.domain.text import Text
from optopcheck.optop import add_storeys
from optopcheck.service.facts import measure_situation
from optopcheck.service.inputs import CaseInput

if TYPE_CHECKING:
    from pathlib import Path

DAY = date(2026, 7, 2)
SCENARIO = Scenario(setback=Setback.all_round(0.5), parapet=0.3)


@dataclass(frozen=True)
class Written:
    source: Path
    result: Path
    assessment: Assessment
    again: service.OpenedCase
    remarks: tuple[Text, ...]

    @property
    def proposed(self) -> Situation:
        return self.assessment.facts.proposed


def assessed(source: Path, scenario: Scenario = SCENARIO) -> Assessment:
    """Measure a design on a model, without any rule or sun."""
    opened = service.open_case(CaseInput(source), rules=service.load_rules(DAY))
    case = opened.case
    design = add_storeys(case.building, scenario, case.site)
    proposed, _ = measure_situation(design, case.site, opened.profile)
    nothing = Situation(None, Measurements.none(Text("niet nodig")))
    facts = Facts(case, scenario, opened.measured_existing, nothing, proposed)
    return Assessment(facts, (), Receipt(DAY, {"optopcheck": "0"}, dict(opened.hashes), ()))


def write(source: Path, folder: Path, scenario: Scenario = SCENARIO) -> Written:
    assessment, result = assessed(source, scenario), folder / "variant.ifc"
    remarks = service.write_ifc(assessment, CaseInput(source), result)
    again = service.open_case(CaseInput(result), rules=service.load_rules(DAY))
    return Written(source, result, assessment, again, remarks)
