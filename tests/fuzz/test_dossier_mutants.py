"""Dossiers changed at random: none passes for sound with another content."""

from __future__ import annotations

import random
import time
from contextlib import suppress

import pytest

from optopcheck.container import ContainerError
from optopcheck.dossier import DOSSIER, read_dossier
from optopcheck.service.dossier_diff import compared
from optopcheck.service.dossier_texts import diff_sections
from optopcheck.service.verifying import verified
from tests.container.raw import Raw, zipped
from tests.dossier import made
from tests.fuzz.test_bundle_mutants import copy, cut, flip, insert, set_byte, set_number

FEW, MANY = 600, 20_000
SLOWEST = 1.0
COUNTED = ("facts.json", "arrays/", "findings.json", "receipt.json", "input/")
"""What the id of the report rests on."""


def rezip(content: bytearray, dice: random.Random) -> None:
    """Change a member with a checksum that fits: only the record can tell."""
    members = made.members()
    content[:] = zipped([Raw(n.encode(), c) for n, c in _one_changed(members, dice).items()])


def forge(content: bytearray, dice: random.Random) -> None:
    """Change a member, and the record with it: only the receipt can tell."""
    members = made.members()
    inner = {name: data for name, data in members.items() if name != "RECORD.json"}
    changed = made.recorded(_one_changed(inner, dice))
    content[:] = zipped([Raw(n.encode(), c) for n, c in changed.items()])


def _one_changed(members: dict[str, bytes], dice: random.Random) -> dict[str, bytes]:
    name = dice.choice(sorted(name for name, data in members.items() if data))
    changed = bytearray(members[name])
    for _ in range(dice.choice((1, 1, 3))):
        dice.choice((flip, set_byte, cut, insert))(changed, dice)
        if not changed:
            break
    return {**members, name: bytes(changed)}


RAW = (flip, set_byte, set_number, cut, insert, copy)
WHOLE = (rezip, forge, forge, forge)


def tried(count: int, seed: int) -> dict[str, int]:
    dice = random.Random(seed)  # noqa: S311 - chance, no secret
    sound = made.dossier()
    own = {n: c for n, c in sound.files.items() if n.startswith(COUNTED)}
    figures = {"refused": 0, "told": 0, "same": 0}
    for _ in range(count):
        content = bytearray(made.content())
        dice.choice((*RAW, *WHOLE))(content, dice)
        begun = time.process_time()
        figures[_outcome(bytes(content), own)] += 1
        assert time.process_time() - begun < SLOWEST
    return figures


def _outcome(content: bytes, own: dict[str, bytes]) -> str:
    """Open a mutant and read all of it; nothing but our own error may come out."""
    try:
        found = read_dossier(content)
    except ContainerError:
        return "refused"
    problems = verified(found).problems
    for part in ("facts", "outcomes", "receipt", "decisions"):
        with suppress(ContainerError):
            getattr(found, part)
    with suppress(ContainerError):
        diff_sections(compared(made.dossier(), found), "nl")
    if found.problems:
        return "told"
    assert all(problem.nl for problem in problems)
    # Nothing was noticed: then everything that counts is what it was.
    assert {n: c for n, c in found.files.items() if n.startswith(COUNTED)} == own
    assert found.description.settings == made.SETTINGS
    assert found.description.report_id == made.dossier().description.report_id
    return "same"


def test_the_seed_is_sound() -> None:
    assert _outcome(made.content(), {n: c for n, c in made.dossier().files.items() if n.startswith(COUNTED)})
    assert len(made.content()) < DOSSIER.file_bytes


def test_no_mutant_passes_for_sound() -> None:
    figures = tried(FEW, 39)

    assert sum(figures.values()) == FEW
    assert figures["refused"] > FEW * 0.5
    assert figures["told"] > FEW * 0.1


@pytest.mark.long
@pytest.mark.timeout(3000)
def test_no_mutant_of_many_passes_for_sound() -> None:
    figures = tried(MANY, 2039)

    print(figures)  # noqa: T201 - the figures are told in decisions/039
    assert sum(figures.values()) == MANY
