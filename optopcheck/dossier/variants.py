"""The variants that were kept beside the design: their names and what they add, without a verdict."""

from __future__ import annotations

from dataclasses import dataclass

from optopcheck.container import ContainerError
from optopcheck.domain.scenario import Scenario  # noqa: TC001  # the reader needs the type
from optopcheck.domain.text import Text
from optopcheck.records import (
    KeptArrays,
    Reading,
    RecordError,
    StoredArrays,
    canonical,
    decode,
    encode,
    parsed,
)

MOST = 100
_LONGEST = 200
"""Signs of a name."""


@dataclass(frozen=True)
class NamedVariant:
    """A variant as it was kept; what came of it is computed anew by whoever opens it."""

    name: str
    scenario: Scenario


@dataclass(frozen=True)
class _Kept:
    variants: tuple[NamedVariant, ...]


def variants_json(variants: tuple[NamedVariant, ...]) -> bytes:
    """Write variants as a file of a dossier.

    Raises
    ------
    ContainerError
        If they are more, or have other names, than can be read back.
    """
    if not _can_be(variants):
        raise ContainerError(
            Text(
                f"een dossier bewaart ten hoogste {MOST} varianten, elk met een eigen naam van ten hoogste"
                f" {_LONGEST} tekens; verwijder varianten of kort namen in",
                f"a dossier keeps at most {MOST} variants, each with a name of its own of at most"
                f" {_LONGEST} signs; remove variants or shorten names",
            )
        )
    return canonical(encode(_Kept(variants), array=KeptArrays()))


def read_variants(content: bytes) -> tuple[NamedVariant, ...]:
    """Read them back.

    Raises
    ------
    RecordError
        If the file holds something else.
    """
    found = decode(_Kept, parsed(content), Reading(array=StoredArrays({}, {}))).variants
    if not _can_be(found):
        raise RecordError(f"at most {MOST} variants, each with a name of its own")
    return found


def _can_be(variants: tuple[NamedVariant, ...]) -> bool:
    names = {one.name for one in variants}
    return (
        len(variants) <= MOST and len(names) == len(variants) and all(0 < len(n) <= _LONGEST for n in names)
    )
