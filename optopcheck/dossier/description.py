"""What a dossier says of itself: how the case was set up, which files and packs it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from optopcheck.domain.repair import Repairs
    from optopcheck.domain.scenario import Scenario
    from optopcheck.domain.site import Origin

FORMAT = "optopcheck-dossier"
FORMAT_VERSION = 1


@dataclass(frozen=True)
class HeightGiven:
    """A height reference as it was entered."""

    value: float
    """[m]"""
    origin: Origin
    tolerance: float | None = None
    definition: str | None = None


@dataclass(frozen=True)
class StatementGiven:
    """Who says how many storeys the structure bears; the paper itself is an input."""

    bears: int
    by: str
    role: str


@dataclass(frozen=True)
class CaseGiven:
    """All that was entered beside files."""

    building: str | None = None
    municipality: str | None = None
    plan_datum: HeightGiven | None = None
    measuring_level: HeightGiven | None = None
    statement: StatementGiven | None = None
    repairs: Repairs | None = None
    bag_id: str | None = None
    neighbours_fetched: bool = False
    """Whether the neighbours came from a service; what came is an input."""


@dataclass(frozen=True)
class Settings:
    """With these and the inputs the facts can be made again."""

    case: CaseGiven
    scenario: Scenario
    sun_every: int | None = None


@dataclass(frozen=True)
class InputFile:
    """One file that the case was made of."""

    role: str
    """model, aspect, neighbours, plan, statement, repairs or facts."""
    name: str
    """As it was called, without its folder."""
    sha256: str
    member: str | None = None
    """Where it lies in the dossier; None: not enclosed."""


@dataclass(frozen=True)
class PackUsed:
    """One pack of rules."""

    name: str
    version: str
    sha256: str
    rules: tuple[str, ...]
    member: str | None = None
    """The bundle in the dossier; None for a pack in Python that was installed as a program."""


@dataclass(frozen=True)
class Description:
    """The content of dossier.json."""

    format: str
    format_version: int
    report_id: str
    """SHA-256 of receipt.json."""
    reference_date: date
    versions: Mapping[str, str]
    settings: Settings
    inputs: tuple[InputFile, ...]
    packs: tuple[PackUsed, ...]
