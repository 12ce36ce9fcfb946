"""Models changed at random: refused, named, or as whole as the sound one; the reader lives through all."""

from __future__ import annotations

import random
import re
import time
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
import pytest

from optopcheck.domain.job import InputError
from optopcheck.ifc import read_model
from tests.fuzz.corpus import bench
from tests.fuzz.seeds import house_text
from tests.fuzz.test_bundle_mutants import copy, cut, flip, insert, set_byte
from tests.fuzz.trying import NEEDED

if TYPE_CHECKING:
    from pathlib import Path

    from optopcheck.domain.building import Building
    from optopcheck.ifc import ReadModel

FEW, MANY = 60, 4_000
SLOWEST = 60.0
_NUMBER = re.compile(rb"(?<=[(,])-?\d+\.(?:\d*(?:E-?\d+)?)")
_REFERENCE = re.compile(rb"#\d+")
_VALUE = re.compile(rb"(?<=[(,])(?:[^(),;']+|'[^']*')(?=[,)])")
_WORDS = (b"$", b"#1", b"-1.", b"0.", b"1.E30", b"7", b"''")
_NO_WORDS = (b"NAN", b"INF", b"1.E400", b"()", b"1.#QNAN", b"\\", b"1,2", b"3..", b"-", b"#")


def _one(content: bytearray, dice: random.Random, what: re.Pattern[bytes], new: bytes) -> None:
    found = list(what.finditer(content))
    if found:
        at = dice.choice(found)
        content[at.start() : at.end()] = new


def other_reference(content: bytearray, dice: random.Random) -> None:
    _one(content, dice, _REFERENCE, dice.choice(_REFERENCE.findall(content) or [b"#1"]))


def own_reference(content: bytearray, dice: random.Random) -> None:
    """Let a line refer to itself."""
    lines = bytes(content).split(b"\n")
    k = dice.randrange(len(lines))
    own = _REFERENCE.match(lines[k])
    if own is not None:
        line = bytearray(lines[k][own.end() :])
        _one(line, dice, _REFERENCE, own[0])
        lines[k] = own[0] + bytes(line)
    content[:] = b"\n".join(lines)


def lost_reference(content: bytearray, dice: random.Random) -> None:
    _one(content, dice, _REFERENCE, b"#%d" % dice.choice((0, 99999, 2**31, 2**63)))


def other_number(content: bytearray, dice: random.Random) -> None:
    _one(content, dice, _NUMBER, repr(dice.choice((0.0, -1.0, 1e-9, 1e9, 3.0, 1e300, 2800.0))).encode())


def odd_value(content: bytearray, dice: random.Random) -> None:
    _one(content, dice, _VALUE, dice.choice(_WORDS))


def broken_value(content: bytearray, dice: random.Random) -> None:
    _one(content, dice, _VALUE, dice.choice(_NO_WORDS))


def line_lost(content: bytearray, dice: random.Random) -> None:
    lines = bytes(content).split(b"\n")
    k = dice.randrange(len(lines))
    content[:] = b"\n".join(lines[:k] + lines[k + dice.choice((1, 1, 3)) :])


def line_twice(content: bytearray, dice: random.Random) -> None:
    lines = bytes(content).split(b"\n")
    lines.insert(dice.randrange(len(lines)), dice.choice(lines))
    content[:] = b"\n".join(lines)


TEXT = (flip, set_byte, cut, insert, copy)
"""Damage to the text."""
STEP = (
    other_reference, own_reference, lost_reference, other_number, odd_value, broken_value, line_lost,
    line_twice,
)  # fmt: skip
"""Damage that keeps the form."""
MEANINGLESS = {own_reference, lost_reference, broken_value, line_lost, line_twice}
"""After these the house is the same one or a damaged one, never another."""


def kept(building: Building) -> Counter[str]:
    """Count the parts that bound a building: what a mutant that may be green must hold as well."""
    return Counter(e.kind for e in building.elements if e.kind in {"IfcWall", "IfcSlab"})


def tried(count: int, seed: int) -> dict[str, int]:
    """Read mutants; return how many ended how."""
    dice = random.Random(seed)  # noqa: S311 - chance, no secret
    figures: Counter[str] = Counter()
    with bench() as (place, _):
        path = place.folder / "huis.ifc"
        path.write_bytes(house_text())
        sound = read_model(path)
        for number in range(count):
            content = bytearray(house_text())
            changes = [dice.choice((*TEXT, *STEP, *STEP)) for _ in range(dice.choice((1, 1, 2)))]
            for change in changes:
                if len(content) > 100:
                    change(content, dice)
            how = _ended(path, bytes(content), sound, same=MEANINGLESS.issuperset(changes))
            assert how not in {"lost", "other", "badly said"}, (
                number,
                [change.__name__ for change in changes],
                _kept_for(path),
            )
            figures[how] += 1
    return dict(figures)


def _kept_for(path: Path) -> str:
    """Keep a mutant that is worth a look; say where."""
    goal = path.parents[1] / f"mutant-{time.time_ns()}.ifc"
    goal.write_bytes(path.read_bytes())
    return str(goal)


def _ended(path: Path, content: bytes, sound: ReadModel, *, same: bool) -> str:
    path.write_bytes(content)
    begun = time.monotonic()
    try:
        building = read_model(path).building
    except InputError as error:
        said = error.text.nl
        return "refused" if path.name in said and "\n" not in said else "badly said"
    finally:
        assert time.monotonic() - begun < SLOWEST
    blocked = frozenset[str]().union(*(defect.blocks for defect in building.defects))
    assert all(defect.message.nl and defect.remedy.nl for defect in building.defects)
    if blocked >= NEEDED:
        return "named"
    # It may end green: then nothing that bounds the building is missing.
    whole = kept(building) >= kept(sound.building) and len(building.storeys) >= len(sound.building.storeys)
    if not whole:
        return "lost"
    sizes = [np.ptp(each.mesh.bounds, axis=0) for each in (building, sound.building)]
    return "whole" if not same or np.allclose(*sizes, atol=1e-9) else "other"


def test_no_mutant_loses_a_part_in_silence() -> None:
    figures = tried(FEW, 9)

    assert sum(figures.values()) == FEW
    assert figures["refused"] + figures["named"] > FEW * 0.4


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_no_mutant_of_many_loses_a_part_in_silence() -> None:
    assert sum(tried(MANY, 2009).values()) == MANY
