"""Verifies a dossier: record, hashes, decisions, signatures; nothing of it is run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from optopcheck.container import ContainerError
from optopcheck.domain.text import Text
from optopcheck.dossier import PUBLISHED
from optopcheck.records import parsed
from optopcheck.report import assessment_json
from optopcheck.rules import standing_of
from optopcheck.rules.trust import signature_of
from optopcheck.service.dossiers import open_dossier
from optopcheck.service.replaying import asked_packs
from optopcheck.service.rule_files import rule_store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from optopcheck.dossier import Decision, Dossier
    from optopcheck.rules import FoundAgain
    from optopcheck.rules.trust import PublicKey

_WHAT_COUNTS = ("rule", "verdict", "need", "not_applicable")


@dataclass(frozen=True, eq=False)
class Verified:
    """What holds of a dossier, and what does not."""

    dossier: Dossier
    problems: tuple[Text, ...]
    decisions: tuple[Decision, ...]
    packs: tuple[FoundAgain, ...]
    signer: PublicKey | None = None
    """Whose signature holds; None if it is not signed."""
    signed: str = ""
    """What the signature says: ``optop``, the id of the report, the day."""

    @property
    def sound(self) -> bool:
        """Whether everything in it belongs together."""
        return not self.problems


def verify_dossier(path: Path) -> Verified:
    """Verify a dossier.

    Raises
    ------
    InputError
        If it is no dossier, or its record does not hold.
    """
    return verified(open_dossier(path))


def verified(dossier: Dossier) -> Verified:
    """Verify a dossier that was opened; never raises for what it holds."""
    problems = list(dossier.problems)
    problems += _published(dossier)
    decisions: tuple[Decision, ...] = ()
    try:
        decisions = dossier.decisions
    except ContainerError as error:
        problems.append(error.text)
    try:
        _ = dossier.variants
    except ContainerError as error:
        problems.append(error.text)
    signer, comment = None, ""
    try:
        signed = signature_of(dossier.container)
        if signed is not None:
            signer, comment = signed.key, signed.comment
            if comment.split(" ")[:2] != ["optop", dossier.description.report_id]:
                problems.append(_OTHER_SIGNATURE)
    except ContainerError as error:
        problems.append(error.text)
    knowledge = rule_store().knowledge()
    packs = tuple(standing_of(pack, knowledge) for pack in asked_packs(dossier))
    problems += [
        Text(f"pakket {p.name}: {p.told.nl}", f"pack {p.name}: {p.told.in_language('en')}")
        for p, told in zip(packs, dossier.description.packs, strict=True)
        if told.member is not None and not p.same
    ]
    return Verified(dossier, tuple(problems), decisions, packs, signer, comment)


def _published(dossier: Dossier) -> Iterator[Text]:
    """Yield where the published form says something else than findings and facts do."""
    try:
        told = parsed(dossier.files.get(PUBLISHED, b""))
        made = assessment_json(dossier.assessment)
    except ContainerError as error:
        yield Text(f"{PUBLISHED}: {error.text.nl}", f"{PUBLISHED}: {error.text.in_language('en')}")
        return
    except Exception as error:  # noqa: BLE001 - facts from outside may break what our own never do
        said = f"{type(error).__name__}: {error}"[:200]
        yield Text(
            f"{PUBLISHED} is niet met de feiten te vergelijken ({said})",
            f"{PUBLISHED} cannot be compared with the facts ({said})",
        )
        return
    if not isinstance(told, dict) or _core(told) != _core(made):
        yield Text(
            f"{PUBLISHED} zegt iets anders dan de bevindingen",
            f"{PUBLISHED} says something else than the findings",
        )


def _core(told: object) -> object:
    """Return what of the published form each version of the program writes in the same way."""
    if not isinstance(told, dict) or not isinstance(told.get("findings"), list):
        return None
    findings = [{k: f.get(k) for k in _WHAT_COUNTS} for f in told["findings"] if isinstance(f, dict)]
    return told.get("verdict"), told.get("need"), sorted(findings, key=lambda f: str(f["rule"]))


_OTHER_SIGNATURE = Text(
    "de handtekening is voor een ander rapport gezet", "the signature was made for another report"
)
