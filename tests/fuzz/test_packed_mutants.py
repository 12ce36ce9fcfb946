"""Packed models changed at random: unpacked in their own folder or refused in words, and nothing else."""

from __future__ import annotations

import random
import tempfile
import time
from pathlib import Path

import pytest

from optopcheck.container.zip_reading import DEFLATED
from optopcheck.domain.job import InputError
from optopcheck.ifc.packed import unpack
from tests.container.raw import Raw, zipped
from tests.fuzz.test_bundle_mutants import copy, cut, flip, insert, set_byte, set_number
from tests.ifc.test_preflight import GOOD

FEW, MANY = 1_000, 20_000
SLOWEST = 1.0
CHANGES = (flip, set_byte, set_number, cut, insert, copy)


def tried(count: int, seed: int) -> dict[str, int]:
    """Unpack mutants; return how many were refused, and how many gave the model or another text."""
    dice = random.Random(seed)  # noqa: S311 - chance, no secret
    sound = (
        zipped([Raw(b"huis.ifc", GOOD)]),
        zipped([Raw(b"map/huis.ifc", GOOD, DEFLATED), Raw(b"lees.txt", b"lees mij")]),
    )
    figures = {"refused": 0, "same": 0, "other": 0}
    with tempfile.TemporaryDirectory() as place:
        path, folder = Path(place) / "huis.ifczip", Path(place) / "map"
        folder.mkdir()
        for _ in range(count):
            content = bytearray(dice.choice(sound))
            for _ in range(dice.choice((1, 1, 1, 2, 4))):
                if content:
                    dice.choice(CHANGES)(content, dice)
            path.write_bytes(content)
            begun = time.process_time()
            try:
                same = unpack(path, folder).read_bytes() == GOOD
            except InputError:
                figures["refused"] += 1
            else:
                figures["same" if same else "other"] += 1
            assert time.process_time() - begun < SLOWEST
            assert {p.name for p in Path(place).iterdir()} == {"huis.ifczip", "map"}
            assert {p.name for p in folder.iterdir()} <= {"model.ifc"}
    return figures


def test_no_mutant_does_anything_else() -> None:
    figures = tried(FEW, 42)

    assert sum(figures.values()) == FEW
    assert figures["refused"] > FEW * 0.4
    # A checksum stands between a changed text and the reader.
    assert figures["other"] < FEW * 0.01


@pytest.mark.long
@pytest.mark.timeout(1200)
def test_no_mutant_of_many_does_anything_else() -> None:
    figures = tried(MANY, 2042)

    print(figures)  # noqa: T201 - the figures are told in decisions/042
    assert sum(figures.values()) == MANY
