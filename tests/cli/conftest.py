from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from optopcheck import service
from optopcheck.api.testing import make_measurements
from optopcheck.domain.case import Case
from optopcheck.domain.facts import Situation
from optopcheck.rules import RuleSet
from tests.dossier.made import container, of_model
from tests.service import made

if TYPE_CHECKING:
    from pathlib import Path

    from optopcheck.domain.assessment import Assessment


class Desk:
    """Stands in for the work behind the command line; keeps what it was asked."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.inputs: list[service.CaseInput] = []
        self.scenarios: list[Any] = []
        self.days: list[Any] = []
        self.walks: list[int | None] = []
        self.answer: Assessment = made.many_sided()
        self.failure: BaseException | None = None
        self.measured = Situation(made.flat(), make_measurements(building_height=made.height(9.5)))
        monkeypatch.setattr(service, "load_rules", lambda *_: RuleSet(self.answer.receipt.plugins, ()))
        monkeypatch.setattr(service, "open_case", self.open)
        monkeypatch.setattr(service, "assess", self.assess)
        monkeypatch.setattr(service, "make_dossier", lambda *_, **__: container(of_model(self.answer)))

    def open(self, inputs: service.CaseInput, *_: Any) -> service.OpenedCase:
        self.inputs.append(inputs)
        if self.failure is not None:
            raise self.failure
        case = Case(self.measured.building or made.flat(), made.place())
        return service.OpenedCase(case, {}, {}, self.measured, None)

    def assess(self, _opened: Any, scenario: Any, on: Any, *_: Any, sun_every: int | None) -> Assessment:
        self.walks.append(sun_every)
        self.scenarios.append(scenario)
        self.days.append(on)
        return self.answer


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(monkeypatch)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    return tmp_path
