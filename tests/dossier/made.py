"""Small dossiers made by hand, and what a forger would make of them."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from optopcheck.container import RECORD, Container, new_container
from optopcheck.container.record import record_of
from optopcheck.domain.scenario import Scenario
from optopcheck.domain.site import Origin
from optopcheck.dossier import (
    DOSSIER,
    CaseGiven,
    Dossier,
    GivenFile,
    HeightGiven,
    Parts,
    Settings,
    StatementGiven,
    new_dossier,
    read_dossier,
)
from optopcheck.service.inputs import sha256
from tests.records.made import rich_facts
from tests.service import made

if TYPE_CHECKING:
    from collections.abc import Callable

    from optopcheck.domain.assessment import Assessment


MODEL = b"ISO-10303-21; made up"
SETTINGS = Settings(
    CaseGiven(
        municipality="GM0637",
        plan_datum=HeightGiven(0.3, Origin.DESIGN, 0.05, "kruin van de weg"),
        statement=StatementGiven(1, "ir. B. Eeld", "constructeur"),
    ),
    Scenario(),
)


def assessment() -> Assessment:
    return of_model(replace(made.many_sided(), facts=rich_facts()))


def of_model(found: Assessment) -> Assessment:
    """Return an assessment as one of the model that goes into the dossier."""
    return replace(found, receipt=replace(found.receipt, inputs={"flat.ifc": sha256(MODEL)}))


def container(found: Assessment | None = None, **parts: object) -> Container:
    given: dict[str, object] = {
        "settings": SETTINGS,
        "inputs": (GivenFile("model", "flat (één).ifc", sha256(MODEL), MODEL),),
        "reports": {"rapport.txt": b"verslag"},
        "published": b"{}",
    }
    return new_dossier(found or assessment(), Parts(**{**given, **parts}))  # type: ignore[arg-type]


@cache
def content() -> bytes:
    return container().to_bytes(DOSSIER)


def dossier() -> Dossier:
    return read_dossier(content())


def members() -> dict[str, bytes]:
    whole = container()
    return {**whole.files, RECORD: whole.record}


def recorded(changed: dict[str, bytes]) -> dict[str, bytes]:
    """Return members with a record that fits them, as a forger would."""
    inner = {name: data for name, data in changed.items() if not name.startswith("RECORD.json")}
    return {**inner, RECORD: record_of(inner)}


def forged(name: str, change: Callable[[bytes], bytes]) -> Dossier:
    """Return the dossier with one file changed, and a record made to fit."""
    files = dict(container().files)
    files[name] = change(files[name])
    return read_dossier(new_container(files, DOSSIER).to_bytes(DOSSIER))


def edited(name: str, **values: object) -> Callable[[bytes], bytes]:
    """Return a change of some values of a JSON file."""
    del name
    return lambda raw: json.dumps({**json.loads(raw), **values}).encode()
