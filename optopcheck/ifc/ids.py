"""A model against an IDS file (buildingSMART IDS 1.0): does it hold what a check needs."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from optopcheck.domain.job import InputError, no_progress
from optopcheck.domain.text import Text
from optopcheck.ifc.asking import ask
from optopcheck.ifc.preflight import check_is_file, prepare

if TYPE_CHECKING:
    from optopcheck.domain.job import Progress

_CHECKING = Text("model controleren op aanlevereisen", "checking the model against the requirements")


class IdsOutcome(StrEnum):
    """What came of one specification."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_APPLICABLE = "not_applicable"
    """Nothing in the model that it speaks of: nothing was judged."""

    @property
    def label(self) -> Text:
        """What the reader is told."""
        return _LABELS[self]


_LABELS = {
    IdsOutcome.PASSED: Text("in orde", "passed"),
    IdsOutcome.FAILED: Text("niet in orde", "failed"),
    IdsOutcome.NOT_APPLICABLE: Text("niet van toepassing, niet beoordeeld", "not applicable, not judged"),
}


@dataclass(frozen=True)
class IdsSpecification:
    """One specification and what came of it."""

    name: str
    """In the language of the IDS file."""
    outcome: IdsOutcome
    reason: Text
    checked: int
    """Number of elements that it speaks of."""
    failing: tuple[str, ...] = ()
    """GlobalIds; ``#12`` for what has none."""
    instructions: str = ""
    """What to do, in the language of the IDS file."""


@dataclass(frozen=True)
class IdsReport:
    """A model against an IDS file."""

    title: str
    schema: str
    """Of the model."""
    specifications: tuple[IdsSpecification, ...]

    @property
    def passed(self) -> bool:
        """True if something was judged and nothing failed."""
        outcomes = {specification.outcome for specification in self.specifications}
        return IdsOutcome.FAILED not in outcomes and IdsOutcome.PASSED in outcomes


def own_ids() -> Path:
    """Return the IDS file that comes with the program: *geschikt voor een optoptoets*."""
    return Path(str(files("optopcheck.resources") / "ids" / "optoptoets.ids"))


def check_ids(path: Path, ids: Path | None = None, progress: Progress = no_progress) -> IdsReport:
    """Check a model against an IDS file, in a child process.

    Parameters
    ----------
    path
        An .ifc or .ifczip file.
    ids
        An IDS 1.0 file; the one of the program if none is given.
    progress
        May raise `CancelledError`.

    Raises
    ------
    InputError
        If one of the two cannot be read.
    """
    path = Path(path)
    wanted = Path(ids) if ids is not None else own_ids()
    check_is_file(path)
    if not wanted.is_file():
        raise InputError(
            Text(f"{wanted} bestaat niet; geef een IDS-bestand", f"{wanted} does not exist; give an IDS file")
        )
    with tempfile.TemporaryDirectory(prefix="optopcheck-") as folder:
        plain = prepare(path, Path(folder)).resolve()
        job = {"model": str(plain), "file": path.name, "folder": folder, "ids": str(wanted.resolve())}
        report = ask(job, Path(folder), _CHECKING, progress)
    return IdsReport(
        report["title"],
        report["schema"],
        tuple(_judged(found, report["schema"]) for found in report["specifications"]),
    )


def _judged(found: dict[str, Any], schema: str) -> IdsSpecification:
    checked, failing = len(found["applicable"]), tuple(found["failing"])
    outcome, reason = IdsOutcome.PASSED, _all_right(checked)
    if not found["for_schema"]:
        outcome, reason = IdsOutcome.NOT_APPLICABLE, _other_schema(schema)
    elif checked == 0 and found["required"]:
        outcome, reason = IdsOutcome.FAILED, _nothing_there()
    elif checked == 0 and not found["forbidden"]:
        # The library calls this passed; nothing was looked at.
        outcome, reason = IdsOutcome.NOT_APPLICABLE, _nothing_to_judge()
    elif not found["met"]:
        failing = failing or tuple(found["applicable"])
        outcome, reason = IdsOutcome.FAILED, _unmet(found["unmet"], len(failing), checked)
    return IdsSpecification(found["name"], outcome, reason, checked, failing, found["instructions"])


def _all_right(checked: int) -> Text:
    return Text(f"{checked} gecontroleerd, alle in orde", f"{checked} checked, all in order")


def _other_schema(schema: str) -> Text:
    return Text(f"geldt niet voor schema {schema}", f"does not hold for schema {schema}")


def _nothing_there() -> Text:
    return Text("het model bevat er geen", "the model holds none")


def _nothing_to_judge() -> Text:
    return Text("het model bevat er geen; er is niets beoordeeld", "the model holds none; nothing was judged")


def _unmet(unmet: list[list[str]], failing: int, checked: int) -> Text:
    what = ", ".join(name for _, name in unmet)
    if not what:
        return Text(f"{failing} aanwezig, mag niet", f"{failing} present, not allowed")
    return Text(
        f"{failing} van {checked}: {what} ontbreekt, is leeg of anders dan gevraagd",
        f"{failing} of {checked}: {what} is missing, empty or other than asked",
    )
