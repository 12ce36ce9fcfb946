"""Plans, facts and repairs changed at random: read, or refused with the name of the file; nothing else."""

from __future__ import annotations

import random
import re
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from optopcheck.domain.job import InputError
from optopcheck.service.entered_facts import read_facts
from optopcheck.service.plan import read_plan
from optopcheck.service.repairs import read_repairs
from tests.fuzz.bad_papers import SOUND
from tests.fuzz.test_bundle_mutants import copy, cut, flip, insert, set_byte

if TYPE_CHECKING:
    from collections.abc import Callable

FEW, MANY = 1_500, 20_000
SLOWEST = 1.0
READERS: dict[str, Callable[[Path], object]] = {
    "plan": read_plan,
    "facts_file": read_facts,
    "repairs_file": read_repairs,
}
MORE = """
[perceel]
polygon = [[0.0, 0.0], [20.0, 0.0], [20.0, 20.0], [0.0, 20.0]]

[bouwvlak]
article = "art. 3"
polygon = [[1.0, 1.0], [9.0, 1.0], [9.0, 9.0]]
"""
_VALUE = re.compile(rb"(?<== )[^\n]+|(?<=\[)\d+\.\d+|(?<=, )\d+\.\d+")
_WORDS = (
    b"nan", b"inf", b"-inf", b"1e400", b'""', b"[]", b"{}", b"true", b'"x"', b"2026-02-30", b"9" * 5000,
    b"9" * 400, b"0x" + b"F" * 5000, b"[" * 2000, b"1_0", b"0x1F", b"'''", b"{ a = 1 }", b"07:32:00", b"-0.0",
    b'"\\ud800"',
)  # fmt: skip


def other_value(content: bytearray, dice: random.Random) -> None:
    found = list(_VALUE.finditer(content))
    if found:
        at = dice.choice(found)
        content[at.start() : at.end()] = dice.choice(_WORDS)


CHANGES = (flip, set_byte, cut, insert, copy, other_value, other_value, other_value)


def tried(count: int, seed: int) -> dict[str, int]:
    """Read mutants; return how many were refused or read."""
    dice = random.Random(seed)  # noqa: S311 - chance, no secret
    figures: Counter[str] = Counter()
    texts = {**SOUND, "plan": SOUND["plan"] + MORE}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "papier.toml"
        for _ in range(count):
            role = dice.choice(sorted(READERS))
            content = bytearray(texts[role].encode())
            for _ in range(dice.choice((1, 1, 2))):
                if content:
                    dice.choice(CHANGES)(content, dice)
            path.write_bytes(content)
            begun = time.process_time()
            try:
                READERS[role](path)
            except InputError as error:
                figures["refused" if path.name in error.text.nl else "nameless"] += 1
            else:
                figures["read"] += 1
            assert time.process_time() - begun < SLOWEST
    assert not figures["nameless"]
    return dict(figures)


def test_no_mutant_ends_otherwise() -> None:
    figures = tried(FEW, 9)

    assert sum(figures.values()) == FEW
    assert figures["refused"] > FEW * 0.4


@pytest.mark.long
@pytest.mark.timeout(1200)
def test_no_mutant_of_many_ends_otherwise() -> None:
    assert sum(tried(MANY, 2009).values()) == MANY
