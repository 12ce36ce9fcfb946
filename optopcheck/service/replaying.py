"""Replays a dossier: the rules on the stored facts (L1), and the facts from the enclosed files (L2)."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from optopcheck.domain.assessment import Assessment
from optopcheck.domain.job import InputError, Progress, no_progress
from optopcheck.domain.text import Text
from optopcheck.dossier import changed_facts, changed_findings
from optopcheck.rules import AskedPack, check, load_again, not_asked
from optopcheck.service.assessing import assess, versions_now
from optopcheck.service.dossiers import open_dossier
from optopcheck.service.inputs import CaseInput, DatumInput, StatementInput, sha256
from optopcheck.service.opening import open_case
from optopcheck.service.rule_files import rule_store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optopcheck.domain.assessment import Overall
    from optopcheck.dossier import ChangedFinding, Dossier, FactDifference, HeightGiven, InputFile
    from optopcheck.rules import FoundAgain, RuleSet


@dataclass(frozen=True, eq=False)
class Replay:
    """What came out of doing it again."""

    dossier: Dossier
    packs: tuple[FoundAgain, ...]
    versions: tuple[tuple[str, str, str], ...]
    """Libraries with another version here: name, then, now."""
    findings: tuple[ChangedFinding, ...]
    """On the stored facts."""
    overall: Overall
    """On the stored facts."""
    facts: tuple[FactDifference, ...] | None = None
    """Measured anew; None where that was not asked."""
    new_findings: tuple[ChangedFinding, ...] = ()
    """On the facts that were measured anew: only those with another verdict."""
    absent: tuple[str, ...] = ()
    """Packs that take part here without being asked, and did not in the dossier."""
    problems: tuple[Text, ...] = field(default=())
    """What in the dossier does not belong together."""

    @property
    def ran(self) -> bool:
        """Whether every rule of the dossier could be run."""
        return all(pack.runs for pack in self.packs)

    @property
    def equal(self) -> bool:
        """Whether nothing differs beyond its limit, and no verdict changes."""
        return (
            self.ran
            and all(pack.same for pack in self.packs)
            and not (self.findings or self.new_findings or self.problems)
            and self.overall == self.dossier.assessment.overall
            and all(difference.within for difference in self.facts or ())
        )


def replay(
    path: Path,
    *,
    facts_only: bool = False,
    inputs: Path | None = None,
    progress: Progress = no_progress,
) -> Replay:
    """Replay a dossier with the packs enclosed in it and the same programs installed here.

    Parameters
    ----------
    path
        The dossier.
    facts_only
        Only run the rules on the stored facts; else the facts are made anew from the files as well.
    inputs
        Folder with the files of the case, where the dossier only names them.
    progress
        Called throughout.

    Raises
    ------
    InputError
        If it is no dossier, or a file of the case is missing or another one.
    """
    dossier = open_dossier(path)
    asked = asked_packs(dossier)
    on = dossier.receipt.reference_date
    rules, packs = load_again(asked, rule_store().knowledge(), on)
    outcomes = check(rules, dossier.facts, on, progress)
    again = Assessment(dossier.facts, outcomes, dossier.receipt)
    facts: tuple[FactDifference, ...] | None = None
    new: tuple[ChangedFinding, ...] = ()
    if not facts_only:
        measured = _measured_anew(dossier, rules, inputs, progress)
        facts = changed_facts(dossier.facts, measured.facts)
        changed = changed_findings(outcomes, measured.outcomes)
        new = tuple(found for found in changed if found.verdict_changes)
    return Replay(
        dossier,
        packs,
        _other_versions(dossier),
        changed_findings(dossier.outcomes, outcomes),
        again.overall,
        facts,
        new,
        not_asked(asked),
        dossier.problems,
    )


def asked_packs(dossier: Dossier) -> tuple[AskedPack, ...]:
    """Return the packs that a dossier rests on, with their bundles."""
    return tuple(
        AskedPack(
            pack.name,
            pack.version,
            pack.sha256,
            pack.rules,
            None if pack.member is None else dossier.files.get(pack.member, b""),
        )
        for pack in dossier.description.packs
    )


def _measured_anew(dossier: Dossier, rules: RuleSet, folder: Path | None, progress: Progress) -> Assessment:
    settings = dossier.description.settings
    with _case_input(dossier, folder) as inputs:
        opened = open_case(inputs, progress, rules)
        on = dossier.receipt.reference_date
        return assess(opened, settings.scenario, on, progress, rules, sun_every=settings.sun_every)


@contextmanager
def _case_input(dossier: Dossier, folder: Path | None) -> Iterator[CaseInput]:
    with tempfile.TemporaryDirectory(prefix="optopcheck-replay-") as place:
        yield case_input(dossier, Path(place), folder)


def case_input(dossier: Dossier, place: Path, folder: Path | None = None) -> CaseInput:
    """Lay the files of the case under `place`, each in a folder of its own, and return what the case was.

    Parameters
    ----------
    dossier
    place
        A folder that is there.
    folder
        Where the files are that the dossier only names.

    Raises
    ------
    InputError
        If a file of the case is missing or another one.
    """
    given = dossier.description.settings.case
    paths: dict[str, list[Path]] = {}
    for number, file in enumerate(dossier.description.inputs):
        own = place / str(number)
        own.mkdir(exist_ok=True)
        (own / file.name).write_bytes(_content(dossier, file, folder))
        paths.setdefault(file.role, []).append(own / file.name)
    single = {role: found[0] for role, found in paths.items()}
    if "model" not in single:
        raise InputError(Text("dit dossier noemt geen model", "this dossier names no model"))
    statement, paper = given.statement, single.get("statement")
    return CaseInput(
        single["model"],
        given.building,
        given.municipality,
        _datum(given.plan_datum),
        single.get("neighbours"),
        StatementInput(paper, statement.bears, statement.by, statement.role) if statement and paper else None,
        single.get("plan"),
        _datum(given.measuring_level),
        tuple(paths.get("aspect", ())),
        single.get("repairs"),
        given.repairs,
        bag_id=given.bag_id,
        facts_file=single.get("facts"),
        proposal=single.get("proposal"),
        city_tiles=tuple(paths.get("tile", ())),
        # Entered facts lie among the facts, to the last sign; those of the file do not contradict them.
        facts=tuple(dossier.facts.case.entered.items()),
    )


def _content(dossier: Dossier, file: InputFile, folder: Path | None) -> bytes:
    if file.member is not None:
        return dossier.files.get(file.member, b"")
    if folder is None:
        raise InputError(
            Text(
                f"'{file.name}' zit niet in dit dossier; geef met --inputs de map waar het staat",
                f"'{file.name}' is not in this dossier; give with --inputs the folder where it is",
            )
        )
    try:
        content = (folder / file.name).read_bytes()
    except OSError as error:
        raise InputError(
            Text(
                f"'{folder / file.name}' is niet te lezen ({error.strerror})",
                f"'{folder / file.name}' cannot be read ({error.strerror})",
            )
        ) from error
    if sha256(content) != file.sha256:
        raise InputError(
            Text(
                f"'{folder / file.name}' is een ander bestand dan getoetst (sha256 {sha256(content)[:12]}…,"
                f" toen {file.sha256[:12]}…)",
                f"'{folder / file.name}' is another file than was checked (sha256 {sha256(content)[:12]}…,"
                f" then {file.sha256[:12]}…)",
            )
        )
    return content


def _datum(given: HeightGiven | None) -> DatumInput | None:
    if given is None:
        return None
    return DatumInput(given.value, given.origin, given.tolerance, given.definition)


def _other_versions(dossier: Dossier) -> tuple[tuple[str, str, str], ...]:
    now = versions_now()
    then = dossier.description.versions
    return tuple((n, then[n], now[n]) for n in sorted(then.keys() & now.keys()) if then[n] != now[n])
