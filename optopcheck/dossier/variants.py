"""The variants that were kept beside the design: their names and what they add, without a verdict."""

from __future__ import annotations

from dataclasses import dataclass

from optopcheck.domain.scenario import Scenario  # noqa: TC001  # the reader needs the type
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
    """Write variants as a file of a dossier."""
    return canonical(encode(_Kept(variants), array=KeptArrays()))


def read_variants(content: bytes) -> tuple[NamedVariant, ...]:
    """Read them back.

    Raises
    ------
    RecordError
        If the file holds something else.
    """
    found = decode(_Kept, parsed(content), Reading(array=StoredArrays({}, {}))).variants
    names = {one.name for one in found}
    if len(found) > MOST or len(names) < len(found) or not all(0 < len(n) <= _LONGEST for n in names):
        raise RecordError(f"at most {MOST} variants, each with a name of its own")
    return found
