"""What the user hands in, and the reading of the small papers among it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from optopcheck.domain.case import StructuralStatement
from optopcheck.domain.job import InputError
from optopcheck.domain.site import Origin, is_municipality_code
from optopcheck.domain.text import Text

if TYPE_CHECKING:
    from pathlib import Path

    from optopcheck.domain.entered import EnteredFact
    from optopcheck.domain.repair import Repairs


CITY_MODELS = (".json", ".jsonl", ".ndjson")
"""Ends of the names of CityJSON files."""


@dataclass(frozen=True)
class StatementInput:
    """A statement on the structure as the user enters it."""

    paper: Path
    bears: int
    """Extra storeys that the structure bears."""
    by: str
    role: str


@dataclass(frozen=True)
class DatumInput:
    """A height reference as the user enters it."""

    value: float
    """In the heights of the model: NAP where the model has a map conversion [m]."""
    origin: Origin = Origin.ENTERED
    tolerance: float | None = None
    """Of a survey, plus or minus; None if it was not given [m]."""
    definition: str | None = None
    """In the words of the plan; None: as the measuring profile defines it."""


@dataclass(frozen=True)
class CaseInput:
    """The files and values of which a case is made."""

    model: Path
    building: str | None = None
    """Which building, where the model holds more than one."""
    municipality: str | None = None
    """CBS code, e.g. ``GM0637``."""
    plan_datum: DatumInput | None = None
    """*Peil*."""
    neighbours: Path | None = None
    statement: StatementInput | None = None
    plan: Path | None = None
    measuring_level: DatumInput | None = None
    """*Meetniveau* (Bbl, bijlage I)."""
    aspects: tuple[Path, ...] = ()
    """Other files of the same building; `model` leads."""
    repairs_file: Path | None = None
    """What the user puts right in the model, as a file."""
    repairs: Repairs | None = None
    """The same, entered directly; may not contradict the file."""
    neighbours_service: str | None = None
    """Address of a 3DBAG service, from which the neighbours are fetched instead."""
    bag_id: str | None = None
    """Number of the building in the BAG, by which the city model is rid of it."""
    facts_file: Path | None = None
    """Facts that a person knows, as a file."""
    facts: tuple[tuple[str, EnteredFact], ...] = ()
    """The same, entered directly; may not contradict the file."""
    proposal: Path | None = None
    """The designer's own model of the new situation."""
    city_tiles: tuple[Path, ...] = ()
    """Tiles of a city model around the building; where `model` is a tile itself, the others."""

    @property
    def is_of_city_model(self) -> bool:
        """Whether the building comes out of a city model, until an IFC replaces it."""
        return self.model.suffix.lower() in CITY_MODELS

    @property
    def subject(self) -> tuple[Path, str | None]:
        """What the case is about: the same with other papers is the same case."""
        return self.model, self.building if self.is_of_city_model else None

    @property
    def title(self) -> str:
        """What the case is called: its model, or the building of a city model."""
        return self.building if self.is_of_city_model and self.building else self.model.name


def read_paper(path: Path, what: Text) -> bytes:
    """Return the bytes of a file; `what` names it in a message.

    Raises
    ------
    InputError
        If the file is not there, cannot be read or is empty.
    """
    try:
        plain = not path.exists() or path.is_file()  # a pipe would never end
        content = path.read_bytes() if plain else b""
    except (OSError, ValueError) as error:
        said = getattr(error, "strerror", None) or error
        raise InputError(
            Text(
                f"{what.nl} '{path}' is niet te lezen ({said}); controleer naam en map",
                f"{what.in_language('en')} '{path}' cannot be read ({said}); check name and folder",
            )
        ) from error
    if not plain:
        raise InputError(
            Text(
                f"{what.nl} '{path}' is geen gewoon bestand; geef het bestand zelf",
                f"{what.in_language('en')} '{path}' is no plain file; give the file itself",
            )
        )
    if not content:
        raise InputError(
            Text(
                f"{what.nl} '{path}' is leeg; geef het volledige bestand",
                f"{what.in_language('en')} '{path}' is empty; give the whole file",
            )
        )
    return content


def sha256(content: bytes) -> str:
    """Return the SHA-256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def read_statement(given: StatementInput) -> StructuralStatement:
    """Record who says how many storeys the structure bears, with the hash of the paper.

    Raises
    ------
    InputError
        If the paper cannot be read, or a name or role is missing.
    """
    content = read_paper(given.paper, Text("de constructieve verklaring", "the structural statement"))
    for option, value in (("--by", given.by), ("--role", given.role)):
        if not value.strip():
            raise InputError(
                Text(
                    f"de constructieve verklaring '{given.paper.name}' mist wie haar aflegt: geef {option}",
                    f"the structural statement '{given.paper.name}' lacks who makes it: give {option}",
                )
            )
    if given.bears < 0:
        raise InputError(
            Text(
                f"een constructie draagt geen {given.bears} bouwlagen; geef --bears 0 of meer",
                f"a structure cannot bear {given.bears} storeys; give --bears 0 or more",
            )
        )
    return StructuralStatement(
        given.bears, given.by.strip(), given.role.strip(), sha256(content), given.paper.name
    )


def checked_municipality(code: str | None) -> str | None:
    """Return the municipality code in capitals.

    Raises
    ------
    InputError
        If it is no CBS code.
    """
    if code is None:
        return None
    capitals = code.strip().upper()
    if not (capitals.isascii() and is_municipality_code(capitals)):
        raise InputError(
            Text(
                f"'{code}' is geen gemeentecode; schrijf GM en vier cijfers, bijvoorbeeld GM0637",
                f"'{code}' is not a municipality code; write GM and four digits, e.g. GM0637",
            )
        )
    return capitals
