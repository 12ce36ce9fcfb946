"""Loads the very packs that an earlier assessment rested on, and tells where they are not the same."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from optopcheck.domain.text import Text
from optopcheck.rules.candidates import distribution_packs, of_bundle, shipped
from optopcheck.rules.choosing import Choice
from optopcheck.rules.discovery import hash_of_packages
from optopcheck.rules.loading import load_candidates
from optopcheck.rules.ruleset import NATIONAL
from optopcheck.rules.trust import Trust, open_bundle

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from optopcheck.rules.choosing import Candidate
    from optopcheck.rules.ruleset import RuleSet
    from optopcheck.rules.trust import Knowledge

_SHIPPED = Text("gelijk aan dat van het programma", "equal to the one of the program")
_INSTALLED = Text("dezelfde versie staat hier", "the same version is installed here")
_BARE = Text(
    "kon toen niet worden gelezen en bracht geen regels", "could not be read then and brought no rules"
)


@dataclass(frozen=True)
class AskedPack:
    """A pack as the earlier assessment names it."""

    name: str
    version: str
    sha256: str
    rules: tuple[str, ...]
    content: bytes | None = None
    """The bundle; None for a pack that was installed as a program."""


@dataclass(frozen=True)
class FoundAgain:
    """What became of an asked pack."""

    name: str
    version: str
    told: Text
    same: bool = True
    """Whether it is the very pack."""
    runs: bool = True
    """Whether its rules can be run here."""
    known: bool = True
    """Whether somebody answers for it: the program, or a municipality that is trusted here."""


def load_again(
    asked: Sequence[AskedPack], knowledge: Knowledge, on: date | None = None
) -> tuple[RuleSet, tuple[FoundAgain, ...]]:
    """Load packs once more for a day, only the rules that took part; programs only if they may run.

    Never raises for what a pack does.
    """
    candidates: list[Candidate] = []
    told: list[FoundAgain] = []
    for pack in asked:
        candidate, found = _installed(pack) if pack.content is None else _enclosed(pack, knowledge)
        told.append(found)
        if candidate is not None and found.runs:
            candidates.append(candidate)
    # In the order in which packs are looked for: of two rules with one id the first counts.
    loaded = load_candidates(sorted(candidates, key=_place), Choice(on))
    wanted = {rule for pack in asked for rule in pack.rules}
    kept = tuple(entry for entry in loaded.rules if entry.rule.id in wanted)
    failed = {plugin.name: plugin.error for plugin in loaded.plugins if plugin.error is not None}
    there = {entry.rule.id for entry in kept}
    return replace(loaded, rules=kept), tuple(
        _with_omitted(_with_failure(found, failed.get(found.name), set(pack.rules) <= there), pack, loaded)
        for pack, found in zip(asked, told, strict=True)
    )


def not_asked(asked: Sequence[AskedPack]) -> tuple[str, ...]:
    """Return the packs of this program that take part without being asked, and did not then, by name."""
    named = {pack.name for pack in asked}
    own = (*distribution_packs(), *shipped())
    return tuple(sorted({c.name for c in own if not c.off} - named))


def standing_of(pack: AskedPack, knowledge: Knowledge) -> FoundAgain:
    """Tell what is known of a pack; nothing of it is loaded."""
    return (_installed(pack) if pack.content is None else _enclosed(pack, knowledge))[1]


def _installed(pack: AskedPack) -> tuple[Candidate | None, FoundAgain]:
    found = next((c for c in distribution_packs() if c.name == pack.name), None)
    if found is None or found.distribution is None:
        if not pack.rules:
            return None, FoundAgain(pack.name, pack.version, _BARE)
        missing = Text(
            f"staat hier niet; installeer versie {pack.version}",
            f"is not installed here; install version {pack.version}",
        )
        return None, FoundAgain(pack.name, pack.version, missing, same=False, runs=False)
    if hash_of_packages(found.distribution.entry_points) == pack.sha256:
        return found, FoundAgain(pack.name, pack.version, _INSTALLED)
    other = Text(
        f"hier staat een andere inhoud (versie {found.version}) dan toen is gebruikt ({pack.version})",
        f"another content is installed here (version {found.version}) than was used ({pack.version})",
    )
    return found, FoundAgain(pack.name, pack.version, other, same=False)


def _enclosed(pack: AskedPack, knowledge: Knowledge) -> tuple[Candidate | None, FoundAgain]:
    opened = open_bundle(pack.content or b"", knowledge)
    if opened.digest.removeprefix("sha256:") != pack.sha256:
        altered = Text("is niet het pakket dat is gebruikt", "is not the pack that was used")
        return None, FoundAgain(pack.name, pack.version, altered, same=False, runs=False, known=False)
    own = next((c for c in shipped() if c.sha256 == pack.sha256), None)
    if own is not None:
        return own, FoundAgain(pack.name, pack.version, _SHIPPED)
    candidate = of_bundle(opened, asked=True, again=True)
    standing = opened.standing
    told = Text(
        f"{standing.trust.label.nl}: {standing.reason.nl}",
        f"{standing.trust.label.in_language('en')}: {standing.reason.in_language('en')}",
    )
    refused = candidate.error is not None
    return candidate, FoundAgain(
        pack.name,
        pack.version,
        candidate.error or told,
        # A pack that brought no rule then has nothing to run now.
        runs=not (refused and pack.rules),
        known=standing.trust is Trust.TRUSTED,
    )


def _place(candidate: Candidate) -> tuple[bool, bool, str]:
    return candidate.distribution is None, candidate.opened is not None, candidate.name


def _with_omitted(found: FoundAgain, pack: AskedPack, loaded: RuleSet) -> FoundAgain:
    """Tell of rules that the pack brings and the earlier assessment does not name: left out, or taken away.

    Where a user chose other packs, of a program the rules of the state alone take part; all of them then.
    """
    brought = {entry.rule.id: entry.rule.maker for entry in loaded.rules if entry.pack == found.name}
    omitted = sorted(brought.keys() - set(pack.rules))
    of_state = {rule for rule, maker in brought.items() if maker == NATIONAL}
    chosen = pack.content is None and of_state == set(pack.rules) & brought.keys()
    if not omitted or not found.same or chosen:
        return found
    names = ", ".join(omitted)
    text = Text(
        f"brengt ook regels die hier ontbreken: {names}", f"also brings rules that are missing here: {names}"
    )
    return replace(found, told=text, same=False)


def _with_failure(found: FoundAgain, error: Text | None, whole: bool) -> FoundAgain:  # noqa: FBT001 - a fact
    if error is None or whole or not found.runs:
        return found
    return replace(found, told=error, runs=False)
