"""The work on a case as a line of the journal: what was entered, where the files lie, and the variant."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from optopcheck.domain.entered import EnteredFact
from optopcheck.domain.repair import Repairs  # noqa: TC001  # the reader needs the types
from optopcheck.domain.scenario import Scenario  # noqa: TC001  # same
from optopcheck.domain.site import Origin  # noqa: TC001  # same
from optopcheck.dossier import NamedVariant  # noqa: TC001  # same
from optopcheck.records import KeptArrays, Reading, RecordError, StoredArrays, decode, encode
from optopcheck.service.inputs import CaseInput, DatumInput, StatementInput, sha256

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from optopcheck.domain.entered import EnteredValue
    from optopcheck.service.journals import Left

_KIND, _SAVED = "work", "saved"


@dataclass(frozen=True)
class Work:
    """A case and its variant: with these everything on the desk can be made again."""

    inputs: CaseInput
    scenario: Scenario
    on: date
    dossier: Path | None = None
    """Where it was saved or opened."""
    model_sha256: str = ""
    """Of the model as it was read."""
    variants: tuple[NamedVariant, ...] = ()
    """Kept beside the design."""

    @property
    def model_changed(self) -> bool:
        """Whether the model is another file than it was, or gone."""
        try:
            return bool(self.model_sha256) and sha256(self.inputs.model.read_bytes()) != self.model_sha256
        except OSError:
            return True


@dataclass(frozen=True)
class _Height:
    value: float
    origin: Origin
    tolerance: float | None = None
    definition: str | None = None


@dataclass(frozen=True)
class _Statement:
    paper: str
    bears: int
    by: str
    role: str


@dataclass(frozen=True)
class _Fact:
    name: str
    value: str
    """As JSON: a journal writes numbers as texts."""
    source: str
    note: str = ""


@dataclass(frozen=True)
class _Line:
    """`Work` with paths as texts."""

    model: str
    scenario: Scenario
    on: date
    aspects: tuple[str, ...] = ()
    neighbours: str | None = None
    plan: str | None = None
    repairs_file: str | None = None
    facts_file: str | None = None
    dossier: str | None = None
    model_sha256: str = ""
    building: str | None = None
    municipality: str | None = None
    plan_datum: _Height | None = None
    measuring_level: _Height | None = None
    statement: _Statement | None = None
    repairs: Repairs | None = None
    neighbours_service: str | None = None
    bag_id: str | None = None
    facts: tuple[_Fact, ...] = ()
    city_tiles: tuple[str, ...] = ()
    variants: tuple[NamedVariant, ...] = ()


_SAME = ("building", "municipality", "repairs", "neighbours_service", "bag_id")
_PATHS = ("neighbours", "plan", "repairs_file", "facts_file")


def work_action(work: Work) -> Mapping[str, object]:
    """Return the action for a journal."""
    inputs, statement = work.inputs, work.inputs.statement
    line = _Line(
        _told(inputs.model),
        work.scenario,
        work.on,
        tuple(_told(path) for path in inputs.aspects),
        dossier=None if work.dossier is None else _told(work.dossier),
        model_sha256=work.model_sha256,
        plan_datum=_height(inputs.plan_datum),
        measuring_level=_height(inputs.measuring_level),
        statement=None
        if statement is None
        else _Statement(_told(statement.paper), statement.bears, statement.by, statement.role),
        facts=tuple(
            _Fact(name, json.dumps(fact.value), fact.source, fact.note) for name, fact in inputs.facts
        ),
        city_tiles=tuple(_told(path) for path in inputs.city_tiles),
        variants=work.variants,
    )
    same: dict[str, Any] = {name: getattr(inputs, name) for name in _SAME}
    same |= {n: _told(p) for n in _PATHS if (p := getattr(inputs, n)) is not None}
    line = replace(line, **same)
    return {"kind": _KIND, "work": encode(line, array=KeptArrays())}


def saved_action() -> Mapping[str, object]:
    """Return the action that says that nothing of what stands before is unsaved."""
    return {"kind": _SAVED}


def is_saved(action: Mapping[str, object]) -> bool:
    """Tell whether an action says that everything was saved."""
    return action.get("kind") == _SAVED


def left_work(left: Left) -> Work | None:
    """Return the last state of the work that a run left; None where there is none, or it was saved."""
    for action in reversed(left.actions):
        if is_saved(action):
            return None
        if action.get("kind") == _KIND:
            try:
                return _work(decode(_Line, action.get("work"), Reading(array=StoredArrays({}, {}))))
            except (RecordError, ValueError):
                return None
    return None


def _work(line: _Line) -> Work:
    statement = line.statement
    inputs = CaseInput(
        Path(line.model),
        plan_datum=_datum(line.plan_datum),
        measuring_level=_datum(line.measuring_level),
        aspects=tuple(map(Path, line.aspects)),
        statement=None
        if statement is None
        else StatementInput(Path(statement.paper), statement.bears, statement.by, statement.role),
        facts=tuple((fact.name, _fact(fact)) for fact in line.facts),
        city_tiles=tuple(map(Path, line.city_tiles)),
    )
    same: dict[str, Any] = {name: getattr(line, name) for name in _SAME}
    same |= {n: Path(p) for n in _PATHS if (p := getattr(line, n)) is not None}
    dossier = None if line.dossier is None else Path(line.dossier)
    return Work(replace(inputs, **same), line.scenario, line.on, dossier, line.model_sha256, line.variants)


def _fact(fact: _Fact) -> EnteredFact:
    return EnteredFact(cast("EnteredValue", json.loads(fact.value)), fact.source, fact.note)


def _height(given: DatumInput | None) -> _Height | None:
    return None if given is None else _Height(given.value, given.origin, given.tolerance, given.definition)


def _datum(given: _Height | None) -> DatumInput | None:
    return None if given is None else DatumInput(given.value, given.origin, given.tolerance, given.definition)


def _told(path: Path) -> str:
    return str(path.absolute())
