"""Which outcomes of each rule are shown by a case, and which are missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from optopcheck.domain.job import InputError
from optopcheck.domain.text import Text
from optopcheck.rules.authoring.case_file import Expected, read_cases
from optopcheck.rules.authoring.cases import CaseResult, run_case
from optopcheck.rules.declared.rule import DataRule, RuleKind
from optopcheck.rules.packs import Pack, read_pack

if TYPE_CHECKING:
    from collections.abc import Mapping

NEEDED: Mapping[RuleKind, tuple[Expected, ...]] = {
    RuleKind.CHECK: tuple(Expected),
    RuleKind.JUDGEMENT: (Expected.UNDETERMINED, Expected.NA),
    RuleKind.INFORMATION: (Expected.NA,),
}
"""Of which outcomes a rule must show a case."""


@dataclass(frozen=True, eq=False)
class Coverage:
    """The cases of one rule, counted by what they expect."""

    rule: DataRule
    counts: Mapping[Expected, int]
    excuses: Mapping[Expected, str]
    """Why there is no case of an outcome."""

    @property
    def needed(self) -> tuple[Expected, ...]:
        """Outcomes that a case must show."""
        return NEEDED[self.rule.kind]

    @property
    def missing(self) -> tuple[Expected, ...]:
        """Outcomes that no case shows and nothing excuses."""
        return tuple(kind for kind in self.needed if not self.counts[kind] and kind not in self.excuses)


@dataclass(frozen=True, eq=False)
class PackTest:
    """A pack, the cases that were run, and what they cover."""

    pack: Pack
    results: tuple[CaseResult, ...]
    coverage: tuple[Coverage, ...]

    @property
    def failed(self) -> tuple[CaseResult, ...]:
        """The cases that found something else."""
        return tuple(result for result in self.results if not result.passed)

    @property
    def passed(self) -> bool:
        """Whether every case found what it expects, and every outcome that is needed is shown."""
        return bool(self.coverage) and not self.failed and not any(rule.missing for rule in self.coverage)


def try_pack(files: Mapping[str, bytes]) -> PackTest:
    """Read a pack and run its cases.

    Raises
    ------
    InputError
        With file, line and remedy of what cannot be used.
    """
    pack = read_pack(files)
    cases, excuses = read_cases(files, pack)
    results = tuple(run_case(case, pack.identity) for case in cases)
    coverage = []
    for rule in pack.rules:
        expected = [case.expects for case in cases if case.rule is rule]
        none = {excuse.outcome: excuse.reason for excuse in excuses if excuse.rule_id == rule.id}
        for kind in none:
            _check_excuse(rule, kind, expected)
        coverage.append(Coverage(rule, {kind: expected.count(kind) for kind in Expected}, none))
    return PackTest(pack, results, tuple(coverage))


def _check_excuse(rule: DataRule, kind: Expected, expected: list[Expected]) -> None:
    if kind in expected:
        name = f"cases/{rule.id}/none-{kind}.toml"
        raise InputError(
            Text(
                f"'{name}' zegt dat er geen geval is, en er is er wel een; haal dit bestand weg",
                f"'{name}' says that there is no case, and there is one; take this file away",
            )
        )
