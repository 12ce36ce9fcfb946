"""A dossier as a case to go on with: its files laid out again, its facts and findings as they were."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from optopcheck.service.dossiers import open_dossier
from optopcheck.service.opened import OpenedCase
from optopcheck.service.replaying import case_input

if TYPE_CHECKING:
    from pathlib import Path

    from optopcheck.dossier import Dossier
    from optopcheck.rules import RuleSet
    from optopcheck.service.inputs import CaseInput


@dataclass(frozen=True, eq=False)
class Reopened:
    """What lay in a dossier."""

    dossier: Dossier
    inputs: CaseInput
    opened: OpenedCase


def reopen_dossier(path: Path, place: Path) -> Reopened:
    """Open a dossier to go on with; nothing is measured anew, no rule is run.

    Parameters
    ----------
    path
        The dossier.
    place
        A folder for its files, made where it is not there. Files that the dossier only names are looked
        for beside it.

    Raises
    ------
    InputError
        If it is no dossier, or a file of the case is missing or another one.
    """
    dossier = open_dossier(path)
    place.mkdir(parents=True, exist_ok=True)
    inputs = case_input(dossier, place, path.parent)
    facts, receipt = dossier.facts, dossier.receipt
    # An assessment studies the sun itself, or takes it over from the earlier one.
    measured = replace(facts.existing, sun={})
    opened = OpenedCase(
        facts.case, receipt.inputs, receipt.versions, measured, receipt.profile, inputs.neighbours
    )
    return Reopened(dossier, inputs, opened)


def packs_differ(dossier: Dossier, rules: RuleSet) -> bool:
    """Tell whether other packs take part now than in a dossier, or other versions of them."""
    then = {(pack.name, pack.version, pack.sha256) for pack in dossier.description.packs}
    return then != {(pack.name, pack.version, pack.sha256) for pack in rules.plugins}
