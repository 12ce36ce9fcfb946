"""Makes a dossier of an assessment: the same assessment gives the same bytes."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from optopcheck.container import Container, digest_of, new_container
from optopcheck.container.record import record_of
from optopcheck.dossier import names
from optopcheck.dossier.crate import crate_json
from optopcheck.dossier.description import FORMAT, FORMAT_VERSION, Description, InputFile, PackUsed
from optopcheck.dossier.findings import findings_json
from optopcheck.dossier.limits import DOSSIER
from optopcheck.dossier.receipt import Counted, plain_receipt, receipt_json, report_id
from optopcheck.dossier.variants import NamedVariant, variants_json
from optopcheck.records import KeptArrays, canonical, encode, encode_shared

if TYPE_CHECKING:
    from collections.abc import Mapping

    from optopcheck.domain.assessment import Assessment
    from optopcheck.dossier.description import Settings


@dataclass(frozen=True)
class GivenFile:
    """An input as it comes in; without content it is only named."""

    role: str
    name: str
    sha256: str
    content: bytes | None = None


@dataclass(frozen=True)
class Parts:
    """What goes into a dossier beside the assessment."""

    settings: Settings
    inputs: tuple[GivenFile, ...] = ()
    bundles: tuple[Container, ...] = ()
    """Of the packs that took part, with their signatures."""
    published: bytes = b""
    """The assessment in the published form."""
    reports: Mapping[str, bytes] = field(default_factory=dict)
    """By file name."""
    variants: tuple[NamedVariant, ...] = ()
    """Kept beside the design."""


def new_dossier(assessment: Assessment, parts: Parts) -> Container:
    """Return the dossier, unsigned.

    Raises
    ------
    ContainerError
        If a report has a name that cannot be.
    """
    arrays = KeptArrays()
    facts = _plain_json(encode_shared(assessment.facts, arrays))
    findings = canonical(findings_json(assessment.outcomes, arrays))
    files = {names.FACTS: facts}
    files |= {f"{names.ARRAYS}{name}.bin": content for name, content in arrays.files().items()}
    files[names.INDEX] = canonical(arrays.index)
    inputs, enclosed = _inputs(parts)
    told = tuple((file.role, file.name, file.sha256) for file in inputs)
    counted = Counted(parts.settings, told, facts_digest(files), digest_of(findings))
    receipt = receipt_json(assessment, counted)
    packs, bundles = _packs(assessment, parts)
    description = Description(
        FORMAT,
        FORMAT_VERSION,
        report_id(receipt),
        assessment.receipt.reference_date,
        assessment.receipt.versions,
        parts.settings,
        inputs,
        packs,
    )
    return sealed(
        {
            **files,
            **enclosed,
            **bundles,
            **{f"{names.REPORT}{name}": content for name, content in parts.reports.items()},
            names.FINDINGS: findings,
            names.RECEIPT: receipt,
            names.PUBLISHED: parts.published,
            names.DECISIONS: b"",
            **({names.VARIANTS: variants_json(parts.variants)} if parts.variants else {}),
        },
        description,
    )


def sealed(files: Mapping[str, bytes], description: Description) -> Container:
    """Return the container of all files, with their description for archives and their record."""
    whole = {**files, names.DESCRIPTION: canonical(encode(description, array=KeptArrays()))}
    return new_container({**whole, names.CRATE: crate_json(description, whole)}, DOSSIER)


def facts_digest(files: Mapping[str, bytes]) -> str:
    """Return the one hash of the facts and their arrays."""
    own = {n: content for n, content in files.items() if n == names.FACTS or n.startswith(names.ARRAYS)}
    return digest_of(record_of(own))


def _plain_json(value: object) -> bytes:
    """Write floats as Python does: read back, each is the same to the last bit."""
    return json.dumps(value, allow_nan=False, sort_keys=True, separators=(",", ":")).encode("ascii")


def _inputs(parts: Parts) -> tuple[tuple[InputFile, ...], dict[str, bytes]]:
    told: list[InputFile] = []
    enclosed: dict[str, bytes] = {}
    for number, given in enumerate(parts.inputs, 1):
        file = InputFile(given.role, given.name, given.sha256)
        if given.content is not None:
            file = replace(file, member=names.input_member(given.role, number, given.name))
            enclosed[str(file.member)] = given.content
        told.append(file)
    return tuple(told), enclosed


def _packs(assessment: Assessment, parts: Parts) -> tuple[tuple[PackUsed, ...], dict[str, bytes]]:
    by_digest = {bundle.digest.removeprefix("sha256:"): bundle for bundle in parts.bundles}
    told: list[PackUsed] = []
    enclosed: dict[str, bytes] = {}
    for plugin in plain_receipt(assessment.receipt).plugins:
        pack = PackUsed(plugin.name, plugin.version, plugin.sha256, plugin.rule_ids)
        bundle = by_digest.get(plugin.sha256)
        if bundle is not None:
            pack = replace(pack, member=f"{names.BUNDLES}{plugin.sha256}.optrules")
            enclosed[str(pack.member)] = bundle.to_bytes()
        told.append(pack)
    return tuple(told), enclosed
