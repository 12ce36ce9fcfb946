"""Where the rule packs of this user come from, and the municipalities that they name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from optopcheck.domain.text import Text
from optopcheck.rules import of_bundle
from optopcheck.rules.candidates import distribution_packs, shipped
from optopcheck.service.packs import managed_packs
from optopcheck.service.rule_files import rule_store

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from optopcheck.rules import Candidate

_MUNICIPALITY = re.compile(r"gm\d{4}", re.ASCII)
_NAME_ENDS = ":"
"""Packs are called "Zoetermeer: what it holds"."""
_TEMPLATES = frozenset({"gm9999"})
"""Codes that stand for nobody, in what is meant to be copied."""


@dataclass(frozen=True)
class PackSources:
    """What a user is told of the packs at the first start."""

    municipalities: tuple[tuple[str, str], ...]
    """Code and name, by name; the name is what the pack calls itself after, empty where it has none."""
    places: tuple[Text, ...]
    """One sentence for each place that packs come from."""


def pack_sources() -> PackSources:
    """Look where packs lie; nothing of them is run.

    Raises
    ------
    InputError
        If what is kept of keys is damaged.
    """
    kept = tuple(of_bundle(bundle.opened) for bundle in rule_store().bundles() if bundle.opened is not None)
    here, managed = (*shipped(), *distribution_packs()), managed_packs()
    places = (*_places(len(here), len(kept)), *_managed(managed))
    return PackSources(_municipalities((*here, *managed, *kept)), places)


def _municipalities(candidates: Iterable[Candidate]) -> tuple[tuple[str, str], ...]:
    found: dict[str, str] = {}
    for candidate in candidates:
        for code in _codes(candidate):
            found[code] = found.get(code) or _name(candidate)
    return tuple(sorted(found.items(), key=lambda pair: (pair[1] or pair[0], pair[0])))


def _codes(candidate: Candidate) -> Iterator[str]:
    identity, distribution = candidate.identity, candidate.distribution
    makers = (*((identity.authority,) if identity else ()), *(distribution.makers if distribution else ()))
    for maker in makers:
        if _MUNICIPALITY.fullmatch(maker) and maker not in _TEMPLATES:
            yield maker.upper()


def _name(candidate: Candidate) -> str:
    """Return the name of the signer that the register gives, else what stands before the colon."""
    signer = candidate.opened.standing.signer if candidate.opened else ""
    before, colon, _ = candidate.title.partition(_NAME_ENDS)
    return signer or (before.strip() if colon else "")


def _places(here: int, kept: int) -> Iterator[Text]:
    yield Text(
        f"{here} pakketten horen bij deze installatie",
        f"{here} packs belong to this installation",
    )
    yield Text(
        "geen zelf toegevoegd; sleep een regelbestand (.optrules) op het venster"
        if not kept
        else f"{kept} zelf toegevoegd",
        "none added by yourself; drop a rule bundle (.optrules) on the window"
        if not kept
        else f"{kept} added by yourself",
    )


def _managed(packs: Sequence[Candidate]) -> Iterator[Text]:
    if not packs:
        return
    sound = sum(pack.error is None for pack in packs)
    yield Text(
        f"{sound} beheerd: door uw organisatie neergezet", f"{sound} managed: put down by your organisation"
    )
    for pack in packs:
        if pack.error is not None:
            yield Text(f"{pack.name}: {pack.error.nl}", f"{pack.name}: {pack.error.in_language('en')}")
