"""The receipt and the id of a report: the hash of all that can change a finding, and of nothing else.

Left out are the time of day, user, machine, folders, the order of packs and how long it took
(reliability: "Report id"). Of the register of keys, whose age grows by the day, the marks of packs stay.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from optopcheck.container import digest_of
from optopcheck.domain.assessment import Assessment, Receipt
from optopcheck.dossier.description import Settings  # noqa: TC001  # the reader needs the type
from optopcheck.records import KeptArrays, Reading, RecordError, canonical, decode, encode

if TYPE_CHECKING:
    from optopcheck.domain.assessment import LoadedPlugin

_FIELDS = {"format", "format_version", "receipt", "settings", "inputs", "facts", "findings", "verdict"}


@dataclass(frozen=True)
class Counted:
    """What beside the receipt of the assessment counts for the id."""

    settings: Settings
    inputs: tuple[tuple[str, str, str], ...]
    """Role, name and SHA-256 of each."""
    facts: str
    findings: str
    """Digests."""


def receipt_json(assessment: Assessment, counted: Counted) -> bytes:
    """Return the receipt."""
    overall, arrays = assessment.overall, KeptArrays()
    return canonical(
        {
            "format": "optopcheck-receipt",
            "format_version": 1,
            "receipt": encode(plain_receipt(assessment.receipt), array=arrays),
            **{f.name: encode(getattr(counted, f.name), array=arrays) for f in fields(counted)},
            "verdict": {
                "verdict": overall.verdict.value,
                "need": None if overall.need is None else overall.need.value,
                "reason": encode(overall.reason),
            },
        }
    )


def report_id(receipt: bytes) -> str:
    """Return the id of the report: ``sha256:`` and the hash of its receipt."""
    return digest_of(receipt)


def plain_receipt(receipt: Receipt) -> Receipt:
    """Return a receipt without what is of a day or a machine, packs in order."""
    plugins = tuple(sorted(map(_placeless, receipt.plugins), key=lambda p: (p.name, p.version, p.sha256)))
    return replace(receipt, plugins=plugins, register=None)


def read_receipt(data: object, reading: Reading) -> tuple[Receipt, Counted]:
    """Return the receipt, and what else counts.

    Raises
    ------
    RecordError
        If the data are no receipt.
    """
    if not isinstance(data, dict) or set(data) != _FIELDS:
        raise RecordError("not the fields of a receipt")
    counted = {f.name: data[f.name] for f in fields(Counted)}
    return decode(Receipt, data["receipt"], reading), decode(Counted, counted, reading)


def _placeless(plugin: LoadedPlugin) -> LoadedPlugin:
    """Return a pack that could not be read, and is called by its path, by the name of its file alone."""
    return replace(plugin, name=PurePath(plugin.name).name or plugin.name)
