"""What changed between two dossiers: files, variant, measures and findings."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from optopcheck.container import digest_of
from optopcheck.dossier import changed_facts, changed_findings
from optopcheck.service.dossiers import open_dossier

if TYPE_CHECKING:
    from pathlib import Path

    from optopcheck.dossier import ChangedFinding, Dossier, FactDifference, InputFile, Settings


@dataclass(frozen=True, eq=False)
class DossierDiff:
    """Everything in which the second dossier differs from the first."""

    before: Dossier
    after: Dossier
    inputs: tuple[tuple[InputFile | None, InputFile | None], ...]
    """By role and place: before and after."""
    settings: tuple[tuple[str, object, object], ...]
    """Name, before, after."""
    packs: tuple[tuple[str, str, str], ...]
    """Name, version and hash before, and after; empty where it is not there."""
    facts: tuple[FactDifference, ...]
    findings: tuple[ChangedFinding, ...]
    reports: tuple[tuple[str, str, str], ...] = ()
    """Name, hash before and after of each that is not the same; empty where it is not there."""

    @property
    def equal(self) -> bool:
        """Whether both rest on the same and say the same; a report that only one of them has says nothing."""
        rests = self.inputs or self.settings or self.packs or self.facts or self.findings
        return not rests and not any(before and after for _, before, after in self.reports)


def compare_dossiers(before: Path, after: Path) -> DossierDiff:
    """Compare two dossiers; nothing is run.

    Raises
    ------
    InputError
        If one of them cannot be read.
    """
    return compared(open_dossier(before), open_dossier(after))


def compared(one: Dossier, two: Dossier) -> DossierDiff:
    """Compare two dossiers that were opened.

    Raises
    ------
    InputError
        If facts or findings of one of them cannot be read.
    """
    return DossierDiff(
        one,
        two,
        _inputs(one, two),
        _settings(one, two),
        _packs(one, two),
        changed_facts(one.facts, two.facts),
        changed_findings(one.outcomes, two.outcomes),
        _reports(one, two),
    )


def _inputs(one: Dossier, two: Dossier) -> tuple[tuple[InputFile | None, InputFile | None], ...]:
    old, new = _by_role(one), _by_role(two)
    pairs = [(old.get(key), new.get(key)) for key in sorted(old.keys() | new.keys())]
    return tuple((a, b) for a, b in pairs if a is None or b is None or a.sha256 != b.sha256)


def _reports(one: Dossier, two: Dossier) -> tuple[tuple[str, str, str], ...]:
    old, new = ({n: digest_of(c) for n, c in d.reports.items()} for d in (one, two))
    names = sorted(old.keys() | new.keys())
    return tuple((n, old.get(n, ""), new.get(n, "")) for n in names if old.get(n) != new.get(n))


def _by_role(dossier: Dossier) -> dict[tuple[str, int], InputFile]:
    found: dict[tuple[str, int], InputFile] = {}
    for file in dossier.description.inputs:
        place = sum(role == file.role for role, _ in found)
        found[file.role, place] = file
    return found


def _settings(one: Dossier, two: Dossier) -> tuple[tuple[str, object, object], ...]:
    old, new = _named(one.description.settings), _named(two.description.settings)
    days = one.description.reference_date, two.description.reference_date
    changed = [(name, old[name], new[name]) for name in old if old[name] != new[name]]
    return (*changed, *([("reference_date", *days)] if days[0] != days[1] else []))


def _named(settings: Settings) -> dict[str, object]:
    own = {f"scenario.{f.name}": getattr(settings.scenario, f.name) for f in fields(settings.scenario)}
    case = {f"case.{f.name}": getattr(settings.case, f.name) for f in fields(settings.case)}
    return {**own, **case, "sun_every": settings.sun_every}


def _packs(one: Dossier, two: Dossier) -> tuple[tuple[str, str, str], ...]:
    old, new = ({p.name: f"{p.version} {p.sha256[:12]}" for p in d.description.packs} for d in (one, two))
    names = sorted(old.keys() | new.keys())
    return tuple((n, old.get(n, ""), new.get(n, "")) for n in names if old.get(n) != new.get(n))
